"""The public variant's questions as plain JSON, for a page that answers without a kernel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from missing_middle.checks.case import Case
from missing_middle.checks.forms import Choice, Number, Prose
from missing_middle.checks.functions import Function, worded
from missing_middle.checks.judging import CORRECT, MISCONCEPTION, NOT_YET, Verdict, praise, slipped
from missing_middle.checks.misconceptions import MISCONCEPTIONS
from missing_middle.checks.private import held_as
from missing_middle.checks.question import Question
from missing_middle.checks.registry import questions_of
from missing_middle.checks.slips import hints_of
from missing_middle.checks.tables import Numbers, Table, Words
from missing_middle.checks.variants import PUBLIC, case_of
from missing_middle.checks.words import say


def public_items(name: str) -> list[dict[str, Any]]:
    """Everything a page needs to ask and answer the questions of the exercise set ``name`` that pages can judge.

    Returns a list of dictionaries of plain data. Each has ``id``, ``kind``, ``title``, ``stem`` (Markdown, with the
    numbers of the public variant), ``asks``, ``points``, ``objective`` and ``not_yet``, the sentence for an answer that
    nothing explains. A ``value`` has in addition ``low`` and ``high`` (or ``None``), ``unit``, ``tolerance`` and
    ``answers``: each with ``value``, ``slack`` (how far from it an answer may lie, in the same unit), ``outcome``,
    ``misconception``, ``says`` and ``places`` (where the hint leads: name, file, heading); the first that fits counts.
    A ``function`` has ``answer`` (its name), ``arguments``, ``expected`` (in words), ``stub`` (code to begin with),
    ``calls`` (for each public point its arguments, written in Python), ``where`` (each point in words) and such
    ``answers``, with a list of ``value`` and ``slack`` for the points. A ``choice`` has
    ``options``: each with ``letter``, ``text`` and ``outcome`` to ``places`` as above. Raises ``ValueError`` for an
    unknown set, and for a private one.

    >>> first = public_items("trade")[0]
    >>> first["id"], first["kind"], [answer["misconception"] for answer in first["answers"][:4]]
    ('trade-q1', 'value', [None, 'mz-nofix', 'mz-share', 'mz-entrants'])
    """
    if held_as(name) is not None:
        raise ValueError(f"name = {name!r} is not allowed: a private set is not for a page.")
    return [_item(question, case_of(question, PUBLIC)) for question in questions_of(name) if question.form.on_page]


def _item(question: Question, case: Case) -> dict[str, Any]:
    form = question.form
    if isinstance(form, Number):
        return _common(question, case) | _value(question, form, case)
    if isinstance(form, Function):
        return _common(question, case) | _function(question, form, case)
    if isinstance(form, Table):
        return _common(question, case) | _table(question, form, case)
    if isinstance(form, Prose):
        return _common(question, case) | {"least": form.least, "most": form.most, "stub": form.stub()}
    assert isinstance(form, Choice)
    return _common(question, case) | _choice(question, form, case)


def _common(question: Question, case: Case) -> dict[str, Any]:
    return {
        "id": question.id,
        "kind": question.kind,
        "answer": question.answer,
        "title": question.title,
        "points": question.points,
        "objective": question.objective,
        "stem": stem_of(question, case),
        "asks": question.ask(case),
        "not_yet": Verdict(NOT_YET, question.nudge or say("look again")).message,
    }


def stem_of(question: Question, case: Case) -> str:
    """The situation and the numbers that it takes; options stand elsewhere in a form."""
    needed = Case({name: value for name, value in case.items() if name not in question.aside})
    numbers = "" if question.told or isinstance(question.form, Choice) else question.form.show(needed)
    return "\n\n".join(part for part in (question.situation(case), numbers) if part)


def _answered(question: Question, case: Case) -> Iterator[tuple[Any, Verdict]]:
    """Plain answer, verdict: the right one first, then one for each wrong model."""
    yield question.right(case), Verdict(CORRECT, praise(question, case))
    for wrong in question.wrong:
        yield wrong.rule(case), Verdict(MISCONCEPTION, wrong.said_back(), wrong.misconception)
    for slip in hints_of(question, case):
        yield slip.answer, slipped(question, slip)


def _told(verdict: Verdict) -> dict[str, Any]:
    places = MISCONCEPTIONS[verdict.misconception].places if verdict.misconception else ()
    return {
        "outcome": verdict.outcome,
        "misconception": verdict.misconception,
        "says": verdict.message,
        "places": [asdict(place) for place in places],
    }


def _value(question: Question, form: Number, case: Case) -> dict[str, Any]:
    right = question.right(case)
    answers = [
        {"value": float(value), "slack": float(form.tolerance * abs(value or right))} | _told(verdict)
        for value, verdict in _answered(question, case)
    ]
    return {"low": form.low, "high": form.high, "unit": form.unit, "tolerance": form.tolerance, "answers": answers}


def _function(question: Question, form: Function, case: Case) -> dict[str, Any]:
    points = form.points(case)
    answers = [
        {
            "value": [float(value) for value in values],
            "slack": [float(form.tolerance * abs(value or 1.0)) for value in values],
        }
        | _told(verdict)
        for values, verdict in _answered(question, case)
    ]
    return {
        "arguments": list(form.arguments),
        "expected": form.expected,
        "stub": f"def {question.answer}({', '.join(form.arguments)}):\n    {form.stub(question)}\n",
        "calls": [repr(tuple(point.values())) for point in points],
        "where": [worded(point) for point in points],
        "answers": answers,
    }


def _table(question: Question, form: Table, case: Case) -> dict[str, Any]:
    def slack(entry: Any, column: Words | Numbers) -> float | None:
        return None if isinstance(column, Words) else float(column.tolerance * abs(entry or 1.0))

    def plain(entry: Any) -> Any:
        return entry if isinstance(entry, str) else float(entry)

    forms = list(form.columns.values())
    answers = [
        {
            "value": [[plain(entry) for entry in row] for row in rows],
            "slack": [[slack(entry, column) for entry, column in zip(row, forms, strict=True)] for row in rows],
        }
        | _told(verdict)
        for rows, verdict in _answered(question, case)
    ]
    columns = [
        {"name": name, "words": list(column.allowed) if isinstance(column, Words) else None}
        for name, column in form.columns.items()
    ]
    rows = [str(label) for label in case[form.label]]
    return {"label": form.label, "rows": rows, "columns": columns, "answers": answers}


def _choice(question: Question, form: Choice, case: Case) -> dict[str, Any]:
    told = {letter: _told(verdict) for letter, verdict in _answered(question, case)}
    return {"options": [{"letter": letter, "text": text} | told[letter] for letter, _, text in form.lettered(case)]}
