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
def test_the_curve_holds_all_firms_of_its_classes(which):
    ((middle, share),) = curves(NAME, 0, which=which)
    size = counted({"which": which, "firms": 3000}).size
    inside = (size >= middle[0] / 1.25**0.5) & (size < middle[-1] * 1.25**0.5)
    assert np.nansum(share) == pytest.approx(100 * inside.mean(), abs=0.5)


@pytest.mark.parametrize("firms", [300, 1000, 3000])
def test_two_have_a_hole_and_two_have_none_and_one_of_each_has_firms_that_are_held_back(firms):
    told = {which: made(NAME).frame_at(which=which, firms=firms) for which in "ABCD"}
    assert {which for which in "ABCD" if told[which]["case"].endswith("hole")} == {"A", "B"}
    assert {which for which in "ABCD" if told[which]["held"] > 0} == {"A", "C"}


def test_a_table_of_three_classes_says_the_same_of_all_four():
    told = [made(NAME).frame_at(which=which) for which in "ABCD"]
    assert np.ptp([one["medium"] for one in told]) < 6 and np.ptp([one["small"] for one in told]) < 6


def test_fine_steps_show_the_heap_of_a_only():
    peak = {which: max(curves(NAME, 1, which=which, ask="fine")[0][1]) for which in "ABCD"}
    assert peak["A"] > 40 > 20 > max(peak[which] for which in "BCD")


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
