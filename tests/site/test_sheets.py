"""One style sheet a site, with no rule too many and none too few."""

import re

import pytest
import tinycss2
from house.light import sheets


def prune(css, *texts):
    return sheets.prune(tinycss2.parse_stylesheet(css, skip_whitespace=True), sheets.class_test(texts))


def test_sheets_keep_the_order_that_each_page_gives_them():
    pages = [["a", "d"], ["a", "b", "d"], ["a", "b", "c", "d"]]
    assert sheets.merge_orders(pages) == ["a", "b", "c", "d"]
    assert sheets.merge_orders([["a", "c"], ["b", "c"]]) == ["b", "a", "c"]


@pytest.mark.parametrize(
    "css, stays",
    [
        (".used{color:red}", True),
        (".unused{color:red}", False),
        (".used.unused{color:red}", False),
        ("p{color:red}", True),
        (".unused p{color:red}", False),
        ("p:not(.unused){color:red}", True),
        (".made-here{color:red}", True),
        ("@media print{.used{color:red}}", True),
        ("@media print{.unused{color:red}}", False),
        ("@font-face{font-family:x}", True),
        (sheets.IDLE + " p{color:red}", False),
    ],
)
def test_a_rule_stays_where_a_page_or_a_script_could_use_it(css, stays):
    assert prune(css, '<p class="used">', 'made = "made-" + place') == (css if stays else "")


def test_of_several_selectors_those_stay_that_can_be_met():
    assert prune(".used, .unused > a{color:red}", "used") == ".used{color:red}"


@pytest.mark.parametrize(
    "value", ["1px", '"a;b}"', "url(data:image/svg+xml;base64,x)", "url('data:x;{}')", "rgb(1, 2, 3)"]
)
def test_a_variable_goes_whole_if_nothing_asks_for_it(value):
    css = "a{--x:VALUE;color:red}@media print{b{top:0;--x: VALUE}}".replace("VALUE", value)
    assert sheets.without_idle_variables(css, ["xx"]) == "a{color:red}@media print{b{top:0;}}"
    for asking in (css + "u{left:var(--x)}", css + "u{left:var(--y)}i{--y:calc(2*var(--x))}"):
        assert sheets.without_idle_variables(asking, []) == asking
    assert sheets.without_idle_variables(css, ['style.getPropertyValue("--x")']) == css


def test_imports_are_in_place_and_addresses_follow(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "first.css").write_text('@charset "utf-8";@import "deep/second.css";a{color:red}')
    (tmp_path / "deep" / "second.css").write_text(
        "b{background:url(x.woff2)}i{background:url('data:image/svg+xml,x')}@import url(../third.css);"
    )
    (tmp_path / "third.css").write_text('u{background:url("/y.png")}')
    assert sheets.text_of(tmp_path, "first.css") == (
        "b{background:url(deep/x.woff2)}i{background:url('data:image/svg+xml,x')}u{background:url(\"/y.png\")}"
        "a{color:red}"
    )


def test_a_version_of_mystnb_without_the_rule_that_we_drop_stops_the_build(tmp_path):
    (tmp_path / "mystnb.1.css").write_text("div.cell{color:red}")
    with pytest.raises(ValueError, match=r"^mystnb\.1\.css should hold 'div\.cell:has"):
        sheets.demand_idle(tmp_path, ["other.css", "mystnb.1.css"])


def test_every_page_asks_for_one_sheet_and_all_it_names_is_there(sample_site):
    for page in (sample_site / "book").glob("*.html"):
        assert len(re.findall(r"_static/[^\"]+\.css", page.read_text())) == 1
    static = sample_site / "_static"
    css = (static / "book.css").read_text()
    assert list(static.glob(f"{sheets.IDLE_IN}*css")) and sheets.IDLE not in css
    assert all((static / address).is_file() for _quote, address in sheets.ADDRESS.findall(css))
    assert ".katex" in css and "--mm-paper" in css
