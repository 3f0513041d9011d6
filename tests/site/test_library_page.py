"""Docstrings as they come out on the page of the library."""

from house.render import api


def test_bars_and_stars_of_an_equation_are_no_markup():
    lines = ["Gini:", "", "    sum |x_i - x_j| / (2 n**2 mean x)", "", "    second line", "", "Text."]
    assert api.keep_columns(lines) == ["Gini:", "", "::", "", *lines[2:]]


def test_a_block_that_is_literal_already_stays_as_it_is():
    lines = ["Equations::", "", "    x = 1", ""]
    assert api.keep_columns(lines) == lines
