"""What every form of an answer can do: all that a question, a check, the grader and a page ask of it.

A form reads whatever a student hands in into plain data (``read``), says whether two plain answers agree (``same``) or
can be told apart (``differ``), and words the hint when no wrong model explains the answer (``near``). Questions are
written with plain functions; ``rule`` makes functions of a case of them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from missing_middle.checks.case import Case
from missing_middle.checks.words import say

if TYPE_CHECKING:
    from missing_middle.checks.question import Question

Plain = Any  # a float, a letter, text, a list of floats, a list of rows: the form says which
Rule = Callable[[Case], Plain]


class Form(ABC):
    """What an answer looks like."""

    kind: ClassVar[str]
    by_machine: ClassVar[bool] = True  # else a person reads the answer
    cell: ClassVar[str] = "code"  # where a notebook holds it
    on_page: ClassVar[bool] = False  # whether a page without a kernel can ask it
    slippery: ClassVar[bool] = False  # whether slips are made by rule

    @property
    @abstractmethod
    def expected(self) -> str:
        """What is expected, in words."""

    @abstractmethod
    def read(self, answer: object, case: Case) -> Plain:
        """``answer`` as plain data; raises ``NotAttempted`` or ``WrongKind``."""

    @abstractmethod
    def same(self, got: Plain, target: Plain, scale: float | None = None) -> bool:
        """Whether ``got`` counts as ``target``; ``scale`` measures nearness where ``target`` is 0."""

    @abstractmethod
    def differ(self, one: Plain, other: Plain, apart: float) -> bool:
        """Whether two answers are apart by more than the share ``apart``."""

    @abstractmethod
    def near(self, got: Plain, right: Plain, case: Case) -> str:
        """A hint from how ``got`` lies to ``right``, where no wrong model explains it."""

    @abstractmethod
    def stub(self, question: Question) -> str:
        """What stands in the released notebook instead of the solution."""

    def show(self, case: Case) -> str:
        """The numbers of the case in one line; lists as a table below it."""
        return numbers_and_rows(case)

    def wanted(self, question: Question, case: Case) -> str:
        """What the notebook asks for."""
        return say("wanted.name", answer=question.answer, asks=question.ask(case))

    def passed(self, case: Case) -> str:
        """What a right answer is told about the checks that it passed."""
        return ""

    def points(self, case: Case) -> list[dict[str, Any]] | None:
        """Where a function is called; None for an answer that is no function."""
        return None

    def rule(self, given: Any) -> Rule:
        """What the author wrote, as a function of the case."""
        if not callable(given):
            raise TypeError(f"given = {given!r} is not allowed: give a function of the case.")
        return given

    def holds(self, answer: Plain) -> bool:
        """Whether a computed answer could be handed in: finite, and inside the bounds."""
        return False

    def turned(self, right: Plain) -> Iterator[tuple[str, Plain]]:
        """Name and answer of each way to turn the right answer over."""
        return iter(())

    def read_as(self, name: str, value: float) -> Iterator[Plain]:
        """What somebody answers who reads off the number ``name``."""
        return iter(())

    def slips(self) -> Iterator[tuple[str, Any, str | None]]:
        """Belief, rule and words of each wrong answer that the form itself holds."""
        return iter(())


def numbers_and_rows(case: Case) -> str:
    """What a case holds: single values in one line, then its tuples, all of one length, as the columns of a table."""
    listed = [name for name, value in case.items() if isinstance(value, tuple)]
    numbers = ", ".join(f"`{name}` = {value}" for name, value in case.items() if name not in listed)
    parts = [say("your numbers", numbers=numbers)] if numbers else []
    if listed:
        parts.append(table(listed, zip(*(case[name] for name in listed), strict=True)))
    return "\n\n".join(parts)


def table(head: list[str], rows: Any) -> str:
    """A table in Markdown."""
    lines = ["| " + " | ".join(map(str, row)) + " |" for row in rows]
    return "\n".join(["| " + " | ".join(head) + " |\n|" + "---|" * len(head), *lines])
