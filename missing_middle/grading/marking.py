"""One submission: lay out its cells, run them in a room, compare what comes out, and say what it is worth.

Comparison happens here, on plain data, with the same registry that answers in the notebook. Nothing that a student's
process wrote is repeated in the feedback: only the words of the registry and what his own notebook shows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from missing_middle.checks.case import Case
from missing_middle.checks.feedback import verdict_on
from missing_middle.checks.judging import CORRECT, MISCONCEPTION, NOT_ATTEMPTED, NOT_YET, WRONG_KIND, Verdict
from missing_middle.checks.question import Question
from missing_middle.checks.registry import questions_of
from missing_middle.checks.variants import case_of
from missing_middle.checks.words import say
from missing_middle.grading.handed_in import Refused, decode
from missing_middle.grading.limits import Limits
from missing_middle.grading.notebook import Cell, Layout, Unreadable, lay_out, read_notebook
from missing_middle.grading.release import VARIANT
from missing_middle.grading.room import Rooms, Run

LOST, MISSING, BY_HAND, UNREADABLE = "lost", "missing", "by hand", "unreadable"
LOSSES = ("too long", "crashed", "too much memory", "too much output", "the machine ran out of memory")

Cases = tuple[Case, Case]  # with the public points, and with the hidden ones
Found = tuple[str, str, str | None]  # outcome, words, belief


@dataclass(frozen=True)
class Job:
    """All that a worker needs for one submission; it reads no file."""

    student: str
    exercise: str
    file: str  # where it was found, for the reader
    data: bytes
    release: bytes  # the notebook as it was handed out
    token: str
    hidden_key: bytes
    notes: tuple[str, ...] = ()


@dataclass
class Mark:
    """What one question earned."""

    id: str
    kind: str
    outcome: str
    words: str
    points: float
    possible: float
    misconception: str | None = None
    shown: list[str] = field(default_factory=list)


def mark(job: Job, sandbox: Rooms) -> tuple[dict[str, Any], dict[str, float]]:
    """The result of one submission as plain data, and the seconds each question took.

    Returns ``(result, seconds)``; ``result`` holds nothing that differs between two runs of the same submission.
    """
    questions = questions_of(job.exercise)
    result: dict[str, Any] = {
        "student": job.student,
        "exercise": job.exercise,
        "file": job.file,
        "sha256": hashlib.sha256(job.data).hexdigest(),
        "guard": "none" if sandbox.unsafe else "sandbox",
        "ended": "done",
        "notes": list(job.notes),
    }
    try:
        cells, notes = read_notebook(job.data)
    except Unreadable as error:
        result["notes"].append(say("mark.note.unreadable", error=error))
        marks = [_mark(q, UNREADABLE, say(f"mark.{UNREADABLE}")) for q in questions]
        return _with_marks(result, marks), {}
    release = _release_for(job)
    result["notes"] += _token_notes(cells, job.token)
    layout = lay_out(cells, release, questions)
    cases = {q.id: (case_of(q, job.token), case_of(q, job.token, job.hidden_key)) for q in questions}
    run = sandbox.run(_plan(questions, layout, cases, sandbox.limits))
    result["ended"] = run.ended
    result["notes"] += notes + layout.notes
    marks = [_judged(q, cases[q.id], layout, run) for q in questions]
    return _with_marks(result, marks), {q.id: run.seconds[q.id] for q in questions if q.id in run.seconds}


def _release_for(job: Job) -> list[Cell]:
    """The cells that this student was handed, with his own token in them."""
    cells, _ = read_notebook(job.release)
    return [replace(cell, source=VARIANT.sub(f'variant("{job.token}")', cell.source)) for cell in cells]


def _token_notes(cells: list[Cell], token: str) -> list[str]:
    """Whether the notebook was released to somebody else, so that its checks spoke about other numbers."""
    seen = {text for cell in cells if cell.kind == "code" for text in VARIANT.findall(cell.source)}
    if seen and f'variant("{token}")' not in seen:
        return [say("mark.note.another")]
    return []


def _plan(questions: Sequence[Question], layout: Layout, cases: dict[str, Cases], limits: Limits) -> dict[str, Any]:
    by_id = {question.id: question for question in questions}
    # As text, since a case holds tuples, and JSON has none.
    parameters = repr({name: (dict(public), public.text) for name, (public, _) in cases.items()})
    steps = []
    for place, step in enumerate(layout.steps):
        question = by_id.get(step.question)
        ask = question and {"name": question.answer, "points": _points(question, *cases[question.id])}
        steps.append(
            {
                "name": step.question or f"between {place}",
                "given": step.given,
                "cells": step.cells,
                "ask": ask,
                "seconds": limits.question_seconds,
            }
        )
    return {"parameters": parameters, "steps": steps}


def _points(question: Question, public: Case, hidden: Case) -> list[list[list[Any]]] | None:
    """Public points first, then hidden ones, as lists of argument and value; None unless a function is asked for."""
    first, more = question.form.points(public), question.form.points(hidden)
    if first is None or more is None:
        return None
    return [[[name, value] for name, value in point.items()] for point in first + more]


def _mark(
    question: Question, outcome: str, words: str, misconception: str | None = None, shown: Sequence[str] = ()
) -> Mark:
    points = question.points if outcome == CORRECT else 0
    return Mark(question.id, question.kind, outcome, words, points, question.points, misconception, list(shown))


def _judged(question: Question, cases: Cases, layout: Layout, run: Run) -> Mark:
    shown = layout.shown.get(question.id, ())
    if layout.found[question.id] is None:
        return _mark(question, MISSING, say(f"mark.{MISSING}"))
    if not question.form.by_machine:
        return _text(question, cases[0], layout.texts[question.id])
    report = run.reports.get(question.id)
    if report is None:
        return _mark(question, LOST, _loss(run.ended), shown=shown)
    state = report.get("state")
    if type(state) is str and state in LOSSES:
        return _mark(question, LOST, _loss(state), shown=shown)
    if state == "no answer":
        return _mark(question, MISSING, say(f"mark.{MISSING}"), shown=shown)
    outcome, words, misconception = _compared(question, cases, report)
    return _mark(question, outcome, words, misconception, shown)


def _loss(ended: str) -> str:
    return say(f"mark.lost.{ended}" if ended in LOSSES else "mark.lost")


def _text(question: Question, case: Case, text: str) -> Mark:
    verdict = verdict_on(question, case, text)
    if verdict.outcome == NOT_ATTEMPTED:
        return _mark(question, NOT_ATTEMPTED, say(f"mark.{NOT_ATTEMPTED}"))
    return _mark(question, BY_HAND, say(f"mark.{BY_HAND}"), shown=[text[:20_000]])


def _compared(question: Question, cases: Cases, report: dict[str, Any]) -> Found:
    try:
        if question.form.points(cases[0]) is not None and type(report.get("outputs")) is list:
            return _function(question, cases, report["outputs"])
        verdict = verdict_on(question, cases[0], _value(report))
    except (Refused, _Raised):
        return WRONG_KIND, _expected(question), None
    except NotImplementedError:
        return NOT_ATTEMPTED, say(f"mark.{NOT_ATTEMPTED}"), None
    except Exception:  # plain data of a shape that the form did not foresee: the student's loss, not the batch's
        return NOT_YET, question.nudge, None
    return _worded(question, verdict)


def _function(question: Question, cases: Cases, outputs: list[Any]) -> Found:
    """The verdict at the public points, and if that is right, at the hidden ones."""
    public, hidden = (question.form.points(case) or [] for case in cases)
    if len(outputs) != len(public) + len(hidden):
        raise Refused("another number of values than was asked for")
    first = verdict_on(question, cases[0], _Replay(outputs[: len(public)]))
    if first.outcome != CORRECT:
        return _worded(question, first)
    second = verdict_on(question, cases[1], _Replay(outputs[len(public) :]))
    if second.outcome == CORRECT:
        return CORRECT, f"{say('mark.all passed', count=len(outputs))} {_meaning(question, cases[0])}", None
    return (NOT_YET, f"{say('mark.hidden', public=len(public), hidden=len(hidden))} {question.nudge}".strip(), None)


def _meaning(question: Question, case: Case) -> str:
    return question.meaning(case) if question.meaning else ""


class _Raised(Exception):
    """The student's function raised an error."""


class _Replay:
    """Stands for the student's function where answers are compared: gives what his function gave, in order."""

    def __init__(self, outputs: list[Any]) -> None:
        self._outputs = iter(outputs)

    def __call__(self, **point: object) -> Any:
        return _value(next(self._outputs))


def _value(report: Any) -> Any:
    state = report.get("state") if type(report) is dict else None
    if state == "not attempted":
        raise NotImplementedError
    if state == "raised":
        raise _Raised
    if state != "done" or "value" not in report:
        raise Refused("not plain data")
    return decode(report["value"])


def _worded(question: Question, verdict: Verdict) -> Found:
    """The words of a verdict as the student may read them here: they repeat nothing that his process handed in."""
    if verdict.outcome in (CORRECT, MISCONCEPTION):
        return verdict.outcome, verdict.words, verdict.misconception
    if verdict.outcome == NOT_ATTEMPTED:
        return NOT_ATTEMPTED, say(f"mark.{NOT_ATTEMPTED}"), None
    return verdict.outcome, _expected(question) if verdict.outcome == WRONG_KIND else question.nudge, None


def _expected(question: Question) -> str:
    return say("mark.expected", expected=question.form.expected)


def _with_marks(result: dict[str, Any], marks: list[Mark]) -> dict[str, Any]:
    result["questions"] = [vars(one) for one in marks]
    result["points"] = sum(one.points for one in marks)
    result["possible"] = sum(one.possible for one in marks)
    result["by_hand"] = sum(one.possible for one in marks if one.outcome == BY_HAND)
    return result
