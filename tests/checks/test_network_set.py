"""The right answers of the network set, by a second route."""

import handing_in
import networkx
import numpy as np
import pytest

from missing_middle.checks.registry import question_of
from missing_middle.checks.sets.network import NODES, pairs
from missing_middle.checks.variants import draw_case
from missing_middle.models.network import cluster_graph

SEEDS = handing_in.SEEDS[:20]


def question_and_case(name, seed):
    question = question_of(name)
    return question, draw_case(question, seed)


def settle(graph, decay, spill, years=4000, step=0.2):
    """Knowledge after many years in which everybody finds out, forgets and learns a little at a time."""
    table, k = networkx.to_numpy_array(graph), np.zeros(len(graph))
    for _ in range(years):
        k += step * (1 - decay * k + spill * table @ k)
    return dict(zip(graph.nodes, k, strict=True))


def graph_of(links):
    graph = networkx.Graph()
    graph.add_nodes_from(NODES)
    graph.add_edges_from(pairs(links))
    return graph


@pytest.mark.parametrize("seed", range(6))
def test_firm_a_ends_up_with_what_it_learns_year_by_year(seed):
    question, case = question_and_case("network-q1", seed)
    known = settle(cluster_graph("network"), case.decay, case.spill)["A"]
    assert question.right(case) == pytest.approx(known * case.decay, rel=1e-6)  # alone it would be 1 / decay


@pytest.mark.parametrize("seed", range(6))
def test_new_link_adds_what_all_seven_learn_in_the_end(seed):
    question, case = question_and_case("network-q2", seed)
    for (links, new, decay, spill), gain in zip(case.points, question.right(case), strict=True):
        before, after = (sum(settle(graph_of(text), decay, spill).values()) for text in (links, f"{links} {new}"))
        assert gain == pytest.approx(after - before, rel=1e-4)
        assert networkx.is_connected(graph_of(links)) and len(links.split()) == 9
        assert not graph_of(links).has_edge(*new)


@pytest.mark.parametrize("seed", SEEDS)
def test_knowledge_settles_below_the_threshold_and_grows_for_ever_above_it(seed):
    question, case = question_and_case("network-q3", seed)
    growth = [
        np.linalg.eigvalsh(share * question.right(case) * networkx.to_numpy_array(graph_of(case.links))).max()
        - case.decay
        for share in (0.99, 1.01)
    ]
    assert growth[0] < 0 < growth[1]
    assert networkx.is_connected(graph_of(case.links))


def worth(case, discount, s=0.0, lump=0.0):
    """What a firm gets over its life: cooperating, deviating in the first year, staying out."""
    cooperating = (case.R - case.c + s) / (1 - discount)
    return cooperating, case.T + discount * case.P / (1 - discount), case.P / (1 - discount) + max(case.K - lump, 0)


def lasts(case, discount, **policy):
    cooperating, deviating, staying_out = worth(case, discount, **policy)
    return cooperating >= max(deviating, staying_out)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_little_less_patience_and_cooperation_ends(seed):
    question, case = question_and_case("network-q4", seed)
    (staying,), (joining,), (both,) = question.right(case)
    assert lasts(case, both + 1e-6) and not lasts(case, both - 1e-6)
    cooperating, deviating, _ = worth(case, staying)
    assert cooperating == pytest.approx(deviating)
    cooperating, _, staying_out = worth(case, joining)
    assert cooperating == pytest.approx(staying_out)


def test_either_condition_binds_for_some_student():
    found = [question_and_case("network-q4", seed) for seed in range(60)]
    binds = {question.right(case)[0] == question.right(case)[2] for question, case in found}
    assert binds == {True, False}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_little_less_incentive_and_somebody_deviates(seed):
    question, case = question_and_case("network-q5", seed)
    enough = question.right(case)
    assert lasts(case, case.discount, s=enough + 1e-9) and not lasts(case, case.discount, s=enough - 1e-6)
    cooperating, deviating, staying_out = worth(case, case.discount, s=enough - 1e-6)
    assert staying_out < cooperating < deviating


@pytest.mark.parametrize("seed", SEEDS)
def test_statement_about_the_grant_agrees_with_what_firms_earn(seed):
    question, case = question_and_case("network-q6", seed)
    assert not lasts(case, case.discount)
    name = case.order["abcd".index(question.right(case))]
    assert name == ("grant" if lasts(case, case.discount, lump=case.K) else "incentive")


def test_grant_does_for_about_half_of_the_students():
    names = [
        case.order["abcd".index(question.right(case))]
        for question, case in (question_and_case("network-q6", seed) for seed in range(80))
    ]
    assert set(names) == {"grant", "incentive"} and 20 < names.count("grant") < 60
