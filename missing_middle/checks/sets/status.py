"""Exercise set `status` (sections 3.1a and 3.1d): tables of firms over time, and what they can say."""

from functools import lru_cache
from statistics import median

from missing_middle.checks.forms import Choice, Number, Option, Prose
from missing_middle.checks.functions import Function
from missing_middle.checks.question import Question, Wrong
from missing_middle.checks.tables import Numbers, Table, Words
from missing_middle.tables import flow_bounds, over_time

# In the order of the table. As printed, each label stands one row too low, beside the numbers of the one before.
BLOCK = ("domestic", "state", "collective", "cooperative", "joint", "limited_liability", "share_holding", "private")
OWNERS = {
    "state": "state-owned",
    "collective": "collective",
    "cooperative": "cooperative",
    "limited_liability": "limited liability",
    "share_holding": "share-holding",
    "private": "private",
}
FIRST, LAST = (1999, 2000, 2001, 2002), (2005,)  # across 2004, which has no row by owner


@lru_cache(maxsize=1)
def _owners():
    return over_time(3)


def _firms(owner, year):
    return float(_owners().at[year, owner])


def _printed_label(owner):
    """The row whose numbers stand beside this label in print."""
    return BLOCK[BLOCK.index(owner) - 1]


# q1: a suspicious year ------------------------------------------------------------------------------------------------

YEARS = 6
NONE = -1.0


def suspect(table):
    """The position of the year that cannot be right, -1 if there is none."""
    usual = [median(column) for column in zip(*table, strict=True)]
    for year, row in enumerate(table):
        odd = any(not 0.5 < value / common < 2 for value, common in zip(row, usual, strict=True))
        if odd or sum(row[:-1]) != row[-1]:
            return float(year)
    return NONE


def _first(table, broken):
    return float(next((year for year, row in enumerate(table) if broken(row)), NONE))


def _only_sums(table):
    return _first(table, lambda row: sum(row[:-1]) != row[-1])


def _largest_total(table):
    return _first(table, lambda row: row[-1] != max(row))


def _sound(draw):
    rows, sizes = [], [draw.grid(12, 30, 1), draw.grid(110, 240, 5), draw.grid(1300, 2600, 50)]
    for _ in range(YEARS):
        sizes = [round(size * draw.between(0.95, 1.12)) for size in sizes]
        rows.append((*sizes, sum(sizes)))
    return rows


def _swapped(row, draw):
    large, medium, small, total = row
    return draw.pick([(medium, large, small, total), (large, small, medium, total), (small, medium, large, total)])


def _rotated(row, draw):
    return (row[-1], *row[:-1])


def _lost_digit(row, draw):
    place = draw.pick([0, 1, 2])
    return tuple(value // 10 if here == place else value for here, value in enumerate(row))


def _four_tables(draw):
    points = []
    for slip in draw.shuffled([_swapped, _rotated, _lost_digit, None]):
        rows, year = _sound(draw), draw.pick(range(YEARS))
        if slip:
            rows[year] = slip(rows[year], draw)
        points.append((tuple(rows),))
    return {"points": tuple(points)}


SUSPECT = Question(
    id="status-q1",
    title="A table under suspicion",
    points=3,
    difficulty=3,
    objective="write a test that a checksum cannot replace",
    answer="suspect",
    asks="a function of `table` that returns the position (0 for the first) "
    "of the one year that cannot be right, and -1 if all can",
    form=Function(("table",), Number()),
    draw=_four_tables,
    stem="`table` holds the number of firms of an industry (made up), with one row for each year: large, "
    "medium, small, all. In a sound table every year's classes add up to its total, and no entry is more than twice, "
    "or less than half, the median over the years of its column. At most one year is wrong: "
    "two entries changed places, the row slipped by one column, or an entry lost its last digit.",
    right=suspect,
    wrong=(Wrong("tb-adds", _only_sums), Wrong("tb-totalmax", _largest_total)),
    nudge="Two tests are needed: one on the sum of each row, one on each entry against its column.",
    meaning=lambda case: (
        "A sum is blind to numbers that changed places. "
        "Another year or another measure can see them: look a second time, from another side."
    ),
)


# q2: growth over a gap ------------------------------------------------------------------------------------------------


def yearly(owner, first, last, steps=None):
    """Compounded growth a year, in per cent, or over so many ``steps``."""
    return 100 * ((_firms(owner, last) / _firms(owner, first)) ** (1 / (steps or last - first)) - 1)


def _owner_and_years(draw):
    return {"owner": draw.pick(list(OWNERS)), "first": draw.pick(FIRST), "last": draw.pick(LAST)}


def _yearly_in_words(case):
    growth = yearly(**case)
    return (
        f"{OWNERS[case.owner].capitalize()} firms {'grew' if growth > 0 else 'fell'} in number by {abs(growth):.1f}% "
        f"a year, compounded over {case.last - case.first} years: a balance of entry, exit and change of form."
    )


YEARLY = Question(
    id="status-q2",
    title="Growth over a gap",
    points=2,
    difficulty=2,
    objective="compute growth over a gap in a series",
    answer="growth",
    asks=lambda case: (
        f"By how many per cent a year did the number of {OWNERS[case.owner]} "
        f"firms grow from {case.first} to {case.last}, compounded (negative if it fell)?"
    ),
    told=True,
    form=Number(unit="per cent"),
    draw=_owner_and_years,
    stem="Table 3 as repaired counts firms by owner. It has no row by owner for 2004.",
    right=lambda case: yearly(**case),
    wrong=(
        Wrong(
            "tb-average",
            lambda case: (
                100 * (_firms(case.owner, case.last) / _firms(case.owner, case.first) - 1) / (case.last - case.first)
            ),
        ),
        Wrong(
            "tb-average",
            lambda case: yearly(case.owner, case.first, case.last, case.last - case.first - 1),
            seems="count the rows that are printed instead of the years that went by",
        ),
        Wrong("tb-label", lambda case: yearly(_printed_label(case.owner), case.first, case.last)),
    ),
    nudge="Which yearly factor, taken as many times as there are years, leads from the first number to the last?",
    meaning=_yearly_in_words,
    cases=len(OWNERS) * len(FIRST) * len(LAST),
)


# q3: where not to compute ---------------------------------------------------------------------------------------------

STEPS = ((1999, 2000), (2000, 2001), (2001, 2002), (2002, 2003), (2003, 2005))
CLASSES = {"large": ("large",), "medium": ("medium",), "small": ("small",), "medium and small": ("medium", "small")}
MEASURES = {"enterprises": "number of firms", "output": "output"}


@lru_cache
def _class_share(measure, size):
    counts = over_time(2, measure)
    return 100 * counts[list(CLASSES[size])].sum(axis=1) / counts["total"]


@lru_cache(maxsize=1)
def _breaks():
    return tuple(over_time(2).attrs["breaks"])


def _comparable(first, last):
    return not any(first < year <= last for year in _breaks())


def _changes(case, change, everywhere=False):
    share, rows = _class_share(case["measure"], case["size"]), []
    for step in case["step"]:
        first, last = (int(year) for year in step.split(" to "))
        allowed = everywhere or _comparable(first, last)
        rows.append(["yes" if allowed else "no", float(change(share[first], share[last])) if allowed else 0.0])
    return rows


def _points(before, after):
    return after - before


def _percent(before, after):
    return 100 * (after / before - 1)


BREAK = Question(
    id="status-q3",
    title="Where not to compute",
    points=3,
    difficulty=1,
    objective="mark a break before computing",
    answer="changes",
    asks=lambda case: (
        'for each step whether the two years may be compared (`comparable`, "yes" or "no") '
        f"and the `change` of the share of {case['size']} firms in the {MEASURES[case.measure]}, in percentage points; "
        "write 0 where they may not be compared"
    ),
    told=True,
    form=Table(label="step", columns={"comparable": Words(("yes", "no")), "change": Numbers()}),
    draw=lambda draw: {
        "size": draw.pick(list(CLASSES)),
        "measure": draw.pick(list(MEASURES)),
        "step": tuple(f"{first} to {last}" for first, last in STEPS),
    },
    stem="Table 2 as repaired counts firms and their output by size. In one of its years the classes were redrawn.",
    right=lambda case: _changes(case, _points),
    wrong=(
        Wrong("tb-definition", lambda case: _changes(case, _points, everywhere=True)),
        Wrong("tb-point", lambda case: _changes(case, _percent)),
    ),
    nudge="Look at the row of large firms: at which step does it break off?",
    meaning=lambda case: (
        f"From 2002 to 2003 the share of {case.size} firms in the {MEASURES[case.measure]} moves "
        f"by {_changes(case, _points, everywhere=True)[3][1]:+.1f} points. The words changed between the two years, "
        "and so nobody can say how much of this is the firms' doing."
    ),
    cases=len(CLASSES) * len(MEASURES),
)


# q4: points and bases -------------------------------------------------------------------------------------------------

PAIRS = [(first, last) for first in (1999, 2000, 2001, 2002) for last in (2002, 2003, 2005) if last > first]


def _share(owner, year, base="total"):
    return 100 * _firms(owner, year) / _firms(base, year)


def _share_change(case, base="total"):
    return _share(case["owner"], case["last"], base) - _share(case["owner"], case["first"], base)


def _owner_and_pair(draw):
    first, last = draw.pick(PAIRS)
    return {"owner": draw.pick(list(OWNERS)), "first": first, "last": last}


IN_POINTS = Question(
    id="status-q4",
    title="Points of what?",
    points=2,
    difficulty=1,
    objective="use the right base and unit",
    answer="change",
    asks=lambda case: (
        f"By how many percentage points did the share of {OWNERS[case.owner]} "
        f"firms in *all* firms of the table change from {case.first} to {case.last} (negative if it fell)?"
    ),
    told=True,
    form=Number(unit="points"),
    draw=_owner_and_pair,
    stem="This is the repaired Table 3 again. "
    "Its row `total` counts all firms, its row `domestic` those with domestic owners.",
    right=_share_change,
    wrong=(
        Wrong(
            "tb-point",
            lambda case: _percent(_share(case.owner, case.first), _share(case.owner, case.last)),
            seems="have given the change in per cent of the first share",
        ),
        Wrong(
            "tb-base", lambda case: _share_change(case, "domestic"), seems="divide by the firms with domestic owners"
        ),
    ),
    nudge="Compute both shares in per cent first, then one minus the other.",
    meaning=lambda case: (
        f"From {_share(case.owner, case.first):.1f} to {_share(case.owner, case.last):.1f}% "
        f"of all firms is {_share_change(case):+.1f} points. "
        "It is a share of the number of firms: a small firm counts as much as a large one."
    ),
)


# q5: what stocks cannot say -------------------------------------------------------------------------------------------


def _change(owner, case):
    return _firms(owner, case["last"]) - _firms(owner, case["first"])


def _fewer(case):
    return f"{-_change('state', case):,.0f}"


ANSWERS = {
    "unknown": Option(
        lambda case: "The table does not say: it has stocks, and firms enter and leave each row in several ways.", None
    ),
    "flow": Option(
        lambda case: (
            f"{min(-_change('state', case), _change('private', case)):,.0f}: "
            "as many as left the state's row and came to the private one."
        ),
        "tb-flow",
    ),
    "printed": Option(
        lambda case: f"None: the row that is printed as state-owned rose by {_change('domestic', case):,.0f}.",
        "tb-label",
    ),
    "points": Option(
        lambda case: (
            f"{_share('state', case['first']) - _share('state', case['last']):.0f}% of all state firms: "
            "that is how far their share fell."
        ),
        "tb-point",
    ),
}

PRIVATIZED = Question(
    id="status-q5",
    title="How many were privatized?",
    points=2,
    difficulty=2,
    objective="say what a table of stocks cannot tell",
    answer="statement",
    asks="How many state firms were privatized, as far as the table can tell?",
    form=Choice(ANSWERS),
    draw=lambda draw: (
        dict(zip(("first", "last"), draw.pick(PAIRS), strict=True)) | {"order": tuple(draw.shuffled(list(ANSWERS)))}
    ),
    stem=lambda case: (
        f"From {case.first} to {case.last} the number of state-owned firms in the repaired "
        f"Table 3 fell by {_fewer(case)}, and that of private firms rose by {_change('private', case):,.0f}."
    ),
    nudge="Think of three ways in which a firm can leave a row.",
    meaning=lambda case: (
        f"{_fewer(case)} is a balance: firms sold, closed, "
        "merged, shrunk below the counted size or turned into companies the state still owns, less those that came."
    ),
)


# q6: in words ---------------------------------------------------------------------------------------------------------

SENTENCES = (
    "SMEs are nearly all registered enterprises.",
    "The shares of small and medium firms in the number of firms changed little from 1999 to 2005.",
    "The fall of state-owned and the rise of private firms shows rapid privatization.",
    "Three coastal provinces have about a third of all employment.",
)

CHECKED = Question(
    id="status-q6",
    title="A sentence, checked",
    points=3,
    difficulty=2,
    objective="check a claim and report base, unit and verdict",
    answer="report",
    asks="your report in the cell below, in 100 to 140 words",
    form=Prose(100, 140),
    draw=lambda draw: {"sentence": draw.pick(SENTENCES)},
    stem=lambda case: (
        f"In short, section 3.1 says: “{case.sentence}” Check it against the repaired Tables 1 to 4. "
        "Report what was counted and what was not, per cent of what, and your verdict."
    ),
    wrong=(Wrong("tb-base"), Wrong("tb-definition")),
)


# q7: bounds -----------------------------------------------------------------------------------------------------------

LEFT = {
    "state-owned": ("state",),
    "state-owned and collective": ("state", "collective"),
    "state-owned, collective and jointly owned": ("state", "collective", "joint"),
}
UNTIL = (2002, 2003, 2005)


def _stocks(case):
    """For each step the counts of private firms and of the rows that they may have left."""
    for step in case["step"]:
        first, last = (int(year) for year in step.split(" to "))
        yield (
            [_firms("private", year) for year in (first, last)],
            [[_firms(owner, year) for year in (first, last)] for owner in LEFT[case["rows"]]],
        )


def _bounds(case):
    return [
        [
            flow_bounds(private, rows).most_moved,
            flow_bounds(private, rows).least_arrived,
            flow_bounds(private, rows, nobody_entered=True).least_arrived,
        ]
        for private, rows in _stocks(case)
    ]


def _wrong_bounds(rule):
    """A wrong model: of the two counts of private firms, and of the sums of the other rows' counts."""
    return lambda case: [
        list(map(float, rule(*private, *map(sum, zip(*rows, strict=True))))) for private, rows in _stocks(case)
    ]


BOUNDS = Question(
    id="status-q7",
    title="What two counts leave open",
    points=3,
    difficulty=3,
    objective="bound how many firms changed their form and how many came",
    answer="bounds",
    asks="for each `step` three numbers of firms that were private in its last year: "
    "how many of them, at most, can have stood in one of the `rows` in its first year (`moved`); "
    "how many, at least, stood in none of the `rows` then and were not private (`came`); "
    "and that least number again if no firm entered one of the `rows` in between (`closed`)",
    form=Table(label="step", columns={"moved": Numbers(), "came": Numbers(), "closed": Numbers()}),
    draw=lambda draw: {
        "rows": draw.pick(list(LEFT)),
        "step": tuple(f"{first} to {last}" for first in [draw.pick((1999, 2000, 2001))] for last in UNTIL),
    },
    stem="The private row of the repaired Table 3 grows. Some of its firms stood in other `rows` before; "
    "others may have been founded, have grown past five million yuan, or have been found by the census of 2004. "
    "Any firm may have closed.",
    right=_bounds,
    wrong=(
        Wrong("tb-flow", _wrong_bounds(lambda p, q, d, e: (d - e, max(0, q - p - d + e), max(0, q - p - d + e)))),
        Wrong(
            "tb-flow",
            _wrong_bounds(lambda p, q, d, e: (min(d, q), q - p, q - p)),
            seems="take the whole rise for firms that are new",
        ),
        Wrong("tb-stayed", _wrong_bounds(lambda p, q, d, e: (min(d, q - p), max(0, q - p - d), max(0, q - p - d + e)))),
        Wrong("tb-negative", _wrong_bounds(lambda p, q, d, e: (min(d, q), q - p - d, q - p - d + e))),
        Wrong("tb-beyond", _wrong_bounds(lambda p, q, d, e: (d, max(0, q - p - d), max(0, q - p - d + e)))),
        Wrong(
            "tb-flow",
            _wrong_bounds(lambda p, q, d, e: (min(d, q), max(0, q - d), max(0, q - d + e))),
            seems="forget that some firms were private before",
        ),
    ),
    nudge="Where can a private firm of the last year have been in the first? Fill one place after the other.",
    meaning=lambda case: (
        f"By {UNTIL[-1]} at least {_bounds(case)[-1][1]:,.0f} private firms had come from elsewhere, and "
        f"at least {_bounds(case)[-1][2]:,.0f} if nobody entered the other rows. No count says how many were founded."
    ),
    cases=7,  # with state-owned firms alone all can have moved from 2000 on, so that two slips would be one
)

QUESTIONS = (SUSPECT, YEARLY, BREAK, IN_POINTS, PRIVATIZED, CHECKED, BOUNDS)
