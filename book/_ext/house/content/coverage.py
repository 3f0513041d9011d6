"""``{coverage} figure``: the paper's elements of one kind, what each says, and the passage of the book that treats it.

The list is ``book/coverage.csv``. ``{caption} 1`` is what the chapter says below the paper's figure 1. The role that
a cited work has in the argument is written below its entry in the bibliography, from the same list. A row whose passage
is gone leaves a link without a target, on which a strict build fails; whether a passage says what the row says is
tested on the built site.
"""

import csv
from pathlib import Path

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

FILE, WORKS = "coverage.csv", "book/bibliography"
NAMES = {
    "section": "Section {name}",
    "figure": "Figure {name}",
    "table": "Table {name}",
    "footnote": "Footnote {name}",
    "concept": "{{term}}`{name}`",
    "measure": "`{name}`",
    "work": "{{cite:t}}`{name}`",
}
WITH_PLACE = {"figure", "table", "footnote", "concept", "measure", "work"}


def elements(book):
    """Return the rows of the list that lies in the folder ``book``, as dictionaries."""
    with (Path(book) / FILE).open(encoding="utf8", newline="") as file:
        return list(csv.DictReader(file))


def place(section):
    """Return where in the paper an element stands, in words.

    >>> place("2.1"), place("1, 2.1"), place("5, note 17"), place("note 3, note 16"), place("4, note 3, note 16")
    ('section 2.1', 'sections 1, 2.1', 'section 5, note 17', 'notes 3, 16', 'section 4, notes 3, 16')
    """
    parts = section.split(", ")
    words = {
        "section": [part for part in parts if not part.startswith("note ")],
        "note": [part.removeprefix("note ") for part in parts if part.startswith("note ")],
    }
    return ", ".join(f"{word}{'s' * (len(found) > 1)} {', '.join(found)}" for word, found in words.items() if found)


def where(book, page):
    """Return what a link to a page of the folder ``book`` is called: its section of the book, or its title."""
    lines = (Path(book) / f"{page}.md").read_text(encoding="utf8").splitlines()
    title = next(line[2:] for line in lines if line.startswith("# "))
    return f"section {title.split()[0]}" if title[0].isdigit() else title


def row(book, element):
    """Return an element as a row of a MyST table; its last cell leads to the passage."""
    page, label = element["anchor"].split("#")
    name = NAMES[element["kind"]].format(**element)
    if element["kind"] in WITH_PLACE:
        name += f", {place(element['section'])}"
    return f"| {name} | {element['point']} | {{ref}}`{where(book, page)} <{label}>` |"


class Coverage(SphinxDirective):
    """Name of a kind of element."""

    required_arguments = 1

    def run(self):
        book = Path(self.env.srcdir) / "book"
        self.env.note_dependency(str(book / FILE))
        chosen = [element for element in elements(book) if element["kind"] == self.arguments[0]]
        if not chosen:
            raise self.error(f"kind = {self.arguments[0]!r} is not allowed: give one of {', '.join(NAMES)}.")
        lines = ["| in the paper | what it says | in this book |", "|---|---|---|", *(row(book, one) for one in chosen)]
        box = nodes.container()
        self.state.nested_parse(StringList(lines), self.content_offset, box)
        return box.children


class Caption(SphinxDirective):
    """Number of a figure of the paper: the caption that its chapter gives it, so that a caption is written once."""

    required_arguments = 1

    def run(self):
        book = Path(self.env.srcdir) / "book"
        found = [one for one in elements(book) if (one["kind"], one["name"]) == ("figure", self.arguments[0])]
        if not found:
            raise self.error(f"figure = {self.arguments[0]!r} is not allowed: give one of those in {FILE}.")
        page, label = found[0]["anchor"].split("#")
        file = book / f"{page}.md"
        for source in (book / FILE, file):
            self.env.note_dependency(str(source))
        words = file.read_text(encoding="utf8").split(f"\n({label})=\n")[1].split("\n\n")[0]
        box = nodes.container()
        self.state.nested_parse(StringList(words.splitlines()), self.content_offset, box)
        return box.children


def depend(app, docname, source):
    if docname == WORKS:
        app.env.note_dependency(str(Path(app.srcdir) / "book" / FILE))


def tell_roles(app, doctree, docname):
    """Below each work that the paper cites: what it does in the argument, with a link to where the book says so."""
    if docname != WORKS:
        return
    book = Path(app.srcdir) / "book"
    roles = {element["name"]: element for element in elements(book) if element["kind"] == "work"}
    keys = {citation.citation_id: citation.key for citation in app.env.get_domain("cite").citations}
    for entry in doctree.findall(nodes.citation):
        element = roles.get(next((keys[name] for name in entry["ids"] if name in keys), None))
        if element:
            page, label = element["anchor"].split("#")
            address = app.builder.get_relative_uri(docname, f"book/{page}") + "#" + label
            link = nodes.reference("", where(book, page), refuri=address, internal=True)
            role = nodes.Text(f"In the paper, {place(element['section'])}: {element['point']} See ")
            entry += nodes.paragraph("", "", role, link, nodes.Text("."), classes=["role-of-work"])


def setup(app):
    app.add_directive("coverage", Coverage)
    app.add_directive("caption", Caption)
    app.connect("source-read", depend)
    app.connect("doctree-resolved", tell_roles)
