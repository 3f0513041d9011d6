"""Core and periphery: the two points in closed form, the end of every start by following the workers, the bet."""

import numpy as np
import pytest
from everyone import agree, column, curves, made, replies, settled, told
from scipy.optimize import brentq

from missing_middle.models import cp_gap_curve

NAME, SIGMA, MU = "core_and_periphery", 4.5, 0.35
BEGIN = {"core": 100.0, "lead": 80.0, "even": 50.0}


def break_point():
    """Where symmetry loses its hold (Fujita, Krugman and Venables 1999, equation 5.17)."""
    rho = 1 - 1 / SIGMA
    return ((rho - MU) * (1 - MU) / ((rho + MU) * (1 + MU))) ** (1 / (1 - SIGMA))


def sustain_point():
    """Where the first worker who leaves a core earns as much as those who stay (the same, equation 5.19)."""

    def left(T):
        shares = (1 + MU) / 2 * T ** (1 - SIGMA) + (1 - MU) / 2 * T ** (SIGMA - 1)
        return T ** (-MU * SIGMA) * shares - 1

    return brentq(left, 1.2, 3)


def followed(T, share, steps=6000):
    """The share of region 1 in the end, if workers go where the real wage is the higher one."""
    for _ in range(steps):
        move = float(cp_gap_curve(np.array([share]), SIGMA, MU, T)[0])
        share = min(max(share + move, 0.0), 1.0)
    return share


def test_the_two_points_are_those_of_the_closed_forms():
    agree(NAME, {"break_": break_point(), "sustain": sustain_point()})


@pytest.mark.parametrize("T, history", [(1.55, "lead"), (1.65, "lead"), (1.72, "lead"), (1.8, "core"), (1.9, "lead")])
def test_workers_end_where_they_are_said_to(T, history):
    share = min(BEGIN[history], 99.9) / 100
    assert 100 * followed(T, share) == pytest.approx(made(NAME).frame_at(T=T, history=history)["end"], abs=0.1)


def test_every_story_is_true_at_every_state():
    table, T, history = made(NAME).table(), column(NAME, "T"), column(NAME, "history")
    even, core = table["case"] == "stays even", table["case"] == "core"
    spreads = table["case"] == "spreads"
    assert table["begin"] == pytest.approx(np.array([BEGIN[one] for one in history]), abs=0.01)
    assert (even == ((history == "even") & (break_point() < T))).all()
    assert table["end"][core] == pytest.approx(100, abs=0.01) and table["end"][~core] == pytest.approx(50, abs=0.01)
    assert (sustain_point() > T)[core].all() and (break_point() < T)[spreads].all()
    assert (table["gap"] < 0)[spreads].all() and np.abs(table["gap"][history == "even"]).max() < 0.01
    assert (table["gap"] > 0)[core & (history != "even")].all()
    between = (break_point() < T) & (sustain_point() > T)
    assert (np.isfinite(table["ridge"]) == between).all()
    lead = between & (history == "lead")
    assert ((table["ridge"] < 80) == core)[lead].all() and (core & lead).any() and (spreads & lead).any()


def test_the_wage_gap_is_the_models_and_no_worker_gains_by_moving_at_the_ridge():
    frame = made(NAME).frame_at(T=1.7, history="lead")
    at = np.array([0.8, frame["ridge"] / 100])
    gap, ridge = 100 * np.asarray(cp_gap_curve(at, SIGMA, MU, 1.7))
    assert frame["gap"] == pytest.approx(gap, abs=0.01) and ridge == pytest.approx(0, abs=1e-6)
    ((share, wages),) = curves(NAME, 0, T=1.7)
    assert wages == pytest.approx(100 * np.asarray(cp_gap_curve(share / 100, SIGMA, MU, 1.7)))


def test_a_core_outlives_the_trade_cost_that_made_it():
    frame = settled(NAME)
    assert frame["end"] == 100 and frame["break_"] < 1.7 < frame["sustain"]
    assert "trade cost of 1.757" in replies(NAME)["cp-same"] and "Between 1.625 and 1.757" in replies(NAME)["right"]


def test_each_story_has_its_own_words():
    even, core, spreads = told(NAME), told(NAME, T=1.3), told(NAME, T=1.7, history="lead")
    assert "1.90 an even spread lasts" in even[0] and "the spread holds" in even[1] and "is stable" in even[2]
    assert "ends with all" in core[0] and "where workers are" in core[1] and "a core holds" in core[2]
    assert "80% of the workers pays less" in spreads[0] and "core empties" in spreads[1] and "no core" in spreads[2]


def test_the_branches_meet_at_the_two_points():
    core, even, ridge = curves(NAME, 1)
    assert core[0][-1] == ridge[0][-1] == pytest.approx(sustain_point()) and set(core[1]) == {100}
    assert even[0][0] == ridge[0][0] == pytest.approx(break_point()) and set(even[1]) == {50}
    assert (ridge[1][0], ridge[1][-1]) == (50, 100) and (np.diff(ridge[1]) > 0).all()
