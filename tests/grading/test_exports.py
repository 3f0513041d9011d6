"""Points go to Canvas and Moodle, and come back as they went; no column and no student is guessed."""

import csv
import io

import pytest
from outcome import result_of

from missing_middle.grading.exports import ExportError, filled, moodle
from missing_middle.grading.grades import grades_csv
from missing_middle.grading.roster import Student

STUDENTS = [Student("ada", "Ada L.", "101"), Student("bob@uni.example", "Bob", ""), Student("cyd", "Cyd", "103")]
TOTALS = {"ada": (14, 18), "bob@uni.example": (7.5, 18)}
COLUMN = "Trade (4711)"
# As Canvas exports it: a row of its own below the head, its test student, and columns that may not be touched.
CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Trade (4711),Other (4712),Final Score\r\n"
    "    Points Possible,,,,,18,10,(read only)\r\n"
    '"Lovelace, Ada",101,u1,ada,"Lab, 1",,9,91\r\n'
    '"Jones, Bob",102,u2,bob@uni.example,1,3,8,80\r\n'
    '"Ada, Same Name",999,u9,somebody,1,1,1,1\r\n'
    '"Student, Test",105,,x,1,,,\r\n'
)


def canvas(table, column, students, totals, whole=True):
    return filled("canvas", table, column, students, totals, whole)


def rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_canvas_column_is_filled_and_nothing_else_changes():
    text, unmatched = canvas(CANVAS, COLUMN, STUDENTS, TOTALS)
    before, after = rows(CANVAS), rows(text)
    assert [row[COLUMN] for row in after] == ["18", "14", "7.5", "1", ""]
    assert [{**row, COLUMN: ""} for row in after] == [{**row, COLUMN: ""} for row in before]
    assert unmatched == []


def test_canvas_round_trip_of_its_own_points_changes_no_byte():
    assert canvas(CANVAS, COLUMN, STUDENTS, {})[0] == CANVAS
    marked = "\ufeff" + CANVAS
    assert canvas(marked, COLUMN, STUDENTS, {})[0] == marked


@pytest.mark.parametrize(
    "column, words",
    [
        ("Trade", "did you mean 'Trade \\(4711\\)'"),
        ("trade (4711)", "did you mean"),
        ("Gravity (1)", "as Canvas writes it"),
    ],
)
def test_unknown_canvas_column_is_an_error_not_a_guess(column, words):
    with pytest.raises(ExportError, match=words):
        canvas(CANVAS, column, STUDENTS, TOTALS)


def test_canvas_column_that_stands_twice_is_an_error():
    with pytest.raises(ExportError, match="has 2 columns"):
        canvas(CANVAS.replace("Other (4712)", COLUMN), COLUMN, STUDENTS, TOTALS)


def test_canvas_file_without_ids_is_an_error():
    text = CANVAS.replace("SIS User ID", "a").replace("SIS Login ID", "b").replace("ID", "c")
    with pytest.raises(ExportError, match="no row has an owner"):
        canvas(text, COLUMN, STUDENTS, TOTALS)


def test_row_that_fits_two_students_is_an_error():
    with pytest.raises(ExportError, match="fits ada and dan"):
        canvas(CANVAS, COLUMN, [*STUDENTS, Student("dan", lms="u1")], TOTALS)


def test_person_whose_name_begins_as_canvas_calls_its_own_student_is_graded():
    real = CANVAS.replace('"Jones, Bob"', '"Student, Tester"')
    assert rows(canvas(real, COLUMN, STUDENTS, TOTALS)[0])[2][COLUMN] == "7.5"


def test_gradebook_with_semicolons_is_told_so():
    with pytest.raises(ExportError, match="separated by ';'"):
        canvas(CANVAS.replace(",", ";"), COLUMN, STUDENTS, TOTALS)


def test_student_who_is_not_in_canvas_is_named():
    assert canvas(CANVAS, COLUMN, STUDENTS, {**TOTALS, "cyd": (1, 18)})[1] == ["cyd"]


def test_moodle_file_reads_back():
    text, unmatched = moodle(STUDENTS, TOTALS, "trade", "username")
    assert rows(text) == [{"username": "101", "trade": "14"}, {"username": "bob@uni.example", "trade": "7.5"}]
    assert unmatched == []


def test_what_is_no_email_is_not_written_as_one():
    """A number that Moodle uses within one assignment, say."""
    text, unmatched = moodle(STUDENTS, TOTALS, "trade", "email")
    assert rows(text) == [{"email": "bob@uni.example", "trade": "7.5"}] and unmatched == ["ada"]


def test_column_of_the_roster_says_who_a_student_is_in_moodle():
    students = [Student("ada", lms="657737", email="ada@uni.example"), Student("bob@uni.example", lms="1")]
    text, unmatched = moodle(students, TOTALS, "trade", "email")
    assert rows(text) == [{"email": "ada@uni.example", "trade": "14"}] and unmatched == ["bob@uni.example"]


def test_moodle_cell_is_no_formula():
    assert "'=cmd" in moodle([Student("eve", lms="=cmd|' /C calc'!A0")], {"eve": (1, 2)}, "trade")[0]


def test_moodle_identifier_is_one_that_moodle_knows():
    with pytest.raises(ExportError, match="username, email or idnumber"):
        moodle(STUDENTS, TOTALS, "trade", "shoe size")


def test_table_of_grades_opens_in_excel_with_a_column_for_each_set_that_was_handed_in():
    students = [Student("ada", "Łucja"), Student("bob", "Bob")]
    table = grades_csv(students, [result_of("ada")], ["gains", "trade"])
    assert table.startswith("\ufeffstudent,name,trade,total,possible,".encode())
    assert [(row["name"], row["trade"]) for row in rows(table.decode("utf-8-sig"))] == [("Łucja", "18"), ("Bob", "")]
    assert b"gains,trade" in grades_csv(students, [], ["gains", "trade"])
