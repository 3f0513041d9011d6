"""Nothing of the paper is left out, and what the coverage list promises stands in the built pages."""

import re
from collections import Counter

import pytest
from bs4 import BeautifulSoup
from course_site import ROOT, glossary_entries
from house.content import coverage
from pybtex.database import parse_file

from missing_middle.policy import LEVERS

BOOK = ROOT / "book"
ELEMENTS = coverage.elements(BOOK)
SECTIONS = {
    "1",
    *(f"2.{n}" for n in range(1, 7)),
    "2",
    "3",
    "3.1",
    "3.2",
    "3.3",
    "4",
    "5",
    *(f"5.{n}" for n in range(1, 6)),
    "6",
}
COUNTED = {"figure": 5, "table": 7, "footnote": 20}
BLOCKS = ["p", "li", "dd", "figcaption"]
TEXT = {"figure": r"\b(redrawn|rebuilt) by code\b"}
SHARED = 3  # a paragraph may carry a footnote, the work that it cites and the idea that it brings
each_element = pytest.mark.parametrize("element", ELEMENTS, ids=lambda one: f"{one['kind']} {one['name']}")


def names(kind):
    return [element["name"] for element in ELEMENTS if element["kind"] == kind]


def test_every_kind_is_counted_and_nothing_is_listed_twice():
    assert {element["kind"] for element in ELEMENTS} == set(coverage.NAMES)
    assert [pair for pair, n in Counter((one["kind"], one["name"]) for one in ELEMENTS).items() if n > 1] == []


@pytest.mark.parametrize("kind, number", COUNTED.items())
def test_all_that_the_paper_numbers_is_there(kind, number):
    assert names(kind) == [str(n) for n in range(1, number + 1)]


def test_every_section_is_there():
    assert set(names("section")) == SECTIONS


def test_every_work_of_the_papers_list_is_there():
    text = (BOOK / "references.bib").read_text(encoding="utf8").split("% The paper itself")[0]
    assert sorted(names("work")) == sorted(
        parse_file(BOOK / "references.bib").entries.keys() & set(re.findall(r"^@\w+\{(\w+),", text, re.M))
    )
    assert len(names("work")) == 47


def test_every_measure_is_there():
    assert set(names("measure")) == set(LEVERS) - {"trade-agreement"}  # section 2.4


def test_every_concept_has_its_entry_in_the_glossary():
    assert len(names("concept")) >= 46
    entries = {line: entry for entry in glossary_entries() for line in entry.splitlines() if not line.startswith(" ")}
    assert set(names("concept")) <= set(entries)
    assert sum("In Chinese" in entries[name] for name in names("concept")) >= 46


def test_no_cell_is_empty_and_no_two_elements_share_an_anchor():
    assert not [element for element in ELEMENTS if not all(value.strip() for value in element.values())]
    assert [anchor for anchor, n in Counter(one["anchor"] for one in ELEMENTS).items() if n > 1] == []


@each_element
def test_passage_is_labelled_in_a_chapter_and_not_at_a_heading(element):
    page, label = element["anchor"].split("#")
    text = (BOOK / f"{page}.md").read_text(encoding="utf8")
    assert re.match(r"\d", page), "a chapter, not the glossary or a list"
    if element["kind"] == "measure":
        assert label == f"measure-{element['name']}" and "measures_table(" in text
    elif f"]{{#{label}}}" not in text:  # else a part of a paragraph or of an item bears it
        after = text.split(f"\n({label})=\n")
        assert len(after) == 2
        assert not re.match(r"(\([\w-]+\)=\n)*(#|```|\||\* |- |\n)", after[1])


def passage_of(soup, label):
    """The smallest block that bears the label: a paragraph, an item, or the row of a table."""
    target = soup.find(id=label)
    if target is None or target.name == "section":
        return None
    row = target.find_parent("tr")
    return row or (target if target.name in BLOCKS else target.find_parent(BLOCKS))


@pytest.fixture(scope="module")
def passages(site):
    pages = {one["anchor"].split("#")[0] for one in ELEMENTS}
    soups = {
        page: BeautifulSoup((site / "book" / f"{page}.html").read_text(encoding="utf8"), "html.parser")
        for page in pages
    }
    return {
        one["anchor"]: passage_of(soups[one["anchor"].split("#")[0]], one["anchor"].split("#")[1]) for one in ELEMENTS
    }


@pytest.mark.browser  # not for the browser's sake: the built site is looked at
@each_element
def test_passage_states_the_point(passages, element):
    block = passages[element["anchor"]]
    assert block is not None and block.find_parent(["nav", "aside", "header"]) is None
    assert block.name != "tr" or element["kind"] == "measure"
    said = re.sub(r"\s+", " ", block.get_text(" ")).strip()
    assert len(said.split()) >= 15 and re.search(r"[.?!)]( |$)", said), said
    bare = re.sub(r" (?=[,.;:)])", "", said).replace("\u2019", "'").casefold()
    assert [word for word in element["words"].split(";") if word.casefold() not in bare] == [], said
    assert re.search(TEXT.get(element["kind"], ""), said)


@pytest.mark.browser
def test_a_passage_carries_few_elements_and_one_of_a_kind_unless_it_is_about_both(passages):
    carried = Counter(id(block) for block in passages.values())
    assert max(carried.values()) <= SHARED
    kinds = Counter(
        (one["kind"], id(passages[one["anchor"]]))
        for one in ELEMENTS
        if one["kind"] in ("section", "figure", "table", "footnote", "measure", "work")
    )
    assert max(kinds.values()) == 1


@pytest.mark.browser
def test_each_figure_of_the_paper_stands_drawn_above_its_caption_in_the_chapter_and_on_one_page(site, passages):
    for one in ELEMENTS:
        if one["kind"] == "figure":
            before = passages[one["anchor"]].find_previous_sibling(class_="cell")
            assert before.find(["svg", "img"]) or before.find(type="application/vnd.jupyter.widget-view+json")
    page = BeautifulSoup((site / "book" / "figures.html").read_text(encoding="utf8"), "html.parser")
    assert len(page.select("article .cell_output :is(svg, img)")) == COUNTED["figure"]
    captions = [p.get_text(" ") for p in page.select("article p") if re.match(r"Figure \d of the paper", p.get_text())]
    assert [int(words.split()[1]) for words in captions] == list(range(1, COUNTED["figure"] + 1))
    assert all(re.search(TEXT["figure"], words) for words in captions)


@pytest.mark.browser
def test_coverage_page_has_a_row_for_every_element_with_a_link_and_no_empty_cell(site):
    page = BeautifulSoup((site / "book" / "coverage.html").read_text(encoding="utf8"), "html.parser")
    rows = page.select("article tbody tr")
    assert len(rows) == len(ELEMENTS)
    assert all(cell.get_text(strip=True) for row in rows for cell in row.find_all("td"))
    assert sorted(row.find_all("a")[-1]["href"] for row in rows) == sorted(
        one["anchor"].replace("#", ".html#") for one in ELEMENTS
    )


@pytest.mark.browser
def test_bibliography_says_what_each_work_of_the_paper_is_for(site):
    page = BeautifulSoup((site / "book" / "bibliography.html").read_text(encoding="utf8"), "html.parser")
    roles = [role.get_text(" ") for role in page.select(".citation .role-of-work")]
    assert len(roles) == len(names("work"))
    assert all(any(one["point"] in role for role in roles) for one in ELEMENTS if one["kind"] == "work")
