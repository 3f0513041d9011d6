"""Who is in the class: the roster, and every name by which a learning platform may know a student."""

import re
from dataclasses import dataclass

from missing_middle.grading.asking import SourceError
from missing_middle.grading.rows import read_table

STUDENT = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.@+-]{0,63}")
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

    Raises :class:`SourceError` with file and row for an id that cannot name a folder, for two rows with one id (in
    whatever case: folders of a Mac are the same in both) and for an identity that two students share.
    """
    names, rows = read_table(path)
    if "student" not in names:
        raise SourceError(f"{path} needs a column named student; it has {', '.join(filter(None, names)) or 'none'}.")
    if not rows:
        raise SourceError(f"{path} names no student.")
    students, seen = [], {}
    for number, row in rows:
        one = Student(row.get("student", ""), *(row.get(name, "") for name in ("name", *IDENTITIES, "section")))
        if not STUDENT.fullmatch(one.id):  # the id becomes a folder
            raise SourceError(
                f"{path}, row {number}: {one.id!r} cannot name a folder: use letters from a to z, digits and . _ @ + -"
            )
        for value in one.identities:
            other = seen.setdefault(value.casefold(), one)
            if other is not one:
                raise SourceError(_clash(path, number, one, other, value))
        students.append(one)
    return students


def _clash(path, number, one, other, value):
    if one.id == other.id:
        return f"{path}, row {number}: {one.id} stands in more than one row."
    if one.id.casefold() == other.id.casefold():
        return f"{path}, row {number}: {one.id} and {other.id} differ by case only; give one of them another id."
    return f"{path}, row {number}: {value} names {one.id} and {other.id}; an identity belongs to one student."


def read_roster(path):
    """The ids of a roster, in its order."""
    return [one.id for one in read_students(path)]
