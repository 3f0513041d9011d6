"""Melitz with identical countries: published and recomputed numbers, limits, identities, and who wins."""

import math
import sys

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from missing_middle.models import (
    lognormal,
    melitz,
    melitz_curves,
    melitz_firms,
    melitz_pareto,
    melitz_symmetric,
    pareto,
    truncated_pareto,
)

US = {"sigma": 4, "f": 1, "f_x": 0.545, "f_e": 1, "delta": 1, "tau": 1.83, "n": 1, "L": 1}
ABLE = pareto(4.25, 1)
WORDS = ("regime", "phi_winner")


def numbers(record):
    return {name: value for name, value in record.asdict().items() if name not in WORDS}


# Numbers ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("solve", [melitz_symmetric, melitz_pareto], ids=["root finding", "closed form"])
def test_calibration_of_melitz_and_redding(solve):
    """Attributed to Melitz and Redding (2015, AER 105); recomputed, print not re-read."""
    trade = solve(ABLE, **US)
    printed = {
        "phi_autarky": 1.2287442,
        "phi_domestic": 1.2562677,
        "phi_export": 1.8778698,
        "export_probability": 0.1811428,
        "domestic_share": 0.9101476,
        "gains": 1.0223998,
        "firm_count_ratio": 0.9101476,
        "variety_ratio": 1.0750144,
        "entrants": 0.17647059,
        "domestic_revenue_ratio": 0.9357025,
        "exporter_revenue_ratio": 1.0883833,
        "phi_winner": 2.2532199,
    }
    for name, value in printed.items():
        assert trade[name] == pytest.approx(value, abs=6e-8), name
    assert trade.mass == pytest.approx(0.06692262, abs=5e-9)
    assert trade.regime == "selection"
    export_share_of_an_exporter = 1 - trade.domestic_revenue_ratio / trade.exporter_revenue_ratio
    assert export_share_of_an_exporter == pytest.approx(0.1403, abs=5e-5)


@pytest.mark.parametrize("solve", [melitz_symmetric, melitz_pareto], ids=["root finding", "closed form"])
def test_a_lower_export_cost_first_closes_firms_then_reopens_them(solve):
    at = {f_x: solve(ABLE, **{**US, "f_x": f_x}) for f_x in (1, 0.545, 0.3, 0.05, 0)}
    assert (at[1].export_probability, at[1].gains) == pytest.approx((0.0766625, 1.01753), abs=6e-6)
    assert at[1].export_probability == pytest.approx(0.0766625, abs=5e-8)
    assert at[1].variety_ratio == pytest.approx(1, rel=1e-12)
    assert at[0.3].export_probability == pytest.approx(0.422015, abs=5e-7)
    assert at[0.3].gains == pytest.approx(1.02845, abs=5e-6)
    assert at[0.05].regime == at[0].regime == "all_export"
    assert at[0.05].firm_count_ratio == pytest.approx(0.952381, abs=5e-7)
    assert at[0.05].gains == pytest.approx(1.04666, abs=5e-6)
    assert at[0].firm_count_ratio == pytest.approx(1, rel=1e-12)
    assert at[0].gains == pytest.approx(1.05167, abs=5e-6)


def test_without_giants_the_pareto_formula_overstates_the_gains():
    trade = melitz_symmetric(truncated_pareto(4.25, 1, 2.85), **US)
    assert trade.phi_domestic == pytest.approx(1.0969738, abs=5e-8)
    assert trade.export_probability == pytest.approx(0.1667374, abs=5e-8)
    assert trade.gains == pytest.approx(1.0107745, abs=5e-8)
    assert trade.domestic_share ** (-1 / 4.25) == pytest.approx(1.0162, abs=5e-5)


def test_lognormal_ability_gives_the_recomputed_numbers():
    trade = melitz_symmetric(lognormal(0, 0.5), sigma=4, f=1, f_x=1.5, f_e=2, delta=0.1, tau=1.4, n=1, L=100)
    assert trade.phi_autarky == pytest.approx(1.8212394, abs=5e-8)
    assert trade.phi_domestic == pytest.approx(1.8643545, abs=5e-8)
    assert trade.export_probability == pytest.approx(0.1343379, abs=5e-8)
    assert trade.gains == pytest.approx(1.0236735, abs=5e-8)
    assert trade.firm_count_ratio == pytest.approx(0.8877886, abs=5e-8)
    assert trade.variety_ratio == pytest.approx(1.0070522, abs=5e-8)


# Two routes -------------------------------------------------------------------------------------------------

positive = st.floats(0.05, 20)


@st.composite
def economies(draw, dist=None):
    """A distribution and parameters with an interior cutoff."""
    sigma = draw(st.floats(1.2, 9))
    q = sigma - 1
    kind = dist or draw(st.sampled_from(["pareto", "truncated", "lognormal"]))
    if kind == "pareto":
        ability = pareto(q * draw(st.floats(1.02, 4)), draw(positive))
    elif kind == "truncated":
        x_min = draw(positive)
        ability = truncated_pareto(draw(st.floats(0.3, 12)), x_min, x_min * draw(st.floats(1.5, 30)))
    else:
        ability = lognormal(draw(st.floats(-2, 2)), draw(st.floats(0.05, 1.2)))
    rest = {
        "sigma": sigma,
        "f_e": draw(positive),
        "delta": draw(st.floats(0.01, 1)),
        "f_x": draw(st.floats(0, 20, allow_subnormal=False)),  # subnormals hold no digits to compare
        "tau": draw(st.floats(1, 6)),
        "n": draw(st.integers(1, 30)),
        "L": draw(st.floats(0.5, 1e4)),
    }
    tail = ability.tail(q)
    needed = rest["delta"] * rest["f_e"] / math.exp(tail.log_J(tail.low)) if tail.low > -math.inf else 0.05
    return ability, rest | {"f": needed * draw(st.floats(1.01, 50))}


@settings(deadline=None, max_examples=100)
@given(economies("pareto"))
def test_root_finding_and_closed_form_agree_under_pareto(economy):
    ability, at = economy
    solved, closed = melitz_symmetric(ability, **at), melitz_pareto(ability, **at)
    assert solved.regime == closed.regime
    assert list(numbers(solved).values()) == pytest.approx(list(numbers(closed).values()), rel=1e-8)
    assert (solved.phi_winner is None) == (closed.phi_winner is None) == (at["f_x"] == 0)
    if at["f_x"] > 0:
        assert solved.phi_winner == pytest.approx(closed.phi_winner, rel=1e-8)


def test_the_two_routes_do_not_share_a_solver(monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("not to be called")

    with monkeypatch.context() as patch:
        patch.setattr(melitz, "brentq", broken)
        assert melitz_pareto(ABLE, **US).gains > 1
        with pytest.raises(RuntimeError, match="not to be called"):
            melitz_symmetric(ABLE, **US)
    monkeypatch.setattr(melitz, "_pareto_record", broken)
    assert melitz_symmetric(ABLE, **US).gains > 1
    with pytest.raises(RuntimeError, match="not to be called"):
        melitz_pareto(ABLE, **US)


# Identities -------------------------------------------------------------------------------------------------


def integral_over_firms(ability, q, cutoff):
    """Share of entrants above the cutoff and their moment of order q, by quadrature on the quantile scale."""
    tail = ability.tail(q)
    survival, scaled, _ = tail(math.log(cutoff))
    return math.exp(survival), math.exp(scaled + q * math.log(cutoff))


@settings(deadline=None, max_examples=100)
@given(economies())
def test_free_entry_budget_and_labour_market_hold(economy):
    ability, at = economy
    q, sigma, n, f, f_x, L = at["sigma"] - 1, at["sigma"], at["n"], at["f"], at["f_x"], at["L"]
    trade = melitz_symmetric(ability, **at)
    demand = L * (q / sigma / trade.welfare) ** q  # B: sales are demand * phi**q in each market
    home = integral_over_firms(ability, q, trade.phi_domestic)[1] / trade.survival_probability
    abroad = integral_over_firms(ability, q, trade.phi_export)[1] / trade.survival_probability
    home_sales = trade.mass * demand * home
    export_sales = trade.mass * demand * n * at["tau"] ** -q * abroad
    assert home_sales + export_sales == pytest.approx(L, rel=1e-8)  # spending equals income: trade balances
    assert trade.domestic_share == pytest.approx(home_sales / L, rel=1e-8)
    # free entry: expected profit of an entrant pays for entry
    profit = (home_sales + export_sales) / trade.mass / sigma - f - n * f_x * trade.export_probability
    assert trade.survival_probability * profit == pytest.approx(at["delta"] * at["f_e"], rel=1e-6)
    assert profit == pytest.approx(trade.avg_profit, rel=1e-6)
    # labour: production for all markets, fixed costs and entry use all workers
    variable = (home_sales + export_sales) * q / sigma
    fixed = trade.mass * (f + n * f_x * trade.export_probability)
    assert variable + fixed + trade.entrants * at["f_e"] == pytest.approx(L, rel=1e-8)
    # entrants that survive replace firms that die
    assert trade.entrants * trade.survival_probability == pytest.approx(at["delta"] * trade.mass, rel=1e-9)
    # the marginal firm breaks even where it decides (in the selection regime, market by market)
    at_cutoff = demand * trade.phi_domestic**q / sigma
    if trade.regime == "selection":
        assert at_cutoff == pytest.approx(f, rel=1e-8)
        assert demand * (trade.phi_export / at["tau"]) ** q / sigma == pytest.approx(f_x, rel=1e-8)
    else:
        assert at_cutoff * (1 + n * at["tau"] ** -q) == pytest.approx(f + n * f_x, rel=1e-8)
    assert trade.price_index * trade.welfare == pytest.approx(1, rel=1e-12)


@settings(deadline=None, max_examples=100)
@given(economies())
def test_trade_raises_welfare_and_the_bar_and_never_adds_producing_firms(economy):
    """Footnote 6 of the paper: fewer firms, higher welfare than in autarky."""
    ability, at = economy
    trade = melitz_symmetric(ability, **at)
    close = 1e-12
    assert trade.gains >= 1 - close
    assert trade.phi_domestic >= trade.phi_autarky * (1 - close)
    assert trade.firm_count_ratio <= 1 + close
    assert trade.avg_revenue >= at["sigma"] * (trade.avg_profit_autarky + at["f"]) * (1 - close)
    assert trade.phi_export >= trade.phi_domestic * (1 - close)
    assert 0 < trade.domestic_share <= 1 and 0 <= trade.export_probability <= 1
    if trade.export_probability > 1e-6 and at["f_x"] > 1e-6 and at["tau"] ** (1 - at["sigma"]) > 1e-6:
        assert trade.gains > 1 and trade.firm_count_ratio < 1


@settings(deadline=None, max_examples=60)
@given(economies(), st.floats(0.05, 0.95))
def test_cheaper_exporting_raises_welfare_in_both_regimes(economy, cut):
    ability, at = economy
    before = melitz_symmetric(ability, **at)
    for cheaper in ({"f_x": at["f_x"] * cut}, {"tau": 1 + (at["tau"] - 1) * cut}):
        assert melitz_symmetric(ability, **(at | cheaper)).welfare >= before.welfare * (1 - 1e-12)


@settings(deadline=None, max_examples=60)
@given(economies(), st.floats(0.05, 0.95))
def test_once_all_export_a_lower_export_cost_brings_firms_back(economy, cut):
    ability, at = economy
    at = at | {"f_x": at["f"] * at["tau"] ** (1 - at["sigma"])}  # the boundary: everyone exports, just
    counts = [
        melitz_symmetric(ability, **(at | {"f_x": f_x})).firm_count_ratio for f_x in (at["f_x"], cut * at["f_x"], 0)
    ]
    assert counts[0] <= counts[1] + 1e-12 and counts[1] <= counts[2] + 1e-12
    assert counts[2] == pytest.approx(1, rel=1e-12)


@settings(deadline=None, max_examples=60)
@given(economies("pareto"))
@example(
    (
        pareto(1.0625, 1.0),
        {
            "sigma": 2.0,
            "f_e": 1.0,
            "delta": 0.5,
            "f_x": sys.float_info.min,
            "tau": 1.0,
            "n": 2,
            "L": 1.0,
            "f": 0.4062500000000001,
        },
    )
)  # the smallest export cost allowed
def test_under_pareto_entry_is_unmoved_and_variety_falls_only_if_exporting_costs_more_than_producing(economy):
    ability, at = economy
    trade = melitz_symmetric(ability, **at)
    assert trade.entrants == pytest.approx(trade.entrants_autarky, rel=1e-8)
    if trade.regime == "selection":
        assert trade.firm_count_ratio == pytest.approx(trade.domestic_share, rel=1e-8)
        assert trade.gains == pytest.approx(trade.domestic_share ** (-1 / ability.k), rel=1e-8)
        if abs(at["f_x"] / at["f"] - 1) > 1e-6 and trade.export_probability > 1e-6:
            assert (trade.variety_ratio < 1) == (at["f_x"] > at["f"])


@settings(deadline=None, max_examples=60)
@given(economies())
def test_free_market_access_leaves_firms_alone_and_pays_in_variety(economy):
    ability, at = economy
    trade = melitz_symmetric(ability, **(at | {"f_x": 0}))
    assert trade.phi_domestic == pytest.approx(trade.phi_autarky, rel=1e-12)
    assert trade.phi_winner is None
    freeness = at["n"] * at["tau"] ** (1 - at["sigma"])
    assert trade.gains == pytest.approx((1 + freeness) ** (1 / (at["sigma"] - 1)), rel=1e-10)
    assert trade.gains == pytest.approx(trade.domestic_share ** (-1 / (at["sigma"] - 1)), rel=1e-10)


# What footnote 6 does not say -------------------------------------------------------------------------------


def test_entrants_move_with_trade_unless_ability_is_pareto():
    trade = melitz_symmetric(ABLE, **US)
    assert trade.entrants == pytest.approx(trade.entrants_autarky, rel=1e-12)
    for other in (truncated_pareto(4.25, 1, 2.85), lognormal(0, 0.5)):
        trade = melitz_symmetric(other, **US)
        assert abs(trade.entrants / trade.entrants_autarky - 1) > 1e-3


def test_the_share_of_home_goods_is_not_enough_when_all_export_and_pay_for_it():
    trade = melitz_symmetric(ABLE, **{**US, "f_x": 0.05})
    assert trade.regime == "all_export"
    for elasticity in (4.25, 3):  # neither the Pareto shape nor sigma - 1 will do
        assert abs(trade.domestic_share ** (-1 / elasticity) / trade.gains - 1) > 1e-3


# Limits -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ability", [ABLE, truncated_pareto(3, 1, 6), lognormal(0, 0.5)], ids=repr)
@pytest.mark.parametrize("tau", [1e4, 1e30, 1e90, 1e200])
def test_prohibitive_trade_costs_are_autarky(ability, tau):
    trade = melitz_symmetric(ability, **{**US, "tau": tau})
    assert trade.gains == trade.firm_count_ratio == pytest.approx(1, abs=1e-15)
    assert trade.domestic_share == pytest.approx(1, abs=1e-15)
    assert (trade.phi_winner is None) == (trade.export_probability == 0)


def test_nobody_exports_if_the_best_firm_is_not_good_enough():
    trade = melitz_symmetric(truncated_pareto(4.25, 1, 1.7), **{**US, "f": 5, "f_x": 5})
    assert trade.phi_export > 1.7 and trade.export_probability == 0 and trade.mass_exporters == 0
    assert trade.gains == trade.firm_count_ratio == trade.domestic_share == 1 and trade.phi_winner is None


def test_without_partners_there_is_only_autarky():
    alone = melitz_symmetric(ABLE, **{**US, "n": 0})
    with_one = melitz_symmetric(ABLE, **US)
    assert alone.regime is alone.welfare is alone.phi_winner is None
    assert alone.welfare_autarky == with_one.welfare_autarky
    assert melitz_pareto(ABLE, **{**US, "n": 0}) == alone


def test_nearly_identical_firms_are_krugmans_firms():
    """All survive; with f_x = 0, scale and firm count do not move and the gains are variety."""
    q, f, f_e, delta, L = 3, 1, 2, 0.1, 100
    trade = melitz_symmetric(lognormal(0, 1e-7), sigma=4, f=f, f_x=0, f_e=f_e, delta=delta, tau=1.5, n=1, L=L)
    alpha = f + delta * f_e  # fixed cost a period, entry included
    assert trade.survival_probability == 1
    assert trade.mass == trade.mass_autarky == pytest.approx(L / (4 * alpha), rel=1e-6)
    assert trade.avg_revenue == pytest.approx(4 * alpha, rel=1e-6)
    assert trade.welfare_autarky == pytest.approx((L / (4 * alpha)) ** (1 / q) * q / 4, rel=1e-6)
    assert trade.gains == pytest.approx((1 + 1.5**-q) ** (1 / q), rel=1e-12)


def test_the_regimes_meet_at_the_boundary():
    at_boundary = melitz_symmetric(ABLE, sigma=4, f=1, f_x=0.125, f_e=1, delta=1, tau=2, n=3, L=1)
    just_above = melitz_symmetric(ABLE, sigma=4, f=1, f_x=0.125 + 1e-13, f_e=1, delta=1, tau=2, n=3, L=1)
    assert (at_boundary.regime, just_above.regime) == ("all_export", "selection")
    assert at_boundary.phi_export == at_boundary.phi_domestic and at_boundary.export_probability == 1
    assert list(numbers(just_above).values()) == pytest.approx(list(numbers(at_boundary).values()), rel=1e-10)
    assert just_above.phi_winner == pytest.approx(at_boundary.phi_winner, rel=1e-10)


@pytest.mark.parametrize("tau", [1, 1.2, 3, 10, 100, 1e4, 1e6])
@pytest.mark.parametrize("ability", [ABLE, lognormal(0, 0.5)], ids=repr)
def test_tiny_effects_of_trade_are_not_lost_to_rounding(ability, tau):
    """Under Pareto the first-order loss of the marginal winner is exact as trade vanishes."""
    at = {**US, "tau": tau, "f_x": 2}
    trade = melitz_symmetric(ability, **at)
    assert trade.phi_winner >= trade.phi_export > trade.phi_domestic
    if ability is ABLE:
        assert trade.phi_winner > trade.phi_export
    if tau >= 1e4 and ability is ABLE:
        loss = 3 / 4.25 * (tau**3 * 2) ** (1 - 4.25 / 3)  # (q / k) (tau**q f_x / f)**(1 - k / q)
        assert trade.phi_winner / trade.phi_export == pytest.approx((1 - loss) ** (-1 / 3), rel=1e-8)


@pytest.mark.parametrize(
    "ability, at",
    [
        (truncated_pareto(1, 1, 15), {"sigma": 9, "f": 7.6e-8, "f_x": 1e-12, "tau": 1}),
        (truncated_pareto(1, 1, 15), {"sigma": 9, "f": 7.6e-8, "f_x": 1e-7, "tau": 1.1}),
        (truncated_pareto(0.5, 1, 30), {"sigma": 7, "f": 1e-7, "f_x": 3e-7, "tau": 1.05}),
        (lognormal(0, 1.1), {"sigma": 6, "f": 1e-3, "f_x": 1e-3, "tau": 1.02}),
        (pareto(3 * (1 + 1e-6), 1), {"f": 1, "f_x": 1.5, "tau": 1.2}),
        (pareto(3 * (1 + 1e-9), 1), {"f": 1, "f_x": 0.1, "tau": 1.2}),
    ],
    ids=str,
)
def test_the_marginal_winner_is_found_even_if_a_handful_of_firms_sells_everything(ability, at):
    """At phi_winner profits before and after are equal: checked with the identity of profits, in exact fractions."""
    at = {**US, **at}
    trade = melitz_symmetric(ability, **at)
    assert trade.phi_winner > trade.phi_export
    # with survival p and moment S exact to rounding, free entry gives 1 - loss by a sum of positive parts
    q, tail = at["sigma"] - 1, ability.tail(at["sigma"] - 1)
    log_a, log_d, log_x = (math.log(trade[name]) for name in ("phi_autarky", "phi_domestic", "phi_export"))
    p_a, s_a = (math.exp(value) for value in tail(log_a)[:2])
    grid = np.linspace(0, log_x - log_a, 200_001)
    alive = np.array([math.exp(tail(log_a + v)[0]) for v in grid[::1000]])
    alive = np.exp(np.interp(grid, grid[::1000], np.log(alive)))
    price = at["tau"] ** q / at["n"] if trade.regime == "selection" else at["f"] / at["n"] / at["f_x"]
    inside = grid <= log_d - log_a
    integrand = np.exp(q * grid) * (alive - np.where(inside, price * (p_a - alive), 0))
    kept = (p_a + q * np.trapezoid(integrand, grid)) / s_a
    assert trade.phi_winner / trade.phi_export == pytest.approx(kept ** (-1 / q), rel=1e-4)


# Curves and firms -------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=40)
@given(economies())
def test_the_two_curves_cross_at_the_cutoff(economy):
    ability, at = economy
    trade = melitz_symmetric(ability, **at)
    without_L = {name: value for name, value in at.items() if name != "L"}
    curves = melitz_curves(ability, **without_L, phi=[trade.phi_autarky, trade.phi_domestic])
    assert curves.zcp_autarky[0] == pytest.approx(curves.free_entry[0], rel=1e-6)
    assert curves.zcp_trade[1] == pytest.approx(curves.free_entry[1], rel=1e-6)
    assert curves.free_entry == pytest.approx([trade.avg_profit_autarky, trade.avg_profit], rel=1e-8)


def test_no_entrant_is_better_than_the_best_so_entry_there_never_pays():
    curves = melitz_curves(truncated_pareto(4, 1, 2), 4, 1, 0.5, 1, 1, 1.5, 1, phi=[1, 1.9, 2, 3])
    assert curves.free_entry[2:].tolist() == [math.inf, math.inf]
    assert curves.zcp_trade[2:].tolist() == [0, 0]
    assert np.all(np.isfinite(curves.zcp_trade)) and np.all(np.diff(curves.free_entry[:3]) > 0)


@settings(deadline=None, max_examples=60)
@given(economies(), st.lists(st.floats(0.2, 8), min_size=1, max_size=30))
def test_winners_are_exactly_the_firms_whose_profit_rises(economy, relative):
    ability, at = economy
    trade = melitz_symmetric(ability, **at)
    firms = melitz_firms(ability, **at, phi=sorted(trade.phi_export * np.array(relative)))
    rise = firms.profit_trade - firms.profit_autarky
    scale = 1e-9 * (1 + firms.revenue_autarky)
    if at["f_x"] == 0:
        assert not firms.wins.any()
    assert np.all(rise[firms.wins] > -scale[firms.wins]) and np.all(rise[~firms.wins] <= scale[~firms.wins])
    assert np.all(firms.profit_trade >= -scale)  # nobody is made to produce at a loss
    domestic = firms.status == "domestic"
    assert np.all(firms.revenue_domestic[domestic] <= firms.revenue_autarky[domestic] * (1 + 1e-12))
    exporters = firms.status == "exporter"
    if exporters.any() and domestic.any():  # exporters are the larger, more able firms
        assert firms.phi[exporters].min() >= firms.phi[domestic].max()
    sold = firms.revenue_domestic + firms.revenue_export
    assert np.all(np.diff(sold) >= -1e-12 * (1 + sold[1:]))


def test_statuses_of_firms_by_ability():
    trade = melitz_symmetric(ABLE, **US)
    firms = melitz_firms(ABLE, **US, phi=[1.1, 1.24, 1.5, 2.0, 2.25, 2.26])
    assert firms.phi.tolist() == [1.1, 1.24, 1.5, 2.0, 2.25, 2.26]
    assert firms.status.tolist() == ["never produces", "exits", "domestic"] + 3 * ["exporter"]
    assert firms.wins.tolist() == [False] * 5 + [True]
    assert firms.revenue_domestic[2] / firms.revenue_autarky[2] == pytest.approx(trade.domestic_revenue_ratio)
    total = firms.revenue_domestic + firms.revenue_export
    assert total[3] / firms.revenue_autarky[3] == pytest.approx(trade.exporter_revenue_ratio)


# Refusals ---------------------------------------------------------------------------------------------------

NOT_NUMBERS = ["1", math.nan, math.inf, -math.inf, True, None, np.array([1.0, 2.0]), [1.5], 1j, 10**400]
BAD = {
    "sigma": [1, 0.5, -2],
    "f": [0, -1],
    "f_x": [-0.1],
    "f_e": [0, -1],
    "delta": [0, -0.1, 1.01],
    "tau": [0.99, 0, -1],
    "n": [-1, 1.5, 1.0, "1", True, None, math.nan],
    "L": [0, -5],
}


@pytest.mark.parametrize("solve", [melitz_symmetric, melitz_pareto])
@pytest.mark.parametrize(
    "name, value",
    [(name, value) for name, values in BAD.items() for value in values]
    + [(name, value) for name in BAD if name != "n" for value in NOT_NUMBERS],
)
def test_parameters_outside_their_domain_are_refused_by_name(solve, name, value):
    with pytest.raises(ValueError, match=rf"^{name} = [\s\S]* is not allowed: give a"):
        solve(ABLE, **{**US, name: value})


@pytest.mark.parametrize("solve", [melitz_symmetric, melitz_pareto])
def test_clashes_are_explained(solve):
    with pytest.raises(ValueError, match=r"k = 3\.0 is not allowed with sigma = 4: give k above sigma - 1"):
        solve(pareto(3, 1), **US)
    with pytest.raises(ValueError, match=r"f = 0\.4 is not allowed with .* above 0\.416667 .*interior"):
        solve(ABLE, **{**US, "f": 0.4})
    with pytest.raises(ValueError, match="no interior cutoff"):
        solve(pareto(6, 1), **US)  # f J(x_min) equals delta f_e exactly: the boundary is refused too
    with pytest.raises(ValueError, match=r"welfare_autarky would be exp\(.*Give less extreme values"):
        solve(pareto(2, 1), **{**US, "sigma": 1 + 1e-5, "f_e": 1e-6, "L": 1e6})


@pytest.mark.parametrize(
    "call, text",
    [
        (lambda: pareto(0, 1), r"k = 0 is not allowed: give a finite number above 0"),
        (lambda: pareto(2, -1), r"x_min = -1 is not allowed"),
        (lambda: pareto("2", 1), r"k = '2' is not allowed"),
        (lambda: truncated_pareto(2, 1, 1), r"x_max = 1 is not allowed: give a finite number above 1"),
        (lambda: truncated_pareto(2, 1, math.inf), r"x_max = inf is not allowed"),
        (lambda: truncated_pareto(-2, 1, 3), r"k = -2 is not allowed"),
        (lambda: lognormal(math.nan, 1), r"mu = nan is not allowed"),
        (lambda: lognormal(0, 0), r"sd = 0 is not allowed"),
        (lambda: melitz_pareto(lognormal(0, 1), **US), r"dist = .* the closed form needs pareto"),
        (lambda: melitz_symmetric("pareto", **US), r"dist = 'pareto' is not allowed: give pareto\("),
        (lambda: melitz_symmetric(None, **US), r"dist = None is not allowed"),
        (lambda: melitz_firms(ABLE, **{**US, "n": 0}, phi=[1]), r"n = 0 is not allowed: give a whole number, 1"),
        (lambda: melitz_firms(ABLE, **US, phi=[0, 1]), r"phi\[0\] = 0.0 is not allowed: give a number above 0"),
        (lambda: melitz_firms(ABLE, **US, phi=2.0), r"phi = 2.0 is not allowed: give a list or array"),
        (lambda: melitz_firms(ABLE, **US, phi=[1e300]), r"phi = .* would overflow"),
        (lambda: melitz_firms(ABLE, **US, phi=["a"]), r"phi\[0\] = 'a' is not allowed"),
    ],
)
def test_refusals_name_value_and_domain(call, text):
    with pytest.raises(ValueError, match=text):
        call()


# Extremes ---------------------------------------------------------------------------------------------------

wild = st.floats(1e-12, 1e12)


@settings(deadline=None, max_examples=300)
@given(
    q=st.floats(1e-9, 200),
    kind=st.sampled_from(["pareto", "truncated", "lognormal"]),
    margin=st.floats(1e-9, 1e3),
    shape=st.floats(1e-3, 1e3),
    f=wild,
    f_e=wild,
    f_x=st.one_of(st.just(0.0), wild),
    delta=st.floats(1e-9, 1),
    tau=st.floats(1, 1e12),
    n=st.integers(0, 10**9),
    L=wild,
    x_min=wild,
)
def test_extremes_solve_or_say_why_not(q, kind, margin, shape, f, f_x, f_e, delta, tau, n, L, x_min):
    at = {"sigma": 1 + q, "f": f, "f_x": f_x, "f_e": f_e, "delta": delta, "tau": tau, "n": n, "L": L}
    assume(1 + q > 1)
    ability = {
        "pareto": lambda: pareto(q * (1 + margin), x_min),
        "lognormal": lambda: lognormal(shape - 1, margin),
        "truncated": lambda: truncated_pareto(shape, x_min, x_min * (1 + margin)),
    }[kind]()
    try:
        trade = melitz_symmetric(ability, **at)
    except ValueError as refusal:
        assert "is not allowed" in str(refusal)
        return
    for name, value in trade.asdict().items():
        assert value is None or isinstance(value, str) or (math.isfinite(value) and value >= 0), name
    if n:
        assert trade.gains >= 1 - 1e-9 and trade.phi_export >= trade.phi_domestic
        assert trade.phi_winner is None or trade.phi_winner >= trade.phi_export


def test_ragged_and_overflowing_abilities_are_refused():
    at = {"sigma": 4, "f": 1, "f_x": 0.5, "f_e": 1, "delta": 1, "tau": 1.5, "n": 1}
    with pytest.raises(ValueError, match=r"phi\[0\] = \[1, 2\] is not allowed"):
        melitz_curves(pareto(4.25, 1), **at, phi=[[1, 2], [3]])
    with pytest.raises(ValueError, match=r"phi = .* is not allowed with f = 1e.308"):
        melitz_curves(pareto(4.25, 1), **{**at, "f": 1e308}, phi=[2.0])


@pytest.mark.parametrize("solve", [melitz_symmetric, melitz_pareto])
def test_an_export_cost_without_digits_is_refused(solve):
    with pytest.raises(ValueError, match="f_x = 5e-324 is not allowed: give 0, or"):
        solve(pareto(2, 1), sigma=2, f=1, f_x=5e-324, f_e=1, delta=0.5, tau=1, n=1, L=1)
