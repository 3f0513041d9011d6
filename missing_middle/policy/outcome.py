"""What an economy comes to: the models run once, one after the other, and nothing feeds back.

    1  cluster       the size that free entry leads to
    2  trade         share of exporters, welfare, and the share of output that is exported
    3  cooperation   if it is sustained, all ten links between firms exist
    4  knowledge     on all nine nodes of Figure 4, with the links of the vertical chain, of step 3 and of the levers
    5  credit        the share of firms, and of capital, stuck at the collateral limit
    6  capabilities  by the two-dimensional steady state, assumed to start inside the basin
    7  income        welfare of step 2 times what capability adds

Seven couplings carry one model's result into another. They are ours, and each can be switched off:

    export       the export share of step 2 is the export orientation of step 6
    knowledge    effort is as effective as lam (total knowledge / k0)
    credit       resources are R (1 - share at the limit): who is stuck there cannot pay for upgrading
    cluster      a larger cluster makes effort more effective, (N/n0) ** cluster_effort, and founding cheaper,
                 (N/n0) ** -cluster_entry; where no cluster is viable a firm stands alone, N = 1
    weight       the share at the limit is one of capital; off: one of firms
    frontier     nobody copies beyond the frontier: a capability above 1 counts as 1, and the country leads
    income       real income is welfare times sqrt(c_product c_process) ** technology; off: welfare alone

The first version of the laboratory had the first three (``FIRST``). An ability that is higher by a factor for all firms
raises the real wage of step 2 by that factor and moves no share, which is why income is a product.

All countries of step 2 are alike, so a lever on trade is a *concerted* reform.
"""

import math
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from missing_middle.models import (
    cluster_graph,
    cluster_size,
    cooperation,
    knowledge,
    melitz_pareto,
    missing_middle,
    pareto,
    weight_at_limit,
)
from missing_middle.models._record import Record
from missing_middle.models._require import require_one_of
from missing_middle.models.capability import two_dimensional_steady_state
from missing_middle.policy.economy import BASELINE, FIRM_LINKS, Economy, links_of

COUPLINGS = ("export", "knowledge", "credit", "cluster", "weight", "frontier", "income")
FIRST = COUPLINGS[:3]


@dataclass(frozen=True)
class Outcome(Record):
    """Where the country lands, and what the models on the way said."""

    hyperquadrant: int  #: 0 to 7; 7 is the globalized fast follower
    mode: str  #: corner of Figure 1
    orientation: str  #: "domestic" or "global"
    c_product: float  #: capability relative to the frontier; 0 if it falls behind for ever
    c_process: float  #: the same
    leads: bool  #: the frontier is reached in one of them or both: what is beyond is not counted
    regime_product: str  #: of the catch-up
    regime_process: str
    export_share: float  #: share of output exported, 0 to 1
    export_probability: float  #: share of firms that export, 0 to 1
    welfare: float  #: real wage by the model of trade, at abilities as they are in the baseline
    income: float  #: real income: welfare and what capability adds
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
    stuck_capital: float  #: share of capital that these firms hold, 0 to 1
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
        Those that work, names of ``COUPLINGS``; ``FIRST`` for the laboratory's first version.
    reference : Economy
        Where export, knowledge, credit and cluster take their values from if they are switched off, so that
        switching one off moves nothing there. The other three, switched off, do nothing.

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
    size = _cluster(economy.cluster)
    members = _members(size if "cluster" in couplings else _cluster(reference.cluster), economy.channels)
    trade = _trade(_founded(economy.trade, members, economy.channels.cluster_entry))
    game = _cooperation(economy.game)
    learned = _knowledge(economy.network, game.sustained)
    credit, stuck_capital = _credit(economy.credit, economy.channels.largest)
    export = 1 - trade.domestic_share if "export" in couplings else _export(reference)
    effectiveness = learned / economy.network.k0 if "knowledge" in couplings else _learning(reference)
    effectiveness *= members**economy.channels.cluster_effort
    if "credit" in couplings:
        free = 1 - (stuck_capital if "weight" in couplings else credit.missing_share)
    else:
        free = _free(reference)
    at = economy.upgrading
    product, process = (replace(c, lam=c.lam * effectiveness) for c in (economy.product, economy.process))
    R = at.R * free
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
    reached = place.c_product, place.c_process
    capped = tuple(min(c, 1.0) for c in reached) if "frontier" in couplings else reached
    power = economy.channels.technology if "income" in couplings else 0.0
    return Outcome(
        place.hyperquadrant,
        place.mode,
        "global" if export >= at.e_bar else "domestic",
        *capped,
        max(reached) >= 1,
        place.regime_product,
        place.regime_process,
        1 - trade.domestic_share,
        trade.export_probability,
        trade.welfare,
        trade.welfare * math.sqrt(capped[0] * capped[1]) ** power,
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
        stuck_capital,
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


def _members(size, channels):
    """Firms of the cluster, in those at which it moves nothing; one firm alone if no cluster is viable."""
    return (size.N_equilibrium or 1.0) / channels.n0


def _founded(trade, members, elasticity):
    return replace(trade, f_e=trade.f_e * members**-elasticity) if elasticity else trade


# What the couplings carry in a reference, which is mostly the baseline.


@lru_cache(maxsize=64)
def _export(economy):
    members = _members(_cluster(economy.cluster), economy.channels)
    return 1 - _trade(_founded(economy.trade, members, economy.channels.cluster_entry)).domestic_share


@lru_cache(maxsize=64)
def _learning(economy):
    return _knowledge(economy.network, _cooperation(economy.game).sustained) / economy.network.k0


@lru_cache(maxsize=64)
def _free(economy):
    return 1 - _credit(economy.credit, economy.channels.largest)[1]


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
    return knowledge(_nodes(), sorted(links), at.source, at.decay, at.spill).total


@cache
def _nodes():
    return tuple(cluster_graph("network"))


@lru_cache(maxsize=4096)
def _cluster(at):
    return cluster_size(**at.asdict())


@lru_cache(maxsize=4096)
def _credit(at, largest):
    given = at.asdict()
    return missing_middle(**given), weight_at_limit(**given, largest=largest)
