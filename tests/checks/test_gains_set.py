"""The right answers of the gains set, by a second route, and the claims that its sentences make."""

import math

import handing_in
import pytest
from scipy.integrate import quad
from scipy.optimize import brentq

from missing_middle.checks.registry import question_of
from missing_middle.checks.sets import gains
from missing_middle.checks.variants import draw_case
from missing_middle.models import melitz_two_country
from missing_middle.models.distributions import truncated_pareto
from missing_middle.models.gains import acr_gains
from missing_middle.models.melitz import melitz_symmetric

SEEDS = handing_in.SEEDS[:20]


def drawn(name, seed):
    question = question_of(name)
    return question, draw_case(question, seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_loss_and_a_gain_undo_each_other(seed):
    question, case = drawn("gains-q1", seed)
    gain = acr_gains(1 - case.imports, case.elasticity).gains_percent
    assert (1 + gain / 100) * (1 - question.right(case) / 100) == pytest.approx(1, rel=1e-12)
    assert question.right(case) < gain < 100 * case.imports


@pytest.mark.parametrize("seed", SEEDS)
def test_measured_elasticity_promises_less_than_the_shape_and_more_than_there_is(seed):
    question, case = drawn("gains-q2", seed)
    wrong = {wrong.misconception: wrong.rule(case) for wrong in question.wrong}
    assert 0 < wrong["gn-cutoffs"] < question.right(case) < wrong["gn-acr"]


@pytest.mark.parametrize("seed", SEEDS[:8])
def test_elasticity_and_gain_are_those_of_the_model_by_adding_up_what_entrants_expect(seed, monkeypatch):
    calls, limits = [], []
    monkeypatch.setattr(
        gains, "melitz_symmetric", lambda dist, **n: calls.append((limits[-1], n)) or melitz_symmetric(dist, **n)
    )
    monkeypatch.setattr(gains, "truncated_pareto", lambda *a: limits.append(a[2]) or truncated_pareto(*a))
    case = handing_in.first_posed(gains._bounded_economy, seed)
    x_max, given = calls[-2]  # at tau; the last is at the dearer one
    every = 1 - x_max**-case.k

    def worth(cutoff, fixed):  # of a market, to an entrant
        def earned(x):
            return fixed * ((x / cutoff) ** (given["sigma"] - 1) - 1) * case.k * x ** (-case.k - 1) / every

        return quad(earned, cutoff, x_max)[0] if cutoff < x_max else 0.0

    def cutoff(n, step):
        def profit(at):
            return worth(at, 1) + n * worth(at * step, given["f_x"]) - 1

        return brentq(profit, 1, x_max)

    def home(tau):  # what a firm sells, at home and abroad, over all who sell there
        step = tau * given["f_x"] ** (1 / (given["sigma"] - 1))
        at = cutoff(given["n"], step)

        def sold(low, fixed):
            return quad(lambda x: fixed * (x / low) ** (given["sigma"] - 1) * x ** (-case.k - 1), low, x_max)[0]

        inside, outside = sold(at, 1), given["n"] * sold(at * step, given["f_x"])
        return at, inside / (inside + outside)

    (at, share), (_, dearer) = home(case.tau), home(case.tau_after)
    elasticity = -math.log((1 / dearer - 1) / (1 / share - 1)) / math.log(case.tau_after / case.tau)
    assert gains.measured(case) == pytest.approx(elasticity, rel=1e-3)
    assert question_of("gains-q2").right(case) == pytest.approx(100 * (share ** (-1 / elasticity) - 1), rel=2e-3)
    assert case.phi_domestic / case.phi_autarky == pytest.approx(at / cutoff(0, 1), rel=1e-5)


@pytest.mark.parametrize("seed", SEEDS)
def test_partner_of_equal_size_gains_more_than_the_reformer_and_as_much_as_in_the_model(seed, monkeypatch):
    solved = []
    monkeypatch.setattr(gains, "melitz_two_country", lambda **n: solved.append(melitz_two_country(**n)) or solved[-1])
    question, case = question_of("gains-q3"), handing_in.first_posed(gains._pair, seed)
    before, after = solved[-2:]
    own = next(wrong.rule(case) for wrong in question.wrong if wrong.misconception == "gn-cutter")
    assert question.right(case) > own > 0
    assert question.right(case) == pytest.approx(100 * (after.welfare_2 / before.welfare_2 - 1), rel=2e-3)
    assert own == pytest.approx(100 * (after.welfare_1 / before.welfare_1 - 1), rel=2e-3)


@pytest.mark.parametrize("seed", SEEDS)
def test_order_of_gains_is_not_the_order_of_imports(seed):
    question, case = drawn("gains-q4", seed)
    by_gain = [rank for _, rank in question.right(case)]
    by_imports = [1.0 + sum(other > share for other in case.imports) for share in case.imports]
    assert sorted(by_gain) == sorted(by_imports) == [1, 2, 3, 4]
    assert by_gain != by_imports


@pytest.mark.parametrize("seed", SEEDS)
def test_implied_elasticity_gives_the_gain_back(seed):
    question, case = drawn("gains-q5", seed)
    for (share, gain), elasticity in zip(case.points, question.right(case), strict=True):
        assert acr_gains(share, elasticity).gains_ratio == pytest.approx(gain, rel=1e-12)
