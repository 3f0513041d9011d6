"""The network cluster: what does it do for one firm, and what for the sum of all? (section 2.6, Figure 4)

Refutes "the network knows most: look at the total" and "every link adds the same".
"""

import numpy as np

from missing_middle.explorables.engine.parts import Bet, Choice, Option, Readout
from missing_middle.explorables.engine.widget import Explorable
from missing_middle.explorables.questions.linked import (
    at_nodes,
    drawing,
    forgotten,
    graph,
    learnt,
    there,
    who_is_linked,
)
from missing_middle.explorables.views import Axis, Bar, Bars
from missing_middle.models import knowledge

CONTROLS = [
    who_is_linked("Who is in, and linked"),
    learnt(0.04, (0.0, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06)),
    forgotten(),
    Choice(
        "own",
        "Who finds out things alone",
        start="all",
        options={"all": "everybody, one unit a year", "firms": "the firms; agents only pass on"},
    ),
]

READOUTS = {
    "firm": Readout("Firm A knows", "units", 2),
    "alone": Readout("An isolated firm knows", "units", 2),
    "firm_ratio": Readout("Firm A, against an isolated firm", "times", 1),
    "total": Readout("All nodes together know", "units", 1),
    "total_ratio": Readout("All nodes, against five isolated firms", "times", 1),
    "mean_ratio": Readout("Average node, against an isolated firm", "times", 1),
    "nodes": Readout("Nodes in the sum", "", 0),
    "links": Readout("Links", "", 0),
    "own_links": Readout("Links of firm A", "", 0),
    "guess": Readout("Firm A, if its neighbours knew only what they find out themselves", "times", 1),
    "limit": Readout("Learning per link at which knowledge grows for ever", "", 3),
}


def frame(configuration, spill, decay, own):
    """What every node knows in the long run, and the sums, against five isolated firms."""
    cluster = graph(configuration)
    source = {node: 1.0 for node, kind in cluster.nodes(data="kind") if own == "all" or kind == "firm"}
    stock = knowledge(list(cluster), list(cluster.edges), source, decay, spill)
    alone = 1 / decay
    told = sum(source.get(neighbour, 0.0) for neighbour in cluster["A"])  # what they find out themselves
    known = at_nodes(stock.k)
    return {
        "case": "alone" if configuration == "isolated" else "no learning" if spill == 0 else configuration,
        "firm": stock.k["A"],
        "alone": alone,
        "firm_ratio": stock.k["A"] / alone,
        "total": stock.total,
        "total_ratio": stock.total / (5 * alone),
        "mean_ratio": stock.mean / alone,
        "nodes": len(cluster),
        "links": cluster.number_of_edges(),
        "own_links": cluster.degree["A"],
        "guess": 1 + told * spill / decay,
        "limit": stock.threshold_spill,
        "most": float(np.nanmax(known)),
        "floor": 0.0,
        "known": known,
        "there": there(cluster),
    }


TITLE = {
    "alone": "Five firms, each for itself",
    "no learning": "Links that carry nothing",
    "vertical": "Up and down the chain, with two agents",
    "horizontal": "Three peers, with two agents",
    "network": "Everyone is linked with firm A, and so with its neighbours",
}


def picture():
    return drawing(
        title=TITLE,
        alt="A network of {nodes} nodes and {links} links. Firm A has {own_links} links and knows {firm}; all nodes "
        "together know {total}.",
        key="Circles are firms, squares are functional agents. The number inside is what each knows, and a dash "
        "marks what this configuration leaves out. Thick lines are vertical, broken ones horizontal, thin ones "
        "institutional.",
        values="known",
        shade=("floor", "most"),
    )


TIMES = Bars(
    title={
        "alone": "Each knows what it would alone",
        "no learning": "What is summed changes, what a firm knows does not",
        "vertical": "What firm A gains is not what the sum shows",
        "horizontal": "What firm A gains is not what the sum shows",
        "network": "The total has more nodes in it; firm A itself knows more",
    },
    alt="Against isolated firms: firm A {firm_ratio} times, the average node {mean_ratio} times, the total "
    "{total_ratio} times.",
    axis=Axis("Times what isolated firms know", 0),
    bars=(Bar("firm_ratio", "firm A"), Bar("mean_ratio", "average node", tone=2), Bar("total_ratio", "total", tone=1)),
    reference=1.0,
    reference_label="as alone",
)

LINKED = (
    "Firm A knows {firm}, {firm_ratio} times what it would alone. The total, a sum over {nodes} nodes, is "
    "{total_ratio} times that of five isolated firms."
)
SENTENCE = {
    "alone": "Each firm finds out one unit a year and forgets a share of {decay}, so it comes to rest at {alone}.",
    "no learning": "There are {links} links, and nothing passes over them: firm A knows {firm}, as alone.",
    "vertical": LINKED,
    "horizontal": LINKED,
    "network": LINKED,
}

EQUATION = (
    "In the long run, forgotten = found out + learnt: {decay} <i>k</i><sub>A</sub> = 1 + {spill} × (what the "
    "{own_links} neighbours of A know). They learn from A in turn; knowledge stays finite while <i>β</i> is "
    "below {limit}."
)

BET = Bet(
    "In the network, total knowledge is {total_ratio} times that of five isolated firms. What is it for firm A alone?",
    (
        Option(
            "{total_ratio} times as well",
            "The total sums {nodes} nodes against five. Ask what one firm knows: {firm_ratio} times.",
            "nw-total",
        ),
        Option(
            "{guess} times: {own_links} links, each adding the same",
            "Links feed each other: what a neighbour learnt from others comes along, so the answer is {firm_ratio} "
            "times.",
            "nw-linear",
        ),
        Option(
            "{firm_ratio} times",
            "More than its links would add one by one, less than the total, which has more nodes in it.",
        ),
    ),
    reveal={"configuration": "network", "spill": 0.04, "decay": 0.6, "own": "all"},
)

CODE = """from missing_middle.models import cluster_graph, knowledge

graph = cluster_graph({configuration})
source = {node: 1 for node, kind in graph.nodes(data="kind") if kind == "firm" or {own} == "all"}
knowledge(list(graph), list(graph.edges), source, decay={decay}, spill={spill})"""


def network():
    """What does a network cluster do for one firm? Returns the :class:`Explorable`."""
    return Explorable(
        frame,
        id="network",
        question="Who gains from a network?",
        controls=CONTROLS,
        readouts=READOUTS,
        views=[[picture()], [TIMES]],
        sentence=SENTENCE,
        equation=EQUATION,
        bet=BET,
        code=CODE,
        transfer="Software firms in Bangalore have clients abroad, a university, and each other. Which of these "
        "links would you imagine cut, to find out what the cluster does for one of them?",
    )
