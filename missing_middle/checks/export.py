"""The public variant's value and choice questions as plain JSON, for a page that answers without a kernel."""

from dataclasses import asdict

from missing_middle.checks.judging import CORRECT, MISCONCEPTION, NOT_YET, Verdict, praise
from missing_middle.checks.misconceptions import MISCONCEPTIONS
from missing_middle.checks.registry import questions_of
from missing_middle.checks.variants import PUBLIC, case_of


def public_items(name):
    """Everything a page needs to ask and answer the value and choice questions of the exercise set ``name``.

    Returns a list of dictionaries of plain data. Each has ``id``, ``kind``, ``title``, ``stem`` (Markdown, with the
    numbers of the public variant), ``asks``, ``points``, ``objective`` and ``not_yet``, the sentence for an answer that
    nothing explains. A ``value`` has in addition ``low`` and ``high`` (or ``None``), ``unit``, ``tolerance`` and
    ``answers``: each with ``value``, ``slack`` (how far from it an answer may lie, in the same unit), ``outcome``,
    ``misconception``, ``says`` and ``places`` (where the hint leads: name, file, heading); the first that fits counts.
    A ``choice`` has ``options``: each with ``letter``, ``text`` and the last four of these. Raises
    ``ValueError`` for an unknown set.

    >>> first = public_items("trade")[0]
    >>> first["id"], first["kind"], [answer["misconception"] for answer in first["answers"]]
    ('trade-q1', 'value', [None, 'mz-nofix', 'mz-share', 'mz-entrants'])
    """
    writers = {"value": _value, "choice": _choice}
    return [
        _common(question, case_of(question, PUBLIC)) | writers[question.kind](question, case_of(question, PUBLIC))
        for question in questions_of(name)
        if question.kind in writers
    ]


def _common(question, case):
    stem = question.stem(case) if callable(question.stem) else question.stem
    numbers = question.form.show(case) if question.kind == "value" else ""
    return {
        "id": question.id,
        "kind": question.kind,
        "title": question.title,
        "points": question.points,
        "objective": question.objective,
        "stem": "\n\n".join(part for part in (stem, numbers) if part),
        "asks": question.asks,
        "not_yet": Verdict(NOT_YET, question.nudge or "look again.").message,
    }


def _answered(question, case):
    """Plain answer, verdict: the right one first, then one for each wrong model."""
    yield question.right(case), Verdict(CORRECT, praise(question, case))
    for wrong in question.wrong:
        yield wrong.rule(case), Verdict(MISCONCEPTION, wrong.said_back(), wrong.misconception)


def _told(verdict):
    places = MISCONCEPTIONS[verdict.misconception].places if verdict.misconception else ()
    return {
        "outcome": verdict.outcome,
        "misconception": verdict.misconception,
        "says": verdict.message,
        "places": [asdict(place) for place in places],
    }


def _value(question, case):
    form, right = question.form, question.right(case)
    answers = [
        {"value": float(value), "slack": float(form.tolerance * abs(value or right))} | _told(verdict)
        for value, verdict in _answered(question, case)
    ]
    return {"low": form.low, "high": form.high, "unit": form.unit, "tolerance": form.tolerance, "answers": answers}


def _choice(question, case):
    told = {letter: _told(verdict) for letter, verdict in _answered(question, case)}
    return {
        "options": [{"letter": letter, "text": text} | told[letter] for letter, _, text in question.form.lettered(case)]
    }
