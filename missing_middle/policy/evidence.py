"""What each number of the laboratory may as well be: intervals, with a source where there is one.

Three kinds of numbers are assumed: what carries one model's result into another, and the borders of the corners
(``ASSUMED``); how far a lever moves its parameters (``size_interval``); and what a lever costs (``costs.KINDS``).
"""

from typing import NamedTuple

from missing_middle.policy.economy import BASELINE
from missing_middle.policy.levers import LEVERS

OURS = "ours"


class Assumed(NamedTuple):
    """A number that is nobody's finding as it stands, and the interval in which it may lie."""

    words: str
    unit: str
    low: float
    high: float
    source: str  #: a key of the bibliography, or "ours"
    why: str

    def value(self, path):
        """The value in the baseline."""
        return BASELINE.value(path)


ASSUMED = {
    "channels.cluster_effort": Assumed(
        "what own effort brings, in the size of the cluster",
        "elasticity",
        0.02,
        0.10,
        "groverLallTimmis2023",
        "elasticities of productivity with respect to the density of places; that it is effort that rises is our "
        "reading",
    ),
    "channels.cluster_entry": Assumed(
        "how much cheaper founding is in a larger cluster",
        "elasticity",
        0,
        0.10,
        "longZhang2011",
        "in clusters entry takes less capital; the sign is the study's, the size is ours",
    ),
    "channels.technology": Assumed(
        "real income in capability",
        "elasticity",
        0.5,
        0.7,
        "hsiehKlenow2010",
        "share of income differences between countries that is productivity and not factors",
    ),
    "channels.largest": Assumed(
        "largest firm that counts, when firms at the limit are weighed",
        "smallest firms",
        100,
        2000,
        OURS,
        "small and medium firms of the standard of 2003 end near 2,000 workers",
    ),
    "upgrading.c_bar": Assumed(
        "capability that counts as high",
        "share of the frontier",
        0.4,
        0.6,
        OURS,
        "no data measure capability on this scale",
    ),
    "upgrading.e_bar": Assumed(
        "exports that count as global",
        "share of output",
        0.20,
        0.35,
        "customs2005",
        "exports of China in 2005, in its boom, over the output of its industry; the interval is ours",
    ),
}


class Size(NamedTuple):
    """How far a lever may go, in multiples of the sizes that its moves have."""

    low: float
    high: float
    source: str
    why: str


NOTHING_TO_TWICE = Size(0, 2, OURS, "from nothing at all to twice what we assume")

SIZES = {
    "start-up-agency": Size(
        0,
        2,
        "bruhn2011",
        "one office for permits, and 5% more firms in Mexico; founders are as many as founding is cheap",
    ),
    "red-tape": Size(0, 2, "bruhn2011", "the founding part is as for an agency; the part abroad is our assumption"),
    "trade-agreement": Size(
        0,
        1.1,
        "baierBergstrand2007",
        "trade that doubles in ten years means, at our elasticity, a trade cost that is 28% lower",
    ),
    "consultants": Size(
        0, 1.1, "bloom2013", "17% more productivity in treated plants, if every firm of the country were treated"
    ),
    "act-innovation": Size(
        0, 1, "wangLiFurman2016", "no gain at the cut-off of the scores; more in matched comparisons"
    ),
    "business-networks": Size(
        0.5, 2, "caiSzeidl2018", "meetings that were held for a year did found links; how many is our assumption"
    ),
}


def size_interval(lever):
    """Return the ``Size`` of a lever: its interval, and where that is from.

    Parameters
    ----------
    lever : str
        Id of ``LEVERS``.
    """
    if lever not in LEVERS:
        raise ValueError(f"{lever!r} is not a lever.")
    return SIZES.get(lever, NOTHING_TO_TWICE)
