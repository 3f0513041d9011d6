"""Adoption and critical mass: the bet's numbers, and every word such as lasts, fails or more, at every state."""

import importlib
from math import sqrt

import numpy as np
import pytest
from everyone import column, curves, made
from scipy.linalg import expm

from missing_middle.explorables.engine.words import fill
from missing_middle.models import adoption, cluster_graph, cluster_size

linked = importlib.import_module("missing_middle.explorables.questions.linked")
source = importlib.import_module("missing_middle.explorables.questions.adoption")


@pytest.fixture(scope="module")
def widget():
    return made("adoption_and_mass")


@pytest.fixture(scope="module")
def table(widget):
    return widget.table()


def test_the_bet_is_told_in_the_numbers_of_the_models(widget):
    frame, digits = widget.frame_at(**source.BET.reveal), widget.spec["digits"]
    assert (frame["in_chain"], round(frame["in_network"])) == (0, 50)
    assert "passes a practice on at 0.18 a year; users drop it at 0.60" in fill(source.BET.question, frame, digits)
    assert "By the equation 50% use it in the network, 0% in the vertical cluster" in fill(
        source.BET.options[2].says, frame, digits
    )


def test_both_paths_are_drawn_and_the_chain_of_all_states_never_lies_above_the_equation():
    for configuration in source.LINKED:
        for beta, delta in ((0.05, 0.6), (0.18, 0.6), (0.4, 0.3)):
            state = {"configuration": configuration, "beta": beta, "delta": delta}
            (years, equation), (_, chain) = curves("adoption_and_mass", 2, **state)
            assert years.tolist() == list(source.YEARS) and equation[0] == chain[0] == 100
            assert (chain <= equation + 1e-3).all() and (chain[1:] < equation[1:]).any()
            assert (np.diff(chain) < 0).all()  # it dies out in the end, above the threshold as well


def test_the_network_of_the_bet_lives_for_a_quarter_of_a_century_and_by_the_equation_for_ever(widget):
    """Each state left for another at its rate, by a routine for systems of equations on all 512 states at once."""
    graph, frame = cluster_graph("network"), widget.frame_at(**source.BET.reveal)
    nodes, states = list(graph), range(2 ** len(graph))
    rates = np.zeros((len(states), len(states)))
    for state in states:
        for place, node in enumerate(nodes):
            users = sum(state >> nodes.index(other) & 1 for other in graph[node])
            rates[state, state ^ 1 << place] = 0.6 if state >> place & 1 else 0.18 * users
    generator = rates - np.diag(rates.sum(axis=1))
    years = np.linalg.solve(-generator[1:, 1:], np.ones(len(states) - 1))[-1]
    assert frame["years"] == pytest.approx(years, rel=1e-9) and years == pytest.approx(25.6, abs=0.05)
    alive = expm(20 * generator)[-1, 1:].sum()
    assert frame["alive"] == pytest.approx(100 * alive, rel=1e-6) and alive == pytest.approx(0.47, abs=0.005)
    assert (frame["by_equation"][-1], frame["mean"]) == pytest.approx((50.17, 50.17), abs=0.01)
    assert frame["by_chain"][-1] < 10


def test_the_practice_lasts_above_the_rate_of_giving_up_over_the_spectral_radius(widget):
    for configuration, radius in (("network", 2 + 2 * sqrt(6)), ("vertical", 1 + sqrt(5))):
        frame = widget.frame_at(configuration=configuration, delta=0.45)
        assert frame["threshold"] == pytest.approx(0.45 / radius)


def test_each_node_gives_up_as_fast_as_it_learns(widget):
    frame = widget.frame_at(**source.BET.reveal)
    users = dict(zip([node.id for node in linked.NODES], frame["users"] / 100, strict=True))
    graph = cluster_graph("network")
    for node in graph:
        learnt = 0.18 * (1 - users[node]) * sum(users[other] for other in graph[node])
        assert learnt == pytest.approx(0.6 * users[node], rel=1e-9)


def test_two_alone_keep_it_exactly_above_the_rate_that_is_drawn(widget):
    alone, pair = widget.frame_at(delta=0.6)["alone"], (["a", "b"], [("a", "b")])
    assert adoption(*pair, 0.99 * alone, 0.6).mean == 0 < adoption(*pair, 1.01 * alone, 0.6).mean


def test_the_curves_turn_at_their_thresholds_and_rise_from_there(widget):
    drawn = dict(zip(("network", "horizontal", "vertical"), curves("adoption_and_mass", 1, delta=0.3), strict=True))
    for name, (rates, users) in drawn.items():
        assert (users[:2] == 0).all() and (np.diff(users[1:]) > 0).all()
        assert rates[1] == pytest.approx(widget.frame_at(configuration=name, delta=0.3)["threshold"])
        beta = 0.25
        state = widget.frame_at(configuration=name, delta=0.3, beta=beta)
        assert np.interp(beta, rates, users) == pytest.approx(state["mean"], abs=1.5)
    assert drawn["network"][0][1] < drawn["horizontal"][0][1] < drawn["vertical"][0][1]


def test_every_sentence_about_the_practice_is_true_at_every_state(widget, table):
    spreads = np.array([case.split(", ")[0] for case in table["case"]])
    beta, delta = column("adoption_and_mass", "beta"), column("adoption_and_mass", "delta")
    lasting = np.isin(spreads, ["together", "easily"])
    assert set(spreads) == {"alone", "dies", "together", "easily"}
    assert (table["mean"][~lasting] < 0.5).all() and (table["mean"][lasting] > 0.5).all()
    assert (beta <= table["threshold"] + 1e-3)[spreads == "dies"].all()
    assert (beta > table["threshold"])[lasting].all()
    assert (beta <= delta)[spreads == "together"].all() and (beta > delta)[spreads == "easily"].all()
    assert (column("adoption_and_mass", "configuration")[spreads == "alone"] == "isolated").all()


def test_every_sentence_about_the_platform_is_true_at_every_state(widget, table):
    ends = np.array([case.split(", ")[1] for case in table["case"]])
    start, old = column("adoption_and_mass", "start"), column("adoption_and_mass", "old")
    assert set(ends) == {"takes off", "fails"}
    assert ((start > table["mass"]) == (ends == "takes off")).all()
    assert ((table["worth"] > old) == (ends == "takes off")).all()
    assert (table["end"][ends == "takes off"] > start[ends == "takes off"]).all()
    assert (table["end"][ends == "fails"] < 0.5).all()


def test_a_better_old_way_asks_for_more_users_at_the_start(widget):
    masses = [widget.frame_at(old=old)["mass"] for old in (2.0, 2.5, 3.0, 3.5)]
    assert masses == sorted(masses) and masses[0] < masses[-1]
    assert masses[1] == cluster_size(**source.PLATFORM, v_out=2.5).N_min


def test_the_platform_ends_where_it_is_worth_what_the_old_way_is(widget):
    for old in (2.0, 2.5, 3.0, 3.5):
        users = widget.frame_at(old=old, start=160)["end"]
        assert users > 160 and users**0.3 - 6 / users - 0.004 * users**0.9 == pytest.approx(old, rel=1e-9)


def test_links_move_the_practice_and_not_the_platform(widget):
    chain, network = (widget.frame_at(configuration=name) for name in ("vertical", "network"))
    assert chain["mass"] == network["mass"] and chain["threshold"] > network["threshold"]


def test_nodes_and_links_are_those_of_the_configuration(widget):
    for configuration in linked.CONFIGURATIONS:
        frame, cluster = widget.frame_at(configuration=configuration), linked.graph(configuration)
        assert frame["nodes"] == len(cluster) == np.isfinite(frame["users"]).sum()
        assert frame["links"] == cluster.number_of_edges() == frame["there"].sum()
