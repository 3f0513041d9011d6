"""The right answers of the credit set, by a second route."""

import handing_in
import numpy as np
import pytest
from scipy.optimize import brentq, minimize

from missing_middle.checks.registry import question_of
from missing_middle.checks.variants import draw_case

SEEDS = handing_in.SEEDS[:20]


def question_and_case(name, seed):
    question = question_of(name)
    return question, draw_case(question, seed)


def surplus(k, theta, alpha, r):
    return theta * k**alpha - r * k


def wanted(theta, alpha, r):
    return (theta * alpha / r) ** (1 / (1 - alpha))


@pytest.mark.parametrize("seed", SEEDS)
def test_last_unit_earns_what_a_little_more_capital_would_add(seed):
    question, case = question_and_case("credit-q1", seed)
    k, step = case.lam * case.wealth, 1e-6
    slope = case.theta * ((k + step) ** case.alpha - (k - step) ** case.alpha) / (2 * step)
    assert question.right(case) == pytest.approx(slope, rel=1e-6)
    assert slope > case.r


@pytest.mark.parametrize("seed", SEEDS)
def test_capital_is_the_best_of_all_amounts_up_to_the_limit(seed):
    question, case = question_and_case("credit-q2", seed)
    at_limit = []
    for (theta, wealth, alpha, r, lam), k in zip(case.points, question.right(case), strict=True):
        amounts = np.linspace(1e-6, lam * wealth, 20_001)
        assert k == pytest.approx(amounts[np.argmax(surplus(amounts, theta, alpha, r))], abs=2e-5)
        at_limit.append(k == lam * wealth)
    assert 2 <= sum(at_limit) <= 3


def edge(case, limit):
    """The size from which on the bank pays."""

    def bank_pays(k):  # for the firm that would use k: profit without the limit, less that at the limit, less cost
        theta = case.r / case.alpha * k ** (1 - case.alpha)
        return (
            surplus(k, theta, case.alpha, case.r)
            - surplus(limit, theta, case.alpha, case.r)
            - case.psi / case.n_members
        )

    return brentq(bank_pays, limit, 1000 * limit)


@pytest.mark.parametrize("seed", SEEDS)
def test_at_the_edge_of_the_gap_the_bank_costs_what_the_limit_costs(seed):
    question, case = question_and_case("credit-q3", seed)
    limit = case.lam * case.wealth
    assert question.right(case) == pytest.approx(edge(case, limit) - limit, rel=1e-8)


@pytest.mark.parametrize("seed", SEEDS)
def test_share_at_the_limit_is_that_of_abilities_between_its_two_ends(seed):
    question, case = question_and_case("credit-q4", seed)

    def abler(size):  # Pareto: the share of firms that would want more capital
        theta = case.r / case.alpha * size ** (1 - case.alpha)
        return min(1, case.theta_min / theta) ** case.zeta

    for lam, (share,) in zip(case.lam, question.right(case), strict=True):
        limit = lam * case.wealth
        assert share == pytest.approx(abler(limit) - abler(edge(case, limit)), rel=1e-8)


@pytest.mark.parametrize("seed", SEEDS)
def test_share_at_the_limit_rises_as_long_as_nobody_is_below_it_and_then_falls(seed):
    question, case = question_and_case("credit-q4", seed)
    shares = [row[0] for row in question.right(case)]
    assert shares[0] < shares[1] > shares[2] > shares[3] > shares[4]
    least = wanted(case.theta_min, case.alpha, case.r)
    assert case.lam[0] * case.wealth < least
    assert least == pytest.approx(case.lam[1] * case.wealth, rel=2e-3)  # the sign turns at the second limit


@pytest.mark.parametrize("seed", range(8))
def test_pool_cannot_be_bettered_by_any_other_division_of_its_capital(seed):
    question, case = question_and_case("credit-q5", seed)
    theta, wealth = np.array(case.theta), np.array(case.wealth)
    limit = case.lam * wealth.sum()
    alone = surplus(np.minimum(wanted(theta, case.alpha, case.r), case.lam * wealth), theta, case.alpha, case.r).sum()
    best = minimize(
        lambda k: -surplus(k, theta, case.alpha, case.r).sum(),
        np.full(len(theta), limit / len(theta)),
        bounds=[(1e-6, None)] * len(theta),
        constraints={"type": "ineq", "fun": lambda k: limit - k.sum()},
        method="SLSQP",
        options={"ftol": 1e-12, "maxiter": 500},
    )
    assert question.right(case) == pytest.approx(100 * (-best.fun / alone - 1), rel=1e-4)
    assert question.right(case) > 2


@pytest.mark.parametrize("seed", SEEDS)
def test_only_the_firm_below_its_limit_invests_more_at_a_lower_rate(seed):
    question, case = question_and_case("credit-q6", seed)
    assert case.order["abcd".index(question.right(case))] == "free"
    moves = {}
    for place in ("lamps", "shoes"):
        before, after = (
            min(wanted(case[f"theta_{place}"], case.alpha, r), case.lam * case[f"wealth_{place}"])
            for r in (case.r_before, case.r_after)
        )
        moves[place] = after > before
    assert sorted(moves.values()) == [False, True]
    growing = next(place for place, moved in moves.items() if moved)
    stands_at = {letter: text for letter, _, text in question.form.lettered(case)}
    assert stands_at[question.right(case)] == f"Only the maker of {growing} uses more capital."


def test_right_letter_and_the_firm_at_its_limit_differ_from_student_to_student():
    pairs = [question_and_case("credit-q6", seed) for seed in range(40)]
    assert {question.right(case) for question, case in pairs} == set("abcd")
    held_back = {
        case.theta_lamps * case.alpha * (case.lam * case.wealth_lamps) ** (case.alpha - 1) > case.r_before
        for _, case in pairs
    }
    assert held_back == {True, False}


def brings_back(case, promise):
    """What 100 lent bring back, by counting owners who still ask."""
    safe = np.arange(10_000) < case.share_safe * 10_000
    chance = np.where(safe, case.p_safe, case.p_risky)
    asks = chance * (np.where(safe, case.gain_safe, case.gain_risky) - promise) >= case.reserve
    return 100 * promise * chance[asks].mean() if asks.any() else 0.0


@pytest.mark.parametrize("seed", SEEDS)
def test_best_rate_is_the_best_of_all_rates(seed):
    question, case = question_and_case("credit-q7", seed)
    assert question.right(case) == pytest.approx(
        max(brings_back(case, promise) for promise in np.linspace(1, 2, 4001)), rel=1e-3
    )


def test_either_peak_is_the_higher_one_for_somebody():
    cases = [question_and_case("credit-q7", seed)[1] for seed in range(40)]
    best = [max(np.linspace(1, 2, 501), key=lambda promise, case=case: brings_back(case, promise)) for case in cases]
    leaves = [case.gain_safe - case.reserve / case.p_safe for case in cases]
    above = [rate > leave + 0.01 for rate, leave in zip(best, leaves, strict=True)]
    assert any(above) and not all(above)


@pytest.mark.parametrize("seed", SEEDS)
def test_rationed_are_those_without_a_loan_who_gain_from_one_at_the_best_rate(seed):
    question, case = question_and_case("credit-q8", seed)
    best = case.gain_safe - case.reserve / case.p_safe
    assert brings_back(case, best - 1e-9) > brings_back(case, case.gain_risky - case.reserve / case.p_risky - 1e-9)
    gains = [
        chance * (gain - best) - case.reserve
        for chance, gain in ((case.p_safe, case.gain_safe), (case.p_risky, case.gain_risky))
    ]
    assert abs(gains[0]) < 1e-12 < gains[1]
    for funds, (share,) in zip(case.funds, question.right(case), strict=True):
        assert share == pytest.approx((1 - case.share_safe) * (1 - funds))


@pytest.mark.parametrize("seed", SEEDS)
def test_each_cause_is_among_the_six_firms_and_follows_from_its_answers(seed):
    question, case = question_and_case("credit-q9", seed)
    causes = [row[0] for row in question.right(case)]
    assert set(causes) == {"choice", "discouraged", "hidden", "fee", "limit"}
    for at, found in enumerate(causes):
        wants, asked = case.earns[at] > case.costs, case.asked[at] == "yes"
        assert (found == "choice") == (not wants)
        assert (found == "discouraged") == (wants and not asked)
        assert (found == "hidden") == (wants and asked and case.alike[at] == "yes")
        assert (found == "fee") == (wants and asked and case.alike[at] == "no" and case.fee[at] == "yes")


@pytest.mark.parametrize("seed", SEEDS)
def test_who_never_asked_is_counted_owner_by_owner(seed):
    question, case = question_and_case("credit-q10", seed)
    trouble = (np.arange(100_000) + 0.5) / 100_000 * case.trouble
    asks = trouble < case.feared * case.gain
    without = 1 - asks.mean() * case.chance
    assert question.right(case) == pytest.approx((~asks).mean() / without, abs=1e-4)
