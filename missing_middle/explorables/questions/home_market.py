"""Krugman 1980: where do plants go when one market is larger? (section 2.4a)

Refutes "four points more demand, four points more firms", "cheaper transport lets firms spread out" and "the larger
market takes it all", each of which is true somewhere.
"""

from functools import lru_cache

import numpy as np

from missing_middle.explorables.engine.parts import Bet, Option, Readout, Slider
from missing_middle.explorables.engine.widget import Explorable
from missing_middle.explorables.views import Axis, Dot, Lines, Rule, Series
from missing_middle.models import home_market_effect

COSTS = 1 + np.geomspace(0.01, 2.2, 45)  # close together near free trade, where plants leave fast
DEMAND = np.linspace(40.0, 60.0, 21)

CONTROLS = [
    Slider(
        "tau",
        "Units shipped for one to arrive",
        symbol="τ",
        start=3.0,
        stops=(1.03, 1.05, 1.07, 1.1, 1.15, 1.2, 1.3, 1.4, 1.5, 1.75, 2.0, 2.5, 3.0),
        note="transport and duties; 1 is free",
    ),
    Slider(
        "demand",
        "Country 1's share of demand",
        start=54.0,
        digits=0,
        unit="%",
        stops=(50, 51, 52, 53, 54, 55, 56, 57, 58, 60),
        note="half and half is 50",
    ),
    Slider(
        "sigma",
        "How ready buyers are to switch",
        symbol="σ",
        start=4.5,
        digits=1,
        stops=(3.0, 3.5, 4.0, 4.5, 5.0, 6.0),
        note="elasticity of substitution",
    ),
]

READOUTS = {
    "plants": Readout("Country 1's share of the plants", "%", 1),
    "more": Readout("Share of plants less share of demand", "points", 1),
    "slope": Readout("Points of plants for one point of demand", "points", 2),
    "phi": Readout("Freeness of trade, 0 to 1", "", 2),
    "all_from": Readout("At this trade cost, and below, all plants are in country 1", "", 3),
}


@lru_cache(maxsize=4096)
def plants(demand, sigma, tau):
    """Country 1's share of the plants, in per cent."""
    return 100 * home_market_effect(demand / (100 - demand), sigma, tau).share_1


@lru_cache(maxsize=128)
def costs_with_turn(demand, sigma):
    """Trade costs to draw, the one at which the last plant leaves among them."""
    turn = (demand / (100 - demand)) ** (1 / (sigma - 1))
    return np.sort(np.append(COSTS, max(turn, COSTS[0])))


def demands_with_corners(phi):
    """Shares of demand to draw, those at which one country gets all plants among them."""
    corners = np.clip([100 * phi / (1 + phi), 100 / (1 + phi)], DEMAND[0], DEMAND[-1])
    return np.sort(np.append(DEMAND, corners))


def frame(tau, demand, sigma):
    """Plants by demand at this trade cost, and plants by trade cost at this demand."""
    share, costs = plants(demand, sigma, tau), costs_with_turn(demand, sigma)
    phi = home_market_effect(1.0, sigma, tau).phi
    ratio, demands = demand / (100 - demand), demands_with_corners(phi)
    return {
        "case": "even" if demand == 50 else "all" if share == 100 else "some",
        "plants": share,
        "more": share - demand,
        "slope": (1 + phi) / (1 - phi),
        "phi": phi,
        "all_from": None if demand == 50 else ratio ** (1 / (sigma - 1)),
        "demands": demands,
        "by_demand": np.array([plants(d, sigma, tau) for d in demands]),
        "equal": demands,
        "costs": costs,
        "by_cost": np.array([plants(demand, sigma, cost) for cost in costs]),
    }


BY_DEMAND = Lines(
    title={
        "even": "Equal markets share the plants equally",
        "some": "{demand}% of demand draw {plants}% of the plants",
        "all": "The larger market has all the plants",
    },
    alt="Country 1's share of plants by its share of demand: a line through one half that rises by {slope} points of "
    "plants for each point of demand, steeper than in proportion. At {demand}% of demand it is {plants}%.",
    x=Axis("Country 1's share of demand (%)", 40, 60),
    y=Axis("Country 1's share of plants (%)", 0, 100),
    series=(Series("demands", "by_demand", "plants"), Series("demands", "equal", "in proportion")),
    dots=(Dot("demand", "plants", tone=0),),
)

BY_COST = Lines(
    title={
        "even": "At any trade cost",
        "some": "Cheaper shipping strengthens the pull",
        "all": "Before trade is free the last plant has gone",
    },
    alt={
        "even": "Country 1's share of plants is one half at every trade cost.",
        **dict.fromkeys(
            ("some", "all"),
            "Country 1's share of plants by trade cost: near its share of demand, {demand}%, where trade is expensive, "
            "and rising as trade gets cheaper, until at {all_from} all plants are there.",
        ),
    },
    x=Axis("Units shipped for one to arrive (log scale)", 1.01, 3.2, log=True),
    y=Axis("Country 1's share of plants (%)", 40, 105),
    series=(Series("costs", "by_cost"),),
    rules=(
        Rule("demand", "share of demand", axis="y", dash=1),
        Rule("all_from", "all plants up to {all_from}", dash=2),
    ),
    dots=(Dot("tau", "plants", tone=0),),
)

SENTENCE = {
    "even": "With half of the demand each, the two countries have half of the plants each, whatever shipping costs.",
    "some": "If {tau} units leave for one to arrive, a country with {demand}% of demand has {plants}% of the plants: "
    "each point of demand more than half brings {slope} points of plants.",
    "all": "If {tau} units leave for one to arrive, a country with {demand}% of demand has all the plants.",
}

EQUATION = (
    "Between the corners, one point of demand brings (1 + <i>φ</i>)/(1 − <i>φ</i>) = {slope} points of plants, "
    "with the freeness of trade <i>φ</i> = <i>τ</i><sup>1−<i>σ</i></sup> = {phi}."
)

BET = Bet(
    "A country has {demand}% of the demand, and shipping gets ever cheaper. What happens to its share of the plants?",
    (
        Option(
            "it stays at its share of demand",
            "In proportion only if shipping is prohibitive: with {tau} units for one it has {plants}% of the plants.",
            "hm-proportional",
        ),
        Option(
            "it falls towards one half: cheap shipping lets plants spread",
            "Cheap shipping frees plants to leave the smaller market, which can be served from the larger one.",
            "hm-spread",
        ),
        Option(
            "all plants move there as soon as shipping gets cheaper",
            "Only at {all_from} and below. Above that, some plants save shipping by staying near their buyers.",
            "hm-all",
        ),
        Option("it rises, slowly at first and then fast", "To {plants}% at {tau}, and to all of them at {all_from}."),
    ),
    reveal={"tau": 1.05, "demand": 54.0, "sigma": 4.5},
)

CODE = """from missing_middle.models import home_market_effect

home_market_effect(demand_ratio={demand} / (100 - {demand}), sigma={sigma}, tau={tau})"""


def home_market():
    """Does a larger market get more than its share of the plants? Returns the :class:`Explorable`."""
    return Explorable(
        frame,
        id="home-market",
        question="One market is a little larger. How many of the plants does it get?",
        controls=CONTROLS,
        readouts=READOUTS,
        views=[[BY_DEMAND, BY_COST]],
        sentence=SENTENCE,
        equation=EQUATION,
        bet=BET,
        code=CODE,
        transfer="A road to the border makes Mexico's plants cheaper to reach from the United States, and the other "
        "way round. What does this model expect of plants that sell in both countries, and what is not in "
        "the model?",
    )
