"""The right answers of the outside set, by a second route."""

import math

import handing_in
import networkx
import numpy as np
import pytest
from scipy.optimize import brentq

from missing_middle.checks.registry import question_of
from missing_middle.checks.sets.network import pairs
from missing_middle.checks.sets.outside import EIGHT, LINKED, ring
from missing_middle.checks.variants import draw_case
from missing_middle.models.capability import gap_trajectory
from missing_middle.models.network import cluster_graph

SEEDS = handing_in.SEEDS[:20]


def question_and_case(name, seed):
    question = question_of(name)
    return question, draw_case(question, seed)


def settle(graph, beta, delta, steps=8000, step=0.1):
    """The chance that each node uses a practice after centuries of handing on and giving up, in steps of a year/10."""
    table, y = networkx.to_numpy_array(graph), np.ones(len(graph))
    for _ in range(steps):
        y += step * (beta * (1 - y) * (table @ y) - delta * y)
    return y


@pytest.mark.parametrize("seed", SEEDS)
def test_equals_end_where_handing_on_meets_giving_up(seed):
    question, case = question_and_case("outside-q1", seed)
    assert {degree for _, degree in ring(case).degree} == {case.partners} and len(ring(case)) == case.firms
    assert question.right(case) == pytest.approx(1 - case.delta / (case.beta * case.partners), rel=1e-9)
    assert question.right(case) == pytest.approx(settle(ring(case), case.beta, case.delta).mean(), rel=1e-6)


@pytest.mark.parametrize("seed", SEEDS)
def test_practice_lasts_where_a_few_users_become_more(seed):
    question, case = question_and_case("outside-q2", seed)
    for (links, beta, delta), answer in zip(case.points, question.right(case), strict=True):
        graph = networkx.Graph()
        graph.add_nodes_from(EIGHT)
        graph.add_edges_from(pairs(links))
        growth = np.linalg.eigvalsh(beta * networkx.to_numpy_array(graph)).max() - delta
        assert networkx.is_connected(graph) and graph.number_of_edges() == 10
        assert answer == (growth > 0) and abs(growth) > 0.005 * delta
        if abs(growth) > 0.05 * delta:
            assert answer == (settle(graph, beta, delta).max() > 1e-3)


def test_both_answers_occur_in_every_case_and_each_wrong_rule_errs_at_one_point():
    question = question_of("outside-q2")
    for seed in range(40):
        case = draw_case(question, seed)
        right = question.right(case)
        assert sorted(right) == [0, 1, 1, 1]
        misses = [sum(a != b for a, b in zip(right, wrong.rule(case), strict=True)) for wrong in question.wrong]
        assert misses == [1, 2, 1]


def worth(case, users):
    return case.A * users**case.eps - case.F / users - case.c * users**case.gamma


@pytest.mark.parametrize("seed", SEEDS)
def test_a_little_above_the_mass_users_come_and_a_little_below_they_leave(seed):
    question, case = question_and_case("outside-q3", seed)
    mass = question.right(case)
    assert worth(case, 1.01 * mass) > case.old > worth(case, 0.99 * mass)
    best = max(np.geomspace(1, 1e7, 4001), key=lambda users: worth(case, users))
    assert mass == pytest.approx(brentq(lambda users: worth(case, users) - case.old, 0.05, best), rel=1e-9)


@pytest.mark.parametrize("seed", range(8))
def test_clusters_end_where_years_of_handing_on_lead(seed):
    question, case = question_and_case("outside-q4", seed)
    for beta, row in zip(case.beta, question.right(case), strict=True):
        assert row == pytest.approx([settle(cluster_graph(name), beta, case.delta).mean() for name in LINKED], abs=2e-3)


def test_network_alone_keeps_the_practice_at_the_second_rate_and_nobody_at_the_first():
    question = question_of("outside-q4")
    for seed in range(100):
        rows = question.right(draw_case(question, seed))
        assert rows[0] == [0, 0, 0] and rows[1][:2] == [0, 0] < rows[1][2:] and min(rows[2]) > 0
        assert all(row[2] >= max(row[:2]) for row in rows)


@pytest.mark.parametrize("seed", SEEDS)
def test_with_a_little_more_capacity_the_gap_stays_and_with_a_little_less_it_grows(seed):
    question, case = question_and_case("outside-q5", seed)
    capacity = question.right(case)
    assert capacity == pytest.approx(math.e * case.b / case.a, rel=1e-12)
    assert gap_trajectory(case.a, 1.02 * capacity, case.b, capacity, 300).G_t <= capacity
    assert gap_trajectory(case.a, 0.98 * capacity, case.b, 0.98 * capacity, 300).G_t > capacity
