"""Core and periphery: what makes a core, and what it takes to unmake it (section 2.5, footnote 8).

Refutes "what made the core will unmake it at the same cost" and "better roads bring industry to the periphery".
"""

from functools import lru_cache

import numpy as np

from missing_middle.explorables.engine.parts import Bet, Choice, Option, Readout, Slider
from missing_middle.explorables.engine.widget import Explorable
from missing_middle.explorables.views import Area, Axis, Dot, Lines, Rule, Series
from missing_middle.models import cp_gap_curve, cp_interior, cp_points, tomahawk

SIGMA, MU = 4.5, 0.35
POINTS = cp_points(SIGMA, MU)
LOW, HIGH = 1.3, 2.2  # trade costs drawn
SHARES = np.linspace(0.0, 1.0, 41)
STARTS = {"core": 1.0, "lead": 0.8, "even": 0.5}

CONTROLS = [
    Slider(
        "T",
        "Trade cost between the regions",
        symbol="T",
        start=1.9,
        digits=2,
        stops=(1.3, 1.4, 1.5, 1.55, 1.6, 1.65, 1.7, 1.72, 1.75, 1.8, 1.85, 1.9, 2.0, 2.1, 2.2),
        note="goods shipped for one to arrive; 1 is free",
    ),
    Choice(
        "history",
        "Where the workers are at the start",
        start="even",
        options={"even": "half in each region", "lead": "four in five in region 1", "core": "all in region 1"},
    ),
]

READOUTS = {
    "end": Readout("Workers of region 1 in the end", "%", 0),
    "begin": Readout("Workers of region 1 at the start", "%", 0),
    "break_": Readout("Break point: below it an even spread falls apart", "", 3),
    "sustain": Readout("Sustain point: above it a core falls apart", "", 3),
    "ridge": Readout("Share that tips the balance", "%", 0),
    "gap": Readout("Real wage, region 1 less region 2, at the start", "hundredths", 2),
}


@lru_cache(maxsize=64)
def gap_curve(T):
    return 100 * np.asarray(cp_gap_curve(SHARES, SIGMA, MU, T))


@lru_cache(maxsize=1)
def branches():
    """The stable and the unstable shares at every trade cost; the same for all states."""
    ridge = tomahawk(SIGMA, MU, np.linspace(POINTS.T_break, POINTS.T_sustain, 32)[1:-1])
    T = np.concatenate([[POINTS.T_break], ridge.T_unstable, [POINTS.T_sustain]])
    return {
        "T_core": np.array([LOW, POINTS.T_sustain]),
        "core": np.array([100.0, 100.0]),
        "T_even": np.array([POINTS.T_break, HIGH]),
        "even": np.array([50.0, 50.0]),
        "T_ridge": T,
        "ridge_1": 100 * np.concatenate([[0.5], ridge.lambda_unstable, [1.0]]),
    }


def end_of(T, start):
    """Return the share of region 1 in the end, and the share that tips the balance (``None`` if there is none)."""
    interior = cp_interior(SIGMA, MU, T)
    ridge = interior.lambda_unstable
    if start == 0.5:
        # a spread that is not stable breaks at the first chance event; the chart follows region 1
        return (0.5 if interior.symmetric_stable else 1.0), ridge
    if POINTS.T_break > T:
        return 1.0, ridge
    if POINTS.T_sustain < T:
        return 0.5, ridge
    return (1.0 if start > ridge else 0.5), ridge


def frame(T, history):
    """Real wages at every spread of workers, where this start leads, and the branches of the tomahawk."""
    start = STARTS[history]
    end, ridge = end_of(T, start)
    gap = gap_curve(T)
    return {
        "case": "stays even" if start == end == 0.5 else "core" if end == 1.0 else "spreads",
        "end": 100 * end,
        "begin": 100 * start,
        "break_": POINTS.T_break,
        "sustain": POINTS.T_sustain,
        "ridge": None if ridge is None else 100 * ridge,
        "gap": float(np.interp(start, SHARES, gap)),
        "share": 100 * SHARES,
        "wages": gap,
        **branches(),
    }


WIGGLE = Lines(
    title={
        "stays even": "Whoever moves first, loses: the spread holds",
        "core": "Workers go where workers are",
        "spreads": "The periphery pays better: the core empties",
    },
    alt="Real wage of region 1 less that of region 2, by its share of workers; zero at one half. At {begin}% of the "
    "workers it is {gap} hundredths; from there the share moves to {end}%.",
    x=Axis("Workers in region 1 (%)", 0, 100),
    y=Axis("Real wage, region 1 less region 2 (hundredths)", -10, 10),
    series=(Series("share", "wages"),),
    rules=(Rule("begin", "start", dash=1), Rule("end", "end"), Rule("ridge", "tips at {ridge}%", dash=2)),
    areas=(Area(0, None, None),),
)

TOMAHAWK = Lines(
    title={
        "stays even": "Right of the break point an even spread is stable",
        "core": "Left of the sustain point a core holds",
        "spreads": "Here no core holds from this start",
    },
    alt="Shares of region 1 that last, by trade cost: all in one region up to {sustain}, half and half from {break_} "
    "on. Between the two both last, and a share that tips the balance separates them. The state ends at {end}%.",
    x=Axis("Trade cost T", LOW, HIGH),
    y=Axis("Workers in the larger region (%)", 40, 105),
    series=(Series("T_core", "core"), Series("T_even", "even"), Series("T_ridge", "ridge_1")),
    rules=(Rule("break_", "breaks {break_}", dash=1), Rule("sustain", "holds to {sustain}", dash=2)),
    dots=(Dot("T", "end", "here", tone=1),),
)

SENTENCE = {
    "stays even": "At a trade cost of {T} an even spread lasts: a region that gains a few workers pays less than the "
    "other.",
    "core": "At a trade cost of {T}, starting with {begin}% of the workers, region 1 ends with all of them.",
    "spreads": "At a trade cost of {T} a region with {begin}% of the workers pays less than the other, and ends with "
    "half.",
}

BET = Bet(
    "Good roads brought all industry to one region. Now tolls raise the trade cost to {T}, above the {break_} at which "
    "the core was born. What does the industry do?",
    (
        Option(
            "it returns to an even spread: what made the core unmakes it",
            "A core outlives its cause: it takes a trade cost of {sustain} to pull it apart.",
            "cp-same",
        ),
        Option(
            "it had spread when the roads came, and now it gathers",
            "If workers can move, cheap roads gather industry: everybody can be served from one place.",
            "cp-spread",
        ),
        Option("it stays where it is", "Between {break_} and {sustain} a core holds itself together."),
    ),
    reveal={"T": 1.7, "history": "core"},
)

CODE = f"""from missing_middle.models import cp_interior, cp_points

cp_points(sigma={SIGMA}, mu={MU})
cp_interior(sigma={SIGMA}, mu={MU}, T={{T}})"""


def core_and_periphery():
    """What makes a core, and what unmakes it? Returns the :class:`Explorable`."""
    return Explorable(
        frame,
        id="core-periphery",
        question="Roads made the core. Would worse roads unmake it?",
        controls=CONTROLS,
        readouts=READOUTS,
        views=[[WIGGLE, TOMAHAWK]],
        sentence=SENTENCE,
        bet=BET,
        code=CODE,
        transfer="Italy built a motorway to its south to bring industry there. What does this model expect, and what "
        "in the south is not in the model?",
    )
