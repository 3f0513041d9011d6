"""No word of a chart stands on another: at each stop of each control, the others at their start, at four widths.

`make far` looks at every state of every explorable.
"""

import json
from functools import cache

import pytest
from everyone import NAMES, made, views_of
from interpreter import script
from lettering import collisions
from rare import FAR

from missing_middle.explorables.engine.widget import plain

# How wide a chart is on screens of 320, 390, 768 and 1280 px: alone in its row, or one of two.
WIDTHS = {1: (288, 358, 704, 672), 2: (288, 358, 336, 320), 3: (288, 358, 336, 320)}


@cache
def stage():
    drawer = script()
    drawer.eval(
        "const drawn = (view, spec, frame, width) =>"
        " JSON.stringify(draw[view.kind](view, frame, width, wordsOf(spec, frame), 'u').svg)"
    )
    return drawer


def states(name):
    controls = made(name)._controls.values()
    if FAR:
        from everyone import grid

        yield from grid(name)
        return
    start = {control.name: control.start for control in controls}
    yield start
    for control in controls:
        for stop in control.stops:
            if stop != control.start:
                yield start | {control.name: stop}


def found_in(name):
    """Return the collisions of an explorable: words, with the first state and width at which they meet."""
    widget, found = made(name), {}
    spec = {key: widget.spec[key] for key in ("digits", "controls")}
    spec["controls"] = [{k: c[k] for k in ("name", "words", "digits") if k in c} for c in spec["controls"]]
    rows = [(view, len(row)) for row in widget.spec["views"] for view in row]
    for i, (view, _) in enumerate(rows):
        stage().eval(f"globalThis.view{i} = {json.dumps(view)}")
    stage().eval(f"globalThis.spec = {json.dumps(spec)}")
    for state in states(name):
        frame = json.dumps(plain(widget.frame_at(**state)))
        stage().eval(f"globalThis.frame = {frame}")
        for i, (view, beside) in enumerate(rows):
            for width in dict.fromkeys(WIDTHS[beside]):
                svg = json.loads(stage().eval(f"drawn(view{i}, spec, frame, {width})"))
                for words in collisions(svg, width):
                    found.setdefault((view["kind"], words), (width, state))
    return found


def test_the_measure_sees_words_on_each_other_and_words_that_are_cut():
    svg = (
        '<text x="10" y="20">over apart</text><text x="40" y="22">cheating</text><text x="280" y="60">peer firm</text>'
    )
    assert collisions(svg, 300) == ["over apart × cheating", "peer firm is cut"]
    assert collisions('<text x="10" y="20">over</text><text x="10" y="35">apart</text>', 300) == []


@pytest.mark.parametrize("name", NAMES)
def test_no_word_stands_on_another(name):
    found = found_in(name)
    assert not found, "\n".join(f"{kind}: {words} at {where}" for (kind, words), where in found.items())


def test_views_were_looked_at():
    assert sum(len(views_of(name)) for name in NAMES) > 30
