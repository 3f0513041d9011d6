"""What a lever is: a measure, who acts and pays, the parameters it moves, and what could go wrong.

A move has a documented size and one of four kinds. Each knows what it comes to at a strength ``s`` from 0 to 1, how
several on one parameter come together, and how to say itself:

    factor      the parameter times 1 + s size or 1 - s size; where it has a bound (trade.tau and credit.lam 1 from
                below, game.theta 1 from above) its *distance from the bound* is scaled instead
    amount      adds s size, for parameters that are 0 in the baseline
    count       adds the whole part of s size
    links       adds the links if s is one half or more
"""

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from missing_middle.models._record import Record
from missing_middle.models._require import require_above, require_one_of
from missing_middle.policy.parameters import PARAMETERS

SIZE = 0.25  # of a factor at full strength, unless it says otherwise
LINK_STRENGTH = 0.5  # from here on a forum or a broker is there
CLAMP = (0.5, 2.0)  # no portfolio moves a parameter (or its distance from a bound) further than this


@dataclass(frozen=True)
class Move(Record, ABC):
    """One parameter and what is done to it; make one with ``up``, ``down``, ``amount``, ``members`` or ``linking``.

    Parameters
    ----------
    parameter : str
        Path in an Economy, such as ``trade.f_x``.
    direction : int
        1 up, -1 down.
    size : float
        At full strength: a share (factor), an amount, a number of members (count) or of links; above 0.
    links : tuple of pairs of str
        Of kind ``links`` only: the links that are added.
    """

    parameter: str
    direction: int
    size: float
    links: tuple = ()
    kind: ClassVar[str]

    def __post_init__(self):
        super().__post_init__()
        require_one_of("parameter", self.parameter, PARAMETERS)
        require_above("size", self.size, 0)

    @abstractmethod
    def joined(self, others, strength):
        """What this move at ``strength`` comes to, together with ``others`` on the same parameter (or ``None``)."""

    def applied(self, value, joined):
        """The parameter after all moves on it."""
        return value + joined

    def __str__(self):
        """What the move does at full strength, in Markdown.

        >>> print(down("trade.f_x"), up("game.theta", 0.5), sep="; ")
        fixed cost of exporting $f_x$, times 0.75; awareness of the gain, $1 - \\theta$ times 0.5
        """
        at = PARAMETERS[self.parameter]
        return f"{at.words} ${at.symbol}$, plus {self.size:g}"


class Factor(Move):
    """A share up or down."""

    kind = "factor"

    def joined(self, others, strength):
        return (others or 1.0) * PARAMETERS[self.parameter].factor(self.direction, strength * self.size)

    def applied(self, value, joined):
        return PARAMETERS[self.parameter].scaled(value, min(max(joined, CLAMP[0]), CLAMP[1]))

    def __str__(self):
        at = PARAMETERS[self.parameter]
        what = f"{at.words} ${at.symbol}$," if at.measured == at.symbol else f"{at.words}, ${at.measured}$"
        return f"{what} times {at.factor(self.direction, self.size):g}"


class Amount(Move):
    """An amount on top of a baseline of 0."""

    kind = "amount"

    def joined(self, others, strength):
        return (others or 0.0) + strength * self.size


class Count(Move):
    """Whole members more."""

    kind = "count"

    def joined(self, others, strength):
        return (others or 0) + math.floor(strength * self.size)


NODES = {"RI": "research", "FIN": "finance", "NFI": "services", "GOV": "government"}  # as the charts call them


def listed(names):
    """Return names as a sentence holds them.

    >>> listed(["A"]), listed(["A", "A2", "A4"])
    ('A', 'A, A2 and A4')
    """
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


class Links(Move):
    """Links on top of those that are there."""

    kind = "links"

    def joined(self, others, strength):
        return (others or frozenset()).union(self.links if strength >= LINK_STRENGTH else ())

    def applied(self, value, joined):
        return value | joined

    def __str__(self):
        # the agent first, and each once with all its firms: "research with A2 and A4"
        ends = [(other, one) if other in NODES else (one, other) for one, other in self.links]
        partners = {}
        for one, other in ends:
            partners.setdefault(one, []).append(NODES.get(other, other))
        return "more links: " + "; ".join(
            f"{NODES.get(one, one)} with {listed(all_)}" for one, all_ in partners.items()
        )


@dataclass(frozen=True)
class Lever(Record):
    """A measure that section 5 names, in our words.

    Parameters
    ----------
    id : str
        Name in Python.
    section : str
        Section of the paper that names it.
    title : str
        Its name.
    mechanism : str
        How it is meant to work, in a sentence.
    who_acts : str
        Who has to do something.
    who_pays : str
        Who bears the cost.
    moves : tuple of Move
        The parameters that it moves.
    harm : str
        What could go wrong.
    measure : str
        What could be observed.
    """

    id: str
    section: str
    title: str
    mechanism: str
    who_acts: str
    who_pays: str
    moves: tuple
    harm: str
    measure: str


def up(parameter, size=SIZE):
    """A factor that takes a parameter up.

    Parameters
    ----------
    parameter : str
        Path in an Economy, such as ``product.a0``.
    size : float
        Share of it (or of its distance from its bound) at full strength, between 0 and 1.
    """
    return Factor(parameter, 1, size)


def down(parameter, size=SIZE):
    """A factor that takes a parameter down.

    Parameters
    ----------
    parameter : str
        Path in an Economy, such as ``trade.f_x``.
    size : float
        Share of it (or of its distance from its bound) at full strength, between 0 and 1.
    """
    return Factor(parameter, -1, size)


def amount(parameter, size):
    """An amount on top of a baseline of 0.

    Parameters
    ----------
    parameter : str
        Path in an Economy, such as ``game.s``.
    size : float
        The amount at full strength, above 0, in the unit of the parameter.
    """
    return Amount(parameter, 1, size)


def members(size):
    """More firms behind one relationship with a bank.

    Parameters
    ----------
    size : int
        How many more at full strength, 1 or more.
    """
    return Count("credit.n_members", 1, size)


def linking(*links):
    """Links on top of those that are there.

    Parameters
    ----------
    *links : str
        Pairs of nodes of Figure 4, such as ``RI-A2``.
    """
    pairs = tuple(tuple(sorted(link.split("-"))) for link in links)
    return Links("network.links", 1, len(pairs), pairs)
