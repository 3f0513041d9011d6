"""Concentration: Table 4, textbook examples, identities, and another library as a second opinion."""

import json
import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from refusals import NOT_VECTORS, assert_refused
from second_opinion import CASES, KEPT
from second_opinion import spreads as asked
from table4_as_printed import column, parts_of_the_country, provinces

from missing_middle.models import (
    concentration,
    ellison_glaeser,
    location_quotients,
    lorenz_curve,
    relative_concentration,
    theil_decomposition,
)

quick = settings(max_examples=40, deadline=None)
amounts = st.one_of(st.just(0.0), st.floats(1e-6, 1e6))
spreads = st.lists(amounts, min_size=1, max_size=12).filter(lambda x: sum(x) > 0)
full = st.lists(st.floats(1e-3, 1e6), min_size=2, max_size=12)


@st.composite
def pairs(draw):
    x = draw(st.lists(amounts, min_size=1, max_size=12).filter(lambda x: sum(x) > 0))
    return x, draw(st.lists(st.floats(1e-3, 1e6), min_size=len(x), max_size=len(x)))


SMES = column("enterprises_sme")
EMPLOYED = column("employed_all")


# --- the paper's Table 4 ---


def test_small_firms_are_concentrated_in_few_provinces():
    found = concentration(SMES)
    assert len(SMES) == 31 and sum(SMES) == 194_238
    assert found.herfindahl == pytest.approx(0.0709978918, abs=5e-11)
    assert found.herfindahl_normalized == pytest.approx(0.0400311548, abs=5e-11)
    assert found.equivalent_number == pytest.approx(14.0849253, abs=5e-8)
    assert found.gini == pytest.approx(0.526150659, abs=5e-10)
    assert found.theil == pytest.approx(0.478968373, abs=5e-10)
    assert found.cr3 == pytest.approx(0.377737621, abs=5e-10)


def test_more_than_half_of_the_inequality_is_between_east_central_and_west():
    parts = theil_decomposition(SMES, parts_of_the_country())
    assert parts.between == pytest.approx(0.257720944, abs=5e-10)
    assert parts.within == pytest.approx(0.221247428, abs=5e-10)
    shares = [round(100 * parts.group_shares[part], 2) for part in ("East", "Central", "West")]
    assert shares == [68.95, 18.82, 12.23]


def test_zhejiang_has_more_small_firms_than_its_employment_suggests():
    quotients = dict(zip(provinces(), location_quotients(SMES, EMPLOYED).lq, strict=True))
    assert quotients["Beijing"] == pytest.approx(1.16696, abs=5e-6)
    assert quotients["Zhejiang"] == pytest.approx(1.559981, abs=5e-7)
    assert quotients["Guangdong"] == pytest.approx(0.970795, abs=5e-7)  # no more than its workers suggest


def test_small_firms_are_spread_almost_as_employment_is():
    found = relative_concentration(SMES, EMPLOYED)
    assert found.locational_gini == pytest.approx(0.153159298, abs=5e-10)
    assert found.relative_theil == pytest.approx(0.0376648105, abs=5e-11)
    assert found.krugman_index == pytest.approx(0.227075551, abs=5e-10)


@pytest.mark.parametrize(
    "name, percent",
    [("enterprises_all", 37.7), ("enterprises_sme", 37.8), ("employed_sme", 35.0), ("employed_all", 31.2)],
)
def test_what_three_coastal_provinces_hold(name, percent):
    of_three = sum(
        value
        for place, value in zip(provinces(), column(name), strict=True)
        if place in ("Guangdong", "Jiangsu", "Zhejiang")
    )
    assert round(100 * of_three / sum(column(name)), 1) == percent


# --- a second opinion ---


PYSAL = json.loads(KEPT.read_text(encoding="utf8"))["cases"]


def test_pysal_was_asked_about_these_spreads():
    assert [(one["amounts"], list(one["groups"])) for one in PYSAL] == list(asked()) and len(PYSAL) == CASES


@pytest.mark.parametrize("said", PYSAL, ids=lambda said: f"{len(said['amounts'])} regions")
def test_gini_theil_and_its_parts_agree_with_pysal(said):
    found, parts = concentration(said["amounts"]), theil_decomposition(said["amounts"], list(said["groups"]))
    ours = (found.gini, found.theil, parts.between, parts.within)
    assert ours == pytest.approx([said[name] for name in ("gini", "theil", "between", "within")], abs=1e-9)


@given(spreads)
@quick
def test_measures_agree_with_their_definitions(x):
    found, x = concentration(x), np.array(x)
    n, s = len(x), x / x.sum()
    assert found.gini == pytest.approx(np.abs(x[:, None] - x).sum() / (2 * n * n * x.mean()), abs=1e-9)
    assert found.theil == pytest.approx(sum(v * math.log(n * v) for v in s if v > 0), abs=1e-9)
    assert found.herfindahl == pytest.approx((s**2).sum())
    assert found.herfindahl * found.equivalent_number == pytest.approx(1)
    assert found.cr3 == pytest.approx(sum(sorted(s)[-3:]))


@given(pairs())
@quick
def test_locational_gini_is_one_minus_twice_the_area_under_its_lorenz_curve(pair):
    x, y = pair
    curve = lorenz_curve(x, y)
    area = np.trapezoid(curve.activity, curve.reference)
    assert relative_concentration(x, y).locational_gini == pytest.approx(max(1 - 2 * area, 0), abs=1e-12)


@given(spreads)
@quick
def test_gini_is_one_minus_twice_the_area_under_the_ordinary_lorenz_curve(x):
    curve = lorenz_curve(x)
    area = np.trapezoid(curve.activity, curve.reference)
    assert concentration(x).gini == pytest.approx(1 - 2 * area, abs=1e-9)


# --- identities and limits ---


@given(spreads)
@quick
def test_measures_stay_in_their_ranges(x):
    found, n = concentration(x), len(x)
    assert 1 / n - 1e-12 <= found.herfindahl <= 1 + 1e-12
    assert 0 <= found.gini <= 1 - 1 / n + 1e-12
    assert 0 <= found.theil <= math.log(n) + 1e-12
    if n > 1:
        assert 0 <= found.herfindahl_normalized <= 1 + 1e-12
        assert 0 <= found.theil_normalized <= 1 + 1e-12
    else:
        assert (found.herfindahl_normalized, found.theil_normalized) == (None, None)


@given(spreads, st.floats(1e-3, 1e3), st.randoms(use_true_random=False))
@quick
def test_neither_the_unit_nor_the_order_of_regions_matters(x, unit, random):
    shuffled = random.sample(x, len(x))
    for name, value in concentration([unit * value for value in shuffled]).asdict().items():
        if value is not None:
            assert value == pytest.approx(concentration(x)[name], abs=1e-9)


@given(full, st.floats(0.01, 0.99))
@quick
def test_moving_activity_to_a_larger_region_raises_every_measure(x, part):
    low, high = int(np.argmin(x)), int(np.argmax(x))
    assume(low != high and x[high] > 1e-3 * sum(x) and x[low] > 1e-3 * sum(x))
    moved = list(x)
    moved[low] -= part * x[low]
    moved[high] += part * x[low]
    before, after = concentration(x), concentration(moved)
    for name in ("herfindahl", "gini", "theil"):
        assert after[name] > before[name]
    assert after.cr3 >= before.cr3 - 1e-12


@pytest.mark.parametrize("n", [1, 2, 7, 31])
def test_equal_regions_are_not_concentrated(n):
    found = concentration([3.3] * n)
    assert (found.herfindahl, found.gini, found.theil) == pytest.approx((1 / n, 0, 0), abs=1e-15)
    assert found.gini >= 0 and found.theil >= 0


@pytest.mark.parametrize("n", [2, 7, 31])
def test_one_region_with_everything_is_the_other_end(n):
    found = concentration([5] + [0] * (n - 1))
    assert (found.herfindahl, found.herfindahl_normalized, found.cr3) == (1, 1, 1)
    assert (found.gini, found.theil) == pytest.approx((1 - 1 / n, math.log(n)))
    assert found.theil_normalized == pytest.approx(1)


@given(spreads, st.data())
@quick
def test_between_and_within_add_up_to_all_inequality(x, data):
    groups = data.draw(st.lists(st.integers(0, 3), min_size=len(x), max_size=len(x)))
    parts = theil_decomposition(x, groups)
    assert parts.between + parts.within == pytest.approx(concentration(x).theil, abs=1e-9)
    assert parts.theil == pytest.approx(concentration(x).theil, abs=1e-9)
    assert parts.between >= 0 and parts.within >= 0
    assert sum(parts.group_shares.values()) == pytest.approx(1)


def test_one_group_is_all_within_and_single_regions_are_all_between():
    x = [1, 2, 3, 4]
    assert theil_decomposition(x, ["a"] * 4).between == 0
    assert theil_decomposition(x, list("abcd")).within == 0


@given(pairs())
@quick
def test_distance_from_a_reference_is_zero_only_at_the_reference(pair):
    x, y = pair
    found = relative_concentration(x, y)
    assert found.relative_theil >= 0 and 0 <= found.krugman_index <= 2 + 1e-12
    assert found.hoover_index == found.krugman_index / 2
    assert 0 <= found.locational_gini <= 1
    assert found.relative_theil >= 2 * found.hoover_index**2 - 1e-9  # Pinsker's inequality
    same = relative_concentration(y, [3 * value for value in y])
    assert list(same.asdict().values()) == pytest.approx([0] * 4, abs=1e-12)


@given(full)
@quick
def test_against_equal_regions_relative_measures_are_the_ordinary_ones(x):
    found, plain = relative_concentration(x, [1] * len(x)), concentration(x)
    assert found.relative_theil == pytest.approx(plain.theil, abs=1e-12)
    assert found.locational_gini == pytest.approx(plain.gini, abs=1e-12)


@given(pairs())
@quick
def test_location_quotients_average_to_one(pair):
    x, y = pair
    assert np.dot(location_quotients(x, y).lq, y) / sum(y) == pytest.approx(1)


@given(pairs())
@quick
def test_lorenz_curve_is_convex_and_below_the_diagonal(pair):
    curve = lorenz_curve(*pair)
    assert curve.reference[0] == curve.activity[0] == 0
    assert curve.reference[-1] == curve.activity[-1] == 1
    assert (np.diff(curve.reference) >= 0).all() and (np.diff(curve.activity) >= -1e-15).all()
    assert (curve.activity <= curve.reference + 1e-12).all()
    assert sorted(curve.order) == list(range(len(pair[0])))


# --- Ellison and Glaeser ---


def test_textbook_industry_is_more_concentrated_than_its_plants():
    plants = [200, 650, 12000, 100, 50, 16000, 13000, 1500, 1500, 25000]
    regions = [sum(plants[:5]), sum(plants[5:9]), plants[9]]
    index = ellison_glaeser(regions, [500000, 400000, 100000], plants)
    assert index.gamma == pytest.approx(0.05990628, abs=5e-9)


@given(st.lists(st.floats(0.01, 1), min_size=2, max_size=5), st.lists(st.floats(0.01, 1), min_size=2, max_size=5))
@settings(max_examples=25, deadline=None)
def test_the_index_is_zero_on_average_if_plants_choose_at_random(total, plants):
    """Not by sampling: every one of the regions ** plants outcomes, weighted by its probability."""
    probability, z = np.array(total) / sum(total), np.array(plants) / sum(plants)
    regions, mean = len(total), 0.0
    assume(regions ** len(plants) <= 300)
    for outcome in np.ndindex(*[regions] * len(plants)):
        s = np.bincount(outcome, z, minlength=regions)
        mean += np.prod(probability[list(outcome)]) * ellison_glaeser(s, total, plants).gamma
    assert mean == pytest.approx(0, abs=1e-10)


def test_all_plants_in_one_small_region_is_near_the_top():
    index = ellison_glaeser([0, 0, 1], [0.45, 0.45, 0.1], [1] * 1000)
    assert index.gamma == pytest.approx(index.G / (1 - 0.45**2 * 2 - 0.01), rel=2e-3)


def test_plants_of_size_zero_do_not_count():
    assert ellison_glaeser([1, 2], [1, 1], [1, 2, 0]).gamma == pytest.approx(
        ellison_glaeser([1, 2], [1, 1], [1, 2]).gamma
    )


def test_a_giant_and_a_dwarf_are_still_two_plants():
    index = ellison_glaeser([1, 2], [1, 1], [1e20, 1])
    assert math.isfinite(index.gamma) and pytest.approx(1) == index.H


# --- refusals ---


@pytest.mark.parametrize("plants", [[5], [5, 0, 0]])
def test_the_place_of_one_plant_says_nothing(plants):
    with pytest.raises(ValueError, match=r"plant_sizes = .*H = 1"):
        ellison_glaeser([1, 2], [1, 1], plants)


def test_one_region_leaves_no_choice():
    with pytest.raises(ValueError, match=r"region_shares_total = .*at least two regions"):
        ellison_glaeser([1], [1], [1, 2])
    with pytest.raises(ValueError, match=r"region_shares_total\[1\] = 0.0"):
        ellison_glaeser([1, 0], [1, 0], [1, 2])


CALLS = {
    "x": (concentration, {"x": [1, 2]}),
    "x of quotients": (location_quotients, {"x": [1, 2], "y": [1, 2]}),
    "y of quotients": (location_quotients, {"x": [1, 2], "y": [1, 2]}),
    "x of groups": (theil_decomposition, {"x": [1, 2], "groups": ["a", "b"]}),
    "y of reference": (relative_concentration, {"x": [1, 2], "y": [1, 2]}),
    "y of lorenz": (lorenz_curve, {"x": [1, 2], "y": [1, 2]}),
    "region_shares_industry": (
        ellison_glaeser,
        {"region_shares_industry": [1, 2], "region_shares_total": [1, 2], "plant_sizes": [1, 2]},
    ),
}


@pytest.mark.parametrize("bad", [*NOT_VECTORS, [1, -1], [0, 0], [-1, 2]], ids=repr)
@pytest.mark.parametrize("call", CALLS)
def test_what_is_no_vector_of_amounts_is_refused(call, bad):
    function, good = CALLS[call]
    if (call, bad is None) != ("y of lorenz", True):
        assert_refused(function, good, call.split()[0], bad)


@pytest.mark.parametrize("name", ["region_shares_total", "plant_sizes"])
@pytest.mark.parametrize("bad", [*NOT_VECTORS, [1, -1], [0, 0]], ids=repr)
def test_what_is_no_vector_of_shares_is_refused(name, bad):
    function, good = CALLS["region_shares_industry"]
    assert_refused(function, good, name, bad)


@pytest.mark.parametrize("function", [location_quotients, relative_concentration, lorenz_curve])
@pytest.mark.parametrize("y", [[1, 2], [1, 2, 3, 4], [1, 0, 2]])
def test_a_reference_has_equal_length_and_no_zero(function, y):
    with pytest.raises(ValueError, match="y"):
        function([1, 2, 3], y)


@pytest.mark.parametrize(
    "groups", ["abc", ["a", "b"], None, 3, ["a", "b", None], ["a", "b", float("nan")], [["a"]] * 3, {"a": 1}], ids=repr
)
def test_groups_are_one_label_a_region(groups):
    with pytest.raises(ValueError, match="groups"):
        theil_decomposition([1, 2, 3], groups)


def test_a_column_of_pandas_is_a_vector():
    import pandas

    frame = pandas.DataFrame({"x": [1, 2, 3], "part": ["a", "b", "a"]}, index=[7, 8, 9])
    assert concentration(frame["x"]) == concentration([1, 2, 3])
    assert theil_decomposition(frame["x"], frame["part"]) == theil_decomposition([1, 2, 3], ["a", "b", "a"])


@given(st.lists(st.one_of(st.just(0.0), st.floats(5e-324, 1.7e308)), min_size=1, max_size=6))
@settings(max_examples=150, deadline=None)
def test_extremes_are_solved_or_refused_but_never_lost(x):
    try:
        found = concentration(x)
    except ValueError as refusal:
        assert "sums to 0" in str(refusal)
        return
    assert all(math.isfinite(value) for value in found.asdict().values() if value is not None)


@pytest.mark.parametrize("groups", [[["a"], ["b", "c"], "d"], np.ma.masked, [["a", "b", "c"]], 3])
def test_groups_that_are_no_list_of_labels_are_refused(groups):
    with pytest.raises(ValueError, match=r"groups = .* is not allowed"):
        theil_decomposition([1, 2, 3], groups)
