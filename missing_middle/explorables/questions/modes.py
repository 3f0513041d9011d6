"""Catching up: two countries alike in everything but their distance. Does the farther one run faster? (section 2.2)

Refutes "the further behind, the faster you catch up" and "where you start does not matter in the long run".
"""

from functools import lru_cache

import numpy as np

from missing_middle.explorables.engine.parts import Bet, Option, Readout, Slider
from missing_middle.explorables.engine.widget import Explorable
from missing_middle.explorables.views import Area, Axis, Dot, Lines, Rule, Series
from missing_middle.models import gap_steady_state, gap_trajectory

DELTA, FRONTIER = 1.5, 0.03  # absorptive capacity; growth of the frontier, a year
APART = 0.9  # by how much the second country starts farther away
YEARS = np.linspace(0.0, 300.0, 51)
GAPS = np.linspace(0.0, 7.0, 61)

CONTROLS = [
    Slider(
        "start",
        "Distance of the nearer country",
        symbol="G",
        start=1.5,
        digits=1,
        stops=(0.9, 1.5, 2.1, 2.4, 2.7, 3.0, 3.3, 3.6, 3.9, 4.2, 4.8),
        note="1 is a third of the frontier, 2 a seventh, 4 a fiftieth; the other country starts 0.9 farther",
    ),
    Slider(
        "effort",
        "Own effort",
        unit="% a year",
        start=1.0,
        digits=1,
        stops=(0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5),
        note="growth from own research and training; the frontier moves by 3% a year",
    ),
    Slider(
        "a",
        "Openness to technology from abroad",
        symbol="a",
        start=0.06,
        digits=2,
        stops=(0.02, 0.04, 0.06, 0.08, 0.1, 0.12),
        note="licences, foreign firms, exporting",
    ),
]

READOUTS = {
    "needed": Readout("What copying must bring to keep pace", "% a year", 2),
    "most": Readout("The most that copying can bring", "% a year", 2),
    "rest": Readout("Where a country that catches up comes to rest", "% of the frontier", 0),
    "ridge": Readout("The ridge: beyond this distance a country falls behind", "", 2),
    "farther": Readout("Distance of the farther country", "", 1),
    "near_end": Readout("The nearer country after 300 years", "% of the frontier", 1),
    "far_end": Readout("The farther country after 300 years", "% of the frontier", 1),
    "near_now": Readout("Copying brings the nearer country", "% a year", 2),
    "far_now": Readout("Copying brings the farther country", "% a year", 2),
}


def spill_over(a, gap):
    """What copying adds to growth at a distance, per cent a year."""
    return 100 * a * gap * np.exp(-gap / DELTA)


@lru_cache(maxsize=4096)  # a distance is the nearer country's at one stop and the farther one's at another
def path(a, b, start):
    return gap_trajectory(a, DELTA, b, start, YEARS)


def frame(start, effort, a):
    """The spill-over at every distance, what is needed, and two paths over 300 years."""
    b = round(FRONTIER - effort / 100, 12)
    state = gap_steady_state(a, DELTA, b)
    near, far = (path(a, b, round(gap, 6)) for gap in (start, start + APART))
    return {
        "case": case_of(state, start),
        "needed": 100 * b,
        "most": 100 * state.b_max,
        "rest": None if state.c_stable is None else 100 * state.c_stable,
        "ridge": state.G_unstable,
        "farther": start + APART,
        "near_end": 100 * near.c_t[-1],
        "far_end": 100 * far.c_t[-1],
        "near_now": spill_over(a, start),
        "far_now": spill_over(a, start + APART),
        "gap": GAPS,
        "copied": spill_over(a, GAPS),
        "year": YEARS,
        "near": 100 * np.minimum(near.c_t, 2),
        "far": 100 * np.minimum(far.c_t, 2),
    }


def case_of(state, start):
    """Return which of the five stories the page tells."""
    if state.regime in ("leapfrog", "parity"):
        return state.regime
    if state.regime == "falling_behind" or start >= state.G_unstable:
        return "behind"
    return "parting" if start + APART > state.G_unstable else "together"


COPYING = Lines(
    title={
        "leapfrog": "Own effort outruns the frontier: no ridge",
        "parity": "Own effort keeps the pace",
        "together": "Both stand left of the ridge at {ridge}",
        "parting": "One stands left of the ridge at {ridge}, one right of it",
        "behind": "Copying brings less than is needed",
    },
    alt="What copying adds to growth, by distance from the frontier: it rises to {most}% a year and falls again. To "
    "keep pace takes {needed}% a year. The countries stand at {start} and {farther}: there it brings {near_now} "
    "and {far_now}.",
    x=Axis("Distance from the frontier (log points)", 0, 7),
    y=Axis("Growth from copying (% a year)", 0),
    series=(Series("gap", "copied"),),
    rules=(Rule("needed", "needed {needed}", axis="y", dash=1), Rule("ridge", "ridge {ridge}", dash=2)),
    areas=(Area(0, "ridge", None, "falls behind", tone=1),),
    dots=(Dot("start", "near_now", "nearer", tone=2), Dot("farther", "far_now", "farther", tone=1)),
)

PATHS = Lines(
    title={
        "leapfrog": "Both overtake the frontier",
        "parity": "Both arrive at the frontier, in the end",
        "together": "Both come to rest at {rest}% of the frontier",
        "parting": "Alike, and they part",
        "behind": "Both fall behind",
    },
    alt="Capability in per cent of the frontier over 300 years. The nearer country ends at {near_end}, the farther "
    "at {far_end}.",
    x=Axis("Years", 0, 300),
    y=Axis("Capability (% of the frontier)", 0),
    series=(Series("year", "near", "nearer"), Series("year", "far", "farther")),
)

SENTENCE = {
    "leapfrog": "With {effort}% of growth from own effort the countries run faster than the frontier, whatever they "
    "copy.",
    "parity": "Own effort alone keeps pace with the frontier, so any copying closes the gap, from every start.",
    "together": "Both countries come to rest at {rest}% of the frontier, where copying brings just the {needed}% a "
    "year that they lack.",
    "parting": "The nearer country comes to rest at {rest}% of the frontier. The farther one, alike in everything "
    "else, stands beyond {ridge} and falls behind for ever.",
    "behind": "Copying brings the nearer country {near_now}% a year, and {needed}% are needed: both fall behind.",
}

EQUATION = (
    "The gap widens by <i>g</i> − <i>λuR</i> − <i>a G e</i><sup>−<i>G</i>/<i>δ</i></sup> a year: {needed} less "
    "{near_now} for the nearer country, {needed} less {far_now} for the farther."
)

BET = Bet(
    "Two countries are alike in everything but their distance from the frontier, {start} and {farther}. What happens "
    "in the long run?",
    (
        Option(
            "the farther one catches up faster, since more is left to copy",
            f"There is more to copy, but beyond a distance of {DELTA} less of it is understood: {{far_now}}% a "
            "year against {near_now}.",
            "mo-linear",
        ),
        Option(
            "both end at the same level",
            "There are two resting points, and one of them, at {ridge}, is a ridge: a start beyond it leads away.",
            "mo-start",
        ),
        Option(
            "both close the gap",
            "Even the nearer one comes to rest at {rest}% of the frontier, where copying only "
            "replaces what the frontier gains.",
            "mo-full",
        ),
        Option("they part", "The ridge lies at {ridge}, between the two."),
    ),
    reveal={"start": 3.3, "effort": 1.0, "a": 0.06},
)

CODE = f"""from missing_middle.models import gap_steady_state, gap_trajectory

gap_steady_state({{a}}, {DELTA}, {FRONTIER} - {{effort}} / 100)
gap_trajectory({{a}}, {DELTA}, {FRONTIER} - {{effort}} / 100, {{start}}, [0, 100, 200, 300]).c_t"""


def modes():
    """Does the country that is farther behind catch up faster? Returns the :class:`Explorable`."""
    return Explorable(
        frame,
        id="modes",
        question="Does the one that is farther behind run faster?",
        controls=CONTROLS,
        readouts=READOUTS,
        views=[[COPYING, PATHS]],
        sentence=SENTENCE,
        equation=EQUATION,
        bet=BET,
        code=CODE,
        transfer="In 1970 Korea and in 1980 Nigeria began to build steel works with foreign machines. Which of the "
        "three sliders would you want to know for each, before you say who will be making its own steel?",
    )
