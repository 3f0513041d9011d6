"""Four censuses of unknown origin: what is drawn is counted firm by firm, and each question parts what it should."""

import numpy as np
import pytest
from everyone import agree, curves, grid, made, replies, settled

from missing_middle.models import unknown_census

NAME = "whose_hole"


def counted(state):
    return unknown_census(state["which"], int(state["firms"]))


def test_three_classes_are_counted_firm_by_firm():
    sizes = [counted(state).size for state in grid(NAME)]
    exact = {
        "small": [100 * np.mean(size < 5) for size in sizes],
        "medium": [100 * np.mean((size >= 5) & (size < 25)) for size in sizes],
        "large": [100 * np.mean(size >= 25) for size in sizes],
        "held": [100 * np.mean(counted(state).last_unit > 1.0801) for state in grid(NAME)],
    }
    agree(NAME, exact)


@pytest.mark.parametrize("which", "ABCD")
def test_the_heap_is_the_most_firms_of_one_size(which):
    _, repeated = np.unique(counted({"which": which, "firms": 3000}).size, return_counts=True)
    share = 100 * repeated.max() / 3000 if repeated.max() > 1 else 0
    assert made(NAME).frame_at(which=which)["heap"] == pytest.approx(share) and (share > 4) == (which == "A")


@pytest.mark.parametrize("which", "ABCD")
def test_each_class_is_counted_against_a_pareto_curve(which):
    ((middle, of_smooth),) = curves(NAME, 0, which=which)
    size = counted({"which": which, "firms": 3000}).size
    shape = 1 / np.log(size / size.min()).mean()
    for at, share in zip(middle, of_smooth, strict=True):
        low, high = at / 1.25**0.5, at * 1.25**0.5
        inside = ((size >= low * (1 + 1e-12)) & (size < high * (1 - 1e-12))).mean()
        assert share == pytest.approx(100 * inside / (low**-shape - high**-shape), abs=1)


def test_the_hole_is_empty_and_no_curve_is_drawn_across_it():
    for which in "AB":
        frame = made(NAME).frame_at(which=which, ask="export")
        ((middle, of_smooth),) = curves(NAME, 0, which=which)
        inside = (middle > 1.13 * frame["low"]) & (middle < 0.88 * frame["high"])
        assert inside.sum() >= 2 and (of_smooth[inside] == 0).all()
        (at, below), (_, beyond) = curves(NAME, 1, which=which, ask="export")
        assert np.isnan(below[at > 1.13 * frame["low"]]).all() and np.isnan(beyond[at < frame["high"] / 1.2]).all()
    (_, whole), (_, beyond) = curves(NAME, 1, which="C", ask="unit")
    assert not np.isnan(whole).any() and np.isnan(beyond).all()


@pytest.mark.parametrize("firms", [300, 1000, 3000])
def test_two_have_a_hole_and_two_have_none_and_one_of_each_has_firms_that_are_held_back(firms):
    told = {which: made(NAME).frame_at(which=which, firms=firms) for which in "ABCD"}
    assert {which for which in "ABCD" if told[which]["case"].endswith("hole")} == {"A", "B"}
    assert {which for which in "ABCD" if told[which]["held"] > 0} == {"A", "C"}


@pytest.mark.parametrize("which", "ABCD")
def test_who_sells_abroad_beside_the_step_is_counted_firm_by_firm(which):
    frame, census = made(NAME).frame_at(which=which), counted({"which": which, "firms": 3000})
    size, exports = census.size, np.asarray(census.exports, float)
    sizes = np.sort(size)
    low = sizes[np.argmin(np.abs(sizes - frame["low"]))]
    beside = size[size > low].min()
    assert beside == pytest.approx(frame["high"])
    assert frame["under"] == pytest.approx(100 * exports[(size <= low) & (size > low * 2 / 3)].mean())
    assert frame["over"] == pytest.approx(100 * exports[(size >= beside) & (size < beside * 1.5)].mean())


def test_a_table_of_three_classes_says_the_same_of_all_four():
    told = [made(NAME).frame_at(which=which) for which in "ABCD"]
    assert np.ptp([one["medium"] for one in told]) < 6 and np.ptp([one["small"] for one in told]) < 6


def test_fine_steps_show_the_heap_of_a_only():
    peak = {which: max(curves(NAME, 1, which=which, ask="fine")[0][1]) for which in "ABCD"}
    assert peak["A"] > 40 > 20 > max(peak[which] for which in "BCD")
    steps = curves(NAME, 1, which="A", ask="fine")[0][0]
    assert steps[0] == 7 and 13 < steps[-1] < 14 and 7 < made(NAME).frame_at(which="A")["low"] < 14


def test_the_bet_is_settled_by_who_sells_abroad():
    frame = settled(NAME)
    assert (frame["under"], frame["over"], frame["heap"]) == (0, 100, 0)
    assert (
        "Here 0.0% have one and the same size, and just below the hole the last unit earns 8.0%"
        in replies(NAME)["cr-hole"]
    )
    assert replies(NAME)["cr-few"] == "Of smooth censuses of 3000 firms 0.0% have such a step."


def test_the_pages_share_is_small():
    assert len(made(NAME).frames) < 40_000
