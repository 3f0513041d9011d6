"""``{coverage} figure``: the paper's elements of one kind, what each says, and the passage of the book that treats it.

The list is read from the chapters, see ``house.content.passages``. ``{caption} 1`` is what the chapter says below the
paper's figure 1. The role that a cited work has in the argument is written below its entry in the bibliography.
"""

from pathlib import Path

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from house.content.passages import KINDS, elements

WORKS = "book/bibliography"
NAMES = {"concept": "{{term}}`{name}`", "measure": "`{name}`", "work": "{{cite:t}}`{name}`"}


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
    return f"section\u00a0{title.split()[0]}" if title[0].isdigit() else title  # one piece


def row(book, element):
    """Return an element as a row of a MyST table; its last cell leads to the passage."""
    name = NAMES.get(element["kind"], f"{element['kind'].title()} {{name}}").format(**element)
    if element["kind"] != "section":
        name += f", {place(element['section'])}"
    return f"| {name} | {element['point']} | {{ref}}`{where(book, element['page'])} <{element['label']}>` |"


def note_chapters(env):
    """Have the current page built again when a chapter has changed."""
    for file in Path(env.srcdir).glob("book/[0-9]*.md"):
        env.note_dependency(str(file))


class FromChapters(SphinxDirective):
    """A directive whose one argument chooses elements, and whose text is made from them."""

    required_arguments = 1

    def run(self):
        book = Path(self.env.srcdir) / "book"
        note_chapters(self.env)
        lines = self.text(book, elements(book))
        box = nodes.container()
        self.state.nested_parse(StringList(lines), self.content_offset, box)
        return box.children


class Coverage(FromChapters):
    """Name of a kind of element: a table of them."""

    def text(self, book, found):
        (kind,) = self.arguments
        chosen = [element for element in found if element["kind"] == kind]
        if not chosen:
            raise self.error(f"kind = {kind!r} is not allowed: give one of {', '.join(KINDS)}.")
        return ["| in the paper | what it says | in this book |", "|---|---|---|", *(row(book, one) for one in chosen)]


class Caption(FromChapters):
    """Number of a figure of the paper: the caption that its chapter gives it, so that a caption is written once."""

    def text(self, book, found):
        (number,) = self.arguments
        captions = [one["after"] for one in found if (one["kind"], one["name"]) == ("figure", number)]
        if not captions:
            raise self.error(f"figure = {number!r} is not allowed: no chapter has a passage on it.")
        return captions[0].split("\n\n")[0].splitlines()


def depend(app, docname, source):
    if docname == WORKS:
        note_chapters(app.env)


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
            page = f"book/{element['page']}"
            entry += nodes.paragraph(
                "", f"In the paper, {place(element['section'])}: {element['point']}", classes=["role-of-work"]
            )
            if page in app.env.found_docs:  # else the chapter is left out
                address = app.builder.get_relative_uri(docname, page) + "#" + element["label"]
                link = nodes.reference("", where(book, element["page"]), refuri=address, internal=True)
                entry[-1] += [nodes.Text(" See "), link, nodes.Text(".")]


def setup(app):
    app.add_directive("coverage", Coverage)
    app.add_directive("caption", Caption)
    app.connect("source-read", depend)
    app.connect("doctree-resolved", tell_roles)
