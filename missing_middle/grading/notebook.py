"""Reads a notebook that nobody vouches for: text and marks of its cells, and what it shows."""

import json
import re
from dataclasses import dataclass

from missing_middle.grading.archives import LARGEST_FILE
from missing_middle.grading.elsewhere import is_install_cell

MOST_CELLS = 2_000


class Unreadable(ValueError):
    """The file is not a notebook that can be graded; the text says why."""


@dataclass(frozen=True)
class Cell:
    """What is taken from a cell: text only."""

    kind: str  # "code", "markdown" or "raw"
    source: str
    grade_id: str | None = None
    cell_id: str | None = None
    outputs: tuple = ()  # texts that the student's notebook shows below the cell


def read_notebook(data):
    """Cells and notes from the bytes of a file. Raises :class:`Unreadable`."""
    if len(data) > LARGEST_FILE:
        raise Unreadable(f"the file is larger than {LARGEST_FILE // 1_000_000} MB")
    text, notes = _decode(data)
    try:
        content = json.loads(text)
    except RecursionError:
        raise Unreadable("the file is nested too deeply") from None
    except ValueError as error:
        raise Unreadable(f"the file is not valid JSON ({str(error)[:80]})") from None
    cells = content.get("cells") if isinstance(content, dict) else None
    if not isinstance(cells, list):
        raise Unreadable("the file is not a notebook of format 4 (it has no list of cells)")
    if len(cells) > MOST_CELLS:
        raise Unreadable(f"the notebook has more than {MOST_CELLS} cells")
    read = (cell for cell in map(_cell, cells) if cell is not None)
    return [cell for cell in read if not is_install_cell(cell.source)], notes


def _decode(data):
    for encoding in ("utf-8-sig", "utf-16"):
        if encoding == "utf-16" and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        text = text.rstrip("\0")  # what a full disk or a broken copy leaves at the end
        return text, [] if encoding == "utf-8-sig" else ["The file is encoded as UTF-16; notebooks are UTF-8."]
    return data.decode("latin-1"), ["The file is not encoded as UTF-8; it was read as Latin-1."]


def _cell(raw):
    if not isinstance(raw, dict) or raw.get("cell_type") not in ("code", "markdown", "raw"):
        return None
    return Cell(raw["cell_type"], _joined(raw.get("source")), _grade_id(raw), _cell_id(raw), tuple(_outputs(raw)))


def _joined(source):
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    return _clean(source) if isinstance(source, str) else ""


def _clean(text):
    """Without halves of characters, which no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _text_or_none(value):
    return value if isinstance(value, str) and len(value) <= 200 else None


def _grade_id(raw):
    metadata = raw.get("metadata")
    ours = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return _text_or_none(ours.get("grade_id")) if isinstance(ours, dict) else None


def _cell_id(raw):
    """The id of a cell; Colab keeps it in the metadata."""
    metadata = raw.get("metadata")
    return _text_or_none(raw.get("id") or (metadata.get("id") if isinstance(metadata, dict) else None))


def _outputs(raw):
    """The texts that the notebook shows below a cell. Pictures are named, not carried on."""
    outputs = raw.get("outputs")
    for output in outputs[:50] if isinstance(outputs, list) else ():
        if not isinstance(output, dict):
            continue
        data = output.get("data") if isinstance(output.get("data"), dict) else {}
        traceback = output.get("traceback")
        for found in (output.get("text"), data.get("text/plain"), "\n".join(_strings(traceback))):
            text = _joined(found)
            if text.strip():
                yield re.sub(r"\x1b\[[0-9;]*m", "", text)[:4000]
                break


def _strings(values):
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []
