"""Tables as spreadsheets and learning platforms write them: any of their encodings, any of their separators."""

import csv
import io
import re
from pathlib import Path

from click import echo

from missing_middle.grading.asking import SourceError

MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
SEPARATED = re.compile(r"sep=([,;\t])\r?\n", re.IGNORECASE)  # a line that Excel writes and hides
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def read_text(path):
    """The text of a file and its encoding: UTF-8 with or without mark, UTF-16 with mark, or Windows-1252.

    Raises :class:`SourceError` with the row if it is none of them.
    """
    data = Path(path).read_bytes()
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), None)
    try:
        text = data.decode(encoding or "utf-8")
        encoding = encoding or "utf-8"
    except UnicodeDecodeError as error:
        row = data[: error.start].count(b"\n") + 1
        try:
            text = data.decode(encoding or "cp1252")
            encoding = "cp1252"
        except UnicodeDecodeError:
            raise SourceError(f"{path}, row {row}: this is no text in UTF-8; save the table as CSV UTF-8.") from None
    odd = CONTROL.search(text)
    if odd:
        row = text.count("\n", 0, odd.start()) + 1
        raise SourceError(f"{path}, row {row}: this is no text but some other kind of file; save the table as CSV.")
    return text, encoding


def separator(text):
    """Comma, semicolon or tab, whichever the first line has most of (none at all: comma)."""
    head = text.split("\n", 1)[0]
    return max(",;\t", key=head.count)


def read_table(path):
    """Header and rows of a CSV file, as ``(names, [(number of the line, {name: text})])``.

    Names of columns are in lower case and without spaces around them; rows without any text are left out. Raises
    :class:`SourceError` for a name that stands over two columns and for a row with more cells than the header.
    """
    text, encoding = read_text(path)
    if encoding == "cp1252":  # any bytes are text in such an encoding, but not always the text that was meant
        odd = re.search(r"[^\s,;]*[^\x00-\x7f][^\s,;]*", text)
        row = text.count("\n", 0, odd.start()) + 1
        echo(f"{path}, row {row}: read as Windows-1252; if {odd[0]!r} is misspelt, save it as CSV UTF-8.", err=True)
    told = SEPARATED.match(text)
    text = text[told.end() :] if told else text
    sign = told.group(1) if told else separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)  # no quote swallows the rest
    above = 1 if told else 0
    try:
        lines = [(reader.line_num + above, cells) for cells in reader]
    except csv.Error as error:
        raise SourceError(f"{path}, row {reader.line_num + above}: {error}. Is a quotation mark left open?") from None
    names = [name.strip().lower() for name in lines[0][1]] if lines else []
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        raise SourceError(f"{path}: {twice[0]!r} stands over more than one column: rename one of them.")
    rows = [(number, [cell.strip() for cell in cells]) for number, cells in lines[1:] if any(map(str.strip, cells))]
    for number, cells in rows:
        if any(cells[len(names) :]):
            raise SourceError(
                f"{path}, row {number}: it has {len(cells)} cells under a header of {len(names)}: "
                f"put a text that holds {sign!r} into quotation marks."
            )
    return names, [(number, dict(zip(names, cells, strict=False))) for number, cells in rows]
