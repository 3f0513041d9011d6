"""Answers that are tables: a few entries for each of a few rows, in any of the containers students use."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, ClassVar

from missing_middle.checks.case import Case
from missing_middle.checks.form import Form, Rule
from missing_middle.checks.forms import NEAR, close, numbers_differ
from missing_middle.checks.reading import TOO_LONG, NotAttempted, WrongKind, described, number, refuse_blank
from missing_middle.checks.words import say

if TYPE_CHECKING:
    from missing_middle.checks.question import Question


@dataclass(frozen=True)
class Words:
    """A column of a table whose entries are words from a list."""

    allowed: tuple[str, ...]

    def read(self, entry: object) -> str:
        """``entry`` as one of the allowed words."""
        word = entry.strip().lower() if isinstance(entry, str) else entry
        if not isinstance(word, str) or word not in self.allowed:
            raise WrongKind(say("expected.word", words=", ".join(repr(one) for one in self.allowed)))
        return word

    def same(self, got: str, target: str) -> bool:
        """Whether the words agree."""
        return got == target

    def differ(self, one: str, other: str, apart: float) -> bool:
        """Whether the words differ."""
        return one != other


@dataclass(frozen=True)
class Numbers:
    """A column of a table whose entries are numbers."""

    tolerance: float = NEAR

    def read(self, entry: object) -> float:
        """``entry`` as a float."""
        return number(entry)

    def same(self, got: float, target: float) -> bool:
        """Whether the numbers agree."""
        return close(got, target, self.tolerance)

    def differ(self, one: float, other: float, apart: float) -> bool:
        """Whether the numbers can be told apart."""
        return numbers_differ(one, other, apart)


@dataclass(frozen=True)
class Table(Form):
    """One entry a row and column, as a DataFrame, or (if there is one column) as a list, a dict or a Series.

    The plain form is a list of rows, each a list with one entry a column, in the order in which the case has the rows.
    """

    label: str  # what a row is called: the case holds the labels under this name
    columns: Mapping[str, Words | Numbers]
    given: tuple[str, ...] = ()  # columns of the case: rules take the case, then these, and answer row by row
    kind: ClassVar[str] = "table"
    on_page: ClassVar[bool] = True
    slippery: ClassVar[bool] = True

    @property
    def expected(self) -> str:
        """What is expected, in words."""
        return say("expected.table")

    def rule(self, given: Any) -> Rule:
        """All rows, as a function of the case: from a rule for the whole case, or (with ``given``) for one row."""
        rule = super().rule(given)
        if not self.given:
            return rule
        return lambda case: [[given(case, *row)] for row in zip(*(case[name] for name in self.given), strict=True)]

    def read(self, answer: object, case: Case) -> list[list[Any]]:
        """The entries, row by row."""
        refuse_blank(answer)
        answer = _unstyled(answer)
        labels = list(case[self.label])
        columns = self._columns_of(answer, labels)
        cells = {name: self._entries(columns[name], labels) for name in self.columns}
        if all(_is_blank(entry) for entries in cells.values() for entry in entries):
            raise NotAttempted
        for name, entries in cells.items():
            cells[name] = [self._entry(name, label, entry) for label, entry in zip(labels, entries, strict=True)]
        return [list(row) for row in zip(*cells.values(), strict=True)]

    def _columns_of(self, answer: Any, labels: list[Any]) -> Mapping[str, Any]:
        """A mapping from column name to entries, whatever the container."""
        if type(answer).__module__.split(".")[0] == "pandas" and hasattr(answer, "columns"):
            return self._columns_of_frame(answer, labels)
        if len(self.columns) == 1:
            return {next(iter(self.columns)): answer}
        if isinstance(answer, dict) and set(self.columns) <= set(answer):
            return answer
        raise WrongKind(say("table.columns", columns=self._names(), got=described(answer)))

    def _columns_of_frame(self, frame: Any, labels: list[Any]) -> Mapping[str, Any]:
        if len(frame) > TOO_LONG:
            raise WrongKind(say("table.rows", wanted=len(labels), got=len(frame)))
        missing = [name for name in self.columns if name not in frame.columns]
        if missing:
            raise WrongKind(say("table.no column", columns=self._names(), missing=", ".join(missing)))
        if any(list(frame.columns).count(name) > 1 for name in self.columns):
            raise WrongKind(say("table.one column", columns=self._names()))
        keys = list(frame[self.label]) if list(frame.columns).count(self.label) == 1 else list(frame.index)
        by_label = _is_permutation(keys, labels)
        return {
            name: dict(zip(keys, frame[name], strict=True)) if by_label else list(frame[name]) for name in self.columns
        }

    def _entries(self, answer: Any, labels: list[Any]) -> list[Any]:
        """The entries of one column in the order of the labels."""
        if type(answer).__module__.split(".")[0] == "pandas" and hasattr(answer, "to_dict"):
            keys = list(answer.index)
            answer = dict(zip(keys, answer, strict=True)) if _is_permutation(keys, labels) else list(answer)
        if isinstance(answer, dict):
            if not _is_permutation(list(answer), labels):
                raise WrongKind(say("table.each", labels=", ".join(map(str, labels))))
            return [answer[label] for label in labels]
        if hasattr(answer, "tolist") and getattr(answer, "ndim", 0) == 1:
            answer = answer.tolist()
        if not isinstance(answer, (list, tuple)):
            raise WrongKind(say("table.list", wanted=len(labels), got=described(answer).split(".")[0]))
        if len(answer) != len(labels):
            raise WrongKind(say("table.entries", wanted=len(labels), got=len(answer)))
        return list(answer)

    def _entry(self, name: str, label: Any, entry: Any) -> Any:
        if _is_blank(entry):
            raise WrongKind(say("table.empty", label=label, column=repr(name)))
        try:
            return self.columns[name].read(entry)
        except WrongKind as reason:
            raise WrongKind(say("table.entry", label=label, column=repr(name), reason=reason)) from None

    def _names(self) -> str:
        return ", ".join(self.columns)

    def same(self, got: list[list[Any]], target: list[list[Any]], scale: float | None = None) -> bool:
        """Whether every entry agrees."""
        return all(self._agreement(got, target))

    def _agreement(self, got: list[list[Any]], target: list[list[Any]]) -> list[bool]:
        forms = list(self.columns.values())
        return [
            form.same(one, other)
            for row, goal in zip(got, target, strict=True)
            for form, one, other in zip(forms, row, goal, strict=True)
        ]

    def differ(self, one: list[list[Any]], other: list[list[Any]], apart: float) -> bool:
        """Whether at least one entry can be told apart."""
        forms = list(self.columns.values())
        return any(
            form.differ(a, b, apart)
            for row, goal in zip(one, other, strict=True)
            for form, a, b in zip(forms, row, goal, strict=True)
        )

    def near(self, got: list[list[Any]], right: list[list[Any]], case: Case) -> str:
        """How many entries are right, but not which."""
        agreement = self._agreement(got, right)
        return say("table.near", right=sum(agreement), all=len(agreement))

    def holds(self, answer: list[list[Any]]) -> bool:
        """Whether a computed answer could be handed in: words, and finite numbers."""
        return all(isinstance(entry, str) or math.isfinite(entry) for row in answer for entry in row)

    def turned(self, right: list[list[Any]]) -> Iterator[tuple[str, list[list[Any]]]]:
        """Name and answer of each way to turn the right table over: its numbers, or its rows."""
        if all(isinstance(column, Numbers) for column in self.columns.values()):
            cells = [entry for row in right for entry in row]
            if all(cells):
                yield "reciprocal", _each(right, lambda entry: 1 / entry)
            if all(0 <= entry <= 1 for entry in cells):
                yield "rest", _each(right, lambda entry: 1 - entry)
            yield "hundred", _each(right, lambda entry: 100 * entry)
            yield "hundredth", _each(right, lambda entry: entry / 100)
            yield "negative", _each(right, lambda entry: -entry)
            yield "double", _each(right, lambda entry: 2 * entry)
            yield "half", _each(right, lambda entry: entry / 2)
        yield from self._swapped(right)
        yield "shifted", [*right[1:], right[0]]
        yield "shifted", [right[-1], *right[:-1]]
        yield "reversed", right[::-1]
        yield "first", [right[0] for _ in right]
        yield "last", [right[-1] for _ in right]

    def _swapped(self, right: list[list[Any]]) -> Iterator[tuple[str, list[list[Any]]]]:
        for place, column in enumerate(self.columns.values()):
            for one, other in combinations(column.allowed if isinstance(column, Words) else (), 2):
                swap = {one: other, other: one}
                rows = [
                    [swap.get(entry, entry) if at == place else entry for at, entry in enumerate(row)] for row in right
                ]
                yield "swapped", rows

    def stub(self, question: Question) -> str:
        """What stands in the released notebook instead of the solution."""
        return say("stub.table", answer=question.answer, label=self.label)


def _each(rows: list[list[Any]], change: Callable[[float], float]) -> list[list[float]]:
    return [[change(entry) for entry in row] for row in rows]


def _unstyled(answer: Any) -> Any:
    """The table under what pandas makes of it for the eye (``.style``)."""
    return answer.data if type(answer).__module__ == "pandas.io.formats.style" else answer


def _is_blank(entry: object) -> bool:
    return entry is None or entry is Ellipsis or (isinstance(entry, str) and entry.strip() in ("", "..."))


def _is_permutation(keys: list[Any], labels: list[Any]) -> bool:
    try:
        return len(keys) == len(labels) and set(keys) == set(labels)
    except TypeError:  # something that cannot be a label
        return False
