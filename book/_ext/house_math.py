"""Maths at build time: KaTeX, run by QuickJS, writes HTML and MathML, so a page needs no script to show a formula.

A formula that KaTeX cannot set becomes a Sphinx warning with its line. The style sheet goes only to pages with maths.
"""

import json
import re
from functools import cache
from pathlib import Path

import quickjs
from docutils import nodes
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

KATEX = Path(__file__).parent / "vendor" / "katex.min.js"
# Sphinx numbers a block once; these environments would make KaTeX number every line again.
NUMBERED = re.compile(r"\\(begin|end)\{(equation|align|gather|alignat)\}")

logger = logging.getLogger(__name__)


@cache
def engine():
    context = quickjs.Context()
    context.set_max_stack_size(4 * 1024 * 1024)      # KaTeX parses nested groups by recursion
    context.eval(KATEX.read_text(encoding="utf8"))
    return context.eval("(tex, options) => katex.renderToString(tex, JSON.parse(options))")


@cache
def typeset(tex, display, macros):
    """Return the HTML of a formula; ``macros`` is JSON. Raise ValueError in KaTeX's words if it cannot be set."""
    options = json.dumps({"displayMode": display, "throwOnError": True, "strict": "error",
                          "output": "htmlAndMathml", "macros": json.loads(macros)})
    try:
        return engine()(tex, options)
    except quickjs.JSException as error:
        words = str(error).splitlines()[0].replace("\u0332", "")      # KaTeX underlines the culprit letter by letter
        raise ValueError(re.sub(r"^.*?parse error: ", "", words)) from None


def as_display(tex, nowrap=False):
    """Return TeX for one displayed block: environments without numbers, several lines aligned."""
    tex = NUMBERED.sub(r"\\\1{\2*}", tex)
    parts = [part.strip() for part in tex.split("\n\n") if part.strip()]
    if nowrap or (len(parts) == 1 and (r"\\" not in tex or tex.lstrip().startswith(r"\begin"))):
        return tex
    return r"\begin{aligned}" + r" \\ ".join(parts) + r"\end{aligned}"


def _html(translator, node, tex, display):
    macros = json.dumps(translator.builder.config.house_math_macros)
    try:
        return typeset(tex, display, macros)
    except ValueError as error:
        logger.warning("This formula cannot be set: %s", error, location=node, type="house", subtype="math")
        return f'<code class="math-error">{translator.encode(tex)}</code>'


def visit_inline(translator, node):
    translator.body.append(translator.starttag(node, "span", "", CLASS="math notranslate nohighlight"))
    translator.body.append(_html(translator, node, node.astext(), display=False) + "</span>")
    raise nodes.SkipNode


def visit_block(translator, node):
    translator.body.append(translator.starttag(node, "div", "", CLASS="math notranslate nohighlight"))
    tex = as_display(node.astext(), node.get("nowrap", False))
    translator.body.append(f'<div class="formula">{_html(translator, node, tex, display=True)}</div>')
    if node.get("number"):
        translator.body.append(f'<span class="eqno">({get_node_equation_number(translator, node)})')
        translator.add_permalink_ref(node, "Link to this equation")
        translator.body.append("</span>")
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def add_files(app, pagename, templatename, context, doctree):
    if doctree is not None and any(isinstance(n, nodes.math | nodes.math_block) for n in doctree.findall()):
        app.add_css_file("katex/katex.min.css")
        app.add_js_file("overflow.js", loading_method="defer")


def setup(app):
    app.add_config_value("house_math_macros", {}, "env", [dict])
    app.add_html_math_renderer("house", (visit_inline, None), (visit_block, None))
    app.connect("html-page-context", add_files)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
