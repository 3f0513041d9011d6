"""Whose numbers? A token and a question give a case, always the same one.

The numbers come from ``sha256(token, question id)``. The token of the published exercises is ``"public"``; a class
gets one for each student (``missing-middle release --roster``). Hidden inputs come from the same generator under a
second key, which stays with whoever grades.
"""

from __future__ import annotations

import hashlib
import hmac
import random
from collections.abc import Sequence
from functools import lru_cache
from typing import TypeVar

from missing_middle.checks.case import Case
from missing_middle.checks.forms import ALMOST
from missing_middle.checks.question import Question
from missing_middle.checks.slips import hidden, slips_of

PUBLIC = "public"
REDRAWS = 50
APART = ALMOST  # the right answer and the wrong models differ pairwise by more than this share


T = TypeVar("T")


class IllPosed(Exception):
    """The numbers just drawn do not make a good question: draw again."""


class Draw:
    """A stream of numbers from one seed; the same on every machine.

    >>> draw = Draw(seed=1)
    >>> draw.grid(1.2, 1.7, 0.05), draw.pick(["a", "b", "c"]), draw.shuffled("xyz")
    (1.25, 'c', ['y', 'z', 'x'])
    """

    def __init__(self, seed: int) -> None:
        self._uniform = random.Random(seed).random  # the one method whose stream Python promises to keep

    def between(self, low: float, high: float) -> float:
        """A number from ``low`` to ``high``."""
        return low + (high - low) * self._uniform()

    def pick(self, options: Sequence[T]) -> T:
        """One of ``options``, all equally likely."""
        return options[int(self._uniform() * len(options))]

    def grid(self, low: float, high: float, step: float) -> float:
        """One of ``low``, ``low + step``, ..., ``high``, free of rounding dust."""
        steps = round((high - low) / step)
        return round(low + step * self.pick(range(steps + 1)), 10)

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The items as a list in random order."""
        pairs = sorted((self._uniform(), place) for place in range(len(items)))
        return [items[place] for _, place in pairs]

    @staticmethod
    def insist(condition: object) -> None:
        """Ask for other numbers unless ``condition`` holds."""
        if not condition:
            raise IllPosed


def seed_of(token: str, question_id: str, key: bytes | None = None) -> int:
    """The seed of a variant, a whole number; with ``key`` (bytes) that of the hidden inputs.

    >>> seed_of("public", "trade-q1") % 1000 == seed_of("public", "trade-q2") % 1000
    False
    """
    text = f"{token}\n{question_id}".encode()
    digest = hashlib.sha256(text) if key is None else hmac.new(key, text, hashlib.sha256)
    return int.from_bytes(digest.digest())


@lru_cache(maxsize=16384)
def draw_case(question: Question, seed: int) -> Case:
    """The first well-posed case that ``seed`` gives, in at most 50 attempts."""
    draw = Draw(seed)
    for _ in range(REDRAWS):
        try:
            case = Case(question.draw(draw))
            _insist_on_separate_answers(question, case)
            _insist_that_no_slip_passes(question, case)
        except IllPosed:
            continue
        return Case(case, question.text(case))
    raise RuntimeError(f"{question.id} has no well-posed numbers for the seed {seed}: narrow its ranges.")


@lru_cache(maxsize=4096)
def case_of(question: Question, token: str = PUBLIC, key: bytes | None = None) -> Case:
    """The case of ``question`` for whoever holds ``token``; with ``key`` the case that holds the hidden inputs."""
    return draw_case(question, seed_of(token, question.id, key))


def _insist_on_separate_answers(question: Question, case: Case) -> None:
    """A wrong model that comes near the right answer, or near another one, could not be told from it."""
    answers = [question.right(case)] + [wrong.rule(case) for wrong in question.wrong]
    for place, one in enumerate(answers):
        for other in answers[:place]:
            Draw.insist(question.form.differ(one, other, APART))


def _insist_that_no_slip_passes(question: Question, case: Case) -> None:
    """A term that is forgotten, or a neighbouring number, could not be told from the right answer either."""
    right = question.right(case)
    Draw.insist(not hidden(question, case, constants(question)))
    for slip in slips_of(question, case):
        Draw.insist(slip.name in question.harmless or question.form.differ(right, slip.answer, APART))


@lru_cache(maxsize=256)
def constants(question: Question) -> frozenset[str]:
    """Parameters that are the same in every case, as a normalization is."""
    cases = []
    for seed in range(100):
        try:
            cases.append(question.draw(Draw(seed)))
        except IllPosed:
            continue
        if len(cases) == 8:
            break
    return (
        frozenset(name for name in cases[0] if len({case.get(name) for case in cases}) == 1) if cases else frozenset()
    )
