"""The ten items of the diagnostic inventory. Every number in them is computed here from the state of the form."""

import math

from missing_middle.checks.inventory import Asked, Item
from missing_middle.models import (
    cluster_size,
    cooperation,
    gap_steady_state,
    home_market_effect,
    krugman1979_integration,
    krugman1979_welfare,
    melitz_symmetric,
    pareto,
)

PARTNER_DEFECTS = 0  # what is left to a firm whose partner cheats; no threshold depends on it


def _percent(ratio):
    return f"{abs(100 * (ratio - 1)):.0f}%"


def alike(**state):
    """d1: two identical countries, after Krugman (1979)."""
    after = krugman1979_integration(**state)
    gained, closed = _percent(krugman1979_welfare(**state).income_ratio), _percent(after.domestic_firms_ratio)
    return Asked(
        "Two countries are equal in size, taste and skill. Firms make goods that differ a little, and a larger firm "
        "makes them more cheaply. The two open to trade. What happens in each of them?",
        f"People are better off, as if by about {gained} more income, while about {closed} of the home firms close.",
        {
            "kr-ca": "Nothing changes: the two are alike, so there is no reason to trade.",
            "kr-zero": "One of the two gains, and the other loses as much.",
            "kr-fewer": f"About {closed} of the home firms close, and people are worse off by about as much.",
        },
    )


def opening(k, sigma, f_x, tau, n, f, f_e, delta):
    """d2: firms that differ, after Melitz (2003)."""
    world = melitz_symmetric(pareto(k, 1), sigma=sigma, f=f, f_x=f_x, f_e=f_e, delta=delta, tau=tau, n=n, L=100)
    one_in, closed = f"{1 / world.export_probability:.0f}", _percent(world.firm_count_ratio)
    return Asked(
        "A country opens to trade. A firm that sells abroad pays a fixed amount for each market, and freight for each "
        f"piece. In the end one home firm in {one_in} exports. Which description fits best?",
        f"About {closed} of the firms close, real income rises by about {_percent(world.gains)}, and some exporters "
        "earn less than before.",
        {
            "mz-all": "Every firm that exports earns more than before; only the others may earn less.",
            "mz-noexit": "No firm closes: those that cannot export go on selling at home, as before.",
            "mz-fewer": f"About {closed} of the firms close, and real income falls with them.",
        },
    )


def plants(demand, sigma, tau):
    """d3: where plants settle, after Krugman (1980)."""
    there = home_market_effect(demand / (1 - demand), sigma, tau)
    weaker = 0.5 + (demand - 0.5) * (1 - there.phi) / (1 + there.phi)  # the slope of the model, upside down
    return Asked(
        f"One of two countries has {100 * demand:.0f}% of all demand for cars. Cars are costly to ship, and a plant "
        "needs a large output to pay. Which share of the plants does this country have?",
        f"About {100 * there.share_1:.0f}%: plants like to be where most buyers are",
        {
            "hm-proportional": f"About {100 * demand:.0f}%, its share of demand",
            "hm-spread": f"About {100 * weaker:.0f}%: plants keep away from each other",
            "hm-all": "All of them: the larger market wins",
        },
    )


def entry(**state):
    """d4: free entry into a cluster."""
    size, outside = cluster_size(**state), state["v_out"]
    return Asked(
        f"In a cluster each member earns most when there are {size.N_optimal:.0f} firms. Anybody may join. Outside, a "
        f"firm earns {outside:g}; a member of a cluster of {size.N_optimal:.0f} earns more. Where does this end?",
        f"Near {size.N_equilibrium:.0f} firms: too many for its members",
        {
            "cl-entry": f"At {size.N_optimal:.0f} firms: then nobody wants to join any more",
            "cl-bigger": "It grows without limit: a bigger cluster is a better cluster",
            "po-plan": "Wherever the ministry stops settling firms",
        },
    )


def seed(planted, **state):
    """d5: the critical mass of the same cluster."""
    size = cluster_size(**state)
    return Asked(
        f"Below {size.N_min:.1f} firms the same cluster pays a member less than it would earn outside. A ministry "
        f"settles {planted} firms on a new site, and leaves it at that. What becomes of the site?",
        f"The {planted} firms leave again.",
        {
            "cl-seed": f"It grows by itself to about {size.N_equilibrium:.0f} firms.",
            "cl-entry": f"It grows by itself to {size.N_optimal:.0f} firms, the best size, and stops.",
            "po-plan": f"It stays at {planted} firms, as the ministry decided.",
        },
    )


def followers(start, other, **country):
    """d6: two starts of one country; ``start`` and ``other`` are gaps in logarithms."""
    rest = gap_steady_state(**country)
    end = f"{100 * rest.c_stable:.0f}%"
    return Asked(
        "Two countries copy from the leader. They are equal in all but their start: the first has "
        f"{_of_leader(start)} of the leader's productivity, the second {_of_leader(other)}. The leader moves on. "
        "What happens in the long run?",
        f"The first falls further and further behind, the second rises to {end}.",
        {
            "mo-linear": "The first catches up faster: it has more to copy.",
            "mo-start": f"Both rise to {end}: where they start makes no difference.",
            "mo-full": "Both rise to 100%: whoever copies catches up.",
        },
    )


def _of_leader(gap):
    share = 100 * math.exp(-gap)
    return f"{share:.1f}%" if share < 2 else f"{share:.0f}%"


def staying(T, R, P, c, K, discount):
    """d7: what makes cooperation last."""
    game = cooperation(T=T, R=R, P=P, S=PARTNER_DEFECTS, c=c, K=K, discount=discount)
    return Asked(
        f"Firms may share a laboratory. Who cooperates gets {R:g} a year, less a cost of {c:g} a year. Who cheats gets "
        f"{T:g} once and is shut out; whoever is out gets {P:g} a year. To join costs {K:g} once. To firms next year's "
        f"yuan counts {_counts(discount)}. What makes cooperation last?",
        f"To pay every firm that cooperates {game.subsidy_min:.2f} a year",
        {
            "co-grant": f"To pay the {K:g} for joining, once",
            "co-mutual": "Nothing is needed: both gain from cooperating",
            "co-info": "To show the firms how much both would gain",
        },
    )


def _counts(discount):
    return {0.5: "half as much as today's"}[discount]


def revised(spent, income, revision):
    """d8: a share over two vintages; ``revision`` raises the second income only."""
    on_one_base = [100 * spent[0] / (income[0] * revision), 100 * spent[1] / income[1]]
    printed = 100 * spent[0] / income[0]
    return Asked(
        f"A country spends {spent[0]} on research in one year and {spent[1]} in the next. Its income is given as "
        f"{income[0]} and {income[1]}. Between the two years the statisticians found income that they had missed: they "
        f"raised the second figure by {_percent(revision)} for it, and left the first as it was. What did spending do, "
        "in per cent of income?",
        f"It rose by about {on_one_base[1] - on_one_base[0]:.2f} points.",
        {
            "tb-vintage": f"It fell by about {printed - on_one_base[1]:.2f} points.",
            "tb-nominal": f"It rose by about {100 * (spent[1] / spent[0] - 1):.0f}%.",
            "tb-point": f"It rose by about {100 * (on_one_base[1] / on_one_base[0] - 1):.1f} points.",
        },
    )


def coast(jobs, coastal):
    """d9: a share of a share, both given as shares from 0 to 1."""
    return Asked(
        f"Small firms have {100 * jobs:.0f}% of all jobs. Of the jobs in small firms, {100 * coastal:.0f}% are on "
        "the coast. Which share of all jobs are jobs in small firms on the coast?",
        f"{100 * jobs * coastal:.0f}%",
        {
            "tb-base": f"{100 * coastal:.0f}%",
            "lq-upside": f"{100 * coastal / jobs:.0f}%",
            "tb-meanratio": f"{50 * (jobs + coastal):g}%",
        },
    )


def joined(members, others):
    """d10: sales per worker of those who joined and of the others, before and after."""
    before_after, meanwhile = members[1] - members[0], others[1] - others[0]
    return Asked(
        f"Some firms joined a cluster. Their sales per worker were {members[0]} before, and {members[1]} after. Other "
        f"firms of the same trades stayed outside; theirs were {others[0]} and {others[1]} in the same years. Which "
        "estimate of what joining did is best?",
        f"It added about {before_after - meanwhile:.1f}.",
        {
            "cl-cause": f"It added about {members[1] - others[1]:.1f}.",
            "cl-beforeafter": f"It added about {before_after:.1f}.",
            "cl-allsort": "It added nothing: only good firms join.",
        },
    )


SMALL_CLUSTER = {"A": 2.5, "eps": 0.3, "F": 1.5, "c": 0.08, "gamma": 0.9, "v_out": 3.2}
COSTLY_CLUSTER = {"A": 3.2, "eps": 0.25, "F": 2, "c": 0.12, "gamma": 0.9, "v_out": 3.2}

ITEMS = (
    Item(
        "d1",
        "Two countries that are alike",
        alike,
        "kr-ca",
        a={"utility": "log", "par": 0.8, "alpha": 1.2, "beta": 1, "L_home": 20, "L_foreign": 20},
        b={"utility": "cara", "par": 0.6, "alpha": 1.5, "beta": 1, "L_home": 24, "L_foreign": 24},
    ),
    Item(
        "d2",
        "A country opens",
        opening,
        "mz-noexit",
        a={"k": 4.6, "sigma": 3.8, "f_x": 1.3, "tau": 1.4, "n": 3, "f": 1, "f_e": 1, "delta": 0.2},
        b={"k": 5, "sigma": 4, "f_x": 0.7, "tau": 1.5, "n": 4, "f": 1, "f_e": 1, "delta": 0.2},
    ),
    Item(
        "d3",
        "Where the plants go",
        plants,
        "hm-proportional",
        a={"demand": 0.56, "sigma": 4, "tau": 1.7},
        b={"demand": 0.57, "sigma": 4.5, "tau": 1.5},
    ),
    Item("d4", "A cluster that anybody may join", entry, "cl-entry", a=SMALL_CLUSTER, b=COSTLY_CLUSTER),
    Item(
        "d5",
        "A cluster that a ministry plants",
        seed,
        "cl-seed",
        a={"planted": 3, **SMALL_CLUSTER},
        b={"planted": 2, **COSTLY_CLUSTER},
    ),
    Item(
        "d6",
        "Two countries behind the leader",
        followers,
        "mo-linear",
        a={"start": 4.5, "other": 3, "a": 0.07, "delta": 1.8, "b": 0.03},
        b={"start": 4.2, "other": 3, "a": 0.08, "delta": 1.6, "b": 0.028},
    ),
    Item(
        "d7",
        "A shared laboratory",
        staying,
        "co-grant",
        a={"T": 6, "R": 3.5, "P": 1, "c": 0.4, "K": 3, "discount": 0.5},
        b={"T": 5.5, "R": 3.2, "P": 1, "c": 0.3, "K": 4, "discount": 0.5},
    ),
    Item(
        "d8",
        "A share, and a revision",
        revised,
        "tb-vintage",
        a={"spent": (40, 46), "income": (2000, 2530), "revision": 1.15},
        b={"spent": (33, 36), "income": (1500, 1764), "revision": 1.12},
    ),
    Item(
        "d9", "A share of a share", coast, "tb-base", a={"jobs": 0.75, "coastal": 0.4}, b={"jobs": 0.8, "coastal": 0.35}
    ),
    Item(
        "d10",
        "Before and after joining",
        joined,
        "cl-cause",
        a={"members": (2.4, 2.8), "others": (1.9, 2.1)},
        b={"members": (3.0, 3.6), "others": (2.2, 2.5)},
    ),
)
