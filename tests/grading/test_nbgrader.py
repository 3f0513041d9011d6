"""The solutions dropped into a real nbgrader: it releases, collects and grades them, with the scores that we give."""

import copy
import os
import shutil
import sys
from pathlib import Path

import nbformat
import pytest

from missing_middle.checks import feedback
from missing_middle.checks.judging import CORRECT
from missing_middle.checks.registry import questions_of

pytest.importorskip("nbgrader.apps")
warned = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # nbgrader's own
pytestmark = [warned, pytest.mark.long]

ROOT = Path(__file__).resolve().parents[2]
SOLUTION, EXERCISE = (ROOT / folder / "trade.ipynb" for folder in ("solutions", "exercises"))
QUESTIONS = questions_of("trade")
POINTS = {question.id: question.points for question in QUESTIONS if question.kind != "text"}
HALF = {  # what a student did who came half way
    "trade-q2": "closed = 100 - 100 / (1 + q2.exporters * q2.export_sales / q2.home_sales)",  # forgot two partners
    "trade-q4": "fates = ['home'] * len(q9.phi)",  # an error: there is no q9
    "trade-q5": "import sys\nprint('careful', file=sys.stderr)\nturning_point = q5.f * q5.tau ** (1 - q5.sigma)",
}


def half_right():
    """Questions 1, 3, 5 and 7 are right, 2 and 4 wrong, 6 untouched."""
    notebook = nbformat.read(EXERCISE, as_version=4)
    solved = {cell.id: cell.source for cell in nbformat.read(SOLUTION, as_version=4).cells}
    for cell in notebook.cells:
        if cell.id in HALF:
            cell.source = HALF[cell.id]
        elif cell.id in ("trade-q1", "trade-q3", "trade-q7"):
            cell.source = solved[cell.id]
    return notebook


SUBMISSIONS = {
    "solved": nbformat.read(SOLUTION, as_version=4),
    "untouched": nbformat.read(EXERCISE, as_version=4),
    "half": half_right(),
}


def our_scores(notebook):
    """Points by question when the cells run one after the other and each check asks us."""
    scores, names = dict.fromkeys(POINTS, 0), {}

    def score(question_id, answer):
        scores[question_id] = POINTS[question_id] * (feedback.verdict(question_id, answer).outcome == CORRECT)

    for cell in notebook.cells:
        if cell.cell_type == "code":
            try:
                exec(cell.source, names)
            except NameError:  # a cell that fails leaves the rest to run, as in nbgrader
                assert cell.id in ("trade-q4", "trade-q4-check")
            names["check"] = score
    return scores


@pytest.fixture(scope="module")
def monkeypatch_module():
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture(scope="module")
def course(tmp_path_factory, monkeypatch_module):
    """A course of nbgrader after release, three submissions and autograding."""
    from nbgrader.apps import NbGraderAPI
    from traitlets.config import Config

    # nbgrader calls alembic by name: it is found beside the Python that runs the tests
    monkeypatch_module.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    root = tmp_path_factory.mktemp("course")
    config = Config()
    config.CourseDirectory.root = str(root)
    config.CourseDirectory.course_id = "missing-middle"
    config.Exchange.root = str(root / "exchange")
    config.ExecutePreprocessor.timeout = 60
    (root / "source" / "trade").mkdir(parents=True)
    shutil.copy(SOLUTION, root / "source" / "trade" / "trade.ipynb")
    api = NbGraderAPI(config=config)
    released = api.generate_assignment("trade")
    assert released["success"], released["log"]
    for student, notebook in SUBMISSIONS.items():
        folder = root / "submitted" / student / "trade"
        folder.mkdir(parents=True)
        nbformat.write(copy.deepcopy(notebook), folder / "trade.ipynb")
        result = api.autograde("trade", student)
        assert result["success"], result["log"]
    return root, api


def test_release_by_nbgrader_holds_no_solution(course):
    root, _ = course
    released = nbformat.read(root / "release" / "trade" / "trade.ipynb", as_version=4)
    text = nbformat.writes(released)
    assert "BEGIN SOLUTION" not in text and "by_formula" not in text and "bid for workers" not in text
    stubs = [cell for cell in released.cells if cell.id in POINTS]
    assert len(stubs) == len(POINTS) and all("NotImplementedError" in cell.source for cell in stubs)


@pytest.mark.parametrize("student", SUBMISSIONS)
def test_nbgrader_gives_each_question_the_score_that_we_give(course, student):
    _, api = course
    with api.gradebook as book:
        grades = book.find_submission_notebook("trade", "trade", student).grades
        theirs = {grade.name.removesuffix("-check"): grade.auto_score for grade in grades if grade.name != "trade-q8"}
    assert theirs == our_scores(SUBMISSIONS[student])


def test_the_three_submissions_differ_as_they_should():
    ours = {student: our_scores(notebook) for student, notebook in SUBMISSIONS.items()}
    assert ours["solved"] == POINTS
    assert not any(ours["untouched"].values())
    right = {name for name, points in ours["half"].items() if points}
    assert right == {"trade-q1", "trade-q3", "trade-q5", "trade-q7"}


def test_answer_in_words_waits_for_a_person(course):
    _, api = course
    with api.gradebook as book:
        for student in ("solved", "half"):
            grade = book.find_grade("trade-q8", "trade", "trade", student)
            assert grade.max_score == next(question.points for question in QUESTIONS if question.id == "trade-q8")
            assert grade.needs_manual_grade and grade.auto_score in (0, None)
