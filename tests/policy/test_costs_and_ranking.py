"""What levers cost, what a budget buys, and in how many draws a ranking holds."""

import time

import numpy as np
import pytest

from missing_middle.policy import (
    ASSUMED,
    BASELINE,
    KINDS,
    LEVERS,
    WIDE,
    cost,
    evaluate,
    portfolio,
    ranking,
    size_interval,
    within,
)
from missing_middle.policy.costs import ALL, KIND_OF
from missing_middle.policy.strengths import pulled

C = ("tax-incentive", "benchmarking", "licensing")
D = ("cluster-lending", "skills-exchange", "zone-rules", "red-tape")


def test_every_lever_is_of_one_kind_and_every_cost_lies_in_its_interval():
    assert set(KIND_OF) == set(LEVERS)
    assert sum(len(kind.levers) for kind in KINDS.values()) == len(LEVERS)
    assert all(0 < kind.low < kind.points < kind.high for kind in KINDS.values())
    assert cost(dict.fromkeys(LEVERS, 1)) == ALL


def test_no_two_levers_are_the_same_lever():
    """Neither by what they move, nor by a move that one of them has twice."""
    moves = [frozenset((m.parameter, m.direction, m.size, m.links) for m in lever.moves) for lever in LEVERS.values()]
    assert len(set(moves)) == len(moves)
    assert all(len({m.parameter for m in lever.moves}) == len(lever.moves) for lever in LEVERS.values())


def test_cost_adds_up_and_falls_with_the_strength():
    assert cost({}) == 0
    assert cost({"red-tape": 0.5, "licensing": 1}) == 0.5 * cost({"red-tape": 1}) + cost({"licensing": 1})
    assert cost(dict.fromkeys(C, 1)) == 11 and cost(dict.fromkeys(D, 1)) == 8


@pytest.mark.parametrize("budget", [0, 0.5, 1, 4.2, 21, ALL])
def test_a_budget_is_spent_in_the_order_of_the_list_and_never_exceeded(budget):
    bought = within(WIDE, budget)
    assert list(bought) == list(WIDE)[: len(bought)]
    assert cost(bought) == pytest.approx(min(budget, cost(dict.fromkeys(WIDE, 1))))
    assert all(strength == 1 for strength in list(bought.values())[:-1])


def test_without_a_budget_nothing_moves():
    assert within(WIDE, 0) == {}
    none = ranking({"C": C, "D": D}, budget=0, draws=50)
    assert none.values.tolist() == [evaluate().income] * 2
    assert none.places.tolist() == [1, 1] and none.stays.tolist() == [50, 50]
    assert (none.drawn[:, 0] == none.drawn[:, 1]).all()


def test_more_money_never_hurts_a_portfolio_without_protection():
    incomes = [evaluate(portfolio(within(WIDE, budget))).income for budget in np.linspace(0, 21, 43)]
    assert (np.diff(incomes) >= -1e-12).all() and incomes[-1] > incomes[0]


def test_a_better_list_leads_in_every_draw_and_two_that_are_alike_tie():
    """Licences with more licences' help against less of the same: no draw can turn that."""
    found = ranking({"more": ("forum", "licensing"), "less": ("forum",), "as little": ("forum",)}, budget=20, draws=60)
    assert found.places.tolist() == [1, 2, 2]
    assert found.stays.tolist() == [60, 60, 60]


def test_draws_agree_with_a_count_by_hand():
    found = ranking({"C": C, "D": D}, budget=11, draws=300)
    ahead = (found.drawn[:, 0] > found.drawn[:, 1]).sum()
    assert found.places.tolist() == [1, 2] and found.stays.tolist() == [ahead, ahead]
    assert 0 < ahead < 150  # first at the assumed numbers, and not in half of the draws
    low, high = found.low, found.high
    assert ((found.drawn < low).mean(axis=0) <= 0.05).all() and ((found.drawn > high).mean(axis=0) <= 0.05).all()
    again = ranking({"C": C, "D": D}, budget=11, draws=300)
    assert (again.drawn == found.drawn).all()
    assert (ranking({"C": C, "D": D}, budget=11, draws=300, seed=2).drawn != found.drawn).any()


def test_draws_stay_inside_their_intervals():
    """Income without any lever moves in a draw only as far as the ends of the intervals allow."""
    found = ranking({"a": (), "b": ()}, budget=0, draws=200)
    ends = [
        evaluate(BASELINE.changed({"channels.technology": t, "channels.largest": n})).income
        for t in (ASSUMED["channels.technology"].low, ASSUMED["channels.technology"].high)
        for n in (ASSUMED["channels.largest"].low, ASSUMED["channels.largest"].high)
    ]
    assert min(ends) * 0.999 < found.drawn.min() < found.drawn.max() < max(ends) * 1.001


def test_every_interval_holds_what_is_assumed_and_says_whence():
    for path, one in ASSUMED.items():
        assert one.low <= one.value(path) <= one.high and one.unit and one.why and one.source, path
    for lever in LEVERS:
        size = size_interval(lever)
        assert 0 <= size.low <= 1 <= size.high and size.source and size.why


@pytest.mark.parametrize(
    "low, high, path", [(1, 4.25, "baierBergstrand2007"), (0, 0, "bruhn2011")], ids=["trade", "founding"]
)
def test_sizes_with_a_source_say_what_the_source_says(low, high, path):
    if path == "bruhn2011":  # founders are as many as founding is cheap: 5% more of them
        assert (1 / (1 - LEVERS["start-up-agency"].moves[0].size)) == pytest.approx(1.05, abs=0.003)
    else:  # trade doubles where tau falls to 2 ** (-1/k) of itself, that is by 35% of its distance from 1
        tau, k = BASELINE.trade.tau, BASELINE.trade.k
        share = (tau - tau * 2 ** (-1 / k)) / (tau - 1)
        most = size_interval("trade-agreement").high * LEVERS["trade-agreement"].moves[0].size
        assert most == pytest.approx(share, abs=0.01)


def test_consultants_at_most_bring_what_treated_plants_gained():
    most = size_interval("consultants").high * LEVERS["consultants"].moves[0].size
    a0 = BASELINE.process.a0
    gained = evaluate(BASELINE.changed({"process.a0": a0 * (1 + most)})).c_process / evaluate().c_process
    assert gained == pytest.approx(1.17, abs=0.04)


@pytest.mark.parametrize(
    "make, complaint",
    [
        (lambda: within(WIDE, -1), r"budget = -1 is not allowed: give a number in \[0, 144.5\]"),
        (lambda: within(WIDE, 145), r"budget = 145 is not allowed: give a number in \[0, 144.5\]"),
        (lambda: within(["forum", "forum"], 3), "levers = 'forum', 2 times, is not allowed: give each lever once"),
        (lambda: within(["forrum"], 3), "'forrum' is not a lever: did you mean forum"),
        (lambda: within("forum", 3), "levers = 'forum' is not allowed: give a sequence of lever ids"),
        (lambda: cost(["forum"]), "give a mapping from lever ids to strengths"),
        (lambda: cost({"forum": 2}), r"forum = 2 is not allowed: give a number in \[0, 1\]"),
        (lambda: ranking({"C": C, "D": [*D, "red-tape"]}, 5), "levers = 'red-tape', 2 times, is not allowed"),
        (lambda: ranking({"C": C}, 5), "give two or more names with their levers"),
        (lambda: ranking({"C": C, "D": D}, -0.1), "budget = -0.1 is not allowed"),
        (lambda: ranking({"C": C, "D": D}, 5, goal="happiness"), "goal = 'happiness' is not allowed: give one of"),
        (lambda: ranking({"C": C, "D": D}, 5, draws=0), "draws = 0 is not allowed"),
        (lambda: ranking({"C": C, "D": D}, 5, seed=-1), "seed = -1 is not allowed"),
        (lambda: ranking({"C": C, "D": D}, 5, base=1), "base = 1 is not allowed: give an Economy"),
        (lambda: size_interval("forrum"), "'forrum' is not a lever"),
    ],
)
def test_nonsense_is_refused_in_a_sentence(make, complaint):
    with pytest.raises(ValueError, match=complaint):
        make()


def test_an_evaluation_takes_two_thousandths_of_a_second_and_a_thousand_draws_three_seconds():
    """In processor time, so that it does not matter who else is at work."""
    rng = np.random.default_rng(3)

    def evaluation():
        at = BASELINE.changed(
            {"trade.tau": rng.uniform(1.5, 1.9), "cluster.c": rng.uniform(0.1, 0.2), "credit.psi": rng.uniform(1, 2)}
        ).changed({"network.decay": rng.uniform(0.4, 0.5), "game.theta": rng.uniform(0.5, 0.9)})
        before = time.process_time()
        evaluate(at)
        return time.process_time() - before

    assert min(np.mean([evaluation() for _ in range(50)]) for _ in range(3)) < 0.002

    def thousand(seed):
        before = time.process_time()
        ranking({"C": C, "D": D}, budget=11, draws=1000, seed=seed)
        return time.process_time() - before

    assert min(thousand(seed) for seed in (1, 2)) < 3


def test_numbers_of_a_draw_are_those_of_one_generator_asked_draw_by_draw():
    """So a class that was given its numbers meets them again."""
    found, rng = ranking({"C": C, "D": D}, budget=6, draws=3, seed=7), np.random.default_rng(7)
    sizes = sorted({*C, *D})
    for row in found.drawn:
        numbers, size, points = (
            dict(zip(names, [rng.uniform(one.low, one.high) for one in intervals], strict=True))
            for names, intervals in (
                (ASSUMED, ASSUMED.values()),
                (sizes, [size_interval(name) for name in sizes]),
                (KINDS, KINDS.values()),
            )
        )
        for value, levers in zip(row, (C, D), strict=True):
            pulls = {name: part * size[name] for name, part in within(levers, 6, points).items()}
            assert value == evaluate(pulled(pulls, BASELINE.changed(numbers))).income
