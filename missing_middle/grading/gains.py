"""The tests before and after the course: reads what students saved in their pages, and counts a class item by item.

A file is what the button of the test's page saves, or the whole progress of a reader. It is read as JSON with a limit
on its size, never run. Nobody is graded by it: whoever wants to make one up can.
"""

import json
from collections import Counter
from dataclasses import dataclass

from missing_middle.checks.inventory import TESTS, lettered
from missing_middle.grading.items import normalized_gain
from missing_middle.grading.submissions import Left, find_files

FILES = ("missing-middle-tests", "missing-middle-progress")
LARGEST = 1_000_000
BEFORE, AFTER = TESTS


@dataclass(frozen=True)
class ItemGain:
    """One item in a class: shares of the students by what their answers hold (``right``, ``unsure``, a belief)."""

    id: str
    title: str
    before: dict
    after: dict  # empty if there is no test after the course yet
    gain: float | None  # normalized; None if all were right before, or there is no test after the course


def read_tests(folders, students):
    """Finished tests by student: ``{student id: {test: {item id: what the answer holds}}}``, and what is left aside.

    ``folders`` are trees as a learning platform gives them. If a student finished a test in several files, the first
    folder counts, and in it the latest file.
    """
    taken, left = {}, []
    for folder in folders:
        found, aside = find_files(folder, students, FILES)
        left += aside
        for one in found:
            try:
                tests = finished(one.entry.read())
            except ValueError as error:
                left.append(Left(one.entry, str(error)))
                continue
            for test, answers in tests.items():
                taken.setdefault(one.student.id, {}).setdefault(test, answers)
    return taken, left


def finished(data):
    """The finished tests in the bytes of a file. Raises ``ValueError`` for a file of something else."""
    if len(data) > LARGEST:
        raise ValueError("it is larger than any saved file")
    try:
        content = json.loads(data)
        record = content["record"] if content["course"] == "missing middle" else None
    except (ValueError, KeyError, TypeError, RecursionError):
        record = None
    if not isinstance(record, dict):
        raise ValueError("it holds no saved answers of this course")
    answers = {test: _answers(test, record) for test in TESTS if record.get(f"test:{test}") == "done"}
    return {test: found for test, found in answers.items() if None not in found.values()}


def _answers(test, record):
    def holds(one):
        given = record.get(f"test:{one.id}")
        return next((option.holds for option in one.options if option.letter == given), None)

    return {one.item.id: holds(one) for one in lettered(test)}


def item_gains(taken):
    """An :class:`ItemGain` for each item, and how many students finished each test and both.

    Before and after are about the same students: those who finished both. While nobody has, the first test stands
    alone.
    """
    both = [tests for tests in taken.values() if len(tests) == len(TESTS)]
    first = both or [tests for tests in taken.values() if BEFORE in tests]
    students = {test: sum(test in tests for tests in taken.values()) for test in TESTS} | {"both": len(both)}
    if not first:
        raise ValueError("no student of the roster finished the test before the course.")
    return [_item_gain(one, first, both) for one in lettered(BEFORE)], students


def _item_gain(one, first, both):
    def shares(tests, test):
        counts = Counter(answers[test][one.item.id] for answers in tests)
        return {option.holds: counts[option.holds] / len(tests) for option in one.options}

    before, after = shares(first, BEFORE), shares(both, AFTER) if both else {}
    gain = normalized_gain(before["right"], after["right"]) if both else None
    return ItemGain(one.item.id, one.item.title, before, after, gain)
