"""Pictures of notebooks are read on a phone too: none is so wide that its text gets small in a column of 350 pixels."""

import json
import re
import struct
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
COLUMN, LEAST = 350, 8  # CSS pixels: the column of a phone, and the smallest text, exponents on an axis included
POINT = 4 / 3  # CSS pixels
TEXT = re.compile(r"font(?:-size)?:[^;\"']*?([\d.]+)px|scale\(([\d.]+) -[\d.]+\)")  # as text, or drawn as outlines


def smallest_text(svg):
    """The smallest text of a chart of Matplotlib in CSS pixels, where it fills at most the column of a phone."""
    width = float(re.search(r'viewBox="\S+ \S+ (\S+) ', svg)[1]) * POINT
    points = [float(written or 100 * float(drawn)) for written, drawn in TEXT.findall(svg) for drawn in [drawn or 0]]
    return min(points) * POINT * min(1, COLUMN / width)


def charts():
    for path in sorted(FOLDER.glob("*.ipynb")):
        for number, cell in enumerate(json.loads(path.read_text(encoding="utf8"))["cells"]):
            for output in cell.get("outputs", ()):
                if "image/svg+xml" in output.get("data", {}):
                    yield f"{path.stem}-{number}", "".join(output["data"]["image/svg+xml"])


@pytest.mark.parametrize(("name", "svg"), [*charts()], ids=lambda value: value if len(value) < 40 else "")
def test_text_of_a_chart_can_be_read_on_a_phone(name, svg):
    assert smallest_text(svg) >= LEAST, f"{name}: draw it at most 4.4 inches wide, panels below each other"


def test_small_text_is_seen():
    wide = '<svg viewBox="0 0 648 216"><text style="font: 11px sans-serif">b</text></svg>'
    assert smallest_text(wide) < LEAST < smallest_text(wide.replace("648", "317"))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.png")), ids=lambda path: path.stem)
def test_screenshot_is_no_wider_than_a_phone_can_show(path):
    width, _ = struct.unpack(">II", path.read_bytes()[16:24])
    assert width <= 13 / LEAST * COLUMN  # its labels are 13 pixels high
