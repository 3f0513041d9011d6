"""Localization: what the bet claims, what the lines promise, the drawing of the sites, and the page."""

import importlib
import json
import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from interpreter import script

from missing_middle.explorables.engine.widget import plain
from missing_middle.explorables.views import Sites
from missing_middle.models import k_density_binned, localization_test, pair_distances

module = importlib.import_module("missing_middle.explorables.questions.localization")
REVEAL = module.BET.reveal


@pytest.fixture(scope="module")
def widget():
    return module.localization()


# The bet --------------------------------------------------------------------------------------------------------------


def test_five_per_cent_at_each_distance_becomes_nearly_one_in_five_over_all_of_them(widget):
    frame = widget.frame_at(**REVEAL)
    assert frame["flagged_one"] == pytest.approx(5, abs=1)
    assert 17 < frame["flagged_each"] < 20  # "in nearly one case of five"
    assert 3 < frame["flagged_all"] < 6


def test_the_more_distances_are_looked_at_the_more_is_called_localized_unless_the_line_accounts_for_it(widget):
    frame = widget.frame_at(kind="random")
    assert (np.diff(frame["each"]) > 0).all()  # nested sets of distances
    assert np.ptp(frame["over_all"]) < 2


def test_each_chart_has_its_own_measure_across(widget):
    of_distances, of_looks = (view for row in widget.spec["views"] for view in row if view["kind"] == "lines")
    assert {series["x"] for series in of_distances["series"]} == {"d"}
    assert {series["x"] for series in of_looks["series"]} == {"counts"}
    assert widget.frame_at()["counts"].tolist() == list(widget._controls["looks"].stops)


def test_the_industry_of_the_reveal_is_flagged_by_the_one_line_and_not_by_the_other(widget):
    assert widget.frame_at(**REVEAL)["above"] > 0
    assert widget.frame_at(**REVEAL | {"line": "all"})["above"] == 0


def test_random_industries_are_concentrated_and_the_index_that_knows_their_plants_is_near_zero(widget):
    frame = widget.frame_at(**REVEAL)
    sites, _ = module.landscape()
    square = (sites // 25).astype(int) @ [4, 1]
    shares = np.bincount(square) / len(sites)
    assert frame["mean_raw"] == pytest.approx(100 * (1 - (shares**2).sum()) / module.N_PLANTS, rel=0.1)
    assert abs(frame["mean_gamma"]) < 0.1 * frame["mean_raw"]


def test_industries_that_pull_are_found_and_those_that_avoid_are_not(widget):
    pulled, apart = (widget.frame_at(kind=kind, looks=33.0, line="all") for kind in ("pulled", "apart"))
    assert pulled["flagged"] > 50 and apart["flagged"] < 1
    assert pulled["mean_gamma"] > 5 and apart["mean_gamma"] < 0


def test_one_look_misses_most_of_those_that_pull(widget):
    frame = widget.frame_at(kind="pulled")
    assert frame["flagged_one"] < frame["flagged_each"] / 2


# The model behind it --------------------------------------------------------------------------------------------------


def test_the_curve_drawn_is_the_density_of_the_plants_drawn(widget):
    sites, d = module.landscape()
    for kind in module.KINDS:
        frame = widget.frame_at(kind=kind, industry=3.0)
        plants = sites[frame["plants"].astype(int)]
        assert len(set(frame["plants"])) == module.N_PLANTS
        assert pytest.approx(frame["own"], rel=1e-3) == 100 * k_density_binned(plants, d, module.bandwidth()).K
    assert d[-1] == np.median(pair_distances(sites))


def test_at_one_distance_both_lines_are_one_and_over_all_the_second_is_the_higher(widget):
    one, many = widget.frame_at(looks=1.0), widget.frame_at(looks=33.0)
    assert one["global"][16] == pytest.approx(one["local"][16], rel=0.01)
    assert (many["global"] > many["local"]).all()


def test_the_line_over_all_is_crossed_by_at_most_five_per_cent_of_the_draws_it_comes_from():
    for looks in module.STEPS:
        here = module.at(looks)
        crossed = (module.chance()[:, here] > module.line_for("all", looks)[here]).any(axis=1).mean()
        assert 0.03 < crossed <= 0.05


def test_the_whole_test_of_the_library_agrees_about_a_clear_case():
    sites, _ = module.landscape()
    found = [
        localization_test(sites[module.industries(kind)[0][0]], sites, seed=4, draws=200).verdict
        for kind in ("pulled", "apart")
    ]
    assert found[0] == "localized" and found[1] != "localized"


def test_every_sentence_is_true_at_every_state(widget):
    table = widget.table()
    above = np.array([case.endswith("above") for case in table["case"]])
    assert (above == (np.rint(table["above"]) > 0)).all() and above.any() and not above.all()


def test_it_says_that_the_plants_are_made_up(widget):
    assert "Made-up" in widget.spec["views"][1][0]["note"]
    assert "made-up" in widget.still().alt


def test_the_page_stays_light(widget):
    assert len(widget.frames) < 6_000


# The drawing ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [290, 736])
@pytest.mark.parametrize("state", [{}, {"kind": "pulled", "industry": 12.0}])
def test_every_site_and_every_plant_is_drawn_in_its_place(widget, width, state):
    frame, spec = plain(widget.frame_at(**state)), widget.spec["views"][1][0]
    js, given = script(), f"{json.dumps(spec)}, {json.dumps(frame)}"
    told = json.loads(js.eval(f"JSON.stringify(draw.sites({given}, {width}, (text) => text))"))
    picture = ET.fromstring(f"<svg>{told['svg']}</svg>")
    (dots,) = (path.get("d") for path in picture.iter("path"))
    sites = [tuple(map(float, dot.split())) for dot in re.findall(r"M([^h]+)h0", dots)]
    plants = [(float(spot.get("cx")), float(spot.get("cy"))) for spot in picture.iter("circle")]
    assert (len(sites), len(plants)) == (module.N_SITES, module.N_PLANTS)
    across, down = zip(*sites, *plants, strict=True)
    assert min(across) > 0 and max(across) < width and min(down) > 0 and max(down) < told["height"]
    assert plants == [sites[int(i)] for i in frame["plants"]]
    rows = json.loads(js.eval(f"JSON.stringify(tableOf({given}))"))["rows"]
    assert len(rows) == 25 and [row[1] for row in rows] == sorted(row[1] for row in rows)


def test_positions_come_through_the_bytes_exactly(widget):
    every = widget.table()["plants"].reshape(len(module.KINDS), module.SEEN, -1, module.N_PLANTS)
    for kind, rows in zip(module.KINDS, every, strict=True):
        for number, row in enumerate(rows, 1):
            exact = widget.frame_at(kind=kind, industry=float(number))["plants"]
            assert (np.rint(row) == exact).all()


@pytest.mark.parametrize(
    "sites, chosen, problem",
    [
        ([(1, 2), (3, 101)], [[0]], r"\(3, 101\), which is not allowed: give coordinates from 0 to 100"),
        ([(1, 2), (3, 4)], [[2]], "plants is not allowed: give each state a row of positions from 0 to 1"),
    ],
)
def test_sites_that_do_not_fit_are_refused(sites, chosen, problem):
    with pytest.raises(ValueError, match=problem):
        Sites("t", "a", "n", tuple(sites), "plants", 100).spec({"plants": np.array(chosen, float)})


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_widget_is_accessible_and_fits(browser, tmp_path, axe, widget, width, theme):
    from pages import write_page

    page = browser.new_page(viewport={"width": width, "height": 900})
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(write_page(tmp_path / "page.html", widget, attributes=f' data-theme="{theme}"'))
    page.get_by_role("button", name="Skip").click()
    before = page.locator("[data-sentence]").inner_text()
    page.get_by_role("slider", name="Distances at which it is looked at").press("End")
    page.wait_for_function("before => document.querySelector('[data-sentence]').innerText !== before", arg=before)
    page.get_by_text("Numbers", exact=True).click()
    page.locator("[data-numbers]").get_by_text("East (km)").first.wait_for()
    page.evaluate(axe)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth") and problems == []
    found = page.evaluate("axe.run('main', { preload: false })")["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []
    page.close()
