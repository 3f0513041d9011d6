"""No wrong idea passes: what comes of a slip is not the right answer, and has a hint of its own."""

import pytest
from handing_in import SEEDS, hand_in

from missing_middle.checks.case import Case
from missing_middle.checks.feedback import verdict_on
from missing_middle.checks.forms import Number
from missing_middle.checks.judging import NOT_YET
from missing_middle.checks.question import Question
from missing_middle.checks.registry import SETS, UNGRADED, all_questions, question_of
from missing_middle.checks.slips import hints_of, slips_of
from missing_middle.checks.variants import IllPosed, _insist_that_no_slip_passes, constants, draw_case

SLIPPERY = [question for question in all_questions(SETS + UNGRADED) if question.form.slippery]
each_question = pytest.mark.parametrize("question", SLIPPERY, ids=lambda question: question.id)
FEWEST = {"value": 8, "function": 8, "table": 5}


@each_question
def test_likely_slips_have_hints_of_their_own(question):
    for seed in SEEDS[:20]:
        case = draw_case(question, seed)
        words = {wrong.said_back() for wrong in question.wrong} | {slip.hint for slip in hints_of(question, case)}
        assert len(words) >= FEWEST[question.kind], (seed, words)


@each_question
def test_answer_that_comes_of_a_slip_is_met_with_its_hint(question):
    for seed in SEEDS[:5]:
        case = draw_case(question, seed)
        right, met = question.right(case), [wrong.rule(case) for wrong in question.wrong]
        scale = abs(right) if isinstance(right, float) else None  # by which nearness to 0 is measured
        for slip in hints_of(question, case):
            if not any(question.form.same(slip.answer, one, scale) for one in met):
                found = verdict_on(question, case, hand_in(question, case, slip.answer))
                assert found.outcome == NOT_YET and found.words.startswith(slip.hint), (slip, found)
            met.append(slip.answer)


def question(**changes):
    fields = {
        "id": "trade-q0",
        "title": "A cost",
        "points": 1,
        "difficulty": 1,
        "objective": "add",
        "answer": "cost",
        "asks": "the cost",
        "form": Number(low=0),
        "draw": lambda draw: {"fixed": draw.pick([0, 0.001, 2]), "price": draw.grid(2.2, 5.2, 0.5), "unit": 1},
        "stem": "A cost.",
        "right": lambda case: case.fixed + case.price * case.unit,
    }
    return Question(**fields | changes)


def test_draw_goes_on_until_a_forgotten_term_can_be_seen():
    """At 0 and at a thousandth the fixed cost could be forgotten unnoticed; the unit is 1 for everybody."""
    asked = question(id="trade-q98")
    assert {draw_case(asked, seed).fixed for seed in range(50)} == {2}
    assert constants(asked) == {"unit"}


def test_slips_follow_from_the_numbers_of_the_case():
    asked = question(id="trade-q97")
    found = {(slip.name, slip.answer) for slip in slips_of(asked, Case({"fixed": 2, "price": 3.0, "unit": 1}))}
    expected = {"given": 3.0, "forgotten": 4.0, "reciprocal": 0.2, "double": 10.0, "exchanged": 7.0, "inverted": 3.5}
    for slip in expected.items():
        assert slip in found, (slip, found)
    assert ("negative", -5.0) not in found  # below 0, where nothing can be handed in


def test_neighbouring_fields_of_a_record_are_slips():
    class Costs:
        def __init__(self, case):
            self.total, self.average = case.fixed + case.price, (case.fixed + case.price) / 10

    found = slips_of(question(id="trade-q96", record=Costs), Case({"fixed": 2, "price": 3.0, "unit": 1}))
    neighbours = [slip.hint for slip in found if slip.name == "neighbour"]
    assert neighbours == ["That is `average` of the model. Is it what is asked for?"]


def test_case_in_which_a_wrong_idea_passes_is_refused():
    """Such a small common cost could be left out, and the best size would be the same to three digits."""
    numbers = {"A": 4.0, "eps": 0.3, "F": 0.25, "c": 0.1, "gamma": 0.9, "v_out": 3.0}
    with pytest.raises(IllPosed):
        _insist_that_no_slip_passes(question_of("cluster-q1"), Case(numbers))


def test_powers_that_are_one_off_or_another_power_are_slips():
    numbers = {"ratio": 0.4, "sigma": 3.5, "k": 4.2}
    asked = question(id="trade-q95", form=Number(0, 1), right=lambda case: case.ratio ** (case.sigma - 1))
    found = {(slip.name, slip.answer) for slip in slips_of(asked, Case(numbers))}
    for slip in (("power", 0.4**3.5), ("power", 0.4**1.5), ("other power", 0.4**2.2)):
        assert slip in found, (slip, found)


def test_of_two_slips_that_cannot_be_told_apart_the_likelier_speaks():
    """2 * 3.0 is the answer doubled, as well as the given number 6.0: who reads off needs no slip of the pen."""
    asked = question(id="trade-q94", right=lambda case: case.price)
    found = hints_of(asked, Case({"price": 3.0, "other": 6.02}))
    assert [slip.name for slip in found if asked.form.same(6.0, slip.answer)] == ["given"]
