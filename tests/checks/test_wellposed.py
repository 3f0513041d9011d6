"""Every seed gives a question whose answers can be told apart, and every wrong model its own hint."""

import os
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from handing_in import SEEDS, hand_in

from missing_middle.checks.feedback import verdict_on
from missing_middle.checks.forms import ALMOST, close
from missing_middle.checks.judging import CORRECT, MISCONCEPTION, NOT_YET
from missing_middle.checks.registry import SETS, UNGRADED, all_questions
from missing_middle.checks.slips import slips_of
from missing_middle.checks.variants import APART, Draw, IllPosed, case_of, draw_case, seed_of

QUESTIONS = [question for question in all_questions(SETS + UNGRADED) if question.kind != "text"]
each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
WRONG = [
    pytest.param(question, wrong, id=f"{question.id}-{wrong.misconception}")
    for question in QUESTIONS
    for wrong in question.wrong
]


@each_question
def test_every_seed_gives_answers_more_than_one_per_cent_apart_and_no_slip_that_passes(question):
    for seed in SEEDS:
        case = draw_case(question, seed)
        right = question.right(case)
        answers = [right, *(wrong.rule(case) for wrong in question.wrong)]
        assert all(question.form.differ(one, other, ALMOST) for one, other in combinations(answers, 2)), case
        for slip in slips_of(question, case):  # reckoned once, when the case was drawn: a second draw costs as much
            if slip.name not in question.harmless:
                assert question.form.differ(right, slip.answer, APART), (seed, slip, case)


@each_question
def test_right_answer_is_correct_and_says_what_it_means(question):
    for seed in SEEDS[:20]:
        case = draw_case(question, seed)
        found = verdict_on(question, case, hand_in(question, case, question.right(case)))
        assert found.outcome == CORRECT
        assert question.meaning(case) in found.words and found.words.endswith(".")


@pytest.mark.parametrize("question, wrong", WRONG)
def test_wrong_model_gets_its_own_hint(question, wrong):
    for seed in SEEDS[:20]:
        case = draw_case(question, seed)
        found = verdict_on(question, case, hand_in(question, case, wrong.rule(case)))
        assert (found.outcome, found.misconception) == (MISCONCEPTION, wrong.misconception)
        assert found.words == wrong.said_back()


@pytest.mark.parametrize("question", [one for one in QUESTIONS if one.kind == "value"], ids=lambda one: one.id)
def test_three_digits_are_enough_for_the_right_answer_and_for_each_hint(question):
    for seed in SEEDS[:20]:
        case = draw_case(question, seed)
        assert verdict_on(question, case, float(f"{question.right(case):.3g}")).outcome == CORRECT
        for wrong in question.wrong:
            answer = float(f"{wrong.rule(case):.3g}")
            assert verdict_on(question, case, answer).misconception == wrong.misconception


@pytest.mark.parametrize("question", [one for one in QUESTIONS if one.kind == "value"], ids=lambda one: one.id)
def test_answer_that_nothing_explains_is_not_yet_right_and_not_a_belief(question):
    case = draw_case(question, 3)
    answers = [question.right(case), *(wrong.rule(case) for wrong in question.wrong)]
    odd = next(
        x
        for x in (0.0371, 0.513, 0.872)  # nearness to zero is measured by the right answer
        if all(abs(x - y) > (0.02 * abs(y) or 0.006 * abs(answers[0])) for y in answers)
    )
    assert verdict_on(question, case, odd).outcome == NOT_YET


@each_question
def test_students_get_different_numbers_and_the_same_ones_every_time(question):
    cases = {case_of(question, f"student-{number}") for number in range(30)}
    assert len(cases) > (20 if question.cases is None else question.cases // 2)
    assert draw_case(question, seed_of("public", question.id)) == case_of(question, "public")


@each_question
def test_hidden_inputs_are_not_the_public_ones(question):
    hidden = case_of(question, "public", key=b"kept by the one who grades")
    assert hidden != case_of(question, "public")
    assert hidden != case_of(question, "public", key=b"another")


def test_generator_gives_up_with_the_name_of_the_question():
    question = QUESTIONS[0]

    class Hopeless:
        id, form, wrong = "trade-q0", question.form, ()

        @staticmethod
        def draw(draw):
            draw.insist(False)

    with pytest.raises(RuntimeError, match="trade-q0 has no well-posed numbers for the seed 5"):
        draw_case(Hopeless, 5)


def test_draws_reach_both_ends_of_a_grid_and_nothing_beyond():
    draw = Draw(0)
    assert {draw.grid(1.2, 1.7, 0.1) for _ in range(300)} == {1.2, 1.3, 1.4, 1.5, 1.6, 1.7}
    assert sorted(draw.shuffled("abcd")) == list("abcd")
    with pytest.raises(IllPosed):
        draw.insist(1 > 2)


def test_nearness_to_zero_is_measured_by_the_size_of_the_right_answer():
    assert close(0.0004, 0.0, 0.005, scale=0.1)
    assert not close(0.004, 0.0, 0.005, scale=0.1)


def test_only_make_check_tries_fewer_than_two_hundred_students():
    root = Path(__file__).resolve().parents[2]
    lines = [line for line in (root / "Makefile").read_text().splitlines() if "MISSING_MIDDLE_SEEDS" in line]
    assert len(lines) == 1 and "tests/$(ROOM)" in lines[0]
    assert not [path for path in (root / ".ci" / "run", root / "pyproject.toml") if "SEEDS" in path.read_text()]
    code = "import sys; sys.path.insert(0, 'tests/checks'); from handing_in import SEEDS; print(len(SEEDS))"
    bare = {name: value for name, value in os.environ.items() if name != "MISSING_MIDDLE_SEEDS"}
    done = subprocess.run([sys.executable, "-c", code], cwd=root, env=bare, capture_output=True, text=True)
    assert done.stdout == "200\n"
