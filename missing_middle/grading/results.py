"""The folder of results. One list, ``run.json``, says what it covers; grades, report, export and feedback read that.

A result is written whole, and last: it is what tells a resumed run that all of it is there. Nothing is deleted: what is
no longer covered lies in ``withdrawn/``.
"""

import json
import os
from contextlib import contextmanager
from pathlib import Path

from missing_middle.checks.registry import graded
from missing_middle.grading.asking import SourceError
from missing_middle.grading.writing import as_json, sweep_parts, write_whole

PARTS = ("results", "feedback", "times")
ENDINGS = {"results": "json", "feedback": "html", "times": "json"}


def result_path(out, student, exercise):
    """Where the result of one submission stands."""
    return place_of(out, "results", student, exercise)


def place_of(out, part, student, exercise):
    """Where a ``part`` (results, feedback or times) of one submission stands."""
    return Path(out) / part / student / f"{exercise}.{ENDINGS[part]}"


@contextmanager
def locked(out):
    """The folder for one run alone; it is swept of what a killed run has left half written."""
    import fcntl  # Linux, as grading is

    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    with open(out / ".lock", "w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SourceError(f"another run is writing to {out}: wait for it, or give another --out.") from None
        for part in (*PARTS, "withdrawn"):
            sweep_parts(out / part)
        yield out


def read_run(out):
    """What the last run said it covers: its ``run.json``, or ``None`` if there was none."""
    path = Path(out) / "run.json"
    return _written(path) if path.exists() else None


def _written(path):
    """A file that a run has written, or :class:`SourceError`."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        found = None
    if not isinstance(found, dict):
        raise SourceError(f"{path} is missing or is not what a run has written; grade again, with --resume.")
    return found


def read_results(out):
    """Every result that the last run covers, ordered by student and exercise.

    Raises :class:`SourceError` if that run did not come to its end, if a file of it is not there or not whole, and for
    results of a private set that was not taken in.
    """
    run = read_run(out)
    if run is None:
        return [_written(path) for path in sorted((Path(out) / "results").glob("*/*.json"))]
    if run.get("unfinished"):
        raise SourceError(f"the last run in {out} did not come to its end: go on with missing-middle grade --resume.")
    strange = sorted({exercise for _, exercise in run.get("covers", ())} - set(graded()))
    if strange:
        raise SourceError(f"{out} holds results of {strange[0]!r}, no set of the course: name its folder with --sets.")
    return [_written(result_path(out, *one)) for one in run.get("covers", ())]


def stored(out, student, exercise):
    """One result, or ``None`` if it is not there or not whole."""
    try:
        result = json.loads(result_path(out, student, exercise).read_bytes())
        return result if isinstance(result, dict) else None
    except (OSError, ValueError):
        return None


def begin(out):
    """Say that a run is under way: until it ends, its folder is not read."""
    try:
        run = read_run(out) or {"covers": []}
    except SourceError:  # what was cut off or overwritten is written anew
        run = {"covers": []}
    write_whole(Path(out) / "run.json", as_json(run | {"unfinished": True}))


def write_result(out, student, exercise, result, times):
    """Write what a worker gave of one submission: ``times``, bytes, then ``result``, a dict. Pages come last."""
    write_whole(place_of(out, "times", student, exercise), times)
    write_whole(result_path(out, student, exercise), as_json(result))


def there(out):
    """``(student, exercise)`` of every result in the folder."""
    paths = (Path(out) / "results").glob("*/*.json")
    return {(path.parent.name, path.stem) for path in paths}


def withdraw(out, student, exercise):
    """Take one submission's files out of what is read; they stay in ``withdrawn/``."""
    for part in PARTS:
        path = place_of(out, part, student, exercise)
        if path.exists():
            target = Path(out) / "withdrawn" / path.relative_to(out)
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(path, target)


def log(out, entry):
    """Add one line to ``log.jsonl``: who asks later finds when what was run, with which options, and what changed."""
    with open(Path(out) / "log.jsonl", "a", encoding="utf-8") as file:
        file.write(json.dumps(entry, sort_keys=True) + "\n")
