"""Exercise set `network` (sections 2.6, 5.2 and 5.4): what links are worth, and what makes cooperation last."""

from itertools import combinations
from types import SimpleNamespace

from missing_middle.checks.forms import Choice, Number, Option
from missing_middle.checks.functions import Function
from missing_middle.checks.question import Question, Wrong
from missing_middle.checks.tables import Numbers, Table
from missing_middle.models import cooperation
from missing_middle.models.network import cluster_graph, knowledge

NODES = "abcdefg"


# q1: what a network does for one firm ---------------------------------------------------------------------------------


def of_cluster(configuration, decay, spill):
    """What each node of a cluster of the paper knows, if everybody finds out one unit a year."""
    graph = cluster_graph(configuration)
    return knowledge(list(graph.nodes), list(graph.edges), 1, decay, spill)


def _in_network(case):
    return of_cluster("network", case.decay, case.spill)


def _alone(case):
    return of_cluster("isolated", case.decay, case.spill)


def _rates(draw):
    case = {"decay": draw.grid(0.45, 0.7, 0.01), "spill": draw.grid(0.025, 0.05, 0.001)}
    draw.insist(case["spill"] < 0.85 * of_cluster("network", case["decay"], 0).threshold_spill)
    return case


FOR_ONE = Question(
    id="network-q1",
    title="What does firm A gain?",
    points=2,
    difficulty=1,
    objective="compare configurations of unequal size",
    answer="ratio",
    asks="By which factor does the network multiply what firm "
    "A would know alone (1 would mean that the network does nothing)?",
    form=Number(low=0),
    draw=_rates,
    stem="Compare five isolated firms with the network cluster of section 2.6, "
    "which has five firms and four functional agents. Each of them finds out one unit a year, "
    "forgets the share `decay` of what it knows, and learns the share `spill` of what each neighbour knows.",
    right=lambda case: _in_network(case).k["A"] / _alone(case).k["A"],
    record=lambda case: SimpleNamespace(in_network=_in_network(case).k["A"], alone=_alone(case).k["A"]),
    wrong=(
        Wrong("nw-total", lambda case: _in_network(case).total / _alone(case).total),
        Wrong("nw-linear", lambda case: 1 + cluster_graph("network").degree["A"] * case.spill / case.decay),
    ),
    nudge="Compute `knowledge` of both graphs and look up firm A in each.",
    meaning=lambda case: (
        f"Firm A knows {_in_network(case).k['A'] / _alone(case).k['A']:.2f} times what it would know alone; "
        f"the totals differ by the factor {_in_network(case).total / _alone(case).total:.2f}, "
        "since they are sums over nine members and over five."
    ),
)


# q2, q3: links --------------------------------------------------------------------------------------------------------


def pairs(links):
    """``"ab bc"`` as pairs of nodes."""
    return [tuple(link) for link in links.split()]


def among_seven(links, decay, spill):
    """What seven nodes know, if each finds out one unit a year."""
    return knowledge(list(NODES), pairs(links), 1, decay, spill)


def _connected_links(draw, count):
    """A tree over the seven nodes, then more links up to ``count``, in alphabetical order."""
    tree = {"".join(sorted(NODES[place] + draw.pick(NODES[:place]))) for place in range(1, len(NODES))}
    others = ["".join(pair) for pair in combinations(NODES, 2) if "".join(pair) not in tree]
    return sorted(tree | set(draw.shuffled(others)[: count - len(tree)]))


def _threshold(links, decay):
    return among_seven(" ".join(links), decay, 0).threshold_spill


def _new_links(draw):
    points = []
    for _ in range(3):
        links = _connected_links(draw, 9)
        new = draw.pick(["".join(pair) for pair in combinations(NODES, 2) if "".join(pair) not in links])
        decay = draw.grid(0.4, 0.8, 0.05)
        spill = round(draw.between(0.3, 0.8) * _threshold([*links, new], decay), 3)
        points.append((" ".join(links), new, decay, spill))
    return {"points": tuple(points)}


def gain_from_link(links, new, decay, spill):
    """By how much a new link raises the sum of what all seven know."""
    return among_seven(f"{links} {new}", decay, spill).total - among_seven(links, decay, spill).total


def _gain_of_ends(links, new, decay, spill):
    before, after = among_seven(links, decay, spill), among_seven(f"{links} {new}", decay, spill)
    return sum(after.k[end] - before.k[end] for end in new)


WORTH = Question(
    id="network-q2",
    title="What is a link worth?",
    points=4,
    difficulty=2,
    objective="compute an indirect effect",
    answer="gain_from_link",
    asks="a function of `links`, `new`, `decay` and `spill` "
    "that returns by how much the new link raises the sum of what all seven know",
    form=Function(("links", "new", "decay", "spill"), Number(low=0)),
    draw=_new_links,
    stem='Seven firms, `a` to `g`. The text `links` names who learns from whom, both ways: `"ab bc"` are two links. '
    "Each firm finds out one unit a year. Then the firms named in `new` are linked as well.",
    right=gain_from_link,
    wrong=(Wrong("nw-linear", lambda links, new, decay, spill: 2 * spill / decay**2), Wrong("nw-ends", _gain_of_ends)),
    nudge="Let all learn and forget, year after year, until nothing changes: once with the link, once without it.",
    meaning=lambda case: (
        "A link is worth more than its two ends gain: what they learn goes on to their neighbours, and comes back."
    ),
)


def _cluster_of_seven(draw):
    links = _connected_links(draw, draw.pick([8, 9, 10, 11]))
    return {"links": " ".join(links), "decay": draw.grid(0.4, 0.8, 0.05)}


def _degrees(case):
    return [case.links.count(node) for node in NODES]


EXPLOSION = Question(
    id="network-q3",
    title="When does knowledge explode?",
    points=2,
    difficulty=3,
    objective="find a spectral threshold",
    answer="threshold",
    asks="Above which value of `spill` would knowledge grow for ever?",
    form=Number(low=0),
    draw=_cluster_of_seven,
    stem="Seven firms, `a` to `g`, with the `links` below (each is a pair of letters). Each year "
    "a firm forgets the share `decay` of what it knows, and learns the share `spill` of what each neighbour knows.",
    right=lambda case: among_seven(case.links, case.decay, 0).threshold_spill,
    wrong=(
        Wrong("nw-meandegree", lambda case: case.decay * len(NODES) / sum(_degrees(case))),
        Wrong("nw-alone", lambda case: case.decay),
        Wrong("nw-maxdegree", lambda case: case.decay / max(_degrees(case))),
    ),
    nudge="Which property of the table of links says by how much a piece of news multiplies when it is passed on?",
    meaning=lambda case: (
        f"Above {among_seven(case.links, case.decay, 0).threshold_spill:.3f} what comes back through the links "
        "is more than what is forgotten. The number that decides is the spectral radius of the table of links."
    ),
)


# q4, q5, q6: cooperation ----------------------------------------------------------------------------------------------


def _game(draw, tempting):
    R = draw.grid(2.5, 4, 0.1)
    return {
        "T": round(R + draw.grid(*tempting, 0.1), 10),
        "R": R,
        "P": 1,
        "S": 0,
        "c": draw.grid(0.2, 0.6, 0.05),
        "K": draw.grid(2, 6, 0.25),
    }


def play(case, **changes):
    """What cooperation takes in the game of a case, or in the game with something changed."""
    numbers = {name: case[name] for name in ("T", "R", "P", "S", "c", "K", "discount") if name in case}
    return cooperation(**numbers | changes)


GAME = (
    "Two firms meet every year. If both cooperate, each gets `R`; if neither does, each gets `P`. "
    "If one deviates alone, it gets `T` in that year and the other one gets `S`, "
    "and after that nobody cooperates any more. Cooperating costs `c` a year, and joining costs `K` once."
)


CONDITIONS = ("staying", "joining", "both")


def _two_thresholds(draw):
    case = _game(draw, (1, 2.5))
    found = play(case)
    draw.insist(found.delta_min < 0.95 and found.delta_participation > 0.05)
    return case | {"condition": CONDITIONS}


def _patience(case, **changes):
    found = play(case, **changes)
    return [[found.delta_incentive], [found.delta_participation], [found.delta_min]]


def _smaller(case):
    staying, joining, _ = _patience(case)
    return [staying, joining, min(staying, joining)]


PATIENCE = Question(
    id="network-q4",
    title="How patient must they be?",
    points=2,
    difficulty=2,
    objective="combine two conditions",
    answer="patience",
    asks="the smallest discount factor (the weight of next year) at which nobody gains by deviating (`staying`), "
    "at which joining is better than staying out (`joining`), and at which firms join and go on cooperating (`both`)",
    form=Table(label="condition", columns={"patience": Numbers()}),
    draw=_two_thresholds,
    stem=GAME,
    right=_patience,
    wrong=(Wrong("co-free", lambda case: _patience(case, c=0)), Wrong("co-onecond", _smaller)),
    nudge="Staying must be better than deviating, and joining better than staying out. What if only one of them holds?",
    meaning=lambda case: (
        f"Staying takes a discount factor of {play(case).delta_incentive:.2f}, and joining "
        f"takes one of {play(case).delta_participation:.2f}: the larger one counts, since both conditions must hold."
    ),
)


def _tempted(draw):
    case = _game(draw, (2, 3)) | {"discount": draw.grid(0.3, 0.5, 0.01)}
    draw.insist(play(case).delta_incentive > case["discount"] + 0.05)
    draw.insist(case["K"] < case["T"] - case["P"])  # then temptation asks for more than joining does
    return case


INCENTIVE = Question(
    id="network-q5",
    title="The smallest incentive",
    points=2,
    difficulty=2,
    objective="design an incentive, given temptation",
    answer="incentive",
    asks="What is the smallest yearly payment to each firm that cooperates that makes cooperation last?",
    form=Number(low=0),
    draw=_tempted,
    stem=GAME + " Next year counts `discount` times as much as this one.",
    right=lambda case: play(case).subsidy_min,
    record=play,
    wrong=(
        Wrong("co-grant", lambda case: (1 - case.discount) * case.K, seems="spread the cost of joining over the years"),
        Wrong("co-oneshot", lambda case: case.T - case.R + case.c),
        Wrong("co-mutual", lambda case: 0.0),
    ),
    nudge="What must a year of cooperation be worth for staying to be better than deviating? And for joining?",
    meaning=lambda case: (
        f"With {play(case).subsidy_min:.2f} a year nobody deviates, and everybody joins. "
        "It is less than deviating brings in a year, since whoever deviates also loses all later years."
    ),
)


def _one_condition_binds(draw):
    """In half of the cases only joining is too expensive, and in the other half temptation is too strong."""
    grant_works = draw.pick([True, False])
    for _ in range(400):  # the first kind is rare: look for one instead of drawing the kind again
        case = _game(draw, (1, 2.5)) | {"discount": draw.grid(0.3, 0.8, 0.01)}
        found = play(case)
        clear = abs(found.delta_incentive - case["discount"]) > 0.05
        if clear and not found.sustained and found.feasible and (found.grant_min is not None) == grant_works:
            return case | {"order": tuple(draw.shuffled(list(INSTRUMENTS)))}
    draw.insist(False)


def _lasts(**change):
    return lambda case: play(case, **{name: value(case) for name, value in change.items()}).sustained


EXCHANGED = "mix up what keeps firms from joining and what tempts those who have joined"

INSTRUMENTS = {
    "grant": Option(
        lambda case: f"A grant of {case.K} once, all that joining costs, is enough.",
        "co-grant",
        EXCHANGED,
        _lasts(lump=lambda case: case.K),
    ),
    "incentive": Option(
        "No grant is enough, however large; a payment every year is.",
        "co-grant",
        EXCHANGED,
        lambda case: not _lasts(lump=lambda case: case.K)(case) and _lasts(s=lambda case: play(case).subsidy_min)(case),
    ),
    "information": Option(
        "Nothing has to be paid: let the firms see what they gain from it.",
        "co-info",
        holds=lambda case: play(case).awareness_min <= 1,
    ),
    "nothing": Option(
        "Nothing has to be done, since both gain from cooperating.",
        "co-mutual",
        holds=lambda case: play(case).sustained,
    ),
}


def _office(case):
    return (
        f"{GAME} Here `T` = {case.T}, `R` = {case.R}, `P` = {case.P}, `S` = {case.S}, "
        f"`c` = {case.c}, `K` = {case.K}, and next year counts {case.discount} times as much as this one. "
        "The firms know all this. An office would like cooperation to last."
    )


CHOICE = Choice(INSTRUMENTS)

INSTRUMENT = Question(
    id="network-q6",
    title="Is the grant enough?",
    points=2,
    difficulty=2,
    objective="choose an instrument by the binding condition",
    answer="instrument",
    asks="What will make cooperation last?",
    form=CHOICE,
    draw=_one_condition_binds,
    stem=_office,
    nudge="Compute the patience that staying takes and the patience that joining takes. Which of them is lacking?",
    meaning=lambda case: (
        "Joining costs too much, but a firm that has joined is not tempted: a single payment is enough."
        if CHOICE.right_name(case) == "grant"
        else "Temptation comes back every year, and what was paid for joining is spent by then: "
        "only a payment every year answers it."
    ),
)

QUESTIONS = (FOR_ONE, WORTH, EXPLOSION, PATIENCE, INCENTIVE, INSTRUMENT)
