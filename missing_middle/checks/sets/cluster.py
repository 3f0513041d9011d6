"""Exercise set `cluster` (section 2.5): how large a cluster should be, how large it grows, and where industry sits."""

from missing_middle.checks.forms import Number
from missing_middle.checks.functions import Function
from missing_middle.checks.question import Question, Wrong
from missing_middle.checks.tables import Table, Words
from missing_middle.models.cluster import cluster_size
from missing_middle.models.core_periphery import cp_points

NAMES = ("A", "eps", "F", "c", "gamma")


# Clusters -------------------------------------------------------------------------------------------------------------


def _benefits_and_costs(draw, F=None):
    return {
        "A": draw.grid(2, 4, 0.25),
        "eps": draw.grid(0.2, 0.4, 0.05),
        "F": draw.grid(0, 3, 0.25) if F is None else F,
        "c": draw.grid(0.05, 0.2, 0.01),
        "gamma": draw.grid(0.7, 1, 0.05),
    }


def sizes(case, **changes):
    """Best size, critical mass and size under free entry in a case, or in the case with something changed."""
    return cluster_size(**{name: case[name] for name in NAMES} | {"v_out": case.get("v_out")} | changes)


def _with_neighbours(draw, share, smallest, largest):
    """A cluster whose best size lies between the bounds; elsewhere firms earn ``share`` of the best payoff."""
    case = _benefits_and_costs(draw)
    best = cluster_size(**case)
    draw.insist(smallest < best.N_optimal < largest and best.v_optimal > 0.5)
    return case | {"v_out": round(share * best.v_optimal, 2)}


CLUSTER = (
    "In a cluster of `N` firms each earns `A * N**eps - F / N - c * N**gamma`: "
    "the gain from its neighbours, less its part of a common cost, less the cost of coordination with them."
)


# q1: the best size ----------------------------------------------------------------------------------------------------

BEST = Question(
    id="cluster-q1",
    title="The best size",
    points=2,
    difficulty=1,
    objective="optimize with a marginal condition",
    answer="best_size",
    asks="At how many firms does each member earn most (three digits; it need not be a whole number)?",
    form=Number(low=0),
    draw=lambda draw: _with_neighbours(draw, draw.grid(0.6, 0.9, 0.05), 4, 400),
    stem=CLUSTER + " Elsewhere a firm earns `v_out`, and anyone may join or leave.",
    right=lambda case: sizes(case).N_optimal,
    record=sizes,
    wrong=(
        Wrong("cl-bigger", lambda case: sizes(case, v_out=0).N_equilibrium),
        Wrong("cl-entry", lambda case: sizes(case).N_equilibrium),
    ),
    nudge="At the best size one more member neither helps nor hurts the others: the three derivatives cancel.",
    meaning=lambda case: (
        f"Members earn most at {sizes(case).N_optimal:.3g} firms. "
        f"But anyone may join, so the cluster grows to {sizes(case).N_equilibrium:.3g}."
    ),
)


# q2: a critical mass --------------------------------------------------------------------------------------------------


def long_run_size(N0, mass, best, entry):
    """The size a cluster reaches from ``N0`` firms under free entry; 0 if its members leave."""
    return entry if mass < N0 else 0.0


def _four_starts(draw):
    case = _with_neighbours(draw, 0.85, 6, 300)
    size = cluster_size(**case)
    draw.insist(size.N_min > 2)
    starts = (0.4 * size.N_min, 0.8 * size.N_min, 1.3 * size.N_min, 1.5 * size.N_equilibrium)
    three = tuple(round(number, 2) for number in (size.N_min, size.N_optimal, size.N_equilibrium))
    return case | {"points": tuple((round(start, 1), *three) for start in draw.shuffled(starts))}


LONG_RUN = Question(
    id="cluster-q2",
    title="From a few firms",
    points=4,
    difficulty=2,
    objective="write dynamics with a critical mass",
    answer="long_run_size",
    asks="a function of `N0`, `mass`, `best` and `entry` that returns the number of firms in the long run, "
    "and 0 if the cluster melts away",
    form=Function(("N0", "mass", "best", "entry"), Number(low=0)),
    draw=_four_starts,
    stem="A ministry settles `N0` firms in a new cluster. "
    "Afterwards firms come as long as a member earns more than it would elsewhere, and leave as long as it earns less. "
    "A member earns just as much as elsewhere if the cluster has `mass` or `entry` firms, "
    "more at sizes between these two, most at the size `best`, and less at all other sizes.",
    right=long_run_size,
    wrong=(
        Wrong("cl-seed", lambda N0, mass, best, entry: entry),
        Wrong("cl-entry", lambda N0, mass, best, entry: best if mass < N0 else 0.0),
        Wrong(
            "cl-seed",
            lambda N0, mass, best, entry: mass if mass >= N0 else entry,
            seems="let a cluster that is too small grow up to its critical mass",
        ),
    ),
    nudge="What does a member earn at the start: more than elsewhere, or less? "
    "Which way does the cluster go then, and where does it stop?",
    meaning=lambda case: (
        "Below the critical mass the settlers leave; above it the start no longer matters, "
        "and entry goes on beyond the best size."
    ),
)


# q3: a broker ---------------------------------------------------------------------------------------------------------


def _brokered(draw):
    case = _benefits_and_costs(draw, F=0)
    case |= {"gamma": draw.grid(0.7, 0.95, 0.05), "cut": draw.grid(0.1, 0.4, 0.05)}
    draw.insist(4 < cluster_size(**{name: case[name] for name in NAMES}).N_optimal < 400)
    return case


def _rise(case):
    return 100 * (sizes(case, c=(1 - case.cut) * case.c).N_optimal / sizes(case).N_optimal - 1)


BROKER = Question(
    id="cluster-q3",
    title="A broker",
    points=2,
    difficulty=2,
    objective="use an elasticity",
    answer="rise",
    asks="By how many per cent does the best size of the cluster rise?",
    form=Number(unit="per cent"),
    draw=_brokered,
    stem=CLUSTER + " There is no common cost here. A broker lowers the cost of coordination `c` by the share `cut`.",
    right=_rise,
    wrong=(
        Wrong("cl-linear", lambda case: 100 * case.cut),
        Wrong("cl-inverse", lambda case: 100 * (1 / (1 - case.cut) - 1)),
    ),
    nudge="Without `F` the condition for the best size can be solved by hand. To which power is `c` raised in it?",
    meaning=lambda case: (
        f"A cost that is {100 * case.cut:.0f}% lower makes the best size {_rise(case):.0f}% larger: "
        f"the elasticity is {-1 / (case.gamma - case.eps):.2f}, since the exponents differ by less than one."
    ),
)


# q4, q5: core and periphery -------------------------------------------------------------------------------------------


def _regions(draw):
    sigma, mu = draw.grid(3.5, 7, 0.5), draw.grid(0.3, 0.55, 0.01)
    draw.insist(mu < 0.8 * (sigma - 1) / sigma)
    return {"sigma": sigma, "mu": mu}


def points(case):
    """Break and sustain point of a case."""
    return cp_points(case.sigma, case.mu)


REGIONS = (
    "There are two equal regions, with farmers who stay and workers who move to where the real wage is higher. "
    "`sigma` is the elasticity of substitution between manufactures, `mu` the share of spending that goes to them; "
    "`T` units must be shipped for one to arrive."
)

BREAK = Question(
    id="cluster-q4",
    title="When does the even spread fall apart?",
    points=2,
    difficulty=2,
    objective="compute a bifurcation point",
    answer="break_point",
    asks="Below which trade cost `T` is an even spread of industry no longer stable?",
    form=Number(low=0),
    draw=_regions,
    stem=REGIONS + " At first trade is expensive and industry is spread evenly. Then roads get better.",
    right=lambda case: points(case).T_break,
    wrong=(
        Wrong("cp-power", lambda case: 1 / points(case).phi_break),
        Wrong("cp-half", lambda case: ((1 + case.mu) / (1 - case.mu)) ** (1 / (case.sigma - 1))),
        Wrong(
            "cp-same",
            lambda case: points(case).T_sustain,
            seems="have given the trade cost at which an existing core dissolves",
        ),
    ),
    nudge="Use `cp_points`, or the formula in the library for the break point. "
    "Which root leads from the formula to the trade cost itself?",
    meaning=lambda case: (
        f"Below {points(case).T_break:.3f} a region with a few more workers attracts the next ones. "
        f"The core that forms then holds until {points(case).T_sustain:.3f}."
    ),
)


PATTERNS = ("core", "both", "even")


def _five_roads(draw):
    case = _regions(draw)
    found = cp_points(**case)
    draw.insist(1.04 < found.T_sustain / found.T_break < 3)
    edges = (1 + 0.5 * (found.T_break - 1), found.T_break, found.T_sustain, 1.4 * found.T_sustain)
    zones = [0, 1, 2] + [draw.pick([0, 1, 2]) for _ in range(2)]
    costs = tuple(
        round(edges[zone] * (edges[zone + 1] / edges[zone]) ** draw.between(0.15, 0.85), 3)
        for zone in draw.shuffled(zones)
    )
    draw.insist(len(set(costs)) == len(costs))
    return case | {"road": tuple("ABCDE"), "T": costs}


def _patterns(low, high, names=PATTERNS):
    """Which pattern each trade cost allows if the picture changes at ``low`` and ``high``."""
    return lambda case: [[names[(low(case) < T) + (high(case) < T)]] for T in case.T]


HYSTERESIS = Question(
    id="cluster-q5",
    title="Five roads",
    points=3,
    difficulty=2,
    objective="read a hysteresis band",
    answer="patterns",
    asks='for each road one of `"core"` (only a core can last), '
    '`"even"` (only an even spread can last) or `"both"` (either can last, and history decides)',
    form=Table(label="road", columns={"pattern": Words(PATTERNS)}),
    draw=_five_roads,
    stem=REGIONS + " Five roads between two such regions differ in their trade cost.",
    right=_patterns(lambda case: points(case).T_break, lambda case: points(case).T_sustain),
    wrong=(
        Wrong("cp-same", _patterns(lambda case: points(case).T_break, lambda case: points(case).T_break)),
        Wrong(
            "cp-spread",
            _patterns(
                lambda case: points(case).T_break, lambda case: points(case).T_sustain, names=("even", "both", "core")
            ),
        ),
    ),
    nudge="Compute the two trade costs at which the picture changes. On which side of each of them is each road?",
    meaning=lambda case: (
        f"Between {points(case).T_break:.3f} and {points(case).T_sustain:.3f} "
        "the same trade cost allows two different maps. Which of them you see depends on where industry was before."
    ),
)


# q6: firms at two dates -----------------------------------------------------------------------------------------------

FIRMS = 60


def _two_dates(draw):
    """Firms that join are better to begin with; all improve; joiners improve more."""
    effect, trend, head_start = draw.grid(0.05, 0.25, 0.01), draw.grid(0.05, 0.15, 0.01), draw.grid(0.2, 0.5, 0.05)
    joins = draw.shuffled([True] * 24 + [False] * (FIRMS - 24))
    before = [round(1.9 + head_start * joined + draw.between(-0.4, 0.4), 2) for joined in joins]
    after = [
        round(start + trend + effect * joined + draw.between(-0.06, 0.06), 2)
        for start, joined in zip(before, joins, strict=True)
    ]
    return {
        "firm": tuple(range(1, FIRMS + 1)),
        "joined": tuple("yes" if joined else "no" for joined in joins),
        "before": tuple(before),
        "after": tuple(after),
    }


def means(case):
    """Mean of the joiners and of the others, before and after."""
    return {
        (group, date): _mean(value for value, joined in zip(case[date], case.joined, strict=True) if joined == group)
        for group in ("yes", "no")
        for date in ("before", "after")
    }


def _mean(values):
    values = list(values)
    return sum(values) / len(values)


def _improvement(case, group):
    return means(case)[group, "after"] - means(case)[group, "before"]


def _effect(case):
    return _improvement(case, "yes") - _improvement(case, "no")


JOINING = Question(
    id="cluster-q6",
    title="Better, or made better?",
    points=3,
    difficulty=3,
    objective="separate sorting from effect, given two dates",
    answer="effect",
    asks="As far as these numbers can tell, by how many million yuan did joining change sales per worker?",
    form=Number(),
    draw=_two_dates,
    stem="Sales per worker (million yuan, made up) of 60 firms at two dates. "
    "Between the dates some of them joined a cluster, as the column `joined` says.",
    right=_effect,
    wrong=(
        Wrong("cl-cause", lambda case: means(case)["yes", "after"] - means(case)["no", "after"]),
        Wrong("cl-beforeafter", lambda case: _improvement(case, "yes")),
        Wrong("cl-allsort", lambda case: 0.0),
    ),
    nudge="Compute four means: joiners and others, before and after.",
    meaning=lambda case: (
        f"Joiners improved by {_improvement(case, 'yes'):.2f}, the others by {_improvement(case, 'no'):.2f} "
        "over the same years. The difference is the effect of joining, if nothing else happened to the joiners alone."
    ),
)

QUESTIONS = (BEST, LONG_RUN, BROKER, BREAK, HYSTERESIS, JOINING)
