"""Tables of one's own: a CSV with a label in the first column, numbers in the others, and a row for the total.

``own_table`` reads it and says which cell it does not understand; ``own_audit`` runs the identities that every such
table must obey. The guide ``instructor/own-tables.md`` goes on from there.
"""

import math
from pathlib import Path

import pandas as pd

from missing_middle.tables.accounting import Cell, PartOfWhole, Sum
from missing_middle.tables.reading import read_rows


def own_table(path, label, words=()):
    """Return a table of one's own as a frame of floats.

    Parameters
    ----------
    path : str or Path
        A comma-separated file in UTF-8 with a header. An empty cell is a missing number. Numbers have a decimal
        point and no separator of thousands.
    label : str
        Header of the column that names the rows; it becomes the index.
    words : sequence of str
        Headers of columns that hold words, such as a group of regions; they stay as they are.

    Raises
    ------
    ValueError
        If the file cannot be read, a label is empty or stands twice, or a cell is neither empty nor a number that is
        zero or more. The message names file, row and column.
    """
    name = Path(path).name
    rows = read_rows(path, [label, *words])
    if not rows:
        raise ValueError(f"{name}: there is no row below the header: expected one for each {label}.")
    labels = [row[label].strip() for row in rows]
    for place, one in enumerate(labels):
        if not one or one in labels[:place]:
            what = "is empty" if not one else f"{one!r} stands there twice"
            raise ValueError(f"{name}: line {place + 2}: the {label} {what}: expected one name for each row.")
    columns = {
        header: [row[header].strip() if header in words else _number(name, row, label, header) for row in rows]
        for header in rows[0]
        if header != label
    }
    return pd.DataFrame(columns, index=pd.Index(labels, name=label))


def _number(name, row, label, header):
    text = row[header].strip()
    try:
        value = float(text) if text else math.nan
        if value < 0 or math.isinf(value) or text.lower() == "nan":
            raise ValueError
    except ValueError:
        raise ValueError(
            f"{name}: {row[label].strip()}, {header}: {text!r} is not allowed: expected a number, 0 or "
            "more, such as 1234.5, or an empty cell."
        ) from None
    return value


def own_audit(frame, whole, parts_of=None, step=0.0):
    """Test what a table of parts and a total must obey.

    Parameters
    ----------
    frame : pandas.DataFrame
        As :func:`own_table` returns it.
    whole : str
        Label of the row that holds the total of all others.
    parts_of : mapping from str to str, optional
        Column to the column of which it is a part: ``{"firms_small": "firms_all"}``.
    step : float
        The last printed digit, such as 0.1, by whose half each number may be off; 0 for counts.

    Returns
    -------
    pandas.DataFrame
        One row an identity: ``identity``; ``outcome`` (``holds``, ``fails``, ``cannot be tested``); ``gap`` (sum of the
        parts less the total, or part less whole, in the unit of the column); ``tolerance``; ``cells``.

    Raises
    ------
    ValueError
        If there is no row ``whole`` or no such column.

    Examples
    --------
    >>> table = pd.DataFrame({"firms": [6.0, 3.0, 10.0]}, index=["north", "south", "all"])
    >>> own_audit(table, "all")[["identity", "outcome", "gap"]].values.tolist()
    [['firms adds up', 'fails', -1.0]]
    """
    if whole not in frame.index:
        raise ValueError(f"whole = {whole!r} is not allowed: give one of {', '.join(map(str, frame.index))}.")
    numbers = list(frame.select_dtypes("number").columns)
    rows = [row for row in frame.index if row != whole]
    tests = [
        Sum(f"{column} adds up", tuple(Cell(row, column) for row in rows), Cell(whole, column), step)
        for column in numbers
    ]
    for part, of in (parts_of or {}).items():
        for column in (part, of):
            if column not in numbers:
                raise ValueError(
                    f"parts_of names {column!r}, which is not allowed: give columns out of "
                    f"{', '.join(map(str, numbers))}."
                )
        tests += [PartOfWhole(f"{row}: {part} within {of}", Cell(row, part), Cell(row, of)) for row in frame.index]
    found = [(test.name, test.check(frame)) for test in tests]
    words = {True: "holds", False: "fails", None: "cannot be tested"}
    return pd.DataFrame(
        [(name, words[check.ok], check.residual, check.tolerance, check.where) for name, check in found],
        columns=["identity", "outcome", "gap", "tolerance", "cells"],
    )
