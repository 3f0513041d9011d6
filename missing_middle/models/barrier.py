"""Which barrier to growth can a table of size classes show?

Without a barrier sizes are lognormal from the first edge on, as those of all firms of a large economy nearly are. Of
the firms that want a size from ``start`` to ``stop`` a share stays just below ``start``. With S(e) the share of firms
of the size e or more, and S*(e) what is left of it,

    S*(e) = S(e) - held [S(e) - S(stop)]   for start <= e < stop,   and S*(e) = S(e) elsewhere.

A table knows S* at its edges only. If no edge lies from ``start`` to ``stop``, it is the table of a country without
a barrier. Otherwise the barrier counts as seen if :func:`missing_middle.models.size_classes.dip_test` finds a dip in a
class that has sizes between the two.

Sources: the test and the barrier are ours; see :mod:`missing_middle.models.size_classes`.
"""

import numpy as np

from missing_middle.models._require import require_above, require_between, require_count, require_finite
from missing_middle.models._root import bracketed_root
from missing_middle.models.size_classes import drawn, lognormal_above, require_rising, slopes_of
from missing_middle.models.symbols import documented

STEPS = 200  # of the share that is held, looked at for the first that shows


@documented
def behind_barrier(edges, mean, sd, start, stop, held):
    """How many firms are in each class, if a share of those that want more stays below a barrier? Returns shares.

    >>> round(float(behind_barrier([1, 10, 100], mean=1, sd=2, start=20, stop=80, held=1).sum()), 12)    # none is lost
    1.0
    """
    return _behind(*_checked(edges, mean, sd, start, stop), held=_share(held))


@documented
def barrier_seen(edges, mean, sd, start, stop, held, firms, draws=400, seed=1):
    """In how many samples is the barrier seen? Returns a share from 0 to 1.

    >>> barrier_seen([1, 5, 10, 20, 100, 500], mean=.6, sd=1.8, start=25, stop=75, held=.9, firms=2_000_000)
    0.0
    """
    edges, *rest = _checked(edges, mean, sd, start, stop)
    shares = _behind(edges, *rest, held=_share(held))
    require_count("firms", firms, 1)
    require_count("draws", draws, 1, 1_000_000)
    require_count("seed", seed, 0)
    seen = slopes_of(edges, drawn(shares, firms, draws, seed))[-1]
    return float(seen[:, _inside(edges, start, stop)].any(axis=1).sum() / draws)


@documented
def least_visible_barrier(edges, mean, sd, start, stop):
    """What is the least share that shows in a table of very many firms? Returns it, or ``None`` if no share does.

    The share of the firms from ``start`` to ``stop`` that must stay below ``start`` for a class between the two to
    have a slope below those of both neighbours. Without sampling error, to a millionth. A larger share need not show:
    where the barrier reaches into the class above, that one may become as thin.

    >>> least_visible_barrier([1, 5, 10, 20, 100, 500], mean=.6, sd=1.8, start=25, stop=75) is None
    True
    """
    edges, *rest = _checked(edges, mean, sd, start, stop)
    inside = _inside(edges, start, stop)
    inside[[0, -1]] = False  # no two closed neighbours
    if not inside.any():
        return None

    def depth(held):
        return slopes_of(edges, _behind(edges, *rest, held=held))[2][inside].max()

    shares = np.linspace(0, 1, STEPS + 1)
    first = next((at for at, held in enumerate(shares) if depth(held) > 1e-12), None)
    if not first:
        return None if first is None else 0.0
    return float(bracketed_root(depth, shares[first - 1], shares[first], accuracy=1e-6))


def _behind(edges, mean, sd, start, stop, held):
    *above, beyond = np.exp(lognormal_above(np.append(edges, stop), mean, sd))
    above = np.array(above)
    stays = (edges >= start) & (edges < stop)
    return -np.diff(np.where(stays, above - held * (above - beyond), above), append=0.0)


def _inside(edges, start, stop):
    """Which closed classes have sizes between the two."""
    return (edges[:-1] < stop) & (edges[1:] > start)


def _share(held):
    require_between("held", held, 0, 1)
    return held


def _checked(edges, mean, sd, start, stop):
    edges = require_rising("edges", edges)
    require_finite("mean", mean)
    require_above("sd", sd, 0)
    require_above("start", start, edges[0])
    require_above("stop", stop, start)
    return edges, mean, sd, start, stop
