"""Nothing of the paper is left out, and each passage says what its chapter promises."""

import re
from collections import Counter

import pytest
from bs4 import BeautifulSoup
from course_site import ROOT, glossary_entries
from house.content.passages import KINDS, elements
from pybtex.database import parse_file
from small_site import small_build

from missing_middle.policy import LEVERS

BOOK = ROOT / "book"
ELEMENTS = elements(BOOK)
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
DRAWN = r"\b(redrawn|rebuilt) by code\b"
SHARED = 3  # a paragraph may carry a footnote, the work that it cites and the idea that it brings


def names(kind):
    return [element["name"] for element in ELEMENTS if element["kind"] == kind]


def test_every_kind_is_counted_and_nothing_is_listed_twice():
    assert {element["kind"] for element in ELEMENTS} == set(KINDS)
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


def test_a_passage_carries_few_elements_and_one_of_a_kind_unless_it_is_about_both():
    carried = [one for one in ELEMENTS if one["kind"] != "measure"]  # those stand before a table
    assert max(Counter((one["page"], one["after"]) for one in carried).values()) <= SHARED
    kinds = Counter((one["kind"], one["page"], one["after"]) for one in carried if one["kind"] != "concept")
    assert max(kinds.values()) == 1


PASSAGES = """# Trade

```{passage}
footnote 6 (2.4): Fewer firms. [number of firms; one's own]
concept guild (3): Of a trade. [masters]
```
It is one's own idea that the number of firms falls when trade is free and open to all who wish it.

1. ```{passage}
   concept site (4): A place. [users]
   ```
   A network is worth more to each of its users the more of them there are in all of them.

```{passage}
measure fairs (5): Fairs. [permits; towns]
measure zones (5): Zones. [all]
```

| a | b |
|---|---|
| [Fairs]{#measure-fairs} | Fewer permits to get, for all of them, and so on and on and on, in all the towns. |

```{passage}
work melitz2003 (2.4): Short. [few]
```
A few words.

```{passage}
figure 1 (2.2): A heading follows. [more]
```
## More

```{passage}
footnote 7 (2.4) without a point
```
"""


def test_a_passage_that_says_too_little_is_a_warning_at_its_own_line(tmp_path):
    done = small_build(
        tmp_path, ["house.content.passages"], {"index": "# I\n\n```{toctree}\n1-trade\n```\n", "1-trade": PASSAGES}
    )
    assert done.returncode
    said = {int(at): words for at, words in re.findall(r"1-trade\.md:(\d+): WARNING: (.*)", done.stderr)}
    lines = PASSAGES.splitlines()
    assert {lines[at - 1]: words for at, words in said.items() if at != 5} == {
        "measure zones (5): Zones. [all]": "The passage on measure zones has to stand before a table with its row.",
        "work melitz2003 (2.4): Short. [few]": "The passage on work melitz2003 has fewer than 15 words.",
        "figure 1 (2.2): A heading follows. [more]": "The passage on figure 1 has to stand before a paragraph.",
        "footnote 7 (2.4) without a point": "line = 'footnote 7 (2.4) without a point' is not allowed: write: "
        "kind name (place in the paper): Its point. [key words; of the passage].",
    }
    assert said[5].startswith("The passage on concept guild does not say 'masters': It is one\u2019s own idea")
    page = BeautifulSoup((tmp_path / "_html" / "1-trade.html").read_text(encoding="utf8"), "html.parser")
    assert page.find(id="footnote-6").find_parent("p") is page.find(id="concept-guild")
    assert page.find(id="concept-site").find_parent("li") and "measure zones" not in str(page)


@pytest.mark.browser
def test_each_figure_of_the_paper_stands_drawn_above_its_caption_in_the_chapter_and_on_one_page(site):
    for one in ELEMENTS:
        if one["kind"] == "figure":
            chapter = BeautifulSoup((site / "book" / f"{one['page']}.html").read_text(encoding="utf8"), "html.parser")
            before = chapter.find(id=one["label"]).find_previous(class_="cell")
            assert before.find(["svg", "img"]) or before.find(type="application/vnd.jupyter.widget-view+json")
    page = BeautifulSoup((site / "book" / "figures.html").read_text(encoding="utf8"), "html.parser")
    assert len(page.select("article .cell_output :is(svg, img)")) == COUNTED["figure"]
    captions = [p.get_text(" ") for p in page.select("article p") if re.match(r"Figure \d of the paper", p.get_text())]
    assert [int(words.split()[1]) for words in captions] == list(range(1, COUNTED["figure"] + 1))
    assert all(re.search(DRAWN, words) for words in captions)


@pytest.mark.browser
def test_coverage_page_has_a_row_for_every_element_with_a_link_and_no_empty_cell(site):
    page = BeautifulSoup((site / "book" / "coverage.html").read_text(encoding="utf8"), "html.parser")
    rows = page.select("article tbody tr")
    assert len(rows) == len(ELEMENTS)
    assert all(cell.get_text(strip=True) for row in rows for cell in row.find_all("td"))
    assert sorted(row.find_all("a")[-1]["href"] for row in rows) == sorted(
        f"{one['page']}.html#{one['label']}" for one in ELEMENTS
    )


@pytest.mark.browser
def test_bibliography_says_what_each_work_of_the_paper_is_for(site):
    page = BeautifulSoup((site / "book" / "bibliography.html").read_text(encoding="utf8"), "html.parser")
    roles = [role.get_text(" ") for role in page.select(".citation .role-of-work")]
    assert sum("In the paper" in role for role in roles) == len(names("work"))
    assert all(any(one["point"] in role for role in roles) for one in ELEMENTS if one["kind"] == "work")
