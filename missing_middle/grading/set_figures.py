"""What results say about each question of a set: for the item report, its table, and beside the class of next year."""

import csv
import io
import json
from collections import Counter
from dataclasses import dataclass
from statistics import median

from missing_middle.checks.question import Question
from missing_middle.checks.registry import questions_of
from missing_middle.grading.grades import tame
from missing_middle.grading.items import Item, analyse, cronbach_alpha
from missing_middle.grading.results import place_of, read_results

COLUMNS = ("set", "question", "title", "kind", "points", "students", "facility", "last_year", "discrimination")
COLUMNS += ("correlation", "left_out", "lost", "seconds", "believed", "most_believed", "unexplained", "alpha")


@dataclass(frozen=True)
class Figure:
    """One question that a machine marks."""

    question: Question
    item: Item
    left_out: int  # students who gave no answer
    lost: int  # students whose answer did not come to its end
    seconds: float | None  # median, by the clock
    beliefs: Counter  # of misconceptions
    gave: dict  # student to an answer that nothing explains (``unexplained.told``)


@dataclass(frozen=True)
class SetFigures:
    """One set in one class."""

    exercise: str
    students: int
    alpha: float | None
    points: list  # a row for each student, a column for each question
    figures: list


def set_figures(out):
    """A :class:`SetFigures` for each set with results in ``out``.

    Raises ``ValueError`` for results that were made with other questions than there are now.
    """
    results = read_results(out)
    times = {id(one): _beside(out, one) for one in results}
    return [
        _of_set(name, [one for one in results if one["exercise"] == name], times)
        for name in sorted({one["exercise"] for one in results})
    ]


def _beside(out, result):
    """What is kept beside a result: seconds, and answers that nothing explains."""
    path = place_of(out, "times", result["student"], result["exercise"])
    return json.loads(path.read_bytes()) if path.exists() else {}


def _of_set(name, results, times):
    questions = [question for question in questions_of(name) if question.form.by_machine]
    marks = [{mark["id"]: mark for mark in one["questions"]} for one in results]
    if not all({question.id for question in questions} <= set(own) for own in marks):
        raise ValueError(f"the results of {name} were made with other questions than there are now: grade again.")
    points = [[own[question.id]["points"] for question in questions] for own in marks]
    items = analyse([question.id for question in questions], points, [question.points for question in questions])
    figures = []
    for question, item in zip(questions, items, strict=True):
        outcomes = Counter(own[question.id]["outcome"] for own in marks)
        beliefs = Counter(own[question.id]["misconception"] for own in marks if own[question.id]["misconception"])
        waits = [times[id(one)].get("seconds", {}).get(question.id) for one in results]
        waits = [one for one in waits if one is not None]
        gave = {one["student"]: times[id(one)].get("gave", {}).get(question.id) for one in results}
        figures.append(
            Figure(
                question,
                item,
                outcomes["not attempted"] + outcomes["missing"],
                outcomes["lost"],
                median(waits) if waits else None,
                beliefs,
                {student: tuple(told) for student, told in gave.items() if told},
            )
        )
    return SetFigures(name, len(results), cronbach_alpha(points), points, figures)


def items_csv(every, before=()):
    """Item statistics as a table, bytes of CSV: a row for each question, an empty cell where a number does not exist.

    ``before`` holds those of another class: its facility is a column of its own.
    """
    old = {figure.question.id: figure.item.facility for one in before for figure in one.figures}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in every:
        for figure in one.figures:
            question, item = figure.question, figure.item
            most = figure.beliefs.most_common(1)
            writer.writerow(
                [
                    one.exercise,
                    question.id,
                    tame(question.title),
                    question.kind,
                    question.points,
                    one.students,
                    *map(_digits, (item.facility, old.get(question.id), item.discrimination, item.correlation)),
                    figure.left_out,
                    figure.lost,
                    _digits(figure.seconds),
                    figure.beliefs.total(),
                    most[0][0] if most else "",
                    len(figure.gave),
                    _digits(one.alpha),
                ]
            )
    return text.getvalue().encode("utf-8-sig")


def _digits(value):
    return "" if value is None else f"{value:.4f}"
