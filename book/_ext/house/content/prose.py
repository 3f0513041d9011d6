"""What a page shows beside an answer in words, once it is written: the rubric, an answer that would do, its reading.

All three stand where teachers and graders have them: the rubrics in ``instructor/``, the answer in ``solutions/``.
"""

import re
from functools import cache
from pathlib import Path

import nbformat

import missing_middle

ROOT = Path(missing_middle.__file__).parents[1]
RUBRICS, CAPSTONE = ROOT / "instructor" / "rubrics.md", ROOT / "instructor" / "capstone.md"
GUIDES = (RUBRICS, CAPSTONE, *sorted((ROOT / "solutions").glob("*.ipynb")))
GENERAL, GRADED = "Answers in words", "How it is graded"
CRITERION = re.compile(r"^\* \*\*(\w+)\.\*\* (.*)$", re.MULTILINE)
ROW = re.compile(r"^\| (?!criterion|---)(.+?) \|$", re.MULTILINE)


@cache
def section(file, start):
    """Return the text under the heading that begins with ``start``; ValueError if there is none."""
    found = re.search(rf"^## {re.escape(start)}.*?\n(.*?)(?=^## |\Z)", file.read_text(encoding="utf8"), re.M | re.S)
    if not found:
        raise ValueError(f"start = {start!r} is not allowed: {file.name} has no such heading.")
    return found[1]


def plain(text):
    """Return Markdown without its marks, but for those of code.

    >>> plain("**Claim.** See [the rubric](rubrics.md), *not* `f_x`.")
    'Claim. See the rubric, not `f_x`.'
    """
    return re.sub(r"\*+(?=\S)|(?<=\S)\*+", "", re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", text)).strip()


def criteria(table):
    """Return name and full marks of each criterion: the first cell of a row and the first that is no number."""
    rows = [[plain(cell) for cell in row.split(" | ")] for row in ROW.findall(table)]
    return [{"name": row[0], "asks": next(cell for cell in row[1:] if not cell.isdigit())} for row in rows]


def guidance(question_id):
    """Return ``criteria`` to tick, the paragraphs of a ``model`` answer, and its ``reading`` by criterion."""
    own = section(RUBRICS, f"{question_id}:")
    reading = [f"{name}: {plain(text)}" for name, text in CRITERION.findall(own)]
    table = section(RUBRICS, GENERAL) if reading else section(CAPSTONE, GRADED)
    cells = nbformat.read(ROOT / "solutions" / f"{question_id.rsplit('-', 1)[0]}.ipynb", as_version=4).cells
    model = next(cell.source for cell in cells if cell.id == question_id)
    paragraphs = [plain(part) for part in model.split("\n\n") if not part.startswith("###")]
    return {"criteria": criteria(table), "model": paragraphs, "reading": reading}
