"""One of five outcomes for an answer that is plain data. Nothing here runs a student's code."""

from __future__ import annotations

from dataclasses import dataclass

from missing_middle.checks.case import Case
from missing_middle.checks.form import Plain
from missing_middle.checks.question import Question
from missing_middle.checks.slips import Slip, hints_of
from missing_middle.checks.words import say

NOT_ATTEMPTED = "not attempted"
WRONG_KIND = "wrong kind"
MISCONCEPTION = "misconception"
NOT_YET = "not yet"
CORRECT = "correct"


@dataclass(frozen=True)
class Verdict:
    """What ``check`` found, and what it says."""

    outcome: str
    words: str
    misconception: str | None = None

    @property
    def message(self) -> str:
        """The outcome, then the words."""
        return f"{say(f'opening.{self.outcome}')}: {self.words}"


def judge(question: Question, case: Case, value: Plain) -> Verdict:
    """The verdict on ``value``, plain data as the question's form reads it."""
    form, right = question.form, question.right(case)
    if form.same(value, right):
        return Verdict(CORRECT, praise(question, case))
    for wrong in question.wrong:
        if form.same(value, wrong.rule(case), scale=_size(right)):
            return Verdict(MISCONCEPTION, wrong.said_back(), wrong.misconception)
    for slip in hints_of(question, case):
        if form.same(value, slip.answer, scale=_size(right)):
            return slipped(question, slip)
    return Verdict(NOT_YET, f"{form.near(value, right, case)} {question.nudge}".strip())


def slipped(question: Question, slip: Slip) -> Verdict:
    """The verdict on an answer that comes of a slip."""
    return Verdict(NOT_YET, f"{slip.hint} {question.nudge}".strip())


def praise(question: Question, case: Case) -> str:
    """What a right answer is told: the checks that were passed, and what the answer means."""
    meaning = question.meaning(case) if question.meaning else ""
    return f"{question.form.passed(case)} {meaning}".strip()


def not_attempted(question: Question) -> Verdict:
    """The verdict on an untouched answer."""
    return Verdict(NOT_ATTEMPTED, say("not attempted", answer=question.answer))


def wrong_kind(reason: object) -> Verdict:
    """The verdict on an answer of the wrong kind; ``reason`` says what was expected and what came."""
    return Verdict(WRONG_KIND, str(reason))


def _size(right: Plain) -> float | None:
    return abs(right) if isinstance(right, float) else None
