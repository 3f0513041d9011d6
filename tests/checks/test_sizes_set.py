"""The right answers of the sizes set, by a second route."""

import math

import handing_in
import numpy as np
import pytest

from missing_middle.checks.registry import question_of
from missing_middle.checks.variants import draw_case

SEEDS = handing_in.SEEDS[:20]


def question_and_case(name, seed):
    question = question_of(name)
    return question, draw_case(question, seed)


def firm_by_firm(case, held=0.0, place=None):
    """Share of firms at each edge or above, and the edges, with some of one class held below it."""
    edges, counts = [*case.low, case.high[-1]], [*map(float, case.firms), float(case.beyond)]
    if place is not None:
        counts[place - 1] += held * counts[place]
        counts[place] -= held * counts[place]
    return np.array([sum(counts[at:]) for at in range(len(counts))]) / sum(counts), np.array(edges, float)


def slopes(case, **held):
    above, edges = firm_by_firm(case, **held)
    return [math.log(above[at] / above[at + 1]) / math.log(edges[at + 1] / edges[at]) for at in range(len(edges) - 1)]


@pytest.mark.parametrize("seed", SEEDS)
def test_slopes_lead_from_edge_to_edge(seed):
    question, case = question_and_case("sizes-q1", seed)
    above, edges = firm_by_firm(case)
    for at, (slope,) in enumerate(question.right(case)):
        assert above[at] * (edges[at + 1] / edges[at]) ** -slope == pytest.approx(above[at + 1])
        assert slope > 0


@pytest.mark.parametrize("seed", SEEDS)
def test_verdicts_follow_from_both_neighbours_and_there_is_one_dip(seed):
    question, case = question_and_case("sizes-q2", seed)
    told, found = [row[0] for row in question.right(case)], slopes(case)
    assert told[0] == told[-1] == "cannot be seen" and told.count("a dip") == 1
    for at in range(1, len(found) - 1):
        assert (told[at] == "a dip") == (found[at] < min(found[at - 1], found[at + 1]))


def test_the_dip_is_in_every_class_for_somebody():
    cases = [question_and_case("sizes-q2", seed) for seed in range(40)]
    assert {[row[0] for row in question.right(case)].index("a dip") for question, case in cases} == {1, 2, 3}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_dip_is_seen_from_the_least_depth_on_and_not_before(seed):
    question, case = question_and_case("sizes-q3", seed)
    least, place = question.right(case), case.low.index(case.held)
    for held, seen in ((0.99 * least, False), (1.01 * least, True)):
        found = slopes(case, held=held, place=place)
        assert (found[place] < min(found[place - 1], found[place + 1])) == seen


@pytest.mark.parametrize("seed", SEEDS)
def test_each_origin_is_there_once_and_exporters_say_the_same(seed):
    question, case = question_and_case("sizes-q4", seed)
    told = [row[0] for row in question.right(case)]
    assert sorted(told) == ["certificate", "equal", "nothing", "unequal"]
    for at, origin in enumerate(told):
        assert (origin == "certificate") == (case.below[at] == 0 and case.above[at] == 100)
        assert (origin in ("equal", "unequal")) == (case.held[at] > 0)
        assert (origin == "equal") == (case.heap[at] > 0)


@pytest.mark.parametrize("seed", SEEDS[:6])
def test_chance_is_that_of_many_smooth_censuses(seed):
    question, case = question_and_case("sizes-q5", seed)
    limit = case.rank * case.shape * math.log(case.high / case.low)
    steps = np.random.default_rng(seed).exponential(size=(4000, case.firms - 1))
    assert question.right(case) == pytest.approx((steps.max(axis=1) > limit).mean(), abs=0.03)
