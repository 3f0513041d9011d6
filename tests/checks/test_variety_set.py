"""The right answers of the variety set, by a second route."""

import math

import handing_in
import pytest
from scipy.optimize import brentq

from missing_middle.checks.registry import question_of
from missing_middle.checks.sets import variety
from missing_middle.checks.sets.variety import PATTERNS, TAUS, plants, two_way
from missing_middle.checks.variants import draw_case
from missing_middle.models.krugman_1979 import krugman1979_general
from missing_middle.models.krugman_1980 import krugman1980

SEEDS = handing_in.SEEDS[:20]
UTILITIES = {  # v, its first and its second derivative
    "log": lambda s: (lambda c: math.log(1 + c / s), lambda c: 1 / (s + c), lambda c: -1 / (s + c) ** 2),
    "cara": lambda g: (
        lambda c: 1 - math.exp(-g * c),
        lambda c: g * math.exp(-g * c),
        lambda c: -g * g * math.exp(-g * c),
    ),
    "quadratic": lambda s: (lambda c: s * c - c * c / 2, lambda c: s - c, lambda c: -1.0),
}


def question_and_case(name, seed):
    question = question_of(name)
    return question, draw_case(question, seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_gain_is_that_of_the_general_solver_on_derivatives_written_here(seed):
    question, case = question_and_case("variety-q1", seed)
    v, first, second = UTILITIES[case.utility](case.par)
    alone, common = (
        krugman1979_general(first, second, case.alpha, case.beta, people, v=v)
        for people in (case.L_home, case.L_home + case.L_foreign)
    )
    most = case.par if case.utility == "quadratic" else 200 * alone.c  # beyond its top a quadratic utility falls
    as_good = brentq(lambda c: alone.varieties * v(c) - common.utility, alone.c, most)
    assert question.right(case) == pytest.approx(100 * (as_good / alone.c - 1), rel=1e-6)
    assert question.right(case) > 0


def test_all_three_utilities_are_asked_for():
    assert {draw_case(question_of("variety-q1"), seed).utility for seed in SEEDS} == set(UTILITIES)


@pytest.mark.parametrize("seed", SEEDS)
def test_home_firms_employ_the_people_of_home_at_a_price_that_leaves_no_profit(seed):
    question, case = question_and_case("variety-q2", seed)
    for (s, alpha, beta, home, foreign), firms in zip(case.points, question.right(case), strict=True):
        c = math.sqrt(alpha * s / (beta * (home + foreign)))
        output = c * (home + foreign)
        assert firms * (alpha + beta * output) == pytest.approx(home, rel=1e-9)  # everybody works
        elasticity = (c + s) / c
        assert beta * elasticity / (elasticity - 1) == pytest.approx(beta + alpha / output, rel=1e-9)
        assert firms < question.wrong[0].rule(case)[case.points.index((s, alpha, beta, home, foreign))]


@pytest.mark.parametrize("seed", SEEDS)
def test_gain_of_the_smaller_country_is_that_of_prices_at_which_trade_balances(seed, monkeypatch):
    calls = []
    monkeypatch.setattr(variety, "krugman1980", lambda *a, **n: calls.append(a) or krugman1980(*a, **n))
    question, case = question_of("variety-q3"), handing_in.first_posed(variety._accounts, seed)
    L1, L2, sigma, tau = calls[-1]

    def price_index(own, own_wage, other, other_wage):
        return (own * own_wage ** (1 - sigma) + other * (tau * other_wage) ** (1 - sigma)) ** (1 / (1 - sigma))

    def surplus(wage):  # exports of the larger country less its imports
        into_2 = L1 * (tau * wage / price_index(L2, 1, L1, wage)) ** (1 - sigma) * L2
        into_1 = L2 * (tau / price_index(L1, wage, L2, 1)) ** (1 - sigma) * wage * L1
        return into_2 - into_1

    wage = brentq(surplus, 1e-3, 1e3, xtol=1e-14)
    autarky, trade = L2 ** (1 / (1 - sigma)), price_index(L2, 1, L1, wage)
    assert case.wage == pytest.approx(wage, abs=1e-4)
    assert question.right(case) == pytest.approx(100 * (autarky / trade - 1), rel=1e-3)
    assert question.right(case) > question.wrong[0].rule(case) > 0  # the larger country gains too, and less


@pytest.mark.parametrize("seed", SEEDS)
def test_with_that_share_of_demand_the_last_plant_elsewhere_sells_no_more_than_here(seed):
    question, case = question_and_case("variety-q4", seed)
    demand = question.right(case)
    here, there = (sales(country, 1, demand, case.sigma, case.tau) for country in (1, 2))
    assert here == pytest.approx(there, rel=1e-9)
    assert plants(demand - 1e-6, case.sigma, case.tau) < 1 == plants(demand + 1e-6, case.sigma, case.tau)


def sales(country, share, demand, sigma, tau):
    """What one plant sells, of demand 1 in all, if the share of plants in country 1 is ``share``."""
    freeness = tau ** (1 - sigma)
    in_1, in_2 = demand / (share + freeness * (1 - share)), (1 - demand) / (freeness * share + 1 - share)
    return in_1 + freeness * in_2 if country == 1 else freeness * in_1 + in_2


@pytest.mark.parametrize("seed", SEEDS)
def test_down_the_rows_plants_gather_until_nobody_would_sell_more_by_staying(seed):
    question, case = question_and_case("variety-q5", seed)
    shares = [row[0] for row in question.right(case)]
    assert shares == sorted(shares) and shares[0] > case.demand and shares[-1] == 1 and case.tau == TAUS
    for tau, share in zip(case.tau, shares, strict=True):
        here, there = (sales(country, share, case.demand, case.sigma, tau) for country in (1, 2))
        assert here >= there * (1 - 1e-9) if share == 1 else here == pytest.approx(there, rel=1e-9)


def test_two_way_trade_is_one_if_matched_and_zero_if_it_goes_one_way():
    assert two_way((3, 4), (3, 4)) == 1 and two_way((5, 0), (0, 7)) == 0
    assert two_way((30, 10), (10, 10)) == pytest.approx(40 / 60)


@pytest.mark.parametrize("seed", range(60))
def test_evidence_is_two_way_trade_between_likes_and_no_other_report_is(seed):
    question, case = question_and_case("variety-q6", seed)
    assert case.order["abcd".index(question.right(case))] == "likes" and set(case.order) == set(PATTERNS)
    matched = {name: two_way(case[f"{name}_exports"], case[f"{name}_imports"]) for name in PATTERNS}
    assert matched["likes"] > 0.85 and all(matched[name] < 0.6 for name in PATTERNS if name != "likes")
    assert sum(case.surplus_exports) > 2 * sum(case.surplus_imports)
