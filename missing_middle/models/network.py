"""What do links in a cluster carry, and when does a good practice survive in it?

A graph has n nodes and undirected links of weight 1, with adjacency matrix A and spectral radius rho(A).

*Knowledge* is not used up when it is passed on. Each node adds its source s, forgets at rate d, and learns
from each neighbour at rate beta:

    dk/dt = s - d k + beta A k,     steady state  k = (d I - beta A)**(-1) s,    finite iff  beta < d / rho(A)

That is a sum over all walks, those that return among them: a node's own idea counts again when it comes back.

*Adoption* of a practice spreads at rate beta from neighbours that have it, and is given up at rate delta. The
probability that node i has it changes with the probability that i does not have it *and* j does. Taking the two for
independent gives a *mean-field* equation (the N-intertwined approximation), with y_i in the place of the probability:

    dy_i/dt = beta (1 - y_i) sum_j a_ij y_j - delta y_i,     positive steady state  iff  beta > delta / rho(A)

(for a connected graph; otherwise each component has its own threshold). y_i is never below the probability. In large
populations the two are close for a long time; in a small one the practice dies out in the end, whatever beta and delta,
and :mod:`missing_middle.models.markov` says when.

Closed forms: complete graph k = s/(d - beta (n-1)); r-regular connected graph y = 1 - delta/(beta r).

Sources: Katz (1953, Psychometrika 18); Bonacich (1987, AJS 92); Ballester, Calvo-Armengol and Zenou (2006,
Econometrica 74); Van Mieghem, Omic and Kooij (2009, IEEE/ACM ToN 17). The graphs follow Figure 4 and
section 2.6 of the paper.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy.integrate import odeint

from missing_middle.models._record import Record
from missing_middle.models._require import require_above, require_at_least, require_one_of
from missing_middle.models._vectors import require_vector
from missing_middle.models.symbols import documented

AT_THRESHOLD = 1e-12  # a rate as close as this (relative) to its threshold counts as equal to it

FIRMS = {
    "A": "lead firm",
    "A1": "vertical partner",
    "A2": "horizontal peer",
    "A3": "vertical partner",
    "A4": "horizontal peer",
}
AGENTS = {
    "RI": "universities and research institutes",
    "FIN": "financial intermediaries",
    "NFI": "non-financial intermediaries",
    "GOV": "government departments",
}
CONFIGURATIONS = {  # firms, agents, links between firms
    "isolated": (tuple(FIRMS), (), ()),
    "vertical": (("A", "A1", "A3"), ("RI", "GOV"), (("A1", "A"), ("A", "A3"))),
    "horizontal": (("A", "A2", "A4"), ("RI", "GOV"), tuple(combinations(("A", "A2", "A4"), 2))),
    "network": (tuple(FIRMS), tuple(AGENTS), tuple(combinations(FIRMS, 2))),
}


@dataclass(frozen=True)
class Knowledge(Record):
    """Steady state of knowledge."""

    k: dict  #: node -> stock of knowledge, in units of ``source`` times periods
    total: float  #: sum over nodes
    mean: float  #: total per node: configurations differ in size
    threshold_spill: float  #: spill-over at which the stock becomes infinite; inf without links


@dataclass(frozen=True)
class Adoption(Record):
    """Steady state of the mean-field equation of adoption that is reached from full adoption."""

    y: dict  #: node -> share of time in which it has the practice, by the approximation, in [0, 1)
    mean: float  #: average over nodes
    threshold_beta: float  #: rate above which the approximation lets it survive somewhere; inf without links


@dataclass(frozen=True)
class AdoptionPath(Record):
    """The mean-field equation of adoption over time; arrays shaped like ``t``."""

    t: np.ndarray  #: years after the start
    mean: np.ndarray  #: share of nodes that have the practice, by the approximation: never below the exact one


@documented
def cluster_graph(configuration):
    """One of four clusters, as a ``networkx.Graph``.

    ``isolated``: five firms, no links. ``vertical``: A with supplier and customer, research and government.
    ``network``: all firms and all four functional agents. These two come from section 2.6 of the paper.
    ``horizontal`` (A with its peers A2 and A4) is ours, and so is the reading of A1 and A3 as vertical
    partners and of A2 and A4 as horizontal peers. Agents are linked with every firm and not with one
    another.

    Node attributes: ``kind`` (``firm`` or ``agent``) and ``role`` in words. Edge attribute ``kind``:
    ``institutional`` (an agent and a firm), ``vertical`` (two firms, A1 or A3 among them) or ``horizontal``
    (two of A, A2, A4).

    >>> graph = cluster_graph("vertical")
    >>> list(graph), graph.number_of_edges()
    (['A', 'A1', 'A3', 'RI', 'GOV'], 8)
    >>> graph.nodes["RI"]["kind"], graph.edges["A1", "A"]["kind"]
    ('agent', 'vertical')
    """
    require_one_of("configuration", configuration, CONFIGURATIONS)
    import networkx  # here, since it is slow to import and only graphs need it

    firms, agents, links = CONFIGURATIONS[configuration]
    graph = networkx.Graph()
    graph.add_nodes_from((firm, {"kind": "firm", "role": FIRMS[firm]}) for firm in firms)
    graph.add_nodes_from((agent, {"kind": "agent", "role": AGENTS[agent]}) for agent in agents)
    graph.add_edges_from((one, other, {"kind": _kind(one, other)}) for one, other in links)
    graph.add_edges_from((agent, firm, {"kind": "institutional"}) for agent in agents for firm in firms)
    return graph


@documented
def knowledge(nodes, edges, source, decay, spill):
    """How much does each node know in the long run, once everybody learns from everybody linked?

    Returns ``Knowledge``. Raises ``ValueError`` outside the domains, for edges or sources that name unknown nodes, and
    if ``spill`` reaches ``threshold_spill``: knowledge would then grow for ever.

    >>> star = knowledge(["hub", "a", "b"], [("hub", "a"), ("hub", "b")], source=1, decay=.5, spill=.1)
    >>> round(star.k["hub"], 6), round(star.k["a"], 6), round(star.total, 6)
    (3.043478, 2.608696, 8.26087)
    """
    A, nodes = adjacency(nodes, edges)
    s = _source_vector(source, nodes)
    require_above("decay", decay, 0)
    require_at_least("spill", spill, 0)
    threshold = _threshold(float(decay), A)
    if spill >= threshold * (1 - AT_THRESHOLD):
        raise ValueError(
            f"spill = {spill!r} is not allowed with decay = {decay!r} on this graph: give less "
            f"than decay / (spectral radius) = {threshold:.6g}, or knowledge grows for ever."
        )
    k = _knowledge_stock(A, s, float(decay), float(spill))
    if not np.isfinite(k).all():
        raise ValueError(f"source = {source!r} is not allowed with decay = {decay!r}: beyond 1e308.")
    return Knowledge(_by_node(nodes, k), float(k.sum()), float(k.mean()), threshold)


@documented
def adoption(nodes, edges, beta, delta):
    """How many adopt a practice in the long run, if it spreads over links and is sometimes given up?

    The answer of the mean-field equation, for large populations and on average; for at most 12 nodes
    ``adoption_exact`` has the chain itself, in which the practice always dies out in the end. Returns ``Adoption``;
    at or below the threshold of its component a node's ``y`` is 0. Raises ``ValueError`` outside the domains and for
    edges that name unknown nodes.

    >>> ring = [("a", "b"), ("b", "c"), ("c", "a")]                     # 2-regular: y = 1 - delta/(2 beta)
    >>> round(adoption(["a", "b", "c"], ring, beta=.2, delta=.3).mean, 12)
    0.25
    >>> adoption(["a", "b", "c"], ring, beta=.1, delta=.3).mean
    0.0
    """
    A, nodes = adjacency(nodes, edges)
    require_at_least("beta", beta, 0)
    require_above("delta", delta, 0)
    y, thresholds = np.zeros(len(nodes)), []
    for members in _components(A):
        part = A[np.ix_(members, members)]
        thresholds.append(_threshold(float(delta), part))
        if beta > thresholds[-1] * (1 + AT_THRESHOLD):
            y[members] = _adoption_of_connected(part, float(delta) / float(beta))
    return Adoption(_by_node(nodes, y), float(y.mean()), min(thresholds))


@documented
def adoption_path(nodes, edges, beta, delta, t, start=None):
    """How many have a practice on the way to the long run, by the mean-field equation?

    Returns :class:`AdoptionPath`. Raises ``ValueError`` as :func:`adoption` does, and for a start that names unknown
    nodes.

    >>> pair = adoption_path(["a", "b"], [("a", "b")], beta=.8, delta=.6, t=[0, 20], start=["a"])
    >>> pair.mean.round(3)
    array([0.5  , 0.253])
    """
    A, nodes = adjacency(nodes, edges)
    require_at_least("beta", beta, 0)
    require_above("delta", delta, 0)
    times = require_vector("t", t, low=0)
    y = np.zeros(len(nodes))
    y[started(start, nodes)] = 1.0
    moments, places = np.unique(times, return_inverse=True)

    def change(y, _):
        return beta * (1 - y) * (A @ y) - delta * y

    path = odeint(change, y, np.append(0, moments), rtol=1e-10, atol=1e-12, mxstep=100_000)[1:]
    return AdoptionPath(times, path.mean(axis=1)[places])


# Steady states ------------------------------------------------------------------------------------------------


def _knowledge_stock(A, s, decay, spill):
    with np.errstate(over="ignore"):
        if not A.any():  # then spill may be of any size, and spill / decay beyond a float
            return s / decay
        return np.linalg.solve(np.eye(len(A)) - (spill / decay) * A, s / decay)


def _adoption_of_connected(A, giving_up):
    """Repeat y <- z/(giving_up + z), z = A y, from full adoption.

    Near the threshold, where that takes very long, Newton's method goes on from there. The map is rising and
    concave, so that both stay above the positive solution and move towards it.
    """
    y = np.ones(len(A))
    for _ in range(60):
        z = A @ y
        last, y = y, z / (giving_up + z)
        if (last - y <= 1e-15 * y).all():
            return y
    for _ in range(200):
        z = A @ y
        excess = y - z / (giving_up + z)
        slope = np.eye(len(A)) - (giving_up / (giving_up + z) ** 2)[:, None] * A
        step = np.linalg.solve(slope, excess)
        y = np.maximum(y - step, 0.0)  # a far node's tiny value may be rounded below zero
        if np.abs(step).max() <= 1e-15 * y.max():
            break
    return y


def _threshold(rate, A):
    radius = _spectral_radius(A)
    return rate / radius if radius > 0 else math.inf


def _spectral_radius(A):
    return float(np.linalg.eigvalsh(A)[-1]) if A.any() else 0.0


def _components(A):
    """Positions of the nodes of each connected component."""
    unseen = set(range(len(A)))
    while unseen:
        reached, fringe = set(), {unseen.pop()}
        while fringe:
            reached |= fringe
            fringe = set(np.flatnonzero(A[list(fringe)].any(axis=0)).tolist()) - reached
        unseen -= reached
        yield sorted(reached)


# Graphs as given by the user ----------------------------------------------------------------------------------


def _kind(one, other):
    return "vertical" if {one, other} & {"A1", "A3"} else "horizontal"


def adjacency(nodes, edges):
    """The matrix of links, 1 where two nodes are linked, and the nodes as a list; refuses what is no network."""
    nodes = _as_list("nodes", nodes)
    if not nodes:
        raise ValueError("nodes = [] is not allowed: give at least one node.")
    place = {}
    for node in nodes:
        if node in place:
            raise ValueError(f"nodes names {node!r} twice: give each node once.")
        place[node] = len(place)
    A = np.zeros((len(nodes), len(nodes)))
    for edge in _as_list("edges", edges):
        one, other = _ends(edge, place)
        A[place[one], place[other]] = A[place[other], place[one]] = 1.0
    return A, nodes


def started(start, nodes):
    """The positions of the nodes that have the practice at the start; ``None``: all of them."""
    if start is None:
        return list(range(len(nodes)))
    if isinstance(start, (str, bytes)) or not hasattr(start, "__iter__"):
        raise ValueError(f"start = {start!r} is not allowed: give a list of nodes, or None for all of them.")
    start = list(start)
    if not start or any(node not in nodes for node in start):
        raise ValueError(f"start = {start!r} is not allowed: give one or more of the nodes {nodes!r}.")
    return sorted({nodes.index(node) for node in start})


def _ends(edge, place):
    if isinstance(edge, (str, bytes)) or not hasattr(edge, "__len__") or len(edge) != 2:
        raise ValueError(f"edges has {edge!r}: give pairs of nodes.")
    one, other = edge
    for end in (one, other):
        if not _is_hashable(end) or end not in place:
            raise ValueError(f"edges has {edge!r}, but {end!r} is not in nodes = {list(place)!r}.")
    if one == other:
        raise ValueError(f"edges has {edge!r}: give links between two different nodes, no self-loop.")
    return one, other


def _as_list(name, values):
    if isinstance(values, (str, bytes)) or not hasattr(values, "__iter__"):
        raise ValueError(f"{name} = {values!r} is not allowed: give a list.")
    values = list(values)
    if name == "nodes":
        for value in values:
            if not _is_hashable(value) or value is None or value != value:
                raise ValueError(f"nodes has {value!r}: give names or numbers.")
    return values


def _is_hashable(value):
    try:
        hash(value)
    except TypeError:
        return False
    return True


def _source_vector(source, nodes):
    if not isinstance(source, Mapping):
        require_at_least("source", source, 0)
        return np.full(len(nodes), float(source))
    for node, amount in source.items():
        if node not in nodes:
            raise ValueError(f"source names {node!r}, which is not in nodes = {nodes!r}.")
        require_at_least(f"source[{node!r}]", amount, 0)
    return np.array([float(source.get(node, 0)) for node in nodes])


def _by_node(nodes, values):
    return dict(zip(nodes, values.tolist(), strict=True))
