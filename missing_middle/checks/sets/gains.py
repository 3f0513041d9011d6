"""Exercise set `gains` (section 2.4b): what trade is worth, when two numbers tell it, and who else profits."""

import math
from functools import lru_cache

from missing_middle.checks.forms import Number, Prose
from missing_middle.checks.functions import Function
from missing_middle.checks.question import Question, Wrong
from missing_middle.checks.tables import Numbers, Table
from missing_middle.models import melitz_two_country
from missing_middle.models.distributions import pareto, truncated_pareto
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
    asks="by how many per cent real income would be lower without trade, in per cent of real income "
    "with trade (a positive number)",
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
        f"{100 * case.imports:.0f}% of spending goes to imports, and "
        f"{acr_gains(1 - case.imports, case.elasticity).autarky_loss_percent:.1f}% of income would be lost without "
        "them: home goods would take their place, not quite as well."
    ),
)


# q2: where the formula fails ------------------------------------------------------------------------------------------


def _bounded_economy(draw):
    sigma = draw.grid(3.2, 4.2, 0.2)
    case = {
        "sigma": sigma,
        "k": round(sigma - 1 + draw.grid(0.8, 1.8, 0.1), 10),
        "x_min": 1,
        "x_max": draw.grid(2.6, 3.6, 0.1),
        "f": 1,
        "f_x": draw.grid(0.5, 0.9, 0.05),
        "f_e": 1,
        "delta": 1,
        "tau": draw.grid(1.3, 1.7, 0.05),
        "n": draw.pick([1, 2, 3]),
        "L": 100,
    }
    draw.insist(case["tau"] ** (sigma - 1) * case["f_x"] > 1.15)
    draw.insist(_entry_pays(case))
    draw.insist(_economy(truncated_pareto(case["k"], 1, case["x_max"]), case).export_probability > 0.02)
    return case


def _entry_pays(case):
    """Whether some entrants stay out even in autarky: the model needs an inner cutoff."""
    try:
        _economy(truncated_pareto(case["k"], 1, case["x_max"]), case)
    except ValueError:
        return False
    return True


def _economy(dist, case):
    names = ("sigma", "f", "f_x", "f_e", "delta", "tau", "n", "L")
    return melitz_symmetric(dist, **{name: case[name] for name in names})


@lru_cache(maxsize=1024)
def _bounded(case):
    return _economy(truncated_pareto(case.k, case.x_min, case.x_max), case)


def _percent(ratio):
    return 100 * (ratio - 1)


TRUNCATED = Question(
    id="gains-q2",
    title="No giants",
    points=3,
    difficulty=3,
    objective="show where the gains formula fails",
    answer="gain",
    asks="by how many per cent real income with trade is higher than in autarky",
    form=Number(unit="per cent"),
    draw=_bounded_economy,
    stem="A world of identical countries in which no firm is abler than `x_max`: ability follows a Pareto distribution "
    "with shape `k` that is cut off there.",
    right=lambda case: _percent(_bounded(case).gains),
    record=_bounded,
    wrong=(
        Wrong("gn-acr", lambda case: acr_gains(_bounded(case).domestic_share, case.k).gains_percent),
        Wrong("gn-notrunc", lambda case: _percent(_economy(pareto(case.k, case.x_min), case).gains)),
    ),
    nudge="Solve the model with `truncated_pareto(k, x_min, x_max)`.",
    meaning=lambda case: (
        f"{_percent(_bounded(case).gains):.2f}% is what the model gives; the formula with the exponent -1/k would have "
        f"said {acr_gains(_bounded(case).domestic_share, case.k).gains_percent:.2f}%, since it counts on firms that do "
        "not exist here."
    ),
)


# q3: whose gain -------------------------------------------------------------------------------------------------------


def _pair(draw):
    sigma = draw.grid(3.4, 4.2, 0.2)
    case = {
        "sigma": sigma,
        "k": draw.grid(4.2, 5.4, 0.2),
        "f_x": draw.grid(0.6, 1.2, 0.1),
        "tau": draw.grid(1.4, 1.8, 0.05),
        "cut": draw.grid(0.15, 0.4, 0.05),
    }
    draw.insist(case["k"] - sigma + 1 >= 0.8)
    draw.insist((1 - case["cut"]) * case["f_x"] * case["tau"] ** (sigma - 1) > 1.3)  # some firms stay at home
    return case


def two_countries(case, f_12):
    """Two equal countries; ``f_12`` is the fixed cost of exporting from the first to the second."""
    tau, f_x = case.tau, case.f_x
    return melitz_two_country(
        k=case.k,
        sigma=case.sigma,
        delta=0.1,
        L=(100, 100),
        x_min=(1, 1),
        f_e=(1, 1),
        f=((1, f_12), (f_x, 1)),
        tau=((1, tau), (tau, 1)),
    )


@lru_cache(maxsize=1024)
def _gains_of_both(case):
    """Per cent of real income that country 1, which cuts its cost, and country 2 gain."""
    before, after = two_countries(case, case.f_x), two_countries(case, (1 - case.cut) * case.f_x)
    return _percent(after.welfare_1 / before.welfare_1), _percent(after.welfare_2 / before.welfare_2)


PARTNER = Question(
    id="gains-q3",
    title="Who gets it?",
    points=3,
    difficulty=3,
    objective="trace a spill-over of policy",
    answer="partner_gain",
    asks="by how many per cent real income in country 2 changes",
    form=Number(unit="per cent"),
    draw=_pair,
    stem="Two countries, equal in everything: `L = 100`, `x_min = f = f_e = 1`, `delta = 0.1`. A firm of either pays "
    "`f_x` to export to the other. Country 1 alone lowers this cost for its own firms by the share `cut`.",
    right=lambda case: _gains_of_both(case)[1],
    harmless=("base", "log", "exchanged"),  # so small a change is the same on either base, and as a logarithm
    wrong=(
        Wrong("gn-own", lambda case: 0.0),
        Wrong("gn-cutter", lambda case: _gains_of_both(case)[0]),
        Wrong("kr-zero", lambda case: -_gains_of_both(case)[0]),
    ),
    nudge="Solve `melitz_two_country` before and after; only one entry of the table `f` changes.",
    meaning=lambda case: (
        "Country 2 gains {:.3f}% and country 1, which changed its rules, {:.3f}%: between equal countries "
        "the partner gains more.".format(*reversed(_gains_of_both(case)))
    ),
)


# q4: a table ----------------------------------------------------------------------------------------------------------


def _four_countries(draw):
    names = tuple(draw.shuffled(["Arvia", "Belmar", "Corland", "Dravia", "Elstan", "Feldmark", "Gorland"])[:4])
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
    "many per cent real income with trade is higher than in autarky, and `rank`, 1 for the "
    "country that gains most",
    form=Table(label="country", columns={"gain": Numbers(), "rank": Numbers()}),
    draw=_four_countries,
    stem="Four countries (names and numbers made up) with the share of spending that goes to imports, and the trade "
    "elasticity.",
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
        "The order is not that of the import shares: imports that are hard to replace (a low "
        "elasticity) are worth more."
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
    asks="a function of `domestic_share` and `gain` that returns the trade elasticity at "
    "which the formula gives this gain",
    form=Function(("domestic_share", "gain"), Number(low=0)),
    draw=_four_observations,
    stem="Somebody reports the share of spending on home goods, and real income with trade over that in autarky "
    "(`gain = 1.05` means 5% more).",
    right=implied_elasticity,
    wrong=(
        Wrong(
            "gn-linear", lambda share, gain: (1 - share) / (gain - 1), seems="divide the share of imports by the gain"
        ),
        Wrong("gn-base", lambda share, gain: math.log(share) / math.log(2 - gain)),
    ),
    nudge="Take logarithms of both sides of the formula.",
    meaning=lambda case: (
        "The less a given share of imports adds to income, the more easily home goods would replace "
        "them: the larger the elasticity."
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
    stem="Footnote 6 of the paper says that free trade is likely to leave fewer firms and higher welfare. A classmate "
    "concludes: “So choice falls, welfare rises by the formula, and exporters become more productive.”",
    wrong=tuple(Wrong(name, lambda case: None) for name in ("mz-variety", "mz-fewer", "mz-learn", "gn-acr")),
)

QUESTIONS = (LOSS, TRUNCATED, PARTNER, RANKING, ELASTICITY, GENERAL)
