"""All explorables, made once, and states of theirs to look at."""

from functools import cache

import numpy as np

from missing_middle import explorables
from missing_middle.explorables.engine.widget import plain
from missing_middle.explorables.engine.words import fill

LABORATORY = "forensics"  # a table to repair, with neither controls nor states
NAMES = [name for name in explorables.__all__ if name != LABORATORY]


@cache
def made(name):
    return getattr(explorables, name)()


@cache
def grid(name):
    """All states of an explorable, in the order of the rows of its table."""
    controls = list(made(name)._controls.values())
    places = np.indices([len(c.stops) for c in controls]).reshape(len(controls), -1).T
    return [{c.name: c.stops[i] for c, i in zip(controls, at, strict=True)} for at in places]


@cache
def rows(name, number=40):
    """Rows of the table: the start, the state that settles the bet, one of each case, and others at random."""
    widget, states = made(name), grid(name)
    table = widget.table()
    ends = [states.index(dict(widget.values)), states.index(widget._state(widget.spec["bet"]["reveal"]))]
    cases = [int(np.argmax(table["case"] == case)) for case in np.unique(table["case"])] if "case" in table else []
    others = np.random.default_rng(7).integers(0, len(states), number).tolist()
    return list(dict.fromkeys([*ends, *cases, *others]))


def frame_of(name, row):
    """The exact frame of a row, as the page receives it."""
    return plain(made(name).frame_at(**grid(name)[row]))


def views_of(name):
    return [view for row in made(name).spec["views"] for view in row]


def column(name, control):
    """The value of a control at every state."""
    return np.array([state[control] for state in grid(name)])


def settled(name):
    """The exact frame at the state that settles the bet."""
    return made(name).frame_at(**made(name).spec["bet"]["reveal"])


def replies(name):
    """What the page answers to each bet, by the belief behind it (``right`` for the right one)."""
    options, digits = made(name).spec["bet"]["options"], made(name).spec["digits"]
    return {option["id"]: fill(option["says"], settled(name), digits) for option in options}


def bet_on(name):
    """The right answer of the bet, and what differs between the start and the state that settles it."""
    widget = made(name)
    text = next(option["text"] for option in widget.spec["bet"]["options"] if option["right"])
    right = fill(text, settled(name), widget.spec["digits"])
    start, reveal = dict(widget.values), widget._state(widget.spec["bet"]["reveal"])
    return right, {control: (start[control], reveal[control]) for control in start if start[control] != reveal[control]}


def told(name, **state):
    """The sentence at a state, and the titles of its views."""
    frame, digits = made(name).frame_at(**state), made(name).spec["digits"]
    return [made(name).says(**state), *(fill(view["title"], frame, digits) for view in views_of(name))]


def curves(name, view, **state):
    """The curves of a chart at a state as they are drawn: pairs of x and y, in order."""
    frame = made(name).frame_at(**state)
    return [(np.asarray(frame[one["x"]]), np.asarray(frame[one["y"]])) for one in views_of(name)[view]["series"]]


def agree(name, exact):
    """Every readout at every state is the exact one, given by another route, up to the decimals that are printed."""
    table, printed = made(name).table(), {one["name"]: one["digits"] for one in made(name).spec["readouts"]}
    for readout, values in exact.items():
        values = np.broadcast_to(values, table[readout].shape)
        np.testing.assert_allclose(
            table[readout], values, rtol=1e-5, atol=0.6 * 10.0 ** -printed[readout], err_msg=readout
        )
