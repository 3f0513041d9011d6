"""The life of a practice in a small network: numbers, closed forms, other routes, refusals."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.linalg import expm

from missing_middle.models import adoption, adoption_exact, adoption_path, cluster_graph

PAIR = (["a", "b"], [("a", "b")])
YEARS = [0, 1, 5, 20, 50]


def figure_4(configuration):
    graph = cluster_graph(configuration)
    return list(graph), list(graph.edges)


def simulated(nodes, edges, beta, delta, t, start, runs=4000):
    """Shares of histories alive and of users at ``t``, and mean years, event by event."""
    dice = np.random.default_rng(7)
    links = {node: [two[two[0] == node] for two in edges if node in two] for node in nodes}
    alive, users, years = 0, 0, 0.0
    for _ in range(runs):
        has, now, counted = set(start), 0.0, False
        while has:
            taught = [other for node in has for other in links[node] if other not in has]
            wait = dice.exponential(1 / (beta * len(taught) + delta * len(has)))
            if now + wait > t and not counted:
                alive, users, counted = alive + 1, users + len(has), True
            now += wait
            if dice.random() < beta * len(taught) / (beta * len(taught) + delta * len(has)):
                has.add(taught[dice.integers(len(taught))])
            else:
                has.remove(sorted(has)[dice.integers(len(has))])
        years += now
    return alive / runs, users / runs / len(nodes), years / runs


# Numbers ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "network, beta, delta, long_run, from_all, from_one, alive",
    [
        pytest.param(figure_4("network"), 0.18, 0.6, 0.50, 25.6, 14.1, (0.47, 0.13), id="nine nodes"),
        pytest.param(PAIR, 0.8, 0.6, 0.25, 3.6, 2.8, (0.002, 0.0), id="two firms"),
        pytest.param(figure_4("vertical"), 0.25, 0.6, 0.26, 7.4, 4.2, (0.04, 0.0), id="a chain with two agents"),
    ],
)
def test_what_the_mean_field_calls_the_long_run_ends_within_a_working_life(
    network, beta, delta, long_run, from_all, from_one, alive
):
    assert adoption(*network, beta, delta).mean == pytest.approx(long_run, abs=0.007)
    everybody = adoption_exact(*network, beta, delta, [20, 50])
    one = adoption_exact(*network, beta, delta, [20, 50], start=network[0][:1])  # a firm
    assert (everybody.years, one.years) == pytest.approx((from_all, from_one), abs=0.05)
    assert everybody.alive == pytest.approx(alive, abs=0.006)


def test_where_the_practice_begins_counts():
    """A firm of Figure 4 is linked with all others, an agent with the firms alone."""
    nodes, edges = figure_4("network")
    years = {node: adoption_exact(nodes, edges, 0.18, 0.6, [0], start=[node]).years for node in nodes}
    firms, agents = [years[node] for node in nodes[:5]], [years[node] for node in nodes[5:]]
    assert firms == pytest.approx([14.131] * 5, abs=5e-4) and agents == pytest.approx([11.959] * 4, abs=5e-4)


# Closed forms and other routes ------------------------------------------------------------------------------


@given(st.floats(0, 50), st.floats(0.01, 10))
@settings(deadline=None, max_examples=50)
def test_two_nodes_in_closed_form(beta, delta):
    """From one user: the next event is a relapse or a convert; from two it takes half as long to the first relapse."""
    from_one = (1 + beta / (2 * delta)) / delta
    assert adoption_exact(*PAIR, beta, delta, [1], start=["b"]).years == pytest.approx(from_one, rel=1e-12)
    assert adoption_exact(*PAIR, beta, delta, [1]).years == pytest.approx(from_one + 1 / (2 * delta), rel=1e-12)


@given(st.integers(1, 7), st.floats(0.05, 5))
@settings(deadline=None, max_examples=30)
def test_without_learning_each_user_drops_it_alone(n, delta):
    nodes = list(range(n))
    chain = adoption_exact(nodes, list(combinations(nodes, 2)), 0, delta, YEARS)
    keeps = np.exp(-delta * np.array(YEARS))
    assert chain.years == pytest.approx(sum(1 / i for i in range(1, n + 1)) / delta, rel=1e-12)
    assert chain.mean == pytest.approx(keeps, abs=1e-13) and chain.alive == pytest.approx(
        1 - (1 - keeps) ** n, abs=1e-13
    )


@pytest.mark.parametrize("n", [3, 6, 12])
def test_a_complete_graph_is_a_birth_and_death_chain(n):
    """Only the number of users matters there: years from all, by the formula of birth and death processes."""
    beta, delta, nodes = 0.9 / n, 0.5, list(range(n))
    up, down = [beta * m * (n - m) for m in range(n + 1)], [delta * m for m in range(n + 1)]
    steps = []  # years from m users until there are m - 1
    for m in range(n, 0, -1):
        steps.append((1 + up[m] * (steps[-1] if steps else 0)) / down[m])
    chain = adoption_exact(nodes, list(combinations(nodes, 2)), beta, delta, [5])
    assert chain.years == pytest.approx(sum(steps), rel=1e-11)


def test_years_keep_their_digits_where_they_are_astronomic():
    nodes = list(range(8))
    up, down = [40.0 * m * (8 - m) for m in range(9)], [0.01 * m for m in range(9)]
    steps = []
    for m in range(8, 0, -1):
        steps.append((1 + up[m] * (steps[-1] if steps else 0)) / down[m])
    assert sum(steps) > 1e25
    chain = adoption_exact(nodes, list(combinations(nodes, 2)), 40.0, 0.01, [5])
    assert chain.years == pytest.approx(sum(steps), rel=1e-9) and chain.alive == pytest.approx(1)


@pytest.mark.parametrize(
    "links, starts",
    [
        pytest.param({"a": "b", "b": "ac", "c": "b"}, ("c", "ac", "abc"), id="two twins beside a middle"),
        pytest.param({"a": "b", "b": "ac", "c": "bd", "d": "c"}, ("a", "bd", "abcd"), id="a row of four, no twins"),
        pytest.param(
            {"a": "bcxy", "b": "acxy", "c": "abxy", "x": "abc", "y": "abc", "z": ""},
            ("a", "bx", "xyz", "abcxyz"),
            id="twins that are linked, twins that are not, and one alone",
        ),
    ],
)
def test_the_chain_agrees_with_a_dense_exponential_written_from_the_rules(links, starts):
    nodes, beta, delta = list(links), 0.7, 0.4
    edges = [(one, other) for one in nodes for other in links[one] if one < other]
    states = [frozenset(some) for size in range(len(nodes) + 1) for some in combinations(nodes, size)]
    Q = np.zeros((len(states), len(states)))
    for state in states:
        for node in nodes:
            rate = delta if node in state else beta * sum(other in state for other in links[node])
            Q[states.index(state), states.index(state ^ {node})] += rate
    Q -= np.diag(Q.sum(axis=1))
    for start in map(list, starts):
        chain = adoption_exact(nodes, edges, beta, delta, YEARS, start=start)
        p = np.array([expm(Q * t)[states.index(frozenset(start))] for t in YEARS])
        assert chain.alive == pytest.approx(1 - p[:, 0], abs=1e-13)
        assert chain.mean == pytest.approx(p @ [len(state) / len(nodes) for state in states], abs=1e-13)
        years = np.linalg.solve(-Q[1:, 1:], np.ones(len(states) - 1))
        assert chain.years == pytest.approx(years[states.index(frozenset(start)) - 1])


def test_histories_played_event_by_event_agree():
    nodes, edges = figure_4("vertical")
    alive, users, years = simulated(nodes, edges, 0.25, 0.6, 4.0, ["A"])
    chain = adoption_exact(nodes, edges, 0.25, 0.6, [4.0], start=["A"])
    assert (alive, users) == pytest.approx((chain.alive[0], chain.mean[0]), abs=0.02)
    assert years == pytest.approx(chain.years, rel=0.06)


networks = st.integers(1, 6).flatmap(
    lambda n: st.tuples(st.just(list(range(n))), st.lists(st.sampled_from(list(combinations(range(n), 2)) or [None])))
)


@given(networks, st.floats(0, 3), st.floats(0.1, 3))
@settings(deadline=None, max_examples=60)
def test_the_mean_field_is_never_below_the_chain(network, beta, delta):
    nodes, edges = network[0], [edge for edge in network[1] if edge]
    chain = adoption_exact(nodes, edges, beta, delta, YEARS, start=nodes[:1])
    path = adoption_path(nodes, edges, beta, delta, YEARS, start=nodes[:1])
    assert (chain.mean <= path.mean + 1e-7).all()
    assert (chain.mean <= chain.alive + 1e-12).all() and (np.diff(chain.alive) <= 1e-12).all()
    assert (chain.mean_if_alive >= 1 / len(nodes) - 1e-9).all()


def test_the_path_of_the_mean_field_ends_in_its_steady_state():
    network = figure_4("network")
    for start in (None, ["RI"]):
        path = adoption_path(*network, 0.18, 0.6, [400, 0], start=start)
        assert path.mean[0] == pytest.approx(adoption(*network, 0.18, 0.6).mean, abs=1e-7)
        assert path.mean[1] == pytest.approx(1 if start is None else 1 / 9)


def test_in_a_large_population_the_two_agree_for_long():
    """Twelve nodes, each linked with all: far above the threshold the chain follows the approximation closely."""
    nodes = list(range(12))
    edges = list(combinations(nodes, 2))
    chain, path = (model(nodes, edges, 0.5, 0.6, [3, 10]) for model in (adoption_exact, adoption_path))
    assert chain.mean == pytest.approx(path.mean, abs=0.02) and (chain.alive > 0.999).all()


# Refusals ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change, text",
    [
        ({"nodes": [], "edges": []}, "nodes = .. is not allowed: give at least one node"),
        (
            {"nodes": list(range(13)), "edges": []},
            r"nodes has 13 entries: give at most 12 \(the chain has 2\*\*n states\)",
        ),
        ({"beta": -0.1}, "beta = -0.1 is not allowed: give a finite number, 0 or more"),
        ({"delta": 0}, "delta = 0 is not allowed: give a finite number above 0"),
        ({"t": 20}, "t = 20 is not allowed: give a list or array of numbers"),
        ({"t": [1, -1]}, r"t\[1\] = -1.0 is not allowed: give 0 or more"),
        ({"t": [1e9]}, r"t = 1000000000.0 is not allowed with these rates and links: give .* or less"),
        ({"start": "a"}, "start = 'a' is not allowed: give a list of nodes, or None for all of them"),
        ({"start": ["z"]}, r"start = \['z'\] is not allowed: give one or more of the nodes"),
        ({"start": []}, r"start = \[\] is not allowed: give one or more of the nodes"),
        ({"edges": [("a", "z")]}, "'z' is not in nodes"),
    ],
)
def test_what_is_no_small_network_is_refused_by_name(change, text):
    good = {"nodes": ["a", "b"], "edges": [("a", "b")], "beta": 0.8, "delta": 0.6, "t": [20]}
    with pytest.raises(ValueError, match=text):
        adoption_exact(**good | change)


def test_one_node_and_twelve_are_networks():
    assert adoption_exact(["a"], [], 3, 0.5, [2]).years == pytest.approx(2)
    assert adoption_exact(list(range(12)), [], 1, 1, [0]).alive.tolist() == [1.0]
