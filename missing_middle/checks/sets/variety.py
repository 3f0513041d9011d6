"""Exercise set `variety` (section 2.4a): what countries that are alike gain, and where plants settle."""

from missing_middle.checks.case import Case
from missing_middle.checks.forms import Choice, Number, Option
from missing_middle.checks.functions import Function
from missing_middle.checks.question import Question, Wrong
from missing_middle.checks.tables import Numbers, Table
from missing_middle.models.krugman_1979 import krugman1979, krugman1979_integration, krugman1979_welfare
from missing_middle.models.krugman_1980 import home_market_effect, krugman1980


def percent_more(ratio):
    """A ratio of new to old as a change in per cent."""
    return 100 * (ratio - 1)


# q1: a partner that is alike ------------------------------------------------------------------------------------------

TASTES = {"log": "ln(1 + c / par)", "cara": "1 - exp(-par * c)", "quadratic": "par * c - c**2 / 2"}


def _opened(case, model=krugman1979_integration):
    return model(case.utility, case.par, case.alpha, case.beta, case.L_home, case.L_foreign)


def worth(case):
    """What opening is worth to a person at home, in per cent of income at the old prices and shelf."""
    return percent_more(_opened(case, krugman1979_welfare).income_ratio)


def _two_countries(draw):
    home = draw.grid(8, 30, 2)
    case = {
        "utility": draw.pick(list(TASTES)),
        "par": draw.grid(0.4, 1.6, 0.1),
        "alpha": draw.grid(0.6, 2, 0.1),
        "beta": draw.grid(0.6, 1.4, 0.1),
        "L_home": home,
        "L_foreign": draw.pick([1, 1.5, 2]) * home,
    }
    draw.insist(1 < worth(Case(case)) < 100)  # a gain that can be seen, and that some income is enough for
    return case


LIKES = Question(
    id="variety-q1",
    title="A partner that is alike",
    points=2,
    difficulty=1,
    objective="value gains from trade without differences",
    answer="gain",
    asks="If home stayed alone, with its prices and its varieties, "
    "by how many per cent would a person's income have to rise to be as good as the common market?",
    form=Number(unit="per cent"),
    draw=_two_countries,
    stem=lambda case: (
        "Two countries are alike in tastes, skills and technology and become one market. "
        "A firm needs `alpha` workers however much it makes, and `beta` more for each unit; "
        f"everybody gets the utility `{TASTES[case['utility']]}` from `c` units of a variety."
    ),
    aside=("utility",),
    right=worth,
    wrong=(
        Wrong("kr-ca", lambda case: 0.0),
        Wrong("kr-fewer", lambda case: percent_more(_opened(case).domestic_firms_ratio)),
        Wrong("kr-variety", lambda case: percent_more(_opened(case).varieties_consumed_ratio)),
        Wrong("kr-utility", lambda case: percent_more(_opened(case).utility_ratio)),
        Wrong("kr-price", lambda case: percent_more(_opened(case).real_wage_ratio)),
        Wrong("kr-spared", lambda case: 100 * _opened(case, krugman1979_welfare).income_spared),
    ),
    nudge="Solve the model for home alone and for the common market. "
    "How much of each of home's own varieties would a person have to buy to reach the utility of the common market?",
    meaning=lambda case: (
        f"Opening is worth {worth(case):.1f}% of income to a person, "
        f"with {-percent_more(_opened(case).domestic_firms_ratio):.0f}% "
        f"fewer home firms and {percent_more(_opened(case).varieties_consumed_ratio):.0f}% more varieties, "
        "although neither country has an advantage in anything."
    ),
)


# q2: how many firms stay ----------------------------------------------------------------------------------------------


def home_firms(s, alpha, beta, L_home, L_foreign):
    """Home firms in the common market, by the model with log utility."""
    world = krugman1979("log", s, alpha, beta, L_home + L_foreign)
    return world.varieties * L_home / (L_home + L_foreign)


def _alone(s, alpha, beta, L_home, L_foreign):
    return krugman1979("log", s, alpha, beta, L_home).varieties


def _both(s, alpha, beta, L_home, L_foreign):
    return krugman1979("log", s, alpha, beta, L_home + L_foreign).varieties


def _share_of_the_old(s, alpha, beta, L_home, L_foreign):
    return _alone(s, alpha, beta, L_home, L_foreign) * L_home / (L_home + L_foreign)


def _four_pairs(draw):
    points = []
    for _ in range(4):
        home = draw.grid(8, 30, 2)
        points.append(
            (
                draw.grid(0.4, 1.6, 0.1),
                draw.grid(0.6, 2, 0.1),
                draw.grid(0.6, 1.4, 0.1),
                home,
                round(home * draw.grid(0.5, 3, 0.25), 10),
            )
        )
    return {"points": tuple(points)}


FIRMS = Question(
    id="variety-q2",
    title="Who is left at home?",
    points=3,
    difficulty=2,
    objective="write an equilibrium in a larger market",
    answer="home_firms",
    asks="a function of `s`, `alpha`, `beta`, `L_home` and `L_foreign` "
    "that returns the number of firms at home in the common market (it need not be whole)",
    form=Function(("s", "alpha", "beta", "L_home", "L_foreign"), Number(low=0)),
    draw=_four_pairs,
    stem="Now any two countries of this kind, with the utility `ln(1 + c / s)`. In a market of `L` people a person "
    "buys $c = \\sqrt{\\alpha s / (\\beta L)}$ of each variety, and firms settle in proportion to people.",
    right=home_firms,
    wrong=(Wrong("kr-fixed", _alone), Wrong("kr-world", _both), Wrong("kr-share", _share_of_the_old)),
    nudge="Try `L_foreign = 0` first. "
    "Then ask what one firm makes in the common market, and how many such firms the workers of home can run.",
    meaning=lambda case: (
        "A firm makes more in the larger market, and needs more workers for it. "
        "So the workers of home can run fewer firms, unless the size of a firm does not move."
    ),
)


# q3: the smaller country ----------------------------------------------------------------------------------------------


def _accounts(draw):
    """Two countries as a statistical office sees them: how many people, which wage, what the larger one imports."""
    case = {"L1": draw.grid(20, 60, 5), "L2": 10, "sigma": draw.grid(3, 6, 0.5)}
    trade = krugman1980(case["L1"], case["L2"], case["sigma"], draw.grid(1.2, 1.8, 0.1), alpha=1, beta=1)
    return case | {"wage": round(trade.relative_wage, 4), "imports": round(1 - trade.domestic_share_1, 5)}


def gain_from(imports, sigma):
    """By how many per cent the real wage is above that in autarky, if ``imports`` of spending goes abroad."""
    return percent_more((1 - imports) ** (-1 / (sigma - 1)))


def imports_of_the_smaller(case):
    """What the larger country spends on imports is what the smaller one earns by exports, and spends on imports."""
    return case.imports * case.wage * case.L1 / case.L2


SMALLER = Question(
    id="variety-q3",
    title="The smaller one",
    points=2,
    difficulty=2,
    objective="compare gains from trade by size",
    answer="gain",
    asks="By how many per cent is the real wage in the smaller country higher with trade than in autarky?",
    form=Number(unit="per cent"),
    draw=_accounts,
    stem="Two countries of the kind of Krugman (1980), with `L1` and `L2` people, trade with each other "
    "and with nobody else; trade is balanced. The larger one spends the share `imports` of its income on imports, "
    "and pays `wage` times the wage of the smaller one. Buyers' elasticity of substitution is `sigma`.",
    right=lambda case: gain_from(imports_of_the_smaller(case), case.sigma),
    wrong=(
        Wrong(
            "kr-big",
            lambda case: gain_from(case.imports, case.sigma),
            seems="have given the gain of the larger country",
        ),
        Wrong("kr-zero", lambda case: -gain_from(case.imports, case.sigma)),
        Wrong("kr-exports", lambda case: 0.0, seems="set exports, as the gain, against imports, as the cost"),
    ),
    nudge="What does the larger country pay for its imports, and who earns it? Trade is balanced: "
    "which share of its own income does the smaller one spend abroad, and what does the formula make of that share?",
    meaning=lambda case: (
        f"The smaller country gains {gain_from(imports_of_the_smaller(case), case.sigma):.1f}%, the larger "
        f"one {gain_from(case.imports, case.sigma):.1f}%, although the larger one pays {case.wage:.2f} times the wage: "
        "most of what its people buy they could buy before."
    ),
)


# q4, q5: plants -------------------------------------------------------------------------------------------------------


def plants(demand, sigma, tau):
    """Share of all plants in the country that has the share ``demand`` of demand."""
    return home_market_effect(demand / (1 - demand), sigma, tau).share_1


def _line(demand, phi):
    """The share of plants where both countries have some."""
    return 0.5 + (demand - 0.5) * (1 + phi) / (1 - phi)


def _weaker_if_cheaper(demand, sigma, tau):
    return _line(demand, -(tau ** (1 - sigma)))  # the slope upside down


MARKET = (
    "Two countries share the demand for a good. Plants may settle in either; wages are equal. "
    "Buyers' elasticity of substitution is `sigma`, and `tau` units must leave for one to arrive."
)


def demand_that_takes_all(sigma, tau):
    """Share of demand at which the last plant of the other country leaves; ``tests/checks`` sends it to the model."""
    return 1 / (1 + tau ** (1 - sigma))


PLANTS = Question(
    id="variety-q4",
    title="The larger market",
    points=2,
    difficulty=2,
    objective="apply the home-market effect",
    answer="demand",
    asks="What is the smallest share of demand, between 0 and 1, with which the first country has all the plants?",
    form=Number(0, 1, unit="share"),
    draw=lambda draw: {"sigma": draw.grid(3, 4.5, 0.25), "tau": draw.grid(1.3, 1.7, 0.05)},
    stem=MARKET + " Demand moves to the first country step by step, and the plants follow.",
    right=lambda case: demand_that_takes_all(case.sigma, case.tau),
    wrong=(
        Wrong("hm-proportional", lambda case: 1.0),
        Wrong("hm-all", lambda case: 0.5, seems="put all plants into the larger market, however little larger it is"),
        Wrong(
            "hm-spread",
            lambda case: demand_that_takes_all(case.sigma, 1 / case.tau),
            seems="let the pull of the larger market weaken as shipping gets cheaper",
        ),
        Wrong("mz-tau", lambda case: 1 / (1 + 1 / case.tau)),
    ),
    nudge="One point more of demand brings more than one point of plants. "
    "How many points does it bring, and after how many points are there no plants left to come?",
    meaning=lambda case: (
        f"From {100 * demand_that_takes_all(case.sigma, case.tau):.0f}% of the demand or more, it has every plant, "
        "and the other country, with the rest of the demand, has none: buyers there import everything."
    ),
)

TAUS = (3, 2, 1.5, 1.2, 1.03)

CHEAPER = Question(
    id="variety-q5",
    title="Shipping gets cheaper",
    points=3,
    difficulty=2,
    objective="tabulate a comparative static up to its corner",
    answer="shares",
    asks="for each `tau` the share of all plants that settle in the first country, between 0 and 1",
    form=Table(label="tau", columns={"share": Numbers()}, given=("tau",)),
    draw=lambda draw: {"demand": draw.grid(0.55, 0.6, 0.01), "sigma": draw.grid(3.5, 5.5, 0.25), "tau": TAUS},
    stem=MARKET + " The first has the share `demand` of it.",
    right=lambda case, tau: plants(case.demand, case.sigma, tau),
    wrong=(
        Wrong("hm-proportional", lambda case, tau: case.demand),
        Wrong("hm-spread", lambda case, tau: _weaker_if_cheaper(case.demand, case.sigma, tau)),
        Wrong("hm-noclip", lambda case, tau: _line(case.demand, tau ** (1 - case.sigma))),
    ),
    nudge="Go down the rows: does the pull of the larger market get stronger or weaker? Can it go on for ever?",
    meaning=lambda case: (
        f"From {100 * plants(case.demand, case.sigma, TAUS[0]):.0f}% of the plants to all of them: cheaper shipping "
        "strengthens the pull of the larger market, and the last plant leaves the smaller one before trade is free."
    ),
)


# q6: evidence ---------------------------------------------------------------------------------------------------------

GOODS = ("lamps", "cloth")
ALIKE = 0.1  # wages that differ by less count as alike


def two_way(exports, imports):
    """The share of trade that is matched by trade in the same good the other way, 0 to 1 (Grubel and Lloyd)."""
    one_way = sum(abs(sold - bought) for sold, bought in zip(exports, imports, strict=True))
    return 1 - one_way / (sum(exports) + sum(imports))


def _pattern(name):
    def text(case):
        exports, imports, wage = case[f"{name}_exports"], case[f"{name}_imports"], case[f"{name}_wage"]
        flows = "; ".join(
            f"{good}: sells {sold} and buys {bought}"
            for good, sold, bought in zip(GOODS, exports, imports, strict=True)
        )
        return f"{flows}. Its wage is {wage} times its partner's."

    return text


def _speaks_for_it(name):
    """Whether the pair trades both ways although it is alike."""

    def holds(case):
        matched = two_way(case[f"{name}_exports"], case[f"{name}_imports"])
        return abs(case[f"{name}_wage"] - 1) < ALIKE and matched > 0.8

    return holds


PATTERNS = {
    name: Option(_pattern(name), belief, seems, _speaks_for_it(name))
    for name, belief, seems in (
        ("likes", None, None),
        ("unlike", "kr-ca", "look for trade where countries differ most"),
        ("surplus", "kr-deficit", None),
        ("larger", "kr-big", "take the higher wage of the larger country for its gain from trade"),
    )
}


def _four_countries(draw):
    def about(value):
        return round(value * draw.between(0.9, 1.1))

    lamps, cloth = draw.grid(30, 60, 5), draw.grid(30, 60, 5)
    case = {
        "utility": draw.pick(list(TASTES)),
        "par": draw.grid(0.6, 1.4, 0.1),
        "alpha": draw.grid(0.6, 2, 0.1),
        "beta": 1.0,
        "L_home": draw.grid(8, 30, 2),
        "likes_exports": (about(lamps), about(cloth)),
        "likes_imports": (about(lamps), about(cloth)),
        "likes_wage": round(draw.between(0.95, 1.05), 2),
        "unlike_exports": (about(4), about(2 * cloth)),
        "unlike_imports": (about(2 * lamps), about(4)),
        "unlike_wage": round(draw.between(0.2, 0.4), 2),
        "surplus_exports": (about(1.6 * lamps), about(1.6 * cloth)),
        "surplus_imports": (about(0.3 * lamps), about(0.3 * cloth)),
        "surplus_wage": round(draw.between(0.95, 1.05), 2),
        "larger_exports": (about(1.8 * lamps), about(8)),
        "larger_imports": (about(8), about(1.8 * cloth)),
        "larger_wage": round(draw.between(1.2, 1.5), 2),
        "order": tuple(draw.shuffled(list(PATTERNS))),
    }
    return case | {"L_foreign": case["L_home"]}


def _report(case):
    change = _opened(case)
    return (
        "In a model two countries that are alike in everything open to each other. "
        f"To a person that is worth {worth(case):.1f}% of income, home keeps {100 * change.domestic_firms_ratio:.0f} "
        "of 100 firms, and everybody buys some of every variety. “A fairy tale,” says a friend: “countries trade "
        "because they differ.” Four countries report what they sold to one partner and bought from it (in millions)."
    )


EVIDENCE = Question(
    id="variety-q6",
    title="What would speak for it?",
    points=2,
    difficulty=1,
    objective="match evidence to a theory of trade",
    answer="report",
    asks="Which report speaks for the model and against the friend?",
    form=Choice(PATTERNS),
    draw=_four_countries,
    stem=_report,
    meaning=lambda case: (
        f"{100 * two_way(case.likes_exports, case.likes_imports):.0f}% "
        "of this trade is matched by trade in the same good the other way, between countries whose wages are alike. "
        "Differences in endowments do not explain it; variety and scale do."
    ),
)

QUESTIONS = (LIKES, FIRMS, SMALLER, PLANTS, CHEAPER, EVIDENCE)
