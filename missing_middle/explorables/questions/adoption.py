"""When does a practice spread, and when does a platform take off? (section 4: gains from network externalities)

Refutes "it spreads if and only if one contact outruns forgetting" and "what spreads at all spreads everywhere".
"""

from functools import lru_cache

import numpy as np

from missing_middle.explorables.engine.parts import Bet, Option, Readout, Slider
from missing_middle.explorables.engine.widget import Explorable
from missing_middle.explorables.questions.linked import at_nodes, drawing, graph, there, who_is_linked
from missing_middle.explorables.views import Axis, Bar, Bars, Dot, Lines, Rule, Series
from missing_middle.models import adoption, adoption_exact, adoption_path, cluster_size

LINKED = ("vertical", "horizontal", "network")
FASTEST = 0.8  # rate of passing on at the right end of the chart
YEARS = (0, 1, 2, 3, 4, 6, 8, 10, 13, 16, 20, 25, 30, 40, 50)  # at which the two paths are drawn
PLATFORM = {"A": 1.0, "eps": 0.3, "F": 6.0, "c": 0.004, "gamma": 0.9}  # one unit is what one other user is worth

CONTROLS = [
    who_is_linked("Who is linked"),
    Slider(
        "beta",
        "Passed on over each contact",
        symbol="β",
        start=0.1,
        digits=2,
        stops=(0.0, 0.05, 0.08, 0.1, 0.12, 0.15, 0.18, 0.22, 0.26, 0.3, 0.4, 0.6, 0.8),
        note="chance a year that a neighbour who uses it hands it on",
    ),
    Slider(
        "delta",
        "Given up",
        symbol="δ",
        start=0.6,
        digits=2,
        stops=(0.3, 0.45, 0.6, 0.75),
        note="share of users who drop it each year; rules that nobody enforces raise it",
    ),
    Slider(
        "start",
        "Users of the platform at the start",
        unit="users",
        start=10,
        digits=0,
        stops=(5, 10, 15, 20, 25, 40, 80, 160),
        note="brought in at once, by history or by a programme",
    ),
    Slider(
        "old",
        "What the old way is worth",
        start=2.5,
        digits=1,
        stops=(2.0, 2.5, 3.0, 3.5),
        note="cash, a market, a bank nearby: users compare the platform with this",
    ),
]

READOUTS = {
    "mean": Readout("Nodes that use the practice in the long run, by the equation", "%", 0),
    "years": Readout("Years until chance has ended it, on average", "", 0),
    "alive": Readout("Chance that somebody uses it after twenty years", "%", 0),
    "threshold": Readout("Chance of passing it on, over each contact, above which it lasts", "a year", 3),
    "alone": Readout("The same, for two nodes that are linked with each other alone", "a year", 2),
    "nodes": Readout("Nodes", "", 0),
    "links": Readout("Links", "", 0),
    "in_chain": Readout("Users in the vertical cluster, at these rates", "%", 0),
    "in_network": Readout("Users in the network, at these rates", "%", 0),
    "begin": Readout("Users of the platform at the start", "users", 0),
    "mass": Readout("Critical mass of the platform", "users", 0),
    "worth": Readout("The platform is worth at the start", "", 2),
    "end": Readout("Users of the platform in the end", "users", 0),
}


@lru_cache(maxsize=512)  # the platform's controls move nothing here
def spread(configuration, beta, delta):
    cluster = graph(configuration)
    return adoption(list(cluster), list(cluster.edges), beta, delta)


@lru_cache(maxsize=512)
def paths(configuration, beta, delta):
    """Users over the years, from all on: by the equation, and by the chain of all states, which ends some day."""
    cluster = graph(configuration)
    network = list(cluster), list(cluster.edges), beta, delta
    equation, chain = adoption_path(*network, YEARS), adoption_exact(*network, YEARS)
    return {
        "by_equation": 100 * equation.mean,
        "by_chain": 100 * chain.mean,
        "years": chain.years,
        "alive": 100 * float(chain.alive[YEARS.index(20)]),
    }


@lru_cache(maxsize=16)
def curves(delta):
    return {
        f"{name}_{what}": values
        for name in LINKED
        for what, values in zip(("rate", "users"), curve(name, delta), strict=True)
    }


def curve(configuration, delta):
    """Rates of passing on and the users (%) at each, with the threshold among the rates: the curve turns there."""
    threshold = spread(configuration, 0.0, delta).threshold_beta
    rates = np.concatenate([[0.0], threshold + (FASTEST - threshold) * np.linspace(0, 1, 25) ** 2])
    return rates, np.array([100 * spread(configuration, float(rate), delta).mean for rate in rates])


@lru_cache(maxsize=64)
def platform(old):
    return cluster_size(**PLATFORM, v_out=old)


def frame(configuration, beta, delta, start, old):
    """Users at every node in the long run, users at every rate, and the fate of a platform."""
    cluster, found, sizes = graph(configuration), spread(configuration, beta, delta), platform(old)
    takes_off = start > sizes.N_min
    threshold = found.threshold_beta
    spreads = (
        "alone"
        if cluster.number_of_edges() == 0
        else "dies"
        if found.mean == 0
        else "together"
        if beta <= delta
        else "easily"
    )
    return (
        curves(delta)
        | paths(configuration, beta, delta)
        | {
            "case": f"{spreads}, {'takes off' if takes_off else 'fails'}",
            "mean": 100 * found.mean,
            "threshold": threshold if np.isfinite(threshold) else None,
            "alone": delta,
            "nodes": len(cluster),
            "links": cluster.number_of_edges(),
            "in_chain": 100 * spread("vertical", beta, delta).mean,
            "in_network": 100 * spread("network", beta, delta).mean,
            "year": np.array(YEARS, dtype=float),
            "mass": sizes.N_min,
            "end": sizes.N_equilibrium if takes_off else 0.0,
            "worth": PLATFORM["A"] * start ** PLATFORM["eps"]
            - PLATFORM["F"] / start
            - PLATFORM["c"] * start ** PLATFORM["gamma"],
            "begin": float(start),
            "none": 0.0,
            "everyone": 100.0,
            "users": 100 * at_nodes(found.y),
            "there": there(cluster),
        }
    )


def by_case(spreads, platforms=("", "")):
    """Words for each pair of what the practice does and what the platform does."""
    return {
        f"{name}, {end}": " ".join(part for part in (words, more) if part)
        for name, words in spreads.items()
        for end, more in zip(("takes off", "fails"), platforms, strict=True)
    }


def picture():
    return drawing(
        title=by_case(
            {
                "alone": "Nobody to learn it from",
                "dies": "Given up faster than it is passed on",
                "together": "By the equation it lasts, since there is more than one to learn it from",
                "easily": "By the equation it lasts even between two",
            }
        ),
        alt="A network of {nodes} nodes and {links} links. By the equation {mean}% of its nodes use the practice in "
        "the long run.",
        key="Circles are firms, squares are functional agents. The number inside is the chance, in per cent, that a "
        "node uses the practice in the long run, by the equation. A dash marks what this configuration leaves "
        "out.",
        values="users",
        shade=("none", "everyone"),
        measure="Uses it (%)",
    )


CURVES = Lines(
    title=by_case(
        {
            "alone": "With links there is a threshold; without them, nothing",
            **dict.fromkeys(("dies", "together", "easily"), "Below a threshold nobody uses it, above it many soon do"),
        }
    ),
    alt="Users by the chance of passing it on, for three ways of being linked. Each curve is zero up to its own "
    "threshold, then rises; the network's threshold is the lowest. One contact alone would have to pass it on at "
    "{alone}.",
    x=Axis("Passed on over each contact (chance a year)", 0, FASTEST),
    y=Axis("Users in the long run, by the equation (%)", 0, 100),
    series=(
        Series("network_rate", "network_users", "network"),
        Series("horizontal_rate", "horizontal_users", "peers"),
        Series("vertical_rate", "vertical_users", "chain"),
    ),
    rules=(Rule("threshold", "lasts above {threshold}"), Rule("alone", "two alone {alone}", dash=2)),
    dots=(Dot("beta", "mean", "now", tone=0),),
)

PATHS = Lines(
    title=by_case(
        {
            "alone": "Users give it up one by one: without links, luck changes nothing",
            "dies": "Both fall to nothing, and sooner where there is bad luck",
            **dict.fromkeys(
                ("together", "easily"), "By the equation it stays; chance ends it after some {years} years"
            ),
        }
    ),
    alt="Users over fifty years, if all begin as users. By the equation {mean}% of the nodes use the practice in the "
    "long run. By the chain of all states, in which bad luck may take out everybody at once, it lives for "
    "{years} years on average, and the chance that somebody uses it after twenty years is {alive}%.",
    x=Axis("Years after all began", 0, 50),
    y=Axis("Users on average (%)", 0, 100),
    series=(Series("year", "by_equation", "equation"), Series("year", "by_chain", "every state")),
)

CROWD = Bars(
    title=by_case(
        dict.fromkeys(("alone", "dies", "together", "easily"), ""),
        ("Enough at the start: the platform takes off", "Too few at the start: they go back to the old way"),
    ),
    alt="The platform starts with {start} users and needs {mass}.",
    axis=Axis("Users", 0, 160),
    bars=(Bar("begin", "at the start", tone=1), Bar("mass", "critical mass", tone=2)),
)

SENTENCE = by_case(
    {
        "alone": "Without links nobody learns the practice from anybody, and it dies out.",
        "dies": "Passed on at {beta} and given up at {delta}, the practice dies out: it lasts only if it is passed "
        "on at more than {threshold}.",
        "together": "One contact passes it on at {beta}, less than the {delta} at which it is given up; yet by the "
        "equation {mean}% of the {nodes} nodes use it in the long run, since it lasts above {threshold}. Chance ends "
        "it after {years} years on average.",
        "easily": "Passed on at {beta} and given up at {delta}, the practice would last between two alone by the "
        "equation, and here {mean}% of nodes use it. Chance ends it after {years} years on average.",
    },
    (
        "The platform starts with {start} users, more than the {mass} it needs, and grows.",
        "The platform starts with {start} users, is worth less to them than the old way, and would need {mass}.",
    ),
)

EQUATION = (
    "It lasts if <i>β</i> is above <i>δ</i> / <i>ρ</i>(<i>A</i>): the chance of giving up over the spectral radius "
    "of the links. For two alone <i>ρ</i> = 1, so <i>β</i> has to exceed {delta}. This is from the mean-field "
    "equation, in which everybody meets averages. The chain of all states of the {nodes} nodes has luck in it: there "
    "the practice ends after {years} years on average. A platform is worth <i>N</i><sup>0.3</sup> − 6/<i>N</i> − "
    "0.004 <i>N</i><sup>0.9</sup> to each of its <i>N</i> users; its critical mass is where that first reaches {old}."
)

BET = Bet(
    "One contact passes a practice on at {beta} a year; users drop it at {delta}. Does it spread?",
    (
        Option(
            "nowhere: it is dropped faster than it is passed on",
            "Between two alone it soon dies. In the network there are many chances to learn it again, and by the "
            "equation it lasts above {threshold}.",
            "nw-alone",
        ),
        Option(
            "everywhere: who is linked will hear of it",
            "In the vertical cluster, with three firms and two agents, {in_chain}% use it in the long run: too few to "
            "learn it from.",
            "ad-all",
        ),
        Option(
            "in the network only, to about half of it",
            "By the equation {in_network}% use it in the network, {in_chain}% in the vertical cluster. Nobody passes "
            "it on better; there are more to learn it from. Bad luck ends it there too, after some {years} years.",
        ),
    ),
    reveal={"configuration": "network", "beta": 0.18, "delta": 0.6, "start": 10, "old": 2.5},
)

CODE = """from missing_middle.models import adoption, adoption_exact, cluster_graph, cluster_size

graph = cluster_graph({{configuration}})
nodes, links = list(graph), list(graph.edges)
adoption(nodes, links, beta={{beta}}, delta={{delta}})                         # the equation
adoption_exact(nodes, links, beta={{beta}}, delta={{delta}}, t=[20, 50])       # the chain of all states
cluster_size(A={A}, eps={eps}, F={F}, c={c}, gamma={gamma}, v_out={{old}})     # N_min: the critical mass""".format(
    **PLATFORM
)


def adoption_and_mass():
    """When does a practice spread, and a platform take off? Returns the :class:`Explorable`."""
    return Explorable(
        frame,
        id="adoption",
        question="What has to be there before it spreads?",
        controls=CONTROLS,
        readouts=READOUTS,
        views=[[picture(), CURVES], [PATHS, CROWD]],
        sentence=SENTENCE,
        equation=EQUATION,
        bet=BET,
        code=CODE,
        transfer="Mobile money took off in Kenya, where one in four had access to formal finance; in Germany nearly "
        "everybody has a bank. Which slider differs most between the two, and what would a programme have to bring in "
        "each?",
    )
