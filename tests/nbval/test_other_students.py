"""The published solutions solve every student's variant, since they compute: only a choice is a letter of its own."""

import contextlib
import io
from pathlib import Path

import nbformat
import pytest

from missing_middle.checks import feedback, variant
from missing_middle.checks.judging import CORRECT
from missing_middle.checks.registry import question_of, questions_of

SOLUTIONS = sorted((Path(__file__).resolve().parents[2] / "solutions").glob("*.ipynb"))
STUDENTS = [f"student {number}" for number in range(20)]


@pytest.fixture(autouse=True)
def public_again():
    yield
    variant("public")


def outcomes(path, token):
    """The outcome of each check when the solution runs with the numbers of ``token``."""
    found, names = {}, {}

    def check(question_id, answer):
        found[question_id] = feedback.verdict(question_id, answer).outcome

    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            with contextlib.redirect_stdout(io.StringIO()):
                exec(cell.source.replace('variant("public")', f'variant("{token}")'), names)
            names["check"] = check
    return found


@pytest.mark.parametrize("token", STUDENTS)
@pytest.mark.parametrize("path", SOLUTIONS, ids=lambda path: path.stem)
def test_solution_is_correct_with_the_numbers_of_any_student(path, token):
    found = outcomes(path, token)
    assert set(found) == {question.id for question in questions_of(path.stem) if question.kind != "text"}
    assert {outcome for name, outcome in found.items() if question_of(name).kind != "choice"} == {CORRECT}
