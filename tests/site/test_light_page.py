"""A page carries only what it uses."""

import io
import re
import shutil
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import pytest
from fontTools.ttLib import TTFont
from house import light
from house.light import files, fonts, scripts

from missing_middle.web.bundle import HERE as WEB

WHOLE = Path(__file__).parents[2] / "book" / "_static" / "katex" / "fonts"
CSS = '.x{color:red}.fa-bars:before,.fa-navicon:before{content:"\\f0c9"}.fa-ghost:before{content:"\\f6e2"}'


def test_only_rules_of_used_icons_are_kept():
    css, codes = fonts.keep_icons(CSS, {"bars"})
    assert css == '.x{color:red}.fa-bars:before,.fa-navicon:before{content:"\\f0c9"}'
    assert codes == {0xF0C9}


def test_every_icon_of_a_page_has_its_glyph(sample_site):
    static = sample_site / "_static"
    texts = [file.read_text() for file in [*sample_site.rglob("*.html"), *(static / "scripts").glob("*theme.js")]]
    _, codes = fonts.keep_icons((static / "styles" / "pydata-sphinx-theme.css").read_text(), fonts.used_icons(texts))
    font = TTFont(io.BytesIO((static / fonts.ICONS).read_bytes()))
    assert {0xF0C9, 0xF002} <= codes <= set(font.getBestCmap()) | {0x20}  # the menu and the magnifying glass
    assert len(codes) < 60


def test_fonts_of_formulas_keep_the_letters_that_occur(sample_site):
    folder = sample_site / "_static" / fonts.MATHS
    letters = {ord(letter) for letter in (sample_site / "book" / "maths.html").read_text()}
    for name, at_least in (("KaTeX_Main-Regular", "0123456789+=("), ("KaTeX_Math-Italic", "φτ")):
        whole = set(TTFont(WHOLE / f"{name}.woff2").getBestCmap())
        kept = set(TTFont(folder / f"{name}.woff2").getBestCmap())
        assert kept < whole and whole & letters <= kept and set(map(ord, at_least)) <= kept
        assert (folder / f"{name}.woff2").stat().st_size < 0.75 * (WHOLE / f"{name}.woff2").stat().st_size


def test_a_font_is_cut_once_for_the_same_letters_and_old_ones_go(tmp_path, monkeypatch):
    font, kept, cuts = tmp_path / "font.woff2", tmp_path / "kept", []
    monkeypatch.setattr(fonts, "cut_font", lambda data, codes: cuts.append(codes) or data + bytes(codes))
    for codes in ({1}, {1}, {1, 2}):
        font.write_bytes(b"whole")
        fonts.cut_files({font: codes}, kept)
        assert font.read_bytes() == b"whole" + bytes(codes)
        assert len(list(kept.iterdir())) == 1
    assert cuts == [{1}, {1, 2}]


def test_no_page_asks_for_scripts_that_nobody_needs(sample_site):
    static = sample_site / "_static"
    pages = [page.read_text() for page in sample_site.rglob("*.html")]
    for name in ("bootstrap", "fontawesome"):
        assert not list((static / "scripts").glob(f"{name}*")) and not any(f"{name}.js" in page for page in pages)
    page = (sample_site / "book" / "boxes.html").read_text()
    assert 'title="Color mode"' in page and "data-bs-title" not in page
    assert not list(sample_site.rglob("searchindex.js"))


def test_scripts_of_every_page_are_asked_for_once(sample_site):
    page, search = ((sample_site / name).read_text() for name in ("book/boxes.html", "search.html"))
    joined = (sample_site / "_static" / scripts.JOINED).read_text()
    assert re.findall(r'<script (?:defer="defer" )?src="[^"]*_static/([\w.-]+)', page) == [
        "documentation_options.js",
        scripts.JOINED,
    ]
    assert f"_static/{scripts.JOINED}" in search
    for part in scripts.PARTS:
        assert f"_static/{part}" not in page
        assert (f"_static/{part}" in search) == (part in scripts.SPHINX)
        words = re.findall(r"""["']([\w-]{9,})["']""", (sample_site / "_static" / part).read_text())
        assert any(word in joined for word in words), part  # what is shortened keeps its words


def test_another_version_of_the_theme_stops_the_build():
    with pytest.raises(ValueError, match=r"^text: scripts/pydata-sphinx-theme.js should hold"):
        scripts.mended("(()=>{})();", {scripts.MEASURES: ""})


def test_an_edited_sheet_or_script_is_newer_than_the_pages_written_before():
    templates = SimpleNamespace(newest_template_mtime=lambda: 1.0)
    files.count_looks(SimpleNamespace(builder=SimpleNamespace(format="html", templates=templates)))
    newest = max(file.stat().st_mtime for place in (WHOLE.parents[1], WEB) for file in place.rglob("*"))
    assert templates.newest_template_mtime() == newest
    files.count_looks(SimpleNamespace(builder=SimpleNamespace(format="text")))


def test_lightening_a_light_site_changes_nothing_but_what_has_left(sample_site, tmp_path):
    folder = shutil.copytree(sample_site, tmp_path / "site")
    pages = {page.relative_to(folder).with_suffix("").as_posix() for page in folder.rglob("book/*.html")}

    def contents():
        return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}

    light.lighten(folder, pages)
    before = contents()
    (folder / "book" / "former.html").write_text("<p class='fa-ghost'>no longer in the book</p>")
    (folder / "_static" / "web" / "later-0123456789ab.js").write_text("numbers of nobody")
    (folder / "_static" / "scripts" / "bootstrap.js").write_text("// never loaded")
    light.lighten(folder, pages)
    assert contents() == before


def test_what_is_never_loaded_is_what_the_theme_brings():
    theme = Path(find_spec("pydata_sphinx_theme").origin).parent / "theme" / "pydata_sphinx_theme" / "static"
    for pattern in files.NEVER_LOADED:
        assert list(theme.glob(pattern)), f"{pattern} finds nothing in this version of the theme"


def test_icons_without_rules_stop_the_build(sample_site, tmp_path):
    folder = shutil.copytree(sample_site, tmp_path / "site")
    (folder / "_static" / "styles" / "pydata-sphinx-theme.css").write_text("a{color:red}")
    with pytest.raises(ValueError, match=r"should hold rules such as \.fa-bars"):
        light.lighten(folder, {"book/maths"})


def test_front_door_leads_to_the_root_page(sample_site):
    assert "url=book/boxes.html" in (sample_site / "index.html").read_text()
