"""Prompts of numbers and letters: one question in one sentence, and in a page no number that nobody needs."""

import pytest

from missing_middle.checks.case import Case
from missing_middle.checks.export import stem_of
from missing_middle.checks.registry import SETS, UNGRADED, all_questions
from missing_middle.checks.variants import draw_case

ASKED = [question for question in all_questions(SETS + UNGRADED) if question.kind in ("value", "choice")]
SEEDS = range(3)


class Heard(Case):
    """A case that remembers which of its parameters a rule has looked at."""

    __slots__ = ("names",)

    def __init__(self, items):
        super().__init__(items)
        object.__setattr__(self, "names", set())

    def __getitem__(self, name):
        self.names.add(name)
        return super().__getitem__(name)

    def __getattr__(self, name):
        value = super().__getattr__(name)
        self.names.add(name)
        return value


@pytest.mark.parametrize("question", ASKED, ids=lambda question: question.id)
def test_there_is_one_question_in_one_sentence_and_the_situation_asks_nothing(question):
    for seed in SEEDS:
        case = draw_case(question, seed)
        asked = question.ask(case)
        assert asked.endswith("?") and asked.count("?") == 1 and asked[0].isupper()
        assert not any(end in asked[:-1] for end in (". ", "! ", "\n")), asked
        assert "?" not in question.situation(case)


@pytest.mark.parametrize("question", [one for one in ASKED if one.kind == "value"], ids=lambda question: question.id)
def test_each_number_in_a_page_is_needed_for_the_answer_or_for_a_mistake_that_has_a_hint(question):
    case = Heard(draw_case(question, 0))
    shown = stem_of(question, draw_case(question, 0)).removeprefix(question.situation(draw_case(question, 0)))
    for rule in (question.right, *(wrong.rule for wrong in question.wrong)):
        rule(case)
    idle = [name for name in case if f"`{name}` =" in shown and name not in case.names]
    assert idle == []
