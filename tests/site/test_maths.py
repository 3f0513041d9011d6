"""Formulas are set when the book is built, and a wrong one is found then."""

import json
import re
from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.utils import new_document
from house.render import maths


def test_a_formula_becomes_html_for_the_eye_and_mathml_for_the_ear():
    html = maths.typeset(r"\frac{1}{1+\Omega}", True, "{}")
    assert "katex-display" in html and "<math" in html and "mfrac" in html
    assert "Omega" not in html and "annotation" not in html  # what was typed is for nobody


def test_macros_of_the_configuration_are_known():
    assert "mathbb" in maths.typeset(r"\E[x]", False, json.dumps({r"\E": r"\mathbb{E}"}))
    with pytest.raises(ValueError, match="Undefined control sequence"):
        maths.typeset(r"\E[x]", False, "{}")


@pytest.mark.parametrize(
    "tex, words", [(r"\frac{a}", "Unexpected end of input"), (r"\nope", r"\\nope"), ("a & b", "Expected 'EOF'")]
)
def test_a_wrong_formula_is_refused_in_katexs_words(tex, words):
    with pytest.raises(ValueError, match=words):
        maths.typeset(tex, True, "{}")


def test_lines_of_an_align_block_are_not_numbered_twice():
    tex = maths.as_display("\\begin{align}a&=b\\\\c&=d\\end{align}", nowrap=True)
    assert tex == "\\begin{align*}a&=b\\\\c&=d\\end{align*}"
    assert "eqn-num" not in maths.typeset(tex, True, "{}")


def test_several_lines_between_dollars_are_aligned():
    assert maths.as_display("a &= b \\\\ c &= d") == r"\begin{aligned}a &= b \\ c &= d\end{aligned}"
    assert maths.as_display("a = b\n\nc = d") == r"\begin{aligned}a = b \\ c = d\end{aligned}"
    assert maths.as_display("a = b") == "a = b"


def test_formulas_are_numbered_and_styled_without_a_script(sample_site):
    page = (sample_site / "book" / "maths.html").read_text()
    assert page.count('class="eqno"') == 4 and "MathJax" not in page
    assert ".katex" in (sample_site / "_static" / "book.css").read_text()


def test_references_to_equations_show_their_number(sample_site):
    page = (sample_site / "book" / "maths.html").read_text()
    assert '<a class="reference internal" href="#equation-eq-lambda">(1)</a>' in page


def test_fonts_named_by_the_style_sheet_are_there(root):
    sheet = root / "book" / "_static" / "katex" / "katex.min.css"
    fonts = set(re.findall(r"url\(([^)]+)\)", sheet.read_text()))
    assert len(fonts) == 20
    assert all((sheet.parent / font).is_file() and font.endswith(".woff2") for font in fonts)


def test_a_short_formula_keeps_the_comma_after_it_and_a_long_one_may_break():
    text = nodes.paragraph(
        "",
        "",
        nodes.math("", r"\chi"),
        nodes.Text(", and "),
        nodes.math("", "a = b + c"),
        nodes.Text(", so "),
        nodes.math("", r"\nope"),
        nodes.Text(", no."),
    )
    page = new_document("page")
    page += text
    maths.keep_together(SimpleNamespace(config=SimpleNamespace(house_math_macros={})), page, "page")
    (tied,) = page.findall(lambda node: "together" in getattr(node, "attributes", {}).get("classes", ()))
    assert tied.astext() == r"\chi," and text.astext() == r"\chi, and a = b + c, so \nope, no."
