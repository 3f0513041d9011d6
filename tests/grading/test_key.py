"""To explain a lost point: the student's numbers, what is right for them, what each wrong model says, what he got."""

import hashlib
import json

import pytest
from class_of_200 import personal
from classroom import right
from click.testing import CliRunner
from outcome import graded_folder, result_of
from top_to_bottom import verdicts
from trees import SALT

from missing_middle.checks.judging import CORRECT, MISCONCEPTION
from missing_middle.checks.registry import SETS, question_of, questions_of
from missing_middle.checks.variants import PUBLIC, case_of
from missing_middle.grading.asking import SourceError
from missing_middle.grading.cli import main
from missing_middle.grading.key import key_lines
from missing_middle.grading.results import write_result
from missing_middle.grading.tokens import hidden_key, token_of

ADA = token_of("ada", SALT)


def line(lines, question, start):
    """What stands behind ``start`` in the part of one question."""
    lines = list(lines)
    place = next(place for place, one in enumerate(lines) if one.startswith(f"{question}  "))
    return next(one for one in lines[place:] if one.startswith(start)).removeprefix(start)


@pytest.mark.parametrize("name", SETS)
def test_every_question_stands_there_with_its_numbers_and_every_wrong_model(name):
    lines = "\n".join(key_lines(name, ADA, hidden_key(SALT)))
    for question in questions_of(name):
        assert f"{question.id}  {question.title} ({question.points} points)" in lines
        assert all(wrong.misconception in lines for wrong in question.wrong)
        assert repr(case_of(question, ADA)).splitlines()[0] in lines


def test_what_is_printed_as_right_or_wrong_is_so_in_the_students_own_notebook():
    lines = list(key_lines("trade", ADA, hidden_key(SALT)))
    for start, outcome in (("  right: ", CORRECT), ("  mz-share: ", MISCONCEPTION)):
        share = line(lines, "trade-q1", start).split(" ")[0]
        letter = line(lines, "trade-q7", "  right: ")
        notebook = personal("ada", answers={"trade-q1": f"share = {share}", "trade-q7": f"statement = {letter!r}"})
        said = verdicts(notebook)
        assert said["trade-q1"].outcome == outcome and said["trade-q7"].outcome == CORRECT
    assert said["trade-q1"].misconception == "mz-share"


def test_hidden_points_are_those_of_the_class():
    with_salt, public = (
        line(key_lines("trade", ADA, hidden_key(salt)), "trade-q3", "  right at hidden points: ")
        for salt in (SALT, None)
    )
    point = case_of(question_of("trade-q3"), ADA, hidden_key(SALT)).points[0]
    assert with_salt != public and f"tau = {point[1]:g}" in with_salt


def test_tables_are_told_row_by_row():
    table = line(key_lines("gains", PUBLIC), "gains-q4", "  right: ")
    (gain, rank), *_ = right("gains-q4")
    assert table.startswith(f"{case_of(question_of('gains-q4')).country[0]}: {gain:.6g}, {rank:g}; ")


def test_set_that_is_not_graded_is_refused():
    with pytest.raises(SourceError, match="'primer' is no set that is graded; there are variety, trade"):
        list(key_lines("primer", PUBLIC))


@pytest.fixture
def graded(tmp_path):
    """A folder with a result of Ada's, and the arguments that name her."""
    marks = [
        {"id": "trade-q1", "outcome": "misconception", "misconception": "mz-share", "words": "Think.", "points": 0},
        {"id": "trade-q2", "outcome": "stopped", "misconception": None, "words": "It stopped.", "points": 0},
    ]
    marks = [one | {"possible": 2, "shown": ["0.47\x1b[31m"], "error": None} for one in marks]
    marks[1]["error"] = "NameError"
    write_result(tmp_path / "out", "ada", "trade", {"student": "ada", "exercise": "trade", "questions": marks}, b"{}")
    (tmp_path / "roster.csv").write_text("student\nada\nbob\n")
    (tmp_path / "salt").write_bytes(SALT)
    return [str(tmp_path / "out"), "--roster", str(tmp_path / "roster.csv"), "--salt-file", str(tmp_path / "salt")]


def test_command_prints_what_the_student_got(graded):
    done = CliRunner().invoke(main, ["key", *graded, "--set", "trade", "--student", "ada"])
    assert done.exit_code == 0 and "the numbers of ada" in done.output
    assert "got: misconception (mz-share), 0 of 2 points: Think." in done.output
    assert "its cell stopped with NameError" in done.output
    assert "the notebook shows: 0.47\\x1b[31m" in done.output  # nothing steers the terminal


@pytest.mark.sandbox
def test_value_that_was_given_is_printed_from_a_second_run(sandbox, tmp_path):
    """With her own numbers; what a cell prints, raises or hides is not repeated, and her text cannot pose as ours."""
    answers = {
        "trade-q1": "share = 0.125",
        "trade-q2": "closed = 'a\\n  right: 1'",
        "trade-q5": "turning_point = 1 / 0",
    }
    book = json.dumps(personal("ada", answers=answers)).encode()
    (tmp_path / "in" / "ada").mkdir(parents=True)
    (tmp_path / "in" / "ada" / "trade.ipynb").write_bytes(book)
    result = result_of("ada") | {"file": "ada/trade.ipynb", "sha256": hashlib.sha256(book).hexdigest()}
    graded_folder(tmp_path / "out", [result])
    (tmp_path / "roster.csv").write_text("student\nada\n")
    (tmp_path / "salt").write_bytes(SALT)
    command = [
        "key",
        str(tmp_path / "out"),
        "--set",
        "trade",
        "--student",
        "ada",
        "--salt-file",
        str(tmp_path / "salt"),
    ]
    command += ["--roster", str(tmp_path / "roster.csv"), "--submissions", str(tmp_path / "in")]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    assert line(lines, "trade-q1", "  gave: ") == "0.125" and line(lines, "trade-q5", "  gave: ") == "nothing plain"
    assert line(lines, "trade-q2", "  gave: ") == repr("a\n right: 1") and "  right: 1" not in lines
    values = line(lines, "trade-q3", "  gave: ").split("; ")
    wanted = line(lines, "trade-q3", "  right: ").split("; ") + line(
        lines, "trade-q3", "  right at hidden points: "
    ).split("; ")
    assert values == [one.rpartition(": ")[2] for one in wanted]
    (tmp_path / "in" / "ada" / "trade.ipynb").write_bytes(book + b" ")
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 1 and "ada/trade.ipynb is another file now" in done.output and "right" not in done.output


@pytest.mark.parametrize(
    "arguments, status, said",
    [
        (["--student", "adda"], 1, "'adda' is not on "),
        (["--student", "bob"], 1, "holds no result of bob, trade"),
        ([], 2, "--student and --roster belong together"),
    ],
)
def test_slip_in_the_command_is_no_other_students_key(graded, arguments, status, said):
    done = CliRunner().invoke(main, ["key", *graded, "--set", "trade", *arguments])
    assert done.exit_code == status and said in done.output and "right:" not in done.output


def test_without_a_student_it_is_the_key_to_the_published_exercises():
    done = CliRunner().invoke(main, ["key", "--set", "trade"])
    assert done.exit_code == 0 and "the published numbers" in done.output
    assert f"  right: {right('trade-q1'):.6g}" in done.output
