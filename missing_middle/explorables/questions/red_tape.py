"""Melitz: from the fixed cost of exporting to the number of firms, the shelf and welfare (footnote 6 of the paper).

Refutes "cheaper exporting always moves the number of firms one way", "fewer firms, less welfare" and, where exporting
costs less than staying in business, "fewer home firms, less choice".
"""

from functools import lru_cache

import numpy as np

from missing_middle.explorables.engine.parts import Bet, Option, Readout, Slider
from missing_middle.explorables.engine.widget import Explorable
from missing_middle.explorables.questions.who_exports import ECONOMY
from missing_middle.explorables.views import Axis, Dot, Lines, Rule, Series
from missing_middle.models.distributions import pareto
from missing_middle.models.melitz import melitz_pareto

LOWEST, HIGHEST = 0.04, 3.2  # export costs drawn

CONTROLS = [
    Slider(
        "f_x",
        "Fixed cost of exporting",
        symbol="f<sub>x</sub>",
        start=3.2,
        digits=2,
        stops=(0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.8, 1.0, 1.2, 1.6, 2.0, 2.6, 3.2),
        note="for each of three partners; staying in business costs 1",
    ),
    Slider(
        "tau",
        "Units shipped for one to arrive",
        symbol="τ",
        start=1.45,
        stops=(1.1, 1.15, 1.2, 1.25, 1.3, 1.35, 1.4, 1.45, 1.5, 1.6, 1.8, 2.0),
        note="transport and duties; 1 is free",
    ),
    Slider(
        "k",
        "How alike firms are",
        symbol="k",
        start=4.8,
        digits=1,
        stops=(3.6, 4.2, 4.8, 5.4, 6.0),
        note="Pareto shape: a higher one means fewer giants",
    ),
]

READOUTS = {
    "firms": Readout("Home firms", "autarky = 100", 0),
    "varieties": Readout("Varieties on sale", "autarky = 100", 0),
    "gain": Readout("Real income, against autarky", "% higher", 1),
    "exporters": Readout("Share of firms that export", "%", 0),
    "turn": Readout("Export cost at which fewest firms produce", "staying in business = 1", 3),
    "fewest": Readout("Home firms at that cost", "autarky = 100", 0),
    "same_shelf": Readout("Export cost at which the shelf is as full as in autarky", "staying in business = 1", 1),
}


@lru_cache(maxsize=4096)
def opened(f_x, tau, k):
    return melitz_pareto(**ECONOMY, f_x=f_x, tau=tau, dist=pareto(k, 1.0))


@lru_cache(maxsize=128)
def path(tau, k):
    """Firms, varieties and real income along the cost of exporting, with the two points at which a curve turns."""
    turn = turning_point(tau)
    costs = np.sort(np.concatenate([np.geomspace(LOWEST, HIGHEST, 40), [turn, ECONOMY["f"]]]))
    states = [opened(float(cost), tau, k) for cost in costs]
    return (
        costs,
        np.array([100 * s.firm_count_ratio for s in states]),
        np.array([100 * s.variety_ratio for s in states]),
        np.array([100 * (s.gains - 1) for s in states]),
    )


def turning_point(tau):
    """The cost below which every firm exports: from there on a lower one closes nobody."""
    return ECONOMY["f"] * tau ** (1 - ECONOMY["sigma"])


def frame(f_x, tau, k):
    """The state at this cost, and the paths of all three results along it."""
    now, turn = opened(f_x, tau, k), turning_point(tau)
    costs, firms, varieties, gains = path(tau, k)
    shelf = "fuller" if now.variety_ratio > 1 + 1e-9 else "emptier" if now.variety_ratio < 1 - 1e-9 else "equal"
    return {
        "case": "all export" if now.regime == "all_export" else shelf,
        "firms": 100 * now.firm_count_ratio,
        "varieties": 100 * now.variety_ratio,
        "gain": 100 * (now.gains - 1),
        "exporters": 100 * now.export_probability,
        "turn": turn,
        "fewest": 100 * opened(turn, tau, k).firm_count_ratio,
        "same_shelf": ECONOMY["f"],
        "costs": costs,
        "firm_path": firms,
        "shelf_path": varieties,
        "gain_path": gains,
    }


COUNT = Lines(
    title={
        "all export": "Every firm exports: a lower cost brings firms back",
        **dict.fromkeys(("fuller", "emptier", "equal"), "A lower cost still closes home firms"),
    },
    alt="Home firms, with autarky at 100, by the fixed cost of exporting: they fall as the cost falls to {turn}, to "
    "{fewest}, and rise again below. Now {firms}.",
    x=Axis("Fixed cost of exporting (log scale)", LOWEST, HIGHEST, log=True),
    y=Axis("Home firms, autarky = 100", 0, 120),
    series=(Series("costs", "firm_path"),),
    rules=(Rule(100, "autarky", axis="y", dash=1), Rule("turn", "turns at {turn}", dash=2)),
    dots=(Dot("f_x", "firms", tone=0),),
)

SHELF = Lines(
    title={
        **dict.fromkeys(("all export", "fuller"), "More to choose from than in autarky, with fewer home firms"),
        "emptier": "Less to choose from than in autarky",
        "equal": "As much to choose from as in autarky",
    },
    alt="Varieties on sale, with autarky at 100, by the fixed cost of exporting: the lower the cost, the more there "
    "are, and there are more than 100 as soon as the cost is below {same_shelf}, which is what staying in "
    "business costs. Now {varieties}.",
    x=Axis("Fixed cost of exporting (the same scale)", LOWEST, HIGHEST, log=True),
    y=Axis("Varieties on sale, autarky = 100", 0, 400),
    series=(Series("costs", "shelf_path"),),
    rules=(Rule(100, "autarky", axis="y", dash=1), Rule("same_shelf", "as staying in business", dash=2)),
    dots=(Dot("f_x", "varieties", tone=0),),
)

WELFARE = Lines(
    title="Cheaper exporting raises real income all the way",
    alt="Real income above autarky, by the fixed cost of exporting: it rises without a turn as the cost falls. Now "
    "{gain}%.",
    x=Axis("Fixed cost of exporting (the same scale)", LOWEST, HIGHEST, log=True),
    y=Axis("Real income, above autarky (%)", 0),
    series=(Series("costs", "gain_path"),),
    rules=(Rule("turn", "firms turn at {turn}", dash=2),),
    dots=(Dot("f_x", "gain", tone=0),),
)

STATE = "With exporting at {f_x} a partner, {firms} home firms produce for every 100 in autarky, and {varieties} "
SENTENCE = {
    "all export": f"{STATE}varieties are on sale. Every firm exports, so that a lower cost closes nobody any more. "
    "Real income is {gain}% higher.",
    **dict.fromkeys(
        ("fuller", "emptier", "equal"),
        f"{STATE}varieties are on sale. Real income is {{gain}}% higher. A lower cost would still close firms.",
    ),
}

EQUATION = (
    "Every firm exports once <i>f<sub>x</sub></i> is not above <i>f τ</i><sup>1−<i>σ</i></sup> = {turn}. There "
    "the number of home firms turns."
)

BET = Bet(
    "Red tape is cut: exporting used to cost a firm more than staying in business, and in the end it costs {f_x}. "
    "What happens to the number of home firms on the way?",
    (
        Option(
            "it moves one way: the cheaper exporting, the fewer firms",
            "Follow it past {turn}: there are {fewest} left for every 100 in autarky, and in the end {firms}.",
            "mz-mono",
        ),
        Option(
            "it falls, and welfare falls with it",
            "Real income rises all the way, to {gain}% above autarky, whether firms close or come back.",
            "mz-fewer",
        ),
        Option(
            "it falls, and so does the choice on the shelf",
            "Imports are choice too. In the end {varieties} varieties are on sale for every 100 in autarky.",
            "mz-variety",
        ),
        Option(
            "it falls, and then rises again",
            "It falls to {fewest} at a cost of {turn}, and is back at {firms} in the end; welfare rises throughout.",
        ),
    ),
    reveal={"f_x": 0.1, "tau": 1.45, "k": 4.8},
)

CODE = f"""from missing_middle.models import melitz_symmetric, pareto

melitz_symmetric(pareto({{k}}, x_min=1), sigma={ECONOMY["sigma"]}, f={ECONOMY["f"]:g}, f_x={{f_x}},
                 f_e={ECONOMY["f_e"]}, delta={ECONOMY["delta"]:g}, tau={{tau}}, n={ECONOMY["n"]}, L={ECONOMY["L"]:g})"""


def red_tape():
    """What does cheaper exporting do to firms, choice and welfare? Returns the :class:`Explorable`."""
    return Explorable(
        frame,
        id="red-tape",
        question="Exporting gets cheaper. How many firms are left, and is that good?",
        controls=CONTROLS,
        readouts=READOUTS,
        views=[[COUNT, WELFARE], [SHELF]],
        sentence=SENTENCE,
        equation=EQUATION,
        bet=BET,
        code=CODE,
        transfer="At Kenya's ports one form replaces a dozen. A newspaper will count the firms that close in the years "
        "after. Which number would you print beside it?",
    )
