"""A word of the glossary explains itself where it stands: its meaning in a sentence, and its name in Chinese.

What is shown is the glossary's own: the first line of an entry, and the line that begins "In Chinese". The note stands
behind the word in the page's text, unseen; the style sheet shows it to whoever points at the word or moves the focus
to it, ``web/terms.js`` to whoever taps it, and a screen reader reads it as the word's description.
"""

import re
from html import escape

from docutils import nodes
from sphinx import addnodes

from house.content.search import GREEK

GLOSSARY = "book/glossary"
LINK = re.compile(
    r'<a class="reference internal" (href="[^"]*glossary\.html#(term-[^"]+)")>'
    r'(<span class="xref std std-term">.*?</span>)</a>',
    re.DOTALL,
)
OURS = "in a translation of ours"
CHINESE = "language-zh-Hans"


def letters(tex):
    r"""Return a short formula as text, its powers raised.

    >>> letters(r"\phi = \tau^{1-\sigma}")
    'φ = τ<sup>1-σ</sup>'
    """
    plain = re.sub(r"\\([A-Za-z]+)", lambda name: GREEK.get(name[1], name[1]), escape(tex))
    return re.sub(r"\^\{([^{}]*)\}", r"<sup>\1</sup>", plain)


def lines(paragraph):
    """Return the lines of a paragraph of the glossary as it is written, in HTML without links."""
    text = "".join(
        f'<span lang="zh-Hans">{escape(part.astext())}</span>'
        if CHINESE in part.get("classes", ())
        else letters(part.astext())
        if isinstance(part, nodes.math)
        else escape(part.astext(), quote=False)
        for part in map(as_element, paragraph.children)
    )
    return text.split("\n")


def as_element(node):
    return node if isinstance(node, nodes.Element) else nodes.inline("", str(node))


def note_of(item):
    """Return what an entry of the glossary says of its words: the first line, and the Chinese if it has any.

    "In Chinese: 集聚." becomes "集聚"; a translation of ours is told as one.
    """
    meaning, *rest = lines(next(item.findall(nodes.paragraph)))
    chinese = next((line for line in rest if line.startswith("In Chinese")), "")
    if not chinese:
        return meaning
    names = re.sub(r"^In Chinese[^:]*: ", "", chinese).rstrip(".")
    return f"{meaning} {names}{' (our translation)' if OURS in chinese else ''}"


def notes(doctree):
    """Return the note of each term of a glossary, by the term's anchor."""
    return {
        anchor: note_of(item)
        for glossary in doctree.findall(addnodes.glossary)
        for item in glossary.findall(nodes.definition_list_item)
        for term in item.children
        if isinstance(term, nodes.term)
        for anchor in term["ids"]
    }


def explained(html, said):
    """Return a page's text with the notes ``said`` behind the links to their terms.

    >>> page = '<a class="reference internal" href="glossary.html#term-x"><span class="xref std std-term">x</span></a>'
    >>> explained(page, {"term-x": "A letter."}).partition("<span class")[0]
    ''
    """
    count = 0

    def with_note(found):
        nonlocal count
        if found[2] not in said:
            return found[0]
        count += 1
        name = f"said-{count}"
        return (
            f'<span class="said"><a class="reference internal" aria-describedby="{name}" {found[1]}>{found[3]}</a>'
            f'<span class="said-note" role="tooltip" id="{name}">{said[found[2]]}</span></span>'
        )

    return LINK.sub(with_note, html)


def ask_for(app, doctree):
    """A page that names a term is written anew when the glossary has changed."""
    if any(node["reftype"] == "term" for node in doctree.findall(addnodes.pending_xref)):
        app.env.note_dependency(app.env.doc2path(GLOSSARY))


def collect(app, builder):
    there = GLOSSARY in app.env.found_docs and builder.format == "html"
    app.house_said = notes(app.env.get_doctree(GLOSSARY)) if there else {}


def add(app, pagename, templatename, context, doctree):
    if "body" in context:
        context["body"] = explained(context["body"], app.house_said)


def setup(app):
    app.connect("doctree-read", ask_for)
    app.connect("write-started", collect)
    app.connect("html-page-context", add)
