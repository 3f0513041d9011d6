"""Every measure that the paper names in section 5 has a lever and a place in the book, by the list of its elements.

The words are ours; the measures were listed from the text of the paper, subsection by subsection, without looking at
levers.
"""

import re
from pathlib import Path

import pytest
from house.content.passages import elements

from missing_middle.policy import LEVERS
from missing_middle.policy.words import levers_of, measures_table

BOOK = Path(__file__).resolve().parents[2] / "book"
PAGES = {
    "5": "5-0-opportunities.md",
    "5.1": "5-1-regulation.md",
    "5.2": "5-2-cooperation.md",
    "5.3": "5-3-information.md",
    "5.4": "5-4-domestic-transfer.md",
    "5.5": "5-5-international-transfer.md",
}
MEASURES = [element for element in elements(BOOK) if element["kind"] == "measure"]
NAMED = {
    section: {row["point"]: row["name"] for row in MEASURES if row["section"].split(",")[0] == section}
    for section in PAGES
}
each_measure = pytest.mark.parametrize(
    "section, lever",
    [
        pytest.param(section, lever, id=f"{section} {measure}")
        for section, measures in NAMED.items()
        for measure, lever in measures.items()
    ],
)


@each_measure
def test_measure_has_a_lever_and_a_row_in_its_chapter(section, lever):
    assert LEVERS[lever] in levers_of(section)
    assert f"`{lever}`" in measures_table(section)


@pytest.mark.parametrize("section", NAMED)
def test_chapter_shows_the_table_of_its_measures_and_what_could_go_wrong(section):
    page = (BOOK / PAGES[section]).read_text(encoding="utf8")
    for name in ("measures", "politics"):
        assert re.search(rf'glue\("{name}", Markdown\({name}_table\("{re.escape(section)}"\)\)', page)
        assert f"```{{glue:md}} {name}\n" in page


def test_no_lever_is_without_a_measure_and_none_stands_for_two():
    named = [lever for measures in NAMED.values() for lever in measures.values()]
    assert len(set(named)) == len(named)
    assert set(LEVERS) - set(named) == {"trade-agreement"}  # section 2.4
