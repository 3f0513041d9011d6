"""All questions of the course by id. A set is one small file in ``sets/`` with a tuple ``QUESTIONS``.

A teacher's private sets, in a folder of her own, are taken in by ``private``: graded as the others, published nowhere.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

from missing_middle.checks.question import Question

SETS = (
    "variety",
    "trade",
    "gains",
    "modes",
    "cluster",
    "middle",
    "credit",
    "network",
    "status",
    "places",
    "research",
    "outside",
    "policy",
    "sliders",
    "sizes",
    "middleman",
)

UNGRADED = ("primer",)  # asked and answered as the others; the grader leaves them aside

_private: dict[str, tuple[Question, ...]] = {}


def graded() -> tuple[str, ...]:
    """The sets that are graded here: those of the course, and the private ones that were taken in."""
    return (*SETS, *_private)


def questions_of(name: str) -> tuple[Question, ...]:
    """The questions of one exercise set, in order. Raises ``ValueError`` for a set that is not there.

    >>> [question.id for question in questions_of("trade")][:2]
    ['trade-q1', 'trade-q2']
    """
    if name in _private:
        return _private[name]
    if name not in SETS + UNGRADED:
        raise ValueError(f"set = {name!r} is not allowed: give one of {', '.join(graded() + UNGRADED)}.")
    return _of_the_course(name)


@cache
def _of_the_course(name: str) -> tuple[Question, ...]:
    return _whole(name, import_module(f"missing_middle.checks.sets.{name}").QUESTIONS)


def _whole(name: str, questions: tuple[Question, ...]) -> tuple[Question, ...]:
    stray = [question.id for question in questions if question.set != name]
    if stray or len({question.id for question in questions}) < len(questions):
        raise ValueError(f"the ids of the set {name} clash or belong to another set: {stray}")
    return questions


def add(name: str, questions: tuple[Question, ...]) -> None:
    """Have the questions of a private set asked for and graded as those of the course, in this process.

    Raises ``ValueError`` for the name of a set of the course, and for ids that clash or belong to another set.
    """
    if name in SETS + UNGRADED:
        raise ValueError(f"name = {name!r} is not allowed: the course has a set of this name.")
    _private[name] = _whole(name, questions)


def all_questions(sets: tuple[str, ...] = SETS) -> list[Question]:
    """Every question of the ``sets``, set by set; by default of those that are graded."""
    return [question for name in sets for question in questions_of(name)]


def question_of(question_id: str) -> Question:
    """The question with this id; ``KeyError`` if there is none.

    >>> question_of("trade-q1").objective
    'compute selection into exporting'
    """
    name = question_id.rsplit("-", 1)[0] if isinstance(question_id, str) else None
    for question in questions_of(name) if name in graded() + UNGRADED else ():
        if question.id == question_id:
            return question
    raise KeyError(question_id)
