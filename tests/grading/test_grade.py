"""From a folder of submissions to grades, feedback and an exit status, as an instructor uses it."""

import csv
import io
import json

import pytest
from classroom import ALL_RIGHT, RELEASED, answered, cell, right, solved
from click.testing import CliRunner

from missing_middle.checks.registry import question_of, questions_of
from missing_middle.checks.variants import case_of
from missing_middle.grading import batch
from missing_middle.grading.cli import main
from missing_middle.grading.feedback import feedback_page
from missing_middle.grading.limits import Limits
from missing_middle.grading.report import item_report
from missing_middle.grading.roster import read_students
from missing_middle.grading.tokens import VARIANT, token_of
from missing_middle.grading.worker import Guard

SALT = b"a secret of sixteen bytes or more"


def grade(classroom, out, threads, **more):
    classroom.write_roster()
    batch.grade(
        classroom.submissions,
        read_students(classroom.roster),
        {"trade": RELEASED},
        out,
        Guard(Limits()),
        executor=threads,
        **more,
    )
    return {one["student"]: one for one in batch.read_results(out)}


def outcomes(result):
    return {question["id"]: question["outcome"] for question in result["questions"]}


@pytest.mark.sandbox
def test_every_named_wrong_model_is_recognized_when_graded(threads, classroom, tmp_path):
    question = question_of("trade-q1")
    for wrong in question.wrong:
        classroom.hand_in(wrong.misconception, answered({"trade-q1": f"share = {wrong.rule(case_of(question))!r}"}))
    results = grade(classroom, tmp_path / "out", threads)
    for wrong in question.wrong:
        first = results[wrong.misconception]["questions"][0]
        assert (first["outcome"], first["misconception"]) == ("misconception", wrong.misconception)
        assert first["points"] == 0 and first["words"] == wrong.said_back()


@pytest.mark.sandbox
def test_outcomes_of_an_exercise_half_done(threads, classroom, tmp_path):
    classroom.hand_in("untouched", json.loads(RELEASED))
    classroom.hand_in(
        "half",
        answered(
            {
                "trade-q1": "share = 'a third'",
                "trade-q2": "closed = 1.2345",
                "trade-q4": "fates = ['home'] * 5",
                "trade-q5": "turning_point = undefined_name",
                "trade-q7": "statement = ...",
                "trade-q8": "In my view.",
            }
        ),
    )
    results = grade(classroom, tmp_path / "out", threads)
    assert set(outcomes(results["untouched"]).values()) == {"not attempted"} and results["untouched"]["points"] == 0
    assert outcomes(results["half"]) == {
        "trade-q1": "wrong kind",
        "trade-q2": "not yet",
        "trade-q3": "correct",
        "trade-q4": "wrong kind",
        "trade-q5": "stopped",
        "trade-q6": "correct",
        "trade-q7": "not attempted",
        "trade-q8": "by hand",
    }
    assert results["half"]["points"] == 6 and results["half"]["by_hand"] == 3


@pytest.mark.sandbox
def test_grader_gives_the_scores_that_a_real_nbgrader_gives(threads, classroom, tmp_path):
    """``test_nbgrader.py`` compares the same three notebooks with nbgrader's own scores."""
    nbgrader = pytest.importorskip("test_nbgrader")
    for student, notebook in nbgrader.SUBMISSIONS.items():
        classroom.hand_in(student, json.loads(json.dumps(notebook)))
    results = grade(classroom, tmp_path / "out", threads)
    for student, notebook in nbgrader.SUBMISSIONS.items():
        ours = {one["id"]: one["points"] for one in results[student]["questions"] if one["kind"] != "text"}
        assert ours == nbgrader.our_scores(notebook)


def own_variant(student):
    """Solved with this student's numbers; the letters of the choice stand in his own order."""
    notebook = solved()
    choice = question_of("trade-q7")
    letter = choice.right(case_of(choice, token_of(student, SALT)))
    cell(notebook, "trade-q7")["source"] = f"statement = {letter!r}"
    setup = cell(notebook, "trade-setup")
    setup["source"] = VARIANT.sub(f'variant("{token_of(student, SALT)}")', "".join(setup["source"]))
    return notebook


@pytest.mark.sandbox
def test_each_student_is_graded_by_his_own_numbers(threads, classroom, tmp_path):
    for student in ("ada", "bob"):
        classroom.hand_in(student, own_variant(student))
    copied = own_variant("cyd")
    theirs = question_of("trade-q2").right(case_of(question_of("trade-q2"), token_of("ada", SALT)))
    cell(copied, "trade-q2")["source"] = f"closed = {theirs!r}"
    classroom.hand_in("cyd", copied)
    for_ada = own_variant("ada")  # its cells compute, so all but the letter fit any numbers
    cell(for_ada, "trade-q7")["source"] = cell(own_variant("dan"), "trade-q7")["source"]
    classroom.hand_in("dan", for_ada)
    results = grade(classroom, tmp_path / "out", threads, salt=SALT)
    assert [results[student]["points"] for student in ("ada", "bob", "cyd", "dan")] == [
        ALL_RIGHT,
        ALL_RIGHT,
        ALL_RIGHT - 2,
        ALL_RIGHT,
    ]
    assert not results["ada"]["notes"]
    assert "not released to this student" in results["dan"]["notes"][0]


def test_hidden_points_differ_by_student_and_need_the_secret():
    question = question_of("trade-q3")
    keys = [b"one", b"two"]
    points = {
        (student, key): case_of(question, token_of(student, SALT), key).points
        for student in ("ada", "bob")
        for key in keys
    }
    assert len(set(points.values())) == 4


@pytest.mark.sandbox
def test_command_grades_reports_and_exports(sandbox, classroom, tmp_path):
    classroom.hand_in("ada", solved())
    classroom.hand_in("bob", answered({"trade-q1": "share = 0.999"}))
    classroom.hand_in("stranger", solved())
    classroom.students = ["ada", "bob", "absent"]
    classroom.roster.parent.mkdir(exist_ok=True)
    classroom.roster.write_text("student,name\nada,=HYPERLINK(1)\nbob,@SUM(A1)\nabsent,-1\n")
    (tmp_path / "release").mkdir()
    (tmp_path / "release" / "trade.ipynb").write_bytes(RELEASED)
    out, run = str(tmp_path / "out"), CliRunner().invoke
    told = run(
        main,
        [
            "grade",
            str(classroom.submissions),
            "--roster",
            str(classroom.roster),
            "--out",
            out,
            "--workers",
            "1",
            "--release",
            str(tmp_path / "release"),
        ],
    )
    assert told.exit_code == 3, told.output  # one file is nobody's
    assert "3 files: 2 graded, 0 kept from an earlier run, 0 failed, 1 left aside." in told.output
    assert "3 students: 2 handed in, 1 did not." in told.output
    rows = list(csv.DictReader(io.StringIO((tmp_path / "out" / "grades.csv").read_text("utf-8-sig"))))
    assert [(row["student"], row["name"], row["trade"]) for row in rows] == [
        ("ada", "'=HYPERLINK(1)", f"{ALL_RIGHT}"),
        ("bob", "'@SUM(A1)", f"{ALL_RIGHT - 2}"),
        ("absent", "'-1", ""),
    ]
    told = run(main, ["report", out])
    assert told.exit_code == 0 and "2 submissions" in (tmp_path / "out" / "items.html").read_text()
    told = run(
        main,
        [
            "export",
            out,
            "--roster",
            str(classroom.roster),
            "--exercise",
            "trade",
            "--moodle",
            "username",
            "--out",
            f"{out}/moodle.csv",
        ],
    )
    assert told.exit_code == 0, told.output
    assert (
        tmp_path / "out" / "moodle.csv"
    ).read_bytes() == f"username,trade\r\nada,{ALL_RIGHT}\r\nbob,{ALL_RIGHT - 2}\r\n".encode()


def test_export_asks_for_a_column_instead_of_guessing(tmp_path):
    for name in ("roster.csv", "canvas.csv"):
        (tmp_path / name).write_text("student\nada\n")
    told = CliRunner().invoke(
        main,
        [
            "export",
            str(tmp_path),
            "--roster",
            str(tmp_path / "roster.csv"),
            "--exercise",
            "trade",
            "--canvas",
            str(tmp_path / "canvas.csv"),
            "--out",
            str(tmp_path / "x"),
        ],
    )
    assert told.exit_code == 2 and "no name is guessed" in told.output


EVIL = "</pre><script>document.title = 'owned'</script><img src=x onerror=\"document.title='owned'\"><b onclick=x()>"


@pytest.mark.browser
def test_feedback_page_runs_nothing_in_a_browser(browser, tmp_path):
    question = {
        "id": "trade-q1",
        "kind": "value",
        "outcome": "not yet",
        "words": EVIL,
        "points": 0,
        "possible": 2,
        "misconception": None,
        "shown": [EVIL, "javascript:alert(1)"],
    }
    result = {
        "student": EVIL,
        "exercise": "trade",
        "points": 0,
        "possible": 2,
        "by_hand": 0,
        "notes": [EVIL],
        "questions": [question],
    }
    path = tmp_path / "page.html"
    # Also past a hole in the escaping: a script that got in is stopped by the page's own policy.
    for place, html in enumerate((feedback_page(result), feedback_page(result) + EVIL.encode())):
        path.write_bytes(html)
        page = browser.new_page()
        asked = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(path.as_uri())
        page.wait_for_timeout(300)
        assert page.title().startswith("trade: </pre><script>") and len(asked) <= 1 + place
        assert page.locator("script, img").count() == 2 * place
        assert page.locator("body").evaluate("body => getComputedStyle(body).maxWidth") != "none"  # the style holds
        page.close()


@pytest.mark.browser
def test_pages_fit_a_phone_whatever_a_student_is_called(browser, tmp_path):
    long = "a" * 60
    question = {"id": "trade-q1", "kind": "value", "outcome": "correct", "words": long, "points": 2, "possible": 2}
    question |= {"misconception": None, "shown": ["x" * 500], "error": None}
    result = {"student": long, "exercise": "trade", "file": f"{long}/{long}.ipynb", "points": 2, "possible": 2}
    questions = [question | {"id": one.id} for one in questions_of("trade")]
    result |= {"by_hand": 0, "notes": [long * 3], "questions": questions, "ended": "done", "guard": "sandbox"}
    out = tmp_path / "out"
    (out / "results" / long).mkdir(parents=True)
    (out / "results" / long / "trade.json").write_text(json.dumps(result))
    (out / "left.json").write_text(json.dumps({"2 left aside": [{"file": f"{long}/{long}", "reason": "none"}]}))
    page = browser.new_page(viewport={"width": 390, "height": 700})
    for name, html in (("feedback", feedback_page(result, long)), ("items", item_report(out))):
        (tmp_path / f"{name}.html").write_bytes(html)
        page.goto((tmp_path / f"{name}.html").as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, name
    page.close()


def test_feedback_names_no_expected_value(tmp_path):
    """The words of every outcome but *correct* come from the registry and hold no right answer."""
    for name in ("trade-q1", "trade-q2", "trade-q5", "trade-q6"):
        question, answer = question_of(name), right(name)
        words = [wrong.said_back() for wrong in question.wrong] + [question.nudge]
        assert not any(f"{answer:.3g}" in text or f"{answer:.4g}" in text for text in words)
