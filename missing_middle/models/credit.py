"""Why are there small firms and large ones, and few between? Collateral, and the fixed cost of a bank.

*One firm* (Evans and Jovanovic). Capital k gives output theta k**alpha and costs r k; nobody may use more
than lam times the own wealth a. Without the limit k_u = (theta alpha / r)**(1/(1-alpha)); with it k =
min(k_u, lam a).

*Many firms*. For a fixed cost psi/N a firm gets a bank relationship and may use k_u, where N members of a
cluster share one relationship. Low ability: small and unconstrained. Middle: bunched at the limit K = lam
a. High: the cost pays, and the firm jumps to k_b > K. No firm has K < k < k_b. At the ability theta_b of
the jump what the limit costs equals the price of lifting it; with x = k_b/K >= 1

    [(1-alpha) x - x**(1-alpha) + alpha] / alpha = psi / (N r K),     theta_b = (r/alpha) k_b**(1-alpha)

and for alpha = 1/2  k_b = (sqrt K + sqrt(psi/(N r)))**2.

*Pooled borrowing*. Members share one limit sum k <= lam sum a, and the pool gives capital where it earns
most. There is no moral hazard in this version: nobody works less, or repays less, because others stand in.

The limit is assumed. Nobody knows more than the bank does in this model, so it does not say why banks refuse; that is
what :mod:`missing_middle.models.rationing` is about.

Sources: Evans and Jovanovic (1989, JPE 97); the fixed cost is a per-period version of Greenwood and
Jovanovic (1990, JPE 98); sharing it in a cluster is our reading of section 5.3 of the paper; Tybout (2000,
JEL 38) on missing middles. Against it: Hsieh and Olken (2014, JEP 28(3)) find no two-peaked size
distribution in India, Indonesia or Mexico.
"""

import math
from dataclasses import dataclass

import numpy as np

from missing_middle.models._floats import exp_or_refuse, finite_or_refuse
from missing_middle.models._logs import log_sum
from missing_middle.models._record import Record
from missing_middle.models._require import require_above, require_at_least, require_between, require_count
from missing_middle.models._root import bracketed_root
from missing_middle.models._vectors import require_vector
from missing_middle.models.symbols import documented

SMALLEST = 1e-300  # below it 1/alpha leaves the range of floats


@dataclass(frozen=True)
class Entrepreneur(Record):
    """One would-be entrepreneur. Capital, profit, output, income and wealth are in one unit of money."""

    k_unconstrained: float  #: capital that the ability would use
    k: float  #: capital used, the smaller of that and lam * wealth
    constrained: bool  #: True if theta > theta_constrained
    theta_constrained: float  #: ability from which on the limit binds
    shadow_return: float  #: what the last unit of capital earns; above r if constrained, else r
    profit: float  #: theta k**alpha - r k
    profit_loss: float  #: unconstrained profit minus profit
    output: float  #: theta k**alpha
    income: float  #: as an entrepreneur: profit plus r * wealth
    entrepreneur: bool  #: True if profit >= w
    theta_entry: float  #: ability from which on a firm is run at all
    theta_entry_unconstrained: float  #: the same without a limit; never higher


@dataclass(frozen=True)
class MissingMiddle(Record):
    """The gap in the size distribution: capital in money, and shares of firms (``None`` without ``zeta``)."""

    k_limit: float  #: K, the collateral limit
    k_jump: float  #: k_b, smallest firm with a bank; equals K if the relationship is free
    gap_width: float  #: k_jump - k_limit
    theta_limit: float  #: ability that just reaches the limit
    theta_jump: float  #: ability at which the bank pays
    share_small: float | None  #: theta <= theta_limit: below the limit
    missing_share: float | None  #: theta_limit < theta <= theta_jump: bunched at the limit
    share_large: float | None  #: theta > theta_jump


@dataclass(frozen=True)
class SizeDistribution(Record):
    """Firm sizes (capital, in money) to draw: two pieces of a density, and a heap of firms between them."""

    k_small: np.ndarray  #: sizes from the smallest firm to the limit, shape (n,) or empty
    density_small: np.ndarray  #: density of firms there, per unit of capital, shape (n,)
    k_limit: float  #: where the heap stands
    mass_at_limit: float  #: share of firms in it
    k_large: np.ndarray  #: sizes from the jump to ``k_max``, shape (n,)
    density_large: np.ndarray  #: density there, shape (n,)
    share_beyond: float  #: share of firms above ``k_max``, not drawn
    k_frictionless: np.ndarray  #: sizes from the smallest firm to ``k_max``, shape (n,)
    density_frictionless: np.ndarray  #: density if everybody could use k_u at no fixed cost, shape (n,)


@dataclass(frozen=True)
class PooledBorrowing(Record):
    """Members who borrow one by one, together, or without limit. Arrays have shape (n,), one entry each."""

    pool_binding: bool  #: True if the pool as a whole wants more than its limit
    k_separate: np.ndarray  #: capital of each under own limits
    k_pooled: np.ndarray  #: capital of each under the common limit
    k_unconstrained: np.ndarray  #: capital of each without limit
    surplus_separate: float  #: sum of theta k**alpha - r k, in money
    surplus_pooled: float  #: never below it
    surplus_unconstrained: float  #: never below either
    output_separate: float  #: sum of theta k**alpha, in money
    output_pooled: float  #: the same in the pool


@documented
def evans_jovanovic(theta, wealth, alpha, r, lam, w):
    """Does somebody with this ability and wealth run a firm, how large is it, and what does the limit cost?

    Returns ``Entrepreneur``. Raises ``ValueError`` outside the domains,
    and where a result has no floating-point value (alpha near 1 asks for astronomic capital).

    >>> firm = evans_jovanovic(theta=2, wealth=.1, alpha=.22, r=1.1, lam=1.44, w=.5)
    >>> firm.constrained, round(firm.k, 3), round(firm.k_unconstrained, 3)
    (True, 0.144, 0.309)
    >>> round(firm.shadow_return, 3)            # the last yuan earns almost twice its price
    1.995
    """
    alpha, r = _checked_technology(alpha, r)
    _require_all_above_zero(theta=theta, wealth=wealth)
    require_at_least("lam", lam, 1)
    require_at_least("w", w, 0)
    theta, wealth, lam, w = float(theta), float(wealth), float(lam), float(w)
    given = {"theta": theta, "wealth": wealth, "alpha": alpha, "r": r, "lam": lam}
    log_limit = math.log(lam) + math.log(wealth)
    log_ku = _log_capital(math.log(theta), alpha, r)
    log_edge = math.log(r) - math.log(alpha) + (1 - alpha) * log_limit
    theta_constrained = exp_or_refuse("theta_constrained", log_edge, **given)
    k_unconstrained = exp_or_refuse("k_unconstrained", log_ku, **given)
    constrained = theta > theta_constrained
    g = max(log_ku - log_limit, 0.0) if constrained else 0.0  # how far the limit is below k_u
    k = lam * wealth if constrained else k_unconstrained
    log_k = log_limit if constrained else log_ku
    output = exp_or_refuse("output", math.log(theta) + alpha * log_k, **given)
    shadow_return = exp_or_refuse("shadow_return", math.log(r) + (1 - alpha) * g, **given) if g > 0 else r
    profit = output - r * k if constrained else output * (1 - alpha)
    profit_loss = r * k_unconstrained / alpha * math.exp(_log_loss(alpha, math.log(g))) if g > 0 else 0.0
    finite_or_refuse("profit_loss", profit_loss, **given)
    entry_free, entry = _entry(w, alpha, r, log_limit, given)
    income = finite_or_refuse("income", profit + r * wealth, **given)
    return Entrepreneur(
        k_unconstrained,
        k,
        constrained,
        theta_constrained,
        shadow_return,
        profit,
        profit_loss,
        output,
        income,
        theta >= entry,
        entry,
        entry_free,
    )


@documented
def missing_middle(wealth, alpha, r, lam, psi, n_members=1, zeta=None, theta_min=None):
    """Which firm sizes are missing, and how many firms are stuck at the edge of the gap?

    The gap closes as ``n_members`` grows or ``psi`` falls to 0.
    ``missing_share`` falls in ``lam`` and ``wealth`` while ``theta_limit >= theta_min``, and rises where no
    firm is small. Returns ``MissingMiddle``. Raises ``ValueError`` outside the domains, for ``zeta``
    without ``theta_min`` (and the reverse), and where a result has no floating-point value.

    >>> alone = missing_middle(wealth=2, alpha=.5, r=1, lam=1.5, psi=.75, zeta=2, theta_min=1)
    >>> shared = missing_middle(wealth=2, alpha=.5, r=1, lam=1.5, psi=.75, n_members=4, zeta=2, theta_min=1)
    >>> [round(size, 6) for size in (alone.k_limit, alone.k_jump, shared.k_jump)]
    [3.0, 6.75, 4.6875]
    >>> round(alone.missing_share, 6), round(shared.missing_share, 6)   # a quarter of the cost
    (0.046296, 0.03)
    """
    alpha, r = _checked_technology(alpha, r)
    _require_all_above_zero(wealth=wealth)
    require_at_least("lam", lam, 1)
    require_at_least("psi", psi, 0)
    require_count("n_members", n_members, 1)
    _require_distribution(zeta, theta_min)
    given = {"wealth": wealth, "alpha": alpha, "r": r, "lam": lam, "psi": psi}
    log_limit = math.log(lam) + math.log(wealth)
    g = _log_jump(float(psi), n_members, alpha, r, log_limit)
    exp_or_refuse("k_limit", log_limit, **given)
    exp_or_refuse("k_jump", log_limit + g, **given)
    k_limit = float(lam) * float(wealth)
    gap_width = k_limit * math.expm1(g) if g < 700 else math.exp(log_limit + g)
    log_theta = math.log(r) - math.log(alpha) + (1 - alpha) * log_limit
    theta_limit = exp_or_refuse("theta_limit", log_theta, **given)
    theta_jump = exp_or_refuse("theta_jump", log_theta + (1 - alpha) * g, **given)
    shares = (None,) * 3
    if zeta is not None:
        shares = _shares(log_theta, (1 - alpha) * g, float(zeta), math.log(theta_min))
    return MissingMiddle(k_limit, k_limit + gap_width, gap_width, theta_limit, theta_jump, *shares)


@documented
def weight_at_limit(wealth, alpha, r, lam, psi, n_members, zeta, theta_min, largest):
    """What share of all capital do the firms hold that are stuck at their limit?

    A share of firms is no share of weight. Firms up to ``largest`` times the smallest one are counted: without an
    end the sum has none where ``zeta (1 - alpha) <= 1``. Returns a number from 0 to 1; raises ``ValueError`` outside
    the domains, and where the largest firm that counts is no larger than the limit.

    >>> at = dict(wealth=2, alpha=.5, r=1, lam=1.5, psi=.75, n_members=1, zeta=2, theta_min=1)
    >>> round(missing_middle(**at).missing_share, 4), round(weight_at_limit(**at, largest=500), 4)
    (0.0463, 0.0932)
    """
    require_above("largest", largest, 1)
    gap = missing_middle(wealth, alpha, r, lam, psi, n_members, zeta, theta_min)
    smallest = math.exp(_log_capital(math.log(theta_min), float(alpha), float(r)))
    end, exponent = largest * smallest, float(zeta) * (1 - float(alpha))
    if end <= gap.k_limit:
        raise ValueError(
            f"largest = {largest!r} is not allowed: give more than {gap.k_limit / smallest:.6g}, where the limit is."
        )

    def held(low, high):
        """Capital between two sizes, in smallest firms."""
        low, high = max(low, smallest) / smallest, high / smallest
        if high <= low:
            return 0.0
        if abs(1 - exponent) < 1e-9:
            return math.log(high / low)
        return exponent * (high ** (1 - exponent) - low ** (1 - exponent)) / (1 - exponent)

    stuck = gap.missing_share
    if gap.k_jump > end:  # those who would be larger than the end are not counted
        stuck -= (smallest / end) ** exponent - (smallest / gap.k_jump) ** exponent
    at_limit = stuck * gap.k_limit / smallest
    return at_limit / (held(smallest, gap.k_limit) + at_limit + held(gap.k_jump, end))


@documented
def size_distribution(wealth, alpha, r, lam, psi, zeta, theta_min, n_members=1, k_max=None, n=200):
    """The size distribution with its gap, ready to draw.

    Sizes are Pareto with exponent ``zeta (1 - alpha)`` where firms use ``k_u``; firms that would be in the
    gap stand at the limit. Each of the two pieces has ``n`` points. Returns ``SizeDistribution``; the pieces,
    ``mass_at_limit`` and ``share_beyond`` integrate to one.

    >>> sizes = size_distribution(wealth=2, alpha=.5, r=1, lam=1.5, psi=.75, zeta=2, theta_min=1)
    >>> sizes.k_small[[0, -1]].round(6), sizes.k_large[[0, -1]].round(6)
    (array([0.25, 3.  ]), array([ 6.75, 20.25]))
    >>> round(sizes.mass_at_limit, 6)
    0.046296
    """
    require_count("n", n, 2, 1_000_000)
    if zeta is None or theta_min is None:
        raise ValueError(f"zeta = {zeta!r}, theta_min = {theta_min!r} is not allowed: give both.")
    gap = missing_middle(wealth, alpha, r, lam, psi, n_members, zeta, theta_min)
    smallest = exp_or_refuse(
        "the smallest firm",
        _log_capital(math.log(theta_min), float(alpha), float(r)),
        theta_min=theta_min,
        alpha=alpha,
        r=r,
    )
    largest = max(3 * gap.k_jump, 10 * smallest)
    if k_max is not None:
        require_above("k_max", k_max, max(gap.k_jump, smallest))
        largest = float(k_max)
    finite_or_refuse("k_max", largest, wealth=wealth, lam=lam, theta_min=theta_min)
    exponent = float(zeta) * (1 - float(alpha))

    def piece(low, high):
        k = np.geomspace(low, high, n) if low < high else np.empty(0)
        return k, exponent / k * (smallest / k) ** exponent

    return SizeDistribution(
        *piece(smallest, gap.k_limit),
        gap.k_limit,
        gap.missing_share,
        *piece(max(gap.k_jump, smallest), largest),
        (smallest / largest) ** exponent,
        *piece(smallest, largest),
    )


@documented
def pooled_borrowing(theta, wealth, alpha, r, lam):
    """What do members gain if they share one collateral limit?

    Returns ``PooledBorrowing``. Some members may get less capital in the pool than on their
    own: who gives up what is left to side payments. Raises ``ValueError`` outside the domains and for
    unequal lengths.

    >>> pool = pooled_borrowing([1, 1.6, 2.3], [1.5, .4, .3], alpha=.4, r=1.05, lam=1.3)
    >>> pool.pool_binding, round(pool.surplus_separate, 4), round(pool.surplus_pooled, 4)
    (False, 2.1741, 2.269)
    """
    alpha, r = _checked_technology(alpha, r)
    theta = require_vector("theta", theta, above=0)
    wealth = require_vector("wealth", wealth, above=0, length=("theta", len(theta)))
    require_at_least("lam", lam, 1)
    log_theta, log_limit = np.log(theta), np.log(wealth) + math.log(lam)
    log_ku = _log_capital(log_theta, alpha, r)
    log_pool = float(log_sum(log_limit))
    log_wanted = float(log_sum(log_ku))
    pool_binding = log_wanted > log_pool
    log_pooled = log_ku - log_wanted + log_pool if pool_binding else log_ku
    log_separate = np.minimum(log_ku, log_limit)
    values = [_surplus(log_theta, log_k, alpha, r) for log_k in (log_separate, log_pooled, log_ku)]
    capital = [np.exp(log_k) for log_k in (log_separate, log_pooled, log_ku)]
    for numbers in (*capital, *(part for pair in values for part in pair)):
        finite_or_refuse("capital or output", float(np.max(numbers)), alpha=alpha, r=r, lam=lam)
    (separate, output_separate), (pooled, output_pooled), (free, _) = values
    return PooledBorrowing(
        bool(pool_binding), *(k for k in capital), separate, pooled, free, output_separate, output_pooled
    )


# One firm -----------------------------------------------------------------------------------------------------


def _log_capital(log_theta, alpha, r):
    return (log_theta + math.log(alpha) - math.log(r)) / (1 - alpha)


def _entry(w, alpha, r, log_limit, given):
    """Ability at which profit equals the wage, without and with the limit."""
    if w == 0:
        return 0.0, 0.0
    given = {**given, "w": w}
    log_k_enough = math.log(alpha) + math.log(w) - math.log(1 - alpha) - math.log(r)  # k_u whose profit is w
    log_free = math.log(r) - math.log(alpha) + (1 - alpha) * log_k_enough
    free = exp_or_refuse("theta_entry_unconstrained", log_free, **given)
    if log_k_enough <= log_limit:
        return free, free
    limit = exp_or_refuse("lam * wealth", log_limit, **given)
    log_held_back = math.log(w + r * limit) - alpha * log_limit
    return free, max(exp_or_refuse("theta_entry", log_held_back, **given), free)


def _log_loss(alpha, log_g):
    """What the limit costs, as ln of the share of r k_u / alpha that is lost at capital k = k_u e**(-g).

    The share is alpha (e**(-g) - 1) - (e**(-alpha g) - 1), of second order in g: written so that neither a
    small g nor an alpha near 1 loses digits.
    """
    g, rest = math.exp(log_g), 1 - alpha
    if g < 1e-2:
        series = sum(_geometric(alpha, n - 1) * (-g) ** (n - 2) / math.factorial(n) for n in range(2, 9))
        return 2 * log_g + math.log(alpha) + math.log(rest) + math.log(series)
    if alpha <= 0.5:
        return math.log(alpha * math.expm1(-g) - math.expm1(-alpha * g))
    return math.log(-rest * math.expm1(-g) - math.exp(-g) * math.expm1(min(rest * g, 700)))


def _geometric(ratio, terms):
    return sum(ratio**i for i in range(terms))


# The gap ------------------------------------------------------------------------------------------------------


def _log_jump(psi, n_members, alpha, r, log_limit):
    """g = ln(k_b/K): at the jump the limit costs as much as the bank, (r k_b/alpha) loss(g) = psi/N."""
    if psi == 0:
        return 0.0
    log_cost = math.log(psi) - math.log(n_members) - math.log(r) - log_limit  # of psi / (N r K)
    if alpha == 0.5:
        return 2 * math.log1p(math.exp(log_cost / 2)) if log_cost < 1400 else log_cost
    return _log_jump_by_root(log_cost, alpha)


def _log_jump_by_root(log_cost, alpha):
    """Solved for ln g in logarithms, g + ln loss = ln(alpha psi / (N r K)), so that nothing overflows."""
    log_target = log_cost + math.log(alpha)
    log_c = log_target + math.log(2) - math.log(alpha) - math.log(1 - alpha)

    def shortfall(log_g):
        return math.exp(log_g) + _log_loss(alpha, log_g) - log_target

    # e**g loss is between b g**2 and b g**2 e**g, b = alpha (1-alpha)/2; far out above (1-alpha) e**g / 2
    far = max(math.log(2 / (1 - alpha)) / alpha, log_target + math.log(2) - math.log(1 - alpha), 1e-3)
    high = min(log_c / 2, math.log(far))
    low = log_c / 2 - math.exp(high) / 2
    return math.exp(bracketed_root(shortfall, low, high))


def _shares(log_theta, log_ratio, zeta, log_min):
    """Shares of firms up to theta_limit, theta_jump, and beyond; log_ratio = ln(theta_jump/theta_limit)."""
    log_above_limit = zeta * min(log_min - log_theta, 0.0)  # ln P(theta > theta_limit)
    inside_gap = max(min(log_ratio, log_theta + log_ratio - log_min), 0.0)
    missing = math.exp(log_above_limit) * (0.0 - math.expm1(-zeta * inside_gap))
    return 0.0 - math.expm1(log_above_limit), missing, math.exp(log_above_limit - zeta * inside_gap)


# The pool -----------------------------------------------------------------------------------------------------


def _surplus(log_theta, log_k, alpha, r):
    with np.errstate(over="ignore", invalid="ignore"):
        output = np.exp(log_theta + alpha * log_k)
        surplus = float((output - r * np.exp(log_k)).sum())
    return surplus, float(output.sum())


# Arguments ----------------------------------------------------------------------------------------------------


def _checked_technology(alpha, r):
    require_between("alpha", alpha, 0, 1, closed="neither")
    require_above("r", r, 0)
    require_above("alpha", alpha, SMALLEST)
    return float(alpha), float(r)


def _require_all_above_zero(**numbers):
    for name, value in numbers.items():
        require_above(name, value, 0)


def _require_distribution(zeta, theta_min):
    if zeta is None and theta_min is None:
        return
    if zeta is None or theta_min is None:
        raise ValueError(f"zeta = {zeta!r} is not allowed with theta_min = {theta_min!r}: give both or none.")
    _require_all_above_zero(zeta=zeta, theta_min=theta_min)
