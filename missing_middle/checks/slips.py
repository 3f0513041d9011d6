"""Likely slips, made by rule: what comes out of the right model with something forgotten, exchanged or turned over.

Beliefs are written with a question; these are not. From the numbers of a case, and from the record of the library that
holds the answer, follow

* a number that plays no part: the model with one parameter at 0 or 1;
* a power that is one too large or too small, or another power: ``sigma`` for ``sigma - 1``, ``sigma - 1`` for ``k``;
* two numbers exchanged, or one upside down;
* a number that was given, or the neighbouring field of the record;
* an answer turned over: upside down, the rest, the other base, a ratio or a difference of logarithms for per cent.

Each has a hint of its own, and a draw insists that none of them passes for the right answer.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, permutations
from numbers import Real
from typing import TYPE_CHECKING, Any

from missing_middle.checks.case import Case
from missing_middle.checks.form import Plain, Rule
from missing_middle.checks.forms import ALMOST
from missing_middle.checks.words import say

if TYPE_CHECKING:
    from missing_middle.checks.question import Question

NEUTRAL = (0, 1)  # a term that is dropped, a factor or a power that is forgotten
POWERS = ("sigma", "k", "elasticity", "zeta", "eps")  # parameters to which, less one or not, something is raised
New = Callable[[Mapping[str, Any]], Any]  # what a number becomes, of all that is given
How = dict[str, New]
Change = Callable[[Case, How], Case]
# Of two slips that cannot be told apart the likelier speaks: a sign or a unit before a number that was read off, that
# before one that was left out, and all of these before what turns an answer over.
LIKELY = ("negative", "percent", "given", "neighbour", "forgotten", "power", "other power", "exchanged", "inverted")
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
        for slip in sorted(_all(question, case, right), key=_rank):
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
    moved = {name: _answer(question.right, case, _with, {name: _taken(name, 0.37)}) for name in names}
    right = question.right(case)
    return [name for name in names if moved[name] is not None and question.form.differ(moved[name], right, EXACT)]


def _all(question: Question, case: Case, right: Plain) -> Iterator[Slip]:
    points = question.form.points(case)
    if points is None:
        yield from _changed(question.right, case, _numbers(case), _with)
        yield from _read_off(question, case)
    else:
        names = [name for name in points[0] if all(isinstance(point[name], Real) for point in points)]
        yield from _changed(question.right, case, names, _with_points(points))
        for name in names:
            yield Slip("given", [float(point[name]) for point in points], say("slip.given", name=name))
    for name, answer in question.form.turned(right):
        yield Slip(name, answer, say(f"slip.{name}"))


def _rank(slip: Slip) -> int:
    return LIKELY.index(slip.name) if slip.name in LIKELY else len(LIKELY)


# Changed numbers -----------------------------------------------------------------------------------------------------


def _changed(rule: Rule, case: Case, names: list[str], change: Change) -> Iterator[Slip]:
    for name, how, hint in _changes(names):
        answer = _answer(rule, case, change, how)
        if answer is not None:
            yield Slip(name, answer, hint)


def _changes(names: list[str]) -> Iterator[tuple[str, How, str]]:
    """Name, change and hint of each slip with numbers."""
    for name in names:
        for value in NEUTRAL:
            yield "forgotten", {name: _number(value)}, say("slip.forgotten", name=name, value=value)
    powers = [name for name in names if name in POWERS]
    for name in powers:
        for step in (1, -1):
            yield "power", {name: _taken(name, step)}, say("slip.power", name=name)
    for name, other in permutations(powers, 2):
        yield "other power", {name: _taken(other, -1)}, say("slip.other power", name=name, other=other)
    for one, other in combinations(names, 2):
        yield "exchanged", {one: _taken(other), other: _taken(one)}, say("slip.exchanged", one=one, other=other)
    for name in names:
        yield "inverted", {name: _inverse(name)}, say("slip.inverted", name=name)


def _number(value: float) -> New:
    return lambda given: value


def _taken(name: str, more: float = 0) -> New:
    return lambda given: given[name] + more


def _inverse(name: str) -> New:
    return lambda given: 1 / given[name]


def _answer(rule: Rule, case: Case, change: Change, how: How) -> Plain | None:
    """What the right model gives for changed numbers; None where it gives nothing."""
    try:
        return rule(change(case, how))
    except Exception:  # numbers that no student has: the model refuses them, each in its own way
        return None


def _numbers(case: Case) -> list[str]:
    return [name for name, value in case.items() if isinstance(value, Real) and not isinstance(value, bool)]


def _with(case: Case, how: How) -> Case:
    return Case({**case, **{name: new(case) for name, new in how.items()}})


def _with_points(points: list[dict[str, Any]]) -> Change:
    def change(case: Case, how: How) -> Case:
        changed = [tuple({**point, **{name: new(point) for name, new in how.items()}}.values()) for point in points]
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
