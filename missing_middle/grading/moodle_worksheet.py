"""Moodle's grading worksheet: who is which participant of one assignment, and the grades that go back in.

Moodle gives each student another number in each assignment. Its worksheet links the number to the person; the names of
downloaded folders hold it too. The format is that of Moodle's own reader, ``mod/assign/feedback/offline``, in English.
"""

import csv
import datetime
import io
import re

from missing_middle.grading.asking import SourceError
from missing_middle.grading.exports import ExportError
from missing_middle.grading.owners import MOODLE, plain
from missing_middle.grading.rows import read_table, separator

NEEDED = ("Identifier", "Grade", "Last modified (grade)")  # what Moodle asks for when it reads the file again
IDENTITIES = {"Email address": "email", "Username": "username", "ID number": "idnumber"}
WORKSHEET = "worksheet-{}.csv"  # beside the deadlines, for its times: one for each set
HANDED_IN = "Last modified (submission)"
FORMATS = ("%d %B %Y, %I:%M %p", "%d %B %Y, %H:%M")  # behind the day of the week
PARTICIPANT = re.compile(r"\D*(\d+)")


def participants(files):
    """Student to participant number, out of the paths that a student's files had in Moodle's download."""
    found = {}
    for student, file in files.items():
        for part in file.split("/"):
            match = MOODLE.fullmatch(part)
            if match:  # the outermost: those below it are names that the student gave
                found[student] = match.group("number")
                break
    return found


def worksheet_times(path):
    """Participant number to when this assignment was handed in, without zone, or None if it was not.

    Raises :class:`SourceError` with file and row for a time that is not as an English Moodle writes it.
    """
    names, lines = read_table(path)
    missing = [name for name in ("Identifier", HANDED_IN) if name.casefold() not in names]
    if missing:
        raise SourceError(
            f"{path} is no grading worksheet of an English Moodle: it has no column {missing[0]!r}. "
            "Set Moodle to English and download it again."
        )
    return {
        _number(cells["identifier"]): _moodles(cells[HANDED_IN.casefold()], f"{path}, row {line}")
        for line, cells in lines
    }


def _moodles(text, where):
    """``Monday, 30 November 2026, 8:00 PM``, with whatever kinds of space; ``-`` for nothing."""
    _, _, clock = " ".join(text.split()).partition(", ")
    for pattern in FORMATS:
        try:
            return datetime.datetime.strptime(clock, pattern)
        except ValueError:
            pass
    if text.strip(" -"):
        raise SourceError(f"{where}: {text!r} is no time as an English Moodle writes it: download it in English.")
    return None


def graded(worksheet, students, totals, files):
    """The worksheet with the grades of one set.

    Parameters
    ----------
    worksheet : str
        Text of the file that Moodle offers with an assignment.
    students : list of Student
    totals : mapping
        Student to (points, possible).
    files : mapping
        Student to the path of the file that was graded.

    Returns
    -------
    text : str
        The same file with the column Grade filled in.
    unmatched : list of str
        Students with points whom no row names, or whose grade Moodle does not let change.

    Raises
    ------
    ExportError
        If it is no worksheet, or that of another assignment: participants have other numbers than the graded files, or
        the maximum is not that of the set.
    """
    mark = "\ufeff" if worksheet.startswith("\ufeff") else ""
    if separator(worksheet) != ",":
        raise ExportError("the worksheet is not separated by commas, which Moodle does not read: download it again.")
    rows = list(csv.reader(io.StringIO(worksheet.removeprefix("\ufeff"), newline="")))
    head = rows[0] if rows else []
    missing = [name for name in NEEDED if head.count(name) != 1]
    if missing:
        raise ExportError(
            f"this is no grading worksheet of an English Moodle: it has no single column {missing[0]!r}. "
            "Set Moodle to English and download it again."
        )
    place = {name: number for number, name in enumerate(head)}
    numbers = participants({name: file for name, file in files.items() if name in totals})
    there = {_number(row[place["Identifier"]]) for row in rows[1:] if row}
    strangers = sorted(name for name, number in numbers.items() if number not in there)
    if numbers and len(strangers) == len(numbers):
        raise ExportError(
            f"the worksheet is that of another assignment: participant {numbers[strangers[0]]} ({strangers[0]}) of the "
            "graded files is not in it."
        )
    found = set()
    for line, row in enumerate(rows[1:], start=2):
        owner = _owner(row, place, students, numbers) if len(row) == len(head) else None
        if owner is None or owner not in totals or row[place.get("Grade can be changed", 0)] == "No":
            continue
        points, possible = totals[owner]
        maximum = row[place["Maximum grade"]].strip() if "Maximum grade" in place else ""
        if re.fullmatch(r"\d+(\.\d+)?", maximum) and float(maximum) != possible:
            raise ExportError(
                f"row {line}: the maximum grade is {maximum} there, and {possible:g} in the set: is it another "
                "assignment's? If not, change it in Moodle and download the worksheet again."
            )
        row[place["Grade"]] = f"{points:g}"
        found.add(owner)
    if not found:
        raise ExportError("the worksheet has no row of a student with points: is it another class's?")
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return mark + out.getvalue(), sorted(set(totals) - found)


def _number(identifier):
    match = PARTICIPANT.fullmatch(identifier.strip())
    return match.group(1) if match else ""


def _owner(row, place, students, numbers):
    """The student of a row: by the number in the graded file, else by an identity, else by a name that one has."""
    number = _number(row[place["Identifier"]])
    by_number = [name for name, one in numbers.items() if one == number]
    if by_number:
        return by_number[0]
    for column, field in IDENTITIES.items():
        value = row[place[column]].strip().casefold() if column in place else ""
        by_identity = [one.id for one in students if value and getattr(one, field).casefold() == value]
        if by_identity:
            return by_identity[0]
    name = plain(row[place["Full name"]]) if "Full name" in place else ""
    by_name = [one.id for one in students if name and plain(one.name) == name]
    return by_name[0] if len(by_name) == 1 and by_name[0] not in numbers else None
