"""Wrong answers that no model explains: what they were, and which of them many students gave.

Students have numbers of their own, so that one mistake gives many values; what they share is how many times the right
answer each is.
"""

import math
from collections import Counter
from dataclasses import dataclass

LENGTH = 60  # characters of an answer that are kept
MANY = 5  # kinds of answers that a report names


@dataclass(frozen=True)
class Common:
    """What several students gave. ``times`` is the multiple of the right answer, ``None`` if it is no number."""

    times: float | None
    text: str  # as the first of them gave it
    students: tuple


def told(question, case, value):
    """An answer in a few words, and how many times the right one it is; ``None`` where that says nothing.

    ``value`` is plain data; of a function the list of its values, of which the first counts.

    >>> from missing_middle.checks.registry import question_of
    >>> from missing_middle.checks.variants import case_of
    >>> question = question_of("trade-q1")
    >>> told(question, case_of(question), 2 * question.right(case_of(question)))[1]
    2.0
    """
    kind = question.kind
    one = value[0] if kind == "function" and isinstance(value, list) and value else value
    text = f"{one:.4g}" if isinstance(one, float) else " ".join(repr(one).split())[:LENGTH]
    if kind not in ("value", "function") or isinstance(one, bool) or not isinstance(one, int | float):
        return text, None
    right = question.right(case)
    right = float(right[0] if kind == "function" else right)
    times = float(one) / right if right else math.nan
    return text, float(f"{times:.3g}") if math.isfinite(times) else None


def common(gave):
    """The answers that most students share, as a list of :class:`Common`.

    ``gave`` maps students to what :func:`told` returned.
    """
    keys = {student: times if times is not None else text for student, (text, times) in sorted(gave.items())}
    found = []
    for key, _ in sorted(Counter(keys.values()).most_common(), key=lambda one: -one[1])[:MANY]:
        students = tuple(student for student, own in keys.items() if own == key)
        text, times = gave[students[0]]
        found.append(Common(times, text, students))
    return found
