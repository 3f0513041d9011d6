"""Who is in the class: the roster, and every name by which a learning platform may know a student."""

import re
import unicodedata
from dataclasses import dataclass

from missing_middle.grading.asking import SourceError
from missing_middle.grading.owners import folded
from missing_middle.grading.rows import read_table

LONGEST = 64  # signs of an id; in UTF-8 a file's name holds some 255 bytes
BYTES = 200
SIGNS = ".@+-"  # besides letters, digits and _; no id begins with one
# Signs that count as letters and leave no mark: two ids that look the same would be two students.
UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
IDENTITIES = ("lms", "canvas", "username", "email", "idnumber")  # columns that name one student and nobody else


@dataclass(frozen=True)
class Student:
    """A row of the roster. All but ``id`` may be empty."""

    id: str
    name: str = ""
    lms: str = ""  # the number or name by which the learning platform knows the student
    canvas: str = ""  # Canvas: the number in the column ID of its gradebook, and in the names of its downloads
    username: str = ""
    email: str = ""
    idnumber: str = ""
    section: str = ""

    @property
    def identities(self):
        """Every text that means this student and nobody else."""
        return {value for value in (self.id, *(getattr(self, name) for name in IDENTITIES)) if value}


def read_students(path):
    """The students of a roster: column ``student``, and every other field of :class:`Student` that has a column.

    An id may have the letters of any language; a letter and its mark are one sign, however they were typed. Raises
    :class:`SourceError` with file and row for an id that cannot name a folder, for two rows with one id (in whatever
    case: folders of a Mac are the same in both) and for an identity that two students share.
    """
    names, rows = read_table(path)
    if "student" not in names:
        raise SourceError(
            f"{path} needs a column named student; it has {', '.join(filter(None, names)) or 'none'}. "
            "Name the one with the ids so."
        )
    if not rows:
        raise SourceError(f"{path} names no student: write a row for each.")
    students, seen = [], {}
    for number, row in rows:
        one = Student(as_id(row.get("student", "")), *(row.get(name, "") for name in ("name", *IDENTITIES, "section")))
        if not names_a_folder(one.id):
            raise SourceError(
                f"{path}, row {number}: {one.id!r} cannot name a folder: write {_instead(one.id, number)!r}, "
                "or another id of letters, digits and _ . @ + -"
            )
        for value in one.identities:
            other = seen.setdefault(folded(value), one)
            if other is not one:
                raise SourceError(_clash(path, number, one, other, value))
        students.append(one)
    return students


def as_id(text):
    """An id as it is kept and compared: a letter and its mark are one sign.

    >>> as_id("zoe\\u0308") == "zo\\u00eb"
    True
    """
    return unicodedata.normalize("NFC", text)


def names_a_folder(text):
    """Whether an id is safe as the name of a folder, on any machine and in any list.

    >>> [names_a_folder(text) for text in ("zoë", "王", "s_1@uni", "", "..", "-x", "a b", "a/b")]
    [True, True, True, False, False, False, False, False]
    """
    return (
        (text[:1].isidentifier() or text[:1].isdecimal())
        and all(map(_is_safe, text))
        and len(text) <= LONGEST
        and len(text.encode()) <= BYTES
    )


def _is_safe(sign):
    return sign in SIGNS or (f"a{sign}".isidentifier() and not UNSEEN.match(sign))


def _instead(text, number):
    """What to write for an id that cannot name a folder."""
    parts = "".join(sign if _is_safe(sign) else " " for sign in text).split()
    shorter = "_".join(filter(None, (part.strip(SIGNS) for part in parts)))[:LONGEST]
    return shorter if names_a_folder(shorter) else f"student-{number}"


def _clash(path, number, one, other, value):
    if one.id == other.id:
        return f"{path}, row {number}: {one.id} stands in more than one row: take one out."
    if folded(one.id) == folded(other.id):
        return f"{path}, row {number}: {one.id} and {other.id} differ by case only; give one of them another id."
    return f"{path}, row {number}: {value} names {one.id} and {other.id}; an identity belongs to one student."


def read_roster(path):
    """The ids of a roster, in its order."""
    return [one.id for one in read_students(path)]
