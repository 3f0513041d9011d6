"""The question bank as QTI 1.2, which Canvas imports, written by the program ``text2qti``.

One group a question, of which Canvas draws one variant. Canvas keeps four decimals of a number: the interval that is
right is rounded outwards to them, so that nobody who is right loses; a variant in which a wrong model would then be
right too is left out, and named. Functions and tables stay in the notebooks.
"""

import math
import os
import tempfile
from pathlib import Path

from missing_middle.checks.feedback import verdict_on
from missing_middle.checks.judging import CORRECT
from missing_middle.checks.registry import SETS, questions_of
from missing_middle.grading.asking import SourceError
from missing_middle.grading.moodle_bank import KINDS, asked, cases_of, numerical_answers

DECIMALS = 10_000  # Canvas keeps four


def canvas_qti(names=SETS, variants=5, salt=None):
    """The bank as bytes of a zip, and ``(question id, number of the variant)`` of all that were left out.

    Parameters as in :func:`missing_middle.grading.moodle_bank.moodle_xml`. Raises :class:`SourceError` without
    ``text2qti``, and ``ValueError`` for an unknown set.
    """
    try:
        from text2qti.config import Config
        from text2qti.qti import QTI
        from text2qti.quiz import Quiz
    except ImportError:
        raise SourceError("the program text2qti is not here: pip install text2qti.") from None
    text, left = quiz_text(names, variants, salt)
    handle, name = tempfile.mkstemp(suffix=".zip")
    os.close(handle)
    try:
        QTI(Quiz(text, config=Config(), source_name="the bank")).save(name)
        return Path(name).read_bytes(), left
    finally:
        Path(name).unlink()


def quiz_text(names=SETS, variants=5, salt=None):
    """What ``text2qti`` reads, and what was left out."""
    lines, left = ["Quiz title: The Missing Middle"], []
    for name in names:
        for question in questions_of(name):
            if question.kind not in KINDS:
                continue
            parts, seen = [], set()
            for number, case in enumerate(cases_of(question, variants, salt), start=1):
                answers, text = list(_answers(question, case)), asked(question, case)
                if text in seen:  # two cases may differ in numbers that a form does not tell
                    continue
                seen.add(text)
                if answers:
                    parts += [f"Title: {question.id}: {question.title} ({number})"]
                    parts += [_block(f"{len(parts) + 1}. ", text), *answers, ""]
                else:
                    left.append((question.id, number))
            if parts:
                lines += ["", "GROUP", "pick: 1", f"points per question: {question.points}", "", *parts, "END_GROUP"]
    return "\n".join([*lines, ""]), left


def _answers(question, case):
    """The lines of one variant below what is asked; none if Canvas could not tell right from wrong."""
    if question.kind == "text":
        yield "________"
        return
    if question.kind == "choice":
        for letter, _, text in question.form.lettered(case):
            verdict = verdict_on(question, case, letter)
            star = "*" if verdict.outcome == CORRECT else ""
            yield _block(f"{star}{letter}) ", text)
            yield _block("... ", verdict.message)
        return
    interval = right_interval(question, case)
    if interval is not None:
        if question.nudge:
            yield _block("- ", question.nudge)
        low, high = interval
        yield f"= [{low:.4f}, {high:.4f}]"


def right_interval(question, case):
    """Least and largest number that is right, in four decimals; ``None`` if a wrong answer lies between them."""
    answers = list(numerical_answers(question, case))
    value, slack, _ = answers[0]
    low, high = math.floor((value - slack) * DECIMALS) / DECIMALS, math.ceil((value + slack) * DECIMALS) / DECIMALS
    wrong = [float(one.rule(case)) for one in question.wrong]
    return None if any(low <= one <= high for one in wrong) else (low, high)


def _block(start, text):
    """Text behind a mark, its further lines below its first."""
    first, *more = text.strip().split("\n")
    return "\n".join([start + first, *((" " * len(start) + line).rstrip() for line in more)])
