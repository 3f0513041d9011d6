"""Answers that are tables: a few entries for each of a few rows, in any of the containers students use."""

from collections.abc import Mapping
from dataclasses import dataclass

from missing_middle.checks.forms import NEAR, close, numbers_and_rows, numbers_differ
from missing_middle.checks.reading import TOO_LONG, NotAttempted, WrongKind, described, number, refuse_blank


@dataclass(frozen=True)
class Words:
    """A column of a table whose entries are words from a list."""

    allowed: tuple

    def read(self, entry):
        """``entry`` as one of the allowed words."""
        word = entry.strip().lower() if isinstance(entry, str) else entry
        if not isinstance(word, str) or word not in self.allowed:
            raise WrongKind(f"expected {', '.join(repr(one) for one in self.allowed)}")
        return word

    def same(self, got, target):
        """Whether the words agree."""
        return got == target

    def differ(self, one, other, apart):
        """Whether the words differ."""
        return one != other


@dataclass(frozen=True)
class Numbers:
    """A column of a table whose entries are numbers."""

    tolerance: float = NEAR

    def read(self, entry):
        """``entry`` as a float."""
        return number(entry)

    def same(self, got, target):
        """Whether the numbers agree."""
        return close(got, target, self.tolerance)

    def differ(self, one, other, apart):
        """Whether the numbers can be told apart."""
        return numbers_differ(one, other, apart)


@dataclass(frozen=True)
class Table:
    """One entry a row and column, as a DataFrame, or (if there is one column) as a list, a dict or a Series.

    The plain form is a list of rows, each a list with one entry a column, in the order in which the case has the rows.
    """

    label: str  # what a row is called: the case holds the labels under this name
    columns: Mapping  # name -> Words or Numbers
    kind = "table"

    def read(self, answer, case):
        """The entries, row by row."""
        refuse_blank(answer)
        labels = list(case[self.label])
        columns = self._columns_of(answer, labels)
        cells = {name: self._entries(name, columns[name], labels) for name in self.columns}
        if all(_is_blank(entry) for entries in cells.values() for entry in entries):
            raise NotAttempted
        for name, entries in cells.items():
            cells[name] = [self._entry(name, label, entry) for label, entry in zip(labels, entries, strict=True)]
        return [list(row) for row in zip(*cells.values(), strict=True)]

    def _columns_of(self, answer, labels):
        """A mapping from column name to entries, whatever the container."""
        if type(answer).__module__.split(".")[0] == "pandas" and hasattr(answer, "columns"):
            return self._columns_of_frame(answer, labels)
        if len(self.columns) == 1:
            return {next(iter(self.columns)): answer}
        if isinstance(answer, dict) and set(self.columns) <= set(answer):
            return answer
        raise WrongKind(f"expected a DataFrame with the columns {self._names()}, got {described(answer)}.")

    def _columns_of_frame(self, frame, labels):
        if len(frame) > TOO_LONG:
            raise WrongKind(f"expected {len(labels)} rows, got {len(frame)}.")
        missing = [name for name in self.columns if name not in frame.columns]
        if missing:
            raise WrongKind(
                f"expected a DataFrame with the columns {self._names()}; there is no column {', '.join(missing)}."
            )
        if any(list(frame.columns).count(name) > 1 for name in self.columns):
            raise WrongKind(f"expected one column of each name: {self._names()}.")
        keys = list(frame[self.label]) if list(frame.columns).count(self.label) == 1 else list(frame.index)
        by_label = _is_permutation(keys, labels)
        return {
            name: dict(zip(keys, frame[name], strict=True)) if by_label else list(frame[name]) for name in self.columns
        }

    def _entries(self, name, answer, labels):
        """The entries of one column in the order of the labels."""
        if type(answer).__module__.split(".")[0] == "pandas" and hasattr(answer, "to_dict"):
            keys = list(answer.index)
            answer = dict(zip(keys, answer, strict=True)) if _is_permutation(keys, labels) else list(answer)
        if isinstance(answer, dict):
            if not _is_permutation(list(answer), labels):
                raise WrongKind(f"expected one entry for each of {', '.join(map(str, labels))}.")
            return [answer[label] for label in labels]
        if hasattr(answer, "tolist") and getattr(answer, "ndim", 0) == 1:
            answer = answer.tolist()
        if not isinstance(answer, (list, tuple)):
            raise WrongKind(f"expected a list with {len(labels)} entries, got {described(answer).split('.')[0]}.")
        if len(answer) != len(labels):
            raise WrongKind(f"expected {len(labels)} entries, got {len(answer)}.")
        return list(answer)

    def _entry(self, name, label, entry):
        if _is_blank(entry):
            raise WrongKind(f"the entry for {label} in {name!r} is empty.")
        try:
            return self.columns[name].read(entry)
        except WrongKind as reason:
            raise WrongKind(f"the entry for {label} in {name!r} does not fit: {reason}.") from None

    def _names(self):
        return ", ".join(self.columns)

    def same(self, got, target, scale=None):
        """Whether every entry agrees."""
        return all(self._agreement(got, target))

    def _agreement(self, got, target):
        forms = list(self.columns.values())
        return [
            form.same(one, other)
            for row, goal in zip(got, target, strict=True)
            for form, one, other in zip(forms, row, goal, strict=True)
        ]

    def differ(self, one, other, apart):
        """Whether at least one entry can be told apart."""
        forms = list(self.columns.values())
        return any(
            form.differ(a, b, apart)
            for row, goal in zip(one, other, strict=True)
            for form, a, b in zip(forms, row, goal, strict=True)
        )

    def near(self, got, right, case):
        """How many entries are right, but not which."""
        agreement = self._agreement(got, right)
        return f"{sum(agreement)} of {len(agreement)} entries are right."

    def show(self, case):
        """The numbers of the case, then one line a row."""
        return numbers_and_rows(case)

    def stub(self, question):
        """What stands in the released notebook instead of the solution."""
        return f"{question.answer} = ...  # replace the dots: one entry for each {self.label}"


def _is_blank(entry):
    return entry is None or entry is Ellipsis or (isinstance(entry, str) and entry.strip() in ("", "..."))


def _is_permutation(keys, labels):
    try:
        return len(keys) == len(labels) and set(keys) == set(labels)
    except TypeError:  # something that cannot be a label
        return False
