"""Lesson plans: one a chapter, timed, with beliefs of the bank and questions of the registry."""

import re

import pytest
from instructor_pages import INSTRUCTOR, ROOT, sections, tables, text_of
from pybtex.database import parse_file

from missing_middle.checks.misconceptions import MISCONCEPTIONS
from missing_middle.checks.registry import SETS, question_of
from missing_middle.explorables import home_market
from missing_middle.models import cluster_graph, cluster_size, evans_jovanovic, knowledge, krugman1979_integration

LESSONS = sorted(path for path in (INSTRUCTOR / "lessons").glob("*.md") if path.name != "README.md")
CHAPTERS = re.findall(r"file: book/(\d[\w-]*)$", text_of(ROOT / "_toc.yml"), flags=re.MULTILINE)
HEADINGS = ["Minutes", "The bet", "Beliefs to expect", "To discuss", "On the board", "Watch for", "Exit question"]


def test_every_chapter_has_a_lesson():
    assert set(CHAPTERS) <= {path.stem for path in LESSONS}


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_blocks_add_up_to_the_stated_minutes(path):
    text = text_of(path)
    stated = int(re.search(r"\*\*In class:\*\* (\d+) minutes", text)[1])
    blocks = [int(minutes) for minutes, _ in tables(sections(text)["Minutes"])[0]]
    assert sum(blocks) == stated and all(2 <= block <= 30 for block in blocks)


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_plan_is_complete_and_begins_with_a_bet(path):
    parts = sections(text_of(path))
    assert list(parts) == HEADINGS
    assert all(len(text.split()) >= 7 for text in parts.values())
    rows = tables(parts["Minutes"])[0]
    assert rows[0][1].startswith("**Bet") and "Exit question" in rows[-1][1]
    assert len(re.findall(r"^\* ", parts["To discuss"], flags=re.MULTILINE)) >= 3


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_beliefs_are_those_of_the_bank_in_its_words(path):
    rows = tables(sections(text_of(path))["Beliefs to expect"])[0]
    assert len(rows) >= 3
    for name, belief, ask in rows:
        assert belief and ask
        if name:  # a belief that no question can recognize has no id yet
            assert belief == MISCONCEPTIONS[name.strip("`")].belief


def test_every_belief_of_the_bank_is_expected_in_some_lesson():
    named = set(re.findall(r"^\| `([\w-]+)` \|", "\n".join(map(text_of, LESSONS)), flags=re.MULTILINE))
    assert {name for name, entry in MISCONCEPTIONS.items() if entry.belief} <= named


def test_beliefs_that_works_document_are_listed_with_them_and_no_others():
    works = parse_file(ROOT / "book" / "references.bib").entries

    def cited(key):
        *others, last = (person.last_names[0] for person in works[key].persons["author"])
        names = f"{', '.join(others)} and {last}" if others else last
        return f"{names} ({works[key].fields['year']})"

    documented = {name: entry for name, entry in MISCONCEPTIONS.items() if entry.found_in}
    said = {f"`{name}` {entry.belief}": "; ".join(map(cited, entry.found_in)) for name, entry in documented.items()}
    assert dict(tables(text_of(INSTRUCTOR / "lessons" / "README.md"))[1]) == said
    assert len(said) >= 5 and all(entry.belief for entry in documented.values())


@pytest.mark.parametrize("path", sorted(INSTRUCTOR.rglob("*.md")), ids=lambda path: path.stem)
def test_questions_that_a_page_names_exist(path):
    for name in re.findall(r"`([a-z]+)-q(\d+)`", text_of(path)):
        if name[0] in SETS:
            question_of("-q".join(name))


def test_index_lists_the_lessons_with_their_minutes():
    rows = tables(text_of(INSTRUCTOR / "lessons" / "README.md"))[0]
    listed = {re.search(r"\((.+)\.md\)", row[0])[1]: int(row[1]) for row in rows}
    assert listed == {path.stem: int(re.search(r"\*\*In class:\*\* (\d+)", text_of(path))[1]) for path in LESSONS}


def test_numbers_that_bets_quote_are_those_of_the_models():
    size = cluster_size(A=2.5, eps=0.3, F=1.5, c=0.08, gamma=0.9, v_out=3.2)
    assert (round(size.N_optimal), round(size.N_equilibrium), size.N_min > 3) == (51, 184, True)
    twin = krugman1979_integration("quadratic", 1.2, alpha=1.5, beta=1, L_home=15, L_foreign=30)
    assert 1 - twin.domestic_firms_ratio == pytest.approx(0.4, abs=0.02) and twin.utility_ratio > 1
    graphs = map(cluster_graph, ("network", "isolated"))
    all_of_it, alone = (knowledge(list(one), list(one.edges), source=1, decay=0.6, spill=0.04).total for one in graphs)
    assert f"{all_of_it / alone:.1f} times" in text_of(INSTRUCTOR / "lessons" / "2-6-network.md")
    assert "54 per cent" in text_of(INSTRUCTOR / "lessons" / "2-4-variety.md")
    assert home_market().spec["bet"]["reveal"]["demand"] == 54
    assert len({round(evans_jovanovic(2.2, 0.2, 0.35, 1 + r, 1.5, 0.5).k, 9) for r in (0.12, 0.04)}) == 1
