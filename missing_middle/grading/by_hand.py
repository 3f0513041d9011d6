"""What people decide about points: ``by-hand.csv`` in the folder of results. Nothing but ``read`` ever writes to it.

A row gives points to one answer of one student. On an answer in words these are its points; on any other they replace
what the grader gave. ``excused`` in place of points takes the question out of the student's total. Both need a comment,
which is the reason, and which the student reads.
"""

import contextlib
import csv
import hashlib
import io
import re
from dataclasses import dataclass, field
from pathlib import Path

from missing_middle.checks.registry import question_of
from missing_middle.grading.asking import SourceError
from missing_middle.grading.grades import tame, untamed
from missing_middle.grading.roster import as_id
from missing_middle.grading.rows import read_table
from missing_middle.grading.writing import write_whole

NAME = "by-hand.csv"
COLUMNS = ("student", "question", "points", "comment", "by")
EXCUSED = "excused"
NUMBER = re.compile(r"\d{1,4}(?:[.,]\d{1,4})?")


@dataclass(frozen=True)
class Row:
    """One line of the file. ``points`` is a number, ``EXCUSED``, or ``None`` as long as nobody has decided."""

    number: int  # line of the file
    student: str
    question: str
    points: object = None
    comment: str = ""
    by: str = ""
    cells: dict = field(default_factory=dict, compare=False)  # the whole line, columns of a person's own included


def read_by_hand(out, students=None):
    """The rows of ``out/by-hand.csv`` by ``(student, question)``; none if there is no such file.

    ``students`` are the ids of the class, if they are known. Raises :class:`SourceError` with file and row for a
    student of another class, an unknown question, points that are no number from 0 to those of the question, two rows
    on one answer, and for points that replace the grader's, or an excuse, without a comment.
    """
    path = Path(out) / NAME
    if not path.exists():
        return {}
    names, lines = read_table(path)
    missing = [name for name in COLUMNS[:3] if name not in names]
    if missing:
        raise SourceError(f"{path} needs the columns student, question and points; {', '.join(missing)} is missing.")
    rows = {}
    for number, cells in lines:
        row = _row(path, number, {name: untamed(text) for name, text in cells.items()}, students)
        other = rows.setdefault((row.student, row.question), row)
        if other is not row:
            raise SourceError(
                f"{path}, row {number}: {row.student}, {row.question} stands in row {other.number} already: "
                "take one out."
            )
    return rows


def _row(path, number, cells, students):
    student, name = as_id(cells.get("student", "")), cells.get("question", "")
    if students is not None and student not in students:
        raise SourceError(f"{path}, row {number}: {student!r} is not of this class: write an id of the roster.")
    try:
        question = question_of(name)
    except KeyError:
        raise SourceError(
            f"{path}, row {number}: there is no question {name!r}: write an id such as trade-q1."
        ) from None
    points = _points(cells.get("points", ""), question, f"{path}, row {number}")
    comment = cells.get("comment", "")
    if points is not None and not comment and (points == EXCUSED or question.form.by_machine):
        raise SourceError(
            f"{path}, row {number}: {student}, {name} needs a comment, the reason that the student reads."
        )
    return Row(number, student, name, points, comment, cells.get("by", ""), cells)


def _points(text, question, where):
    if not text:
        return None
    if text.casefold() == EXCUSED:
        return EXCUSED
    if not NUMBER.fullmatch(text):
        raise SourceError(f"{where}: {text!r} is neither a number of points nor {EXCUSED!r}: write one of them.")
    points = float(text.replace(",", "."))
    if points > question.points:
        raise SourceError(f"{where}: {text} points are too many: {question.id} has {question.points}.")
    return points


# The result of a student ---------------------------------------------------------------------------------------------


def decided(result, rows):
    """A result with what people have decided; ``rows`` as :func:`read_by_hand` gives them. ``result`` stays as it is.

    A question that was decided has ``hand``: points, comment, by whom, and instead of which points. One that is excused
    has ``excused``, no points, and does not count among the possible ones.
    """
    marks = [_decided(mark, rows.get((result["student"], mark["id"]))) for mark in result["questions"]]
    counted = [mark for mark in marks if not mark.get("excused")]
    return result | {
        "questions": marks,
        "points": sum(mark["points"] for mark in counted),
        "possible": sum(mark["possible"] for mark in counted),
        "by_hand": sum(mark["possible"] for mark in counted if mark["outcome"] == "by hand" and "hand" not in mark),
    }


def _decided(mark, row):
    if row is None or row.points is None:
        return mark
    hand = {"points": row.points, "comment": row.comment, "by": row.by, "instead_of": mark["points"]}
    if row.points == EXCUSED:
        return mark | {"points": 0, "excused": True, "hand": hand}
    return mark | {"points": row.points, "hand": hand}


def without_result(rows, results):
    """Decided rows about sets that their student has not handed in: they count nowhere, so a person should know."""
    there = {(one["student"], mark["id"]) for one in results for mark in one["questions"]}
    return [row for place, row in sorted(rows.items()) if row.points is not None and place not in there]


# Writing -------------------------------------------------------------------------------------------------------------


class Changed(SourceError):
    """Somebody has written into a row since it was shown."""


@contextlib.contextmanager
def _alone(out):
    """One writer at a time, also of two commands."""
    try:
        import fcntl
    except ImportError:  # Windows, where one command reads a class
        yield
        return
    with open(Path(out) / ".by-hand.lock", "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def decide(out, student, question, points, comment, by, *, seen=None, students=None, **more):
    """Write one row, whole or not at all; all others stay as they are. Returns the row that stood there, or ``None``.

    ``more`` are columns besides. ``seen`` is the :func:`version` that the writer saw. Raises :class:`Changed`, and
    writes nothing, if something else stands there now.
    """
    with _alone(out):
        rows = read_by_hand(out, students)
        before = rows.get((student, question))
        if seen is not None and seen != version(before):
            raise Changed("this answer was given points in the meantime: look at them first. Nothing was written.")
        own = {"student": student, "question": question, "points": points, "comment": comment, "by": by, **more}
        _row(Path(out) / NAME, len(rows) + 2, own, students)
        rows[student, question] = Row(0, student, question, cells=(before.cells if before else {}) | own)
        _write(out, [row.cells for row in rows.values()])
    return before


def version(row):
    """A few letters for what a person wrote into a row, or for no row."""
    cells = [row.cells.get(name, "") for name in COLUMNS[2:]] if row else []
    return hashlib.sha256(repr([cell for cell in cells if cell]).encode()).hexdigest()[:16]


def add_rows(out, cells, students=None):
    """Add rows for answers that have none yet; every row that is there stays. Returns how many were added."""
    with _alone(out):
        rows = read_by_hand(out, students)
        new = [one for one in cells if (one["student"], one["question"]) not in rows]
        if new or not (Path(out) / NAME).exists():
            _write(out, [*(row.cells for row in rows.values()), *new])
    return len(new)


def _write(out, lines):
    names = list(dict.fromkeys([*COLUMNS, *(name for line in lines for name in line if name)]))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([tame(line.get(name, "")) for name in names] for line in lines)
    write_whole(Path(out) / NAME, text.getvalue().encode("utf-8-sig"))  # the mark is for Excel
