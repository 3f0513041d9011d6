"""Set 0 is asked as the others are, and counts for nothing."""

import handing_in
import numpy as np
import pytest

from missing_middle.checks.registry import SETS, UNGRADED, all_questions, question_of, questions_of
from missing_middle.checks.variants import draw_case
from missing_middle.grading.commands import EXERCISES, read_releases
from missing_middle.grading.roster import Student
from missing_middle.grading.submissions import find_submissions


def test_set_0_is_known_and_in_no_total():
    assert UNGRADED == ("primer",) and "primer" not in SETS
    assert not any(question.set == "primer" for question in all_questions())
    assert question_of("primer-q1").set == "primer"


def test_set_0_has_four_kinds():
    assert [question.kind for question in questions_of("primer")] == ["value", "function", "table", "choice"]


def test_grader_leaves_set_0_aside(tmp_path):
    releases = read_releases(EXERCISES)
    assert (EXERCISES / "primer.ipynb").is_file() and "primer" not in releases
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "primer.ipynb").write_text("{}")
    found, left = find_submissions(tmp_path, [Student("ada")], tuple(releases))
    assert found == [] and left[0].reason == "the set primer is not graded" and left[0].harmless


@pytest.mark.parametrize("seed", handing_in.SEEDS[:5])
def test_right_answers_are_what_the_words_ask_for(seed):
    """From what they ask for, backwards: profit and wages are the sales, and a ratio times its divisor is the rest."""
    profit, ratio, sizes = (question_of(f"primer-q{number}") for number in (1, 2, 3))
    case = draw_case(profit, seed)
    assert profit.right(case) + case.workers * case.wage == pytest.approx(case.sales)
    case = draw_case(ratio, seed)
    for (sales, workers), told in zip(case.points, ratio.right(case), strict=True):
        assert told * workers == pytest.approx(sales)
    case = draw_case(sizes, seed)
    assert np.ravel(sizes.right(case)) * case.firms == pytest.approx(np.array(case.workers, float))
