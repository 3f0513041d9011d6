"""When a file was handed in: what a platform wrote into the path or its worksheet, or nbgrader beside the file.

Whoever downloads files makes their times, so these are none. A platform's name, Moodle's worksheet and nbgrader's
``timestamp.txt`` are evidence; only the part of a path in which the platform itself spoke is read, never a name that a
student gave.
"""

import datetime
import re

from missing_middle.grading.asking import SourceError
from missing_middle.grading.moodle_worksheet import WORKSHEET, worksheet_times
from missing_middle.grading.owners import MOODLE

BLACKBOARD = re.compile(r"_attempt_(\d{4}(?:-\d\d){5})")
BRIGHTSPACE = re.compile(r" - (\w{3,9}\.? \d{1,2}, \d{4} \d{1,2}:?\d\d [AP]M)")
FORMATS = ("%b %d, %Y %I%M %p", "%B %d, %Y %I%M %p")
NBGRADER = "timestamp.txt"


def stamp_of(part, late):
    """What a platform's own name says: plain data with ``from``, and ``time`` (without zone) or ``late``; or None.

    Of Moodle there is only the ``participant``: the time stands in its worksheet.
    """
    match = MOODLE.fullmatch(part)
    if match:
        return {"participant": match.group("number")}
    match = BLACKBOARD.search(part)
    if match:
        return _stamp(_read(match.group(1), "%Y-%m-%d-%H-%M-%S"), "Blackboard's time in the file's name")
    match = BRIGHTSPACE.search(part)
    if match:
        text = match.group(1).replace(":", "").replace(".", "")
        when = next((found for one in FORMATS if (found := _read(text, one))), None)
        return _stamp(when, "Brightspace's time in the folder's name")
    return {"late": True, "from": "Canvas's mark LATE in the file's name"} if late else None


def _read(text, pattern):
    try:
        return datetime.datetime.strptime(text, pattern)
    except ValueError:
        return None


def _stamp(when, source):
    return None if when is None else {"time": when.isoformat(), "from": source}


def worksheets(out, exercises):
    """Set to the times in ``out/worksheet-<set>.csv``, Moodle's worksheet, for the sets that have one."""
    paths = {exercise: out / WORKSHEET.format(exercise) for exercise in exercises}
    return {exercise: worksheet_times(path) for exercise, path in paths.items() if path.exists()}


def stamps(found, left, times):
    """Student and set to the stamp of each submission that has one; ``times`` as :func:`worksheets` gives them.

    Raises :class:`SourceError` if none of a set's participants stands in the set's worksheet.
    """
    numbers = {exercise: set() for exercise in times}
    for one in found:
        if one.exercise in times and one.stamp and "participant" in one.stamp:
            numbers[one.exercise].add(one.stamp["participant"])
    for exercise, own in numbers.items():
        if own and not own & set(times[exercise]):
            raise SourceError(
                f"{WORKSHEET.format(exercise)} is that of another assignment: participant {min(own)} of the files of "
                f"{exercise} is not in it. Put the right one there, or take this one away."
            )
    beside = {one.entry.parts[:-1]: one.entry for one in left if one.entry.parts[-1] == NBGRADER and _outside(one)}
    told = {}
    for one in found:
        stamp = one.stamp
        if stamp is not None and "participant" in stamp:
            when = times.get(one.exercise, {}).get(stamp["participant"])
            stamp = _stamp(when, "Moodle's time in the worksheet")
        elif stamp is None and one.entry.parts[:-1] in beside:
            stamp = _nbgraders(beside[one.entry.parts[:-1]])
        if stamp is not None:
            told[one.student.id, one.exercise] = stamp
    return told


def _outside(one):
    """Whether it lies where nbgrader puts it: ``<student>/<assignment>/``, and in no zip, which a student may fill."""
    return not one.entry.inner and len(one.entry.parts) >= 3


def _nbgraders(entry):
    """nbgrader writes ``2026-11-28 11:46:03.000000 UTC``, or with an offset."""
    text = entry.read()[:80].decode("utf-8", "replace").strip().replace(" UTC", "+00:00")
    try:
        when = datetime.datetime.fromisoformat(text)
    except ValueError:
        return None
    return _stamp(when, "nbgrader's timestamp.txt") if when.tzinfo else None
