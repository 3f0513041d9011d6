"""The workshop: what does a cheaper loan do for a firm that cannot borrow more?

The first explorable of the course. It refutes the belief that a lower interest rate lets every firm grow: at the
collateral limit the rate is not in the formula.
"""

import numpy as np

from missing_middle.explorables.engine.parts import Bet, Option, Readout, Slider
from missing_middle.explorables.engine.widget import Explorable
from missing_middle.explorables.views import Area, Axis, Bar, Bars, Lines, Rule, Series
from missing_middle.models import evans_jovanovic

WORKSHOP = {"wealth": 0.2, "alpha": 0.35, "w": 0.5}
MOST = 1.6  # capital drawn

CONTROLS = [
    Slider(
        "rate",
        "Interest rate of the bank",
        unit="%",
        start=12,
        digits=0,
        stops=tuple(range(2, 21)),
        note="the market rate, before any limit",
    ),
    Slider(
        "lam",
        "Capital that the bank allows",
        symbol="λ",
        start=1.5,
        digits=2,
        stops=(1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0),
        note="total capital, in multiples of the owner's wealth; 1 is no loan at all",
    ),
    Slider(
        "theta",
        "Ability of the owner",
        symbol="θ",
        start=2.2,
        digits=1,
        stops=(1.0, 1.4, 1.8, 2.2, 2.6),
        note="output from the same capital",
    ),
]

READOUTS = {
    "k": Readout("Capital in use", "", 2),
    "wanted": Readout("Capital wanted at this rate", "", 2),
    "limit": Readout("Collateral limit", "", 2),
    "last": Readout("The last unit of capital earns", "%", 0),
    "profit": Readout("Profit", "", 2),
    "best": Readout("Profit without a limit", "", 2),
}


def frame(rate, lam, theta):
    """Profit at each amount of capital, what the workshop would like, and what it gets."""
    r = 1 + rate / 100
    firm = evans_jovanovic(theta, r=r, lam=lam, **WORKSHOP)
    capital = np.unique(np.concatenate([np.linspace(0.0, MOST, 60), np.geomspace(1e-3, 0.1, 12)]))
    best = theta * firm.k_unconstrained ** WORKSHOP["alpha"] - r * firm.k_unconstrained
    return {
        "case": "limited" if firm.constrained else "free",
        "k": firm.k,
        "wanted": firm.k_unconstrained,
        "limit": lam * WORKSHOP["wealth"],
        "last": 100 * (firm.shadow_return - 1),
        "profit": firm.profit,
        "best": best,
        "capital": capital,
        "profits": theta * capital ** WORKSHOP["alpha"] - r * capital,
    }


PROFIT = Lines(
    title={
        "limited": "The workshop stops at {limit}, left of the top of its own curve",
        "free": "The workshop stands on the top of its curve, at {wanted}",
    },
    alt="Profit against capital: it rises, then falls. The best amount of capital is {wanted}, the collateral limit "
    "{limit}, and the workshop uses {k}.",
    x=Axis("Capital of the workshop (years of a good wage)", 0, MOST),
    y=Axis("Profit a year (years of a good wage)", 0, 2.0),
    series=(Series("capital", "profits"),),
    rules=(Rule("limit", "limit {limit}", dash=1), Rule("wanted", "wanted {wanted}")),
    areas=(Area(0, "limit", None, "out of reach", tone=1, height=0.2),),
)

MONEY = Bars(
    title={"limited": "The limit costs profit", "free": "The limit costs nothing"},
    alt="Profit a year is {profit}, and {best} if there were no limit.",
    axis=Axis("Profit a year", 0),
    bars=(Bar("profit", "as it is"), Bar("best", "without a limit", tone=2)),
)

SENTENCE = {
    "limited": "At {rate}% the workshop would like {wanted} of capital and gets {limit}. Its last unit earns {last}%, "
    "and one more would cost {rate}%. Borrowing would pay, but nobody lends.",
    "free": "At {rate}% the workshop wants {wanted} of capital, not above its limit of {limit}, and gets it. The last "
    "unit earns what it costs.",
}

EQUATION = (
    "The workshop uses the smaller of two amounts: what the bank allows, <i>λa</i> = {limit}, and what it wants at "
    "this rate, (<i>θα</i>/<i>r</i>)<sup>1/(1−<i>α</i>)</sup> = {wanted}."
)

BET = Bet(
    "The bank cuts its rate from 12 to 4%. How much more does our workshop of twelve invest?",
    (
        Option(
            "about an eighth more",
            "That is the answer for a firm that can borrow freely: it would like {wanted}. "
            "This one stands at its limit.",
            "cr-rate",
        ),
        Option("nothing", "It stands at its collateral limit, which is {limit} at either rate."),
        Option(
            "less, because small firms earn less when money is cheap",
            "Its profit rises, since it pays less for the same loan. What it can borrow stays at {limit}.",
            "cr-small",
        ),
    ),
    reveal={"rate": 4, "lam": 1.5, "theta": 2.2},
)

CODE = f"""from missing_middle.models import evans_jovanovic

evans_jovanovic({{theta}}, wealth={WORKSHOP["wealth"]}, alpha={WORKSHOP["alpha"]}, r=1 + {{rate}} / 100, lam={{lam}}, \
w={WORKSHOP["w"]})"""


def workshop():
    """What does a cheaper loan do for a firm at its limit? Returns the :class:`Explorable`."""
    return Explorable(
        frame,
        id="workshop",
        question="The bank gets cheaper. Does the workshop grow?",
        controls=CONTROLS,
        readouts=READOUTS,
        views=[[PROFIT], [MONEY]],
        sentence=SENTENCE,
        equation=EQUATION,
        bet=BET,
        code=CODE,
        transfer="A tailor in Kumasi owns her machine but has no title to her land. A programme offers her cheaper "
        "credit, another a title. Which would you expect to change what she invests?",
    )
