"""Set 0 is asked as the others are, and counts for nothing."""

from missing_middle.checks.registry import SETS, UNGRADED, all_questions, question_of, questions_of
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
