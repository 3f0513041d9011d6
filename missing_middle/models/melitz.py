"""Why does opening to trade close firms and still raise welfare? (Melitz 2003, identical countries)

Firms differ in ability ``phi``; demand is CES and labour the only input, with the wage as unit of account. An
entrant pays ``f_e``, learns its ability, and stays if it earns at least the fixed cost ``f``. Selling in each
of ``n`` equal foreign markets costs ``f_x`` more, and ``tau`` units must leave for one to arrive. A firm dies
with probability ``delta`` a period. With ``q = sigma - 1``, ``rho = q / sigma``, and J and s from
:mod:`missing_middle.models.distributions`::

    a firm's profit              phi**q B / sigma - f,  B = L (rho / W)**q   (demand in each market)
    autarky                      f J(phi_autarky) = delta f_e                (free entry)
    selection, tau**q f_x > f    phi_export = phi_domestic tau (f_x / f)**(1/q),
                                 f J(phi_domestic) + n f_x J(phi_export) = delta f_e
    all export, otherwise        phi_export = phi_domestic,  (f + n f_x) J(phi_domestic) = delta f_e
    number of firms              M = L / average revenue
    welfare (real wage)          W = rho (L / (sigma f))**(1/q) phi_domestic, or, if all export,
                                 W = rho (L (1 + n tau**-q) / (sigma (f + n f_x)))**(1/q) phi_domestic
    domestic share               1 / (1 + n tau**-q m(phi_export) / m(phi_domestic)),  m(x) = x**q s(x)
    entrants a period            delta M / (1 - G(phi_domestic))
    winners                      phi_winner**q (B_trade (1 + n tau**-q) - B_autarky) = sigma n f_x

Sources: Melitz (2003, Econometrica 71); Chaney (2008, AER 98) and Arkolakis, Costinot and Rodriguez-Clare
(2012, AER 102) for the Pareto case; Melitz and Redding (2015, AER 105) for the calibration used in the tests.
"""

import math
import sys
from collections import namedtuple
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq

from missing_middle.models._floats import exp_or_refuse, finite_or_refuse
from missing_middle.models._logs import log_add
from missing_middle.models._record import Record
from missing_middle.models._require import require_above, require_at_least, require_between, require_count
from missing_middle.models._vectors import require_vector
from missing_middle.models.distributions import Pareto, as_distribution
from missing_middle.models.symbols import documented

SELECTION, ALL_EXPORT = "selection", "all_export"
GAUSS_12 = [((node + 1) / 2, weight / 2) for node, weight in zip(*np.polynomial.legendre.leggauss(12), strict=True)]


@dataclass(frozen=True)
class Melitz(Record):
    """Autarky and trade equilibrium of one of ``n + 1`` identical countries.

    Everything from ``regime`` on is ``None`` if there is no partner (``n = 0``).
    """

    phi_autarky: float  #: least ability that survives in autarky (units of ability)
    welfare_autarky: float  #: real wage in autarky
    mass_autarky: float  #: producing firms in autarky
    avg_profit_autarky: float  #: average profit of a producing firm, labour a period
    phi_tilde_autarky: float  #: average ability (power mean of order q) of producing firms
    entrants_autarky: float  #: entrants a period
    regime: str | None = None  #: "selection": only the able export; "all_export": every firm does
    phi_domestic: float | None = None  #: least ability that survives with trade
    phi_export: float | None = None  #: least ability that exports (above x_max: nobody does)
    export_probability: float | None = None  #: share of producing firms that export, 0 to 1
    survival_probability: float | None = None  #: share of entrants able enough to produce (not 1 - delta)
    avg_profit: float | None = None  #: average profit of a producing firm, labour a period
    avg_revenue: float | None = None  #: average revenue of a producing firm, labour a period
    mass: float | None = None  #: producing firms of one country
    mass_exporters: float | None = None  #: exporting firms of one country
    varieties_available: float | None = None  #: varieties on sale in one country, home and foreign
    entrants: float | None = None  #: entrants a period
    welfare: float | None = None  #: real wage with trade
    gains: float | None = None  #: welfare over welfare in autarky
    domestic_share: float | None = None  #: share of spending on home goods, 0 to 1
    price_index: float | None = None  #: of the consumption basket, in units of labour: 1 / welfare
    phi_tilde: float | None = None  #: average ability (power mean of order q) of producing firms
    domestic_revenue_ratio: float | None = None  #: a survivor's home sales over its sales in autarky
    exporter_revenue_ratio: float | None = None  #: an exporter's total sales over its sales in autarky
    firm_count_ratio: float | None = None  #: mass over mass_autarky
    variety_ratio: float | None = None  #: varieties_available over mass_autarky
    phi_winner: float | None = None  #: firms above it earn more than in autarky; None if f_x = 0 or no exports


@dataclass(frozen=True)
class EntryCurves(Record):
    """Average profit against the cutoff: two curves that cross in equilibrium; arrays like ``phi``."""

    phi: np.ndarray  #: candidate cutoffs
    zcp_autarky: np.ndarray  #: average profit if firms above phi produce, no trade (zero cutoff profit)
    zcp_trade: np.ndarray  #: the same with trade
    free_entry: np.ndarray  #: average profit that just pays for entry; inf where nobody is that able


@dataclass(frozen=True)
class FirmOutcomes(Record):
    """What trade does to firms of given abilities; arrays shaped like ``phi``, money in labour a period.

    A firm that does not produce has revenue and profit 0.
    """

    phi: np.ndarray  #: abilities
    status: np.ndarray  #: "never produces", "exits", "domestic" or "exporter"
    revenue_autarky: np.ndarray  #: sales in autarky
    revenue_domestic: np.ndarray  #: home sales with trade
    revenue_export: np.ndarray  #: sales to all partners together
    profit_autarky: np.ndarray  #: profit in autarky
    profit_trade: np.ndarray  #: profit with trade
    wins: np.ndarray  #: True where profit is higher with trade


@documented
def melitz_symmetric(dist, sigma, f, f_x, f_e, delta, tau, n, L):
    """Equilibrium with and without trade, for any distribution of ability, by root finding.

    Returns :class:`Melitz`. Raises ``ValueError`` outside the domains, if even the least able entrant would stay (no
    interior cutoff), or if a result is too large for a floating-point number.

    >>> from missing_middle.models import melitz_symmetric, pareto
    >>> trade = melitz_symmetric(pareto(4.25, 1), sigma=4, f=1, f_x=.545, f_e=1, delta=1, tau=1.83, n=1, L=1)
    >>> print(f"{trade.firm_count_ratio:.3f} of the firms, {trade.gains:.4f} times the welfare")
    0.910 of the firms, 1.0224 times the welfare
    """
    at = _settings(sigma, f, f_x, f_e, delta, tau, n, L)
    tail = as_distribution(dist).tail(at.q)
    log_phi_autarky = _autarky_cutoff(tail, at)
    log_rise = _cutoff_rise(tail, at, log_phi_autarky) if at.n else 0.0
    return _record(tail, at, log_phi_autarky, log_rise)


@documented
def melitz_pareto(dist, sigma, f, f_x, f_e, delta, tau, n, L):
    """The same equilibrium in closed form; ``dist`` must be ``pareto(k, x_min)`` with ``k > sigma - 1``.

    With ``Omega = n tau**-k (f_x / f)**(1 - k/q)`` in the selection regime, ``phi_domestic`` is
    ``phi_autarky`` times ``(1 + Omega)**(1/k)`` and the domestic share ``1 / (1 + Omega)``. Record and
    errors as in :func:`melitz_symmetric`.

    >>> from missing_middle.models import melitz_pareto, pareto
    >>> melitz_pareto(pareto(4.25, 1), sigma=4, f=1, f_x=.545, f_e=1, delta=1, tau=1.83, n=1, L=1).mass
    0.0669226...
    """
    at = _settings(sigma, f, f_x, f_e, delta, tau, n, L)
    if not isinstance(dist, Pareto):
        raise ValueError(f"dist = {dist!r} is not allowed: the closed form needs pareto(k, x_min).")
    tail = dist.tail(at.q)  # k above sigma - 1, or an error
    return _pareto_record(dist.k, dist.x_min, tail, at)


@documented
def melitz_curves(dist, sigma, f, f_x, f_e, delta, tau, n, phi):
    """Zero-cutoff-profit and free-entry curves at candidate cutoffs ``phi``.

    They cross at the equilibrium cutoff. Returns :class:`EntryCurves`; domains and errors as in
    :func:`melitz_symmetric`.

    >>> from missing_middle.models import melitz_curves, pareto
    >>> curves = melitz_curves(pareto(4.25, 1), 4, 1, f_x=.545, f_e=1, delta=1, tau=1.83, n=1, phi=[1.2, 1.3])
    >>> print(curves.zcp_trade.round(3), curves.free_entry.round(3))     # ZCP is flat under Pareto
    [2.637 2.637] [2.17 3.05]
    """
    at = _settings(sigma, f, f_x, f_e, delta, tau, n, L=1)
    tail = as_distribution(dist).tail(at.q)
    phi = require_vector("phi", phi, above=0, smallest=0)
    step = _log_export_step(at)
    here = np.array([tail(math.log(x)) for x in phi]).reshape(-1, 3)
    abroad = np.array([tail.log_J(math.log(x) + step) if at.n else -math.inf for x in phi])
    with np.errstate(invalid="ignore", over="ignore"):  # above the most able: infinite entry cost
        per_firm = np.where(np.isneginf(here[:, 0]), 0.0, np.exp(here[:, 2] - here[:, 0]))
        export = np.where(np.isneginf(abroad), 0.0, np.exp(abroad - here[:, 0]))
        free_entry = at.delta * at.f_e * np.exp(-here[:, 0])
        zcp_trade = at.f * per_firm + at.n * at.f_x * export
    if not np.all(np.isfinite(zcp_trade)):
        raise ValueError(f"phi = {phi!r} is not allowed with f = {f!r}, f_x = {f_x!r}: profit would overflow.")
    return EntryCurves(phi, at.f * per_firm, zcp_trade, free_entry)


@documented
def melitz_firms(dist, sigma, f, f_x, f_e, delta, tau, n, L, phi):
    """Who wins and who loses from trade: sales and profit of firms of abilities ``phi``, before and after.

    ``n`` is at least 1. Returns :class:`FirmOutcomes`; errors as in :func:`melitz_symmetric`.

    >>> from missing_middle.models import melitz_firms, pareto
    >>> firms = melitz_firms(pareto(4.25, 1), 4, f=1, f_x=.545, f_e=1, delta=1, tau=1.83, n=1, L=1,
    ...                      phi=[1.1, 1.24, 1.5, 2, 3])
    >>> print(*zip(firms.status.tolist(), firms.wins.tolist()))
    ('never produces', False) ('exits', False) ('domestic', False) ('exporter', False) ('exporter', True)
    """
    require_count("n", n, 1)
    trade = melitz_symmetric(dist, sigma, f, f_x, f_e, delta, tau, n, L)
    sigma, f, f_x, tau = (float(value) for value in (sigma, f, f_x, tau))
    phi, q = require_vector("phi", phi, above=0, smallest=0), sigma - 1
    produced, produces, exports = (
        phi >= cutoff for cutoff in (trade.phi_autarky, trade.phi_domestic, trade.phi_export)
    )
    # sales at the cutoff are sigma f in autarky, and every firm sells in proportion to ability to the power q
    with np.errstate(over="ignore"):  # an overflow is refused below
        potential = sigma * f * (phi / trade.phi_autarky) ** q
    revenue_autarky = np.where(produced, potential, 0.0)
    at_home = potential * trade.domestic_revenue_ratio
    revenue_domestic = np.where(produces, at_home, 0.0)
    revenue_export = np.where(exports, n * tau**-q * at_home, 0.0)
    profit_autarky = revenue_autarky / sigma - f * produced
    profit_trade = (revenue_domestic + revenue_export) / sigma - f * produces - n * f_x * exports
    status = np.select([exports, produces, produced], ["exporter", "domestic", "exits"], "never produces")
    # where there is no threshold, nobody gains (f_x = 0), or only abilities that no firm has would
    wins = phi > trade.phi_winner if trade.phi_winner else (f_x > 0) & exports & (profit_trade > profit_autarky)
    if not np.all(np.isfinite(revenue_autarky)):
        raise ValueError(f"phi = {phi!r} is not allowed with sigma = {sigma!r}: sales would overflow.")
    return FirmOutcomes(
        phi, status, revenue_autarky, revenue_domestic, revenue_export, profit_autarky, profit_trade, wins
    )


# Parameters -------------------------------------------------------------------------------------------------

Settings = namedtuple("Settings", "q f f_x f_e delta tau n L selects")


def _settings(sigma, f, f_x, f_e, delta, tau, n, L):
    """Check everything, and say whether exporting selects."""
    require_above("sigma", sigma, 1)
    for name, value in {"f": f, "f_e": f_e, "L": L}.items():
        require_above(name, value, 0)
    require_at_least("f_x", f_x, 0)
    if 0 < f_x < sys.float_info.min:  # a subnormal number has lost its digits, and phi_winner would lose them too
        raise ValueError(f"f_x = {f_x!r} is not allowed: give 0, or a number of {sys.float_info.min:.3g} or more.")
    require_between("delta", delta, 0, 1, closed="right")
    require_at_least("tau", tau, 1)
    require_count("n", n)
    require_between("n", n, 0, 10**15)  # beyond that, n + 1 countries are n countries
    q, f, f_x, tau = float(sigma) - 1, float(f), float(f_x), float(tau)
    selects = _exporting_selects(q, f, f_x, tau)
    return Settings(q, f, f_x, float(f_e), float(delta), tau, int(n), float(L), selects)


def _exporting_selects(q, f, f_x, tau):
    if q * math.log(tau) < 700:
        return tau**q * f_x > f
    return f_x > 0 and q * math.log(tau) + math.log(f_x) > math.log(f)


# Cutoffs, by root finding -----------------------------------------------------------------------------------


def _autarky_cutoff(tail, at):
    """``ln phi_autarky`` from ``f J = delta f_e``."""
    log_target = math.log(at.delta) + math.log(at.f_e) - math.log(at.f)
    if tail.low > -math.inf and tail.log_J(tail.low) <= log_target:
        _refuse_no_cutoff(at, log_target + math.log(at.f) - tail.log_J(tail.low))
    return falling_root(lambda y: tail.log_J(y) - log_target, tail.start, tail.low, tail.high)


def _cutoff_rise(tail, at, log_phi_autarky):
    """``ln(phi_domestic / phi_autarky)``, 0 or more, from free entry with trade."""
    if at.f_x == 0 or tail.log_J(log_phi_autarky + _log_export_step(at)) == -math.inf:
        return 0.0
    rise = _small_rise(tail, at, log_phi_autarky)
    if rise is not None:
        return rise
    log_target = math.log(at.delta) + math.log(at.f_e)
    return falling_root(
        lambda rise: _log_expected_profit(tail, at, log_phi_autarky + rise) - log_target,
        0.0,
        0.0,
        tail.high - log_phi_autarky,
    )


def _small_rise(tail, at, log_phi_autarky):
    """The rise if it is tiny, where the difference of two expected profits would lose it; else ``None``.

    Free entry says that home profits lost equal export profits won, and home profit falls with the log of the
    cutoff at the rate ``f q s``; the midpoint rule on that rate leaves a relative error of the order of the
    rise squared.
    """
    rise = 0.0
    for _ in range(3):
        won = math.log(at.n) + math.log(at.f_x) + tail.log_J(log_phi_autarky + rise + _log_export_step(at))
        lost = math.log(at.f) + math.log(at.q) + tail(log_phi_autarky + rise / 2)[1]
        if won - lost > math.log(1e-5 / max(1.0, at.q)):
            return None
        rise = math.exp(won - lost)
    return rise


def _log_expected_profit(tail, at, log_cutoff):
    """``ln`` of an entrant's expected profit a period, if firms above the cutoff produce."""
    at_home = math.log(at.f) + tail.log_J(log_cutoff)
    abroad = math.log(at.n) + math.log(at.f_x) + tail.log_J(log_cutoff + _log_export_step(at))
    return log_add(at_home, abroad)


def _log_export_step(at):
    """``ln(phi_export / phi_domestic)``."""
    return math.log(at.tau) + (math.log(at.f_x) - math.log(at.f)) / at.q if at.selects else 0.0


def falling_root(falling, start, low, high):
    """The zero of a falling function on ``(low, high)``, either of which may be infinite."""
    left = right = start
    step = 1.0
    while falling(left) < 0:
        left, right, step = max(left - step, low), left, 2 * step
    step = 1.0
    while falling(right) > 0:
        # towards a finite end by halves: there the function is minus infinity, which a secant cannot use
        left, right, step = right, min(right + step, (right + high) / 2), 2 * step
        if right == left:
            raise ValueError(
                "this f_e is not allowed with these f, delta and dist: it is so small that the cutoff "
                "cannot be told from the ability of the best firm. Give a larger f_e or a smaller f."
            )
    return brentq(falling, left, right, xtol=1e-16, rtol=9e-16, maxiter=1000) if left < right else left


# The record -------------------------------------------------------------------------------------------------


def _record(tail, at, log_phi_autarky, log_rise):
    """Everything that follows from the two cutoffs."""
    log_survival, _, log_J = tail(log_phi_autarky)
    survival = exp_or_refuse("survival in autarky", log_survival, **_given(at))
    avg_profit = at.delta * at.f_e / survival
    autarky = {
        "phi_autarky": exp_or_refuse("phi_autarky", log_phi_autarky, **_given(at)),
        "welfare_autarky": _welfare_autarky(at, log_phi_autarky),
        "mass_autarky": at.L / ((1 + at.q) * (avg_profit + at.f)),
        "avg_profit_autarky": avg_profit,
        "phi_tilde_autarky": _phi_tilde("phi_tilde_autarky", at, log_phi_autarky, log_J - log_survival),
        "entrants_autarky": at.delta * at.L / ((1 + at.q) * (avg_profit + at.f)) / survival,
    }
    trade = _trade(tail, at, log_phi_autarky, log_rise, avg_profit) if at.n else {}
    return _checked(Melitz(**autarky, **trade), at)


def _trade(tail, at, log_phi_autarky, log_rise, avg_profit_autarky):
    log_phi = log_phi_autarky + log_rise
    log_phi_export = log_phi + _log_export_step(at)
    log_survival, log_s, log_J = tail(log_phi)
    log_survival_x, log_s_x, _ = tail(log_phi_export)
    survival = exp_or_refuse("survival_probability", log_survival, **_given(at))
    exporters = math.exp(log_survival_x - log_survival)  # 0 if below 1e-308: that is how a float says it
    avg_profit = at.delta * at.f_e / survival
    costs = avg_profit + at.f + at.n * exporters * at.f_x  # a firm's variable profit pays for these
    mass = at.L / ((1 + at.q) * costs)
    # sales abroad over sales at home; with selection tau**-q (phi_export / phi_domestic)**q is f_x / f
    foreign = (
        math.exp(math.log(at.n) + math.log(at.f_x) - math.log(at.f) + log_s_x - log_s)
        if at.selects
        else at.n * at.tau**-at.q
    )
    return _trade_fields(at, tail, log_phi_autarky, log_rise, exporters, foreign) | {
        "survival_probability": survival,
        "avg_profit": avg_profit,
        "avg_revenue": (1 + at.q) * costs,
        "mass": mass,
        "mass_exporters": mass * exporters,
        "varieties_available": mass * (1 + at.n * exporters),
        "entrants": at.delta * mass / survival,
        "phi_tilde": _phi_tilde("phi_tilde", at, log_phi, log_J - log_survival),
        "firm_count_ratio": (avg_profit_autarky + at.f) / costs,
        "variety_ratio": (avg_profit_autarky + at.f) / costs * (1 + at.n * exporters),
    }


def _pareto_record(k, x_min, tail, at):
    """Closed forms for Pareto ability, in both regimes."""
    q, per_profit = at.q, k / (k - at.q)  # average sales over sales at the cutoff
    log_phi_autarky = math.log(x_min) + math.log(q / (k - q) * at.f / (at.delta * at.f_e)) / k
    if log_phi_autarky <= math.log(x_min):
        _refuse_no_cutoff(at, math.log(at.delta * at.f_e * (k - q) / q))
    entrants = at.L * q / ((1 + q) * k * at.f_e)  # trade does not change it
    autarky = {
        "phi_autarky": exp_or_refuse("phi_autarky", log_phi_autarky, **_given(at)),
        "welfare_autarky": _welfare_autarky(at, log_phi_autarky),
        "mass_autarky": at.L * (k - q) / ((1 + q) * k * at.f),
        "avg_profit_autarky": at.f * q / (k - q),
        "phi_tilde_autarky": exp_or_refuse("phi_tilde_autarky", log_phi_autarky + math.log(per_profit) / q),
        "entrants_autarky": entrants,
    }
    if not at.n:
        return _checked(Melitz(**autarky), at)
    exporters = math.exp(-k * _log_export_step(at))
    fixed_costs = at.f + at.n * exporters * at.f_x
    omega = at.n * exporters * at.f_x / at.f  # (phi_domestic / phi_autarky)**k - 1, in both regimes
    log_rise = math.log1p(omega) / k
    log_phi = log_phi_autarky + log_rise
    mass = at.L * (k - q) / ((1 + q) * k * fixed_costs)
    foreign = omega if at.selects else at.n * at.tau**-q
    trade = _trade_fields(at, tail, log_phi_autarky, log_rise, exporters, foreign) | {
        "survival_probability": math.exp(-k * (log_phi - math.log(x_min))),
        "avg_profit": fixed_costs * q / (k - q),
        "avg_revenue": (1 + q) * per_profit * fixed_costs,
        "mass": mass,
        "mass_exporters": mass * exporters,
        "varieties_available": mass * (1 + at.n * exporters),
        "entrants": entrants,
        "phi_tilde": exp_or_refuse("phi_tilde", log_phi + math.log(per_profit) / q),
        "firm_count_ratio": 1 / (1 + omega),
        "variety_ratio": (1 + at.n * exporters) / (1 + omega),
    }
    return _checked(Melitz(**autarky, **trade), at)


def _trade_fields(at, tail, log_phi_autarky, log_rise, exporters, foreign):
    """What follows from the rise of the cutoff, the share of exporters and foreign over home sales."""
    log_phi_export = log_phi_autarky + log_rise + _log_export_step(at)
    freeness = at.n * at.tau**-at.q
    log_gains = log_rise if at.selects else log_rise + (math.log1p(freeness) - math.log1p(at.n * at.f_x / at.f)) / at.q
    welfare = exp_or_refuse("welfare", _log_welfare_autarky(at, log_phi_autarky) + log_gains, **_given(at))
    home_sales = math.exp(-at.q * log_gains)
    return {
        "regime": SELECTION if at.selects else ALL_EXPORT,
        "phi_domestic": exp_or_refuse("phi_domestic", log_phi_autarky + log_rise, **_given(at)),
        "phi_export": exp_or_refuse("phi_export", log_phi_export, **_given(at)),
        "export_probability": exporters,
        "welfare": welfare,
        "gains": math.exp(log_gains),
        "domestic_share": 1 / (1 + foreign),
        "price_index": 1 / welfare,
        "domestic_revenue_ratio": home_sales,
        "exporter_revenue_ratio": home_sales * (1 + freeness),
        "phi_winner": _winner(at, tail, log_phi_autarky, log_rise, exporters),
    }


def _log_welfare_autarky(at, log_phi_autarky):
    rho = at.q / (1 + at.q)
    return math.log(rho) + (math.log(at.L) - math.log((1 + at.q) * at.f)) / at.q + log_phi_autarky


def _welfare_autarky(at, log_phi_autarky):
    return exp_or_refuse("welfare_autarky", _log_welfare_autarky(at, log_phi_autarky), **_given(at))


def _phi_tilde(name, at, log_phi, log_profit_per_firm):
    """Average ability: ``phi`` times ``(1 + J / (1 - G))**(1/q)``."""
    return exp_or_refuse(name, log_phi + log_add(0.0, log_profit_per_firm) / at.q, **_given(at))


def _winner(at, tail, log_phi_autarky, log_rise, exporters):
    """Ability above which profit is higher than in autarky.

    Equating ``phi**q B_trade (1 + n tau**-q) / sigma - f - n f_x`` with ``phi**q B_autarky / sigma - f`` gives
    ``(phi / phi_export)**q = 1 / (1 - loss)``; ``loss`` is the home profit lost in units of the foreign
    profit won.
    """
    if at.f_x == 0 or exporters == 0:
        return None
    log_price = (at.q * math.log(at.tau) if at.selects else math.log(at.f) - math.log(at.f_x)) - math.log(at.n)
    growth = math.expm1(at.q * log_rise)
    loss = math.exp(math.log(growth) + log_price) if growth > 0 else 0.0
    log_kept = math.log1p(-loss) if loss < 0.99 else _log_kept(at, tail, log_phi_autarky, log_rise, log_price)
    log_phi_export = log_phi_autarky + log_rise + _log_export_step(at)
    return exp_or_refuse("phi_winner", log_phi_export - log_kept / at.q, **_given(at))


def _log_kept(at, tail, log_phi_autarky, log_rise, log_price):
    """``ln(1 - loss)`` where nearly all sales belong to few firms, and the difference would lose its digits.

    Free entry before and after trade, integrated by parts, turns ``1 - loss`` into an integral of survival ``p``
    over ``v``, the log of ability over ``phi_autarky``, up to exporting and (``lost``) up to producing::

        s_autarky (1 - loss) = p_autarky + q int exp(q v) p dv - price q int exp(q v) (p_autarky - p) dv
    """
    log_p, log_s, _ = tail(log_phi_autarky)

    def alive(v):
        return math.exp(tail(log_phi_autarky + v)[0] - log_p)

    won = _integral(lambda v: math.exp(at.q * v) * alive(v), log_rise + _log_export_step(at), at.q)
    lost = _integral(lambda v: math.exp(at.q * v) * (1 - alive(v)), log_rise, at.q)
    # the price may be beyond the largest float where next to nothing is lost
    kept = 1 + at.q * (won - (math.exp(log_price + math.log(lost)) if lost > 0 else 0.0))
    return math.log(kept) + log_p - log_s


def _integral(function, length, q):
    """Of a smooth function between 0 and ``length``, in panels over which sales grow by less than ``exp(2)``."""
    panels = math.ceil(length * q / 2)
    width = length / max(panels, 1)
    return sum(
        weight * width * function(width * (panel + node)) for panel in range(panels) for node, weight in GAUSS_12
    )


def _checked(record, at):
    """The record, unless a number in it has left the floating-point range."""
    may_be_zero = ("export_probability", "mass_exporters")
    for name, value in record.asdict().items():
        if isinstance(value, float) and not (0 < value < math.inf or (value == 0 and name in may_be_zero)):
            finite_or_refuse(name, value or math.nan, **_given(at))
    return record


def _given(at):
    return {"sigma": 1 + at.q, "f": at.f, "f_x": at.f_x, "f_e": at.f_e, "tau": at.tau, "n": at.n, "L": at.L}


def _refuse_no_cutoff(at, log_f_needed):
    raise ValueError(
        f"f = {at.f!r} is not allowed with f_e = {at.f_e!r}, delta = "
        f"{at.delta!r}, sigma = {1 + at.q!r} and this dist: give f above "
        f"{math.exp(min(log_f_needed, 709)):.6g} (otherwise even the least able entrant "
        "stays, and there is no interior cutoff)."
    )
