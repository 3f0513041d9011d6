"""How long the models of capability and trade take: medians, beside a natural alternative.

Run ``python -m benchmarks models_of_trade``. Each row is (what, milliseconds, bound, alternative, ratio): the bound
is what an interactive page needs (in milliseconds), the alternative names another way to the same number, and the
ratio is its time over ours (``None`` without an alternative). Times are processor time, so that a busy machine does
not distort them, and every alternative is first checked to give the same number.
"""

import math
from statistics import median
from time import process_time

import numpy as np
from scipy import stats
from scipy.integrate import quad, solve_ivp
from scipy.optimize import brentq, fsolve

from missing_middle.models import (
    Capability,
    acr_gains,
    classify,
    fast_follower_requirement,
    gap_steady_state,
    gap_trajectory,
    home_market_effect,
    krugman1979,
    krugman1979_general,
    krugman1980,
    lognormal,
    melitz_pareto,
    melitz_symmetric,
    melitz_two_country,
    pareto,
    truncated_pareto,
    two_dimensional_steady_state,
)

US = {"sigma": 4, "f": 1, "f_x": 0.545, "f_e": 1, "delta": 1, "tau": 1.83, "n": 1, "L": 1}
PAIR = {
    "k": 4.25,
    "sigma": 4,
    "delta": 1,
    "L": (2, 1),
    "x_min": (1, 1),
    "f_e": (1, 0.8),
    "f": ((1, 0.7), (0.9, 1.2)),
    "tau": ((1, 1.6), (1.9, 1)),
}
PRODUCT, PROCESS = Capability(0.05, 2, 0.04, 0.02), Capability(0.09, 1, 0.03, 0.05)


def milliseconds(call, rounds=21):
    """Median processor time of one call, each round long enough for the clock."""
    start = process_time()
    call()
    repeats = max(1, int(0.01 / max(process_time() - start, 1e-6)))
    times = []
    for _ in range(rounds):
        start = process_time()
        for _ in range(repeats):
            call()
        times.append((process_time() - start) / repeats)
    return 1000 * median(times)


# Other ways to the same numbers ---------------------------------------------------------------------------------------


def gap_by_simulation():
    """The stable gap as the end of a long path."""
    path = solve_ivp(lambda t, G: 0.02 - 0.05 * G * np.exp(-G / 2), (0, 1000), [1.0], method="LSODA", rtol=1e-9)
    return path.y[0, -1]


def krugman1979_by_fsolve():
    """PP and ZZ as two equations in the logs of price and consumption."""

    def excess(logs):
        price, c = np.exp(logs)
        elasticity = (c + 1) / c
        return [price - elasticity / (elasticity - 1), price - 1 - 1 / (10 * c)]

    return np.exp(fsolve(excess, [0.0, -1.0], xtol=1e-12))[1]


def krugman1980_by_fsolve():
    """The wage and both price indices as three equations."""
    sigma, trade_cost, n = 5.0, np.array([[1, 1.5], [1.5, 1]]), np.array([2, 1]) / 5

    def excess(logs):
        wage, *index = np.exp(logs)
        price = sigma / (sigma - 1) * np.array([wage, 1.0])
        terms = n[:, None] * (price[:, None] * trade_cost) ** (1 - sigma)
        spending = np.array([2 * wage, 1.0])
        sales = (terms * spending / np.array(index) ** (1 - sigma)).sum(axis=1)
        return [math.log(sales[0] / spending[0]), *np.log(terms.sum(axis=0) ** (1 / (1 - sigma)) / np.array(index))]

    return np.exp(fsolve(excess, [0.0, 0.0, 0.0], xtol=1e-12))[0]


def melitz_by_fsolve():
    """Autarky and trade cutoffs as three equations, with the exact Pareto integrals."""
    q, k, step = 3.0, 4.25, math.log(1.83) + math.log(0.545) / 3

    def excess(logs):
        profit = q / (k - q)
        return [
            profit * math.exp(-k * logs[0]) - 1,
            logs[2] - logs[1] - step,
            profit * (math.exp(-k * logs[1]) + 0.545 * math.exp(-k * logs[2])) - 1,
        ]

    return math.exp(fsolve(excess, [0.1, 0.1, 0.5], xtol=1e-12)[1])


def melitz_by_quadrature(density):
    """The trade cutoff with adaptive quadrature inside the root finder."""
    step = 1.83 * 0.545 ** (1 / 3)

    def expected_profit(cutoff):
        return quad(lambda phi: ((phi / cutoff) ** 3 - 1) * density(phi), cutoff, math.inf, epsrel=1e-10)[0]

    return brentq(lambda x: expected_profit(x) + 0.545 * expected_profit(x * step) - 1, 0.5, 3, xtol=1e-11)


def two_countries_by_fsolve():
    """Free entry in both countries and balanced trade, in the wage and the two levels of demand."""
    k, q, sigma = 4.25, 3.0, 4.0
    f, tau, f_e, L = (np.array(PAIR[name], dtype=float) for name in ("f", "tau", "f_e", "L"))

    def excess(logs):
        wage = np.array([math.exp(logs[0]), 1.0])
        phi = (wage[:, None] * f * sigma / np.exp(logs[1:])) ** (1 / q) * wage[:, None] * tau
        entry = (f * q / (k - q) * phi**-k).sum(axis=1) / f_e - 1
        sales = (L / f_e * wage)[:, None] * f * phi**-k
        return [*entry, sales[0, 1] / sales[1, 0] - 1]

    return math.exp(fsolve(excess, [0.0, 1.0, 1.0], xtol=1e-12)[0])


# The table ------------------------------------------------------------------------------------------------------------


def cases():
    """(what, our call, bound, alternative, its call, what both should give or None)."""
    ability, log_ability = pareto(4.25, 1), lognormal(0, 0.5)
    yield "mode of an industry", lambda: classify(0.3, 0.7, 0.6), 0.1, None, None, None
    yield (
        "steady state of the gap",
        lambda: gap_steady_state(0.05, 2, 0.02),
        0.1,
        "a long simulation",
        gap_by_simulation,
        "G_stable",
    )
    yield "path of the gap, 100 years", lambda: gap_trajectory(0.05, 2, 0.02, 1, range(101)), 50, None, None, None
    yield (
        "two dimensions",
        lambda: two_dimensional_steady_state(PRODUCT, PROCESS, 1.5, 0.6, 0.5, 0.4),
        0.1,
        None,
        None,
        None,
    )
    yield (
        "requirement of a fast follower",
        lambda: fast_follower_requirement(PRODUCT, PROCESS, 1.5, 0.5, 0.4),
        0.1,
        None,
        None,
        None,
    )
    yield (
        "Krugman 1979, closed form",
        lambda: krugman1979("log", 1, 1, 1, 10),
        0.1,
        "fsolve on both conditions",
        krugman1979_by_fsolve,
        "c",
    )
    yield (
        "Krugman 1979, any utility",
        lambda: krugman1979_general(lambda c: 1 / (1 + c), lambda c: -1 / (1 + c) ** 2, 1, 1, 10),
        1,
        "fsolve on both conditions",
        krugman1979_by_fsolve,
        "c",
    )
    yield (
        "Krugman 1980",
        lambda: krugman1980(2, 1, 5, 1.5, 1, 1),
        1,
        "fsolve on the full system",
        krugman1980_by_fsolve,
        "relative_wage",
    )
    yield "home market", lambda: home_market_effect(1.2, 5, 1.5), 0.1, None, None, None
    yield "gains from one share", lambda: acr_gains(0.93, 5), 0.1, None, None, None
    yield (
        "Melitz, Pareto, closed form",
        lambda: melitz_pareto(ability, **US),
        0.1,
        "fsolve on the cutoffs only",
        melitz_by_fsolve,
        "phi_domestic",
    )
    yield (
        "Melitz, Pareto, root finding",
        lambda: melitz_symmetric(ability, **US),
        1,
        "fsolve on the cutoffs only",
        melitz_by_fsolve,
        "phi_domestic",
    )
    yield (
        "Melitz, truncated Pareto",
        lambda: melitz_symmetric(truncated_pareto(4.25, 1, 2.85), **US),
        1,
        None,
        None,
        None,
    )
    yield (
        "Melitz, lognormal",
        lambda: melitz_symmetric(log_ability, **US),
        1,
        "quadrature in the root finder",
        lambda: melitz_by_quadrature(stats.lognorm(0.5).pdf),
        "phi_domestic",
    )
    frozen = stats.lognorm(0.5)
    yield (
        "Melitz, a SciPy distribution",
        lambda: melitz_symmetric(frozen, **US),
        5,
        "quadrature in the root finder",
        lambda: melitz_by_quadrature(frozen.pdf),
        "phi_domestic",
    )

    def density(x):
        return np.exp(-2 * np.log(x) ** 2) / (x * 0.5 * math.sqrt(2 * math.pi))

    yield (
        "Melitz, a density",
        lambda: melitz_symmetric(density, **US),
        5,
        "quadrature in the root finder",
        lambda: melitz_by_quadrature(density),
        "phi_domestic",
    )
    yield (
        "Melitz, two countries",
        lambda: melitz_two_country(**PAIR),
        5,
        "fsolve on the full system",
        two_countries_by_fsolve,
        "relative_wage",
    )


def rows():
    """One row for each case: (what, milliseconds, bound, alternative, ratio)."""
    for what, ours, bound, alternative, theirs, name in cases():
        time = milliseconds(ours)
        if alternative is None:
            yield what, time, bound, None, None
            continue
        if not math.isclose(ours()[name], theirs(), rel_tol=1e-6):
            raise RuntimeError(f"{what}: ours gives {ours()[name]}, the alternative {theirs()}")
        yield what, time, bound, alternative, milliseconds(theirs, rounds=5) / time
