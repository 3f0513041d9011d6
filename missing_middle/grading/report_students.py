"""Students in the item report: who may need help, and what each section got. From what a machine marks."""

from collections import Counter
from dataclasses import dataclass
from statistics import fmean

from missing_middle.checks.registry import questions_of

MOST = 0.5  # a set counts as due once this share of the class has handed it in
NONE = "(no section)"


@dataclass(frozen=True)
class Row:
    """One student."""

    id: str
    name: str
    share: float  # of the points of the sets that are due, 0 to 1
    handed_in: int  # of them
    not_right: int  # questions that were answered, and not right
    left_out: int  # questions without an answer, in what was handed in
    believed: int  # answers that a wrong model explains


def who_may_need_help(results, named):
    """The sets that are due, and a :class:`Row` for each student, the weakest first.

    ``named`` maps the ids of the class to names; students who handed in nothing are among them.
    """
    own = {student: {} for student in named}
    for one in results:
        own.setdefault(one["student"], {})[one["exercise"]] = one
    counts = Counter(name for sets in own.values() for name in sets)
    due = sorted(name for name, count in counts.items() if count >= MOST * len(own))
    rows = [_row(student, named.get(student, ""), sets, due) for student, sets in own.items()]
    return due, sorted(rows, key=lambda row: (row.share, row.id))


def _row(student, name, sets, due):
    marks = [mark for one in sets.values() for mark in _marks(one)]
    answered = [mark for mark in marks if mark["outcome"] not in ("not attempted", "missing")]
    possible = sum(_possible(one) for one in due)
    return Row(
        student,
        name,
        sum(_points(sets[one]) for one in due if one in sets) / possible if possible else 0.0,
        sum(one in sets for one in due),
        sum(mark["outcome"] != "correct" for mark in answered),
        len(marks) - len(answered),
        sum(bool(mark["misconception"]) for mark in marks),
    )


def in_sections(results, named, sections):
    """The sets, and ``(section, students, {set: mean share})`` for each section.

    ``sections`` maps ids to sections. A share is of those who handed the set in.
    """
    names = sorted({one["exercise"] for one in results})
    groups = {}
    for student in named:
        groups.setdefault(sections.get(student) or NONE, set()).add(student)
    told = []
    for section, students in sorted(groups.items()):
        shares = {name: [] for name in names}
        for one in results:
            if one["student"] in students:
                shares[one["exercise"]].append(_points(one) / _possible(one["exercise"]))
        told.append((section, len(students), {name: fmean(each) for name, each in shares.items() if each}))
    return names, told


def _marks(result):
    by_machine = {question.id for question in questions_of(result["exercise"]) if question.form.by_machine}
    return [mark for mark in result["questions"] if mark["id"] in by_machine]


def _points(result):
    return sum(mark["points"] for mark in _marks(result))


def _possible(exercise):
    return sum(question.points for question in questions_of(exercise) if question.form.by_machine)
