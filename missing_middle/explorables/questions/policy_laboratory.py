"""Policy laboratory: the measures of section 5 as levers on the models. Where does the country land?"""

from functools import lru_cache
from itertools import pairwise

import numpy as np

from missing_middle.explorables.engine.parts import Bet, Option, Readout, Slider
from missing_middle.explorables.engine.widget import Explorable
from missing_middle.explorables.views import Axis, Bar, Bars, Dot, Lines, Rule, Series
from missing_middle.policy import BASELINE, LEVERS, WIDE, evaluate, portfolio
from missing_middle.policy.parameters import PARAMETERS

C = ("tax-incentive", "benchmarking", "licensing")
D = ("cluster-lending", "skills-exchange", "zone-rules", "red-tape")
STRENGTHS = np.round(np.linspace(0, 1, 41), 3)
CORNERS = (
    "an applications specialist that sells at home",
    "an applications specialist that exports",
    "a process pioneer that sells at home",
    "a process pioneer that exports",
    "a product pioneer that sells at home",
    "a product pioneer that exports",
    "a fast follower that sells at home",
    "a globalized fast follower",
)
SHORT = {
    "red-tape": "Cut red tape",
    "zone-rules": "Special-zone rules for all",
    "trade-agreement": "Trade agreements",
    "tax-incentive": "Tax incentive to cooperate",
    "benchmarking": "Benchmarking",
    "cluster-lending": "Lend to the cluster",
    "skills-exchange": "Clearing house for skills",
    "licensing": "Foreign licences",
}

READOUTS = {
    "octant": Readout("Corner of Figure 2 (7 is the one the paper wants)", "", 0),
    "product": Readout("Product capability", "% of the frontier", 0),
    "process": Readout("Process capability", "% of the frontier", 0),
    "exported": Readout("Share of output exported", "%", 0),
    "exporters": Readout("Share of firms that export", "%", 0),
    "welfare": Readout("Real income", "% above the baseline", 1),
    "knowledge": Readout("Knowledge in the cluster", "baseline = 100", 0),
    "patience": Readout("Patience that cooperation needs", "%", 0),
    "missing": Readout("Firms stuck at their collateral limit", "%", 0),
    "mass": Readout("Critical mass of a cluster", "firms", 0),
    "best": Readout("Best size of a cluster", "firms", 0),
    "c_now": Readout("Portfolio C at the assumed strength: process capability", "%", 1),
    "d_now": Readout("Portfolio D at the assumed strength: process capability", "%", 1),
    "c_full": Readout("Portfolio C at full strength", "%", 1),
    "d_full": Readout("Portfolio D at full strength", "%", 1),
    "turns": Readout("Times their order turns, from strength 0.4 to 1", "", 0),
    "threshold": Readout("Strength from which firms cooperate under C", "", 2),
}


@lru_cache(maxsize=8192)
def landed(strengths):
    """Everything that depends on the levers, which are pairs of id and strength."""
    out = evaluate(portfolio(dict(strengths)))
    start = evaluate()
    return {
        "corner": CORNERS[out.hyperquadrant],
        "octant": out.hyperquadrant,
        "cooperates": "firms cooperate" if out.sustained else "firms do not cooperate",
        "product": 100 * out.c_product,
        "process": 100 * out.c_process,
        "exported": 100 * out.export_share,
        "exporters": 100 * out.export_probability,
        "welfare": 100 * (out.welfare / start.welfare - 1),
        "knowledge": 100 * out.knowledge / start.knowledge,
        "patience": 100 * out.delta_min,
        "missing": 100 * out.missing_share,
        "mass": out.N_min,
        "best": out.N_optimal,
        "way_x": np.array([100 * start.c_product, 100 * out.c_product]),
        "way_y": np.array([100 * start.c_process, 100 * out.c_process]),
    }


def process(names, strength):
    return 100 * evaluate(portfolio(dict.fromkeys(names, float(strength)))).c_process


@lru_cache(maxsize=1)
def rivals():
    """Process capability under two portfolios at every strength, how often their order turns, and a threshold."""
    c, d = (np.array([process(names, s) for s in STRENGTHS]) for names in (C, D))
    fine = np.linspace(0.4, 1, 301)
    ahead = [process(C, s) > process(D, s) for s in fine]
    lasts = [evaluate(portfolio(dict.fromkeys(C, float(s)))).sustained for s in fine]
    return {
        "c_path": c,
        "d_path": d,
        "c_full": c[-1],
        "d_full": d[-1],
        "turns": sum(a != b for a, b in pairwise(ahead)),
        "threshold": float(fine[lasts.index(True)]),
    }


@lru_cache(maxsize=64)
def compared(strength):
    """Both portfolios at this strength, and on the way down to it: what lies further down is for the bet."""
    c, d, whole = process(C, strength), process(D, strength), rivals()
    shown = strength <= STRENGTHS
    return {
        **whole,
        "strengths": STRENGTHS,
        "c_now": c,
        "d_now": d,
        "case": "c" if c > d else "d",
        **{path: np.where(shown, whole[path], np.nan) for path in ("c_path", "d_path")},
    }


MAP = Lines(
    title="The country is {corner}",
    alt="Product capability {product}% and process capability {process}% of the frontier; the line comes from the "
    "baseline. From 50% a capability counts as high.",
    x=Axis("Product capability (% of the frontier)", 20, 80),
    y=Axis("Process capability (% of the frontier)", 20, 80),
    series=(Series("way_x", "way_y"),),
    rules=(Rule(50, "high from here"), Rule(50, "high from here", axis="y")),
    dots=(Dot("product", "process", "here", tone=1),),
)

THREE = Bars(
    title="Three axes, and all three must be high",
    alt="Product capability {product}, process capability {process}, share of output exported {exported}; high from "
    "50.",
    axis=Axis("%", 0, 80),
    bars=(
        Bar("product", "Product capability"),
        Bar("process", "Process capability", tone=2),
        Bar("exported", "Exports in output", tone=1),
    ),
    reference=50,
    reference_label="high from here",
)

BEHIND = Bars(
    title="Behind it: {cooperates}",
    alt="Patience that cooperation needs {patience}%, while firms have 55%; {missing}% of firms stand at their "
    "collateral limit; {exporters}% export.",
    axis=Axis("%", 0, 80),
    bars=(
        Bar("patience", "Patience needed", tone=3),
        Bar("missing", "Firms at their limit", tone=2),
        Bar("exporters", "Firms that export", tone=1),
    ),
    reference=100 * BASELINE.game.discount,
    reference_label="patience there is",
)

RANKING = Lines(
    title={
        "c": "At this strength C is ahead: {c_now} against {d_now}%",
        "d": "At this strength D is ahead: {d_now} against {c_now}%",
    },
    alt="Process capability under portfolios C and D, from full strength down to the one assumed for every lever. At "
    "{assumed} C brings {c_now}% and D {d_now}%; at full strength {c_full} and {d_full}%.",
    x=Axis("Strength of every lever", 0, 1),
    y=Axis("Process capability (% of the frontier)", 36, 56),
    series=(Series("strengths", "c_path", "portfolio C"), Series("strengths", "d_path", "portfolio D")),
    rules=(Rule("assumed", "assumed {assumed}", dash=1),),
    dots=(Dot("assumed", "c_now", tone=0), Dot("assumed", "d_now", tone=1)),
)

SENTENCE = dict.fromkeys(
    "cd",
    (
        "With these levers the country is {corner}: product capability is {product}% of the frontier, process "
        "capability {process}%, and {exported}% of output is exported. Real income is {welfare}% above the baseline, "
        "and {cooperates}."
    ),
)

EQUATION = (
    "All strengths are assumptions, calibrated to nothing. Without Python this page holds each of the eight levers at "
    "0, ½ and 1; in the notebook all {measures} measures take any strength. Which portfolio is best may turn with the "
    "strength: move the last control."
)

BET = Bet(
    "At full strength portfolio C (tax incentive, benchmarking, licences) brings process capability to {c_full}% of "
    "the frontier, portfolio D (lending, skills, zone rules, red tape) to {d_full}%. And at three quarters of that "
    "strength?",
    (
        Option(
            "C is still ahead: a ranking is a ranking",
            "It flips: {c_now} against {d_now}%. The strength was assumed, and so was the ranking.",
            "po-strength",
        ),
        Option(
            "C is ahead, by three quarters as much",
            "Part of what C does has a threshold: below {threshold} firms do not cooperate at all.",
            "po-additive",
        ),
        Option(
            "D is ahead",
            "{d_now} against {c_now}%. Up to strength {threshold} cooperation fails under C. Between 0.4 and 1 their "
            "order turns {turns} times.",
        ),
    ),
    reveal={**{name.replace("-", "_"): float(name in C) for name in WIDE}, "assumed": 0.75},
)

ASSUMED = Slider(
    "assumed",
    "Strength of portfolios C and D",
    start=1.0,
    stops=(0.25, 0.5, 0.75, 1.0),
    note="moves the last chart only",
)


def controls(levers):
    """A slider for each lever, and the one that shows the flip."""
    sliders = [
        Slider(
            name.replace("-", "_"),
            SHORT.get(name, LEVERS[name].title),
            stops=(0, 0.5, 1),
            start=0,
            digits=2,
            note="; ".join(sorted({words(move) for move in LEVERS[name].moves})),
        )
        for name in levers
    ]
    return [*sliders, ASSUMED]


def words(move):
    """What a move does, for a reader who has no Python."""
    return f"{PARAMETERS[move.parameter][0].split(',')[0]} {'up' if move.direction > 0 else 'down'}"


def policy_laboratory(levers=WIDE):
    """Where do the levers of section 5 carry the country? Returns the :class:`Explorable`.

    Parameters
    ----------
    levers : sequence of str
        Ids of one to eight different levers of ``missing_middle.policy.LEVERS``; ``ValueError`` otherwise.
    """
    levers = tuple(levers)
    unknown = [name for name in levers if name not in LEVERS]
    if unknown or not 1 <= len(set(levers)) == len(levers) <= 8:
        raise ValueError(f"levers = {levers!r} is not allowed: give one to eight different ids of policy.LEVERS.")

    def frame(assumed, **strengths):
        moved = tuple((name, strengths[name.replace("-", "_")]) for name in levers)
        return {**landed(moved), **compared(assumed), "measures": str(len(LEVERS))}

    bet = BET if levers == WIDE else Bet(BET.question, BET.options, {"assumed": 0.75})
    pulled = ", ".join(f'"{name}": {{{name.replace("-", "_")}}}' for name in levers)
    return Explorable(
        frame,
        id="policy-laboratory",
        question="Which measures carry the country to the corner that the paper wants?",
        controls=controls(levers),
        readouts=READOUTS,
        views=[[MAP, THREE], [BEHIND, RANKING]],
        sentence=SENTENCE,
        equation=EQUATION,
        bet=bet,
        code=f"from missing_middle.policy import evaluate, portfolio\n\nevaluate(portfolio({{{pulled}}}))",
        transfer="A province of your choice: which of the three axes is it missing, how would you know, and which one "
        "lever would you pull first if you could pull only one?",
    )
