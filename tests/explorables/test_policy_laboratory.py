"""Policy laboratory: eight levers on one page, their corners, the flip of a ranking, and the budget of bytes."""

import importlib

import numpy as np
import pytest

from missing_middle.explorables.engine.words import fill
from missing_middle.policy import WIDE, evaluate, portfolio

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
    assert source.CORNERS[outcome.hyperquadrant] in laboratory.says(
        **{name.replace("-", "_"): s for name, s in levers.items()}
    )


def test_names_of_corners_agree_with_the_axes_at_every_state(table):
    octant = np.rint(table["octant"]).astype(int)
    assert set(octant) >= {0, 2, 3, 6, 7}
    # capabilities and exports are kept with small steps, so states on a border are left out
    for bit, name in ((4, "product"), (2, "process"), (1, "exported")):
        clear = np.abs(table[name] - 50) > 0.01
        assert (((octant & bit) > 0) == (table[name] >= 50))[clear].all()
    assert all(source.CORNERS[o] == corner for o, corner in zip(octant, table["corner"], strict=True))


@pytest.mark.parametrize("octant", range(8))
def test_a_corner_is_named_after_its_three_axes(octant):
    name = source.CORNERS[octant]
    modes = ("applications specialist", "process pioneer", "product pioneer", "fast follower")
    assert modes[octant // 2] in name
    sells = ("sells at home", "globalized" if octant == 7 else "exports")
    assert sells[octant % 2] in name and sells[1 - octant % 2] not in name


def test_the_map_and_bars_hold_every_state(table):
    for name in ("product", "process", "exported", "missing", "exporters", "patience"):
        assert table[name].min() >= 0 and table[name].max() <= 80


def test_the_ranking_flips_at_three_quarters(laboratory):
    frame = laboratory.frame_at(**source.BET.reveal)
    assert frame["case"] == "d" and frame["c_now"] < frame["d_now"]
    assert laboratory.frame_at(assumed=1)["case"] == "c" and frame["c_full"] > frame["d_full"]
    assert (frame["c_now"], frame["d_now"]) == pytest.approx((46.6, 47.2), abs=0.05)
    assert frame["turns"] >= 2 and 0.75 < frame["threshold"] < 1


def test_the_bet_is_told_in_these_numbers(laboratory):
    frame, digits = laboratory.frame_at(**source.BET.reveal), laboratory.spec["digits"]
    assert "to 54.0% of the frontier" in fill(source.BET.question, frame, digits)
    assert "It flips: 46.6 against 47.2%" in fill(source.BET.options[0].says, frame, digits)


def test_below_the_threshold_firms_do_not_cooperate_under_c():
    threshold = source.rivals()["threshold"]
    for strength, lasts in ((threshold - 0.01, False), (threshold, True)):
        assert evaluate(portfolio(dict.fromkeys(source.C, strength))).sustained is lasts


def test_the_page_says_that_strengths_are_assumptions(laboratory):
    assert "All strengths are assumptions" in laboratory.spec["equation"]


def test_other_levers_can_be_laid_out_in_a_notebook():
    small = source.policy_laboratory(["forum", "cluster-ip-office"])
    assert [c["name"] for c in small.spec["controls"]] == ["forum", "cluster_ip_office", "assumed"]
    assert small.frame_at(cluster_ip_office=1.0)["product"] < small.frame_at()["product"]
    assert 'evaluate(portfolio({"forum": {forum}' in small.spec["code"]


@pytest.mark.parametrize("levers", [["no-such"], [], ["forum", "forum"], [*list(WIDE), "forum"]])
def test_impossible_layouts_are_refused(levers):
    with pytest.raises(ValueError, match="give one to eight different ids"):
        source.policy_laboratory(levers)
