"""Who gains when exporting becomes cheaper, and who pays: bills, break-evens, and the partner's share."""

from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from missing_middle.models import (
    cheaper_exporting,
    lognormal,
    melitz_symmetric,
    melitz_two_country,
    pareto,
    truncated_pareto,
    unilateral_reform,
)

CHAPTER = {"sigma": 3.8, "f": 1, "f_x": 1.2, "f_e": 2.5, "delta": 0.2, "tau": 1.45, "n": 3}
DISTRIBUTIONS = (pareto(4.8, 1), truncated_pareto(4.8, 1, 3), lognormal(0, 0.6))


def pair(L=(1, 1), f_x=0.545, tau=1.83, k=4.25, sigma=4):
    return {
        "k": k,
        "sigma": sigma,
        "delta": 0.1,
        "L": L,
        "x_min": (1, 1),
        "f_e": (1, 1),
        "f": ((1, f_x), (f_x, 1)),
        "tau": ((1, tau), (tau, 1)),
    }


# The bill of a concerted reform -----------------------------------------------------------------------------


@given(
    st.sampled_from(DISTRIBUTIONS),
    st.just(0) | st.floats(1e-6, 1),
    st.floats(1.5, 5.5),
    st.floats(1.0, 2.0),
    st.integers(1, 6),
)
@settings(deadline=None, max_examples=80)
def test_the_market_alone_is_efficient_so_paying_for_exporters_never_pays(dist, left, sigma, tau, n):
    assume(not hasattr(dist, "k") or hasattr(dist, "x_max") or sigma - 1 < 4.7)
    costs = CHAPTER | {"sigma": sigma, "tau": tau, "n": n, "f_e": 0.4}
    cut = cheaper_exporting(dist, **costs, f_x_after=left * 1.2)
    assert cut.income_ratio_subsidy <= 1 + 1e-9
    assert cut.labour_of_subsidy >= cut.labour_break_even - 1e-9


@pytest.mark.parametrize("dist", DISTRIBUTIONS)
def test_the_first_hundredth_that_is_paid_for_costs_as_much_as_it_brings(dist):
    """The envelope theorem: at the market's own allocation a small subsidy has no effect of the first order."""
    losses = []
    for cut in (0.01, 0.02):
        small = cheaper_exporting(dist, **CHAPTER, f_x_after=1.2 * (1 - cut))
        assert small.labour_of_subsidy == pytest.approx(small.labour_break_even, rel=2.5 * cut)
        losses.append(1 - small.income_ratio_subsidy)
    assert losses[1] / losses[0] == pytest.approx(4, rel=0.1)  # of the second order


@pytest.mark.parametrize("dist", DISTRIBUTIONS)
def test_break_even_and_subsidy_come_out_of_economies_with_fewer_people_at_work(dist):
    cut = cheaper_exporting(dist, **CHAPTER, f_x_after=0.8)
    before = melitz_symmetric(dist, **CHAPTER, L=100).welfare
    for bill, ratio in ((cut.labour_break_even, 1), (cut.labour_of_subsidy, cut.income_ratio_subsidy)):
        after = melitz_symmetric(dist, **CHAPTER | {"f_x": 0.8}, L=100 * (1 - bill))
        assert after.welfare * (1 - bill) / before == pytest.approx(ratio, rel=1e-9)
        if ratio != 1:  # the tax pays just the difference, for every exporter and every market
            assert 100 * bill == pytest.approx(0.4 * 3 * after.mass_exporters, rel=1e-9)


def test_a_cut_of_nothing_changes_nothing_and_a_rise_is_refused():
    same = cheaper_exporting(pareto(4.8, 1), **CHAPTER, f_x_after=1.2)
    assert same.asdict() == pytest.approx(
        {"income_ratio_free": 1, "labour_break_even": 0, "labour_of_subsidy": 0, "income_ratio_subsidy": 1}
    )
    with pytest.raises(ValueError, match=r"f_x_after = 1.3 is not allowed: give a number in \[0, 1.2\]"):
        cheaper_exporting(pareto(4.8, 1), **CHAPTER, f_x_after=1.3)
    with pytest.raises(ValueError, match="n = 0 is not allowed"):
        cheaper_exporting(pareto(4.8, 1), **CHAPTER | {"n": 0}, f_x_after=1)


# One country alone ------------------------------------------------------------------------------------------


def test_between_equals_the_partner_gains_more_than_the_reformer_at_every_point_of_a_grid():
    tried, grid = 0, product((2.5, 3.4, 4.2), (0.4, 1.2, 3), (1.3, 1.6, 2.2), (0.8, 1.2), (0.1, 0.4, 0.6))
    for sigma, above, tau, f_x, cut in grid:
        if tau ** (sigma - 1) * f_x * (1 - cut) < 1.05:
            continue  # all firms would export
        economy = pair(f_x=f_x, tau=tau, k=sigma - 1 + above, sigma=sigma)
        reform = unilateral_reform(**economy, f_export=((1 - cut) * f_x, f_x))
        assert reform.income_ratio_2 > reform.income_ratio_1 > 1
        tried += 1
    assert tried > 100


def test_a_reform_of_red_tape_in_one_country_in_numbers():
    reform = unilateral_reform(**pair((100, 100), f_x=0.9, tau=1.5, k=4.8, sigma=4.2), f_export=(0.675, 0.9))
    gains = [100 * (ratio - 1) for ratio in (reform.income_ratio_1, reform.income_ratio_2)]
    assert gains == pytest.approx([0.182, 0.223], abs=5e-4)
    assert reform.labour_break_even_1 == pytest.approx(0.140, abs=5e-4)  # of 100


@pytest.mark.parametrize("reformer", [0, 1])
def test_of_two_unequal_countries_the_smaller_gains_more_whoever_reforms(reformer):
    f_export = [0.8, 0.8]
    f_export[reformer] = 0.6
    reform = unilateral_reform(**pair(L=(100, 10), f_x=0.8), f_export=f_export)
    assert reform.income_ratio_2 > reform.income_ratio_1 > 1


def test_both_together_gain_more_than_either_alone_and_equally():
    alone = unilateral_reform(**pair(), f_export=(0.4, 0.545))
    both = unilateral_reform(**pair(), f_export=(0.4, 0.4))
    assert both.income_ratio_1 == pytest.approx(both.income_ratio_2, rel=1e-12)
    assert both.income_ratio_1 > alone.income_ratio_2


def test_at_the_break_even_the_reformer_is_where_it_was_and_beyond_it_worse_off():
    reform = unilateral_reform(**pair(L=(5, 3)), f_export=(0.4, 0.545))
    bill = reform.labour_break_even_1
    assert 0 < bill < 5 * (reform.income_ratio_1 - 1)
    paid = unilateral_reform(**pair(L=(5, 3)), f_export=(0.4, 0.545), labour=(bill, 0))
    assert paid.income_ratio_1 == pytest.approx(1, abs=1e-12)
    assert paid.income_ratio_2 > 1  # the partner still gains, and has not paid
    more = unilateral_reform(**pair(L=(5, 3)), f_export=(0.4, 0.545), labour=(2 * bill, 0))
    assert more.income_ratio_1 < 1


def test_income_per_head_counts_those_who_work_on_the_reform():
    reform = unilateral_reform(**pair(L=(5, 3)), f_export=(0.4, 0.5), labour=(0.02, 0.01))
    before = melitz_two_country(**pair(L=(5, 3)))
    after = melitz_two_country(**pair(L=(4.98, 2.99)) | {"f": ((1, 0.4), (0.5, 1))})
    assert reform.income_ratio_1 == pytest.approx(after.welfare_1 * 4.98 / (before.welfare_1 * 5), rel=1e-12)
    assert reform.income_ratio_2 == pytest.approx(after.welfare_2 * 2.99 / (before.welfare_2 * 3), rel=1e-12)


def test_a_country_that_loses_has_nothing_to_spend():
    dearer = unilateral_reform(**pair(), f_export=(0.7, 0.7))
    assert dearer.income_ratio_1 < 1 and dearer.labour_break_even_1 == dearer.labour_break_even_2 == 0


@pytest.mark.parametrize(
    "change, text",
    [
        ({"f_export": 0.4}, "f_export = 0.4 is not allowed: give two values"),
        ({"f_export": (0, 0.5)}, r"f_export\[0\] = 0.* is not allowed"),
        ({"labour": (0, 1)}, r"labour\[1\] = 1.0 is not allowed: give a number in \[0, 1\)"),
        ({"labour": (-0.1, 0)}, r"labour\[0\] = -0.1 is not allowed"),
        ({"f_export": (0.01, 0.545)}, "all firms of country 1 would export"),
    ],
)
def test_impossible_reforms_are_refused_by_name(change, text):
    with pytest.raises(ValueError, match=text):
        unilateral_reform(**pair() | {"f_export": (0.4, 0.545)} | change)
