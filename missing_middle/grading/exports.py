"""Grades for learning platforms: fills in Canvas's own file, writes one that Moodle reads.

Neither guesses. Canvas's file comes from the instructor, who also names the column; a column that is not there is an
error, and a row that belongs to nobody stays as it is.
"""

import csv
import io

from missing_middle.grading.asking import SourceError
from missing_middle.grading.grades import tame
from missing_middle.grading.rows import separator

CANVAS_IDS = ("ID", "SIS User ID", "SIS Login ID")
CANVAS_MARKS = ("points possible", "student, test", "")  # rows and the student that Canvas makes up itself


class ExportError(SourceError):
    """The gradebook cannot be filled in; the text says why."""


def totals_of(results, exercise):
    """Student to (points, possible) in one exercise set, ``results`` as ``final_results`` gives them.

    A platform knows one maximum for all. Where a question is excused, the points of the others stand for all of them in
    proportion. Whoever is excused from all of them gets no entry.

    Raises :class:`ExportError` if nobody handed that set in.
    """
    handed_in = sorted({one["exercise"] for one in results})
    if exercise not in handed_in:
        raise ExportError(f"nobody handed in {exercise!r}; there are results of {', '.join(handed_in) or 'no set'}.")
    return {one["student"]: _scaled(one) for one in results if one["exercise"] == exercise and one["possible"]}


def _scaled(result):
    full, counted = sum(mark["possible"] for mark in result["questions"]), result["possible"]
    return round(result["points"] * full / counted, 2), full


def canvas(gradebook, column, students, totals):
    """Canvas's exported gradebook with one column filled in.

    Parameters
    ----------
    gradebook : str
        Text of the file that Canvas exports.
    column : str
        Header of the assignment's column, exactly as in that file, number in brackets included.
    students : list of Student
        A student is found by any of his identities in the columns ID, SIS User ID or SIS Login ID.
    totals : mapping
        Student to (points, possible).

    Returns
    -------
    text : str
        The file to import. Only rows of students with points are filled; all other cells are as they were.
    unmatched : list of str
        Students with points who are not in the gradebook.
    """
    mark = "\ufeff" if gradebook.startswith("\ufeff") else ""
    sign = separator(gradebook)
    rows = list(csv.reader(io.StringIO(gradebook.removeprefix("\ufeff"), newline=""), delimiter=sign))
    if not rows:
        raise ExportError("the gradebook is empty.")
    if sign != ",":
        raise ExportError(f"the gradebook is separated by {sign!r}, which Canvas does not read: export it again.")
    head = rows[0]
    if head.count(column) != 1:
        near = [repr(name) for name in head if name.strip().casefold().startswith(column.strip().casefold()[:6])]
        advice = f"near it: {', '.join(near)}" if near else "give the name as Canvas writes it"
        raise ExportError(f"the gradebook has {head.count(column)} columns named {column!r}; {advice}.")
    keys = [head.index(name) for name in CANVAS_IDS if name in head]
    if not keys:
        raise ExportError(f"the gradebook has none of the columns {', '.join(CANVAS_IDS)}, so no row has an owner.")
    place, filled = head.index(column), set()
    for row in rows[1:]:
        owner = None if _made_by_canvas(row) or len(row) != len(head) else _owner(row, keys, students)
        if owner is not None and owner.id in totals:
            row[place] = f"{totals[owner.id][0]:g}"
            filled.add(owner.id)
    return mark + _written(rows), sorted(set(totals) - filled)


def _made_by_canvas(row):
    return not row or row[0].strip().casefold() in CANVAS_MARKS


def _owner(row, keys, students):
    """The one student whom an id in this row names. Names are not compared: two people may share one."""
    values = {row[key].strip() for key in keys} - {""}
    owners = [one for one in students if values & one.identities]
    if len(owners) > 1:
        raise ExportError(f"the row of {', '.join(sorted(values))} fits {' and '.join(one.id for one in owners)}.")
    return owners[0] if owners else None


def moodle(students, totals, exercise, identifier="username"):
    """A CSV file for Moodle's grade import: an identifying column and one for the exercise set.

    ``identifier`` is the header: ``username``, ``email`` or ``idnumber``. The roster's column of that name holds it; a
    roster without it has it in ``lms``, or (but for an e-mail) in ``student``. Students without it are unmatched.
    """
    if identifier not in ("username", "email", "idnumber"):
        raise ExportError(f"identifier = {identifier!r} is not allowed: give username, email or idnumber.")
    known = {one.id: _moodle_identity(one, identifier) for one in students if one.id in totals}
    if any(getattr(one, identifier) for one in students):
        known = {one.id: getattr(one, identifier) for one in students if one.id in totals}
    rows = [[identifier, exercise]]
    rows += [[tame(value), f"{totals[name][0]:g}"] for name, value in known.items() if value]
    return _written(rows), sorted(set(totals) - {name for name, value in known.items() if value})


def _moodle_identity(student, identifier):
    """Without a column for it: what ``lms`` holds if it can be one, else the id."""
    value = student.lms or student.id
    return value if identifier != "email" or "@" in value else ""


def _written(rows):
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()
