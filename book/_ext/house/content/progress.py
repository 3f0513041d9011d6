"""A reader's progress, kept in the reader's browser: what there is to read, to bet on and to solve on every page.

The pages themselves note what was done (``web/ticks.js``). What there *is* to do stands in the written
pages, so it is collected from them at the end of a build and laid beside them as a script, which a page opened from
disk may load too. The directive ``progress`` is the place where it is added up.
"""

import json
import re
from html import escape
from importlib.metadata import version
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import Directive

from house.content.core import chapters_on_path
from house.finish import after_writing
from house.render.modules import ask
from house.render.widgets import specs_of
from missing_middle.checks.inventory import TESTS, lettered

QUESTION = re.compile(r'<form id="[^"]*" data-question="([^"]*)" data-kind="([^"]*)"')
CHAPTERS = re.compile(r"book/\d.*|notebooks/.*")
TABLE = """<div data-progress data-version="{version}">
<p role="status" data-said>Without scripts this page cannot know what you have read.</p>
<div data-live hidden>
<p class="progress-next" data-next></p>
<p class="progress-bars" data-bars></p>
<p data-sum></p>
<p data-tests></p>
<p class="quiz-tools"><button type="button" data-save>Save as a file</button>
<label class="progress-load"><input type="file" accept="application/json,.json" data-load>Load a file</label>
<button type="button" data-clear>Forget everything</button></p>
<div class="progress-rows" tabindex="0" role="region" aria-label="Your progress, a row a chapter"><table class="table">
<thead><tr><th scope="col">chapter or notebook</th><th scope="col">read</th><th scope="col">bets made</th>
<th scope="col">questions solved</th><th scope="col">texts compared</th></tr></thead>
<tbody data-rows></tbody></table></div>
<details class="progress-sets"><summary>Solved in a notebook?</summary>
<p>These pages do not see what you do in JupyterLab or on Binder. Tick the sets that you have solved there.</p>
{sets}</details></div></div>
"""
SET = '<p><label><input type="checkbox" data-done="{name}"> {title}</label></p>\n'


class progress(nodes.General, nodes.Element):
    """The place for the table of progress."""


class Progress(Directive):
    def run(self):
        return [progress()]


def visit_progress(writer, node):
    env = writer.builder.env
    sets = [name for name in in_reading_order(env) if name.startswith("exercises/")]
    lines = (SET.format(name=Path(name).name, title=escape(env.titles[name].astext())) for name in sets)
    edition = escape(writer.builder.config.release or version("missing-middle"))
    writer.body.append(TABLE.format(version=edition, sets="".join(lines)))
    raise nodes.SkipNode


def in_reading_order(env):
    """Return the names of the pages in the order of the table of contents."""
    relations, page = env.collect_relations(), env.config.root_doc
    order = [page]
    while relations.get(page, (None, None, None))[2]:
        page = relations[page][2]
        order.append(page)
    return order


def bets_of(page, folder):
    """Return the names of the widgets with a bet that a page of the site in ``folder`` shows."""
    return list(dict.fromkeys(spec["id"] for spec in specs_of(page, folder) if spec.get("bet")))


def letters(test):
    """Return the right letter of each item of a test, by the item's name."""
    return {one.item.id: one.right for one in lettered(test)}


def collect(app):
    course, core = [], chapters_on_path(app.env)
    for name in filter(CHAPTERS.fullmatch, in_reading_order(app.env)):
        page = (Path(app.outdir) / f"{name}.html").read_text(encoding="utf8")
        course.append(
            {
                "page": app.builder.get_target_uri(name),
                "title": app.env.titles[name].astext(),
                "core": name in core,
                "bets": bets_of(page, app.outdir),
                "questions": [name for name, kind in QUESTION.findall(page) if kind != "text"],
                "texts": [name for name, kind in QUESTION.findall(page) if kind == "text"],
            }
        )
    text = f"globalThis.courseContents = {json.dumps(course, ensure_ascii=False, indent=0)};\n"
    rights = {test: letters(test) for test in TESTS if f"book/{test}" in app.env.found_docs}
    text += f"globalThis.courseTests = {json.dumps(rights)};\n"
    (Path(app.outdir) / "_static" / "contents.js").write_text(text, encoding="utf8")


def add_contents(app, pagename, templatename, context, doctree):
    if doctree is not None and next(iter(doctree.findall(progress)), None) is not None:
        app.add_js_file("contents.js", loading_method="defer", priority=400)
        app.add_css_file("quiz.css")
        ask(app, "progress.js")


def setup(app):
    app.add_directive("progress", Progress)
    app.add_node(progress, html=(visit_progress, None))
    app.connect("html-page-context", add_contents)
    after_writing(app, collect)
