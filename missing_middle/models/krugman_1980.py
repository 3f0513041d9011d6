"""Why does the larger market pay better, or attract the factories? (Krugman 1980)

Identical firms, labour ``alpha + beta x`` for output ``x``, CES demand with elasticity ``sigma``; ``tau``
units must leave a country for one to arrive, so that ``phi = tau**(1 - sigma)`` is the freeness of trade.
Country 2's wage is 1. Prices are a fixed markup, and neither the size of firms nor their number depends on
trade::

    price / wage = beta sigma / (sigma - 1),  output = alpha (sigma - 1) / beta,  varieties = L / (alpha sigma)

One sector: trade balances at the relative wage ``omega = w_1 / w_2``, the only root of

    L_1 / L_2 = (omega**sigma - phi) / (omega**(1 - sigma) - phi omega),  |ln omega| < ln(tau) (sigma-1)/sigma

Home market (a freely traded outside good equalizes wages, or two mirror-image industries): firms follow the
spending ratio ``r`` more than in proportion, ``n_1 / n_2 = (r - phi) / (1 - r phi)``, until one country has
them all.

Sources: Krugman (1980, AER 70); Helpman and Krugman (1985, MIT Press) for the home-market effect. With an
outside good that is itself costly to trade the home-market effect can vanish (Davis 1998, AER 88).
"""

import math
from dataclasses import dataclass

from scipy.optimize import brentq

from missing_middle.models._floats import exp_or_refuse, finite_or_refuse
from missing_middle.models._logs import log_add
from missing_middle.models._record import Record
from missing_middle.models._require import require_above, require_at_least
from missing_middle.models.symbols import documented


@dataclass(frozen=True)
class Krugman1980(Record):
    """Trade equilibrium of two countries that differ in size."""

    relative_wage: float  #: wage of country 1 over wage of country 2
    output: float  #: units per firm, the same everywhere and unmoved by trade
    varieties_1: float  #: firms in country 1
    varieties_2: float  #: firms in country 2
    price_wage_ratio: float  #: price at the factory gate over the local wage
    domestic_share_1: float  #: share of country 1's spending on its own goods, 0 to 1
    domestic_share_2: float  #: the same for country 2
    welfare_1: float  #: real wage in country 1
    welfare_2: float  #: real wage in country 2
    gains_1: float  #: real wage over real wage in autarky, country 1
    gains_2: float  #: the same for country 2


@dataclass(frozen=True)
class HomeMarket(Record):
    """Where firms settle when two markets differ in size."""

    phi: float  #: freeness of trade, tau**(1 - sigma), in (0, 1); 0 if below 1e-308
    firm_ratio: float  #: firms in country 1 over firms in country 2; 0 or inf if one country has none
    share_1: float  #: firms in country 1 over all firms, 0 to 1
    specialized: bool  #: True if all firms are in one country


@documented
def krugman1980(L1, L2, sigma, tau, alpha, beta):
    """Wages, trade and gains of two countries of different size.

    Returns :class:`Krugman1980`; raises
    ``ValueError`` outside the domains or if a result leaves the floating-point range.

    >>> from missing_middle.models import krugman1980
    >>> trade = krugman1980(L1=2, L2=1, sigma=5, tau=1.5, alpha=1, beta=1)
    >>> print(f"wages {trade.relative_wage:.3f} to 1, gains {trade.gains_1:.3f} and {trade.gains_2:.3f}")
    wages 1.062 to 1, gains 1.030 and 1.070
    """
    given = {"L1": L1, "L2": L2, "sigma": sigma, "tau": tau, "alpha": alpha, "beta": beta}
    for name in ("L1", "L2", "alpha", "beta"):
        require_above(name, given[name], 0)
    require_above("sigma", sigma, 1)
    require_at_least("tau", tau, 1)
    L1, L2, sigma, tau, alpha, beta = (float(value) for value in given.values())
    finite_or_refuse(
        "sigma ln(tau) and ln(L1 / L2) times sigma",
        sigma * (abs(math.log(tau)) + abs(math.log(L1) - math.log(L2)) + 1) * 4,
        **given,
    )
    log_omega = _log_relative_wage(math.log(L1) - math.log(L2), sigma, math.log(tau))
    log_spending_1 = _log_total_sales(math.log(L2) - math.log(L1), -log_omega, sigma, math.log(tau))
    log_spending_2 = _log_total_sales(math.log(L1) - math.log(L2), log_omega, sigma, math.log(tau))
    autarky = [_log_welfare_autarky(L, sigma, alpha, beta) for L in (L1, L2)]
    log_gains = [log_spending / (sigma - 1) for log_spending in (log_spending_1, log_spending_2)]
    return Krugman1980(
        relative_wage=math.exp(log_omega),
        output=finite_or_refuse("output", alpha * (sigma - 1) / beta, **given),
        varieties_1=finite_or_refuse("varieties_1", L1 / (alpha * sigma), **given),
        varieties_2=finite_or_refuse("varieties_2", L2 / (alpha * sigma), **given),
        price_wage_ratio=finite_or_refuse("price_wage_ratio", beta * sigma / (sigma - 1), **given),
        domestic_share_1=math.exp(-log_spending_1),
        domestic_share_2=math.exp(-log_spending_2),
        welfare_1=exp_or_refuse("welfare_1", autarky[0] + log_gains[0], **given),
        welfare_2=exp_or_refuse("welfare_2", autarky[1] + log_gains[1], **given),
        gains_1=exp_or_refuse("gains_1", log_gains[0], **given),
        gains_2=exp_or_refuse("gains_2", log_gains[1], **given),
    )


@documented
def size_ratio(relative_wage, sigma, tau):
    """The relative size ``L_1 / L_2`` that makes ``relative_wage`` clear the market: the explicit inverse.

    Raises ``ValueError`` outside the domains; the relative wage lies between ``tau**(-(sigma - 1)/sigma)`` and its
    inverse, and ``tau`` is above 1.

    >>> from missing_middle.models import size_ratio
    >>> round(size_ratio(1.0619499, sigma=5, tau=1.5), 6)
    2.0
    """
    require_above("sigma", sigma, 1)
    require_above("tau", tau, 1)
    require_above("relative_wage", relative_wage, 0)
    limit = (sigma - 1) / sigma * math.log(tau)
    if not abs(math.log(relative_wage)) < limit:
        raise ValueError(
            f"relative_wage = {relative_wage!r} is not allowed with sigma = {sigma!r}, "
            f"tau = {tau!r}: give a number between {math.exp(-limit):.9g} and its inverse."
        )
    log_ratio = _log_size_ratio(math.log(relative_wage), sigma, math.log(tau))
    return exp_or_refuse("the size ratio", log_ratio, relative_wage=relative_wage, sigma=sigma, tau=tau)


@documented
def home_market_effect(demand_ratio, sigma, tau):
    """Firms gather in the larger market, more than in proportion.

    ``tau`` is above 1: at ``tau = 1`` every location is an equilibrium. Wages are equal in both countries (see the
    module). Returns :class:`HomeMarket`; raises ``ValueError`` outside the domains.

    >>> from missing_middle.models import home_market_effect
    >>> round(home_market_effect(demand_ratio=1.2, sigma=5, tau=1.5).firm_ratio, 4)
    1.3139
    """
    require_above("demand_ratio", demand_ratio, 0)
    require_above("sigma", sigma, 1)
    require_above("tau", tau, 1)
    closed = -math.expm1((1 - sigma) * math.log(tau))  # 1 - phi
    phi, r = tau ** (1 - sigma), float(demand_ratio)
    # r - phi and 1 - r phi, written so that nearly free trade keeps its digits
    firms_1, firms_2 = (r - 1) + closed, (1 - r) + r * closed
    if r <= phi or r * phi >= 1 or firms_1 <= 0 or firms_2 <= 0:  # a corner: all firms in one country
        home = float(r > 1)
        return HomeMarket(phi, math.inf if home else 0.0, home, specialized=True)
    return HomeMarket(phi, firms_1 / firms_2, firms_1 / (firms_1 + firms_2), specialized=False)


def _log_relative_wage(log_size, sigma, log_tau):
    """``ln omega`` from the ratio of sizes; the larger country has the higher wage."""
    limit = (sigma - 1) / sigma * log_tau
    if limit == 0 or log_size == 0:
        return 0.0
    sign = math.copysign(1.0, log_size)  # solve for the larger country; by symmetry the other is the mirror

    def missing(log_omega):
        return _log_size_ratio(log_omega, sigma, log_tau) - abs(log_size)

    high = limit * (1 - 1e-16)
    if missing(high) < 0:  # so large that omega is the limit, to the last digit
        return sign * limit
    return sign * brentq(missing, 0.0, high, xtol=1e-300, rtol=9e-16, maxiter=1000)


def _log_size_ratio(log_omega, sigma, log_tau):
    """``ln(L_1 / L_2)`` that goes with a relative wage; ``inf`` at the upper limit of the wage."""
    log_phi = (1 - sigma) * log_tau
    # numerator omega**sigma (1 - phi omega**-sigma), denominator omega**(1 - sigma) (1 - phi omega**sigma)
    above = -math.expm1(log_phi - sigma * log_omega)
    below = -math.expm1(log_phi + sigma * log_omega)
    if below <= 0:
        return math.inf
    return (2 * sigma - 1) * log_omega + math.log(above) - math.log(below)


def _log_total_sales(log_relative_size, log_relative_wage, sigma, log_tau):
    """``ln`` of all sales in a market over home sales, given the foreigner's relative size and wage."""
    return log_add(0.0, log_relative_size + (1 - sigma) * (log_relative_wage + log_tau))


def _log_welfare_autarky(L, sigma, alpha, beta):
    """``ln(w / P)`` with ``P = p n**(1 / (1 - sigma))``."""
    log_price = math.log(beta) + math.log(sigma) - math.log(sigma - 1)
    return (math.log(L) - math.log(alpha) - math.log(sigma)) / (sigma - 1) - log_price
