"""Krugman 1979: two countries that are alike in everything open to each other (section 2.4a, footnote 5).

Refutes "without differences there is no reason to trade", "home firms close, so home loses" and, where buyers become
readier to switch, "a larger market only adds firms".
"""

from functools import lru_cache

import numpy as np

from missing_middle.explorables.engine.parts import Bet, Choice, Option, Readout, Slider
from missing_middle.explorables.engine.widget import Explorable
from missing_middle.explorables.views import Axis, Bar, Bars, Dot, Lines, Series
from missing_middle.models import krugman1979, krugman1979_integration, krugman1979_welfare

HOME, BETA = 15.0, 1.0
# parameters at which home alone, with the fixed labour of the start, has about the same elasticity under all four
TASTES = {"quadratic": 1.2, "log": 0.7, "cara": 1.05, "ces": 3.6}
MARKETS = np.geomspace(6, 300, 41)  # people, on the curve of prices
LEAST, MOST = 0.02, 0.36  # consumption drawn

CONTROLS = [
    Slider(
        "partner",
        "Size of the partner",
        start=0.0,
        digits=1,
        unit="×",
        stops=(0.0, 0.1, 0.2, 0.5, 0.8, 1.0, 1.5, 2.0, 3.0, 4.0),
        note="times home, and alike in all else; 0 is a closed border",
    ),
    Choice(
        "tastes",
        "Buyers' tastes",
        start="quadratic",
        options={
            "quadratic": "quadratic: can have enough of one",
            "log": "log: can do without any one",
            "cara": "CARA: between these two",
            "ces": "CES: never readier to switch",
        },
        note="what makes them readier to switch as the shelf fills",
    ),
    Slider(
        "alpha",
        "Fixed labour of a firm",
        symbol="α",
        start=1.5,
        digits=2,
        stops=(0.75, 1.0, 1.25, 1.5, 1.75, 2.0),
        note="however much it makes; each unit takes 1 more",
    ),
]

READOUTS = {
    "gain": Readout("What opening is worth to a person", "% of income, at the old prices and shelf", 1),
    "from_variety": Readout("of this, from variety at the old price", "points", 1),
    "from_scale": Readout("of this, from the lower price of larger firms", "points", 1),
    "firms": Readout("Home firms", "home alone = 100", 0),
    "closed": Readout("Home firms gone", "%", 0),
    "shelf": Readout("Varieties on the shelf", "home alone = 100", 0),
    "scale": Readout("Output of a firm", "home alone = 100", 0),
    "price": Readout("Price over wage, now", "", 2),
    "price_alone": Readout("Price over wage, home alone", "", 2),
    "elasticity": Readout("Elasticity of demand, now", "", 1),
    "c": Readout("A person's consumption of a variety, now", "units", 2),
    "c_alone": Readout("A person's consumption of a variety, home alone", "units", 2),
    "income": Readout("Income that would be as good, at the old prices and shelf", "home alone = 100", 0),
}


@lru_cache(maxsize=64)
def best_prices(tastes, alpha):
    """Where profit is largest (PP): a market of any size rests on this curve, so the equilibria trace it."""
    rests = [krugman1979(tastes, TASTES[tastes], alpha, BETA, float(people)) for people in MARKETS]
    return np.array([r.c for r in rests]), np.array([r.price_wage_ratio for r in rests])


def no_profit(alpha, people):
    """The price at which a firm just covers its cost (ZZ), by consumption."""
    at = np.linspace(LEAST, MOST, 41)
    return at, BETA + alpha / (people * at)


def frame(partner, tastes, alpha):
    """Prices, firms, shelf and the worth of it in income in the common market, against home alone."""
    par, people = TASTES[tastes], HOME * (1 + partner)
    alone, now = (krugman1979(tastes, par, alpha, BETA, size) for size in (HOME, people))
    change = krugman1979_integration(tastes, par, alpha, BETA, HOME, HOME * partner)
    worth = krugman1979_welfare(tastes, par, alpha, BETA, HOME, HOME * partner)
    at, best = best_prices(tastes, alpha)
    (c, zero), (_, zero_alone) = no_profit(alpha, people), no_profit(alpha, HOME)
    return {
        "case": "closed border" if partner == 0 else "always alike" if tastes == "ces" else "readier",
        "gain": 100 * (worth.income_ratio - 1),
        "from_variety": 100 * (worth.income_ratio_variety - 1),
        "from_scale": 100 * (worth.income_ratio - worth.income_ratio_variety),
        "firms": 100 * change.domestic_firms_ratio,
        "closed": 100 * (1 - change.domestic_firms_ratio),
        "shelf": 100 * change.varieties_consumed_ratio,
        "scale": 100 * change.output_ratio,
        "income": 100 * worth.income_ratio,
        "price": now.price_wage_ratio,
        "price_alone": alone.price_wage_ratio,
        "elasticity": now.elasticity,
        "c": now.c,
        "c_alone": alone.c,
        "at": at,
        "best": np.minimum(best, 3),
        "each": c,
        "zero": np.minimum(zero, 3),
        "zero_alone": np.minimum(zero_alone, 3),
    }


PRICE = Lines(
    title={
        "closed border": "A firm's best price is one that just covers its cost",
        "readier": "In the larger market the price falls from {price_alone} to {price}",
        "always alike": "In the larger market the price stays at {price}",
    },
    alt="Price over wage, by what a person buys of a variety. The price that is best for a firm meets the price that "
    "covers its cost at {price_alone} with home alone, where a person buys {c_alone} of each variety, and at "
    "{price} now, where a person buys {c}.",
    x=Axis("Bought of each variety (units)", LEAST, MOST),
    y=Axis("Price over wage", 1, 2.2),
    series=(
        Series("at", "best", "best price"),
        Series("each", "zero", "cost, now"),
        Series("each", "zero_alone", "cost, alone"),
    ),
    dots=(Dot("c_alone", "price_alone", tone=2), Dot("c", "price", tone=1)),
)

MARKET = Bars(
    title={
        "closed border": "Home alone",
        "readier": "Fewer home firms, each larger, and a fuller shelf",
        "always alike": "As many home firms as before, and a fuller shelf",
    },
    alt="With home alone at 100: home firms {firms}, output of a firm {scale}, varieties on the shelf {shelf}, "
    "income that would be as good {income}.",
    axis=Axis("Index, home alone = 100", 0),
    bars=(
        Bar("firms", "Home firms"),
        Bar("scale", "Output of a firm", tone=1),
        Bar("shelf", "Varieties on the shelf", tone=2),
        Bar("income", "Income as good as this", tone=3),
    ),
    reference=100,
    reference_label="home alone",
)

SPLIT = Bars(
    title={
        "closed border": "Nothing has changed yet",
        "readier": "Variety gives one part of the gain, scale the other",
        "always alike": "All of the gain is variety",
    },
    alt="Of a gain worth {gain}% of income, {from_variety} points come from variety at the old price, and {from_scale} "
    "points from the lower price of larger firms.",
    axis=Axis("Worth to a person (% of income)", 0),
    bars=(
        Bar("from_variety", "from variety", tone=2),
        Bar("from_scale", "from scale", tone=1),
        Bar("gain", "together", tone=3),
    ),
)

SENTENCE = {
    "closed border": "The border is closed. A person buys {c} of each variety, at a price of {price} times the hourly "
    "wage.",
    "readier": "With a partner of {partner} times its size, home keeps {firms} of 100 firms and finds {shelf} "
    "varieties for every 100 before. To a person that is worth {gain}% of income: {from_variety} points from "
    "variety, {from_scale} from scale.",
    "always alike": "With a partner of {partner} times its size, home keeps all its firms, at the old size and price, "
    "and finds {shelf} varieties for every 100 before. To a person that is worth {gain}% of income, all of "
    "it from variety.",
}

EQUATION = (
    "A firm's best price is <i>p</i>/<i>w</i> = <i>β</i> <i>ε</i>/(<i>ε</i> − 1), here {price} at an "
    "elasticity of {elasticity}. No profit is left at <i>p</i>/<i>w</i> = <i>β</i> + <i>α</i>/(<i>L c</i>), "
    "with <i>α</i> = {alpha} and <i>c</i> = {c}."
)

BET = Bet(
    "A country opens to a partner of {partner} times its size, alike in tastes, skills and technology. What happens at "
    "home?",
    (
        Option(
            "nothing: without differences there is nothing to trade",
            "They sell each other what the other does not make: {shelf} varieties on the shelf for every 100 before.",
            "kr-ca",
        ),
        Option(
            "home loses, since home firms close",
            "{closed}% of the home firms close, and a person is better off, by as much as {gain}% of income.",
            "kr-fewer",
        ),
        Option(
            "home gains, and no home firm has to close",
            "That is so where buyers never become readier to switch: set their tastes to CES, and look. Here "
            "they do, and {closed}% of the firms close.",
            "kr-fixed",
        ),
        Option(
            "home gains, with fewer home firms",
            "{firms} of 100 firms are left, each of them larger, and a person is better off by as much as {gain}% of "
            "income.",
        ),
    ),
    reveal={"partner": 2.0, "tastes": "quadratic", "alpha": 1.5},
)

CODE = f"""from missing_middle.models import krugman1979_welfare

tastes = {TASTES!r}
krugman1979_welfare({{tastes}}, tastes[{{tastes}}], alpha={{alpha}}, beta={BETA:g},
                    L_home={HOME:g}, L_foreign={HOME:g} * {{partner}})"""


def larger_market():
    """What is there to trade between two countries that are alike? Returns the :class:`Explorable`."""
    return Explorable(
        frame,
        id="larger-market",
        question="Two countries are alike in everything. What would they trade?",
        controls=CONTROLS,
        readouts=READOUTS,
        views=[[PRICE, MARKET], [SPLIT]],
        sentence=SENTENCE,
        equation=EQUATION,
        bet=BET,
        code=CODE,
        transfer="Uruguay joins a common market with Brazil and Argentina. Which of its biscuit makers should worry, "
        "what should its shoppers expect, and would your answer be the same if the three were alike?",
    )
