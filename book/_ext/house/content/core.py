"""The core path: six chapters that make a course of their own.

A chapter is on it when its front matter has the key ``core_path`` with its place, 1 to 6. From that one source come the
line under its title, the words beside it in the contents, and the list that the directive ``core-path`` writes.
"""

import re
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

KEY = "core_path"
TIME = re.compile(r"^\*\*Time:\*\* (.*)$", re.MULTILINE)
LINK = re.compile(r'(<a class="[^"]*" href="(?P<href>[^"]*)">[^<]*)(</a>)')
MARK = '<span class="core-mark">core path</span>'
NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class core_path(nodes.General, nodes.Element):
    """The place for the list of the chapters on the path."""


class CorePath(SphinxDirective):
    def run(self):
        return [core_path()]


def chapters_on_path(env):
    """Return the names of the chapters on the path, in its order; raise ValueError if two want one place."""
    places = {}
    for name in sorted(env.found_docs & set(env.metadata)):
        if KEY in env.metadata[name]:
            place = int(env.metadata[name][KEY])
            if place in places:
                raise ValueError(f"core_path = {place} is not allowed in {name}: {places[place]} has that place.")
            places[place] = name
    return [places[place] for place in sorted(places)]


def time_of(text):
    """Return the time budget that a chapter's source states, or "".

    >>> time_of("# Title\\n\\n**Time:** 30 minutes to read.\\n")
    '30 minutes to read'
    """
    found = TIME.search(text)
    return found[1].rstrip(".").replace("`", "") if found else ""  # plain words: this is no Markdown any more


def mark_links(html, hrefs):
    """Return a table of contents in which the links to ``hrefs`` say that they are on the path.

    >>> mark_links('<a class="x" href="1.html">One</a><a class="x" href="2.html">Two</a>', {"2.html"})
    '<a class="x" href="1.html">One</a><a class="x" href="2.html">Two <span class="core-mark">core path</span></a>'
    """
    return LINK.sub(lambda m: f"{m[1]} {MARK}{m[3]}" if m["href"] in hrefs else m[0], html)


def link_to(app, here, there):
    uri = app.builder.get_relative_uri(here, there)
    return nodes.reference("", app.env.titles[there].astext(), refuri=uri, internal=True)


def line_under_title(app, here, path):
    place = path.index(here)
    words = nodes.paragraph(
        "", f"Core path, chapter {NUMBERS[place + 1]} of {NUMBERS[len(path)]}.", classes=["core-line"]
    )
    for word, at in (("Before it", place - 1), ("After it", place + 1)):
        if 0 <= at < len(path):
            words += [nodes.Text(f" {word}: "), link_to(app, here, path[at]), nodes.Text(".")]
    return words


def list_of_path(app, here, path):
    items = nodes.enumerated_list("", enumtype="arabic", prefix="", suffix=".")
    for name in path:
        budget = time_of(Path(app.env.doc2path(name)).read_text(encoding="utf8"))
        items += nodes.list_item("", nodes.paragraph("", "", link_to(app, here, name), nodes.Text(f": {budget}.")))
    return items


def resolve(app, doctree, here):
    path = chapters_on_path(app.env)
    for place in list(doctree.findall(core_path)):
        place.replace_self(list_of_path(app, here, path) if path else [])
    if here in path:
        title = next(iter(doctree.findall(nodes.title)))
        title.parent.insert(title.parent.index(title) + 1, line_under_title(app, here, path))


def mark_contents(app, pagename, templatename, context, doctree):
    if "generate_toctree_html" not in context:
        return
    write, path = context["generate_toctree_html"], chapters_on_path(app.env)
    hrefs = {"#" if name == pagename else app.builder.get_relative_uri(pagename, name) for name in path}
    if pagename not in path:
        hrefs.discard("#")
    context["generate_toctree_html"] = lambda *args, **options: mark_links(str(write(*args, **options)), hrefs)


def setup(app):
    app.add_directive("core-path", CorePath)
    app.add_node(core_path)
    app.connect("doctree-resolved", resolve)
    app.connect("html-page-context", mark_contents)
