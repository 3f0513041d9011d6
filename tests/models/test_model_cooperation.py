"""Cooperation: thresholds, the policies that reach them, and what a one-off grant cannot do."""

import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from refusals import NOT_NUMBERS, assert_refused

from missing_middle.models import cooperation

quick = settings(max_examples=40, deadline=None)
GAME = {"T": 5, "R": 3, "P": 1, "S": 0, "c": 0.5, "K": 4, "s": 0, "lump": 0, "theta": 1, "discount": 0.6}


@st.composite
def games(draw, discount=True):
    S, P, R, T = sorted(draw(st.lists(st.integers(-50, 50), min_size=4, max_size=4, unique=True)))
    case = {
        "T": T / 4,
        "R": R / 4,
        "P": P / 4,
        "S": S / 4,
        "c": draw(st.floats(0, 4)),
        "K": draw(st.floats(0, 30)),
        "s": draw(st.floats(0, 4)),
        "lump": draw(st.floats(0, 10)),
        "theta": draw(st.floats(0.05, 1)),
    }
    if discount:
        case["discount"] = draw(st.floats(0, 0.98))
    return case


def lasting_values(case, delta):
    """Worth of cooperating, of deviating once, of joining, and of staying out, added up over 4,000 periods."""
    v = case["P"] + case["theta"] * (case["R"] - case["P"]) + case["s"] - case["c"]
    weights = [delta**period for period in range(4000)]
    cooperate = math.fsum(weight * v for weight in weights)
    punished = math.fsum(weight * case["P"] for weight in weights)
    deviate = case["T"] + punished - case["P"]
    return cooperate, deviate, cooperate - max(case["K"] - case["lump"], 0), punished


# --- numbers ---


def test_both_thresholds_of_the_costly_game():
    game = cooperation(**GAME)
    assert (game.delta_incentive, game.delta_participation, game.delta_min) == pytest.approx((0.625, 0.625, 0.625))
    assert game.feasible and not game.sustained
    assert (game.subsidy_min, game.awareness_min) == pytest.approx((0.1, 1.05), rel=1e-12)
    assert game.grant_min is None


def test_the_textbook_threshold_without_costs():
    assert cooperation(5, 3, 1, 0).delta_min == 0.5  # (T - R) / (T - P)


def test_patience_at_the_threshold_is_enough():
    assert cooperation(**{**GAME, "discount": 0.625}).sustained
    assert not cooperation(**{**GAME, "discount": 0.6249}).sustained


@pytest.mark.parametrize("c", [0.1, 0.2, 0.3, 0.7])
def test_rounding_does_not_decide_at_the_threshold(c):
    threshold = cooperation(5, 3, 1, 0, c=c).delta_min
    assert cooperation(5, 3, 1, 0, c=c, discount=threshold).sustained
    assert cooperation(5, 3, 1, 0, c=c, discount=(2 + c) / 4).sustained


# --- against values added up period by period ---


@given(games())
@quick
def test_sustained_means_that_nobody_deviates_and_everybody_joins(case):
    game, delta = cooperation(**case), case["discount"]
    cooperate, deviate, join, stay_out = lasting_values(case, delta)
    assume(abs(cooperate - deviate) > 1e-6 and abs(join - stay_out) > 1e-6)
    assert game.sustained == (cooperate > deviate and join > stay_out)


@given(games(), st.floats(1e-4, 1))
@quick
def test_the_least_subsidy_is_just_enough(case, short):
    game = cooperation(**case)
    assert cooperation(**{**case, "s": game.subsidy_min + 1e-9}).sustained
    if game.subsidy_min > short:
        assert not cooperation(**{**case, "s": game.subsidy_min - short}).sustained
    assert (game.subsidy_min <= case["s"] + 1e-9) >= game.sustained


@given(games(), st.floats(0.01, 0.5))
@quick
def test_the_least_awareness_is_just_enough_or_out_of_reach(case, short):
    least = cooperation(**case).awareness_min
    if least <= 1 - 1e-9:
        assert cooperation(**{**case, "theta": max(least + 1e-9, 1e-9)}).sustained
    if short + 1e-6 < least:
        assert not cooperation(**{**case, "theta": min(least - short, 1)}).sustained


@given(games(), st.floats(1e-3, 1))
@quick
def test_the_least_grant_is_just_enough_or_does_not_exist(case, short):
    least = cooperation(**case).grant_min
    if least is None:
        assert not cooperation(**{**case, "lump": 1e6}).sustained
    else:
        assert cooperation(**{**case, "lump": least * (1 + 1e-9) + 1e-9}).sustained
        if least > short:
            assert not cooperation(**{**case, "lump": least - short}).sustained


# --- which policy moves which threshold ---


@given(games(discount=False), st.floats(0.1, 5))
@quick
def test_a_grant_relaxes_participation_only(case, more):
    before, after = cooperation(**case), cooperation(**{**case, "lump": case["lump"] + more})
    assert after.delta_incentive == before.delta_incentive
    assert after.delta_participation <= before.delta_participation


@given(games(discount=False), st.floats(0.01, 3))
@quick
def test_incentives_and_awareness_lower_both_thresholds_and_costs_raise_them(case, more):
    before = cooperation(**case)
    for change in ({"s": case["s"] + more}, {"theta": case["theta"] + (1 - case["theta"]) / 2}):
        after = cooperation(**{**case, **change})
        assert after.delta_incentive <= before.delta_incentive + 1e-12
        assert after.delta_participation <= before.delta_participation + 1e-12
    costly = cooperation(**{**case, "c": case["c"] + more})
    assert costly.delta_incentive >= before.delta_incentive - 1e-12
    assert costly.delta_participation >= before.delta_participation - 1e-12


@given(games(discount=False))
@quick
def test_the_larger_threshold_decides(case):
    game = cooperation(**case)
    assert game.delta_min == max(game.delta_incentive, game.delta_participation) >= 0
    assert game.feasible == (game.delta_min < 1)
    assert (game.sustained, game.subsidy_min, game.awareness_min, game.grant_min) == (None,) * 4


# --- corners ---


def test_a_gain_eaten_by_costs_cannot_be_sustained():
    game = cooperation(5, 3, 1, 0, c=2, K=1, discount=0.9)  # v = P
    assert (game.delta_incentive, game.delta_participation) == (1, math.inf)
    assert not game.feasible and not game.sustained


def test_without_set_up_cost_a_zero_gain_keeps_firms_indifferent():
    assert cooperation(5, 3, 1, 0, c=2).delta_participation == 0
    assert cooperation(5, 3, 1, 0, c=2.01).delta_participation == math.inf
    assert cooperation(5, 0.8, 0.3, 0, c=0.5).delta_participation == 0  # .8 - .5 is not .3 in floating point


def test_a_grant_beyond_the_set_up_cost_is_as_good_as_no_cost():
    free = cooperation(5, 3, 1, 0, c=0.5, K=0)
    assert cooperation(5, 3, 1, 0, c=0.5, K=4, lump=9) == free
    assert cooperation(5, 3, 1, 0, c=2, K=0.1 + 0.2, lump=0.3).delta_participation == 0  # .1 + .2 - .3 is rounding


def test_a_large_incentive_makes_even_the_impatient_cooperate():
    assert cooperation(5, 3, 1, 0, s=2.5, discount=0).sustained


# --- refusals ---


@pytest.mark.parametrize("bad", NOT_NUMBERS, ids=repr)
@pytest.mark.parametrize("name", GAME)
def test_what_is_not_a_number_is_refused(name, bad):
    if name != "discount" or bad is not None:
        assert_refused(cooperation, GAME, name, bad)


@pytest.mark.parametrize(
    "name, bad",
    [("c", -1), ("K", -1), ("s", -1), ("lump", -1), ("theta", 0), ("theta", 1.1), ("discount", 1), ("discount", -0.1)],
)
def test_values_outside_the_domain_are_refused(name, bad):
    assert_refused(cooperation, GAME, name, bad)


@pytest.mark.parametrize("payoffs", [(3, 3, 1, 0), (5, 1, 1, 0), (5, 3, 0, 0), (3, 5, 1, 0), (0, 1, 3, 5)])
def test_what_is_no_prisoners_dilemma_is_explained(payoffs):
    with pytest.raises(ValueError, match=r"T = .*, R = .*, P = .*, S = .* is not allowed: give T > R > P > S"):
        cooperation(*payoffs)


@given(
    st.lists(st.floats(-1e308, 1e308), min_size=4, max_size=4, unique=True),
    st.floats(0, 1e308),
    st.floats(0, 1e308),
    st.floats(0, 1e308),
    st.floats(0, 1e308),
    st.floats(1e-300, 1),
    st.floats(0, 1 - 1e-9),
)
@settings(max_examples=150, deadline=None)
def test_extremes_are_solved_or_refused_but_never_lost(payoffs, c, K, s, lump, theta, discount):
    S, P, R, T = sorted(payoffs)
    try:
        game = cooperation(T, R, P, S, c, K, s, lump, theta, discount)
    except ValueError as refusal:
        assert "outside the floating-point range" in str(refusal)
        return
    assert not any(math.isnan(value) for value in game.asdict().values() if value is not None)
    assert math.isfinite(game.subsidy_min) and math.isfinite(game.awareness_min)
