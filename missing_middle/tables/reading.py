"""Reads the files of ``data/`` and says clearly what is wrong with one that cannot be read."""

import csv
import re
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd

from missing_middle._shipped import folder
from missing_middle.tables.layout import layout

NOT_AVAILABLE = "n. a."
_NUMBER = re.compile(r"-?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")


def data_folder():
    """Return the folder of the tables, from which everything here is read: ``data/`` of a checkout, or the copy inside
    an installed package.

    Raises
    ------
    ValueError
        If it is not there, since the installation is not whole.
    """
    data = folder("data")
    if not (data / "printed").is_dir():
        raise ValueError(f"The folder of the tables, {data}, is not there: install the package again.")
    return data


def read_rows(path, columns):
    """Return the rows of a comma-separated file as dictionaries of strings.

    Raises ``ValueError`` naming file, line and column when the file is missing, is not a table, lacks a
    column, or has a line that is too short or too long.

    Parameters
    ----------
    path : str or Path
        A comma-separated file in UTF-8 with a header.
    columns : sequence of str
        Headers that must be there; further columns are kept.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ValueError(f"{path.name}: cannot be read ({error.strerror}): give the path of a CSV file.") from error
    except UnicodeDecodeError as error:
        raise ValueError(f"{path.name}: is not text in UTF-8: give a CSV file.") from error
    lines = list(csv.reader(text.splitlines()))
    header = lines[0] if lines else []
    missing = [name for name in columns if name not in header]
    if missing:
        raise ValueError(
            f"{path.name}: line 1 lacks the column{'s' * (len(missing) > 1)} "
            f"{', '.join(map(repr, missing))}: expected the header {', '.join(columns)}."
        )
    for number, line in enumerate(lines[1:], start=2):
        if len(line) != len(header):
            raise ValueError(
                f"{path.name}: line {number} has {len(line)} cells: expected {len(header)}, "
                f"one for each of {', '.join(header)}."
            )
    return [dict(zip(header, line, strict=True)) for line in lines[1:]]


def number(text, where=""):
    """Return the number that a printed cell stands for: thousands separated by commas, a point for decimals.

    An empty cell and ``n. a.`` give ``nan``; anything else that is no number raises ``ValueError``.

    Examples
    --------
    >>> number("1,008,107")
    1008107.0
    >>> number("215,4484", where="table3.csv, row 'domestic', column '2005'")
    Traceback (most recent call last):
    ...
    ValueError: table3.csv, row 'domestic', column '2005': '215,4484' is not a number: expected digits,
    with a comma before every group of three or none at all, such as '1,234.5'; 'n. a.' or nothing if it
    is not known.
    """
    text = text.strip()
    if text in ("", NOT_AVAILABLE):
        return np.nan
    if not _NUMBER.fullmatch(text):
        raise ValueError(
            f"{where + ': ' if where else ''}{text!r} is not a number: expected digits, with a "
            "comma before every group of three or none at all, such as '1,234.5'; 'n. a.' or "
            "nothing if it is not known."
        )
    return float(text.replace(",", ""))


def digits_as_they_stand(text, where=""):
    """Like :func:`number`, but a comma in the wrong place is passed over, as a quick reader would."""
    return number(text.replace(",", ""), where)


def rounding(text):
    """Return half a unit of the last printed digit: the most by which rounding can have moved the number.

    Examples
    --------
    >>> rounding("72707.04"), rounding("1,008,107"), rounding("2.5")
    (0.005, 0.5, 0.05)
    """
    exponent = Decimal(text.replace(",", "").strip()).as_tuple().exponent
    return 0.5 * 10.0**exponent


def printed(n):
    """Return table ``n`` exactly as the paper prints it.

    Parameters
    ----------
    n : int
        Number of the table, 1 to 7.

    Returns
    -------
    pandas.DataFrame
        Strings only: ``line`` (position in the table, ours), ``label`` (the printed row label; empty
        where none is printed) and one column a heading. ``attrs["headings"]`` gives the printed heading
        of each column, ``attrs["title"]`` says in our words what the table shows.

    Examples
    --------
    >>> printed(3).loc[1, ["label", "1999", "2005"]].tolist()
    ['State-owned enterprises', '135,196', '215,4484']
    """
    plan = layout(n)
    columns = ["line", "label", *plan.columns]
    rows = read_rows(data_folder() / "printed" / f"table{n}.csv", columns)
    frame = pd.DataFrame(rows, columns=columns, dtype="str")
    frame.attrs |= {"table": n, "title": plan.title, "headings": dict(plan.columns)}
    return frame


def wide(frame, n, parse=number, name=None):
    """Turn a frame of strings with a ``label`` column into a frame of numbers under the row names of
    table ``n``.

    Lines whose label names no row of the table (headings inside the table, a label lost in print) are
    left out; a row that no line names is all ``nan``, so that nothing is taken for what it is not.

    Parameters
    ----------
    frame : pandas.DataFrame of strings
        As :func:`printed` gives it, before or after repair, or a reader's own table of that shape.
    n : int
        Which table's rows and columns to expect.
    parse : callable
        Turns a string into a number.
    name : str, optional
        How to call the frame in an error.
    """
    plan, name = layout(n), name or f"table{n}.csv"
    missing = [column for column in ("label", *plan.columns) if column not in frame.columns]
    if missing:
        raise ValueError(f"{name}: column {missing[0]!r} is missing: table {n} has label, {', '.join(plan.columns)}.")
    result = pd.DataFrame(np.nan, index=pd.Index(plan.rows, name="row"), columns=list(plan.columns))
    names = {label: row for row, labels in plan.rows.items() for label in labels}
    for line in frame.to_dict("records"):
        row = names.get(line["label"].strip())
        if row is None:
            continue
        for column in plan.columns:
            result.loc[row, column] = parse(line[column], f"{name}, row {line['label']!r}, column {column!r}")
    result.attrs |= {"table": n, "title": plan.title, "units": dict(plan.units)}
    return result
