"""What stands in the end: the grader's result, what people decided, and the deadline. Every output is made from this.

Results as the grader wrote them stay as they are; nothing here is stored but the pages and the table that show it.
"""

from pathlib import Path

from missing_middle._shipped import folder
from missing_middle.grading.by_hand import decided, read_by_hand
from missing_middle.grading.deadlines import in_time, read_deadlines
from missing_middle.grading.elsewhere import seen_at
from missing_middle.grading.feedback import feedback_page
from missing_middle.grading.grades import grades_csv
from missing_middle.grading.results import place_of, read_results, read_run
from missing_middle.grading.roster import Student
from missing_middle.grading.writing import write_whole


def final_results(out):
    """Every result that the last run covers, with what people and deadlines make of it.

    Raises :class:`SourceError` if the run is not whole, or for a row of ``by-hand.csv`` or ``deadlines.csv`` that
    cannot be right.
    """
    results, run = read_results(out), read_run(out) or {}
    students = class_of(run) or {one["student"] for one in results}
    rows, deadlines, stamps = read_by_hand(out, students), read_deadlines(out, students), run.get("stamps", {})
    return [
        in_time(decided(one, rows), deadlines, stamps.get(one["student"], {}).get(one["exercise"])) for one in results
    ]


def class_of(run):
    """The ids of the class that a run was about."""
    return {student for student, _ in (run or {}).get("students", ())}


def renew(out):
    """Write the pages of feedback and the table of grades anew where they are no longer what stands. Returns how many.

    The folder must be locked by the caller.
    """
    results, run = final_results(out), read_run(out) or {}
    pages = {
        place_of(out, "feedback", one["student"], one["exercise"]): page
        for one, page in zip(results, pages_of(out, results), strict=True)
    }
    if run.get("students"):
        students = [Student(one, name) for one, name in run["students"]]
        pages[Path(out) / "grades.csv"] = grades_csv(students, results, run["exercises"])
    changed = [path for path, page in pages.items() if not path.exists() or path.read_bytes() != page]
    for path in changed:
        write_whole(path, pages[path])
    return len(changed)


def pages_of(out, results):
    """The page of feedback on each of the ``results`` in ``out``, with the names and the address that are known."""
    names, course = dict((read_run(out) or {}).get("students", ())), folder("exercises").parent
    address = seen_at(course)
    return [feedback_page(one, names.get(one["student"], ""), address) for one in results]
