"""Grades for learning platforms: fills in the table that a platform exports, or writes one that Moodle reads.

Nothing is guessed. The table comes from the instructor, who also names the column; a column that is not there is an
error, and a row that belongs to nobody stays as it is.
"""

import csv
import io
import re
from dataclasses import dataclass

from missing_middle.grading.asking import SourceError
from missing_middle.grading.grades import tame
from missing_middle.grading.rows import separator

CANVAS_MARKS = ("points possible", "student, test", "")  # rows and the student that Canvas makes up itself
MAXIMUM = re.compile(
    r"(?:MaxPoints:|Total Pts: (?:up to )?)(\d+(?:\.\d+)?)"
)  # in headers of Brightspace and Blackboard


@dataclass(frozen=True)
class Platform:
    """How a platform's own table of grades says who is who. ``kept`` goes back with the column that is filled in."""

    name: str
    ids: tuple
    kept: tuple
    separators: str


PLATFORMS = {
    "canvas": Platform(
        "Canvas",
        ("ID", "SIS User ID", "SIS Login ID"),
        ("Student", "ID", "SIS User ID", "SIS Login ID", "Root Account", "Section"),
        ",",
    ),
    "brightspace": Platform(
        "Brightspace", ("OrgDefinedId", "Username"), ("OrgDefinedId", "Username", "End-of-Line Indicator"), ","
    ),
    "blackboard": Platform(
        "Blackboard", ("Username", "Student ID"), ("Last Name", "First Name", "Username", "Student ID"), ",\t"
    ),
}


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


def filled(platform, gradebook, column, students, totals, whole=False):
    """A platform's own table with one column filled in.

    Parameters
    ----------
    platform : str
        A key of ``PLATFORMS``.
    gradebook : str
        Text of the file that the platform exports.
    column : str
        Header of the assignment's column, exactly as in that file.
    students : list of Student
        A student is found by any identity in the platform's columns for identities.
    totals : mapping
        Student to (points, possible).
    whole : bool
        Give back all columns. Otherwise only who is who and the column that changed: what somebody has entered in
        another column in the meantime is then not put back.

    Returns
    -------
    text : str
        The file to import. Only rows of students with points are filled; all other cells are as they were.
    unmatched : list of str
        Students with points who are not in the table.

    Raises
    ------
    ExportError
        If the column is not there once, no column says who is who, a row fits two students, or the column's maximum
        is another one than that of the set.
    """
    form = PLATFORMS[platform]
    mark = "\ufeff" if gradebook.startswith("\ufeff") else ""
    sign = separator(gradebook)
    rows = list(csv.reader(io.StringIO(gradebook.removeprefix("\ufeff"), newline=""), delimiter=sign))
    if not rows:
        raise ExportError("the gradebook is empty: export it again.")
    if sign not in form.separators:
        raise ExportError(f"the gradebook is separated by {sign!r}, which {form.name} does not read: export it again.")
    head = rows[0]
    if head.count(column) != 1:
        near = [repr(name) for name in head if name.strip().casefold().startswith(column.strip().casefold()[:6])]
        advice = f"did you mean {' or '.join(near)}?" if near else f"give the name as {form.name} writes it."
        raise ExportError(f"the gradebook has {head.count(column)} columns named {column!r}: {advice}")
    keys = [head.index(name) for name in form.ids if name in head]
    if not keys:
        raise ExportError(
            f"the gradebook has none of the columns {', '.join(form.ids)}, so no row has an owner: "
            "export it again with them."
        )
    place, found = head.index(column), set()
    _complain_about_maximum(rows, place, totals)
    for row in rows[1:]:
        made_up = platform == "canvas" and _made_by_canvas(row)
        owner = None if made_up or len(row) != len(head) else _owner(row, keys, students)
        if owner is not None and owner.id in totals:
            row[place] = f"{totals[owner.id][0]:g}"
            found.add(owner.id)
    if not whole:
        kept = [number for number, name in enumerate(head) if number == place or name in form.kept]
        rows = [[row[number] for number in kept if number < len(row)] for row in rows]
    return mark + _written(rows, sign), sorted(set(totals) - found)


def _complain_about_maximum(rows, place, totals):
    """A column with another maximum is that of another assignment, or would give every student another share."""
    told = MAXIMUM.search(rows[0][place])
    said = told.group(1) if told else ""
    for row in rows[1:3]:
        if row and row[0].strip().casefold() == "points possible" and place < len(row):
            said = row[place].strip()
    highest = max((possible for _, possible in totals.values()), default=None)
    if re.fullmatch(r"\d+(\.\d+)?", said) and highest is not None and float(said) != highest:
        raise ExportError(
            f"the column {rows[0][place]!r} is worth {said} points there, and the set {highest:g}: is it another "
            "assignment's? If not, change its points in the platform and export again."
        )


def _made_by_canvas(row):
    return not row or row[0].strip().casefold() in CANVAS_MARKS


def _owner(row, keys, students):
    """The one student whom an id in this row names. Names are not compared: two people may share one."""
    values = {row[key].strip().removeprefix("#") for key in keys} - {""}  # Brightspace writes #123 for 123
    owners = [one for one in students if values & one.identities]
    if len(owners) > 1:
        raise ExportError(
            f"the row of {', '.join(sorted(values))} fits {' and '.join(one.id for one in owners)}: mend the roster."
        )
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


def _written(rows, sign=","):
    out = io.StringIO()
    csv.writer(out, delimiter=sign, lineterminator="\r\n").writerows(rows)
    return out.getvalue()
