"""What does a larger market do to prices, firms and variety? (Krugman 1979: variable elasticity of demand)

Identical firms use labour ``alpha + beta x`` for output ``x``; each of ``L`` people has one unit of labour
and utility ``sum of v(c_i)`` over varieties; entry is free. With the elasticity of demand ``eps(c) = -v'(c) /
(c v''(c))``::

    PP, profit is largest    p / w = beta eps(c) / (eps(c) - 1)
    ZZ, profit is zero       p / w = beta + alpha / (L c)
    output  x = L c,         varieties  n = L / (alpha + beta x)

If ``eps`` falls with consumption, a larger market lowers the price, raises scale and the variety consumed,
and leaves each country with fewer firms. With a constant elasticity (CES) all the gains are variety.

=============  ============================  ==============  ===============================================
``utility``    v(c)                          par             consumption of a variety in equilibrium
=============  ============================  ==============  ===============================================
``cara``       1 - exp(-gamma c)             gamma above 0   2 alpha / (alpha gamma + R),
                                                             R**2 = alpha**2 gamma**2 + 4 alpha beta gamma L
``quadratic``  s c - c**2 / 2                s above 0       alpha s / (alpha + R),
                                                             R**2 = alpha**2 + alpha beta L s
``log``        ln(1 + c / s)                 s above 0       sqrt(alpha s / (beta L))
``ces``        c**((sigma - 1) / sigma)      sigma above 1   alpha (sigma - 1) / (beta L)
=============  ============================  ==============  ===============================================

``alpha``, ``beta`` and ``L`` are above 0. Sources: Krugman (1979, JIE 9), whose article is diagrammatic and
prints no numbers; Behrens and Murata (2007, JET 136) for ``cara``; Simonovska (2015, RES 82) for ``log``.
"""

import math
from collections import namedtuple
from dataclasses import dataclass
from itertools import pairwise

from scipy.optimize import brentq

from missing_middle.models._floats import finite_or_refuse
from missing_middle.models._record import Record
from missing_middle.models._require import require_above, require_at_least, require_one_of


@dataclass(frozen=True)
class Krugman1979(Record):
    """Equilibrium of one economy."""

    c: float  #: consumption of each variety by one person
    price_wage_ratio: float  #: price over wage, labour for one unit
    output: float  #: units made by a firm
    varieties: float  #: number of firms, each with its own variety
    real_wage: float  #: wage over price, in units of one variety
    elasticity: float  #: elasticity of demand at c, above 1
    markup: float  #: price over marginal cost, above 1
    utility: float | None  #: utility of one person, n v(c); None if v was not given


@dataclass(frozen=True)
class Integration(Record):
    """What integration with another economy changes for the home country: after over before."""

    price_ratio: float  #: price over wage
    real_wage_ratio: float  #: wage over price
    output_ratio: float  #: scale of a firm
    varieties_consumed_ratio: float  #: varieties that a person can choose from
    domestic_firms_ratio: float  #: firms that remain at home
    utility_ratio: float  #: utility of one person: variety_gain times scale_gain
    variety_gain: float  #: utility ratio if variety grew at the old price (first step; the order is ours)
    scale_gain: float  #: utility ratio as the price then falls with scale; 1 under CES


def krugman1979(utility, par, alpha, beta, L):
    """Equilibrium of one economy in closed form.

    ``utility`` is ``"cara"``, ``"quadratic"``, ``"log"`` or ``"ces"`` and ``par`` its parameter; see the
    table of this module. Returns :class:`Krugman1979`; raises ``ValueError`` outside the domains.

    >>> from missing_middle.models import krugman1979
    >>> economy = krugman1979("log", par=1, alpha=1, beta=1, L=10)
    >>> print(f"{economy.varieties:.4f} varieties at a markup of {economy.markup:.4f}")
    2.4025 varieties at a markup of 1.3162
    """
    kind = _checked_utility(utility, par, alpha, beta)
    require_above("L", L, 0)
    par, alpha, beta, L = float(par), float(alpha), float(beta), float(L)
    try:
        c, elasticity = kind.consumption(par, alpha, beta, L), kind.elasticity(par, alpha, beta, L)
        return _record(c, elasticity, lambda c: kind.v(par, c), alpha, beta, L, par=par)
    except ArithmeticError as error:
        _refuse_extremes(error, par=par, alpha=alpha, beta=beta, L=L)


def krugman1979_general(v_prime, v_second, alpha, beta, L, v=None):
    """The same equilibrium by root finding, for any utility.

    ``v_prime`` and ``v_second`` are the first and second derivative of utility, functions of a number ``c >
    0``: positive (until a satiation point, if there is one) and negative. The elasticity must not rise with
    ``c``. ``v`` with ``v(0) = 0`` is only needed for the level of utility. Returns :class:`Krugman1979`;
    raises ``ValueError`` outside the domains or if no consumption makes both conditions hold.

    >>> from missing_middle.models import krugman1979_general
    >>> economy = krugman1979_general(lambda c: 1 / (1 + c), lambda c: -1 / (1 + c)**2, alpha=1, beta=1, L=10)
    >>> print(f"{economy.varieties:.4f} varieties at a markup of {economy.markup:.4f}")
    2.4025 varieties at a markup of 1.3162
    """
    for name, value in {"v_prime": v_prime, "v_second": v_second}.items():
        if not callable(value):
            raise ValueError(f"{name} = {value!r} is not allowed: give a function of consumption.")
    if not (v is None or callable(v)):
        raise ValueError(f"v = {v!r} is not allowed: give a function of consumption, or None.")
    for name, value in {"alpha": alpha, "beta": beta, "L": L}.items():
        require_above(name, value, 0)
    alpha, beta, L = float(alpha), float(beta), float(L)
    elasticity = _Elasticity(v_prime, v_second)
    try:
        c = _consumption(elasticity, alpha, beta, L)
        elasticity.refuse_if_rising()
        return _record(c, elasticity(c), v and (lambda c: _number("v", v, c)), alpha, beta, L)
    except ArithmeticError as error:
        _refuse_extremes(error, alpha=alpha, beta=beta, L=L)


def krugman1979_integration(utility, par, alpha, beta, L_home, L_foreign):
    """What changes for the home country when two economies become one of size ``L_home + L_foreign``.

    ``L_home`` above 0, ``L_foreign`` 0 or more; the rest as in :func:`krugman1979`. Returns
    :class:`Integration`; raises ``ValueError`` outside the domains.

    >>> from missing_middle.models import krugman1979_integration
    >>> change = krugman1979_integration("log", par=1, alpha=1, beta=1, L_home=10, L_foreign=10)
    >>> print(f"{change.varieties_consumed_ratio:.2f} the variety, {change.domestic_firms_ratio:.2f} the firms")
    1.52 the variety, 0.76 the firms
    """
    kind = _checked_utility(utility, par, alpha, beta)
    require_above("L_home", L_home, 0)
    require_at_least("L_foreign", L_foreign, 0)
    world = float(L_home) + float(L_foreign)
    finite_or_refuse("L_home + L_foreign", world, L_home=L_home, L_foreign=L_foreign)
    before, after = (krugman1979(utility, par, alpha, beta, L) for L in (L_home, world))
    given = {"par": par, "alpha": alpha, "beta": beta, "L_home": L_home, "L_foreign": L_foreign}
    try:
        ratios = _ratios(before, after, L_home / world, lambda c: kind.v(float(par), c))
    except ArithmeticError as error:
        _refuse_extremes(error, **given)
    for name, value in ratios.items():  # each level fits into a float, but a ratio of two may not
        finite_or_refuse(name, value if value > 0 else math.nan, **given)
    return Integration(**ratios)


def _ratios(before, after, home_share, v):
    varieties = after.varieties / before.varieties
    utility_ratio = after.utility / before.utility
    # first more varieties at the old price, so less of each; then the price falls
    variety_gain = varieties * v(before.c / varieties) / v(before.c)
    return {
        "price_ratio": after.price_wage_ratio / before.price_wage_ratio,
        "real_wage_ratio": after.real_wage / before.real_wage,
        "output_ratio": after.output / before.output,
        "varieties_consumed_ratio": varieties,
        "domestic_firms_ratio": varieties * home_share,
        "utility_ratio": utility_ratio,
        "variety_gain": variety_gain,
        "scale_gain": utility_ratio / variety_gain,
    }


# Four utilities ---------------------------------------------------------------------------------------------

Utility = namedtuple("Utility", "least_par v consumption elasticity")  # functions of (par, ...)


def _root_cara(gamma, alpha, beta, L):
    return math.hypot(alpha * gamma, 2 * math.sqrt(alpha * gamma) * math.sqrt(beta * L))


def _root_quadratic(s, alpha, beta, L):
    return math.hypot(alpha, math.sqrt(alpha * s) * math.sqrt(beta * L))


# Written without differences of nearly equal numbers, so that tiny and huge markets keep their digits.
UTILITIES = {
    "cara": Utility(
        0,
        lambda gamma, c: -math.expm1(-gamma * c),
        lambda gamma, alpha, beta, L: 2 * alpha / (alpha * gamma + _root_cara(gamma, alpha, beta, L)),
        lambda gamma, alpha, beta, L: (1 + _root_cara(gamma, alpha, beta, L) / (alpha * gamma)) / 2,
    ),
    "quadratic": Utility(
        0,
        lambda s, c: c * (s - c / 2),
        lambda s, alpha, beta, L: alpha * s / (alpha + _root_quadratic(s, alpha, beta, L)),
        lambda s, alpha, beta, L: _root_quadratic(s, alpha, beta, L) / alpha,
    ),
    "log": Utility(
        0,
        lambda s, c: math.log1p(c / s),
        lambda s, alpha, beta, L: math.sqrt(alpha * s) / math.sqrt(beta * L),
        lambda s, alpha, beta, L: 1 + math.sqrt(s * beta * L / alpha),
    ),
    "ces": Utility(
        1,
        lambda sigma, c: c ** ((sigma - 1) / sigma),
        lambda sigma, alpha, beta, L: alpha * (sigma - 1) / (beta * L),
        lambda sigma, alpha, beta, L: sigma,
    ),
}


def _checked_utility(utility, par, alpha, beta):
    require_one_of("utility", utility, tuple(UTILITIES))
    require_above("par", par, UTILITIES[utility].least_par)
    require_above("alpha", alpha, 0)
    require_above("beta", beta, 0)
    return UTILITIES[utility]


# Any utility ------------------------------------------------------------------------------------------------


class _Elasticity:
    """``eps(c)`` of a user's utility, which remembers what it has seen."""

    def __init__(self, v_prime, v_second):
        self.v_prime, self.v_second, self.seen = v_prime, v_second, {}

    def __call__(self, c):
        first, second = _number("v_prime", self.v_prime, c), _number("v_second", self.v_second, c)
        if first <= 0:
            return 0.0  # satiated: nobody would pay for that much
        if second >= 0:
            raise ValueError(f"v_second({c:.6g}) = {second:.6g} is not allowed: it has to be negative.")
        self.seen[c] = -first / second / c
        return self.seen[c]

    def refuse_if_rising(self):
        points = sorted(self.seen)
        for low, high in pairwise(points):
            if self.seen[high] > self.seen[low] * (1 + 1e-9):
                raise ValueError(
                    "v_prime and v_second are not allowed: the elasticity rises from "
                    f"{self.seen[low]:.6g} at c = {low:.6g} to {self.seen[high]:.6g} at "
                    f"c = {high:.6g}. Give a utility whose elasticity does not rise."
                )


def _number(name, function, c):
    """The value of a user's function at ``c``, if it is a finite number."""
    try:
        value = float(function(c))
    except (ArithmeticError, TypeError, ValueError) as error:
        raise ValueError(f"{name}({c:.6g}) is not allowed to fail: {error}.") from error
    if not math.isfinite(value):
        raise ValueError(f"{name}({c:.6g}) = {value} is not allowed: give a function with finite values.")
    return value


def _consumption(elasticity, alpha, beta, L):
    """The root of ``beta / (eps - 1) = alpha / (L c)``."""

    def pull(log_c):  # falls from 1 to -1 as c rises; at most -1 where nobody could cover a fixed cost
        c = math.exp(log_c)
        above_one = elasticity(c) - 1
        if above_one < 1e-12:  # no more than rounding makes of an elasticity of 1
            return -1.0
        profit = alpha / L / c * above_one / beta
        return (profit - 1) / (profit + 1) if profit < 1e300 else 1.0

    left = right = math.log(alpha) - math.log(beta) - math.log(L)
    while pull(left) < 0:
        left, right = left - math.log(2), left
        if left < -340:  # further down the square of c underflows
            raise ValueError(
                "v_prime and v_second are not allowed with these alpha, beta and L: at no consumption "
                "is the elasticity far enough above 1. Give a utility with an elasticity above 1."
            )
    while pull(right) > 0:
        left, right = right, right + math.log(2)
        if right > 690:
            raise ValueError(
                "v_prime and v_second are not allowed with these alpha, beta and L: the elasticity is "
                "so large that no finite consumption is enough. Give a smaller alpha."
            )
    return math.exp(brentq(pull, left, right, xtol=1e-15, rtol=9e-16, maxiter=1000))


def _refuse_extremes(error, **given):
    arguments = ", ".join(f"{name} = {value!r}" for name, value in given.items())
    raise ValueError(
        f"{arguments} is not allowed together: a product of them leaves the floating-point range "
        f"({error}). Give less extreme values."
    ) from error


def _record(c, elasticity, v, alpha, beta, L, **more):
    """Everything that follows from consumption; the price from zero profit, which has no cancellation."""
    given = {**more, "alpha": alpha, "beta": beta, "L": L}
    per_unit = alpha / (beta * L * c) if beta * L * c > 0 else math.inf  # fixed over variable labour
    varieties = L / (alpha + beta * L * c)
    values = {
        "c": c,
        "price_wage_ratio": beta * (1 + per_unit),
        "output": L * c,
        "varieties": varieties,
        "real_wage": 1 / (beta * (1 + per_unit)),
        "elasticity": elasticity,
        "markup": 1 + per_unit,
        "utility": None if v is None else varieties * v(c),
    }
    for name, value in values.items():
        if value is not None:
            finite_or_refuse(name, value if value > 0 else math.nan, **given)
    return Krugman1979(**values)
