"""The look of the charts, and the promises every figure keeps."""

import re

import matplotlib.pyplot as plt
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from missing_middle import plots
from missing_middle.web.bundle import sheet


def a_figure(alt="A line that rises."):
    ax = plots.new_axes("It rises", "Year", "Firms (thousand)")
    ax.plot([1, 2], [1, 3])
    return plots.Figure(ax.figure, alt)


def test_the_same_chart_gives_the_same_bytes():
    assert a_figure().svg() == a_figure().svg()


def test_a_figure_shows_itself_with_its_sentence():
    bundle = a_figure()._repr_mimebundle_()
    assert bundle["text/plain"] == "A line that rises."
    assert bundle["image/svg+xml"].startswith("<svg")


def test_a_figure_has_no_rule_that_would_hold_for_the_page_around_it():
    svg = a_figure().svg()
    assert "<style" not in svg
    assert 'stroke-linejoin="round"' in svg[: svg.index(">")]


def test_a_figure_is_not_shown_twice():
    a_figure()
    assert plt.get_fignums() == []


@pytest.mark.parametrize("missing", ["title", "x_label", "y_label"])
def test_a_chart_without_words_is_refused(missing):
    words = {"title": "It rises", "x_label": "Year", "y_label": "Firms", missing: " "}
    with pytest.raises(ValueError, match=missing):
        plots.new_axes(**words)


def test_long_words_of_a_chart_stay_inside_it():
    words = "the words of a label that nobody has thought of making any shorter than this"
    ax = plots.new_axes(words, "x", words)
    ax.figure.draw_without_rendering()
    whole = ax.figure.bbox.padded(1)
    for text in (ax.title, ax.yaxis.label):
        box = text.get_window_extent()
        assert whole.x0 <= box.x0 and whole.y0 <= box.y0 and box.x1 <= whole.x1 and box.y1 <= whole.y1
    plt.close(ax.figure)


def test_a_figure_without_alternative_text_is_refused():
    with pytest.raises(ValueError, match="alt"):
        a_figure(alt="  ")


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=6))
def test_labels_are_spread_without_changing_their_order(positions):
    placed = plots.spread(positions, gap=1.0)
    order = np.argsort(positions, kind="stable")
    assert (np.diff(placed[order]) >= 1 - 1e-6).all()


def contrast(first, second):
    def luminance(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    low, high = sorted([luminance(first), luminance(second)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colour", plots.SERIES)
def test_every_series_colour_stands_out_on_paper(colour):
    assert contrast(colour, plots.PAPER) >= 3


def test_the_widgets_wear_the_same_colours():
    colours = {c.lower() for c in re.findall(r"#[0-9a-fA-F]{6}\b", sheet("charts.css"))}
    assert {plots.PAPER, plots.INK, plots.ACCENT, *plots.SERIES[:4]} <= colours
