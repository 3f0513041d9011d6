"""Provinces on tiles, and what coast, centre and west can mean."""

import pytest

from missing_middle.tables import by_province, clean_wide, closest_grouping, compare_groupings, region_of, tile_grid
from missing_middle.tables.layout import PROVINCES
from missing_middle.tables.regions import GROUPINGS


def test_31_units_have_a_tile_each_and_no_two_share_one():
    grid = tile_grid()
    assert tuple(grid.index) == PROVINCES and len(grid) == 31
    assert not grid[["column", "row"]].duplicated().any() and grid["short"].is_unique
    assert grid["column"].between(0, 6).all() and grid["row"].between(0, 7).all()


def test_tiles_keep_the_compass():
    grid = tile_grid()
    assert grid.loc["Heilongjiang", "row"] < grid.loc["Beijing", "row"] + 1 <= grid.loc["Guangdong", "row"]
    assert grid.loc["Xinjiang", "column"] < grid.loc["Sichuan", "column"] < grid.loc["Shanghai", "column"]
    assert grid["row"].idxmax() == "Hainan"


@pytest.mark.parametrize(
    "grouping, sizes",
    [("coast of eleven", (11, 8, 12)), ("coast of twelve", (12, 9, 10)), ("coast of ten", (10, 9, 12))],
)
def test_a_grouping_puts_every_province_in_one_region(grouping, sizes):
    counts = region_of(grouping).value_counts()
    assert tuple(counts[["coast", "central", "west"]]) == sizes
    assert sorted(name for names in GROUPINGS[grouping].values() for name in names) == sorted(PROVINCES)


def test_an_unknown_grouping_is_refused():
    with pytest.raises(ValueError, match=r"grouping = 'coast' is not allowed: give one of 'coast of eleven'"):
        region_of("coast")


def test_shares_of_table_4_add_up_under_every_grouping():
    sums = compare_groupings().groupby(["grouping", "measure"])[["table_4", "table_5", "gap"]].sum()
    assert sums["table_4"].to_numpy() == pytest.approx(100) and sums["table_5"].to_numpy() == pytest.approx(100)
    assert sums["gap"].to_numpy() == pytest.approx(0, abs=1e-9)


def test_two_groupings_come_within_five_points_of_table_5_and_the_third_does_not():
    worst = compare_groupings().set_index("grouping")["gap"].abs().groupby("grouping").max()
    assert worst["coast of eleven"] < 5 and worst["coast of twelve"] < 5 < worst["coast of ten"]
    assert list(closest_grouping().index) == ["coast of twelve", "coast of eleven", "coast of ten"]


def test_a_province_chart_has_ratios_of_sums_and_no_total():
    frame = by_province()
    assert "total" not in frame.index and len(frame) == 31
    assert frame.loc["Tibet", "workers_per_sme"] == pytest.approx(27723 / 325)
    assert frame.loc["Beijing", "assets_per_sme_worker"] == pytest.approx(1000 * 315905 / 742371)
    assert frame["enterprises_sme"].sum() == clean_wide(4).loc["total", "enterprises_sme"]


def test_provinces_with_larger_smes_have_rather_fewer_assets_per_worker():
    """Across size classes it is the other way round: a province is not a firm."""
    frame, classes = by_province(), clean_wide(1).loc[["small", "medium", "large"]]
    assert frame["workers_per_sme"].corr(frame["assets_per_sme_worker"]) == pytest.approx(-0.32, abs=0.01)
    assert (classes["assets"] / classes["employed"]).is_monotonic_increasing
