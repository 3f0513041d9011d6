"""How much would a country lose without trade? One number and one elasticity answer, in some models.

With ``lam`` the share of spending on home goods and ``eps`` the trade elasticity, real income with trade over
real income in autarky is ``lam**(-1/eps)``. In this library the formula is exact in Krugman (1980), ``eps =
sigma - 1``, in Melitz with Pareto ability and selection, ``eps = k``, and in Melitz without a fixed cost of
exporting, ``eps = sigma - 1``. With any other distribution of ability no fixed elasticity will do.

Source: Arkolakis, Costinot and Rodriguez-Clare (2012, AER 102).
"""

import math
from dataclasses import dataclass

from missing_middle.models._floats import exp_or_refuse
from missing_middle.models._record import Record
from missing_middle.models._require import require_above, require_between
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
