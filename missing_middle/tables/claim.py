"""A statement of the paper as a record that can be tested on tables."""

import math
from collections.abc import Callable
from dataclasses import dataclass

VERDICTS = ("holds", "holds after repair", "does not hold", "cannot be checked here")


def near(value, within):
    """A test: the recomputed number is ``value``, give or take ``within``."""
    return lambda found: abs(found - value) <= within


def above(value):
    """A test: the recomputed number is larger than ``value``."""
    return lambda found: found > value


def below(value):
    """A test: the recomputed number is smaller than ``value``."""
    return lambda found: found < value


def between(low, high):
    """A test: the recomputed number lies strictly between ``low`` and ``high``."""
    return lambda found: low < found < high


def is_true(found):
    """A test: the recomputed number is 1, for a statement that is true or false."""
    return found == 1


@dataclass(frozen=True)
class Claim:
    """One statement: where it stands, what it says (our words), what it should come to, and how to
    recompute it.

    ``compute`` takes ``{1: wide table, ..., 7: wide table}`` and returns a number; ``test`` says whether
    that number bears the statement out, or is None where a number informs but cannot decide. ``erratum``
    names the errata behind a contradiction by outside evidence.
    """

    section: str
    claim: str
    table: str = ""
    stated: str = ""
    compute: Callable | None = None
    test: Callable | None = None
    note: str = ""
    erratum: str = ""

    def verdict(self, before, after):
        """Return one of the four verdicts, given the numbers as printed and after repair."""
        if self.test is None:
            return "does not hold" if self.erratum else "cannot be checked here"
        in_print, repaired = (not math.isnan(found) and bool(self.test(found)) for found in (before, after))
        return "does not hold" if not repaired else "holds" if in_print else "holds after repair"
