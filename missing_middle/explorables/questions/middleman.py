"""Who exports through a middleman, and does he fill the hole in the sizes of firms? (section 2.4b)

Refutes "a middleman fills the middle" and "whoever is too small to export stays at home".
"""

from itertools import pairwise

import numpy as np

from missing_middle.explorables.engine.parts import Bet, Option, Readout, Slider
from missing_middle.explorables.engine.widget import Explorable
from missing_middle.explorables.views import Area, Axis, Bar, Bars, Lines, Series
from missing_middle.models import middlemen, pareto

K = 4.8
ECONOMY = {"sigma": 3.8, "f": 1.0, "f_e": 2.5, "delta": 0.2, "n": 3}
ABLEST, MOST = 4.0, 400.0  # ability and sales drawn

CONTROLS = [
    Slider(
        "taken",
        "What the middleman takes",
        symbol="γ−1",
        unit="%",
        start=45,
        digits=0,
        stops=(10, 15, 20, 25, 30, 35, 40, 45),
        note="more units must leave for one to be sold abroad",
    ),
    Slider(
        "f_i",
        "Fixed cost of selling through him",
        symbol="f<sub>i</sub>",
        start=0.5,
        digits=1,
        stops=(0.4, 0.5, 0.6, 0.8, 1.0),
        note="for each of three partners; staying in business costs 1",
    ),
    Slider(
        "f_x",
        "Fixed cost of exporting directly",
        symbol="f<sub>x</sub>",
        start=1.2,
        digits=1,
        stops=(1.2, 1.6, 2.0, 2.4),
        note="certificate, agent, law: for each partner",
    ),
]

READOUTS = {
    "indirect": Readout("Firms that sell through a middleman", "% of firms", 1),
    "direct": Readout("Firms that export directly", "% of firms", 1),
    "home": Readout("Firms that stay at home", "% of firms", 1),
    "value": Readout("Exports that go through middlemen", "% of their value", 0),
    "gain": Readout("Real income, against autarky", "% higher", 2),
    "gain_without": Readout("The same without middlemen", "% higher", 2),
    "low": Readout("Hole without him: it begins at sales of", "smallest firm = 1", 1),
    "high": Readout("Hole without him: it ends at sales of", "smallest firm = 1", 1),
    "ratio": Readout("Hole without him: its width", "times", 2),
    "first": Readout("Holes with him: width of the first", "times", 2),
    "second": Readout("Holes with him: width of the second", "times", 2),
    "island_low": Readout("Sales between the two holes: from", "smallest firm = 1", 1),
    "island_high": Readout("to", "smallest firm = 1", 1),
}


def frame(taken, f_i, f_x):
    """Who exports in which way, and what firms of each ability sell."""
    trade = middlemen(pareto(K, 1), **ECONOMY, f_x=f_x, f_i=f_i, tau=1.45, gamma=1 + taken / 100)
    low, high = trade.hole_without
    lower = trade.lower_hole or (np.nan, np.nan)
    q = ECONOMY["sigma"] - 1
    # ability of the smallest firm is 1 here, so that a firm's home sales are its ability to the power q
    alone = _jumping([(low, high / low)], q)
    steps = [(lower[0], lower[1] / lower[0])] if trade.used else []
    steps.append((trade.upper_hole[1] / (high / low), high / low))
    both = _jumping(steps, q)
    return {
        "case": "used" if trade.used else "unused",
        "indirect": 100 * trade.share_indirect,
        "direct": 100 * trade.share_direct,
        "home": 100 * (1 - trade.share_indirect - trade.share_direct),
        "value": 100 * trade.value_indirect,
        "gain": 100 * (trade.gains - 1),
        "gain_without": 100 * (trade.gains_without - 1),
        "low": low,
        "high": high,
        "ratio": high / low,
        "first": lower[1] / lower[0],
        "second": trade.upper_hole[1] / trade.upper_hole[0],
        "island_low": lower[1],
        "island_high": trade.upper_hole[0] if trade.used else np.nan,
        "ability_alone": alone[0],
        "sales_alone": alone[1],
        "ability": both[0],
        "sales": both[1],
        "from_indirect": lower[0] ** (1 / q),
        "from_direct": steps[-1][0] ** (1 / q),
    }


def _jumping(steps, q):
    """Ability and total sales, with a jump where home sales reach each step: a pair of home sales and a factor."""
    borders = [1.0, *(home ** (1 / q) for home, _ in steps), ABLEST]
    factors = [1.0, *(factor for _, factor in steps)]
    points = 24 // len(factors)  # the same number of points in every state
    ability = [np.geomspace(low, high, points) for low, high in pairwise(borders)]
    sales = [factor * part**q for factor, part in zip(factors, ability, strict=True)]
    return np.concatenate(ability), np.concatenate(sales)


SALES = Lines(
    title={
        "used": "Two holes instead of one: wide by factors of {first} and {second}, together {ratio}",
        "unused": "Nobody uses the middleman: the hole is wide by a factor of {ratio}",
    },
    alt="Sales of a firm by its ability, on two log scales. Without middlemen they jump once, from {low} to {high}. "
    "With them they jump where a firm begins to use one, and again where it exports directly.",
    x=Axis("Ability (weakest firm in business = 1, log scale)", 1, ABLEST, log=True),
    y=Axis("Sales (smallest firm = 1, log scale)", 1, MOST, log=True),
    series=(Series("ability", "sales", "with middlemen"), Series("ability_alone", "sales_alone", "without")),
    areas=(
        Area(0, "from_indirect", "from_direct", "through him", tone=2, height=1.6),
        Area(0, "from_direct", None, "directly", tone=1, height=1.6),
    ),
)

WHO = Bars(
    title={
        "used": "{indirect}% of firms use him and make {value}% of all exports",
        "unused": "All exporters export directly",
    },
    alt="Of the firms {home}% stay at home, {indirect}% sell through a middleman, {direct}% export directly.",
    axis=Axis("% of firms", 0, 100),
    bars=(
        Bar("home", "stay at home", tone=2),
        Bar("indirect", "through a middleman"),
        Bar("direct", "directly", tone=1),
    ),
)

SENTENCE = {
    "used": "The middleman takes {taken}%. {indirect}% of the firms sell through him and {direct}% export directly; "
    "real income is {gain}% above autarky, and {gain_without}% without him. Firms with sales from "
    "{island_low} to {island_high} stand between two holes.",
    "unused": "The middleman takes {taken}%, and that is too much: whoever could pay him does better alone. {direct}% "
    "of the firms export, and nobody sells between {low} and {high}.",
}

EQUATION = {
    "used": "Sales jump by 1 + <i>n</i>(<i>γτ</i>)<sup>1−<i>σ</i></sup> = {first}, and then by {second}. Their "
    "product, 1 + <i>nτ</i><sup>1−<i>σ</i></sup> = {ratio}, is the one jump without him.",
    "unused": "Sales jump once, by 1 + <i>nτ</i><sup>1−<i>σ</i></sup> = {ratio}.",
}

BET = Bet(
    "Without a middleman no firm has sales between {low} and {high}. Now one asks for a fixed cost of {f_i} and "
    "takes {taken}%. What becomes of the hole?",
    (
        Option(
            "he fills it: now the middle exports, too",
            "{indirect}% of the firms use him, and there are firms with sales from {island_low} to {island_high}. "
            "But no firm is just below or just above these: sales jump by {first} and by {second}.",
            "mz-fills",
        ),
        Option(
            "nothing: whoever is too small to export stays at home",
            "{indirect}% of the firms are too small to export directly and sell through him.",
            "mz-small",
        ),
        Option(
            "it becomes two smaller ones, together as wide as before",
            "Sales jump by {first} and then by {second}: {first} times {second} is {ratio}, as before.",
        ),
    ),
    reveal={"taken": 25, "f_i": 0.5, "f_x": 1.2},
)

CODE = f"""from missing_middle.models import middlemen, pareto

middlemen(pareto({K}, 1), sigma={ECONOMY["sigma"]}, f={ECONOMY["f"]:g}, f_x={{f_x}}, f_i={{f_i}}, f_e={ECONOMY["f_e"]},
          delta={ECONOMY["delta"]}, tau=1.45, gamma=1 + {{taken}} / 100, n={ECONOMY["n"]})"""


def middleman():
    """Does a middleman fill the hole in the sizes of firms? Returns the :class:`Explorable`."""
    return Explorable(
        frame,
        id="middleman",
        question="Somebody sells your lamps abroad for a share. Who uses him?",
        controls=CONTROLS,
        readouts=READOUTS,
        views=[[SALES], [WHO]],
        sentence=SENTENCE,
        equation=EQUATION,
        bet=BET,
        code=CODE,
        transfer="A cooperative in Jaffna ships the pottery of forty families. Which families would you expect to "
        "leave it first when the customs office puts its forms online?",
    )
