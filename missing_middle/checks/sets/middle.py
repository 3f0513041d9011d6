"""Exercise set `middle` (section 1): shares and their bases, and what a missing middle would look like."""

import math
from functools import lru_cache

from missing_middle.checks.case import Case
from missing_middle.checks.forms import Choice, Number, Option, Prose
from missing_middle.checks.functions import Function
from missing_middle.checks.question import Question, Wrong
from missing_middle.models.credit import missing_middle
from missing_middle.tables import clean_wide

# q1: two shares -------------------------------------------------------------------------------------------------------

# not revenue: that column of the printed table is open
MEASURES = {"output": "output", "assets": "assets", "profits": "profits", "employed": "jobs"}
CLASSES = {"all firms": ("total",), "small and medium firms": ("medium", "small")}


@lru_cache(maxsize=1)
def _classes():
    return clean_wide(1)


def share(size, measure, base):
    """Share in per cent of a size class in a measure; ``base`` says of which firms."""
    table = _classes()
    return float(100 * table.loc[size, measure] / sum(table.loc[row, measure] for row in CLASSES[base]))


def _gap(case, base=None):
    base = base or case.base
    return share(case["size"], case.measure, base) - share(case["size"], "enterprises", base)


def _other(base):
    return next(name for name in CLASSES if name != base)


def _relative(case):
    return 100 * (share(case["size"], case.measure, case.base) / share(case["size"], "enterprises", case.base) - 1)


def _gap_in_words(case):
    weight, count = (share(case["size"], measure, case.base) for measure in (case.measure, "enterprises"))
    return (
        f"Of {case.base}, {count:.1f}% are {case['size']}, "
        f"and they have {weight:.1f}% of all {MEASURES[case.measure]}: a count is not a weight."
    )


GAP = Question(
    id="middle-q1",
    title="Count and weight",
    points=2,
    difficulty=1,
    objective="compute a gap between two shares, given a table and a base",
    answer="gap",
    asks=lambda case: (
        f"By how many percentage points is the share of {case['size']} firms in {MEASURES[case.measure]} "
        f"above their share in the number of firms, both in per cent of {case.base} (negative if it is below)?"
    ),
    told=True,
    form=Number(unit="points"),
    draw=lambda draw: {
        "size": draw.pick(["medium", "small"]),
        "measure": draw.pick(list(MEASURES)),
        "base": draw.pick(list(CLASSES)),
    },
    stem="Table 1 of the paper, repaired: industrial enterprises by size class.",
    right=_gap,
    wrong=(
        Wrong("tb-base", lambda case: _gap(case, _other(case.base))),
        Wrong("tb-point", _relative, seems="have given the difference in per cent of one of the two shares"),
    ),
    nudge="Compute two shares of the same base, then subtract.",
    meaning=_gap_in_words,
    cases=2 * len(MEASURES) * len(CLASSES),
)


# q2: a smooth curve ---------------------------------------------------------------------------------------------------

LARGEST = 10_000  # workers, for the wrong model that spreads firms evenly over sizes


def share_between(zeta, low, high, weight):
    """Share of firms (weight 0) or jobs (weight 1) between two sizes under a Pareto that begins with one worker."""
    return low ** (weight - zeta) - high ** (weight - zeta)


def _four_classes(draw):
    points = []
    for weight in draw.shuffled([0, 0, 1, 1]):
        low = draw.pick([10, 20, 50])
        points.append((draw.grid(1.05, 1.6, 0.05), low, low * draw.pick([5, 10, 20]), weight))
    return {"points": tuple(points)}


SMOOTH = Question(
    id="middle-q2",
    title="What a smooth curve gives",
    points=3,
    difficulty=2,
    objective="derive what few medium firms look like without any barrier",
    answer="share_between",
    asks="a function of `zeta`, `low`, `high` and `weight` that returns the share of firms (`weight` 0) "
    "or of jobs (`weight` 1) with `low` to `high` workers, a number between 0 and 1",
    form=Function(("zeta", "low", "high", "weight"), Number(0, 1, unit="share")),
    draw=_four_classes,
    stem="Nothing holds anybody back. The smallest firm has one worker, "
    "and the share of firms with more than `s` workers is `s**-zeta`: a Pareto distribution.",
    right=share_between,
    wrong=(
        Wrong(
            "cr-few",
            lambda zeta, low, high, weight: math.log(high / low) / math.log(LARGEST),
            seems="spread the firms evenly from one worker to ten thousand (on a logarithmic scale)",
        ),
        Wrong(
            "tb-count",
            lambda zeta, low, high, weight: share_between(zeta, low, high, 0),
            seems="give every firm the same weight, also where jobs are asked for",
        ),
    ),
    nudge="For jobs weight each firm by its workers: what is the share of jobs in firms with more than `s` workers?",
    meaning=lambda case: (
        "A smooth curve has few medium firms too, and their share of the jobs is larger than their share of the firms: "
        "a small number alone shows no barrier."
    ),
)


# q3, q4: a limit and a bank -------------------------------------------------------------------------------------------

ECONOMY = ("wealth", "alpha", "r", "lam", "psi", "zeta", "theta_min")


def _economy(draw, zeta):
    case = {
        "wealth": draw.grid(1.5, 3, 0.25),
        "alpha": draw.pick([0.4, 0.45, 0.55]),
        "r": draw.grid(1.04, 1.12, 0.02),
        "lam": draw.grid(1.2, 1.8, 0.1),
        "psi": draw.grid(0.5, 1.5, 0.25),
        "zeta": zeta,
        "theta_min": 1,
    }
    draw.insist(missing_middle(**case).theta_limit > 1.15 * case["theta_min"])
    return case


def sizes(case, **changes):
    """The gap in the size distribution of a case, or of the case with something changed."""
    return missing_middle(**{name: case[name] for name in (*ECONOMY, "n_members") if name in case} | changes)


def _seen(case, blocked):
    """What a census shows: shares of firms, and of capital, below the limit, at it, above it, beyond the jump."""
    gap = sizes(case)
    bound = case.zeta * (1 - case.alpha)  # sizes are Pareto with this exponent where nobody is held back
    smallest = (case.alpha * case.theta_min / case.r) ** (1 / (1 - case.alpha))

    def capital_above(k):
        return bound / (bound - 1) * smallest * (smallest / k) ** (bound - 1)

    below, beyond = capital_above(smallest) - capital_above(gap.k_limit), capital_above(gap.k_jump)
    between = gap.k_limit * gap.missing_share if blocked else capital_above(gap.k_limit) - beyond
    return {
        "below": gap.share_small,
        "heap": gap.missing_share if blocked else 0.0,
        "inside": 0.0 if blocked else gap.missing_share,
        "beyond": gap.share_large,
        "capital_below": below / (below + between + beyond),
    }


def _tells(made):
    """Whether an observation is made where growth is blocked, and not where it is free."""
    return lambda case: made(_seen(case, True)) and not made(_seen(case, False))


OBSERVATIONS = {
    "heap": Option(
        lambda case: (
            f"Many firms use a capital of exactly {_limit(case)} and hardly any use a little more, "
            f"while there are firms again at {_jump(case)} and above."
        ),
        None,
        holds=_tells(lambda seen: seen["heap"] > 0 and seen["inside"] == 0 and seen["beyond"] > 0),
    ),
    "few": Option(
        lambda case: f"Far fewer firms use {_limit(case)} to {_jump(case)} than use less than {_limit(case)}.",
        "cr-few",
        "take a small number of medium firms for a sign of a barrier",
        _tells(lambda seen: seen["heap"] + seen["inside"] < seen["below"] / 2),
    ),
    "no-loan": Option(
        lambda case: (
            f"Most firms use less than {_limit(case)}, and these have no loan from a bank beyond their collateral."
        ),
        "cr-small",
        "take a small firm without a loan for one that is held back",
        _tells(lambda seen: seen["below"] > 0.5),
    ),
    "count": Option(
        lambda case: f"Firms that use less than {_limit(case)} are a larger share of all firms than of all capital.",
        "tb-count",
        holds=_tells(lambda seen: seen["below"] > seen["capital_below"]),
    ),
}


def _limit(case):
    return f"{sizes(case).k_limit:.2f}"


def _jump(case):
    return f"{sizes(case).k_jump:.2f}"


def _two_worlds(draw):
    case = _economy(draw, draw.grid(2.5, 3.5, 0.25))
    seen = _seen(Case(case), True)
    draw.insist(case["zeta"] * (1 - case["alpha"]) > 1.2 and seen["below"] > 0.6 and seen["heap"] < seen["below"] / 3)
    return case | {"order": tuple(draw.shuffled(list(OBSERVATIONS)))}


TELLING = Question(
    id="middle-q3",
    title="Which observation tells?",
    points=2,
    difficulty=2,
    objective="choose the observation that separates two explanations",
    answer="observation",
    asks="Which one of these observations would you make if growth is blocked, but not if sizes follow a smooth curve?",
    form=Choice(OBSERVATIONS),
    draw=_two_worlds,
    stem=lambda case: (
        f"Somebody says that growth is blocked: collateral stops firms at a capital of {_limit(case)}, and a bank "
        f"that lifts the limit costs so much that it is worth its cost only for firms of {_jump(case)} and more. "
        "Somebody else says that nothing is blocked and sizes follow a smooth Pareto curve. "
        "You may look at a census of all firms."
    ),
    nudge="Ask of each observation whether the other world would show it as well.",
    meaning=lambda case: (
        f"A heap at {_limit(case)} with a hole above it is made by a barrier and not by a smooth curve; "
        "the other three are seen in both worlds."
    ),
)


STUCK = Question(
    id="middle-q4",
    title="How many are stuck?",
    points=2,
    difficulty=2,
    objective="compute a missing share, given a credit technology",
    answer="stuck",
    asks="What share of firms stands at the limit, as a number between 0 and 1?",
    form=Number(0, 1, unit="share"),
    draw=lambda draw: _economy(draw, draw.grid(1.5, 3, 0.25)) | {"n_members": draw.pick([3, 4, 5, 6, 7, 8])},
    stem="A firm with the ability `theta` makes `theta * k**alpha` with the capital `k`, at the gross interest `r`, "
    "and may use at most `lam * wealth`. A bank lifts the limit for `psi`, which `n_members` firms share equally. "
    "Abilities follow a Pareto distribution with shape `zeta` from `theta_min` on.",
    right=lambda case: sizes(case).missing_share,
    record=sizes,
    wrong=(
        Wrong(
            "cr-small",
            lambda case: sizes(case).share_small + sizes(case).missing_share,
            seems="count every firm below the jump as stuck",
        ),
        Wrong("cr-one", lambda case: sizes(case, n_members=1).missing_share),
    ),
    nudge="Find the ability that just reaches the limit and the least ability for which the bank is worth its cost. "
    "Which share of firms lies between them?",
    meaning=lambda case: (
        f"{100 * sizes(case).missing_share:.1f}% of the firms would grow if the bank cost nothing; "
        f"{100 * sizes(case).share_small:.0f}% are below the limit because they want no more."
    ),
)


# q5: in words ---------------------------------------------------------------------------------------------------------

CHANGE = Question(
    id="middle-q5",
    title="What would change your mind?",
    points=3,
    difficulty=2,
    objective="state a refuting observation for a claim",
    answer="note",
    asks="your note in the cell below, in 100 to 130 words",
    form=Prose(100, 130),
    draw=lambda draw: {"measure": draw.pick(list(MEASURES))},
    stem=lambda case: (
        f"Somebody holds up Table 1 with its column {case.measure}: “Only one firm in ten is medium. "
        "The middle is missing, and that is what holds the economy back.”"
    ),
    wrong=(Wrong("cr-few"), Wrong("po-sme")),
)

QUESTIONS = (GAP, SMOOTH, TELLING, STUCK, CHANGE)
