"""The page's pure functions: axes, labels, links. No page is needed."""

import json
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_explorable import small

from missing_middle.explorables.engine.widget import plain

CONTROLS = [{"name": "f_x", "stops": [0.1, 1.2, 3.2]}, {"name": "who", "stops": ["all", "a few"], "words": ["", ""]}]


def call(js, name, *given):
    return json.loads(js.eval(f"JSON.stringify({name}({', '.join(json.dumps(g) for g in given)}) ?? null)"))


@pytest.mark.parametrize(
    "low, high, log, ticks",
    [
        (0, 100, False, [0, 50, 100]),
        (-2, 3, False, [-2, 0, 2]),
        (0, 1, False, [0, 0.5, 1]),
        (0, 6, False, [0, 2, 4, 6]),
        (1, 5, True, [1, 1.5, 2, 3, 4]),
        (1, 100, True, [1, 2, 5, 10, 20, 50, 100]),
        (1, 1e5, True, [1, 10, 100, 1e3, 1e4, 1e5]),
    ],
)
def test_ticks_are_round_and_inside(js, low, high, log, ticks):
    assert call(js, "ticks", {"low": low, "high": high, "log": log}) == pytest.approx(ticks)


@given(st.lists(st.floats(0, 200), min_size=1, max_size=4))
def test_labels_at_line_ends_do_not_overlap(js, ends):
    placed = sorted(call(js, "spread", ends, [15] * len(ends), 0, 200))
    assert all(b - a >= 15 - 1e-9 for a, b in pairwise(placed))
    assert placed[0] >= 0 and placed[-1] <= 200


def test_an_area_ends_exactly_at_its_cutoffs(js):
    assert call(js, "between", [[0, 0], [10, 100], [20, 0]], 5, 15) == [[5, 50], [10, 100], [15, 50]]
    assert call(js, "between", [[0, 0], [10, 100]], 2, 4) == [[2, 20], [4, 40]]


def test_a_link_brings_its_state_back(js):
    values = {"f_x": 1.2, "who": "a few"}
    link = js.eval(f"hashOf('who-exports', {json.dumps(values)})")
    assert link == "#who-exports?f_x=1.2&who=a%20few"
    assert call(js, "readState", call(js, "linkTo", link, "who-exports"), CONTROLS) == {"values": values}


@pytest.mark.parametrize("link", ["", "#section-2", "#other?f_x=1.2&who=all", "#who-exports"])
def test_a_link_to_something_else_is_left_alone(js, link):
    assert call(js, "linkTo", link, "who-exports") is None


@pytest.mark.parametrize(
    "link, problem",
    [
        ("f_x=abc&who=all", "f_x=abc"),
        ("f_x=&who=all", "f_x="),
        ("f_x=9&who=all", "f_x=9"),
        ("f_x=1.2&who=none", "who=none"),
        ("f_x=1.2", "who is missing"),
        ("sigma=3&f_x=1.2&who=all", "sigma=3"),
        ("%E0%A4%A", "%E0%A4%A"),
        ("f_x=NaN&who=all", "f_x=NaN"),
        ("f_x=Infinity&who=all", "f_x=Infinity"),
    ],
)
def test_a_link_that_does_not_fit_says_why(js, link, problem):
    assert call(js, "readState", call(js, "linkTo", "#who-exports?" + link, "who-exports"), CONTROLS) == {
        "problem": problem
    }


@pytest.mark.parametrize("kind, number", [("lines", 0), ("bars", 1)])
@pytest.mark.parametrize("state", [{}, {"a": 2.0}, {"b": "high"}])
@pytest.mark.parametrize("width", [290, 700])
def test_every_view_draws_every_state_within_its_width(js, kind, number, state, width):
    widget = small()
    frame = plain(widget.frame_at(**state))
    told = json.loads(
        js.eval(
            f"JSON.stringify(draw.{kind}({json.dumps(widget.spec['views'][0][number])}, {json.dumps(frame)}, {width},"
            f" (text) => fill(text, {json.dumps(frame)}, {json.dumps(widget.spec['digits'])}), 'u'))"
        )
    )
    root = ET.fromstring(f"<svg>{told['svg']}</svg>")  # well formed, or an error
    assert "NaN" not in told["svg"] and "undefined" not in told["svg"]
    across = [float(e.get(name)) for e in root.iter() for name in ("x", "x1", "x2", "cx") if e.get(name)]
    assert across and min(across) >= 0 and max(across) <= width
