"""How large should a cluster be, and how large will it grow?

Each of the N firms of a cluster (N > 0, a continuum) earns

    v(N) = A N**eps - F / N - c N**gamma

``A N**eps`` is the Marshallian externality, ``F / N`` a member's part of a shared fixed cost (equipment, a
fair stand), and ``c N**gamma`` the cost of coordination: scheduling, monitoring of standards, poaching.

* Best size for the members:  eps A N**eps + F / N = gamma c N**gamma  (one solution).
* With free entry and an outside income v_out, two sizes solve v(N) = v_out. The smaller one is a critical
  mass: below it firms leave, above it they come. The larger one is stable, and beyond the best size: an
  entrant does not count what its arrival costs the others.
* In logarithms all terms are exponentials of n = ln N, so that roots are sought there, on explicit brackets.

Sources: the benefits and costs are those listed in section 2.5 of the paper; the form follows Henderson
(1974, AER 64) and Duranton and Puga (2004, Handbook of Regional and Urban Economics 4). The equations are
our reading.
"""

import math
from dataclasses import dataclass
from functools import reduce

import numpy as np

from missing_middle.models._floats import exp_or_refuse, finite_or_refuse
from missing_middle.models._logs import log_add
from missing_middle.models._record import Record
from missing_middle.models._require import require_above, require_at_least, require_finite
from missing_middle.models._root import bracketed_root
from missing_middle.models._vectors import require_vector
from missing_middle.models.symbols import documented

BOUNDARY = 1e-12  # v_out above v_optimal by less than this share is equality, hidden by rounding


@dataclass(frozen=True)
class ClusterSize(Record):
    """Three sizes of one cluster."""

    N_optimal: float  #: size with the highest payoff per firm (number of firms, a continuum)
    v_optimal: float  #: that payoff, in the unit of A
    viable: bool | None  #: True if v_optimal >= v_out; None if no v_out was given
    N_min: float | None  #: critical mass, unstable; 0 if a cluster of any size pays; None if not viable
    N_equilibrium: float | None  #: size under free entry, stable; None if not viable


@documented
def cluster_size(A, eps, F, c, gamma, v_out=None):
    """Best size of a cluster, the critical mass it must reach, and the size that free entry leads to.

    Payoffs are in one unit of money. ``v_out=None`` means that no outside option is compared: ``viable``,
    ``N_min`` and ``N_equilibrium`` are then ``None``.

    Returns a ``ClusterSize``. At ``v_out`` equal to the best payoff all three sizes agree. With ``F = 0`` and
    ``v_out <= 0`` there is no critical mass, and ``N_min`` is 0.

    Raises ``ValueError`` outside the domains, and if a size or payoff has no floating-point value
    (``gamma`` very close to ``eps`` can put the best size beyond 1e308).

    >>> size = cluster_size(A=3, eps=0, F=4, c=.01, gamma=1, v_out=2)
    >>> round(size.N_optimal, 9), round(size.v_optimal, 9)
    (20.0, 2.6)
    >>> round(size.N_min, 6), round(size.N_equilibrium, 6)      # entry goes on to almost five times the best
    (4.174243, 95.825757)
    """
    A, eps, F, c, gamma = _checked(A, eps, F, c, gamma)
    given = {"A": A, "eps": eps, "F": F, "c": c, "gamma": gamma}
    n_optimal = _log_optimum(A, eps, F, c, gamma)
    N_optimal = exp_or_refuse("the best size", n_optimal, **given)
    v_optimal = _best_payoff(A, eps, F, gamma, n_optimal, given)
    if v_out is None:
        return ClusterSize(N_optimal, v_optimal, None, None, None)
    require_finite("v_out", v_out)
    v_out = float(v_out)
    if v_out >= v_optimal:
        viable = v_out - v_optimal <= BOUNDARY * max(abs(v_out), abs(v_optimal))
        return ClusterSize(N_optimal, v_optimal, viable, *([N_optimal] * 2 if viable else [None] * 2))
    route = _entry_closed if _is_quadratic(eps, F, gamma) else _entry_by_bisection
    N_min, N_equilibrium = route(A, eps, F, c, gamma, v_out, n_optimal, v_optimal)
    return ClusterSize(N_optimal, v_optimal, True, N_min, N_equilibrium)


@documented
def cluster_payoff(N, A, eps, F, c, gamma):
    """Payoff per firm v(N) at each size in ``N``; returns an array of shape (n,).

    Raises ``ValueError`` outside the domains.

    >>> cluster_payoff([4, 20, 100], A=3, eps=0, F=4, c=.01, gamma=1)
    array([1.96, 2.6 , 1.96])
    """
    A, eps, F, c, gamma = _checked(A, eps, F, c, gamma)
    N = require_vector("N", N, above=0)
    with np.errstate(over="ignore", invalid="ignore"):
        payoff = A * N**eps - F / N - c * N**gamma
    if not np.isfinite(payoff).all():
        finite_or_refuse("a payoff", math.nan, A=A, eps=eps, F=F, c=c, gamma=gamma)
    return payoff


def _checked(A, eps, F, c, gamma):
    require_above("A", A, 0)
    require_at_least("eps", eps, 0)
    require_at_least("F", F, 0)
    require_above("c", c, 0)
    require_above("gamma", gamma, 0)
    if not gamma > eps:
        raise ValueError(
            f"gamma = {gamma!r} is not allowed with eps = {eps!r}: give gamma above eps, "
            "otherwise a larger cluster is always better."
        )
    if eps == 0 and F == 0:
        raise ValueError(
            f"eps = {eps!r} is not allowed with F = {F!r}: give eps or F above 0, "
            "otherwise there is no reason to cluster."
        )
    return float(A), float(eps), float(F), float(c), float(gamma)


# The best size, n = ln N --------------------------------------------------------------------------------------


def _log_optimum(A, eps, F, c, gamma):
    """First-order condition divided by N**gamma: two falling exponentials in n add up to gamma c."""
    marginal_cost = math.log(gamma) + math.log(c)
    alone = []  # the solution if only one of the two benefits were there
    if eps > 0:
        alone.append((math.log(eps) + math.log(A) - marginal_cost, gamma - eps))
    if F > 0:
        alone.append((math.log(F) - marginal_cost, 1 + gamma))
    if len(alone) == 1:
        ((level, slope),) = alone
        return level / slope
    return _log_optimum_of_both(alone)


def _log_optimum_of_both(alone):
    def excess_benefit(n):
        return reduce(log_add, [level - slope * n for level, slope in alone])

    # together the benefits reach further than either alone, and not as far as either of them doubled
    low = max(level / slope for level, slope in alone)
    high = max((level + math.log(2)) / slope for level, slope in alone)
    return bracketed_root(excess_benefit, low, high)


def _best_payoff(A, eps, F, gamma, n, given):
    """v(N*) with the coordination cost replaced by means of the first-order condition."""
    externality = exp_or_refuse("the externality", math.log(A) + eps * n, **given) * ((gamma - eps) / gamma)
    shared = math.exp(min(math.log(F) - n, 710)) * ((1 + gamma) / gamma) if F > 0 else 0.0
    return finite_or_refuse("the best payoff", externality - shared, **given)


# Free entry: v(N) = v_out -------------------------------------------------------------------------------------


def _is_quadratic(eps, F, gamma):
    return (F == 0 and gamma == 2 * eps) or (eps == 0 and gamma == 1)


def _entry_closed(A, eps, F, c, gamma, v_out, n_optimal, v_optimal):
    """Roots of a quadratic; its discriminant is written with v_optimal - v_out, never negative."""
    if eps == 0:  # c N**2 - (A - v_out) N + F = 0
        b, roots_apart = A - v_out, 2 * math.sqrt(F) * math.sqrt(c)
        spread = math.sqrt(v_optimal - v_out) * math.sqrt(b + roots_apart)
        return 2 * F / (b + spread), (b + spread) / (2 * c)
    spread = A * math.sqrt(1 - v_out / v_optimal)  # c u**2 - A u + v_out = 0 with u = N**eps
    small, large = 2 * v_out / (A + spread), (A + spread) / (2 * c)
    given = {"A": A, "eps": eps, "c": c, "gamma": gamma, "v_out": v_out}
    N_min = math.exp(math.log(small) / eps) if small > 0 else 0.0
    return N_min, exp_or_refuse("the size under free entry", math.log(large) / eps, **given)


def _entry_by_bisection(A, eps, F, c, gamma, v_out, n_optimal, v_optimal):
    """Benefits and costs (with v_out on the side where it is positive) compared in logarithms."""
    gains, costs = [(math.log(A), eps)], [(math.log(c), gamma)]
    if F > 0:
        costs.append((math.log(F), -1.0))
    if v_out != 0:
        (costs if v_out > 0 else gains).append((math.log(abs(v_out)), 0.0))

    def advantage(n):
        if n == n_optimal:  # v_out <= v_optimal is known; do not let rounding deny it
            return max(_log_ratio(gains, costs, n), 0.0)
        return _log_ratio(gains, costs, n)

    N_min = 0.0
    if F > 0 or v_out > 0:
        N_min = math.exp(bracketed_root(advantage, _left_end(A, eps, F, v_out, n_optimal), n_optimal))
    n_high = bracketed_root(advantage, n_optimal, max(_right_end(A, eps, c, gamma, v_out), n_optimal))
    given = {"A": A, "eps": eps, "F": F, "c": c, "gamma": gamma, "v_out": v_out}
    return N_min, exp_or_refuse("the size under free entry", n_high, **given)


def _left_end(A, eps, F, v_out, n_optimal):
    """A size too small to pay: already without coordination cost v falls short of v_out here."""
    if F == 0:
        return min((math.log(v_out) - math.log(A)) / eps, n_optimal)
    most = math.exp(min(math.log(A) + eps * n_optimal, 709)) - v_out  # externality at N*, net
    return min(math.log(F) - math.log(most), n_optimal) if most > 0 else n_optimal


def _right_end(A, eps, c, gamma, v_out):
    """A size too large to pay: coordination eats the externality and the loss that v_out < 0 allows."""
    if v_out >= 0:
        return (math.log(A) - math.log(c)) / (gamma - eps)
    return max(
        (math.log(2) + math.log(A) - math.log(c)) / (gamma - eps),
        (math.log(2) + math.log(-v_out) - math.log(c)) / gamma,
    )


def _log_ratio(gains, costs, n):
    return _log_total(gains, n) - _log_total(costs, n)


def _log_total(terms, n):
    return reduce(log_add, [level + slope * n for level, slope in terms])
