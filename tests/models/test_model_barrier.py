"""A barrier behind the classes of a table: by firms that are drawn one by one, and against the test on one class."""

import numpy as np
import pytest
from scipy.stats import lognorm

from missing_middle.models import (
    barrier_seen,
    behind_barrier,
    class_slopes,
    dip_power,
    held_back,
    least_visible_barrier,
    least_visible_dip,
)

EDGES, CURVE = [1, 5, 10, 20, 100, 500], {"mean": 0.6, "sd": 1.8}
FINER = [1, 5, 10, 20, 50, 100, 500]


@pytest.mark.parametrize("start, stop, held", [(25, 75, 0.9), (8, 40, 0.5), (20, 100, 1.0)])
def test_firms_stopped_one_by_one_give_the_same_shares(start, stop, held):
    rng = np.random.default_rng(3)
    wanted = lognorm(CURVE["sd"], scale=np.exp(CURVE["mean"])).rvs(400_000, random_state=rng)
    wanted = wanted[wanted >= 1]
    stopped = (wanted >= start) & (wanted < stop) & (rng.random(len(wanted)) < held)
    size = np.where(stopped, start * (1 - 1e-12), wanted)
    counted = np.histogram(size, [*EDGES, np.inf])[0] / len(size)
    assert behind_barrier(EDGES, **CURVE, start=start, stop=stop, held=held) == pytest.approx(counted, abs=2e-3)


def test_a_barrier_as_wide_as_a_class_is_the_dip_of_that_class():
    plain = behind_barrier(EDGES, **CURVE, start=20, stop=100, held=0)
    for held in (0.2, 0.6):
        behind = behind_barrier(EDGES, **CURVE, start=20, stop=100, held=held)
        assert behind == pytest.approx(held_back(EDGES, plain, 3, held))
    least = least_visible_barrier(EDGES, **CURVE, start=20, stop=100)
    assert least == pytest.approx(least_visible_dip(EDGES, plain, 3), abs=1e-5) and 0.01 < least < 0.5
    seen = barrier_seen(EDGES, **CURVE, start=20, stop=100, held=0.2, firms=20_000)
    assert seen == pytest.approx(dip_power(EDGES, plain, 3, 0.2, 20_000, draws=400)) and 0.1 < seen < 0.99


def test_between_two_borders_nothing_changes_and_no_number_of_firms_helps():
    with_and_without = [behind_barrier(EDGES, **CURVE, start=25, stop=75, held=held) for held in (0, 0.9)]
    assert with_and_without[0] == pytest.approx(with_and_without[1], rel=1e-12)
    assert least_visible_barrier(EDGES, **CURVE, start=25, stop=75) is None
    seen = [barrier_seen(EDGES, **CURVE, start=25, stop=75, held=0.5, firms=firms) for firms in (20_000, 2_000_000)]
    finer = barrier_seen(FINER, **CURVE, start=25, stop=75, held=0.5, firms=20_000)
    assert max(seen) < 0.05 < 0.9 < finer


def test_just_beyond_the_least_share_a_slope_is_below_both_neighbours():
    least = least_visible_barrier(FINER, **CURVE, start=25, stop=75)
    for held, dip in ((least - 0.01, False), (least + 0.01, True)):
        slopes = class_slopes(FINER, behind_barrier(FINER, **CURVE, start=25, stop=75, held=held))
        assert (slopes[4] < min(slopes[3], slopes[5])) == dip
        seen = barrier_seen(FINER, **CURVE, start=25, stop=75, held=held + (0.05 if dip else 0), firms=2_000_000)
        assert (seen > 0.9) == dip


@pytest.mark.parametrize(
    "change, complaint",
    [
        ({"edges": [1, 1]}, "edges = .* is not allowed: give two or more that rise"),
        ({"sd": 0}, "sd = 0 is not allowed"),
        ({"mean": float("nan")}, "mean = nan is not allowed"),
        ({"start": 1}, "start = 1 is not allowed: give a finite number above 1"),
        ({"stop": 20}, "stop = 20 is not allowed: give a finite number above 25"),
        ({"held": 1.1}, r"held = 1.1 is not allowed: give a number in \[0, 1\]"),
        ({"firms": 0}, "firms = 0 is not allowed"),
        ({"draws": 0}, "draws = 0 is not allowed"),
        ({"seed": -1}, "seed = -1 is not allowed"),
    ],
)
def test_what_is_no_barrier_is_refused_by_name(change, complaint):
    asked = {"edges": EDGES, **CURVE, "start": 25, "stop": 75, "held": 0.5, "firms": 1000} | change
    with pytest.raises(ValueError, match=complaint):
        barrier_seen(**asked)
