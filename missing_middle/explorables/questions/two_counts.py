"""Two counts of the same rows: how many firms must be new, and how many can have changed their name? (section 3.1d)

Refutes "a firm that is new in a row is a new firm" and "what one row lost, the other gained".
"""

from functools import cache

import numpy as np

from missing_middle.explorables.engine.parts import Bet, Choice, Option, Readout, Slider
from missing_middle.explorables.engine.widget import Explorable
from missing_middle.explorables.views import Axis, Bar, Bars, Dot, Lines, Rule, Series
from missing_middle.tables import flow_bounds, over_time

OLD = ("state", "collective", "cooperative", "joint")
FIRST = 1999

CONTROLS = [
    Slider("last", "Last year", start=2005, digits=0, stops=(2000, 2001, 2002, 2003, 2005), whole=True),
    Slider(
        "moved",
        "Of the firms of the old rows in 1999, private by then",
        unit="%",
        start=20,
        digits=0,
        stops=(0, 10, 20, 30, 40, 60, 80, 100),
        note="state-owned, collective, cooperative and jointly owned firms",
    ),
    Slider(
        "gone",
        "Of the private firms of 1999, gone by then",
        unit="%",
        start=25,
        digits=0,
        stops=(0, 25, 50, 75, 100),
        note="closed, too small to be counted, or in another row",
    ),
    Choice("entered", "Suppose", {"unknown": "nothing more", "nobody": "that no firm entered an old row"}, "unknown"),
    Slider(
        "small",
        "Of those from elsewhere, there in 1999 and not counted",
        unit="%",
        start=50,
        digits=0,
        stops=(0, 25, 50, 75, 100),
        note="they sold less than five million yuan, or nobody had found them",
    ),
]

READOUTS = {
    "counted": Readout("Private firms, counted in the last year", "", 0),
    "converted": Readout("Of these, in an old row in 1999", "", 0),
    "came": Readout("Of these, from elsewhere", "", 0),
    "most": Readout("In an old row in 1999, at most", "", 0),
    "least": Readout("From elsewhere, at least", "", 0),
    "fell": Readout("The old rows together fell by", "", 0),
    "share_stayed": Readout("Private in 1999 already", "%", 1),
    "share_moved": Readout("In an old row in 1999", "%", 1),
    "share_small": Readout("There in 1999, and not counted", "%", 1),
    "share_new": Readout("Founded since, or in a row that is not named", "%", 1),
    "share_came": Readout("The last two together", "%", 1),
    "limit": Readout("Most firms that can have moved, if nobody entered an old row", "% of the old rows", 1),
}


@cache
def _counts(owner, last):
    return tuple(over_time(3)[owner].loc[[FIRST, last]].astype(float))


def frame(last, moved, gone, entered, small):
    """One history of the private firms of the last year, and whether it fits the counts."""
    last = int(last)
    private, old = _counts("private", last), [_counts(owner, last) for owner in OLD]
    before, after = map(sum, zip(*old, strict=True))
    stayed, converted = private[0] * (1 - gone / 100), before * moved / 100
    came = private[1] - stayed - converted
    refuted = any(second > first for first, second in old)
    supposed = entered == "nobody"
    bounds = None if supposed and refuted else flow_bounds(private, old, nobody_entered=supposed)
    case = _case(came, converted, bounds, supposed)
    if came < 0:
        stayed = converted_shown = came = np.nan  # no such history
    else:
        converted_shown = converted
    shares = [100 * firms / private[1] for firms in (stayed, converted_shown, came)]
    ends = [min(100.0, 100 * room / before) for room in (private[1], private[1] - private[0])]
    return {
        "case": case,
        "counted": private[1],
        "converted": converted,
        "came": came,
        "most": np.nan if bounds is None else bounds.most_moved,
        "least": np.nan if bounds is None else bounds.least_arrived,
        "fell": before - after,
        "share_stayed": shares[0],
        "share_moved": shares[1],
        "share_small": shares[2] * small / 100,
        "share_new": shares[2] * (1 - small / 100),
        "share_came": shares[2],
        "limit": 100 * bounds.most_moved / before if supposed and bounds else np.nan,
        "if_gone": np.array([0, ends[0]]),
        "came_if_gone": 100 - before * np.array([0, ends[0]]) / private[1],
        "if_there": np.array([0, ends[1]]),
        "came_if_there": 100 - (100 * private[0] + before * np.array([0, ends[1]])) / private[1],
    }


def _case(came, converted, bounds, supposed):
    if bounds is None:
        return "refuted"
    if came < 0:
        return "too many"
    return "entered" if supposed and converted > bounds.most_moved else "fits"


BAND = Lines(
    title={
        "fits": "One of many: here {share_came}% came from elsewhere",
        "too many": "Outside the band: more firms than were counted",
        "entered": "In the band, and beyond what the old rows lost",
        "refuted": "The table itself says that firms entered an old row",
    },
    alt="Private firms from elsewhere, by the share of the firms of the old rows that moved. Histories lie in a band "
    "between two falling lines: all private firms of 1999 gone, or all still there. At {moved}% it is {share_came}%.",
    x=Axis("Moved from the old rows (% of their firms in 1999)", 0, 100),
    y=Axis("From elsewhere (% of the private firms)", 0, 100),
    series=(
        Series("if_gone", "came_if_gone", "private ones of 1999 gone"),
        Series("if_there", "came_if_there", "still there"),
    ),
    rules=(Rule("limit", "nobody entered", dash=1, digits=0),),
    dots=(Dot("moved", "share_came", tone=2),),
)

ORIGINS = Bars(
    title={
        "fits": "Moved: {share_moved}%. New, or from another row: {share_new}%",
        "too many": "No history: these would be more than all private firms",
        "entered": "{converted} left rows that fell by {fell}",
        "refuted": "There are more cooperatives than in 1999",
    },
    alt="Where the private firms of {last} were in 1999: private {share_stayed}%, in an old row {share_moved}%, there "
    "and not counted {share_small}%, not there or in another row {share_new}%.",
    axis=Axis("% of the private firms", 0, 100),
    bars=(
        Bar("share_stayed", "private already"),
        Bar("share_moved", "in an old row", tone=1),
        Bar("share_small", "there, not counted", tone=2),
        Bar("share_new", "founded, or other row", tone=3),
    ),
)

SENTENCE = {
    "fits": "Of the {counted} private firms of {last}, {converted} were in an old row in 1999 and {came} came from "
    "elsewhere: this fits the counts. So do other histories, with {least} to {counted} from elsewhere.",
    "too many": "{converted} firms that moved, and the private ones of 1999 that are still there, would be more than "
    "the {counted} that were counted in {last}.",
    "entered": "{converted} firms that moved fit the counts, but not what you suppose: the old rows fell by {fell} "
    "only, so others must have entered them.",
    "refuted": "In {last} there are more cooperatives than in 1999. So some firm entered an old row, and what you "
    "suppose is false.",
}

BET = Bet(
    "Of the {counted} private firms of {last}, how many must have come from outside the private row and the four old "
    "rows of 1999?",
    (
        Option(
            "all but those that were private in 1999",
            "A firm that is new in the row need not be new: all {converted} firms of the old rows can have moved, and "
            "then {came} came from elsewhere.",
            "tb-new",
        ),
        Option(
            "the rise of the private row, less what the old rows fell by",
            "The old rows fell by {fell}, but more can have left them, if others entered. All {converted} can have "
            "moved, and then {came} came from elsewhere.",
            "tb-flow",
        ),
        Option(
            "fewer than one in forty",
            "If all {converted} firms of the old rows moved, and no private one of 1999 has gone, {came} came from "
            "elsewhere, or {share_came}%. Fewer than that do not fit the counts.",
        ),
    ),
    reveal={"last": 2005, "moved": 100, "gone": 0, "entered": "unknown", "small": 50},
)

CODE = f"""from missing_middle.tables import over_time

firms = over_time(3)
private, old = firms["private"], firms[{list(OLD)}].sum(axis=1)
private[{{last}}] - (1 - {{gone}} / 100) * private[{FIRST}] - {{moved}} / 100 * old[{FIRST}]"""


def two_counts():
    """What do two counts of a row say about those who came and went? Returns the :class:`Explorable`."""
    return Explorable(
        frame,
        id="two_counts",
        question="State firms fell, private firms rose. How many are the same firms?",
        controls=CONTROLS,
        readouts=READOUTS,
        views=[[BAND], [ORIGINS]],
        sentence=SENTENCE,
        bet=BET,
        code=CODE,
        transfer="A city counts fewer taxis than ten years ago, and many more cars that drive for an app. Which cars "
        "may be the same ones, and which list would you ask for?",
    )
