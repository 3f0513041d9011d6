"""What a lever is: a measure, who acts and pays, the parameters it moves, and what could go wrong.

A move has a documented size and one of four kinds:

    factor      the parameter times 1 + s size or 1 - s size; a parameter bounded by 1 (trade.tau and credit.lam
                from below, game.theta from above) has its *distance from 1* scaled instead
    amount      adds s size, for parameters that are 0 in the baseline
    count       adds the whole part of s size
    links       adds the links if s is one half or more

``s`` is the strength of the lever, from 0 to 1, set by whoever uses it.
"""

from dataclasses import dataclass

from missing_middle.models._record import Record

FACTOR, AMOUNT, COUNT, LINKS = "factor", "amount", "count", "links"
SIZE = 0.25  # of a factor at full strength, unless it says otherwise
BOUNDED_BY_ONE = ("trade.tau", "credit.lam", "game.theta")
LINK_STRENGTH = 0.5  # from here on a forum or a broker is there


@dataclass(frozen=True)
class Move(Record):
    """One parameter, its direction (1 up, -1 down) and how far it goes at full strength.

    Parameters
    ----------
    parameter : str
        Path in an Economy, such as ``trade.f_x``.
    direction : int
        1 up, -1 down.
    kind : str
        ``factor``, ``amount``, ``count`` or ``links``.
    size : float
        At full strength: a share (factor), an amount, a number of members (count) or of links; above 0.
    links : tuple of pairs of str
        Of kind ``links`` only: the links that are added.
    """

    parameter: str  # path in Economy, such as "trade.f_x"
    direction: int
    kind: str = FACTOR
    size: float = SIZE  # share (factor), amount, or number of members (count); for links their number
    links: tuple = ()  # of kind "links" only

    def __str__(self):
        arrow = "up" if self.direction > 0 else "down"
        if self.kind == LINKS:
            return f"{len(self.links)} more link{'s' if len(self.links) > 1 else ''}"
        if self.kind == AMOUNT:
            return f"{self.parameter} {arrow} by {self.size:g}"
        if self.kind == COUNT:
            return f"{self.parameter} {arrow} by {self.size:g} members"
        distance = " (distance from 1)" if self.parameter in BOUNDED_BY_ONE else ""
        toward = -self.direction if self.parameter == "game.theta" else self.direction
        return f"{self.parameter}{distance} times {1 + toward * self.size:g}"


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
    section: str  # of the paper
    title: str
    mechanism: str  # one sentence
    who_acts: str
    who_pays: str
    moves: tuple
    harm: str  # what could go wrong
    measure: str  # what could be observed


def up(parameter, size=SIZE):
    """A factor above 1."""
    return Move(parameter, 1, FACTOR, size)


def down(parameter, size=SIZE):
    """A factor below 1."""
    return Move(parameter, -1, FACTOR, size)


def amount(parameter, size):
    """An amount on top of a baseline of 0."""
    return Move(parameter, 1, AMOUNT, size)


def members(size):
    """More firms behind one relationship with a bank."""
    return Move("credit.n_members", 1, COUNT, size)


def linking(*links):
    """Links such as ``"RI-A2"`` on top of those that are there."""
    pairs = tuple(tuple(sorted(link.split("-"))) for link in links)
    return Move("network.links", 1, LINKS, len(pairs), pairs)
