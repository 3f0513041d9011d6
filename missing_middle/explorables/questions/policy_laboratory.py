"""Policy laboratory: the measures of section 5 as levers on the models. Where does the country land?"""

from functools import lru_cache

import numpy as np

from missing_middle.explorables.engine.parts import Bet, Option, Readout, Slider
from missing_middle.explorables.engine.widget import Explorable
from missing_middle.explorables.views import Axis, Bar, Bars, Dot, Lines, Rule, Series
from missing_middle.policy import BASELINE, LEVERS, WIDE, cost, evaluate, portfolio, ranking, within
from missing_middle.policy.parameters import PARAMETERS

C = ("tax-incentive", "benchmarking", "licensing")
D = ("cluster-lending", "skills-exchange", "zone-rules", "red-tape")
DRAWS = 1000
C_BAR, E_BAR = 100 * BASELINE.upgrading.c_bar, 100 * BASELINE.upgrading.e_bar
SHARES = np.round(np.linspace(0, 1, 41), 3)
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
    "income": Readout("Real income", "% above the baseline", 1),
    "c_bar": Readout("A capability is high from", "% of the frontier", 0),
    "e_bar": Readout("Exports are high from", "% of output", 0),
    "product_of": Readout("Product capability", "% of what counts as high", 0),
    "process_of": Readout("Process capability", "% of what counts as high", 0),
    "exported_of": Readout("Exports in output", "% of what counts as high", 0),
    "knowledge": Readout("Knowledge in the cluster", "baseline = 100", 0),
    "patience": Readout("Patience that cooperation needs", "%", 0),
    "missing": Readout("Firms stuck at their collateral limit", "%", 0),
    "mass": Readout("Critical mass of a cluster", "firms", 0),
    "best": Readout("Best size of a cluster", "firms", 0),
    "cost": Readout("Cost of what is pulled", "points", 1),
    "c_now": Readout("Portfolio C for this budget: real income", "% above the baseline", 1),
    "d_now": Readout("Portfolio D for this budget: real income", "% above the baseline", 1),
    "c_bet": Readout("Portfolio C for 11 points: real income", "% above the baseline", 1),
    "d_bet": Readout("Portfolio D for 11 points: real income", "% above the baseline", 1),
    "ahead": Readout("Draws, of 1,000, in which C is ahead", "", 0),
    "behind": Readout("Draws, of 1,000, in which D is ahead", "", 0),
    "half_c": Readout("Middle draw: income under C above that under D", "%", 1),
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
        "c_bar": C_BAR,
        "e_bar": E_BAR,
        "product_of": 100 * out.c_product / BASELINE.upgrading.c_bar,
        "process_of": 100 * out.c_process / BASELINE.upgrading.c_bar,
        "exported_of": 100 * out.export_share / BASELINE.upgrading.e_bar,
        "exporters": 100 * out.export_probability,
        "income": 100 * (out.income / start.income - 1),
        "cost": cost(dict(strengths)),
        "knowledge": 100 * out.knowledge / start.knowledge,
        "patience": 100 * out.delta_min,
        "missing": 100 * out.missing_share,
        "mass": out.N_min,
        "best": out.N_optimal,
        "way_x": np.array([100 * start.c_product, 100 * out.c_product]),
        "way_y": np.array([100 * start.c_process, 100 * out.c_process]),
    }


def gained(names):
    """Real income above the baseline's (%) under a portfolio that 11 points buy, at the assumed numbers."""
    return 100 * (evaluate(portfolio(within(names, 11))).income / evaluate().income - 1)


@lru_cache(maxsize=8)
def compared(budget):
    """Portfolios C and D, each bought for the budget: at the assumed numbers, and in 1,000 draws from the intervals."""
    found = ranking({"C": C, "D": D}, budget, draws=DRAWS)
    c_now, d_now = (100 * (found.values / evaluate().income - 1)).tolist()
    apart = np.sort(100 * (found.drawn[:, 0] / found.drawn[:, 1] - 1))
    behind = int((apart < 0).sum())
    return {
        "c_bet": gained(C),
        "d_bet": gained(D),
        "c_now": c_now,
        "d_now": d_now,
        "case": "c" if c_now > d_now else "d",
        "behind": behind,
        "ahead": DRAWS - behind,
        "middle": DRAWS / 2,
        "half_c": float(np.median(apart)),
        "apart": np.quantile(apart, SHARES),
        "up_to": DRAWS * SHARES,
    }


MAP = Lines(
    title="The country is {corner}",
    alt="Product capability {product}% and process capability {process}% of the frontier; the line comes from the "
    "baseline. A capability of {c_bar}% or more counts as high.",
    x=Axis("Product capability (% of the frontier)", 20, 80),
    y=Axis("Process capability (% of the frontier)", 20, 80),
    series=(Series("way_x", "way_y"),),
    rules=(Rule(C_BAR, "high from here"), Rule(C_BAR, "high from here", axis="y")),
    dots=(Dot("product", "process", "here", tone=1),),
)

THREE = Bars(
    title="Three axes, and all three must be high",
    alt="Product capability {product}, process capability {process}, share of output exported {exported}. A "
    "capability is high from {c_bar}%, exports from {e_bar}%.",
    axis=Axis("% of what counts as high", 0, 160),
    bars=(
        Bar("product_of", "Product capability"),
        Bar("process_of", "Process capability", tone=2),
        Bar("exported_of", "Exports in output", tone=1),
    ),
    reference=100,
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
    reference_label="patience of firms",
)

RANKING = Lines(
    title={
        "c": "At the assumed sizes C is ahead; in {behind} of 1,000 draws D is",
        "d": "At the assumed sizes D is ahead; in {ahead} of 1,000 draws C is",
    },
    alt="For a budget of {budget} points, real income under portfolio C over that under D in 1,000 draws, from the "
    "draw that is worst for C to the best. C is ahead in {ahead} draws, D in {behind}; in the middle draw C brings "
    "{half_c}% more.",
    x=Axis("Income under C above that under D (%)", -20, 40),
    y=Axis("Draws that bring C no more", 0, 1000),
    series=(Series("apart", "up_to"),),
    rules=(Rule(0, "equal", axis="x"),),
    dots=(Dot("half_c", "middle", "middle draw", tone=1),),
)

SENTENCE = dict.fromkeys(
    "cd",
    (
        "With these levers the country is {corner}: product capability is {product}% of the frontier, process "
        "capability {process}%, and {exported}% of output is exported. Real income is {income}% above the baseline, "
        "and {cooperates}. These levers cost {cost} points."
    ),
)

EQUATION = (
    "The sizes of most levers are assumptions, and nobody has measured what levers cost. So every number has an "
    "interval, in the table of this page. Without Python this page has each of the eight levers at 0, ½ and 1; in "
    "the notebook all {measures} measures take any strength, and any budget. A ranking is worth only what the draws "
    "say of it: move the last control."
)

BET = Bet(
    "With 11 points to spend, portfolio C (tax incentive, benchmarking, licences) raises real income by {c_bet}%, "
    "portfolio D (lending, skills, zone rules, red tape) by {d_bet}%, if all numbers are as assumed. Now every number "
    "is drawn from its interval, a thousand times. How often is C ahead?",
    (
        Option(
            "In nearly all: a lead of that size is safe",
            "In {ahead} of 1,000. The sizes were assumed, and so was the ranking.",
            "po-strength",
        ),
        Option(
            "In somewhat more than half",
            "In {ahead} of 1,000. Part of what C does has a threshold: a little less of it, and firms do not cooperate "
            "at all.",
            "po-additive",
        ),
        Option(
            "In fewer than half",
            "In {ahead} of 1,000; D is ahead in {behind}. C is ahead where all goes as assumed, and little of C is "
            "left where the threshold is missed or the licence costs more than the budget.",
        ),
    ),
    reveal={**{name.replace("-", "_"): float(name in C) for name in WIDE}, "budget": 11.0},
)

BUDGET = Slider(
    "budget", "Budget of portfolios C and D (points)", start=8.0, stops=(8.0, 11.0), note="moves the last chart only"
)


def controls(levers):
    """A slider for each lever, and the budget of the ranking."""
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
    return [*sliders, BUDGET]


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

    def frame(budget, **strengths):
        moved = tuple((name, strengths[name.replace("-", "_")]) for name in levers)
        return {**landed(moved), **compared(budget), "measures": str(len(LEVERS))}

    bet = BET if levers == WIDE else Bet(BET.question, BET.options, {"budget": 11.0})
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
