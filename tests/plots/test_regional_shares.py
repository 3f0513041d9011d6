"""Figure 5, redrawn from Table 5 beside the three meanings of coast."""

import pytest

from missing_middle import plots, tables


@pytest.fixture(scope="module")
def figure():
    return plots.regional_shares(tables.compare_groupings(), tables.clean_wide(5).at["coast", "tax"])


def test_bars_are_table_5_and_marks_are_table_4_under_each_grouping(figure):
    ax = figure.figure.axes[0]
    in_print = tables.clean_wide(5).loc["coast", ["smes", "employees", "assets", "tax"]]
    assert sorted(bar.get_width() for bar in ax.patches) == sorted(in_print)
    marks = [float(line.get_xdata()[0]) for line in ax.lines]
    coast = tables.compare_groupings().query("region == 'coast'")
    assert sorted(marks) == pytest.approx(sorted(coast["table_4"]))


def test_the_title_holds_under_every_grouping(figure):
    coast = tables.compare_groupings().query("region == 'coast'")
    assert coast[["table_4", "table_5"]].min().min() > 60 and tables.clean_wide(5).at["coast", "tax"] > 60
    assert "six tenths or more" in figure.figure.axes[0].get_title(loc="left").replace("\n", " ")


def test_the_words_say_all_thirteen_numbers(figure):
    assert figure.alt.count("coast of") == 9 and figure.alt.count("in print") == 4
