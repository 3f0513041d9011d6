"""What does a larger market do to prices, firms and variety? (Krugman 1979: variable elasticity of demand)

Identical firms use labour ``alpha + beta x`` for output ``x``; each of ``L`` people has one unit of labour
and utility ``sum of v(c_i)`` over varieties; entry is free. With the elasticity of demand ``eps(c) = -v'(c) /
(c v''(c))``::

    PP, profit is largest    p / w = beta eps(c) / (eps(c) - 1)
    ZZ, profit is zero       p / w = beta + alpha / (L c)
    output  x = L c,         varieties  n = L / (alpha + beta x)

The change from 0 to 1 is taken apart in two steps, first more varieties at the old price, so less of each, then the
lower price of larger firms (the order is ours)::

    utility_ratio  n_1 v(c_1) / (n_0 v(c_0)) = variety_gain scale_gain
    variety_gain   n_1 v(c_0 n_0 / n_1) / (n_0 v(c_0)),   scale_gain   v(c_1) / v(c_0 n_0 / n_1)

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

The size of ``U`` has no meaning of its own: any increasing function of it orders the same choices. What a larger
market is worth is therefore said in income (Hicks's two measures), with 0 before and 1 after::

    at the old prices and the old shelf   n_0 v(m c_0) = U_1      income would have to rise by the factor m
    at the new prices and the new shelf   n_1 v(k c_1) = U_0      the share 1 - k of income could be taken away

``m`` is infinite where tastes are bounded (``cara``, ``quadratic``) and ``U_1`` is beyond what ``n_0`` varieties can
give; ``k`` always exists. Under CES ``m = (L_1 / L_0)**(1 / (sigma - 1)) = 1 / k``.

Sources: Krugman (1979, JIE 9), whose article is diagrammatic and
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
from missing_middle.models.symbols import documented


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
    utility_ratio: float  #: utility of one person, an index without a unit: variety_gain times scale_gain
    variety_gain: float  #: utility ratio if variety grew at the old price (first step; the order is ours)
    scale_gain: float  #: utility ratio as the price then falls with scale; 1 under CES


@dataclass(frozen=True)
class IncomeGains(Record):
    """What integration is worth to a person of the home country, in income."""

    income_ratio: float  #: income at the old prices and shelf that is as good, over income; inf if none is enough
    income_ratio_variety: float  #: the same after the first step alone: more variety at the old price
    income_spared: float  #: share of income that could be taken away at the new prices and shelf, 0 to 1


@documented
def krugman1979(utility, par, alpha, beta, L):
    """Equilibrium of one economy in closed form.

    Utility of a variety is ``1 - exp(-gamma c)`` (``cara``), ``s c - c**2 / 2`` (``quadratic``), ``ln(1 + c / s)``
    (``log``) or ``c**((sigma - 1) / sigma)`` (``ces``). Returns :class:`Krugman1979`; raises ``ValueError`` outside
    the domains.

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


@documented
def krugman1979_general(v_prime, v_second, alpha, beta, L, v=None):
    """The same equilibrium by root finding, for any utility.

    The functions take a number ``c > 0``. The elasticity of demand must not rise with ``c``. ``v`` is only needed
    for the level of utility. Returns :class:`Krugman1979`;
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


@documented
def krugman1979_integration(utility, par, alpha, beta, L_home, L_foreign):
    """What changes for the home country when two economies become one of size ``L_home + L_foreign``.

    Returns :class:`Integration`; raises ``ValueError`` outside the domains.

    >>> from missing_middle.models import krugman1979_integration
    >>> change = krugman1979_integration("log", par=1, alpha=1, beta=1, L_home=10, L_foreign=10)
    >>> print(f"{change.varieties_consumed_ratio:.2f} the variety, {change.domestic_firms_ratio:.2f} the firms")
    1.52 the variety, 0.76 the firms
    """
    kind, before, after = _before_and_after(utility, par, alpha, beta, L_home, L_foreign)
    given = {"par": par, "alpha": alpha, "beta": beta, "L_home": L_home, "L_foreign": L_foreign}
    try:
        ratios = _ratios(before, after, L_home / (L_home + L_foreign), lambda c: kind.v(float(par), c))
    except ArithmeticError as error:
        _refuse_extremes(error, **given)
    for name, value in ratios.items():  # each level fits into a float, but a ratio of two may not
        finite_or_refuse(name, value if value > 0 else math.nan, **given)
    return Integration(**ratios)


@documented
def krugman1979_welfare(utility, par, alpha, beta, L_home, L_foreign):
    """What integration is worth to a person of the home country: the equivalent variation, in closed form.

    ``income_ratio`` is how far income would have to rise without integration, at the old prices and with the old
    varieties, to be as good; it is ``inf`` where tastes are bounded and no income is enough. The other measure, what
    could be taken away after integration, always exists. Returns :class:`IncomeGains`; raises ``ValueError`` outside
    the domains or if an income is finite and too large for a floating-point number.

    >>> from missing_middle.models import krugman1979_welfare
    >>> worth = krugman1979_welfare("quadratic", par=1.2, alpha=1.5, beta=1, L_home=15, L_foreign=30)
    >>> print(f"{100 * (worth.income_ratio - 1):.1f}% of income; by variety alone "
    ...       f"{100 * (worth.income_ratio_variety - 1):.1f}%; {100 * worth.income_spared:.1f}% could be taken away")
    24.2% of income; by variety alone 6.1%; 18.2% could be taken away
    >>> krugman1979_welfare("cara", par=1.05, alpha=1.5, beta=1, L_home=1, L_foreign=1000).income_ratio
    inf
    """
    kind, before, after = _before_and_after(utility, par, alpha, beta, L_home, L_foreign)
    given = {"par": par, "alpha": alpha, "beta": beta, "L_home": L_home, "L_foreign": L_foreign}
    par, varieties = float(par), finite_or_refuse("varieties", after.varieties / before.varieties, **given)

    def income(level, c):  # that buys utility ``level`` per variety, over the income that buys ``c`` of each
        needed = kind.inverse(par, level)
        return needed if needed == math.inf else finite_or_refuse("income_ratio", needed / c, **given)

    try:
        both_steps = income(varieties * kind.v(par, after.c), before.c)
        first_step = income(varieties * kind.v(par, before.c / varieties), before.c)
        kept = income(kind.v(par, before.c) / varieties, after.c)
    except ArithmeticError as error:
        _refuse_extremes(error, **given)
    # nobody loses; rounding might say so where hardly anything changes
    return IncomeGains(max(both_steps, 1.0), max(first_step, 1.0), min(max(1 - kept, 0.0), 1.0))


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


def _before_and_after(utility, par, alpha, beta, L_home, L_foreign):
    """The utility, and the home economy alone and as part of the world."""
    kind = _checked_utility(utility, par, alpha, beta)
    require_above("L_home", L_home, 0)
    require_at_least("L_foreign", L_foreign, 0)
    world = float(L_home) + float(L_foreign)
    finite_or_refuse("L_home + L_foreign", world, L_home=L_home, L_foreign=L_foreign)
    return kind, *(krugman1979(utility, par, alpha, beta, L) for L in (L_home, world))


# Four utilities ---------------------------------------------------------------------------------------------

Utility = namedtuple(
    "Utility", "least_par v inverse consumption elasticity"
)  # functions of (par, ...); the inverse of v is inf where v does not reach


def _root_cara(gamma, alpha, beta, L):
    return math.hypot(alpha * gamma, 2 * math.sqrt(alpha * gamma) * math.sqrt(beta * L))


def _root_quadratic(s, alpha, beta, L):
    return math.hypot(alpha, math.sqrt(alpha * s) * math.sqrt(beta * L))


# Written without differences of nearly equal numbers, so that tiny and huge markets keep their digits.
UTILITIES = {
    "cara": Utility(
        0,
        lambda gamma, c: -math.expm1(-gamma * c),
        lambda gamma, u: -math.log1p(-u) / gamma if u < 1 else math.inf,
        lambda gamma, alpha, beta, L: 2 * alpha / (alpha * gamma + _root_cara(gamma, alpha, beta, L)),
        lambda gamma, alpha, beta, L: (1 + _root_cara(gamma, alpha, beta, L) / (alpha * gamma)) / 2,
    ),
    "quadratic": Utility(
        0,
        lambda s, c: c * (s - c / 2),
        lambda s, u: 2 * u / s / (1 + math.sqrt(1 - 2 * u / s / s)) if 2 * u / s <= s else math.inf,
        lambda s, alpha, beta, L: alpha * s / (alpha + _root_quadratic(s, alpha, beta, L)),
        lambda s, alpha, beta, L: _root_quadratic(s, alpha, beta, L) / alpha,
    ),
    "log": Utility(
        0,
        lambda s, c: math.log1p(c / s),
        lambda s, u: s * math.expm1(u),
        lambda s, alpha, beta, L: math.sqrt(alpha * s) / math.sqrt(beta * L),
        lambda s, alpha, beta, L: 1 + math.sqrt(s * beta * L / alpha),
    ),
    "ces": Utility(
        1,
        lambda sigma, c: c ** ((sigma - 1) / sigma),
        lambda sigma, u: u ** (sigma / (sigma - 1)),
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
