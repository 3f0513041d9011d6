"""The right answers of the middle set, by a second route."""

import handing_in
import numpy as np
import pytest
from scipy.integrate import quad

from missing_middle.checks.registry import question_of
from missing_middle.checks.variants import draw_case
from missing_middle.models.credit import evans_jovanovic, size_distribution
from missing_middle.tables import shares_of_sizes

SEEDS = handing_in.SEEDS[:20]


def question_and_case(name, seed):
    question = question_of(name)
    return question, draw_case(question, seed)


@pytest.mark.parametrize("seed", SEEDS)
def test_gap_agrees_with_the_shares_that_the_chart_draws(seed):
    question, case = question_and_case("middle-q1", seed)
    shares = shares_of_sizes()
    of_base = 100 if case.base == "all firms" else shares.loc["medium"] + shares.loc["small"]
    shares = 100 * shares.loc[case["size"]] / of_base
    assert question.right(case) == pytest.approx(shares[case.measure] - shares["enterprises"], abs=1e-9)


def test_all_sixteen_gaps_are_asked_for_somewhere():
    cases = {question_and_case("middle-q1", seed)[1] for seed in range(200)}
    assert len(cases) == question_of("middle-q1").cases


@pytest.mark.parametrize("seed", SEEDS)
def test_share_between_two_sizes_is_the_integral_of_the_density(seed):
    question, case = question_and_case("middle-q2", seed)
    for (zeta, low, high, weight), share in zip(case.points, question.right(case), strict=True):

        def density(s, zeta=zeta, weight=weight):
            return (zeta - weight) * s ** (weight - zeta - 1)  # normalized to one from the smallest firm on

        assert share == pytest.approx(quad(density, low, high)[0], rel=1e-6)
    assert {point[3] for point in case.points} == {0, 1}


@pytest.mark.parametrize("seed", SEEDS)
def test_telling_observation_is_the_heap_with_a_hole_above_it(seed):
    question, case = question_and_case("middle-q3", seed)
    assert case.order["abcd".index(question.right(case))] == "heap"


def test_telling_observation_stands_at_every_letter_for_somebody():
    letters = {question.right(case) for question, case in (question_and_case("middle-q3", seed) for seed in range(40))}
    assert letters == set("abcd")


@pytest.mark.parametrize("seed", SEEDS)
def test_stuck_firms_are_those_that_use_the_limit_and_do_better_than_with_a_bank(seed):
    question, case = question_and_case("middle-q4", seed)
    ranks = (np.arange(4000) + 0.5) / 4000
    abilities = case.theta_min * (1 - ranks) ** (-1 / case.zeta)
    stuck = 0
    for theta in abilities:
        firm = evans_jovanovic(theta, case.wealth, case.alpha, case.r, case.lam, w=0)
        stuck += firm.constrained and firm.profit_loss <= case.psi / case.n_members
    assert question.right(case) == pytest.approx(stuck / len(abilities), abs=5e-4)


@pytest.mark.parametrize("seed", SEEDS)
def test_heap_in_the_drawn_distribution_is_the_share_of_stuck_firms(seed):
    question, case = question_and_case("middle-q4", seed)
    names = ("wealth", "alpha", "r", "lam", "psi", "zeta", "theta_min", "n_members")
    sizes = size_distribution(**{name: case[name] for name in names})
    assert question.right(case) == pytest.approx(sizes.mass_at_limit, rel=1e-12)
    assert len(sizes.k_small)  # some firms are small by choice: the limit is above the least able
