"""Maths at build time: KaTeX, run by QuickJS, writes HTML and MathML, so a page needs no script to show a formula.

A formula that KaTeX cannot set becomes a Sphinx warning with its line. The style sheet goes only to pages with maths.
A short formula and the comma after it stay on one line, which browsers do not see to by themselves.
"""

import json
import re
from functools import cache
from pathlib import Path

import quickjs
from docutils import nodes
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

KATEX = Path(__file__).parents[1] / "vendor" / "katex.min.js"
# overflow.js takes the stop of the keyboard away where a formula fits
BOX = '<div class="formula" tabindex="0" role="region" aria-label="Formula">'
STOP = re.compile(r"[,.;:!?)\]]+")
# KaTeX adds what was typed, which no page shows: who copies a line would have it between the signs.
TYPED = re.compile(r"<annotation.*?</annotation>", re.DOTALL)
# Sphinx numbers a block once; these environments would make KaTeX number every line again.
NUMBERED = re.compile(r"\\(begin|end)\{(equation|align|gather|alignat)\}")

logger = logging.getLogger(__name__)


@cache
def engine():
    context = quickjs.Context()
    context.set_max_stack_size(4 * 1024 * 1024)  # KaTeX parses nested groups by recursion
    context.eval(KATEX.read_text(encoding="utf8"))
    # As JSON, since a long text that was put together from pieces cannot cross to Python as it is.
    return context.eval("(tex, options) => JSON.stringify(katex.renderToString(tex, JSON.parse(options)))")


@cache
def typeset(tex, display, macros):
    """Return the HTML of a formula; ``macros`` is JSON. Raise ValueError in KaTeX's words if it cannot be set."""
    options = json.dumps(
        {
            "displayMode": display,
            "throwOnError": True,
            "strict": "error",
            "output": "htmlAndMathml",
            "macros": json.loads(macros),
        }
    )
    try:
        return TYPED.sub("", json.loads(engine()(tex, options)))
    except quickjs.JSException as error:
        words = str(error).splitlines()[0].replace("\u0332", "")  # KaTeX underlines the culprit letter by letter
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
    translator.body.append(f"{BOX}{_html(translator, node, tex, display=True)}</div>")
    if node.get("number"):
        translator.body.append(f'<span class="eqno">({get_node_equation_number(translator, node)})')
        translator.add_permalink_ref(node, "Link to this equation")
        translator.body.append("</span>")
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def keep_together(app, doctree, docname):
    """Tie the punctuation after a formula of one piece to it; a longer one may break at its relations."""
    macros = json.dumps(app.config.house_math_macros)
    for formula in list(doctree.findall(nodes.math)):
        parent, at = formula.parent, formula.parent.index(formula)
        after = parent[at + 1] if at + 1 < len(parent) else None
        stop = STOP.match(after) if isinstance(after, nodes.Text) else None
        try:
            tied = stop and typeset(formula.astext(), False, macros).count('class="base"') == 1
        except ValueError:  # reported where it is written
            continue
        if tied:
            parent[at : at + 2] = [
                nodes.inline("", "", formula, nodes.Text(stop[0]), classes=["together"]),
                nodes.Text(after[stop.end() :]),
            ]


def add_files(app, pagename, templatename, context, doctree):
    if doctree is not None and any(isinstance(n, nodes.math | nodes.math_block) for n in doctree.findall()):
        app.add_css_file("katex/katex.min.css")
        context["house_formulas"] = True


def setup(app):
    app.add_config_value("house_math_macros", {}, "env", [dict])
    app.add_html_math_renderer("house", (visit_inline, None), (visit_block, None))
    app.connect("doctree-resolved", keep_together)
    app.connect("html-page-context", add_files)
