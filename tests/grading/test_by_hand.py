"""What a person wrote counts everywhere, is refused by row where it cannot be right, and is never written over."""

import csv
import io

import pytest
from click.testing import CliRunner
from outcome import graded_folder, result_of

from missing_middle.grading.asking import SourceError
from missing_middle.grading.by_hand import Changed, add_rows, decide, read_by_hand, version
from missing_middle.grading.cli import main
from missing_middle.grading.final import final_results, renew

HEAD = "student,question,points,comment,by\n"


@pytest.fixture
def out(tmp_path):
    """Two students; each has 18 of 21 points, and 3 that wait for a person."""
    return graded_folder(tmp_path / "graded", [result_of("ada"), result_of("bob", wrong=["trade-q1"])])


def write(out, rows, head=HEAD):
    (out / "by-hand.csv").write_text(head + rows, encoding="utf-8")


def standing(out):
    return {one["student"]: (one["points"], one["possible"], one["by_hand"]) for one in final_results(out)}


def test_points_overrides_and_excuses_reach_results_table_feedback_export_and_key(out, tmp_path):
    write(
        out,
        'ada,trade-q8,"2,5",Clear; name the base.,Eve\nbob,trade-q1,1,Right but for a sign.,Eve\n'
        "bob,trade-q8,excused,Ill in that week.,Eve\n",
    )
    assert standing(out) == {"ada": (20.5, 21, 0), "bob": (17, 18, 0)}
    renew(out)
    table = list(csv.DictReader(io.StringIO((out / "grades.csv").read_text("utf-8-sig"))))
    assert [(row["trade"], row["possible"], row["by_hand"]) for row in table] == [
        ("20.5", "21", "0"),
        ("17", "18", "0"),
    ]
    pages = {name: (out / "feedback" / name / "trade.html").read_text() for name in ("ada", "bob")}
    assert "20.5 of 21 points." in pages["ada"] and "Read by a person: Clear; name the base." in pages["ada"]
    assert "wait for a person" not in pages["ada"]
    assert "Excused: Ill in that week." in pages["bob"] and "Right but for a sign." in pages["bob"]
    roster = tmp_path / "roster.csv"
    roster.write_text("student\nada\nbob\n")
    arguments = ["export", str(out), "--roster", str(roster), "--exercise", "trade", "--moodle", "username"]
    done = CliRunner().invoke(main, [*arguments, "--out", str(tmp_path / "moodle.csv")])
    assert done.exit_code == 0, done.output
    # The excused points count neither way: 17 of 18 are as many of the 21 that the platform knows.
    assert (tmp_path / "moodle.csv").read_text().split() == ["username,trade", "ada,20.5", "bob,19.83"]
    done = CliRunner().invoke(main, ["key", str(out), "--set", "trade", "--student", "bob", "--roster", str(roster)])
    assert "got: 1 of 2 points, decided by Eve: Right but for a sign." in done.output
    assert "the grader gave: not yet, 0 of 2 points: Look again." in done.output
    assert "got: excused, decided by Eve: Ill in that week." in done.output
    assert "the grader gave: by hand, 0 of 3 points" in done.output


def test_row_finds_the_student_however_a_letter_with_a_mark_was_typed(tmp_path):
    out = graded_folder(tmp_path / "graded", [result_of("zo\u00eb")])
    write(out, "zoe\u0308,trade-q8,2,,\n")
    (out / "deadlines.csv").write_text("set,student,due\ntrade,,2026-12-01T00:00Z\ntrade,zoe\u0308,2026-12-02T00:00Z\n")
    assert standing(out) == {"zo\u00eb": (20, 21, 0)}
    (tmp_path / "roster.csv").write_text("student\nzoe\u0308\n")
    command = ["key", str(out), "--set", "trade", "--roster", str(tmp_path / "roster.csv"), "--student", "zoe\u0308"]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0 and "got: 2 of 3 points, decided by a person" in done.output


def test_results_of_the_grader_stay_as_they_were(out):
    before = {path: path.read_bytes() for path in (out / "results").rglob("*.json")}
    write(out, "ada,trade-q8,3,,\n")
    renew(out)
    assert {path: path.read_bytes() for path in (out / "results").rglob("*.json")} == before


@pytest.mark.parametrize(
    "rows, said",
    [
        ("eve,trade-q8,2,,\n", "by-hand.csv, row 2: 'eve' is not of this class: write an id of the roster."),
        ("ada,trade-q8,3.5,,\n", "row 2: 3.5 points are too many: trade-q8 has 3."),
        ("ada,trade-q88,1,,\n", "row 2: there is no question 'trade-q88': write an id such as trade-q1."),
        ("ada,trade-q8,-1,,\n", "row 2: '-1' is neither a number of points nor 'excused': write one of them."),
        ("ada,trade-q8,nan,,\n", "row 2: 'nan' is neither"),
        (
            "ada,trade-q8,2,,\nbob,trade-q8,1,,\nada,trade-q8,1,,\n",
            "row 4: ada, trade-q8 stands in row 2 already: take one out.",
        ),
        ("ada,trade-q1,0,,\n", "row 2: ada, trade-q1 needs a comment, the reason that the student reads."),
        ("ada,trade-q8,excused,,\n", "row 2: ada, trade-q8 needs a comment"),
    ],
)
def test_row_that_cannot_be_right_is_refused_by_every_command_and_nothing_is_written(out, tmp_path, rows, said):
    write(out, rows)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    roster = tmp_path / "roster.csv"
    roster.write_text("student\nada\nbob\n")
    export = ["export", str(out), "--roster", str(roster), "--exercise", "trade", "--moodle", "username"]
    for arguments in ([*export, "--out", str(tmp_path / "m.csv")], ["read", str(out), "--csv"]):
        done = CliRunner().invoke(main, arguments)
        assert done.exit_code == 1 and said in done.output and done.output.count("\n") == 1, done.output
    assert not (tmp_path / "m.csv").exists()
    after = {path: path.read_bytes() for path in out.rglob("*") if path.is_file() and path.name[0] != "."}
    assert after == {path: data for path, data in before.items() if path.name[0] != "."}


def test_table_without_its_columns_is_refused(out):
    write(out, "ada,trade-q8\n", head="student,question\n")
    with pytest.raises(SourceError, match="points is missing"):
        read_by_hand(out)


def test_empty_table_has_the_answers_and_keeps_what_a_person_wrote(out):
    write(out, "bob,trade-q8,1,=so,Eve,mine\n", head="Student;x\n".replace("Student;x", HEAD.strip() + ",Own notes"))
    for added in (1, 0):
        done = CliRunner().invoke(main, ["read", str(out), "--csv"])
        assert done.exit_code == 0 and f": {added} row" in done.output
        rows = list(csv.DictReader(io.StringIO((out / "by-hand.csv").read_bytes().decode("utf-8-sig"), newline="")))
        assert [(row["student"], row["points"]) for row in rows] == [("bob", "1"), ("ada", "")]
        assert rows[0]["own notes"] == "mine" and rows[0]["comment"] == "'=so"
        assert rows[1]["answer"].startswith("A share of closed firms")
    assert read_by_hand(out)["bob", "trade-q8"].comment == "=so"
    assert standing(out)["ada"] == (18, 21, 3)  # an empty row decides nothing


def test_spreadsheet_of_another_country_is_read(out):
    (out / "by-hand.csv").write_bytes("student;question;points;comment\r\nada;trade-q8;2,5;schön\r\n".encode("cp1252"))
    assert read_by_hand(out)["ada", "trade-q8"].comment == "schön" and standing(out)["ada"][0] == 20.5


def test_row_that_changed_since_it_was_seen_is_not_written_over(out):
    seen = version(None)
    assert decide(out, "ada", "trade-q8", "2", "Good.", "Eve", seen=seen) is None
    with pytest.raises(Changed, match="Nothing was written"):
        decide(out, "ada", "trade-q8", "0", "Bad.", "Zoe", seen=seen)
    assert read_by_hand(out)["ada", "trade-q8"].comment == "Good."
    add_rows(out, [{"student": "ada", "question": "trade-q8"}])
    assert read_by_hand(out)["ada", "trade-q8"].points == 2


def test_interrupted_writing_leaves_the_table_whole(out, monkeypatch):
    decide(out, "ada", "trade-q8", "2", "", "Eve")
    before = (out / "by-hand.csv").read_bytes()
    monkeypatch.setattr("os.replace", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(OSError, match="disk full"):
        decide(out, "bob", "trade-q8", "1", "", "Eve")
    assert (out / "by-hand.csv").read_bytes() == before
