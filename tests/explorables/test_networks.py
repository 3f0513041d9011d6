"""The network cluster, and the plan against the chain: what the sentences and the bets claim."""

import importlib
from math import sqrt

import numpy as np
import pytest
from everyone import column, made

from missing_middle.explorables.engine.words import fill
from missing_middle.explorables.views import Link, Network, Node

network_source = importlib.import_module("missing_middle.explorables.questions.network")
linked = importlib.import_module("missing_middle.explorables.questions.linked")
plan_source = importlib.import_module("missing_middle.explorables.questions.plan")


@pytest.fixture(scope="module")
def network():
    return made("network")


@pytest.fixture(scope="module")
def plan():
    return made("plan_to_cluster")


# --- the network cluster ---


def test_the_bet_is_told_in_the_numbers_of_the_course(network):
    frame = network.frame_at(**network_source.BET.reveal)
    digits = network.spec["digits"]
    assert [fill(option.text, frame, digits)[:9] for option in network_source.BET.options] == [
        "3.3 times",
        "1.5 times",
        "2.0 times",
    ]
    assert (frame["nodes"], frame["links"], frame["own_links"]) == (9, 30, 8)


def test_knowledge_grows_without_end_at_the_decay_over_the_spectral_radius(network):
    assert network.frame_at(configuration="network", decay=0.6)["limit"] == pytest.approx(0.6 / (2 + 2 * sqrt(6)))
    assert network.frame_at(configuration="vertical", decay=0.6)["limit"] == pytest.approx(0.6 / (1 + sqrt(5)))


def test_an_isolated_firm_knows_what_it_finds_out_over_what_it_forgets(network):
    frame = network.frame_at(configuration="isolated", decay=0.8, spill=0.06)
    assert frame["firm"] == frame["alone"] == pytest.approx(1.25) and frame["links"] == 0
    assert np.isnan(frame["known"][5:]).all() and frame["total_ratio"] == pytest.approx(1)


def test_all_together_know_what_each_knows_and_are_compared_with_five_who_stand_alone(network):
    for configuration in ("isolated", "vertical", "network"):
        frame = network.frame_at(configuration=configuration, spill=0.04, decay=0.6)
        assert frame["total"] == pytest.approx(np.nansum(frame["known"]))
        assert frame["total_ratio"] == pytest.approx(frame["total"] / (5 * frame["alone"]))  # five isolated firms


def test_links_feed_each_other_wherever_anything_is_learnt(network):
    table = network.table()
    linked = (column("network", "configuration") != "isolated") & (column("network", "spill") > 0)
    assert (table["firm_ratio"][linked] > table["guess"][linked]).all()
    assert np.allclose(table["firm_ratio"][~linked], 1, atol=1e-3)


def test_the_network_teaches_firm_a_most(network):
    for spill in (0.01, 0.04, 0.06):
        known = [
            network.frame_at(configuration=c, spill=spill)["firm"]
            for c in ("isolated", "vertical", "horizontal", "network")
        ]
        assert known[0] < known[1] <= known[2] < known[3]


def test_agents_who_find_out_nothing_still_pass_on(network):
    silent = network.frame_at(configuration="network", own="firms")
    assert (silent["known"][5:] > 0).all()
    assert silent["alone"] < silent["firm"] < network.frame_at(configuration="network", own="all")["firm"]


def test_the_balance_of_firm_a_is_the_equation_on_the_page(network):
    frame = network.frame_at(**network_source.BET.reveal)
    neighbours = np.nansum(frame["known"][1:])
    assert 0.6 * frame["firm"] == pytest.approx(1 + 0.04 * neighbours)


def test_every_link_of_an_arrangement_is_drawn_and_no_other(network):
    for configuration in network_source.CONTROLS[0].stops:
        frame = network.frame_at(configuration=configuration)
        drawn = [link for link, there in zip(linked.all_links(), frame["there"], strict=True) if there]
        pairs = {frozenset((link.one, link.other)) for link in drawn}
        assert pairs == {frozenset(edge) for edge in linked.graph(configuration).edges}
        assert len(drawn) == len(pairs) == frame["links"]
        known = {node.id for node, value in zip(linked.NODES, frame["known"], strict=True) if np.isfinite(value)}
        assert known == set(linked.graph(configuration))


# --- from plan to cluster ---


def test_the_centre_wins_while_it_works_and_the_chain_once_it_is_shut(plan):
    frame = plan.frame_at(**plan_source.BET.reveal)
    assert [round(frame[name], 1) for name in ("plan_open", "chain_open", "plan", "chain")] == [20.6, 18.0, 10.0, 15.2]
    assert frame["plan"] == pytest.approx(6 / 0.6)  # six who stand alone


def test_a_star_is_worth_its_closed_form(plan):
    d, beta, m = 0.6, 0.12, 6
    centre, leaf = (d + m * beta) / (d**2 - m * beta**2), (d + beta) / (d**2 - m * beta**2)
    frame = plan.frame_at(silent="none", spill=beta, decay=d)
    assert frame["in_plan"][0] == pytest.approx(centre) and frame["in_plan"][1:] == pytest.approx([leaf] * m)
    assert frame["plan"] == pytest.approx(centre + m * leaf)


@pytest.mark.parametrize("place", ["end", "middle"])
def test_both_ways_have_six_links_so_that_only_the_shape_differs(plan, place):
    frame = plan.frame_at(silent="none", place=place)
    assert frame["plan_links"].sum() == frame["chain_links"].sum() == 6


def test_a_ministry_in_the_middle_takes_more_with_it_than_one_at_the_end_but_not_all(plan):
    middle, end = (plan.frame_at(silent="ministry", place=place) for place in ("middle", "end"))
    assert end["isolated"] < middle["chain"] < end["chain"]
    assert middle["chain_open"] == pytest.approx(end["chain_open"])


def test_what_the_shut_office_costs_is_a_share_of_what_all_know_together(plan):
    table = plan.table()
    for way in ("plan", "chain"):
        lost = 100 * (1 - table[way] / table[f"{way}_open"])
        assert table[f"{way}_lost"] == pytest.approx(lost, abs=1.2) and lost.max() > 10


def test_the_plan_needs_a_ministry_that_works_most_of_the_time(plan):
    frame = plan.frame_at(silent="none")
    share = frame["must_work"] / 100
    shut = plan.frame_at(silent="ministry")
    assert 0.5 < share < 1
    assert share * frame["plan_open"] + (1 - share) * shut["plan"] == pytest.approx(
        share * frame["chain_open"] + (1 - share) * shut["chain"]
    )


def test_every_sentence_is_true_at_every_state(plan):
    table = plan.table()
    case, spill, silent = table["case"], column("plan_to_cluster", "spill"), column("plan_to_cluster", "silent")
    small = 2e-2
    assert (case[spill == 0] == "no learning").all()
    assert (table["plan"] > table["chain"] - small)[case == "open"].all()
    assert np.allclose(table["plan"][case == "shut"], table["isolated"][case == "shut"], atol=small)
    assert (table["chain"] > table["plan"])[case == "shut"].all() and set(silent[case == "shut"]) == {"ministry"}
    assert (table["plan"] > table["chain"])[case == "rim"].all()
    assert set(silent[case == "rim"]) == {"institute", "workshop"}


# --- the drawing ---


def test_a_link_to_nobody_is_refused():
    with pytest.raises(ValueError, match="links has 'a' to 'b', which is not allowed"):
        Network("t", "a", "k", (Node("a", "a", 0, 0, 0),), (Link("a", "b"),), "v", "p", ("l", "h"), ("firm",))
