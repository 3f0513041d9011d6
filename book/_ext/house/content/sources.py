"""``{use}`for: words```: what a sentence takes from the work that it has just cited, beside the citation itself.

What is known of each work stands once, in ``book/sources.csv``: what it shows (our words, no stronger than what was
seen of it), where, when and of whom, and what of it was seen. The page of sources is made of both: below each work its
uses, each with a link to the sentence, and behind each citation a small link to the work.

A citation without a row or without a use, a use without words, and a verdict that rests on a work of which no abstract
was seen are warnings at their own line; so the strict build keeps the course from citing what it has not seen.
"""

import csv
import re
from functools import cache
from html import escape
from pathlib import Path

from docutils import nodes
from docutils.statemachine import StringList
from pybtex import plugin
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from house.content.coverage import where

FILE, PAGE, WORKS = "sources.csv", "book/sources", "book/bibliography"
COLUMNS = ("work", "shows", "where", "when", "who", "seen")
SEEN = ("full text", "abstract", "summary", "record", "not seen")
ENOUGH = ("full text", "abstract")  # what a verdict may rest on
KINDS = {
    "for": "speaks for a claim",
    "against": "speaks against a claim",
    "says": "is reported",
    "paper": "is cited by the paper",
    "model": "gives a model, a measure or a word",
    "read": "is recommended",
}
VERDICTS = ("for", "against")
MADE = ("book/coverage", PAGE, WORKS)  # pages whose citations are made from lists
USE = re.compile(r"\{cite:\w+\}`([^`]+)`\{use\}`(\w+): ([^`]+)`")

logger = logging.getLogger(__name__)


def rows(book):
    """Return what is known of each work, by its key; raise ValueError at the line of a gap or a double."""
    file, found = Path(book) / FILE, {}
    with file.open(encoding="utf8", newline="") as text:
        for at, row in enumerate(csv.DictReader(text), start=2):
            for name in COLUMNS:
                if not (row.get(name) or "").strip():
                    raise ValueError(f"{file.name}:{at}: {name} = '' is not allowed: every cell of a work has words.")
            if row["seen"] not in SEEN:
                raise ValueError(f"{file.name}:{at}: seen = {row['seen']!r} is not allowed: give one of {SEEN}.")
            if row["work"] in found:
                raise ValueError(f"{file.name}:{at}: work = {row['work']!r} is not allowed: it has a row already.")
            found[row["work"]] = row
    return found


def uses(book):
    """Return each use of each work in the pages of the folder ``book``: work, kind, words, page, and its anchor."""
    found = []
    for file in sorted(Path(book).glob("*.md")):
        count = {}
        for keys, kind, words in USE.findall(file.read_text(encoding="utf8")):
            for key in keys.split(","):
                count[key] = count.get(key, 0) + 1
            anchor = anchor_of(keys, count)
            found += [
                {"work": key, "kind": kind, "words": words.strip(), "page": file.stem, "anchor": anchor}
                for key in keys.split(",")
            ]
    return found


def anchor_of(keys, count):
    """The name of a use on its page: the first work that it cites, and how often the page has cited it."""
    first = keys.split(",")[0]
    return nodes.make_id(f"use-{first}-{count[first]}")


def label(work):
    return nodes.make_id(f"source-{work}")


class use(nodes.Inline, nodes.Element):
    """A use, until the page is written."""


class Use(SphinxRole):
    def run(self):
        kind, _, words = self.text.partition(":")
        node = use(kind=kind.strip(), words=" ".join(words.split()))
        node.source, node.line = self.env.doc2path(self.env.docname), self.lineno
        return [node], []


class Sources(SphinxDirective):
    """All works with their uses."""

    def run(self):
        book = Path(self.env.srcdir) / "book"
        for file in (book / FILE, *book.glob("*.md")):
            self.env.note_dependency(str(file))
        taken = [one for one in uses(book) if f"book/{one['page']}" in self.env.found_docs]  # others are left out
        entries = []
        for key, row in sorted(rows(book).items(), key=lambda item: item[0].lower()):
            entry = nodes.container(ids=[label(key)], classes=["source"])
            told = [f"*{name.title()}:* {row[name]}." for name in ("where", "when", "who") if known_of(row[name])]
            text = " ".join([f"{{cite:t}}`{key}`. {row['shows']}", *told, f"*Seen:* {row['seen']}."])
            self.state.nested_parse(StringList([text]), self.content_offset, entry)
            items = nodes.bullet_list()
            for one in (one for one in taken if one["work"] == key):
                link = nodes.reference("", where(book, one["page"]), refuri=f"{one['page']}.html#{one['anchor']}")
                words = nodes.inline("", f"It {KINDS[one['kind']]}: {one['words']} (")
                items += nodes.list_item("", nodes.paragraph("", "", words, link, nodes.Text(")")))
            entry += items if items.children else nodes.paragraph("", "In the bibliography only.")
            entries.append(entry)
        return entries


def name_in_text(work):
    """What a sentence calls an entry of the bibliography: its authors and its year."""
    names = [" ".join(map(str, person.rich_last_names)) for person in work.persons.get("author", ())]
    names = names or [work.fields.get("institution") or work.fields["title"]]
    *first, last = [names[0], "others"] if len(names) > 3 else names
    shown = f"{', '.join(first)} and {last}" if first else last
    return " ".join([shown, work.fields.get("year", "")]).strip()


def known_of(words):
    """Whether a cell of a row says something, and not that there is nothing to say."""
    return not words.startswith(("not ", "no "))


def is_citation(node):
    return isinstance(node, nodes.Element) and node.get("refdomain") == "cite"


def warn(words, node):
    logger.warning("%s", words, location=node, type="house", subtype="sources")


def fault_of(keys, following, known):
    """Return what is wrong with a citation and what follows it, or an empty text."""
    for key in keys:
        if key not in known:
            return f"work = {key!r} is not allowed: it has no row in book/{FILE}."
    if not isinstance(following, use):
        return (
            f"The citation of {', '.join(keys)} does not say what it is used for: write {{use}}`kind: words` behind it."
        )
    if following["kind"] not in KINDS or len(following["words"].split()) < 2:
        return f"use = '{following['kind']}: {following['words']}' is not allowed: give {', '.join(KINDS)}, and words."
    for key in keys:
        if following["kind"] in VERDICTS and known[key]["seen"] not in ENOUGH:
            return f"{key} speaks {following['kind']} a claim, and of it we have seen: {known[key]['seen']}."
    return ""


def check(app, doctree):
    """At reading: every citation has its row and its use."""
    docname = app.env.docname
    if docname in MADE or not any(doctree.findall(is_citation)):
        return
    known, count = rows(Path(app.srcdir) / "book"), {}
    app.env.note_dependency(str(Path(app.srcdir) / "book" / FILE))
    for citation in list(doctree.findall(is_citation)):
        keys = [key.strip() for key in citation["reftarget"].split(",")]
        at = citation.parent.index(citation)
        following = citation.parent[at + 1] if at + 1 < len(citation.parent) else None
        if fault := fault_of(keys, following, known):
            warn(fault, citation)
        if isinstance(following, use):
            for key in keys:
                count[key] = count.get(key, 0) + 1
            following["keys"], following["anchor"] = keys, anchor_of(",".join(keys), count)


def write(app, doctree, docname):
    """At writing: a use is a small link to its work; each entry of the bibliography has one, too."""
    works = app.env.get_domain("cite").bibdata.data.entries
    for node in list(doctree.findall(use)):
        if "keys" not in node:
            warn("A use has to stand right behind a citation.", node)
            node.parent.remove(node)
            continue
        address = app.builder.get_relative_uri(docname, PAGE) + "#" + label(node["keys"][0])
        names = ", ".join(name_in_text(works[key]) for key in node["keys"])
        link = (
            f'<a class="use" id="{node["anchor"]}" href="{address}" title="{escape(node["words"])}"'
            f' aria-label="what {escape(names)} shows">°</a>'
        )
        node.replace_self(nodes.raw("", link, format="html"))
    if docname == WORKS:
        keys = {one.citation_id: one.key for one in app.env.get_domain("cite").citations}
        for entry in doctree.findall(nodes.citation):
            if key := next((keys[name] for name in entry["ids"] if name in keys), None):
                address = app.builder.get_relative_uri(docname, PAGE) + "#" + label(key)
                link = nodes.reference("", "What it shows, and where this book uses it", refuri=address, internal=True)
                entry += nodes.paragraph("", "", link, nodes.Text("."), classes=["role-of-work"])


def setup(app):
    # Each citation asks for its style by name, for which all installed libraries were looked through each time.
    plugin._load_entry_point = cache(plugin._load_entry_point)
    app.add_node(use)
    app.add_role("use", Use())
    app.add_directive("sources", Sources)
    app.connect("doctree-read", check)
    app.connect("doctree-resolved", write)
