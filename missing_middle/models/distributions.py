"""How able are entrants? Distributions of productivity for the Melitz model.

A firm's sales are proportional to ability to the power ``q = sigma - 1``, so a model of heterogeneous firms
needs only what lies above a cutoff ``x``: how many firms, and their ability moment of order ``q``::

    1 - G(x)                                        share of entrants above x          (survival)
    s(x) = x**-q * S(x),  S(x) = integral over (x, inf) of phi**q dG          (scaled moment)
    J(x) = s(x) - (1 - G(x))                        expected profit above x, in units of the fixed cost

``pareto``, ``truncated_pareto`` and ``lognormal`` know these three exactly; any SciPy frozen distribution, or
any density on the positive numbers (``from_density``), gets them from a table with controlled error.
Everything is computed in logarithms, because survival in a far tail and moments of a high order leave the
range of floating-point numbers. ``J`` is never taken as a difference of two nearly equal numbers.

Sources: Melitz (2003, Econometrica 71), equations for average profit; Chaney (2008, AER 98) for Pareto; Head,
Mayer and Thoenig (2014, AER P&P 104) for the lognormal; the Mills-ratio form of its J is algebra of our own.
"""

import math
from dataclasses import dataclass

from scipy.special import erfcx, gammainc, log_ndtr

from missing_middle.models._logs import log_add, log_expm1, log_one_minus_exp
from missing_middle.models._require import require_above, require_at_least, require_finite
from missing_middle.models._tabulated import from_function, from_scipy
from missing_middle.models.symbols import documented

SQRT_2, SQRT_HALF_PI = math.sqrt(2), math.sqrt(math.pi / 2)
GAUSS_3 = ((0.5 - math.sqrt(0.15), 5 / 18), (0.5, 8 / 18), (0.5 + math.sqrt(0.15), 5 / 18))  # on (0, 1)


class Tail:
    """What lies above a cutoff, for one distribution and one order ``q``; ``y`` is the log of the cutoff.

    A subclass gives on its support ``inside(y)``, the triple ``ln(1 - G)``, ``ln s``, ``ln J``, and ``log_density(y)``
    of the log of ability.
    """

    low, high = -math.inf, math.inf  # support of the log of ability
    start = 0.0  # a point in the bulk, from where a search may begin

    def __call__(self, y):
        """The logs of survival, of the scaled moment and of J at the cutoff ``exp(y)``."""
        if y >= self.high:
            return -math.inf, -math.inf, -math.inf
        if y >= self.low:
            return self.inside(y)
        _, log_s, log_J = self.inside(self.low)  # below the support nothing is added, only rescaled
        distance = self.q * (self.low - y)
        return 0.0, distance + log_s, log_add(log_expm1(distance) + log_s, log_J)

    def log_J(self, y):
        """The log of J at the cutoff ``exp(y)``: falls from left to right."""
        return self(y)[2]

    def thinning(self, y):
        """By how many per cent sales above the cutoff fall as the cutoff rises by one per cent."""
        return math.exp(self.log_density(y) - self(y)[1]) if self.low <= y < self.high else 0.0


@dataclass(frozen=True)
class Pareto:
    """Ability with ``P(phi > x) = (x_min / x)**k``; make it with :func:`pareto`."""

    k: float  #: shape; a larger k means fewer giants
    x_min: float  #: least ability

    def tail(self, q):
        """The tail for sales of order ``q``; ``ValueError`` unless ``k`` is above ``q``."""
        if self.k <= q:
            raise ValueError(
                f"k = {self.k!r} is not allowed with sigma = {1 + q:.6g}: give k above "
                f"sigma - 1 = {q:.6g} (with fewer small firms, average sales are infinite)."
            )
        return _ParetoTail(self.k, math.log(self.x_min), q)


class _ParetoTail(Tail):
    def __init__(self, k, low, q):
        self.k, self.low, self.start, self.q = k, low, low, q
        self.log_moment, self.log_profit = -math.log1p(-q / k), math.log(q / (k - q))

    def inside(self, y):
        log_survival = -self.k * (y - self.low)
        return log_survival, log_survival + self.log_moment, log_survival + self.log_profit

    def log_density(self, y):
        return math.log(self.k) - self.k * (y - self.low)


@dataclass(frozen=True)
class TruncatedPareto:
    """A Pareto distribution cut off at ``x_max``; make it with :func:`truncated_pareto`."""

    k: float  #: shape
    x_min: float  #: least ability
    x_max: float  #: largest ability

    def tail(self, q):
        """The tail for sales of order ``q``; every positive ``k`` will do, since ability is bounded."""
        return _TruncatedParetoTail(self.k, math.log(self.x_min), math.log(self.x_max), q)


class _TruncatedParetoTail(Tail):
    def __init__(self, k, low, high, q):
        self.k, self.low, self.high, self.q = k, low, high, q
        self.start = low
        self.log_mass = log_one_minus_exp(k * (high - low))

    def inside(self, y):
        k, q, room = self.k, self.q, self.high - y  # room: log distance to the most able firm
        scale = -k * (y - self.low) - self.log_mass
        log_survival = log_one_minus_exp(k * room)
        log_s = math.log(k) + _log_growth_integral(q - k, room)
        if q * room < 0.1 or q < 0.1 * k:  # s close to survival: sum the difference
            log_J = math.log(_excess_series(k, q, room))
        else:
            log_J = log_s + log_one_minus_exp(log_s - log_survival)
        return scale + log_survival, scale + log_s, scale + log_J

    def log_density(self, y):
        return math.log(self.k) - self.k * (y - self.low) - self.log_mass


def _log_growth_integral(r, d):
    """``ln`` of the integral of ``exp(r v)`` over ``0 < v < d``."""
    if r == 0:
        return math.log(d)
    return (log_expm1(r * d) if r > 0 else log_one_minus_exp(-r * d)) - math.log(abs(r))


def _excess_series(k, q, d):
    """``k`` times the integral of ``exp(-k v) (exp(q v) - 1)`` over ``0 < v < d``: all terms positive."""
    total, j, term = 0.0, 0, math.inf
    while term > 1e-17 * total:
        j += 1
        term = (q / k) ** j * gammainc(j + 1, k * d)
        total += term
    return float(total)


@dataclass(frozen=True)
class Lognormal:
    """Ability whose logarithm is normal; make it with :func:`lognormal`."""

    mu: float  #: mean of the log of ability
    sd: float  #: standard deviation of the log of ability

    def tail(self, q):
        """The tail for sales of order ``q``; all moments are finite."""
        return _LognormalTail(self.mu, self.sd, q)


class _LognormalTail(Tail):
    def __init__(self, mu, sd, q):
        self.mu, self.sd, self.q, self.start = mu, sd, q, mu

    def inside(self, y):
        z, h = (y - self.mu) / self.sd, self.q * self.sd
        log_survival = float(log_ndtr(-z))
        growth = _log_mills_drop(z, h)  # s / (1 - G) = mills(z - h) / mills(z)
        return log_survival, log_survival + growth, log_survival + log_expm1(growth)

    def log_density(self, y):
        return -(((y - self.mu) / self.sd) ** 2) / 2 - math.log(2 * SQRT_HALF_PI * self.sd)


def _log_mills_drop(z, h):
    """``ln(mills(z - h) / mills(z))`` with ``mills(z) = P(Z > z) / density(z)`` for normal ``Z``."""
    if h < 1e-3:  # a difference would lose digits: integrate d ln mills / dz = z - 1 / mills(z)
        return h * sum(weight * (_hazard(z - h * node) - (z - h * node)) for node, weight in GAUSS_3)
    if z <= 0:
        return h * (h / 2 - z) + float(log_ndtr(h - z) - log_ndtr(-z))
    if z - h > -5:
        return math.log(erfcx((z - h) / SQRT_2) / erfcx(z / SQRT_2))
    return float(log_ndtr(h - z)) + (z - h) ** 2 / 2 + math.log(2 / erfcx(z / SQRT_2))


def _hazard(z):
    return 1 / (SQRT_HALF_PI * float(erfcx(z / SQRT_2)))  # erfcx is inf far on the left: no hazard


@documented
def pareto(k, x_min):
    """Ability with ``P(phi > x) = (x_min / x)**k`` for ``x >= x_min``.

    Raises ``ValueError`` outside the domains.

    >>> pareto(k=4.25, x_min=1)
    Pareto(k=4.25, x_min=1.0)
    """
    require_above("k", k, 0)
    require_above("x_min", x_min, 0)
    return Pareto(float(k), float(x_min))


@documented
def truncated_pareto(k, x_min, x_max):
    """A Pareto distribution of shape ``k`` between ``x_min`` and ``x_max``.

    Raises ``ValueError`` outside the domains.

    >>> truncated_pareto(k=4.25, x_min=1, x_max=2.85)
    TruncatedPareto(k=4.25, x_min=1.0, x_max=2.85)
    """
    require_above("k", k, 0)
    require_above("x_min", x_min, 0)
    require_above("x_max", x_max, x_min)
    return TruncatedPareto(float(k), float(x_min), float(x_max))


@documented
def lognormal(mu, sd):
    """Ability whose logarithm is normal with mean ``mu`` and standard deviation ``sd``.

    Raises ``ValueError`` outside the domains.

    >>> lognormal(mu=0, sd=0.5)
    Lognormal(mu=0.0, sd=0.5)
    """
    require_finite("mu", mu)
    require_above("sd", sd, 0)
    return Lognormal(float(mu), float(sd))


@documented
def from_density(density, support=(0, math.inf)):
    """Ability with a density of your own.

    ``density`` takes an array of abilities and returns an array of the same shape. Moments are tabulated with a
    relative error of about 1e-11 (mass off by up to 1e-6 is scaled to 1). Raises ``ValueError`` outside the domains; a
    density that is too rough or does not integrate to 1 is refused when a model uses it.

    >>> import numpy as np
    >>> from missing_middle.models import from_density, melitz_symmetric
    >>> weibull = from_density(lambda x: 2 * x * np.exp(-x**2))
    >>> trade = melitz_symmetric(weibull, sigma=4, f=1, f_x=1, f_e=1, delta=.1, tau=1.3, n=1, L=1)
    >>> round(trade.gains, 4)
    1.0174
    """
    if not callable(density):
        raise ValueError(f"density = {density!r} is not allowed: give a function of an array of abilities.")
    try:
        low, high = support
    except (TypeError, ValueError):
        raise ValueError(f"support = {support!r} is not allowed: give a pair (low, high).") from None
    require_at_least("support[0]", low, 0)
    if high != math.inf:
        require_above("support[1]", high, low)
    return from_function(density, float(low), float(high))


def as_distribution(dist):
    """``dist`` itself if it is one of ours, or a SciPy frozen distribution or density, ready to be tabulated."""
    if hasattr(dist, "tail"):
        return dist
    if all(hasattr(dist, name) for name in ("logpdf", "ppf", "support", "args", "dist")):
        return from_scipy(dist)
    if callable(dist) and not hasattr(dist, "logpdf"):
        return from_density(dist)
    raise ValueError(
        f"dist = {dist!r} is not allowed: give pareto(...), truncated_pareto(...), lognormal(...), "
        "from_density(...), a SciPy frozen distribution (continuous), or a density."
    )
