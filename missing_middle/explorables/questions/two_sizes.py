"""Krugman 1980: a large and a small country trade. Who gains? (section 2.4a)

Refutes "what they gain we lose", "exports are the gain, imports the cost" and "the big country gains more".
"""

from functools import lru_cache

import numpy as np

from missing_middle.explorables.engine.parts import Bet, Option, Readout, Slider
from missing_middle.explorables.engine.widget import Explorable
from missing_middle.explorables.views import Axis, Bar, Bars, Dot, Lines, Series
from missing_middle.models import krugman1980

ALPHA = BETA = 1.0
COSTS = np.geomspace(1.0, 3.2, 41)

CONTROLS = [
    Slider(
        "tau",
        "Units shipped for one to arrive",
        symbol="τ",
        start=3.0,
        stops=(1.0, 1.05, 1.1, 1.15, 1.2, 1.3, 1.4, 1.5, 1.75, 2.0, 2.5, 3.0),
        note="transport and duties; 1 is free",
    ),
    Slider(
        "size",
        "Size of the larger one",
        start=3.0,
        digits=1,
        unit="×",
        stops=(1.0, 1.5, 2.0, 3.0, 4.0),
        note="times the smaller one; alike in all else",
    ),
    Slider(
        "sigma",
        "How ready buyers are to switch",
        symbol="σ",
        start=4.5,
        digits=1,
        stops=(4.0, 4.5, 5.0, 6.0, 7.0),
        note="elasticity of substitution",
    ),
]

READOUTS = {
    "gain_large": Readout("Real income of the larger, against autarky", "% higher", 1),
    "gain_small": Readout("Real income of the smaller, against autarky", "% higher", 1),
    "wage": Readout("Wage of the larger over wage of the smaller", "", 3),
    "ahead": Readout("Real income of a person in the larger, over one in the smaller", "", 2),
    "ahead_autarky": Readout("The same in autarky", "", 2),
    "imports_large": Readout("The larger spends on imports, and earns from exports", "% of income", 1),
    "imports_small": Readout("The smaller spends on imports, and earns from exports", "% of income", 1),
    "net": Readout("Exports less imports, in either country", "% of income", 1),
}


@lru_cache(maxsize=4096)
def trade(size, sigma, tau):
    return krugman1980(size, 1.0, sigma, tau, ALPHA, BETA)


def frame(tau, size, sigma):
    """Both countries' gains at this trade cost and along all of them, and what they buy from each other."""
    now = trade(size, sigma, tau)
    path = [trade(size, sigma, float(cost)) for cost in COSTS]
    ahead = now.welfare_1 / now.welfare_2
    return {
        "case": "twins" if size == 1 else "free" if tau == 1 else "costly",
        "gain_large": 100 * (now.gains_1 - 1),
        "gain_small": 100 * (now.gains_2 - 1),
        "wage": now.relative_wage,
        "ahead": ahead,
        "ahead_autarky": ahead * now.gains_2 / now.gains_1,
        "imports_large": 100 * (1 - now.domestic_share_1),
        "imports_small": 100 * (1 - now.domestic_share_2),
        # what the smaller spends on imports is what the larger earns, as a share of its own income
        "net": 100 * ((1 - now.domestic_share_2) / (size * now.relative_wage) - (1 - now.domestic_share_1)),
        "costs": COSTS,
        "large": np.array([100 * (p.gains_1 - 1) for p in path]),
        "small": np.array([100 * (p.gains_2 - 1) for p in path]),
    }


GAINS = Lines(
    title={
        "twins": "Two countries of one size gain alike",
        "costly": "Both gain, the smaller one more",
        "free": "Without a border both have the same shelf",
    },
    alt="Gain in real income against autarky, by trade cost, of both countries: above zero throughout and larger the "
    "cheaper trade is. At {tau} it is {gain_large}% in the larger and {gain_small}% in the smaller country.",
    x=Axis("Units shipped for one to arrive (log scale)", 1.0, 3.2, log=True),
    y=Axis("Real income, above autarky (%)", 0, 75),
    series=(Series("costs", "large", "larger"), Series("costs", "small", "smaller")),
    dots=(Dot("tau", "gain_large", tone=0), Dot("tau", "gain_small", tone=1)),
)

BALANCE = Bars(
    title={
        "twins": "What comes in is paid by what goes out",
        **dict.fromkeys(("costly", "free"), "Exports pay for imports in both: {net}% is left over"),
    },
    alt="Share of income spent on imports, which equals the share earned by exports: {imports_large}% in the larger, "
    "{imports_small}% in the smaller country.",
    axis=Axis("Spent on imports = earned by exports (% of income)", 0, 100),
    bars=(Bar("imports_large", "larger country"), Bar("imports_small", "smaller country", tone=1)),
)

SENTENCE = {
    "twins": "If {tau} units leave for one to arrive, people in both countries spend {imports_large}% of their income "
    "on imports and are {gain_large}% better off than in autarky.",
    "costly": "If {tau} units leave for one to arrive, people in the larger country are {gain_large}% better off than "
    "in autarky, and people in the smaller one {gain_small}%. The larger still pays {wage} times the wage.",
    "free": "Nothing is lost on the way: wages are equal, everybody buys from the same shelf, and the gains are "
    "{gain_large}% in the larger and {gain_small}% in the smaller country.",
}

EQUATION = (
    "The gain is <i>λ</i><sup>−1/(<i>σ</i>−1)</sup> of real income in autarky, where <i>λ</i> is the share of spending "
    "that stays at home: 100 − {imports_large}% in the larger country and 100 − {imports_small}% in the smaller one."
)

BET = Bet(
    "A country opens to one that is {size} times as large. Who is better off than in autarky?",
    (
        Option(
            "the larger one, and the smaller one pays for it",
            "Real income is no cake of fixed size: it is {gain_large}% higher in one and {gain_small}% in the other.",
            "kr-zero",
        ),
        Option(
            "neither: what they earn by exports they pay for imports",
            "They do. But what they buy with it could not be bought before.",
            "kr-exports",
        ),
        Option(
            "both, the larger one more, since it has the higher wage",
            "Its wage is {wage} times the other's. But most of what its people buy they could buy before: "
            "{gain_large}% against {gain_small}%.",
            "kr-big",
        ),
        Option(
            "both, the smaller one more, in per cent",
            "{gain_small}% against {gain_large}%: whose shopping basket changes more?",
        ),
    ),
    reveal={"tau": 1.5, "size": 3.0, "sigma": 4.5},
)

CODE = f"""from missing_middle.models import krugman1980

krugman1980(L1={{size}}, L2=1, sigma={{sigma}}, tau={{tau}}, alpha={ALPHA:g}, beta={BETA:g})"""


def two_sizes():
    """Who gains more from trade, the large country or the small one? Returns the :class:`Explorable`."""
    return Explorable(
        frame,
        id="two-sizes",
        question="A large and a small country trade. Who gains?",
        controls=CONTROLS,
        readouts=READOUTS,
        views=[[GAINS, BALANCE]],
        sentence=SENTENCE,
        equation=EQUATION,
        bet=BET,
        code=CODE,
        transfer="Lesotho lies inside South Africa and buys most of what it uses there. Who would lose more if the "
        "border closed, in per cent, and who in money?",
    )
