"""The cube: eight corners, three questions, and the two beliefs that the bet is about."""

import importlib
from itertools import product

import numpy as np
import pytest

from missing_middle.explorables.engine.words import fill
from missing_middle.explorables.views import Cube
from missing_middle.models import classify
from missing_middle.web.stage import Stage

JS = Stage("views/cube.js")
source = importlib.import_module("missing_middle.explorables.questions.cube")


@pytest.fixture(scope="module")
def cube():
    return source.cube()


@pytest.fixture(scope="module")
def table(cube):
    return cube.table()


def test_a_good_mean_and_high_exports_do_not_make_a_fast_follower(cube):
    frame = cube.frame_at(**source.BET.reveal)
    assert frame["corner"] == "global process pioneer" and frame["number"] == 3
    assert frame["mean"] == pytest.approx(0.55) and frame["case"] == "averaged"
    said = [fill(option.says, frame, cube.spec["digits"]) for option in source.BET.options]
    assert "is 0.35" in said[0] and "mean is 0.55" in said[1] and "corner 3" in said[2]


def test_no_export_share_lifts_a_capability(cube):
    corners = {cube.frame_at(**{**source.BET.reveal, "export": share})["corner"] for share in range(0 + 10, 100, 20)}
    assert corners == {"domestic process pioneer", "global process pioneer"}


def test_all_eight_corners_can_be_reached_and_have_a_name_of_their_own(table):
    pairs = set(zip(table["number"].round().astype(int), table["corner"], strict=True))
    assert sorted(number for number, _ in pairs) == list(range(8)) and len({name for _, name in pairs}) == 8
    assert pairs == {(corner.number, corner.name) for corner in source.corners()}


def test_only_one_corner_is_the_globalized_fast_follower(table):
    best = table["number"].round() == 7
    assert set(table["corner"][best]) == {"globalized fast follower"}
    assert "globalized fast follower" not in table["corner"][~best]
    assert (table["changes"][best] < 0.5).all() and (table["changes"][~best] > 0.5).all()


def test_every_sentence_is_true_at_every_state(cube, table):
    states = np.array(list(product(*(control.stops for control in source.CONTROLS))))
    x, z, export, bar, open_from = states.T
    both, exports = (x >= bar) & (z >= bar), export >= open_from
    assert (both == np.isin(table["case"], ["globalized", "at home"])).all()
    assert (both & exports == (table["case"] == "globalized")).all()
    averaged = table["case"] == "averaged"
    assert ((x + z)[averaged] / 2 >= bar[averaged] - 1e-12).all() and ((x >= bar) ^ (z >= bar))[averaged].all()
    assert exports[table["case"] == "exporter"].all() and not exports[table["case"] == "plain"].any()


def test_what_is_missing_lifts_each_axis_to_its_threshold_and_no_further(cube, table):
    states = np.array(list(product(*(control.stops for control in source.CONTROLS))))
    x, z, export, bar, open_from = states.T
    for name, at, limit, hundredth in [
        ("product_short", x, bar, 0.01),
        ("process_short", z, bar, 0.01),
        ("export_short", export, open_from, 1),
    ]:
        lifted = at + hundredth * table[name]
        np.testing.assert_allclose(lifted, np.maximum(at, limit), rtol=1e-3)  # as fine as the table is
    missing = sum(table[f"{name}_short"] > 0.01 for name in ("product", "process", "export"))
    np.testing.assert_array_equal(table["changes"].round(), missing)


def test_a_value_at_its_threshold_counts_as_high(cube):
    assert cube.frame_at(product=0.5, process=0.5, bar=0.5, export=50, open_from=50)["number"] == 7


@pytest.mark.parametrize("corner", source.corners(), ids=lambda corner: corner.name)
def test_the_table_of_corners_agrees_with_the_model(corner):
    place = classify(*corner.at)
    assert corner.number == place.hyperquadrant == 4 * corner.at[0] + 2 * corner.at[1] + corner.at[2]
    assert corner.cells[:3] == tuple("high" if level else "low" for level in corner.at)
    assert corner.cells[3].replace(" ", "_") == place.strategy


def test_no_two_corners_stand_in_the_same_place_and_the_best_one_is_at_the_upper_right():
    places = {at: JS.call("views/cube.js", "project", at) for at in product((0, 1), repeat=3)}
    gaps = [np.hypot(*np.subtract(a, b)) for i, a in enumerate(places.values()) for b in list(places.values())[:i]]
    assert min(gaps) > 0.3
    right, up = places[1, 1, 1]
    assert right == max(x for x, _ in places.values())
    assert up > np.median([y for _, y in places.values()])


def test_the_tinted_box_holds_the_place_and_touches_its_corner():
    for spot in product((0.2, 0.45, 0.5, 0.9), repeat=3):
        low, high = JS.call("views/cube.js", "octant", spot, (0.5, 0.5, 0.6))
        assert all(a <= s <= b for a, s, b in zip(low, spot, high, strict=True))
        product_high, process_high, exports = (end == 1.0 for end in high)
        place = classify(*spot, 0.5, 0.6)
        assert 4 * product_high + 2 * process_high + exports == place.hyperquadrant, spot


def test_a_cube_with_a_corner_missing_is_refused(cube):
    with pytest.raises(ValueError, match="corners = 7 is not allowed: give each of the eight corners once"):
        Cube("t", "a", ("x", "y", "z"), source.corners()[:7], ("x",) * 3, ("x",) * 3, "n", ())
