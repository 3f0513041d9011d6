"""What a question is: one record, from which the notebook, the grader and the page all take what they need."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from missing_middle.checks.case import Case
from missing_middle.checks.form import Form
from missing_middle.checks.misconceptions import MISCONCEPTIONS
from missing_middle.checks.words import say


@dataclass(frozen=True)
class Wrong:
    """What somebody answers who holds a belief (or makes a slip) of the bank."""

    misconception: str  # an id of the bank
    rule: Any = None  # the wrong model, written as the form wants it; in a question a function of the case
    seems: str | None = None  # what the student seems to have done, if the bank's words do not fit here

    def said_back(self) -> str:
        """The belief in the student's words, then the question that may unsettle it, then where to look again."""
        entry = MISCONCEPTIONS[self.misconception]
        return say("belief", seems=self.seems or entry.seems, hint=entry.hint, places=entry.look_again())


@dataclass(frozen=True)
class Question:
    """One question of an exercise set. Answers are compared by the ``form``, which also fixes the kind.

    ``right`` and the rules of ``wrong`` are plain: functions of the arguments for a ``Function``, of the case and a row
    for a ``Table`` with ``given``, of the case otherwise; a ``Choice`` derives both from its options. In the question
    they are functions of the case.
    """

    id: str  # unique in the course, and the nbgrader grade_id
    title: str  # a few words
    points: int
    difficulty: int  # 1 most, 2 half, 3 few get it at the first try
    objective: str  # a verb and a condition
    answer: str  # the name that the student gives to the answer
    asks: str | Callable[[Case], str]  # of a number or a letter one question; else completes "write `answer`: ..."
    form: Form
    draw: Callable[[Any], Mapping[str, Any]]  # Draw -> parameters; may insist on conditions
    stem: str | Callable[[Case], str]  # the situation: words, or a function of the case
    right: Any = None  # the right answer, through the library
    meaning: Callable[[Case], str] | None = None  # case -> a sentence that says what the right answer means
    nudge: str = ""  # the hint for an answer that no wrong model explains
    wrong: tuple[Wrong, ...] = ()  # at least two
    record: Callable[[Case], Any] | None = None  # where the library has the answer: its other fields are likely slips
    harmless: tuple[str, ...] = ()  # rules of slips that may come out right to the digits asked for: say why
    cases: int | None = None  # how many different cases there are, if a printed table has only a few
    told: bool = False  # whether stem and question say all of the case in words, so that a page need not list it
    aside: tuple[str, ...] = ()  # parameters that only the library needs: a page leaves them out

    def __post_init__(self) -> None:
        wrongs = self.wrong or tuple(Wrong(*slip) for slip in self.form.slips())
        object.__setattr__(self, "right", self.form.rule(self.right))
        object.__setattr__(self, "wrong", tuple(replace(one, rule=self.form.rule(one.rule)) for one in wrongs))
        for wrong in self.wrong:
            if wrong.misconception not in MISCONCEPTIONS:
                raise ValueError(f"{self.id}: {wrong.misconception!r} is not in the bank of misconceptions.")

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def set(self) -> str:
        """The exercise set: what stands before the number in the id."""
        return self.id.rsplit("-", 1)[0]

    @property
    def kind(self) -> str:
        """``value``, ``function``, ``table``, ``choice`` or ``text``."""
        return self.form.kind

    def situation(self, case: Case) -> str:
        """The words before the numbers."""
        return self.stem(case) if callable(self.stem) else self.stem

    def ask(self, case: Case) -> str:
        """What is asked."""
        return self.asks(case) if callable(self.asks) else self.asks

    def text(self, case: Case) -> str:
        """The situation, this case's numbers, and what is asked: Markdown for the notebook."""
        parts = [self.situation(case), self.form.show(case), self.form.wanted(self, case)]
        return "\n\n".join(part for part in parts if part)
