"""What the course says elsewhere about a chapter is held to the chapter: who renames a heading learns who needs it.

A hint of the bank leads to a heading, the map of the paper to a label, a chapter's text to a question by its id. Each
that leads nowhere is a warning with file and line, and so stops a strict build. A page that is not in the book asks
for nothing, and the map may name what is left out.
"""

import re
from difflib import get_close_matches
from pathlib import Path

from docutils import nodes
from sphinx.util import logging

from house.content import left_out, paper_map
from missing_middle.checks.misconceptions import MISCONCEPTIONS
from missing_middle.checks.registry import all_questions

BANK = "missing_middle/checks/bank"
QUESTION = re.compile(r"`([a-z]+-q\d+)`")

logger = logging.getLogger(__name__)


def headings(env, page):
    """Return the anchors of a page's headings, ``#`` included, by their words."""
    links = env.tocs[page].findall(nodes.reference) if page in env.tocs else ()
    return {link.astext(): link["anchorname"] for link in links}


def page_of(place):
    return Path(place["file"]).with_suffix("").as_posix()


def line_with(text, words):
    """Return the number of the first line that holds the words, or 1."""
    return next((at for at, line in enumerate(text.splitlines(), 1) if words in line), 1)


def lost_headings(env, root):
    bank = {file: file.read_text(encoding="utf8") for file in sorted((root / BANK).glob("*.py"))}
    for place in {place for entry in MISCONCEPTIONS.values() for place in entry.places if place.heading}:
        page = page_of(vars(place))
        there = headings(env, page)
        if page not in env.found_docs or place.heading in there:
            continue
        file = next((file for file, text in bank.items() if f'"{place.heading}"' in text), root / BANK)
        guess = get_close_matches(place.heading, there, 1, 0.3)
        now = f" Is it now {guess[0]!r}?" if guess else ""
        words = f"A hint leads to {place.file}, which has no heading {place.heading!r}.{now}"
        yield file, line_with(bank.get(file, ""), f'"{place.heading}"'), words


def lost_labels(env, root):
    source = root / paper_map.SOURCE
    if not source.exists():
        return
    labels = env.domains["std"].labels.keys() | left_out.labels(env).keys()
    text = source.read_text(encoding="utf8")
    for row in paper_map.read(source):
        for label in [row["chapter"], *row.get("holds", {}).values()]:
            if label not in labels:
                yield source, line_with(text, label), f"The map leads to {label}, which labels no heading of the book."


def lost_questions(env, root):
    known = {question.id for question in all_questions()}
    for page in sorted(env.found_docs):
        file = Path(env.doc2path(page))
        if file.suffix == ".md":
            for at, line in enumerate(file.read_text(encoding="utf8").splitlines(), 1):
                for name in set(QUESTION.findall(line)) - known:
                    yield file, at, f"There is no question {name}."


def check(app, env):
    root = Path(env.srcdir)
    for look in (lost_headings, lost_labels, lost_questions):
        for file, line, words in look(env, root):
            logger.warning("%s", words, location=f"{file}:{line}", type="house", subtype="uses")


def setup(app):
    app.connect("env-check-consistency", check)
