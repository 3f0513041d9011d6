"""Tails of any density on the positive numbers, from a table with controlled error.

The density is integrated once, panel by panel on a logarithmic scale, with Gauss-Legendre nodes; a panel is halved
until its integrals, and the interpolated log density, agree with its halves. For a cutoff inside a panel the rest of
the panel is integrated again, from the interpolated log density. Beyond the last edge of an unbounded support the
density is continued as a power of ability, which is exact for Pareto-like tails and negligible for thinner ones;
but what lies above one entrant in 1e70 is then only roughly known.
"""

import math
from dataclasses import dataclass

import numpy as np

from missing_middle.models._logs import log_add, log_expm1, log_sum

NODES, WEIGHTS = np.polynomial.legendre.leggauss(16)
NODES, WEIGHTS = (NODES + 1) / 2, WEIGHTS / 2  # on (0, 1)
LOG_WEIGHTS = np.log(WEIGHTS)
BARYCENTRIC = np.array([1 / np.prod(4 * np.delete(node - NODES, i)) for i, node in enumerate(NODES)])
TOLERANCE = 3e-12  # relative, of a panel against its halves
INTERPOLATION_TOLERANCE = 1e-10
LARGEST_LOG = 690.0  # of ability: exp(709) is the largest float
NEGLIGIBLE_LOG = -160.0  # of a density: one entrant in 1e70
SMALLEST_LOG = -650.0  # of a density: below exp(-708) floats lose digits
LADDER = np.array([0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, *(2.0 ** np.arange(4, 24))])


@dataclass(frozen=True)
class Density:
    """A density on the positive numbers, of which only the logarithm is used."""

    log_density: object  # function of an array of abilities; returns the log of the density
    low: float  # lower end of the support, 0 or more
    high: float  # upper end, or inf
    centre: float  # log of an ability in the bulk
    scale: float  # width of the bulk on the log scale
    name: str  # how errors call it

    def tail(self, q):
        """The tail for sales of order ``q``; ``ValueError`` if the moment of that order is infinite."""
        return TableTail(self, q)

    def per_log(self, u):
        """Log of the density of the log of ability, at ``u``."""
        with np.errstate(all="ignore"):
            values = np.asarray(self.log_density(np.exp(u)), dtype=float)
            values = values + u if values.shape == u.shape else values
        if values.shape != u.shape or np.any(np.isnan(values)) or np.any(np.isposinf(values)):
            raise ValueError(
                f"{self.name} is not allowed: the density of an array of abilities has to be an array of "
                "finite numbers, 0 or more."
            )
        return values


class TableTail:
    """Survival, scaled moment and J above any cutoff, in logs (see ``distributions.Tail``)."""

    def __init__(self, density, q):
        self.density, self.q, self.start = density, q, density.centre
        self.low = math.log(density.low) if density.low > 0 else -math.inf
        self.high = math.log(density.high) if density.high < math.inf else math.inf
        a, b, logs = _panels(density, q, _first_edges(density, q, self.low, self.high))
        beyond = _beyond(density, q, b[-1]) if b[-1] < self.high else (-math.inf,) * 3
        self.edges, self.logs = np.append(a, b[-1]), logs
        self._sum_from_the_right(b - a, _integrals(logs, b - a, q), beyond)

    def __call__(self, y):
        """The logs of survival, of the scaled moment and of J at the cutoff ``exp(y)``."""
        if y >= self.high:
            return -math.inf, -math.inf, -math.inf
        i = int(np.searchsorted(self.edges, y, side="right"))
        if i == len(self.edges):
            survival, s, J = _beyond(self.density, self.q, y)
            return survival - self.log_total, s - self.log_total, J - self.log_total
        survival, s, J = self.above[i]
        width = self.edges.item(i) - y
        moved = log_expm1(self.q * width) + s  # J of those above the panel, seen from y
        if i == 0:  # below the table there is nobody
            return survival, self.q * width + s, log_add(moved, J)
        mass, moment, excess = self._rest_of_panel(i - 1, y, width)
        return log_add(mass, survival), log_add(moment, self.q * width + s), log_add(log_add(excess, moved), J)

    def log_J(self, y):
        """The log of J at the cutoff ``exp(y)``: falls from left to right."""
        return self(y)[2]

    def thinning(self, y):
        """By how many per cent sales above the cutoff fall as the cutoff rises by one per cent."""
        log_density = self.density.per_log(np.array([y]))[0] - self.log_total
        return math.exp(log_density - self(y)[1]) if self.low <= y < self.high else 0.0

    def _rest_of_panel(self, i, y, width):
        """Mass, moment and J (in logs) between ``y`` and the right end of panel ``i``."""
        left, known = self.edges[i], self.logs[i]
        at = (y - left + width * NODES) / (self.edges[i + 1] - left)
        logs = _interpolation(at) @ known if known.min() > -math.inf else self.density.per_log(y + width * NODES)
        top = logs.max()
        if top == -math.inf:
            return (-math.inf,) * 3
        weights, reach = np.exp(logs - top) * WEIGHTS, self.q * width * NODES
        scale = top + math.log(width) - self.log_total
        return tuple(
            math.log(value) + scale if value > 0 else -math.inf
            for value in (weights.sum().item(), (weights @ np.exp(reach)).item(), (weights @ np.expm1(reach)).item())
        )

    def _sum_from_the_right(self, widths, parts, beyond):
        """Fill the three tables at the edges; mass is scaled to one after a check."""
        survival, s, J = parts
        offset = self.q * (self.edges[:-1] - self.edges[-1])
        survival = _accumulate(survival, beyond[0])
        s = np.append(_accumulate(s + offset, beyond[1])[:-1] - offset, beyond[1])
        J = _accumulate(np.logaddexp(J, _log_expm1(self.q * widths) + s[1:]), beyond[2])
        self.log_total = float(survival[0])
        if not abs(self.log_total) < 1e-6:
            raise ValueError(
                f"{self.density.name} is not allowed: the density found has mass "
                f"{math.exp(self.log_total):.9g} instead of 1. Give a density that integrates to "
                "1, on a support not much wider than where it lies."
            )
        self.above = (np.stack([survival, s, J], 1) - self.log_total).tolist()


def from_scipy(dist):
    """A SciPy frozen continuous distribution as a :class:`Density`."""
    low, high = (float(end) for end in dist.support())
    name = f"dist = {type(dist.dist).__name__}{dist.args or ''}"
    if low < 0:
        raise ValueError(f"{name} is not allowed: its support begins at {low:g}. Give one of positive numbers.")
    quartiles = [float(dist.ppf(p)) for p in (0.25, 0.5, 0.75)]
    if not 0 < quartiles[0] < quartiles[2] < math.inf:
        raise ValueError(f"{name} is not allowed: its quartiles are {quartiles}. Give a continuous distribution.")

    def log_density(x):  # some of SciPy's densities are nan (inf - inf) where they are 0; the mass is checked
        values = np.asarray(dist.logpdf(x), dtype=float)
        return np.where(np.isnan(values), -math.inf, values)

    return Density(log_density, low, high, math.log(quartiles[1]), math.log(quartiles[2] / quartiles[0]), name)


def from_function(density, low, high):
    """A density given as a function of an array, on ``low`` to ``high``, as a :class:`Density`."""
    name = f"density = {getattr(density, '__name__', density)!r}"

    def log_density(x):
        try:
            values = np.asarray(density(x), dtype=float)
        except (TypeError, ValueError, ArithmeticError) as error:
            raise ValueError(f"{name} is not allowed: it fails on an array of abilities ({error}).") from error
        if np.any(values < 0):
            raise ValueError(f"{name} is not allowed: it is negative somewhere. Give a density, 0 or more.")
        return np.log(values)

    ends = (math.log(low) if low > 0 else -50.0, math.log(high) if high < math.inf else 50.0)
    grid = np.linspace(*ends, 802)[1:-1]
    mass = np.exp(Density(log_density, low, high, 0.0, 1.0, name).per_log(grid))
    if not mass.sum() > 0:
        raise ValueError(f"{name} is not allowed: it is 0 at all abilities tried. Give its support.")
    quartiles = np.interp([0.25, 0.5, 0.75], np.cumsum(mass) / mass.sum(), grid)
    scale = max(quartiles[2] - quartiles[0], grid[1] - grid[0])
    return Density(log_density, low, high, float(quartiles[1]), float(scale), name)


# Building the table -----------------------------------------------------------------------------------------


def _first_edges(density, q, low, high):
    """A ladder around the centre: to the left as far as there is mass, to the right as far as the density is known."""
    left = density.centre - density.scale * LADDER[1:]
    left = left[left > max(low, -LARGEST_LOG)]
    heavy = density.per_log(left) + math.log(density.scale) > -45
    left = left[: int(np.flatnonzero(heavy)[-1]) + 2] if heavy.any() else left[:1]
    if low > -math.inf:
        left = np.append(left[left > low + 1e-12 * density.scale], low)
    right = density.centre + density.scale * LADDER
    right = right[right < min(high, LARGEST_LOG)]
    right = np.append(right[right < high - 1e-12 * density.scale], min(high, LARGEST_LOG))
    return np.append(left[::-1], _as_far_as_it_matters(density, q, right))


def _as_far_as_it_matters(density, q, edges):
    """``edges``, cut where the density is negligible (or no longer a normal float) and so is the moment."""
    peak = -math.inf
    for _ in range(2):
        logs = density.per_log(edges[:-1])
        moment = logs + q * edges[:-1]
        peak = max(peak, moment.max())
        matters = (logs - edges[:-1] > SMALLEST_LOG) & ((logs > NEGLIGIBLE_LOG) | (moment > peak - 50))
        last = int(np.flatnonzero(matters)[-1]) if matters.any() else 0
        if last == edges.size - 2:
            return edges
        edges = np.concatenate([edges[: last + 1], np.linspace(edges[last], edges[last + 1], 34)[1:]])
    return np.append(edges[:1], edges[1 : last + 1])


def _panels(density, q, edges):
    """Left ends, right ends and log densities at the nodes of panels that all agree with their halves."""
    a, b = edges[:-1], edges[1:]
    logs = density.per_log(a[:, None] + (b - a)[:, None] * NODES)
    done = np.zeros(a.shape, dtype=bool)
    for _ in range(50):
        split = np.flatnonzero(~done)
        if not split.size:
            return a, b, logs
        middle = (a[split] + b[split]) / 2
        starts, ends = np.stack([a[split], middle], 1), np.stack([middle, b[split]], 1)
        finer = density.per_log(starts[..., None] + (ends - starts)[..., None] * NODES)
        bad = split[~_agree(density, a, b, logs, split, ends - starts, finer, q)]
        done[:] = True
        if not bad.size:
            return a, b, logs
        keep, new = np.isin(np.arange(a.size), bad, invert=True), np.isin(split, bad)
        a = np.concatenate([a[keep], starts[new].ravel()])
        b = np.concatenate([b[keep], ends[new].ravel()])
        logs = np.concatenate([logs[keep], finer[new].reshape(-1, NODES.size)])
        done = np.arange(a.size) < keep.sum()
        order = np.argsort(a)
        a, b, logs, done = a[order], b[order], logs[order], done[order]
        if a.size > 4000:
            break
    raise ValueError(
        f"{density.name} is not allowed: its density is too rough, or unbounded at an end of its support, "
        "to be integrated with a relative error of 1e-11. Give a smoother density."
    )


def _agree(density, a, b, logs, split, widths, finer, q):
    """Which of the panels ``split`` agree with their halves, or matter little for all that lies to their right."""
    coarse = _integrals(logs, b - a, q)
    halves = _integrals(finer.reshape(-1, NODES.size), widths.ravel(), q)
    halves = [part.reshape(-1, 2) for part in halves]
    shift = q * widths[:, 0]
    fine = (np.logaddexp(*halves[0].T), np.logaddexp(halves[1][:, 0], shift + halves[1][:, 1]))
    offset = q * (a - b[-1])
    good = q * (b - a)[split] < 30
    # next to the best firm a density may vanish like a power, which no polynomial follows: what is
    # missed there is compared with one entrant in 1e10
    floor = -23.0 if density.high < math.inf else -math.inf
    # ability is rounded, and the narrower the distribution, the more its density feels that
    rounding = 1e-14 * (1 + abs(density.centre)) / density.scale
    for whole, parts, weight in ((coarse[0], fine[0], 0 * offset), (coarse[1], fine[1], offset)):
        with np.errstate(invalid="ignore"):
            nothing = np.isneginf(whole[split]) & np.isneginf(parts)
            error = np.abs(np.expm1(np.where(nothing, 0.0, whole[split] - parts)))
            above = np.logaddexp.accumulate((whole + weight)[::-1])[::-1]
            share = np.exp(parts + weight[split] - np.logaddexp(above, above[0] + floor)[split])
        share = np.minimum(np.nan_to_num(share, nan=0.0), 1.0)
        good &= ~(error * share > max(TOLERANCE, rounding))
    return good & ~(_interpolation_error(logs[split], finer) * share > max(INTERPOLATION_TOLERANCE, rounding))


def _integrals(logs, widths, q):
    """For each panel the logs of its mass, its moment and its J, seen from its left end."""
    reach = q * widths[:, None] * NODES
    weighted = logs + LOG_WEIGHTS + np.log(widths)[:, None]
    return tuple(log_sum(weighted + extra) for extra in (0.0, reach, _log_expm1(reach)))


def _interpolation(at):
    """The matrix that takes values at the nodes to the polynomial through them at ``at`` (in units of the panel)."""
    distance = at[:, None] - NODES
    distance[np.abs(distance) < 1e-15] = 1e-15
    weights = BARYCENTRIC / distance
    return weights / weights.sum(axis=1, keepdims=True)


TO_HALVES = _interpolation(np.concatenate([NODES / 2, (1 + NODES) / 2]))


def _interpolation_error(logs, finer):
    """How far the polynomial through the nodes misses the log density at the nodes of the two halves."""
    with np.errstate(invalid="ignore"):
        missed = np.abs(logs @ TO_HALVES.T - finer.reshape(len(logs), -1)).max(axis=1)
    return np.nan_to_num(missed, nan=0.0, posinf=0.0)  # where the density is 0 it is not interpolated


def _beyond(density, q, y):
    """Mass, moment and J (in logs) above ``y`` if the density goes on as the power that it is at ``y``."""
    step = density.scale / 10
    here, before = (float(value) for value in density.per_log(np.array([y, y - step])))
    if here == -math.inf:
        return (-math.inf,) * 3
    power = (before - here) / step
    if power <= q * (1 + 1e-9):
        raise ValueError(
            f"{density.name} is not allowed with sigma = {1 + q:.6g}: its tail falls like ability to the "
            f"power {-power:.6g}, and average sales need a power below -{q:.6g}. Give a thinner tail."
        )
    return here - math.log(power), here - math.log(power - q), here + math.log(q / power / (power - q))


def _accumulate(values, last):
    """Running log-sums from the right, beginning with ``last``; one longer than ``values``."""
    return np.logaddexp.accumulate(np.append(values, last)[::-1])[::-1]


def _log_expm1(x):
    with np.errstate(over="ignore"):
        return np.where(x > 30, x, np.log(np.expm1(np.minimum(x, 30))))
