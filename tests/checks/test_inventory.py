"""The diagnostic inventory: what is right is what the models give, and each temptation is a wrong model of the bank."""

import json
import math
import re

import pytest

from missing_middle.checks.inventory import TESTS, UNSURE, lettered, page_items
from missing_middle.checks.inventory_items import ITEMS
from missing_middle.checks.misconceptions import MISCONCEPTIONS
from missing_middle.models import cluster_payoff, cooperation, melitz_symmetric, pareto
from missing_middle.models.capability import gap_trajectory
from missing_middle.models.melitz import melitz_firms

FORMS = ("a", "b")
BY_ID = {item.id: item for item in ITEMS}

# What each option says in form A and in form B, as the states were chosen for.
NUMBERS = {
    "d1": {"right": ([12, 25], [9, 27])},
    "d2": {"right": ([35, 10], [40, 11])},
    "d3": {"right": ([59], [61]), "hm-proportional": ([56], [57]), "hm-spread": ([54], [54])},
    "d4": {"right": ([184], [84]), "cl-entry": ([51], [23])},
    "d5": {"right": ([3], [2]), "cl-seed": ([184], [84]), "cl-entry": ([51], [23]), "po-plan": ([3], [2])},
    "d6": {"right": ([55], [63]), "mo-start": ([55], [63]), "mo-full": ([100], [100])},
    "d7": {"right": ([0.40], [0.35]), "co-grant": ([3], [4])},
    "d8": {
        "right": ([0.08], [0.08]),
        "tb-vintage": ([0.18], [0.16]),
        "tb-nominal": ([15], [9]),
        "tb-point": ([4.5], [3.9]),
    },
    "d9": {"right": ([30], [28]), "tb-base": ([40], [35]), "lq-upside": ([53], [44]), "tb-meanratio": ([57.5], [57.5])},
    "d10": {"right": ([0.2], [0.3]), "cl-cause": ([0.7], [1.1]), "cl-beforeafter": ([0.4], [0.6])},
}


def asked(name, form):
    item = BY_ID[name]
    return item.says(**getattr(item, form))


def state(name, form):
    return dict(getattr(BY_ID[name], form))


@pytest.mark.parametrize("place, form", [(0, "a"), (1, "b")])
@pytest.mark.parametrize("name", NUMBERS)
def test_options_hold_the_numbers_that_their_states_were_chosen_for(name, place, form):
    said = asked(name, form)
    texts = {"right": said.right, **said.tempting}
    for holds, by_form in NUMBERS[name].items():
        numbers = [float(n) for n in re.findall(r"\d+(?:\.\d+)?", texts[holds])]
        assert numbers == by_form[place], (name, holds)


@pytest.mark.parametrize("test", TESTS)
def test_ten_items_four_options_that_differ_and_one_for_not_knowing(test):
    items = lettered(test)
    assert [one.item.id for one in items] == [f"d{n}" for n in range(1, 11)]
    for one in items:
        assert len({option.text for option in one.options}) == 5
        assert [option.letter for option in one.options] == list("abcde")
        assert [option.holds for option in one.options].count("right") == 1
        assert one.options[-1].letter == UNSURE and one.options[-1].holds == "unsure"
        assert {option.holds for option in one.options} <= {*MISCONCEPTIONS, "right", "unsure"}
    assert len({one.right for one in items}) > 2  # the right one does not always stand in the same place


def test_forms_are_parallel_and_share_no_case():
    for before, after in zip(lettered("pre-test"), lettered("post-test"), strict=True):
        assert {option.holds for option in before.options} == {option.holds for option in after.options}
        assert before.item.a != before.item.b


@pytest.mark.parametrize("form", FORMS)
def test_d2_some_exporters_earn_less_than_in_autarky_and_weak_firms_close(form):
    case = state("d2", form)
    ability, world = pareto(case.pop("k"), 1), {**case, "L": 100}
    trade = melitz_symmetric(ability, **world)
    between = [(trade.phi_autarky + trade.phi_domestic) / 2, trade.phi_export * 1.001]
    firms = melitz_firms(ability, **world, phi=between)
    assert list(firms.status) == ["exits", "exporter"]
    assert firms.profit_trade[1] < firms.profit_autarky[1]  # against mz-all
    assert trade.gains > 1 > trade.firm_count_ratio  # against mz-fewer
    assert 1 / trade.export_probability == pytest.approx({"a": 7, "b": 4}[form], abs=0.5)


@pytest.mark.parametrize("form", FORMS)
def test_d5_a_member_of_the_planted_cluster_earns_less_than_outside(form):
    case = state("d5", form)
    planted, outside = case.pop("planted"), case.pop("v_out")
    assert cluster_payoff([planted], **case)[0] < outside


@pytest.mark.parametrize("form", FORMS)
def test_d6_the_two_starts_part(form):
    case = state("d6", form)
    start, other = case.pop("start"), case.pop("other")
    assert math.exp(-start) < math.exp(-other)
    years = [0, 400]
    far, near = (gap_trajectory(G0=gap, **case, t=years) for gap in (start, other))
    assert far.G_t[-1] > start and near.G_t[-1] < other


@pytest.mark.parametrize("form", FORMS)
def test_d7_neither_grant_nor_news_is_enough_and_the_payment_is(form):
    case = state("d7", form)
    game = cooperation(S=0, **case)
    assert game.sustained is False  # against co-mutual
    assert game.grant_min is None and game.awareness_min > 1  # against co-grant, co-info
    assert cooperation(S=0, s=game.subsidy_min, **case).sustained
    assert not cooperation(S=0, lump=case["K"], **case).sustained


@pytest.mark.parametrize("test", TESTS)
def test_page_tells_each_choice_its_belief_and_its_place(test):
    items = json.loads(json.dumps(page_items(test), allow_nan=False))
    for item in items:
        outcomes = [option["outcome"] for option in item["options"]]
        assert sorted(outcomes) == ["correct"] + 3 * ["misconception"] + ["not yet"]
        assert all(option["places"][0]["name"] in option["says"] for option in item["options"])
        beliefs = [MISCONCEPTIONS[o["misconception"]].belief for o in item["options"] if o["misconception"]]
        for belief in filter(None, beliefs):
            assert any(f"“{belief}”" in option["says"] for option in item["options"])


def test_unknown_test_is_refused():
    with pytest.raises(ValueError, match="test = 'mid-test' is not allowed: give one of pre-test, post-test"):
        lettered("mid-test")
