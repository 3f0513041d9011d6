"""The audit of the seven tables: what fails has a reason, what is covered is caught."""

import json
import random

import pytest

from missing_middle.tables import (
    book,
    coverage,
    covering,
    errata,
    export_identities,
    forced_values,
    identities,
    paper_identities,
    share_noticed,
)
from missing_middle.tables.slips import KINDS_OF_SLIP, digits_of, noticed_by, slip

AUDIT = identities().set_index("id")


def test_there_are_hundreds_of_identities_on_every_table_and_across_tables():
    assert len(AUDIT) > 500
    for n in "1234567":
        assert (AUDIT["tables"] == n).sum() >= 8
    across = set(AUDIT.loc[AUDIT["tables"].str.len() > 1, "tables"])
    assert {"1 2", "2 3", "2 4", "1 4", "6 7"} <= across


def test_the_same_thing_is_not_tested_twice():
    assert len({identity.forms() for identity in paper_identities().values()}) == len(AUDIT)
    assert (AUDIT["name"] + AUDIT["tables"]).is_unique


def test_every_failure_that_is_left_has_an_erratum_behind_it():
    assert (AUDIT.loc[AUDIT["clean"] == "fails", "explained_by"] != "").all()
    assert set(AUDIT["explained_by"]) - {""} <= set(errata()["id"])
    assert (AUDIT.loc[AUDIT["explained_by"] != "", "clean"] == "fails").all()


def test_no_sum_fails_after_repair_but_the_two_that_nothing_can_mend():
    sums = AUDIT[(AUDIT["kind"] == "Sum") & (AUDIT["clean"] == "fails")]
    assert sums["gap_clean"].to_dict() == {"I1-004": -10.0, "I4-003": 1.0}
    assert sums["name"].tolist() == ["Size classes add up: revenue", "Provinces add up: employed_all"]


def test_repair_breaks_nothing_that_held_in_print():
    assert not ((AUDIT["printed"] == "holds") & (AUDIT["clean"] != "holds")).any()
    assert (AUDIT["printed"] == "fails").sum() > 80


def test_the_only_identity_that_cannot_be_tested_needs_the_types_of_2004():
    assert AUDIT.loc[AUDIT["clean"] == "cannot be tested", "name"].tolist() == ["Domestic types add up: 2004"]


def test_large_and_medium_firms_agree_with_the_yearbook_in_every_year():
    known = AUDIT[AUDIT["name"].str.startswith("Large and medium firms as in the yearbook") & (AUDIT["tables"] == "2")]
    assert len(known) == 12 and (known["clean"] == "holds").all()


def test_the_gdp_behind_the_budget_share_jumps_between_2002_and_2003():
    jump = AUDIT[AUDIT["name"].str.endswith("1995-2005") & (AUDIT["tables"] == "7")].iloc[0]
    assert jump["clean"] == "fails" and "2002" in jump["where"] and "2003" in jump["where"]
    by_year = AUDIT[AUDIT["name"].str.startswith("GDP behind table 7 over GDP behind table 6")]["clean"]
    assert by_year.tolist() == ["fails", "fails", "holds", "holds", "holds"]


def test_the_column_called_revenue_fails_as_revenue_in_every_row():
    failing = AUDIT[AUDIT["name"].str.contains("evenue") & (AUDIT["tables"] == "1")]
    assert (failing["clean"] == "fails").all() and len(failing) == 11


def test_no_firm_class_fits_a_limit_of_200_workers_and_all_fit_2000():
    limits = AUDIT[AUDIT["name"].str.contains("workers on average")].set_index("name")["clean"].to_dict()
    assert all((outcome == "fails") == (" 200 " in name) for name, outcome in limits.items())
    assert list(limits.values()).count("fails") == 2


def test_coverage_counts_the_cells_under_an_identity():
    frame = coverage()
    assert frame.loc["all", "cells"] == 654
    assert (frame["by_any"] == 1).all()
    assert frame.loc[["1", "2", "3", "4", "5"], "by_equation"].eq(1).all()
    assert frame.loc["7", "by_equation"] == pytest.approx(181 / 252)  # one of 72 shares
    assert frame.loc["all", "by_equation"] == pytest.approx(560 / 654)


CELLS = [
    (n, row, column)
    for n, frame in book().items()
    for row in frame.index
    for column in frame.columns
    if frame.loc[row, column] > 0
]


@pytest.mark.parametrize("seed", range(60))
def test_a_slip_beyond_rounding_under_an_equation_is_noticed(seed):
    """Any slip at all is caught where a sum or a second source stands over the cell."""
    rng, tables = random.Random(seed), book()
    while True:
        n, row, column = rng.choice(CELLS)
        held = [
            identity
            for identity in covering(n, row, column).values()
            if identity.is_equation and identity.check(tables).ok
        ]
        value = slip(tables[n].at[row, column], rng.choice(KINDS_OF_SLIP), rng)
        if held and value is not None:
            break
    change = abs(value - tables[n].at[row, column])
    beyond = any(
        change * abs(dict(form.terms)[cell]) > 2 * form.high
        for identity in held
        for form in identity.forms()
        for cell in dict(form.terms)
        if (cell.row, cell.column, cell.table) == (row, column, n)
    )
    assert bool(noticed_by(n, row, column, value, tables)) or not beyond


@pytest.mark.parametrize("seed", range(30))
def test_a_moved_point_is_noticed_under_a_band(seed):
    rng, tables = random.Random(1000 + seed), book()
    while True:
        n, row, column = rng.choice(CELLS)
        over = covering(n, row, column).values()
        if not any(identity.is_equation for identity in over) and any(identity.check(tables).ok for identity in over):
            break
    value = slip(tables[n].at[row, column], "the point moved", rng)
    assert noticed_by(n, row, column, value, tables)


def test_most_slips_are_noticed_and_not_all():
    assert 0.8 < share_noticed(draws=100, seed=3) < 1
    assert share_noticed(draws=20, seed=1) == share_noticed(draws=20, seed=1)


@pytest.mark.parametrize("draws", [0, -1, 1.5, "9", True, None])
def test_slips_are_counted_in_whole_numbers(draws):
    with pytest.raises(ValueError, match=r"draws = .* is not allowed: give a whole number, 1 or more"):
        share_noticed(draws=draws)


@pytest.mark.parametrize(
    "kind, results",
    [
        ("a digit lost", {23.5, 13.5, 12.5, 123.0}),
        ("a digit twice", {1123.5, 1223.5, 1233.5, 123.55}),
        ("two digits swapped", {213.5, 132.5}),
        ("the point moved", {12.35, 1235.0}),
    ],
)
def test_slips_of_the_hand(kind, results):
    made = {slip(123.5, kind, random.Random(seed)) for seed in range(60)}
    assert {round(value, 6) for value in made} == results


def test_a_number_without_room_for_a_slip_has_none():
    rng = random.Random(0)
    assert slip(7.0, "a digit lost", rng) is None
    assert slip(77.0, "two digits swapped", rng) is None
    assert digits_of(5.30) == "5.3" and digits_of(1008107.0) == "1008107"


def test_an_unknown_slip_is_refused():
    with pytest.raises(ValueError, match=r"kind = 'a blot' is not allowed: give one of 'a digit lost'"):
        slip(12.0, "a blot", random.Random(0))


def test_the_export_holds_every_identity_and_only_plain_data():
    exported = json.loads(json.dumps(export_identities(), allow_nan=False))
    assert list(exported) == list(AUDIT.index)
    form = exported["I7-001"]["forms"][0]
    assert [term["coefficient"] for term in form["terms"]] == [1, 1, 1, 1, -1]
    assert {term["table"] for term in form["terms"]} == {7}


def test_the_equations_on_a_cell_demand_its_clean_value():
    assert any(low <= 5.30 <= high for low, high in forced_values(7, 1978, "other").values())
    assert not any(low <= 3.3 <= high for low, high in forced_values(7, 1978, "other").values())
    low, high = forced_values(1, "large", "output")["I1-002"]
    assert low <= 91264.36 <= high and high - low == pytest.approx(0.04)


def test_a_part_of_the_export_needs_no_other_table():
    alone = export_identities(2)
    assert {term["table"] for line in alone.values() for form in line["forms"] for term in form["terms"]} == {2}
    both = export_identities(1, 2)
    assert set(alone) < set(both) < set(export_identities())
    with pytest.raises(ValueError, match=r"n = 8 is not allowed: the paper has tables 1 to 7"):
        export_identities(8)
