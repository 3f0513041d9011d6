"""Localization: does an industry stand closer together than chance would have it? (section 3.1c; synthetic plants)

Refutes "above the five per cent line somewhere, so it is localized" (the error adds up over the distances that are
looked at) and "concentrated means agglomerated" (plants placed at random clump as well).
"""

from functools import lru_cache

import numpy as np

from missing_middle.explorables.engine.parts import Bet, Choice, Option, Readout, Slider
from missing_middle.explorables.engine.widget import Explorable
from missing_middle.explorables.views import Axis, Dot, Lines, Rule, Series, Sites
from missing_middle.models import (
    counterfactual,
    distance_grid,
    ellison_glaeser,
    global_band,
    k_density,
    local_band,
    pair_distances,
    silverman_bandwidth,
)

SIDE, N_SITES, N_PLANTS = 100, 400, 25  # km along the square, occupied sites, plants of an industry
TRIALS, DRAWS, LEVEL = 200, 2000, 0.05  # industries of each kind, draws behind the bands, one-sided level
SEEN = 12  # of the industries, as many can be looked at
STEPS = {1: None, 3: 16, 5: 8, 9: 4, 17: 2, 33: 1}  # distances looked at: every so-manieth of 33
LOOKS = np.array(list(STEPS), float)
SQUARES = 4  # along each side, for the index that needs regions

KINDS = {"random": "at random", "pulled": "half of them near one another", "apart": "away from one another"}
BANDS = {"one": "5% at each distance", "all": "5% over all distances"}

CONTROLS = [
    Choice(
        "kind",
        "How the industry chose its sites",
        start="random",
        options=KINDS,
        note="25 of 400 sites; all of it is made up",
    ),
    Slider(
        "industry",
        "Industry",
        tuple(range(1, SEEN + 1)),
        1,
        digits=0,
        note="twelve of each kind to look at",
        whole=True,
    ),
    Slider(
        "looks",
        "Distances at which it is looked at",
        tuple(STEPS),
        1,
        digits=0,
        note="1 is a distance chosen beforehand; 33 are all distances up to the median",
        whole=True,
    ),
    Choice(
        "line", "Line that calls it localized", start="one", options=BANDS, note="from two thousand random industries"
    ),
]

READOUTS = {
    "flagged": Readout("Industries of this kind above the line, at these distances", "%", 1),
    "flagged_one": Readout("The same, at one distance chosen beforehand", "%", 1),
    "flagged_each": Readout("The same, at all 33 distances, with 5% at each", "%", 1),
    "flagged_all": Readout("The same, at all 33 distances, with 5% over all", "%", 1),
    "trials": Readout("Industries of this kind that were drawn", "", 0),
    "above": Readout("Distances at which this industry is above the line", "of those looked at", 0),
    "where": Readout("Distance at which it is highest against the line", "km", 0),
    "raw": Readout("Raw concentration of this industry over 16 squares", "hundredths", 1),
    "gamma": Readout("Ellison-Glaeser index of this industry over 16 squares", "hundredths", 1),
    "mean_raw": Readout("Raw concentration, mean over industries of this kind", "hundredths", 1),
    "mean_gamma": Readout("Ellison-Glaeser index, mean over industries of this kind", "hundredths", 1),
}


@lru_cache(maxsize=1)
def landscape():
    """Return 400 sites where firms stand, half of them in eight towns, and the distances at which to look."""
    rng = np.random.default_rng(2005)
    towns, half = rng.uniform(12, 88, (8, 2)), N_SITES // 2
    in_town = (towns[rng.integers(0, len(towns), half)] + rng.normal(0, 5, (half, 2))).clip(1, SIDE - 1)
    sites = np.concatenate([in_town, rng.uniform(1, SIDE - 1, (N_SITES - half, 2))]).round(1)
    return sites, distance_grid(sites, n=33)


def choose(kind, rng):
    """Return which sites an industry of this kind takes, as positions in the list of sites."""
    sites, _ = landscape()
    if kind == "random":
        return rng.choice(N_SITES, N_PLANTS, replace=False)
    if kind == "pulled":
        near = np.argsort(np.hypot(*(sites - sites[rng.integers(N_SITES)]).T))[:40]
        half = rng.choice(near, N_PLANTS // 2, replace=False)
        rest = np.setdiff1d(np.arange(N_SITES), half)
        return np.concatenate([half, rng.choice(rest, N_PLANTS - len(half), replace=False)])
    first, *rest = rng.permutation(N_SITES)
    chosen = [first]
    for offered in np.reshape(rest[: 4 * (N_PLANTS - 1)], (-1, 4)):  # it takes the site farthest from its own
        gaps = np.hypot(*(sites[offered][:, None] - sites[chosen]).transpose(2, 0, 1)).min(axis=1)
        chosen.append(offered[gaps.argmax()])
    return np.array(chosen)


@lru_cache
def industries(kind):
    """Return the sites of all industries of a kind, and the density of their pair distances (per 100 km)."""
    rng = np.random.default_rng([2005, list(KINDS).index(kind)])
    sites, d = landscape()
    plants = [choose(kind, rng) for _ in range(TRIALS)]
    return plants, 100 * np.array([k_density(sites[chosen], d, bandwidth()).K for chosen in plants])


@lru_cache
def tested(kind):
    """Return the densities of all industries of a kind that are held against a line; random ones cost little."""
    if kind != "random":
        return industries(kind)[1]
    sites, d = landscape()
    return 100 * counterfactual(sites, N_PLANTS, d, bandwidth(), seed=3, draws=DRAWS)


@lru_cache(maxsize=1)
def bandwidth():
    """One bandwidth for all, so that one set of bands serves all: the rule's for an industry of this size."""
    sites, _ = landscape()
    rng = np.random.default_rng(1)
    return float(np.median([silverman_bandwidth(pair_distances(sites[choose("random", rng)])) for _ in range(50)]))


@lru_cache(maxsize=1)
def chance():
    """Return the densities of random industries, a row a draw (per 100 km)."""
    sites, d = landscape()
    return 100 * counterfactual(sites, N_PLANTS, d, bandwidth(), seed=2, draws=DRAWS)


def at(looks):
    """Return the positions of the distances that are looked at; one alone is in the middle."""
    step = STEPS[looks]
    return np.array([16]) if step is None else np.arange(0, 33, step)


@lru_cache
def line_for(line, looks):
    """Return the line at all 33 distances, with its error held at each or over the ones looked at."""
    if line == "one":
        return local_band(chance(), LEVEL).upper
    rank = global_band(chance()[:, at(looks)], LEVEL).rank_upper
    return np.sort(chance(), axis=0)[-rank]


@lru_cache
def flagged(kind, line, looks):
    """Return the share of the industries of a kind that lie above the line at a distance looked at, in %."""
    here = at(looks)
    return float(100 * (tested(kind)[:, here] > line_for(line, looks)[here]).any(axis=1).mean())


@lru_cache
def indices(kind):
    """Return raw concentration and Ellison-Glaeser index of each industry over the squares, in hundredths."""
    sites, _ = landscape()
    column, row = (sites * SQUARES // SIDE).astype(int).T
    square = SQUARES * row + column
    total = np.bincount(square, minlength=SQUARES**2)
    found = [
        ellison_glaeser(np.bincount(square[chosen], minlength=SQUARES**2), total, np.ones(N_PLANTS))
        for chosen in industries(kind)[0]
    ]
    return 100 * np.array([[one.G, one.gamma] for one in found])


def frame(kind, industry, looks, line):
    """One industry with its curve, the two lines, and the share of its kind that a line would call localized."""
    looks, number = int(looks), int(industry) - 1
    plants, curves = industries(kind)
    own, upper, here, (_, d) = curves[number], line_for(line, looks), at(looks), landscape()
    above = int((own[here] > upper[here]).sum())
    return {
        "case": f"{kind}, {'above' if above else 'below'}",
        "trials": len(tested(kind)),
        "how": KINDS[kind],
        "band": BANDS[line],
        "flagged": flagged(kind, line, looks),
        "flagged_one": flagged(kind, "one", 1),
        "flagged_each": flagged(kind, "one", 33),
        "flagged_all": flagged(kind, "all", 33),
        "above": above,
        "where": float(d[(own - upper).argmax()]),
        "raw": indices(kind)[number, 0],
        "gamma": indices(kind)[number, 1],
        "mean_raw": indices(kind)[:, 0].mean(),
        "mean_gamma": indices(kind)[:, 1].mean(),
        "plants": np.sort(plants[number]).astype(float),
        "d": d,
        "own": own,
        "mean": chance().mean(axis=0),
        "local": line_for("one", looks),
        "global": line_for("all", looks),
        "counts": LOOKS,
        "each": np.array([flagged(kind, "one", n) for n in STEPS]),
        "over_all": np.array([flagged(kind, "all", n) for n in STEPS]),
    }


def by_case(**words):
    """Return the words for an industry above and below the line, whatever its kind."""
    return {f"{kind}, {found}": text for kind in KINDS for found, text in words.items()}


MAP = Sites(
    title="Industry {industry}: its plants were placed {how}",
    alt="A square with 400 made-up sites, of which the industry holds 25, placed {how}.",
    note="Made-up places in a square of 100 km. Small dots are sites of any industry, large dots are plants of this "
    "one.",
    sites=tuple(map(tuple, landscape()[0].tolist())),
    chosen="plants",
    side=SIDE,
)

CURVE = Lines(
    title=by_case(above="Above the line: it would be called localized", below="Not above the line where we look"),
    alt="Density of the distances between its plants, highest against the line at {where} km. It lies above the line "
    "at {above} of {looks} distances looked at.",
    x=Axis("Distance between two plants (km)", 0),
    y=Axis("Pairs of plants (% for each km)", 0),
    series=(
        Series("d", "own", "industry"),
        Series("d", "local", "at each"),
        Series("d", "global", "over all"),
        Series("d", "mean", "chance"),
    ),
)

SHARES = Lines(
    title={
        f"{kind}, {found}": words
        for found in ("above", "below")
        for kind, words in {
            "random": "Each further look finds more, where there is nothing to find",
            "pulled": "Where there is something, one look misses most of it",
            "apart": "Plants that keep apart are hardly ever called localized",
        }.items()
    },
    alt="Share of such industries above a line, by the number of distances looked at: with 5% at each distance it "
    "goes from {flagged_one} to {flagged_each}%, with 5% over all it ends at {flagged_all}%.",
    x=Axis("Distances looked at", 1, 33),
    y=Axis("Industries of this kind called localized (%)", 0),
    series=(Series("counts", "each", "at each"), Series("counts", "over_all", "over all")),
    rules=(Rule("looks", "looked at", dash=2), Rule(5.0, "5%", axis="y", dash=1)),
    dots=(Dot("looks", "flagged", tone=2),),
)

SENTENCE = by_case(
    above="Industry {industry} lies above the line ({band}) at {above} of {looks} distances. Of {trials} industries "
    "whose plants were placed {how}, {flagged}% are called localized.",
    below="Industry {industry} is nowhere above the line ({band}) where we look. Of {trials} industries whose plants "
    "were placed {how}, {flagged}% are called localized.",
)

BET = Bet(
    "The plants of an industry are placed at random. It is compared with chance at 33 distances, with a line that "
    "chance crosses in 5% of cases at each. How often is such an industry called localized?",
    (
        Option(
            "in 5% of cases",
            "At one distance chosen beforehand it is {flagged_one}%. At 33 of them it is "
            "{flagged_each}%, since each look brings an error of its own.",
            "kd-local",
        ),
        Option(
            "never: random plants do not clump",
            "Chance makes clumps. Over the squares, random industries have a raw concentration of {mean_raw} "
            "hundredths on average, which is why a line is needed at all.",
            "eg-raw",
        ),
        Option(
            "in nearly one case of five",
            "In {flagged_each}%. A line that counts the error over all distances brings it to {flagged_all}%.",
        ),
    ),
    reveal={"kind": "random", "industry": 1, "looks": 33, "line": "one"},
)

CODE = """from missing_middle.explorables.questions.localization import frame

frame({kind}, {industry}, {looks}, {line})"""


def localization():
    """How often is a random industry called localized? Returns the :class:`Explorable`."""
    return Explorable(
        frame,
        id="localization",
        question="Closer together than by chance?",
        controls=CONTROLS,
        readouts=READOUTS,
        views=[[CURVE, SHARES], [MAP]],
        sentence=SENTENCE,
        bet=BET,
        code=CODE,
        transfer="In one city, count the distances between hospitals. What would you take as the sites at which a "
        "hospital could stand, and at how many distances would you look?",
    )
