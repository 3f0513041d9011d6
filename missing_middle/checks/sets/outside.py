"""Exercise set `outside` (section 4): what spreads, what takes off, and what skills have to bring."""

from missing_middle.checks.forms import Number, Prose
from missing_middle.checks.functions import Function
from missing_middle.checks.question import Question, Wrong
from missing_middle.checks.sets.network import pairs
from missing_middle.checks.tables import Numbers, Table
from missing_middle.models.capability import gap_steady_state
from missing_middle.models.cluster import cluster_size
from missing_middle.models.network import adoption, cluster_graph

# q1: on a ring of equals ----------------------------------------------------------------------------------------------


def ring(case):
    """Each of the firms is linked with its ``partners`` nearest on the ring (the one opposite, if that is odd)."""
    import networkx  # here, as in models/network.py, since it is slow to import

    steps = list(range(1, case["partners"] // 2 + 1)) + [case["firms"] // 2] * (case["partners"] % 2)
    return networkx.circulant_graph(case["firms"], steps)


def _users(case):
    graph = ring(case)
    return adoption(list(graph), list(graph.edges), case["beta"], case["delta"]).mean


def _equals(draw):
    delta, partners = draw.grid(0.2, 0.45, 0.01), draw.pick([3, 4, 5, 6])
    beta = round(draw.between(1.3, 2.5) * delta / partners, 3)
    return {"firms": 12, "partners": partners, "beta": beta, "delta": delta}


ENDEMIC = Question(
    id="outside-q1",
    title="How many use it in the end?",
    points=2,
    difficulty=1,
    objective="compute an endemic state",
    answer="users",
    asks="By the mean-field equation, what share of firms uses the practice in the long run, "
    "as a number between 0 and 1?",
    form=Number(0, 1, unit="share"),
    draw=_equals,
    stem="Firms stand in a ring, and each is linked with `partners` others, so that all are alike. "
    "A firm that uses a practice hands it on, at the rate `beta` a year, to each linked firm that does not use it. "
    "It gives the practice up at the rate `delta`.",
    right=_users,
    wrong=(
        Wrong("ad-all", lambda case: 1.0),
        Wrong("ad-ratio", lambda case: case["beta"] / (case["beta"] + case["delta"])),
        Wrong("nw-alone", lambda case: max(0.0, 1 - case["delta"] / case["beta"])),
    ),
    nudge="In the long run as many firms give it up a year as learn it. Who is left to learn it, and from how many?",
    meaning=lambda case: (
        f"One contact alone hands it on at {case['beta']:.3f}, less than the {case['delta']:.2f} at which it is given "
        f"up; with {case['partners']} contacts {100 * _users(case):.0f}% of firms use it as long as it lasts."
    ),
)


# q2: does it last? ----------------------------------------------------------------------------------------------------

EIGHT = "abcdefgh"


def threshold(links, delta):
    """The rate of passing on above which a practice lasts among eight firms."""
    return adoption(list(EIGHT), pairs(links), 0.0, delta).threshold_beta


def lasts(links, beta, delta):
    """1 if the practice lasts somewhere, 0 if it dies out."""
    return 1.0 if beta > threshold(links, delta) else 0.0


def _mean_threshold(links, delta):
    return delta * len(EIGHT) / (2 * len(pairs(links)))


def _most_threshold(links, delta):
    return delta / max(links.count(node) for node in EIGHT)


def _ten_links(draw):
    """Eight firms, connected, with ten links; some have many partners, since earlier letters are taken more often."""
    tree = {EIGHT[draw.pick(range(place))] + EIGHT[place] for place in range(1, len(EIGHT))}
    others = [one + other for one in EIGHT for other in EIGHT if one < other and one + other not in tree]
    return " ".join(sorted(tree | set(draw.shuffled(others)[: 10 - len(tree)])))


def _four_rates(draw):
    """On either side of the threshold, and of what a wrong model takes for it."""
    points = []
    for kind in draw.shuffled(["below", "between", "contact", "above"]):
        links, delta = _ten_links(draw), draw.grid(0.3, 0.8, 0.05)
        true, mean, most = threshold(links, delta), _mean_threshold(links, delta), _most_threshold(links, delta)
        draw.insist(mean > 1.06 * true and most < 0.94 * true)
        low, high = {
            "below": (most, true),
            "between": (true, mean),
            "contact": (mean, delta),
            "above": (delta, 1.5 * delta),
        }[kind]
        points.append((links, round(low + 0.5 * (high - low), 4), delta))
    return {"points": tuple(points)}


LASTS = Question(
    id="outside-q2",
    title="Does it last?",
    points=4,
    difficulty=3,
    objective="write a threshold test",
    answer="lasts",
    asks="a function of `links`, `beta` and `delta` that returns "
    "1 if the practice is still used by some in the long run by the mean-field equation, and 0 if it dies out",
    form=Function(("links", "beta", "delta"), Number(0, 1)),
    draw=_four_rates,
    stem="Eight firms, `a` to `h`. The text `links` names who may hand it on to whom, both ways: "
    '`"ab bc"` are two links. A firm that uses the practice '
    "hands it on over each link at the rate `beta` and gives it up at the rate `delta`; at the start all use it.",
    right=lasts,
    wrong=(
        Wrong("nw-meandegree", lambda links, beta, delta: float(beta > _mean_threshold(links, delta))),
        Wrong("nw-alone", lambda links, beta, delta: float(beta > delta)),
        Wrong("nw-maxdegree", lambda links, beta, delta: float(beta > _most_threshold(links, delta))),
    ),
    nudge="Let a piece of news pass over all links, round after round: by which factor "
    "does it grow from one round to the next in the end? Together, that factor, `beta` and `delta` decide.",
    meaning=lambda case: (
        "The spectral radius of the links decides. It is above the mean number of partners, since "
        "news meets well-connected firms more often, and below the largest number, since their partners have fewer."
    ),
)


# q3: a platform -------------------------------------------------------------------------------------------------------


def sizes(case):
    """Best size, critical mass and size in the end of the platform of a case."""
    return cluster_size(*(case[name] for name in ("A", "eps", "F", "c", "gamma", "old")))


def _platform(draw):
    case = {
        "A": draw.grid(1, 2.5, 0.25),
        "eps": draw.grid(0.2, 0.4, 0.05),
        "F": draw.grid(0.5, 3, 0.25),
        "c": draw.grid(0.02, 0.06, 0.005),
        "gamma": draw.grid(0.8, 1, 0.05),
    }
    best = cluster_size(**case)
    case["old"] = round(draw.grid(0.6, 0.85, 0.05) * best.v_optimal, 2)
    draw.insist(3 < sizes(case).N_min < 150)
    return case


MASS = Question(
    id="outside-q3",
    title="A critical mass",
    points=2,
    difficulty=2,
    objective="find the unstable root",
    answer="mass",
    asks="How many users must the platform exceed at the start to grow by itself (three digits; "
    "it need not be a whole number)?",
    form=Number(low=0),
    draw=_platform,
    stem="A trading platform with `N` users is worth `A * N**eps - F / N - c * N**gamma` to each of them: the gain "
    "from those whom a user can reach, less the user's part of the running cost, less the trouble with strangers. "
    "The old way of trading is worth `old`. Whoever does better on the platform joins, and whoever does worse leaves.",
    right=lambda case: sizes(case).N_min,
    record=sizes,
    wrong=(
        Wrong(
            "cl-entry",
            lambda case: sizes(case).N_optimal,
            seems="have given the size at which the platform is worth most to a user",
        ),
        Wrong("cl-seed", lambda case: 1.0, seems="let the platform grow from any start, even a single user"),
        Wrong("ad-end", lambda case: sizes(case).N_equilibrium),
    ),
    nudge="At two sizes the platform is worth as much as the old way. "
    "From which of them does the number of users move away, whether it starts a little above or a little below?",
    meaning=lambda case: (
        f"With fewer than {sizes(case).N_min:.1f} users each of them does better the old way; "
        f"with more it grows, and goes on to {sizes(case).N_equilibrium:,.0f}."
    ),
)


# q4: three ways of being linked ---------------------------------------------------------------------------------------

LINKED = ("vertical", "horizontal", "network")


def in_configuration(name, beta, delta):
    """The share of nodes of one of the paper's clusters that use a practice in the long run."""
    graph = cluster_graph(name)
    return adoption(list(graph), list(graph.edges), beta, delta).mean


def _by_mean_degree(name, beta, delta):
    graph = cluster_graph(name)
    return max(0.0, 1 - delta * len(graph) / (2 * beta * graph.number_of_edges()))


def _over_four_rates(draw):
    """None lasts at the first rate, the network alone at the second, all three at the others."""
    delta = draw.grid(0.2, 0.45, 0.01)
    low, chain = (delta / radius for radius in (6.899, 3.236))
    rates = (
        0.8 * low,
        low + draw.between(0.3, 0.7) * (0.27 * delta - low),
        chain * draw.between(1.15, 1.4),
        chain * draw.between(1.8, 2.6),
    )
    return {"delta": delta, "beta": tuple(round(rate, 3) for rate in rates)}


def _cells(rule):
    return lambda case: [[rule(name, beta, case["delta"]) for name in LINKED] for beta in case["beta"]]


def _of_rates(case):
    second = case["beta"][1]
    users = in_configuration("network", second, case["delta"])
    return (
        f"At {second} the network keeps the practice, with {100 * users:.0f}% of its nodes, "
        "and the two smaller clusters lose it: "
        "a contact is worth the same in all three, and the network has more of them."
    )


THREE = Question(
    id="outside-q4",
    title="Three clusters, four rates",
    points=3,
    difficulty=2,
    objective="compare institutions by what they let through",
    answer="users",
    asks="for each rate `beta` the share of nodes (0 to 1) that use the practice in the long run, "
    "by the mean-field equation, in the three clusters: columns `vertical`, `horizontal` and `network`",
    form=Table(label="beta", columns={name: Numbers() for name in LINKED}),
    draw=_over_four_rates,
    stem="The three linked clusters of section 2.6: `vertical`, `horizontal` and `network`. "
    "Everybody hands a practice on over each link at the rate `beta`, and gives it up at the rate `delta`. "
    "The better contracts are kept and records trusted, the higher is `beta`.",
    right=_cells(in_configuration),
    wrong=(
        Wrong("nw-meandegree", _cells(_by_mean_degree)),
        Wrong(
            "nw-alone",
            _cells(lambda name, beta, delta: max(0.0, 1 - delta / beta)),
            seems="let everybody learn from one contact only",
        ),
    ),
    nudge="With how many others is each node of a cluster linked? "
    "Each node has a share of its own; the question asks for their mean.",
    meaning=_of_rates,
)


# q5: skills -----------------------------------------------------------------------------------------------------------


def enough_to_absorb(case):
    """The absorptive capacity with which copying just brings ``b`` at its best."""
    return case["b"] / gap_steady_state(case["a"], 1.0, 0.0).b_max


ABSORB = Question(
    id="outside-q5",
    title="Enough to keep up",
    points=2,
    difficulty=2,
    objective="invert a condition",
    answer="capacity",
    asks="What is the smallest absorptive capacity `delta` "
    "with which the country can keep pace with the frontier at one gap at least?",
    form=Number(low=0),
    draw=lambda draw: {"a": draw.grid(0.03, 0.09, 0.005), "b": draw.grid(0.015, 0.04, 0.001)},
    stem="At the gap `G` a country copies growth of `a * G * exp(-G / delta)` a year; "
    "it needs `b` a year to keep pace with the frontier. Training raises `delta`, the gap at which it copies most.",
    right=enough_to_absorb,
    wrong=(
        Wrong("mo-linear", lambda case: case["b"] / case["a"]),
        Wrong("mo-full", lambda case: 0.0, seems="need no capacity at all, as if the gap closed by itself"),
    ),
    nudge="How much does the country copy at the gap where it copies most? Set that equal to `b`.",
    meaning=lambda case: (
        f"Below {enough_to_absorb(case):.3g} there is no gap at which copying suffices, "
        "and the country falls behind from any start; with half the openness, the country needs twice the capacity."
    ),
)


# q6: in words ---------------------------------------------------------------------------------------------------------

SKILLS = Question(
    id="outside-q6",
    title="A skills programme abroad",
    points=3,
    difficulty=2,
    objective="map a measure to a mechanism",
    answer="reply",
    asks="your reply in the cell below, in 120 to 150 words",
    form=Prose(120, 150),
    draw=lambda draw: {
        "country": draw.pick(["Arvia", "Belmar", "Corland", "Dravia", "Elstan"]),
        "group": draw.pick(["technicians", "software developers", "quality inspectors"]),
    },
    stem=lambda case: (
        f"A minister in {case.country}, an invented country, says: "
        f"“We shall send two thousand {case.group} abroad for a year. Everything else follows from skills: our firms "
        "will use the new technologies, and our own research can wait while there is so much to copy.” Which parameter "
        "of which model does the programme move, under which condition does that help, and what would show it?"
    ),
    wrong=(Wrong("mo-effort"), Wrong("po-single")),
)

QUESTIONS = (ENDEMIC, LASTS, MASS, THREE, ABSORB, SKILLS)
