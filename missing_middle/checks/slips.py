"""Likely slips, made by rule: what comes out of the right model with something forgotten, exchanged or turned over.

Beliefs are written with a question; these are not. From the numbers of a case, and from the record of the library that
holds the answer, follow

* a number that plays no part: the model with one parameter at 0 or 1;
* two numbers exchanged;
* a number that was given, or the neighbouring field of the record;
* an answer turned over: upside down, the rest, the other base, a ratio or a difference of logarithms for per cent.

Each has a hint of its own, and a draw insists that none of them passes for the right answer.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from numbers import Real
from typing import TYPE_CHECKING, Any

from missing_middle.checks.case import Case
from missing_middle.checks.form import Plain, Rule
from missing_middle.checks.forms import ALMOST
from missing_middle.checks.words import say

if TYPE_CHECKING:
    from missing_middle.checks.question import Question

NEUTRAL = (0, 1)  # a term that is dropped, a factor or a power that is forgotten
Change = Callable[[Case, dict[str, Any]], Case]
FIRST = ("negative", "percent")  # which no other number should be thought to explain
EXACT = 1e-9  # closer than this, it is the right answer by another way


@dataclass(frozen=True)
class Slip:
    """An answer that comes of a slip, and the hint for it."""

    name: str  # which rule made it
    answer: Plain
    hint: str


@lru_cache(maxsize=1024)
def slips_of(question: Question, case: Case) -> tuple[Slip, ...]:
    """The slips of a question, the most telling first; none of them is the right answer by another way."""
    if not question.form.slippery:
        return ()
    right = question.right(case)
    found: list[Slip] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # numbers that no student has may overflow
        for slip in _all(question, case, right):
            known = (right, *(one.answer for one in found))
            if question.form.holds(slip.answer) and all(question.form.differ(slip.answer, one, EXACT) for one in known):
                found.append(slip)
    return tuple(found)


def hints_of(question: Question, case: Case) -> list[Slip]:
    """The slips that can be told from the right answer, and that no belief explains already."""
    right, beliefs = question.right(case), [wrong.rule(case) for wrong in question.wrong]
    scale = abs(right) if isinstance(right, float) else None
    kept: list[Slip] = []
    for slip in slips_of(question, case):
        if not question.form.differ(right, slip.answer, ALMOST):
            continue
        if isinstance(slip.answer, int | float) and slip.answer and not 1e-3 < abs(slip.answer) < 1e9:
            continue  # nobody types it
        told = [*beliefs, *(one.answer for one in kept)]  # what already has words of its own
        if not any(question.form.same(slip.answer, answer, scale) for answer in told):
            kept.append(slip)
    return kept


def hidden(question: Question, case: Case, constants: frozenset[str]) -> list[str]:
    """Parameters that matter, and happen to have a value at which forgetting them does no harm."""
    if not question.form.slippery or question.form.points(case) is not None:
        return []
    names = [name for name in _numbers(case) if name not in constants and case[name] in NEUTRAL]
    moved = {name: _answer(question.right, case, _with, {name: lambda old: 1.3 * old + 0.1}) for name in names}
    right = question.right(case)
    return [name for name in names if moved[name] is not None and question.form.differ(moved[name], right, EXACT)]


def _all(question: Question, case: Case, right: Plain) -> Iterator[Slip]:
    points = question.form.points(case)
    turned = [Slip(name, answer, say(f"slip.{name}")) for name, answer in question.form.turned(right)]
    yield from (slip for slip in turned if slip.name in FIRST)
    if points is None:
        yield from _changed(question.right, case, _numbers(case), _with)
        yield from _read_off(question, case)
    else:
        names = [name for name in points[0] if all(isinstance(point[name], Real) for point in points)]
        yield from _changed(question.right, case, names, _with_points(points))
        for name in names:
            yield Slip("given", [float(point[name]) for point in points], say("slip.given", name=name))
    yield from turned


# Changed numbers -----------------------------------------------------------------------------------------------------


def _changed(rule: Rule, case: Case, names: list[str], change: Change) -> Iterator[Slip]:
    for name in names:
        for value in NEUTRAL:
            answer = _answer(rule, case, change, {name: lambda old, value=value: value})
            if answer is not None:
                yield Slip("forgotten", answer, say("slip.forgotten", name=name, value=value))
    for one, other in combinations(names, 2):
        answer = _answer(rule, case, change, {one: other, other: one})
        if answer is not None:
            yield Slip("exchanged", answer, say("slip.exchanged", one=one, other=other))


def _answer(rule: Rule, case: Case, change: Change, how: dict[str, Any]) -> Plain | None:
    """What the right model gives for changed numbers; None where it gives nothing."""
    try:
        return rule(change(case, how))
    except Exception:  # numbers that no student has: the model refuses them, each in its own way
        return None


def _numbers(case: Case) -> list[str]:
    return [name for name, value in case.items() if isinstance(value, Real) and not isinstance(value, bool)]


def _with(case: Case, how: dict[str, Any]) -> Case:
    return Case({name: _new(how, name, value, case) for name, value in case.items()})


def _new(how: dict[str, Any], name: str, value: Any, given: Any) -> Any:
    if name not in how:
        return value
    return how[name](value) if callable(how[name]) else given[how[name]]


def _with_points(points: list[dict[str, Any]]) -> Change:
    def change(case: Case, how: dict[str, Any]) -> Case:
        changed = [tuple(_new(how, name, value, point) for name, value in point.items()) for point in points]
        return Case({**case, "points": tuple(changed)})

    return change


# Read off ------------------------------------------------------------------------------------------------------------


def _read_off(question: Question, case: Case) -> Iterator[Slip]:
    """A number that was given, or another field of the record."""
    for name in _numbers(case):
        for answer in question.form.read_as("", case[name]):
            yield Slip("given", answer, say("slip.given", name=name))
    for name, value in vars(question.record(case)).items() if question.record else ():
        if isinstance(value, Real) and not isinstance(value, bool):
            for answer in question.form.read_as(name, float(value)):
                yield Slip("neighbour", answer, say("slip.neighbour", name=name))
