"""What can a table of size classes say about a missing middle?

A table gives how many firms have e_1 to e_2 workers, e_2 to e_3, and so on; the last class is open. With S(e) the share
of firms that have e workers or more, each closed class has a *slope*

    beta_i = -[ln S(e_{i+1}) - ln S(e_i)] / [ln e_{i+1} - ln e_i]

Under a Pareto curve all slopes are alike; under a lognormal they rise with size, and so they do wherever the tail thins
out at a steady or growing rate. A dip inside a class, with its firms held back below the class, makes S fall
too fast before the class and too slowly in it: the slope of a class falls below those of *both* its neighbours. That is
the test, and it needs no curve to be fitted.

It needs two closed neighbours. For the first closed class and the last one nothing can be said, and a heap and a hole
that lie inside one class leave every count as it was, however deep the hole.

Sources: the smooth curve as a yardstick is Tybout's in his exchange with Hsieh and Olken (2014, JEP 28(3)); the test on
slopes of classes is ours.
"""

import math
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import log_ndtr

from missing_middle.models._record import Record
from missing_middle.models._require import require_between, require_count, require_one_of
from missing_middle.models._vectors import require_vector
from missing_middle.models.symbols import documented

SURE = 1.645  # standard errors: one-sided, one in twenty
CURVES = ("pareto", "lognormal")


@dataclass(frozen=True)
class ClassFit(Record):
    """A curve fitted to counts by size class. Arrays have an entry for each class."""

    parameters: tuple  #: Pareto: the shape; lognormal: mean and standard deviation of ln size
    expected: np.ndarray  #: counts under the curve
    off: float  #: share of firms that the curve puts into a wrong class, 0 to 1


@dataclass(frozen=True)
class DipTest(Record):
    """Slopes of the closed classes. Arrays have an entry for each closed class."""

    slopes: np.ndarray  #: how fast the share of firms as large or larger falls
    errors: np.ndarray  #: their standard errors, if firms were drawn at random
    depth: np.ndarray  #: lower neighbour's slope less the own one; nan where a neighbour is missing
    verdicts: tuple  #: "a dip", "no dip" or "cannot be seen"


@documented
def class_slopes(edges, counts):
    """How fast does the share of larger firms fall, class by class? Returns an array, one entry a closed class.

    >>> class_slopes([1, 10, 100], [90, 9, 1]).round(6)     # one firm in ten has ten times the size
    array([1., 1.])
    """
    edges, counts = _checked(edges, counts)
    above = counts[::-1].cumsum()[::-1]
    return -np.diff(np.log(above)) / np.diff(np.log(edges))


@documented
def dip_test(edges, counts):
    """In which class is there a dip, in which none, and for which can the table not say?

    Returns a :class:`DipTest`. A dip is a slope below those of both neighbours by more than 1.645 standard errors.

    >>> dip_test([1, 10, 100, 1000], [9000, 900, 90, 10]).verdicts
    ('cannot be seen', 'no dip', 'cannot be seen')
    >>> dip_test([1, 10, 100, 1000], [9700, 200, 90, 10]).verdicts[1]       # 700 of 900 are held below
    'a dip'
    """
    edges, counts = _checked(edges, counts)
    slopes, errors, depth, seen = slopes_of(edges, counts)
    judged = ["a dip" if one else "no dip" for one in seen[1:-1]]
    ends = ["cannot be seen"] * min(len(slopes), 2)
    return DipTest(slopes, errors, depth, tuple(ends[:1] + judged + ends[1:]))


def slopes_of(edges, counts):
    """Slopes, their errors, the depth of dips, and whether each is one; ``counts`` may hold many tables, one a row."""
    above = counts[..., ::-1].cumsum(axis=-1)[..., ::-1]
    widths = np.diff(np.log(edges))
    slopes = -np.diff(np.log(above)) / widths
    # the share of those above one edge who are above the next is a binomial share, and classes are independent
    stays = above[..., 1:] / above[..., :-1]
    errors = np.sqrt((1 - stays) / (stays * above[..., :-1])) / widths
    depth, seen = np.full(slopes.shape, np.nan), np.zeros(slopes.shape, bool)
    if slopes.shape[-1] > 2:
        gap, noise = np.diff(slopes), np.hypot(errors[..., 1:], errors[..., :-1])
        depth[..., 1:-1] = np.minimum(-gap[..., :-1], gap[..., 1:])
        seen[..., 1:-1] = (-gap[..., :-1] > SURE * noise[..., :-1]) & (gap[..., 1:] > SURE * noise[..., 1:])
    return slopes, errors, depth, seen


@documented
def held_back(edges, counts, place, share):
    """The counts if a share of the firms of one class were held in the class below. Returns an array.

    >>> held_back([1, 10, 100], [90, 9, 1], place=1, share=1 / 3)
    array([93.,  6.,  1.])
    """
    edges, counts = _checked(edges, counts)
    require_count("place", place, 1, len(counts) - 1)
    require_between("share", share, 0, 1)
    moved = counts.copy()
    moved[place] -= share * counts[place]
    moved[place - 1] += share * counts[place]
    return moved


@documented
def least_visible_dip(edges, counts, place):
    """The share of a class that must be held below it before its slope is lower than both neighbours'.

    Without sampling error, in closed form: the slope of the class falls and that of the class below rises, so the class
    above decides, or the class below where it was the flatter one. Returns a number from 0 to 1, or ``None`` if the
    class has no two closed neighbours.

    >>> round(least_visible_dip([1, 10, 100, 1000], [9000, 900, 90, 10], place=1), 6)       # any dip is visible
    0.0
    """
    edges, counts = _checked(edges, counts)
    require_count("place", place, 0, len(counts) - 1)
    if not 1 <= place <= len(counts) - 3:
        return None
    slopes, width = class_slopes(edges, counts), np.diff(np.log(edges))
    above = counts[::-1].cumsum()[::-1]
    # S at the lower edge that brings the slope down to the upper neighbour's, or to where both lower slopes meet
    by_upper = above[place + 1] * math.exp(slopes[place + 1] * width[place])
    weight = width[place - 1] / (width[place - 1] + width[place])
    by_lower = above[place + 1] ** weight * above[place - 1] ** (1 - weight)
    needed = above[place] - min(by_upper, by_lower)
    return float(min(max(needed / counts[place], 0.0), 1.0))


@documented
def dip_power(edges, counts, place, share, firms, draws=1000, seed=1):
    """In how many samples is a dip seen, if a share of a class is held below it? Returns a share from 0 to 1.

    Each sample draws ``firms`` firms from the classes as they would then be, and is tested by :func:`dip_test`.

    >>> dip_power([1, 10, 100, 1000], [9000, 900, 90, 10], place=1, share=.8, firms=10_000, draws=100)
    1.0
    """
    held = held_back(edges, counts, place, share)
    edges = np.asarray(edges, float)
    require_count("firms", firms, 1)
    require_count("draws", draws, 1, 1_000_000)
    require_count("seed", seed, 0)
    samples = drawn(held, firms, draws, seed)
    if not 1 <= place <= len(held) - 3:
        return 0.0
    return float(slopes_of(edges, samples)[-1][:, place].sum() / draws)


def drawn(counts, firms, draws, seed):
    """Samples from the classes, one a row, without those that leave a class empty: nothing is seen in them."""
    samples = np.random.default_rng(seed).multinomial(firms, counts / counts.sum(), size=draws)
    return samples[(samples > 0).all(axis=1)]


@documented
def fit_classes(edges, counts, curve):
    """The curve that fits counts by size class best, by maximum likelihood. Returns a :class:`ClassFit`.

    Both curves start at the first edge; whoever is smaller is in no class.

    >>> round(fit_classes([1, 10, 100], [90, 9, 1], "pareto").parameters[0], 6)
    1.0
    """
    edges, counts = _checked(edges, counts)
    require_one_of("curve", curve, CURVES)
    x = np.log(edges)

    def shares(parameters):
        if curve == "pareto":
            log_above = -math.exp(parameters[0]) * (x - x[0])
        else:
            log_above = lognormal_above(edges, parameters[0], math.exp(parameters[1]))
        return -np.diff(np.exp(log_above), append=0.0)

    def misfit(parameters):
        return -(counts * np.log(np.maximum(shares(parameters), 1e-300))).sum() / counts.sum()

    start = [0.0] if curve == "pareto" else [x[0], 0.5]
    found = minimize(misfit, start, method="Nelder-Mead", options={"xatol": 1e-10, "fatol": 1e-14, "maxiter": 20_000}).x
    expected = counts.sum() * shares(found)
    parameters = (math.exp(found[0]),) if curve == "pareto" else (float(found[0]), math.exp(found[1]))
    return ClassFit(parameters, expected, float(np.abs(counts - expected).sum() / 2 / counts.sum()))


def lognormal_above(sizes, mean, sd):
    """ln of the share of lognormal firms that have each size or more, among those that have the first."""
    log_above = log_ndtr((mean - np.log(sizes)) / sd)
    return log_above - log_above[0]


def require_rising(name, edges):
    """Return ``edges`` as an array, or raise ``ValueError`` unless they are two or more rising numbers above 0."""
    edges = require_vector(name, edges, above=0)
    if len(edges) < 2 or not (np.diff(edges) > 0).all():
        raise ValueError(f"{name} = {edges.tolist()!r} is not allowed: give two or more that rise.")
    return edges


def _checked(edges, counts):
    counts = require_vector("counts", counts, above=0, length=("edges", len(edges)))
    return require_rising("edges", edges), counts
