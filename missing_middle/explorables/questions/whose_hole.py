"""Four censuses of unknown origin: a bank, a certificate, or nothing? (sections 1, 2.4b and 3.2)

Refutes "a hole in the sizes of firms shows that growth is blocked" and "without a hole nobody is held back".
"""

from functools import cache

import numpy as np

from missing_middle.explorables.engine.parts import Bet, Choice, Option, Readout, Slider
from missing_middle.explorables.engine.widget import Explorable
from missing_middle.explorables.views import Axis, Lines, Rule, Series
from missing_middle.models import observe_census, unknown_census

COST = 8.0  # of a loan, in per cent
STEP = 1.25
EDGES = STEP ** np.arange(17.0)  # classes of size
MIDDLES = np.sqrt(EDGES[1:] * EDGES[:-1])
NEAR = np.geomspace(7, 14, 17)  # fine steps around the size in question
SMALL, LARGE = 5.0, 25.0
CHANCE = 0.01  # a step that is less likely than this in a smooth census is called a hole

CONTROLS = [
    Choice("which", "Census", {name: f"Census {name}" for name in "ABCD"}, "B"),
    Choice(
        "ask",
        "What you look at, or ask",
        {
            "table": "a table of three classes",
            "fine": "sizes in fine steps, around 10",
            "unit": "what the last unit of capital earns",
            "export": "who sells abroad",
        },
        "table",
        note="the second chart answers",
    ),
    Slider(
        "firms",
        "Firms counted",
        start=3000,
        digits=0,
        stops=(100, 300, 1000, 3000),
        note="a smaller country, made in the same way",
        whole=True,
    ),
]

READOUTS = {
    "low": Readout("The least likely step begins at the size", "smallest firm = 1", 1),
    "high": Readout("The least likely step ends at the size", "smallest firm = 1", 1),
    "chance": Readout("Smooth censuses with such a step", "%", 1),
    "heap": Readout("Firms of one and the same size, at most", "%", 1),
    "below": Readout("The last unit earns, just below the step", "%", 1),
    "elsewhere": Readout("The last unit earns, in all other firms", "%", 1),
    "held": Readout("Firms whose last unit earns more than a loan costs", "%", 1),
    "under": Readout("Firms just below the step that sell abroad", "%", 0),
    "over": Readout("Firms just above the step that sell abroad", "%", 0),
    "small": Readout("Firms smaller than 5", "%", 0),
    "medium": Readout("Firms of 5 to 25", "%", 0),
    "large": Readout("Firms of 25 and more", "%", 0),
}


@cache
def counted(which, firms):
    """The census and what can be observed in it."""
    census = unknown_census(which, firms)
    return census, observe_census(**census.asdict())


def frame(which, ask, firms):
    """Firms by size, and the answer to one question, by size."""
    census, seen = counted(which, int(firms))
    size = census.size
    classes = [100 * np.mean(part) for part in (size < SMALL, (size >= SMALL) & (size < LARGE), size >= LARGE)]
    place = np.digitize(size, EDGES) - 1
    shares = np.array([np.mean(place == at) for at in range(len(MIDDLES))])
    shape = len(size) / np.log(size / size[0]).sum()  # of the smooth curve that is nearest
    smooth = EDGES[:-1] ** -shape - EDGES[1:] ** -shape
    answer = _answer(ask, census, place, classes)
    at = NEAR[:-1] if ask == "fine" else MIDDLES
    # a curve does not cross the hole: classes that begin above it have a curve of their own
    beyond = (at / STEP**0.5 > seen.hole_from) & (seen.by_chance < CHANCE) & (ask != "fine")
    return {
        "case": f"{ask}, {'hole' if seen.by_chance < CHANCE else 'smooth'}",
        "low": seen.hole_from,
        "high": seen.hole_to,
        "chance": 100 * seen.by_chance,
        "heap": 100 * seen.heap,
        "below": 100 * (seen.return_below - 1),
        "elsewhere": 100 * (seen.return_elsewhere - 1),
        "held": 100 * seen.held_back,
        "under": 100 * seen.exporting_below,
        "over": 100 * seen.exporting_above,
        "small": classes[0],
        "medium": classes[1],
        "large": classes[2],
        "middle": MIDDLES,
        "shares": 100 * shares / smooth,
        "at": at,
        "answer": np.where(beyond, np.nan, answer),
        "beyond": np.where(beyond, answer, np.nan),
    }


def _answer(ask, census, place, classes):
    if ask == "fine":
        near = census.size[(census.size >= NEAR[0]) & (census.size < NEAR[-1])]
        return 100 * np.histogram(near, NEAR)[0] / max(len(near), 1)
    if ask == "table":
        return np.array([classes[int(size >= SMALL) + int(size >= LARGE)] for size in MIDDLES])
    values = 100 * (census.last_unit - 1) if ask == "unit" else 100.0 * census.exports
    return np.array([values[place == at].mean() if (place == at).any() else np.nan for at in range(len(MIDDLES))])


def of_case(table, fine, unit, export):
    """Words for each question, with a hole and without; a pair where they differ."""
    asked = {"table": table, "fine": fine, "unit": unit, "export": export}
    pairs = {ask: words if isinstance(words, tuple) else (words, words) for ask, words in asked.items()}
    return {f"{ask}, {kind}": pair[at] for ask, pair in pairs.items() for at, kind in enumerate(("hole", "smooth"))}


SIZES = Lines(
    title=of_case(*[("Nobody has a size between {low} and {high}", "No hole that chance could not make")] * 4),
    alt="Firms in each class of size, in per cent of a smooth curve. The least likely step is from {low} to {high}; "
    "{chance}% of smooth censuses have one as unlikely.",
    x=Axis("Size (smallest firm = 1, log scale)", 1, 40, log=True),
    y=Axis("Firms in a class (% of a smooth curve)", 0),
    series=(Series("middle", "shares"),),
    rules=(Rule("low", "step begins", dash=1), Rule("high", "ends", dash=2)),
)

ANSWER = Lines(
    title=of_case(
        "Three classes: {small}% small, {medium}% medium, {large}% large",
        "At one and the same size: at most {heap}% of all firms",
        "Just below the step the last unit earns {below}%, a loan costs 8%",
        "{under}% sell abroad just below the step, {over}% just above it",
    ),
    alt="The answer by size, in per cent. In three classes: {small}, {medium}, {large}. At one size {heap}% of all "
    "firms. The last unit earns {below}% just below the step, {elsewhere}% elsewhere. Sell abroad: {under}% below the "
    "step, {over}% above.",
    x=Axis("Size (the same scale)", 1, 40, log=True),
    y=Axis("Answer (%)", 0, 100),
    series=(Series("at", "answer"), Series("at", "beyond")),
    rules=(Rule("low", "step begins", dash=1), Rule("high", "ends", dash=2)),
)

SENTENCE = of_case(
    "In three classes {small}% of the {firms} firms are small, {medium}% medium and {large}% large. Such a table says "
    "no more.",
    (
        "{heap}% of the {firms} firms have one and the same size, and nobody is between {low} and {high}. Of smooth "
        "censuses {chance}% have such a step.",
        "{heap}% of the {firms} firms have one and the same size. The least likely step, from {low} to {high}, could "
        "be chance: {chance}% of smooth censuses have such a step.",
    ),
    "In firms just below {low} the last unit of capital earns {below}%, in all others {elsewhere}%, and a loan costs "
    "8%. In {held}% of the {firms} firms it earns more than that.",
    "Of the firms just below {low}, {under}% sell abroad; of those just above {high}, {over}%. {firms} firms were "
    "counted.",
)

BET = Bet(
    "Census B has a hole in the middle: nobody is between {low} and {high}. What made it?",
    (
        Option(
            "a bank that stops firms at a limit: that is what a hole shows",
            "Firms that are stopped stand at their limit. Here {heap}% have one and the same size, and just below the "
            "hole the last unit earns {below}%, as much as a loan costs.",
            "cr-hole",
        ),
        Option(
            "chance: there are few medium firms anyway",
            "Of smooth censuses of {firms} firms {chance}% have such a step.",
            "cr-few",
        ),
        Option(
            "a cost of selling abroad, which pays for larger firms only",
            "Just below the hole {under}% sell abroad, just above it {over}%: a firm that pays the cost is much "
            "larger at once, and nobody was stopped.",
        ),
    ),
    reveal={"which": "B", "ask": "export", "firms": 3000},
)

CODE = """from missing_middle.models import observe_census, unknown_census

observe_census(**unknown_census({which}, firms={firms}).asdict())"""


def whose_hole():
    """What made the hole in a census of unknown origin? Returns the :class:`Explorable`."""
    return Explorable(
        frame,
        id="whose-hole",
        question="Four censuses, four origins. What would you ask?",
        controls=CONTROLS,
        readouts=READOUTS,
        views=[[SIZES], [ANSWER]],
        sentence=SENTENCE,
        equation="In a smooth census, a step from <i>x</i> down to the next, times its rank, is exponential. "
        "{chance}% of smooth censuses have a step as unlikely as the least likely one here.",
        bet=BET,
        code=CODE,
        transfer="In a valley in Oaxaca there are many potters who work alone, a few workshops of fifteen, and nothing "
        "between. What are three things that could have made it so, and what would you ask to tell them apart?",
    )
