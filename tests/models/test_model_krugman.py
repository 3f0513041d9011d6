"""Krugman 1979 and 1980: recomputed numbers, two routes, identities, limits, statics and refusals."""

import math
import sys

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq, fsolve, minimize

from missing_middle.models import (
    acr_gains,
    home_market_effect,
    krugman1979,
    krugman1979_general,
    krugman1979_integration,
    krugman1979_welfare,
    krugman1980,
    size_ratio,
)

UTILITIES = ("cara", "quadratic", "log", "ces")
DERIVATIVES = {  # v', v'' written down again, independently of the library
    "cara": lambda g: (lambda c: g * math.exp(-g * c), lambda c: -g * g * math.exp(-g * c)),
    "quadratic": lambda s: (lambda c: s - c, lambda c: -1.0),
    "log": lambda s: (lambda c: 1 / (s + c), lambda c: -1 / (s + c) ** 2),
    "ces": lambda s: (lambda c: (s - 1) / s * c ** (-1 / s), lambda c: -(s - 1) / s**2 * c ** (-1 / s - 1)),
}
size = st.floats(1e-3, 1e3)


@st.composite
def economies(draw, kinds=UTILITIES):
    kind = draw(st.sampled_from(kinds))
    par = draw(st.floats(1.05, 20)) if kind == "ces" else draw(st.floats(0.05, 20))
    return {"utility": kind, "par": par, "alpha": draw(size), "beta": draw(size)}


# 1979: numbers and routes -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "utility, c, price, varieties",
    [
        ("cara", 0.27015621, 1.37015621, None),
        ("quadratic", 0.23166248, 1.43166248, 3.01511345),
        ("log", 1 / math.sqrt(10), 1.31622777, 2.40253073),
    ],
)
def test_closed_forms_at_unit_costs(utility, c, price, varieties):
    economy = krugman1979(utility, par=1, alpha=1, beta=1, L=10)
    assert (economy.c, economy.price_wage_ratio) == pytest.approx((c, price), abs=6e-9)
    if varieties:
        assert economy.varieties == pytest.approx(varieties, abs=6e-9)


def test_integration_doubles_the_market():
    change = krugman1979_integration("log", par=1, alpha=1, beta=1, L_home=10, L_foreign=10)
    assert change.price_ratio == pytest.approx(0.929631504, abs=6e-10)
    assert change.output_ratio == pytest.approx(math.sqrt(2), rel=1e-12)
    assert change.varieties_consumed_ratio == pytest.approx(1.52126252, abs=6e-9)
    assert change.domestic_firms_ratio == pytest.approx(0.760631259, abs=6e-10)
    assert change.utility_ratio == pytest.approx(1.11728097, abs=6e-9)
    ces = krugman1979_integration("ces", par=4, alpha=1, beta=1, L_home=10, L_foreign=10)
    assert (
        ces.price_ratio,
        ces.output_ratio,
        ces.varieties_consumed_ratio,
        ces.domestic_firms_ratio,
        ces.scale_gain,
    ) == pytest.approx((1, 1, 2, 1, 1), rel=1e-12)
    assert (ces.utility_ratio, ces.variety_gain) == pytest.approx((2**0.25, 2**0.25), rel=1e-12)


@settings(deadline=None, max_examples=150)
@given(economies(), size)
def test_root_finding_agrees_with_the_closed_form(economy, L):
    closed = krugman1979(**economy, L=L)
    first, second = DERIVATIVES[economy["utility"]](economy["par"])
    if closed.c * economy["par"] > 600 and economy["utility"] == "cara":
        return  # exp(-gamma c) is zero in floating point: no elasticity to be seen
    solved = krugman1979_general(first, second, economy["alpha"], economy["beta"], L)
    assert solved.utility is None
    for name in ("c", "price_wage_ratio", "output", "varieties", "real_wage", "elasticity", "markup"):
        assert solved[name] == pytest.approx(closed[name], rel=1e-8), name


def test_the_two_routes_of_1979_do_not_share_a_solver(monkeypatch):
    module = sys.modules["missing_middle.models.krugman_1979"]

    def broken(*_, **__):
        raise RuntimeError("not to be called")

    with monkeypatch.context() as patch:
        patch.setattr(module, "brentq", broken)
        assert krugman1979("log", 1, 1, 1, 10).c > 0
        with pytest.raises(RuntimeError):
            krugman1979_general(*DERIVATIVES["log"](1), 1, 1, 10)
    monkeypatch.setattr(module, "UTILITIES", {})
    assert krugman1979_general(*DERIVATIVES["log"](1), 1, 1, 10).c > 0
    with pytest.raises(ValueError, match="utility = 'log'"):
        krugman1979("log", 1, 1, 1, 10)


@settings(deadline=None, max_examples=150)
@given(economies(), size)
def test_profit_is_zero_and_largest_labour_is_used_and_income_spent(economy, L):
    alpha, beta = economy["alpha"], economy["beta"]
    at = krugman1979(**economy, L=L)
    assert at.price_wage_ratio * at.output == pytest.approx(alpha + beta * at.output, rel=1e-10)  # no profit
    assert 1 - 1 / at.markup == pytest.approx(1 / at.elasticity, rel=1e-12, abs=1e-15)  # Lerner index
    assert at.markup * beta == pytest.approx(at.price_wage_ratio, rel=1e-12)
    assert at.varieties * (alpha + beta * at.output) == pytest.approx(L, rel=1e-10)  # labour
    assert at.varieties * at.price_wage_ratio * at.c == pytest.approx(1, rel=1e-10)  # budget
    first, second = DERIVATIVES[economy["utility"]](economy["par"])
    if first(at.c) > 1e-200:
        assert at.elasticity == pytest.approx(-first(at.c) / (at.c * second(at.c)), rel=1e-8)
    assert at.real_wage * at.price_wage_ratio == pytest.approx(1, rel=1e-12)
    if economy["utility"] == "quadratic":
        assert at.c < economy["par"] / 2


@settings(deadline=None, max_examples=150)
@given(economies(), size, st.floats(1.001, 100))
def test_a_larger_market_is_cheaper_richer_in_variety_and_has_fewer_home_firms(economy, L, growth):
    change = krugman1979_integration(**economy, L_home=L, L_foreign=L * (growth - 1))
    close = 1e-12
    assert change.varieties_consumed_ratio >= 1 - close and change.utility_ratio >= 1 - close
    assert change.price_ratio <= 1 + close and change.output_ratio >= 1 - close
    assert change.domestic_firms_ratio <= 1 + close
    assert change.real_wage_ratio * change.price_ratio == pytest.approx(1, rel=1e-12)
    assert change.variety_gain * change.scale_gain == pytest.approx(change.utility_ratio, rel=1e-12)
    assert change.variety_gain >= 1 - close and change.scale_gain >= 1 - close
    if economy["utility"] == "ces":
        assert (change.price_ratio, change.domestic_firms_ratio) == pytest.approx((1, 1), rel=1e-9)


@given(economies(), size)
@settings(deadline=None, max_examples=50)
def test_integration_with_nobody_changes_nothing(economy, L):
    change = krugman1979_integration(**economy, L_home=L, L_foreign=0)
    assert list(change.asdict().values()) == pytest.approx([1.0] * 8, rel=1e-12)


def test_utility_is_the_sum_over_varieties():
    for kind, v in {
        "cara": lambda c: 1 - math.exp(-2 * c),
        "quadratic": lambda c: 2 * c - c**2 / 2,
        "log": lambda c: math.log(1 + c / 2),
        "ces": lambda c: c**0.5,
    }.items():
        at = krugman1979(kind, 2, 0.3, 0.7, 5)
        assert at.utility == pytest.approx(at.varieties * v(at.c), rel=1e-12)
        general = krugman1979_general(*DERIVATIVES[kind](2), 0.3, 0.7, 5, v=v)
        assert general.utility == pytest.approx(at.utility, rel=1e-9)


# 1979: what integration is worth in income -------------------------------------------------------------------

V = {  # utility of one variety, written down again, and the most it can give
    "cara": lambda g: (lambda c: 1 - np.exp(-g * c), 1.0),
    "quadratic": lambda s: (lambda c: s * c - c**2 / 2, s**2 / 2),
    "log": lambda s: (lambda c: np.log(1 + c / s), math.inf),
    "ces": lambda s: (lambda c: c ** ((s - 1) / s), math.inf),
}


def expenditure(v, price, varieties, utility, around):
    """The least spending that gives ``utility``: the shelf in five parts, each of which may be bought differently."""
    part, unit = varieties / 5, price * varieties * around
    best = minimize(
        lambda c: price * part * c.sum() / unit,
        around * np.array([0.7, 0.9, 1.0, 1.2, 1.4]),
        bounds=[(1e-9, 40 * around)] * 5,
        constraints={"type": "eq", "fun": lambda c: part * v(c).sum() / utility - 1},
        method="SLSQP",
        options={"ftol": 1e-10, "maxiter": 1000},
    )
    assert best.success, best.message
    return best.fun * unit


@pytest.mark.parametrize("partner", [0.3, 15, 60])
@pytest.mark.parametrize("kind, par", [("cara", 1.05), ("quadratic", 1.2), ("log", 0.7), ("ces", 3.6)])
def test_the_two_measures_of_integration_are_those_of_numerical_expenditure_functions(kind, par, partner):
    before, after = (krugman1979(kind, par, 1.5, 1, L) for L in (15, 15 + partner))
    v = V[kind](par)[0]
    worth = krugman1979_welfare(kind, par, 1.5, 1, 15, partner)
    old = expenditure(v, before.price_wage_ratio, before.varieties, after.utility, before.c)
    assert worth.income_ratio == pytest.approx(old, rel=2e-6)  # the wage, and so income before, is 1
    new = expenditure(v, after.price_wage_ratio, after.varieties, before.utility, after.c)
    assert worth.income_spared == pytest.approx(1 - new, abs=2e-6)
    middle = after.varieties * v(before.c * before.varieties / after.varieties)
    first = expenditure(v, before.price_wage_ratio, before.varieties, middle, before.c)
    assert worth.income_ratio_variety == pytest.approx(first, rel=2e-6)


def test_a_percentage_of_utility_is_not_a_percentage_of_income():
    """A partner of twice the size: the same four tastes, in an index and in income."""
    index, income, variety = {}, {}, {}
    for kind, par in (("quadratic", 1.2), ("log", 0.7), ("cara", 1.05), ("ces", 3.6)):
        index[kind] = 100 * (krugman1979_integration(kind, par, 1.5, 1, 15, 30).utility_ratio - 1)
        worth = krugman1979_welfare(kind, par, 1.5, 1, 15, 30)
        income[kind], variety[kind] = 100 * (worth.income_ratio - 1), 100 * (worth.income_ratio_variety - 1)
    assert index == pytest.approx({"quadratic": 20.6, "log": 20.6, "cara": 20.5, "ces": 35.7}, abs=0.05)
    assert income == pytest.approx({"quadratic": 24.2, "log": 24.9, "cara": 24.4, "ces": 52.6}, abs=0.05)
    assert variety == pytest.approx({"quadratic": 6.1, "log": 9.2, "cara": 7.4, "ces": 52.6}, abs=0.06)


@given(st.floats(1.05, 20), size, size, size, st.floats(0.01, 100))
@settings(deadline=None, max_examples=100)
def test_under_ces_it_is_the_gain_of_1980_and_of_the_formula(sigma, alpha, beta, L, partner):
    worth = krugman1979_welfare("ces", sigma, alpha, beta, L, partner * L)
    formula = acr_gains(1 / (1 + partner), sigma - 1).gains_ratio
    assert worth.income_ratio == pytest.approx(formula, rel=1e-9)
    assert worth.income_ratio_variety == pytest.approx(formula, rel=1e-9)  # all of it is variety
    assert worth.income_spared == pytest.approx(1 - 1 / formula, abs=1e-9)
    assert krugman1980(L, partner * L, sigma, 1, alpha, beta).gains_1 == pytest.approx(formula, rel=1e-8)


@settings(deadline=None, max_examples=150)
@given(economies(("cara", "quadratic")), size, st.floats(0, 1e4))
@example({"utility": "cara", "par": 1.05, "alpha": 1.5, "beta": 1.0}, 1.0, 1000.0)
def test_no_income_is_enough_exactly_where_the_old_shelf_cannot_give_as_much(economy, L, partner):
    before = krugman1979(**economy, L=L)
    after = krugman1979(**economy, L=L + partner)
    worth = krugman1979_welfare(**economy, L_home=L, L_foreign=partner)
    most = before.varieties * V[economy["utility"]](economy["par"])[1]  # however high income is
    if after.utility > most * (1 + 1e-12):
        assert worth.income_ratio == math.inf
    if after.utility < most * (1 - 1e-12):
        assert 1 <= worth.income_ratio < math.inf
    assert 1 <= worth.income_ratio_variety <= worth.income_ratio * (1 + 1e-9)
    assert 0 <= worth.income_spared < 1  # what could be taken away always exists


def test_one_person_who_joins_a_thousand_could_not_have_been_paid_to_stay_alone():
    worth = krugman1979_welfare("cara", 1.05, 1.5, 1, L_home=1, L_foreign=1000)
    assert worth.income_ratio == math.inf
    assert 0.5 < worth.income_spared < 1


@given(economies(), size)
@settings(deadline=None, max_examples=50)
def test_integration_with_nobody_is_worth_nothing(economy, L):
    worth = krugman1979_welfare(**economy, L_home=L, L_foreign=0)
    assert list(worth.asdict().values()) == pytest.approx([1, 1, 0], abs=1e-9)


# 1980: numbers, routes, identities --------------------------------------------------------------------------

sizes, sigmas, taus = st.floats(0.01, 100), st.floats(1.1, 15), st.floats(1, 20)


def test_the_larger_country_pays_more_and_gains_less():
    trade = krugman1980(L1=2, L2=1, sigma=5, tau=1.5, alpha=1, beta=1)
    assert trade.relative_wage == pytest.approx(1.0619499, abs=5e-8)
    assert trade.domestic_share_1 == pytest.approx(0.8884079, abs=5e-8)
    assert trade.domestic_share_2 == pytest.approx(0.7629896, abs=5e-8)
    assert (trade.gains_1, trade.gains_2) == pytest.approx((1.0300229, 1.0699669), abs=5e-8)
    assert size_ratio(trade.relative_wage, sigma=5, tau=1.5) == pytest.approx(2, rel=1e-12)


@settings(deadline=None, max_examples=100)
@given(sizes, sizes, sigmas, taus)
def test_trade_balances_and_the_explicit_inverse_returns_the_sizes(L1, L2, sigma, tau):
    trade = krugman1980(L1, L2, sigma, tau, alpha=0.7, beta=1.3)
    omega = trade.relative_wage
    imports_1, imports_2 = (1 - trade.domestic_share_1) * omega * L1, (1 - trade.domestic_share_2) * L2
    if (
        min(trade.domestic_share_1, trade.domestic_share_2, 1 - trade.domestic_share_1, 1 - trade.domestic_share_2)
        > 1e-6
    ):
        assert imports_1 == pytest.approx(imports_2, rel=1e-8)
    assert abs(math.log(omega)) <= (sigma - 1) / sigma * math.log(tau) * (1 + 1e-12) + 4e-16  # omega is rounded
    assert (omega >= 1) if L1 >= L2 else (omega <= 1)
    if tau > 1.01 and abs(math.log(omega)) < (sigma - 1) / sigma * math.log(tau) * (1 - 1e-4):
        assert size_ratio(omega, sigma, tau) == pytest.approx(L1 / L2, rel=1e-8)


@settings(deadline=None, max_examples=100)
@given(sizes, sizes, sigmas, taus)
def test_sales_prices_and_gains_add_up(L1, L2, sigma, tau):
    alpha, beta = 0.7, 1.3
    trade = krugman1980(L1, L2, sigma, tau, alpha, beta)
    wages, prices = (trade.relative_wage, 1.0), [trade.price_wage_ratio * w for w in (trade.relative_wage, 1.0)]
    n = (trade.varieties_1, trade.varieties_2)
    delivered = [[prices[i] * (1 if i == j else tau) for j in (0, 1)] for i in (0, 1)]
    index = [sum(n[i] * delivered[i][j] ** (1 - sigma) for i in (0, 1)) ** (1 / (1 - sigma)) for j in (0, 1)]
    assert (trade.welfare_1, trade.welfare_2) == pytest.approx([wages[j] / index[j] for j in (0, 1)], rel=1e-8)
    for j, L, share, gains in (
        (0, L1, trade.domestic_share_1, trade.gains_1),
        (1, L2, trade.domestic_share_2, trade.gains_2),
    ):
        assert share == pytest.approx(n[j] * delivered[j][j] ** (1 - sigma) / index[j] ** (1 - sigma), rel=1e-8)
        assert gains == pytest.approx(acr_gains(share, sigma - 1).gains_ratio, rel=1e-8)
        assert n[j] * (alpha + beta * trade.output) == pytest.approx(L, rel=1e-12)  # labour is used up
    # a firm sells exactly what it makes
    demand = sum(
        delivered[0][j] ** -sigma * index[j] ** (sigma - 1) * wages[j] * (L1, L2)[j] * (1, tau)[j] for j in (0, 1)
    )
    if abs(math.log(trade.relative_wage)) < (sigma - 1) / sigma * math.log(tau) * (1 - 1e-6) or tau == 1:
        assert demand == pytest.approx(trade.output, rel=1e-6)
    # autarky: the same price, only home varieties
    for L, welfare, gains in ((L1, trade.welfare_1, trade.gains_1), (L2, trade.welfare_2, trade.gains_2)):
        autarky = (L / (alpha * sigma)) ** (1 / (sigma - 1)) / trade.price_wage_ratio
        assert welfare / gains == pytest.approx(autarky, rel=1e-8)


def test_full_system_without_the_reduction_has_the_same_solution():
    """Prices, price indices and the wage solved as simultaneous equations."""
    L1, L2, sigma, tau, alpha, beta = 2.0, 1.0, 5.0, 1.5, 1.0, 1.0

    def excess(logs):
        wage, *index = np.exp(logs)
        p, n = beta * sigma / (sigma - 1) * np.array([wage, 1]), np.array([L1, L2]) / (alpha * sigma)
        delivered = p[:, None] * np.array([[1, tau], [tau, 1]])
        spending = np.array([wage * L1, L2])
        sales = (n[:, None] * delivered ** (1 - sigma) * spending / np.array(index) ** (1 - sigma)).sum(axis=1)
        own_index = (n[:, None] * delivered ** (1 - sigma)).sum(axis=0) ** (1 / (1 - sigma))
        return [np.log(sales[0] / spending[0]), *np.log(own_index / np.array(index))]

    solution = np.exp(fsolve(excess, [0.0, 0.0, 0.0], xtol=1e-13))
    trade = krugman1980(L1, L2, sigma, tau, alpha, beta)
    assert trade.relative_wage == pytest.approx(solution[0], rel=1e-9)
    assert trade.welfare_2 == pytest.approx(1 / solution[2], rel=1e-9)


@settings(deadline=None, max_examples=100)
@given(sizes, sizes, sigmas, taus, st.floats(0.01, 0.99))
def test_cheaper_trade_helps_both_and_countries_are_mirror_images(L1, L2, sigma, tau, cut):
    before = krugman1980(L1, L2, sigma, tau, 1, 1)
    after = krugman1980(L1, L2, sigma, 1 + (tau - 1) * cut, 1, 1)
    assert after.gains_1 >= before.gains_1 * (1 - 1e-9) and after.gains_2 >= before.gains_2 * (1 - 1e-9)
    mirror = krugman1980(L2, L1, sigma, tau, 1, 1)
    assert mirror.relative_wage * before.relative_wage == pytest.approx(1, rel=1e-12)
    assert (mirror.gains_2, mirror.welfare_2) == pytest.approx((before.gains_1, before.welfare_1), rel=1e-9)


def test_limits_of_trade_costs():
    free = krugman1980(3, 1, 5, 1, 1, 1)
    assert free.relative_wage == 1 and free.welfare_1 == pytest.approx(free.welfare_2, rel=1e-12)
    assert free.domestic_share_1 == pytest.approx(0.75, rel=1e-12)
    shut = krugman1980(3, 1, 5, 1e60, 1, 1)
    assert shut.relative_wage == pytest.approx(3 ** (1 / 9), rel=1e-12)  # (L1 / L2)**(1 / (2 sigma - 1))
    assert shut.gains_1 == shut.gains_2 == shut.domestic_share_1 == 1
    assert krugman1980(1, 1, 5, 2, 1, 1).relative_wage == 1


# Home market ------------------------------------------------------------------------------------------------


def test_home_market_number():
    assert home_market_effect(1.2, 5, 1.5).firm_ratio == pytest.approx(1.3139159, abs=5e-8)


@settings(deadline=None, max_examples=150)
@given(st.floats(0.02, 50), st.floats(1.05, 15), st.floats(1.0001, 20))
def test_firms_follow_demand_more_than_in_proportion(r, sigma, tau):
    here, there = home_market_effect(r, sigma, tau), home_market_effect(1 / r, sigma, tau)
    assert 0 <= here.share_1 <= 1 and here.share_1 + there.share_1 == pytest.approx(1, abs=1e-9)
    demand_share = r / (1 + r)
    assert (here.share_1 - demand_share) * (r - 1) >= -1e-12
    phi = tau ** (1 - sigma)
    assert here.specialized == (not phi < r < 1 / phi) or abs(math.log(r) / math.log(phi)) == pytest.approx(1)
    if not here.specialized:
        n1, n2 = here.share_1, 1 - here.share_1
        if min(n1, n2) > 1e-6:  # sales per firm are equal: what moves firms until they stop
            market_1, market_2 = r / (n1 + phi * n2), 1 / (phi * n1 + n2)
            assert market_1 + phi * market_2 == pytest.approx(phi * market_1 + market_2, rel=1e-6)
            assert here.firm_ratio == pytest.approx(n1 / n2, rel=1e-6)


def test_home_market_agrees_with_a_search_for_equal_sales():
    r, phi = 1.2, 1.5**-4

    def gap(share):
        m1, m2 = r / (share + phi * (1 - share)), 1 / (phi * share + 1 - share)
        return (m1 - m2) * (1 - phi)

    assert home_market_effect(r, 5, 1.5).share_1 == pytest.approx(brentq(gap, 0, 1, xtol=1e-14), rel=1e-10)


def test_home_market_slope_at_symmetry_and_corners():
    sigma, tau, step = 5, 1.5, 1e-6
    phi = tau ** (1 - sigma)
    high, low = (home_market_effect(d / (1 - d), sigma, tau).share_1 for d in (0.5 + step, 0.5 - step))
    assert (high - low) / (2 * step) == pytest.approx((1 + phi) / (1 - phi), rel=1e-6)
    assert home_market_effect(1, sigma, tau).firm_ratio == 1
    for r in (4, 5):  # tau = 2, sigma = 3: phi = 1/4, and the boundary belongs to the corner
        corner = home_market_effect(r, 3, 2)
        assert (corner.firm_ratio, corner.share_1, corner.specialized) == (math.inf, 1, True)
        mirror = home_market_effect(1 / r, 3, 2)
        assert (mirror.firm_ratio, mirror.share_1, mirror.specialized) == (0, 0, True)


# Sufficient statistic ---------------------------------------------------------------------------------------


def test_losses_from_autarky_for_the_import_share_of_the_united_states():
    """Attributed to Arkolakis, Costinot and Rodriguez-Clare (2012): 1.4% to 0.7%; print not re-read."""
    assert acr_gains(0.93, 5).autarky_loss_percent == pytest.approx(1.4409, abs=5e-5)
    assert acr_gains(0.93, 10).autarky_loss_percent == pytest.approx(0.7231, abs=5e-5)


@given(st.floats(1e-6, 1), st.floats(0.05, 30))
@settings(deadline=None, max_examples=50)
def test_gains_and_losses_are_two_views_of_one_ratio(share, elasticity):
    gains = acr_gains(share, elasticity)
    assert gains.gains_ratio == pytest.approx(share ** (-1 / elasticity), rel=1e-9)
    assert gains.gains_percent == pytest.approx(100 * (gains.gains_ratio - 1), abs=1e-9 * gains.gains_ratio)
    assert gains.autarky_loss_percent == pytest.approx(gains.gains_percent / gains.gains_ratio, rel=1e-9)


def test_a_closed_country_gains_nothing():
    assert list(acr_gains(1, 5).asdict().values()) == [1, 0, 0]


# Refusals and extremes --------------------------------------------------------------------------------------

NOT_NUMBERS = ["1", math.nan, math.inf, -math.inf, True, None, np.array([1.0, 2.0]), [1.5], 1j, 10**400]
CALLS = [
    (
        krugman1979,
        {"utility": "log", "par": 1, "alpha": 1, "beta": 1, "L": 10},
        {"par": [0, -1], "alpha": [0], "beta": [-1], "L": [0, -3]},
    ),
    (
        krugman1979_integration,
        {"utility": "ces", "par": 3, "alpha": 1, "beta": 1, "L_home": 10, "L_foreign": 1},
        {"par": [1, 0.5], "alpha": [0], "beta": [0], "L_home": [0], "L_foreign": [-0.1]},
    ),
    (
        krugman1979_general,
        {"v_prime": DERIVATIVES["log"](1)[0], "v_second": DERIVATIVES["log"](1)[1], "alpha": 1, "beta": 1, "L": 10},
        {"alpha": [0], "beta": [0], "L": [-1]},
    ),
    (
        krugman1980,
        {"L1": 2, "L2": 1, "sigma": 5, "tau": 1.5, "alpha": 1, "beta": 1},
        {"L1": [0], "L2": [-1], "sigma": [1, 0.2], "tau": [0.99], "alpha": [0], "beta": [0]},
    ),
    (
        size_ratio,
        {"relative_wage": 1.05, "sigma": 5, "tau": 1.5},
        {"relative_wage": [0, -1, 2, 1.5**0.8, 0.1], "sigma": [1], "tau": [1]},
    ),
    (
        home_market_effect,
        {"demand_ratio": 1.2, "sigma": 5, "tau": 1.5},
        {"demand_ratio": [0, -1], "sigma": [1], "tau": [1, 0.5]},
    ),
    (
        acr_gains,
        {"domestic_share": 0.9, "trade_elasticity": 5},
        {"domestic_share": [0, -0.1, 1.01], "trade_elasticity": [0, -1]},
    ),
]


@pytest.mark.parametrize(
    "call, good, name, value",
    [(call, good, name, value) for call, good, bad in CALLS for name in bad for value in bad[name] + NOT_NUMBERS],
)
def test_parameters_outside_their_domain_are_refused_by_name(call, good, name, value):
    call(**good)
    with pytest.raises(ValueError, match=rf"^{name} = [\s\S]* is not allowed"):
        call(**{**good, name: value})


@pytest.mark.parametrize(
    "call, text",
    [
        (lambda: krugman1979("cobb", 1, 1, 1, 1), "utility = 'cobb' is not allowed: give one of 'cara', 'quadratic'"),
        (lambda: krugman1979(1, 1, 1, 1, 1), "utility = 1 is not allowed"),
        (lambda: krugman1979_general(1, lambda c: -1, 1, 1, 1), "v_prime = 1 is not allowed: give a function"),
        (lambda: krugman1979_general(lambda c: 1, lambda c: 1, 1, 1, 1), r"v_second\(1\) = 1 is not allowed"),
        (lambda: krugman1979_general(lambda c: math.nan, lambda c: -1, 1, 1, 1), r"v_prime\(1\) = nan is not allowed"),
        (lambda: krugman1979_general(lambda c: "x", lambda c: -1, 1, 1, 1), r"v_prime\(1\) .*not allowed|could not"),
        (lambda: krugman1979_general(lambda c: 1 / c, lambda c: -1 / c**2, 1, 1, 1), "elasticity far enough above 1"),
        (lambda: krugman1979_general(lambda c: 1.0, lambda c: -1e-308, 1e300, 1, 1), "elasticity is so large"),
        (
            lambda: krugman1979_general(
                lambda c: math.exp(-1 / (1 + c)), lambda c: -math.exp(-1 / (1 + c)) / (c * (2 + c)), 1, 1, 1
            ),
            "the elasticity rises from",
        ),
        (lambda: krugman1980(1, 1, 1 + 1e-6, 1.5, 1e-3, 1), "welfare_1 would be"),
        (lambda: krugman1979("ces", 3, 1e300, 1, 1e-300), "is not allowed together"),
        (
            lambda: krugman1979_welfare("log", 0.05, 1e3, 1e-3, 1e-3, 1e3),
            "is not allowed together",
        ),  # finite, too large
        (lambda: krugman1979_welfare("log", 1, 1, 1, 1, -1), "L_foreign = -1 is not allowed"),
    ],
)
def test_refusals_explain(call, text):
    with pytest.raises(ValueError, match=text):
        call()


wild = st.floats(1e-300, 1e300)


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(UTILITIES), wild, wild, wild, wild, wild, st.floats(1e-12, 1e6), st.floats(1, 1e300))
@example("ces", 1.0, 1e300, 2782.0, 1e-12, 1.8e296, 1e-12, 1.0)  # both levels fit, their ratio does not
def test_extremes_solve_or_say_why_not(utility, par, alpha, beta, L1, L2, q, tau):
    par = 1 + q if utility == "ces" else par
    for call in (
        lambda: krugman1979(utility, par, alpha, beta, L1),
        lambda: krugman1979_integration(utility, par, alpha, beta, L1, L2),
        lambda: krugman1979_welfare(utility, par, alpha, beta, L1, L2),
        lambda: krugman1979_general(*DERIVATIVES[utility](par), alpha, beta, L1),
        lambda: krugman1980(L1, L2, 1 + q, tau, alpha, beta),
        lambda: home_market_effect(L1, 1 + q, tau),
        lambda: acr_gains(min(L1, 1), q),
    ):
        try:
            record = call()
        except ValueError as refusal:
            assert "is not allowed" in str(refusal) or "are not allowed" in str(refusal)
            continue
        for name, value in record.asdict().items():
            infinite = (name == "firm_ratio" and record.specialized) or (
                name.startswith("income_ratio") and utility in ("cara", "quadratic")
            )
            assert name not in ("varieties_consumed_ratio", "domestic_firms_ratio") or value > 0
            assert value is None or (value >= 0 and (infinite or math.isfinite(value))), (name, value)


def test_a_utility_that_returns_nothing_is_refused():
    with pytest.raises(ValueError, match=r"v\(.*\) is not allowed to fail"):
        krugman1979_general(*DERIVATIVES["log"](1), 1, 1, 10, v=lambda c: None)
