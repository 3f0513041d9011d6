"""The minutes of the syllabi are those that the chapters and the lesson plans state, and they add up."""

import re

import pytest
from instructor_pages import INSTRUCTOR, sections, tables, text_of

from missing_middle.checks.registry import SETS

SYLLABI = sections(text_of(INSTRUCTOR / "syllabi.md"))
ROWS = [row for text in SYLLABI.values() for table in tables(text) for row in table if len(row) == 6]
LINK = re.compile(r"\[(.+?)\]\(([^)]+)\)")


def stated(chapter):
    """Minutes for reading, and for all exercises, in the words of the chapter."""
    line = re.search(r"^\*\*Time:\*\* (.*)$", text_of(chapter), flags=re.MULTILINE)[1]
    read = int(re.search(r"(\d+) minutes to read", line)[1])
    return read, sum(int(number) for number in re.findall(r"\d+", line)) - read


@pytest.mark.parametrize("row", [row for row in ROWS if LINK.search(row[0])], ids=lambda row: LINK.search(row[0])[2])
def test_minutes_of_a_chapter_are_its_own(row):
    chapter = INSTRUCTOR / LINK.search(row[0])[2]
    assert (int(row[3]), int(row[4])) == stated(chapter)
    assert f"# {LINK.search(row[0])[1].split()[0]} " in text_of(chapter)
    if row[5] != "0":
        minutes, plan = LINK.search(row[5]).groups()
        assert f"**In class:** {minutes} minutes" in text_of(INSTRUCTOR / plan)
        assert chapter.stem == (INSTRUCTOR / plan).stem


@pytest.mark.parametrize("name", ["One session", "Three weeks: the core path", "Six weeks: the whole paper"])
def test_weeks_and_the_whole_add_up(name):
    table = next(table for table in tables(SYLLABI[name]) if len(table[0]) == 6)
    week, whole = [0, 0, 0], [0, 0, 0]
    for row in table:
        numbers = [int(re.search(r"\d+", LINK.sub(r"\1", cell))[0]) for cell in row[3:]]
        if row[0] == "**all**":
            assert numbers == whole
        elif row[0].startswith("**"):
            assert numbers == week
            whole, week = [a + b for a, b in zip(whole, week, strict=True)], [0, 0, 0]
        else:
            week = [a + b for a, b in zip(week, numbers, strict=True)]
    assert table[-1][0] == "**all**" and whole[0] > 100


def test_the_single_session_fills_its_ninety_minutes():
    assert "Ninety minutes" in SYLLABI["One session"]
    assert sum(int(row[0]) for row in tables(SYLLABI["One session"])[0]) == 90


def test_shares_of_the_assessment_add_up_to_a_hundred():
    for name in ("Three weeks: the core path", "Six weeks: the whole paper"):
        shares = [int(row[1].removesuffix("%")) for row in tables(SYLLABI[name])[-1]]
        assert sum(shares) == 100


def test_every_set_of_the_course_is_used_in_six_weeks():
    table = next(table for table in tables(SYLLABI["Six weeks: the whole paper"]) if len(table[0]) == 6)
    assert set(SETS) <= {name for row in table for name in re.findall(r"`(\w+)`", row[2])}
