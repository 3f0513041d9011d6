"""Rosters from platforms, and points, feedback and a term's table back to them; nothing is guessed, nothing is lost."""

import csv
import io
import zipfile

import pytest
from click.testing import CliRunner
from outcome import graded_folder, result_of

from missing_middle.grading.cli import main
from missing_middle.grading.roster import read_students

MOODLE = "{name}_{number}_assignsubmission_file_/trade.ipynb"
WORKSHEET = (
    "Identifier,Full name,Email address,Status,Grade,Maximum grade,Grade can be changed,"
    "Last modified (submission),Last modified (grade),Feedback comments\n"
    'Participant 657737,Ada Łoś,ada@uni.example,Submitted,,21.00,Yes,"Monday, 30 November 2026, 8:00 PM",-,\n'
    "Participant 657768,Same Name,one@uni.example,Submitted,,21.00,Yes,-,-,\n"
    "Participant 657772,Same Name,two@uni.example,Submitted,,21.00,Yes,-,-,kept\n"
    "Participant 657843,Not Here,not@uni.example,No submission,,21.00,Yes,-,-,\n"
)


def run(*words):
    return CliRunner().invoke(main, [str(word) for word in words])


def table(path, sign=","):
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), delimiter=sign))


@pytest.fixture
def graded(tmp_path):
    """Three students, two of one name, whose files Moodle has named; and their roster."""
    people = [("ada", "Ada Łoś", 657737), ("one", "Same Name", 657768), ("two", "Same Name", 657772)]
    results = [
        result_of(student, wrong=wrong) | {"file": MOODLE.format(name=name, number=number)}
        for (student, name, number), wrong in zip(people, ([], ["trade-q1"], ["trade-q2", "trade-q3"]), strict=True)
    ]
    out = graded_folder(tmp_path / "graded", results, [[student, name] for student, name, _ in people])
    (tmp_path / "roster.csv").write_text("student,name,section\nada,Ada Łoś,A\none,Same Name,B\ntwo,Same Name,B\n")
    return tmp_path, out, ["--roster", tmp_path / "roster.csv", "--exercise", "trade"]


def test_moodles_worksheet_is_filled_by_the_numbers_in_the_graded_files(graded):
    folder, out, common = graded
    (folder / "ws.csv").write_text(WORKSHEET, encoding="utf-8-sig")
    done = run("export", out, *common, "--worksheet", folder / "ws.csv", "--out", folder / "filled.csv")
    assert done.exit_code == 0 and "3 of 3 students" in done.output, done.output
    before, after = table(folder / "ws.csv"), table(folder / "filled.csv")
    assert [row["Grade"] for row in after] == ["18", "16", "12", ""]
    assert [row | {"Grade": ""} for row in after] == before
    done = run("export", out, *common, "--worksheet", folder / "ws.csv", "--out", folder / "ws.csv")
    assert done.exit_code == 2 and "write to another one" in done.output


def test_worksheet_without_numbers_in_the_files_goes_by_address_and_by_a_name_that_one_has(graded):
    folder, out, common = graded
    results = [result_of(name) | {"file": f"{name}.ipynb"} for name in ("ada", "one", "two")]
    graded_folder(out, results, [["ada", "Ada Łoś"], ["one", "Same Name"], ["two", "Same Name"]])
    (folder / "roster.csv").write_text(
        "student,name,email\nada,ada łos,\none,Same Name,ONE@uni.example\ntwo,Same Name,\n"
    )
    (folder / "ws.csv").write_text(
        WORKSHEET.replace("one@uni.example,Submitted,,21.00,Yes", "one@uni.example,S,,21,No")
    )
    done = run("export", out, *common, "--worksheet", folder / "ws.csv", "--out", folder / "filled.csv")
    assert [row["Grade"] for row in table(folder / "filled.csv")] == [
        "18",
        "",
        "",
        "",
    ]  # Moodle locks one, two is in doubt
    assert done.exit_code == 3 and "not found: one" in done.output and "not found: two" in done.output


@pytest.mark.parametrize(
    "change, said",
    [
        (("21.00", "100.00"), "ws.csv: row 2: the maximum grade is 100.00 there, and 21 in the set"),
        (
            ("Participant 65", "Participant 99"),
            "ws.csv: the worksheet is that of another assignment: participant 657737",
        ),
        (("Last modified (grade)", "Zuletzt"), "no single column 'Last modified (grade)'"),
        ((",", ";"), "not separated by commas"),
        (("Status", "Grade"), "no single column 'Grade'"),
    ],
)
def test_worksheet_of_something_else_is_refused_and_nothing_is_written(graded, change, said):
    folder, out, common = graded
    (folder / "ws.csv").write_text(WORKSHEET.replace(*change))
    done = run("export", out, *common, "--worksheet", folder / "ws.csv", "--out", folder / "filled.csv")
    assert done.exit_code == 1 and said in done.output and done.output.count("\n") == 1, done.output
    assert not (folder / "filled.csv").exists()


def test_folder_that_a_student_named_like_moodles_takes_nobodys_row(graded):
    """The outermost name is the platform's; with the innermost, ada's points went into another one's row."""
    folder, out, common = graded
    results = [
        result_of(student) | {"file": MOODLE.format(name=name, number=number)}
        for student, name, number in (("ada", "Ada Łoś", 657737), ("two", "Same Name", 657772))
    ]
    results[0]["file"] = results[0]["file"].replace("trade.ipynb", MOODLE.format(name="Same Name", number=657772))
    graded_folder(out, results)
    (folder / "ws.csv").write_text(WORKSHEET)
    done = run("export", out, *common, "--worksheet", folder / "ws.csv", "--out", folder / "filled.csv")
    assert done.exit_code == 0, done.output
    assert [row["Grade"] for row in table(folder / "filled.csv")] == ["18", "", "18", ""]


BRIGHTSPACE = (
    "OrgDefinedId,Username,Trade Points Grade <Numeric MaxPoints:21 Weight:10>,Other Points Grade,"
    "End-of-Line Indicator\n"
    "#ada,#ada.l,,5,#\n#77,#one,,,#\n#78,#two,3,,#\n"
)
BLACKBOARD = (
    '"Last Name"\t"First Name"\t"Username"\t"Student ID"\t"Other"\t"Trade [Total Pts: 21 Score] |4711"\n'
    '"Łoś"\t"Ada"\t"ada"\t""\t"7"\t""\n"N"\t"S"\t"one"\t""\t""\t""\n"N"\t"S"\t"two"\t""\t""\t""\n'
)


@pytest.mark.parametrize(
    "platform, text, column, encoding, kept",
    [
        ("brightspace", BRIGHTSPACE, "Trade Points Grade <Numeric MaxPoints:21 Weight:10>", "utf-8", 4),
        ("blackboard", BLACKBOARD, "Trade [Total Pts: 21 Score] |4711", "utf-16", 5),
    ],
)
def test_columns_of_other_platforms_are_filled_and_no_other_column_goes_back(
    graded, platform, text, column, encoding, kept
):
    folder, out, common = graded
    (folder / "in.csv").write_text(text, encoding=encoding)
    command = ["export", out, *common, f"--{platform}", folder / "in.csv", "--column", column]
    done = run(*command, "--out", folder / "out.csv")
    assert done.exit_code == 0, done.output
    rows = list(
        csv.reader(io.StringIO((folder / "out.csv").read_text(encoding)), delimiter="\t" if "\t" in text else ",")
    )
    assert [row[rows[0].index(column)] for row in rows[1:]] == ["18", "16", "12"]
    assert all(len(row) == kept for row in rows) and not any("Other" in name for name in rows[0])
    (folder / "in.csv").write_text(text.replace("21", "100"), encoding=encoding)
    done = run(*command[:-1], column.replace("21", "100"), "--out", folder / "no.csv")
    assert done.exit_code == 1 and "is worth 100 points there, and the set 21" in done.output
    assert not (folder / "no.csv").exists()


def test_canvas_gets_the_changed_column_only(graded):
    folder, out, common = graded
    text = (
        "Student,ID,SIS Login ID,Section,Trade (1),Other (2)\n  Points Possible,,,,21,9\nŁoś,5,ada,A,,8\nN,6,one,B,,\n"
    )
    (folder / "in.csv").write_text(text)
    command = [
        "export",
        out,
        *common,
        "--canvas",
        folder / "in.csv",
        "--column",
        "Trade (1)",
        "--out",
        folder / "out.csv",
    ]
    done = run(*command)
    assert done.exit_code == 3 and "not found: two" in done.output
    assert (folder / "out.csv").read_text().splitlines() == [
        "Student,ID,SIS Login ID,Section,Trade (1)",
        "  Points Possible,,,,21",
        "Łoś,5,ada,A,18",
        "N,6,one,B,16",
    ]
    run(*command, "--whole")
    assert (folder / "out.csv").read_text().splitlines()[2] == "Łoś,5,ada,A,18,8"
    (folder / "in.csv").write_text(text.replace("Other (2)", "Trade (1)"))
    done = run(*command[:-1], folder / "no.csv")
    assert done.exit_code == 1 and "has 2 columns named 'Trade (1)'" in done.output and not (folder / "no.csv").exists()


@pytest.mark.parametrize("command", [["export", "--moodle", "username"], ["feedback", "--for", "moodle"]])
def test_set_that_nobody_handed_in_is_not_written(graded, command):
    folder, out, _ = graded
    roster = ["--roster", folder / "roster.csv"] if command[0] == "export" else []
    done = run(command[0], out, *roster, "--exercise", "gains", *command[1:], "--out", folder / "no")
    assert done.exit_code == 1 and "nobody handed in 'gains'" in done.output and not (folder / "no").exists()


def test_feedback_goes_back_under_the_names_of_the_platform(graded):
    folder, out, _ = graded
    (out / "by-hand.csv").write_text("student,question,points,comment\nada,trade-q8,3,Very clear.\n")
    command = ["feedback", out, "--exercise", "trade", "--out", folder / "f.zip"]
    assert run(*command, "--for", "moodle").exit_code == 0
    with zipfile.ZipFile(folder / "f.zip") as archive:
        assert (
            archive.namelist()[0] == "Ada Łoś_657737_assignsubmission_file_/trade.html" and len(archive.namelist()) == 3
        )
        assert "Very clear." in archive.read(archive.namelist()[0]).decode()
    done = run(*command, "--for", "canvas")
    assert done.exit_code == 1 and "no file of trade is named as Canvas names" in done.output
    results = [
        result_of("ada") | {"file": "d/losada_LATE_101_9_trade-1.ipynb"},
        result_of("one") | {"file": "one/trade.ipynb"},
    ]
    graded_folder(out, results)
    done = run(*command, "--for", "canvas")
    assert done.exit_code == 3 and "not named by Canvas: one" in done.output
    with zipfile.ZipFile(folder / "f.zip") as archive:
        assert archive.namelist() == ["losada_LATE_101_9_trade-1-feedback.html"]


def test_who_came_through_another_platform_is_counted_and_not_named(graded):
    """As long as nobody of them is in the file: else the class has two ways in, and each who is missing is named."""
    folder, out, common = graded
    own = {
        "ada": "losada_101_9_trade.ipynb",
        "one": MOODLE.format(name="Same Name", number=657768),
        "two": "two/t.ipynb",
    }
    graded_folder(out, [result_of(name) | {"file": file} for name, file in own.items()])
    rows = "Student,ID,SIS Login ID,Trade (1)\nLos,5,ada,\n"
    command = [
        "export",
        out,
        *common,
        "--column",
        "Trade (1)",
        "--out",
        folder / "o.csv",
        "--canvas",
        folder / "in.csv",
    ]
    (folder / "in.csv").write_text(f"{rows}N,7,two,\n")
    done = run(*command)
    assert done.exit_code == 0 and "left out: 1 who handed in through Moodle" in done.output, done.output
    assert "not found" not in done.output
    (folder / "in.csv").write_text(rows)
    done = run(*command)
    assert done.exit_code == 3 and "not found: two" in done.output and "not found: one" not in done.output
    (folder / "in.csv").write_text(rows.replace("ada", "one"))
    done = run(*command)
    assert (
        done.exit_code == 3
        and "not found: two" in done.output
        and "left out: 1 who handed in through Canvas" in done.output
    )
    (folder / "in.csv").write_text(rows.replace("ada", "nobody"))
    done = run(*command)
    assert done.exit_code == 3 and all(f"not found: {name}" in done.output for name in own), done.output
    done = run("feedback", out, "--exercise", "trade", "--for", "moodle", "--out", folder / "f.zip")
    assert done.exit_code == 3 and "not named by Moodle: two" in done.output and "left out: 1" in done.output


def test_term_drops_the_weakest_weighs_and_excuses(tmp_path):
    sets = ("trade", "gains", "variety")
    weak = ["gains-q1", "gains-q2"]
    results = [result_of("ada", name, wrong=weak) for name in sets] + [result_of("bob", "trade")]
    out = graded_folder(tmp_path / "graded", results, [["ada", "Żofia"], ["bob", "Bob"], ["cyd", "Cyd"]])
    (out / "by-hand.csv").write_text("student,question,points\nada,trade-q8,3\n")
    (tmp_path / "roster.csv").write_text("student,name,section\nada,Żofia,B\nbob,=Bob,A\ncyd,Cyd,A\n")
    command = ["gradebook", out, "--roster", tmp_path / "roster.csv", "--out", tmp_path / "term.csv"]
    command += [word for name in sets for word in ("--set", name)]
    done = run(*command, "--drop", "1", "--weight", "trade=3")
    assert done.exit_code == 0 and "A: 2 students, mean" in done.output and "B: 1 student, mean" in done.output
    rows = {row["student"]: row for row in table(tmp_path / "term.csv")}
    assert list(rows) == ["bob", "cyd", "ada"]  # by section
    ada, bob = rows["ada"], rows["bob"]
    assert ada["trade per cent"] == "100" and ada["dropped"] == "gains" and ada["name"] == "Żofia"
    assert float(ada["counted per cent"]) == pytest.approx((3 * 100 + float(ada["variety per cent"])) / 4, abs=0.01)
    assert bob["name"] == "'=Bob" and bob["not handed in"] == "gains variety" and bob["gains points"] == ""
    assert float(bob["counted per cent"]) == pytest.approx(3 * 100 * 18 / 21 / 4, abs=0.01)  # what is missing is 0
    assert rows["cyd"]["counted per cent"] == "0"
    run(*command, "--semicolons")
    assert ";85,71;" in (tmp_path / "term.csv").read_text("utf-8-sig")


@pytest.mark.parametrize(
    "more, said",
    [
        (["--set", "gains"], "nobody handed in 'gains'"),
        (["--set", "trdae"], "there is no set 'trdae'"),
        (["--drop", "1"], "--drop 1 leaves nothing of 1 set: give a smaller number"),
        (["--weight", "gains=2"], "--weight gains=2 is not allowed"),
        (["--weight", "trade=nan"], "--weight trade=nan is not allowed"),
    ],
)
def test_term_that_cannot_be_meant_is_refused(graded, more, said):
    folder, out, _ = graded
    done = run("gradebook", out, "--roster", folder / "roster.csv", "--set", "trade", *more, "--out", folder / "t.csv")
    assert done.exit_code == 1 and said in done.output and not (folder / "t.csv").exists()


# Rosters

CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Trade (1)\n   Points Possible,,,,,21\n"
    '"Łoś, Ada",101,n1,ada.l,Lab 1,3\n"O\'Neill, Bé",102,n2,be@uni.example,Lab 2,\n"Student, Test",105,,x,Lab 1,\n'
)
PARTICIPANTS = (
    "First name;Last name;Email address;ID number\nAda;Łoś;ada@uni.example;n1\nChloé;王;Chloé@uni.example;n3\n"
)


def test_lists_of_platforms_become_one_roster(tmp_path):
    (tmp_path / "canvas.csv").write_text(CANVAS, encoding="utf-8-sig")
    (tmp_path / "moodle.csv").write_text(PARTICIPANTS, encoding="utf-16")
    done = run("roster", tmp_path / "canvas.csv", tmp_path / "moodle.csv", "--out", tmp_path / "roster.csv")
    assert done.exit_code == 0 and "3 students" in done.output, done.output
    ada, be, chloe = read_students(tmp_path / "roster.csv")
    assert (ada.id, ada.name, ada.canvas, ada.email, ada.section) == (
        "ada.l",
        "Ada Łoś",
        "101",
        "ada@uni.example",
        "Lab 1",
    )
    assert (be.id, be.name, be.idnumber) == ("be", "Bé O'Neill", "n2") and (chloe.id, chloe.name) == (
        "Chloe",
        "Chloé 王",
    )
    done = run("roster", tmp_path / "canvas.csv", "--out", tmp_path / "roster.csv")
    assert (
        done.exit_code == 1 and "is there already" in done.output and len(read_students(tmp_path / "roster.csv")) == 3
    )


@pytest.mark.parametrize(
    "text, count",
    [
        (WORKSHEET, 4),
        (BRIGHTSPACE.replace("\n#", "\n#"), 3),
        ("Username,Student ID,Last Name,First Name\nŁoś.ß,1,Łoś,Ada\nu2,2,N,B\n", 2),
    ],
)
def test_other_lists_are_rosters_too(tmp_path, text, count):
    (tmp_path / "list.csv").write_text(text)
    assert run("roster", tmp_path / "list.csv", "--out", tmp_path / "roster.csv").exit_code == 0
    assert len(read_students(tmp_path / "roster.csv")) == count
    assert "#" not in (tmp_path / "roster.csv").read_text()
    assert count != 2 or read_students(tmp_path / "roster.csv")[0].id == "Los.ss"


@pytest.mark.parametrize(
    "texts, said",
    [
        (["Name,Shoe size\nAda,38\n"], "list0.csv has no column with a user name"),
        (["Username,Username\na,b\n"], "'username' stands over more than one column"),
        (["Username,Email\n"], "list0.csv names nobody"),
        (["Username,ID number\na,1\n", "Username,ID number\na,2\n"], "list1.csv, row 2: idnumber is 2 here and 1"),
        (["Username,ID number\na,1\nb,2\n", "Username,ID number\na,2\n"], "list1.csv, row 2: 2, a are two people"),
    ],
)
def test_list_that_names_nobody_or_contradicts_another_is_refused(tmp_path, texts, said):
    for number, text in enumerate(texts):
        (tmp_path / f"list{number}.csv").write_text(text)
    lists = [tmp_path / f"list{number}.csv" for number in range(len(texts))]
    done = run("roster", *lists, "--out", tmp_path / "roster.csv")
    assert done.exit_code == 1 and said in done.output, done.output
    assert not (tmp_path / "roster.csv").exists()
