"""Exercise set `modes` (sections 2.1 to 2.3): who catches up, who falls behind, and what being good at both takes."""

import math

from missing_middle.checks.forms import Number, Prose
from missing_middle.checks.functions import Function
from missing_middle.checks.question import Question, Wrong
from missing_middle.checks.tables import Numbers, Table
from missing_middle.models.capability import Capability, classify, fast_follower_requirement, gap_steady_state

# Countries that copy --------------------------------------------------------------------------------------------------


def country(draw):
    """A country with a resting point and a ridge beyond it; its own effort covers part of what it needs."""
    a, delta = draw.grid(0.06, 0.11, 0.01), draw.grid(1.4, 2.6, 0.1)
    effort = draw.grid(0.004, 0.008, 0.001)
    g = round(draw.between(0.4, 0.75) * a * delta / math.e + effort, 4)
    return {"a": a, "delta": delta, "g": g, "effort": effort}


def rest(case, effort=None):
    """Where the country of a case comes to rest, or the same country with another effort."""
    return gap_steady_state(case.a, case.delta, case.g - (case.effort if effort is None else effort))


COUNTRY = (
    "The frontier grows at `g` a year. A country copies with openness `a` and absorptive capacity `delta`, "
    "and its own effort adds growth of `effort` a year (effectiveness times share times resources, already multiplied)."
)


# q1: the long run -----------------------------------------------------------------------------------------------------

LONG_RUN = Question(
    id="modes-q1",
    title="Where does it come to rest?",
    points=2,
    difficulty=1,
    objective="solve for a steady state, given transfer and effort",
    answer="capability",
    asks="At which share of the frontier, between 0 and 1, does the country's capability come to rest?",
    form=Number(0, 1, unit="share"),
    draw=country,
    stem=COUNTRY + " It starts close enough to the frontier to keep in touch with it.",
    right=lambda case: rest(case).c_stable,
    record=rest,
    wrong=(
        Wrong("mo-linear", lambda case: math.exp(-(case.g - case.effort) / case.a)),
        Wrong("mo-effort", lambda case: rest(case, effort=0).c_stable or 0.0),
        Wrong("mo-full", lambda case: 1.0),
    ),
    nudge="At rest copying brings just what is needed to keep pace. "
    "Which gap is that, and which capability goes with it?",
    meaning=lambda case: (
        f"It rests at {100 * rest(case).c_stable:.0f}% of the frontier, "
        "where all that it copies goes into keeping the distance."
    ),
)


# q2: a function with a threshold --------------------------------------------------------------------------------------

STARTS = (0.4, 0.9, 1.15, 4.5, 6)  # times delta: two below the peak of copying, one past it, two past the ridge


def long_run_capability(G0, resting, peak, ridge):
    """Capability in the long run from the gap ``G0``; 0 if the gap grows for ever."""
    return math.exp(-resting) if ridge > G0 else 0.0


def _five_starts(draw):
    a, delta = draw.grid(0.06, 0.11, 0.01), draw.grid(1.4, 2.6, 0.1)
    b = round(draw.between(0.4, 0.75) * a * delta / math.e, 4)
    state = gap_steady_state(a, delta, b)
    draw.insist(1.2 * delta < state.G_unstable < 4.4 * delta)
    gaps = (round(state.G_stable, 4), delta, round(state.G_unstable, 4))
    points = tuple((round(start * delta, 2), *gaps) for start in draw.shuffled(STARTS))
    return {"a": a, "delta": delta, "b": b, "points": points}


FROM_A_START = Question(
    id="modes-q2",
    title="Does the start matter?",
    points=4,
    difficulty=2,
    objective="write a function with a threshold",
    answer="long_run_capability",
    asks="a function of `G0`, `resting`, `peak` and `ridge` that returns "
    "the country's capability in the long run as a share of the frontier, and 0 if it falls behind for ever",
    form=Function(("G0", "resting", "peak", "ridge"), Number(0, 1, unit="share")),
    draw=_five_starts,
    stem="Now any country of this kind. `G0` is the gap at which it starts, the logarithm "
    "of the frontier over the country. Copying brings most at the gap `peak`; it brings just what the country "
    "needs to keep pace at the gaps `resting` and `ridge`, more at gaps between these two, and less at all others.",
    right=long_run_capability,
    wrong=(
        Wrong("mo-start", lambda G0, resting, peak, ridge: math.exp(-resting)),
        Wrong("mo-peak", lambda G0, resting, peak, ridge: math.exp(-resting) if peak >= G0 else 0.0),
        Wrong(
            "mo-start",
            lambda G0, resting, peak, ridge: math.exp(-ridge) if ridge < G0 else math.exp(-resting),
            seems="let a country that starts beyond the ridge come to rest there",
        ),
    ),
    nudge="Follow a start a little below the ridge and one a little above it: is the gap growing there, or closing?",
    meaning=lambda case: (
        "All starts on the near side of the ridge end at the same level, all others fall behind: "
        "history matters at one point only."
    ),
)


# q3: eight industries -------------------------------------------------------------------------------------------------

INDUSTRIES = ("lamps", "shoes", "steel", "toys", "software", "shipyards", "textiles", "watches", "furniture", "pumps")


def octant(c_product, c_process, export, c_bar, e_bar):
    """The corner of the cube as a number, 0 to 7."""
    return float(classify(c_product, c_process, export, c_bar, e_bar).hyperquadrant)


def _eight_industries(draw):
    c_bar, e_bar = draw.grid(0.4, 0.6, 0.05), draw.grid(0.4, 0.6, 0.05)
    rows = [_in_octant(draw, number, c_bar, e_bar) for number in draw.shuffled(range(8))[:7]]
    uneven = [_below(draw, c_bar, 0.05), round(min(c_bar + draw.between(0.25, 0.38), 0.98), 2)]
    rows.append((*draw.shuffled(uneven), _side(draw, draw.pick([True, False]), e_bar)))
    product, process, export = zip(*draw.shuffled(rows), strict=True)
    return {
        "c_bar": c_bar,
        "e_bar": e_bar,
        "industry": tuple(draw.shuffled(INDUSTRIES)[:8]),
        "product": product,
        "process": process,
        "export": export,
    }


def _in_octant(draw, number, c_bar, e_bar):
    return (_side(draw, number & 4, c_bar), _side(draw, number & 2, c_bar), _side(draw, number & 1, e_bar))


def _side(draw, high, threshold):
    return round(draw.between(threshold + 0.03, 0.97) if high else _below(draw, threshold, 0.3), 2)


def _below(draw, threshold, most):
    return round(threshold - draw.between(0.02, most), 2)


def _octant_by_mean(case, c_product, c_process, export):
    mean = (c_product + c_process) / 2
    return octant(mean, mean, export, case.c_bar, case.e_bar)


def _octant_by_exports(case, c_product, c_process, export):
    return 7.0 if export >= case.e_bar else octant(c_product, c_process, export, case.c_bar, case.e_bar)


CORNERS = Question(
    id="modes-q3",
    title="Eight industries",
    points=3,
    difficulty=1,
    objective="classify by three axes, given thresholds",
    answer="octants",
    asks="for each industry the number of its corner of the cube, 0 to 7: "
    "4 if product capability is high, plus 2 if process capability is high, plus 1 if it exports",
    form=Table(label="industry", columns={"octant": Numbers()}, given=("product", "process", "export")),
    draw=_eight_industries,
    stem="Eight industries (made up). A capability counts as high if it is `c_bar` or more, "
    "and an industry as exporting if the share `export` of its output is `e_bar` or more.",
    right=lambda case, x, z, e: octant(x, z, e, case.c_bar, case.e_bar),
    wrong=(Wrong("mo-average", _octant_by_mean), Wrong("mo-export", _octant_by_exports)),
    nudge="Ask three yes-or-no questions for each industry, one for each axis.",
    meaning=lambda case: (
        "Only corner 7 is the globalized fast follower, and it takes three separate answers: "
        "a good mean is not enough, and neither are exports."
    ),
)


# q4: a budget ---------------------------------------------------------------------------------------------------------


def _two_deficits(draw):
    case = {
        "c_bar": draw.grid(0.5, 0.6, 0.05),
        "export": draw.grid(0.5, 0.9, 0.05),
        "chi": draw.grid(0.6, 1.2, 0.1),
        "a0_product": draw.grid(0.02, 0.04, 0.005),
        "delta0_product": draw.grid(1.5, 3, 0.1),
        "g_product": draw.grid(0.04, 0.06, 0.002),
        "lam_product": draw.grid(0.015, 0.03, 0.005),
        "a0_process": draw.grid(0.02, 0.04, 0.005),
        "delta0_process": draw.grid(1, 2, 0.1),
        "g_process": draw.grid(0.03, 0.05, 0.002),
        "lam_process": draw.grid(0.02, 0.04, 0.005),
    }
    product, process = needs(case)
    draw.insist(min(product, process) > 0.1 and abs(product - process) > 0.1 * max(product, process))
    return case


def needs(case, export=None):
    """Resources that product and process capability need in the country of a case."""
    dimensions = [
        Capability(*(case[f"{name}_{dimension}"] for name in ("a0", "delta0", "g", "lam")))
        for dimension in ("product", "process")
    ]
    found = fast_follower_requirement(
        *dimensions, R=1, export=case["export"] if export is None else export, chi=case["chi"], c_bar=case["c_bar"]
    )
    return found.u_product_min, found.u_process_min  # shares of one unit of resources: resources


BUDGET = Question(
    id="modes-q4",
    title="A budget for two",
    points=2,
    difficulty=2,
    objective="compute a budget, given two deficits",
    answer="resources",
    asks="What is the smallest amount of resources with which both capabilities can be held at `c_bar`?",
    form=Number(low=0),
    draw=_two_deficits,
    stem="An economy wants to become a fast follower: both capabilities are to reach `c_bar`. Its openness "
    "is `a0` times `1 + chi * export`; each unit of resources adds `lam` to growth in the dimension that gets it.",
    right=lambda case: sum(needs(case)),
    wrong=(
        Wrong("mo-even", lambda case: 2 * max(needs(case))),
        Wrong("mo-noexport", lambda case: sum(needs(case, export=0))),
    ),
    nudge="At the capability `c_bar` the gap is `-log(c_bar)`. "
    "How much growth does copying bring there, how much is lacking, and how many units of resources bring the rest?",
    meaning=lambda case: (
        f"Product capability takes {needs(case)[0]:.2f} of it and process capability {needs(case)[1]:.2f}: "
        "an even split would leave too little for the one that needs more."
    ),
)


# q5: a push -----------------------------------------------------------------------------------------------------------


def _beyond_the_ridge(draw):
    case = country(draw)
    ridge = gap_steady_state(case["a"], case["delta"], case["g"] - case["effort"]).G_unstable
    case["G0"] = round(ridge + draw.between(0.4, 1.5), 2)
    return case


def lacking(case, effort=None):
    """Growth a year that the country lacks at the gap where it stands, to keep pace."""
    copied = case.a * case.G0 * math.exp(-case.G0 / case.delta)
    return case.g - (case.effort if effort is None else effort) - copied


PUSH = Question(
    id="modes-q5",
    title="The smallest push",
    points=2,
    difficulty=2,
    objective="find a critical push",
    answer="push",
    asks="How much growth a year must the programme add, at the least, for the gap to narrow (0.01 for 1%)?",
    form=Number(low=0),
    draw=_beyond_the_ridge,
    stem=COUNTRY + " It stands at the gap `G0`, and falls further behind every year. "
    "A programme adds to `effort` for as long as it runs; nothing else changes.",
    right=lacking,
    record=rest,
    wrong=(
        Wrong("mo-effort", lambda case: lacking(case, effort=0)),
        Wrong(
            "mo-allway", lambda case: case.g - case.effort, seems="let the programme replace all that copying brings"
        ),
    ),
    nudge="How much growth does copying bring where the country stands, and how much does it need there to keep pace?",
    meaning=lambda case: (
        f"Copying brings {100 * (case.g - case.effort - lacking(case)):.2f}% a year where it stands, "
        "and more as the gap narrows, up to the peak. "
        f"So the programme may end once the gap is below {rest(case).G_unstable:.2f}, the ridge: "
        f"from there the country goes on to {rest(case).G_stable:.2f} by itself."
    ),
)


# q6: in words ---------------------------------------------------------------------------------------------------------


def _minister(case):
    return (
        "Section 2.2 of the paper says that economies master production first and products later. "
        "A minister concludes: “First we put everything into processes. "
        "Once they are mastered, products come by themselves.”\n\nThe country in numbers: "
        "processes have `a0` = 0.06, `delta0` = 2, `g` = 0.03, products `a0` = 0.04, `delta0` = 0.9, `g` = 0.02; "
        "`lam` is 0.02 in both, `R` = 1, `export` = 0.6 and `chi` = 0.4. Mastery of processes (a number between 0 "
        f"and 1), times `kappa_product` = {case.kappa_product}, is added to the absorptive capacity for products."
    )


PROCESS_FIRST = Question(
    id="modes-q6",
    title="Process first, product later?",
    points=3,
    difficulty=3,
    objective="argue from a model and state its limit",
    answer="advice",
    asks="your advice in the cell below, in 120 to 150 words",
    form=Prose(120, 150),
    draw=lambda draw: {"kappa_product": draw.pick([0, 0.5])},
    stem=_minister,
    wrong=(Wrong("mo-full"), Wrong("mo-average")),
)

QUESTIONS = (LONG_RUN, FROM_A_START, CORNERS, BUDGET, PUSH, PROCESS_FIRST)
