"""Every picture speaks, and every widget has something to show without a script."""

import pytest
from bs4 import BeautifulSoup
from docutils import nodes
from house.render import outputs


def part(kind, *children):
    return nodes.container("", *children, mime_type=kind)


@pytest.mark.parametrize("text", ["<Figure size 640x480 with 1 Axes>", "Figure(figure=None, alt='x')", "[1, 2]", " "])
def test_what_python_prints_for_an_object_is_no_alternative_text(text):
    assert not outputs.is_sentence(text)


def test_sentence_beside_a_figure_becomes_its_alternative_text():
    image = nodes.image(uri="a1b2c3.svg")
    outputs.describe(
        {
            "image/svg+xml": part("image/svg+xml", image),
            "text/plain": part("text/plain", nodes.literal_block("", "A falling\n curve.")),
        }
    )
    assert image["alt"] == "A falling curve."


def test_still_stands_before_its_widget():
    widget = part(outputs.WIDGET, nodes.raw("", "view", format="html"))
    outputs.describe({outputs.WIDGET: widget, "text/html": part("text/html", nodes.raw("", "<svg/>"))})
    assert [child.astext() for child in widget.children] == ["<svg/>", "view"]
    assert widget[0]["classes"] == ["xp-still"]


def test_sample_figure_is_described_on_the_page(sample_site):
    page = BeautifulSoup((sample_site / "book" / "outputs.html").read_text(), "html.parser")
    assert page.article.img["alt"] == "A falling curve: 60% of firms export at a cost of 0.5, 17% at a cost of 2."


def test_rows_of_an_exercise_become_a_table(sample_site):
    page = BeautifulSoup((sample_site / "book" / "outputs.html").read_text(encoding="utf8"), "html.parser")
    heads = [[cell.get_text() for cell in table.find_all("th")] for table in page.find_all("table")]
    assert ["firm", "phi"] in heads and "|---|" not in page.get_text()
