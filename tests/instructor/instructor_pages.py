"""Where the instructor's pages lie, and how their tables are read."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
INSTRUCTOR = ROOT / "instructor"


def text_of(path):
    """The text of a page."""
    return path.read_text(encoding="utf8")


def sections(text):
    """Second-level heading to the text below it."""
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def tables(text):
    """Every Markdown table of a text: a list of rows, each a list of cells, without head and rule."""
    found, rows = [], []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
        elif rows:
            found.append(rows[2:])
            rows = []
    return found
