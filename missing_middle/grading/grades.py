"""The table of grades, safe to open in a spreadsheet."""

import csv
import io

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def tame(text):
    """A cell that a spreadsheet takes for text, not for a formula.

    >>> tame("=HYPERLINK(1)"), tame("Ann"), tame(" =1")
    ("'=HYPERLINK(1)", 'Ann', "' =1")
    """
    text = str(text)
    return f"'{text}" if text.lstrip().startswith(FORMULA) or text.startswith(FORMULA) else text


def untamed(text):
    """What :func:`tame` was given.

    >>> untamed("'=1"), untamed("'s Gravenhage")
    ('=1', "'s Gravenhage")
    """
    return text[1:] if text.startswith("'") and tame(text[1:]) == text else text


def grades_csv(students, results, exercises):
    """The table as bytes: a row for each student of the roster, a column for each set that anybody handed in."""
    by_place = {(one["student"], one["exercise"]): one for one in results}
    exercises = [name for name in exercises if any(place[1] == name for place in by_place)] or exercises
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["student", "name", *exercises, "total", "possible", "by_hand", "late", "remarks"])
    for student in students:
        own = [by_place.get((student.id, exercise)) for exercise in exercises]
        there = [one for one in own if one is not None]
        remarks = sum(len(one["notes"]) for one in there)
        writer.writerow(
            [
                tame(student.id),
                tame(student.name),
                *["" if one is None else f"{one['points']:g}" for one in own],
                f"{sum(one['points'] for one in there):g}",
                sum(one["possible"] for one in there),
                sum(one["by_hand"] for one in there),
                sum(one.get("late", {}).get("lost", 0) for one in there),
                remarks,
            ]
        )
    return out.getvalue().encode("utf-8-sig")  # the mark is for Excel
