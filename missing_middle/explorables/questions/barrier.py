"""A barrier to growth behind the classes of a table: what shows it, more firms or one more border? (section 1)

Refutes "a larger sample shows what a smaller one does not" and "finer classes always show more".
"""

from functools import cache

import numpy as np

from missing_middle.explorables.engine.parts import Bet, Choice, Option, Readout, Slider
from missing_middle.explorables.engine.widget import Explorable
from missing_middle.explorables.views import Axis, Bar, Bars, Dot, Lines, Rule, Series
from missing_middle.models import barrier_seen, behind_barrier, dip_test, fit_classes, least_visible_barrier
from missing_middle.tables import economy_sizes

TABLES = {
    "three": (1, 300, 2000),
    "six": (1, 5, 10, 20, 100, 500),
    "seven": (1, 5, 10, 20, 50, 100, 500),
    "eight": (1, 5, 10, 20, 50, 100, 200, 500),
}
SIZES = np.geomspace(1, 1000, 25)
DEPTHS = (10.0, 30.0, 50.0, 70.0, 90.0)
ALL = 2_000_000

CONTROLS = [
    Choice(
        "table",
        "Classes of the table",
        {
            "three": "three: from 1, 300 and 2,000",
            "six": "six, as in the US table",
            "seven": "seven: 20 to 99 cut at 50",
            "eight": "eight: 100 to 499 cut at 200, too",
        },
        "six",
        note="the last class is always open",
    ),
    Slider("start", "The barrier stands at", start=25, digits=0, stops=(10, 20, 25, 50, 100), unit="workers"),
    Slider(
        "width",
        "It stops whoever wants up to",
        start=3,
        digits=1,
        stops=(2, 3, 5),
        unit="times as many",
        note="whoever wants more pays, and passes",
    ),
    Slider("held", "Of these stay just below it", start=50, digits=0, stops=DEPTHS, unit="%"),
    Slider("firms", "Firms counted", start=20_000, digits=0, stops=(5_000, 20_000, 200_000, ALL), whole=True),
]

READOUTS = {
    "stop": Readout("Nobody is stopped who wants", "workers or more", 0),
    "moved": Readout("Firms that change their class because of the barrier", "% of all firms", 2),
    "least": Readout("Of those concerned, so many must stay for a dip to show", "%, at least", 0),
    "seen": Readout("Samples in which the test sees it", "%", 0),
    "seen_all": Readout(f"The same, if {ALL:,} firms are counted".replace(",", "\u202f"), "%", 0),
    "seen_six": Readout("The same, in six classes", "%", 0),
    "seen_cut": Readout("The same firms, in seven classes", "%", 0),
}


@cache
def smooth():
    """Mean and spread of ln size of the lognormal that comes nearest to the US table."""
    counted = economy_sizes().query("`from` > 0")
    return fit_classes(counted["from"].to_numpy(float), counted["firms"].to_numpy(float), "lognormal").parameters


@cache
def shown(table, start, stop, held, firms):
    """The share of samples in which the test sees the barrier, in per cent."""
    return 100 * barrier_seen(TABLES[table], *smooth(), start, stop, held / 100, firms, draws=200)


@cache
def least(table, start, stop):
    """The least share that shows, in per cent, or ``None``."""
    found = least_visible_barrier(TABLES[table], *smooth(), start, stop)
    return None if found is None else 100 * found


def frame(table, start, width, held, firms):
    """The slopes of the classes with and without the barrier, and how often the test sees it."""
    stop, edges = start * width, np.array(TABLES[table], float)
    plain, behind = (behind_barrier(edges, *smooth(), start, stop, share) for share in (0, held / 100))
    moved, needed = 50 * np.abs(plain - behind).sum(), least(table, start, stop)
    smoothly, tested = (dip_test(edges, shares) for shares in (plain, behind))
    inside = (edges[:-1] < stop) & (edges[1:] > start)
    place = np.clip(np.searchsorted(edges, SIZES, side="right") - 1, 0, len(edges) - 2)
    in_closed = edges[-1] > SIZES
    firms = int(firms)
    return {
        "case": _case(moved, needed, held, dips=(tested.depth[inside] > 0).any()),
        "stop": stop,
        "moved": moved,
        "least": needed,
        "seen": shown(table, start, stop, held, firms),
        "seen_all": shown(table, start, stop, held, ALL),
        "seen_six": shown("six", start, stop, held, ALL),
        "seen_cut": shown("seven", start, stop, held, firms),
        "size": SIZES,
        "smooth": np.where(in_closed, smoothly.slopes[place], np.nan),
        "behind": np.where(in_closed, tested.slopes[place], np.nan),
        "depth": np.array(DEPTHS),
        "power": np.array([shown(table, start, stop, depth, firms) for depth in DEPTHS]),
        "power_all": np.array([shown(table, start, stop, depth, ALL) for depth in DEPTHS]),
    }


def _case(moved, needed, held, dips):
    if moved < 1e-9:
        return "inside"
    if needed is None:
        return "blind"
    if dips:
        return "deep"
    return "shallow" if held < needed else "beyond"


SLOPES = Lines(
    title={
        "inside": "No firm changes its class: both tables are one and the same",
        "blind": "Counts change, but no class has a dip that can be judged",
        "shallow": "A dent, and still no dip: it takes {least}%",
        "deep": "A slope below both its neighbours",
        "beyond": "No dip any more: the class above is as thin, or thinner",
    },
    alt="The slope of each closed class by size, without the barrier and behind it. {moved}% of all firms change their "
    "class. The barrier stands from {start} to {stop} workers.",
    x=Axis("Workers (log scale)", 1, 1000, log=True),
    y=Axis("Slope of the class", 0),
    series=(Series("size", "behind", "behind the barrier"), Series("size", "smooth", "without")),
    rules=(Rule("start", "barrier", dash=1, digits=0), Rule("stop", "ends", dash=2, digits=0)),
)

POWER = Lines(
    title={
        "inside": "More firms do not help: {seen_all}% of samples with two million",
        "blind": "Seen in {seen}% of samples, and only by chance",
        "shallow": "Too few stay below: seen in {seen}% of samples",
        "deep": "A dip, and seen in {seen}% of samples",
        "beyond": "More stay below, and it is seen less: in {seen}% of samples",
    },
    alt="Samples in which the test sees the barrier, by the share of firms that stay below it: {seen}% at {held}%, and "
    "{seen_all}% if two million firms are counted.",
    x=Axis("Stay below the barrier (% of those concerned)", 0, 100),
    y=Axis("Samples in which it is seen (%)", 0, 100),
    series=(Series("depth", "power", "firms counted"), Series("depth", "power_all", "two million")),
    dots=(Dot("held", "seen"),),
)

WAYS = Bars(
    title="More firms: {seen_all}%. One more border, at 50: {seen_cut}%",
    alt="Samples in which the test sees the barrier: {seen}% now, {seen_all}% with two million firms in the same "
    "classes, {seen_cut}% with the same number of firms in seven classes.",
    axis=Axis("% of samples", 0, 100),
    bars=(Bar("seen", "now"), Bar("seen_all", "two million firms", tone=1), Bar("seen_cut", "seven classes", tone=2)),
)

SENTENCE = {
    "inside": "{held}% of the firms that want {start} to {stop} workers stay below {start}, and the table does not "
    "change: no border of a class lies between. The test sees it in {seen}% of samples of {firms} firms, and in "
    "{seen_all}% with two million.",
    "blind": "{held}% of the firms that want {start} to {stop} workers stay below {start}, and {moved}% of all firms "
    "change their class. But no class there falls below two closed neighbours, however many stay.",
    "shallow": "{held}% of the firms that want {start} to {stop} workers stay below {start}. It would take {least}% "
    "to make a dip; in samples of {firms} firms the test sees one in {seen}%.",
    "deep": "{held}% of the firms that want {start} to {stop} workers stay below {start}, and a large enough table "
    "shows it: {least}% make a dip. In samples of {firms} firms the test sees it in {seen}%.",
    "beyond": "{held}% of the firms that want {start} to {stop} workers stay below {start}. {least}% would "
    "make a dip in one class. With {held}% the class above it gets as thin, so no class there is below both its "
    "neighbours. The test sees a dip in {seen}% of samples of {firms} firms.",
}

BET = Bet(
    "Of the firms that want {start} to {stop} workers {held}% stay below {start}. Among {firms} firms in six classes "
    "the test never sees it. What would show it?",
    (
        Option(
            "a hundred times as many firms, in the same classes",
            "With two million firms in the six classes it is seen in {seen_six}% of samples: all who stay below the "
            "barrier stay in the class of 20 to 99, and no count changes.",
            "sz-more",
        ),
        Option(
            "nothing: a table of classes is too coarse for a hole",
            "With one more border, at 50, the same {firms} firms show it in {seen}% of samples.",
            "sz-coarse",
        ),
        Option(
            "the same firms, with one more border, at 50",
            "It is now seen in {seen}% of samples: firms that want more than 50 workers are counted below 50. Two "
            "million firms in six classes show it in {seen_six}%.",
        ),
    ),
    reveal={"table": "seven", "start": 25, "width": 3, "held": 50, "firms": 20_000},
)

CODE = """from missing_middle.explorables.questions.barrier import TABLES, smooth
from missing_middle.models import barrier_seen

100 * barrier_seen(TABLES[{table}], *smooth(), {start}, {start} * {width}, {held} / 100, firms={firms}, draws=200)"""


def barrier():
    """What shows a barrier behind the classes of a table? Returns the :class:`Explorable`."""
    return Explorable(
        frame,
        id="barrier",
        question="A barrier holds firms back. Does a table of size classes show it?",
        controls=CONTROLS,
        readouts=READOUTS,
        views=[[SLOPES, POWER], [WAYS]],
        sentence=SENTENCE,
        bet=BET,
        code=CODE,
        transfer="A ministry in Nairobi asks you whether its new census shows a barrier at fifty workers. Its classes "
        "begin at 1, 10, 50 and 250. What do you answer, and which border would you ask for?",
    )
