"""One submission: lay out its cells, run them in a room, compare what comes out, and say what it is worth.

Comparison happens here, on plain data, with the same registry that answers in the notebook, and of the value that the
check there would see. Nothing that a student's process wrote is repeated in the feedback: only the words of the
registry and what their own notebook shows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from missing_middle.checks.case import Case
from missing_middle.checks.feedback import verdict_on
from missing_middle.checks.judging import CORRECT, MISCONCEPTION, NOT_ATTEMPTED, NOT_YET, WRONG_KIND, Verdict
from missing_middle.checks.private import PrivateSet
from missing_middle.checks.question import Question
from missing_middle.checks.registry import questions_of
from missing_middle.checks.variants import PUBLIC, case_of
from missing_middle.checks.words import say
from missing_middle.grading.asides import aside_on
from missing_middle.grading.handed_in import Odd, Refused, decode
from missing_middle.grading.layout import Layout, lay_out
from missing_middle.grading.limits import Limits
from missing_middle.grading.notebook import Cell, Unreadable, read_notebook
from missing_middle.grading.own_numbers import CELL, cell_of
from missing_middle.grading.room import Rooms, Run
from missing_middle.grading.sandbox import NO_MEMORY
from missing_middle.grading.tokens import VARIANT, tokens_in
from missing_middle.grading.unexplained import told

LOST, MISSING, STOPPED, BY_HAND, UNREADABLE = "lost", "missing", "stopped", "by hand", "unreadable"
BY_CLOCK_OR_MEMORY = ("too long", "the clock", "too much memory", NO_MEMORY)  # a neighbour may be to blame
LOSSES = ("too long", "the clock", "crashed", "too much memory", "too much output", "too large", NO_MEMORY)

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
    course: str = ""  # print of the course that must mark it
    private: PrivateSet | None = None  # the set, if it is none of the course's
    careful: bool = False  # whether a step of it was lost before


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
    error: str | None = None  # class of the error that stopped the cell; for the instructor, never for the page


@dataclass(frozen=True)
class Marking:
    """``result`` is plain data and holds nothing that differs between two runs of the same submission.

    An answer may be drawn at random, so what was given stands beside it, for the item report.
    """

    result: dict[str, Any]
    seconds: dict[str, float]  # question id -> seconds, by the clock
    again: bool = False  # a question was lost by the clock or by memory
    starved: bool = False  # the machine had no memory left
    gave: dict[str, tuple[str, float | None]] = field(default_factory=dict)  # what nothing explains (``unexplained``)


def mark(job: Job, sandbox: Rooms) -> Marking:
    """Mark one submission; returns a :class:`Marking`."""
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
        layout = lay_out(cells, _release_for(job), questions)
    except Unreadable as error:
        result["ended"] = UNREADABLE
        result["notes"].append(say("mark.note.unreadable", error=error))
        marks = [_mark(q, UNREADABLE, say(f"mark.{UNREADABLE}")) for q in questions]
        return Marking(_with_marks(result, marks), {})
    result["notes"] += _token_notes(cells, job.token)
    cases = _cases(questions, job)
    run = sandbox.run(_plan(questions, layout, cases, sandbox.limits) | {"careful": job.careful})
    result["ended"] = run.ended
    remarks: list[str] = []
    gave: dict[str, tuple[str, float | None]] = {}
    marks = [_judged(q, cases[q.id], layout, run, remarks, gave) for q in questions]
    result["notes"] += notes + layout.notes + remarks
    states = [run.ended, *(report.get("state") for report in run.reports.values())]
    again = any(one.outcome == LOST for one in marks) and any(state in states for state in BY_CLOCK_OR_MEMORY)
    return Marking(_with_marks(result, marks), _seconds(layout, run), again, run.ended == NO_MEMORY, gave)


def _cases(questions: Sequence[Question], job: Job) -> dict[str, Cases]:
    return {q.id: (case_of(q, job.token), case_of(q, job.token, job.hidden_key)) for q in questions}


def given(job: Job, sandbox: Rooms) -> dict[str, Any]:
    """Question id to the value that the grader compares, for whoever explains a lost point; never for a page.

    Only answers that came out of the sandbox as plain data are there; of a function its values, point by point.
    Raises :class:`~missing_middle.grading.notebook.Unreadable` for a file that is no notebook.
    """
    questions = [question for question in questions_of(job.exercise) if question.form.by_machine]
    cells, _ = read_notebook(job.data)
    layout = lay_out(cells, _release_for(job), questions_of(job.exercise))
    run = sandbox.run(
        _plan(questions_of(job.exercise), layout, _cases(questions_of(job.exercise), job), sandbox.limits)
    )
    found: dict[str, Any] = {}
    for question in questions:
        asked = [number for number, step in enumerate(layout.steps) if question.id in step.asks]
        check = layout.checks.get(question.id, len(layout.steps))
        before = sum(layout.steps[number].place < check for number in asked)
        reports = [run.reports.get(_name(number)) for number in asked]
        for answer, _ in _answers(reports, before, question.id):
            try:
                found[question.id] = _plain_of(answer)
            except (Refused, _Raised, NotImplementedError):
                continue
            break
    return found


def _seconds(layout: Layout, run: Run) -> dict[str, float]:
    """Seconds of each question: of all steps in which it was asked."""
    seconds: dict[str, float] = {}
    for number, step in enumerate(layout.steps):
        for name in step.asks:
            seconds[name] = seconds.get(name, 0) + run.seconds.get(_name(number), 0)
    return seconds


def _release_for(job: Job) -> list[Cell]:
    """The cells that this student was handed, with that student's token in them."""
    cells, _ = read_notebook(job.release)
    own = cell_of(job.exercise, job.token)
    return [
        replace(cell, source=own if cell.cell_id == CELL else VARIANT.sub(f'variant("{job.token}")', cell.source))
        for cell in cells
    ]


def _token_notes(cells: list[Cell], token: str) -> list[str]:
    """Whether the notebook was released to somebody else, so that its checks spoke about other numbers."""
    seen = {held for cell in cells if cell.kind == "code" for held in tokens_in(cell.source)}
    if not seen or token in seen:
        return []
    if seen == {PUBLIC}:
        return [say("mark.note.public")]
    return [say("mark.note.another")]


def _plan(questions: Sequence[Question], layout: Layout, cases: dict[str, Cases], limits: Limits) -> dict[str, Any]:
    by_id = {question.id: question for question in questions}
    # As text, since a case holds tuples, and JSON has none.
    parameters = repr({name: (dict(public), public.text) for name, (public, _) in cases.items()})
    steps = []
    for number, step in enumerate(layout.steps):
        asks = [
            {"id": name, "name": by_id[name].answer if by_name else None, "points": _points(by_id[name], *cases[name])}
            for name, by_name in step.asks.items()
        ]
        steps.append(
            {
                "name": _name(number),
                "given": step.given,
                "cells": step.cells,
                "asks": asks,
                "seconds": limits.question_seconds,
            }
        )
    return {"parameters": parameters, "steps": steps}


def _name(number: int) -> str:
    return f"step {number}"


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


def _judged(
    question: Question,
    cases: Cases,
    layout: Layout,
    run: Run,
    remarks: list[str],
    gave: dict[str, tuple[str, float | None]],
) -> Mark:
    """The mark of one question: of the answer where its check stands, or of a later one if that is right."""
    shown = layout.shown.get(question.id, ())
    if not question.form.by_machine:
        if question.id not in layout.texts:
            return _mark(question, MISSING, say(f"mark.{MISSING}"))
        return _text(question, cases[0], layout.texts[question.id])
    asked = [number for number, step in enumerate(layout.steps) if question.id in step.asks]
    if not asked:
        return _mark(question, MISSING, say(f"mark.{MISSING}"))
    reports = [run.reports.get(_name(number)) for number in asked]
    check = layout.checks.get(question.id, len(layout.steps))
    before = sum(layout.steps[number].place < check for number in asked)
    marks = [
        (_mark(question, *_compared(question, cases, answer), shown), late, answer)
        for answer, late in _answers(reports, before, question.id)
    ]
    right = [one for one in marks if one[0].outcome == CORRECT]
    written = [one for one in marks if one[0].outcome != NOT_ATTEMPTED]
    if marks:
        best, late, answer = (right or written or marks)[0]
        if best.outcome == NOT_YET:
            with suppress(Exception):  # plain data of a shape that nobody foresaw is not worth a mark
                gave[question.id] = told(question, cases[0], _plain_of(answer))
        if late and best.outcome != NOT_ATTEMPTED:
            remarks.append(say("mark.note.below", question=question.id))
        return best
    return _without_answer(question, reports, run, shown)


def _answers(reports: Sequence[Any], before: int, name: str) -> Iterator[tuple[dict[str, Any], bool]]:
    """Answers in the order in which they count, with whether each came after the check.

    First what the name holds where the check stands; then what the student's own checks were called with, the last
    first; then what the name holds at the end of the question's part.
    """
    done = [
        (place, report["answers"][name])
        for place, report in enumerate(reports)
        if type(report) is dict
        and report.get("state") == "done"
        and type(report.get("answers")) is dict
        and type(report["answers"].get(name)) is dict
    ]
    named = [(place, answer["named"]) for place, answer in done if type(answer.get("named")) is dict]
    checked = [(place, answer["checked"]) for place, answer in reversed(done) if type(answer.get("checked")) is dict]
    early = [one for one in named if one[0] < before]
    for place, answer in [*early[-1:], *checked[:1], *named[-1:]]:
        yield answer, place >= before


def _without_answer(question: Question, reports: Sequence[Any], run: Run, shown: Sequence[str]) -> Mark:
    """Why there is no answer: the first step in which there should have been one was lost, or stopped, or gave none."""
    for report in reports:
        if report is None:
            return _mark(question, LOST, _loss(run.ended), shown=shown)
        state, stopped = report.get("state"), report.get("stopped")
        if type(state) is str and state in LOSSES:
            return _mark(question, LOST, _loss(state), shown=shown)
        if type(stopped) is str:
            mark = _mark(question, STOPPED, say(f"mark.{STOPPED}"), shown=shown)
            mark.error = stopped[:60] if stopped.isidentifier() else "Error"
            return mark
    return _mark(question, MISSING, say(f"mark.{MISSING}"), shown=shown)


def _loss(ended: str) -> str:
    return say(f"mark.lost.{ended}" if ended in LOSSES else "mark.lost")


def _text(question: Question, case: Case, text: str) -> Mark:
    verdict = verdict_on(question, case, text)
    if verdict.outcome == NOT_ATTEMPTED:
        return _mark(question, NOT_ATTEMPTED, say(f"mark.{NOT_ATTEMPTED}"))
    return _mark(question, BY_HAND, verdict.words, shown=[text[:20_000]])


def _compared(question: Question, cases: Cases, report: dict[str, Any]) -> Found:
    try:
        if question.form.points(cases[0]) is not None and type(report.get("outputs")) is list:
            return _function(question, cases, report["outputs"])
        value = _value(report)
        verdict = verdict_on(question, cases[0], value)
        if verdict.outcome == WRONG_KIND:
            return WRONG_KIND, f"{_expected(question)} {aside_on(value, question.form)}".strip(), None
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
    """Stands for the student's function where answers are compared: gives what their function gave, in order."""

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
    if state == "not plain":
        return Odd(report.get("kind"))
    if state != "done" or "value" not in report:
        raise Refused("not plain data")
    return decode(report["value"])


def _plain_of(answer: dict[str, Any]) -> Any:
    """The value that was handed in, of a function the list of its values."""
    outputs = answer.get("outputs")
    return [_value(one) for one in outputs] if type(outputs) is list else _value(answer)


def _worded(question: Question, verdict: Verdict) -> Found:
    """The words of a verdict as the student may read them here: they repeat nothing that their process handed in."""
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
