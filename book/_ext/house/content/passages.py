"""``{passage}``: which elements of the paper the next paragraph treats, and the words that it must not lose.

A line names an element, the place in the paper, its point in our words, and key words of the passage::

    footnote 6 (2.4): With free trade fewer firms survive, and welfare is higher. [number of firms; welfare is higher]

The paragraph, or the item of a list, that follows bears the label ``footnote-6``. A ``measure`` stands before the table
of its section instead, whose row bears the label. A passage that says too little is a warning at its own line; so the
strict build holds a chapter to what it promises. The lines of all chapters are the list of the paper's elements, from
which the page of coverage and the roles in the bibliography are made.
"""

import re
from pathlib import Path

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

KINDS = ("section", "figure", "table", "footnote", "concept", "measure", "work")
BLOCK = re.compile(r"^ *(?:\d+\. |\* )?```\{passage\}\n(.*?)^ *```\n", re.MULTILINE | re.DOTALL)
LINE = re.compile(
    rf"(?P<kind>{'|'.join(KINDS)}) (?P<name>[^():]+) \((?P<section>[^()]+)\): (?P<point>.+[.?]) \[(?P<words>[^\[\]]+)\]"
)
FORM = "write: kind name (place in the paper): Its point. [key words; of the passage]"
FEWEST = 15  # words of a passage; a chapter's title or a single remark is none

logger = logging.getLogger(__name__)


def read_line(line):
    """Return an element from its line; raise ValueError if the line has another form.

    >>> read_line("concept guild (3.1): An old union of a trade. [masters; trade]")["label"]
    'concept-guild'
    """
    found = LINE.fullmatch(line.strip())
    if not found:
        raise ValueError(f"line = {line.strip()!r} is not allowed: {FORM}.")
    element = found.groupdict() | {"words": [word.strip() for word in found["words"].split(";")]}
    name = re.sub(r"[^a-z0-9]+", "-", element["name"].lower())
    return element | {"label": f"{element['kind']}-{name}"}


def elements(book):
    """Return every element of the paper that a chapter in the folder ``book`` treats, kind by kind.

    What the paper numbers is in its order, measures stand by section, concepts and works in that of the alphabet.
    ``page`` is the chapter, ``after`` how its text goes on.
    """
    found = []
    for file in sorted(Path(book).glob("[0-9]*.md")):
        text = file.read_text(encoding="utf8")
        for block in BLOCK.finditer(text):
            place = {"page": file.stem, "after": text[block.end() :]}
            found += [read_line(line) | place for line in block[1].splitlines()]
    return sorted(found, key=order)


def order(element):
    digits = [int(n) for n in re.findall(r"\d+", element["name"])]
    name = {"measure": element["section"].split(",")[0], "concept": element["name"], "work": element["name"]}
    return KINDS.index(element["kind"]), name.get(element["kind"]) or digits


class Passage(SphinxDirective):
    """The elements that the next block treats, one a line."""

    has_content = True

    def run(self):
        self.assert_has_content()
        targets = []
        for at, line in enumerate(self.content, self.lineno + 1):
            try:
                element = read_line(line)
            except ValueError as error:
                warn(str(error), (self.env.docname, at))
                continue
            if element["kind"] == "measure":
                target = nodes.comment(passage=element)  # its row bears the label
            else:
                target = nodes.target(ids=[element["label"]], names=[element["label"]], passage=element)
                self.state.document.note_explicit_target(target)
            target.source, target.line = self.env.doc2path(self.env.docname), at
            targets.append(target)
        return targets


def missing(words, text):
    """Return those of the ``words`` that the text of a passage does not have.

    >>> missing(["one's own", "guild"], "It is one\u2019s own.")
    ['guild']
    """
    plain = " ".join(text.replace("\u2019", "'").split()).casefold()
    return [word for word in words if word.casefold() not in plain]


def warn(words, location):
    logger.warning("%s", words, location=location, type="house", subtype="passage")


def is_mark(node):
    return isinstance(node, nodes.target | nodes.comment) and "passage" in node


def check(app, doctree, docname):
    bearers = {name: node for node in doctree.findall(nodes.Element) for name in node["ids"]}
    for mark in list(doctree.findall(is_mark)):
        element = mark["passage"]
        bearer = bearers.get(element["label"])
        while element["kind"] == "measure" and bearer is not None and not isinstance(bearer, nodes.row):
            bearer = bearer.parent
        if fault := fault_of(element, bearer):
            warn(f"The passage on {element['kind']} {element['name']} {fault}", mark)
        if isinstance(mark, nodes.comment):
            mark.parent.remove(mark)


def fault_of(element, bearer):
    """Return what is wrong with the block that bears an element's label, or ""."""
    if not isinstance(bearer, nodes.paragraph | nodes.list_item | nodes.row):
        wanted = "a table with its row" if element["kind"] == "measure" else "a paragraph"
        return f"has to stand before {wanted}."
    text = bearer.astext()
    if len(text.split()) < FEWEST:
        return f"has fewer than {FEWEST} words."
    if lost := missing(element["words"], text):
        return f"does not say {', '.join(map(repr, lost))}: {' '.join(text.split())[:200]}"
    return ""


def setup(app):
    app.add_directive("passage", Passage)
    app.connect("doctree-resolved", check)
