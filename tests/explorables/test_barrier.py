"""A barrier behind the classes: every share by the functions on counts, and the bet about one more border."""

import numpy as np
import pytest
from everyone import agree, column, curves, grid, made, replies, settled, told

from missing_middle.explorables.questions.barrier import SIZES, TABLES, smooth
from missing_middle.models import barrier_seen, class_slopes

NAME = "barrier"


def share_above(size):
    """Share of firms of this size or more, from the distribution function of another library function."""
    from scipy.stats import lognorm

    mean, sd = smooth()
    curve = lognorm(sd, scale=np.exp(mean))
    return curve.sf(size) / curve.sf(1)


def test_firms_that_change_their_class_are_those_that_a_border_parts_from_their_size():
    moved = []
    for state in grid(NAME):
        start, stop = state["start"], state["start"] * state["width"]
        crossed = [edge for edge in TABLES[state["table"]] if start <= edge < stop]
        lost = share_above(min(crossed)) - share_above(stop) if crossed else 0
        moved.append(state["held"] * lost)
    agree(NAME, {"moved": moved, "stop": column(NAME, "start") * column(NAME, "width")})
    assert ((made(NAME).table()["case"] == "inside") == (np.array(moved) == 0)).all()


@pytest.mark.parametrize("table", ["six", "seven", "eight"])
def test_samples_that_show_it_are_counted_for_these_firms_for_all_and_in_other_classes(table):
    frame = made(NAME).frame_at(table=table, start=20, width=5, held=30, firms=5000)
    for readout, classes, firms in (
        ("seen", table, 5000),
        ("seen_all", table, 2_000_000),
        ("seen_six", "six", 2_000_000),
        ("seen_cut", "seven", 5000),
    ):
        assert frame[readout] == 100 * barrier_seen(TABLES[classes], *smooth(), 20, 100, 0.3, firms, draws=200)


def dips(state, held, below=1.0):
    """Whether a class that the barrier reaches has a slope below both its neighbours' (``below`` times the smaller)."""
    edges, start = np.array(TABLES[state["table"]], float), state["start"]
    stop = start * state["width"]
    above = share_above(edges)
    above = above - np.where((edges >= start) & (edges < stop), held / 100, 0) * (above - share_above(stop))
    slopes = -np.diff(np.log(above)) / np.diff(np.log(edges))
    reached = [at for at in range(1, len(slopes) - 1) if edges[at] < stop and edges[at + 1] > start]
    return any(slopes[at] < below * min(slopes[at - 1], slopes[at + 1]) for at in reached)


def test_the_least_share_that_shows_is_where_a_dip_begins():
    for state, least in zip(grid(NAME), made(NAME).table()["least"], strict=True):
        if (state["held"], state["firms"]) == (10, 5000):
            if np.isnan(least):
                assert not any(dips(state, held) for held in range(1, 100)), state
            else:
                assert dips(state, least + 0.1) and not dips(state, least - 0.1), state


def test_a_share_beyond_the_least_shows_in_a_large_table_and_one_below_it_does_not():
    rows = made(NAME).table()
    far = column(NAME, "held") - rows["least"]
    deep = np.array([dips(state, state["held"], below=0.93) for state in grid(NAME)])
    assert deep.sum() > 300 and (rows["seen_all"][deep] > 90).all() and (rows["case"][deep] == "deep").all()
    assert (rows["seen_all"][(rows["case"] == "shallow") & (far < -5)] < 10).all()
    assert (rows["seen_all"][rows["case"] == "inside"] < 10).all()
    assert (rows["seen_all"][rows["case"] == "blind"] < 15).all()


def test_where_more_stay_than_make_a_dip_the_class_above_is_as_thin():
    found = made(NAME).table()["case"] == "beyond"
    assert found.any() and (column(NAME, "held")[found] > made(NAME).table()["least"][found]).all()
    for state in (state for state, beyond in zip(grid(NAME), found, strict=True) if beyond):
        slopes = curves(NAME, 0, **state)[0][1]
        within, above = (slopes[size < SIZES][0] for size in (state["start"], 200))
        assert above < within and state["table"] == "eight" and state["start"] * state["width"] > 200


def test_drawn_slopes_are_those_of_the_classes():
    (size, behind), (same, plain) = curves(NAME, 0, table="six", start=20, width=5, held=90)
    assert (size == same).all() and (size[0], size[-1]) == pytest.approx((1, 1000))
    edges = np.array([1, 5, 10, 20, 100, 500.0])
    above = share_above(edges)
    for at, slope in zip(size, plain, strict=True):
        place = np.searchsorted(edges, at, side="right") - 1
        if place == 5:
            assert np.isnan(slope)
        else:
            assert slope == pytest.approx(
                np.log(above[place] / above[place + 1]) / np.log(edges[place + 1] / edges[place])
            )
    counts = -np.diff([*above[:3], above[3] - 0.9 * (above[3] - above[4]), *above[4:], 0])
    slopes = class_slopes(edges, counts)
    assert behind[np.searchsorted(size, 50)] == pytest.approx(slopes[3]) and slopes[3] < min(slopes[2], slopes[4])


def test_the_bet_is_settled_by_a_border():
    frame, before = settled(NAME), made(NAME).frame_at()
    assert before["seen"] == 0 and before["moved"] < 1e-9 and frame["moved"] > 0.5
    assert frame["seen"] > 95 > 5 > frame["seen_six"] == before["seen_all"]
    assert replies(NAME)["sz-more"].startswith("With two million firms in the six classes it is seen in 0% of samples")
    assert "does not change" in told(NAME)[0] and "no border of a class lies between" in told(NAME)[0]


def test_the_pages_share_is_small():
    assert len(made(NAME).frames) < 40_000
