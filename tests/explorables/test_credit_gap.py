"""The gap in the sizes of firms: its edges and its three groups in closed form, and the bet about sharing a bank."""

import numpy as np
import pytest
from everyone import agree, column, curves, made, replies, settled, told
from scipy.optimize import brentq

NAME, WEALTH, R, ZETA = "credit_gap", 1.8, 1.08, 2.0  # technology has alpha 1/2, the least able firm theta 1


def edge(limit, cost):
    """The size at which what the limit costs a firm is what the bank costs, by bisection."""

    def worth(k):
        theta = 2 * R * np.sqrt(k)
        return theta * np.sqrt(k) - R * k - (theta * np.sqrt(limit) - R * limit) - cost

    return brentq(worth, limit, 100 * limit)


def test_every_number_follows_from_two_abilities():
    limit = WEALTH * column(NAME, "lam")
    psi, members = column(NAME, "psi"), column(NAME, "n_members")
    jump = np.array([edge(*each) for each in zip(limit, psi / members, strict=True)])
    alone = np.array([edge(*each) for each in zip(limit, psi, strict=True)])
    abler = [(2 * R * np.sqrt(size)) ** -ZETA for size in (limit, jump)]  # Pareto: share of firms with more ability
    exact = {
        "limit": limit,
        "jump": jump,
        "gap": jump - limit,
        "alone": alone - limit,
        "small": 100 * (1 - abler[0]),
        "stuck": 100 * (abler[0] - abler[1]),
        "large": 100 * abler[1],
    }
    agree(NAME, exact)


def test_who_shares_is_said_and_a_shared_gap_is_the_narrower_one():
    table, shared = made(NAME).table(), column(NAME, "n_members") > 1
    assert ((table["case"] == "shared") == shared).all()
    assert (table["gap"] < table["alone"])[shared].all()
    assert table["gap"][~shared] == pytest.approx(table["alone"][~shared], abs=0.01)
    assert told(NAME)[0].startswith("Each firm deals with its bank alone. 5.2% of firms are stuck at 2.52")
    assert told(NAME, n_members=4)[0].startswith("4 firms share one bank relationship. 3.5% of firms are stuck at 2.52")


def test_four_who_share_leave_a_bit_under_half_of_the_gap():
    frame = settled(NAME)
    assert 0.4 < frame["gap"] / frame["alone"] < 0.5
    assert "so it is 1.76" in replies(NAME)["cr-share"] and "go to 4.28" in replies(NAME)["cr-one"]


def test_the_jump_is_the_square_that_the_equation_names():
    frame = made(NAME).frame_at(n_members=3, psi=0.5)
    assert frame["jump"] == pytest.approx((np.sqrt(frame["limit"]) + np.sqrt(0.5 / (3 * R))) ** 2)


def test_without_limits_each_doubling_of_size_halves_the_firms():
    ((size, firms),) = curves(NAME, 0)
    assert firms * size == pytest.approx(np.full(len(size), firms[0] * size[0]), rel=5e-3)  # exponent zeta (1 - alpha)
    assert firms[0] == pytest.approx(100 * np.log(2) / (4 * R**2), rel=5e-3)  # of all firms, the smallest has 1/(4 r^2)
