"""What a lever costs at full strength, whoever pays, in points: one point is a rule that is changed.

The paper names no cost of any measure, and nobody has measured them side by side. So a cost belongs to a kind of
measure, not to a lever: what has to be paid for is what tells kinds apart. A lever of half the strength costs half.
"""

from collections.abc import Mapping
from typing import NamedTuple

from missing_middle.models._require import require_between
from missing_middle.policy.levers import LEVERS


class Kind(NamedTuple):
    """A kind of measure, and what one of it costs at full strength."""

    words: str
    points: float
    low: float  #: of what the cost may as well be
    high: float
    levers: tuple


KINDS = {
    "rule": Kind(
        "a rule is changed, and no one is hired",
        1,
        0.5,
        2,
        (
            "local-latitude",
            "red-tape",
            "zone-rules",
            "information-standards",
            "associations",
            "representation",
            "act-start-ups",
            "scaling-up",
        ),
    ),
    "time": Kind(
        "people meet, and lose working time",
        1.5,
        0.75,
        3,
        (
            "linking-actors",
            "consultation",
            "demonstrators",
            "awareness",
            "forum",
            "conflict-airing",
            "conferences",
            "business-networks",
            "financial-collaboration",
        ),
    ),
    "office": Kind(
        "an office, with staff every year",
        2,
        1,
        4,
        (
            "actor-incentives",
            "procedures",
            "start-up-agency",
            "merit-recruitment",
            "state-information",
            "technology-matching",
            "brokers",
            "demand-driven-transfer",
            "referral-network",
            "foreign-matching",
            "cluster-ip-office",
            "ip-headquarters",
            "trade-agreement",
            "benchmarking",
        ),
    ),
    "teaching": Kind(
        "courses, teachers and the wages of those who sit in them",
        3,
        1.5,
        6,
        (
            "act-information",
            "civil-service-training",
            "joint-training",
            "training-institutes",
            "skills-exchange",
            "returning-graduates",
            "training-subsidies",
            "training-abroad",
            "mentoring",
        ),
    ),
    "know-how": Kind(
        "know-how is bought, in fees and hours",
        4,
        2,
        8,
        ("consultants", "licensing", "research-centres", "innovation-networks", "ip-regime"),
    ),
    "finance": Kind(
        "a lender bears risk and is paid for it",
        3,
        1.5,
        6,
        ("cluster-lending", "leasing", "factoring", "venture-capital", "e-finance", "securitization"),
    ),
    "money": Kind(
        "money is paid to firms, every year",
        5,
        2.5,
        10,
        ("act-finance", "act-innovation", "act-markets", "tax-incentive", "public-funds", "two-tier-tax"),
    ),
}

KIND_OF = {lever: kind for kind, of in KINDS.items() for lever in of.levers}
ALL = sum(KINDS[KIND_OF[lever]].points for lever in LEVERS)  # all levers at full strength


def cost(levers, points=None):
    """Return what levers cost together, in points.

    Parameters
    ----------
    levers : mapping from str to float
        Ids of ``LEVERS`` to strengths from 0 to 1.
    points : mapping from str to float
        What one of each kind costs; ``None``: as ``KINDS`` has it.

    Examples
    --------
    >>> from missing_middle.policy import cost
    >>> cost({"red-tape": 1, "licensing": 0.5})
    3.0
    """
    if not isinstance(levers, Mapping):
        raise ValueError(f"levers = {levers!r} is not allowed: give a mapping from lever ids to strengths.")
    for lever, strength in levers.items():
        require_lever(lever)
        require_between(lever, strength, 0, 1)
    return float(sum(strength * _price(lever, points) for lever, strength in levers.items()))


def within(levers, budget, points=None):
    """Return the strengths that a budget pays for, if levers are bought in order of preference, each in full first.

    The last that can be paid is bought in part. A budget of 0 buys nothing, and nothing moves.

    Parameters
    ----------
    levers : sequence of str
        Different ids of ``LEVERS``, the most wanted first.
    budget : float
        Points, from 0 to what all levers cost together.
    points : mapping from str to float
        What one of each kind costs; ``None``: as ``KINDS`` has it.

    Examples
    --------
    >>> from missing_middle.policy import within
    >>> within(["red-tape", "licensing", "forum"], budget=3)
    {'red-tape': 1.0, 'licensing': 0.5}
    """
    require_between("budget", budget, 0, ALL)
    wanted = ordered(levers)
    left, bought = float(budget), {}
    for lever in wanted:
        price = _price(lever, points)
        if left <= 0:
            break
        bought[lever] = min(1.0, left / price)
        left -= price
    return bought


def ordered(levers):
    """Return the ids as a tuple; ``ValueError`` for one that is no lever or stands there twice."""
    if isinstance(levers, str):
        raise ValueError(f"levers = {levers!r} is not allowed: give a sequence of lever ids.")
    levers = tuple(levers)
    for lever in levers:
        require_lever(lever)
        if levers.count(lever) > 1:
            raise ValueError(f"levers = {lever!r}, {levers.count(lever)} times, is not allowed: give each lever once.")
    return levers


def require_lever(name):
    """Raise ``ValueError`` unless ``name`` is a lever."""
    if name not in LEVERS:
        from difflib import get_close_matches  # only on the way to an error

        near = get_close_matches(str(name), LEVERS, n=3)
        known = f"did you mean {' or '.join(near)}?" if near else f"the levers are {', '.join(sorted(LEVERS))}."
        raise ValueError(f"{name!r} is not a lever: {known}")


def _price(lever, points):
    kind = KIND_OF[lever]
    return KINDS[kind].points if points is None else points[kind]
