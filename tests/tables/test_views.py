"""Tables as charts want them."""

import numpy as np
import pytest

from missing_middle.tables import (
    clean_wide,
    implied_budget,
    implied_gdp,
    over_time,
    row_labels,
    share_on_one_base,
    shares_of_sizes,
)


@pytest.mark.parametrize("n, shape", [(2, (6, 4)), (3, (7, 12)), (6, (5, 9)), (7, (36, 7))])
def test_years_go_down_and_categories_across(n, shape):
    frame = over_time(n)
    assert frame.shape == shape and frame.index.is_monotonic_increasing and frame.index.dtype == "int64"


def test_over_time_holds_the_numbers_of_the_table():
    assert over_time(2, "output").loc[2005].to_dict() == clean_wide(2)["output_2005"].to_dict()
    assert over_time(3).loc[1999].to_dict() == clean_wide(3)["1999"].to_dict()
    assert over_time(7).to_numpy() == pytest.approx(clean_wide(7).to_numpy())


def test_breaks_are_marked():
    assert over_time(2).attrs["breaks"] == [2003]
    assert over_time(7).attrs["breaks"] == [1986, 2003]
    assert over_time(3).attrs["breaks"] == over_time(6).attrs["breaks"] == []


@pytest.mark.parametrize("n", [1, 4, 5, "2", None, True, [2]])
def test_tables_without_years_are_refused(n):
    with pytest.raises(ValueError, match=r"n = .* is not allowed: years are in tables 2, 3, 6 and 7"):
        over_time(n)


@pytest.mark.parametrize(
    "n, measure, message",
    [(2, "assets", "table 2 has enterprises, output"), (3, "enterprises", "only table 2 has more than one")],
)
def test_a_measure_that_is_not_there_is_refused(n, measure, message):
    with pytest.raises(ValueError, match=rf"measure = '{measure}' is not allowed: {message}"):
        over_time(n, measure)


def test_the_gdp_behind_two_tables_agrees_from_2003_on_only():
    gdp = implied_gdp()
    ratio = (gdp["table_7"] / gdp["table_6"]).dropna()
    assert list(ratio.index[np.abs(ratio - 1) > 0.02]) == [2001, 2002]
    assert gdp["table_7"].loc[2003] / gdp["table_7"].loc[2002] > 1.29


def test_the_budget_share_falls_as_printed_and_rises_on_one_base():
    share = share_on_one_base()
    change = share.loc[2003] - share.loc[2002]
    assert change["printed"] < 0 < change["one_base"]
    assert change["one_base"] == pytest.approx(0.038, abs=0.005)


def test_the_budget_behind_the_share_leaves_the_yearbooks_in_the_eighties():
    ratio = implied_budget()["ratio"]
    assert (np.abs(ratio.loc[:1981].dropna() - 1) < 0.025).all()
    assert (ratio.loc[1982:1985] < 0.94).all() and (ratio.loc[1986:] > 1.05).all()


def test_shares_of_the_size_classes_add_up():
    assert shares_of_sizes().sum().to_numpy() == pytest.approx(100)
    assert "revenue" not in shares_of_sizes()


def test_labels_are_rightly_spelt_and_name_every_row():
    assert not {"Xhanxi", "Jianxi", "Huben", "Shoanxi", "Nigxia"} & set(row_labels(4).values())
    for n in range(1, 8):
        assert list(row_labels(n)) == list(clean_wide(n).index)
