"""Paper, ink and accent: the same on pages and in charts, and readable in both schemes."""

import re

import pytest

from missing_middle import plots

SCHEMES = {"light": 'html:not([data-theme="dark"])', "dark": 'html[data-theme="dark"]'}


@pytest.fixture
def tokens(root):
    css = (root / "book" / "_static" / "house.css").read_text()

    def of(scheme):
        block = css[css.index(SCHEMES[scheme] + " {") :]
        return dict(re.findall(r"--mm-(\w+): (#[0-9a-f]{6})", block[: block.index("}")]))

    return of


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_pages_and_charts_share_their_colours(tokens):
    light = tokens("light")
    assert (light["paper"], light["ink"], light["accent"], light["rule"]) == (
        plots.PAPER,
        plots.INK,
        plots.ACCENT,
        plots.RULE,
    )


@pytest.mark.parametrize("scheme", SCHEMES)
def test_charts_and_pages_have_one_colour_of_each_name(tokens, root, scheme):
    charts = (root / "missing_middle" / "web" / "charts.css").read_text(encoding="utf8")
    pairs = re.findall(r"--(paper|ink|accent|rule): light-dark\((#\w+), (#\w+)\)", charts)
    assert len(pairs) == 4
    assert {name: pair[scheme == "dark"] for name, *pair in pairs} == {name: tokens(scheme)[name] for name, *_ in pairs}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ink", ["ink", "accent", "soft"])
@pytest.mark.parametrize("ground", ["paper", "tint"])
def test_text_reaches_four_and_a_half_to_one(tokens, scheme, ink, ground):
    assert contrast(tokens(scheme)[ink], tokens(scheme)[ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_edges_of_controls_reach_three_to_one(tokens, scheme):
    assert contrast(tokens(scheme)["edge"], tokens(scheme)["paper"]) >= 3
