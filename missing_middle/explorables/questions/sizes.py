"""Size classes and owners over time: what happened in 2003? (Tables 2 and 3, section 3.1)"""

from functools import lru_cache

import numpy as np

from missing_middle.explorables.engine.parts import Bet, Choice, Option, Readout
from missing_middle.explorables.engine.widget import Explorable
from missing_middle.explorables.views import Axis, Bar, Bars, Lines, Rule, Series
from missing_middle.tables import over_time

OLD, NEW = (1999, 2000, 2001, 2002), (2003, 2005)
CLASSES = {"large": "large firms", "medium": "medium firms", "small": "small firms", "sme": "medium and small together"}
OWNERS = {
    "private": "private firms",
    "state": "state-owned firms",
    "collective": "collective firms",
    "limited_liability": "limited liability companies",
}
BREAK = 2002.5

CONTROLS = [
    Choice(
        "whose",
        "Which firms",
        start="private",
        options=CLASSES | OWNERS,
        note="four by size, then four by owner; above the designated size",
    ),
    Choice(
        "unit",
        "Counted as",
        start="number",
        options={"number": "number of firms", "share": "share of all firms"},
        note="drawn with 2002 as 100",
    ),
]

READOUTS = {
    "before": Readout("Number in 2002", "firms", 0),
    "after": Readout("Number in 2003", "firms", 0),
    "share_before": Readout("Share in 2002", "% of all firms", 1),
    "share_after": Readout("Share in 2003", "% of all firms", 1),
    "old": Readout("Change a year, 1999 to 2002", "% a year", 1),
    "across": Readout("Change from 2002 to 2003", "%", 1),
    "new": Readout("Change a year, 2003 to 2005", "% a year", 1),
    "points": Readout("Change from 2002 to 2003, share of all firms", "percentage points", 1),
    "output": Readout("Change of their output, 2002 to 2003 (size classes only)", "%", 1),
}


@lru_cache
def counts():
    sizes, owners = over_time(2), over_time(3)
    return {
        **{name: sizes[name] for name in ("large", "medium", "small", "total")},
        "sme": sizes["medium"] + sizes["small"],
        **{name: owners[name] for name in OWNERS},
    }


@lru_cache
def outputs():
    sizes = over_time(2, "output")
    return {**{name: sizes[name] for name in ("large", "medium", "small")}, "sme": sizes["medium"] + sizes["small"]}


def growth(series, start, stop):
    """Return the mean yearly growth between two years, in %, compounded."""
    return 100 * ((series[stop] / series[start]) ** (1 / (stop - start)) - 1)


def frame(whose, unit):
    """The series before and after the break, and its growth within and across."""
    number, total = counts()[whose], counts()["total"]
    series = number if unit == "number" else 100 * number / total
    index = 100 * series / series[2002]
    sized = whose in CLASSES
    first = OLD if sized else (*OLD, 2003)  # owners were counted in the same way in 2003: the line goes on
    return {
        "case": "classes" if sized else "owners",
        "who": (CLASSES | OWNERS)[whose],
        "before": number[2002],
        "after": number[2003],
        "share_before": 100 * number[2002] / total[2002],
        "share_after": 100 * number[2003] / total[2003],
        "old": growth(series, 1999, 2002),
        "across": growth(series, 2002, 2003),
        "new": growth(series, 2003, 2005),
        "points": 100 * (number[2003] / total[2003] - number[2002] / total[2002]),
        "output": growth(outputs()[whose], 2002, 2003) if sized else None,
        "seam": BREAK if sized else None,
        "old_years": padded(first),
        "old_values": padded([index[year] for year in first]),
        "new_years": np.array(NEW, float),
        "new_values": np.array([index[year] for year in NEW]),
    }


def padded(values):
    """Five numbers, the last repeated where there are four: curves have the same length in every state."""
    return np.array([*values, *[values[-1]] * (5 - len(values))], float)


SERIES = Lines(
    title={"classes": "Two definitions, two lines: {who}", "owners": "One definition throughout: {who}"},
    alt="{who}, 1999 to 2005: {before} firms in 2002 and {after} in 2003, {share_before} and {share_after}% of "
    "all. For size classes the line is broken between the two, where the classes were redrawn.",
    x=Axis("Year (2004 is not in the tables)", 1999, 2005),
    y=Axis("Number, or share of all firms (2002 = 100)", 0),
    series=(Series("old_years", "old_values", "to 2002"), Series("new_years", "new_values", "from 2003")),
    rules=(Rule("seam", "classes redrawn", dash=1),),
)

GROWTH = Bars(
    title={"classes": "The middle bar compares two definitions", "owners": "Three bars, one definition of {who}"},
    alt="Change a year: {old}% from 1999 to 2002, {across}% from 2002 to 2003, {new}% from 2003 to 2005.",
    axis=Axis("Change a year (%)"),
    bars=(Bar("old", "1999 to 2002"), Bar("across", "2002 to 2003", tone=1), Bar("new", "2003 to 2005", tone=2)),
)

SENTENCE = {
    "classes": "Within one definition, {who} changed by {old}% a year up to 2002 and by {new}% a year from 2003. "
    "Between the two, the table says {across}% in one year, while their output changed by {output}%: firms changed "
    "class, not size.",
    "owners": "By owner the line goes on: {who} changed by {old}% a year up to 2002, {across}% in the next year, "
    "and {new}% a year after. These are balances of entry, exit and change of form, not sales.",
}

MEDIUM = [f"{over_time(2).loc[year, 'medium']:,.0f}".replace(",", "\u202f") for year in (2002, 2003)]
BET = Bet(
    f"The table has {MEDIUM[0]} medium firms in 2002 and {MEDIUM[1]} in 2003. What happened?",
    (
        Option(
            "a boom of about a half",
            "In the three years before, their number changed by {old}% a year, and in this very year three of four "
            "large firms vanish from the table.",
            "tb-definition",
        ),
        Option(
            "large firms shrank and became medium ones",
            "Large firms would have had to shrink within a year by the thousand while their output hardly moved. Rows "
            "changed their meaning; firms did not.",
            "tb-flow",
        ),
        Option(
            "the classes were redrawn",
            "The note under the table says so. Within one definition medium firms changed by {old}% a year before and "
            "{new}% a year after.",
        ),
    ),
    reveal={"whose": "medium", "unit": "number"},
)

CODE = """from missing_middle.tables import over_time

firms = {whose}
over_time(2)[firms] if firms in over_time(2) else over_time(3)[firms]"""


def sizes():
    """What happened to the size classes in 2003? Returns the :class:`Explorable`."""
    return Explorable(
        frame,
        id="sizes",
        question="What happened to medium firms in 2003?",
        controls=CONTROLS,
        readouts=READOUTS,
        views=[[SERIES, GROWTH]],
        sentence=SENTENCE,
        bet=BET,
        code=CODE,
        transfer="In 2003 the European Union redrew its definition of small and medium firms, mainly by raising the "
        "limits on turnover and assets. Which series of any member country would you cut in two?",
    )
