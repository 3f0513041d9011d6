"""The audit of the seven tables: how every identity fares in print and after repair, and what is covered."""

import functools

import numpy as np
import pandas as pd

from missing_middle.tables.accounting import Cell
from missing_middle.tables.layout import LAYOUTS, layout
from missing_middle.tables.paper_rules import paper_identities
from missing_middle.tables.repairs import book

# Which errata account for an identity that fails in the clean tables.
_EXPLAINED = (
    ("Size classes add up: revenue", "T1-03"),
    ("Revenue over output", "T1-02"),
    ("Profits over revenue", "T1-02"),
    ("Large and medium firms as in the yearbook: revenue", "T1-02"),
    ("All firms as in the yearbook: revenue", "T1-02"),
    ("A medium firm has fewer than 200 ", "X01"),
    ("An SME has fewer than 200 ", "X01"),
    ("Number of firms grows by a factor of 0.85 to 1.3 a year, 2002-2003", "X05"),
    ("Output per firm grows by a factor of 0.9 to 1.5 a year, 2002-2003", "X05"),
    ("Provinces add up: employed_all", "T4-08"),
    ("GDP behind table 7 over GDP behind table 6", "T7-05"),
    ("GDP behind the share", "T7-05"),
    ("Budget behind the share", "T7-06"),
    ("As in the yearbook: construction 2004", "T7-03"),
    ("As in the yearbook: total 2004", "T7-04"),
)


def _explanation(identity, check):
    if check.ok is not False:
        return ""
    return next((erratum for start, erratum in _EXPLAINED if identity.name.startswith(start)), "")


def _state(ok):
    return {True: "holds", False: "fails", None: "cannot be tested"}[ok]


def identities():
    """Return every identity tested on the seven tables, with its gap in print and after repair.

    Returns
    -------
    pandas.DataFrame
        ``id``; ``name``; ``kind``; ``tables``; ``tolerance`` (what rounding explains); ``gap_printed``,
        ``printed`` (``holds``, ``fails``, ``cannot be tested``); ``gap_clean``, ``clean``; ``where`` (the
        cells of the worst form after repair); ``explained_by`` (the erratum behind a failure that is
        left); ``source``. Gaps of equations are in the unit of the column, those of bands are differences
        of natural logarithms.
    """
    return _audit().copy()


@functools.cache
def _audit():
    before, after = book(repaired=False), book()
    lines = []
    for key, identity in paper_identities().items():
        old, new = identity.check(before), identity.check(after)
        tables = sorted({cell.table for cell in identity.cells()})
        lines.append(
            (
                key,
                identity.name,
                type(identity).__name__,
                " ".join(map(str, tables)),
                new.tolerance,
                round(old.residual, 6),
                _state(old.ok),
                round(new.residual, 6),
                _state(new.ok),
                new.where,
                _explanation(identity, new),
                getattr(identity, "source", ""),
            )
        )
    return pd.DataFrame(
        lines,
        columns=[
            "id",
            "name",
            "kind",
            "tables",
            "tolerance",
            "gap_printed",
            "printed",
            "gap_clean",
            "clean",
            "where",
            "explained_by",
            "source",
        ],
    )


@functools.cache
def _by_cell():
    ids = {}
    for key, identity in paper_identities().items():
        for cell in identity.cells():
            ids.setdefault(cell, []).append(key)
    return ids


def covering(table, row, column):
    """Return the identities that bear on one cell of table ``table``, by id.

    Parameters
    ----------
    table : int
        Number of the table, 1 to 7.
    row : int or str
        Short name of the row; a year where rows are years.
    column : str
        Short name of the column.

    Examples
    --------
    >>> [identity.name for identity in covering(7, 1993, "other").values()][0]
    'Kinds of spending add up: 1993'
    """
    every = paper_identities()
    return {key: every[key] for key in _by_cell().get(Cell(str(row), str(column), table), ())}


def forced_values(table, row, column, tables=None):
    """Return what each equation on a cell demands of it, given all other cells.

    Parameters
    ----------
    table : int
        Number of the table, 1 to 7.
    row : int or str
        Short name of the row; a year where rows are years.
    column : str
        Short name of the column.
    tables : dict of wide frames, optional
        The other numbers; the clean tables by default.

    Returns
    -------
    dict
        Identity id -> (lowest, highest) value that satisfies it, rounding allowed for.

    Examples
    --------
    >>> bounds = forced_values(7, 1993, "other")["I7-024"]
    >>> [round(bound, 3) for bound in bounds]
    [19.485, 19.535]
    """
    tables = book() if tables is None else tables
    cell, found = Cell(str(row), str(column), table), {}
    for key, identity in covering(table, row, column).items():
        for form in identity.forms():
            weight = dict(form.terms).get(cell)
            if form.is_equation and weight:
                rest = form.value(tables) - weight * tables[table].at[str(row), str(column)]
                ends = sorted(((form.low - rest) / weight, (form.high - rest) / weight))
                if not np.isnan(ends[0]):
                    found[key] = tuple(float(end) for end in ends)
    return found


def coverage():
    """Return how many numbers of the clean tables stand under at least one identity.

    Returns
    -------
    pandas.DataFrame
        One row a table and one for ``all``: ``cells`` (numbers in the clean table), ``by_equation``
        (share, 0 to 1, under an equation, which any slip beyond rounding breaks), ``by_any`` (share under
        an equation or a band; a band only notices gross slips).
    """
    tables = book()
    testable = [identity for identity in paper_identities().values() if identity.check(tables).ok is not None]
    in_equation = {cell for identity in testable if identity.is_equation for cell in identity.cells()}
    in_any = {cell for identity in testable for cell in identity.cells()}
    lines = {}
    for n, frame in tables.items():
        cells = [
            Cell(row, column, n)
            for row in frame.index
            for column in frame.columns
            if not np.isnan(frame.at[row, column])
        ]
        lines[str(n)] = (len(cells), len(in_equation.intersection(cells)), len(in_any.intersection(cells)))
    counts = pd.DataFrame.from_dict(lines, orient="index", columns=["cells", "by_equation", "by_any"])
    counts.loc["all"] = counts.sum()
    shares = counts.assign(
        by_equation=counts["by_equation"] / counts["cells"], by_any=counts["by_any"] / counts["cells"]
    )
    return shares.rename_axis("table")


def export_identities(*tables):
    """Return identities as plain data (see ``Identity.export``), by id, ready for JSON.

    Without arguments all of them; else those that need no other table than the ones named, such as
    ``export_identities(1)`` or ``export_identities(1, 2)``.

    Parameters
    ----------
    *tables : int
        Numbers of tables, 1 to 7; none: all of them.
    """
    for n in tables:
        layout(n)
    chosen = set(tables or LAYOUTS)
    return {
        key: identity.export()
        for key, identity in paper_identities().items()
        if {cell.table for cell in identity.cells()} <= chosen
    }
