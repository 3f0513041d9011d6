"""From print to clean: the list of errata, and the code that applies it.

A table is repaired only where an identity, a sentence of the paper or a named outside table forces the
repair. What stays undecided stays as printed and is marked ``open``.
"""

import copy
import functools

import pandas as pd

from missing_middle.tables.layout import LAYOUTS, layout
from missing_middle.tables.reading import NOT_AVAILABLE, data_folder, digits_as_they_stand, printed, read_rows, wide

ERRATA_COLUMNS = ("id", "table", "row", "column", "printed", "repaired", "kind", "evidence", "confidence", "source")
KINDS = ("shift", "typo", "label", "arithmetic", "unit", "spelling", "definition", "unrecoverable")
CONFIDENCES = ("certain", "likely", "open")
NO_LABEL = "(no label)"


def _check_erratum(line, number, name):
    for column, allowed in (("kind", KINDS), ("confidence", CONFIDENCES)):
        if line[column] not in allowed:
            raise ValueError(
                f"{name}: line {number}, column {column!r}: {line[column]!r} is not allowed: "
                f"expected one of {', '.join(allowed)}."
            )
    if (line["confidence"] == "open") != (line["repaired"] == ""):
        raise ValueError(
            f"{name}: line {number}, column 'repaired': {line['repaired']!r} does not go with "
            f"confidence {line['confidence']!r}: expected nothing where it is open, and a "
            "repair elsewhere."
        )


def errata():
    """Return every departure of the course from the paper's print.

    Returns
    -------
    pandas.DataFrame
        ``id``; ``table`` ("1" to "7", "text" or "references"); ``row`` (the printed label, ``(no
        label)``, or a part such as ``(heading)``, ``(title)``, ``(note)``; a section for the text);
        ``column``; ``printed``; ``repaired`` (empty where undecided); ``kind``; ``evidence``;
        ``confidence`` (``certain``, ``likely``, ``open``); ``source`` (outside evidence, if any).

    Examples
    --------
    >>> found = errata()
    >>> found.query("table == '7' and row == '1993'")[["column", "printed", "repaired"]].values.tolist()
    [['other', '19351', '19.51']]
    """
    path = data_folder() / "errata.csv"
    lines = read_rows(path, ERRATA_COLUMNS)
    for number, line in enumerate(lines, start=2):
        _check_erratum(line, number, path.name)
    return pd.DataFrame(lines, columns=list(ERRATA_COLUMNS), dtype="str")


def _is_remark(erratum):
    """Whether it concerns a title, heading, note or source line, which are no cells of the file."""
    return erratum["row"].startswith("(") and erratum["row"] != NO_LABEL


def _line_of(erratum, frame):
    label = "" if erratum["row"] == NO_LABEL else erratum["row"]
    where = frame.index[frame["label"] == label]
    if len(where) != 1 or erratum["column"] not in frame.columns:
        raise ValueError(
            f"errata.csv, {erratum['id']}: table {erratum['table']} has row {erratum['row']!r} {len(where)} "
            f"times and the columns {', '.join(frame.columns)}: expected the row once, and one of the "
            f"columns instead of {erratum['column']!r}."
        )
    return where[0]


def apply_errata(frame, repairs):
    """Return a copy of a printed table with its errata carried out, still as strings.

    Parameters
    ----------
    frame : pandas.DataFrame
        As :func:`missing_middle.tables.printed` gives it.
    repairs : pandas.DataFrame
        Rows of :func:`errata`. Those that concern a cell or a row label and are not open are applied;
        errata of titles, headings and notes have no cell to change.

    Raises
    ------
    ValueError
        If an erratum quotes something else than what the cell holds, or a row or column that is not there.
    """
    result = frame.copy()
    for erratum in repairs.to_dict("records"):
        if _is_remark(erratum):
            continue
        line = _line_of(erratum, frame)
        standing = frame.loc[line, erratum["column"]]
        if standing != erratum["printed"]:
            raise ValueError(
                f"errata.csv, {erratum['id']}: {erratum['printed']!r} is not what table {erratum['table']} "
                f"prints in row {erratum['row']!r}, column {erratum['column']!r}: it prints {standing!r}."
            )
        if erratum["repaired"]:
            result.loc[line, erratum["column"]] = erratum["repaired"]
    result.attrs = dict(frame.attrs)
    return result


@functools.cache
def _repaired(n):
    repairs = errata()
    return apply_errata(printed(n), repairs[repairs["table"] == str(n)])


def repaired_strings(n):
    """Return table ``n`` after repair, as strings: what ought to have been printed, as far as is known."""
    layout(n)
    return _repaired(n).copy()


def clean_wide(n):
    """Return table ``n`` repaired, as numbers, in its printed shape under short names.

    Parameters
    ----------
    n : int
        Number of the table, 1 to 7.

    Returns
    -------
    pandas.DataFrame
        Index: row names (``large``; ``state``; ``Beijing``; ``1970``); columns as in ``printed(n)``;
        ``nan`` where the paper has no number and none is forced. ``attrs["units"]`` maps measures to
        units.

    Examples
    --------
    >>> float(clean_wide(1).loc["large", "output"])
    91264.36
    """
    layout(n)
    return _own_copy(_clean_wide(n))


@functools.cache
def _clean_wide(n):
    return wide(repaired_strings(n), n, name=f"table{n}.csv after repair")


def _own_copy(frame):
    """A copy that shares nothing with the cached frame, its attributes included."""
    result = frame.copy()
    result.attrs = copy.deepcopy(frame.attrs)
    return result


def _lines(n):
    """Printed line and printed label of each row, by its name after repair."""
    names = {label: row for row, labels in layout(n).rows.items() for label in labels}
    before = printed(n).set_index("line")["label"]
    after = repaired_strings(n)
    return {
        names[label]: (line, before[line] or NO_LABEL)
        for line, label in zip(after["line"], after["label"], strict=True)
        if label in names
    }


def _state(text, cell_errata, heading_errata, label_errata):
    if (cell_errata["confidence"] != "open").any():
        return "repaired"
    if text in ("", NOT_AVAILABLE):
        return "missing"
    if len(cell_errata) or (heading_errata["confidence"] == "open").any():
        return "open"
    return "moved" if (label_errata["kind"] == "shift").any() else "printed"


def _marks(n):
    """State and errata of each cell, by the names of its row and column."""
    found = errata()
    found = found[found["table"] == str(n)]
    text_of = printed(n).set_index("line")
    marks = {}
    for row, (line, label) in _lines(n).items():
        for column in layout(n).columns:
            of_cell, of_heading, of_label = (
                found[(found["row"] == name) & (found["column"] == where)]
                for name, where in ((label, column), ("(heading)", column), (label, "label"))
            )
            marks[row, column] = (
                _state(text_of.loc[line, column], of_cell, of_heading, of_label),
                " ".join([*of_cell["id"], *of_heading["id"], *of_label["id"]]),
            )
    return marks


@functools.cache
def _clean(n):
    plan, numbers = layout(n), clean_wide(n)
    marks = _marks(n)
    lines = []
    for row in numbers.index:
        for column in numbers.columns:
            keys = plan.cell_keys(row, column)
            lines.append(
                (*keys, numbers.loc[row, column], plan.units[keys[-1]], definition(n, row, column), *marks[row, column])
            )
    frame = pd.DataFrame(lines, columns=[*plan.keys, "value", "unit", "definition", "state", "errata"])
    for column in frame.columns:
        kind = "int64" if column == "year" else "float64" if column == "value" else "str"
        frame[column] = frame[column].astype(kind)
    frame.attrs |= {"table": n, "title": plan.title, "units": dict(plan.units)}
    return frame


def definition(n, row, column):
    """Return which definition a cell follows where a series changes its own half way; else an empty string.

    Table 2: the size classes were redrawn between 2002 and 2003. Table 7: the share in GDP is taken over
    another series from 2003 on (the identities show it), the share in the budget over another from 1986
    on.
    """
    if n == 2:
        return "old size classes" if int(column.rsplit("_", 1)[1]) < 2003 else "new size classes"
    if n == 7 and column == "share_gdp":
        return "GDP before the revision" if int(row) < 2003 else "GDP after the revision"
    if n == 7 and column == "share_expenditure":
        return "budget, coverage up to 1985" if int(row) < 1986 else "budget, coverage from 1986"
    return ""


def clean(n):
    """Return table ``n`` repaired, one row a number.

    Parameters
    ----------
    n : int
        Number of the table, 1 to 7.

    Returns
    -------
    pandas.DataFrame
        Key columns (table 1 ``size``; 2 ``year``, ``size``; 3 ``year``, ``registration``; 4 ``province``,
        ``scope`` (``all`` firms or ``sme``); 5 ``region``; 6 and 7 ``year``), then

        * ``measure`` and its ``unit`` (also in ``attrs["units"]``), ``value`` (``nan`` where unknown);
        * ``definition``: a series may be compared only within one definition (tables 2 and 7);
        * ``state``: ``printed``; ``repaired``; ``moved`` (right number, printed beside a wrong label);
          ``open`` (doubtful, left as printed); ``missing``;
        * ``errata``: ids in :func:`errata`.

    Examples
    --------
    >>> frame = clean(2)
    >>> frame[(frame["year"] == 2001) & (frame["measure"] == "output")]["value"].tolist()
    [44815.99, 12542.41, 38090.58, 95448.98]
    >>> frame.attrs["units"]["output"]
    '100 million yuan'
    """
    layout(n)
    return _own_copy(_clean(n))


def printed_wide(n):
    """Return table ``n`` unrepaired, as numbers under short names, read as a trusting reader would.

    Row labels are taken at their word (so table 3 has no total of domestic firms), and ``215,4484`` is
    2,154,484.

    Parameters
    ----------
    n : int
        Number of the table, 1 to 7.
    """
    layout(n)
    return _own_copy(_printed_wide(n))


@functools.cache
def _printed_wide(n):
    return wide(printed(n), n, parse=digits_as_they_stand)


def book(repaired=True):
    """Return all seven tables as ``{1: frame, ..., 7: frame}`` of numbers, clean or as printed.

    Parameters
    ----------
    repaired : bool
        True: the clean numbers; False: as printed.
    """
    return {n: clean_wide(n) if repaired else printed_wide(n) for n in LAYOUTS}
