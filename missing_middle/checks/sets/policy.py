"""Exercise set `policy` (section 5): the policy laboratory, and the capstone.

Every right answer runs the laboratory (``evaluate``), which remembers each step, so that a second check costs nothing.
"""

from missing_middle.checks.case import Case
from missing_middle.checks.forms import Choice, Number, Option, Prose
from missing_middle.checks.question import Question, Wrong
from missing_middle.checks.tables import Numbers, Table
from missing_middle.policy import BASELINE, LEVERS, WIDE, evaluate, portfolio
from missing_middle.tables import by_province

# What the numbers of a case are called in the laboratory.
PATHS = {
    "tau": "trade.tau",
    "n": "trade.n",
    "k": "trade.k",
    "sigma": "trade.sigma",
    "a0_product": "product.a0",
    "a0_process": "process.a0",
    "g": "product.g",
    "lam": "product.lam",
    "u": "upgrading.u_product",
    "R": "upgrading.R",
    "members": "credit.n_members",
}


def economy(case, **more):
    """The baseline with the numbers of a case, and whatever else is to be different (by the names of ``PATHS``)."""
    values = {**case, **more}
    return BASELINE.changed({path: values[name] for name, path in PATHS.items() if name in values})


def outcome(levers, base, strength=1.0):
    """What the laboratory says when some levers are pulled, all equally far."""
    return evaluate(portfolio(dict.fromkeys(levers, strength), base=base))


def _country(draw):
    """A country near the baseline, from the same corner."""
    case = {
        "tau": draw.grid(2.05, 2.35, 0.05),
        "n": draw.pick([4, 5, 6, 7, 8]),
        "a0_product": draw.grid(0.026, 0.032, 0.001),
        "a0_process": draw.grid(0.019, 0.025, 0.001),
        "R": draw.grid(0.9, 1.5, 0.1),
    }
    at_rest = evaluate(economy(case))
    draw.insist(at_rest.hyperquadrant == 0 and min(at_rest.c_product, at_rest.c_process) > 0)
    return case


LABORATORY = (
    "The country is the baseline of the policy laboratory, with the numbers below instead of its own: "
    "`tau` and `n` of trade, `a0` of product and process, and `R` of upgrading."
)


# q1: a sign -----------------------------------------------------------------------------------------------------------


def counted_effort(case):
    """Growth a year that one unit of resources brings in products, by the laboratory."""
    return evaluate(economy(case, R=1.0)).effort_product


def arrows():
    """By which shares the office raises what own effort brings, and lowers what can be copied, at full strength."""
    sizes = {move.parameter: move.size for move in LEVERS["cluster-ip-office"].moves}
    return sizes["product.lam"], sizes["product.a0"]


def border_share():
    """Share of the frontier's growth that own effort must bring before protection helps."""
    more, less = arrows()
    return less / (more + less)


def _border(case):
    return case.g * border_share() / counted_effort(case)


def _inventors(draw):
    return {
        "g": draw.grid(0.03, 0.05, 0.002),
        "lam": draw.grid(0.015, 0.03, 0.0025),
        "u": draw.grid(0.3, 0.7, 0.05),
        "members": draw.pick([1, 2, 3, 4, 6, 8]),
    }


SIGN = Question(
    id="policy-q1",
    title="When firmer protection helps",
    points=2,
    difficulty=2,
    objective="find the border at which a measure changes its sign",
    answer="border",
    asks="Above which amount of resources `R` does the office "
    "raise product capability (below that amount it lowers it)?",
    form=Number(low=0),
    draw=_inventors,
    stem="Take the baseline of the policy laboratory, with these numbers instead of its own: "
    "`g` and `lam` of product capability, `u`, the share of resources that goes into products, "
    "and `members`, the firms that share a relationship with a bank. "
    "Nobody knows yet how large the resources `R` for upgrading will be. The office raises what own effort brings, "
    f"`lam`, by {100 * arrows()[0]:.0f}%, and lowers what can be copied, `a0`, by {100 * arrows()[1]:.0f}%.",
    right=_border,
    wrong=(
        Wrong("po-ip", lambda case: _border(case) / border_share()),
        Wrong("po-half", lambda case: _border(case) / border_share() / 2),
        Wrong("po-ipalways", lambda case: 0.0),
        Wrong("po-spent", lambda case: border_share() * case.g / (case.lam * case.u)),
    ),
    nudge="The sign changes where own effort in products equals a certain share of the frontier's growth. "
    "The two arrows of the office set that share. "
    "How much effort, as it counts in the laboratory, does one unit of resources bring?",
    meaning=lambda case: (
        f"Above {_border(case):.2f} own effort outweighs what copying loses, at every strength of the office. "
        f"If every yuan counted, {border_share() * case.g / (case.lam * case.u):.2f} would be enough: "
        "what firms that are stuck at their limit hold does not all count, and that moves the border."
    ),
)


# q2: an interaction ---------------------------------------------------------------------------------------------------

TWO_LEVERS = (
    ("licensing", "skills-exchange"),
    ("cluster-lending", "skills-exchange"),
    ("trade-agreement", "skills-exchange"),
    ("licensing", "two-tier-tax"),
    ("cluster-lending", "licensing"),
    ("foreign-matching", "two-tier-tax"),
)


def effect(case, *levers):
    """What levers at full strength do to the capability of a case, in points."""
    base = economy(case)
    return 100 * (outcome(levers, base)[case.capability] - evaluate(base)[case.capability])


def _singles(case):
    return [effect(case, case.lever_1), effect(case, case.lever_2)]


def _pair(draw):
    lever_1, lever_2 = draw.shuffled(draw.pick(TWO_LEVERS))
    return _country(draw) | {
        "capability": draw.pick(["c_product", "c_process"]),
        "lever_1": lever_1,
        "lever_2": lever_2,
    }


def _together_in_words(case):
    joint, summed = effect(case, case.lever_1, case.lever_2), sum(_singles(case))
    why = "the first leaves the second less to do" if joint < summed else "each makes the other's work count for more"
    return (
        f"Together {joint:.1f} points, alone {_singles(case)[0]:.1f} and {_singles(case)[1]:.1f}, "
        f"which would sum to {summed:.1f}: {why}."
    )


JOINT = Question(
    id="policy-q2",
    title="Two levers together",
    points=2,
    difficulty=2,
    objective="measure what two measures do together",
    answer="joint",
    asks=lambda case: (
        "By how many percentage points of the frontier do "
        f"“{LEVERS[case.lever_1].title}” and “{LEVERS[case.lever_2].title}”, both at full strength, "
        f"raise {case.capability.removeprefix('c_')} capability above that of the country without them?"
    ),
    aside=("capability", "lever_1", "lever_2"),
    form=Number(unit="points"),
    draw=_pair,
    stem=LABORATORY,
    right=lambda case: effect(case, case.lever_1, case.lever_2),
    wrong=(Wrong("po-additive", lambda case: sum(_singles(case))), Wrong("po-best", lambda case: max(_singles(case)))),
    nudge="Evaluate the country without levers, then the portfolio with both. A capability of 0.4 is 40 points.",
    meaning=_together_in_words,
)


# q3: corners at two strengths -----------------------------------------------------------------------------------------

STRENGTHS = (0.5, 1.0)


def corners(case, levers):
    """The corner at half and at full strength."""
    return [float(outcome(levers.split(", "), economy(_without_portfolios(case)), s).hyperquadrant) for s in STRENGTHS]


def _without_portfolios(case):
    return {name: value for name, value in case.items() if name not in ("portfolio", "levers")}


def _three_portfolios(draw):
    case = _country(draw)
    levers = tuple(", ".join(sorted(draw.shuffled(WIDE)[:size])) for size in draw.shuffled([3, 5, 7]))
    case |= {"portfolio": ("A", "B", "C"), "levers": levers}
    rows = [corners(case, one) for one in levers]
    draw.insist(len({corner for row in rows for corner in row}) >= 3)
    return case


CORNERS = Question(
    id="policy-q3",
    title="Three portfolios, two strengths",
    points=3,
    difficulty=2,
    objective="test where a portfolio lands for the strength that is assumed",
    answer="landing",
    asks="for each portfolio the number of the corner (0 to 7) where the country "
    "lands when all its levers have strength one half (column `half`) and when all have strength 1 (column `full`)",
    form=Table(label="portfolio", columns={"half": Numbers(), "full": Numbers()}),
    draw=_three_portfolios,
    stem=LABORATORY + " Three portfolios are proposed.",
    right=lambda case: [corners(case, levers) for levers in case.levers],
    wrong=(
        Wrong("po-strength", lambda case: [[corners(case, levers)[1]] * 2 for levers in case.levers]),
        Wrong("po-more", lambda case: [[7.0, 7.0] for _ in case.levers]),
    ),
    nudge="Where does the country itself stand? Did every portfolio act on the country of this question?",
    meaning=lambda case: (
        f"At half strength the corners are {_listed(case, 0)}, at full strength {_listed(case, 1)}: "
        "what a portfolio does depends on a number that nobody has measured."
    ),
)


def _listed(case, column):
    return ", ".join(f"{corners(case, levers)[column]:.0f}" for levers in case.levers)


# q4: cheaper founding -------------------------------------------------------------------------------------------------


def _cheaper_founding(case):
    before, after = (evaluate(economy(case).changed({"trade.f_e": cost})) for cost in (1.0, 1 - case.cut))
    return 100 * (after.welfare / before.welfare - 1)


def _founders(draw):
    case = {"k": draw.grid(3.8, 5.2, 0.1), "sigma": draw.grid(3.2, 4.2, 0.1), "cut": draw.grid(0.15, 0.45, 0.05)}
    q = case["sigma"] - 1
    draw.insist(q > 1.05 * (case["k"] - q))  # else even the least able founder would stay in business
    return case


FOUNDING = Question(
    id="policy-q4",
    title="Cheaper founding",
    points=2,
    difficulty=2,
    objective="trace a lever that is not a trade cost",
    answer="gain",
    asks="By how many per cent does real income rise?",
    form=Number(unit="per cent"),
    draw=_founders,
    stem="The baseline of the policy laboratory, with another shape of abilities (Pareto, "
    "shape `k`) and another elasticity of substitution `sigma`. "
    "Agencies for founders, in every country alike, lower the cost `f_e` of founding a firm by the share `cut`.",
    right=_cheaper_founding,
    wrong=(
        Wrong("po-noentry", lambda case: 0.0),
        Wrong("po-onetoone", lambda case: 100 * case.cut),
        Wrong("po-sigma", lambda case: 100 * ((1 - case.cut) ** (-1 / (case.sigma - 1)) - 1)),
    ),
    nudge="Compare real income in two economies that differ in nothing but the cost `f_e`.",
    meaning=lambda case: (
        f"Founding is {100 * case.cut:.0f}% cheaper and real income {_cheaper_founding(case):.1f}% higher: "
        "more founders bid for the same workers, and only better ones survive. The share of exporters does not move."
    ),
)


# q5: two streets ------------------------------------------------------------------------------------------------------

STREETS = ("lamps", "shoes")


def street(case, name, **changes):
    """Whether cooperation lasts in a street, with parameters of its game changed."""
    numbers = {parameter: case[f"{parameter}_{name}"] for parameter in ("T", "R", "K")}
    values = numbers | {"discount": case.discount, "theta": case.theta} | changes
    return BASELINE.changed({f"game.{parameter}": value for parameter, value in values.items()})


def _grant_lasts(case, name):
    return evaluate(street(case, name, lump=case[f"K_{name}"])).sustained


def _payment_lasts(case, name):
    return outcome(["tax-incentive"], street(case, name)).sustained


def _office_lasts(case, name):
    return outcome(["linking-actors", "state-information"], street(case, name)).sustained


def _informed_lasts(case, name):
    return evaluate(street(case, name, theta=1.0)).sustained


def _needs(case, once, yearly):
    return _grant_lasts(case, once) and not _grant_lasts(case, yearly) and _payment_lasts(case, yearly)


EXCHANGED = "mix up the street where joining is expensive and the one where cheating tempts"

MEASURES = {
    "lamps-once": Option(
        "A grant that pays what joining costs, once, is enough for the lamp makers; "
        "the shoemakers need the tax incentive, every year.",
        "co-grant",
        EXCHANGED,
        lambda case: _needs(case, "lamps", "shoes"),
    ),
    "shoes-once": Option(
        "A grant that pays what joining costs, once, is enough for the shoemakers; "
        "the lamp makers need the tax incentive, every year.",
        "co-grant",
        EXCHANGED,
        lambda case: _needs(case, "shoes", "lamps"),
    ),
    "information": Option(
        "Both streets only need to see the whole gain: benchmarking until awareness is 1 is enough.",
        "co-info",
        holds=lambda case: all(_informed_lasts(case, name) for name in STREETS),
    ),
    "office": Option(
        "Both streets need an office in the middle that links every firm with the ministry and the institutes.",
        "po-plan",
        holds=lambda case: all(_office_lasts(case, name) for name in STREETS),
    ),
}


def _one_street(draw, grant_works):
    for _ in range(400):  # a street where joining alone is the obstacle is rare: look for one
        game = {"T": draw.grid(3.4, 5.6, 0.2), "R": draw.grid(3, 3.8, 0.1), "K": draw.grid(3, 6, 0.5)}
        case = Case({f"{name}_lamps": value for name, value in game.items()} | {"discount": 0.5, "theta": 0.9})
        if game["T"] > game["R"] and _fits(case, grant_works):
            return game
    return draw.insist(False)


def _fits(case, grant_works):
    at_rest = evaluate(street(case, "lamps"))
    clear = abs(at_rest.delta_incentive - case.discount) > 0.04
    alone = at_rest.sustained or _informed_lasts(case, "lamps")
    return (
        clear
        and not alone
        and _grant_lasts(case, "lamps") == grant_works
        and (grant_works or _payment_lasts(case, "lamps"))
    )


def _two_streets(draw):
    games = dict(zip(draw.shuffled(STREETS), (_one_street(draw, True), _one_street(draw, False)), strict=True))
    numbers = {f"{parameter}_{name}": games[name][parameter] for name in STREETS for parameter in ("T", "R", "K")}
    return numbers | {"discount": 0.5, "theta": 0.9, "order": tuple(draw.shuffled(list(MEASURES)))}


def _two_sums(case):
    rows = "; ".join(
        f"in the street of {name} cheating pays {case[f'T_{name}']} for a year, "
        f"cooperating {case[f'R_{name}']} a year, and joining costs {case[f'K_{name}']} once"
        for name in STREETS
    )
    game = BASELINE.game
    return (
        f"Two streets: {rows}. In both, cooperating costs {game.c} a year and staying apart pays {game.P:g}; "
        f"firms see {case.theta:g} of the gain, and next year counts {case.discount:g} times as much as this one. "
        "The tax incentive of the laboratory pays half a unit a year to whoever cooperates."
    )


INSTRUMENTS = Question(
    id="policy-q5",
    title="Two streets, two obstacles",
    points=2,
    difficulty=2,
    objective="match an instrument to the condition that binds",
    answer="measures",
    asks="What do the two streets need?",
    form=Choice(MEASURES),
    draw=_two_streets,
    stem=_two_sums,
    nudge="Compute for each street the patience that staying takes and the patience that joining takes.",
    meaning=lambda case: (
        "What is paid once answers an obstacle that comes once; what tempts every year must be answered every year. "
        "Neither knowledge of the gain nor an office changes either of them enough here."
    ),
)


# q6: the capstone -----------------------------------------------------------------------------------------------------


def _region_and_budget(draw):
    province = draw.pick(sorted(by_province().index))
    sections = draw.shuffled(["5.1", "5.2", "5.3", "5.4", "5.5"])[:2]
    offered = [draw.pick([name for name, lever in LEVERS.items() if lever.section == section]) for section in sections]
    return {"province": province, "budget": draw.pick([7, 8, 9, 10]), "asked_for": ", ".join(sorted(offered))}


def _commission(case):
    return (
        f"An official in {case.province} has {case.budget} points to spend on levers of the policy laboratory, "
        "at the costs that it states, and no patience for equations. The official wants two measures above all: "
        f"{case.asked_for.replace(', ', ' and ')}. You may drop either, if you say why."
    )


CAPSTONE = Question(
    id="policy-q6",
    title="The capstone: a memo",
    points=24,
    difficulty=3,
    objective="defend a portfolio and say what would refute it",
    answer="memo",
    asks="your memo in the cell below, in 450 to 600 words",
    form=Prose(450, 600),
    draw=_region_and_budget,
    stem=_commission,
    wrong=(Wrong("po-strength"), Wrong("po-additive"), Wrong("po-plan")),
)

QUESTIONS = (SIGN, JOINT, CORNERS, FOUNDING, INSTRUMENTS, CAPSTONE)
