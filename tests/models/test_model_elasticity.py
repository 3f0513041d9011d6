"""The trade elasticity that one would measure, and what the gains formula makes of it."""

import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from missing_middle.models import acr_gains, lognormal, measured_elasticity, melitz_symmetric, pareto, truncated_pareto

CHAPTER = {"sigma": 3.8, "f": 1, "f_x": 1.2, "f_e": 2.5, "delta": 0.2, "tau": 1.45, "n": 3}


def differenced(dist, **costs):
    """The elasticity from two economies whose trade costs differ by a hundredth of a per cent."""
    step, logs = 5e-5, []
    for sign in (-1, 1):
        share = melitz_symmetric(dist, **costs | {"tau": costs["tau"] * math.exp(sign * step)}, L=1).domestic_share
        logs.append(math.log(1 / share - 1))
    return (logs[0] - logs[1]) / (2 * step)


@pytest.mark.parametrize(
    "x_max, gain, with_k, elasticity, with_elasticity",
    [
        (2.35, 2.32, 4.69, 7.12, 3.14),
        (3, 4.07, 5.98, 5.88, 4.86),
        (4, 5.61, 6.84, 5.32, 6.16),
        (10, 7.54, 7.76, 4.87, 7.64),
    ],
)
def test_without_giants_even_the_measured_elasticity_promises_too_much(
    x_max, gain, with_k, elasticity, with_elasticity
):
    seen = measured_elasticity(truncated_pareto(4.8, 1, x_max), **CHAPTER)
    assert 100 * (seen.gains_ratio - 1) == pytest.approx(gain, abs=0.006)
    assert acr_gains(seen.domestic_share, 4.8).gains_percent == pytest.approx(with_k, abs=0.006)
    assert seen.elasticity == pytest.approx(elasticity, abs=0.006)
    assert 100 * (seen.formula_ratio - 1) == pytest.approx(with_elasticity, abs=0.006)
    assert seen.elasticity_given_cutoff > seen.elasticity > 4.8


def test_the_firms_of_the_destination_soften_the_answer():
    assert measured_elasticity(truncated_pareto(4.8, 1, 2.35), **CHAPTER).elasticity_given_cutoff == pytest.approx(
        7.5, abs=0.04
    )


@given(st.floats(1.5, 6), st.floats(0.1, 5), st.floats(0.2, 5), st.floats(1.0, 3), st.integers(1, 10))
@settings(deadline=None, max_examples=60)
def test_under_pareto_it_is_the_shape_where_exporting_selects_and_sigma_less_one_where_it_costs_nothing(
    sigma, above, f_x, tau, n
):
    k = sigma - 1 + above
    costs = {"sigma": sigma, "f": 1, "f_e": 0.01, "delta": 0.2, "tau": tau, "n": n}
    assume(tau ** (sigma - 1) * f_x > 1)
    seen = measured_elasticity(pareto(k, 1), **costs, f_x=f_x)
    assert (seen.elasticity, seen.elasticity_given_cutoff) == pytest.approx((k, k), rel=1e-12)
    assert seen.formula_ratio == pytest.approx(seen.gains_ratio, rel=1e-9)
    free = measured_elasticity(pareto(k, 1), **costs, f_x=0)
    assert free.elasticity == sigma - 1 and free.formula_ratio == pytest.approx(free.gains_ratio, rel=1e-9)


@pytest.mark.parametrize(
    "dist",
    [
        truncated_pareto(4.8, 1, 2.35),
        truncated_pareto(2.0, 0.5, 6),
        lognormal(0, 0.6),
        lognormal(0.3, 1.1),
        stats.gamma(3),
        stats.weibull_min(2),
        stats.lognorm(0.6),
    ],
    ids=["truncated", "wide", "lognormal", "lognormal, wide", "gamma", "Weibull", "tabulated lognormal"],
)
def test_it_is_what_two_economies_with_slightly_different_costs_show(dist):
    for change in ({}, {"n": 1, "tau": 1.2, "f_x": 2.0}, {"sigma": 2.5}):
        costs = CHAPTER | {"f_e": 1.0} | change
        assert measured_elasticity(dist, **costs).elasticity == pytest.approx(differenced(dist, **costs), rel=2e-6)


def test_where_all_export_it_is_that_of_one_firm():
    costs = CHAPTER | {"tau": 1.05, "f_x": 0.3}
    assert measured_elasticity(lognormal(0, 0.6), **costs).elasticity == pytest.approx(2.8)
    assert differenced(lognormal(0, 0.6), **costs) == pytest.approx(2.8, rel=1e-6)


@pytest.mark.parametrize(
    "change, text",
    [
        ({"n": 0}, "n = 0 is not allowed: give a whole number, 1 or more"),
        ({"tau": 5}, "is not allowed with these costs: nobody is able enough to export"),
        ({"sigma": 1}, "sigma = 1 is not allowed"),
    ],
)
def test_what_has_no_trade_has_no_elasticity(change, text):
    with pytest.raises(ValueError, match=text):
        measured_elasticity(truncated_pareto(4.8, 1, 2.35), **CHAPTER | change)
