"""Every picture speaks, and every widget has something to show without a script."""

import pytest
from bs4 import BeautifulSoup
from course_site import build
from docutils import nodes
from house.render import outputs

BAD = """---
file_format: mystnb
kernelspec:
  name: python3
  display_name: Python 3
---

# Bad

A formula: $\\frac{a}$

![](mark.png)

```{code-cell} python
from IPython.display import SVG, display
SVG('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>')
```

```{code-cell} python
view = {"version_major": 2, "version_minor": 0, "model_id": "abc"}
display({"application/vnd.jupyter.widget-view+json": view, "text/plain": "Explorable()"}, raw=True)
```
"""


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


@pytest.fixture(scope="module")
def complaints(tmp_path_factory):
    done = build(
        tmp_path_factory.mktemp("bad") / "site", {"bad.md": BAD}, {"suppress_warnings": ["image.not_readable"]}
    )
    assert done.returncode != 0
    return done.stderr


def test_strict_build_names_the_line_of_a_wrong_formula(complaints):
    assert "bad.md:10: WARNING: This formula cannot be set: Unexpected end of input" in complaints


def test_strict_build_finds_pictures_without_words(complaints):
    assert complaints.count("has no alternative text") == 2


def test_strict_build_finds_a_widget_without_still(complaints):
    assert complaints.count("A widget has no still") == 1


def test_rows_of_an_exercise_become_a_table(sample_site):
    page = BeautifulSoup((sample_site / "book" / "outputs.html").read_text(encoding="utf8"), "html.parser")
    heads = [[cell.get_text() for cell in table.find_all("th")] for table in page.find_all("table")]
    assert ["firm", "phi"] in heads and "|---|" not in page.get_text()
