"""Technology capability: modes, the catch-up trap, two dimensions under one budget."""

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.optimize import brentq

from missing_middle.models import (
    Capability,
    capability,
    classify,
    fast_follower_requirement,
    gap_steady_state,
    gap_trajectory,
    nelson_phelps,
    two_dimensional_steady_state,
)

PRODUCT, PROCESS = Capability(0.05, 2, 0.04, 0.02), Capability(0.09, 1, 0.03, 0.05)
CASE = {"product": PRODUCT, "process": PROCESS, "R": 1.5, "export": 0.5, "chi": 0.4}


# Modes ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "c_product, c_process, export, mode, strategy, orientation, hyperquadrant",
    [
        (0.5, 0.5, 0.5, "fast_follower", "cluster", "global", 7),
        (0.5, 0.5, 0.49, "fast_follower", "cluster", "domestic", 6),
        (1.2, 0.1, 1, "product_pioneer", "niche", "global", 5),
        (0.7, 0.49, 0, "product_pioneer", "niche", "domestic", 4),
        (0, 0.9, 0.8, "process_pioneer", "niche", "global", 3),
        (0.49, 3, 0.1, "process_pioneer", "niche", "domestic", 2),
        (0.1, 0.2, 0.9, "application_specialist", "free_riding", "global", 1),
        (0, 0, 0, "application_specialist", "free_riding", "domestic", 0),
    ],
)
def test_eight_boxes_of_the_second_figure(c_product, c_process, export, mode, strategy, orientation, hyperquadrant):
    box = classify(c_product, c_process, export)
    assert (box.mode, box.strategy, box.orientation, box.hyperquadrant) == (mode, strategy, orientation, hyperquadrant)
    assert box.is_globalized_fast_follower == (hyperquadrant == 7)


def test_thresholds_can_be_moved():
    assert classify(0.5, 0.5, 0.5, c_bar=0.6).mode == "application_specialist"
    assert classify(0.5, 0.5, 0.5, e_bar=0.6).orientation == "domestic"


# One dimension ----------------------------------------------------------------------------------------------


def test_numbers_of_the_catch_up_trap():
    rest = gap_steady_state(a=0.05, delta=2, b=0.02)
    assert rest.regime == "catch_up_with_trap"
    assert rest.b_max == pytest.approx(0.0367879441, abs=5e-11)
    assert (rest.G_stable, rest.c_stable, rest.G_unstable) == pytest.approx((0.518342, 0.595507, 5.085283), abs=5e-7)
    assert rest.eigenvalue_stable == pytest.approx(-0.0285845, abs=5e-8)
    assert gap_trajectory(0.05, 2, 0.02, 1, 30).G_t == pytest.approx(0.758215, abs=5e-7)


positive = st.floats(1e-3, 1e3)


@settings(deadline=None, max_examples=200)
@given(positive, positive, st.floats(-5, 0.999))
def test_lambert_roots_are_where_spill_overs_pay_for_the_frontier(a, delta, relative):
    """The closed form against bracketed root finding on each side of the peak."""
    assume(abs(relative) > 1e-9)
    b = relative * a * delta / math.e
    assume(b > 0 or delta < 500)  # further ahead, capability leaves the floating-point range
    rest = gap_steady_state(a, delta, b)

    def left(y):  # dG/dt over a delta at the gap delta y
        return b / (a * delta) - y * math.exp(-y)

    stable = brentq(left, -10, 1, xtol=1e-300, rtol=1e-15)
    assert rest.G_stable == pytest.approx(delta * stable, rel=1e-8)
    slope = -a * (1 - rest.G_stable / delta) * math.exp(-rest.G_stable / delta)
    assert rest.eigenvalue_stable == pytest.approx(slope, rel=1e-8)
    assert rest.half_life * -slope == pytest.approx(math.log(2), rel=1e-8)
    if rest.regime == "catch_up_with_trap":
        unstable = brentq(left, 1, 800, xtol=1e-300, rtol=1e-15)
        assert rest.G_unstable == pytest.approx(delta * unstable, rel=1e-8)
        assert 0 < rest.G_stable <= delta <= rest.G_unstable
    else:
        assert b < 0 and rest.regime == "leapfrog" and rest.G_stable < 0 and rest.G_unstable is None
    assert rest.c_stable == pytest.approx(math.exp(-rest.G_stable), rel=1e-12)


@settings(deadline=None, max_examples=100)
@given(positive, positive)
def test_the_fold_and_what_lies_beyond(a, delta):
    b_max = a * delta / math.e
    for b in (b_max, b_max * (1 - 9e-10), b_max * (1 + 9e-10), math.nextafter(b_max, 0), math.nextafter(b_max, 9e9)):
        fold = gap_steady_state(a, delta, b)
        assert (fold.regime, fold.G_stable, fold.G_unstable) == ("catch_up_with_trap", delta, delta)
        assert (fold.eigenvalue_stable, fold.half_life) == (0, math.inf)
    lost = gap_steady_state(a, delta, b_max * (1 + 2e-9))
    assert lost.regime == "falling_behind"
    assert set(lost.asdict().values()) == {lost.b_max, "falling_behind", None}
    near = gap_steady_state(a, delta, b_max * (1 - 2e-9))
    assert near.G_stable < delta < near.G_unstable and near.half_life < math.inf
    parity = gap_steady_state(a, delta, 0)
    assert (parity.regime, parity.G_stable, parity.c_stable, parity.G_unstable) == ("parity", 0, 1, None)
    assert parity.eigenvalue_stable == -a


@settings(deadline=None, max_examples=100)
@given(positive, positive, st.floats(0.01, 0.95), st.floats(1.01, 3))
def test_openness_and_absorption_widen_the_basin_and_raise_capability(a, delta, relative, factor):
    b = relative * a * delta / math.e
    before = gap_steady_state(a, delta, b)
    for after in (gap_steady_state(a * factor, delta, b), gap_steady_state(a, delta * factor, b)):
        assert after.c_stable >= before.c_stable * (1 - 1e-12)
        assert after.G_unstable > before.G_unstable


@settings(deadline=None, max_examples=40)
@given(st.floats(0.01, 2), st.floats(0.2, 5), st.floats(-2, 0.95), st.floats(-2, 6), st.floats(0.1, 0.999))
def test_paths_agree_with_the_time_integral(a, delta, relative, start, part):
    """dG / dG_dot integrated over the gap gives the time that the path needed."""
    b = relative * a * delta / math.e
    G0 = start * delta

    def speed(G):
        return b - a * G * math.exp(-G / delta)

    assume(abs(speed(G0)) > 1e-3 * a * delta)
    rest = gap_steady_state(a, delta, b)
    trapped = rest.G_unstable is not None and rest.G_unstable < G0
    target = G0 + 3 * delta * part if trapped else G0 + part * (rest.G_stable - G0)
    assume(abs(speed(target)) > 1e-3 * a * delta)
    years = quad(lambda G: 1 / speed(G), G0, target, epsrel=1e-12, epsabs=0, limit=200)[0]
    reached = gap_trajectory(a, delta, b, G0, [years]).G_t[0]
    assert reached == pytest.approx(target, rel=1e-6, abs=1e-6 * delta)


def test_the_start_decides_whether_the_country_catches_up():
    rest = gap_steady_state(0.05, 2, 0.02)
    below = gap_trajectory(0.05, 2, 0.02, rest.G_unstable - 0.01, [0, 3000])
    above = gap_trajectory(0.05, 2, 0.02, rest.G_unstable + 0.01, [0, 3000])
    assert below.G_t[1] == pytest.approx(rest.G_stable, rel=1e-6)
    assert above.G_t[1] > 20 and above.c_t[1] < 1e-8


def test_a_temporary_effort_moves_a_country_across_the_threshold_for_good():
    """Hysteresis: after ten years of more effort, the old effort is enough."""
    a, delta, b = 0.05, 2, 0.02
    start = gap_steady_state(a, delta, b).G_unstable + 0.2
    lasting = gap_trajectory(a, delta, b, start, 2000).G_t
    pushed = gap_trajectory(a, delta, b - 0.05, start, 10).G_t
    assert lasting > start > gap_steady_state(a, delta, b).G_unstable > pushed
    assert gap_trajectory(a, delta, b, pushed, 2000).G_t == pytest.approx(0.518342, abs=1e-6)


def test_the_fold_attracts_from_below_only():
    b = 0.05 * 2 / math.e
    assert gap_trajectory(0.05, 2, b, 1.0, 1e4).G_t == pytest.approx(2, abs=0.05)
    assert gap_trajectory(0.05, 2, b, 3.0, 1e4).G_t > 20


def test_paths_keep_the_shape_and_order_of_the_times():
    path = gap_trajectory(0.05, 2, 0.02, 1, [30, 0, 10, 10])
    assert path.G_t.shape == path.c_t.shape == (4,) and path.G_t[1] == 1 and path.G_t[2] == path.G_t[3]
    assert path.G_t[0] == pytest.approx(gap_trajectory(0.05, 2, 0.02, 1, 30).G_t, rel=1e-8)
    assert path.c_t == pytest.approx(np.exp(-path.G_t))
    assert gap_trajectory(0.05, 2, 0.02, 1, 0).G_t == 1


@given(positive, positive, st.floats(-670, -500))
@settings(deadline=None, max_examples=50)
def test_a_nearly_complete_effort_leaves_the_trap_far_away(a, delta, log_x):
    """The lower Lambert branch where its argument underflows: y - ln y = -ln x."""
    b = math.exp(log_x + math.log(a * delta))
    y = gap_steady_state(a, delta, b).G_unstable / delta
    assert y - math.log(y) == pytest.approx(math.log(a * delta) - math.log(b), rel=1e-12)


def test_with_unlimited_absorption_the_spill_over_is_linear_in_the_gap():
    assert gap_steady_state(0.05, 1e9, 0.02).G_stable == pytest.approx(0.02 / 0.05, rel=1e-8)


@given(positive, st.floats(0, 1e3))
@settings(deadline=None, max_examples=50)
def test_nelson_and_phelps_level_and_gap(phi, g):
    rest = nelson_phelps(phi, g)
    assert rest.relative_level == pytest.approx(phi / (phi + g), rel=1e-12)
    assert rest.gap == pytest.approx(1 / rest.relative_level - 1, rel=1e-6, abs=1e-12)
    # the relative level a does not move: phi (1 - a) / a equals g
    assert phi * (1 - rest.relative_level) / rest.relative_level == pytest.approx(g, rel=1e-6, abs=1e-12 * phi)


# Two dimensions ---------------------------------------------------------------------------------------------


def test_numbers_of_the_two_dimensional_case():
    need = fast_follower_requirement(**CASE, c_bar=0.6)
    assert need.u_product_min == pytest.approx(0.54196568, abs=5e-9)
    assert need.u_process_min == 0 and need.attainable
    assert need.R_min == pytest.approx(0.81294852, abs=5e-9)
    rest = two_dimensional_steady_state(**CASE, u_product=0.6, c_bar=0.6)
    assert rest.c_product == pytest.approx(0.630065, abs=5e-7)
    assert (rest.c_process, rest.regime_process) == (1, "parity")
    assert (rest.mode, rest.hyperquadrant) == ("fast_follower", 7)
    ladder = two_dimensional_steady_state(**CASE, u_product=0.6, kappa_product=0.5)
    assert ladder.c_product == pytest.approx(0.646204, abs=5e-7)


dimension = st.builds(
    Capability, a0=st.floats(0.005, 0.2), delta0=st.floats(0.3, 5), g=st.floats(-0.01, 0.1), lam=st.floats(0.001, 0.1)
)
setting = {
    "product": dimension,
    "process": dimension,
    "R": st.floats(0, 5),
    "export": st.floats(0, 1),
    "chi": st.floats(0, 3),
    "c_bar": st.floats(0.05, 0.95),
}


@settings(deadline=None, max_examples=150)
@given(**setting, u=st.floats(0, 1))
def test_capability_reaches_the_bar_exactly_when_the_share_is_enough(product, process, R, export, chi, c_bar, u):
    need = fast_follower_requirement(product, process, R, export, chi, c_bar)
    rest = two_dimensional_steady_state(product, process, R, u, export, chi, c_bar=c_bar)
    for share, least, capability_ in (
        (u, need.u_product_min, rest.c_product),
        (1 - u, need.u_process_min, rest.c_process),
    ):
        if abs(share - least) > 1e-6:
            assert (capability_ >= c_bar) == (share >= least)
    if R > 1e-3 and abs(need.R_min - R) > 1e-6:
        assert need.attainable == (need.u_product_min + need.u_process_min <= 1)
    if need.attainable and R > 1e-3 and need.R_min * (1 + 1e-6) < R:  # and the corner can indeed be had
        u = need.u_product_min + (1 - need.u_product_min - need.u_process_min) / 2
        assert two_dimensional_steady_state(product, process, R, u, export, chi, c_bar=c_bar).hyperquadrant >= 6


@settings(deadline=None, max_examples=100)
@given(**setting, factor=st.floats(1.01, 3))
def test_what_lowers_and_what_raises_the_resources_needed(product, process, R, export, chi, c_bar, factor):
    def needed(**change):
        settings = {"export": export, "chi": chi, "c_bar": c_bar} | {
            name: value for name, value in change.items() if name in ("export", "chi", "c_bar")
        }
        fields = {name: value for name, value in change.items() if name not in settings}
        return fast_follower_requirement(Capability(**(product.asdict() | fields)), process, R, **settings).R_min

    base = needed()
    close = 1e-12 + 1e-9 * base
    for helpful in (
        {"export": min(1.0, export * factor)},
        {"chi": chi * factor},
        {"a0": product.a0 * factor},
        {"delta0": product.delta0 * factor},
        {"lam": product.lam * factor},
    ):
        assert needed(**helpful) <= base + close, helpful
    for harmful in ({"g": product.g + 0.01 * factor}, {"c_bar": min(0.99, c_bar * factor)}):
        assert needed(**harmful) >= base - close, harmful


@settings(deadline=None, max_examples=80)
@given(**setting, u=st.floats(0, 1), kappa=st.floats(0, 3))
def test_mastery_of_one_dimension_never_hurts_the_other(product, process, R, export, chi, c_bar, u, kappa):
    alone = two_dimensional_steady_state(product, process, R, u, export, chi, c_bar=c_bar)
    helped = two_dimensional_steady_state(product, process, R, u, export, chi, kappa_product=kappa, c_bar=c_bar)
    mirrored = two_dimensional_steady_state(product, process, R, u, export, chi, kappa_process=kappa, c_bar=c_bar)
    assert helped.c_process == alone.c_process and mirrored.c_product == alone.c_product
    # ahead of the frontier, more absorption means more leakage: there a larger delta lowers the lead
    if alone.c_product <= 1:
        assert helped.c_product >= alone.c_product * (1 - 1e-12)
    if alone.c_process <= 1:
        assert mirrored.c_process >= alone.c_process * (1 - 1e-12)
    if kappa == 0:
        assert helped == mirrored == alone  # the two dimensions are independent
    # the recursion satisfies its own equation
    delta = product.delta0 + kappa * helped.c_process
    b = product.g - product.lam * u * R
    if helped.G_product is not None:
        flow = product.a0 * (1 + chi * export) * helped.G_product * math.exp(-helped.G_product / delta)
        assert flow == pytest.approx(b, rel=1e-8, abs=1e-15) or helped.regime_product == "catch_up_with_trap"


def test_a_dimension_that_falls_behind_counts_as_nothing():
    hopeless = Capability(0.001, 1, 0.1, 0)
    rest = two_dimensional_steady_state(PRODUCT, hopeless, 1, 1, 0, 0, kappa_product=2)
    assert (rest.c_process, rest.G_process, rest.regime_process) == (0, None, "falling_behind")
    assert rest.c_product == two_dimensional_steady_state(PRODUCT, PROCESS, 1, 1, 0, 0).c_product
    assert rest.mode == "product_pioneer"


def test_without_resources_only_the_effortless_is_attainable():
    need = fast_follower_requirement(PRODUCT, PROCESS, 0, 0.5, 0.4, c_bar=0.6)
    assert (need.u_product_min, need.u_process_min, need.attainable) == (math.inf, 0, False)
    easy = Capability(1, 2, 0.01, 0)
    assert fast_follower_requirement(easy, easy, 0, 0, 0) == capability.FastFollowerRequirement(0, 0, 0, True)


# Refusals ---------------------------------------------------------------------------------------------------

NOT_NUMBERS = ["1", math.nan, math.inf, -math.inf, True, None, np.array([1.0, 2.0]), [1.5], 1j, 10**400]
CALLS = [
    (
        classify,
        {"c_product": 0.5, "c_process": 0.5, "export": 0.5, "c_bar": 0.5, "e_bar": 0.5},
        {"c_product": [-0.1], "c_process": [-1], "export": [-0.1, 1.1], "c_bar": [0, 1, -1, 2], "e_bar": [0, 1]},
    ),
    (gap_steady_state, {"a": 0.05, "delta": 2, "b": 0.02}, {"a": [0, -1], "delta": [0, -1], "b": []}),
    (
        gap_trajectory,
        {"a": 0.05, "delta": 2, "b": 0.02, "G0": 1, "t": [1.0]},
        {"a": [0], "delta": [0], "b": [], "G0": []},
    ),
    (nelson_phelps, {"phi": 1, "g": 1}, {"phi": [0, -1], "g": [-0.1]}),
    (Capability, {"a0": 1, "delta0": 1, "g": 0.1, "lam": 0}, {"a0": [0], "delta0": [0], "g": [], "lam": [-1]}),
    (
        two_dimensional_steady_state,
        {**CASE, "u_product": 0.5, "kappa_product": 0.0, "kappa_process": 0.0},
        {
            "R": [-1],
            "u_product": [-0.1, 1.1],
            "export": [1.1],
            "chi": [-1],
            "kappa_product": [-1],
            "kappa_process": [-0.1],
            "product": [PROCESS.asdict()],
            "process": [(1, 1, 1, 1)],
        },
    ),
    (
        fast_follower_requirement,
        {**CASE, "c_bar": 0.6},
        {"R": [-1], "export": [-0.1], "chi": [-1], "c_bar": [0, 1], "product": [3], "process": [3]},
    ),
]


@pytest.mark.parametrize(
    "call, good, name, value",
    [(call, good, name, value) for call, good, bad in CALLS for name in bad for value in bad[name] + NOT_NUMBERS],
)
def test_parameters_outside_their_domain_are_refused_by_name(call, good, name, value):
    call(**good)
    with pytest.raises(ValueError, match=rf"^{name} = [\s\S]* is not allowed: give a"):
        call(**{**good, name: value})


@pytest.mark.parametrize("t", [-1, math.nan, "1", [1, math.inf], [[1, 2]], [], [True], None, ["a"]])
def test_times_have_to_be_numbers(t):
    with pytest.raises(ValueError, match=r"^t(\[\d\])? (= .* is not allowed|has shape .*): give "):
        gap_trajectory(0.05, 2, 0.02, 1, t)


def test_clashes_are_explained():
    with pytest.raises(ValueError, match=r"kappa_product = 1 is not allowed with kappa_process = 0.5: set one of"):
        two_dimensional_steady_state(**CASE, u_product=0.5, kappa_product=1, kappa_process=0.5)
    with pytest.raises(ValueError, match=r"lam = 0 of product is not allowed here: .* growth of 0\.0154935"):
        fast_follower_requirement(Capability(0.05, 2, 0.04, 0), PROCESS, 1, 0, 0)
    with pytest.raises(ValueError, match=r"c_stable would be exp\(.*less extreme"):
        gap_steady_state(1e-3, 1e4, -1e5)
    with pytest.raises(ValueError, match=r"capability at the start would be exp\(1000\)"):
        gap_trajectory(1, 1, 0, -1000, 1)


wild = st.floats(1e-300, 1e300)
real = st.one_of(wild, wild.map(lambda x: -x), st.just(0.0))


@settings(deadline=None, max_examples=300)
@given(wild, wild, real, st.floats(0, 1), st.floats(0, 1))
def test_extremes_solve_or_say_why_not(a, delta, b, u, export):
    for call in (
        lambda: gap_steady_state(a, delta, b),
        lambda: nelson_phelps(a, abs(b)),
        lambda: two_dimensional_steady_state(Capability(a, delta, b, abs(b)), PROCESS, a, u, export, delta),
        lambda: fast_follower_requirement(Capability(a, delta, b, abs(b)), PROCESS, a, export, delta),
    ):
        try:
            record = call()
        except ValueError as refusal:
            assert "is not allowed" in str(refusal)
            continue
        for name, value in record.asdict().items():
            infinite = name == "half_life" or name.startswith("u_")
            assert not isinstance(value, float) or math.isfinite(value) or (infinite and value == math.inf), name


def test_a_path_faster_than_floats_is_refused_and_no_time_leaves_the_gap_alone():
    with pytest.raises(ValueError, match=r"b = 1e\+200 is not allowed with a = 0.05"):
        gap_trajectory(0.05, 2, 1e200, 1, [0, 1])
    assert gap_trajectory(0.05, 2, 0.02, 1, 1e-320).G_t == 1
