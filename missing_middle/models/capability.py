"""When does a late industrializer catch up, and when does it fall behind for ever?

The paper (sections 2.1 to 2.4) sorts industries by product and process capability, each high or low, and by
whether they export. The sorting is :func:`classify`. What moves an industry from box to box is told there in
words; the mapping of that story into the equations below is ours, and the paper itself contains no dynamics.
With ``G = ln(F / A)`` the gap to a frontier ``F`` that grows at rate ``g``, capability ``c = exp(-G)`` and
``b`` the growth that own effort leaves uncovered (Verspagen 1991)::

    dG/dt = b - a G exp(-G / delta),    b = g - lam u R
    spill-overs are largest, a delta / e = b_max, at the gap G = delta
    with W0, W-1 the real branches of the Lambert function and z = -b / (a delta):
    stable gap -delta W0(z), and for 0 < b < b_max a second one, -delta W-1(z), beyond which the gap grows for ever

Two dimensions share one budget ``R``, ``u_product + u_process = 1``; exporting a share ``E`` of output opens the
channel, ``a = a0 (1 + chi E)``; mastery of one may help to absorb the other, ``delta_product = delta0 +
kappa_product c_process`` (or the reverse).

Sources: Nelson and Phelps (1966, AER P&P 56); Verspagen (1991, Structural Change and Economic Dynamics 2);
Benhabib and Spiegel (2005, Handbook of Economic Growth 1A); Cohen and Levinthal (1989, EJ 99) for absorptive
capacity; Wong (1999) for the modes, as used in the paper.
"""

import math
from dataclasses import dataclass
from numbers import Real

import numpy as np
from scipy.integrate import solve_ivp
from scipy.special import lambertw

from missing_middle.models._floats import exp_or_refuse, finite_or_refuse
from missing_middle.models._record import Record
from missing_middle.models._require import require_above, require_at_least, require_between, require_finite
from missing_middle.models._vectors import require_vector
from missing_middle.models.symbols import documented

FOLD = 1e-9  # within this relative distance of b_max the two steady states are one


@documented
@dataclass(frozen=True)
class Capability(Record):
    """What decides the fate of one dimension of technology; ``ValueError`` outside the domains.

    >>> from missing_middle.models import Capability
    >>> Capability(a0=.05, delta0=2, g=.04, lam=.02)
    Capability(a0=0.05, delta0=2, g=0.04, lam=0.02)
    """

    a0: float  #: openness to technology transfer without exports, per year, above 0
    delta0: float  #: absorptive capacity of its own, above 0
    g: float  #: growth of the frontier, per year
    lam: float  #: growth that one unit of resources brings, 0 or more

    def __post_init__(self):
        super().__post_init__()
        require_above("a0", self.a0, 0)
        require_above("delta0", self.delta0, 0)
        require_finite("g", self.g)
        require_at_least("lam", self.lam, 0)


@dataclass(frozen=True)
class Mode(Record):
    """The box of the paper's Figures 1 and 2 in which an industry stands."""

    mode: str  #: fast_follower, process_pioneer, product_pioneer or application_specialist
    strategy: str  #: cluster, niche or free_riding: the strategy that the paper pairs with the mode
    orientation: str  #: global or domestic
    hyperquadrant: int  #: 4 [product high] + 2 [process high] + [global], 0 to 7
    is_globalized_fast_follower: bool  #: hyperquadrant 7, where the paper expects the highest welfare


@dataclass(frozen=True)
class GapSteadyState(Record):
    """Where the technology gap comes to rest; what does not exist is ``None``."""

    b_max: float  #: largest spill-over, a delta / e: above it there is no rest
    regime: str  #: leapfrog, parity, catch_up_with_trap or falling_behind
    G_stable: float | None  #: stable gap, ln(frontier / own level); negative if ahead
    G_unstable: float | None  #: a larger gap than this grows for ever
    c_stable: float | None  #: capability at the stable gap, exp(-G); 0 if below 1e-308
    eigenvalue_stable: float | None  #: speed of return to the stable gap, per year; 0 or below
    half_life: float | None  #: years in which half of a small deviation vanishes; inf at the fold


@dataclass(frozen=True)
class GapPath(Record):
    """A path of the gap; arrays shaped like ``t``, or numbers if ``t`` is a number."""

    t: np.ndarray  #: years
    G_t: np.ndarray  #: gap, ln(frontier / own level)
    c_t: np.ndarray  #: capability, exp(-G_t)


@dataclass(frozen=True)
class NelsonPhelps(Record):
    """Steady state of the linear catch-up model."""

    relative_level: float  #: own level over the frontier, 0 to 1
    gap: float  #: (frontier - own level) / own level


@dataclass(frozen=True)
class TwoDimensions(Record):
    """Steady state of product and process capability, and the box it falls into.

    The stable gap is reached from any gap below the unstable one. A dimension that falls behind has
    capability 0.
    """

    c_product: float  #: product capability, 1 at the frontier
    c_process: float  #: process capability, 1 at the frontier
    G_product: float | None  #: stable product gap; None if falling behind
    G_process: float | None  #: stable process gap; None if falling behind
    G_product_unstable: float | None  #: the product gap beyond which the country falls behind; None if there is none
    G_process_unstable: float | None  #: the same for process
    regime_product: str  #: see GapSteadyState
    regime_process: str  #: see GapSteadyState
    mode: str  #: see Mode
    strategy: str  #: see Mode
    orientation: str  #: see Mode
    hyperquadrant: int  #: see Mode
    is_globalized_fast_follower: bool  #: see Mode


@dataclass(frozen=True)
class FastFollowerRequirement(Record):
    """What it takes to be a fast follower, if the start is inside the basin of attraction."""

    u_product_min: float  #: share of resources that product capability needs; above 1 or inf: out of reach
    u_process_min: float  #: share of resources that process capability needs
    R_min: float  #: resources that suffice for both
    attainable: bool  #: True if R is R_min or more


MODES = {  # (product high, process high): mode, strategy
    (True, True): ("fast_follower", "cluster"),
    (False, True): ("process_pioneer", "niche"),
    (True, False): ("product_pioneer", "niche"),
    (False, False): ("application_specialist", "free_riding"),
}


@documented
def classify(c_product, c_process, export, c_bar=0.5, e_bar=0.5):
    """The mode, strategy and hyperquadrant of an industry.

    A value at its threshold counts as high. The paper also allows the cluster strategy as a way out of process
    pioneering; this function names the strategy of the box itself. Returns :class:`Mode`; raises ``ValueError``
    outside the domains.

    >>> from missing_middle.models import classify
    >>> classify(c_product=.3, c_process=.7, export=.6).mode
    'process_pioneer'
    """
    require_at_least("c_product", c_product, 0)
    require_at_least("c_process", c_process, 0)
    require_between("export", export, 0, 1)
    require_between("c_bar", c_bar, 0, 1, closed="neither")
    require_between("e_bar", e_bar, 0, 1, closed="neither")
    product, process, exports = bool(c_product >= c_bar), bool(c_process >= c_bar), bool(export >= e_bar)
    mode, strategy = MODES[product, process]
    hyperquadrant = 4 * product + 2 * process + exports
    return Mode(mode, strategy, "global" if exports else "domestic", hyperquadrant, hyperquadrant == 7)


@documented
def gap_steady_state(a, delta, b):
    """Where a technology gap comes to rest.

    Within a relative distance of 1e-9 of ``b_max`` both steady states are the fold ``G = delta``, which
    attracts only from below. Returns :class:`GapSteadyState`; raises ``ValueError`` outside the domains.

    >>> from missing_middle.models import gap_steady_state
    >>> rest = gap_steady_state(a=.05, delta=2, b=.02)
    >>> print(rest.regime, round(rest.c_stable, 3), round(rest.G_unstable, 3))
    catch_up_with_trap 0.596 5.085
    """
    require_above("a", a, 0)
    require_above("delta", delta, 0)
    require_finite("b", b)
    given = {"a": a, "delta": delta, "b": b}
    b_max = finite_or_refuse("b_max", a * delta / math.e, **given)
    if b > b_max * (1 + FOLD):
        return GapSteadyState(b_max, "falling_behind", None, None, None, None, None)
    if b == 0:
        return GapSteadyState(b_max, "parity", 0.0, None, 1.0, float(-a), math.log(2) / a)
    if abs(b - b_max) <= FOLD * b_max:
        return GapSteadyState(b_max, "catch_up_with_trap", delta, delta, math.exp(-delta), 0.0, math.inf)
    z = finite_or_refuse("b / (a delta)", -b / a / delta, **given)
    w = float(lambertw(z, 0).real)
    G_stable = -delta * w if abs(z) > 1e-150 else b / a  # where z underflows, spill-overs are linear
    eigenvalue = finite_or_refuse("eigenvalue_stable", -a * (1 + w) * math.exp(w), **given)
    G_unstable = _unstable_gap(a, delta, b) if b > 0 else None
    half_life = finite_or_refuse("half_life", math.log(2) / -eigenvalue, **given)
    return GapSteadyState(
        b_max,
        "leapfrog" if b < 0 else "catch_up_with_trap",
        G_stable,
        G_unstable,
        _capability(G_stable, **given),
        eigenvalue,
        half_life,
    )


def _unstable_gap(a, delta, b):
    """The larger root of ``a G exp(-G / delta) = b``."""
    log_x = math.log(b) - math.log(a) - math.log(delta)
    if log_x > -600:
        return float(-delta * lambertw(-math.exp(log_x), -1).real)
    y = -log_x  # y - ln y = -ln x; SciPy's branch ends where x underflows
    for _ in range(12):
        y = math.log(y) - log_x
    return delta * y


def _capability(G, **given):
    """``exp(-G)``; 0 if below 1e-308, and refused if too large for a float."""
    return math.exp(-G) if G > 0 else exp_or_refuse("c_stable", -G, **given)


@documented
def gap_trajectory(a, delta, b, G0, t):
    """The path of the gap from ``G0`` at the times ``t``.

    The relative error is below 1e-6 (a path that starts on the unstable gap leaves it, by rounding). Returns
    :class:`GapPath`; raises ``ValueError`` outside the domains or if capability would exceed every floating-point
    number.

    >>> from missing_middle.models import gap_trajectory
    >>> round(gap_trajectory(a=.05, delta=2, b=.02, G0=1, t=30).G_t, 6)
    0.758215
    """
    require_above("a", a, 0)
    require_above("delta", delta, 0)
    require_finite("b", b)
    require_finite("G0", G0)
    times = _times(t)
    given = {"a": a, "delta": delta, "b": b, "G0": G0}
    exp_or_refuse("capability at the start", max(-G0, 0), **given)
    growth = finite_or_refuse("b / (a delta)", b / a / delta, **given)
    if abs(growth) * a * float(times.max()) > 1e100:  # the solver of the path would not come to an end
        raise ValueError(
            f"b = {b!r} is not allowed with a = {a!r}, delta = {delta!r} and these times: the gap over "
            "delta would move by more than 1e100. Give less extreme values."
        )
    path = _path(growth, G0 / delta, a * times.ravel())
    G = delta * path.reshape(times.shape)
    exp_or_refuse("capability", max(-float(G.min(initial=0)), 0), **given)
    if times.ndim == 0:
        return GapPath(float(times), float(G), math.exp(-float(G)))
    return GapPath(times, G, np.exp(-G))


@documented
def nelson_phelps(phi, g):
    """The linear catch-up model: a share ``phi`` of the gap closes a year, the frontier grows at ``g``.

    The equations are ``dA/dt = phi (F - A)`` and ``dF/dt = g F``. Returns
    :class:`NelsonPhelps`; raises ``ValueError`` outside the domains.

    >>> from missing_middle.models import nelson_phelps
    >>> nelson_phelps(phi=.02, g=.02)
    NelsonPhelps(relative_level=0.5, gap=1.0)
    """
    require_above("phi", phi, 0)
    require_at_least("g", g, 0)
    gap = finite_or_refuse("gap", g / phi, phi=phi, g=g)
    return NelsonPhelps(1 / (1 + gap), gap)


@documented
def two_dimensional_steady_state(
    product, process, R, u_product, export, chi, kappa_product=0, kappa_process=0, c_bar=0.5, e_bar=0.5
):
    """Product and process capability in the long run, when both draw on one budget.

    What ``u_product`` leaves of the resources goes to process. At most one of ``kappa_product`` and
    ``kappa_process`` may be positive; the dimension that helps the other counts with its steady state, or with 0
    if it falls behind. Returns :class:`TwoDimensions`; raises ``ValueError`` outside the domains.

    >>> from missing_middle.models import Capability, two_dimensional_steady_state
    >>> product, process = Capability(.05, 2, .04, .02), Capability(.09, 1, .03, .05)
    >>> rest = two_dimensional_steady_state(product, process, R=1.5, u_product=.6, export=.5, chi=.4)
    >>> print(rest.mode, round(rest.c_product, 3))
    fast_follower 0.63
    """
    _require_capabilities(product, process)
    require_at_least("R", R, 0)
    require_between("u_product", u_product, 0, 1)
    require_between("export", export, 0, 1)
    for name, value in {"chi": chi, "kappa_product": kappa_product, "kappa_process": kappa_process}.items():
        require_at_least(name, value, 0)
    if kappa_product > 0 and kappa_process > 0:
        raise ValueError(
            f"kappa_product = {kappa_product!r} is not allowed with kappa_process = "
            f"{kappa_process!r}: set one of them to 0 (the solver needs a dimension that leads)."
        )
    effort = {"product": u_product * R, "process": (1 - u_product) * R}
    if kappa_process > 0:
        x = _rest(product, effort["product"], export, chi, 0.0)
        z = _rest(process, effort["process"], export, chi, kappa_process * (x.c_stable or 0.0))
    else:
        z = _rest(process, effort["process"], export, chi, 0.0)
        x = _rest(product, effort["product"], export, chi, kappa_product * (z.c_stable or 0.0))
    c_product, c_process = x.c_stable or 0.0, z.c_stable or 0.0
    box = classify(c_product, c_process, export, c_bar, e_bar)
    return TwoDimensions(
        c_product, c_process, x.G_stable, z.G_stable, x.G_unstable, z.G_unstable, x.regime, z.regime, **box.asdict()
    )


@documented
def fast_follower_requirement(product, process, R, export, chi, c_bar=0.5):
    """The effort and resources that make both capabilities reach ``c_bar``, without help between dimensions.

    The gap stays at ``m = min(-ln c_bar, delta)`` or less if and only if ``b <= a m exp(-m / delta)``.
    Returns :class:`FastFollowerRequirement`; raises ``ValueError`` outside the domains, or if effort is
    needed in a dimension whose ``lam`` is 0.

    >>> from missing_middle.models import Capability, fast_follower_requirement
    >>> product, process = Capability(.05, 2, .04, .02), Capability(.09, 1, .03, .05)
    >>> need = fast_follower_requirement(product, process, R=1.5, export=.5, chi=.4, c_bar=.6)
    >>> print(need.attainable, round(need.R_min, 4))
    True 0.8129
    """
    _require_capabilities(product, process)
    require_at_least("R", R, 0)
    require_between("export", export, 0, 1)
    require_at_least("chi", chi, 0)
    require_between("c_bar", c_bar, 0, 1, closed="neither")
    needs = [
        _resources_needed(name, dimension, export, chi, c_bar)
        for name, dimension in {"product": product, "process": process}.items()
    ]
    shares = [0.0 if need == 0 else need / R if R > 0 else math.inf for need in needs]
    R_min = finite_or_refuse("R_min", sum(needs), product=product, process=process)
    return FastFollowerRequirement(*shares, R_min, bool(R_min <= R))


def _require_capabilities(product, process):
    for name, value in {"product": product, "process": process}.items():
        if not isinstance(value, Capability):
            raise ValueError(f"{name} = {value!r} is not allowed: give a Capability(a0, delta0, g, lam).")


def _openness(dimension, export, chi):
    return finite_or_refuse("a0 * (1 + chi * export)", dimension.a0 * (1 + chi * export), a0=dimension.a0, chi=chi)


def _rest(dimension, effort, export, chi, help_to_absorb):
    """Steady state of one dimension with ``effort`` resources."""
    a = _openness(dimension, export, chi)
    delta = finite_or_refuse("delta", dimension.delta0 + help_to_absorb, delta0=dimension.delta0)
    own = dimension.lam * effort
    b = finite_or_refuse("b", dimension.g - own, g=dimension.g, lam=dimension.lam, effort=effort)
    if abs(b) <= 4e-16 * own:  # growth just covered, but for rounding: parity
        b = 0.0
    return gap_steady_state(a, delta, b)


def _resources_needed(name, dimension, export, chi, c_bar):
    a, delta = _openness(dimension, export, chi), dimension.delta0
    m = min(-math.log(c_bar), delta)
    growth_needed = max(0.0, dimension.g - a * m * math.exp(-m / delta))
    if growth_needed == 0:
        return 0.0
    if dimension.lam == 0:
        raise ValueError(
            f"lam = {dimension.lam!r} of {name} is not allowed here: its effort has to bring growth of "
            f"{growth_needed:.6g}. Give lam above 0."
        )
    return finite_or_refuse(f"resources for {name}", growth_needed / dimension.lam, lam=dimension.lam)


def _times(t):
    """``t`` as an array: without an axis if it is a number."""
    if isinstance(t, Real) or getattr(t, "ndim", None) == 0:
        require_at_least("t", t if isinstance(t, Real) else t.item(), 0)
        return np.array(float(t))
    return require_vector("t", t, low=0)


def _path(growth, start, times):
    """The scaled gap ``y = G / delta`` at the scaled times ``a t``: ``dy/ds = growth - y exp(-y)``."""
    order = np.argsort(times, kind="stable")
    wanted, where = np.unique(times[order], return_inverse=True)
    if wanted[-1] < 1e-290:  # no time at all, as far as a solver's steps go
        return np.full(times.shape, start)
    solution = solve_ivp(
        lambda s, y: growth - y * np.exp(-y),
        (0.0, wanted[-1]),
        [start],
        method="LSODA",
        t_eval=wanted,
        rtol=1e-10,
        atol=1e-13,
        jac=lambda s, y: [[(y[0] - 1) * np.exp(-y[0])]],
    )
    if not solution.success or not np.all(np.isfinite(solution.y)):
        raise ValueError(
            f"G0 / delta = {start!r} is not allowed with b / (a delta) = {growth!r}: the path moves too "
            f"fast to be followed ({solution.message}). Give a start closer to the frontier."
        )
    path = np.empty(times.shape)
    path[order] = solution.y[0][where]
    return path
