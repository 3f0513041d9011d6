"""The nine nodes of the paper's Figure 4 and their links, for each question that shows them."""

from functools import lru_cache

import numpy as np

from missing_middle.explorables.engine.parts import Choice, Slider
from missing_middle.explorables.views import Link, Network, Node
from missing_middle.models import cluster_graph

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
CONFIGURATIONS = {
    "isolated": "five firms, no links",
    "vertical": "vertical: a chain and two agents",
    "horizontal": "horizontal: peers, agents (added)",
    "network": "network: five firms, four agents",
}


def who_is_linked(label):
    """The control that chooses a configuration."""
    return Choice("configuration", label, start="vertical", options=CONFIGURATIONS)


def learnt(start, stops):
    """The control of what is learnt over a link."""
    note = "share of what a neighbour knows, each year"
    return Slider("spill", "Learnt over each link", symbol="β", start=start, digits=2, stops=stops, note=note)


def forgotten():
    """The control of what is forgotten."""
    note = "share of what one knows, each year"
    return Slider("decay", "Forgotten", symbol="d", start=0.6, digits=1, stops=(0.5, 0.6, 0.7, 0.8), note=note)


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


def there(cluster):
    """Which of all links a configuration has, 1 or 0 each."""
    return np.array([float(cluster.has_edge(link.one, link.other)) for link in all_links()])


def at_nodes(values):
    """The values of a dict at all nodes, ``nan`` where a configuration leaves one out."""
    return np.array([values.get(node.id, np.nan) for node in NODES])


def drawing(**parts):
    """The :class:`Network` of these nodes; a function, since only graphs need the library of graphs."""
    kinds = ("firm", "functional agent")
    return Network(nodes=NODES, links=all_links(), present="there", kinds=kinds, **parts)
