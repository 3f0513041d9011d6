"""What a notebook says about itself: its exercise set, whose numbers it holds, and whether another one is like it."""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass

from missing_middle.checks.registry import UNGRADED, graded, questions_of
from missing_middle.checks.variants import PUBLIC
from missing_middle.grading import own_numbers
from missing_middle.grading.notebook import Unreadable, read_notebook
from missing_middle.grading.tokens import OWN, tokens_in

QUESTION = re.compile(r"\b([a-z]+)-q(\d{1,3})\b")
ENOUGH = 300  # characters of own work below which two notebooks may be alike by chance


@dataclass(frozen=True)
class Content:
    """A file as a witness. ``exercises`` are the sets whose questions it holds; more than one if it cannot be told."""

    sha256: str
    exercises: tuple = ()
    tokens: frozenset = frozenset()  # what it passes to ``variant``
    work: str = ""  # the same for two notebooks whose own cells differ in numbers only; empty if there is little
    unreadable: str = ""  # why it is no notebook that can be read

    @property
    def personal(self):
        """The tokens in it that a class's secret has made."""
        return {one for one in self.tokens if OWN.fullmatch(one)}

    @property
    def public(self):
        """Whether it is the published notebook."""
        return PUBLIC in self.tokens and not self.personal


def content_of(data, released=frozenset()):
    """The :class:`Content` of a file. ``released`` are the stripped sources of released cells: not a student's work."""
    digest = hashlib.sha256(data).hexdigest()
    try:
        cells, _ = read_notebook(data)
    except Unreadable as error:
        return Content(digest, unreadable=str(error))
    tokens = {token for cell in cells if cell.kind == "code" for token in tokens_in(cell.source)}
    return Content(digest, _sets(cells), frozenset(tokens), _work(cells, released))


def _sets(cells):
    """Sets by how many of their questions the marks, ids and code of the cells name."""
    named = set()
    for cell in cells:
        words = (cell.grade_id, cell.cell_id, cell.source if cell.kind == "code" else None)
        named |= {match.groups() for text in words if text for match in QUESTION.finditer(text)}
    counts = Counter(name for name, number in named if name in graded() + UNGRADED and _is_question(name, number))
    most = max(counts.values(), default=0)  # a question of another set may be quoted
    strong = [(-count, name) for name, count in counts.items() if 2 * count >= most]
    return tuple(name for _, name in sorted(strong))


def _is_question(name, number):
    return any(question.id == f"{name}-q{number}" for question in questions_of(name))


def _work(cells, released):
    own = "\n".join(
        cell.source
        for cell in cells
        if cell.source.strip() not in released and not cell.source.startswith(own_numbers.BEGINNING)
    )
    own = re.sub(r"""variant\([^)\n]{0,90}\)|[\s\d.]""", "", own)
    return hashlib.sha256(own.encode()).hexdigest() if len(own) >= ENOUGH else ""


def alike(found):
    """Groups of files of several students that are equal, or equal once the numbers are taken out.

    ``found`` holds pairs of an owner's id and a :class:`Content`. Yields ``(ids, how)``.
    """
    groups = {}
    for owner, content in found:
        groups.setdefault(("byte for byte", content.sha256), []).append(owner)
        if content.work:
            groups.setdefault(("once the numbers are taken out", content.work), []).append(owner)
    told = set()
    for (how, _), owners in sorted(groups.items(), key=lambda item: (item[0][0], item[1])):
        ids = tuple(sorted(set(owners)))
        if len(ids) > 1 and ids not in told:
            told.add(ids)
            yield ids, how
