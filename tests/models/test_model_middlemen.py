"""Middlemen: each firm chooses the best of three ways, entry is free, and the hole in the sizes is parted."""

import math
from itertools import pairwise

import numpy as np
import pytest
from refusals import NOT_COUNTS, NOT_NUMBERS, assert_refused
from scipy.integrate import quad
from scipy.stats import lognorm

from missing_middle.models import lognormal, melitz_symmetric, middlemen, pareto, truncated_pareto

CASE = {"sigma": 3.8, "f": 1.0, "f_x": 1.2, "f_i": 0.5, "f_e": 2.5, "delta": 0.2, "tau": 1.45, "gamma": 1.25, "n": 3}
K = 4.8
CHANGES = [
    {},
    {"gamma": 1.1},
    {"tau": 1.2, "f_i": 0.8, "gamma": 1.05},
    {"n": 1, "f_x": 4.0},
    {"sigma": 2.5, "f_i": 0.7, "f_e": 1.0},
    {"f_i": 0.9},  # nobody uses the middleman
]


def solved(dist=None, **changes):
    return middlemen(dist or pareto(K, 1), **CASE | changes)


def ways(phi, trade, case):
    """Profit of a firm that stays at home, that uses the middleman and that goes itself."""
    q = case["sigma"] - 1
    home = case["f"] * (phi / trade.phi_domestic) ** q
    handled, direct = (case["gamma"] * case["tau"]) ** -q, case["tau"] ** -q
    return (
        home - case["f"],
        home * (1 + case["n"] * handled) - case["f"] - case["n"] * case["f_i"],
        home * (1 + case["n"] * direct) - case["f"] - case["n"] * case["f_x"],
    )


@pytest.mark.parametrize("changes", CHANGES)
def test_each_firm_takes_the_way_that_earns_most(changes):
    case, trade = CASE | changes, solved(**changes)
    for phi in np.geomspace(trade.phi_domestic, 4 * trade.phi_direct, 400):
        best = int(np.argmax(ways(phi, trade, case)))
        way = 2 if phi >= trade.phi_direct else 1 if trade.used and phi >= trade.phi_indirect else 0
        at_a_border = min(abs(phi / x - 1) for x in (trade.phi_direct, trade.phi_indirect or 1)) < 1e-9
        assert way == best or at_a_border
    assert trade.used == (trade.phi_indirect is not None) == (trade.share_indirect > 0)


@pytest.mark.parametrize("changes", CHANGES)
def test_expected_profit_pays_for_entry(changes):
    case, trade = CASE | changes, solved(**changes)
    borders = [trade.phi_domestic, trade.phi_indirect or trade.phi_direct, trade.phi_direct, math.inf]
    expected = sum(
        quad(lambda phi: max(ways(phi, trade, case)) * K * phi ** (-K - 1), low, high)[0]
        for low, high in pairwise(borders)
        if high > low
    )
    assert expected == pytest.approx(case["delta"] * case["f_e"], rel=1e-6)


def test_expected_profit_pays_for_entry_under_a_lognormal_too():
    trade = solved(lognormal(0, 0.8), f_e=0.5)
    borders = [trade.phi_domestic, trade.phi_indirect, trade.phi_direct, 50, 5000]
    density = lognorm(0.8).pdf
    expected = sum(
        quad(lambda phi: max(ways(phi, trade, CASE)) * density(phi), low, high, limit=200)[0]
        for low, high in pairwise(borders)
    )
    assert expected == pytest.approx(CASE["delta"] * 0.5, rel=1e-5)


@pytest.mark.parametrize("changes", CHANGES)
def test_gains_are_those_of_the_formula_with_two_numbers(changes):
    """Under Pareto the gains are the domestic share to the power -1/k, with middlemen as without."""
    trade = solved(**changes)
    assert trade.gains == pytest.approx(trade.domestic_share ** (-1 / K), rel=1e-9)


@pytest.mark.parametrize("changes", CHANGES)
def test_pareto_shares_have_a_closed_form(changes):
    case, trade = CASE | changes, solved(**changes)
    q = case["sigma"] - 1
    direct, handled = case["tau"] ** -q, (case["tau"] * case["gamma"]) ** -q
    if not trade.used:
        assert trade.share_direct == pytest.approx((case["f_x"] / direct) ** (-K / q))
        return
    last = (case["f_x"] - case["f_i"]) / (direct - handled)
    assert trade.share_direct == pytest.approx(last ** (-K / q))
    assert trade.share_indirect == pytest.approx((case["f_i"] / handled) ** (-K / q) - last ** (-K / q))
    rise = 1 + case["n"] * (
        case["f_i"] * (case["f_i"] / handled) ** (-K / q) + (case["f_x"] - case["f_i"]) * last ** (-K / q)
    )
    assert trade.gains == pytest.approx(rise ** (1 / K))


@pytest.mark.parametrize("dist", [pareto(K, 1), lognormal(0, 0.6), truncated_pareto(K, 1, 3)], ids=repr)
def test_without_use_it_is_the_economy_without_middlemen(dist):
    given = {name: CASE[name] for name in CASE if name not in ("f_i", "gamma")} | {"f_e": 0.5}
    plain = melitz_symmetric(dist, **given, L=1)
    for unused in ({"f_i": 1.2}, {"gamma": 3.0}):
        trade = middlemen(dist, **CASE | {"f_e": 0.5} | unused)
        assert not trade.used and trade.value_indirect == 0 and trade.lower_hole is None
        assert trade.gains == pytest.approx(plain.gains) == pytest.approx(trade.gains_without)
        assert trade.share_direct == pytest.approx(plain.export_probability, abs=1e-12)
        assert trade.domestic_share == pytest.approx(plain.domestic_share)
        assert trade.upper_hole == pytest.approx(trade.hole_without)


@pytest.mark.parametrize("changes", CHANGES[:5])
def test_two_holes_are_together_as_wide_as_the_one(changes):
    """As ratios: what the middleman adds below the direct exporters is missing above them."""
    trade = solved(**changes)
    (a, b), (c, d), (low, high) = trade.lower_hole, trade.upper_hole, trade.hole_without
    assert (b / a) * (d / c) == pytest.approx(high / low) and a < b < c < d
    assert a < low < c and b < high < d  # both holes are parted from the old one, and between them there are firms
    assert trade.share_indirect > 0


def test_middlemen_raise_real_income_and_take_the_smallest_exporters():
    trade = solved()
    plain = solved(f_i=1.2)
    assert trade.gains > trade.gains_without == pytest.approx(plain.gains)
    assert trade.share_direct < plain.share_direct < trade.share_direct + trade.share_indirect


def test_their_share_of_exports_grows_with_what_a_market_costs_and_not_with_freight():
    by_cost = [solved(f_x=f_x).value_indirect for f_x in (1.0, 1.2, 2.0, 4.0)]
    assert by_cost == sorted(by_cost) and by_cost[-1] > 2 * by_cost[0] > 0
    by_freight = [solved(tau=tau).value_indirect for tau in (1.3, 1.45, 2.0)]
    assert by_freight == pytest.approx([by_freight[0]] * 3)


def test_value_through_middlemen_is_what_their_firms_sell_abroad():
    trade, q = solved(), CASE["sigma"] - 1
    handled, direct = (CASE["gamma"] * CASE["tau"]) ** -q, CASE["tau"] ** -q

    def sales(low, high):
        return quad(lambda phi: phi**q * K * phi ** (-K - 1), low, high)[0]

    through, themselves = (
        handled * sales(trade.phi_indirect, trade.phi_direct),
        direct * sales(trade.phi_direct, np.inf),
    )
    assert trade.value_indirect == pytest.approx(through / (through + themselves))


def test_where_nobody_is_able_enough_nobody_goes_directly():
    trade = solved(truncated_pareto(K, 1, 3), f_x=30.0, f_e=0.3)
    assert trade.share_direct == 0 and trade.value_indirect == 1 and trade.share_indirect > 0


@pytest.mark.parametrize("bad", NOT_NUMBERS)
@pytest.mark.parametrize("name", [name for name in CASE if name != "n"])
def test_what_is_not_a_number_is_refused(name, bad):
    assert_refused(lambda **given: middlemen(pareto(K, 1), **given), CASE, name, bad)


@pytest.mark.parametrize("bad", [*NOT_COUNTS, 0])
def test_what_is_no_number_of_partners_is_refused(bad):
    assert_refused(lambda **given: middlemen(pareto(K, 1), **given), CASE, "n", bad)


@pytest.mark.parametrize(
    "changes, words",
    [
        ({"gamma": 1}, "gamma = 1 is not allowed: give a finite number above 1"),
        ({"f_i": -0.1}, "f_i = -0.1 is not allowed"),
        ({"f_i": 0.1}, "f_i = 0.1 is not allowed: give more than 0.189.*, or every firm that produces exports"),
        (
            {"f_x": 0.2, "f_i": 0.19},
            "f_x = 0.2 is not allowed: give more than 0.353.*, or every firm that produces exports",
        ),
        ({"sigma": 6}, "k = 4.8 is not allowed with sigma = 6"),
    ],
)
def test_values_outside_the_domain_are_refused(changes, words):
    with pytest.raises(ValueError, match=words):
        solved(**changes)
