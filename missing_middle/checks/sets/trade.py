"""Exercise set `trade` (section 2.4b): who exports, who closes, and what footnote 6 may be read to say."""

import math
from functools import lru_cache

from missing_middle.checks.case import Case
from missing_middle.checks.forms import Choice, Number, Option, Prose
from missing_middle.checks.functions import Function
from missing_middle.checks.question import Question, Wrong
from missing_middle.checks.tables import Table, Words
from missing_middle.models.distributions import lognormal, pareto, truncated_pareto
from missing_middle.models.melitz import melitz_symmetric

L, X_MIN = 100, 1  # neither moves a share or a ratio
FATES = ("exit", "home", "export-less", "export-more")


# Economies ------------------------------------------------------------------------------------------------------------


def economy(draw):
    """A world of identical countries in which only the able export."""
    sigma = draw.grid(3, 4.2, 0.2)
    case = {
        "sigma": sigma,
        "k": round(sigma - 1 + draw.grid(0.8, 1.8, 0.1), 10),
        "x_min": X_MIN,
        "f": 1,
        "f_x": draw.grid(0.5, 1.6, 0.1),
        "f_e": draw.grid(1, 2, 0.25),
        "delta": draw.pick([0.1, 0.2]),
        "tau": draw.grid(1.2, 1.7, 0.05),
        "n": draw.pick([2, 3, 4, 5]),
        "L": L,
    }
    draw.insist(case["f_x"] != 1)  # at f_x = f varieties do not change
    draw.insist(case["tau"] ** (sigma - 1) * case["f_x"] > 1.15)
    return case


@lru_cache(maxsize=4096)
def trade(case, n=None, f_x=None, dist=None):
    """The equilibrium of a case, or of the case with one thing changed."""
    return melitz_symmetric(
        dist or pareto(case.k, case.x_min),
        sigma=case.sigma,
        f=case.f,
        f_x=case.f_x if f_x is None else f_x,
        f_e=case.f_e,
        delta=case.delta,
        tau=case.tau,
        n=n or case.n,
        L=case.L,
    )


def percent_more(ratio):
    """A ratio of new to old as a change in per cent."""
    return 100 * (ratio - 1)


def percent_gone(ratio):
    """A ratio of new to old as a loss in per cent."""
    return 100 * (1 - ratio)


def share_if_all_export(n, tau, sigma):
    """Share of spending on home goods if trade costs cut what exporters sell, but not how many export."""
    return 1 / (1 + n * tau ** (1 - sigma))


WORLD = (
    "A country opens to `n` partners, each a copy of itself. "
    "Abilities follow a Pareto distribution with shape `k` and least ability `x_min`."
)


# q1, q2, q6: shares and counts ----------------------------------------------------------------------------------------


def _cutoffs(draw):
    """An economy as its cutoffs tell it: the fixed costs and the equilibrium stay out of sight."""
    case = economy(draw)
    world = trade(Case(case))
    return {name: case[name] for name in ("n", "tau", "sigma", "k", "x_min")} | {
        "phi_domestic": round(world.phi_domestic, 4),
        "phi_export": round(world.phi_export, 4),
    }


def exporters(case):
    """The share of a Pareto tail above one cutoff that is above the next."""
    return (case.phi_domestic / case.phi_export) ** case.k


def _imported(case):
    """The share of spending on imports: the fixed costs follow from the cutoffs, and sales from the fixed costs."""
    costs = (case.phi_export / (case.tau * case.phi_domestic)) ** (case.sigma - 1)  # f_x / f
    abroad = case.n * exporters(case) * costs
    return abroad / (1 + abroad)


EXPORTERS = Question(
    id="trade-q1",
    title="Who sells abroad?",
    points=2,
    difficulty=1,
    objective="compute selection into exporting",
    answer="share",
    asks="What share of the firms that produce also export, as a number between 0 and 1?",
    form=Number(0, 1, unit="share"),
    draw=_cutoffs,
    stem=WORLD + " Firms with an ability of `phi_domestic` or more produce, and those with `phi_export` or more "
    "export as well; buyers' elasticity of substitution is `sigma`, and `tau` units must leave for one to arrive.",
    right=exporters,
    wrong=(
        Wrong("mz-nofix", lambda case: case.tau**-case.k),
        Wrong("mz-share", _imported),
        Wrong("mz-entrants", lambda case: (case.x_min / case.phi_export) ** case.k),
    ),
    nudge="Of the firms above one cutoff, which share is above the other? "
    "Of all that ever entered, the share `(x_min / phi) ** k` is above `phi`.",
    meaning=lambda case: (
        f"Of 100 firms that produce, {100 * exporters(case):.0f} also export; "
        "the rest meet the same demand and stay at home because of the fixed cost."
    ),
)


def _sales(draw):
    """An economy as its accounts tell it: what firms sell on average, in years of work, and how many export."""
    case = economy(draw)
    world = trade(Case(case))
    at_home = case["sigma"] * case["k"] / (case["k"] - case["sigma"] + 1)  # f = 1; as much in autarky as with trade
    return {
        "n": case["n"],
        "exporters": round(world.export_probability, 4),
        "home_sales": round(at_home, 2),
        "export_sales": round(case["f_x"] * at_home, 2),
    }


def firms_left(case, exporters=None, n=None):
    """Firms with trade over firms in autarky: the same income, and more of it for each firm that sells abroad."""
    exporters, n = case.exporters if exporters is None else exporters, case.n if n is None else n
    return case.home_sales / (case.home_sales + n * exporters * case.export_sales)


CLOSURES = Question(
    id="trade-q2",
    title="Who is gone?",
    points=2,
    difficulty=2,
    objective="quantify footnote 6",
    answer="closed",
    asks="By how many per cent is the number of firms that produce in the country lower with trade than in autarky?",
    form=Number(unit="per cent"),
    draw=_sales,
    stem="A country opens to `n` partners, each a copy of itself. "
    "A firm sells `home_sales` at home on average, in autarky and with trade. With trade the share "
    "`exporters` of its firms export as well, and such a firm sells `export_sales` on average in each partner country. "
    "Sales are in years of work; all income is wages, and the country has as many workers as before.",
    right=lambda case: percent_gone(firms_left(case)),
    wrong=(
        Wrong("mz-noexit", lambda case: 0.0, seems="let no firm close"),
        Wrong("mz-partners", lambda case: percent_gone(firms_left(case, n=1))),
        Wrong("mz-allsell", lambda case: percent_gone(firms_left(case, exporters=1)), seems="let every firm export"),
        Wrong(
            "mz-variety",
            lambda case: percent_gone(firms_left(case) * (1 + case.n * case.exporters)),
            seems="count the varieties on sale instead of the firms that produce",
        ),
    ),
    nudge="What does an average firm sell in all, before and after? "
    "The sales of all firms together are the country's income: how many such firms can there be?",
    meaning=lambda case: (
        f"{percent_gone(firms_left(case)):.0f}% fewer firms produce: "
        f"the same work makes larger firms, since {100 * case.exporters:.0f} of 100 now sell abroad as well."
    ),
)


def _shelf(draw):
    """An economy as a statistical office counts it: firms that closed, and firms that export."""
    case = economy(draw)
    # by Pareto algebra the number of varieties hardly moves if f_x is near f: half a per cent of almost nothing
    draw.insist(abs(case["f_x"] - 1) > 0.15)
    world = trade(Case(case))
    return {
        "n": case["n"],
        "closed": round(percent_gone(world.firm_count_ratio), 2),
        "exporters": round(world.export_probability, 4),
    }


def varieties(case, exporters=None):
    """Varieties on sale over those in autarky: what home firms are left, and as many foreign ones as export."""
    sellers = case.n * (case.exporters if exporters is None else exporters)
    return (1 - case.closed / 100) * (1 + sellers)


def _varieties_in_words(case):
    word = "more" if varieties(case) > 1 else "fewer"
    return (
        f"{abs(percent_more(varieties(case))):.1f}% {word} varieties are on sale, "
        f"while the number of home firms fell by {case.closed:.0f}%: the two numbers are different things."
    )


VARIETIES = Question(
    id="trade-q6",
    title="What is on the shelf?",
    points=2,
    difficulty=2,
    objective="separate home firms from varieties",
    answer="change",
    asks="By how many per cent does the number of varieties on sale in the country, "
    "home and foreign, differ from that in autarky (negative if there are fewer)?",
    form=Number(unit="per cent"),
    draw=_shelf,
    stem="A country opens to `n` partners, each a copy of itself. "
    "In each country `closed` per cent of the firms are gone, "
    "and of those that are left the share `exporters` sells in every other country too. Each firm makes one variety.",
    right=lambda case: percent_more(varieties(case)),
    wrong=(
        Wrong("mz-variety", lambda case: -float(case.closed)),
        Wrong("mz-allsell", lambda case: percent_more(varieties(case, exporters=1))),
        Wrong(
            "mz-noexit",
            lambda case: percent_more(1 - case.closed / 100 + case.n * case.exporters),
            seems="let no firm close abroad",
        ),
    ),
    nudge="Will there be more, or fewer? Take 100 varieties in autarky and count two kinds of goods: "
    "those of the home firms that are left, and those of foreign firms that sell here.",
    meaning=_varieties_in_words,
)


# q3: a function with a regime -----------------------------------------------------------------------------------------


def domestic_share(n, tau, f_ratio, k, sigma):
    """Share of spending on home goods in both regimes, by the model (f = 1: only the ratio of fixed costs matters)."""
    return melitz_symmetric(
        pareto(k, X_MIN), sigma=sigma, f=1, f_x=f_ratio, f_e=1, delta=0.1, tau=tau, n=n, L=L
    ).domestic_share


def _exporters(n, tau, f_ratio, k, sigma):
    return min(1.0, tau**-k * f_ratio ** (-k / (sigma - 1)))


def _share_if_selected(n, tau, f_ratio, k, sigma):
    return 1 / (1 + n * tau**-k * f_ratio ** (1 - k / (sigma - 1)))


def _four_points(draw):
    points = []
    for low, high in ((1.3, 3), (1.3, 3), (0.2, 0.8), (0.2, 0.8)):  # above and below the switch of regimes
        sigma = draw.grid(3, 4.2, 0.2)
        tau = draw.grid(1.2, 1.7, 0.05)
        f_ratio = round(draw.between(low, high) * tau ** (1 - sigma), 3)
        k = round(sigma - 1 + draw.grid(0.8, 1.8, 0.1), 10)
        points.append((draw.pick([2, 3, 4, 5]), tau, f_ratio, k, sigma))
    return {"points": tuple(draw.shuffled(points))}


DOMESTIC_SHARE = Question(
    id="trade-q3",
    title="How much spending stays at home?",
    points=4,
    difficulty=3,
    objective="write a function with a regime",
    answer="domestic_share",
    asks="a function of `n`, `tau`, `f_ratio`, `k` and `sigma` that returns the share of spending on home goods, "
    "a number between 0 and 1",
    form=Function(("n", "tau", "f_ratio", "k", "sigma"), Number(0, 1, unit="share")),
    draw=_four_points,
    stem="Now any country of this kind. `f_ratio` is the fixed cost of exporting over that of producing, `f_x / f`. "
    "If it is low enough, every firm that produces exports as well.",
    right=domestic_share,
    wrong=(
        Wrong("mz-select", _share_if_selected),
        Wrong("mz-share", _exporters, seems="give the share of firms that export"),
        Wrong("mz-intensive", lambda n, tau, f_ratio, k, sigma: share_if_all_export(n, tau, sigma)),
        Wrong("mz-partners", lambda n, tau, f_ratio, k, sigma: domestic_share(1, tau, f_ratio, k, sigma)),
    ),
    nudge="Try `n = 0` first: what must the share be?",
    meaning=lambda case: (
        "More partners and cheaper exporting lower the share of spending that stays at home; "
        "once everybody exports, the fixed cost no longer matters for it."
    ),
)


# q4: six firms --------------------------------------------------------------------------------------------------------


def _six_firms(draw):
    """Abilities between the four cutoffs, clear of each of them: at least one firm for each fate."""
    case = economy(draw)
    world = trade(Case(case))
    borders = [world.phi_autarky, world.phi_domestic, world.phi_export, world.phi_winner, 1.6 * world.phi_winner]
    fates = [0, 1, 2, 3] + [draw.pick([0, 1, 2, 3]) for _ in range(2)]
    abilities = []
    for fate in draw.shuffled(fates):
        low, high = borders[fate], borders[fate + 1]
        phi = round(low * (high / low) ** draw.between(0.25, 0.75), 3)
        draw.insist(low < phi < high and phi not in abilities)
        abilities.append(phi)
    return case | {"firm": tuple("ABCDEF"), "phi": tuple(abilities)}


def _fates(case, closes_below, earns_more_above):
    world = trade(_without_firms(case))
    cutoffs = (closes_below(world), world.phi_export, earns_more_above(world))
    return [[FATES[sum(phi >= cutoff for cutoff in cutoffs)]] for phi in case.phi]


def _without_firms(case):
    return Case({name: value for name, value in case.items() if name not in ("firm", "phi")})


FIRMS = Question(
    id="trade-q4",
    title="Six firms",
    points=3,
    difficulty=2,
    objective="order firms by what opening does to them",
    answer="fates",
    asks='for each firm one of `"exit"` (closes), `"home"` (sells at home only), '
    '`"export-less"` (exports, and earns less profit than in autarky) or `"export-more"` (exports, and earns more)',
    form=Table(label="firm", columns={"fate": Words(FATES)}),
    draw=_six_firms,
    stem=WORLD + " Six firms produced in autarky. Their abilities `phi` are below.",
    right=lambda case: _fates(case, lambda world: world.phi_domestic, lambda world: world.phi_winner),
    wrong=(
        Wrong("mz-all", lambda case: _fates(case, lambda world: world.phi_domestic, lambda world: world.phi_export)),
        Wrong("mz-noexit", lambda case: _fates(case, lambda world: world.phi_autarky, lambda world: world.phi_winner)),
    ),
    nudge="Put the firms in order of ability and write the cutoffs between them.",
    meaning=lambda case: (
        "Opening sorts firms by ability into four groups, and only the most able earn more than before."
    ),
)


# q5: a turning point --------------------------------------------------------------------------------------------------


def _turning_economy(draw):
    case = economy(draw)
    case["f"] = draw.pick([0.7, 0.8, 0.9, 1.1, 1.2, 1.3, 1.4])  # at f = 1 it could be forgotten unnoticed
    del case["f_x"]
    return case


def _fewest_firms_at(case):
    """The export cost at which the last firm that produces starts to export: below it the number of firms rises.

    That it is the minimum is no formula to be trusted: ``tests/checks`` compares it with the model on a grid.
    """
    return case.f * case.tau ** (1 - case.sigma)


TURN = Question(
    id="trade-q5",
    title="Where the count turns",
    points=3,
    difficulty=3,
    objective="find a turning point",
    answer="turning_point",
    asks="At which fixed cost of exporting `f_x` is the number of firms that produce smallest?",
    form=Number(low=0),
    draw=_turning_economy,
    stem="A country opens to partners, each a copy of itself. "
    "Abilities follow a Pareto distribution without an upper end; producing has the fixed cost `f`, "
    "buyers' elasticity of substitution is `sigma`, and `tau` units must leave for one to arrive. "
    "Exporting gets cheaper: its fixed cost `f_x` falls step by step from a high value towards 0.",
    aside=("k", "x_min", "f_e", "delta", "n", "L"),
    right=_fewest_firms_at,
    wrong=(
        Wrong("mz-mono", lambda case: 0.0),
        Wrong("mz-equal", lambda case: float(case.f)),
        Wrong("mz-tau", lambda case: case.f / case.tau),
    ),
    nudge="Compute the number of firms for many values of `f_x` and look where it is smallest.",
    meaning=lambda case: (
        f"Below `f_x` = {_fewest_firms_at(case):.3f} every firm exports, "
        "so a lower cost closes no more firms and leaves room for new ones."
    ),
)


# q7: what is general --------------------------------------------------------------------------------------------------


def _general(holds):
    """Whether a statement holds in an economy and in others, which differ from it in one thing each."""

    def always(case):
        plain = _without_order(case)
        return all(holds(plain, world) for world in _worlds(plain))

    return always


@lru_cache(maxsize=1024)
def _worlds(case):
    cheap = 1.5 * case.tau ** (1 - case.sigma)  # exporting is cheap, but not yet for everybody
    bounded = truncated_pareto(case.k, case.x_min, 3 * trade(case).phi_export)
    bell = lognormal(0, 0.6)
    return (
        trade(case),
        trade(case, f_x=cheap * case.f),
        trade(case, f_x=0.3 * cheap * case.f),
        trade(case, dist=bounded),
        trade(case, dist=bell),
    )


def _fewer_if_cheaper(case, world):
    costs = [share * case.f_x for share in (1, 0.5, 0.2, 0.05)]
    counts = [trade(case, f_x=cost).firm_count_ratio for cost in costs]
    return counts == sorted(counts, reverse=True)


STATEMENTS = {
    "closures-and-gains": Option(
        "As long as somebody exports at a fixed cost, fewer home firms produce than in autarky, "
        "and real income is higher.",
        None,
        holds=_general(lambda case, world: world.firm_count_ratio < 1 < world.gains),
    ),
    "variety": Option(
        "Fewer home firms mean fewer varieties to buy.",
        "mz-variety",
        holds=_general(lambda case, world: (world.firm_count_ratio < 1) == (world.variety_ratio < 1)),
    ),
    "one-direction": Option(
        "The cheaper exporting becomes, the fewer home firms there are.", "mz-mono", holds=_general(_fewer_if_cheaper)
    ),
    "formula": Option(
        "Whatever the distribution of ability, real income "
        "over that in autarky is the share of spending on home goods to the power -1/k.",
        "gn-acr",
        "use the formula for a Pareto distribution without an upper end for every distribution",
        _general(lambda case, world: math.isclose(world.gains, world.domestic_share ** (-1 / case.k), rel_tol=1e-6)),
    ),
    "all-exporters": Option(
        "Every firm that exports earns more profit than in autarky.",
        "mz-all",
        holds=_general(lambda case, world: world.phi_winner <= world.phi_export),
    ),
}


def _without_order(case):
    return Case({name: value for name, value in case.items() if name != "order"})


def _opened_economy(draw):
    case = economy(draw)
    draw.insist(case["f_x"] > 1)  # then varieties fall as well: the tempting statements fit the numbers
    return case | {"order": tuple(draw.shuffled(list(STATEMENTS)))}


def _report(case):
    world = trade(_without_order(case))
    return (
        f"In one country {percent_gone(world.firm_count_ratio):.0f}% of the firms are gone after it opened to trade, "
        f"{percent_gone(world.variety_ratio):.1f}% fewer varieties are on sale, {100 * world.export_probability:.0f}% "
        f"of the firms export, and real income is {percent_more(world.gains):.1f}% higher."
    )


GENERAL = Question(
    id="trade-q7",
    title="What is general?",
    points=2,
    difficulty=2,
    objective="tell a general statement of a model from a special one",
    answer="statement",
    asks="Which statement would also hold for other costs, and for abilities that do not follow a Pareto distribution?",
    form=Choice(STATEMENTS),
    draw=_opened_economy,
    stem=_report,
    meaning=lambda case: (
        "Free entry forces both. The profits that founders may make abroad bid up wages, "
        "and the weakest firms cannot pay these wages. The rest depends on costs or on the distribution."
    ),
)


# q8: in words ---------------------------------------------------------------------------------------------------------

REPLY = Question(
    id="trade-q8",
    title="A reply to a newspaper",
    points=3,
    difficulty=3,
    objective="criticize a welfare claim that counts firms",
    answer="reply",
    asks="your reply in the cell below, in 120 to 150 words",
    form=Prose(120, 150),
    draw=lambda draw: {"place": draw.pick(["Arvia", "Belmar", "Corland", "Dravia"]), "closed": draw.grid(25, 45, 5)},
    stem=lambda case: (
        f"A newspaper in {case.place}, an invented country, writes: "
        f"“{case.closed:.0f}% of our firms closed after the country opened to trade. This is what it cost us.”"
    ),
    wrong=(Wrong("mz-fewer"), Wrong("mz-variety"), Wrong("kr-jobs")),
)

QUESTIONS = (EXPORTERS, CLOSURES, DOMESTIC_SHARE, FIRMS, TURN, VARIETIES, GENERAL, REPLY)
