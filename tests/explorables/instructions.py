"""What readers are told to try: read out of the chapters and notebooks, and carried out.

An instruction is a bullet of a box *Try this*, or a number under *Three things to try*. ``carries_out`` ties a function
to the very words, so that words without an outcome, and an outcome whose words have changed, are both found.
"""

import json
import re
from itertools import pairwise
from pathlib import Path

from everyone import made

ROOT = Path(__file__).parents[2]
BOX = re.compile(r"^(:{3,})\{admonition\} Try this\n:class: try\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
LIST = re.compile(r"hree things to try[^\n]*\n\n(.*)", re.DOTALL)
ITEM = re.compile(r"^(?:\*|\d\.) (.*(?:\n  .*)*)", re.MULTILINE)

OUTCOMES = {}  # of (page, words)


def written():
    """Every (page, words) that a reader is told."""
    found = []
    for file in sorted((ROOT / "book").glob("[0-9]*.md")):
        for _, text in BOX.findall(file.read_text(encoding="utf8")):
            found += [(file.stem, words) for words in ITEM.findall(text) or [text]]
    for file in sorted((ROOT / "notebooks").glob("*.ipynb")):
        cells = json.loads(file.read_text(encoding="utf8"))["cells"]
        texts = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
        for text in texts:
            found += [(file.stem, words) for one in LIST.findall(text) for words in ITEM.findall(one)]
    return [(page, " ".join(words.split())) for page, words in found]


def carries_out(page, words):
    def keep(function):
        OUTCOMES[page, words] = function
        return function

    return keep


def at(name, **state):
    """The exact frame of an explorable at the start, but for ``state``; a control that is not there raises."""
    return made(name).frame_at(**state)


def along(name, control, **state):
    """The frames at all stops of a control, from the lowest to the highest."""
    return [at(name, **state | {control: stop}) for stop in made(name)._controls[control].stops]


def of(frames, readout):
    return [frame[readout] for frame in frames]


def rises(values):
    return all(a < b for a, b in pairwise(values))


def falls(values):
    return rises(values[::-1])


def stays(values):
    return max(values) - min(values) < 1e-9
