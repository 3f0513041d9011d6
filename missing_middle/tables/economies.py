"""Firms of a whole economy by size: a table that is not the paper's, typed once, and checked by its own sums.

The paper's tables leave out whoever is below a certain size, and have three classes. The question whether the middle
is missing is asked of all firms. ``data/sizes/us-2002.csv`` holds those of the United States in 2002, all industries,
firms with a payroll, by the employment of the enterprise (United States Census Bureau, Statistics of U.S. Businesses; a
work of the government and in the public domain; read in a filing that reprints the table).
"""

from itertools import pairwise

import pandas as pd

from missing_middle.tables.reading import data_folder, read_rows

COLUMNS = ("size", "from", "to", "firms", "establishments", "employment", "payroll", "receipts")
MEASURES = COLUMNS[3:]


def economy_sizes(path=None):
    """Return the classes of an economy, smallest first, and none of the sums.

    One row a class: ``size``, ``from``, ``to`` (``<NA>`` in the open class), and counts. Payroll and receipts are in
    thousands of dollars.

    Parameters
    ----------
    path : str or Path, optional
        A file with the columns of ``data/sizes/us-2002.csv``, the default. Rows that are made of other rows are known
        by their sizes, as ``0`` to ``19``. ``ValueError`` for a hole between classes, a number that is no whole number
        or below 0, and a sum that is off.

    Examples
    --------
    >>> from missing_middle.tables import economy_sizes
    >>> sizes = economy_sizes()
    >>> int(sizes.firms.sum()), sizes["size"].tolist()[-1]
    (5697759, '500 and more')
    """
    path = path or data_folder() / "sizes" / "us-2002.csv"
    rows = [_numbers(row, path) for row in read_rows(path, COLUMNS)]
    sums, classes = [], []
    for row in rows:
        (sums if any(_holds(row, other) for other in rows if other is not row) else classes).append(row)
    classes.sort(key=lambda row: row["from"])
    for lower, upper in pairwise(classes):
        if lower["to"] is None or lower["to"] + 1 != upper["from"]:
            raise ValueError(
                f"size = {upper['size']!r} is not allowed after {lower['size']!r}: give classes without a hole."
            )
    for total in sums:
        for name in MEASURES:
            added = sum(row[name] for row in classes if _holds(total, row))
            if added != total[name]:
                raise ValueError(
                    f"{name} = {total[name]} is not allowed for {total['size']!r}: its classes add up to {added}."
                )
    table = pd.DataFrame(classes, columns=COLUMNS)
    return table.astype({"to": "Int64"})


def _numbers(row, path):
    numbers = {"size": row["size"]}
    for name in COLUMNS[1:]:
        text = row[name]
        if name == "to" and text == "":
            numbers[name] = None
        elif not text.isdigit():
            raise ValueError(f"{name} = {text!r} is not allowed for {row['size']!r}: give a whole number, 0 or more.")
        else:
            numbers[name] = int(text)
    return numbers


def _holds(whole, part):
    """Whether the sizes of one row include those of another."""
    if whole["from"] > part["from"]:
        return False
    return whole["to"] is None or (part["to"] is not None and part["to"] <= whole["to"])
