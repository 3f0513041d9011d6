"""Trade between likes and cheaper exporting: the bets' numbers, and what each sentence claims, at every state."""

import importlib

import numpy as np
import pytest
from everyone import agree, column, made, settled

from missing_middle.explorables.engine.words import fill
from missing_middle.models import home_market_effect

NAMES = ("larger_market", "home_market", "two_sizes", "red_tape")
SOURCES = {name: importlib.import_module(f"missing_middle.explorables.questions.{name}") for name in NAMES}


def test_pages_stay_light():
    assert sum(len(made(name).frames) for name in NAMES) < 25_000


# Krugman 1979 ---------------------------------------------------------------------------------------------------------


def test_the_twin_of_twice_the_size_closes_two_in_five_firms_and_is_worth_a_quarter_of_income():
    frame = settled("larger_market")
    seen = {name: round(frame[name], 1) for name in ("gain", "closed", "shelf", "from_variety", "from_scale")}
    assert seen == {"gain": 24.2, "closed": 40.7, "shelf": 177.8, "from_variety": 6.1, "from_scale": 18.1}


def test_opening_to_a_twin_helps_at_every_state_and_closes_firms_unless_buyers_are_always_alike():
    table = made("larger_market").table()
    shut, ces, readier = (table["case"] == case for case in ("closed border", "always alike", "readier"))
    assert (shut == (column("larger_market", "partner") == 0)).all()
    assert (ces == (~shut & (column("larger_market", "tastes") == "ces"))).all()
    assert np.allclose(table["gain"][shut], 0, atol=1e-3) and (table["gain"][~shut] > 0.5).all()
    assert (table["firms"][readier] < 99).all() and (table["scale"][readier] > 101).all()
    assert np.allclose(table["firms"][ces], 100, atol=0.01) and np.allclose(table["scale"][ces], 100, atol=0.01)
    assert (table["shelf"][~shut] > 101).all() and (table["shelf"][~shut] > table["income"][~shut]).all()
    assert np.allclose(table["from_scale"][ces], 0, atol=1e-3) and (table["from_scale"][readier] > 0).all()
    assert (table["price"][readier] < table["price_alone"][readier]).all()


def test_gains_of_variety_and_scale_add_up():
    table = made("larger_market").table()
    assert table["gain"] == pytest.approx(table["from_variety"] + table["from_scale"], abs=0.03)


@pytest.mark.parametrize("tastes", ["quadratic", "log", "cara", "ces"])
def test_the_state_stands_where_the_two_price_curves_cross(tastes):
    source = SOURCES["larger_market"]
    frame = source.frame(partner=1.0, tastes=tastes, alpha=1.0)
    at, best = frame["at"][::-1], frame["best"][::-1]
    assert np.interp(frame["c"], at, best) == pytest.approx(frame["price"], rel=1e-3)
    assert source.BETA + 1.0 / (2 * source.HOME * frame["c"]) == pytest.approx(frame["price"])


def test_home_alone_buyers_of_all_four_kinds_are_about_as_ready_to_switch():
    frames = [made("larger_market").frame_at(tastes=tastes) for tastes in SOURCES["larger_market"].TASTES]
    assert [frame["elasticity"] for frame in frames] == pytest.approx([3.6] * 4, rel=0.015)


# The home market ------------------------------------------------------------------------------------------------------


def test_four_points_of_demand_draw_few_plants_where_trade_is_dear_and_nearly_all_where_it_is_cheap():
    shares = [made("home_market").frame_at(tau=tau)["plants"] for tau in (3.0, 1.5, 1.2, 1.05)]
    assert shares == pytest.approx([54.2, 56.6, 63.0, 97.0], abs=0.05)


def test_a_larger_market_has_more_than_its_share_at_every_state():
    table, demand = made("home_market").table(), column("home_market", "demand")
    even, all_there = table["case"] == "even", table["case"] == "all"
    assert (even == (demand == 50)).all() and all_there.any()
    assert np.allclose(table["plants"][even], 50, atol=0.01) and (table["more"][~even] > 0).all()
    assert np.allclose(table["plants"][all_there], 100, atol=0.01)
    assert (table["plants"][table["case"] == "some"] < 100).all()


def test_the_last_plant_leaves_at_the_trade_cost_that_is_named():
    table = made("home_market").table()
    tau, uneven = column("home_market", "tau"), table["case"] != "even"
    assert ((table["case"] == "all")[uneven] == (tau <= table["all_from"])[uneven]).all()


def test_cheaper_shipping_never_spreads_the_plants_of_the_larger_market():
    assert all((np.diff(made("home_market").frame_at(demand=float(d))["by_cost"]) <= 1e-9).all() for d in (51, 54, 60))


def test_between_its_points_too_the_drawn_curve_has_the_share_of_plants():
    """Near free trade plants leave within some hundredths of the trade cost, on a log scale a hair's breadth."""
    costs = np.geomspace(1.01, 3.2, 500)
    for demand, sigma in ((51, 4.5), (52, 6.0), (54, 4.5), (60, 3.0)):
        frame = made("home_market").frame_at(demand=float(demand), sigma=sigma)
        drawn = np.interp(np.log(costs), np.log(frame["costs"]), frame["by_cost"])
        exact = [100 * home_market_effect(demand / (100 - demand), sigma, cost).share_1 for cost in costs]
        assert np.allclose(drawn, exact, atol=0.3)


def test_points_of_plants_for_a_point_of_demand_are_those_of_the_line():
    frame = made("home_market").frame_at(tau=1.5)
    at = frame["demands"]
    assert np.interp(51, at, frame["by_demand"]) - 50 == pytest.approx(frame["slope"])


# Two sizes ------------------------------------------------------------------------------------------------------------


def test_both_countries_gain_and_the_smaller_one_more_at_every_state():
    table, size = made("two_sizes").table(), column("two_sizes", "size")
    assert (table["gain_large"] > 0).all() and (table["gain_small"] > 0).all()
    assert (table["gain_small"] > table["gain_large"])[size > 1].all()
    assert table["gain_small"][size == 1] == pytest.approx(table["gain_large"][size == 1], abs=0.05)


def test_trade_balances_at_every_state():
    assert np.abs(made("two_sizes").table()["net"]).max() < 1e-9


def test_the_larger_country_pays_more_until_trade_is_free_and_trade_brings_the_two_nearer():
    table = made("two_sizes").table()
    costly, free = table["case"] == "costly", table["case"] == "free"
    assert (table["wage"][costly] > 1).all() and np.allclose(table["wage"][free], 1, atol=1e-4)
    assert (table["ahead"] < table["ahead_autarky"])[costly | free].all()
    assert np.allclose(table["ahead"][free], 1, atol=1e-4)


def test_what_is_bought_abroad_and_who_is_ahead_follow_from_the_wage_by_the_price_indices():
    tau, size, sigma = (column("two_sizes", name) for name in ("tau", "size", "sigma"))
    wage = made("two_sizes").table()["wage"]
    home, abroad = size * wage ** (1 - sigma), tau ** (1 - sigma)  # varieties at their prices, for the larger country
    home_small, abroad_small = np.ones_like(size), size * (tau * wage) ** (1 - sigma)
    dearer = ((home_small + abroad_small) / (home + abroad)) ** (1 / (1 - sigma))
    exact = {
        "imports_large": 100 * abroad / (home + abroad),
        "imports_small": 100 * abroad_small / (home_small + abroad_small),
        "ahead": wage * dearer,
        "ahead_autarky": size ** (1 / (sigma - 1)),
    }
    assert exact["imports_large"] * size * wage == pytest.approx(exact["imports_small"], rel=2e-3)
    agree("two_sizes", exact)


def test_the_gain_follows_from_the_share_that_stays_at_home():
    frame = settled("two_sizes")
    assert (1 - frame["imports_small"] / 100) ** (-1 / 3.5) == pytest.approx(1 + frame["gain_small"] / 100)


# Red tape -------------------------------------------------------------------------------------------------------------


def test_firms_fall_and_rise_again_while_welfare_rises_as_footnote_6_does_not_say():
    seen = [made("red_tape").frame_at(f_x=f_x) for f_x in (1.2, 0.5, 0.1)]
    assert [frame["firms"] for frame in seen] == pytest.approx([69.3, 54.7, 76.9], abs=0.05)
    assert [frame["gain"] for frame in seen] == pytest.approx([7.9, 13.4, 24.5], abs=0.05)
    assert seen[1]["varieties"] == pytest.approx(145.3, abs=0.05)


def test_the_count_turns_where_it_is_said_and_welfare_nowhere():
    table, source = made("red_tape").table(), SOURCES["red_tape"]
    for tau in source.CONTROLS[1].stops:
        costs, firms, _, gains = source.path(tau, 4.8)
        turn = source.turning_point(tau)
        assert costs[np.argmin(firms)] == pytest.approx(turn)
        assert (np.diff(firms[costs <= turn]) < 0).all() and (np.diff(firms[costs >= turn]) > 0).all()
        assert (np.diff(gains) < 0).all() and (firms < 100).all()
    assert (table["firms"] < 100).all() and (table["gain"] > 0).all()


def test_the_shelf_is_emptier_exactly_where_exporting_costs_more_than_staying_in_business():
    table, f_x = made("red_tape").table(), column("red_tape", "f_x")
    for case, holds in {"emptier": f_x > 1, "equal": f_x == 1}.items():
        assert ((table["case"] == case) == holds).all()
    assert (table["varieties"][f_x < 1] > 100).all() and (table["varieties"][f_x > 1] < 100).all()


def test_every_firm_exports_exactly_below_the_turn():
    table, f_x = made("red_tape").table(), column("red_tape", "f_x")
    assert ((table["case"] == "all export") == (f_x <= table["turn"])).all()
    assert np.allclose(table["exporters"][f_x <= table["turn"]], 100, atol=0.01)


def test_the_bet_of_the_turn_is_told_in_its_numbers():
    frame, digits = settled("red_tape"), made("red_tape").spec["digits"]
    told = [fill(option.says, frame, digits) for option in SOURCES["red_tape"].BET.options]
    assert "past 0.353: there are 49 left" in told[0] and "to 24.5% above autarky" in told[1]
    assert "308 varieties" in told[2]


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_four_widgets_are_accessible_fit_and_move_with_the_keyboard(browser, tmp_path, axe, width, theme):
    from pages import write_page

    page = browser.new_page(viewport={"width": width, "height": 900})
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    address = write_page(tmp_path / "page.html", *map(made, NAMES), attributes=f' data-theme="{theme}"')
    page.goto(f"{address}#?")  # all at once
    page.wait_for_function("document.querySelectorAll('.xp-views').length === 4")
    for skip in reversed(page.get_by_role("button", name="Skip").all()):
        skip.click()
    for numbers in page.get_by_text("Numbers", exact=True).all():
        numbers.click()
    for control in page.locator("[data-range]").all():
        section = control.locator("xpath=ancestor::section")
        before = section.locator(".xp-views").inner_html()
        control.press("Home" if control.evaluate("e => e.value !== e.min") else "ArrowRight")
        assert section.locator(".xp-views").inner_html() != before, control.get_attribute("data-range")
    page.evaluate(axe)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth") and problems == []
    found = page.evaluate("axe.run('main', { preload: false })")["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []
    page.close()
