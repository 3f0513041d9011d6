"""A statement of the paper as a record that can be tested on tables.

A verdict needs someone who decides. Four can: the paper's **own tables**, its **own text** (a figure or another
sentence), **outside evidence**, and the **reference list** (the record or abstract of a cited work). Each of them can
confirm as well as contradict. Words of degree have one meaning each, fixed here before any number is looked at, so that
neighbouring statements meet the same threshold.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

VERDICTS = ("holds", "holds after repair", "does not hold", "cannot be checked here")
DECIDERS = ("own tables", "own text", "outside evidence", "reference list")
WHOSE = ("paper", "ours")
HALF = 0.5  # a number without a word of degree is right if it rounds to what is printed
ABOUT = 1.0  # "about", "approximately": within one unit of the last printed digit
SLIGHTLY = 0.05  # "slightly more" or "less": on that side, and no further than a twentieth of the stated number
LITTLE = 5  # "little change" of a share: largest less smallest is less than five points


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


def slightly_above(value):
    """A test: the recomputed number is larger than ``value``, by less than a twentieth."""
    return between(value, value * (1 + SLIGHTLY))


def slightly_below(value):
    """A test: the recomputed number is smaller than ``value``, by less than a twentieth."""
    return between(value * (1 - SLIGHTLY), value)


def is_true(found):
    """A test: the recomputed number is 1, for a statement that is true or false."""
    return found == 1


def _require_one_of(name, value, domain):
    if value not in domain:
        raise ValueError(f"{name} = {value!r} is not allowed: give one of {', '.join(map(repr, domain))}.")


@dataclass(frozen=True)
class Claim:
    """One statement: where it stands, what it says (our words), what it should come to, and who decides it.

    Attributes
    ----------
    section : str
        Where it stands in the paper; ``n`` for a footnote.
    claim : str
        What it says, in our words.
    table : str
        The table or figure that bears on it; empty if none does.
    stated : str
        What the paper says it comes to.
    unit : str
        Unit of the recomputed number; ``yes or no`` where it is 1 or 0.
    compute : callable, optional
        Takes ``{1: wide table, ..., 7: wide table}`` and returns a number.
    test : callable, optional
        Whether that number bears the statement out; None where a number informs but cannot decide.
    found : str
        ``holds`` or ``does not hold``, where a source and not a number decides.
    decided_by : str
        One of ``DECIDERS``; empty if nobody decides.
    whose : str
        ``paper``, or ``ours`` for another reading that we test beside the paper's own.
    note, erratum, source : str
        What a reader should know; the erratum that the statement leads to; what outside evidence was seen.

    Raises
    ------
    ValueError
        If a verdict has nobody who decides it, if somebody decides nothing, or if a source that decides is not named.
    """

    section: str
    claim: str
    table: str = ""
    stated: str = ""
    unit: str = ""
    compute: Callable | None = None
    test: Callable | None = None
    found: str = ""
    decided_by: str = ""
    whose: str = "paper"
    note: str = ""
    erratum: str = ""
    source: str = ""

    def __post_init__(self):
        _require_one_of("whose", self.whose, WHOSE)
        _require_one_of("found", self.found, ("", "holds", "does not hold"))
        _require_one_of("decided_by", self.decided_by, ("", *DECIDERS))
        where = f" (section {self.section}: {self.claim!r})"
        if self.test and self.found:
            raise ValueError(f"found = {self.found!r} is not allowed beside a test{where}: one of the two decides.")
        if bool(self.test or self.found) != bool(self.decided_by):
            raise ValueError(
                f"decided_by = {self.decided_by!r} is not allowed{where}: a verdict names who decides it, one of "
                f"{', '.join(map(repr, DECIDERS))}, and a statement without a verdict names nobody."
            )
        if self.found and not (self.source or self.erratum):
            raise ValueError(f"source = '' is not allowed{where}: name what was seen, or an erratum that does.")
        if self.compute and not self.unit:
            raise ValueError(f"unit = '' is not allowed{where}: a recomputed number has a unit.")

    def verdict(self, before, after):
        """Return one of the four verdicts, given the numbers as printed and after repair."""
        if self.test is None:
            return self.found or "cannot be checked here"
        in_print, repaired = (not math.isnan(found) and bool(self.test(found)) for found in (before, after))
        return "does not hold" if not repaired else "holds" if in_print else "holds after repair"
