"""Each objective of a chapter is a verb, a condition, and a question that tests it; each question tests one."""

import re
from pathlib import Path

import pytest

from missing_middle.checks.registry import all_questions

BOOK = Path(__file__).resolve().parents[2] / "book"
CHAPTERS = sorted(BOOK.glob("[1-9]-*.md"))
START = "\nWhen you have worked through this section you can\n\n"
QUESTION = re.compile(r"`([a-z]+-q\d+)`")
VERBS = {
    "aggregate",
    "apply",
    "argue",
    "choose",
    "classify",
    "compare",
    "compute",
    "correct",
    "criticize",
    "decide",
    "decompose",
    "defend",
    "derive",
    "design",
    "explain",
    "find",
    "invert",
    "mark",
    "match",
    "name",
    "place",
    "quantify",
    "rank",
    "rebase",
    "recognize",
    "report",
    "say",
    "separate",
    "show",
    "solve",
    "sort",
    "split",
    "state",
    "tell",
    "test",
    "trace",
    "value",
    "write",
}
CONDITION = re.compile(r"\b(given|when|if|from|with|without|by|before|until|under|against|using|for)\b")
IDS = {question.id for question in all_questions()}


def objectives(text):
    """Return the objectives that a chapter lists, one line each.

    >>> objectives("# A" + START + "* compute x, given y (question `a-q1`);" + chr(10) + "* say z." + chr(10) * 2 + "B")
    ['compute x, given y (question `a-q1`);', 'say z.']
    """
    after = text.split(START)
    return [line.removeprefix("* ") for line in after[1].split("\n\n")[0].splitlines()] if len(after) == 2 else []


EVERY = [(path, line) for path in CHAPTERS for line in objectives(path.read_text(encoding="utf8"))]


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_chapter_has_objectives(path):
    assert len(objectives(path.read_text(encoding="utf8"))) >= 2


@pytest.mark.parametrize("path, line", EVERY, ids=[f"{path.stem}: {line[:40]}" for path, line in EVERY])
def test_objective_is_a_verb_a_condition_and_a_question_that_exists(path, line):
    assert line.split()[0].strip(",") in VERBS
    assert CONDITION.search(line.split("(")[0])
    named = QUESTION.findall(line)
    assert named and set(named) <= IDS


def test_each_question_tests_an_objective_of_some_chapter():
    assert IDS - {name for _, line in EVERY for name in QUESTION.findall(line)} == set()
