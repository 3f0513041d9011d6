"""Core and periphery: the book's tables, the equations as printed, stability, and the edges of the domain."""

import math
import sys

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from refusals import NOT_NUMBERS, NOT_VECTORS, assert_refused
from scipy.optimize import brentq, fsolve

from missing_middle.models import cp_gap_curve, cp_interior, cp_points, cp_short_run, cp_slope_symmetric, tomahawk

core_periphery = sys.modules["missing_middle.models.core_periphery"]
quick = settings(max_examples=50, deadline=None)
sigmas, mus, shares = st.floats(1.05, 20), st.floats(0.02, 0.98), st.floats(0, 1)
costs = st.floats(1, 30)
BASE = {"lam": 0.7, "sigma": 5, "mu": 0.4, "T": 1.7}


@st.composite
def economies(draw):
    """sigma, mu without a black hole, and T_break, T_sustain that fit into a float comfortably."""
    sigma = draw(st.floats(1.2, 20))
    mu = draw(st.floats(0.05, 0.98)) * (sigma - 1) / sigma
    assume(mu > 0.01)
    points = None
    try:
        points = cp_points(sigma, mu)
    except ValueError:
        assume(False)
    assume(points.T_sustain < 1e60)
    return sigma, mu, points


def printed_equations(state, lam, sigma, mu, T):
    """Left side over right side of the book's equations, in their own form."""
    Y1 = mu * lam * state.w1 + (1 - mu) / 2
    Y2 = mu * (1 - lam) * state.w2 + (1 - mu) / 2
    G1 = (lam * state.w1 ** (1 - sigma) + (1 - lam) * (state.w2 * T) ** (1 - sigma)) ** (1 / (1 - sigma))
    G2 = (lam * (state.w1 * T) ** (1 - sigma) + (1 - lam) * state.w2 ** (1 - sigma)) ** (1 / (1 - sigma))
    w1 = (Y1 * G1 ** (sigma - 1) + Y2 * G2 ** (sigma - 1) * T ** (1 - sigma)) ** (1 / sigma)
    w2 = (Y1 * G1 ** (sigma - 1) * T ** (1 - sigma) + Y2 * G2 ** (sigma - 1)) ** (1 / sigma)
    return [
        state.w1 / w1,
        state.w2 / w2,
        state.G1 / G1,
        state.G2 / G2,
        state.omega1 / (w1 * G1**-mu),
        state.omega2 / (w2 * G2**-mu),
    ]


# --- numbers ---


@pytest.mark.parametrize(
    "sigma, mu, T_break, T_sustain",
    [
        (3, 0.2, 1.6690, 1.7176),
        (3, 0.4, 3.0551, 4.4714),
        (3, 0.6, 8.7178, 3125.0),
        (5, 0.2, 1.2574, 1.2692),
        (5, 0.4, 1.6266, 1.8073),
        (5, 0.6, 2.3003, 4.9999),
        (7, 0.2, 1.1581, 1.1643),
        (7, 0.4, 1.3632, 1.4441),
        (7, 0.6, 1.6823, 2.4451),
    ],
)  # attributed to Fujita, Krugman and Venables (1999), tables 5.1 and 5.2; recomputed, print not re-read
def test_break_and_sustain_points_match_the_book_tables(sigma, mu, T_break, T_sustain):
    points = cp_points(sigma, mu)
    assert (points.T_break, points.T_sustain) == pytest.approx((T_break, T_sustain), abs=5.1e-5)


def test_break_point_of_the_headline_case_is_seven_to_the_quarter():
    assert cp_points(5, 0.4).T_break ** 4 == pytest.approx(7, rel=1e-12)
    assert cp_points(5, 0.4).phi_break == pytest.approx(1 / 7, rel=1e-12)


def test_unstable_equilibrium_of_the_headline_case():
    found = cp_interior(5, 0.4, 1.7)
    assert found.n_interior == 3
    assert found.lambda_unstable == pytest.approx(0.834886836, abs=5e-10)


def test_wages_with_seventy_percent_of_industry():
    state = cp_short_run(**BASE)
    assert (state.w1, state.w2) == pytest.approx((0.96936903, 1.07147227), abs=5e-9)
    assert (state.omega1, state.omega2) == pytest.approx((0.95032280, 0.95683716), abs=5e-9)


def test_a_full_core_pays_more_than_a_first_mover_finds():
    assert cp_short_run(1, 5, 0.4, 1.7).real_wage_gap == pytest.approx(0.02172345, abs=5e-9)
    assert cp_short_run(0, 5, 0.4, 1.7).real_wage_gap == pytest.approx(-0.02172345, abs=5e-9)


@pytest.mark.parametrize("T, slope", [(1.5, 0.08315936), (2.1, -0.44676592)])
def test_slope_at_symmetry(T, slope):
    found = cp_slope_symmetric(5, 0.4, T)
    assert found.slope_gap == pytest.approx(slope, abs=5e-9)
    assert found.slope_gap == 2 * found.slope_single


# --- the short run ---


@given(shares, sigmas, mus, st.floats(1, 5))
@quick
def test_the_printed_equations_hold(lam, sigma, mu, T):
    state = cp_short_run(lam, sigma, mu, T)
    assert printed_equations(state, lam, sigma, mu, T) == pytest.approx([1] * 6, rel=1e-9)


@given(shares, sigmas, mus, costs)
@quick
def test_wages_of_manufacturing_add_up_to_one(lam, sigma, mu, T):
    state = cp_short_run(lam, sigma, mu, T)
    assert lam * state.w1 + (1 - lam) * state.w2 == pytest.approx(1, rel=1e-12)
    gap = state.omega1 - state.omega2
    assert state.real_wage_gap == pytest.approx(gap, abs=1e-12 * (state.omega1 + state.omega2))


@given(shares, sigmas, mus, costs)
@quick
def test_exchanging_the_regions_exchanges_the_answers(lam, sigma, mu, T):
    here, there = cp_short_run(lam, sigma, mu, T), cp_short_run(1 - lam, sigma, mu, T)
    if 1 - (1 - lam) == lam:
        assert (here.w1, here.G1, here.omega1) == pytest.approx((there.w2, there.G2, there.omega2), rel=1e-9)
        assert here.real_wage_gap == pytest.approx(-there.real_wage_gap, abs=1e-10 * here.omega1)


@given(sigmas, mus, costs)
@quick
def test_equal_regions_pay_equal_wages(sigma, mu, T):
    state = cp_short_run(0.5, sigma, mu, T)
    assert (state.w1, state.w2, state.real_wage_gap) == (1, 1, 0)


@given(shares, sigmas, mus)
@quick
def test_without_trade_cost_place_does_not_matter(lam, sigma, mu):
    state = cp_short_run(lam, sigma, mu, 1)
    assert (state.w1, state.w2, state.real_wage_gap) == pytest.approx((1, 1, 0), abs=1e-12)


@pytest.mark.parametrize("lam", [0.05, 0.3, 0.7, 0.97])
def test_one_unknown_gives_what_the_full_system_gives(lam):
    def system(wages):
        state = core_periphery.CorePeriphery(*wages, *[1.0] * 4, 0.0)
        ratios = printed_equations(state, lam, 5, 0.4, 1.7)
        return [ratios[0] - 1, ratios[1] - 1]

    state = cp_short_run(lam, 5, 0.4, 1.7)
    assert (state.w1, state.w2) == pytest.approx(fsolve(system, [1.0, 1.0], xtol=1e-13), rel=1e-8)


def test_the_search_reaches_the_closed_forms_in_the_limit():
    search, l, m = core_periphery._wage_by_root, 4 * math.log(1.7), 2 * math.atanh(0.4)
    core = core_periphery._log_relative_wage(math.inf, 5, 0.4, l)
    assert search(60.0, 5, 0.4, l) == pytest.approx(core, rel=1e-9)
    assert core == pytest.approx(-math.log(0.3 * 1.7**4 + 0.7 / 1.7**4) / 5, rel=1e-12)
    assert search(1e-9, 5, 0.4, l) == pytest.approx(0, abs=1e-9)
    assert m == core_periphery._income_weight(0.4)


def test_core_symmetry_and_free_trade_are_closed_forms(monkeypatch):
    monkeypatch.setattr(core_periphery, "bracketed_root", lambda *_, **__: pytest.fail("the search was used"))
    for lam, T in [(0, 1.7), (1, 1.7), (0.5, 1.7), (0.3, 1)]:
        assert cp_short_run(lam, 5, 0.4, T).w1 > 0
    assert cp_slope_symmetric(5, 0.4, 1.5).slope_gap > 0


def test_other_distributions_of_workers_need_the_search(monkeypatch):
    monkeypatch.setattr(core_periphery, "_wage_by_root", lambda *_: pytest.fail("the search was used"))
    with pytest.raises(pytest.fail.Exception):
        cp_short_run(**BASE)


# --- break and sustain points ---


@given(economies())
@quick
def test_a_core_survives_trade_costs_too_high_to_create_one(economy):
    _, _, points = economy
    assert points.T_sustain >= points.T_break > 1
    assert 0 <= points.phi_sustain <= points.phi_break < 1


@given(economies())
@quick
def test_at_the_sustain_point_a_core_pays_what_a_first_mover_finds(economy):
    sigma, mu, points = economy
    state = cp_short_run(1, sigma, mu, points.T_sustain)
    assert state.omega2 == pytest.approx(state.omega1, rel=1e-8)


@given(economies())
@quick
def test_at_the_break_point_the_slope_is_zero_and_it_changes_sign_there(economy):
    sigma, mu, points = economy
    costs_around = [1 + (points.T_break - 1) * factor for factor in (0.9, 1, 1.1)]
    below, at, above = (cp_slope_symmetric(sigma, mu, T).slope_gap for T in costs_around)
    assert below > 0 > above
    assert abs(at) <= 1e-7 * max(abs(below), abs(above))


@pytest.mark.parametrize("sigma, mu", [(5, 0.4), (3, 0.2), (7, 0.6), (1.5, 0.1)])
def test_break_point_agrees_with_the_search_for_a_zero_slope(sigma, mu):
    T = cp_points(sigma, mu).T_break
    bracket = 1 + (T - 1) / 5, 1 + (T - 1) * 3
    searched = brentq(lambda cost: cp_slope_symmetric(sigma, mu, cost).slope_gap, *bracket, xtol=1e-14)
    assert searched == pytest.approx(T, rel=1e-9)


@given(economies(), st.floats(0.02, 1.95))
@quick
def test_slope_formula_is_the_derivative_of_the_real_wage_gap(economy, position):
    sigma, mu, points = economy
    T = 1 + (points.T_break - 1) * position
    step = 1e-4
    up, down = (cp_short_run(0.5 + side * step, sigma, mu, T).real_wage_gap for side in (1, -1))
    slope = cp_slope_symmetric(sigma, mu, T).slope_gap
    scale = abs(slope) + 1e-3 * cp_short_run(0.5, sigma, mu, T).omega1
    assert (up - down) / (2 * step) == pytest.approx(slope, abs=1e-4 * scale)


@given(st.floats(1.2, 20), st.floats(0.05, 0.9), st.floats(1.02, 1.05))
@quick
def test_a_larger_industry_or_closer_varieties_move_the_points_apart_and_together(sigma, share, more):
    mu = share * (sigma - 1) / sigma
    assume(mu > 0.01 and share * more < 0.95)
    small, large = core_periphery._log_points(sigma, mu), core_periphery._log_points(sigma, mu * more)
    assert large[0] > small[0] and large[1] > small[1]
    close = core_periphery._log_points(sigma * more, mu)
    assert close[0] / (sigma * more - 1) < small[0] / (sigma - 1)
    assert close[1] / (sigma * more - 1) < small[1] / (sigma - 1)


# --- equilibria and their stability ---


def gap_around(lam, sigma, mu, T, steps=4):
    """The gap some floats to the left and to the right of ``lam``: the best that a rounded share can do."""
    left = right = lam
    for _ in range(steps):
        left, right = math.nextafter(left, 0), math.nextafter(right, 1)
    return tuple(cp_short_run(share, sigma, mu, T).real_wage_gap for share in (left, right))


# Close to the core 1 - lam is tiny and the rounding of lam moves it a lot, so that no float has a gap of zero: there
# the gap must change sign within a few floats instead.
@given(economies(), st.floats(0.001, 0.999))
@example((2.0, 0.48828125, cp_points(2.0, 0.48828125)), 0.75)
@example((2.0, 0.484375, cp_points(2.0, 0.484375)), 0.875)
@quick
def test_between_the_points_the_unstable_equilibrium_equalizes_real_wages(economy, position):
    sigma, mu, points = economy
    T = points.T_break ** (1 - position) * points.T_sustain**position
    assume(points.T_break * (1 + 1e-9) < T < points.T_sustain * (1 - 1e-9))
    found = cp_interior(sigma, mu, T)
    lam = found.lambda_unstable
    assert found.n_interior == 3 and found.symmetric_stable and found.core_stable
    assert 0.5 < lam < 1
    state = cp_short_run(lam, sigma, mu, T)
    core = cp_short_run(1, sigma, mu, T)
    if abs(state.real_wage_gap) > 1e-9 * state.omega1:
        left, right = gap_around(lam, sigma, mu, T)
        assert lam > 0.999 and left < 0 < right
    if lam < 0.999:
        assert cp_short_run((lam + 1) / 2, sigma, mu, T).real_wage_gap > 0  # it runs away upwards
        assert core.real_wage_gap > 0
    if lam > 0.51:
        assert cp_short_run((lam + 0.5) / 2, sigma, mu, T).real_wage_gap < 0  # and back downwards


@given(economies(), st.floats(0.01, 0.99))
@quick
def test_outside_the_two_points_only_symmetry_is_interior(economy, position):
    sigma, mu, points = economy
    low, high = points.T_break**position, points.T_sustain ** (1 + position)
    assume(1 < low < points.T_break)
    for T, symmetric, core in ((low, False, True), (high, True, False)):
        found = cp_interior(sigma, mu, T)
        assert (found.n_interior, found.lambda_unstable) == (1, None)
        assert (found.symmetric_stable, found.core_stable) == (symmetric, core)
        gap = cp_short_run(0.75, sigma, mu, T).real_wage_gap
        assert gap < 0 if symmetric else gap > 0


def test_the_points_themselves_have_one_interior_equilibrium():
    points = cp_points(5, 0.4)
    at_break, at_sustain = cp_interior(5, 0.4, points.T_break), cp_interior(5, 0.4, points.T_sustain)
    assert (at_break.n_interior, at_break.lambda_unstable, at_break.symmetric_stable) == (1, None, False)
    assert (at_sustain.n_interior, at_sustain.lambda_unstable, at_sustain.core_stable) == (1, None, False)


@pytest.mark.parametrize("distance", [1e-3, 1e-6, 1e-9, 1e-12, 1e-15])
def test_the_unstable_branch_leaves_symmetry_and_arrives_at_the_core(distance):
    points = cp_points(5, 0.4)
    left = cp_interior(5, 0.4, points.T_break * (1 + distance))
    right = cp_interior(5, 0.4, points.T_sustain * (1 - distance))
    assert 0.5 < left.lambda_unstable < 0.5 + 2 * math.sqrt(distance) + 1e-7
    assert 1 - 5 * distance - 1e-12 < right.lambda_unstable < 1


@pytest.mark.parametrize("T", [1.63, 1.7, 1.8])
def test_unstable_equilibrium_agrees_with_a_search_over_the_short_run(T):
    searched = brentq(lambda lam: cp_short_run(lam, 5, 0.4, T).real_wage_gap, 0.51, 1 - 1e-9, xtol=1e-13)
    assert cp_interior(5, 0.4, T).lambda_unstable == pytest.approx(searched, rel=1e-8)


def test_tomahawk_counts_three_five_and_one():
    diagram = tomahawk(5, 0.4)
    points = cp_points(5, 0.4)
    assert diagram.T.shape == (200,)
    assert (diagram.T_break, diagram.T_sustain) == (points.T_break, points.T_sustain)
    for T, equilibria in zip(diagram.T, diagram.equilibria, strict=True):
        stable = [point.lam for point in equilibria if point.stable]
        expected = [0, 1] if points.T_break > T else [0, 0.5, 1] if points.T_sustain > T else [0.5]
        assert stable == expected
        assert len(equilibria) == (3 if points.T_break > T else 5 if points.T_sustain > T else 1)
        assert [point.lam for point in equilibria] == sorted(point.lam for point in equilibria)
        assert sum(point.lam for point in equilibria) == pytest.approx(len(equilibria) / 2)
        for point in equilibria:
            if 0 < point.lam < 1:
                assert abs(cp_short_run(point.lam, 5, 0.4, float(T)).real_wage_gap) < 1e-12
    assert len(diagram.T_unstable) == len(diagram.lambda_unstable) > 20
    assert (np.diff(diagram.lambda_unstable) > 0).all()


def test_tomahawk_takes_any_grid_and_locks_it():
    diagram = tomahawk(5, 0.4, [2.1, 1.5])
    assert diagram["T"].tolist() == [2.1, 1.5]
    assert [len(points) for points in diagram.equilibria] == [1, 3]
    assert diagram.lambda_unstable.size == 0
    with pytest.raises(ValueError, match="read-only"):
        diagram.T[0] = 1


def test_gap_curve_is_the_short_run_at_each_share():
    lam = np.linspace(0, 1, 21)
    curve = cp_gap_curve(lam, 5, 0.4, 1.7)
    assert curve == pytest.approx([cp_short_run(float(x), 5, 0.4, 1.7).real_wage_gap for x in lam])
    assert curve + curve[::-1] == pytest.approx(np.zeros(21), abs=1e-12)


# --- edges of the domain ---


@pytest.mark.parametrize("sigma, mu", [(5, 0.8), (5, 0.9), (2, 0.5), (1.25, 0.3)])
@pytest.mark.parametrize("ask", [cp_points, lambda sigma, mu: cp_interior(sigma, mu, 2), tomahawk])
def test_a_black_hole_is_explained(ask, sigma, mu):
    with pytest.raises(ValueError, match=rf"mu = {mu} is not allowed with sigma = {sigma}: .*no-black-hole"):
        ask(sigma, mu)


def test_in_a_black_hole_symmetry_is_never_stable():
    assert all(cp_slope_symmetric(5, 0.9, T).slope_gap > 0 for T in (1.01, 2, 10, 1e3))


@pytest.mark.parametrize("below", [1e-3, 1e-6, 1e-9])
def test_close_to_a_black_hole_the_break_point_keeps_its_digits(below):
    from fractions import Fraction

    mu = 0.75 - below
    rho, exact = Fraction(3, 4), Fraction(mu)
    power = float((rho + exact) * (1 + exact) / ((rho - exact) * (1 - exact)))
    l_break, l_sustain = core_periphery._log_points(4, mu)
    assert math.exp(l_break) == pytest.approx(power, rel=1e-12)
    assert l_sustain > l_break
    if below < 1e-4:
        with pytest.raises(ValueError, match=r"T_sustain would be exp"):
            cp_points(4, mu)
        assert cp_interior(4, mu, 1e50).n_interior == 3  # the points need not be floats for this


@pytest.mark.parametrize("mu", [1e-3, 1e-6, 1e-9, 1e-15])
def test_a_tiny_industry_has_its_points_next_to_free_trade(mu):
    points = cp_points(5, mu)
    assert 1 <= points.T_break <= points.T_sustain == pytest.approx(1 + mu * (1 + 1 / 0.8) / 2, rel=1e-5)


@given(st.floats(0, 1), st.floats(1.0000001, 1e6), st.floats(1e-9, 1 - 1e-9), st.floats(1, 1e200))
@settings(max_examples=150, deadline=None)
def test_extremes_are_solved_or_refused_but_never_lost(lam, sigma, mu, T):
    try:
        state = cp_short_run(lam, sigma, mu, T)
        slope = cp_slope_symmetric(sigma, mu, T)
    except ValueError as refusal:
        assert "outside the floating-point range" in str(refusal)
        return
    assert all(math.isfinite(value) for value in (*state.asdict().values(), slope.slope_gap))
    assert lam * state.w1 + (1 - lam) * state.w2 == pytest.approx(1, rel=1e-9)


@given(st.floats(1.0000001, 1e6), st.floats(1e-6, 1 - 1e-6), st.floats(1.0000001, 1e200))
@settings(max_examples=150, deadline=None)
def test_extreme_equilibria_are_solved_or_refused_but_never_lost(sigma, mu, T):
    try:
        found = cp_interior(sigma, mu, T)
    except ValueError as refusal:
        assert "no-black-hole" in str(refusal)
        return
    assert found.n_interior == (1 if found.lambda_unstable is None else 3)
    assert found.symmetric_stable or found.core_stable
    if found.lambda_unstable is not None:
        assert 0.5 < found.lambda_unstable < 1


# --- refusals ---


@pytest.mark.parametrize("bad", NOT_NUMBERS, ids=repr)
@pytest.mark.parametrize("name", BASE)
def test_what_is_not_a_number_is_refused(name, bad):
    assert_refused(cp_short_run, BASE, name, bad)
    if name != "lam":
        three = {key: BASE[key] for key in ("sigma", "mu", "T")}
        assert_refused(cp_slope_symmetric, three, name, bad)
        assert_refused(cp_interior, three, name, bad)
    if name in ("sigma", "mu"):
        assert_refused(cp_points, {"sigma": 5, "mu": 0.4}, name, bad)


@pytest.mark.parametrize(
    "name, bad",
    [("lam", -0.1), ("lam", 1.1), ("sigma", 1), ("sigma", 0.5), ("mu", 0), ("mu", 1), ("T", 0.99), ("T", 0), ("T", -1)],
)
def test_values_outside_the_domain_are_refused(name, bad):
    assert_refused(cp_short_run, BASE, name, bad)


def test_without_trade_cost_every_distribution_is_an_equilibrium():
    with pytest.raises(ValueError, match="T = 1 is not allowed"):
        cp_interior(5, 0.4, 1)
    with pytest.raises(ValueError, match=r"T = 1.0 is not allowed"):
        tomahawk(5, 0.4, [1.5, 1.0])


@pytest.mark.parametrize("bad", NOT_VECTORS, ids=repr)
def test_what_is_not_a_row_of_numbers_is_refused(bad):
    assert_refused(cp_gap_curve, {"lam": [0.5], "sigma": 5, "mu": 0.4, "T": 1.7}, "lam", bad)
    if bad is not None:
        assert_refused(tomahawk, {"sigma": 5, "mu": 0.4, "T": [1.5]}, "T", bad)
