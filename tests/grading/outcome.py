"""A folder of results as a run leaves it, written without running anything: for tests of what people do with it."""

from missing_middle.checks.registry import questions_of
from missing_middle.grading.final import renew
from missing_middle.grading.results import write_result
from missing_middle.grading.writing import as_json, write_whole

WORDS = "A share of closed firms is no measure of what trade cost.\n\nIt says who closed, <b>not</b> who lost."


def result_of(student, exercise="trade", wrong=(), text=WORDS):
    """All right but for ``wrong``; words wait for a person. A set has eight questions here, whatever it has by now."""
    marks = []
    for question in questions_of(exercise)[:8]:
        by_hand = not question.form.by_machine
        outcome = "by hand" if by_hand else "not yet" if question.id in wrong else "correct"
        marks.append(
            {
                "id": question.id,
                "kind": question.kind,
                "outcome": outcome,
                "words": "Look again.",
                "points": question.points if outcome == "correct" else 0,
                "possible": question.points,
                "misconception": None,
                "shown": [text] if by_hand else [f"{question.id} shown"],
                "error": None,
            }
        )
    return {
        "student": student,
        "exercise": exercise,
        "file": f"{student}/{exercise}.ipynb",
        "sha256": f"{hash((student, exercise, text)):x}",
        "guard": "sandbox",
        "ended": "done",
        "notes": [],
        "questions": marks,
        "points": sum(one["points"] for one in marks),
        "possible": sum(one["possible"] for one in marks),
        "by_hand": sum(one["possible"] for one in marks if one["outcome"] == "by hand"),
        "made_with": "x",
    }


def graded_folder(out, results, students=None, stamps=None):
    """Write ``results`` to ``out``; ``students`` are pairs of id and name. Returns ``out``."""
    for one in results:
        write_result(out, one["student"], one["exercise"], one, b"{}")
    names = students or [[student, f"Name of {student}"] for student in sorted({one["student"] for one in results})]
    run = {
        "covers": sorted([one["student"], one["exercise"]] for one in results),
        "students": names,
        "exercises": sorted({one["exercise"] for one in results}),
        "stamps": stamps or {},
    }
    write_whole(out / "run.json", as_json(run))
    renew(out)
    return out
