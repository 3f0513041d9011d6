"""Each question in words has a rubric that asks for what the question asks for."""

import re

import pytest
from instructor_pages import INSTRUCTOR, sections, tables, text_of

from missing_middle.checks.misconceptions import MISCONCEPTIONS
from missing_middle.checks.registry import all_questions

RUBRICS = sections(text_of(INSTRUCTOR / "rubrics.md"))
TEXTS = [question for question in all_questions() if question.kind == "text"]
CRITERIA = ("claim", "mechanism", "evidence", "limit")


def section_of(question):
    found = {head: text for head, text in RUBRICS.items() if head.startswith(f"{question.id}:")}
    assert len(found) == 1
    return next(iter(found.items()))


@pytest.mark.parametrize("question", TEXTS, ids=lambda question: question.id)
def test_points_words_and_beliefs_are_those_of_the_question(question):
    head, text = section_of(question)
    assert f"({question.points} points)" in head
    assert f"{question.form.least} to {question.form.most} words" in text
    assert {wrong.misconception for wrong in question.wrong} <= set(re.findall(r"`([a-z]{2}-\w+)`", text))
    if question.points == 3:
        assert all(f"**{name.capitalize()}.**" in text for name in CRITERIA)


def test_four_criteria_have_four_levels_and_a_belief_without_its_condition_caps_one():
    rows = tables(RUBRICS["Answers in words"])[0]
    assert [row[0].strip("*") for row in rows] == list(CRITERIA)
    assert all(len(row) == 5 and all(row) for row in rows)
    assert "at most 1 for the mechanism" in RUBRICS["Answers in words"]


def test_capstone_has_six_criteria_of_24_points_and_a_pass_that_needs_two_of_them():
    graded = sections(text_of(INSTRUCTOR / "capstone.md"))["How it is graded"]
    points = {row[0]: int(row[1]) for row in tables(graded)[0]}
    assert points == {
        "diagnosis": 5,
        "portfolio": 5,
        "interaction": 4,
        "robustness": 5,
        "harm and politics": 3,
        "refutation": 2,
    }
    assert sum(points.values()) == 24 and "A pass takes 14" in graded
    assert "no zero in *diagnosis* or in *robustness*" in graded


@pytest.mark.parametrize("path", sorted(INSTRUCTOR.rglob("*.md")), ids=lambda path: path.stem)
def test_beliefs_that_a_page_names_are_in_the_bank(path):
    prefixes = {name.split("-")[0] for name in MISCONCEPTIONS}
    for prefix, rest in re.findall(r"`([a-z]{2})-([a-z]+)`", text_of(path)):
        assert prefix not in prefixes or f"{prefix}-{rest}" in MISCONCEPTIONS, f"{prefix}-{rest}"
