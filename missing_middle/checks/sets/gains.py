"""Exercise set `gains` (section 2.4b): what trade is worth, when two numbers tell it, and who else profits."""

import math

from missing_middle.checks.forms import Number, Prose
from missing_middle.checks.functions import Function
from missing_middle.checks.question import Question, Wrong
from missing_middle.checks.tables import Numbers, Table
from missing_middle.models import melitz_two_country
from missing_middle.models.distributions import truncated_pareto
from missing_middle.models.gains import acr_gains
from missing_middle.models.melitz import melitz_symmetric

# q1: a loss -----------------------------------------------------------------------------------------------------------

LOSS = Question(
    id="gains-q1",
    title="Closing the border",
    points=2,
    difficulty=1,
    objective="apply the gains formula with the right base",
    answer="loss",
    asks="How many per cent of its real income would the country lose without trade?",
    form=Number(unit="per cent"),
    draw=lambda draw: {"imports": draw.grid(0.12, 0.45, 0.01), "elasticity": draw.grid(2.5, 8, 0.5)},
    stem="A country spends the share `imports` of its income on imports. The trade elasticity is `elasticity`.",
    right=lambda case: acr_gains(1 - case.imports, case.elasticity).autarky_loss_percent,
    wrong=(
        Wrong(
            "gn-base",
            lambda case: acr_gains(1 - case.imports, case.elasticity).gains_percent,
            seems="have computed what opening adds to income in autarky",
        ),
        Wrong("gn-import", lambda case: 100 * case.imports),
        Wrong("gn-linear", lambda case: 100 * case.imports / case.elasticity),
    ),
    nudge="Which share of spending goes to home goods, and to which power does the formula raise it?",
    meaning=lambda case: (
        f"{100 * case.imports:.0f}% of spending goes to imports, "
        f"and {acr_gains(1 - case.imports, case.elasticity).autarky_loss_percent:.1f}% "
        "of income would be lost without them: home goods would take their place, not quite as well."
    ),
)


# q2: where the formula fails ------------------------------------------------------------------------------------------

DEARER = 1.01  # a step of the cost of trade, at which an elasticity is measured


def _bounded_economy(draw):
    """A world without giants, as it can be observed: home shares at two costs of trade, and two cutoffs."""
    sigma = draw.grid(3.2, 4.2, 0.2)
    k = round(sigma - 1 + draw.grid(0.8, 1.8, 0.1), 10)
    dist = truncated_pareto(k, 1, draw.grid(2.6, 3.6, 0.1))
    costs = {"sigma": sigma, "f": 1, "f_x": draw.grid(0.5, 0.9, 0.05), "f_e": 1, "delta": 1, "L": 100}
    tau, n = draw.grid(1.3, 1.7, 0.05), draw.pick([1, 2, 3])
    draw.insist(tau ** (sigma - 1) * costs["f_x"] > 1.15)
    try:
        now, dearer = (melitz_symmetric(dist, **costs, n=n, tau=cost) for cost in (tau, DEARER * tau))
    except ValueError:  # too little variety of ability: every entrant stays, and the model needs an inner cutoff
        draw.insist(False)
    draw.insist(dearer.export_probability > 0.02)
    return {
        "k": k,
        "tau": tau,
        "tau_after": round(DEARER * tau, 4),
        "home": round(now.domestic_share, 6),
        "home_after": round(dearer.domestic_share, 6),
        "phi_autarky": round(now.phi_autarky, 5),
        "phi_domestic": round(now.phi_domestic, 5),
    }


def measured(case):
    """The trade elasticity that one would measure: imports over home sales, at two costs of trade."""
    now, dearer = ((1 - share) / share for share in (case.home, case.home_after))
    return -math.log(dearer / now) / math.log(case.tau_after / case.tau)


def promised(case):
    """What the formula promises with the elasticity measured, in per cent."""
    return acr_gains(case.home, measured(case)).gains_percent


def _imports_alone(case):
    elasticity = -math.log((1 - case.home_after) / (1 - case.home)) / math.log(case.tau_after / case.tau)
    return acr_gains(case.home, elasticity).gains_percent


def _percent(ratio):
    return 100 * (ratio - 1)


def _in_fact(case):
    """What trade is worth: the real wage moves with the ability of the last firm that can live."""
    return _percent(case.phi_domestic / case.phi_autarky)


TRUNCATED = Question(
    id="gains-q2",
    title="No giants",
    points=3,
    difficulty=3,
    objective="show where the gains formula fails",
    answer="promised",
    asks="According to the formula, by how many per cent is real income higher with trade than in autarky, "
    "if you use the trade elasticity that you would measure here?",
    form=Number(unit="per cent"),
    draw=_bounded_economy,
    stem="In a world of identical countries, ability follows a Pareto distribution "
    "with shape `k` that is cut off at the top: there are no giants. The share `home` of spending goes to home goods. "
    "When the trade cost `tau` rises to `tau_after`, that share becomes `home_after`. The trade elasticity is "
    "the fall in the logarithm of imports over home sales, divided by the rise in the logarithm of the cost of trade. "
    "The least able firm that survives has the ability `phi_autarky` in autarky and `phi_domestic` with trade.",
    right=promised,
    wrong=(
        Wrong(
            "gn-acr",
            lambda case: acr_gains(case.home, case.k).gains_percent,
            seems="take the shape `k` for the elasticity",
        ),
        Wrong("gn-cutoffs", _in_fact),
        Wrong("gn-unmatched", _imports_alone),
        Wrong("gn-linear", lambda case: 100 * (1 - case.home) / measured(case)),
    ),
    nudge="Take two steps: compute the elasticity from the two pairs of cost and share, then use the formula at `tau`.",
    meaning=lambda case: (
        f"With the measured elasticity, {measured(case):.1f}, the formula promises {promised(case):.2f}%. "
        "But the real wage moves with the ability of the least able firm that survives, and so it rises "
        f"by {_in_fact(case):.2f}%: the elasticity at this trade cost is not the elasticity all the way from autarky."
    ),
)


# q3: whose gain -------------------------------------------------------------------------------------------------------


def _pair(draw):
    """Two equal countries before and after one of them cuts what its exporters pay, as trade statistics see it."""
    sigma = draw.grid(3.4, 4.2, 0.2)
    k = draw.grid(4.2, 5.4, 0.2)
    f_x, tau, cut = draw.grid(0.6, 1.2, 0.1), draw.grid(1.4, 1.8, 0.05), draw.grid(0.15, 0.4, 0.05)
    draw.insist(k - sigma + 1 >= 0.8)
    draw.insist((1 - cut) * f_x * tau ** (sigma - 1) > 1.3)  # some firms stay at home
    before, after = (two_countries(k, sigma, tau, f_x, f_12) for f_12 in (f_x, (1 - cut) * f_x))
    return {
        "k": k,
        "imports": round(100 * (1 - before.domestic_share_1), 4),
        "imports_1": round(100 * (1 - after.domestic_share_1), 4),
        "imports_2": round(100 * (1 - after.domestic_share_2), 4),
    }


def two_countries(k, sigma, tau, f_x, f_12):
    """Two equal countries; ``f_12`` is the fixed cost of exporting from the first to the second."""
    return melitz_two_country(
        k=k,
        sigma=sigma,
        delta=0.1,
        L=(100, 100),
        x_min=(1, 1),
        f_e=(1, 1),
        f=((1, f_12), (f_x, 1)),
        tau=((1, tau), (tau, 1)),
    )


def _rise(case, imports):
    """By how many per cent real income rises as imports go from ``case.imports`` to ``imports`` per cent."""
    return acr_gains((100 - imports) / (100 - case.imports), case.k).gains_percent


PARTNER = Question(
    id="gains-q3",
    title="Who gets it?",
    points=3,
    difficulty=3,
    objective="trace a spill-over of policy",
    answer="partner_gain",
    asks="By how many per cent does real income in country 2 change?",
    form=Number(unit="per cent"),
    draw=_pair,
    stem="Two countries, equal in everything, whose firms differ in ability by a Pareto "
    "distribution with shape `k` and no upper end. Each spends `imports` per cent of its income on imports. "
    "Then country 1 alone lowers what its own firms pay to export to country 2. "
    "Now country 1 spends `imports_1` per cent on imports, and country 2 spends `imports_2` per cent.",
    right=lambda case: _rise(case, case.imports_2),
    harmless=("base", "log"),  # so small a change is the same on either base, and as a logarithm
    wrong=(
        Wrong("gn-own", lambda case: 0.0),
        Wrong("gn-cutter", lambda case: _rise(case, case.imports_1)),
        Wrong("kr-zero", lambda case: -_rise(case, case.imports_1)),
    ),
    nudge="The formula compares any two states of a country, not only trade and autarky: "
    "which share of its spending stays at home before, and which after?",
    meaning=lambda case: (
        f"Country 2 gains {_rise(case, case.imports_2):.3f}% and country 1, "
        f"which changed its rules, {_rise(case, case.imports_1):.3f}%: here the partner gains more."
    ),
)


# q4: a table ----------------------------------------------------------------------------------------------------------


def _four_countries(draw):
    names = tuple(draw.shuffled(["Arvia", "Belmar", "Corland", "Dravia", "Elstan", "Feldmark", "Quenta"])[:4])
    imports = tuple(draw.grid(0.10, 0.50, 0.01) for _ in names)
    elasticities = tuple(draw.grid(2.5, 8, 0.5) for _ in names)
    gains = [acr_gains(1 - m, e).gains_percent for m, e in zip(imports, elasticities, strict=True)]
    for place in range(4):
        for other in range(place):
            draw.insist(abs(gains[place] / gains[other] - 1) > 0.05)
            draw.insist(imports[place] != imports[other])
    draw.insist(_ranks(gains) != _ranks(imports))
    return {"country": names, "imports": imports, "elasticity": elasticities}


def _ranks(values):
    return [float(1 + sum(other > value for other in values)) for value in values]


def _with_ranks(rule):
    def table(case):
        values = [float(rule(m, e)) for m, e in zip(case.imports, case.elasticity, strict=True)]
        return [[value, rank] for value, rank in zip(values, _ranks(values), strict=True)]

    return table


RANKING = Question(
    id="gains-q4",
    title="Four countries",
    points=3,
    difficulty=1,
    objective="rank by two statistics, not by one",
    answer="table",
    asks="a DataFrame with one row for each country, in this order, and two columns: `gain`, by how "
    "many per cent real income with trade is higher than in autarky, and `rank`, 1 for the country that gains most",
    form=Table(label="country", columns={"gain": Numbers(), "rank": Numbers()}),
    draw=_four_countries,
    stem="Four countries (names and numbers made up) with the share of spending that goes to imports, "
    "and the trade elasticity.",
    right=_with_ranks(lambda m, e: acr_gains(1 - m, e).gains_percent),
    wrong=(
        Wrong("gn-import", _with_ranks(lambda m, e: 100 * m)),
        Wrong("gn-linear", _with_ranks(lambda m, e: 100 * m / e)),
        Wrong(
            "gn-base",
            _with_ranks(lambda m, e: acr_gains(1 - m, e).autarky_loss_percent),
            seems="have computed what closing would cost, in per cent of income with trade",
        ),
    ),
    nudge="Apply the formula row by row, then rank the gains.",
    meaning=lambda case: (
        "The order is not that of the import shares: imports that are hard to replace (a low elasticity) "
        "are worth more."
    ),
)


# q5: a function -------------------------------------------------------------------------------------------------------


def implied_elasticity(domestic_share, gain):
    """The trade elasticity at which the formula gives ``gain``; ``tests/checks`` sends it back through the formula."""
    return -math.log(domestic_share) / math.log(gain)


def _four_observations(draw):
    return {"points": tuple((draw.grid(0.60, 0.88, 0.01), draw.grid(1.03, 1.15, 0.005)) for _ in range(4))}


ELASTICITY = Question(
    id="gains-q5",
    title="Which elasticity?",
    points=3,
    difficulty=2,
    objective="invert a formula",
    answer="implied_elasticity",
    asks="a function of `domestic_share` and `gain` that returns "
    "the trade elasticity at which the formula gives this gain",
    form=Function(("domestic_share", "gain"), Number(low=0)),
    draw=_four_observations,
    stem="Somebody reports the share of spending on home goods, "
    "and real income with trade over that in autarky (`gain = 1.05` means 5% more).",
    right=implied_elasticity,
    wrong=(
        Wrong(
            "gn-linear", lambda share, gain: (1 - share) / (gain - 1), seems="divide the share of imports by the gain"
        ),
        Wrong("gn-base", lambda share, gain: math.log(share) / math.log(2 - gain)),
    ),
    nudge="Take logarithms of both sides of the formula.",
    meaning=lambda case: (
        "The less a given share of imports adds to income, the more easily home goods would replace them: "
        "the larger the elasticity."
    ),
)


# q6: in words ---------------------------------------------------------------------------------------------------------

GENERAL = Question(
    id="gains-q6",
    title="What footnote 6 may claim",
    points=3,
    difficulty=3,
    objective="separate the general from the special",
    answer="note",
    asks="your note in the cell below, in 120 to 150 words",
    form=Prose(120, 150),
    draw=lambda draw: {},
    stem="Footnote 6 of the paper says that free trade is likely to leave fewer firms and higher welfare. "
    "A classmate concludes: “So choice falls, welfare rises by the formula, and exporters become more productive.”",
    wrong=tuple(Wrong(name, lambda case: None) for name in ("mz-variety", "mz-fewer", "mz-learn", "gn-acr")),
)

QUESTIONS = (LOSS, TRUNCATED, PARTNER, RANKING, ELASTICITY, GENERAL)
