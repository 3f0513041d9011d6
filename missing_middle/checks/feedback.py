"""What an exercise notebook calls: ``variant``, ``parameters`` and ``check``; that of a private set also ``given``."""

import os
import textwrap
from collections.abc import Mapping
from typing import Any

from missing_middle.checks.case import Case
from missing_middle.checks.judging import (
    CORRECT,
    NOT_ATTEMPTED,
    NOT_YET,
    WRONG_KIND,
    Verdict,
    judge,
    not_attempted,
    wrong_kind,
)
from missing_middle.checks.question import Question
from missing_middle.checks.reading import NotAttempted, WrongKind
from missing_middle.checks.registry import SETS, UNGRADED, question_of, questions_of
from missing_middle.checks.variants import PUBLIC, case_of
from missing_middle.checks.words import say

WIDTH = 88  # characters a line: notebooks break longer ones inside words

# One notebook, one reader: the only state of this package.
_chosen = {"token": PUBLIC}
_given: dict[str, Case] = {}


def variant(token: str) -> None:
    """Choose whose numbers ``parameters`` and ``check`` use. The first cell of an exercise calls it.

    Parameters
    ----------
    token : str
        ``public`` for the published exercises, or what the release wrote into a student's notebook.

    Examples
    --------
    >>> variant("public")
    """
    if not isinstance(token, str) or not token.strip():
        raise ValueError(f"token = {token!r} is not allowed: give the text that the first cell came with.")
    _chosen["token"] = token.strip()
    _given.clear()


def given(cases: Mapping[str, tuple[Mapping[str, Any], str]]) -> None:
    """Take the numbers of questions that only the teacher has. A cell of a private set's notebook calls it.

    Parameters
    ----------
    cases : mapping of str to pairs
        Id of a question to its parameters by name and the words that the notebook shows.

    Examples
    --------
    >>> given({"exam-q1": ({"wage": 12}, "A wage of 12.")})
    >>> parameters("exam-q1").wage
    12
    >>> check("exam-q1", 5)
    exam-q1: this set gives no feedback. What counts is in the file that you hand in.
    >>> variant("public")  # another notebook begins
    """
    try:
        _given.update({name: Case(items, words) for name, (items, words) in cases.items()})
    except (AttributeError, TypeError, ValueError):
        raise ValueError("cases is not allowed: give what the cell came with.") from None


def chosen() -> str:
    """Whose numbers ``parameters`` and ``check`` use: the token that ``variant`` was last given."""
    return _chosen["token"]


def parameters(question_id: str) -> Case:
    """The numbers of a question, read as ``case.tau`` or ``case["tau"]``; a notebook shows them with the question.

    Raises ``ValueError`` for an id that no question has.

    Parameters
    ----------
    question_id : str
        Id of the question, such as ``trade-q5``.

    Examples
    --------
    >>> case = parameters("trade-q5")
    >>> sorted(case)
    ['L', 'delta', 'f', 'f_e', 'k', 'n', 'sigma', 'tau', 'x_min']
    """
    if isinstance(question_id, str) and question_id in _given:
        return _given[question_id]
    try:
        question = question_of(question_id)
    except KeyError:
        raise ValueError(_no_such(question_id)) from None
    return case_of(question, _chosen["token"])


def check(question_id: str, answer: object) -> None:
    """Print what there is to say about ``answer``, in one of five ways, and return nothing.

    *Not attempted yet*, *Wrong kind of answer*, *Think again* (a known misconception, with a question and a place to
    look at), *Not yet*, or *Correct* (with what the answer means). It never raises, except inside nbgrader, which takes
    an error for a wrong answer.

    Parameters
    ----------
    question_id : str
        Id of the question, such as ``trade-q1``.
    answer : anything
        What the student found; ``...`` for not attempted.

    Examples
    --------
    >>> check("trade-q1", ...)
    Not attempted yet: write `share` in the cell above, run it, then run this cell.
    >>> check("trade-q1", 12.3)
    Wrong kind of answer: expected a number between 0 and 1, got 12.3. Is that per cent, where a share is asked for?
    """
    if isinstance(question_id, str) and question_id in _given:
        print(say("no feedback", id=question_id))
        return
    found = verdict(question_id, answer)
    if os.environ.get("NBGRADER_EXECUTION") and found.outcome != CORRECT:
        raise AssertionError(found.message)
    print(_dressed(textwrap.fill(found.message, WIDTH, break_long_words=False, break_on_hyphens=False), found.outcome))


# White on green, orange or grey, in bold: readable on a light and on a dark page. JupyterLab draws these signs.
GROUNDS = {CORRECT: "0;121;90", NOT_ATTEMPTED: "86;92;99"}
OTHER_GROUND = "168;67;0"


def _dressed(text: str, outcome: str) -> str:
    """The text with its verdict set off where JupyterLab shows it; plain where it is stored or compared."""
    opening, colon, rest = text.partition(":")
    if "JPY_SESSION_NAME" not in os.environ or not colon:  # which a notebook's server sets for its kernels
        return text
    return f"\x1b[1;38;2;255;255;255;48;2;{GROUNDS.get(outcome, OTHER_GROUND)}m {opening} \x1b[0m{colon}{rest}"


def verdict(question_id: str, answer: object) -> Verdict:
    """What ``check`` would say, as a :class:`~missing_middle.checks.judging.Verdict`."""
    try:
        question = question_of(question_id)
    except KeyError:
        return Verdict(WRONG_KIND, _no_such(question_id))
    try:
        return verdict_on(question, case_of(question, _chosen["token"]), answer)
    except Exception as error:  # an answer that misbehaves when it is looked at
        return Verdict(NOT_YET, say("cannot be looked at", error=type(error).__name__))


def verdict_on(question: Question, case: Case, answer: object) -> Verdict:
    """The verdict on any object: read it as the question's form does, then judge what was read."""
    try:
        value = question.form.read(answer, case)
    except NotAttempted:
        return not_attempted(question)
    except WrongKind as reason:
        return wrong_kind(reason)
    return judge(question, case, value)


def _no_such(question_id: object) -> str:
    if not isinstance(question_id, str) or len(question_id) > 80:
        return say("no question.id")
    name = question_id.rsplit("-", 1)[0]
    sets = SETS + UNGRADED
    known = [question.id for question in questions_of(name)] if name in sets else [f"{name}-q1" for name in sets]
    return say("no question", id=repr(question_id), known=", ".join(known))
