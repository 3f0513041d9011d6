"""The registers as pages: every entry is there, once, and every link leads somewhere."""

import re
from pathlib import Path

import pytest

from missing_middle.tables import as_html, claims, errata
from missing_middle.tables.layout import LAYOUTS

SHEET = (Path(__file__).parents[2] / "book" / "_static" / "pages.css").read_text(encoding="utf8")

BOOK = Path(__file__).resolve().parents[2] / "book"


@pytest.fixture(scope="module")
def pages():
    return {"claims": as_html.claims_page(), "errata": as_html.errata_page(), "dictionary": as_html.dictionary_page()}


@pytest.mark.parametrize("page, entries", [("claims", claims), ("errata", errata)])
def test_every_entry_has_one_anchor(pages, page, entries):
    anchors = re.findall(r"<(?:li|tr) id='([^']+)'", pages[page])
    assert sorted(anchors) == sorted(entries()["id"]) and len(set(anchors)) == len(anchors)


def test_counts_stand_on_top_and_are_those_of_the_tables(pages):
    assert pages["claims"].startswith(f"<p><b>{len(claims())} statements.</b>")
    assert pages["errata"].startswith(f"<p><b>{len(errata())} errata.</b>")
    counted = re.findall(r"(holds|holds after repair|does not hold|cannot be checked here): (\d+)", pages["claims"])
    assert sum(int(n) for _, n in counted) == len(claims())


def test_every_link_leads_to_an_anchor(pages):
    labels = {
        path.stem: set(re.findall(r"^\(([\w-]+)\)=$", path.read_text(), re.MULTILINE)) for path in BOOK.glob("*.md")
    }
    for name, page in pages.items():
        labels[name] |= set(re.findall(r" id='([^']+)'", page))
    for name, page in pages.items():
        for href in re.findall(r"href='([^']+)'", page):
            target, anchor = href.split("#")
            assert anchor in labels[target.removesuffix(".html") or name], href


def test_every_statement_that_is_computed_links_to_the_page_that_computes_it(pages):
    for claim in claims().to_dict("records"):
        entry = re.search(rf"<tr id='{claim['id']}'.*?</tr>", pages["claims"])[0]
        assert claim["verdict"] in entry and f"data-verdict='{claim['verdict']}'" in entry
        assert ("Computed under <a" if claim["function"] else "Discussed under <a") in entry
        assert claim["function"] in entry and claim["decided_by"] in entry
        assert ("Our reading" in entry) == (claim["whose"] == "ours")


def test_readers_see_units_and_printed_headings_and_no_short_names_of_ours(pages):
    words = {name: re.sub(r"<[^>]*>", " ", page) for name, page in pages.items()}
    for name in ("claims", "errata"):
        assert re.findall(r"\b[a-z]+_[a-z0-9_]+\b", words[name]) == []
        assert re.findall(r"[?.]\.|: \.", words[name]) == []
    found = re.findall(r"Recomputed: (.*?)\.(?= |$)", words["claims"].replace("  ", " "))
    assert len(found) == (claims()["function"] != "").sum()
    assert [
        value
        for value in found
        if re.fullmatch(r"\s*[\d.,]+\s*", value) and not re.fullmatch(r"\s*(19|20)\d\d\s*", value)
    ] == []


@pytest.mark.parametrize("page, what, values", [("claims", "verdict", 4), ("errata", "confidence", 3)])
def test_each_choice_of_the_filter_hides_all_other_entries(pages, page, what, values):
    picked = re.findall(rf":has\(#(only-{what}-\d):checked\) \[data-{what}\]:not\(\[data-{what}='([^']+)'\]\)", SHEET)
    assert len(picked) == values == len({value for _, value in picked})
    assert all(f"id='{name}'> {value}</label>" in pages[page] for name, value in picked)
    assert {value for _, value in picked} == set(
        re.findall(rf"<(?:li|tr) id='[^']+' data-{what}='([^']+)'", pages[page])
    )


def test_a_cell_with_a_full_stop_ends_its_sentence(pages):
    assert "Printed: <code>n. a.</code> Left as printed." in pages["errata"] and "</code>. " in pages["errata"]
    assert ".</code>." not in pages["errata"]


def test_every_measure_of_every_table_has_its_unit(pages):
    for plan in LAYOUTS.values():
        for measure, unit in plan.units.items():
            assert f"<li><code>{measure}</code>: " in pages["dictionary"] and f", in {unit}</li>" in pages["dictionary"]


@pytest.mark.parametrize(
    "value, text",
    [(37.774, "37.8"), (269332.0, "269\u202f332"), (0.53, "0.530"), (5.9, "5.90"), (4.0, "4"), (812.76, "813")],
)
def test_numbers_have_three_digits_that_matter(value, text):
    assert as_html.number(value) == text
