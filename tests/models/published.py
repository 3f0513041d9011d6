"""Numbers that stand in print or were computed by two routes, and the call that gives each of them.

The tests hold the library to them, and the book prints them: one table, two readers. ``kind`` says how far a number can
be trusted as an outside check: ``print`` (attributed to the named source), ``formula`` (follows by algebra), or
``two routes`` (computed here by two separate methods).
"""

from dataclasses import dataclass
from typing import Any

from missing_middle.models import (
    acr_gains,
    cluster_graph,
    cluster_size,
    cooperation,
    cp_interior,
    cp_points,
    cp_slope_symmetric,
    ellison_glaeser,
    evans_jovanovic,
    fast_follower_requirement,
    gap_steady_state,
    home_market_effect,
    knowledge,
    krugman1979,
    krugman1979_integration,
    krugman1980,
    lognormal,
    melitz_symmetric,
    melitz_two_country,
    missing_middle,
    nelson_phelps,
    pareto,
    pooled_borrowing,
    truncated_pareto,
)
from missing_middle.models.capability import Capability


@dataclass(frozen=True)
class Published:
    """One number as it is printed, to its last digit, and the value that the library gives."""

    model: str
    quantity: str
    printed: str
    computed: float
    kind: str
    source: str

    @property
    def digits(self):
        return len(self.printed.partition(".")[2])

    @property
    def holds(self):
        """Whether the computed value rounds to the printed one, within one unit of rounding noise."""
        return abs(self.computed - float(self.printed)) <= 0.5000001 * 10.0**-self.digits


MELITZ_REDDING = {"sigma": 4, "f": 1, "f_e": 1, "delta": 1, "tau": 1.83, "n": 1, "L": 1}
SAME = {"k": 4.25, "sigma": 4, "delta": 1, "L": (1, 1), "x_min": (1, 1), "f_e": (1, 1), "tau": ((1, 1.83), (1.83, 1))}


def rows_of(model, kind, source, answer, **printed):
    return [Published(model, name, digits, float(answer[name]), kind, source) for name, digits in printed.items()]


def catching_up():
    two_sided = fast_follower_requirement(
        Capability(0.05, 2, 0.04, 0.02), Capability(0.09, 1, 0.03, 0.05), R=1.5, export=0.5, chi=0.4, c_bar=0.6
    )
    return [
        *rows_of(
            "catch-up with a trap",
            "two routes",
            "Lambert W against root finding",
            gap_steady_state(0.05, 2, 0.02),
            b_max="0.0367879441",
            G_stable="0.518342",
            c_stable="0.595507",
            G_unstable="5.085283",
            eigenvalue_stable="-0.0285845",
        ),
        *rows_of(
            "diffusion benchmark", "formula", "Nelson and Phelps 1966", nelson_phelps(0.05, 0.05), relative_level="0.5"
        ),
        *rows_of(
            "fast follower, needs",
            "two routes",
            "bound against root finding",
            two_sided,
            u_product_min="0.54196568",
            R_min="0.81294852",
        ),
    ]


def trade_of_equals():
    small, large = krugman1979("cara", 1, 1, 1, 10), krugman1979_integration("log", 1, 1, 1, 10, 10)
    two = krugman1980(2, 1, 5, 1.5, 1, 1)
    return [
        *rows_of(
            "Krugman 1979, cara", "formula", "quadratic equation", small, c="0.27015621", price_wage_ratio="1.37015621"
        ),
        *rows_of(
            "Krugman 1979, log, two equal countries",
            "two routes",
            "closed form against root finding",
            large,
            price_ratio="0.929631504",
            domestic_firms_ratio="0.760631259",
            utility_ratio="1.11728097",
        ),
        *rows_of(
            "Krugman 1980",
            "two routes",
            "root against the explicit inverse",
            two,
            relative_wage="1.0619499",
            domestic_share_1="0.8884079",
            gains_1="1.0300229",
            gains_2="1.0699669",
        ),
        *rows_of(
            "home market",
            "formula",
            "Helpman and Krugman 1985",
            home_market_effect(1.2, 5, 1.5),
            firm_ratio="1.3139159",
        ),
    ]


def trade_of_unequals():
    calibrated = melitz_symmetric(pareto(4.25, 1), f_x=0.545, **MELITZ_REDDING)
    cut = melitz_symmetric(truncated_pareto(4.25, 1, 2.85), f_x=0.545, **MELITZ_REDDING)
    bell = melitz_symmetric(lognormal(0, 0.5), sigma=4, f=1, f_x=1.5, f_e=2, delta=0.1, tau=1.4, n=1, L=100)
    alone = melitz_two_country(**SAME, f=((1, 0.4), (0.545, 1)))
    return [
        *rows_of(
            "Melitz, Pareto",
            "two routes",
            "calibration of Melitz and Redding 2015",
            calibrated,
            phi_autarky="1.2287442",
            phi_domestic="1.2562677",
            phi_export="1.8778698",
            export_probability="0.1811428",
            domestic_share="0.9101476",
            gains="1.0223998",
            variety_ratio="1.0750144",
            mass="0.06692262",
            entrants="0.17647059",
            phi_winner="2.2532199",
        ),
        *rows_of(
            "Melitz, truncated at 2.85",
            "two routes",
            "exact moments against quadrature",
            cut,
            phi_domestic="1.0969738",
            export_probability="0.1667374",
            gains="1.0107745",
        ),
        *rows_of(
            "Melitz, lognormal",
            "two routes",
            "exact moments against quadrature",
            bell,
            phi_autarky="1.8212394",
            gains="1.0236735",
            firm_count_ratio="0.8877886",
            variety_ratio="1.0070522",
        ),
        *rows_of(
            "Melitz, one country cuts its export cost",
            "two routes",
            "closed shares against free entry",
            alone,
            relative_wage="1.012423",
            welfare_1="0.5942921",
            welfare_2="0.5944739",
        ),
        *rows_of(
            "gains formula, import share 7%, elasticity 5",
            "print",
            "Arkolakis et al. 2012 (1.4% there)",
            acr_gains(0.93, 5),
            autarky_loss_percent="1.4409",
        ),
    ]


def places():
    table = {
        (3, 0.2): ("1.6690", "1.7176"),
        (3, 0.4): ("3.0551", "4.4714"),
        (3, 0.6): ("8.7178", "3125.0"),
        (5, 0.2): ("1.2574", "1.2692"),
        (5, 0.4): ("1.6266", "1.8073"),
        (5, 0.6): ("2.3003", "4.9999"),
        (7, 0.2): ("1.1581", "1.1643"),
        (7, 0.4): ("1.3632", "1.4441"),
        (7, 0.6): ("1.6823", "2.4451"),
    }
    book = "Fujita, Krugman and Venables 1999, tables 5.1 and 5.2"
    points = [
        row
        for (sigma, mu), (broken, sustained) in table.items()
        for row in rows_of(
            f"core-periphery, σ = {sigma}, μ = {mu}",
            "print",
            book,
            cp_points(sigma, mu),
            T_break=broken,
            T_sustain=sustained,
        )
    ]
    lumpy = ellison_glaeser(
        [13000, 32000, 25000], [500000, 400000, 100000], [200, 650, 12000, 100, 50, 16000, 13000, 1500, 1500, 25000]
    )
    return [
        *points,
        *rows_of(
            "core-periphery, five equilibria",
            "two routes",
            "root against simulation",
            cp_interior(5, 0.4, 1.7),
            lambda_unstable="0.834886836",
        ),
        *rows_of(
            "core-periphery, slope at symmetry",
            "formula",
            "Fujita, Krugman and Venables 1999, chapter 5",
            cp_slope_symmetric(5, 0.4, 1.5),
            slope_gap="0.08315936",
        ),
        *rows_of(
            "cluster size",
            "formula",
            "roots of a quadratic",
            cluster_size(3, 0, 4, 0.01, 1, v_out=2),
            N_optimal="20",
            N_min="4.17424305",
            N_equilibrium="95.8257569",
        ),
        *rows_of(
            "Ellison-Glaeser index", "print", "Farhauer and Kröll 2014, textbook example", lumpy, gamma="0.05990628"
        ),
    ]


def institutions():
    def total(name):
        graph = cluster_graph(name)
        return knowledge(list(graph.nodes), list(graph.edges), source=1, decay=0.5, spill=0.05)

    game = cooperation(5, 3, 1, 0, c=0.5, K=4, discount=0.6)
    one = evans_jovanovic(2, 0.1, 0.22, 1.1, 1.44, 0.5)
    gap = missing_middle(2, 0.5, 1, 1.5, 0.75, zeta=2, theta_min=1)
    pool = pooled_borrowing([1, 1.6, 2.3], [1.5, 0.4, 0.3], 0.4, 1.05, 1.3)
    return [
        *rows_of("knowledge, network cluster", "formula", "Bonacich 1987", total("network"), total="57"),
        *rows_of(
            "knowledge, vertical cluster",
            "two routes",
            "linear solve against networkx",
            total("vertical"),
            total="14.7368421",
        ),
        *rows_of(
            "cooperation",
            "formula",
            "Friedman 1971, with costs",
            game,
            delta_incentive="0.625",
            subsidy_min="0.1",
            awareness_min="1.05",
        ),
        *rows_of(
            "one firm and its bank",
            "two routes",
            "closed form against maximization",
            one,
            k_unconstrained="0.308901845",
            profit="1.14737919",
            shadow_return="1.99494043",
        ),
        *rows_of(
            "the gap in sizes", "formula", "square of a sum of roots", gap, k_jump="6.75", missing_share="0.0462962963"
        ),
        *rows_of(
            "pooled borrowing",
            "two routes",
            "closed form against maximization",
            pool,
            surplus_separate="2.17410647",
            surplus_pooled="2.26904215",
        ),
    ]


def published() -> list[Any]:
    """All rows, in the order of the course."""
    return [*catching_up(), *trade_of_equals(), *trade_of_unequals(), *places(), *institutions()]
