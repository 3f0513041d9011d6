"""Exercise set `sizes` (section 1): what a table of sizes can show, how deep a dip, and who made a hole in a census."""

import math
from itertools import pairwise

import numpy as np

from missing_middle.checks.forms import Number
from missing_middle.checks.question import Question, Wrong
from missing_middle.checks.tables import Numbers, Table, Words
from missing_middle.models.size_classes import class_slopes, dip_test, held_back, least_visible_dip
from missing_middle.models.three_holes import CAUSES, WORLD, census, observe_census, origin_of

SEEN = ("a dip", "no dip", "cannot be seen")
CLASSES = (
    "A country counted its firms by their workers: `firms` have from `low` to just under `high` workers, "
    "and `beyond` firms are larger than all of these."
)
SLOPE = (
    " Let `S` be the share of all firms that have a given size or more. From the lower edge of a class to its upper "
    "edge, `ln S` falls and `ln` of the size rises: the slope of the class is the fall divided by the rise."
)


def _table(draw):
    """Edges and counts of a curve that bends: slopes rise from class to class."""
    edges = draw.pick([(1, 5, 10, 20, 100, 500), (1, 10, 50, 100, 250, 1000), (2, 5, 20, 50, 200, 500)])
    slope, above = draw.grid(0.5, 0.9, 0.05), [1.0]
    for low, high in pairwise(edges):
        above.append(above[-1] * (high / low) ** -slope)
        slope += draw.grid(0.06, 0.2, 0.02)
    firms = draw.pick([400_000, 900_000, 2_000_000])
    return edges, firms * -np.diff([*above, 0])


def _case(edges, counts):
    """A table as a student sees it: closed classes in rows, and the open one beside them."""
    *firms, beyond = (round(count) for count in counts)
    return {"low": edges[:-1], "high": edges[1:], "firms": tuple(firms), "beyond": beyond}


def edges_of(case):
    """Least sizes of all classes."""
    return [*case["low"], case["high"][-1]]


def counts_of(case):
    """Firms in all classes, the open one last."""
    return [*case["firms"], case["beyond"]]


def _slopes(case):
    return class_slopes(edges_of(case), counts_of(case))


def _rows(values):
    return [[value] for value in values]


def _falls(values):
    return -np.diff(np.log(np.asarray(values, float)))


def _widths(case):
    return -_falls(edges_of(case))


def _above(case):
    return np.cumsum(counts_of(case)[::-1])[::-1]


# q1: slopes -----------------------------------------------------------------------------------------------------------

SLOPES = Question(
    id="sizes-q1",
    title="The slopes of a table",
    points=3,
    difficulty=1,
    objective="turn a table of classes into slopes",
    answer="slopes",
    asks="the slope of each closed class, a number above 0",
    form=Table(label="low", columns={"slope": Numbers()}),
    draw=lambda draw: _case(*_table(draw)),
    stem=CLASSES + SLOPE,
    right=lambda case: _rows(map(float, _slopes(case))),
    wrong=(
        Wrong("sz-class", lambda case: _rows(map(float, _falls(counts_of(case)) / _widths(case)))),
        Wrong("sz-width", lambda case: _rows(map(float, _falls(_above(case))))),
    ),
    nudge="Add the counts from the top: how many firms have the size of each edge or more?",
    meaning=lambda case: (
        f"The slopes go from {min(_slopes(case)):.2f} to {max(_slopes(case)):.2f}: "
        "the curve bends, and a bend alone does not mean that anything is missing."
    ),
)


# q2: a verdict for each class -----------------------------------------------------------------------------------------


def _with_dips(draw):
    edges, counts = _table(draw)
    counts = held_back(edges, counts, draw.pick([1, 2, 3]), draw.grid(0.3, 0.55, 0.05)).tolist()
    case = _case(edges, counts)
    draw.insist(float(np.abs(np.diff(_slopes(case))).min()) > 0.03 and "a dip" in _verdicts(case))
    return case


def _verdicts(case):
    return dip_test(edges_of(case), counts_of(case)).verdicts


def _judged_at_the_ends(case):
    slopes, found = _slopes(case), list(_verdicts(case))
    for at, beside in ((0, 1), (-1, -2)):
        found[at] = "a dip" if slopes[at] < slopes[beside] else "no dip"
    return _rows(found)


def _below_one(case):
    slopes, found = _slopes(case), list(_verdicts(case))
    for at in range(1, len(slopes) - 1):
        found[at] = "a dip" if slopes[at] < max(slopes[at - 1], slopes[at + 1]) else "no dip"
    return _rows(found)


VERDICTS = Question(
    id="sizes-q2",
    title="A dip, none, or not to be seen",
    points=3,
    difficulty=2,
    objective="judge each class of a table by its neighbours",
    answer="verdicts",
    asks="for each closed class `a dip`, `no dip` or `cannot be seen`",
    form=Table(label="low", columns={"verdict": Words(SEEN)}),
    draw=_with_dips,
    stem=CLASSES + SLOPE + " In a class there is a dip if its slope is below those of both closed neighbours. "
    "So many firms were counted that chance does not matter.",
    right=lambda case: _rows(_verdicts(case)),
    wrong=(Wrong("sz-open", _judged_at_the_ends), Wrong("sz-one", _below_one)),
    nudge="Compute the five slopes, and ask for each class whether it has a closed class on both sides.",
    meaning=lambda case: (
        f"Firms are held back just below {case.low[_verdicts(case).index('a dip')]} workers. "
        "Such a table says nothing about the classes at its ends."
    ),
)


# q3: how deep ---------------------------------------------------------------------------------------------------------


def _deep(draw):
    case = _case(*_table(draw))
    case |= {"held": case["low"][2]}
    draw.insist(0.02 < _least(case) < 0.7)
    return case


def _place(case):
    return case["low"].index(case["held"])


def _least(case):
    return least_visible_dip(edges_of(case), counts_of(case), _place(case))


def _to_the_slope_of_before(case):
    """The share that brings the slope down to what the class below had before firms were moved into it."""
    above, place = _above(case), _place(case)
    level = above[place + 1] * math.exp(_slopes(case)[place - 1] * _widths(case)[place])
    return float((above[place] - level) / case.firms[place])


DEPTH = Question(
    id="sizes-q3",
    title="How deep a dip must be",
    points=3,
    difficulty=3,
    objective="find the least dip that a table can show",
    answer="least",
    asks="At least which share (0 to 1) of the class that begins with `held` workers must be held in the class below, "
    "so that the slope of the class that loses them is no higher than those of both its neighbours?",
    form=Number(0, 1, unit="share"),
    draw=_deep,
    stem=CLASSES + SLOPE + " Without a barrier the table shows no dip. Now a barrier "
    "holds some firms of the class that begins with `held` workers in the class just below, and moves nobody else.",
    right=_least,
    wrong=(
        Wrong(
            "tb-base",
            lambda case: _least(case) * case.firms[_place(case)] / sum(counts_of(case)),
            seems="give a share of all firms",
        ),
        Wrong("sz-moves", _to_the_slope_of_before),
    ),
    nudge="The barrier changes only how many firms have at least the size of the lower edge. "
    "Which two slopes change with that number, and at which number are they equal?",
    meaning=lambda case: (
        f"If {100 * _least(case):.0f}% or more are held, the table shows it. "
        "It does not show a shallower dip, and does not refute one either."
    ),
)


# q4: four censuses ----------------------------------------------------------------------------------------------------

MANY = 3000


def _censuses(draw):
    rows = []
    for cause in draw.shuffled(CAUSES):
        seen = observe_census(**census(cause, MANY, draw.pick(range(200)), **WORLD).asdict())
        draw.insist(origin_of(seen.heap, seen.by_chance, seen.held_back) == cause)
        rows.append(
            (
                round(100 * seen.heap, 1),
                round(100 * seen.by_chance, 1),
                round(100 * seen.held_back, 1),
                round(100 * seen.exporting_below),
                round(100 * seen.exporting_above),
            )
        )
    heap, chance, held, below, above = zip(*rows, strict=True)
    return {"census": tuple("ABCD"), "heap": heap, "chance": chance, "held": held, "below": below, "above": above}


def _origin(case, name, hole_is=None, smooth_is=None):
    at = case.census.index(name)
    found = origin_of(case.heap[at] / 100, case.chance[at] / 100, case.held[at] / 100)
    if found == "certificate" and hole_is:
        return hole_is
    return smooth_is if found == "unequal" and smooth_is else found


ORIGINS = Question(
    id="sizes-q4",
    title="Four censuses",
    points=3,
    difficulty=2,
    objective="tell four origins of a census apart",
    answer="origins",
    asks="for each census what made it: `nothing`, `equal`, `unequal` or `certificate`",
    form=Table(label="census", columns={"origin": Words(CAUSES)}, given=("census",)),
    draw=_censuses,
    stem=f"Four countries counted {MANY} firms each. In one nothing holds anybody back. In two a bank stops firms "
    "at a limit, which it lifts for a fee: in one of these all owners have `equal` wealth, in the other `unequal`. "
    "In the fourth there is no bank, and selling abroad takes a `certificate` with a fixed cost. "
    "Of each census you know, all in per cent: the largest share of firms with one and the same size (`heap`); "
    "how many smooth censuses have a step as unlikely as its widest (`chance`); "
    "the share of firms whose last unit of capital earns more than a loan costs (`held`); "
    "and the share that sells abroad just `below` and just `above` that step. "
    "Call it a hole if less than one smooth census in a hundred has such a step.",
    right=_origin,
    wrong=(
        Wrong("cr-hole", lambda case, name: _origin(case, name, hole_is="equal")),
        Wrong("cr-smooth", lambda case, name: _origin(case, name, smooth_is="nothing")),
    ),
    nudge="Is there a hole that chance does not make? If so, what stands in front of it? If not, is anybody held back?",
    meaning=lambda case: (
        "A hole alone names no cause, and a smooth curve rules none out. "
        "The heap, the last unit of capital and the exporters tell the causes apart."
    ),
)


# q5: chance -----------------------------------------------------------------------------------------------------------


def _step(draw):
    case = {
        "firms": draw.pick([200, 500, 1000, 3000]),
        "rank": draw.grid(12, 40, 1),
        "shape": draw.grid(1.0, 1.4, 0.05),
        "low": draw.grid(8, 12, 0.5),
    }
    weight = draw.between(6.5, 9.5)
    case["high"] = round(case["low"] * math.exp(weight / (case["rank"] * case["shape"])), 2)
    draw.insist(0.05 < _chance(case) < 0.9)
    return case


def _weight(case, rank=True):
    return (case["rank"] if rank else 1) * case["shape"] * math.log(case["high"] / case["low"])


def _chance(case):
    return 1 - (1 - math.exp(-_weight(case))) ** (case["firms"] - 1)


STEP = Question(
    id="sizes-q5",
    title="Is it a hole, or chance?",
    points=2,
    difficulty=2,
    objective="weigh the widest of many steps",
    answer="chance",
    asks="With which probability (0 to 1) is at least one step of a smooth census as unlikely as this one?",
    form=Number(0, 1, unit="share"),
    draw=_step,
    stem="In a census of `firms` firms somebody looked for the step that is the least likely. "
    "It goes from `low` to `high`, and `rank` firms are above it. If sizes are Pareto with the shape `shape`, then "
    "the rank of a step times `shape` times the logarithm of `high` over `low` follows an exponential distribution "
    "with mean 1. There is one step fewer than there are firms, and the steps do not depend on each other.",
    right=_chance,
    wrong=(
        Wrong("sz-look", lambda case: math.exp(-_weight(case))),
        Wrong("sz-rank", lambda case: 1 - (1 - math.exp(-_weight(case, rank=False))) ** (case.firms - 1)),
    ),
    nudge="With which probability is one step so unlikely? And at least one of all?",
    meaning=lambda case: (
        f"One step alone would be so wide in {100 * math.exp(-_weight(case)):.2f}% of censuses; "
        f"the widest of all is in {100 * _chance(case):.0f}%. Whoever has looked at all steps must say so."
    ),
)

QUESTIONS = (SLOPES, VERDICTS, DEPTH, ORIGINS, STEP)
