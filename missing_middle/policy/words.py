"""Levers in words, and the tables of measures that the chapters show."""

from missing_middle.policy.costs import KIND_OF, KINDS
from missing_middle.policy.economy import BASELINE
from missing_middle.policy.evidence import ASSUMED, NOTHING_TO_TWICE, OURS, SIZES
from missing_middle.policy.levers import LEVERS

CITED = {
    OURS: "ours",
    "groverLallTimmis2023": "Grover, Lall and Timmis 2023",
    "longZhang2011": "Long and Zhang 2011",
    "hsiehKlenow2010": "Hsieh and Klenow 2010",
    "customs2005": "Customs of China 2006",
    "bruhn2011": "Bruhn 2011",
    "baierBergstrand2007": "Baier and Bergstrand 2007",
    "bloom2013": "Bloom and others 2013",
    "wangLiFurman2016": "Wang, Li and Furman 2016",
    "caiSzeidl2018": "Cai and Szeidl 2018",
}


def levers_of(section):
    """The levers of a section of the paper, notes included; ``ValueError`` if it has none.

    >>> from missing_middle.policy.words import levers_of
    >>> [lever.id for lever in levers_of("2.4")]
    ['trade-agreement']
    """
    found = [lever for lever in LEVERS.values() if lever.section.split(",")[0] == section]
    if not found:
        known = sorted({lever.section.split(",")[0] for lever in LEVERS.values()})
        raise ValueError(f"section = {section!r} is not allowed: give one of {', '.join(known)}.")
    return found


def measures_table(section):
    """The measures of a section, how each is meant to work, and the parameters it moves: a MyST table.

    Each title carries a label, ``measure-`` and the lever's id, so that other pages can point at its row.
    """
    return markdown(
        ["Measure and lever", "How it is meant to work", "At full strength"],
        [
            [
                f"[{lever.title}]{{#measure-{lever.id}}} (`{lever.id}`)",
                lever.mechanism,
                "; ".join(map(str, lever.moves)),
            ]
            for lever in levers_of(section)
        ],
    )


def politics_table(section):
    """Who acts, who pays and how much, what could go wrong, and what to look at: a Markdown table."""
    return markdown(
        ["Measure", "Acts", "Pays", "Points", "What could go wrong", "What to look at"],
        [
            [
                f"`{lever.id}`",
                lever.who_acts,
                lever.who_pays,
                f"{KINDS[KIND_OF[lever.id]].points:g}",
                lever.harm,
                lever.measure,
            ]
            for lever in levers_of(section)
        ],
    )


def assumptions_table():
    """Every number of the laboratory that is assumed, with unit, interval and source: a Markdown table."""
    couplings = [
        [f"{one.words} (`{path}`)", f"{BASELINE.value(path):g}", _interval(one), one.unit, _whence(one)]
        for path, one in ASSUMED.items()
    ]
    costs = [
        [
            f"{kind.words} (`{name}`)",
            f"{kind.points:g}",
            _interval(kind),
            "points a lever",
            f"{CITED[OURS]}: no one knows",
        ]
        for name, kind in KINDS.items()
    ]
    sizes = [
        [f"size of *{LEVERS[name].title}* (`{name}`)", "1", _interval(size), "of its moves", _whence(size)]
        for name, size in SIZES.items()
    ]
    others = ["size of every other lever", "1", _interval(NOTHING_TO_TWICE), "of its moves", _whence(NOTHING_TO_TWICE)]
    return markdown(["What", "Assumed", "Interval", "Unit", "Source, and why"], [*couplings, *costs, *sizes, others])


def _interval(one):
    return f"{one.low:g} to {one.high:g}"


def _whence(one):
    return f"{CITED[one.source]}: {one.why}"


def markdown(head, rows):
    """A Markdown table; no cell may hold a bar or a line break."""
    for cell in [*head, *(cell for row in rows for cell in row)]:
        if "|" in cell or "\n" in cell:
            raise ValueError(f"{cell!r} is not allowed in a table: give text without bars and line breaks.")
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
