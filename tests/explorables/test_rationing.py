"""Banks that refuse: what a loan brings back, counted owner by owner, and the bet on a higher offer."""

import numpy as np
import pytest
from everyone import agree, column, curves, grid, made, replies, settled, told

NAME, RESERVE = "rationing", 0.0475
HUNDRED = np.arange(100)


def brings(rate, safe, gamble):
    """What 100 lent bring back and how many of those who come pay back, by asking each of a hundred owners."""
    chance = np.where(safe > HUNDRED, 0.95, 0.7)
    gain = np.where(safe > HUNDRED, 1.252, gamble / 100)
    comes = chance * (gain - 1 - rate / 100) >= RESERVE - 1e-12
    return 100 * chance[comes].mean() * (1 + rate / 100), 100 * chance[comes].mean()


def test_what_a_loan_brings_back_is_counted_owner_by_owner():
    exact = [brings(state["rate"], state["safe"], state["gamble"]) for state in grid(NAME)]
    agree(NAME, {"back": [one[0] for one in exact], "pays": [one[1] for one in exact]})


def test_both_curves_are_drawn_where_those_come_who_bring_it():
    for safe, gamble in ((60, 145), (40, 160)):
        (both, of_both), (risky, of_risky) = curves(NAME, 0, safe=safe, gamble=gamble)
        assert both[-1] == pytest.approx(risky[0], abs=1e-3)  # where the safe leave
        for rate, drawn in (*zip(both[:-1], of_both, strict=False), *zip(risky[1:-1], of_risky[1:], strict=False)):
            assert drawn == pytest.approx(brings(rate, safe, gamble)[0], abs=0.02)


def test_where_banks_refuse_no_rate_brings_back_more():
    table = made(NAME).table()
    refusing = np.flatnonzero((table["case"] == "rationed") & (column(NAME, "rate") == 20))
    assert len(refusing)
    for row in refusing:
        state = grid(NAME)[row]
        best = max(brings(rate, state["safe"], state["gamble"])[0] for rate in np.linspace(0, 38, 1000))
        assert table["market"][row] == pytest.approx(best, rel=1e-3)
        assert table["eager"][row] == pytest.approx((100 - state["safe"]) * (1 - state["funds"] / 100), abs=0.01)


def test_a_hundred_owners_are_counted_once_each():
    table = made(NAME).table()
    assert table["loans"] + table["eager"] + table["others"] == pytest.approx(
        np.full(len(table["loans"]), 100), abs=0.03
    )
    assert (table["loans"] <= column(NAME, "funds") + 0.03).all()


def test_the_bet_is_lost_by_who_offers_more():
    assert settled(NAME)["back"] < 100 < settled(NAME)["market"]
    assert "100 lent bring 91.0, not 102.2" in replies(NAME)["cr-dearer"]
    assert told(NAME, rate=30, funds=70)[0].startswith("Banks ask 20.2% and lend to 70 of 100")


def test_money_for_all_ends_the_queue_and_a_better_gamble_moves_it_to_a_dearer_rate():
    assert made(NAME).frame_at(funds=100)["case"] == "price"
    rich = made(NAME).frame_at(gamble=160, funds=70)
    assert rich["case"] == "two rates" and rich["eager"] == 0 and rich["dear"] > rich["asked"]
    assert 0.7 * (100 + rich["dear"]) == pytest.approx(rich["market"])


def test_the_pages_share_is_small():
    assert len(made(NAME).frames) < 40_000
