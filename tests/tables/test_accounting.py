"""Identities run on any table, say by how much they miss, and can be evaluated elsewhere from plain data."""

import json
import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from missing_middle.tables import Bounded, Cell, Known, PartOfWhole, Ratio, Same, SmoothPath, Sum

NORTH, SOUTH, ALL = (Cell(row, "2020") for row in ("north", "south", "all"))


def table(north=60.0, south=40.0, total=100.0, before=(50.0, 30.0, 80.0)):
    return pd.DataFrame({"2019": before, "2020": [north, south, total]}, index=["north", "south", "all"])


def evaluate(exported, frame):
    """A second evaluator, that knows only the plain data: what a page in a browser would do."""
    outcomes = []
    for form in exported["forms"]:
        value = form["constant"]
        for term in form["terms"]:
            number = float(frame.at[term["row"], term["column"]])
            value += term["coefficient"] * (math.log(number) if form["log"] else number)
        outcomes.append(
            (form["low"] is None or value >= form["low"] - 1e-9)
            and (form["high"] is None or value <= form["high"] + 1e-9)
        )
    return all(outcomes)


EVERY_KIND = [
    Sum("s", (NORTH, SOUTH), ALL, step=1.0),
    Same("e", NORTH, SOUTH, factor=1.5),
    Known("k", (NORTH, SOUTH), 100.0),
    Known("w", ((NORTH, 2.0), (SOUTH, -1.0)), 80.0),
    PartOfWhole("p", NORTH, ALL),
    Bounded("b", ((NORTH, 1.0), (SOUTH, -1.0)), 10.0, 30.0),
    Ratio("r", (NORTH,), (SOUTH,), 1.0, 2.0),
    Ratio("q", (NORTH, SOUTH), (ALL,), 20.0, 30.0),
    SmoothPath("g", tuple((year, (Cell("all", str(year)),), ()) for year in (2019, 2020)), 0.9, 1.3),
]


@pytest.mark.parametrize("identity", EVERY_KIND, ids=lambda identity: type(identity).__name__ + identity.name)
def test_a_sound_table_passes_and_the_exported_form_agrees(identity):
    assert identity.check(table()).ok is True
    assert evaluate(json.loads(json.dumps(identity.export())), table())


@pytest.mark.parametrize("identity", EVERY_KIND, ids=lambda identity: type(identity).__name__ + identity.name)
def test_a_lost_digit_is_noticed_and_the_exported_form_agrees(identity):
    broken = table(south=4.0, north=400.0, total=10.0)
    assert identity.check(broken).ok is False
    assert not evaluate(identity.export(), broken)


@given(st.lists(st.floats(1, 1e6), min_size=3, max_size=3), st.sampled_from(EVERY_KIND))
def test_the_two_evaluators_agree_on_any_table(numbers, identity):
    frame = table(*numbers)
    assert evaluate(identity.export(), frame) == identity.check(frame).ok


def test_a_sum_reports_parts_less_whole_and_what_rounding_explains():
    check = Sum("s", (NORTH, SOUTH), ALL, step=0.1).check(table(total=99.8))
    assert (check.ok, check.residual, check.tolerance) == (False, pytest.approx(0.2), pytest.approx(0.15))
    assert Sum("s", (NORTH, SOUTH), ALL, step=0.1).check(table(total=99.9)).ok
    assert Sum("s", (NORTH, SOUTH), ALL).check(table(total=100.0)).ok
    assert not Sum("s", (NORTH, SOUTH), ALL).check(table(total=101.0)).ok


def test_counts_have_no_tolerance_and_prices_have_half_a_digit_each():
    assert Sum("s", (NORTH, SOUTH), ALL).check(table()).tolerance == 0
    assert Sum("s", (NORTH, SOUTH), ALL, step=1.0).check(table()).tolerance == 1.5


def test_swapped_rows_pass_every_sum():
    assert Sum("s", (NORTH, SOUTH), ALL).check(table(north=40.0, south=60.0)).ok


def test_an_empty_cell_cannot_be_tested_but_a_failure_elsewhere_still_counts():
    assert Sum("s", (NORTH, SOUTH), ALL).check(table(south=math.nan)).ok is None
    path = SmoothPath("g", tuple((year, (Cell("all", str(year)),), ()) for year in (2018, 2019, 2020)), 0.9, 1.3)
    frame = table(total=500.0).assign(**{"2018": math.nan})
    assert path.check(frame).ok is False
    assert path.check(table().assign(**{"2018": math.nan})).ok is None


def test_growth_is_per_year_over_a_gap():
    points = ((2010, (Cell("all", "2019"),), ()), (2020, (Cell("all", "2020"),), ()))
    assert SmoothPath("g", points, 1.0, 1.1).check(table(total=80 * 1.09**10)).ok
    assert not SmoothPath("g", points, 1.0, 1.1).check(table(total=80 * 1.11**10)).ok


def test_a_jump_in_what_lies_behind_a_share_is_found_at_its_year():
    """Spending over share is income: a revised income shows though both columns look smooth."""
    spending, income = [10, 11, 12.1, 13.3], [1000, 1100, 1500, 1650]
    frame = pd.DataFrame(
        {"spent": spending, "share": [100 * s / i for s, i in zip(spending, income, strict=True)]},
        index=["2001", "2002", "2003", "2004"],
    )
    path = SmoothPath(
        "income",
        tuple((year, (Cell(str(year), "spent"),), (Cell(str(year), "share"),)) for year in range(2001, 2005)),
        1.0,
        1.2,
    )
    check = path.check(frame)
    assert check.ok is False and "2003" in check.where and "2002" in check.where and "2004" not in check.where
    assert check.residual == pytest.approx(math.log(1500 / 1100 / 1.2))


def test_a_zero_or_negative_number_fails_a_ratio_without_an_error():
    assert Ratio("r", (NORTH,), (SOUTH,), 1.0, 2.0).check(table(south=0.0)).ok is False
    assert Ratio("r", (NORTH,), (SOUTH,), 1.0, 2.0).check(table(south=-4.0)).ok is False


def test_an_identity_names_its_cells_once_each():
    assert Sum("s", (NORTH, SOUTH), ALL).cells() == (NORTH, SOUTH, ALL)
    assert len(EVERY_KIND[-1].cells()) == 2


@pytest.mark.parametrize(
    "cell, message",
    [
        (Cell("west", "2020"), r"west, 2020: there is no row 'west': expected one of north, south, all"),
        (Cell("north", "2021"), r"north, 2021: there is no column '2021': expected one of 2019, 2020"),
    ],
)
def test_a_cell_that_is_not_there_is_named(cell, message):
    with pytest.raises(ValueError, match=message):
        PartOfWhole("p", cell, ALL).check(table())


def test_a_table_that_is_not_there_is_named():
    with pytest.raises(ValueError, match=r"table 2 is not there: expected one of 1\."):
        PartOfWhole("p", Cell("north", "2020", 2), Cell("all", "2020", 1)).check({1: table()})


def test_a_cell_with_words_is_named():
    frame = table().astype(object)
    frame.loc["south", "2020"] = "many"
    with pytest.raises(ValueError, match=r"south, 2020: 'many' is not a number"):
        Sum("s", (NORTH, SOUTH), ALL).check(frame)


def test_several_tables_are_checked_against_each_other():
    first, second = Cell("all", "2020", "yearbook"), Cell("all", "2020", "paper")
    same = Same("e", first, second, factor=100.0)
    assert same.check({"yearbook": table(total=100.0), "paper": table(total=1.0)}).ok
    assert not same.check({"yearbook": table(total=100.0), "paper": table(total=1.1)}).ok
