"""How questions and a test behave: item statistics, from the points that students got.

Symbols and definitions are those of classical test theory. Every function takes a matrix of points, a row for each
student and a column for each question, and nothing else.
"""

import math
from dataclasses import dataclass

import numpy as np

from missing_middle.grading.asking import require_positive

TAIL = 0.27  # Kelley (1939): the share of students at each end that separates best, if scores are normal


@dataclass(frozen=True)
class Item:
    """One question. ``None`` where a number does not exist, as for a question that all get right."""

    id: str
    facility: float  # mean share of the points, 0 to 1
    discrimination: float | None  # facility in the upper group minus that in the lower group, -1 to 1
    correlation: float | None  # with the points in all other questions, -1 to 1


def facility(points, possible):
    """Mean share of the possible points, a number for each question.

    >>> facility([[1, 2], [0, 2]], [1, 4])
    array([0.5, 0.5])
    """
    points, possible = _matrix(points), np.asarray(possible, float)
    for value in possible:
        require_positive("possible", float(value))
    return points.mean(axis=0) / possible


def upper_lower(points, possible, share=TAIL):
    """Facility among the best ``share`` of students minus that among the worst, a number for each question.

    Students are ordered by their total. Those who tie at the border of a group share its last places, each with the
    same weight, so that the order of the roster plays no part.
    """
    points, possible = _matrix(points), np.asarray(possible, float)
    totals, wanted = points.sum(axis=1), share * len(points)
    upper, lower = _weights(-totals, wanted), _weights(totals, wanted)
    return (upper @ points - lower @ points) / wanted / possible


def _weights(order, wanted):
    """1 for those inside the first ``wanted`` places by ``order``, a fraction for those who tie at the border."""
    weights, left = np.zeros(len(order)), wanted
    for value in np.unique(order):
        group = order == value
        weights[group] = min(1, max(left, 0) / group.sum())
        left -= group.sum()
    return weights


def corrected_correlation(points):
    """Correlation of each question with the sum of all others; ``nan`` where either does not vary.

    For questions with two possible scores this is the corrected point-biserial correlation. Without the correction a
    question would correlate with itself.
    """
    points = _matrix(points)
    rest = points.sum(axis=1, keepdims=True) - points
    here, there = points - points.mean(axis=0), rest - rest.mean(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        scale = np.sqrt((here**2).sum(axis=0) * (there**2).sum(axis=0))
        return np.where(scale > 1e-12, (here * there).sum(axis=0) / scale, np.nan)


def cronbach_alpha(points):
    """Cronbach's (1951) alpha: k / (k - 1) times (1 - sum of the item variances / variance of the totals).

    ``None`` where it does not exist: fewer than two questions or students, or totals that do not vary.

    >>> cronbach_alpha([[1, 1], [0, 0], [1, 1], [0, 0]])
    1.0
    """
    points = _matrix(points)
    students, questions = points.shape
    if questions < 2 or students < 2:
        return None
    total = points.sum(axis=1).var(ddof=1)
    if total < 1e-12:
        return None
    return float(questions / (questions - 1) * (1 - points.var(axis=0, ddof=1).sum() / total))


def analyse(ids, points, possible):
    """An :class:`Item` for each question."""
    points = _matrix(points)
    if points.shape[1] != len(ids):
        raise ValueError(f"points has {points.shape[1]} columns, but there are {len(ids)} questions.")
    easy, apart = facility(points, possible), upper_lower(points, possible)
    related = corrected_correlation(points)
    few = len(points) < 2
    return [
        Item(
            name,
            float(easy[place]),
            None if few else float(apart[place]),
            None if few or math.isnan(related[place]) else float(related[place]),
        )
        for place, name in enumerate(ids)
    ]


def normalized_gain(before, after):
    """Hake's (1998) gain, from shares of right answers before and after: the part of what was open that was gained.

    Negative where fewer are right after than before; ``None`` where all were right before.

    >>> normalized_gain(0.5, 0.75), normalized_gain(1.0, 1.0)
    (0.5, None)
    """
    for name, share in (("before", before), ("after", after)):
        if not 0 <= share <= 1:
            raise ValueError(f"{name} = {share!r} is not allowed: give a share from 0 to 1.")
    return None if before == 1 else (after - before) / (1 - before)


def _matrix(points):
    points = np.asarray(points, float)
    if points.ndim != 2 or 0 in points.shape or not np.isfinite(points).all():
        raise ValueError(
            f"points of shape {points.shape} is not allowed: give a finite number for each student "
            "(rows) and each question (columns), at least one of each."
        )
    return points
