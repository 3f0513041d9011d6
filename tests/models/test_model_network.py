"""Networks: the four clusters, knowledge that is shared, and practices that spread."""

import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from refusals import NOT_NUMBERS, assert_refused

from missing_middle.models import adoption, cluster_graph, knowledge

quick = settings(max_examples=50, deadline=None)
NAMES = ("isolated", "vertical", "horizontal", "network")
PAIR = {"nodes": ["a", "b"], "edges": [("a", "b")], "source": 1, "decay": 0.5, "spill": 0.1}
SPREAD = {"nodes": ["a", "b"], "edges": [("a", "b")], "beta": 0.4, "delta": 0.2}


@st.composite
def graphs(draw, connected=False):
    n = draw(st.integers(1, 9))
    pairs = [(i, j) for i in range(n) for j in range(i)]
    edges = [pair for pair in pairs if draw(st.booleans())]
    graph = nx.Graph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from(edges)
    assume(not connected or nx.is_connected(graph))
    return graph


def radius(graph):
    return max(abs(np.linalg.eigvalsh(nx.to_numpy_array(graph)))) if len(graph) else 0


def of(graph):
    return list(graph.nodes), list(graph.edges)


# --- the four clusters ---


@pytest.mark.parametrize(
    "name, nodes, links, spectral_radius",
    [
        ("isolated", 5, 0, 0),
        ("vertical", 5, 8, 1 + math.sqrt(5)),
        ("horizontal", 5, 9, 1 + math.sqrt(7)),
        ("network", 9, 30, 2 + 2 * math.sqrt(6)),
    ],
)
def test_clusters_have_their_size_and_spectral_radius(name, nodes, links, spectral_radius):
    graph = cluster_graph(name)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (nodes, links)
    assert radius(graph) == pytest.approx(spectral_radius, rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("name", NAMES)
def test_agents_serve_every_firm_and_not_one_another(name):
    graph = cluster_graph(name)
    kind = nx.get_node_attributes(graph, "kind")
    firms = [node for node in graph if kind[node] == "firm"]
    agents = [node for node in graph if kind[node] == "agent"]
    assert "A" in firms and len(firms) + len(agents) == len(graph)
    for agent in agents:
        assert set(graph[agent]) == set(firms)
    for one, other, link in graph.edges(data="kind"):
        assert (link == "institutional") == (kind[one] != kind[other])
        if link == "vertical":
            assert {"A1", "A3"} & {one, other}
        elif link == "horizontal":
            assert {one, other} <= {"A", "A2", "A4"}


def test_the_vertical_cluster_is_a_chain_of_firms():
    firms = cluster_graph("vertical").subgraph(["A1", "A", "A3"])
    assert sorted(firms.degree[firm] for firm in firms) == [1, 1, 2]
    assert not firms.has_edge("A1", "A3")


def test_in_the_network_all_firms_are_linked():
    graph = cluster_graph("network")
    assert all(graph.has_edge(f, g) for f in ("A", "A1", "A2") for g in ("A3", "A4"))


def test_each_call_gives_a_graph_of_its_own():
    cluster_graph("vertical").remove_node("A")
    assert "A" in cluster_graph("vertical")


@pytest.mark.parametrize("bad", ["Network", "ring", "", None, 3, ["network"]], ids=repr)
def test_an_unknown_configuration_is_refused(bad):
    with pytest.raises(ValueError, match=r"configuration = .*'isolated', 'vertical', 'horizontal', 'network'"):
        cluster_graph(bad)


# --- knowledge ---


@pytest.mark.parametrize(
    "name, total, lead",
    [
        ("isolated", 10, 2),
        ("vertical", 14.7368421, 3.15789474),
        ("horizontal", 15.6756757, 3.24324324),
        ("network", 57, 7),
    ],
)
def test_knowledge_in_the_four_clusters(name, total, lead):
    known = knowledge(*of(cluster_graph(name)), source=1, decay=0.5, spill=0.05)
    assert known.total == pytest.approx(total, abs=5e-8)
    assert known.k["A"] == pytest.approx(lead, abs=5e-9)
    assert known.mean == pytest.approx(known.total / len(known.k))


@given(graphs(), st.floats(0.1, 3), st.floats(0, 0.97), st.floats(0, 5))
@quick
def test_knowledge_is_katz_centrality(graph, decay, closeness, source):
    assume(len(graph) > 1)  # networkx stumbles over a single node
    rho = radius(graph)
    spill = closeness * decay / rho if rho > 0 else closeness
    known = knowledge(*of(graph), source, decay, spill)
    katz = nx.katz_centrality_numpy(graph, alpha=spill / decay, beta=1.0, normalized=False)
    for node in graph:
        assert known.k[node] == pytest.approx(source / decay * katz[node], rel=1e-8)


@given(graphs(), st.floats(0.1, 3), st.floats(0, 0.9), st.lists(st.floats(0, 5), min_size=9, max_size=9))
@quick
def test_in_the_steady_state_what_is_learnt_is_what_is_forgotten(graph, decay, closeness, sources):
    rho = radius(graph)
    spill = closeness * decay / rho if rho > 0 else closeness
    source = {node: sources[node] for node in graph if sources[node] > 1}  # the others have none
    known = knowledge(*of(graph), source, decay, spill)
    for node in graph:
        learnt = source.get(node, 0) + spill * sum(known.k[other] for other in graph[node])
        assert decay * known.k[node] == pytest.approx(learnt, rel=1e-9, abs=1e-12)
    assert known.total == pytest.approx(sum(known.k.values()))


@given(st.integers(1, 12), st.floats(0.1, 3), st.floats(0, 0.99))
@quick
def test_complete_graph_in_closed_form(n, decay, closeness):
    spill = closeness * decay / max(n - 1, 1)
    known = knowledge(*of(nx.complete_graph(n)), 2.0, decay, spill)
    assert list(known.k.values()) == pytest.approx([2 / (decay - spill * (n - 1))] * n, rel=1e-9)


@given(st.integers(1, 12), st.floats(0.1, 3), st.floats(0, 0.99))
@quick
def test_star_in_closed_form(leaves, decay, closeness):
    spill = closeness * decay / math.sqrt(leaves)
    known = knowledge(*of(nx.star_graph(leaves)), 1, decay, spill)
    below = decay**2 - leaves * spill**2
    assert known.k[0] == pytest.approx((decay + leaves * spill) / below, rel=1e-9)
    assert known.k[1] == pytest.approx((decay + spill) / below, rel=1e-9)
    assert known.threshold_spill == pytest.approx(decay / math.sqrt(leaves), rel=1e-12)


@given(graphs(), st.floats(0, 0.9), st.data())
@quick
def test_a_link_more_never_lowers_knowledge_but_lowers_the_threshold(graph, closeness, data):
    missing = list(nx.non_edges(graph))
    assume(missing)
    denser = graph.copy()
    denser.add_edge(*data.draw(st.sampled_from(missing)))
    spill = closeness / radius(denser)
    sparse, dense = (knowledge(*of(each), 1, 1, spill) for each in (graph, denser))
    assert all(dense.k[node] >= sparse.k[node] * (1 - 1e-12) for node in graph)
    assert dense.threshold_spill <= sparse.threshold_spill * (1 + 1e-12)


def test_without_spill_over_everybody_knows_only_their_own():
    assert set(knowledge(*of(cluster_graph("network")), 1, 0.5, 0).k.values()) == {2.0}


@pytest.mark.parametrize("name", NAMES[1:])
@pytest.mark.parametrize("times", [1, 1 + 1e-14, 1.5])
def test_at_the_threshold_knowledge_would_grow_for_ever(name, times):
    graph = cluster_graph(name)
    spill = times * 0.5 / radius(graph)
    with pytest.raises(ValueError, match="or knowledge grows for ever"):
        knowledge(*of(graph), 1, 0.5, spill)
    almost = knowledge(*of(graph), 1, 0.5, 0.999999 * 0.5 / radius(graph))
    assert almost.total > 1e5


def test_no_link_no_threshold():
    assert knowledge(["a"], [], 1, 0.5, 1e9).threshold_spill == math.inf
    assert knowledge(["a"], [], 1, 1e-200, 1e200).k["a"] == pytest.approx(1e200)


def test_an_edge_given_twice_counts_once():
    once, twice = [("a", "b")], [("a", "b"), ("b", "a")]
    assert knowledge(["a", "b"], once, 1, 0.5, 0.1) == knowledge(["a", "b"], twice, 1, 0.5, 0.1)


# --- adoption ---


@pytest.mark.parametrize(
    "name, mean", [("isolated", 0), ("vertical", 0.531314907), ("horizontal", 0.582850038), ("network", 0.769867289)]
)
def test_adoption_in_the_four_clusters(name, mean):
    assert adoption(*of(cluster_graph(name)), 0.2, 0.3).mean == pytest.approx(mean, abs=5e-10)


@pytest.mark.parametrize("name, mean", [("vertical", 0), ("network", 0.50)])
def test_the_same_practice_dies_among_few_and_lives_among_many(name, mean):
    assert adoption(*of(cluster_graph(name)), 0.18, 0.6).mean == pytest.approx(mean, abs=0.005)


def iterated(graph, beta, delta, rounds=2500):
    A, y = nx.to_numpy_array(graph), np.ones(len(graph))
    for _ in range(rounds):
        y = beta * (A @ y) / (delta + beta * (A @ y))
    return y


@given(graphs(connected=True), st.floats(1.05, 20), st.floats(0.05, 3))
@quick
def test_adoption_agrees_with_repeating_the_map_from_full_adoption(graph, above, delta):
    assume(len(graph) > 1)
    beta = above * delta / radius(graph)
    found = adoption(*of(graph), beta, delta)
    assert list(found.y.values()) == pytest.approx(iterated(graph, beta, delta), rel=1e-8)
    assert all(0 < y < 1 for y in found.y.values())
    assert found.mean == pytest.approx(np.mean(list(found.y.values())))


@given(graphs(), st.floats(0.01, 5), st.floats(0.05, 3))
@quick
def test_in_the_steady_state_as_many_adopt_as_give_up(graph, beta, delta):
    found = adoption(*of(graph), beta, delta)
    for node, y in found.y.items():
        new = beta * (1 - y) * sum(found.y[other] for other in graph[node])
        assert new == pytest.approx(delta * y, rel=1e-7, abs=1e-14)


@given(graphs(), st.floats(0.01, 5), st.floats(0.05, 3), st.floats(1.01, 3))
@quick
def test_adoption_rises_with_contagion_and_falls_with_giving_up(graph, beta, delta, factor):
    base = adoption(*of(graph), beta, delta).mean
    assert adoption(*of(graph), beta * factor, delta).mean >= base - 1e-12
    assert adoption(*of(graph), beta, delta * factor).mean <= base + 1e-12


@pytest.mark.parametrize(
    "graph, degree",
    [(nx.cycle_graph(7), 2), (nx.complete_graph(6), 5), (nx.petersen_graph(), 3)],
    ids=["ring", "complete", "petersen"],
)
@pytest.mark.parametrize("above", [1.000001, 1.01, 1.5, 10, 1e6])
def test_regular_graph_in_closed_form(graph, degree, above):
    delta = 0.3
    beta = above * delta / degree
    found = adoption(*of(graph), beta, delta)
    assert list(found.y.values()) == pytest.approx([1 - 1 / above] * len(graph), rel=1e-8)
    assert found.threshold_beta == pytest.approx(delta / degree, rel=1e-12)


@pytest.mark.parametrize("name", NAMES)
def test_at_or_below_the_threshold_the_practice_dies_out(name):
    graph = cluster_graph(name)
    threshold = adoption(*of(graph), 0.1, 0.3).threshold_beta
    for beta in (0, 0.5 * threshold, threshold) if math.isfinite(threshold) else (0, 10):
        assert adoption(*of(graph), beta, 0.3).mean == 0
    if math.isfinite(threshold):
        assert adoption(*of(graph), threshold * (1 + 1e-6), 0.3).mean > 0


def test_each_component_has_its_own_threshold():
    apart = nx.disjoint_union(nx.complete_graph(5), nx.path_graph(2))  # thresholds delta / 4 and delta
    found = adoption(*of(apart), 0.2, 0.4)
    assert [round(found.y[node], 9) for node in range(7)] == [0.5] * 5 + [0, 0]
    assert found.threshold_beta == pytest.approx(0.1)


def test_a_long_tail_keeps_its_tiny_values():
    lollipop = nx.lollipop_graph(6, 60)
    found = adoption(*of(lollipop), 0.3, 1)
    assert list(found.y.values())[:20] == pytest.approx(iterated(lollipop, 0.3, 1)[:20], rel=1e-8)
    assert min(found.y.values()) >= 0


# --- refusals ---


@pytest.mark.parametrize("bad", NOT_NUMBERS, ids=repr)
def test_what_is_not_a_number_is_refused(bad):
    for name in ("source", "decay", "spill"):
        assert_refused(knowledge, PAIR, name, bad)
    for name in ("beta", "delta"):
        assert_refused(adoption, SPREAD, name, bad)
    with pytest.raises(ValueError, match=r"source\['a'\]"):
        knowledge(**{**PAIR, "source": {"a": bad}})


@pytest.mark.parametrize("name, bad", [("source", -1), ("decay", 0), ("decay", -1), ("spill", -0.1)])
def test_values_outside_the_domain_are_refused(name, bad):
    assert_refused(knowledge, PAIR, name, bad)


@pytest.mark.parametrize("name, bad", [("beta", -0.1), ("delta", 0), ("delta", -1)])
def test_rates_outside_the_domain_are_refused(name, bad):
    assert_refused(adoption, SPREAD, name, bad)


@pytest.mark.parametrize(
    "name, bad",
    [
        ("edges", [("a", "z")]),
        ("edges", [("a", "a")]),
        ("edges", [("a",)]),
        ("edges", [("a", "b", "a")]),
        ("edges", ["ab"]),
        ("edges", "ab"),
        ("edges", None),
        ("edges", [3]),
        ("edges", [(["a"], "b")]),
        ("nodes", []),
        ("nodes", ["a", "b", "a"]),
        ("nodes", "ab"),
        ("nodes", None),
        ("nodes", 2),
        ("nodes", [["a"], "b"]),
        ("nodes", ["a", "b", None]),
        ("nodes", ["a", "b", float("nan")]),
    ],
    ids=repr,
)
def test_graphs_that_are_none_are_refused(name, bad):
    assert_refused(knowledge, PAIR, name, bad)
    assert_refused(adoption, SPREAD, name, bad)


def test_a_source_must_be_at_a_node():
    with pytest.raises(ValueError, match="source names 'z'"):
        knowledge(**{**PAIR, "source": {"z": 1}})


@given(graphs(), st.floats(0, 1e300), st.floats(1e-300, 1e300), st.floats(0, 1e300))
@settings(max_examples=150, deadline=None)
def test_extremes_are_solved_or_refused_but_never_lost(graph, one, two, three):
    try:
        assert np.isfinite(list(knowledge(*of(graph), one, two, three).k.values())).all()
    except ValueError as refusal:
        assert "is not allowed" in str(refusal)
    found = adoption(*of(graph), one, two)
    assert all(0 <= y <= 1 for y in found.y.values())
