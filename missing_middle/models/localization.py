"""At which distances are the plants of an industry closer to one another than chance would put them?

Duranton and Overman look at all pairs of plants at once. With pair distances d_ij, bandwidth h, Gaussian
kernel and plant weights w (1 each by default), the density of distances at d >= 0 is

    K(d) = 1/(h W) sum_{i<j} w_i w_j kernel((d - d_ij)/h),     W = sum_{i<j} w_i w_j

Reflection at zero (the default) adds K(-d), since no distance is negative; the density then integrates to
one on [0, infinity). Chance is drawn: as many sites as the industry has plants, without replacement, from
all occupied sites. The industry is *localized* at d if K(d) lies above the upper global band of such draws,
and globally *dispersed* if K falls below the lower band somewhere and is nowhere above the upper one.

Our own choices: the bandwidth is taken from the industry's own distances and kept for its draws; the lower
band is the mirror image of the upper one (the original interpolates between ranks and counts only draws
that are not localized).

Sources: Duranton and Overman (2005, RES 72); Silverman (1986). The bandwidth is R's ``bw.nrd0``.
"""

import math
import reprlib
from dataclasses import dataclass

import numpy as np

from missing_middle.models._floats import finite_or_refuse
from missing_middle.models._record import Record
from missing_middle.models._require import require_above, require_between, require_bool, require_count
from missing_middle.models._vectors import require_vector
from missing_middle.models.symbols import documented

PAIRS_AT_ONCE = 20_000  # long lists of pairs are worked off in pieces, to spare memory and its slowness
MOST = 10_000_000  # entries of a grid, draws, bins: more would fill the memory
REACH = 9  # kernel bandwidths beyond which a Gaussian is zero to the last digit


@dataclass(frozen=True)
class KDensity(Record):
    """Density of pair distances."""

    K: np.ndarray  #: density at each distance of the grid, per unit of distance, shape (g,)
    bandwidth: float  #: bandwidth used, in units of distance


@dataclass(frozen=True)
class Band(Record):
    """A lower and an upper curve for draws, each of shape (g,)."""

    lower: np.ndarray  #: lower end at each distance, in the unit of the curves, shape (g,)
    upper: np.ndarray  #: upper end at each distance, shape (g,)


@dataclass(frozen=True)
class GlobalBand(Record):
    """Two curves that few draws cross anywhere."""

    lower: np.ndarray  #: lower end at each distance, in the unit of the curves, shape (g,)
    upper: np.ndarray  #: upper end at each distance, shape (g,)
    rank_lower: int  #: ``lower`` is the so-manieth smallest draw at each distance
    rank_upper: int  #: ``upper`` is the so-manieth largest draw at each distance


@dataclass(frozen=True)
class Localization(Record):
    """An industry against chance. Arrays have shape (g,), densities are per unit of distance."""

    verdict: str  #: "localized", "dispersed" or "neither"
    d_grid: np.ndarray  #: distances
    K: np.ndarray  #: density of the industry's pair distances
    bandwidth: float  #: used for the industry and for its draws
    lower: np.ndarray  #: global band
    upper: np.ndarray  #: global band
    local_lower: np.ndarray  #: band that holds at one distance looked at alone
    local_upper: np.ndarray  #: the same
    localized_at: np.ndarray  #: True where K > upper
    below_at: np.ndarray  #: True where K < lower


@documented
def k_density(points, d_grid, bandwidth, reflect=True, weights=None):
    """Density of the distances between all pairs of plants: the exact sum, our reference.

    ``reflect=False`` leaves out the boundary correction. Returns ``KDensity``. Raises ``ValueError`` outside the
    domains, and if ``bandwidth=None`` finds all distances equal.

    >>> plants = [(0, 0), (1, 0), (0, 1), (3, 4)]
    >>> k_density(plants, [0, 1, 2, 5], bandwidth=.5).K.round(8)
    array([0.07685921, 0.36040637, 0.10294811, 0.25137264])
    """
    require_bool("reflect", reflect)
    distances, pair_weights, d, h = _prepared(points, d_grid, bandwidth, weights)
    total = np.zeros(len(d))
    for start in range(0, len(distances), PAIRS_AT_ONCE):
        stretch = slice(start, start + PAIRS_AT_ONCE)
        kernels = _kernel_matrix(distances[stretch], d, h, reflect)
        total += kernels.sum(axis=0) if pair_weights is None else pair_weights[stretch] @ kernels
    return _density(total, len(distances) if pair_weights is None else pair_weights.sum(), h)


@documented
def k_density_binned(points, d_grid, bandwidth, reflect=True, weights=None, bins_per_bandwidth=50):
    """The same density, fast: distances are counted in fine bins, and each bin's kernel is computed once.

    A pair is shared out between the two nearest bins by its distance from them. The error falls with the
    square of ``bins_per_bandwidth`` and stays below 0.0001 of the height of one kernel at 50. Cost: one pass
    over the n (n - 1) / 2 pairs. Same result and errors as ``k_density``.

    >>> fast = k_density_binned([(0, 0), (1, 0), (0, 1), (3, 4)], [0, 1, 2, 5], bandwidth=.5)
    >>> fast.K.round(4)
    array([0.0769, 0.3604, 0.1029, 0.2514])
    """
    require_count("bins_per_bandwidth", bins_per_bandwidth, 1, MOST)
    require_bool("reflect", reflect)
    distances, pair_weights, d, h = _prepared(points, d_grid, bandwidth, weights)
    centres = _bin_centres(d, h, bins_per_bandwidth)
    total = _histogram(distances, pair_weights, centres) @ _kernel_matrix(centres, d, h, reflect)
    return _density(total, len(distances) if pair_weights is None else pair_weights.sum(), h)


@documented
def silverman_bandwidth(values):
    """Silverman's rule of thumb, ``0.9 min(sd, IQR/1.34) m**(-1/5)`` for m values, as a plain float.

    ``sd`` divides by m - 1, quartiles are interpolated linearly; if the quartiles agree, ``sd`` alone is
    used. Raises ``ValueError`` if all values are equal: nothing is there to
    smooth.

    >>> round(silverman_bandwidth([1, 2, 3, 4, 5]), 6)
    0.973585
    """
    values = require_vector("values", values, smallest=2)
    sd = float(np.std(values, ddof=1))
    low, high = np.percentile(values, [25, 75])
    spread = min(sd, float(high - low) / 1.34) or sd
    if not spread > 0:
        raise ValueError(
            f"values are all {float(values[0])!r}: give at least two different values, "
            "otherwise the bandwidth would be 0."
        )
    return finite_or_refuse("the bandwidth", 0.9 * spread * len(values) ** -0.2)


@documented
def pair_distances(points):
    """Straight-line distances of all n (n - 1) / 2 pairs, in the unit of the coordinates.

    >>> pair_distances([(0, 0), (3, 4), (0, 4)])
    array([5., 4., 3.])
    """
    return _pair_distances(_require_points("points", points))


@documented
def distance_grid(sites, n=100):
    """``n`` distances from 0 to the median distance between all *occupied sites*, not one industry's plants.

    >>> distance_grid([(0, 0), (3, 4), (0, 4)], n=3)
    array([0., 2., 4.])
    """
    require_count("n", n, 2, MOST)
    return np.linspace(0, float(np.median(_pair_distances(_require_points("sites", sites)))), n)


@documented
def counterfactual(sites, n_plants, d_grid, bandwidth, *, seed, draws=1000, reflect=True):
    """K-densities of industries whose plants choose at random among all occupied sites.

    Each draw takes ``n_plants`` of ``sites`` without replacement; ``bandwidth`` is a number, the real industry's.
    ``seed`` is needed, so that a result can be had again. Plants carry no weights here. Returns an array of shape
    (draws, g). Raises ``ValueError`` outside the domains, and for more plants than sites.

    >>> sites = np.random.default_rng(1).random((50, 2))
    >>> curves = counterfactual(sites, 10, [0, .2, .4], bandwidth=.1, seed=2, draws=5)
    >>> curves.shape, bool((curves > 0).all())
    ((5, 3), True)
    """
    sites = _require_points("sites", sites)
    require_count("n_plants", n_plants, 2)
    require_count("draws", draws, 1, MOST)
    require_count("seed", seed, 0)
    require_bool("reflect", reflect)
    if n_plants > len(sites):
        raise ValueError(
            f"n_plants = {n_plants!r} is not allowed with {len(sites)} sites: give no more plants than sites."
        )
    _require_bandwidth(bandwidth)
    d, h = require_vector("d_grid", d_grid, low=0), float(bandwidth)
    centres = _bin_centres(d, h, 50)
    kernels, rng = _kernel_matrix(centres, d, h, reflect), np.random.default_rng(seed)
    curves = np.empty((draws, len(d)))
    for draw in range(draws):
        chosen = sites[rng.choice(len(sites), n_plants, replace=False)]
        curves[draw] = _histogram(_pair_distances(chosen), None, centres) @ kernels
    return curves / (h * (n_plants * (n_plants - 1) / 2))


@documented
def local_band(curves, level=0.05):
    """Where ``level`` of the draws lie below, and ``level`` above, at each distance taken alone.

    An industry drawn at random leaves such a band somewhere
    far more often than in ``2 * level`` of cases, which is why ``global_band`` is needed.

    >>> band = local_band([[0.], [1.], [2.], [3.], [4.]], level=.25)
    >>> band.lower, band.upper
    (array([1.]), array([3.]))
    """
    require_between("level", level, 0, 0.5, closed="neither")
    curves = _require_curves(curves)
    lower, upper = np.quantile(curves, [level, 1 - level], axis=0)
    return Band(lower, upper)


@documented
def global_band(curves, level=0.05):
    """Two curves: at most a share ``level`` of the draws is above the upper one anywhere, or below the lower.

    ``upper`` is the r-th largest draw at each distance, with the largest r for which
    at most a share ``level`` of the curves lies strictly above it somewhere; ``lower`` is the mirror image.
    Returns ``GlobalBand``. Raises ``ValueError`` for ``level`` outside (0, 1) and for anything but a table
    of finite numbers.

    >>> draws = [[1, 5], [2, 4], [3, 3], [4, 2], [5, 1]]
    >>> global_band(draws, level=.2).upper          # the next lower pair, [4, 4], is crossed by two
    array([5., 5.])
    >>> global_band(draws, level=.4).upper          # and two of five are allowed here
    array([4., 4.])
    """
    require_between("level", level, 0, 1, closed="neither")
    curves = _require_curves(curves)
    upper, rank_upper = _one_sided(curves, level)
    lower, rank_lower = _one_sided(-curves, level)
    return GlobalBand(-lower, upper, rank_lower, rank_upper)


@documented
def localization_test(plants, sites, *, seed, d_grid=None, bandwidth=None, draws=1000, level=0.05):
    """Is an industry localized, dispersed, or neither? The whole test of Duranton and Overman.

    ``bandwidth=None`` means Silverman's rule on the industry's own pair distances; ``level`` is one-sided.
    Returns ``Localization``.

    >>> sites = np.random.default_rng(1).random((200, 2))
    >>> corner = sites[np.argsort(sites.sum(axis=1))[:20]]
    >>> localization_test(corner, sites, seed=3, draws=100).verdict
    'localized'
    """
    plants, sites = _require_points("plants", plants), _require_points("sites", sites)
    if plants.shape[1] != sites.shape[1]:
        raise ValueError(
            f"plants have {plants.shape[1]} coordinates, but sites have {sites.shape[1]}: give equal numbers."
        )
    require_between("level", level, 0, 0.5, closed="neither")
    d = distance_grid(sites) if d_grid is None else require_vector("d_grid", d_grid, low=0)
    own = k_density_binned(plants, d, bandwidth)
    curves = counterfactual(sites, len(plants), d, own.bandwidth, seed=seed, draws=draws)
    band, local = global_band(curves, level), local_band(curves, level)
    above, below = band.upper < own.K, band.lower > own.K
    verdict = "localized" if above.any() else "dispersed" if below.any() else "neither"
    return Localization(
        verdict, d, own.K, own.bandwidth, band.lower, band.upper, local.lower, local.upper, above, below
    )


# Pieces -------------------------------------------------------------------------------------------------------


def _prepared(points, d_grid, bandwidth, weights):
    points = _require_points("points", points)
    d = require_vector("d_grid", d_grid, low=0)
    distances = _pair_distances(points)
    if bandwidth is None:
        bandwidth = silverman_bandwidth(distances)
    _require_bandwidth(bandwidth)
    pair_weights = None
    if weights is not None:
        w = require_vector("weights", weights, low=0, length=("points", len(points)))
        if np.count_nonzero(w) < 2:
            raise ValueError(f"weights = {weights!r} is not allowed: give at least two weights above 0.")
        first, second = np.triu_indices(len(points), k=1)
        pair_weights = (w / w.max())[first] * (w / w.max())[second]
        if not pair_weights.max() > 0:
            raise ValueError(f"weights = {weights!r} is not allowed: they are too far apart to be compared.")
    return distances, pair_weights, d, float(bandwidth)


def _require_bandwidth(bandwidth):
    require_above("bandwidth", bandwidth, 0)
    if not 1e-150 < bandwidth < 1e150:  # distances are divided by it, and reach several of it
        raise ValueError(f"bandwidth = {bandwidth!r} is not allowed: give a number between 1e-150 and 1e150.")


def _kernel_matrix(distances, d, h, reflect):
    """Kernel of each distance (row) at each grid point (column), with its mirror image if wanted."""

    def gauss(u):
        return np.exp(-0.5 * u * u) / math.sqrt(2 * math.pi)

    with np.errstate(over="ignore", under="ignore"):  # far away a kernel is 0
        kernels = gauss((d[None, :] - distances[:, None]) / h)
        return kernels + gauss((d[None, :] + distances[:, None]) / h) if reflect else kernels


def _density(total, weight, h):
    with np.errstate(over="ignore"):
        K = total / weight / h
    finite_or_refuse("the density", float(K.max()), bandwidth=h)
    return KDensity(K, h)


def _bin_centres(d, h, bins_per_bandwidth):
    """Centres from 0 to where the last kernel ends; pairs further apart cannot be seen from the grid."""
    furthest = d.max() / h + REACH
    if furthest * bins_per_bandwidth * len(d) > 2e8:
        raise ValueError(
            f"bandwidth = {h!r} is not allowed with distances up to {float(d.max())!r} in bins: "
            "give a larger bandwidth, or use k_density."
        )
    return np.arange(math.ceil(furthest * bins_per_bandwidth) + 2) * (h / bins_per_bandwidth)


def _histogram(distances, pair_weights, centres):
    """Weight at each centre; a distance between two centres is shared out in proportion to nearness."""
    bins = np.zeros(len(centres))
    for start in range(0, len(distances), PAIRS_AT_ONCE):
        stretch = slice(start, start + PAIRS_AT_ONCE)
        position = distances[stretch] / centres[1]
        weights = None if pair_weights is None else pair_weights[stretch]
        seen = position < len(centres) - 1
        if not seen.all():
            position, weights = position[seen], None if weights is None else weights[seen]
        left = position.astype(np.intp)
        right_part = position - left if weights is None else (position - left) * weights
        moved = np.bincount(left, right_part, minlength=len(centres))
        bins += np.bincount(left, weights, minlength=len(centres)) - moved
        bins[1:] += moved[:-1]
    return bins


def _pair_distances(points):
    from scipy.spatial.distance import pdist  # here, since scipy.spatial is slow to import

    distances = pdist(points)
    if not np.isfinite(distances).all():
        raise ValueError("points are too far apart: give coordinates whose distances stay below 1e308.")
    return distances


def _one_sided(curves, level):
    """The r-th largest at each distance; a curve is above it somewhere iff its best rank is better than r."""
    from scipy.stats import rankdata

    best_rank = np.sort(rankdata(-curves, method="max", axis=0).min(axis=1))
    allowed = math.floor(level * len(curves) * (1 + 1e-12))  # so that 0.29 * 100 is 29
    r = int(best_rank[allowed]) if allowed < len(curves) else len(curves)
    return np.sort(curves, axis=0)[len(curves) - r], r


def _require_points(name, points):
    try:
        table = np.asarray(points, dtype=None)
    except ValueError:
        table = np.empty(0)
    if table.ndim != 2 or table.dtype.kind not in "fiu" or table.shape[1] < 1:
        raise ValueError(
            f"{name} = {reprlib.repr(points)} is not allowed: give a table of numbers, a row of coordinates for each."
        )
    if len(table) < 2:
        raise ValueError(f"{name} has {len(table)} rows: give two or more, since distances need pairs.")
    table = table.astype(float)
    if not np.isfinite(table).all():
        row = int(np.argmin(np.isfinite(table).all(axis=1)))
        raise ValueError(f"{name}[{row}] = {table[row].tolist()} is not allowed: give finite numbers.")
    return table


def _require_curves(curves):
    try:
        table = np.asarray(curves)
    except ValueError:
        table = np.empty(0)
    if table.ndim != 2 or table.size == 0 or table.dtype.kind not in "fiu" or not np.isfinite(table).all():
        raise ValueError(
            f"curves = {reprlib.repr(curves)} is not allowed: give a table of finite numbers, shape (draws, distances)."
        )
    return table.astype(float)
