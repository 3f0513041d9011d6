"""Footnote 6 and section 2.4 of the paper, claim by claim: what holds in these models, and where it stops."""

import numpy as np
import pytest

from missing_middle.models import (
    acr_gains,
    krugman1980,
    lognormal,
    melitz_firms,
    melitz_symmetric,
    melitz_two_country,
    pareto,
    truncated_pareto,
)

US = {"sigma": 4, "f": 1, "f_x": 0.545, "f_e": 1, "delta": 1, "tau": 1.83, "n": 1, "L": 1}
ABILITIES = [pareto(4.25, 1), truncated_pareto(4.25, 1, 2.85), lognormal(0, 0.5)]
every_ability = pytest.mark.parametrize("ability", ABILITIES, ids=["pareto", "truncated", "lognormal"])


@every_ability
@pytest.mark.parametrize("f_x", [0.05, 0.3, 0.545, 1, 1.5])
def test_claim_the_number_of_firms_falls_with_trade(ability, f_x):
    """True of producing firms: a higher cutoff needs a higher average profit, so average sales rise and L is fixed."""
    trade = melitz_symmetric(ability, **{**US, "f_x": f_x})
    assert trade.phi_domestic > trade.phi_autarky
    assert trade.avg_profit > trade.avg_profit_autarky
    assert trade.firm_count_ratio < 1


@every_ability
def test_claim_holds_only_weakly_if_exporting_has_no_fixed_cost_or_nobody_exports(ability):
    assert melitz_symmetric(ability, **{**US, "f_x": 0}).firm_count_ratio == pytest.approx(1, rel=1e-12)
    nobody = melitz_symmetric(ability, **{**US, "tau": 1e100})
    assert nobody.firm_count_ratio == pytest.approx(1, rel=1e-12)


@pytest.mark.parametrize("f_x, sign", [(0.3, 1), (1, 0), (1.5, -1)])
def test_not_a_claim_varieties_on_sale_can_rise_or_fall(f_x, sign):
    """Under Pareto they fall only if exporting costs more than producing."""
    change = melitz_symmetric(pareto(4.25, 1), **{**US, "f_x": f_x}).variety_ratio - 1
    assert (0 if abs(change) < 1e-12 else np.sign(change)) == sign


@every_ability
def test_not_a_claim_entry_moves_unless_ability_is_pareto(ability):
    trade = melitz_symmetric(ability, **US)
    moved = abs(trade.entrants / trade.entrants_autarky - 1) > 1e-4
    assert moved == (ability is not ABILITIES[0])


@every_ability
@pytest.mark.parametrize("f_x", [0, 0.05, 0.3, 1, 1.5])
def test_claim_welfare_is_higher_with_trade_even_with_less_variety(ability, f_x):
    trade = melitz_symmetric(ability, **{**US, "f_x": f_x})
    assert trade.welfare > trade.welfare_autarky
    if f_x == 1.5 and ability is ABILITIES[0]:
        assert trade.variety_ratio < 1


@every_ability
def test_claim_a_lower_export_cost_raises_welfare_but_firms_return_once_all_export(ability):
    boundary = US["tau"] ** -3  # here tau**q f_x = f: just everyone exports
    falling, returning = np.geomspace(1.5, boundary, 12), np.linspace(boundary, 0, 12)
    selection, all_export = (
        [melitz_symmetric(ability, **{**US, "f_x": float(f_x)}) for f_x in costs] for costs in (falling, returning)
    )
    welfare = [trade.welfare for trade in selection + all_export[1:]]
    assert np.all(np.diff(welfare) > 0)
    if ability is ABILITIES[0]:
        assert np.all(np.diff([trade.firm_count_ratio for trade in selection]) < 0)
    assert np.all(np.diff([trade.firm_count_ratio for trade in all_export]) > 0)
    assert all_export[-1].firm_count_ratio == pytest.approx(1, rel=1e-12)


@every_ability
def test_claim_exporters_are_larger_and_more_able_and_the_average_firm_grows(ability):
    trade = melitz_symmetric(ability, **US)
    abilities = np.linspace(trade.phi_domestic, 1.5 * trade.phi_export, 50)
    firms = melitz_firms(ability, **US, phi=abilities)
    sales = firms.revenue_domestic + firms.revenue_export
    exporter = firms.status == "exporter"
    assert sales[exporter].min() > sales[~exporter].max()
    assert firms.phi[exporter].min() > firms.phi[~exporter].max()
    assert trade.avg_revenue > US["sigma"] * (trade.avg_profit_autarky + US["f"])


def test_claim_about_size_needs_firms_that_differ():
    """With identical firms and constant elasticity (Krugman 1980) the size of a firm does not change."""
    sizes = {krugman1980(1, 1, 4, tau, alpha=1, beta=1).output for tau in (1, 1.5, 10, 1e9)}
    assert sizes == {3}


def test_claim_a_country_that_cuts_its_own_cost_gains_and_its_partner_gains_slightly_more():
    pair = {
        "k": 4.25,
        "sigma": 4,
        "delta": 1,
        "L": (1, 1),
        "x_min": (1, 1),
        "f_e": (1, 1),
        "tau": ((1, 1.83), (1.83, 1)),
    }
    before = melitz_two_country(**pair, f=((1, 0.545), (0.545, 1)))
    after = melitz_two_country(**pair, f=((1, 0.4), (0.545, 1)))
    own, partner = after.welfare_1 / before.welfare_1, after.welfare_2 / before.welfare_2
    assert 1 < own < partner


def test_claim_one_share_gives_the_gains_only_with_pareto_and_selection_or_free_access():
    def error(ability, f_x, elasticity):
        trade = melitz_symmetric(ability, **{**US, "f_x": f_x})
        return abs(acr_gains(trade.domestic_share, elasticity).gains_ratio / trade.gains - 1)

    assert error(ABILITIES[0], 0.545, 4.25) < 1e-12
    assert all(error(ability, 0, 3) < 1e-12 for ability in ABILITIES)
    assert error(ABILITIES[0], 0.05, 4.25) > 1e-3 and error(ABILITIES[0], 0.05, 3) > 1e-3
    for ability in ABILITIES[1:]:  # no elasticity fits two trade costs at once
        fitted = []
        for f_x in (0.545, 1.0):
            trade = melitz_symmetric(ability, **{**US, "f_x": f_x})
            fitted.append(-np.log(trade.domestic_share) / np.log(trade.gains))
        assert abs(fitted[0] / fitted[1] - 1) > 0.01
