"""The right answers of the cluster set, by a second route."""

import handing_in
import numpy as np
import pandas as pd
import pytest

from missing_middle.checks.registry import question_of
from missing_middle.checks.variants import draw_case
from missing_middle.models.cluster import cluster_payoff
from missing_middle.models.core_periphery import cp_short_run

SEEDS = handing_in.SEEDS[:20]


def question_and_case(name, seed):
    question = question_of(name)
    return question, draw_case(question, seed)


def payoff(N, case):
    return case.A * N**case.eps - case.F / N - case.c * N**case.gamma


@pytest.mark.parametrize("seed", SEEDS)
def test_members_earn_less_a_little_above_and_a_little_below_the_best_size(seed):
    question, case = question_and_case("cluster-q1", seed)
    best = question.right(case)
    assert payoff(best, case) > max(payoff(0.98 * best, case), payoff(1.02 * best, case))
    assert payoff(best, case) > case.v_out > 0


@pytest.mark.parametrize("seed", SEEDS)
def test_cluster_goes_where_entry_and_exit_take_it_step_by_step(seed):
    question, case = question_and_case("cluster-q2", seed)
    ends = []
    *economy, v_out = (case[name] for name in ("A", "eps", "F", "c", "gamma", "v_out"))
    for N, *_ in case.points:
        for _ in range(4000):  # firms come and go by up to a hundredth at a time, on what a member earns
            N *= 1 + 0.01 * np.tanh(30 * (cluster_payoff([N], *economy)[0] - v_out))
            if N < 0.2:
                N = 0.0
                break
        ends.append(N)
    assert ends == pytest.approx(question.right(case), rel=0.02)
    assert sorted(N > 0 for N in ends) == [False, False, True, True]


@pytest.mark.parametrize("seed", SEEDS)
def test_rise_of_the_best_size_follows_from_one_elasticity(seed):
    question, case = question_and_case("cluster-q3", seed)
    assert question.right(case) == pytest.approx(100 * ((1 - case.cut) ** (-1 / (case.gamma - case.eps)) - 1), rel=1e-9)
    assert case.F == 0


@pytest.mark.parametrize("seed", SEEDS)
def test_first_mover_gains_below_the_break_point_and_loses_above_it(seed):
    question, case = question_and_case("cluster-q4", seed)
    below, above = (
        cp_short_run(0.501, case.sigma, case.mu, share * question.right(case)).real_wage_gap for share in (0.99, 1.01)
    )
    assert above < 0 < below


@pytest.mark.parametrize("seed", SEEDS)
def test_patterns_agree_with_what_a_first_mover_would_earn(seed):
    question, case = question_and_case("cluster-q5", seed)
    words = [row[0] for row in question.right(case)]
    for T, word in zip(case.T, words, strict=True):
        core_lasts = cp_short_run(1, case.sigma, case.mu, T).real_wage_gap > 0
        even_lasts = cp_short_run(0.5005, case.sigma, case.mu, T).real_wage_gap < 0
        assert (core_lasts, even_lasts) == (word != "even", word != "core")
    assert set(words) == {"core", "both", "even"}


@pytest.mark.parametrize("seed", SEEDS)
def test_effect_of_joining_is_the_coefficient_of_a_regression_with_both_dates(seed):
    question, case = question_and_case("cluster-q6", seed)
    firms = pd.DataFrame({name: case[name] for name in ("joined", "before", "after")})
    joined = (firms.joined == "yes").to_numpy(float)
    later = np.repeat([0.0, 1.0], len(firms))
    member = np.tile(joined, 2)
    design = np.column_stack([np.ones(2 * len(firms)), member, later, member * later])
    sales = np.concatenate([firms.before, firms.after])
    assert question.right(case) == pytest.approx(np.linalg.lstsq(design, sales, rcond=None)[0][3], abs=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_joiners_were_better_before_and_improved_more(seed):
    question, case = question_and_case("cluster-q6", seed)
    raw = question.wrong[0].rule(case)
    assert 0 < question.right(case) < raw


def test_sixty_firms_are_shown_one_a_row():
    question, case = question_and_case("cluster-q6", 0)
    rows = [line for line in question.text(case).splitlines() if line.startswith("| ")]
    assert rows[0] == "| firm | joined | before | after |" and len(rows) == 61
    assert rows[-1] == f"| 60 | {case.joined[-1]} | {case.before[-1]} | {case.after[-1]} |"
