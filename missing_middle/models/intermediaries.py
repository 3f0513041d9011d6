"""How do small firms export? Through somebody who knows the market, for less before and more on every unit.

The economy is that of :mod:`missing_middle.models.melitz`: abilities differ, ``n`` partners are alike, and ``q`` is
``sigma - 1``.
A firm that sells abroad itself pays ``f_x`` in each market. A firm that leaves it to a middleman pays only ``f_i``, but
``gamma tau`` units must leave for one to be sold there, not ``tau``: handling takes the rest. With home sales
``sigma B phi**q`` in front of the fixed cost ``f``, each way pays from the ability on at which it covers what it costs
*more* than the way before it::

    produce              B phi_domestic**q = f
    use a middleman      B phi_indirect**q (gamma tau)**-q = f_i
    go directly          B phi_direct**q (tau**-q - (gamma tau)**-q) = f_x - f_i

    free entry           f J(phi_domestic) + n f_i J(phi_indirect) + n (f_x - f_i) J(phi_direct) = delta f_e

Somebody uses the middleman if ``gamma**q f_i < f_x``. Sales then jump twice, by ``1 + n (gamma tau)**-q`` and by
``(1 + n tau**-q) / (1 + n (gamma tau)**-q)``. Without a middleman they jump once, by ``1 + n tau**-q``, which is the
product of the two: he parts the hole in the sizes of firms and does not fill it.

Sources: Melitz (2003, Econometrica 71); the middleman is that of Ahn, Khandelwal and Wei (2011, JIE 84) in its simplest
form: one kind of middleman, no market of their own, and handling that uses up goods. What becomes of the hole is ours.
"""

import math
from dataclasses import dataclass

import numpy as np

from missing_middle.models._logs import log_sum
from missing_middle.models._record import Record
from missing_middle.models._require import require_above, require_at_least, require_count
from missing_middle.models.distributions import as_distribution
from missing_middle.models.melitz import falling_root, melitz_symmetric
from missing_middle.models.symbols import documented


@dataclass(frozen=True)
class Middlemen(Record):
    """Who exports in which way, and the holes in the sizes of firms. Sizes are sales, the smallest firm's are 1."""

    used: bool  #: whether somebody uses the middleman
    phi_domestic: float  #: least ability that survives
    phi_indirect: float | None  #: least ability that sells through a middleman; ``None`` if nobody does
    phi_direct: float  #: least ability that sells abroad itself
    share_indirect: float  #: share of producing firms that sell through a middleman, 0 to 1
    share_direct: float  #: share of producing firms that sell abroad themselves, 0 to 1
    value_indirect: float  #: share of the value of exports that goes through middlemen, 0 to 1
    domestic_share: float  #: share of spending on home goods, 0 to 1
    gains: float  #: real income over real income in autarky
    gains_without: float  #: the same if there were no middlemen
    lower_hole: tuple | None  #: sales of the last firm that stays at home, and of the first indirect exporter
    upper_hole: tuple  #: sales just below the first direct exporter, and of this firm
    hole_without: tuple  #: the one hole if there were no middlemen


@documented
def middlemen(dist, sigma, f, f_x, f_i, f_e, delta, tau, gamma, n):
    """Who uses a middleman, what does he change, and does he fill the hole in the sizes of firms?

    Returns :class:`Middlemen`. Raises ``ValueError`` as ``melitz_symmetric`` does, and where every firm would export.

    >>> from missing_middle.models import middlemen, pareto
    >>> trade = middlemen(pareto(4.8, 1), sigma=3.8, f=1, f_x=1.2, f_i=.5, f_e=2.5, delta=.2, tau=1.45, gamma=1.25, n=3)
    >>> print(f"{trade.share_indirect:.0%} of the firms use him, {trade.share_direct:.0%} export themselves")
    11% of the firms use him, 8% export themselves
    >>> [round(size, 2) for size in (*trade.lower_hole, *trade.upper_hole)]
    [2.64, 4.14, 6.68, 8.78]
    """
    require_count("n", n, 1)
    require_above("gamma", gamma, 1)
    require_at_least("f_i", f_i, 0)
    without = melitz_symmetric(dist, sigma, f, f_x, f_e, delta, tau, n, L=1)
    q, f, f_x, f_i, tau, gamma = float(sigma) - 1, float(f), float(f_x), float(f_i), float(tau), float(gamma)
    handled, direct = (gamma * tau) ** -q, tau**-q
    used = handled * f_x > direct * f_i
    first = f_i / handled if used else f_x / direct  # home sales of the first exporter, in fixed costs f
    if first <= f:
        name, value = ("f_i", f_i) if used else ("f_x", f_x)
        least = f * (handled if used else direct)
        raise ValueError(
            f"{name} = {value!r} is not allowed: give more than {least:.6g}, or every firm that produces exports."
        )
    last = (f_x - f_i) / (direct - handled) if used else first
    tail = as_distribution(dist).tail(q)
    steps = [(f, 0.0), (n * f_i * used, math.log(first / f) / q), (n * (f_x - f_i * used), math.log(last / f) / q)]
    steps = [(math.log(cost), step) for cost, step in steps if cost]

    target, low = math.log(delta) + math.log(f_e), math.log(without.phi_autarky)

    def beyond_entry(y):
        """How far what an entrant expects exceeds the cost of entry, in logarithms, if firms from here on produce."""
        return log_sum(np.array([cost + tail.log_J(y + step) for cost, step in steps])) - target

    y = falling_root(beyond_entry, low, low, tail.high)
    return _record(tail, q, y, used, (f, first, last), (handled, direct), n, without)


def _record(tail, q, y, used, sales, melts, n, without):
    """Everything that follows from the cutoff and from what firms of the other cutoffs sell at home."""
    f, first, last = sales
    handled, direct = melts
    at = [y + math.log(one / f) / q for one in (f, first, last)]
    survives = [math.exp(tail(one)[0]) for one in at]
    home, indirect_on, direct_on = (math.exp(tail(one)[1] + q * (one - y)) for one in at)
    through = n * handled * (indirect_on - direct_on) if used else 0.0
    themselves = n * direct * direct_on
    rise, rise_without = 1 + n * handled, 1 + n * direct
    alone = (without.phi_export / without.phi_domestic) ** q
    return Middlemen(
        used,
        math.exp(y),
        math.exp(at[1]) if used else None,
        math.exp(at[2]),
        (survives[1] - survives[2]) / survives[0] if used else 0.0,
        survives[2] / survives[0],
        through / (through + themselves) if through + themselves else 0.0,
        home / (home + through + themselves),
        math.exp(y) / without.phi_autarky,
        without.gains,
        (first / f, first / f * rise) if used else None,
        (last / f * (rise if used else 1.0), last / f * rise_without),
        (alone, alone * rise_without),
    )
