"""``{tryit} name``: a few lines of Python that a reader changes and runs in the page.

What they printed when the book was built stands below them. The build runs them in this Python and in the page's, and
refuses a cell that ends in an error, prints nothing, or prints something else in one than in the other.
"""

import contextlib
import io
from html import escape

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from house.content.quiz import PRINTED, code_field, plain_script
from house.render.engine import engine, printed_by
from house.render.modules import ask, touched

MODULE = "python/question.js"


class tryit(nodes.General, nodes.Element):
    """A cell to change and run: ``name``, ``title``, ``code`` and what it ``printed``."""


class TryIt(SphinxDirective):
    """The name of the cell; its title as an option, its code as the content."""

    required_arguments = 1
    has_content = True
    option_spec = {"title": directives.unchanged_required}  # noqa: RUF012 (docutils reads a plain mapping)

    def run(self):
        name, code = self.arguments[0], "\n".join(self.content)
        if not name.startswith("try-") or "title" not in self.options:
            raise self.error(f"{name} should begin with try- and have a title.")
        if any(node["name"] == name for node in self.state.document.findall(tryit)):
            raise self.error(f"{name} stands in this page already.")
        try:
            printed = in_both(code)
        except ValueError as error:
            raise self.error(f"{name}: {error}") from None
        return [tryit("", name=name, title=self.options["title"], code=code, printed=printed)]


def in_both(code):
    """Return what ``code`` prints, in this Python and in the page's; ``ValueError`` if they differ or it fails.

    >>> in_both("print(2 + 2)")
    '4\\n'
    """
    here = io.StringIO()
    try:
        with contextlib.redirect_stdout(here):
            exec(compile(code, "cell", "exec"), {"__name__": "__main__"})
    except Exception as error:
        raise ValueError(f"the cell ends in {type(error).__name__}: {error}") from None
    (there,) = printed_by(code)
    if there["error"]:
        raise ValueError(f"the page's Python ends in {there['error']}")
    if here.getvalue() != there["printed"]:
        raise ValueError(f"this Python prints {here.getvalue()!r}, the page's {there['printed']!r}")
    if not here.getvalue():
        raise ValueError("the cell prints nothing")
    return here.getvalue()


def visit_tryit(writer, node):
    name, printed = node["name"], node["printed"]
    item = {"id": name, "kind": "cell", "module": MODULE, "script": touched()[MODULE][0], "engine": engine()[0]}
    writer.body.append(
        f'<div class="quiz" data-quiz><div class="quiz-item try">\n<form id="{name}" data-try="{name}" '
        f'method="dialog" autocomplete="off" novalidate><fieldset><legend>{escape(node["title"])}</legend>\n'
        f'<p class="quiz-ask"><label for="{name}-answer">Change a number, then run the lines again.</label></p>\n'
        f"{code_field(name, node['code'])}"
        '<p class="quiz-tools" data-live hidden><button type="button" data-run>Run</button> '
        '<button type="button" data-again>Start again</button></p>\n'
        f"{PRINTED.format('').replace('</pre>', escape(printed) + '</pre>')}"
        f'<p class="quiz-reply" id="{name}-reply" aria-live="polite"></p>\n</fieldset></form></div>\n'
        f"{plain_script([item | {'printed': printed}])}</div>\n"
    )
    raise nodes.SkipNode


def add_files(app, pagename, templatename, context, doctree):
    if doctree is not None and next(iter(doctree.findall(tryit)), None) is not None:
        app.add_css_file("quiz.css")
        ask(app, "later.js", early=True)
        ask(app, "quiz.js")


def setup(app):
    app.add_directive("tryit", TryIt)
    app.add_node(tryit, html=(visit_tryit, None))
    app.connect("html-page-context", add_files)
