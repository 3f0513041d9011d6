"""``{all-of} exercises`` and ``{all-of} notebooks``: what there is to solve and to run, with its chapter and its time.

A row names the page, the chapter that it stands under in the contents, the time that its first lines state, and for
exercises the number of questions and of points.
"""

import re
from pathlib import Path

import nbformat
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from house.render.modules import ask
from house.shown import computed
from missing_middle.checks.registry import questions_of

TIME = re.compile(r"\*Time:\*+ (?:about )?(\d+) minutes")
HEADS = {
    "exercises": ("set", "goes with", "minutes", "questions", "points", "done"),
    "notebooks": ("notebook", "goes with", "minutes"),
}


# Filled in the browser, which alone knows (web/solved.js).
SOLVED = '<span data-solved="{}" data-of="{}"></span>'


class all_of(nodes.General, nodes.Element):
    """The place for the table of a folder's pages."""


class AllOf(SphinxDirective):
    """Name of a folder."""

    required_arguments = 1

    def run(self):
        (folder,) = self.arguments
        if folder not in HEADS:
            raise self.error(f"folder = {folder!r} is not allowed: give one of {', '.join(HEADS)}.")
        for file in Path(self.env.srcdir).glob(f"{folder}/*.ipynb"):
            self.env.note_dependency(str(file))
            if folder == "exercises":
                computed(self.env, asked_in, file.stem)
        return [all_of(folder=folder)]


def time_of(text):
    """Return the minutes that a notebook's first lines state, or "".

    >>> time_of("# Places\\n\\n*Time:* 40 minutes. *Before this:* a little Python.")
    '40'
    """
    found = TIME.search(text)
    return found[1] if found else ""


def asked_in(name):
    """Return how many questions a set has, and how many points they give.

    >>> asked_in("primer")
    ('4', '4')
    """
    questions = questions_of(name)
    return f"{len(questions)}", f"{sum(question.points for question in questions):g}"


def stated_time(file):
    cells = nbformat.read(file, as_version=4).cells
    return next(filter(None, (time_of(cell.source) for cell in cells if cell.cell_type == "markdown")), "")


def chapter_of(env, page):
    """Return the page of which ``page`` is a part in the contents."""
    return next(chapter for chapter, parts in env.toctree_includes.items() if page in parts)


def short(title):
    """Return the title of an exercise set without the word that says what it is.

    >>> short("Is the middle missing? Exercises"), short("Trade: exercises")
    ('Is the middle missing?', 'Trade')
    """
    return re.sub(r":? exercises$", "", title, flags=re.IGNORECASE)


def rows(app, here, folder):
    """Return the cells of each row, in the order of the contents."""
    env = app.env

    def link(page):
        return nodes.reference("", short(env.titles[page].astext()), refuri=app.builder.get_relative_uri(here, page))

    order = [page for page in env.collect_relations() if page.startswith(f"{folder}/")]
    for page in order:
        cells = [link(page), link(chapter_of(env, page)), nodes.Text(stated_time(Path(env.doc2path(page))))]
        if folder == "exercises":
            name = Path(page).name
            questions, points = asked_in(name)
            solved = nodes.raw("", SOLVED.format(name, questions), format="html")
            cells += [nodes.Text(questions), nodes.Text(points), solved]
        yield cells


def table(heads, lines):
    group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _ in heads), cols=len(heads))
    body = [nodes.row("", *(nodes.entry("", nodes.paragraph("", "", cell)) for cell in line)) for line in lines]
    head = nodes.row("", *(nodes.entry("", nodes.paragraph("", head)) for head in heads))
    group += [nodes.thead("", head), nodes.tbody("", *body)]
    return nodes.table("", group, classes=["all-of"])


def resolve(app, doctree, here):
    for place in list(doctree.findall(all_of)):
        place.replace_self(table(HEADS[place["folder"]], rows(app, here, place["folder"])))


def add_script(app, pagename, templatename, context, doctree):
    if doctree is not None and any("all-of" in table["classes"] for table in doctree.findall(nodes.table)):
        ask(app, "solved.js")


def setup(app):
    app.connect("html-page-context", add_script)
    app.add_directive("all-of", AllOf)
    app.add_node(all_of)
    app.connect("doctree-resolved", resolve)
