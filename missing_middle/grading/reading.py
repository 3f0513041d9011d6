"""Answers in words, ready to be read: question by question, and without the names of those who wrote them."""

import hashlib
from dataclasses import dataclass

from missing_middle.checks.registry import question_of
from missing_middle.grading.asking import SourceError
from missing_middle.grading.by_hand import NAME, add_rows, read_by_hand
from missing_middle.grading.final import class_of
from missing_middle.grading.results import read_results, read_run

CRITERIA = ("claim", "mechanism", "evidence", "limit")
BEST = 3  # of each criterion
MEMO = "policy-q6"  # it has a rubric of its own, in points


@dataclass(frozen=True)
class Answer:
    """One answer in words. ``code`` stands for it where names must not be seen."""

    code: str
    student: str
    question: object  # a Question
    text: str
    beside: tuple  # (id, what the notebook shows) of the student's other questions of the set


def answers(out, question=None):
    """Every answer that a person reads, question by question, in an order that says nothing of who wrote it.

    Raises :class:`SourceError` if ``question`` is none that a person reads.
    """
    if question is not None:
        try:
            by_machine = question_of(question).form.by_machine
        except KeyError:
            raise SourceError(f"there is no question {question!r}: give an id such as trade-q8.") from None
        if by_machine:
            raise SourceError(f"{question} is not answered in words; give {NAME} a row to change its points.")
    found = []
    for place, result in enumerate(read_results(out)):
        for mark in result["questions"]:
            if mark["outcome"] == "by hand" and question in (None, mark["id"]):
                found.append((mark["id"], _code(result, mark), place, result, mark))
    return [
        Answer(code, result["student"], question_of(name), "\n".join(mark["shown"]), _beside(result, name))
        for name, code, _, result, mark in sorted(found, key=lambda one: one[:3])
    ]


def _code(result, mark):
    """The file's print hides the name; with the question and the student, so that equal files have two codes."""
    text = f"{result['sha256']} {mark['id']} {result['student']}"
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _beside(result, name):
    return tuple(
        (mark["id"], "\n".join(mark["shown"]))
        for mark in result["questions"]
        if mark["id"] != name and mark["outcome"] != "by hand" and mark["shown"]
    )


def points_of(marks, possible):
    """The points for a sum of criteria: in proportion, to the nearest half (a half of that goes up).

    >>> points_of([3, 2, 2, 2], 3), points_of([3, 3, 3, 3], 3), points_of([1, 0, 0, 0], 3)
    (2.5, 3.0, 0.5)
    """
    share = sum(marks) / (BEST * len(CRITERIA))
    return int(2 * share * possible + 0.5) / 2


def ids_of(out):
    """The class of the last run, or ``None`` if it does not say."""
    return class_of(read_run(out)) or None


def write_table(out, question=None):
    """Add an empty row to ``by-hand.csv`` for each answer that has none, with the answer. Returns how many."""
    rows = [{"student": one.student, "question": one.question.id, "answer": one.text} for one in answers(out, question)]
    return add_rows(out, rows, ids_of(out))


def waiting(out, found):
    """The answers that nobody has given points."""
    rows = read_by_hand(out, ids_of(out))
    done = {place for place, row in rows.items() if row.points is not None}
    return [one for one in found if (one.student, one.question.id) not in done]
