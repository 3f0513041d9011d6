"""What an economy comes to: the models run once, one after the other, and nothing feeds back.

    1  trade         share of exporters, welfare, and the share of output that is exported
    2  cooperation   if it is sustained, all ten links between firms exist
    3  knowledge     on all nine nodes of Figure 4, with the links of the vertical chain, of step 2 and of the levers
    4  cluster size, and credit: the share of firms stuck at their collateral limit
    5  capabilities, by the two-dimensional steady state, assumed to start inside the basin

Three couplings carry one model's result into another (the cluster's size of step 4 is shown and moves nothing else).
They are ours, and each can be switched off:

    export       the export share of step 1 is the export orientation of step 5
    knowledge    effort is as effective as lam (total knowledge / k0)
    credit       resources are R (1 - missing share): who is stuck at a limit cannot pay for upgrading

All countries of step 1 are alike, so a lever on trade is a *concerted* reform.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from missing_middle.models import (
    cluster_graph,
    cluster_size,
    cooperation,
    knowledge,
    melitz_pareto,
    missing_middle,
    pareto,
)
from missing_middle.models._record import Record
from missing_middle.models._require import require_one_of
from missing_middle.models.capability import two_dimensional_steady_state
from missing_middle.policy.economy import BASELINE, FIRM_LINKS, Economy, links_of

COUPLINGS = ("export", "knowledge", "credit")


@dataclass(frozen=True)
class Outcome(Record):
    """Where the country lands, and what the models on the way said."""

    hyperquadrant: int  #: 0 to 7; 7 is the globalized fast follower
    mode: str  #: corner of Figure 1
    orientation: str  #: "domestic" or "global"
    c_product: float  #: capability relative to the frontier; 0 if it falls behind for ever
    c_process: float  #: the same
    regime_product: str  #: of the catch-up
    regime_process: str
    export_share: float  #: share of output exported, 0 to 1
    export_probability: float  #: share of firms that export, 0 to 1
    welfare: float  #: real wage
    gains: float  #: welfare over autarky
    N_min: float | None  #: critical mass of a cluster; None if no size pays
    N_optimal: float  #: size that is best for members
    N_equilibrium: float | None  #: size under free entry
    knowledge: float  #: total over the nine nodes
    delta_incentive: float  #: patience at which nobody deviates
    delta_participation: float  #: patience at which firms join
    delta_min: float  #: the larger of the two
    sustained: bool  #: cooperation lasts at the economy's discount factor
    missing_share: float  #: share of firms bunched at their collateral limit, 0 to 1
    effort_product: float  #: own effort lam u R that counts, after the couplings
    effort_process: float  #: the same


def evaluate(economy=BASELINE, couplings=COUPLINGS, reference=BASELINE):
    """Run the models in their order, and return an ``Outcome``.

    Raises ``ValueError`` for unknown couplings, and wherever a model refuses a parameter.

    Parameters
    ----------
    economy : Economy
        All parameters.
    couplings : collection of str
        Those that work: ``export``, ``knowledge``, ``credit``.
    reference : Economy
        Where a coupling that is switched off takes its value from, so that switching it off moves nothing there.

    Examples
    --------
    >>> from missing_middle.policy import evaluate, portfolio
    >>> evaluate().mode, evaluate().orientation
    ('application_specialist', 'domestic')
    >>> evaluate(portfolio({"licensing": 1})).hyperquadrant
    0
    """
    for name, value in {"economy": economy, "reference": reference}.items():
        if not isinstance(value, Economy):
            raise ValueError(f"{name} = {value!r} is not allowed: give an Economy.")
    couplings = _checked_couplings(couplings)
    trade, game, learned, size, credit = _steps(economy)
    held = _channels(reference)
    export, effectiveness, resources = (
        own if name in couplings else other
        for name, own, other in zip(COUPLINGS, _channels(economy), held, strict=True)
    )
    at = economy.upgrading
    product, process = (replace(c, lam=c.lam * effectiveness) for c in (economy.product, economy.process))
    R = at.R * resources
    place = two_dimensional_steady_state(
        product,
        process,
        R=R,
        u_product=at.u_product,
        export=export,
        chi=at.chi,
        kappa_product=at.kappa_product,
        kappa_process=at.kappa_process,
        c_bar=at.c_bar,
        e_bar=at.e_bar,
    )
    return Outcome(
        place.hyperquadrant,
        place.mode,
        "global" if export >= at.e_bar else "domestic",
        place.c_product,
        place.c_process,
        place.regime_product,
        place.regime_process,
        1 - trade.domestic_share,
        trade.export_probability,
        trade.welfare,
        trade.gains,
        size.N_min,
        size.N_optimal,
        size.N_equilibrium,
        learned,
        game.delta_incentive,
        game.delta_participation,
        game.delta_min,
        game.sustained,
        credit.missing_share,
        product.lam * at.u_product * R,
        process.lam * (1 - at.u_product) * R,
    )


def _checked_couplings(couplings):
    if isinstance(couplings, str):
        raise ValueError(
            f"couplings = {couplings!r} is not allowed: give a collection of names, such as {COUPLINGS!r}."
        )
    for name in couplings:
        require_one_of("couplings", name, COUPLINGS)
    return frozenset(couplings)


def _steps(economy):
    game = _cooperation(economy.game)
    return (
        _trade(economy.trade),
        game,
        _knowledge(economy.network, game.sustained),
        _cluster(economy.cluster),
        _credit(economy.credit),
    )


def _channels(economy):
    """What the three couplings carry: export orientation, effectiveness of effort, share of resources left."""
    trade, _, learned, _, credit = _steps(economy)
    return 1 - trade.domestic_share, learned / economy.network.k0, 1 - credit.missing_share


# Each step depends on one part of the economy only, and a page of levers asks for the same parts again and again.


@lru_cache(maxsize=4096)
def _trade(at):
    return melitz_pareto(
        pareto(at.k, at.x_min), at.sigma, f=at.f, f_x=at.f_x, f_e=at.f_e, delta=at.delta, tau=at.tau, n=at.n, L=at.L
    )


@lru_cache(maxsize=4096)
def _cooperation(at):
    return cooperation(**at.asdict())


@lru_cache(maxsize=4096)
def _knowledge(at, sustained):
    links = links_of("vertical") | at.links | (FIRM_LINKS if sustained else frozenset())
    nodes = list(cluster_graph("network"))
    return knowledge(nodes, sorted(links), at.source, at.decay, at.spill).total


@lru_cache(maxsize=4096)
def _cluster(at):
    return cluster_size(**at.asdict())


@lru_cache(maxsize=4096)
def _credit(at):
    return missing_middle(**at.asdict())
