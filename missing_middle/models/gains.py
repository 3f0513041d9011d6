"""How much would a country lose without trade? One number and one elasticity answer, in some models.

With ``lam`` the share of spending on home goods and ``eps`` the trade elasticity, real income with trade over
real income in autarky is ``lam**(-1/eps)``. In this library the formula is exact in Krugman (1980), ``eps =
sigma - 1``, in Melitz with Pareto ability and selection, ``eps = k``, and in Melitz without a fixed cost of
exporting, ``eps = sigma - 1``. With any other distribution of ability no fixed elasticity will do: what one would
measure is, in Melitz with selection (``q = sigma - 1``, ``h(x)`` the per cent by which sales of firms above ``x`` fall
as ``x`` rises by one per cent),

    eps = q + lam h(phi_export) + (1 - lam) h(phi_domestic)

and even that number, right where it is measured, is not the one that holds on the way from autarky to there.

The formula asks for more than its two numbers: one factor of production, one sector, no goods that go into others,
balanced trade, profits that are a fixed share of income, and an elasticity that is the same at every trade cost.

Sources: Arkolakis, Costinot and Rodriguez-Clare (2012, AER 102); Melitz and Redding (2015, AER 105) for elasticities
that vary.
"""

import math
from dataclasses import dataclass

from missing_middle.models._floats import exp_or_refuse
from missing_middle.models._record import Record
from missing_middle.models._require import require_above, require_between, require_count
from missing_middle.models.distributions import as_distribution
from missing_middle.models.melitz import SELECTION, melitz_symmetric
from missing_middle.models.symbols import documented


@dataclass(frozen=True)
class Gains(Record):
    """Gains from trade by the sufficient-statistic formula."""

    gains_ratio: float  #: real income with trade over real income in autarky, 1 or more
    gains_percent: float  #: the gain in percent of autarky income
    autarky_loss_percent: float  #: what moving to autarky costs, in percent of income with trade


@documented
def acr_gains(domestic_share, trade_elasticity):
    """Gains from trade from the share of spending on home goods and the trade elasticity.

    Returns :class:`Gains`; raises ``ValueError`` outside the domains, or if the gains exceed every
    floating-point number.

    >>> from missing_middle.models import acr_gains
    >>> loss = [acr_gains(0.93, elasticity).autarky_loss_percent for elasticity in (5, 10)]
    >>> print("without trade, {:.1f}% to {:.1f}% of income would be lost".format(*loss))
    without trade, 1.4% to 0.7% of income would be lost
    """
    require_between("domestic_share", domestic_share, 0, 1, closed="right")
    require_above("trade_elasticity", trade_elasticity, 0)
    log_gains = -math.log(domestic_share) / trade_elasticity
    given = {"domestic_share": domestic_share, "trade_elasticity": trade_elasticity}
    ratio = exp_or_refuse("gains_ratio", log_gains, **given)
    return Gains(ratio, 100 * math.expm1(log_gains), -100 * math.expm1(-log_gains))


@dataclass(frozen=True)
class MeasuredElasticity(Record):
    """How trade answers to its cost in one economy, and what the formula makes of it."""

    elasticity: float  #: per cent by which imports over home sales fall if trade costs one per cent more
    elasticity_given_cutoff: float  #: the same if no firm of the destination closed or opened
    domestic_share: float  #: share of spending on home goods, 0 to 1
    gains_ratio: float  #: real income with trade over real income in autarky, as the model has it
    formula_ratio: float  #: the same by the formula, with ``elasticity``


@documented
def measured_elasticity(dist, sigma, f, f_x, f_e, delta, tau, n):
    """Which trade elasticity would be measured in a Melitz economy, and what would the formula say with it?

    ``n`` is 1 or more. Returns :class:`MeasuredElasticity`. Raises ``ValueError`` as ``melitz_symmetric`` does,
    and if nobody is able enough to export.

    >>> from missing_middle.models import measured_elasticity, truncated_pareto
    >>> seen = measured_elasticity(truncated_pareto(4.8, 1, 2.35), sigma=3.8, f=1, f_x=1.2, f_e=2.5, delta=.2,
    ...                            tau=1.45, n=3)
    >>> print(f"elasticity {seen.elasticity:.1f}; gain {seen.gains_ratio - 1:.1%}, "
    ...       f"formula {seen.formula_ratio - 1:.1%}")
    elasticity 7.1; gain 2.3%, formula 3.1%
    """
    require_count("n", n, 1)
    trade = melitz_symmetric(dist, sigma, f, f_x, f_e, delta, tau, n, L=1)
    if trade.export_probability == 0:
        raise ValueError(f"dist = {dist!r} is not allowed with these costs: nobody is able enough to export.")
    q = float(sigma) - 1
    given_cutoff = elasticity = q
    if trade.regime == SELECTION:
        tail, home = as_distribution(dist).tail(q), trade.domestic_share
        among_exporters, at_home = (tail.thinning(math.log(phi)) for phi in (trade.phi_export, trade.phi_domestic))
        given_cutoff, elasticity = q + among_exporters, q + home * among_exporters + (1 - home) * at_home
    formula = acr_gains(trade.domestic_share, elasticity).gains_ratio
    return MeasuredElasticity(elasticity, given_cutoff, trade.domestic_share, trade.gains, formula)
