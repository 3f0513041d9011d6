"""When does industry gather in one of two equal regions, and when does it stay there?

Manufacturing workers (total 1) live in region 1 in share lam and in region 2 in share 1 - lam; farmers are
split equally. Goods cross at iceberg cost T. For region 1, and for region 2 with the names exchanged,

    income        Y1 = mu lam w1 + (1 - mu) / 2
    price index   G1 = [lam w1**(1-sigma) + (1-lam) (w2 T)**(1-sigma)]**(1/(1-sigma))
    wage          w1 = [Y1 G1**(sigma-1) + Y2 G2**(sigma-1) T**(1-sigma)]**(1/sigma)
    real wage     omega1 = w1 G1**(-mu)

Workers move towards the higher real wage: d lam/dt = gamma lam (1 - lam) (omega1 - omega2).

One unknown is enough. Ratios of region 1 to region 2 are written in logarithms, a = ln(lam/(1-lam)) and
x = ln(w1/w2), and so are l = (sigma-1) ln T and m = ln((1+mu)/(1-mu)). With the odd and symmetric function

    blend(a, b) = ln[(e**a e**b + 1) / (e**a + e**b)] = 2 artanh(tanh(a/2) tanh(b/2))

    prices        y = ln (G1/G2)**(1-sigma) = blend(a - (sigma-1) x, l)
    incomes       ln(Y1/Y2) = blend(a + x, m)
    wages         sigma x = blend(ln(Y1/Y2) - y, l)           the two wage equations, now one
    levels        from lam w1 + (1-lam) w2 = 1, which the wage equations imply
    real wages    equal if x = -mu y/(sigma-1)

Nothing overflows, and differences near symmetry keep all digits.

Sources: Fujita, Krugman and Venables (1999, MIT Press), chapters 4 and 5, with their normalizations;
Krugman (1991, JPE 99); Robert-Nicoud (2005, Journal of Economic Geography 5) for the count of equilibria.
The form in logarithms is our own algebra.
"""

import math
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from missing_middle.models._floats import exp_or_refuse
from missing_middle.models._record import Record
from missing_middle.models._require import require_above, require_at_least, require_between
from missing_middle.models._root import bracketed_root
from missing_middle.models._vectors import require_vector
from missing_middle.models.symbols import documented


@dataclass(frozen=True)
class CorePeriphery(Record):
    """Short-run equilibrium: workers stay where they are.

    At lam 0 or 1 the empty region's entries are those that a first firm there would pay and its worker
    would face.
    """

    w1: float  #: nominal wage in region 1 (the farm wage is 1)
    w2: float  #: the same in region 2
    G1: float  #: price index of manufactures in region 1
    G2: float  #: the same in region 2
    omega1: float  #: real wage in region 1, w1 G1**(-mu)
    omega2: float  #: the same in region 2
    real_wage_gap: float  #: omega1 - omega2; workers move to region 1 where it is positive


@dataclass(frozen=True)
class CorePoints(Record):
    """The two trade costs at which the picture changes, and the same as freeness of trade T**(1-sigma)."""

    T_break: float  #: symmetry is stable above this trade cost only
    phi_break: float  #: T_break**(1-sigma), in (0, 1)
    T_sustain: float  #: a core survives below this trade cost only; above T_break
    phi_sustain: float  #: T_sustain**(1-sigma), in [0, 1): rounds to 0 below 1e-308


@dataclass(frozen=True)
class SymmetricSlope(Record):
    """What a small move of workers away from lam = 1/2 does to real wages."""

    slope_single: float  #: d omega1 / d lam
    slope_gap: float  #: d (omega1 - omega2) / d lam, twice as large; positive: symmetry is unstable


@dataclass(frozen=True)
class InteriorEquilibria(Record):
    """Equilibria with industry in both regions."""

    n_interior: int  #: 3 between break and sustain point, otherwise 1 (symmetry alone)
    lambda_unstable: float | None  #: the unstable one above 1/2; None if there is none
    symmetric_stable: bool  #: True above the break point
    core_stable: bool  #: True below the sustain point


@dataclass(frozen=True)
class Equilibrium(Record):
    """One long-run equilibrium."""

    lam: float  #: share of manufacturing workers in region 1
    stable: bool  #: True if a small disturbance dies out


@dataclass(frozen=True)
class Tomahawk(Record):
    """All long-run equilibria for each trade cost: the bifurcation diagram of the model."""

    T: np.ndarray  #: trade costs, shape (n,)
    equilibria: tuple  #: for each T a tuple of ``Equilibrium``, in ascending order of lam
    T_break: float  #: break point; inf if beyond the largest float
    T_sustain: float  #: sustain point; inf if beyond the largest float
    T_unstable: np.ndarray  #: those T that lie strictly between the two points, shape (m,)
    lambda_unstable: np.ndarray  #: unstable equilibrium above 1/2 at each ``T_unstable``, shape (m,)


@documented
def cp_short_run(lam, sigma, mu, T):
    """Wages, price indices and real wages for a given distribution of workers.

    All numbers are without unit. Returns ``CorePeriphery``; ``T = 1`` gives equal regions at every ``lam``. Raises
    ``ValueError`` outside the domains, and where a level has no float.

    >>> state = cp_short_run(lam=.7, sigma=5, mu=.4, T=1.7)
    >>> round(state.w1, 8), round(state.w2, 8)
    (0.96936903, 1.07147227)
    >>> state.real_wage_gap < 0         # at this trade cost 70% of industry is too little to hold it
    True
    """
    require_between("lam", lam, 0, 1)
    require_between("mu", mu, 0, 1, closed="neither")
    lam, mu = float(lam), float(mu)
    sigma, l = _log_trade_cost(sigma, T)
    a, x = _logit(lam), _log_relative_wage(_logit(lam), sigma, mu, l)
    y = _blend(a - (sigma - 1) * x, l)
    return _levels(lam, x, y, sigma, mu, l, {"lam": lam, "sigma": sigma, "mu": mu, "T": T})


@documented
def cp_gap_curve(lam, sigma, mu, T):
    """Real wage gap ``omega1 - omega2`` at each share in ``lam``: a wiggle diagram.

    Returns an array of shape (n,). Same domains and errors as ``cp_short_run``.

    >>> cp_gap_curve([.25, .5, .75], sigma=5, mu=.4, T=1.5).round(4)
    array([-0.0233,  0.    ,  0.0233])
    """
    lam = require_vector("lam", lam)
    return np.array([cp_short_run(float(share), sigma, mu, T).real_wage_gap for share in lam])


@documented
def cp_points(sigma, mu):
    """Break point and sustain point: below the first symmetry is unstable, above the second no core survives.

    With ``rho = (sigma-1)/sigma``, ``T_break**(sigma-1) = (rho+mu)(1+mu) / ((rho-mu)(1-mu))``; ``T_sustain`` is the
    root above it of ``T**(-mu sigma) [(1+mu)/2 T**(1-sigma) + (1-mu)/2 T**(sigma-1)] = 1`` (T = 1 is a trivial root).

    Raises ``ValueError`` outside the domains; if ``mu >= rho`` (a black hole: industry gathers at every
    trade cost); and if ``mu`` is so close to ``rho`` that a point lies beyond the largest float.

    >>> points = cp_points(sigma=5, mu=.4)
    >>> round(points.T_break, 4), round(points.T_sustain, 4)
    (1.6266, 1.8073)
    """
    l_break, l_sustain = _log_points(sigma, mu)
    given, q = {"sigma": sigma, "mu": mu}, float(sigma) - 1
    return CorePoints(
        exp_or_refuse("T_break", l_break / q, **given),
        math.exp(-l_break),
        exp_or_refuse("T_sustain", l_sustain / q, **given),
        math.exp(-l_sustain),
    )


@documented
def cp_slope_symmetric(sigma, mu, T):
    """Does a first mover gain? Slope of real wages at equal regions; zero at T = 1 and at the break point.

    Also valid where ``mu >= rho``: then the slope is positive at every ``T > 1``.
    Raises ``ValueError`` outside the domains.

    >>> round(cp_slope_symmetric(5, .4, 1.5).slope_gap, 8), round(cp_slope_symmetric(5, .4, 2.1).slope_gap, 8)
    (0.08315936, -0.44676592)
    """
    require_between("mu", mu, 0, 1, closed="neither")
    sigma, l = _log_trade_cost(sigma, T)
    mu, rho = float(mu), (sigma - 1) / sigma
    Z = math.tanh(l / 2)  # (1 - T**(1-sigma)) / (1 + T**(1-sigma))
    price_effect = exp_or_refuse(
        "G**(-mu)", mu * math.log1p(math.expm1(-l) / 2) / (sigma - 1), sigma=sigma, mu=mu, T=T
    )  # G**(-mu) at equal regions
    sech = 1 / math.cosh(min(l / 2, 700))
    denominator = sech * sech + Z * (Z - mu) / sigma  # = 1 - mu Z (1-rho) - rho Z**2
    slope = 2 * Z * price_effect / (sigma - 1) * (mu * (1 + rho) - Z * (mu * mu + rho)) / denominator
    return SymmetricSlope(slope, 2 * slope)


@documented
def cp_interior(sigma, mu, T):
    """Which equilibria have industry in both regions, and are symmetry and core stable?

    Strictly between break and sustain point there are three such equilibria; elsewhere, both points
    included, only symmetry. At the break point itself symmetry is unstable (larger disturbances die out
    only above it), at the sustain point the core is.

    Raises ``ValueError`` outside the domains, at ``T = 1`` (every ``lam`` is an equilibrium there) and if
    ``mu >= rho``.

    >>> inside = cp_interior(sigma=5, mu=.4, T=1.7)
    >>> inside.n_interior, round(inside.lambda_unstable, 9)
    (3, 0.834886836)
    >>> cp_interior(sigma=5, mu=.4, T=2.1).lambda_unstable is None
    True
    """
    T_break, T_sustain = _points_or_inf(sigma, mu)
    return _interior(sigma, mu, T, T_break, T_sustain)


@documented
def tomahawk(sigma, mu, T=None):
    """All equilibria with their stability on a grid of trade costs: what can happen, and what is remembered.

    Trade costs may come in any order; ``T=None`` means 200 values in equal ratios between half-way (in logarithms) to
    the break point and the sustain point plus the same stretch again.

    Returns ``Tomahawk``. Raises ``ValueError`` as ``cp_interior`` does.

    >>> diagram = tomahawk(sigma=5, mu=.4, T=[1.5, 1.7, 2.1])
    >>> [[(round(point.lam, 3), point.stable) for point in points] for points in diagram.equilibria][0]
    [(0.0, True), (0.5, False), (1.0, True)]
    >>> [len(points) for points in diagram.equilibria]
    [3, 5, 1]
    """
    T_break, T_sustain = _points_or_inf(sigma, mu)
    T = _default_grid(sigma, mu) if T is None else require_vector("T", T)
    interior = [_interior(sigma, mu, float(cost), T_break, T_sustain) for cost in T]
    between = [
        (cost, found.lambda_unstable)
        for cost, found in zip(T, interior, strict=True)
        if found.lambda_unstable is not None
    ]
    return Tomahawk(
        T,
        tuple(_all_equilibria(found) for found in interior),
        T_break,
        T_sustain,
        *(np.array([pair[i] for pair in between]) for i in (0, 1)),
    )


# The model in logarithms of ratios ----------------------------------------------------------------------------


def _blend(a, b):
    """2 artanh(tanh(a/2) tanh(b/2)), odd and symmetric; either argument may be infinite."""
    product = math.tanh(a / 2) * math.tanh(b / 2)
    if abs(product) < 0.5:
        return 2 * math.atanh(product)
    size_a, size_b = abs(a), abs(b)  # near 1 the product loses digits that this form keeps
    value = min(size_a, size_b) + math.log1p(math.exp(-size_a - size_b))
    if size_a != size_b:
        value -= math.log1p(math.exp(-abs(size_a - size_b)))
    else:
        value -= math.log(2)
    return math.copysign(value, product)


def _logit(share):
    if share in (0, 1):
        return math.inf if share else -math.inf
    return math.log(share) - math.log1p(-share)


def _log_relative_wage(a, sigma, mu, l):
    """x = ln(w1/w2): closed at symmetry, without trade cost and at a core, else a root."""
    if a == 0 or l == 0:
        return 0.0
    if math.isinf(a):
        return math.copysign(1, a) * _blend(_income_weight(mu) - l, l) / sigma
    return _wage_by_root(a, sigma, mu, l)


def _wage_by_root(a, sigma, mu, l):
    m = _income_weight(mu)

    def excess(x):
        y = _blend(a - (sigma - 1) * x, l)
        return sigma * x - _blend(_blend(a + x, m) - y, l)

    return bracketed_root(excess, -l / sigma, l / sigma, accuracy=1e-16 * l / sigma)


def _income_weight(mu):
    return 2 * math.atanh(mu)  # ln((1+mu)/(1-mu))


def _levels(lam, x, y, sigma, mu, l, given):
    """From log ratios to wages and price indices, with lam w1 + (1-lam) w2 = 1."""
    log_w2 = -_log_mean(lam, x, 0.0)
    log_w1 = x + log_w2
    q = sigma - 1
    log_G1 = -_log_mean(lam, -q * log_w1, -q * log_w2 - l) / q
    log_G2 = -_log_mean(lam, -q * log_w1 - l, -q * log_w2) / q
    log_omega1, log_omega2 = log_w1 - mu * log_G1, log_w2 - mu * log_G2
    half_gap = (x + mu * y / q) / 2
    middle = exp_or_refuse("the mean real wage", (log_omega1 + log_omega2) / 2, **given)
    logs = (log_w1, log_w2, log_G1, log_G2, log_omega1, log_omega2)
    names = ("w1", "w2", "G1", "G2", "omega1", "omega2")
    levels = [exp_or_refuse(name, log, **given) for name, log in zip(names, logs, strict=True)]
    return CorePeriphery(*levels, real_wage_gap=2 * middle * math.sinh(half_gap))


def _log_mean(share, p, q):
    """ln(share e**p + (1-share) e**q), exact to rounding also where the result is close to zero."""
    if share > 0.5:
        share, p, q = 1 - share, q, p
    if share == 0:
        return q
    if p - q < 1:
        return q + math.log1p(share * math.expm1(p - q))
    return p + math.log(share + (1 - share) * math.exp(q - p))


def _log_trade_cost(sigma, T):
    require_above("sigma", sigma, 1)
    require_at_least("T", T, 1)
    sigma, T = float(sigma), float(T)
    l = (sigma - 1) * math.log(T)
    if not l < 1e300:
        raise ValueError(
            f"sigma = {sigma!r} is not allowed with T = {T!r}: give values with (sigma - 1) ln T below 1e300."
        )
    return sigma, l


# Break point, sustain point, unstable equilibria --------------------------------------------------------------


def _log_points(sigma, mu):
    """(sigma-1) ln T at the break point and at the sustain point."""
    require_above("sigma", sigma, 1)
    require_between("mu", mu, 0, 1, closed="neither")
    # exact, since close to a black hole the rounding of rho = (sigma-1)/sigma is larger than rho - mu
    ratio = Fraction(float(mu)) * Fraction(float(sigma)) / (Fraction(float(sigma)) - 1)  # mu / rho
    margin = float(1 - ratio)
    if margin <= 0:
        raise ValueError(
            f"mu = {mu!r} is not allowed with sigma = {sigma!r}: give mu below "
            f"(sigma - 1) / sigma = {(sigma - 1) / sigma:.6g} (no-black-hole condition)."
        )
    mu = float(mu)
    log_ratio = 2 * math.atanh(ratio) if ratio < 0.5 else math.log(2 - margin) - math.log(margin)
    l_break = log_ratio + _income_weight(mu)  # ln of (rho+mu)/(rho-mu) and of (1+mu)/(1-mu)

    # the printed equation in logarithms, with l factored out so that a small margin keeps its digits
    def excess(l):
        return l * margin + math.log1p((1 + mu) / 2 * math.expm1(-2 * l))

    far = -math.log((1 - mu) / 2) / margin
    return l_break, bracketed_root(excess, l_break, max(far, l_break))


def _points_or_inf(sigma, mu):
    l_break, l_sustain = _log_points(sigma, mu)
    q = float(sigma) - 1
    return tuple(math.exp(l / q) if l / q < 709.78 else math.inf for l in (l_break, l_sustain))


def _interior(sigma, mu, T, T_break, T_sustain):
    require_above("T", T, 1)  # at T = 1 real wages are equal for every lam
    sigma_, l = _log_trade_cost(sigma, T)
    T = float(T)
    between = T_break < T < T_sustain
    lam = _unstable_share(sigma_, float(mu), l) if between else None
    return InteriorEquilibria(3 if between else 1, lam, T_break < T, T_sustain > T)


def _unstable_share(sigma, mu, l):
    """The unstable equilibrium above 1/2. Equal real wages fix x and lam once p = a - (sigma-1) x is known.

    p runs from 0 (symmetry) to infinity (core). Divided by y the wage equation has no
    trivial root.
    """
    rho, m = (sigma - 1) / sigma, _income_weight(mu)

    def excess(p):
        if p == 0:
            Z = math.tanh(l / 2)
            return mu / rho + mu - Z * (mu * mu / rho + 1)
        y = _blend(p, l)
        return mu / rho + _blend(_blend(p - mu * y / rho, m) - y, l) / y

    # beyond a = 40 the share is 1 to the last digit
    p = bracketed_root(excess, 0.0, 40 + mu * l) if excess(40 + mu * l) > 0 else 40 + mu * l
    a = p - mu * _blend(p, l)
    lam = 1 / (1 + math.exp(-a))
    return min(max(lam, math.nextafter(0.5, 1)), math.nextafter(1, 0))  # never rounded onto an end


def _all_equilibria(found):
    points = [Equilibrium(0.5, found.symmetric_stable)]
    if found.lambda_unstable is not None:
        lam = found.lambda_unstable
        points = [Equilibrium(1 - lam, False), *points, Equilibrium(lam, False)]
    # where no core survives, lam = 0 and 1 are resting points but no equilibria: a first mover gains
    return (Equilibrium(0.0, True), *points, Equilibrium(1.0, True)) if found.core_stable else tuple(points)


def _default_grid(sigma, mu):
    l_break, l_sustain = _log_points(sigma, mu)
    q = float(sigma) - 1
    low, high = l_break / q / 2, (l_sustain + l_break / 2) / q
    top = exp_or_refuse("the largest trade cost of the default grid", high, sigma=sigma, mu=mu)
    return np.geomspace(math.exp(low), top, 200)
