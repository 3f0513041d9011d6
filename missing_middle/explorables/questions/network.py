"""The network cluster: what does it do for one firm, and what for the sum of all? (section 2.6, Figure 4)

Refutes "the network knows most: look at the total" and "every link adds the same".
"""

from functools import lru_cache

import numpy as np

from missing_middle.explorables.engine.parts import Bet, Choice, Option, Readout, Slider
from missing_middle.explorables.engine.widget import Explorable
from missing_middle.explorables.views import Axis, Bar, Bars, Link, Network, Node
from missing_middle.models import cluster_graph, knowledge

FIRM, AGENT = 0, 1
NODES = (
    Node("A", "firm A", FIRM, 0.5, 0.5),
    Node("A1", "A1 supplier", FIRM, 0.5, 0.12),
    Node("A2", "A2 peer", FIRM, 0.2, 0.5),
    Node("A3", "A3 customer", FIRM, 0.5, 0.9),
    Node("A4", "A4 peer", FIRM, 0.8, 0.5),
    Node("RI", "research", AGENT, 0.0, 0.0),
    Node("FIN", "finance", AGENT, 1.0, 0.0),
    Node("NFI", "services", AGENT, 0.0, 1.0),
    Node("GOV", "government", AGENT, 1.0, 1.0),
)
LINK_KINDS = {"vertical": 0, "horizontal": 1, "institutional": 2}
BENDS = {frozenset(("A1", "A3")): 0.32, frozenset(("A2", "A4")): 0.22}  # both would run through A

CONTROLS = [
    Choice(
        "configuration",
        "Who is in, and linked",
        start="vertical",
        options={
            "isolated": "five firms, no links",
            "vertical": "vertical: a chain and two agents",
            "horizontal": "horizontal: peers, agents (ours)",
            "network": "network: five firms, four agents",
        },
    ),
    Slider(
        "spill",
        "Learnt over each link",
        symbol="β",
        start=0.04,
        digits=2,
        stops=(0.0, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06),
        note="share of what a neighbour knows, each year",
    ),
    Slider(
        "decay",
        "Forgotten",
        symbol="d",
        start=0.6,
        digits=1,
        stops=(0.5, 0.6, 0.7, 0.8),
        note="share of what one knows, each year",
    ),
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


@lru_cache(maxsize=4)
def graph(configuration):
    return cluster_graph(configuration)


@lru_cache(maxsize=1)
def all_links():
    """The links of the network, which hold those of the other three; the thin ones first, below the others."""
    links = (
        Link(one, other, LINK_KINDS[kind], BENDS.get(frozenset((one, other)), 0.0))
        for one, other, kind in graph("network").edges(data="kind")
    )
    return tuple(sorted(links, key=lambda link: -link.kind))


def frame(configuration, spill, decay, own):
    """What every node knows in the long run, and the sums, against five isolated firms."""
    cluster = graph(configuration)
    source = {node: 1.0 for node, kind in cluster.nodes(data="kind") if own == "all" or kind == "firm"}
    stock = knowledge(list(cluster), list(cluster.edges), source, decay, spill)
    alone = 1 / decay
    told = sum(source.get(neighbour, 0.0) for neighbour in cluster["A"])  # what they find out themselves
    known = np.array([stock.k.get(node.id, np.nan) for node in NODES])
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
        "there": np.array([float(cluster.has_edge(link.one, link.other)) for link in all_links()]),
    }


TITLE = {
    "alone": "Five firms, each for itself",
    "no learning": "Links that carry nothing",
    "vertical": "Up and down the chain, with two agents",
    "horizontal": "Three peers, with two agents",
    "network": "Everyone is linked with firm A, and so with its neighbours",
}


def picture():
    """The drawing; made on demand, since only graphs need the library of graphs."""
    return Network(
        title=TITLE,
        alt="A network of {nodes} nodes and {links} links. Firm A has {own_links} links and knows {firm}; all nodes "
        "together know {total}.",
        key="Circles are firms, squares functional agents; inside, what each knows. Thick lines are vertical, broken "
        "ones horizontal, thin ones institutional. What a configuration leaves out has a dash inside.",
        nodes=NODES,
        links=all_links(),
        values="known",
        present="there",
        shade=("floor", "most"),
        kinds=("firm", "functional agent"),
    )


TIMES = Bars(
    title={
        "alone": "All as alone",
        "no learning": "What is summed changes, what a firm knows does not",
        "vertical": "What firm A gains is not what the sum shows",
        "horizontal": "What firm A gains is not what the sum shows",
        "network": "The total has more nodes in it; firm A has more in its head",
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
            "Links feed each other: what a neighbour learnt from others comes along, so it is {firm_ratio}.",
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
        transfer="Software firms in Bangalore have clients abroad, a university, and each other. Which of these links "
        "would you cut in thought, to find out what the cluster does for one of them?",
    )
