"""Identities: statements about the numbers of a table that must hold, as code that runs on any table.

Each identity comes down to one or more :class:`Form`: a weighted sum of cells, or of their logarithms,
that must lie between two bounds. A form is plain data, so it can be evaluated elsewhere (in a browser)
without knowing its kind.

    low <= constant + c_1 f(x_1) + c_2 f(x_2) + ... <= high        with f(x) = x, or f(x) = ln x

Point one at your own table:

>>> import pandas as pd
>>> mine = pd.DataFrame({"2020": [60.0, 30.0, 99.0]}, index=["north", "south", "all"])
>>> check = Sum("regions add up", parts=(Cell("north", "2020"), Cell("south", "2020")),
...             whole=Cell("all", "2020")).check(mine)
>>> check.ok, check.residual
(False, -9.0)
"""

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd


class Cell(NamedTuple):
    """Where a number stands: row and column of a wide table, and which table if there are several.

    Parameters
    ----------
    row : str
        Label of the row.
    column : str
        Label of the column.
    table : int or str, optional
        Which table, if there are several.
    """

    row: str
    column: str
    table: int | str | None = None

    def __str__(self):
        where = "" if self.table is None else f"table {self.table}, "
        return f"{where}{self.row}, {self.column}"


@dataclass(frozen=True)
class Form:
    """A constant plus a weighted sum of cells (or of their logarithms, if ``log``), and the band for it."""

    terms: tuple  # of (Cell, coefficient)
    low: float
    high: float
    log: bool = False
    constant: float = 0.0

    def _numbers(self, tables):
        return [number_at(tables, cell) for cell, _ in self.terms]

    def _value(self, numbers):
        if any(math.isnan(number) for number in numbers):
            return math.nan
        if self.log:
            if any(number <= 0 for number in numbers):
                return math.inf
            numbers = [math.log(number) for number in numbers]
        products = (number * weight for number, (_, weight) in zip(numbers, self.terms, strict=True))
        return math.fsum([self.constant, *products])

    def value(self, tables):
        """Return constant and weighted sum; ``nan`` if a cell is empty, ``inf`` if a logarithm is missing."""
        return self._value(self._numbers(tables))

    @property
    def is_equation(self):
        """Whether the band is a point, up to rounding, rather than a range of plausible values."""
        return math.isfinite(self.low) and self.low == -self.high and not self.log

    def test(self, tables):
        """Return gap and outcome.

        The gap of an equation is its value, that of a band the distance to it (0 inside). The outcome is True,
        False, or None where a cell is empty.
        """
        numbers = self._numbers(tables)
        value = self._value(numbers)
        if math.isnan(value):
            return value, None
        if math.isinf(value):
            return value, False
        gap = value if self.is_equation else value - min(max(value, self.low), self.high)
        # of adding floats: far below any printed digit
        noise = 1e-12 * (1.0 if self.log else max(map(abs, (1.0, *numbers))))
        return gap, abs(gap) <= (self.high if self.is_equation else 0.0) + noise


def number_at(tables, cell):
    """Return the number in a cell of ``tables`` (a frame or a dictionary of them), or explain its absence."""
    frame = tables
    if not isinstance(tables, pd.DataFrame):
        if cell.table not in tables:
            raise ValueError(f"table {cell.table!r} is not there: expected one of {', '.join(map(str, tables))}.")
        frame = tables[cell.table]
    for name, known, what in ((cell.row, frame.index, "row"), (cell.column, frame.columns, "column")):
        if name not in known:
            raise ValueError(f"{cell}: there is no {what} {name!r}: expected one of {', '.join(map(str, known))}.")
    number = frame.at[cell.row, cell.column]
    try:
        return float(number)
    except (TypeError, ValueError):
        raise ValueError(f"{cell}: {number!r} is not a number: expected one, or an empty cell.") from None


@dataclass(frozen=True)
class Check:
    """How an identity fares on a table.

    Attributes
    ----------
    ok : bool or None
        None if an empty cell keeps it from being tested.
    residual : float
        For an equation: left less right side. For a band: distance to it, 0 inside (a difference of
        logarithms where ratios are compared). Of several forms, that of the worst.
    tolerance : float
        What rounding in print can explain (0 for a band).
    where : str
        The cells of the worst form.
    """

    ok: bool | None
    residual: float
    tolerance: float
    where: str


class Identity(ABC):
    """What all identities share. A kind says only which forms it stands for."""

    @abstractmethod
    def forms(self):
        """Return the tuple of :class:`Form` to which this identity comes down."""

    def cells(self):
        """Return the cells on which this identity bears, each once, in order."""
        return tuple(dict.fromkeys(cell for form in self.forms() for cell, _ in form.terms))

    @property
    def is_equation(self):
        """Whether any change beyond rounding in one cell must break it."""
        return all(form.is_equation for form in self.forms())

    def check(self, tables):
        """Test the identity on a frame, or on a dictionary of frames, and return a :class:`Check`.

        Cells are looked up by row and column; a frame without such a row or column raises ``ValueError``.
        """
        results = [(form, *form.test(tables)) for form in self.forms()]
        known = [result for result in results if result[2] is not None]
        if not known:
            return Check(None, math.nan, self._tolerance(results[0][0]), self._where(results[0][0]))
        form, gap, _ = max(known, key=lambda result: (not result[2], abs(result[1])))
        ok = False if any(result[2] is False for result in known) else None if len(known) < len(results) else True
        return Check(ok, gap, self._tolerance(form), self._where(form))

    @staticmethod
    def _tolerance(form):
        return form.high if form.is_equation else 0.0

    @staticmethod
    def _where(form):
        return "; ".join(str(cell) for cell, _ in form.terms)

    def export(self):
        """Return the identity as plain data for another evaluator: name, kind, and its forms.

        A form has ``terms`` (row, column, table, coefficient), ``log``, ``constant``, and ``low`` and
        ``high`` (None where there is no bound).
        """
        return {
            "name": self.name,
            "kind": type(self).__name__,
            "equation": self.is_equation,
            "forms": [_as_data(form) for form in self.forms()],
        }


def _as_data(form):
    terms = [
        {"row": cell.row, "column": cell.column, "table": cell.table, "coefficient": weight}
        for cell, weight in form.terms
    ]
    low, high = (bound if math.isfinite(bound) else None for bound in (form.low, form.high))
    return {"terms": terms, "log": form.log, "constant": form.constant, "low": low, "high": high}


def _half_units(step, count):
    return step / 2 * count


@dataclass(frozen=True)
class Sum(Identity):
    """Parts add up to a whole.

    Parameters
    ----------
    name : str
        What the identity says, in a few words.
    parts : tuple of Cell
        The parts.
    whole : Cell
        What they add up to.
    step : float
        The last printed digit, such as 0.01, by half of which each number may be off; 0 for counts.
    """

    name: str
    parts: tuple
    whole: Cell
    step: float = 0.0

    def forms(self):
        slack = _half_units(self.step, len(self.parts) + 1)
        return (Form((*((cell, 1.0) for cell in self.parts), (self.whole, -1.0)), -slack, slack),)


@dataclass(frozen=True)
class Same(Identity):
    """One number stands in two places: ``first = factor * second``.

    Parameters
    ----------
    name : str
        What the identity says, in a few words.
    first : Cell
        The one place.
    second : Cell
        The other.
    factor : float
        How many units of the first make one of the second.
    step : float
        The last printed digit, such as 0.01, by half of which each number may be off; 0 for counts.
    """

    name: str
    first: Cell
    second: Cell
    factor: float = 1.0
    step: float = 0.0

    def forms(self):
        slack = _half_units(self.step, 2)
        return (Form(((self.first, 1.0), (self.second, -self.factor)), -slack, slack),)


@dataclass(frozen=True)
class Known(Identity):
    """Cells (weighted, if need be) add up to a number known from elsewhere.

    Parameters
    ----------
    name : str
        What the identity says, in a few words.
    terms : tuple of Cell, or of pairs of a Cell and its weight
        What is added up.
    value : float
        The number known from elsewhere.
    step : float
        The last printed digit, such as 0.01, by half of which each number may be off; 0 for counts.
    source : str
        Where that number stands.
    slack : float, optional
        What rounding explains, if half a ``step`` for each number is not the right rule.
    """

    name: str
    terms: tuple
    value: float
    step: float = 0.0
    source: str = ""
    slack: float | None = None

    def forms(self):
        terms = tuple((term, 1.0) if isinstance(term, Cell) else term for term in self.terms)
        slack = _half_units(self.step, len(terms) + 1) if self.slack is None else self.slack
        return (Form(terms, -slack, slack, constant=-self.value),)


@dataclass(frozen=True)
class PartOfWhole(Identity):
    """A part is no larger than the whole.

    Parameters
    ----------
    name : str
        What the identity says, in a few words.
    part : Cell
        The part.
    whole : Cell
        The whole.
    """

    name: str
    part: Cell
    whole: Cell

    def forms(self):
        return (Form(((self.part, 1.0), (self.whole, -1.0)), -math.inf, 0.0),)


@dataclass(frozen=True)
class Bounded(Identity):
    """A weighted sum of cells lies between two bounds.

    Parameters
    ----------
    name : str
        What the identity says, in a few words.
    terms : tuple of pairs of a Cell and its weight
        What is added up.
    low : float
        The lower bound, in the unit of the sum; minus infinity if there is none.
    high : float
        The upper bound; infinity if there is none.
    source : str
        Where the bound or the number stands, if it is not in the table.
    """

    name: str
    terms: tuple
    low: float = -math.inf
    high: float = math.inf
    source: str = ""

    def forms(self):
        return (Form(self.terms, self.low, self.high),)


@dataclass(frozen=True)
class Ratio(Identity):
    """``factor`` times the product of ``over``, divided by that of ``under``, lies between two bounds.

    Parameters
    ----------
    name : str
        What the identity says, in a few words.
    over : tuple of Cell
        Cells that are multiplied.
    under : tuple of Cell
        Cells by whose product that is divided.
    low : float
        The lower bound, 0 or more.
    high : float
        The upper bound; infinity if there is none.
    factor : float
        Above 0: turns the units of the cells into those of the bounds.
    source : str
        Where the bound or the number stands, if it is not in the table.
    """

    name: str
    over: tuple
    under: tuple
    low: float = 0.0
    high: float = math.inf
    factor: float = 1.0
    source: str = ""

    def forms(self):
        low = math.log(self.low) if self.low > 0 else -math.inf
        high = math.log(self.high) if math.isfinite(self.high) else math.inf
        terms = (*((cell, 1.0) for cell in self.over), *((cell, -1.0) for cell in self.under))
        return (Form(terms, low, high, log=True, constant=math.log(self.factor)),)


@dataclass(frozen=True)
class SmoothPath(Identity):
    """A series grows by a plausible factor a year.

    With spending over its share in GDP, for example, the series is GDP itself: a change of definition in the share
    shows as a jump.

    Parameters
    ----------
    name : str
        What the identity says, in a few words.
    points : tuple of (year, over, under)
        The series: the product of the cells ``over`` divided by that of the cells ``under``.
    low : float
        Least plausible growth factor of a year, above 0.
    high : float
        Largest plausible growth factor of a year.
    """

    name: str
    points: tuple
    low: float
    high: float

    def forms(self):
        return tuple(self._step(*pair) for pair in zip(self.points, self.points[1:], strict=False))

    def _step(self, before, after):
        (year_0, over_0, under_0), (year_1, over_1, under_1) = before, after
        terms = (*((cell, 1.0) for cell in (*over_1, *under_0)), *((cell, -1.0) for cell in (*under_1, *over_0)))
        years = year_1 - year_0
        return Form(terms, years * math.log(self.low), years * math.log(self.high), log=True)
