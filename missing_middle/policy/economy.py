"""The economy on which the levers act: parameters of the models, and the illustrative baseline as defaults.

The baseline is calibrated to nothing. It is a country of small firms that export little, borrow against little
collateral, do not cooperate, and know little of what research institutes know.
"""

import math
from dataclasses import dataclass, field, fields, replace
from functools import cache
from itertools import combinations
from numbers import Real

from missing_middle.models import cluster_graph
from missing_middle.models._record import Record
from missing_middle.models._require import require_above, require_at_least, require_between, require_count
from missing_middle.models.capability import Capability


@dataclass(frozen=True)
class Trade(Record):
    """Symmetric countries and firms that differ (``melitz_symmetric`` with a Pareto ability)."""

    k: float = 4.25  #: Pareto shape, above sigma - 1
    x_min: float = 1  #: least ability
    sigma: float = 4  #: elasticity of substitution
    f: float = 1  #: fixed cost of production, labour a period
    f_e: float = 1  #: cost of starting a firm, labour
    delta: float = 1  #: exit rate, (0, 1]
    f_x: float = 0.8  #: fixed cost of exporting, for each partner
    tau: float = 2.2  #: units shipped for one to arrive, 1 or more
    n: int = 6  #: partners
    L: float = 100  #: labour


@dataclass(frozen=True)
class Game(Record):
    """Payoffs of firms that may cooperate (``cooperation``)."""

    T: float = 5  #: temptation
    R: float = 3  #: reward
    P: float = 1  #: punishment, and what staying apart pays
    S: float = 0  #: sucker's payoff
    c: float = 0.3  #: cost of cooperating, each period
    K: float = 3.4  #: cost of joining, once
    s: float = 0  #: tax incentive for cooperators, each period
    lump: float = 0  #: grant, once
    theta: float = 0.7  #: awareness of the gain, (0, 1]
    discount: float = 0.55  #: weight of the next period, [0, 1)


@dataclass(frozen=True)
class Network(Record):
    """What nodes know and pass on (``knowledge`` on the nine nodes of the network cluster)."""

    source: float = 1  #: own knowledge of each node per period
    decay: float = 0.5  #: rate of forgetting
    spill: float = 0.03  #: spill-over of each link
    links: frozenset = frozenset()  #: links that levers add to those of the vertical chain
    k0: float = 20.4  #: total knowledge at which effort is as effective as its parameter says (ours)


@dataclass(frozen=True)
class Cluster(Record):
    """External economies against the cost of coordination (``cluster_size``)."""

    A: float = 3
    eps: float = 0.4
    F: float = 0
    c: float = 0.2  #: coordination
    gamma: float = 0.8
    v_out: float = 8  #: what a firm earns outside


@dataclass(frozen=True)
class Credit(Record):
    """Collateral and the bank (``missing_middle``)."""

    wealth: float = 2
    alpha: float = 0.5
    r: float = 1.1  #: gross interest
    lam: float = 1.3  #: borrowing limit as a multiple of wealth, 1 or more
    psi: float = 2  #: fixed cost of a relationship with a bank
    n_members: int = 1  #: firms that share one relationship
    zeta: float = 2
    theta_min: float = 2.5  #: least ability


@dataclass(frozen=True)
class Channels(Record):
    """What one model's result does in another. At 0 an elasticity carries nothing."""

    cluster_effort: float = 0.05  #: elasticity of what own effort brings in the size of the cluster, 0 or more
    cluster_entry: float = 0.05  #: by how much, in the same way, founding becomes cheaper, 0 or more
    n0: float = 450  #: size of a cluster at which neither moves, above 0 (firms)
    technology: float = 0.6  #: elasticity of real income in capability, 0 to 1
    largest: float = 500  #: largest firm that counts, in smallest firms, above 1


@dataclass(frozen=True)
class Upgrading(Record):
    """The budget for upgrading, and the borders of Figure 1 (``two_dimensional_steady_state``)."""

    R: float = 1.11  #: resources
    u_product: float = 0.5  #: share of them spent on products
    chi: float = 2  #: how much exporting opens the channel for transfer
    kappa_product: float = 0
    kappa_process: float = 0
    c_bar: float = 0.5
    e_bar: float = 0.25


@dataclass(frozen=True)
class Economy(Record):
    """All parameters, by the model that uses them. ``Economy()`` is the baseline.

    The models check domains when the economy
    is evaluated; ``Economy`` itself refuses what no model sees (``k0``, ``links``, and parts of a wrong kind).

    Parameters
    ----------
    trade : Trade
        Symmetric countries and firms that differ.
    game : Game
        Payoffs of firms that may cooperate.
    network : Network
        What nodes know and pass on.
    cluster : Cluster
        External economies against the cost of coordination.
    credit : Credit
        Collateral and the bank.
    product : Capability
        How product technology is learnt.
    process : Capability
        How process technology is learnt.
    upgrading : Upgrading
        The budget for upgrading, and the borders of Figure 1.
    channels : Channels
        What one model's result does in another.

    Examples
    --------
    >>> Economy().changed({"trade.tau": 1.5, "upgrading.R": 2}).trade.tau
    1.5
    """

    trade: Trade = field(default_factory=Trade)
    game: Game = field(default_factory=Game)
    network: Network = field(default_factory=Network)
    cluster: Cluster = field(default_factory=Cluster)
    credit: Credit = field(default_factory=Credit)
    product: Capability = field(default_factory=lambda: Capability(0.028, 3, 0.04, 0.02))
    process: Capability = field(default_factory=lambda: Capability(0.021, 3, 0.035, 0.03))
    upgrading: Upgrading = field(default_factory=Upgrading)
    channels: Channels = field(default_factory=Channels)

    def __post_init__(self):
        super().__post_init__()
        for name, kind in PARTS.items():
            part = getattr(self, name)
            if not isinstance(part, kind):
                raise ValueError(f"{name} = {part!r} is not allowed: give {kind.__name__}(...).")
        require_above("k0", self.network.k0, 0)
        require_above("n0", self.channels.n0, 0)
        require_at_least("cluster_effort", self.channels.cluster_effort, 0)
        require_at_least("cluster_entry", self.channels.cluster_entry, 0)
        require_between("technology", self.channels.technology, 0, 1)
        require_above("largest", self.channels.largest, 1)
        require_count("n", self.trade.n, 1)  # without a partner there is no export share
        links = _checked_links(self.network.links)
        if links is not self.network.links:
            object.__setattr__(self, "network", replace(self.network, links=links))

    def value(self, path):
        """The number at ``path``, such as ``"trade.tau"``; ``ValueError`` if there is none."""
        part, name = _split(path)
        return getattr(getattr(self, part), name)

    def changed(self, values):
        """A copy with other numbers: ``values`` maps paths such as ``"trade.tau"`` to numbers."""
        parts = {}
        for path, value in values.items():
            part, name = _split(path)
            if name != "links" and not (isinstance(value, Real) and math.isfinite(value)):
                raise ValueError(f"{path} = {value!r} is not allowed: give a finite number.")
            parts.setdefault(part, {})[name] = value
        return replace(self, **{part: replace(getattr(self, part), **new) for part, new in parts.items()})


PARTS = {
    "trade": Trade,
    "game": Game,
    "network": Network,
    "cluster": Cluster,
    "credit": Credit,
    "product": Capability,
    "process": Capability,
    "upgrading": Upgrading,
    "channels": Channels,
}


@cache
def links_of(configuration):
    """Links of a configuration of Figure 4, each as a sorted pair of nodes."""
    return frozenset(tuple(sorted(edge)) for edge in cluster_graph(configuration).edges)


FIRM_LINKS = frozenset(combinations(("A", "A1", "A2", "A3", "A4"), 2))


def _checked_links(links):
    if links == frozenset():  # the baseline: no graph is needed, and none is imported
        return links
    try:
        pairs = frozenset(tuple(sorted(link)) for link in links)
    except TypeError:
        raise ValueError(f"links = {links!r} is not allowed: give pairs of nodes of Figure 4.") from None
    unknown = pairs - links_of("network")
    if unknown:
        raise ValueError(
            f"links = {sorted(unknown)!r} is not allowed: give pairs that are linked in cluster_graph('network')."
        )
    return pairs


def _split(path):
    if (path := str(path)) not in _paths():
        raise ValueError(
            f"{path!r} is not allowed: give a part and a parameter of it, such as 'trade.tau' "
            f"(parts: {', '.join(PARTS)})."
        )
    return _paths()[path]


@cache
def _paths():
    return {f"{part}.{f.name}": (part, f.name) for part, kind in PARTS.items() for f in fields(kind)}


BASELINE = Economy()
