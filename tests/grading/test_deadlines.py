"""Late work: by whose word, what it costs, and that nothing is taken off where it is not known how late it came."""

import csv
import io
import json

import pytest
from classroom import ALL_RIGHT, RELEASED, solved
from click.testing import CliRunner
from outcome import graded_folder, result_of
from trees import put

from missing_middle.checks.registry import questions_of
from missing_middle.grading.asking import SourceError
from missing_middle.grading.cli import main
from missing_middle.grading.deadlines import read_deadlines
from missing_middle.grading.final import final_results
from missing_middle.grading.stamps import stamp_of, worksheets

HEAD = "set,student,due,grace,penalty,handed_in\n"
CLASS = "trade,,2026-11-30T23:59+01:00,30 min,10% a day,\n"


def at(time, source="nbgrader's timestamp.txt"):
    return {"time": time, "from": source}


def late(tmp_path, rows, stamp, wrong=()):
    """What one student's result says of lateness, and the points."""
    stamps = {"ada": {"trade": stamp}} if stamp else {}
    out = graded_folder(tmp_path / "graded", [result_of("ada", wrong=wrong)], stamps=stamps)
    (out / "deadlines.csv").write_text(HEAD + rows, encoding="utf-8")
    (result,) = final_results(out)
    return result.get("late"), result["points"]


@pytest.mark.parametrize(
    "time, points",
    [
        ("2026-11-30T22:58:00+00:00", 18),
        ("2026-11-30T23:28:00+00:00", 18),  # within the grace: 00:28 in the deadline's zone
        ("2026-11-30T23:30:00+00:00", 15.9),  # a day has begun: a tenth of 21
        ("2026-12-01T23:28:00+00:00", 15.9),
        ("2026-12-01T23:30:00+00:00", 13.8),
        ("2027-12-01T23:30:00+00:00", 0),  # no more than was earned
        ("2026-12-01T00:20:00", 18),  # no zone: that of the deadline
        ("2026-12-01T00:40:00", 15.9),
    ],
)
def test_penalty_is_for_each_day_that_has_begun_after_the_grace(tmp_path, time, points):
    told, found = late(tmp_path, CLASS, at(time))
    assert found == points and (told is None) == (points == 18)
    if told:
        assert told["lost"] == round(18 - points, 2) and not told["open"]
        assert ("in the zone of the deadline" in told["from"]) == ("+" not in time[10:])


@pytest.mark.parametrize(
    "rows, stamp, points",
    [
        (CLASS.replace("10% a day", "20%"), at("2026-12-09T12:00:00+01:00"), 13.8),  # once, however late
        (CLASS.replace("10% a day", "1% an hour".replace("an", "a")), at("2026-12-01T02:00:00+01:00"), 17.58),
        (CLASS.replace("10% a day", ""), at("2026-12-09T12:00:00+01:00"), 18),  # only said
        (f"{CLASS}trade,ada,2026-12-07T23:59+01:00,,,\n", at("2026-12-08T00:20:00+01:00"), 18),  # grace inherited
        (f"{CLASS}trade,ada,2026-12-07T23:59+01:00,,,\n", at("2026-12-08T01:00:00+01:00"), 15.9),  # penalty too
        (f"trade,ada,2026-12-07T23:59Z,,,\n{CLASS}", at("2026-12-08T01:00:00+01:00"), 18),  # order does not count
        (f"{CLASS}trade,ada,,,,2026-12-02T08:00+01:00\n", at("2026-11-29T08:00:00+01:00"), 13.8),  # a person's word
        (CLASS.replace("2026-11-30T23:59+01:00", "2026-11-30 23:59 Europe/Berlin"), at("2026-12-01T00:40:00"), 15.9),
        ("gains,,2026-11-30T23:59Z,,50%,\n", at("2026-12-09T12:00:00+01:00"), 18),  # another set
        (CLASS, None, 18),
    ],
)
def test_extension_penalty_and_a_persons_word(tmp_path, rows, stamp, points):
    assert late(tmp_path, rows, stamp)[1] == points


def test_mark_without_a_time_takes_nothing_off_and_asks(tmp_path):
    canvas = {"late": True, "from": "Canvas's mark LATE in the file's name"}
    told, points = late(tmp_path, CLASS, canvas)
    assert points == 18 and told["open"] and told["from"] == canvas["from"]
    told, points = late(tmp_path, CLASS.replace("10% a day", ""), canvas)
    assert points == 18 and not told["open"]  # nothing hangs on it


@pytest.mark.parametrize(
    "rows, said",
    [
        ("trade,,2026-11-30 23:59,,,\n", "row 2: '2026-11-30 23:59' has no zone; write 2026-11-30T23:59+01:00"),
        (f"{CLASS}trade,eve,2026-12-07T23:59Z,,,\n", "row 3: 'eve' is not of this class: write an id of the roster."),
        (f"{CLASS}{CLASS}", "row 3: trade stands in another row already: take one out."),
        ("trde,,2026-11-30T23:59Z,,,\n", "row 2: there is no set 'trde'"),
        ("trade,,30.11.2026,,,\n", "row 2: '30.11.2026' is no time"),
        ("trade,,2026-11-30 23:59 Europe/Berlinn,,,\n", "is no time"),
        ("trade,,2026-11-30T23:59Z,soon,,\n", "row 2: 'soon' is no time of grace"),
        ("trade,,2026-11-30T23:59Z,,120%,\n", "row 2: '120%' is no penalty"),
        ("trade,ada,,,,2026-12-07T23:59Z\n", "row 2: trade has no due time: write one such as 2026-11-30T23:59+01:00."),
    ],
)
def test_deadline_that_cannot_be_right_is_refused_by_row(tmp_path, rows, said):
    (tmp_path / "deadlines.csv").write_text(HEAD + rows)
    with pytest.raises(SourceError, match=r"deadlines\.csv") as raised:
        read_deadlines(tmp_path, {"ada"})
    assert said in str(raised.value)


def test_time_is_read_from_the_platforms_own_names():
    assert stamp_of("trade_s001_attempt_2026-11-28-23-46-03_trade.ipynb", False)["time"] == "2026-11-28T23:46:03"
    for written in ("Nov 28, 2026 1146 PM", "Nov 28, 2026 11:46 PM", "November 28, 2026 1146 PM"):
        assert stamp_of(f"131-77 - Ada Lovelace - {written}", False)["time"] == "2026-11-28T23:46:00"
    assert stamp_of("lovelaceada_LATE_101_9_trade.ipynb", True) == {
        "late": True,
        "from": "Canvas's mark LATE in the file's name",
    }
    assert stamp_of("trade_s001_attempt_2026-99-28-23-46-03_trade.ipynb", False) is None
    assert stamp_of("trade.ipynb", False) is None
    assert stamp_of("Ada_99_assignsubmission_file_", False) == {"participant": "99"}


MOODLES = (
    "Identifier,Full name,Grade,Last modified (submission)\n"
    'Participant 11,Ada,,"Tuesday, 1 December 2026, 10:30\u202fAM"\n'
    'Participant 12,Bob,,"Monday, 30 November 2026, 22:30"\nParticipant 13,Cyd,,-\n'
)


def test_moodles_worksheet_says_when(tmp_path):
    (tmp_path / "worksheet-trade.csv").write_text(MOODLES, encoding="utf-16")
    (times,) = worksheets(tmp_path, ["gains", "trade"]).values()
    assert {number: when and when.isoformat() for number, when in times.items()} == {
        "11": "2026-12-01T10:30:00",
        "12": "2026-11-30T22:30:00",
        "13": None,
    }


@pytest.mark.parametrize(
    "change, said",
    [
        (("Tuesday, 1 December", "Dienstag, 1. Dezember"), "worksheet-trade.csv, row 2: 'Dienstag, 1. Dezember 2026"),
        (("(submission)", "(Abgabe)"), "it has no column 'Last modified (submission)'"),
    ],
)
def test_worksheet_whose_times_cannot_be_read_is_refused(tmp_path, change, said):
    (tmp_path / "worksheet-trade.csv").write_text(MOODLES.replace(*change), encoding="utf-8")
    with pytest.raises(SourceError) as raised:
        worksheets(tmp_path, ["trade"])
    assert said in str(raised.value)


@pytest.mark.long
@pytest.mark.sandbox
def test_class_with_evidence_of_every_kind_is_graded_by_the_command(sandbox, tmp_path):
    """One run. The student's own folder below a platform's name is no evidence, nor is a stamp in his zip."""
    book = json.dumps(solved()).encode()
    put(
        tmp_path / "submissions",
        {
            "ada/trade/trade.ipynb": book,
            "ada/trade/timestamp.txt": b"2026-12-01 10:00:00.000000 UTC",
            "trade_bob_attempt_2026-11-30-12-00-00/x_attempt_2027-01-01-00-00-00_/trade.ipynb": book,
            "catc_LATE_103_9_trade.ipynb": book,
            "dan/trade.ipynb": book,
            "Eve_11_assignsubmission_file_/Eve_12_assignsubmission_file_/trade.ipynb": book,
            "Fay_13_assignsubmission_file_trade.ipynb": book,
        },
    )
    people = "ada,Ada,\nbob,Bob,\ncyd,Cat C,103\ndan,Dan,\neve,Eve,\nfay,Fay,\n"
    (tmp_path / "roster.csv").write_text(f"student,name,canvas\n{people}")
    (tmp_path / "graded").mkdir()
    (tmp_path / "graded" / "deadlines.csv").write_text(HEAD + CLASS)
    worksheet = tmp_path / "graded" / "worksheet-trade.csv"
    worksheet.write_text(MOODLES.replace("Participant 1", "Participant 7"))
    (tmp_path / "release").mkdir()
    (tmp_path / "release" / "trade.ipynb").write_bytes(RELEASED)
    grade = ["grade", str(tmp_path / "submissions"), "--roster", str(tmp_path / "roster.csv"), "--resume"]
    grade += ["--out", str(tmp_path / "graded"), "--release", str(tmp_path / "release")]
    done = CliRunner().invoke(main, grade)
    assert done.exit_code == 1 and "worksheet-trade.csv is that of another assignment: participant 11" in done.output
    worksheet.write_text(MOODLES)
    done = CliRunner().invoke(main, grade)
    assert done.exit_code == 3, done.output  # a person decides about Canvas's mark
    assert (
        "late: ada, trade: handed in 2026-12-01T10:00:00+00:00, due 2026-11-30T23:59:00+01:00 (nbgrader" in done.output
    )
    assert "late: cyd, trade: late, it is not known by how much (Canvas's mark LATE" in done.output
    table = csv.DictReader(io.StringIO((tmp_path / "graded" / "grades.csv").read_text("utf-8-sig")))
    possible = sum(question.points for question in questions_of("trade"))
    points = {row["student"]: float(row["trade"]) for row in table}
    assert points.pop("ada") == points.pop("eve") == pytest.approx(ALL_RIGHT - possible / 10)
    assert points == dict.fromkeys(("bob", "cyd", "dan", "fay"), ALL_RIGHT)
    assert "2026-12-01T10:30:00+01:00" in done.output and "(Moodle's time in the worksheet, read in" in done.output
    page = (tmp_path / "graded" / "feedback" / "ada" / "trade.html").read_text()
    assert f"{possible / 10:g} points off" in page and "timestamp.txt" in page
    assert "due 30 November 2026, 23:59 (UTC+01:00)" in page
    with (tmp_path / "graded" / "deadlines.csv").open("a") as file:  # the person's word, and a row by hand for nothing
        file.write("trade,cyd,,,,2026-11-30T20:00+01:00\n")
    (tmp_path / "graded" / "by-hand.csv").write_text("student,question,points\ndan,trade-q8,2\n")
    done = CliRunner().invoke(main, grade)
    assert done.exit_code == 0 and "0 graded, 6 kept" in done.output, done.output
    assert f"{ALL_RIGHT + 2}" in (tmp_path / "graded" / "grades.csv").read_text().splitlines()[4]
    (tmp_path / "graded" / "by-hand.csv").write_text("student,question,points\ndan,gains-q6,2\n")
    done = CliRunner().invoke(main, grade)
    assert done.exit_code == 3 and "row 2: dan handed in nothing with gains-q6" in done.output
