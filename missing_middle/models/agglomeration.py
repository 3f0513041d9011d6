"""How unevenly is activity spread over regions, and is that more than chance?

Given amounts x_r in n regions (firms, workers, assets), with shares s_r = x_r / X:

    Herfindahl   H = sum s**2          Gini    sum_ij |x_i - x_j| / (2 n**2 mean x)
    Theil        sum s ln(n s)         cr3     the three largest shares together

Against a reference y with shares q (all employment, say):

    location quotient  s/q             relative Theil  sum s ln(s/q)
    Krugman index  sum |s - q|         Hoover index    half of it
    locational Gini  1 - 2 * area under the Lorenz curve of s on q, regions in ascending order of s/q

With few plants, chance alone makes an industry uneven. Ellison and Glaeser take out what that explains:
with raw concentration G = sum (s - x)**2 and plant concentration H = sum z**2,

    gamma = [G - (1 - sum x**2) H] / [(1 - sum x**2) (1 - H)],   zero on average if plants choose at random.

Sources: Theil (1967); Krugman (1991, Geography and Trade); Ellison and Glaeser (1997, JPE 105).
"""

from dataclasses import dataclass

import numpy as np

from missing_middle.models._record import Record
from missing_middle.models._vectors import require_shares
from missing_middle.models.symbols import documented


@dataclass(frozen=True)
class LocationQuotients(Record):
    """Specialization of each region."""

    lq: np.ndarray  #: region's share of x over its share of y, shape (n,); 1 is average


@dataclass(frozen=True)
class Concentration(Record):
    """How far from equal the regions are. All entries are numbers without unit."""

    herfindahl: float  #: from 1/n (equal) to 1 (all in one region)
    herfindahl_normalized: float | None  #: the same from 0 to 1; None if there is one region
    equivalent_number: float  #: 1 / herfindahl: so many equal regions would be as concentrated
    cr3: float  #: share of the three largest regions (of all, if fewer)
    gini: float  #: from 0 to 1 - 1/n (population form)
    theil: float  #: from 0 to ln n
    theil_normalized: float | None  #: theil / ln n; None if there is one region


@dataclass(frozen=True)
class TheilDecomposition(Record):
    """Inequality split into what lies between groups of regions and what lies inside them."""

    theil: float  #: total, between + within
    between: float  #: if all regions of a group had their group's mean
    within: float  #: the groups' own Theil indices, weighted by their shares of x
    group_shares: dict  #: label -> share of x


@dataclass(frozen=True)
class RelativeConcentration(Record):
    """How far the regions' shares are from those of a reference. Zero if they agree."""

    relative_theil: float  #: >= 0
    krugman_index: float  #: from 0 to 2
    hoover_index: float  #: share of activity that would have to move, from 0 to 1
    locational_gini: float  #: from 0 to 1


@dataclass(frozen=True)
class LorenzCurve(Record):
    """Points of a Lorenz curve, both arrays from 0 to 1, shape (n + 1,)."""

    reference: np.ndarray  #: cumulative share of the reference (of regions, without one)
    activity: np.ndarray  #: cumulative share of x
    order: np.ndarray  #: positions of the regions along the curve, shape (n,)


@dataclass(frozen=True)
class EllisonGlaeser(Record):
    """Geographic concentration in excess of what lumpy plants bring about."""

    G: float  #: raw geographic concentration, sum of squared differences of shares
    H: float  #: Herfindahl index of plant sizes
    gamma: float  #: the index; 0 on average under random location, may be negative


@documented
def location_quotients(x, y):
    """Which regions are specialized in x, measured against y?

    Returns ``LocationQuotients``. Raises ``ValueError`` for negative entries, zero sums, unequal lengths, a zero in
    ``y``.

    >>> location_quotients([30, 10], [100, 100]).lq
    array([1.5, 0.5])
    """
    s, q = _share_pair(x, y)
    return LocationQuotients(s / q)


@documented
def concentration(x):
    """Herfindahl, Gini and Theil measures of one vector.

    Raises ``ValueError`` for negative entries, a zero sum, anything but a row of finite numbers.

    >>> even, one = concentration([1, 1, 1, 1]), concentration([1, 0, 0, 0])
    >>> even.herfindahl, even.gini, even.theil
    (0.25, 0.0, 0.0)
    >>> one.herfindahl_normalized, one.gini, round(one.theil_normalized, 12)
    (1.0, 0.75, 1.0)
    """
    s = require_shares("x", x)
    n = len(s)
    herfindahl, theil = _herfindahl(s), _theil(s, np.full(n, 1 / n))
    return Concentration(
        herfindahl,
        max((herfindahl - 1 / n) / (1 - 1 / n), 0.0) if n > 1 else None,
        1 / herfindahl,
        float(np.sort(s)[-3:].sum()),
        _gini(s),
        theil,
        theil / float(np.log(n)) if n > 1 else None,
    )


@documented
def theil_decomposition(x, groups):
    """Is inequality a matter between groups of regions or inside them?

    Labels are strings or numbers. ``between`` is
    ``sum_g s_g ln(s_g / (n_g / n))`` with ``s_g`` a group's share of x and ``n_g`` its number of regions.
    Returns ``TheilDecomposition``. Raises ``ValueError`` as ``concentration`` does, and for unequal lengths.

    >>> parts = theil_decomposition([4, 4, 1, 1], ["coast", "coast", "inland", "inland"])
    >>> round(parts.between, 4), parts.within       # regions of a group are alike
    (0.1927, 0.0)
    """
    s = require_shares("x", x)
    members = _members(groups, len(s))
    group_shares = {label: float(s[places].sum()) for label, places in members.items()}
    sizes = np.array([len(places) for places in members.values()])
    between = _theil(np.array(list(group_shares.values())), sizes / len(s))
    within = sum(
        share * _theil(s[members[label]] / share, np.full(n, 1 / n))
        for (label, share), n in zip(group_shares.items(), sizes, strict=True)
        if share > 0
    )
    return TheilDecomposition(between + within, between, float(within), group_shares)


@documented
def relative_concentration(x, y):
    """How far is x from being spread as y is?

    Same errors as ``location_quotients``. Returns ``RelativeConcentration``.

    >>> apart = relative_concentration([30, 10], [100, 100])
    >>> apart.krugman_index, apart.hoover_index, apart.locational_gini
    (0.5, 0.25, 0.25)
    """
    s, q = _share_pair(x, y)
    krugman_index = float(np.abs(s - q).sum())
    return RelativeConcentration(_theil(s, q), krugman_index, krugman_index / 2, _locational_gini(s, q))


@documented
def lorenz_curve(x, y=None):
    """Points to draw: the cumulative share of x over that of y, regions in ascending order of s/q.

    ``y=None`` counts regions, which gives the ordinary Lorenz curve. Same errors as ``location_quotients``.

    >>> curve = lorenz_curve([3, 1])
    >>> curve.reference, curve.activity
    (array([0. , 0.5, 1. ]), array([0.  , 0.25, 1.  ]))
    """
    s, q = (require_shares("x", x), None) if y is None else _share_pair(x, y)
    q = np.full(len(s), 1 / len(s)) if q is None else q
    order = np.argsort(s / q, kind="stable")
    return LorenzCurve(_running_share(q[order]), _running_share(s[order]), order)


@documented
def ellison_glaeser(region_shares_industry, region_shares_total, plant_sizes):
    """Is an industry more concentrated than its few plants would be by chance?

    All three arguments are turned into shares first, so that counts may be given. Returns ``EllisonGlaeser``.

    Raises ``ValueError`` for negative entries, zero sums, unequal lengths, one plant only (H = 1), and if
    all activity is in one region.

    >>> index = ellison_glaeser([.5, .5], [.5, .5], [1, 1])        # spread exactly as all activity is
    >>> index.G, index.H, index.gamma
    (0.0, 0.5, -1.0)
    """
    s = require_shares("region_shares_industry", region_shares_industry)
    x = require_shares("region_shares_total", region_shares_total, above=0, length=("region_shares_industry", len(s)))
    z = require_shares("plant_sizes", plant_sizes)
    H, elsewhere = _herfindahl(z), _one_minus_herfindahl(x)
    other_plants = _one_minus_herfindahl(z)
    if not elsewhere > 0:
        raise ValueError(
            f"region_shares_total = {region_shares_total!r} is not allowed: give at least two "
            "regions with activity, otherwise location is no choice."
        )
    if not other_plants > 0:
        raise ValueError(
            f"plant_sizes = {plant_sizes!r} is not allowed: give two or more plants of positive "
            "size, since the place of one plant says nothing (H = 1)."
        )
    G = float(((s - x) ** 2).sum())
    return EllisonGlaeser(G, H, (G - elsewhere * H) / (elsewhere * other_plants))


# Pieces -------------------------------------------------------------------------------------------------------


def _share_pair(x, y):
    s = require_shares("x", x)
    return s, require_shares("y", y, above=0, length=("x", len(s)))


def _herfindahl(s):
    return float((s * s).sum())


def _one_minus_herfindahl(s):
    """1 - sum s**2 as sum s (1 - s); the giant's 1 - s is added up, so that it does not hide the rest."""
    order = np.sort(s)
    rest = np.concatenate([1 - order[:-1], [order[:-1].sum()]])
    return float((order * rest).sum())


def _theil(s, q):
    from scipy.special import rel_entr  # s ln(s/q), and 0 at s = 0

    # adding q - s to each term changes no sum and keeps every term (so also rounding) from going below zero
    return max(float((rel_entr(s, q) - s + q).sum()), 0.0)


def _gini(s):
    n = len(s)
    ranks = 2 * np.arange(1, n + 1) - n - 1  # larger than rank - 1 others: no double sum is needed
    return max(float((ranks * np.sort(s)).sum()) / n, 0.0)


def _locational_gini(s, q):
    order = np.argsort(s / q, kind="stable")
    s, q = s[order], q[order]
    height = np.cumsum(s) - s / 2  # of the Lorenz curve in the middle of each step
    return max(1 - 2 * float((q * height).sum()), 0.0)


def _running_share(shares):
    running = np.concatenate([[0.0], np.cumsum(shares)])
    running[-1] = 1.0
    return np.minimum(running, 1.0)


def _is_flat(groups):
    """Whether ``groups`` is a sequence of labels; a ragged or nested one is not."""
    try:
        return len(groups) > 0 and np.ndim(groups) == 1
    except (TypeError, ValueError):
        return False


def _members(groups, n):
    if isinstance(groups, (str, bytes, dict, set)) or not _is_flat(groups):
        raise ValueError(f"groups = {groups!r} is not allowed: give a list of labels, one for each region.")
    if len(groups) != n:
        raise ValueError(f"groups has {len(groups)} labels, but x has {n} entries: give equal lengths.")
    members = {}
    for place, label in enumerate(groups):
        if label is None or label != label or not isinstance(label, (str, int, float, np.generic)):
            raise ValueError(f"groups[{place}] = {label!r} is not allowed: give a string or number as label.")
        members.setdefault(label, []).append(place)
    return members
