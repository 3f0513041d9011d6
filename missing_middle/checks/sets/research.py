"""Exercise set `research` (section 3.3): shares over two series, effort against yuan, and what effort brings."""

import math
from functools import lru_cache

from missing_middle.checks.forms import Number, Prose
from missing_middle.checks.functions import Function
from missing_middle.checks.question import Question, Wrong
from missing_middle.checks.tables import Numbers, Table
from missing_middle.models.capability import gap_steady_state
from missing_middle.tables import implied_gdp, over_time

YEARS = (2001, 2002, 2003, 2004, 2005)
PAIRS = [(first, last) for first in YEARS for last in YEARS if first < last]


@lru_cache(maxsize=1)
def _tables():
    """Table 6, Table 7 and the two series of GDP that stand behind their shares, in 100 million yuan."""
    return over_time(6), over_time(7), implied_gdp()


def _at(table, year, column):
    return float(table.at[year, column])


# q1: one base ---------------------------------------------------------------------------------------------------------

SEAM = [(first, last) for first in (2001, 2002) for last in (2003, 2004, 2005)]
ITEMS = {
    "total": "the whole science budget",
    "promotion": "promotion funds",
    "operating": "running costs",
    "construction": "spending on buildings",
}


def budget_share(item, year, base):
    """An item of the science budget in per cent of GDP; ``base`` says which table's GDP."""
    _, budget, gdp = _tables()
    return 100 * _at(budget, year, item) / _at(gdp, year, base)


def _change(case, base):
    return budget_share(case["item"], case["last"], base) - budget_share(case["item"], case["first"], base)


def _change_in_words(case):
    printed, one = (_change(case, base) for base in ("table_7", "table_6"))
    turn = "the sign turns" if printed * one < 0 else "the sign stays, the size does not"
    return (
        f"On one base the share changes by {one:+.3f} points; "
        f"over the two series of Table 7 it changes by {printed:+.3f}: {turn}."
    )


def _across_the_seam(draw):
    first, last = draw.pick(SEAM)
    return {"item": draw.pick(list(ITEMS)), "first": first, "last": last}


ONE_BASE = Question(
    id="research-q1",
    title="One base",
    points=2,
    difficulty=2,
    objective="rebase a share, given two series of the base",
    answer="change",
    asks=lambda case: (
        f"By how many percentage points did the share of {ITEMS[case['item']]} in GDP "
        f"change from {case.first} to {case.last}, over the same series of GDP in both years (negative if it fell)?"
    ),
    told=True,
    form=Number(unit="points"),
    draw=_across_the_seam,
    stem="Table 7 gives the state's science budget and its share in GDP. "
    "Up to 2002 this is a share of GDP as it was known then; from 2003 it is a share of the revised GDP. "
    "Table 6 gives R&D and its share in GDP, which is the revised one in every year. "
    "Spending divided by its share gives the GDP behind it.",
    right=lambda case: _change(case, "table_6"),
    wrong=(
        Wrong("tb-vintage", lambda case: _change(case, "table_7")),
        Wrong(
            "tb-point",
            lambda case: 100 * _change(case, "table_6") / budget_share(case["item"], case["first"], "table_6"),
            seems="have given the change in per cent of the first share",
        ),
    ),
    nudge="First find the GDP behind Table 6 in both years. Keep all digits: the shares are small.",
    meaning=_change_in_words,
    cases=len(SEAM) * len(ITEMS),
)


# q2: two vintages -----------------------------------------------------------------------------------------------------


def growth_on_one_base(old, new, overlap):
    """Growth in per cent from the first year of ``old`` to the last of ``new``, joined in the year ``overlap``."""
    return 100 * (old[overlap] / old[0] * new[-1] / new[0] - 1)


def _unjoined(old, new, overlap):
    return 100 * (new[-1] / old[0] - 1)


def _shifted(old, new, overlap):
    return 100 * (new[-1] / (old[0] + new[0] - old[overlap]) - 1)


def _path(draw, level, years):
    values = [level]
    for _ in range(years):
        values.append(values[-1] * (1 + draw.between(0.06, 0.16)))
    return values


def _four_revisions(draw):
    points = []
    for overlap in draw.shuffled([2, 3, 4, 5]):
        later = draw.pick([1, 2])  # the old series went on for a year or two after the overlap
        true = _path(draw, draw.grid(80, 400, 10), overlap + later)
        revised = 1 + draw.between(0.12, 0.25)
        drift = 1 + draw.between(0.005, 0.02)  # what was missed grew a little faster
        new = [
            round(value * revised * drift**year, 1)
            for year, value in enumerate(_path(draw, true[overlap], draw.pick([2, 3, 4])))
        ]
        points.append((tuple(round(value, 1) for value in true), tuple(new), overlap))
    return {"points": tuple(points)}


SPLICE = Question(
    id="research-q2",
    title="Two vintages, one growth rate",
    points=3,
    difficulty=2,
    objective="join two vintages of a series at an overlap",
    answer="growth_on_one_base",
    asks="a function of `old`, `new` and `overlap` that returns "
    "the growth from the first year of `old` to the last year of `new`, in per cent and on one base",
    form=Function(("old", "new", "overlap"), Number(unit="per cent")),
    draw=_four_revisions,
    stem="A statistical office revises a series upward (made up). "
    "`old[0]`, `old[1]`, ... are the values of the years 0, 1, ... as first published; `new[0]`, `new[1]`, ... "
    "those of the years `overlap`, `overlap + 1`, ... after the revision. Both series have the year `overlap`, "
    "and there they are joined: we assume that the old series missed the same share in all earlier years.",
    right=growth_on_one_base,
    wrong=(Wrong("tb-vintage", _unjoined), Wrong("tb-shift", _shifted)),
    nudge="By which factor did each series grow inside itself: the old one up to the overlap, the new one from there?",
    meaning=lambda case: (
        "Growth is taken inside each series and chained at the year that both have. "
        "The jump between the two is news about the statistics, and not about the economy."
    ),
)


# q3: effort -----------------------------------------------------------------------------------------------------------

MONEY = {
    "rd": "spending on research and development",
    "funding": "all funds for science and technology",
    "government": "funds from the government",
    "enterprises": "funds from enterprises",
    "basic": "spending on basic research",
    "experimental": "spending on experimental development",
}


def _in_yuan(case):
    funds, _, _ = _tables()
    return _at(funds, case["last"], case["money"]) / _at(funds, case["first"], case["money"])


def _of_gdp(case):
    _, _, gdp = _tables()
    return _in_yuan(case) * _at(gdp, case["first"], "table_6") / _at(gdp, case["last"], "table_6")


def _in_points(case):
    funds, _, gdp = _tables()
    first, last = (
        100 * _at(funds, case[year], case["money"]) / _at(gdp, case[year], "table_6") for year in ("first", "last")
    )
    return last - first


def _two_years(draw):
    first, last = draw.pick(PAIRS)
    case = {"money": draw.pick(list(MONEY)), "first": first, "last": last}
    draw.insist(abs(_of_gdp(case) - 1) > 0.02)
    return case


EFFORT = Question(
    id="research-q3",
    title="Against what?",
    points=2,
    difficulty=1,
    objective="tell a growth in yuan from a growth of effort",
    answer="effort",
    asks=lambda case: (
        f"By how many per cent did {MONEY[case.money]} grow "
        f"relative to GDP from {case.first} to {case.last} (negative if the share in GDP fell)?"
    ),
    told=True,
    form=Number(unit="per cent"),
    draw=_two_years,
    stem="Table 6 again: `rd` is spending on research and development, `basic` and `experimental` two of its kinds; "
    "`funding` is all funds for science and technology, `government` and `enterprises` two of its sources. "
    "Take the GDP that stands behind the share of R&D in the same table.",
    right=lambda case: 100 * (_of_gdp(case) - 1),
    wrong=(
        Wrong("tb-nominal", lambda case: 100 * (_in_yuan(case) - 1)),
        Wrong("tb-point", _in_points, seems="have given the difference of the two shares in points"),
    ),
    nudge="Compute the share in GDP in both years, then by how many per cent the second is above the first.",
    meaning=lambda case: (
        f"In yuan {MONEY[case['money']]} grew by {100 * (_in_yuan(case) - 1):.0f}%, "
        f"relative to GDP by {100 * (_of_gdp(case) - 1):+.1f}%: the rest is an economy that grew, and prices that rose."
    ),
)


# q4: parts of a growth ------------------------------------------------------------------------------------------------

PARTS = {"rd": ("basic", "applied", "experimental"), "funding": ("government", "enterprises", "loans")}


def _parts(case, rule):
    funds, _, _ = _tables()
    first, last = funds.loc[case["first"]], funds.loc[case["last"]]
    return [[float(rule(part, case["whole"], first, last))] for part in case["part"]]


def contribution(part, whole, first, last):
    """What a part adds to the growth of the whole, in percentage points of that growth."""
    return 100 * (last[part] - first[part]) / first[whole]


def _own_growth(part, whole, first, last):
    return 100 * (last[part] / first[part] - 1)


def _change_of_share(part, whole, first, last):
    return 100 * (last[part] / last[whole] - first[part] / first[whole])


def _draw_parts(draw):
    first, last = draw.pick(PAIRS)
    whole = draw.pick(list(PARTS))
    return {"whole": whole, "first": first, "last": last, "part": PARTS[whole]}


def _contributions_in_words(case):
    growth = 100 * (_in_yuan(case | {"money": case["whole"]}) - 1)
    found = {part: row[0] for part, row in zip(case["part"], _parts(case, contribution), strict=True)}
    largest = max(found, key=found.get)
    rest = growth - sum(found.values())
    tail = f" The printed sources leave {rest:.0f} points to sources that are not printed." if rest > 1 else ""
    return f"Of a growth of {growth:.1f}%, {found[largest]:.1f} points come from {largest}.{tail}"


DECOMPOSE = Question(
    id="research-q4",
    title="Where did the growth come from?",
    points=3,
    difficulty=2,
    objective="decompose the growth of a total into its parts",
    answer="contributions",
    asks="for each `part` what it adds to the growth of the `whole` from the year `first` to the year `last`, "
    "in percentage points of that growth",
    form=Table(label="part", columns={"contribution": Numbers()}),
    draw=_draw_parts,
    stem="Table 6 splits R&D (`rd`) by kind, and the funds for science and technology (`funding`) by source.",
    right=lambda case: _parts(case, contribution),
    wrong=(
        Wrong(
            "tb-base",
            lambda case: _parts(case, _own_growth),
            seems="have given the growth of each part on its own base",
        ),
        Wrong("tb-mix", lambda case: _parts(case, _change_of_share)),
    ),
    nudge="If the parts made up the whole, your numbers would have to add up to its growth in per cent.",
    meaning=lambda case: _contributions_in_words(dict(case)),
    cases=len(PAIRS) * len(PARTS),
)


# q5: twice the effort -------------------------------------------------------------------------------------------------


def rest(case, units):
    """Where a country comes to rest that adds ``units`` times its present effort; ``None`` beyond the fold."""
    return gap_steady_state(case["a"], case["delta"], case["g"] - units * case["effort"]).c_stable


def _percent_more(case):
    return 100 * (rest(case, 2) / rest(case, 1) - 1)


def _linear(case):
    """The same comparison where copying grows with the gap for ever."""
    return 100 * (math.exp(case["effort"] / case["a"]) - 1)


def _catching_up(draw):
    a, delta, effort = draw.grid(0.05, 0.1, 0.01), draw.grid(1.4, 2.6, 0.1), draw.grid(0.004, 0.016, 0.002)
    g = round(draw.between(0.5, 0.8) * a * delta / math.e + effort, 4)
    draw.insist(g > 2.2 * effort)  # twice the effort alone does not keep pace with the frontier
    return {"a": a, "delta": delta, "g": g, "effort": effort}


DOUBLED = Question(
    id="research-q5",
    title="Twice the research",
    points=2,
    difficulty=2,
    objective="distinguish what goes in from what comes out",
    answer="gain",
    asks="By how many per cent is the country's capability in the long run higher if it doubles its research?",
    form=Number(unit="per cent"),
    draw=_catching_up,
    stem="The frontier grows at `g` a year. A country copies with openness `a` and absorptive capacity `delta`; "
    "its own research adds `effort` a year, and twice the research would add twice as much. "
    "It starts close enough to keep in touch with the frontier.",
    right=_percent_more,
    wrong=(Wrong("rd-proportional", lambda case: 100.0), Wrong("rd-linear", _linear)),
    nudge="Where does the country come to rest with its present effort, and where with twice as much?",
    meaning=lambda case: (
        f"From {100 * rest(case, 1):.0f}% to {100 * rest(case, 2):.0f}% of the frontier: twice what goes in, "
        f"and {_percent_more(case):.0f}% more of what comes out. How much more depends on what the country absorbs."
    ),
)


# q6: in words ---------------------------------------------------------------------------------------------------------

INDICATOR = Question(
    id="research-q6",
    title="A share is reported as innovation",
    points=3,
    difficulty=2,
    objective="criticize an indicator",
    answer="reply",
    asks="your reply in the cell below, in 120 to 150 words",
    form=Prose(120, 150),
    draw=lambda draw: {
        "country": draw.pick(["Arvia", "Belmar", "Corland", "Dravia", "Elstan"]),
        "factor": draw.pick(["a half", "two thirds", "a quarter"]),
    },
    stem=lambda case: (
        f"A ministry in {case.country}, an invented country, reports: "
        f"“Spending on research rose by {case.factor} within five years, and its share in GDP, "
        f"as printed in our yearbooks, fell only a little. So the country became {case.factor} more innovative.”"
    ),
    wrong=(Wrong("rd-proportional"), Wrong("tb-vintage")),
)

QUESTIONS = (ONE_BASE, SPLICE, EFFORT, DECOMPOSE, DOUBLED, INDICATOR)
