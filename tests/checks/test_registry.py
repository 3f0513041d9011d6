"""Every question is whole: an id of its own, wrong models from the bank, hints that lead somewhere."""

import ast
import json
import math
import re
from pathlib import Path

import pytest
from handing_in import hand_in

from missing_middle.checks.export import public_items
from missing_middle.checks.feedback import verdict_on
from missing_middle.checks.judging import CORRECT, MISCONCEPTION
from missing_middle.checks.misconceptions import MISCONCEPTIONS
from missing_middle.checks.question import Wrong
from missing_middle.checks.registry import SETS, UNGRADED, all_questions, question_of
from missing_middle.checks.variants import PUBLIC, case_of

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = all_questions(SETS + UNGRADED)
PLACES = sorted({place for entry in MISCONCEPTIONS.values() for place in entry.places}, key=str)


def test_ids_are_unique_and_fit_for_nbgrader():
    ids = [question.id for question in QUESTIONS]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z]+-q[0-9]+", one) for one in ids)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_question_says_what_it_is_for_and_knows_two_ways_to_miss(question):
    assert question.points > 0 and question.difficulty in (1, 2, 3)
    assert question.objective and question.title and question.asks
    assert question.answer.isidentifier()
    assert len({(wrong.misconception, wrong.seems) for wrong in question.wrong}) == len(question.wrong)
    assert len({wrong.misconception for wrong in question.wrong}) >= 2


@pytest.mark.parametrize("name", MISCONCEPTIONS)
def test_hint_asks_and_leads_back(name):
    entry = MISCONCEPTIONS[name]
    assert entry.hint.endswith(("?", "first.")) and "?" in entry.hint
    assert entry.places and not entry.seems.endswith(".")
    assert not re.search(r"\d", entry.hint), "a hint gives no number away"


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_every_place_that_a_hint_names_exists(place):
    text = (ROOT / place.file).read_text()
    if place.file.endswith(".ipynb"):
        text = "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
    assert not place.heading or re.search(rf"^#+ {re.escape(place.heading)}$", text, re.MULTILINE)


def test_misconception_without_entry_in_the_bank_is_refused():
    question = question_of("trade-q1")
    with pytest.raises(ValueError, match="'mz-unheard' is not in the bank"):
        type(question)(
            **{name: getattr(question, name) for name in question.__dataclass_fields__ if name != "wrong"},
            wrong=(Wrong("mz-unheard", lambda case: 0.0),),
        )


def looked_up(item, values):
    """A function that knows its values at the public points, and is none elsewhere."""
    known = dict(zip(map(ast.literal_eval, item["calls"]), values, strict=True))
    return lambda *given: known[given]


def as_handed_in(item, question, case, answer):
    """An answer of the page's data as a notebook has it."""
    if item["kind"] == "function":
        return looked_up(item, answer)
    return hand_in(question, case, answer) if item["kind"] == "table" else answer


@pytest.mark.parametrize("name", SETS + UNGRADED)
def test_page_gives_the_same_answers_as_the_notebook(name):
    items = json.loads(json.dumps(public_items(name), allow_nan=False))
    assert {item["kind"] for item in items} <= {"value", "choice", "function", "table", "text"} and items
    for item in items:
        question = question_of(item["id"])
        case = case_of(question, PUBLIC)
        told = [(answer["value"], answer) for answer in item.get("answers", [])]
        told += [(option["letter"], option) for option in item.get("options", [])]
        for answer, words in told:
            given = as_handed_in(item, question, case, answer)
            found = verdict_on(question, case, given)
            if (item["low"] if item["kind"] == "value" else None) is not None and answer < item["low"]:
                continue  # the page refuses it as the notebook does, before any hint
            assert (found.outcome, found.misconception, found.message) == (
                words["outcome"],
                words["misconception"],
                words["says"],
            )
            assert all(place["name"] in words["says"] for place in words["places"])
            assert bool(words["places"]) == (words["outcome"] == MISCONCEPTION)
        if item["kind"] == "text":
            assert told == [] and question.form.least == item["least"]
            continue
        assert [words["outcome"] for _, words in told].count(CORRECT) == 1
        assert [words["outcome"] for _, words in told].count(MISCONCEPTION) == len(question.wrong)


def test_page_refuses_what_the_notebook_refuses_at_the_edge_of_an_answer():
    item = next(item for item in public_items("trade") if item["id"] == "trade-q2")
    question = question_of("trade-q2")
    right = item["answers"][0]
    inside, outside = (right["value"] + share * right["slack"] for share in (0.99, 1.01))
    assert verdict_on(question, case_of(question), inside).outcome == CORRECT
    assert verdict_on(question, case_of(question), outside).outcome != CORRECT
    assert math.isclose(right["slack"], right["value"] * item["tolerance"])
