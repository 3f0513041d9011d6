"""The right answers of the gains set, by a second route, and the claims that its sentences make."""

import handing_in
import pytest
from scipy.integrate import quad
from scipy.optimize import brentq

from missing_middle.checks.registry import question_of
from missing_middle.checks.variants import draw_case
from missing_middle.models.distributions import pareto
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
def test_formula_overstates_the_gains_where_ability_has_an_upper_end(seed):
    question, case = drawn("gains-q2", seed)
    wrong = {wrong.misconception: wrong.rule(case) for wrong in question.wrong}
    assert 0 < question.right(case) < wrong["gn-acr"]
    assert question.right(case) < wrong["gn-notrunc"]


@pytest.mark.parametrize("seed", SEEDS[:8])
def test_gain_is_the_rise_of_the_cutoff_by_adding_up_what_entrants_expect(seed):
    question, case = drawn("gains-q2", seed)
    every = 1 - (case.x_min / case.x_max) ** case.k

    def worth(cutoff, fixed):  # of a market, to an entrant
        def earned(x):
            density = case.k * case.x_min**case.k * x ** (-case.k - 1) / every
            return fixed * ((x / cutoff) ** (case.sigma - 1) - 1) * density

        return quad(earned, cutoff, case.x_max)[0] if cutoff < case.x_max else 0.0

    def cutoff(n):
        step = case.tau * (case.f_x / case.f) ** (1 / (case.sigma - 1))
        assert step > 1
        return brentq(
            lambda at: worth(at, case.f) + n * worth(at * step, case.f_x) - case.delta * case.f_e,
            case.x_min,
            case.x_max,
        )

    assert question.right(case) == pytest.approx(100 * (cutoff(case.n) / cutoff(0) - 1), rel=1e-5)


@pytest.mark.parametrize("seed", SEEDS)
def test_without_an_upper_end_the_formula_is_exact(seed):
    _, case = drawn("gains-q2", seed)
    numbers = {name: case[name] for name in ("sigma", "f", "f_x", "f_e", "delta", "tau", "n", "L")}
    free = melitz_symmetric(pareto(case.k, case.x_min), **numbers)
    assert 100 * (free.gains - 1) == pytest.approx(acr_gains(free.domestic_share, case.k).gains_percent, rel=1e-8)


@pytest.mark.parametrize("seed", SEEDS)
def test_partner_of_equal_size_gains_more_than_the_reformer(seed):
    question, case = drawn("gains-q3", seed)
    own = next(wrong.rule(case) for wrong in question.wrong if wrong.misconception == "gn-cutter")
    assert question.right(case) > own > 0


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
