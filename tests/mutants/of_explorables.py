"""Faults in what an explorable computes, draws, says, bets and begins with."""

import importlib
import re
from functools import partial
from itertools import pairwise
from pathlib import Path

import numpy as np
from mutant import Mutant, put

from missing_middle import explorables
from missing_middle.explorables.engine.widget import Explorable
from missing_middle.explorables.views import Lines

TESTS = Path("tests/explorables")
EVERY = str(TESTS / "test_every_explorable.py")
BUILD = Explorable.__init__


def recorded(name):
    """Make an explorable; return it with what it was made of."""
    seen = {}

    def build(self, frame, **parts):
        seen.update(parts, frame=frame)
        BUILD(self, frame, **parts)

    Explorable.__init__ = build
    try:
        return getattr(explorables, name)(), seen
    finally:
        Explorable.__init__ = BUILD


def plant(module, parts, change):
    """Put the fault into the parts, and let every explorable of this kind be made of them from now on."""
    plain, mutated = parts["frame"], dict(parts)
    change(mutated)
    for key, value in list(vars(module).items()):
        if value is plain:
            setattr(module, key, mutated["frame"])

    def names(controls):
        return [control.name for control in controls]

    def build(self, frame, **given):
        same = given["id"] == parts["id"] and names(given["controls"]) == names(parts["controls"])
        BUILD(self, **(mutated if same else given | {"frame": frame}))

    Explorable.__init__ = build


# The faults: each changes the parts -----------------------------------------------------------------------------------


def double(name, parts):
    plain = parts["frame"]

    def frame(*args, **state):
        found = dict(plain(*args, **state))
        return found | ({} if found[name] is None else {name: 2 * found[name]})

    parts["frame"] = frame


def exchange(one, other, parts):
    plain = parts["frame"]

    def frame(*args, **state):
        found = dict(plain(*args, **state))
        return found | {one: found[other], other: found[one]}

    parts["frame"] = frame


def swap_options(place, parts):
    options = parts["bet"].options
    right = next(option for option in options if option.right)
    belief = options[place].misconception
    put(options[place], "misconception", "")
    put(right, "misconception", belief)


def move_reveal(control, stop, parts):
    put(parts["bet"], "reveal", {**parts["bet"].reveal, control: stop})


def swap_cases(text, one, other, parts):
    said = text(parts)
    said[one], said[other] = said[other], said[one]


def replace_series(view, place, axis, array, parts):
    put([v for row in parts["views"] for v in row][view].series[place], axis, array)


def move_start(place, stop, parts):
    put(parts["controls"][place], "start", stop)


def _sentence(parts):
    return parts["sentence"]


def _title(number, parts):
    return [v for row in parts["views"] for v in row][number].title


# All of them ----------------------------------------------------------------------------------------------------------


def beside(stops, stop):
    """The stops next to one."""
    at = list(stops).index(stop)
    return [stops[i] for i in (at - 1, at + 1) if 0 <= i < len(stops)]


def faults(widget, parts):
    """Kind, place and change of every fault of one explorable that makes a difference."""
    table, bet = widget.table(), parts["bet"]
    numbers = [name for name in parts["readouts"] if table[name].dtype.kind == "f"]
    for name in numbers:
        if np.nan_to_num(table[name]).any():
            yield "a readout doubled", name, partial(double, name)
    for one, other in pairwise(numbers):
        if not np.array_equal(table[one], table[other], equal_nan=True):
            yield "two readouts exchanged", f"{one} and {other}", partial(exchange, one, other)
    for place, option in enumerate(bet.options):
        if not option.right:
            yield "the right option exchanged", option.misconception, partial(swap_options, place)
    start = {control.name: control.start for control in parts["controls"]}
    for place, control in enumerate(parts["controls"]):
        for stop in beside(control.stops, {**start, **bet.reveal}[control.name]):
            if {**start, **bet.reveal, control.name: stop} != start:
                yield "the reveal elsewhere", f"{control.name} = {stop}", partial(move_reveal, control.name, stop)
        if hasattr(control, "digits"):
            for stop in beside(control.stops, control.start):
                if {**start, control.name: stop} != {**start, **bet.reveal}:
                    yield "a start moved", f"{control.name} = {stop}", partial(move_start, place, stop)
    views = [view for row in parts["views"] for view in row]
    texts = [("sentence", _sentence), *((f"title {i}", partial(_title, i)) for i in range(len(views)))]
    for label, text in texts:
        if isinstance(text(parts), dict):
            for one, other in pairwise(text(parts)):
                if text(parts)[one] != text(parts)[other]:
                    what = f"{label}, {one} and {other}"
                    yield "two cases exchanged", what, partial(swap_cases, text, one, other)
    for number, view in enumerate(views):
        if isinstance(view, Lines):
            for place, series in enumerate(view.series):
                for axis, own in (("x", series.x), ("y", series.y)):
                    other = next((k for k, v in table.items() if k != own and v.shape == table[own].shape), None)
                    if other and not np.array_equal(table[own], table[other], equal_nan=True):
                        what = f"curve {place} of view {number}, {own} by {other}"
                        yield "a series replaced", what, partial(replace_series, number, place, axis, other)


def own_tests(name, module):
    """The files that are about this explorable."""
    about = re.compile(rf'questions\.{module}\b|"{name}"|import {name}\b')
    found = [path for path in sorted(TESTS.glob("test_*.py")) if about.search(path.read_text(encoding="utf8"))]
    return [path for path in found if str(path) != EVERY]


def mutants():
    """Every mutant of every explorable but the table laboratory (``of_laboratory``)."""
    for name in explorables.__all__:
        if name == "forensics":
            continue
        widget, parts = recorded(name)
        module = importlib.import_module(getattr(explorables, name).__module__)
        own = own_tests(name, module.__name__.rpartition(".")[2])
        only = " or ".join([name, *(path.stem for path in own)])
        for kind, what, change in faults(widget, parts):
            apply = partial(plant, module, parts, change)
            yield Mutant(kind, f"{name}, {what}", (EVERY, *map(str, own)), apply, only)
