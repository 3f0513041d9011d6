"""The right answers of the trade set, by a second route."""

import handing_in
import numpy as np
import pytest

from missing_middle.checks.case import Case
from missing_middle.checks.registry import question_of
from missing_middle.checks.sets import trade as sets
from missing_middle.checks.sets.trade import FATES, STATEMENTS, _sales, _shelf, economy, trade
from missing_middle.checks.variants import draw_case
from missing_middle.models.distributions import pareto
from missing_middle.models.melitz import melitz_firms, melitz_symmetric

SEEDS = handing_in.SEEDS[:20]


def world(name, seed):
    question = question_of(name)
    case = draw_case(question, seed)
    return question, case


@pytest.mark.parametrize("seed", SEEDS)
def test_share_of_exporters_is_the_one_of_the_model_that_has_these_cutoffs(seed):
    question, case = world("trade-q1", seed)
    costs = (case.phi_export / (case.tau * case.phi_domestic)) ** (case.sigma - 1)
    same = {"sigma": case.sigma, "f": 1, "f_x": costs, "f_e": 1, "delta": 0.1, "tau": case.tau, "n": case.n, "L": 1}
    model = melitz_symmetric(pareto(case.k, case.x_min), **same)  # what f_e and delta move, they move in both cutoffs
    assert model.phi_export / model.phi_domestic == pytest.approx(case.phi_export / case.phi_domestic, rel=1e-9)
    assert question.right(case) == pytest.approx(model.export_probability, rel=1e-9)
    imports = next(wrong.rule(case) for wrong in question.wrong if wrong.misconception == "mz-share")
    assert imports == pytest.approx(1 - model.domestic_share, rel=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_firms_that_are_left_are_those_of_the_model_that_has_these_accounts(seed, monkeypatch):
    drawn = []
    monkeypatch.setattr(sets, "economy", lambda draw: drawn.append(economy(draw)) or drawn[-1])
    question, case = question_of("trade-q2"), handing_in.first_posed(_sales, seed)
    world = trade(Case(drawn[-1]))
    assert question.right(case) == pytest.approx(100 * (1 - world.firm_count_ratio), rel=1e-3)
    assert question.right(case) == pytest.approx(100 * (1 - world.domestic_share), rel=1e-3)  # under Pareto
    assert question.right(case) > 0


@pytest.mark.parametrize("seed", SEEDS)
def test_domestic_share_has_a_closed_form_in_each_regime(seed):
    question, case = world("trade-q3", seed)
    regimes = []
    for (n, tau, f_ratio, k, sigma), share in zip(case.points, question.right(case), strict=True):
        selects = f_ratio * tau ** (sigma - 1) > 1
        omega = n * tau**-k * f_ratio ** (1 - k / (sigma - 1)) if selects else n * tau ** (1 - sigma)
        assert share == pytest.approx(1 / (1 + omega), rel=1e-9)
        regimes.append(selects)
    assert sorted(regimes) == [False, False, True, True]


@pytest.mark.parametrize("seed", SEEDS)
def test_fates_agree_with_each_firms_profit_before_and_after(seed):
    question, case = world("trade-q4", seed)
    firms = melitz_firms(
        pareto(case.k, case.x_min),
        case.sigma,
        case.f,
        case.f_x,
        case.f_e,
        case.delta,
        case.tau,
        case.n,
        case.L,
        phi=case.phi,
    )
    more = firms.profit_trade > firms.profit_autarky
    fates = [
        "exit" if status == "exits" else "home" if status == "domestic" else FATES[2 + int(wins)]
        for status, wins in zip(firms.status, more, strict=True)
    ]
    assert fates == [row[0] for row in question.right(case)]
    assert set(fates) == set(FATES)
    assert (firms.profit_autarky > 0).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_fewest_firms_produce_at_the_turning_point(seed):
    question, case = world("trade-q5", seed)
    turn = question.right(case)
    costs = turn * np.array([0.2, 0.5, 0.9, 0.99, 1, 1.01, 1.1, 1.5, 3])
    counts = [trade(Case({**case, "f_x": float(cost)})).firm_count_ratio for cost in costs]
    assert np.argmin(counts) == 4
    assert (np.diff(counts[:5]) < 0).all() and (np.diff(counts[4:]) > 0).all()


@pytest.mark.parametrize("seed", SEEDS)
def test_varieties_fall_exactly_if_exporting_has_the_larger_fixed_cost(seed):
    question, case = world("trade-q6", seed)
    left = 1 - case.closed / 100  # of n * exporters * costs that exporters sell for each unit at home
    costs = (1 / left - 1) / (case.n * case.exporters)  # f_x / f
    assert (question.right(case) < 0) == (costs > 1)
    sellers = 1 + case.n * case.exporters
    assert question.right(case) == pytest.approx(100 * (sellers / (1 + case.n * case.exporters * costs) - 1), rel=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_varieties_are_those_of_the_model_that_has_these_counts(seed, monkeypatch):
    drawn = []
    monkeypatch.setattr(sets, "economy", lambda draw: drawn.append(economy(draw)) or drawn[-1])
    case = handing_in.first_posed(_shelf, seed)
    model = 100 * (trade(Case(drawn[-1])).variety_ratio - 1)
    assert question_of("trade-q6").right(case) == pytest.approx(model, abs=0.05)


def test_both_signs_of_the_change_in_varieties_occur():
    signs = {question.right(case) > 0 for question, case in (world("trade-q6", seed) for seed in SEEDS)}
    assert signs == {True, False}


@pytest.mark.parametrize("seed", SEEDS)
def test_general_statement_is_the_one_about_closures_and_gains(seed):
    question, case = world("trade-q7", seed)
    assert case.order["abcde".index(question.right(case))] == "closures-and-gains"
    assert set(case.order) == set(STATEMENTS)


def test_general_statement_stands_at_every_letter_for_somebody():
    assert {question.right(case) for question, case in (world("trade-q7", seed) for seed in range(60))} == set("abcde")
