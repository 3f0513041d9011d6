"""Provinces, size classes and research: the bets' numbers, and what each sentence claims, at every state."""

import importlib
import json
import xml.etree.ElementTree as ET
from itertools import product

import numpy as np
import pytest
from everyone import curves, made
from everyone import grid as states_of
from interpreter import script

from missing_middle.explorables.engine.widget import plain
from missing_middle.explorables.engine.words import brief
from missing_middle.tables import clean_wide, over_time, share_on_one_base
from missing_middle.tables.regions import GROUPINGS

places = importlib.import_module("missing_middle.explorables.questions.provinces")
sizes = importlib.import_module("missing_middle.explorables.questions.sizes")
research = importlib.import_module("missing_middle.explorables.questions.research")


@pytest.fixture(scope="module")
def grid():
    return places.provinces()


# Provinces ------------------------------------------------------------------------------------------------------------


def test_three_provinces_have_thirty_five_per_cent_of_sme_jobs_and_thirty_one_of_all(grid):
    frame = grid.frame_at()
    assert (frame["three_all"], frame["three_of_all"]) == pytest.approx((35.0, 31.2), abs=0.05)
    assert grid.frame_at(measure="jobs")["three"] == pytest.approx(frame["three_all"])


def test_a_province_is_not_a_firm(grid):
    frame, classes = grid.frame_at(), clean_wide(1)
    assert (frame["correlation"], frame["weighted"]) == pytest.approx((-0.32, -0.37), abs=0.005)
    depth = classes["assets"] / classes["employed"]
    assert depth["large"] > depth["medium"] > depth["small"]  # what the bet says of size classes


def test_nearly_half_of_the_inequality_lies_inside_the_regions(grid):
    inside = [grid.frame_at(grouping=name)["inside"] for name in GROUPINGS]
    assert inside[0] == pytest.approx(46, abs=0.5) and min(inside) > 0


def test_indices_are_those_of_the_shares_on_the_tiles(grid):
    """By their formulas: Theil's entropy, and Gini's mean difference, over provinces of equal weight."""
    frame = grid.frame_at()
    shares = np.array(frame["shares"]) / np.sum(frame["shares"])
    assert frame["theil"] == pytest.approx(np.sum(shares * np.log(shares * len(shares))), abs=1e-3)
    assert frame["gini"] == pytest.approx(np.abs(np.subtract.outer(shares, shares)).sum() / (2 * len(shares)), abs=1e-3)
    assert frame["like"] == pytest.approx(1 / np.sum(shares**2), abs=0.03)


def test_a_high_quotient_is_no_large_share(grid):
    frame = grid.frame_at(measure="assets", against="jobs")
    assert (frame["top"], frame["top_value"], frame["top_share"]) == (
        "Qinghai",
        pytest.approx(2.1, abs=0.05),
        pytest.approx(0.4, abs=0.05),
    )


def test_the_national_ratio_is_no_mean_of_provinces(grid):
    frame = grid.frame_at(measure="head")
    assert frame["nation"] == pytest.approx(231, abs=0.5)
    assert abs(np.mean(frame["depth"]) - frame["nation"]) > 10


def test_against_itself_a_measure_is_average_everywhere(grid):
    for measure in ("jobs", "all_jobs"):
        frame = grid.frame_at(measure=measure, against=measure)
        assert frame["case"] == "same" and np.allclose(frame["shares"], 1)
        assert frame["gini"] == pytest.approx(0, abs=1e-12)


def test_the_lorenz_curve_runs_below_equality_and_ends_at_the_whole(grid):
    table = grid.table()
    assert (table["activity"] <= table["equal"] + 0.05).all()
    assert table["activity"][:, -1] == pytest.approx(100, abs=0.05)


def test_all_groupings_can_be_chosen():
    assert set(GROUPINGS) == set(places.CONTROLS[2].options)


@pytest.mark.parametrize("width", [290, 736])
@pytest.mark.parametrize("state", [{}, {"measure": "head"}, {"measure": "jobs", "against": "jobs"}])
def test_every_tile_says_its_letters_and_its_number(grid, width, state):
    frame, spec = plain(grid.frame_at(**state)), grid.spec["views"][0][0]
    name = spec["values"][frame["case"]]
    js = script()
    given = f"{json.dumps(spec)}, {json.dumps(frame)}"
    told = json.loads(js.eval(f"JSON.stringify(draw.tiles({given}, {width}, (t) => t))"))
    root = ET.fromstring(f"<svg>{told['svg']}</svg>")
    texts = [element.text for element in root.iter("text")]
    assert [texts[i] for i in range(0, 62, 2)] == [tile["short"] for tile in spec["tiles"]]
    assert [texts[i] for i in range(1, 62, 2)] == [brief(value) for value in frame[name]]
    assert max(float(r.get("x")) + float(r.get("width")) for r in root.iter("rect")) <= width
    rows = json.loads(js.eval(f"JSON.stringify(tableOf({given}))"))["rows"]
    assert [row[2] for row in rows] == frame[name] and rows[0][:2] == ["Beijing (BJ)", "coast"]


def test_no_tile_of_the_page_differs_from_the_exact_number_in_any_state(grid):
    table = grid.table()
    states = product(*(control.stops for control in places.CONTROLS))
    for at, (measure, against, grouping) in enumerate(states):
        exact = grid.frame_at(measure=measure, against=against, grouping=grouping)
        for name in ("shares", "depth"):
            assert [brief(v) for v in table[name][at]] == [brief(v) for v in exact[name]], (measure, against)
    depth = places.table()["assets_per_sme_worker"]
    assert [brief(v) for v in exact["depth"]] == [brief(v) for v in depth]


def test_it_says_that_it_is_no_map(grid):
    assert "not on a map" in grid.spec["views"][0][0]["note"]


# Size classes ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def classes():
    return sizes.sizes()


def test_medium_firms_grow_by_half_across_the_break_and_hardly_before(classes):
    frame = classes.frame_at(whose="medium", unit="number")
    assert frame["across"] == pytest.approx(48.6, abs=0.05) and abs(frame["old"]) < 1
    assert sizes.MEDIUM == ["14\u202f571", "21\u202f647"]


def test_three_of_four_large_firms_go_while_their_output_hardly_moves(classes):
    frame = classes.frame_at(whose="large")
    assert frame["across"] < -75 and abs(frame["output"]) < 5


def test_numbers_of_firms_and_their_change_say_the_same(classes):
    for whose in (*sizes.CLASSES, *sizes.OWNERS):
        frame = classes.frame_at(whose=whose)
        assert frame["across"] == pytest.approx(100 * (frame["after"] / frame["before"] - 1))
        assert frame["points"] == pytest.approx(frame["share_after"] - frame["share_before"])
    assert classes.frame_at(whose="medium")["before"] == 14571


def test_the_line_is_cut_for_classes_and_runs_through_for_owners(classes):
    for whose in sizes.CLASSES:
        assert max(classes.frame_at(whose=whose)["old_years"]) == 2002
    for whose in sizes.OWNERS:
        frame = classes.frame_at(whose=whose)
        assert max(frame["old_years"]) == 2003 and frame["seam"] is None and frame["output"] is None


def test_both_lines_are_the_printed_numbers_over_those_of_2002(classes):
    for whose, table in (("medium", over_time(2)), ("private", over_time(3))):
        printed = table[whose]
        drawn = curves("sizes", 0, whose=whose, unit="number")
        assert drawn[0][0].max() < 2004 <= drawn[1][0].max()
        for years, values in drawn:
            assert values == pytest.approx([100 * printed[year] / printed[2002] for year in years])


# Research -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def share():
    return research.research()


def test_the_printed_fall_is_a_rise_on_one_base(share):
    frame = share.frame_at(what="budget", base="printed", year=2002)
    assert frame["case"] == "mixed" and frame["change"] < 0 < frame["one_base"]
    ours = share_on_one_base()["one_base"]
    assert frame["one_base"] == pytest.approx(ours[2003] - ours[2002])
    assert frame["revision"] == pytest.approx(1.15, abs=0.005)


def test_a_share_moves_as_spending_does_against_output_on_its_base():
    for state in states_of("research"):
        frame = made("research").frame_at(**state)
        assert frame["change"] == pytest.approx(frame["second"] - frame["first"])
        assert (
            frame[{"printed": "printed_change", "revised": "one_base"}.get(state["base"], "change")] == frame["change"]
        )
        if state["base"] == "revised":
            grown = (1 + frame["spending"] / 100) / (1 + frame["gdp"] / 100)
            assert frame["second"] / frame["first"] == pytest.approx(grown)


def test_on_either_base_throughout_the_share_rises_in_that_year(share):
    for base in ("revised", "old"):
        assert share.frame_at(what="budget", base=base, year=2002)["case"] == "rises"


def test_every_sentence_is_true_at_every_state(share):
    table = share.table()
    assert (table["change"][table["case"] == "rises"] > 0).all()
    assert (table["change"][table["case"] == "falls"] < 0).all()
    assert set(table["case"]) == {"rises", "falls", "mixed"} and (table["case"] == "mixed").sum() == 1
    assert (table["spending"] > 0).all() and (table["gdp"] > 0).all()


def test_pages_stay_light(grid, classes, share):
    assert sum(len(widget.frames) for widget in (grid, classes, share)) < 5_000


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_three_widgets_are_accessible_and_fit(browser, tmp_path, axe, grid, classes, share, width, theme):
    from pages import write_page

    page = browser.new_page(viewport={"width": width, "height": 900})
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    address = write_page(tmp_path / "page.html", grid, classes, share, attributes=f' data-theme="{theme}"')
    page.goto(f"{address}#?")  # all at once
    page.wait_for_function("document.querySelectorAll('.xp-views').length === 3")
    for skip in reversed(page.get_by_role("button", name="Skip").all()):
        skip.click()
    for numbers in page.get_by_text("Numbers", exact=True).all():
        numbers.click()
    assert "Beijing (BJ)" in page.locator("[data-numbers]").first.inner_text()
    page.evaluate(axe)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth") and problems == []
    found = page.evaluate("axe.run('main', { preload: false })")["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []
    page.close()
