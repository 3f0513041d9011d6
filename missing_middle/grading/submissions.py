"""Finds submissions in whatever tree nbgrader, a learning platform or a folder of folders gives, and reads them warily.

A file belongs to a student if a part of its path is the student's id, or holds it between underscores as Canvas and
Moodle write it (or the id that the roster's column ``lms`` gives). Links are not followed; only plain files are read.
"""

import csv
import os
import re
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from missing_middle.grading.notebook import LARGEST_FILE
from missing_middle.grading.release import read_roster

RESUBMITTED = re.compile(r"-(\d+)$")  # Canvas numbers later attempts: trade-1.ipynb


@dataclass(frozen=True)
class Student:
    """A row of the roster."""

    id: str
    name: str = ""
    lms: str = ""  # the number or name by which the learning platform knows the student


@dataclass(frozen=True)
class Found:
    """A file that is graded."""

    student: Student
    exercise: str
    path: Path
    notes: tuple = ()


@dataclass(frozen=True)
class Left:
    """A file that is not graded, and why."""

    path: Path
    reason: str


def read_students(path):
    """The students of a roster: column ``student``, and where there are any the columns ``name`` and ``lms``."""
    ids = read_roster(path)
    with open(path, newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    return [
        Student(one, (row.get("name") or "").strip(), (row.get("lms") or "").strip())
        for one, row in zip(ids, rows, strict=True)
    ]


def find_submissions(folder, students, exercises, ending=".ipynb"):
    """What to grade, one file for each student and exercise, and what is left aside.

    Only names with the ``ending`` are looked at. Both in a fixed order, whatever the file system's.
    """
    claims, left = {}, []
    for path in _files(Path(folder), ending):
        reason, found = _match(path, Path(folder), students, exercises)
        if found is None:
            left.append(Left(path, reason))
        else:
            claims.setdefault(found, []).append(path)
    chosen = []
    for (student, exercise), paths in sorted(claims.items(), key=lambda item: (item[0][0].id, item[0][1])):
        *older, last = sorted(paths, key=_attempt)
        left += [Left(path, f"{last.relative_to(folder)} is later") for path in older]
        notes = (f"{len(paths)} files were handed in; the latest was graded.",) if older else ()
        chosen.append(Found(student, exercise, last, notes))
    return chosen, left


def _files(folder, ending):
    for place, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if name != ".ipynb_checkpoints")
        yield from (Path(place) / name for name in sorted(names) if name.endswith(ending))


def _attempt(path):
    """The order of attempts: Canvas's number, then the time of the file, then its name."""
    number = RESUBMITTED.search(path.stem)
    return int(number.group(1)[:9]) if number else 0, path.lstat().st_mtime_ns, str(path)


def _match(path, folder, students, exercises):
    inside = path.relative_to(folder)
    if path.is_symlink() or not stat.S_ISREG(path.lstat().st_mode):
        return "it is a link or no plain file; it was not read", None
    exercise = _exercise_of(inside.stem, exercises)
    if exercise is None:
        return f"its name is none of {', '.join(exercises)}", None
    owners = _owners(inside.with_suffix("").parts, students)
    if not owners:
        return "no student of the roster has this name", None
    if len(owners) > 1:
        return f"it may belong to {' or '.join(sorted(one.id for one in owners))}", None
    return "", (owners[0], exercise)


def _exercise_of(stem, exercises):
    plain = RESUBMITTED.sub("", stem)
    return next((name for name in exercises if plain == name or plain.endswith(f"_{name}")), None)


def _owners(parts, students):
    """Students named by a whole part of the path; failing that, by a piece of a part between underscores."""

    def folded(text):
        return unicodedata.normalize("NFC", text).casefold()

    whole = {folded(part) for part in parts}
    pieces = {piece for part in whole for piece in part.split("_")} | whole
    for words in (whole, pieces):
        owners = [one for one in students if {folded(one.id), folded(one.lms) or None} & words]
        if owners:
            return owners
    return []


def read_file(path):
    """The bytes of a submission, one more than the largest size allowed at most; never of a link, pipe or device."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(f"{path} is no plain file")
        return file.read(LARGEST_FILE + 1)
