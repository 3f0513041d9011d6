"""Three reasons for a hole in the sizes of firms, or none: which observation tells them apart?

Whoever is free has the size s, Pareto with P(s > x) = x**-shape from the smallest firm, 1, on. The census was made by

* *nothing*: every firm is as large as it wants to be;
* *equal*: a bank lends up to a limit K, the same for all, and lifts it for a fixed cost psi
  (:mod:`missing_middle.models.credit`). The limit costs a firm
  (r/alpha) [(1-alpha) s - s**(1-alpha) K**alpha + alpha K] a period, and it pays psi if that is more;
* *unequal*: the same bank, and limits from K exp(-spread) to K exp(spread), evenly in ln K, since wealth differs;
* *certificate*: selling abroad has a fixed cost, paid from the size c on. Who pays it sells m = 1 + n tau**(1-sigma)
  times as much as before, so nobody has a size between c and m c (:mod:`missing_middle.models.melitz`). There is no
  bank in it.

The last unit of capital earns r in a firm that is as large as it wants to be, and r (s/K)**(1-alpha) in one that stands
at its limit. Where no certificate is asked for, firms of all sizes sell abroad alike, a share of them.

*Is it a hole, or chance?* Order sizes from the largest down. Under a Pareto curve the j-th step, times j, times shape,
``j shape ln(x_j / x_{j+1})``, is exponential with mean 1, and all steps are independent (Renyi). The largest of N such
steps exceeds d with probability 1 - (1 - exp(-d))**N. The shape is estimated from the census: N over the sum of ln x.

Sources: Evans and Jovanovic (1989), Greenwood and Jovanovic (1990), Melitz (2003), as in the modules named; to set the
three beside each other, and the test on steps as a test for a hole, are ours; what the steps of a sample have in common
is from Renyi (1953).
"""

import math
from dataclasses import dataclass

import numpy as np

from missing_middle.models._record import Record
from missing_middle.models._require import (
    require_above,
    require_at_least,
    require_between,
    require_count,
    require_one_of,
)
from missing_middle.models._vectors import require_vector
from missing_middle.models.symbols import documented

CAUSES = ("nothing", "equal", "unequal", "certificate")
WORLD = {
    "shape": 1.05,
    "r": 1.08,
    "alpha": 0.5,
    "limit": 10,
    "psi": 2.52,  # so that the bank's hole ends where the certificate's does
    "spread": 1.5,
    "cutoff": 10,
    "rise": 2.2,
    "abroad": 0.1,
}
UNKNOWN = {"A": ("equal", 5), "B": ("certificate", 2), "C": ("unequal", 7), "D": ("nothing", 4)}  # origin and seed


@dataclass(frozen=True)
class Census(Record):
    """All firms of a country. Arrays have an entry for each firm, from the smallest to the largest."""

    size: np.ndarray  #: in smallest firms
    last_unit: np.ndarray  #: what the last unit of capital earns, gross
    exports: np.ndarray  #: True if the firm sells abroad


@dataclass(frozen=True)
class Observations(Record):
    """What somebody sees who does not know how the census was made."""

    heap: float  #: largest share of firms at one and the same size, 0 to 1
    hole_from: float  #: size of the firm below the step that is the least likely
    hole_to: float  #: size of the firm above it
    by_chance: float  #: probability of such a step or a larger one in a smooth census
    return_below: float  #: what the last unit earns, on average, in firms up to a fifth smaller than the hole
    return_elsewhere: float  #: the same in all other firms
    held_back: float  #: share of all firms whose last unit earns more than the one that earns least
    exporting_below: float  #: share that sells abroad among firms up to a third smaller than the hole
    exporting_above: float  #: the same among firms up to a half larger than its end


@documented
def census(cause, firms, seed, shape, r, alpha, limit, psi, spread, cutoff, rise, abroad):
    """Draw a census of firms of a known origin. Returns a :class:`Census`.

    >>> world = dict(firms=1000, seed=1, shape=1.05, r=1.08, alpha=.5, limit=10, psi=2.5, spread=1.5, cutoff=10,
    ...              rise=2.2, abroad=.1)
    >>> equal = census("equal", **world)
    >>> int((equal.size == 10).sum()), bool(((equal.size > 10) & (equal.size < 21)).any())     # a heap, and a hole
    (45, False)
    """
    require_one_of("cause", cause, CAUSES)
    require_count("firms", firms, 10, 1_000_000)
    require_count("seed", seed, 0)
    for name, value in {"shape": shape, "r": r}.items():
        require_above(name, value, 0)
    require_between("alpha", alpha, 0, 1, closed="neither")
    require_at_least("psi", psi, 0)
    require_above("limit", limit, 1)
    require_between("spread", spread, 0, math.log(limit))
    require_above("cutoff", cutoff, 1)
    require_above("rise", rise, 1)
    require_between("abroad", abroad, 0, 1)
    rng = np.random.default_rng(seed)
    wanted = rng.random(firms) ** (-1 / shape)
    luck, buyer = rng.uniform(-1, 1, firms), rng.random(firms)
    size, last_unit, exports = wanted, np.full(firms, float(r)), buyer < abroad
    if cause == "certificate":
        exports = wanted >= cutoff
        size = np.where(exports, rise * wanted, wanted)
    elif cause != "nothing":
        own = limit * np.exp((spread if cause == "unequal" else 0.0) * luck)
        held = (wanted > own) & (cost_of_limit(wanted, own, r, alpha) < psi)
        size = np.where(held, own, wanted)
        last_unit = np.where(held, r * (wanted / own) ** (1 - alpha), r)
    order = np.argsort(size, kind="stable")
    return Census(size[order], last_unit[order], exports[order])


@documented
def unknown_census(name, firms):
    """One of four censuses of unknown origin. Returns a :class:`Census`; who wants to guess does not read on.

    >>> seen = observe_census(**unknown_census("D", firms=1000).asdict())
    >>> seen.heap, seen.held_back
    (0.0, 0.0)
    """
    require_one_of("name", name, tuple(UNKNOWN))
    cause, seed = UNKNOWN[name]
    return census(cause, firms, seed, **WORLD)


@documented
def cost_of_limit(wanted, limit, r, alpha):
    """What a limit costs a firm in profit a period. Returns an array, 0 for firms that want no more.

    >>> round(float(cost_of_limit(4, 1, r=1, alpha=.5)), 6)     # alpha 1/2: r times the square of what roots differ by
    1.0
    """
    wanted, limit = np.maximum(wanted, limit), np.asarray(limit, float)
    return r / alpha * ((1 - alpha) * wanted - wanted ** (1 - alpha) * limit**alpha + alpha * limit)


@documented
def observe_census(size, last_unit, exports):
    """What does a census show: a heap, a hole, what the last unit earns, who exports? Returns :class:`Observations`.

    >>> abroad = [False] * 4 + [True] * 4
    >>> seen = observe_census(size=[1, 1.2, 1.5, 2, 9, 10, 12, 20], last_unit=[1.1] * 8, exports=abroad)
    >>> seen.hole_from, seen.hole_to, seen.exporting_below, seen.exporting_above
    (2.0, 9.0, 0.0, 1.0)
    """
    size = require_vector("size", size, above=0)
    last_unit = require_vector("last_unit", last_unit, above=0, length=("size", len(size)))
    exports = require_vector("exports", np.asarray(exports, float), length=("size", len(size)))
    if len(size) < 2 or size.min() == size.max():
        raise ValueError(f"size = {len(size)} firms of one size is not allowed: give two sizes or more.")
    order = np.argsort(size, kind="stable")
    size, last_unit, exports = size[order], last_unit[order], exports[order]
    n, logs = len(size), np.log(size / size[0])
    step = np.arange(n - 1, 0, -1) * np.diff(logs) * n / logs.sum()
    at = int(step.argmax())
    low, high = size[at], size[at + 1]
    by_chance = -math.expm1((n - 1) * math.log1p(-math.exp(-step[at]))) if step[at] > 0 else 1.0
    _, repeated = np.unique(size, return_counts=True)
    below, above = (size <= low) & (size > low * 2 / 3), (size >= high) & (size < high * 1.5)
    near = (size <= low) & (size >= low * 0.8)
    elsewhere = last_unit[~near].mean() if not near.all() else last_unit.mean()
    return Observations(
        repeated.max() / n if repeated.max() > 1 else 0.0,
        low,
        high,
        by_chance,
        last_unit[near].mean(),
        elsewhere,
        (last_unit > last_unit.min() * (1 + 1e-9)).mean(),
        exports[below].mean(),
        exports[above].mean(),
    )


@documented
def origin_of(heap, by_chance, held_back):
    """Which of the four made the census, by three observations? Returns one of the four causes.

    A step that a smooth census has in less than one of a hundred samples is a hole. With a heap it is the bank's, and
    without one the certificate's. Where there is no hole, firms that are held back speak for a bank and unequal wealth.

    >>> origin_of(heap=.04, by_chance=1e-6, held_back=.04), origin_of(heap=0, by_chance=.4, held_back=.04)
    ('equal', 'unequal')
    """
    require_between("heap", heap, 0, 1)
    require_between("by_chance", by_chance, 0, 1)
    require_between("held_back", held_back, 0, 1)
    if by_chance < 0.01:
        return "equal" if heap > 0 else "certificate"
    return "unequal" if held_back > 0 else "nothing"
