"""What a student was asked, what is right for these numbers, what each wrong model says: to explain a lost point."""

from missing_middle.checks.misconceptions import MISCONCEPTIONS
from missing_middle.checks.registry import graded, questions_of
from missing_middle.checks.variants import case_of
from missing_middle.grading.asking import SourceError


def key_lines(exercise, token, hidden_key=None, result=None, values=None):
    """The key to one exercise set, in lines.

    Parameters
    ----------
    exercise : str
        A set that is graded, such as ``trade``.
    token : str
        The student's token, or ``public``.
    hidden_key : bytes or None
        With it, functions are also given at the hidden points.
    result : dict or None
        The student's result: what they got stands beside what is right.
    values : dict or None
        Question id to the value that they gave (see ``marking.given``).

    Raises
    ------
    SourceError
        For a set that is not graded.
    """
    if exercise not in graded():
        raise SourceError(f"{exercise!r} is no set that is graded; there are {', '.join(graded())}.")
    marks = {} if result is None else {mark["id"]: mark for mark in result["questions"]}
    for question in questions_of(exercise):
        yield f"{question.id}  {question.title} ({question.points} points)"
        case = case_of(question, token)
        yield from (f"  | {line}" for line in repr(case).splitlines())
        if question.kind == "text":
            beliefs = ", ".join(one.misconception for one in question.wrong)
            yield f"  right: read by a person (instructor/rubrics.md); beliefs to look for: {beliefs}"
        else:
            yield from _answers(question, case, "")
            if question.kind == "function" and hidden_key is not None:
                yield from _answers(question, case_of(question, token, hidden_key), " at hidden points")
        if question.id in marks:
            yield from _got(marks[question.id])
        if values is not None and question.form.by_machine:
            yield f"  gave: {_gave(values[question.id])}" if question.id in values else "  gave: nothing plain"
        yield ""


def _answers(question, case, where):
    yield f"  right{where}: {_said(question.right(case), question, case)}"
    for wrong in question.wrong:
        seems = wrong.seems or MISCONCEPTIONS[wrong.misconception].seems
        yield f"  {wrong.misconception}{where}: {_said(wrong.rule(case), question, case)} ({seems})"


def _got(mark):
    belief = f" ({mark['misconception']})" if mark["misconception"] else ""
    error = f", its cell stopped with {mark['error']}" if mark.get("error") else ""
    hand, possible = mark.get("hand"), f"of {mark['possible']:g} points"
    if hand:
        given = "excused" if mark.get("excused") else f"{hand['points']:g} {possible}"
        yield f"  got: {given}, decided by {hand['by'] or 'a person'}: {hand['comment'] or 'without a comment'}"
    points = f"{hand['instead_of'] if hand else mark['points']:g} {possible}"
    yield f"  {'the grader gave' if hand else 'got'}: {mark['outcome']}{belief}{error}, {points}: {mark['words']}"
    for text in mark["shown"][:3]:
        yield from (f"  the notebook shows: {line}" for line in text.splitlines()[:5])


def _gave(value):
    """A value of the student's, in one line and not too long; their text is quoted, so that it cannot pose as ours."""
    text = "; ".join(map(_quoted, value)) if isinstance(value, list) else _quoted(value)
    return text if len(text) <= 300 else f"{text[:300]} ..."


def _quoted(value):
    return _number(value) if isinstance(value, float) else " ".join(repr(value).split())


def _said(value, question, case):
    """An answer as a person writes it: six digits; a table row by row, a function point by point."""
    if question.kind == "table":
        rows = zip(case[question.form.label], value, strict=True)
        return "; ".join(f"{label}: {', '.join(map(_number, row))}" for label, row in rows)
    if question.kind == "function":
        return "; ".join(
            f"({', '.join(f'{name} = {_number(at)}' for name, at in point.items())}): {_number(one)}"
            for point, one in zip(question.form.points(case), value, strict=True)
        )
    return _number(value)


def _number(value):
    return f"{value:.6g}" if isinstance(value, float) else str(value)
