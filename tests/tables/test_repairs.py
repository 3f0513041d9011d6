"""Clean is printed plus errata, and nothing else; every repair is forced by what can be recomputed."""

import math
import re

import pandas as pd
import pytest

from missing_middle.tables import assets_range, book, clean, clean_wide, errata, forced_values, printed, printed_wide
from missing_middle.tables.layout import LAYOUTS, PROVINCES
from missing_middle.tables.reading import number
from missing_middle.tables.repairs import CONFIDENCES, KINDS, NO_LABEL, apply_errata, definition, repaired_strings
from missing_middle.tables.slips import noticed_by

ERRATA = errata()
NAMES = {n: {label: row for row, labels in plan.rows.items() for label in labels} for n, plan in LAYOUTS.items()}


def of_cells(found):
    """Applied errata of numbers, with table, row name after repair, and column."""
    for erratum in found.to_dict("records"):
        n = int(erratum["table"]) if erratum["table"].isdigit() else 0
        of_a_line = not erratum["row"].startswith("(") or erratum["row"] == NO_LABEL
        if n and of_a_line and erratum["repaired"] and erratum["column"] in LAYOUTS[n].columns:
            label = "" if erratum["row"] == NO_LABEL else erratum["row"]
            line = printed(n).index[printed(n)["label"] == label][0]
            yield n, NAMES[n][repaired_strings(n).loc[line, "label"]], erratum


CELLS = list(of_cells(ERRATA))


def test_thirteen_numbers_are_repaired_in_number():
    by_table = pd.Series([n for n, _, _ in CELLS]).value_counts().to_dict()
    assert by_table == {1: 1, 2: 5, 3: 3, 4: 2, 7: 2}


@pytest.mark.parametrize("n", LAYOUTS)
def test_clean_differs_from_print_only_where_an_erratum_says_so(n):
    before, after = printed(n), repaired_strings(n)
    changed = {
        (before.loc[line, "label"] or NO_LABEL, column)
        for line in before.index
        for column in before.columns
        if before.loc[line, column] != after.loc[line, column]
    }
    listed = ERRATA[(ERRATA["table"] == str(n)) & (ERRATA["repaired"] != "")]
    listed = {
        (row, column)
        for row, column in zip(listed["row"], listed["column"], strict=True)
        if not row.startswith("(") or row == NO_LABEL
    }
    assert changed == listed


@pytest.mark.parametrize("n", LAYOUTS)
def test_long_and_wide_hold_the_same_numbers(n):
    table, frame = clean_wide(n), clean(n)
    assert len(frame) == table.size
    keys = {
        LAYOUTS[n].cell_keys(row, column): table.loc[row, column] for row in table.index for column in table.columns
    }
    for line in frame.to_dict("records"):
        assert line["value"] == pytest.approx(keys[tuple(line[key] for key in LAYOUTS[n].keys)], nan_ok=True)


def test_every_erratum_has_a_kind_a_confidence_and_evidence():
    assert set(ERRATA["kind"]) == set(KINDS) and set(ERRATA["confidence"]) == set(CONFIDENCES)
    assert ERRATA["id"].is_unique and (ERRATA["evidence"].str.len() > 20).sum() >= 70
    assert (ERRATA["evidence"].str.len() > 10).all()


def test_an_open_erratum_repairs_nothing_and_no_other_is_without_a_repair():
    assert ((ERRATA["repaired"] == "") == (ERRATA["confidence"] == "open")).all()


def test_outside_evidence_says_that_an_excerpt_was_seen():
    used = ERRATA[ERRATA["table"].isin([str(n) for n in LAYOUTS]) & (ERRATA["source"] != "")]
    assert len(used) >= 20 and used["source"].str.contains("seen").all()


EQUATION = re.compile(r"(?<![\w.,])(\d[\d,.]*(?: [-+] \d[\d,.]*)+) = (\d[\d,]*(?:\.\d+)?)")


def evaluate(text):
    total, sign = 0.0, 1
    for token in text.split():
        if token in "+-":
            sign = 1 if token == "+" else -1
        else:
            total += sign * number(token)
    return total


EQUATIONS = [(line["id"], *match) for line in ERRATA.to_dict("records") for match in EQUATION.findall(line["evidence"])]


@pytest.mark.parametrize("key, left, right", EQUATIONS)
def test_the_sums_in_the_evidence_are_right(key, left, right):
    assert evaluate(left) == pytest.approx(number(right), abs=0.006), key
    repaired = ERRATA.set_index("id").loc[key, "repaired"]
    if repaired[:1].isdigit():
        assert number(right) == pytest.approx(number(repaired))


def test_the_evidence_contains_sums():
    assert len(EQUATIONS) >= 7


@pytest.mark.parametrize("n, row, erratum", CELLS, ids=[erratum["id"] for _, _, erratum in CELLS])
def test_a_repaired_number_is_what_some_equation_demands_of_it(n, row, erratum):
    repaired = number(erratum["repaired"])
    demands = forced_values(n, row, erratum["column"]).values()
    assert any(low - 1e-6 <= repaired <= high + 1e-6 for low, high in demands)
    standing = erratum["printed"].replace(",", "")
    if standing != "n. a.":
        assert not all(low - 1e-6 <= float(standing) <= high + 1e-6 for low, high in demands)


@pytest.mark.parametrize("n, row, erratum", CELLS, ids=[erratum["id"] for _, _, erratum in CELLS])
def test_putting_a_misprint_back_breaks_an_identity(n, row, erratum):
    if erratum["printed"] != "n. a.":
        assert noticed_by(n, row, erratum["column"], float(erratum["printed"].replace(",", "")))


def test_shifting_the_labels_of_table_3_back_breaks_the_sums():
    as_printed = printed_wide(3)
    assert as_printed.loc["domestic"].isna().all()  # its line is empty in print
    assert as_printed.loc["state", "1999"] == clean_wide(3).loc["domestic", "1999"]


def test_the_2005_output_column_of_table_2_is_table_1_one_row_down():
    wrong, right = printed_wide(2)["output_2005"], clean_wide(1)["output"]
    assert wrong[["medium", "small", "total"]].tolist() == right[["large", "medium", "small"]].tolist()
    assert clean_wide(2)["output_2005"].tolist() == right.tolist()


def test_table_4_lacks_519250_million_yuan_and_two_provinces_own_less_than_their_smes():
    table = printed_wide(4)
    assert table.loc["total", "assets_all"] - table.loc[list(PROVINCES), "assets_all"].sum() == 519250
    poor = table.index[table["assets_sme"] > table["assets_all"]]
    assert list(poor) == ["Shaanxi", "Xinjiang"]


def test_one_lost_digit_in_each_leaves_seven_pairs():
    pairs = assets_range()
    assert len(pairs) == 7
    assert (pairs["Shaanxi"].min(), pairs["Shaanxi"].max()) == (367242, 367322)
    assert (pairs["Xinjiang"].min(), pairs["Xinjiang"].max()) == (209617, 209697)
    assert pairs.sum(axis=1).nunique() == 1


def test_the_repair_of_the_two_lies_among_what_the_range_allows():
    pairs, table = assets_range(), clean_wide(4)["assets_all"]
    assert table["Shaanxi"] + table["Xinjiang"] == pairs.sum(axis=1)[0]
    assert pairs["Shaanxi"].min() < table["Shaanxi"] < pairs["Shaanxi"].max()
    # the pair nearest to the outside number is off by what rounding explains
    assert (pairs["Xinjiang"] - 209667.91).abs().min() < 1


def test_definitions_break_where_the_paper_says_or_the_numbers_show():
    frame = clean(2)
    assert set(frame.loc[frame["year"] < 2003, "definition"]) == {"old size classes"}
    assert set(frame.loc[frame["year"] >= 2003, "definition"]) == {"new size classes"}
    assert definition(7, "2002", "share_gdp") != definition(7, "2003", "share_gdp")
    assert definition(7, "1985", "share_expenditure") != definition(7, "1986", "share_expenditure")
    assert definition(7, "1985", "total") == ""


def test_states_say_what_happened_to_each_number():
    counts = pd.concat([clean(n) for n in LAYOUTS])["state"].value_counts().to_dict()
    assert counts == {"printed": 581, "moved": 53, "repaired": 13, "missing": 7, "open": 7}
    frame = clean(3)
    assert set(frame.loc[frame["value"].isna(), "state"]) == {"missing"}
    assert set(clean(1).query("measure == 'revenue'")["state"]) == {"open"}
    assert clean(7).query("year == 1993 and measure == 'other'")["state"].tolist() == ["repaired"]


def test_unknown_cells_are_those_of_2004_only():
    table = clean_wide(3)
    assert table.isna().sum().sum() == 7 and table["2004"].isna().sum() == 7
    assert not any(frame.isna().any().any() for n, frame in book().items() if n != 3)


def one(**changes):
    line = {
        "id": "E1",
        "table": "5",
        "row": "West",
        "column": "tax",
        "printed": "14.6",
        "repaired": "14.7",
        "kind": "typo",
        "evidence": "",
        "confidence": "likely",
        "source": "",
    }
    return pd.DataFrame([line | changes])


def test_an_erratum_changes_the_one_cell_that_it_names():
    after = apply_errata(printed(5), one())
    assert after.set_index("label").loc["West", "tax"] == "14.7"
    assert (after.compare(printed(5)).shape) == (1, 2)


@pytest.mark.parametrize(
    "changes, message",
    [
        ({"printed": "14.5"}, r"E1: '14.5' is not what table 5 prints in row 'West'.*it prints '14.6'"),
        ({"row": "East"}, r"E1: table 5 has row 'East' 0 times"),
        ({"column": "profit"}, r"expected the row once, and one of the columns instead of 'profit'"),
    ],
)
def test_an_erratum_that_quotes_wrongly_is_refused(changes, message):
    with pytest.raises(ValueError, match=message):
        apply_errata(printed(5), one(**changes))


def test_a_remark_on_a_title_changes_no_cell():
    assert apply_errata(printed(5), one(row="(title)", column="", printed="a", repaired="b")).equals(printed(5))


@pytest.mark.parametrize(
    "old, new, message",
    [
        (",typo,", ",tpyo,", r"column 'kind': 'tpyo' is not allowed: expected one of shift, typo"),
        (",certain,", ",sure,", r"column 'confidence': 'sure' is not allowed"),
        (",certain,", ",open,", r"does not go with confidence 'open': expected nothing where it is open"),
    ],
)
def test_a_list_of_errata_with_a_wrong_word_is_refused(tmp_path, monkeypatch, old, new, message):
    from missing_middle.tables import reading, repairs

    text = (reading.data_folder() / "errata.csv").read_text()
    (tmp_path / "errata.csv").write_text(text.replace(old, new, 1))
    monkeypatch.setattr(repairs, "data_folder", lambda: tmp_path)
    with pytest.raises(ValueError, match=message):
        errata()


def test_no_number_is_negative():
    for n in LAYOUTS:
        values = clean(n)["value"]
        assert (values[values.notna()] > 0).all() and not math.isnan(values.max())
