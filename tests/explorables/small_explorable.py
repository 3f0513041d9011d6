"""An explorable of a number and a word, small enough to know by heart."""

import numpy as np

from missing_middle.explorables.engine.parts import Bet, Choice, Option, Readout, Slider
from missing_middle.explorables.engine.widget import Explorable
from missing_middle.explorables.views import Area, Axis, Bar, Bars, Dot, Lines, Rule, Series

BET = Bet(
    "Twice?", (Option("yes", "It is {twice}."), Option("no", "It is {twice}.", "kr-fixed")), {"a": 2.0, "b": "low"}
)
CURVES = Lines(
    "Twice {a}",
    "A line.",
    Axis("x"),
    Axis("y"),
    (Series("x", "y", "one"), Series("x", "z", "two")),
    rules=(Rule("twice", "twice"), Rule(1, "one", axis="y")),
    areas=(Area(0, None, "twice"),),
    dots=(Dot("a", "twice"),),
)
BARS = Bars("Twice is {twice}", "Bars.", Axis("", low=0), (Bar("twice", "twice"),), 1, "one")


def frame(a, b):
    x = np.linspace(0, 3, 5)
    return {"twice": 2 * a if b == "low" else None, "x": x, "y": a * x, "z": x**2, "case": b}


def small(**changes):
    given = {
        "frame": frame,
        "id": "small",
        "question": "What is twice a number?",
        "controls": [
            Slider("a", "A number", (0, 1, 2), 1, digits=1),
            Choice("b", "A word", {"low": "Low", "high": "High"}, "low"),
        ],
        "readouts": {"twice": Readout("Twice the number", digits=1)},
        "views": [[CURVES, BARS]],
        "sentence": {"low": "Twice {a} is {twice}.", "high": "Twice is {twice}."},
        "bet": BET,
        "code": "2 * {a}",
    }
    return Explorable(**given | changes)
