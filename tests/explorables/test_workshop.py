"""The workshop: capital and profit in closed form at every state, and the bet about a cheaper loan."""

import numpy as np
import pytest
from everyone import agree, column, curves, made, replies, settled, told

NAME, WEALTH, ALPHA = "workshop", 0.2, 0.35


def test_every_number_follows_from_the_smaller_of_the_limit_and_what_is_wanted():
    table, r, theta = made(NAME).table(), 1 + column(NAME, "rate") / 100, column(NAME, "theta")
    wanted, limit = (theta * ALPHA / r) ** (1 / (1 - ALPHA)), WEALTH * column(NAME, "lam")
    used = np.minimum(wanted, limit)
    exact = {
        "wanted": wanted,
        "limit": limit,
        "k": used,
        "last": 100 * (theta * ALPHA * used ** (ALPHA - 1) - 1),
        "profit": theta * used**ALPHA - r * used,
        "best": theta * wanted**ALPHA - r * wanted,
    }
    agree(NAME, exact)
    assert ((table["case"] == "limited") == (wanted > limit)).all()


def test_it_pays_to_borrow_more_exactly_where_the_limit_binds():
    table, limited = made(NAME).table(), made(NAME).table()["case"] == "limited"
    assert (table["last"] > column(NAME, "rate"))[limited].all() and (table["best"] > table["profit"])[limited].all()
    assert table["last"][~limited] == pytest.approx(column(NAME, "rate")[~limited], abs=0.1)
    assert table["best"][~limited] == pytest.approx(table["profit"][~limited], abs=1e-4)


def test_a_rate_cut_by_two_thirds_moves_nothing_but_the_profit():
    before, after = made(NAME).frame_at(), settled(NAME)
    assert before["k"] == after["k"] == pytest.approx(0.3) and after["profit"] > before["profit"]
    assert after["wanted"] / before["wanted"] == pytest.approx(9 / 8, rel=0.01)  # about an eighth, and out of reach
    assert "would like 0.63" in replies(NAME)["cr-rate"] and "0.30 at either rate" in replies(NAME)["right"]


def test_the_words_of_a_limit_and_of_freedom_stand_where_they_belong():
    limited, free = told(NAME), told(NAME, lam=8.0)
    assert ["but nobody lends" in limited[0], "stops at 0.30" in limited[1], "costs profit" in limited[2]] == [True] * 3
    assert ["and gets it" in free[0], "top of its curve, at 0.56" in free[1], "costs nothing" in free[2]] == [True] * 3


def test_the_curve_is_profit_at_each_amount_of_capital_and_highest_where_it_is_said():
    ((capital, profit),) = curves(NAME, 0)
    assert profit == pytest.approx(2.2 * capital**ALPHA - 1.12 * capital)
    assert capital[np.argmax(profit)] == pytest.approx(made(NAME).frame_at()["wanted"], abs=0.03)
