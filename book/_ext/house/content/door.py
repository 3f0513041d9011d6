"""What a visitor meets before a page: a shared link that says where it leads, and a page for wrong addresses.

A shared link shows title and description; the description is the first sentences of a page's own text. It shows a
picture as well where ``html_baseurl`` says at which address the site stands, since such pictures need a whole address.
The page ``404.html`` carries its styles in itself and finds the way to the course by trying, since a server shows it at
any address below the course.
"""

import re
import shutil
from pathlib import Path

from docutils import nodes

from house.content import progress
from house.finish import after_writing

CARD = "_static/card.png"  # 1200 by 630 pixels, as those ask who show it
LONGEST = 200  # characters; what is shown of a description differs from place to place
CHAPTER = re.compile(r"book/[\w-]+")
SIGNPOSTS = ("Time:", "Before this:", "When you have worked through", "Core path")


def first_words(doctree):
    """Return the description of a page: whole sentences of its first paragraph that is no signpost, or ""."""
    for words in doctree.findall(nodes.paragraph):
        text = " ".join(words.astext().split())
        inside = isinstance(words.parent, nodes.section) or "hero" in words.parent.get("classes", ())
        if inside and len(text) > 40 and not text.startswith(SIGNPOSTS):
            return shorten(text)
    return ""


def shorten(text):
    """Return as many whole sentences as fit, at least part of one.

    >>> shorten("One. Two. " + "Long " * 60)
    'One. Two.'
    """
    if len(text) <= LONGEST:
        return text
    whole = re.match(rf"^.{{20,{LONGEST}}}[.?!](?=\s)", text) or re.match(rf"^.{{1,{LONGEST}}}[.?!](?=\s)", text)
    return whole[0] if whole else text[:LONGEST].rsplit(" ", 1)[0] + " …"


def describe(app, pagename, templatename, context, doctree):
    context["house_description"] = first_words(doctree) if doctree is not None else ""
    if app.config.html_baseurl:
        context["house_card"] = f"{app.config.html_baseurl.rstrip('/')}/{CARD}"
    if pagename == "404":
        chapters = filter(CHAPTER.fullmatch, progress.in_reading_order(app.env))
        context["chapters"] = [(app.builder.get_target_uri(name), app.env.titles[name].astext()) for name in chapters]
        context["start"] = app.builder.get_target_uri(app.config.root_doc)


def add_pages(app):
    return [("404", {"title": "This page is not here"}, "404.html")]


def put_card(app):
    card = Path(app.outdir) / CARD
    if app.config.html_baseurl:
        shutil.copyfile(Path(__file__).with_name(card.name), card)
    else:
        card.unlink(missing_ok=True)


def setup(app):
    app.connect("html-page-context", describe)
    app.connect("html-collect-pages", add_pages)
    after_writing(app, put_card)
