"""Cooperation: does a one-off grant buy lasting cooperation, or does it take a payment every year? (section 5.2)"""

import numpy as np

from missing_middle.explorables.engine.parts import Bet, Choice, Option, Readout, Slider
from missing_middle.explorables.engine.widget import Explorable
from missing_middle.explorables.views import Axis, Bar, Bars, Lines, Rule, Series
from missing_middle.models import cooperation

COMMON = {"P": 1.0, "S": 0.0, "c": 0.4}
OBSTACLES = {"temptation": {"T": 6.0, "R": 3.5, "K": 3.0}, "joining": {"T": 3.6, "R": 3.2, "K": 5.0}}
PATIENCE = np.array([0.0, 0.95])  # both curves are straight

CONTROLS = [
    Choice(
        "obstacle",
        "What stands in the way",
        start="temptation",
        options={"temptation": "cheating tempts (6 once)", "joining": "joining is expensive (5 once)"},
        note="cheating pays 6 once, cooperating 3.5 a year less 0.4, staying apart 1 a year, and joining costs 3 "
        "once; where joining is expensive these are 3.6, 3.2 less 0.4, 1, and 5",
    ),
    Slider(
        "lump",
        "Grant, once, on joining",
        start=0,
        digits=1,
        unit="yuan",
        stops=(0, 0.5, 1, 1.4, 2, 2.5, 3, 4, 5),
        note="it can pay for joining, no more",
    ),
    Slider(
        "s",
        "Tax incentive, every year",
        symbol="s",
        start=0,
        digits=1,
        unit="yuan",
        stops=tuple(i / 10 for i in range(13)),
        note="for those who cooperate",
    ),
    Slider(
        "theta",
        "Awareness of the gain",
        symbol="θ",
        start=1.0,
        digits=1,
        stops=(0.5, 0.6, 0.7, 0.8, 0.9, 1.0),
        note="share of it that firms see; benchmarking raises it",
    ),
    Slider(
        "patience",
        "Patience",
        symbol="δ",
        start=0.7,
        stops=(0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8),
        note="what a yuan of next year is worth today",
    ),
]

READOUTS = {
    "stay": Readout("Cooperating beats cheating by", "yuan a year", 2),
    "join": Readout("Joining beats staying apart by", "yuan a year", 2),
    "needed": Readout("Least patience at which cooperation lasts", "", 2),
    "incentive": Readout("Least yearly incentive that is enough, with the grant as set", "yuan a year", 2),
    "grant": Readout("Least grant that is enough, with the incentive as set", "yuan", 2),
    "awareness": Readout("Least awareness that is enough (above 1: none is enough)", "", 2),
}


def frame(obstacle, lump, s, theta, patience):
    """By how much cooperation beats its two rivals, at every patience, and what policy is enough."""
    game = {**COMMON, **OBSTACLES[obstacle]}
    result = cooperation(**game, lump=lump, s=s, theta=theta, discount=patience)
    stay, join = (rival(game, lump, s, theta) for rival in (over_cheating, over_staying_apart))
    return {
        "case": case_of(stay(patience), join(patience), result.sustained),
        "stay": stay(patience),
        "join": join(patience),
        "needed": result.delta_min if result.feasible else None,
        "incentive": result.subsidy_min,
        "grant": result.grant_min,
        "awareness": result.awareness_min,
        "delta": PATIENCE,
        "stays": stay(PATIENCE),
        "joins": join(PATIENCE),
    }


def gain(game, s, theta):
    """What a cooperator has a year, as firms see it, above the pay of staying apart."""
    return theta * (game["R"] - game["P"]) + s - game["c"]


def over_cheating(game, lump, s, theta):
    return lambda delta: gain(game, s, theta) - (1 - delta) * (game["T"] - game["P"])


def over_staying_apart(game, lump, s, theta):
    return lambda delta: gain(game, s, theta) - (1 - delta) * max(game["K"] - lump, 0)


def case_of(stay, join, sustained):
    if sustained:
        return "lasts"
    if join < 0 and stay < 0:
        return "neither"
    return "cheats" if stay < 0 else "stays out"


RIVALS = Lines(
    title={
        "lasts": "Cooperation lasts: it beats cheating and staying apart",
        "cheats": "They would join, and then cheat",
        "stays out": "They would not cheat, but they do not join",
        "neither": "They would not join, and if they did they would cheat",
    },
    alt="By how much a year cooperating beats cheating, and joining beats staying apart, against patience. Both rise "
    "with patience. At patience {patience} they are {stay} and {join}; cooperation lasts where neither is below zero.",
    x=Axis("Patience δ (0 to 1)", 0, 0.95),
    y=Axis("Advantage of cooperating (yuan a year)", -4, 4),
    series=(Series("delta", "stays", "over cheating"), Series("delta", "joins", "over apart")),
    rules=(Rule("patience", "now {patience}", dash=1), Rule("needed", "lasts from {needed}")),
)

ENOUGH = Bars(
    title={
        "lasts": "Nothing more is needed",
        "cheats": "No grant is enough: a yearly payment would be",
        "stays out": "A grant is enough, paid once",
        "neither": "No grant alone is enough: a yearly payment would be",
    },
    alt="With the rest as set, each of these is enough on its own: a yearly incentive of {incentive}, or a single "
    "grant of {grant}.",
    axis=Axis("Yuan, each as the only change", 0),
    bars=(Bar("incentive", "Incentive, every year", tone=1), Bar("grant", "Grant, once in all", tone=2)),
)

STATE = "With a grant of {lump} once and {s} every year, "
SENTENCE = {
    "lasts": STATE + "cooperation lasts: it beats cheating by {stay} yuan a year, and staying apart by {join}.",
    "cheats": STATE + "firms join and then cheat: against cheating, cooperating is worth {stay} yuan a year. It "
    "would take {incentive} every year; no grant changes that.",
    "stays out": STATE + "firms do not join, although nobody who has joined would cheat. "
    "A grant of {grant} in all would be enough.",
    "neither": STATE + "firms do not join, and they would cheat if they did: cooperating is worth {stay} yuan a year "
    "against cheating and {join} against staying apart. It would take {incentive} every year.",
}

EQUATION = (
    "Cooperation lasts if <i>δ</i> is at least the larger of (<i>T</i> − <i>v</i>)/(<i>T</i> − <i>P</i>) and 1 − "
    "(<i>v</i> − <i>P</i>)/<i>K</i>′, with <i>v</i> what a cooperator has a year and <i>K</i>′ what joining costs "
    "after the grant: here {needed}, against {patience}."
)

BET = Bet(
    "Cooperating pays each firm 3.5 a year and costs 0.4; cheating pays 6 once and 1 ever after, as much as staying "
    "apart. Joining costs 3, once, and the government offers to pay all of it. A yuan of next year counts half. Will "
    "cooperation last?",
    (
        Option(
            "yes, once the start is paid for, everybody gains from going on",
            "The grant has long been spent when the temptation comes. It would be enough if joining were the "
            "obstacle: choose that above.",
            "co-grant",
        ),
        Option(
            "yes, and even without the grant, since both sides gain",
            "Each would gain even more by cheating now: cooperating is worth {stay} a year against it, which is below "
            "0.",
            "co-mutual",
        ),
        Option(
            "only if somebody shows the firms how much they gain",
            "Here they know all of it. It would take an awareness of {awareness}, and 1 means knowing all of it.",
            "co-info",
        ),
        Option(
            "no: it takes a payment every year",
            "{incentive} a year to those who cooperate is enough; a grant, however large, is not.",
        ),
    ),
    reveal={"obstacle": "temptation", "lump": 3, "s": 0, "theta": 1, "patience": 0.5},
)

CODE = f"""from missing_middle.models import cooperation

games = {OBSTACLES!r}
cooperation(**games[{{obstacle}}], P={COMMON["P"]:g}, S={COMMON["S"]:g}, c={COMMON["c"]},
            lump={{lump}}, s={{s}}, theta={{theta}}, discount={{patience}})"""


def cooperation_game():
    """Does a one-off grant buy lasting cooperation? Returns the :class:`Explorable`."""
    return Explorable(
        frame,
        id="cooperation",
        question="Does a grant buy lasting cooperation?",
        controls=CONTROLS,
        readouts=READOUTS,
        views=[[RIVALS, ENOUGH]],
        sentence=SENTENCE,
        equation=EQUATION,
        bet=BET,
        code=CODE,
        transfer="A dairy cooperative in Gujarat pays for milk twice a day, by its fat content, and every member "
        "sees the scale. Against which of the two obstacles is that? Each member also buys a share "
        "certificate on joining: against which obstacle is that?",
    )
