"""One list says what a run covers; a regrade says who changed and why; nothing is mixed, nothing is lost in silence."""

import csv
import io
import json
import shutil
import subprocess
import sys
from itertools import pairwise

import pytest
from classroom import ALL_RIGHT, RELEASED, answered, cell, solved
from click.testing import CliRunner
from trees import SALT, put, zipped

from missing_middle.grading import batch, results
from missing_middle.grading.asking import SourceError
from missing_middle.grading.cli import main
from missing_middle.grading.commands import told
from missing_middle.grading.limits import Limits
from missing_middle.grading.numbers import complain_about_numbers
from missing_middle.grading.report import item_report
from missing_middle.grading.roster import read_students
from missing_middle.grading.tokens import token_of
from missing_middle.grading.worker import Guard


def grade(classroom, out, threads, folder=None, **more):
    """Grade, with the class as it was first written down."""
    if not classroom.roster.exists():
        classroom.write_roster()
    return batch.grade(
        folder or classroom.submissions,
        read_students(classroom.roster),
        {"trade": RELEASED},
        out,
        Guard(Limits()),
        executor=threads,
        **more,
    )


def table(out):
    return {
        row["student"]: row["trade"] for row in csv.DictReader(io.StringIO((out / "grades.csv").read_text("utf-8-sig")))
    }


def personal(student, token=None):
    notebook = solved()
    setup = cell(notebook, "trade-setup")
    setup["source"] = "".join(setup["source"]).replace('"public"', f'"{token or token_of(student, SALT)}"')
    return notebook


@pytest.fixture
def pair(classroom):
    classroom.hand_in("ada", solved())
    classroom.hand_in("bob", answered({"trade-q1": "share = 0.999"}))
    return classroom


@pytest.mark.sandbox
def test_withdrawn_file_is_gone_everywhere(pair, threads, tmp_path):
    out = tmp_path / "out"
    grade(pair, out, threads)
    assert table(out) == {"ada": f"{ALL_RIGHT}", "bob": f"{ALL_RIGHT - 2}"}
    (pair.submissions / "ada" / "trade.ipynb").unlink()
    summary = grade(pair, out, threads, resume=True)
    assert summary.withdrawn == [("ada", "trade")] and summary.absent == ["ada"] and summary.kept == 1
    assert table(out) == {"ada": "", "bob": f"{ALL_RIGHT - 2}"}
    assert [one["student"] for one in batch.read_results(out)] == ["bob"]
    assert b"1 submissions" in item_report(out) or b"1 submission" in item_report(out)
    assert not (out / "feedback" / "ada").exists() or not list((out / "feedback" / "ada").iterdir())
    assert (out / "withdrawn" / "results" / "ada" / "trade.json").exists()  # a mistake can be undone
    exported = ["export", str(out), "--roster", str(pair.roster), "--exercise", "trade", "--moodle", "username"]
    assert CliRunner().invoke(main, [*exported, "--out", str(tmp_path / "m.csv")]).exit_code == 0
    assert (tmp_path / "m.csv").read_bytes() == f"username,trade\r\nbob,{ALL_RIGHT - 2}\r\n".encode()


@pytest.mark.sandbox
def test_what_two_machines_have_graded_becomes_one_folder(pair, threads, tmp_path):
    both = tmp_path / "both"
    for student in ("ada", "bob"):
        shutil.copytree(pair.submissions / student, tmp_path / f"in-{student}" / student)
        grade(pair, tmp_path / student, threads, tmp_path / f"in-{student}")
        for part in results.PARTS:
            shutil.copytree(tmp_path / student / part, both / part, dirs_exist_ok=True)
    summary = grade(pair, both, threads, resume=True)
    assert (summary.graded, summary.kept, summary.complete) == (0, 2, True)
    assert table(both) == {"ada": f"{ALL_RIGHT}", "bob": f"{ALL_RIGHT - 2}"}
    for student in ("ada", "bob"):
        place = results.place_of("", "results", student, "trade")
        assert (both / place).read_bytes() == (tmp_path / student / place).read_bytes()


@pytest.mark.sandbox
def test_one_student_is_regraded_and_the_others_stay(pair, threads, tmp_path):
    out = tmp_path / "out"
    grade(pair, out, threads)
    pair.hand_in("bob", solved())
    summary = grade(pair, out, threads, only=["bob"])
    assert (summary.graded, summary.kept) == (1, 1) and table(out) == dict.fromkeys(("ada", "bob"), f"{ALL_RIGHT}")
    (change,) = summary.changed
    assert (change["student"], change["before"], change["after"], change["why"]) == (
        "bob",
        ALL_RIGHT - 2,
        ALL_RIGHT,
        "another file",
    )
    assert any(
        f"bob, trade: {ALL_RIGHT - 2} -> {ALL_RIGHT} points (another file)" in line for line in told(summary, 2, False)
    )
    first, second = (json.loads(line) for line in (out / "log.jsonl").read_text().splitlines())
    assert second["options"]["only"] == ["bob"] and second["changed"] == [change] and first["made_with"]


@pytest.mark.sandbox
def test_grading_one_students_folder_does_not_empty_the_table(classroom, threads, tmp_path):
    out = tmp_path / "out"
    for student in ("ada", "bob", "cyd"):
        classroom.hand_in(student, solved())
    grade(classroom, out, threads)
    with pytest.raises(SourceError, match=r"holds 2 results whose files are not here.*--only STUDENT"):
        grade(classroom, out, threads, folder=_folder_of(classroom, "cyd", tmp_path))
    assert set(table(out).values()) == {f"{ALL_RIGHT}"} and len(batch.read_results(out)) == 3
    grade(classroom, out, threads, folder=_folder_of(classroom, "cyd", tmp_path), withdrawing=True)
    assert table(out) == {"ada": "", "bob": "", "cyd": f"{ALL_RIGHT}"}


def _folder_of(classroom, student, tmp_path):
    data = (classroom.submissions / student / "trade.ipynb").read_bytes()
    put(tmp_path / "one", {f"{student}/trade.ipynb": data})
    return tmp_path / "one"


@pytest.mark.sandbox
def test_mended_question_makes_every_result_again_and_is_not_mixed(pair, threads, tmp_path, monkeypatch):
    out = tmp_path / "out"
    grade(pair, out, threads)
    assert grade(pair, out, threads, resume=True).kept == 2
    monkeypatch.setattr("missing_middle.grading.prints.course_print", lambda: "another course")
    with pytest.raises(SourceError, match="--only would mix results"):
        grade(pair, out, threads, only=["bob"])
    summary = grade(pair, out, threads, resume=True)
    assert (summary.graded, summary.kept) == (2, 0)


def test_print_of_the_course_knows_questions_models_and_data(tmp_path, monkeypatch):
    from missing_middle.grading import prints

    names = {name for name, _ in prints._files()}
    assert {"checks/sets/trade.py", "models/melitz.py", "grading/marking.py"} <= names
    assert any(name.startswith("data/") for name in names)
    (tmp_path / "missing_middle" / "checks").mkdir(parents=True)
    (tmp_path / "data").mkdir()
    question = tmp_path / "missing_middle" / "checks" / "q.py"
    monkeypatch.setattr(prints, "PACKAGE", tmp_path / "missing_middle")
    seen = []
    for text in ("right = 1", "right = 2"):
        question.write_text(text)
        prints.course_print.cache_clear()
        seen.append(prints.course_print())
    monkeypatch.undo()
    prints.course_print.cache_clear()
    assert seen[0] != seen[1]


@pytest.mark.sandbox
def test_worker_with_another_course_refuses(pair, threads, tmp_path, monkeypatch):
    from missing_middle.grading.asking import Refusal

    monkeypatch.setattr(batch, "course_print", lambda: "0123456789abcdef")
    with pytest.raises(Refusal, match="another version of the course"):
        grade(pair, tmp_path / "out", threads)
    with pytest.raises(SourceError, match="did not come to its end"):
        batch.read_results(tmp_path / "out")


@pytest.mark.sandbox
def test_second_grader_on_one_folder_is_told_so(pair, threads, tmp_path):
    with results.locked(tmp_path / "out"), pytest.raises(SourceError, match="another run is writing"):
        grade(pair, tmp_path / "out", threads)


@pytest.mark.parametrize(
    "files, said",
    [
        ({"run.json": "{"}, "run.json is missing or is not what a run has written"),
        ({"run.json": "[]"}, "run.json is missing or is not what a run has written"),
        ({"run.json": '{"covers": [["ada", "trade"]]}'}, "trade.json is missing"),
        ({"run.json": '{"covers": [["ada", "trade"]]}', "results/ada/trade.json": "{"}, "trade.json is missing or is"),
        ({"results/ada/trade.json": "7"}, "trade.json is missing or is not what a run has written"),
    ],
)
def test_folder_that_lost_a_file_is_told_so(tmp_path, files, said):
    put(tmp_path, {name: text.encode() for name, text in files.items()})
    (tmp_path / "roster.csv").write_text("student\nada\n")
    exported = ["export", "--roster", str(tmp_path / "roster.csv"), "--exercise", "trade", "--moodle", "username"]
    for command in (["report"], [*exported, "--out", str(tmp_path / "x.csv")]):
        done = CliRunner().invoke(main, [*command, str(tmp_path)])
        assert done.exit_code == 1 and done.output.startswith("Error: ") and said in done.output


def test_limit_that_is_no_number_is_refused_in_one_sentence(tmp_path):
    (tmp_path / "roster.csv").write_text("student\nada\n")
    arguments = ["--roster", str(tmp_path / "roster.csv"), "--out", str(tmp_path / "out"), "--question-seconds", "nan"]
    done = CliRunner().invoke(main, ["grade", str(tmp_path), *arguments])
    assert (
        done.exit_code == 1
        and done.output == "Error: question_seconds = nan is not allowed: give a finite number above 0.\n"
    )


def test_sweeping_touches_no_file_that_is_not_the_graders(tmp_path):
    (tmp_path / "Downloads").mkdir()
    thesis = tmp_path / "Downloads" / ".thesis.pdf.part"
    thesis.write_text("three years")
    stale = tmp_path / "results" / "ada" / ".trade.json.part"
    stale.parent.mkdir(parents=True)
    stale.write_text("{")
    with results.locked(tmp_path):
        assert thesis.exists() and not stale.exists()


# A salt that is missing or wrong --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "salt, said",
    [
        (None, "3 notebooks hold numbers of a class that was released with a secret .*: give --salt-file"),
        (b"another secret of sixteen bytes", "3 of 3 notebooks were released with another secret .* 0 fit"),
    ],
)
def test_missing_or_wrong_salt_stops_before_the_first_student(classroom, threads, tmp_path, salt, said):
    for student in ("ada", "bob", "cyd"):
        classroom.hand_in(student, personal(student))
    with pytest.raises(SourceError, match=said):
        grade(classroom, tmp_path / "out", threads, salt=salt)
    assert not (tmp_path / "out" / "results").exists()


@pytest.mark.sandbox
def test_right_salt_goes_on_and_names_the_odd_ones(classroom, threads, tmp_path):
    for student in ("ada", "bob", "cyd", "dan"):
        classroom.hand_in(student, personal(student))
    classroom.hand_in("cyd", personal("cyd", "public"))
    classroom.hand_in("dan", personal("ada"))
    classroom.hand_in("eve", personal("eve", "0" * 32))
    summary = grade(classroom, tmp_path / "out", threads, salt=SALT)
    assert summary.remarks == [
        ("cyd", "trade", "it is the published notebook, not this student's own"),
        ("dan", "trade", "it holds the numbers of ada"),
        ("eve", "trade", "it holds numbers of another class or year"),
    ]
    lines = "\n".join(told(summary, 5, False))
    assert "look: dan, trade: it holds the numbers of ada" in lines
    left = json.loads((tmp_path / "out" / "left.json").read_text())
    assert [one["student"] for one in left["4 remarks"]] == ["cyd", "dan", "eve"]
    assert b"it holds the numbers of ada" in item_report(tmp_path / "out")


def test_summary_of_a_big_class_is_short_and_its_file_holds_all():
    ids = [f"s{number:03}" for number in range(200)]
    summary = batch.Summary(files=400, graded=400, absent=ids)
    summary.remarks = [(one, "trade", "it is the published notebook, not this student's own") for one in ids]
    summary.alike = [(tuple(ids), "trade", "byte for byte")]
    summary.alike += [((one, other), "gains", "byte for byte") for one, other in pairwise(ids)]
    summary.lacking = [(one, "trade", "trade-q1", "needs a library that is not here") for one in ids]
    summary.late = [(one, "trade", "late", False) for one in ids]
    lines = list(told(summary, 200, False))
    assert len(lines) == 2 + 4 * 6 + 1 and max(map(len, lines)) < 120 and "left.json" in lines[-1]
    assert "  look: 200 in all; the others are in left.json" in lines
    assert "  alike: 200 students, such as s000, s001, s002, s003, s004: trade, byte for byte" in lines
    assert "  alike: 200 in all; the others are in left.json" in lines
    left = batch._left(summary)
    assert [one["student"] for one in left["4 remarks"]] == left["7 handed in nothing"] == ids
    assert left["5 alike"][0]["students"] == ids and len(left["5 alike"]) == 200


def test_instructor_may_insist():
    from missing_middle.grading.contents import Content

    odd = [("x.ipynb", Content("", tokens=frozenset({"0" * 32})))]
    with pytest.raises(SourceError, match="--other-numbers"):
        complain_about_numbers(odd, {}, True)


# Exit status ----------------------------------------------------------------------------------------------------------


@pytest.mark.long
@pytest.mark.sandbox
@pytest.mark.parametrize(
    "files, status, said",
    [
        ({"ada/trade.ipynb": "solved"}, 0, "1 file: 1 graded"),
        ({"ada/trade.pdf": b"%PDF"}, 3, "Nothing was graded."),
        ({}, 3, "Nothing was graded."),
        ({"ada/trade.ipynb": b"{"}, 3, "cannot be read: ada, trade"),
        (
            {"ada/trade.ipynb": "solved", "x/tr\u0105de \x1b[31m.ipynb": "solved"},
            3,
            "left aside: x/tr\u0105de \\x1b[31m",
        ),
        ({"all.zip": {"ada/trade.ipynb": "solved"}}, 0, "1 file: 1 graded"),
        ({"ada/trade.ipynb": "lacks"}, 3, "needs a library that is not here: ada, trade: trade-q1"),
        ({"ada/trade.ipynb": "numbered"}, 3, "takes an output by its number, such as Out[5]"),
    ],
)
def test_exit_status_says_whether_a_person_must_look(sandbox, tmp_path, files, status, said):
    def made(data):
        if isinstance(data, dict):
            return zipped({name: made(one) for name, one in data.items()})
        if data == "lacks":
            return json.dumps(answered({"trade-q1": "import a_library_of_a_hub\nshare = 1"})).encode()
        if data == "numbered":
            return json.dumps(answered({"trade-q1": "share = Out[2]"})).encode()
        return json.dumps(solved()).encode() if data == "solved" else data

    (tmp_path / "in").mkdir()
    put(tmp_path / "in", {name: made(data) for name, data in files.items()})
    (tmp_path / "roster.csv").write_text("student,name\nada,Ada\n,\n")
    (tmp_path / "release").mkdir()
    (tmp_path / "release" / "trade.ipynb").write_bytes(RELEASED)
    arguments = ["--roster", tmp_path / "roster.csv", "--out", tmp_path / "out", "--release", tmp_path / "release"]
    code = "from missing_middle.grading.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "grade", tmp_path / "in", *arguments, "--workers", "1"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == status, done.stdout + done.stderr
    assert said in done.stdout and "Traceback" not in done.stderr


@pytest.mark.long
@pytest.mark.sandbox
def test_id_with_a_mark_goes_from_the_roster_to_the_page_in_one_form(sandbox, tmp_path):
    """Typed with the mark as a sign of its own, as a Mac names folders."""
    (tmp_path / "roster.csv").write_text("student,name\nzoe\u0308,Zoe\u0308\n", encoding="utf-8")
    put(tmp_path / "in", {"zoe\u0308/trade.ipynb": json.dumps(solved()).encode()})
    command = ["grade", str(tmp_path / "in"), "--roster", str(tmp_path / "roster.csv"), "--out", str(tmp_path / "out")]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0 and "1 file: 1 graded" in done.output, done.output
    done = CliRunner().invoke(main, [*command, "--only", "zoe\u0308"])
    assert done.exit_code == 0 and "1 file: 1 graded" in done.output, done.output
    assert (tmp_path / "out" / "feedback" / "zo\u00eb" / "trade.html").is_file()
