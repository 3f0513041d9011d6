"""Policy laboratory: eight levers on one page, their corners, the flip of a ranking, and the budget of bytes."""

import importlib

import numpy as np
import pytest

from missing_middle.explorables.engine.words import fill
from missing_middle.policy import WIDE, cost, evaluate, portfolio, ranking

source = importlib.import_module("missing_middle.explorables.questions.policy_laboratory")


@pytest.fixture(scope="module")
def laboratory():
    return source.policy_laboratory()


@pytest.fixture(scope="module")
def table(laboratory):
    return laboratory.table()


def test_eight_levers_at_three_strengths_fit_one_page(laboratory):
    assert np.prod([len(c["stops"]) for c in laboratory.spec["controls"][:-1]]) == 3**8 == 6561
    assert len(laboratory.frames) < 100_000


@pytest.mark.parametrize("levers", [{}, dict.fromkeys(WIDE, 1.0), {"licensing": 1.0, "benchmarking": 0.5}])
def test_a_state_says_where_the_models_land(laboratory, levers):
    outcome = evaluate(portfolio(levers))
    frame = laboratory.frame_at(**{name.replace("-", "_"): s for name, s in levers.items()})
    assert frame["octant"] == outcome.hyperquadrant and frame["corner"] == source.CORNERS[outcome.hyperquadrant]
    assert (frame["product"], frame["process"]) == pytest.approx((100 * outcome.c_product, 100 * outcome.c_process))
    for name, bar in (("product", "c_bar"), ("process", "c_bar"), ("exported", "e_bar")):
        assert frame[f"{name}_of"] == pytest.approx(100 * frame[name] / frame[bar])
    assert source.CORNERS[outcome.hyperquadrant] in laboratory.says(
        **{name.replace("-", "_"): s for name, s in levers.items()}
    )


def test_names_of_corners_agree_with_the_axes_at_every_state(table):
    octant = np.rint(table["octant"]).astype(int)
    assert set(octant) >= {0, 2, 3, 6, 7}
    # capabilities and exports are kept with small steps, so states on a border are left out
    for bit, name, border in ((4, "product", 50), (2, "process", 50), (1, "exported", 25)):
        assert (table["e_bar" if name == "exported" else "c_bar"] == border).all()
        clear = np.abs(table[name] - border) > 0.01
        assert (((octant & bit) > 0) == (table[name] >= border))[clear].all()
    assert all(source.CORNERS[o] == corner for o, corner in zip(octant, table["corner"], strict=True))


@pytest.mark.parametrize("octant", range(8))
def test_a_corner_is_named_after_its_three_axes(octant):
    name = source.CORNERS[octant]
    modes = ("applications specialist", "process pioneer", "product pioneer", "fast follower")
    assert modes[octant // 2] in name
    sells = ("sells at home", "globalized" if octant == 7 else "exports")
    assert sells[octant % 2] in name and sells[1 - octant % 2] not in name


def test_the_map_and_bars_hold_every_state(table):
    for name in ("product", "process", "missing", "exporters", "patience"):
        assert table[name].min() >= 0 and table[name].max() <= 80
    for name in ("product_of", "process_of", "exported_of"):
        assert table[name].min() >= 0 and table[name].max() <= 160


def test_first_at_the_assumed_numbers_and_second_in_most_draws(laboratory):
    frame = laboratory.frame_at(**source.BET.reveal)
    assert frame["case"] == "c" and frame["c_now"] == frame["c_bet"] > frame["d_now"] == frame["d_bet"]
    assert frame["ahead"] + frame["behind"] == 1000 and 0 < frame["ahead"] < 500
    found = ranking({"C": source.C, "D": source.D}, budget=11)
    assert frame["ahead"] == found.stays[0]
    less = laboratory.frame_at(budget=8)
    assert less["case"] == "d" and less["behind"] > 700


def test_the_curve_of_draws_crosses_equal_where_d_stops_being_ahead(laboratory):
    for budget in (8, 11):
        frame = laboratory.frame_at(budget=budget)
        at_equal = np.interp(0, frame["apart"], frame["up_to"])
        assert at_equal == pytest.approx(frame["behind"], abs=15)
        assert frame["apart"].min() >= -25 and frame["apart"].max() <= 40
        assert (frame["half_c"] < 0) == (frame["behind"] > 500)


def test_the_bet_is_told_in_these_numbers(laboratory):
    frame, digits = laboratory.frame_at(**source.BET.reveal), laboratory.spec["digits"]
    assert f"raises real income by {frame['c_bet']:.1f}%" in fill(source.BET.question, frame, digits)
    assert f"In {frame['ahead']} of 1,000" in fill(source.BET.options[0].says, frame, digits)


def test_cost_of_what_is_pulled_and_income_are_those_of_the_models(laboratory):
    frame = laboratory.frame_at(licensing=1, red_tape=0.5)
    levers = {"licensing": 1, "red-tape": 0.5}
    assert frame["cost"] == cost(levers) == 4.5
    assert frame["income"] == pytest.approx(100 * (evaluate(portfolio(levers)).income / evaluate().income - 1))


def test_the_page_says_that_strengths_are_assumptions(laboratory):
    assert "The sizes of most levers are assumptions" in laboratory.spec["equation"]


def test_other_levers_can_be_laid_out_in_a_notebook():
    small = source.policy_laboratory(["forum", "cluster-ip-office"])
    assert [c["name"] for c in small.spec["controls"]] == ["forum", "cluster_ip_office", "budget"]
    assert small.frame_at(cluster_ip_office=1.0)["product"] < small.frame_at()["product"]
    assert 'evaluate(portfolio({"forum": {forum}' in small.spec["code"]


@pytest.mark.parametrize("levers", [["no-such"], [], ["forum", "forum"], [*list(WIDE), "forum"]])
def test_impossible_layouts_are_refused(levers):
    with pytest.raises(ValueError, match="give one to eight different ids"):
        source.policy_laboratory(levers)
