"""Credit and the missing middle: a hole in the sizes of firms, and what sharing a bank does to it (sections 3.2, 5.3).

Refutes "four share the cost: a quarter of the gap" and "small firms are small because they cannot borrow".
"""

import numpy as np

from missing_middle.explorables.engine.parts import Bet, Option, Readout, Slider
from missing_middle.explorables.engine.widget import Explorable
from missing_middle.explorables.views import Area, Axis, Bar, Bars, Lines, Rule, Series
from missing_middle.models import missing_middle, size_distribution

COUNTRY = {"wealth": 1.8, "alpha": 0.5, "r": 1.08, "zeta": 2.0, "theta_min": 1.0}
SMALLEST, LARGEST = 1.0, 20.0  # sizes drawn; the smallest firms have 0.2, and there are many of them

CONTROLS = [
    Slider(
        "n_members",
        "Firms that share one bank relationship",
        symbol="N",
        start=1,
        digits=0,
        stops=(1, 2, 3, 4, 6, 8, 12, 20),
        note="1: each firm alone",
        whole=True,
    ),
    Slider(
        "psi",
        "Fixed cost of a bank relationship",
        symbol="ψ",
        start=1.0,
        digits=2,
        stops=(0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0),
        note="visits, orderly books, guarantees; one sum for all who share it",
    ),
    Slider(
        "lam",
        "Capital that the bank allows",
        symbol="λ",
        start=1.4,
        digits=1,
        stops=(1.2, 1.4, 1.6, 1.8, 2.2, 2.6),
        note="total capital, in multiples of the owner's wealth",
    ),
]

READOUTS = {
    "limit": Readout("Collateral limit, where firms pile up", "", 2),
    "jump": Readout("Smallest firm beyond the gap", "", 2),
    "gap": Readout("Width of the gap", "", 2),
    "stuck": Readout("Firms stuck at the limit", "% of all firms", 1),
    "alone": Readout("Width of the gap if each deals with its bank alone", "", 2),
    "small": Readout("Firms below the limit, of the size they want", "% of all firms", 0),
    "large": Readout("Firms beyond the gap", "% of all firms", 1),
}


def frame(n_members, psi, lam):
    """Sizes of firms with and without the limit, and the three groups."""
    given = {**COUNTRY, "psi": psi, "lam": lam, "n_members": int(n_members)}
    gap = missing_middle(**given)
    alone = missing_middle(**{**given, "n_members": 1})
    sizes = size_distribution(**given, k_max=LARGEST, n=400)
    free = np.geomspace(SMALLEST, LARGEST, 41)
    return {
        "case": "alone" if n_members == 1 else "shared",
        "limit": gap.k_limit,
        "jump": gap.k_jump,
        "gap": gap.gap_width,
        "alone": alone.gap_width,
        "stuck": 100 * gap.missing_share,
        "small": 100 * gap.share_small,
        "large": 100 * gap.share_large,
        # per doubling of size, so that equal areas on the log axis are equal numbers of firms
        "k_free": free,
        "free": 100 * np.log(2) * free * np.interp(free, sizes.k_frictionless, sizes.density_frictionless),
    }


SIZES = Lines(
    title="Nobody is between {limit} and {jump}; {stuck}% of firms stand at the edge",
    alt="Firms by size, on a log axis. Without limits the curve falls without a break. With them, firms up to {limit} "
    "and from {jump} follow it, {stuck}% of all firms are heaped at {limit}, and the part between is empty.",
    x=Axis("Capital of the firm (log scale)", SMALLEST, LARGEST, log=True),
    y=Axis("Firms (% per doubling of size)", 0),
    series=(Series("k_free", "free"),),
    areas=(
        Area(0, None, "limit", "small by choice", tone=2),
        Area(0, "limit", "jump", "nobody", tone=1),
        Area(0, "jump", None, "large", tone=2),
    ),
    rules=(Rule("limit", "{stuck}% stand here"), Rule("jump", "next at {jump}", dash=1)),
)

GROUPS = Bars(
    title="Those at the limit are held back, not all who are small",
    alt="Of all firms {small}% are below the limit by choice, {stuck}% stuck at it, {large}% beyond the gap.",
    axis=Axis("% of all firms", 0, 100),
    bars=(Bar("small", "small by choice"), Bar("stuck", "stuck at the limit", tone=1), Bar("large", "large", tone=2)),
)

SENTENCE = {
    "alone": "Each firm deals with its bank alone. {stuck}% of firms are stuck at {limit}, and the next larger firm "
    "has {jump}.",
    "shared": "{n_members} firms share one bank relationship. {stuck}% of firms are stuck at {limit}, and the next "
    "larger firm has {jump}.",
}

EQUATION = (
    "The jump goes to <i>k<sub>b</sub></i> = (√<i>K</i> + √(<i>ψ</i>/(<i>N r</i>)))² = {jump}, with the limit "
    "<i>K</i> = {limit}: a square root, so the gap does not fall in proportion to the cost."
)

BET = Bet(
    "The gap between the small and the large firms is {alone} wide. Now {n_members} firms share the bank's fixed cost. "
    "How wide is it?",
    (
        Option(
            "a quarter as wide",
            "The width of the gap depends on the square root of the cost as well as on the cost, so it is {gap}.",
            "cr-share",
        ),
        Option(
            "as wide as before, since each still borrows alone",
            "The cost is shared, so the jump pays for less able firms too: they go to {jump}.",
            "cr-one",
        ),
        Option(
            "a little less than half as wide", "It is {gap}: a square root falls by less than the cost that is divided."
        ),
    ),
    reveal={"n_members": 4, "psi": 1.0, "lam": 1.4},
)

CODE = """from missing_middle.models import missing_middle

missing_middle(wealth={wealth}, alpha={alpha}, r={r}, lam={{lam}}, psi={{psi}}, n_members={{n_members}},
               zeta={zeta:g}, theta_min={theta_min:g})""".format(**COUNTRY)


def credit_gap():
    """What does sharing a bank do to the gap in the sizes of firms? Returns the :class:`Explorable`."""
    return Explorable(
        frame,
        id="credit",
        question="Why are there small firms and large ones, and few between?",
        controls=CONTROLS,
        readouts=READOUTS,
        views=[[SIZES], [GROUPS]],
        sentence=SENTENCE,
        equation=EQUATION,
        bet=BET,
        code=CODE,
        transfer="In Cameroon ten traders put money into a pot every month, and each takes the whole pot once. Which "
        "part of the bank's fixed cost does the pot save, and which part can it not replace?",
    )
