"""When work was due, and what lateness costs: ``deadlines.csv`` in the folder of results, which only a person writes.

A row without a student is for the class. A row with one is an extension, or says when that student handed in.
Lateness is never guessed: without a time nothing is taken off, and a person is told.
"""

import datetime
import math
import re
import zoneinfo
from dataclasses import dataclass
from pathlib import Path

from missing_middle.checks.registry import graded
from missing_middle.grading.asking import SourceError
from missing_middle.grading.roster import as_id
from missing_middle.grading.rows import read_table

NAME = "deadlines.csv"
GRACE = re.compile(r"(\d+(?:[.,]\d+)?)\s*(min|h|d)(?:ute|our|ay)?s?", re.IGNORECASE)
SECONDS = {"min": 60, "h": 3600, "d": 86_400}
PENALTY = re.compile(r"(\d+(?:[.,]\d+)?)\s*%(?:\s*(?:a|per|/)\s*(day|hour))?", re.IGNORECASE)
UNIT = {"day": 86_400, "hour": 3600, None: math.inf}


@dataclass(frozen=True)
class Deadline:
    """When one set is due, for the class or for one student."""

    due: datetime.datetime  # with a zone
    grace: float = 0.0  # seconds after ``due`` that cost nothing
    share: float = 0.0  # of the possible points, lost for each ``every`` that has begun after that; 0 to 1
    every: float = math.inf  # seconds; infinite for a penalty that is taken once
    extended: bool = False
    handed_in: datetime.datetime | None = None  # what a person says about it


def read_deadlines(out, students):
    """The deadlines in ``out/deadlines.csv`` by ``(set, student)``, with ``""`` for the class; none without a file.

    Raises :class:`SourceError` with file and row for an unknown set, a student who is not among ``students`` (ids), a
    time without a zone, and what cannot be read.
    """
    path = Path(out) / NAME
    if not path.exists():
        return {}
    names, lines = read_table(path)
    missing = [name for name in ("set", "due") if name not in names]
    if missing:
        raise SourceError(f"{path} needs the columns set and due; {', '.join(missing)} is missing.")
    found = {}
    for number, cells in sorted(lines, key=lambda line: bool(line[1].get("student"))):
        where, place = f"{path}, row {number}", (cells["set"], as_id(cells.get("student", "")))
        if place[0] not in graded():
            raise SourceError(f"{where}: there is no set {place[0]!r}; there are {', '.join(graded())}.")
        if place[1] and place[1] not in students:
            raise SourceError(f"{where}: {place[1]!r} is not of this class: write an id of the roster.")
        if place in found:
            raise SourceError(
                f"{where}: {' of '.join(filter(None, place))} stands in another row already: take one out."
            )
        found[place] = _deadline(where, cells, found.get((place[0], "")))
    return found


def _deadline(where, cells, general):
    if not cells["due"] and general is None:
        raise SourceError(f"{where}: {cells['set']} has no due time: write one such as 2026-11-30T23:59+01:00.")
    grace, penalty = cells.get("grace", ""), cells.get("penalty", "")
    due = _time(where, cells["due"]) if cells["due"] else general.due
    told = general or Deadline(due)
    share, every = _penalty(where, penalty) if penalty else (told.share, told.every)
    handed_in = cells.get("handed_in", "")
    return Deadline(
        due,
        _grace(where, grace) if grace else told.grace,
        share,
        every,
        bool(cells.get("student") and cells["due"]),
        _time(where, handed_in) if handed_in else None,
    )


def _time(where, text):
    """A time with a zone: an offset, or the name of a region behind it."""
    clock, _, region = text.rpartition(" ")
    try:
        if "/" in region:
            return datetime.datetime.fromisoformat(clock).replace(tzinfo=zoneinfo.ZoneInfo(region))
        when = datetime.datetime.fromisoformat(text)
    except (ValueError, zoneinfo.ZoneInfoNotFoundError):
        raise SourceError(f"{where}: {text!r} is no time; write 2026-11-30T23:59+01:00.") from None
    if when.tzinfo is None:
        raise SourceError(f"{where}: {text!r} has no zone; write {text.replace(' ', 'T')}+01:00, or with Z for UTC.")
    return when


def _grace(where, text):
    match = GRACE.fullmatch(text)
    if not match:
        raise SourceError(f"{where}: {text!r} is no time of grace; write 30 min, 2 h or 1 day.")
    return float(match.group(1).replace(",", ".")) * SECONDS[match.group(2).lower()]


def _penalty(where, text):
    match = PENALTY.fullmatch(text)
    share = float(match.group(1).replace(",", ".")) / 100 if match else 2
    if share > 1:
        raise SourceError(f"{where}: {text!r} is no penalty; write 10% a day, or 20% if it is taken once.")
    return share, UNIT[match.group(2).lower() if match.group(2) else None]


# One result ----------------------------------------------------------------------------------------------------------


def in_time(result, deadlines, stamp):
    """A result with ``late`` if it came late or may have: what is known, from where, and the points lost.

    ``stamp`` is what is known of the time (see ``stamps``), or None. Where a time has no zone it is read in that of the
    deadline, and said. A platform's mark without a time takes nothing off: how late is not known, and the platform's
    deadline may be another one.
    """
    place = result["exercise"], result["student"]
    deadline = deadlines.get(place) or deadlines.get((place[0], ""))
    if deadline is None:
        return result
    when, source = _handed_in(deadline, stamp)
    told = {"due": deadline.due.isoformat(), "from": source, "lost": 0}
    if when is None:
        if not stamp or not stamp.get("late"):
            return result
        return result | {"late": told | {"open": bool(deadline.share) or deadline.extended}}
    over = (when - deadline.due).total_seconds() - deadline.grace
    if over <= 0:
        return result
    lost = min(result["points"], deadline.share * math.ceil(over / deadline.every or 1) * result["possible"])
    lost = round(lost, 2)
    told |= {"time": when.isoformat(), "lost": lost, "open": False}
    return result | {"late": told, "points": round(result["points"] - lost, 2)}


def _handed_in(deadline, stamp):
    if deadline.handed_in is not None:
        return deadline.handed_in, f"the instructor's word in {NAME}"
    if not stamp or "time" not in stamp:
        return None, stamp["from"] if stamp else ""
    when = datetime.datetime.fromisoformat(stamp["time"])
    if when.tzinfo is not None:
        return when, stamp["from"]
    return when.replace(tzinfo=deadline.due.tzinfo), f"{stamp['from']}, read in the zone of the deadline"
