"""A page carries only what it uses."""

import io

import house_page
from fontTools.ttLib import TTFont

CSS = '.x{color:red}.fa-bars:before,.fa-navicon:before{content:"\\f0c9"}.fa-ghost:before{content:"\\f6e2"}'


def test_only_rules_of_used_icons_are_kept():
    css, codes = house_page.keep_icons(CSS, {"bars"})
    assert css == '.x{color:red}.fa-bars:before,.fa-navicon:before{content:"\\f0c9"}'
    assert codes == {0xF0C9}


def test_every_icon_of_a_page_has_its_glyph(sample_site):
    static = sample_site / "_static"
    _, codes = house_page.keep_icons((static / "styles" / "pydata-sphinx-theme.css").read_text(),
                                     house_page.used_icons(sample_site))
    font = TTFont(io.BytesIO((static / f"{house_page.FONT}.woff2").read_bytes()))
    assert {0xF0C9, 0xF002} <= codes <= set(font.getBestCmap()) | {0x20}      # the menu and the magnifying glass
    assert len(codes) < 60


def test_icon_script_is_empty_and_search_index_stays_on_the_search_page(sample_site):
    assert (sample_site / "_static" / "scripts" / "fontawesome.js").read_text() == ""
    assert "searchindex.js" in (sample_site / "search.html").read_text()
    assert "searchindex.js" not in (sample_site / "book" / "boxes.html").read_text()


def test_front_door_leads_to_the_root_page(sample_site):
    assert "url=book/boxes.html" in (sample_site / "index.html").read_text()
