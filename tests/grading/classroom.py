"""Submissions for tests, made from the solved notebook: what one student changed, and what he should get for it."""

import copy
import json
import os
from dataclasses import dataclass, field
from pathlib import Path

from missing_middle.checks.registry import question_of, questions_of
from missing_middle.checks.variants import case_of

ROOT = Path(__file__).resolve().parents[2]
SOLVED = json.loads((ROOT / "solutions" / "trade.ipynb").read_bytes())
RELEASED = (ROOT / "exercises" / "trade.ipynb").read_bytes()
MACHINE_GRADED = frozenset(q.id for q in questions_of("trade") if q.kind != "text")
ALL_RIGHT = sum(q.points for q in questions_of("trade") if q.kind != "text")


def right(question_id):
    """The right answer of the published variant."""
    question = question_of(question_id)
    return question.right(case_of(question))


def solved():
    """A fresh copy of the solved notebook."""
    return copy.deepcopy(SOLVED)


def cell(notebook, grade_id):
    """The cell with this nbgrader id."""
    return next(c for c in notebook["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") == grade_id)


def answered(answers, before=None):
    """The solved notebook with some answer cells replaced; ``before`` is code in a cell at the top."""
    notebook = solved()
    for grade_id, source in answers.items():
        cell(notebook, grade_id)["source"] = source
    if before:
        notebook["cells"].insert(0, code(before))
    return notebook


def code(source):
    """A code cell of the student's own."""
    return {
        "cell_type": "code",
        "id": f"own{len(source)}",
        "metadata": {},
        "execution_count": 1,
        "outputs": [],
        "source": source,
    }


@dataclass(frozen=True)
class Kind:
    """A submission and which questions fairly score; all others must score zero."""

    notebook: object  # dict, or bytes for a file as it is
    scores: frozenset = MACHINE_GRADED
    remark: str = ""  # words that a note must hold


def attack(source, *, on="trade-q2", costs=(), before=None, remark=""):
    """Code in the place of one answer, which earns nothing; ``costs`` names other questions that it ruins too.

    ``RIGHT`` in the code stands for the right answer: code that sets it has found a hole in the wall.
    """
    source = source.replace("RIGHT", repr(right(on)))
    return Kind(answered({on: source}, before), MACHINE_GRADED - {on, *costs}, remark)


@dataclass
class Classroom:
    """A folder of submissions and a roster."""

    folder: Path
    students: list = field(default_factory=list)

    @property
    def submissions(self):
        return self.folder / "submissions"

    @property
    def roster(self):
        return self.folder / "roster.csv"

    def hand_in(self, student, notebook, name="trade.ipynb"):
        """Write a notebook (a dict, or bytes as they are) as one student's submission."""
        path = self.submissions / student / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(notebook if isinstance(notebook, bytes) else json.dumps(notebook).encode())
        if student not in self.students:
            self.students.append(student)
        return path

    def write_roster(self):
        rows = [f"{student},Name of {student}" for student in self.students]
        self.roster.write_text("\n".join(["student,name", *rows, ""]))
        return self.roster


def processes_of(words):
    """Command lines of running processes that contain ``words``."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            line = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        except OSError:
            continue
        if words in line and int(pid) != os.getpid():
            found.append(f"{pid}: {line[:200]}")
    return found
