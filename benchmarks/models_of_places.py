"""How long the models of clusters, places, networks and credit take: medians, beside a natural alternative.

Run ``python -m benchmarks models_of_places``. Each row is (what, milliseconds, bound, alternative, ratio): the bound
is what an interactive page needs (in milliseconds, or ``None``), the alternative names another way to the same
number, and the ratio is its time over ours (``None`` without an alternative).
"""

from statistics import median
from time import process_time

import networkx
import numpy as np
from scipy.optimize import fsolve

from missing_middle.models import (
    adoption,
    cluster_graph,
    cluster_size,
    concentration,
    cooperation,
    counterfactual,
    cp_gap_curve,
    cp_interior,
    cp_points,
    cp_short_run,
    cp_slope_symmetric,
    ellison_glaeser,
    evans_jovanovic,
    global_band,
    k_density,
    k_density_binned,
    knowledge,
    missing_middle,
    pooled_borrowing,
    silverman_bandwidth,
    tomahawk,
)

POWER = "power of the number of plants that"  # the one row that is no time


def milliseconds(call, repeat=15):
    """Median processor time of one call; quick calls are made in bunches, so that the clock does not matter."""
    start = process_time()
    call()
    bunch = max(1, int(2e-3 / max(process_time() - start, 1e-7)))
    times = []
    for _ in range(repeat):
        start = process_time()
        for _ in range(bunch):
            call()
        times.append((process_time() - start) / bunch)
    return 1000 * median(times)


def row(what, call, bound=None, alternative=None, other=None, repeat=15):
    ours = milliseconds(call, repeat)
    return what, ours, bound, alternative, milliseconds(other, repeat) / ours if other else None


def rows():
    """All measurements, in the order of the chapters."""
    return [*closed_forms(), *root_finding(), *core_periphery(), *networks(), *places()]


def closed_forms():
    shares = np.random.default_rng(1).random(31)
    return [
        row("cluster size, closed form", lambda: cluster_size(3, 0, 4, 0.01, 1, 2), 0.1),
        row("slope at symmetry", lambda: cp_slope_symmetric(5, 0.4, 1.7), 0.1),
        row("short run of a full core", lambda: cp_short_run(1, 5, 0.4, 1.7), 0.1),
        row("cooperation", lambda: cooperation(5, 3, 1, 0, 0.5, 4, discount=0.6), 0.1),
        row("one entrepreneur", lambda: evans_jovanovic(2, 0.1, 0.22, 1.1, 1.44, 0.5), 0.1),
        row("missing middle, closed form", lambda: missing_middle(2, 0.5, 1, 1.5, 0.75, 4, 2, 1), 0.1),
        row("concentration of 31 provinces", lambda: concentration(shares), 0.1),
        row("Ellison-Glaeser, 31 regions, 31 plants", lambda: ellison_glaeser(shares, shares + 0.1, shares), 0.1),
    ]


def root_finding():
    theta, wealth = [1, 1.6, 2.3], [1.5, 0.4, 0.3]
    return [
        row(
            "cluster size, three roots",
            lambda: cluster_size(2.5, 0.3, 1.5, 0.08, 0.9, 3.2),
            1,
            "fsolve, one root after another",
            lambda: [fsolve(_marginal, start) for start in (2.0, 50.0, 200.0)],
        ),
        row("missing middle", lambda: missing_middle(2, 0.4, 1, 1.5, 0.75, 4, 2, 1), 1),
        row("pool of three", lambda: pooled_borrowing(theta, wealth, 0.4, 1.05, 1.3), 1),
    ]


def _marginal(N):
    return 0.3 * 2.5 * N**0.3 + 1.5 / N - 0.9 * 0.08 * N**0.9


def core_periphery():
    T = np.linspace(1.3, 2.1, 200)
    return [
        row(
            "core-periphery short run",
            lambda: cp_short_run(0.7, 5, 0.4, 1.7),
            1,
            "fsolve on all wages and prices",
            lambda: fsolve(_full_system, [1.0] * 4, args=(0.7, 5, 0.4, 1.7)),
        ),
        row("break and sustain point", lambda: cp_points(5, 0.4), 1),
        row(
            "unstable equilibrium",
            lambda: cp_interior(5, 0.4, 1.7),
            1,
            "fsolve on wages, prices and the share",
            lambda: fsolve(_full_equilibrium, [1.0, 1.0, 1.0, 1.2, 0.8], args=(5, 0.4, 1.7)),
        ),
        row("wiggle diagram, 400 shares", lambda: cp_gap_curve(np.linspace(0, 1, 400), 5, 0.4, 1.7), 50, repeat=7),
        row("tomahawk, 200 trade costs", lambda: tomahawk(5, 0.4, T), 250, repeat=7),
        row("tomahawk, 200 between the points", lambda: tomahawk(5, 0.4, np.linspace(1.63, 1.80, 200)), 250, repeat=7),
    ]


def _full_system(unknowns, lam, sigma, mu, T):
    w1, w2, G1, G2 = unknowns
    Y1, Y2 = mu * lam * w1 + (1 - mu) / 2, mu * (1 - lam) * w2 + (1 - mu) / 2
    return [
        G1 ** (1 - sigma) - lam * w1 ** (1 - sigma) - (1 - lam) * (w2 * T) ** (1 - sigma),
        G2 ** (1 - sigma) - lam * (w1 * T) ** (1 - sigma) - (1 - lam) * w2 ** (1 - sigma),
        w1**sigma - Y1 * G1 ** (sigma - 1) - Y2 * G2 ** (sigma - 1) * T ** (1 - sigma),
        w2**sigma - Y1 * G1 ** (sigma - 1) * T ** (1 - sigma) - Y2 * G2 ** (sigma - 1),
    ]


def _full_equilibrium(unknowns, sigma, mu, T):
    *levels, lam = unknowns
    w1, w2, G1, G2 = levels
    return [*_full_system(levels, lam, sigma, mu, T), w1 * G1**-mu - w2 * G2**-mu]


def networks():
    small, ring = cluster_graph("network"), networkx.random_regular_graph(4, 200, seed=1)
    cases = [("network cluster", small, 0.05, 1.0), ("200 firms, 4 links each", ring, 0.05, None)]
    table = []
    for name, graph, spill, bound in cases:
        nodes, edges = list(graph.nodes), list(graph.edges)
        table += [
            row(
                f"knowledge, {name}",
                lambda n=nodes, e=edges, b=spill: knowledge(n, e, 1, 0.5, b),
                bound,
                "networkx katz_centrality_numpy",
                lambda g=graph, b=spill: networkx.katz_centrality_numpy(g, 2 * b, 2.0, normalized=False),
            ),
            row(
                f"adoption, {name}",
                lambda n=nodes, e=edges: adoption(n, e, 0.2, 0.3),
                bound,
                "repeating the map to 1e-12, no threshold",
                lambda g=graph: _repeated(networkx.to_numpy_array(g), 0.2, 0.3),
            ),
        ]
    return table


def _repeated(A, beta, delta):
    y, change = np.ones(len(A)), 1.0
    while change > 1e-12:
        z = beta * (A @ y)
        y, change = z / (delta + z), np.abs(y - z / (delta + z)).max()
    return y


def places():
    rng = np.random.default_rng(1)
    sites, d = rng.random((1500, 2)), np.linspace(0, 0.5, 100)
    table = [row("1,000 draws of 200 plants", lambda: counterfactual(sites, 200, d, 0.03, seed=1), 1000, repeat=3)]
    curves = counterfactual(sites, 50, d, 0.05, seed=1, draws=1000)
    table.append(row("global band of 1,000 draws", lambda: global_band(curves), 50, repeat=5))
    table.append(row("Silverman bandwidth, 19,900 distances", lambda: silverman_bandwidth(rng.random(19_900)), 50))
    for n in (100, 300, 1000, 3000):
        points, few = rng.random((n, 2)), 7 if n <= 300 else 3
        exact = (lambda p=points: k_density(p, d, 0.03)) if n <= 1000 else None
        table.append(
            row(
                f"K-density of {n:,} plants",
                lambda p=points: k_density_binned(p, d, 0.03),
                None,
                "exact sum over pairs" if exact else None,
                exact,
                repeat=few,
            )
        )
    (_, before, *_), (_, after, *_) = table[-2:]
    growth = float(np.log(after / before) / np.log(3))
    return [*table, (f"{POWER} a K-density takes, from 1,000 to 3,000", growth, None, None, None)]
