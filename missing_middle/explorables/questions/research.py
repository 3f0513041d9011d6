"""Research: a share that falls because its base was revised. (Tables 6 and 7, section 3.3)"""

from functools import lru_cache

import numpy as np

from missing_middle.explorables.engine.parts import Bet, Choice, Option, Readout, Slider
from missing_middle.explorables.engine.widget import Explorable
from missing_middle.explorables.views import Axis, Bar, Bars, Lines, Rule, Series
from missing_middle.tables import implied_gdp, over_time

YEARS = (2001, 2002, 2003, 2004, 2005)
SPENDING = {"budget": "science budget (Table 7)", "rd": "R&D (Table 6)"}

CONTROLS = [
    Choice("what", "Spending", start="budget", options=SPENDING),
    Choice(
        "base",
        "Divided by",
        start="printed",
        options={"printed": "whatever was printed", "revised": "the revised GDP", "old": "the old GDP, continued"},
        note="the old one ends with 2002; that it went on growing like the revised one is our assumption",
    ),
    Slider("year", "Change from this year to the next", start=2001, digits=0, stops=YEARS[:-1], whole=True),
]

READOUTS = {
    "next": Readout("The next year", "", 0),
    "first": Readout("Share in the first year", "% of GDP", 2),
    "second": Readout("Share in the next year", "% of GDP", 2),
    "change": Readout("Change of the share, on the base chosen", "percentage points", 2),
    "printed_change": Readout("Change of the share, as printed", "percentage points", 2),
    "one_base": Readout("Change of the share, on the revised GDP", "percentage points", 2),
    "spending": Readout("Change of spending in yuan", "%", 1),
    "gdp": Readout("Change of the revised GDP in yuan", "%", 1),
    "revision": Readout("Revised GDP over old GDP, 2002", "", 2),
}


@lru_cache
def bases():
    """GDP by base, five years: 100 million yuan."""
    gdp = implied_gdp()
    revised = gdp["table_6"].dropna()
    old = gdp["table_7"].loc[[2001, 2002]]
    continued = np.concatenate([old.to_numpy(), old[2002] * (revised.loc[2003:] / revised[2002]).to_numpy()])
    return {"revised": revised.to_numpy(), "old": continued, "revision": float(revised[2002] / old[2002])}


@lru_cache
def spending():
    budget, funds = over_time(7), over_time(6)
    return {
        "budget": (budget.loc[list(YEARS), "total"].to_numpy(), budget.loc[list(YEARS), "share_gdp"].to_numpy()),
        "rd": (funds["rd"].to_numpy(), funds["rd_share_gdp"].to_numpy()),
    }


def frame(what, base, year):
    """The share over the years, as printed and on the base chosen, and its change over one year."""
    yuan, printed = spending()[what]
    shares = {"printed": printed, **{name: 100 * yuan / bases()[name] for name in ("revised", "old")}}
    at = YEARS.index(int(year))
    change = {name: float(values[at + 1] - values[at]) for name, values in shares.items()}
    mixed = what == "budget" and base == "printed" and at + 1 == YEARS.index(2003)
    return {
        "case": "mixed" if mixed else "rises" if change[base] > 0 else "falls",
        "name": SPENDING[what],
        "next": float(YEARS[at + 1]),
        "first": shares[base][at],
        "second": shares[base][at + 1],
        "change": change[base],
        "printed_change": change["printed"],
        "one_base": change["revised"],
        "spending": 100 * (yuan[at + 1] / yuan[at] - 1),
        "gdp": 100 * (bases()["revised"][at + 1] / bases()["revised"][at] - 1),
        "revision": bases()["revision"],
        "years": np.array(YEARS, float),
        "printed": printed,
        "chosen": shares[base],
    }


SHARE = Lines(
    title={
        "mixed": "Two bases in one line: the fall is not a fall",
        "rises": "On this base the share rises from {year} to {next}",
        "falls": "On this base the share falls from {year} to {next}",
    },
    alt="Share of GDP, 2001 to 2005, as printed and on the base chosen: {first}% in {year} and {second}% in {next}.",
    x=Axis("Year", 2001, 2005),
    y=Axis("Share of GDP (%)", 0),
    series=(Series("years", "printed", "as printed"), Series("years", "chosen", "base chosen")),
    rules=(Rule("year", "from {year}", dash=1, digits=0),),
)

CHANGE = Bars(
    title="The same year, counted in two ways",
    alt="Change of the share: {printed_change} percentage points as printed, {one_base} on the revised GDP.",
    axis=Axis("Change of the share (percentage points)"),
    bars=(Bar("printed_change", "as printed"), Bar("one_base", "on the revised GDP", tone=2)),
)

SENTENCE = {
    "mixed": "As printed, the share goes from {first} to {second}% of GDP. Spending rose by {spending}%; what changed "
    "is the GDP below it, revised upward by a factor of {revision}. On one base the share changes by {one_base} "
    "percentage points.",
    "rises": "From {year} to {next} the share rises from {first} to {second}% of GDP, by {change} percentage points. "
    "In yuan spending rose by {spending}%, but GDP by {gdp}% as well.",
    "falls": "From {year} to {next} the share falls from {first} to {second}% of GDP, by {change} percentage points, "
    "although spending changed by {spending}% in yuan: GDP changed by {gdp}%.",
}

BET = Bet(
    "From 2002 to 2003 the printed share of the science budget in GDP falls. What does it do on one and the same GDP?",
    (
        Option(
            "it falls too",
            "The two printed shares have different GDPs under them: {revision} times as much for the second. On one "
            "base the change is {one_base} percentage points.",
            "tb-vintage",
        ),
        Option(
            "it rises by as much as spending does",
            "Spending rose by {spending}%, and GDP by {gdp}% in the same year. The share knows only the difference.",
            "tb-nominal",
        ),
        Option(
            "it rises a little",
            "By {one_base} percentage points. The printed fall of {printed_change} is the revision of GDP.",
        ),
    ),
    reveal={"what": "budget", "base": "revised", "year": 2002},
)

CODE = """from missing_middle.explorables.questions.research import frame

frame({what}, {base}, {year})"""


def research():
    """Did the share of science in GDP fall in 2003? Returns the :class:`Explorable`."""
    return Explorable(
        frame,
        id="research",
        question="Did China spend less of its GDP on science in 2003?",
        controls=CONTROLS,
        readouts=READOUTS,
        views=[[SHARE, CHANGE]],
        sentence=SENTENCE,
        bet=BET,
        code=CODE,
        transfer="Ghana in 2010 and Nigeria in 2014 raised their measured GDP by a large part overnight. What happened "
        "to every share of GDP in their reports, and how would you print such a table?",
    )
