"""Through a middleman or directly: every number by the closed forms of the Pareto case, and the bet about the hole."""

import numpy as np
import pytest
from everyone import agree, column, curves, made, replies, settled, told

NAME, K, Q, N = "middleman", 4.8, 2.8, 3
DIRECT = 1.45**-Q


def test_every_number_has_its_closed_form():
    handled = ((1 + column(NAME, "taken") / 100) * 1.45) ** -Q
    f_i, f_x = column(NAME, "f_i"), column(NAME, "f_x")
    used = handled * f_x > DIRECT * f_i
    assert ((made(NAME).table()["case"] == "used") == used).all() and 0 < used.mean() < 1
    first = np.where(used, f_i / handled, f_x / DIRECT)
    last = np.where(used, (f_x - f_i) / (DIRECT - handled), first)
    rise = 1 + N * np.where(used, f_i * first ** (-K / Q) + (f_x - f_i) * last ** (-K / Q), f_x * last ** (-K / Q))
    without = 1 + N * f_x * (f_x / DIRECT) ** (-K / Q)
    through = np.where(used, handled * (first ** (1 - K / Q) - last ** (1 - K / Q)), 0)
    exact = {
        "indirect": 100 * (first ** (-K / Q) - last ** (-K / Q)),
        "direct": 100 * last ** (-K / Q),
        "home": 100 * (1 - first ** (-K / Q)),
        "value": 100 * through / (through + DIRECT * last ** (1 - K / Q)),
        "gain": 100 * (rise ** (1 / K) - 1),
        "gain_without": 100 * (without ** (1 / K) - 1),
        "low": f_x / DIRECT,
        "high": f_x / DIRECT * (1 + N * DIRECT),
        "ratio": 1 + N * DIRECT,
        "first": np.where(used, 1 + N * handled, np.nan),
        "second": np.where(used, (1 + N * DIRECT) / (1 + N * handled), 1 + N * DIRECT),
        "island_low": np.where(used, first * (1 + N * handled), np.nan),
        "island_high": np.where(used, last * (1 + N * handled), np.nan),
    }
    agree(NAME, exact)


@pytest.mark.parametrize("taken", [10, 25, 45])
def test_drawn_sales_rise_with_ability_and_leave_out_the_holes(taken):
    frame = made(NAME).frame_at(taken=taken)
    (ability, sales), (ability_alone, alone) = curves(NAME, 0, taken=taken)
    # a firm's home sales are its ability to the power Q; abroad is a market or none, through him or directly
    for drawn, factors in ((sales / ability**Q, {"first", "ratio"}), (alone / ability_alone**Q, {"ratio"})):
        allowed = [1.0, *(frame[name] for name in factors if np.isfinite(frame[name]))]
        assert np.isclose(drawn[:, None], allowed, rtol=1e-3).any(axis=1).all()
        assert np.isclose(drawn[:, None], allowed, rtol=1e-3).any(axis=0).all()
    assert (np.diff(sales) >= 0).all() and (np.diff(alone) >= 0).all()
    assert not ((alone > 1.001 * frame["low"]) & (alone < 0.999 * frame["high"])).any()
    if frame["case"] == "used":
        island = (sales > 1.001 * frame["island_low"] / frame["first"]) & (sales < 0.999 * frame["island_low"])
        assert not island.any()
        above = (sales > 1.001 * frame["island_high"]) & (sales < 0.999 * frame["island_high"] * frame["second"])
        assert not above.any()


def test_the_bet_is_settled_by_a_product():
    frame = settled(NAME)
    assert frame["first"] * frame["second"] == pytest.approx(frame["ratio"])
    assert min(frame["first"], frame["second"]) > 1.2 and frame["indirect"] > 10
    assert replies(NAME)["right"] == "Sales jump by 1.57 and then by 1.31: 1.57 times 1.31 is 2.06, as before."
    assert "between 3.4 and 7.0" in told(NAME)[0]


def test_the_pages_share_is_small():
    assert len(made(NAME).frames) < 40_000
