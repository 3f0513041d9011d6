"""Melitz with two countries that differ: numbers, the symmetric case, simultaneous equations, who gains."""

import math

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from scipy.optimize import fsolve

from missing_middle.models import acr_gains, melitz_symmetric, melitz_two_country, pareto

US = {
    "k": 4.25,
    "sigma": 4,
    "delta": 1,
    "L": (1, 1),
    "x_min": (1, 1),
    "f_e": (1, 1),
    "f": ((1, 0.545), (0.545, 1)),
    "tau": ((1, 1.83), (1.83, 1)),
}
both = st.tuples


@st.composite
def economies(draw):
    """Parameters at which exporting selects in both countries (else the draw is dropped)."""
    sigma = draw(st.floats(1.3, 8))
    q = sigma - 1
    k = q * draw(st.floats(1.05, 3))
    delta, f_e = draw(st.floats(0.02, 1)), draw(both(*2 * [st.floats(0.2, 5)]))
    home = [delta * cost * (k - q) / q * draw(st.floats(1.05, 20)) for cost in f_e]
    tau = draw(both(*2 * [st.floats(1, 4)]))
    away = [cost * draw(st.floats(0.5, 10)) for cost in home]
    at = {
        "k": k,
        "sigma": sigma,
        "delta": delta,
        "L": draw(both(*2 * [st.floats(0.2, 20)])),
        "x_min": draw(both(*2 * [st.floats(0.3, 3)])),
        "f_e": f_e,
        "f": ((home[0], away[0]), (away[1], home[1])),
        "tau": ((1, tau[0]), (tau[1], 1)),
    }
    try:
        return at, melitz_two_country(**at)
    except ValueError as refusal:
        assume("would export" not in str(refusal))
        raise


def test_two_equal_countries_are_the_symmetric_model():
    pair = melitz_two_country(**US)
    one = melitz_symmetric(pareto(4.25, 1), sigma=4, f=1, f_x=0.545, f_e=1, delta=1, tau=1.83, n=1, L=1)
    assert pair.relative_wage == 1
    for name in (
        "phi_domestic",
        "phi_export",
        "export_probability",
        "domestic_share",
        "welfare",
        "gains",
        "mass",
        "entrants",
    ):
        assert pair[f"{name}_1"] == pair[f"{name}_2"] == pytest.approx(one[name], rel=1e-10), name
    assert pair.welfare_1 == pytest.approx(0.5935493, abs=5e-8)


def test_a_country_that_cuts_its_export_cost_shares_the_gains_with_its_partner():
    after = melitz_two_country(**{**US, "f": ((1, 0.4), (0.545, 1))})
    assert after.relative_wage == pytest.approx(1.012423, abs=5e-7)
    assert (after.welfare_1, after.welfare_2) == pytest.approx((0.5942921, 0.5944739), abs=5e-8)
    assert after.welfare_2 > after.welfare_1 > 0.5935493  # the partner gains slightly more


@settings(deadline=None, max_examples=100)
@given(economies())
def test_every_market_clears(economy):
    at, trade = economy
    k, sigma, delta = at["k"], at["sigma"], at["delta"]
    q = sigma - 1
    wage = (trade.relative_wage, 1.0)
    home = (trade.phi_domestic_1, trade.phi_domestic_2)
    abroad = (trade.phi_export_1, trade.phi_export_2)
    for i, j in ((0, 1), (1, 0)):
        f, tau, L = at["f"], at["tau"], at["L"]
        # zero cutoff profit in one market: cutoffs of both origins are tied
        tied = home[j] * (wage[i] / wage[j]) ** (sigma / q) * tau[i][j] * (f[i][j] / f[j][j]) ** (1 / q)
        assert abroad[i] == pytest.approx(tied, rel=1e-8)
        entry = sum(
            cost * q / (k - q) * (at["x_min"][i] / cutoff) ** k
            for cost, cutoff in ((f[i][i], home[i]), (f[i][j], abroad[i]))
        )
        assert entry == pytest.approx(delta * at["f_e"][i], rel=1e-8)  # free entry
        # labour: variable costs are q/sigma of sales; fixed costs and entry take the rest
        sales = sigma * k / (k - q) * (f[i][i] * home[i] ** -k + f[i][j] * abroad[i] ** -k)
        entrants = trade[f"entrants_{i + 1}"]
        assert sales * entrants / delta * at["x_min"][i] ** k == pytest.approx(L[i], rel=1e-8)
        shares = f[i][i] * home[i] ** -k / (f[i][i] * home[i] ** -k + f[i][j] * abroad[i] ** -k)
        assert trade[f"domestic_share_{i + 1}"] == pytest.approx(shares, rel=1e-8)  # balanced trade
        assert trade[f"mass_{i + 1}"] * delta == pytest.approx(entrants * (at["x_min"][i] / home[i]) ** k, rel=1e-8)
        assert trade[f"export_probability_{i + 1}"] == pytest.approx((home[i] / abroad[i]) ** k, rel=1e-8)
        gains = acr_gains(trade[f"domestic_share_{i + 1}"], k).gains_ratio
        assert trade[f"gains_{i + 1}"] == pytest.approx(gains, rel=1e-10) and gains >= 1
        # the price index by summing over all varieties sold: it gives the same real wage
        index = sum(
            trade[f"entrants_{s + 1}"]
            / delta
            * k
            / (k - q)
            * at["x_min"][s] ** k
            * cutoff ** (q - k)
            * (sigma / q * wage[s] * tau[s][i]) ** -q
            for s, cutoff in ((i, home[i]), (j, abroad[j]))
        ) ** (-1 / q)
        assert trade[f"welfare_{i + 1}"] == pytest.approx(wage[i] / index, rel=1e-8)


@settings(deadline=None, max_examples=60)
@given(economies(), st.floats(0.8, 0.99))
def test_cheaper_exports_from_one_side_raise_welfare_on_both(economy, cut):
    at, before = economy
    for change in (
        {"f": ((at["f"][0][0], at["f"][0][1] * cut), at["f"][1])},
        {"tau": ((1, 1 + (at["tau"][0][1] - 1) * cut), at["tau"][1])},
    ):
        try:
            after = melitz_two_country(**(at | change))
        except ValueError as refusal:
            assert "would export" in str(refusal)
            continue
        assert after.relative_wage >= before.relative_wage * (1 - 1e-10)
        assert after.welfare_1 >= before.welfare_1 * (1 - 1e-10)
        assert after.welfare_2 >= before.welfare_2 * (1 - 1e-10)


@settings(deadline=None, max_examples=60)
@given(economies())
def test_renaming_the_countries_changes_nothing(economy):
    at, here = economy
    swapped = {name: value[::-1] if name in ("L", "x_min", "f_e") else value for name, value in at.items()}
    swapped |= {name: tuple(row[::-1] for row in at[name][::-1]) for name in ("f", "tau")}
    there = melitz_two_country(**swapped)
    assert there.relative_wage * here.relative_wage == pytest.approx(1, rel=1e-10)
    for name, value in here.asdict().items():
        if name != "relative_wage":
            assert there[name[:-1] + {"1": "2", "2": "1"}[name[-1]]] == pytest.approx(value, rel=1e-8), name


def test_simultaneous_equations_have_the_same_solution():
    """Four cutoffs, two price levels of demand and the wage by a general solver: nothing of the reduction is used."""
    at = {**US, "L": (2, 1), "f_e": (1, 0.8), "f": ((1, 0.7), (0.9, 1.2)), "tau": ((1, 1.6), (1.9, 1))}
    k, q, sigma = 4.25, 3.0, 4.0
    f, tau = np.array(at["f"]), np.array(at["tau"])
    f_e, L = np.array(at["f_e"]), np.array(at["L"], dtype=float)

    def excess(logs):
        wage, demand = np.array([np.exp(logs[0]), 1.0]), np.exp(logs[1:3])
        # a firm just breaks even: demand_j (wage_i tau_ij / phi)**-q / sigma = wage_i f_ij (constants inside demand)
        phi = ((wage[:, None] * f * sigma) / demand) ** (1 / q) * wage[:, None] * tau
        entry = (f * q / (k - q) * phi**-k).sum(axis=1) - f_e
        entrants = L * q / (sigma * k * f_e)
        sales = entrants[:, None] * sigma * k / (k - q) * wage[:, None] * f * phi**-k
        return [*(entry / f_e), sales[0, 1] / sales[1, 0] - 1]

    wage, *_ = np.exp(fsolve(excess, [0.0, 1.0, 1.0], xtol=1e-13))
    assert melitz_two_country(**at).relative_wage == pytest.approx(wage, rel=1e-8)


def test_prohibitive_trade_costs_are_autarky():
    shut = melitz_two_country(**{**US, "L": (3, 1), "tau": ((1, 1e9), (1e9, 1))})
    assert (shut.gains_1, shut.gains_2, shut.domestic_share_1) == pytest.approx((1, 1, 1), abs=1e-15)
    assert shut.export_probability_1 < 1e-30


NOT_NUMBERS = ["1", math.nan, math.inf, -math.inf, True, None, [1.5, 2], 1j, 10**400]


@pytest.mark.parametrize(
    "name, value",
    [
        (name, value)
        for name, bad in {"k": [0, -1], "sigma": [1, 0], "delta": [0, 1.1]}.items()
        for value in bad + NOT_NUMBERS
    ],
)
def test_numbers_outside_their_domain_are_refused_by_name(name, value):
    with pytest.raises(ValueError, match=rf"^{name} = [\s\S]* is not allowed: give a"):
        melitz_two_country(**{**US, name: value})


@pytest.mark.parametrize("name", ["L", "x_min", "f_e"])
@pytest.mark.parametrize("value", [0, -1, *NOT_NUMBERS])
def test_pairs_are_checked_one_by_one(name, value):
    with pytest.raises(ValueError, match=rf"^{name}\[1\] = [\s\S]* is not allowed: give a finite"):
        melitz_two_country(**{**US, name: (1, value)})
    with pytest.raises(ValueError, match=rf"^{name} = .* is not allowed: give two values"):
        melitz_two_country(**{**US, name: 1})


@pytest.mark.parametrize(
    "change, text",
    [
        ({"f": ((1, 0), (1, 1))}, r"f\[0\]\[1\] = 0 is not allowed"),
        ({"f": (1, 1)}, r"f\[0\] = .* is not allowed: give two values"),
        ({"f": ((1, 1), (1, 1), (1, 1))}, r"f = .* is not allowed: give two values"),
        ({"tau": ((1, 0.9), (1, 1))}, r"tau\[0\]\[1\] = 0.9 is not allowed: give a finite number, 1 or more"),
        ({"tau": ((1, 2), (2, 1.5))}, r"tau\[1\]\[1\] = 1.5 is not allowed: selling at home"),
        ({"tau": "ab"}, r"tau = .* is not allowed: give two values"),
        ({"k": 3}, r"k = 3 is not allowed with sigma = 4: give k above sigma - 1 = 3"),
        ({"f": ((1, 0.5), (0.5, 0.4))}, r"f\[1\]\[1\] = 0\.4 is not allowed .* above 0\.416667 .* country 2"),
        ({"f": ((1, 0.01), (0.545, 1))}, r"f\[0\]\[1\] = 0\.01 is not allowed .* all firms of country 1 would export"),
    ],
)
def test_clashes_are_explained(change, text):
    with pytest.raises(ValueError, match=text):
        melitz_two_country(**{**US, **change})


wild = st.floats(1e-30, 1e30)


@settings(deadline=None, max_examples=200)
@example(
    q=1.0, margin=58.0, delta=1.0, L=(2.0, 6.0), x_min=(1.0, 1.0), home=(2.0, 17.0), away=(1.0, 1.0), tau=(1.0, 1.0)
)
@given(
    st.floats(1e-9, 100),
    st.floats(1e-9, 100),
    st.floats(1e-9, 1),
    *[both(wild, wild) for _ in range(4)],
    both(st.floats(1, 1e30), st.floats(1, 1e30)),
)
def test_extremes_solve_or_say_why_not(q, margin, delta, L, x_min, home, away, tau):
    assume(1 + q > 1)
    k = q * (1 + margin)
    f_e = [cost * q / (k - q) / delta / 3 for cost in home] if k > q else (1, 1)
    try:
        record = melitz_two_country(
            k, 1 + q, delta, L, x_min, f_e, ((home[0], away[0]), (away[1], home[1])), ((1, tau[0]), (tau[1], 1))
        )
    except ValueError as refusal:
        assert "is not allowed" in str(refusal)
        return
    assert all(math.isfinite(value) and value >= 0 for value in record.asdict().values())
    assert min(record.gains_1, record.gains_2) >= 1
