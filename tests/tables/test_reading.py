"""The files of the tables are read strictly, and a file that cannot be read is explained."""

import math
import re

import pandas as pd
import pytest

from missing_middle.tables import clean, clean_wide, printed, printed_wide, read_rows, reading, wide
from missing_middle.tables.layout import LAYOUTS


@pytest.mark.parametrize("n, rows", [(1, 5), (2, 5), (3, 13), (4, 32), (5, 4), (6, 9), (7, 36)])
def test_a_printed_table_has_every_line_of_the_paper_and_only_strings(n, rows):
    frame = printed(n)
    assert len(frame) == rows
    assert list(frame["line"]) == [str(line) for line in range(1, rows + 1)]
    assert all(isinstance(cell, str) for cell in frame.to_numpy().ravel())
    assert set(frame.attrs["headings"]) == set(LAYOUTS[n].columns)


def test_printed_cells_keep_commas_letters_and_misprints():
    assert printed(3).loc[1, "2005"] == "215,4484"
    assert printed(3).loc[2, "2004"] == "n. a."
    assert printed(7).set_index("label").loc["1993", "other"] == "19351"
    assert printed(4)["label"].tolist()[3] == "Xhanxi"


@pytest.mark.parametrize("text, value", [("1,008,107", 1008107), ("0.95", 0.95), ("251619.5", 251619.5), (" 7 ", 7)])
def test_a_number_is_digits_with_commas_before_groups_of_three(text, value):
    assert reading.number(text) == value


@pytest.mark.parametrize("text", ["", "n. a.", "  "])
def test_an_empty_cell_and_not_available_are_unknown(text):
    assert math.isnan(reading.number(text))


@pytest.mark.parametrize("text", ["215,4484", "1,23", "12.", "1e5", "n.a.", "1 000", "--3", "1,234,56", "inf", "nan"])
def test_anything_else_is_refused_with_its_place(text):
    with pytest.raises(ValueError, match=r"mine\.csv, row 'x', column 'y': .* is not a number: expected"):
        reading.number(text, where="mine.csv, row 'x', column 'y'")


@pytest.mark.parametrize("text, half", [("72707.04", 0.005), ("1,008,107", 0.5), ("2.50", 0.005)])
def test_rounding_is_half_of_the_last_printed_digit(text, half):
    assert reading.rounding(text) == pytest.approx(half)


@pytest.mark.parametrize("function", [printed, clean, clean_wide, printed_wide])
@pytest.mark.parametrize("n", [0, 8, "3", 3.0, True, None, [1]])
def test_there_are_seven_tables(function, n):
    with pytest.raises(ValueError, match=re.escape(f"n = {n!r} is not allowed: the paper has")):
        function(n)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ValueError, match=r"nowhere\.csv: cannot be read .*give the path of a CSV file"):
        read_rows(tmp_path / "nowhere.csv", ["label"])


def test_a_picture_is_no_table(tmp_path):
    (tmp_path / "picture.csv").write_bytes(b"\x89PNG\r\n\xff\xfe")
    with pytest.raises(ValueError, match=r"picture\.csv: is not text in UTF-8"):
        read_rows(tmp_path / "picture.csv", ["label"])


@pytest.mark.parametrize("text", ["", "\n", "row,2003\nx,1\n"])
def test_a_missing_column_is_named_with_what_was_expected(tmp_path, text):
    (tmp_path / "mine.csv").write_text(text)
    with pytest.raises(ValueError, match=r"mine\.csv: line 1 lacks the columns? 'label'.*header label"):
        read_rows(tmp_path / "mine.csv", ["label"])


def test_a_line_with_a_cell_too_few_is_named(tmp_path):
    (tmp_path / "mine.csv").write_text("label,2003,2004\nx,1,2\ny,1\n")
    with pytest.raises(ValueError, match=r"mine\.csv: line 3 has 2 cells: expected 3, one for each of label, 2003"):
        read_rows(tmp_path / "mine.csv", ["label"])


def test_quoted_commas_and_a_byte_order_mark_do_no_harm(tmp_path):
    (tmp_path / "mine.csv").write_text('\ufefflabel,2003\n"a, b","1,234"\n', encoding="utf-8")
    assert read_rows(tmp_path / "mine.csv", ["label"]) == [{"label": "a, b", "2003": "1,234"}]


def test_a_cell_that_does_not_parse_is_named_by_row_and_column():
    frame = printed(5)
    frame.loc[1, "assets"] = "15,8"
    with pytest.raises(ValueError, match=r"table5\.csv, row 'Central', column 'assets': '15,8' is no"):
        wide(frame, 5)


def test_a_table_without_one_of_its_columns_is_refused():
    with pytest.raises(ValueError, match=r"table5\.csv: column 'tax' is missing: table 5 has label, smes"):
        wide(printed(5).drop(columns="tax"), 5)


def test_a_row_that_no_line_names_stays_unknown_and_the_others_are_kept():
    frame = wide(printed(5).iloc[1:], 5)
    assert frame.loc["coast"].isna().all()
    assert frame.drop(index="coast").notna().all().all()


def test_units_travel_with_the_frame():
    assert clean(4).attrs["units"] == {"enterprises": "enterprises", "employed": "persons", "assets": "million yuan"}
    assert clean_wide(1).attrs["units"]["employed"] == "10,000 persons"
    for n in LAYOUTS:
        frame = clean(n)
        assert (frame["unit"] == frame["measure"].map(frame.attrs["units"])).all()
        assert frame["value"].dtype == "float64"
        assert pd.api.types.is_string_dtype(frame["measure"])


def test_a_reader_cannot_spoil_the_tables_for_the_next(tmp_path):
    long, table = clean(1), clean_wide(1)
    long["value"] = 0.0
    long.attrs["units"].clear()
    table.loc["large", "output"] = 0.0
    table.attrs["units"].clear()
    assert clean(1)["value"].sum() > 0 and clean(1).attrs["units"] and clean_wide(1).attrs["units"]
    assert clean_wide(1).loc["large", "output"] == 91264.36


def test_a_package_without_its_data_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "folder", lambda name: tmp_path / name)
    with pytest.raises(ValueError, match=r"data, is not there: install the package again"):
        reading.data_folder()
