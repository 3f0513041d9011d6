"""Whose numbers? A token and a question give a case, always the same one.

The numbers come from ``sha256(token, question id)``. The token of the published exercises is ``"public"``; a class
gets one for each student (``missing-middle release --roster``). Hidden inputs come from the same generator under a
second key, which stays with whoever grades.
"""

import hashlib
import hmac
import random
from functools import lru_cache

from missing_middle.checks.case import Case

PUBLIC = "public"
REDRAWS = 50
APART = 0.012  # the right answer and the wrong models differ pairwise by more than this share


class IllPosed(Exception):
    """The numbers just drawn do not make a good question: draw again."""


class Draw:
    """A stream of numbers from one seed; the same on every machine.

    >>> draw = Draw(seed=1)
    >>> draw.grid(1.2, 1.7, 0.05), draw.pick(["a", "b", "c"]), draw.shuffled("xyz")
    (1.25, 'c', ['y', 'z', 'x'])
    """

    def __init__(self, seed):
        self._uniform = random.Random(seed).random  # the one method whose stream Python promises to keep

    def between(self, low, high):
        """A number from ``low`` to ``high``."""
        return low + (high - low) * self._uniform()

    def pick(self, options):
        """One of ``options``, all equally likely."""
        return options[int(self._uniform() * len(options))]

    def grid(self, low, high, step):
        """One of ``low``, ``low + step``, ..., ``high``, free of rounding dust."""
        steps = round((high - low) / step)
        return round(low + step * self.pick(range(steps + 1)), 10)

    def shuffled(self, items):
        """The items as a list in random order."""
        pairs = sorted((self._uniform(), place) for place in range(len(items)))
        return [items[place] for _, place in pairs]

    @staticmethod
    def insist(condition):
        """Ask for other numbers unless ``condition`` holds."""
        if not condition:
            raise IllPosed


def seed_of(token, question_id, key=None):
    """The seed of a variant, a whole number; with ``key`` (bytes) that of the hidden inputs.

    >>> seed_of("public", "trade-q1") % 1000 == seed_of("public", "trade-q2") % 1000
    False
    """
    text = f"{token}\n{question_id}".encode()
    digest = hashlib.sha256(text) if key is None else hmac.new(key, text, hashlib.sha256)
    return int.from_bytes(digest.digest())


def draw_case(question, seed):
    """The first well-posed case that ``seed`` gives, in at most 50 attempts."""
    draw = Draw(seed)
    for _ in range(REDRAWS):
        try:
            case = Case(question.draw(draw))
            _insist_on_separate_answers(question, case)
        except IllPosed:
            continue
        return Case(case, question.text(case))
    raise RuntimeError(f"{question.id} has no well-posed numbers for the seed {seed}: narrow its ranges.")


@lru_cache(maxsize=4096)
def case_of(question, token=PUBLIC, key=None):
    """The case of ``question`` for whoever holds ``token``; with ``key`` the case that holds the hidden inputs."""
    return draw_case(question, seed_of(token, question.id, key))


def _insist_on_separate_answers(question, case):
    """A wrong model that comes near the right answer, or near another one, could not be told from it."""
    answers = [question.right(case)] + [wrong.rule(case) for wrong in question.wrong]
    for place, one in enumerate(answers):
        for other in answers[:place]:
            Draw.insist(question.form.differ(one, other, APART))
