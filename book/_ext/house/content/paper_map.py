"""``{paper-map}``: the paper from end to end, drawn as a list, so that everybody gets the same map.

Each section is an item: a link to our chapter, a bar as long as its text, its figures and tables with links to the
place where we rebuild them. What there is stands in ``book/paper-map.yml``; a section whose chapter is not in the book
is shown without a link. Ticks for what was read come from ``progress.js``, which looks for ``data-map``.
"""

from html import escape
from pathlib import Path

import yaml
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from house.content import core

SOURCE = "book/paper-map.yml"


class paper_map(nodes.General, nodes.Element):
    """The place for the map."""


class PaperMap(SphinxDirective):
    def run(self):
        self.env.note_dependency(SOURCE)
        return [paper_map(rows=read(Path(self.env.srcdir) / SOURCE))]


def read(file):
    """Return the rows of the map; raise ValueError if a section is named twice or out of order."""
    rows = yaml.safe_load(file.read_text(encoding="utf8"))
    names = [row["section"] for row in rows]
    if names != sorted(set(names)):
        raise ValueError(f"section = {names!r} is not allowed: give each section once, in the order of the paper.")
    return rows


def as_html(rows, address, on_path=()):
    """Return the map. ``address(label)`` is a link or None; ``on_path`` holds the labels of the core path."""
    longest = max(row["words"] for row in rows)
    items = []
    for row in rows:
        name = linked(f"{row['section']} {row['name']}", address(row["chapter"]))
        mark = f" {core.MARK}" if row["chapter"] in on_path else ""
        held = "".join(f"<li>{linked(thing, address(label))}</li>" for thing, label in row.get("holds", {}).items())
        label = f"Figures and tables in section {row['section']}"
        held = f'<ul class="map-holds" aria-label="{label}">{held}</ul>' if held else ""
        kind = "map-part" if "." in row["section"] else "map-section"
        items.append(
            f'<li class="{kind}"><span class="map-name">{name}{mark}</span>'
            f'<span class="map-length" style="--length:{row["words"] / longest:.3f}">'
            f'<span class="map-words">{row["words"]} words</span></span>{held}</li>'
        )
    return '<ol class="paper-map" data-map>\n' + "\n".join(items) + "\n</ol>\n"


def linked(words, address):
    return f'<a href="{escape(address)}">{escape(words)}</a>' if address else f"<span>{escape(words)}</span>"


def visit(writer, node):
    builder, here = writer.builder, writer.builder.current_docname
    labels = builder.env.domains["std"].labels
    path = core.chapters_on_path(builder.env)

    def address(label):
        if label not in labels:
            return None
        page, part, _ = labels[label]
        own_page = builder.env.titles[page].astext() == labels[label][2]  # the label of a title needs no fragment
        return builder.get_relative_uri(here, page) + ("" if own_page else f"#{part}")

    on_path = {row["chapter"] for row in node["rows"] if row["chapter"] in labels and labels[row["chapter"]][0] in path}
    writer.body.append(as_html(node["rows"], address, on_path))
    raise nodes.SkipNode


def setup(app):
    app.add_directive("paper-map", PaperMap)
    app.add_node(paper_map, html=(visit, None))
