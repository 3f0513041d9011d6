"""If one country makes exporting cheaper, who gains? (two countries that differ, Pareto ability)

The model of :mod:`missing_middle.models.melitz` for two countries with their own labour, ability, entry and fixed
costs. Fixed costs are paid in labour of the origin, there is no outside good, and country 2's wage is 1. With
``q = sigma - 1``, the share of ``j``'s spending on goods from ``i`` is ``t_ij`` over the sum of column ``j``, and
trade balances::

    t_ij = (L_i / f_e_i) x_min_i**k w_i**(1 - k sigma / q) tau_ij**-k f_ij**(1 - k/q)
    share_12 w_2 L_2 = share_21 w_1 L_1                                        one equation for the wage w_1
    phi_ii = phi_autarky_i share_ii**(-1/k)
    sum over j of f_ij (q / (k - q)) (x_min_i / phi_ij)**k = delta f_e_i       free entry gives phi_ij
    W_i = (q / sigma) (L_i / (sigma f_ii))**(1/q) phi_ii
    entrants_i = L_i q / (sigma k f_e_i),  mass_i = entrants_i (x_min_i / phi_ii)**k / delta

A country that takes the labour ``T_i`` from production to make exporting cheaper pays it by a tax on its people. Goods
are then made and bought by ``L_i - T_i``, and real income per head is ``W_i(L_i - T_i) (L_i - T_i) / L_i``.

Pairs are ordered by country; in the matrices ``f`` and ``tau`` the row is the origin and the column the market.

Sources: Melitz (2003, Econometrica 71); Melitz and Redding (2014, Handbook of International Economics 4); Demidova
(2008, IER 49).
"""

import math
from dataclasses import dataclass

from scipy.optimize import brentq

from missing_middle.models._floats import exp_or_refuse, finite_or_refuse
from missing_middle.models._logs import log_add
from missing_middle.models._record import Record
from missing_middle.models._require import require_above, require_at_least, require_between
from missing_middle.models.symbols import documented


@dataclass(frozen=True)
class MelitzTwoCountry(Record):
    """Trade equilibrium; names end in the number of the country."""

    relative_wage: float  #: wage of country 1 over wage of country 2
    phi_domestic_1: float  #: least ability that survives (units of ability)
    phi_domestic_2: float  #: the same for country 2
    phi_export_1: float  #: least ability that exports
    phi_export_2: float  #: the same for country 2
    export_probability_1: float  #: share of producing firms that export, 0 to 1
    export_probability_2: float  #: the same for country 2
    domestic_share_1: float  #: share of spending on home goods, 0 to 1
    domestic_share_2: float  #: the same for country 2
    welfare_1: float  #: real wage
    welfare_2: float  #: the same for country 2
    gains_1: float  #: real wage over real wage in autarky
    gains_2: float  #: the same for country 2
    mass_1: float  #: producing firms
    mass_2: float  #: the same for country 2
    entrants_1: float  #: entrants a period, unmoved by trade
    entrants_2: float  #: the same for country 2


@dataclass(frozen=True)
class UnilateralReform(Record):
    """What a change of export costs does to the people of two countries, after over before."""

    income_ratio_1: float  #: real income per head in country 1, the bill paid
    income_ratio_2: float  #: the same for country 2
    labour_break_even_1: float  #: people that country 1 could take from production and be where it was; 0 if it loses
    labour_break_even_2: float  #: the same for country 2


@documented
def melitz_two_country(k, sigma, delta, L, x_min, f_e, f, tau):
    """Trade between two countries that may differ in everything but ``k``, ``sigma`` and ``delta``.

    Returns :class:`MelitzTwoCountry`. Raises ``ValueError`` outside the domains, if in autarky even the least able firm
    of a country would stay, or if all firms of a country would export (this case is not covered).

    >>> from missing_middle.models import melitz_two_country
    >>> pair = dict(k=4.25, sigma=4, delta=1, L=(1, 1), x_min=(1, 1), f_e=(1, 1), tau=((1, 1.83), (1.83, 1)))
    >>> before = melitz_two_country(**pair, f=((1, .545), (.545, 1)))
    >>> after = melitz_two_country(**pair, f=((1, .4), (.545, 1)))         # only country 1 lowers its cost
    >>> gains = [100 * (after[name] / before[name] - 1) for name in ("welfare_1", "welfare_2")]
    >>> print("{:.3f}% for the reformer, {:.3f}% for its partner".format(*gains))
    0.125% for the reformer, 0.156% for its partner
    """
    L, x_min, f_e, f, tau = _checked(k, sigma, delta, L, x_min, f_e, f, tau)
    q = sigma - 1
    log_autarky = [_log_autarky_cutoff(i, k, q, delta, x_min[i], f_e[i], f[i][i]) for i in (0, 1)]
    log_wage, log_home, log_import = _trade_balance(k, sigma, L, x_min, f_e, f, tau)
    fields = {"relative_wage": exp_or_refuse("relative_wage", log_wage, L=L, tau=tau, f=f)}
    for i, j in ((0, 1), (1, 0)):
        given = {"sigma": sigma, "k": k, "L": L[i], "f": f[i], "f_e": f_e[i], "tau": tau[i]}
        log_gains = -log_home[i] / k
        log_phi = log_autarky[i] + log_gains
        # free entry: what the home market leaves of the entry cost, the share of imports, exports have to earn
        log_phi_export = (
            math.log(x_min[i])
            + (math.log(q / (k - q)) + math.log(f[i][j] / f_e[i]) - math.log(delta) - log_import[i]) / k
        )
        if log_phi_export < log_phi - 1e-14 * (1 + abs(log_phi)):
            raise ValueError(
                f"f[{i}][{j}] = {f[i][j]!r} is not allowed with f[{i}][{i}] = {f[i][i]!r} and these tau: "
                f"all firms of country {i + 1} would export. Give a larger fixed or trade cost."
            )
        entrants = L[i] * q / (sigma * k * f_e[i])
        log_welfare = math.log(q / sigma) + (math.log(L[i]) - math.log(sigma * f[i][i])) / q + log_phi
        for name, value in {
            "phi_domestic": exp_or_refuse("phi_domestic", log_phi, **given),
            "phi_export": exp_or_refuse("phi_export", log_phi_export, **given),
            "export_probability": min(1.0, math.exp(k * (log_phi - log_phi_export))),
            "domestic_share": math.exp(log_home[i]),
            "welfare": exp_or_refuse("welfare", log_welfare, **given),
            "gains": exp_or_refuse("gains", log_gains, **given),
            "mass": finite_or_refuse("mass", entrants * math.exp(k * (math.log(x_min[i]) - log_phi)) / delta, **given),
            "entrants": finite_or_refuse("entrants", entrants, **given),
        }.items():
            fields[f"{name}_{i + 1}"] = value
    return MelitzTwoCountry(**fields)


@documented
def unilateral_reform(k, sigma, delta, L, x_min, f_e, f, tau, f_export, labour=(0, 0)):
    """Who gains if one country, or both, make exporting cheaper, and what may it cost them?

    ``f`` holds the costs before, ``f_export`` those of exporting afterwards: country 1 acts alone if the second number
    is ``f[1][0]``. ``labour_break_even_1`` takes the labour of country 2 as given, and the reverse. Returns
    :class:`UnilateralReform`; raises ``ValueError`` as :func:`melitz_two_country` does.

    >>> from missing_middle.models import unilateral_reform
    >>> pair = dict(k=4.25, sigma=4, delta=1, L=(1, 1), x_min=(1, 1), f_e=(1, 1), tau=((1, 1.83), (1.83, 1)),
    ...             f=((1, .545), (.545, 1)))
    >>> alone = unilateral_reform(**pair, f_export=(.4, .545))
    >>> print(f"{alone.income_ratio_1 - 1:.3%} and {alone.income_ratio_2 - 1:.3%}; "
    ...       f"country 1 may spend {alone.labour_break_even_1:.3%} of its labour")
    0.125% and 0.156%; country 1 may spend 0.095% of its labour
    """
    L, x_min, f_e, f, tau = _checked(k, sigma, delta, L, x_min, f_e, f, tau)
    abroad = _pair("f_export", f_export, require_above, 0)
    spent = _pair("labour", labour, require_at_least, 0)
    for i in (0, 1):
        require_between(f"labour[{i}]", spent[i], 0, L[i], closed="left")
    reformed = [[f[0][0], abroad[0]], [abroad[1], f[1][1]]]
    before = melitz_two_country(k, sigma, delta, L, x_min, f_e, f, tau)

    def ratios(bill):
        """Real income per head, after over before, in both countries."""
        at_work = [people - taken for people, taken in zip(L, bill, strict=True)]
        after = melitz_two_country(k, sigma, delta, at_work, x_min, f_e, reformed, tau)
        return [after[f"welfare_{i + 1}"] / before[f"welfare_{i + 1}"] * at_work[i] / L[i] for i in (0, 1)]

    def break_even(i):
        def income(share):  # in logs, falling in the share of people that country i takes from production
            return math.log(ratios([share * L[i] if j == i else spent[j] for j in (0, 1)])[i])

        free = income(0.0)
        if free <= 0:
            return 0.0
        # who is taken away takes variety along: real income falls by more than in proportion
        bound = -math.expm1(-free) * (1 + 1e-6) + 1e-15
        return L[i] * brentq(income, 0.0, bound, xtol=1e-16, rtol=1e-12)

    return UnilateralReform(*ratios(spent), break_even(0), break_even(1))


def _trade_balance(k, sigma, L, x_min, f_e, f, tau):
    """``ln w_1``, and for each country the logs of the shares of spending on home goods and on imports."""
    q = sigma - 1
    per_wage = 1 - k * sigma / q  # how t_1j moves with w_1

    def log_t(i, j):
        return (
            math.log(L[i])
            - math.log(f_e[i])
            + k * math.log(x_min[i])
            - k * math.log(tau[i][j])
            + (1 - k / q) * math.log(f[i][j])
        )

    home_over_imports_1, home_over_imports_2 = log_t(0, 0) - log_t(1, 0), log_t(1, 1) - log_t(0, 1)

    def shares(log_wage):
        ahead_1, ahead_2 = home_over_imports_1 + per_wage * log_wage, home_over_imports_2 - per_wage * log_wage
        return (-log_add(0.0, -ahead_1), -log_add(0.0, -ahead_2)), (-log_add(0.0, ahead_1), -log_add(0.0, ahead_2))

    def exports_over_imports(log_wage):  # of country 1, in logs; falls in the wage with a slope below -1
        _, (imports_1, imports_2) = shares(log_wage)
        return imports_2 + math.log(L[1]) - imports_1 - log_wage - math.log(L[0])

    at_equal_wages = exports_over_imports(0.0)
    # with a slope of -1 the root is the bound itself, so rounding could hide the change of sign there
    bound = abs(at_equal_wages) * (1 + 1e-9) + 1e-9
    log_wage = 0.0
    if at_equal_wages != 0:
        log_wage = brentq(exports_over_imports, -bound, bound, xtol=1e-16, rtol=9e-16, maxiter=1000)
    return log_wage, *shares(log_wage)


def _log_autarky_cutoff(i, k, q, delta, x_min, f_e, f):
    log_rise = (math.log(q / (k - q)) + math.log(f) - math.log(delta) - math.log(f_e)) / k
    if log_rise <= 0:
        raise ValueError(
            f"f[{i}][{i}] = {f!r} is not allowed with f_e[{i}] = {f_e!r}, delta = {delta!r}: give one "
            f"above {delta * f_e * (k - q) / q:.6g} (otherwise even the least able entrant of "
            f"country {i + 1} stays, and there is no interior cutoff)."
        )
    return math.log(x_min) + log_rise


def _checked(k, sigma, delta, L, x_min, f_e, f, tau):
    """The arguments as plain floats, or ``ValueError``."""
    require_above("sigma", sigma, 1)
    require_above("k", k, 0)
    if k <= sigma - 1:
        raise ValueError(f"k = {k!r} is not allowed with sigma = {sigma!r}: give k above sigma - 1 = {sigma - 1:.6g}.")
    require_between("delta", delta, 0, 1, closed="right")
    pairs = [_pair(name, values, require_above, 0) for name, values in {"L": L, "x_min": x_min, "f_e": f_e}.items()]
    f = [_pair(f"f[{i}]", row, require_above, 0) for i, row in enumerate(_two("f", f))]
    tau = [_pair(f"tau[{i}]", row, require_at_least, 1) for i, row in enumerate(_two("tau", tau))]
    for i in (0, 1):
        if tau[i][i] != 1:
            raise ValueError(f"tau[{i}][{i}] = {tau[i][i]!r} is not allowed: selling at home costs nothing, give 1.")
    return *pairs, f, tau


def _pair(name, values, require, low):
    values = _two(name, values)
    for i, value in enumerate(values):
        require(f"{name}[{i}]", value, low)
    return [float(value) for value in values]


def _two(name, values):
    try:
        two = [] if isinstance(values, str | dict | set) else list(values)
    except TypeError:
        two = []
    if len(two) != 2:
        raise ValueError(f"{name} = {values!r} is not allowed: give two values, one for each country.")
    return two
