"""Exercise set `places` (sections 3.1b, 3.1c): shares over shares, lumpy plants, provinces and their members."""

from functools import lru_cache

from missing_middle.checks.forms import Number, Prose
from missing_middle.checks.functions import Function
from missing_middle.checks.question import Question, Wrong
from missing_middle.checks.tables import Numbers, Table
from missing_middle.models import ellison_glaeser, location_quotients, theil_decomposition
from missing_middle.tables import by_province, region_of

COLUMNS = {
    "enterprises_sme": "SMEs",
    "employed_sme": "jobs in SMEs",
    "employed_all": "jobs in all firms",
    "assets_sme": "assets of SMEs",
    "assets_all": "assets of all firms",
}
MEASURES = tuple(COLUMNS)
GROUPINGS = ("coast of eleven", "coast of twelve")  # Guangxi in the west, or on the coast


@lru_cache(maxsize=1)
def _table():
    return by_province()[list(MEASURES)].astype(float)


def _names():
    return list(_table().index)


def _sum(column, provinces):
    return float(_table().loc[list(provinces), column].sum())


# q1: a quotient -------------------------------------------------------------------------------------------------------


def quotient(case):
    """The location quotient of the case's province."""
    found = location_quotients(_table()[case["counted"]].to_numpy(), _table()[case["base"]].to_numpy()).lq
    return float(found[_names().index(case["province"])])


def _cell(case, column):
    return float(_table().at[case["province"], column])


def _share_of_nation(case, column):
    return _cell(case, column) / float(_table()[column].sum())


def _a_province(draw):
    case = {
        "province": draw.pick(_names()),
        "counted": draw.pick(["assets_sme", "enterprises_sme"]),
        "base": draw.pick(["employed_sme", "employed_all"]),
    }
    draw.insist(abs(quotient(case) - 1) > 0.1)
    return case


QUOTIENT = Question(
    id="places-q1",
    title="Relative to what?",
    points=2,
    difficulty=1,
    objective="compute a relative share",
    answer="lq",
    asks=lambda case: (
        f"What is the location quotient of {case.province}: "
        f"its share of the nation's {COLUMNS[case.counted]}, over its share of the nation's {COLUMNS[case.base]}?"
    ),
    told=True,
    form=Number(low=0),
    draw=_a_province,
    stem="Table 4 as repaired has a row for each of 31 provinces. The nation is their sum.",
    right=quotient,
    wrong=(
        Wrong("lq-share", lambda case: _share_of_nation(case, case["counted"])),
        Wrong("lq-upside", lambda case: 1 / quotient(case)),
        Wrong("lq-ratio", lambda case: _cell(case, case["counted"]) / _cell(case, case["base"])),
    ),
    nudge="Two shares of the nation are needed, one for each column.",
    meaning=lambda case: (
        f"{case.province} has {100 * _share_of_nation(case, case.counted):.1f}% of the first total and "
        f"{100 * _share_of_nation(case, case.base):.1f}% of the second. The quotient {quotient(case):.2f} says that "
        f"this is {'much' if quotient(case) > 1 else 'little'} relative to its base, not that it is large or small."
    ),
)


# q2: lumpy plants -----------------------------------------------------------------------------------------------------

REGIONS = 6


def _by_region(regions, sizes):
    return [
        sum(size for place, size in zip(regions, sizes, strict=True) if place == region) for region in range(REGIONS)
    ]


def agglomeration(regions, sizes, totals):
    """The Ellison-Glaeser index of an industry, from its plants."""
    return ellison_glaeser(_by_region(regions, sizes), totals, sizes).gamma


def _raw(regions, sizes, totals):
    shares = [total / sum(totals) for total in totals]
    return ellison_glaeser(_by_region(regions, sizes), totals, sizes).G / (1 - sum(share**2 for share in shares))


def _equal_plants(regions, sizes, totals):
    return ellison_glaeser(_by_region(regions, sizes), totals, [1] * len(sizes)).gamma


def _industry(draw):
    """Eight to fifteen plants, of which about half are drawn to one region; the rest throw darts."""
    totals = tuple(draw.grid(100, 900, 50) for _ in range(REGIONS))
    count, home = draw.pick(range(8, 16)), draw.pick(range(REGIONS))
    regions = tuple(home if draw.between(0, 1) < 0.5 else draw.pick(range(REGIONS)) for _ in range(count))
    return regions, tuple(round(10 * draw.between(1, 3) ** 3) for _ in range(count)), totals


def _four_industries(draw):
    points = tuple(_industry(draw) for _ in range(4))
    draw.insist(all(abs(agglomeration(*point)) > 0.03 for point in points))
    return {"points": points}


LUMPY = Question(
    id="places-q2",
    title="Concentrated, or only lumpy?",
    points=3,
    difficulty=2,
    objective="correct concentration for the size of plants",
    answer="agglomeration",
    asks="a function of `regions`, `sizes` and `totals` that returns the Ellison-Glaeser index of the industry",
    form=Function(("regions", "sizes", "totals"), Number()),
    draw=_four_industries,
    stem=f"An industry (made up) has a few plants: `regions` says in which of {REGIONS} regions (0 to {REGIONS - 1}) "
    "each stands, `sizes` how many people each employs. `totals` are the jobs in each region, over all industries.",
    right=agglomeration,
    wrong=(Wrong("eg-raw", _raw), Wrong("eg-equal", _equal_plants)),
    nudge="Add up the sizes by region first, so that each region has the industry's jobs; a region may have none.",
    meaning=lambda case: (
        "The index takes out the concentration that a few large plants bring about by chance: "
        "plants placed at random give zero on average. A map shows the raw number only."
    ),
)


# q3: inside or between ------------------------------------------------------------------------------------------------


def _split(case):
    regions = region_of(case["grouping"])
    kept = [name for name in _names() if name != case["left_out"]]
    return theil_decomposition(_table().loc[kept, case["measure"]].to_list(), regions[kept].to_list())


def inside(case):
    """Share of the Theil index that lies inside the regions, in per cent."""
    split = _split(case)
    return 100 * split.within / split.theil


def _grouped(draw):
    case = {
        "measure": draw.pick(MEASURES),
        "grouping": draw.pick(GROUPINGS),
        "left_out": draw.pick(["nobody", *_names()]),
    }
    draw.insist(abs(inside(case) - 50) > 1)
    return case


INSIDE = Question(
    id="places-q3",
    title="Inside or between?",
    points=2,
    difficulty=2,
    objective="decompose inequality, and see what a grouping does",
    answer="inside",
    asks=lambda case: (
        f"How many per cent of the Theil index of {COLUMNS[case.measure]} "
        f"over {'all provinces' if case.left_out == 'nobody' else f'the provinces without {case.left_out}'} "
        f"lie *inside* the three regions of the grouping with the {case.grouping}?"
    ),
    told=True,
    form=Number(0, 100, unit="per cent"),
    draw=_grouped,
    stem="This is the repaired Table 4 again, with three regions: coast, centre and west. In the coast "
    "of twelve Guangxi has a coast and Inner Mongolia is central; in the coast of eleven both are western.",
    right=inside,
    wrong=(Wrong("th-alike", lambda case: 0.0), Wrong("th-swap", lambda case: 100 - inside(case))),
    nudge="The decomposition has two parts that add up to the index. Leave the province out of both lists.",
    meaning=lambda case: (
        f"{inside(case):.0f}% of the inequality in {COLUMNS[case.measure]} lies inside the regions. "
        f"In which region a province lies tells the other {100 - inside(case):.0f}%."
    ),
)


# q4: a ratio of sums --------------------------------------------------------------------------------------------------

PER_HEAD = {"enterprises_sme": "million yuan for each SME", "employed_sme": "thousand yuan for each job in SMEs"}


def _unit(case):
    """Assets are in million yuan."""
    return 1 if case["base"] == "enterprises_sme" else 1000


def ratio_of_sums(case, provinces=None):
    """Assets for each firm or job, of the case's group or of other provinces."""
    provinces = case["provinces"] if provinces is None else provinces
    return _unit(case) * _sum("assets_sme", provinces) / _sum(case["base"], provinces)


def _mean_of_ratios(case):
    ratios = [_unit(case) * _sum("assets_sme", [name]) / _sum(case["base"], [name]) for name in case["provinces"]]
    return sum(ratios) / len(ratios)


def _a_group(draw):
    count = draw.pick([4, 5, 6, 7])
    return {"base": draw.pick(list(PER_HEAD)), "provinces": tuple(draw.shuffled(_names())[:count])}


AGGREGATE = Question(
    id="places-q4",
    title="The ratio of a whole",
    points=2,
    difficulty=1,
    objective="aggregate a ratio",
    answer="ratio",
    asks=lambda case: f"How large are the assets of SMEs in these provinces taken together, in {PER_HEAD[case.base]}?",
    form=Number(low=0),
    draw=_a_group,
    stem="Table 4 as repaired has assets in million yuan, and counts firms and jobs.",
    aside=("base",),
    right=ratio_of_sums,
    wrong=(Wrong("tb-meanratio", _mean_of_ratios), Wrong("tb-nation", lambda case: ratio_of_sums(case, _names()))),
    nudge="How much do all of them own together, and for how many? Mind the unit.",
    meaning=lambda case: (
        f"Together they own {ratio_of_sums(case):.3g} {PER_HEAD[case.base]}; the mean of their ratios, "
        f"in which the smallest province counts as much as the largest, would be {_mean_of_ratios(case):.3g}."
    ),
)


# q5: three bases ------------------------------------------------------------------------------------------------------

SHARES = ("firms", "all jobs", "jobs in SMEs")


def _shares(case, all_jobs):
    group = case["provinces"]
    firms, jobs = (100 * _sum(column, group) / _sum(column, _names()) for column in ("enterprises_sme", "employed_sme"))
    return [[firms], [all_jobs(group)], [jobs]]


def _jobs_of_all(group):
    return 100 * _sum("employed_sme", group) / _sum("employed_all", _names())


def _wrong_base(group):
    return 100 * _sum("employed_sme", group) / _sum("employed_sme", _names())


def _all_firms_jobs(group):
    return 100 * _sum("employed_all", group) / _sum("employed_all", _names())


def _firms_for_jobs(group):
    return 100 * _sum("enterprises_sme", group) / _sum("enterprises_sme", _names())


def _few_provinces(draw):
    group = tuple(draw.shuffled(_names())[: draw.pick([3, 4, 5])])
    return {"provinces": ", ".join(group), "share": SHARES, "group": group}


def _group_only(case):
    return {"provinces": case["provinces"].split(", ")}


THREE = Question(
    id="places-q5",
    title="One group, three shares",
    points=2,
    difficulty=1,
    objective="report shares with their bases",
    answer="shares",
    asks=lambda case: (
        f"for {case.provinces} together, in per cent of the nation: "
        "their SMEs among all SMEs (firms); the jobs in their SMEs among the jobs in *all* firms (all jobs); "
        "the jobs in their SMEs among the jobs in SMEs (jobs in SMEs)"
    ),
    told=True,
    form=Table(label="share", columns={"per cent": Numbers()}),
    draw=lambda draw: {name: value for name, value in _few_provinces(draw).items() if name != "group"},
    stem="Table 4 as repaired counts SMEs, the jobs in them, and the jobs in all firms.",
    right=lambda case: _shares(_group_only(case), _jobs_of_all),
    wrong=(
        Wrong("tb-base", lambda case: _shares(_group_only(case), _wrong_base)),
        Wrong("tb-mixed", lambda case: _shares(_group_only(case), _all_firms_jobs)),
        Wrong("tb-count", lambda case: _shares(_group_only(case), _firms_for_jobs)),
    ),
    nudge="Write each share as one number over another before you compute, and name both.",
    meaning=lambda case: (
        "{:.1f}% of the firms, {:.1f}% of all jobs, {:.1f}% of the jobs in SMEs: three right numbers, and each "
        "belongs in a sentence of its own.".format(*(row[0] for row in _shares(_group_only(case), _jobs_of_all)))
    ),
)


# q6: in words ---------------------------------------------------------------------------------------------------------

PAIRS = (
    "workers per SME against assets per worker",
    "workers per SME against assets per SME",
    "assets per SME against assets per worker",
)

SCATTER = Question(
    id="places-q6",
    title="A province is not a firm",
    points=3,
    difficulty=3,
    objective="explain why groups and members can differ",
    answer="note",
    asks="your note in the cell below, in 100 to 130 words",
    form=Prose(100, 130),
    draw=lambda draw: {"pair": draw.pick(PAIRS)},
    stem=lambda case: (
        f"Somebody draws a chart of 31 provinces, {case.pair}, and concludes how a *firm* would change if it grew. "
        "Somebody else answers with the size classes of Table 1. Compute both and say what each can show."
    ),
    wrong=(Wrong("tb-ecological"), Wrong("tb-meanratio")),
)

QUESTIONS = (QUOTIENT, LUMPY, INSIDE, AGGREGATE, THREE, SCATTER)
