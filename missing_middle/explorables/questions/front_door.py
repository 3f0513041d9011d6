"""The picture at the front door: sizes of firms, and the middle that goes missing when a large loan costs something.

One control, one chart, no symbol and no bet: it is seen before anything has been explained. The model and its country
are those of :mod:`missing_middle.explorables.questions.credit`.
"""

import numpy as np

from missing_middle.explorables.engine.parts import Readout, Slider
from missing_middle.explorables.engine.widget import Explorable
from missing_middle.explorables.questions.credit import COUNTRY, LARGEST, SMALLEST
from missing_middle.explorables.views import Area, Axis, Lines, Rule, Series
from missing_middle.models import missing_middle, size_distribution

LENDS = 1.4  # on collateral, as a multiple of the owner's wealth

CONTROLS = [
    Slider(
        "psi",
        "What it costs to be lent more",
        start=1.0,
        digits=2,
        stops=(0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0),
        note="visits of the bank, books in order, guarantees",
    )
]

READOUTS = {
    "limit": Readout("Largest firm that borrows on what its owner owns", "", 2),
    "jump": Readout("Smallest firm for which more credit pays", "", 2),
    "times": Readout("The second as a multiple of the first", "times", 1),
    "stuck": Readout("Firms that stop at the first", "% of all firms", 1),
}


def frame(psi):
    """The sizes that owners want, and where those stop who cannot borrow enough."""
    gap = missing_middle(**COUNTRY, lam=LENDS, psi=psi)
    sizes = size_distribution(**COUNTRY, lam=LENDS, psi=psi, k_max=LARGEST, n=400)
    drawn = np.geomspace(SMALLEST, LARGEST, 41)
    return {
        "case": "gap" if psi > 0 else "whole",
        "limit": gap.k_limit,
        "jump": gap.k_jump if psi > 0 else None,
        "times": gap.k_jump / gap.k_limit,
        "stuck": 100 * gap.missing_share,
        "sizes": drawn,
        # per doubling of size, so that equal areas on the log axis are equal numbers of firms
        "firms": 100 * np.log(2) * drawn * np.interp(drawn, sizes.k_frictionless, sizes.density_frictionless),
    }


SIZES = Lines(
    title={"gap": "Small firms, large firms, and nobody between", "whole": "Without that cost the middle is there"},
    alt={
        "gap": "Firms by size: there are small ones up to {limit} and large ones from {jump}, and none between. "
        "{stuck}% of all firms stop at {limit}.",
        "whole": "Firms by size: the curve falls without a break, and no size is missing.",
    },
    x=Axis("Capital of the firm (each step right multiplies)", SMALLEST, LARGEST, log=True),
    y=Axis("Firms (% per doubling of size)", 0),
    series=(Series("sizes", "firms"),),
    areas=(
        Area(0, None, "limit", "small", tone=2),
        Area(0, "limit", "jump", "missing", tone=1),
        Area(0, "jump", None, "large", tone=2),
    ),
    rules=(Rule("limit", "{stuck}% stop here"), Rule("jump", "the next", dash=1)),
)


def front_door():
    """Where does the middle go? Returns the :class:`Explorable` of the front page, which has no bet."""
    return Explorable(
        frame,
        id="front-door",
        question="Where does the middle go?",
        controls=CONTROLS,
        readouts=READOUTS,
        views=[[SIZES]],
        sentence={
            "gap": "The bank lends on what an owner owns; to be lent more costs a fixed sum. So {stuck}% of firms "
            "stop at that limit, and the next larger ones are {times} times their size.",
            "whole": "The bank lends on what an owner owns, and to be lent more costs nothing. So every firm has the "
            "size that its owner wants.",
        },
        code="from missing_middle.models import missing_middle\n\n"
        "missing_middle(wealth={wealth}, alpha={alpha}, r={r}, lam={lam}, psi={{psi}}, zeta={zeta:g}, "
        "theta_min={theta_min:g})".format(lam=LENDS, **COUNTRY),
    )
