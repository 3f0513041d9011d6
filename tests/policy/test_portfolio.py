"""How strengths become parameters: skipped at zero, in any order, clamped, and refused where they make no sense."""

import random
from dataclasses import FrozenInstanceError

import pytest

from missing_middle.policy import BASELINE, LEVERS, WIDE, Economy, evaluate, portfolio


def draw(seed, size=None):
    dice = random.Random(seed)
    names = dice.sample(sorted(LEVERS), size or dice.randint(1, len(LEVERS)))
    return {name: dice.choice([0.1, 0.25, 0.5, 0.75, 1]) for name in names}


@pytest.mark.parametrize("seed", range(20))
def test_zero_strength_changes_nothing_to_the_last_bit(seed):
    levers = draw(seed)
    assert portfolio(levers | dict.fromkeys(set(LEVERS) - set(levers), 0)) == portfolio(levers)
    assert portfolio(dict.fromkeys(LEVERS, 0)) == BASELINE == Economy()


@pytest.mark.parametrize("seed", range(20))
def test_order_of_levers_does_not_matter(seed):
    levers = draw(seed)
    shuffled = random.Random(-seed).sample(list(levers.items()), len(levers))
    assert portfolio(dict(shuffled)) == portfolio(levers)


def test_the_eight_levers_move_what_they_say():
    full = portfolio(dict.fromkeys(WIDE, 1))
    assert (full.trade.f_e, full.trade.f_x) == pytest.approx((0.95, 0.8 * 0.75**2))
    assert full.trade.tau == pytest.approx(1 + 0.75 * 1.2)  # the distance from 1 shrinks
    assert full.game.theta == pytest.approx(1 - 0.3 / 2)  # so does that of awareness
    assert (full.game.s, full.credit.n_members) == (0.5, 5)
    assert (full.product.a0, full.process.delta0) == pytest.approx((0.028 * 1.25, 3 * 1.25))


def test_many_levers_on_one_cost_do_not_abolish_it():
    economy = portfolio(dict.fromkeys(LEVERS, 1))
    assert economy.trade.f_e == 0.5 * BASELINE.trade.f_e
    assert economy.trade.tau == pytest.approx(1 + 0.75 * 0.85 * (BASELINE.trade.tau - 1))
    for lever in LEVERS.values():
        for move in lever.moves:
            if move.kind == "factor":
                before, after = BASELINE.value(move.parameter), economy.value(move.parameter)
                bounded = move.parameter in ("trade.tau", "credit.lam", "game.theta")
                ratio = (after - 1) / (before - 1) if bounded else after / before
                assert 0.5 - 1e-12 <= ratio <= 2 + 1e-12


def test_a_forum_exists_from_one_half_and_members_come_whole():
    assert portfolio({"forum": 0.49}).network.links == frozenset()
    assert portfolio({"forum": 0.5}).network.links == {("A2", "RI"), ("A4", "RI")}
    assert portfolio({"cluster-lending": 0.49}).credit.n_members == 1 + 1
    assert portfolio({"forum": 1, "brokers": 1}).network.links > portfolio({"forum": 1}).network.links


def test_levers_act_on_the_economy_they_are_given():
    base = Economy().changed({"trade.tau": 1.5, "product.a0": 0.03, "upgrading.R": 2})
    economy = portfolio({"trade-agreement": 1, "licensing": 1}, base=base)
    assert economy.trade.tau == pytest.approx(1.375) and economy.product.a0 == pytest.approx(0.0375)
    assert economy.upgrading == base.upgrading
    with pytest.raises(FrozenInstanceError):
        economy.trade.tau = 2


@pytest.mark.parametrize(
    "levers, complaint",
    [
        pytest.param({"redtape": 1}, "'redtape' is not a lever: did you mean red-tape", id="misspelt"),
        pytest.param({"": 1}, "the levers are ", id="nothing like it"),
        pytest.param({"red-tape": 1.1}, r"red-tape = 1.1 is not allowed: give a number in \[0, 1\]", id="too strong"),
        pytest.param({"red-tape": True}, "red-tape = True is not allowed", id="a truth value"),
        pytest.param({"red-tape": float("nan")}, "red-tape = nan is not allowed", id="not a number"),
        pytest.param(["red-tape"], "give a mapping from lever ids to strengths", id="a list"),
    ],
)
def test_nonsense_portfolios_are_refused(levers, complaint):
    with pytest.raises(ValueError, match=complaint):
        portfolio(levers)


@pytest.mark.parametrize(
    "make, complaint",
    [
        pytest.param(lambda: portfolio({}, base=3), "base = 3 is not allowed: give an Economy", id="base"),
        pytest.param(lambda: evaluate("baseline"), "economy = 'baseline' is not allowed", id="economy"),
        pytest.param(lambda: evaluate(reference=None), "reference = None is not allowed", id="reference"),
        pytest.param(lambda: evaluate(couplings="credit"), "give a collection of names", id="one word"),
        pytest.param(
            lambda: evaluate(couplings=["trade"]),
            "couplings = 'trade' is not allowed: give one of 'export'",
            id="unknown coupling",
        ),
        pytest.param(lambda: Economy(trade=1), r"trade = 1 is not allowed: give Trade\(...\)", id="wrong part"),
        pytest.param(lambda: Economy().changed({"tau": 2}), "'tau' is not allowed: give a part", id="no part"),
        pytest.param(lambda: Economy().changed({"trade.tua": 2}), "'trade.tua' is not allowed", id="no such parameter"),
        pytest.param(lambda: Economy().changed({"trade.tau": "2"}), "trade.tau = '2' is not allowed", id="text"),
        pytest.param(lambda: Economy().changed({"network.k0": 0}), "k0 = 0 is not allowed", id="scale of knowledge"),
        pytest.param(lambda: Economy().changed({"channels.n0": 0}), "n0 = 0 is not allowed", id="size of a cluster"),
        pytest.param(
            lambda: Economy().changed({"channels.cluster_effort": -0.1}),
            "cluster_effort = -0.1 is not allowed: give a finite number, 0 or more",
            id="a cluster that harms",
        ),
        pytest.param(
            lambda: Economy().changed({"channels.technology": 1.1}), r"technology = 1.1 .* \[0, 1\]", id="elasticity"
        ),
        pytest.param(
            lambda: Economy().changed({"channels.largest": 1}), "largest = 1 is not allowed", id="largest firm"
        ),
        pytest.param(
            lambda: evaluate(Economy().changed({"channels.largest": 1.5})),
            "largest = 1.5 is not allowed: give more than 2.01",
            id="nobody beyond the limit counts",
        ),
        pytest.param(lambda: Economy().changed({"trade.n": 0}), "n = 0 is not allowed", id="no partner"),
        pytest.param(
            lambda: Economy().changed({"network.links": [("RI", "GOV")]}), "pairs that are linked in", id="links"
        ),
        pytest.param(lambda: Economy().changed({"network.links": 7}), "give pairs of nodes", id="no links"),
        pytest.param(
            lambda: evaluate(Economy().changed({"trade.tau": 0.9})), "tau = 0.9 is not allowed", id="the model's"
        ),
    ],
)
def test_nonsense_economies_are_refused(make, complaint):
    with pytest.raises(ValueError, match=complaint):
        make()
