"""Where the country lands. Numbers of the baseline and of the portfolio were recomputed by a separate route."""

import math
import random
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from scipy.optimize import brentq

from missing_middle.models import cluster_payoff, melitz_symmetric, missing_middle, pareto, size_distribution
from missing_middle.policy import BASELINE, COUPLINGS, FIRST, LEVERS, WIDE, Economy, evaluate, portfolio

FULL = dict.fromkeys(WIDE, 1)
PRINTED = (
    "c_product",
    "c_process",
    "export_share",
    "hyperquadrant",
    "export_probability",
    "welfare",
    "gains",
    "knowledge",
    "delta_min",
    "missing_share",
)


def by_hand(at):
    """Where a country lands, by other routes: roots, a general solver, capital added up, a gap that rests."""
    N = brentq(lambda n: cluster_payoff([n], *of_cluster(at))[0] - at.cluster.v_out, 100, 1e6)
    carried = N / at.channels.n0
    trade = melitz_symmetric(
        pareto(at.trade.k, at.trade.x_min),
        at.trade.sigma,
        at.trade.f,
        at.trade.f_x,
        at.trade.f_e / carried**at.channels.cluster_entry,
        at.trade.delta,
        at.trade.tau,
        at.trade.n,
        at.trade.L,
    )
    sizes = size_distribution(**at.credit.asdict(), n=20_001, k_max=at.channels.largest * smallest(at.credit))
    small, large = (
        np.trapezoid(k * density, k)
        for k, density in ((sizes.k_small, sizes.density_small), (sizes.k_large, sizes.density_large))
    )
    stuck = sizes.mass_at_limit * sizes.k_limit
    stuck /= small + stuck + large
    known = evaluate(at).knowledge / at.network.k0 * carried**at.channels.cluster_effort
    export = 1 - trade.domestic_share
    ends = []
    for one, share in ((at.product, at.upgrading.u_product), (at.process, 1 - at.upgrading.u_product)):
        left = one.g - one.lam * known * share * at.upgrading.R * (1 - stuck)
        a = one.a0 * (1 + at.upgrading.chi * export)
        ends.append(math.exp(-brentq(lambda G: left - a * G * math.exp(-G / one.delta0), 0, one.delta0)))  # noqa: B023
    return *ends, export, stuck, trade.welfare, trade.welfare * (ends[0] * ends[1]) ** (at.channels.technology / 2)


def of_cluster(at):
    return [at.cluster[name] for name in ("A", "eps", "F", "c", "gamma")]


def smallest(at):
    return (at.theta_min * at.alpha / at.r) ** (1 / (1 - at.alpha))


@pytest.mark.parametrize("levers", [{}, FULL, {"brokers": 1, "venture-capital": 1}], ids=["baseline", "eight", "two"])
def test_country_lands_where_other_routes_say(levers):
    at = portfolio(levers)
    outcome = evaluate(at)
    found = [outcome[name] for name in ("c_product", "c_process", "export_share", "stuck_capital", "welfare", "income")]
    assert found == pytest.approx(by_hand(at), rel=2e-6)
    assert outcome.regime_product == outcome.regime_process == "catch_up_with_trap"


FIRST_VERSION = {"trade.tau": 1.75, "upgrading.R": 1.5, "upgrading.chi": 1, "upgrading.e_bar": 0.5, "game.K": 4}
NO_CLUSTER = {"channels.cluster_effort": 0, "channels.cluster_entry": 0}


@pytest.mark.parametrize(
    "changes, expected",
    [
        pytest.param({}, (0.316987, 0.377976, 0.379039, 0, 0.127168, 3.014348, 1.118641, 20.384473, 0.725, 0.349363)),
        pytest.param(
            {
                "trade.f_e": 0.75,
                "trade.f_x": 0.45,
                "trade.tau": 1.5625,
                "game.s": 0.5,
                "game.theta": 0.85,
                "credit.n_members": 5,
                "product.a0": 0.035,
                "process.a0": 0.02625,
                "product.delta0": 3.75,
                "process.delta0": 3.75,
            },
            (0.563868, 0.660177, 0.556693, 7, 0.465101, 3.491631, 1.210956, 23.435219, 0.525, 0.233574),
        ),
    ],
    ids=["baseline", "eight levers"],
)
def test_without_what_is_new_the_first_version_comes_back(changes, expected):
    """Numbers of the first version, recomputed by a separate route when it was made."""
    at = BASELINE.changed(FIRST_VERSION | NO_CLUSTER | changes)
    outcome = evaluate(at, couplings=FIRST)
    assert tuple(outcome[name] for name in PRINTED) == pytest.approx(expected, abs=1e-6)
    assert outcome.income == outcome.welfare


def test_an_elasticity_of_zero_is_a_coupling_that_is_off():
    for levers in ({}, FULL, {"brokers": 1}):
        at = portfolio(levers)
        silent = evaluate(at.changed(NO_CLUSTER | {"channels.technology": 0}))
        assert silent.income == silent.welfare
        cut = evaluate(at.changed(NO_CLUSTER), couplings=set(COUPLINGS) - {"income"})
        assert silent == cut


def test_income_knows_technology_as_a_country_of_abler_firms():
    """All firms abler by a factor: the real wage rises by it, and no share moves. The general solver says so too."""
    at, outcome = BASELINE.trade, evaluate(couplings=set(COUPLINGS) - {"cluster"}, reference=BASELINE)
    factor = (outcome.c_product * outcome.c_process) ** (BASELINE.channels.technology / 2)
    f_e = at.f_e * (outcome.N_equilibrium / BASELINE.channels.n0) ** -BASELINE.channels.cluster_entry
    able = melitz_symmetric(pareto(at.k, factor), at.sigma, at.f, at.f_x, f_e, at.delta, at.tau, at.n, at.L)
    assert outcome.income == pytest.approx(able.welfare, rel=1e-9)
    assert outcome.export_share == pytest.approx(1 - able.domestic_share, rel=1e-9)


def test_a_cluster_has_a_path_to_every_axis_but_exports():
    before, after = (evaluate(BASELINE.changed({"cluster.c": c})) for c in (0.2, 0.15))
    for name in ("N_equilibrium", "effort_product", "c_product", "c_process", "welfare", "income"):
        assert after[name] > before[name]
    assert after.export_share == pytest.approx(before.export_share)
    gone = evaluate(BASELINE.changed({"cluster.v_out": 1e3}))  # nobody stays in a cluster
    assert gone.N_equilibrium is None
    assert gone.effort_product / before.effort_product == pytest.approx(before.N_equilibrium**-0.05)


def test_nobody_copies_beyond_the_frontier():
    whole = portfolio({lever.id: 1 for lever in LEVERS.values() if lever.section[:3] in ("5.3", "5.4")})
    capped, free = evaluate(whole), evaluate(whole, couplings=set(COUPLINGS) - {"frontier"})
    assert free.c_process > 1 and capped.c_process == 1 and capped.leads and free.leads
    assert capped.income < free.income and not evaluate().leads
    assert max(evaluate(portfolio({name: 1})).c_process for name in LEVERS) < 1


def test_share_of_firms_is_not_the_share_of_weight():
    outcome = evaluate()
    assert outcome.stuck_capital < outcome.missing_share / 2
    counted = evaluate(couplings=set(COUPLINGS) - {"weight"})
    assert outcome.effort_product / counted.effort_product == pytest.approx(
        (1 - outcome.stuck_capital) / (1 - outcome.missing_share)
    )


def test_baseline_is_an_application_specialist_that_sells_at_home():
    outcome = evaluate()
    assert (outcome.mode, outcome.orientation, outcome.sustained) == ("application_specialist", "domestic", False)
    assert (outcome.N_min, outcome.N_optimal, outcome.N_equilibrium) == pytest.approx(
        (22.4114736, 154.046969, 451.522675)
    )
    assert outcome.delta_participation < outcome.delta_incentive - 0.03  # temptation binds, and alone


def test_portfolio_reaches_the_globalized_fast_follower():
    outcome = evaluate(portfolio(FULL))
    assert (outcome.mode, outcome.orientation, outcome.sustained) == ("fast_follower", "global", True)


@pytest.mark.parametrize(
    "left_out, octant",
    [
        ("licensing", 3),
        ("trade-agreement", 6),
        *((name, 7) for name in WIDE if name not in ("licensing", "trade-agreement")),
    ],
)
def test_what_the_portfolio_cannot_do_without(left_out, octant):
    levers = {name: 1 for name in WIDE if name != left_out}
    assert evaluate(portfolio(levers)).hyperquadrant == octant


@pytest.mark.parametrize("strength, octant", [(0.25, 0), (0.6, 3), (1, 7)])
def test_octant_depends_on_the_strength_that_is_assumed(strength, octant):
    assert evaluate(portfolio(dict.fromkeys(WIDE, strength))).hyperquadrant == octant


@pytest.mark.parametrize("name", LEVERS)
def test_no_single_lever_reaches_the_corner(name):
    assert evaluate(portfolio({name: 1})).hyperquadrant != 7


def at_the_clamp(paths, factor):
    bounded = ("trade.tau", "credit.lam", "game.theta")
    return BASELINE.changed(
        {
            path: 1 + (BASELINE.value(path) - 1) * factor if path in bounded else BASELINE.value(path) * factor
            for path in paths
        }
    )


FACTORS = sorted({move.parameter for lever in LEVERS.values() for move in lever.moves if move.kind == "factor"})


@pytest.mark.parametrize("factor", [0.5, 2])
@pytest.mark.parametrize(
    "paths",
    [
        *((path,) for path in FACTORS),
        ("product.a0", "process.a0"),
        ("product.delta0", "process.delta0"),
        ("product.lam", "process.lam"),
    ],
    ids="+".join,
)
def test_no_single_parameter_reaches_the_corner_even_at_its_clamp(paths, factor):
    assert evaluate(at_the_clamp(paths, factor)).hyperquadrant != 7


@pytest.mark.parametrize(
    "paths, factor, octant",
    [
        pytest.param(["network.decay"], 0.5, 6, id="knowledge kept twice as long"),
        pytest.param(["product.a0", "process.a0"], 2, 6, id="transfer twice as open"),
        pytest.param(["trade.tau"], 0.5, 3, id="trade cost halved"),
    ],
)
def test_how_far_one_parameter_alone_carries(paths, factor, octant):
    assert evaluate(at_the_clamp(paths, factor)).hyperquadrant == octant


# --- directions ---

CATCHING_UP = ("c_product", "c_process", "income")
COOPERATING = ("sustained", "knowledge", *CATCHING_UP)
FREER = (CATCHING_UP, ("missing_share", "stuck_capital"))
OUTCOMES = {  # parameter -> what must not fall, what must not rise, when it moves in the direction of its levers
    "trade.f_e": (("welfare", "income"), ()),
    "trade.f_x": (("welfare", "gains", "export_probability", "export_share", *CATCHING_UP), ()),
    "trade.tau": (("welfare", "gains", "export_probability", "export_share", *CATCHING_UP), ()),
    "game.s": (COOPERATING, ("delta_incentive", "delta_participation")),
    "game.theta": (COOPERATING, ("delta_incentive", "delta_participation")),
    "game.c": (COOPERATING, ("delta_incentive", "delta_participation")),
    "game.K": (COOPERATING, ("delta_participation",)),
    "network.decay": (("knowledge", *CATCHING_UP), ()),
    "network.spill": (("knowledge", *CATCHING_UP), ()),
    "network.links": (("knowledge", *CATCHING_UP), ()),
    "cluster.c": (("N_optimal", "N_equilibrium", "welfare", *CATCHING_UP), ("N_min",)),
    "credit.n_members": FREER,
    "credit.psi": FREER,
    "credit.lam": FREER,
    "credit.wealth": FREER,
    "product.a0": (("c_product", "income"), ()),
    "product.delta0": (("c_product", "income"), ()),
    "product.lam": (("c_product", "income"), ()),
    "process.a0": (("c_process", "income"), ()),
    "process.delta0": (("c_process", "income"), ()),
    "process.lam": (("c_process", "income"), ()),
    "upgrading.chi": (CATCHING_UP, ()),
}
AMBIGUOUS = {"cluster-ip-office", "ip-headquarters", "ip-regime"}
NUMBERS = [name for name, value in evaluate().asdict().items() if isinstance(value, float)]


def documented(lever):
    rise = {name for move in lever.moves for name in OUTCOMES[move.parameter][0]}
    fall = {name for move in lever.moves for name in OUTCOMES[move.parameter][1]}
    if fall & {"delta_incentive", "delta_participation"}:
        fall.add("delta_min")
    if rise & {"knowledge", "sustained", "N_equilibrium"} or "missing_share" in fall:
        rise |= {"effort_product", "effort_process"}
    return rise | {
        "effort_" + move.parameter[:7]
        for move in lever.moves
        if move.parameter.endswith("ct.lam") or move.parameter.endswith("ss.lam")
    }, fall


def others(seed):
    dice = random.Random(seed)
    return {name: dice.random() for name in dice.sample(sorted(LEVERS), dice.randint(1, 25))}


@pytest.mark.parametrize("name", sorted(set(LEVERS) - AMBIGUOUS))
def test_lever_moves_its_outcomes_the_documented_way_alone_and_in_company(name):
    rise, fall = documented(LEVERS[name])
    for company in ({}, *(others(seed) for seed in range(12))):
        before = evaluate(portfolio(company | {name: 0}))
        for strength in (0.5, 1):
            after = evaluate(portfolio(company | {name: strength}))
            for outcome in NUMBERS:
                change = after[outcome] - before[outcome]
                noise = 1e-12 * abs(before[outcome])
                assert change >= -noise or outcome in fall, (outcome, company)
                assert change <= noise or outcome in rise, (outcome, company)
            assert after.hyperquadrant & before.hyperquadrant == before.hyperquadrant  # no axis is lost
    alone = evaluate(portfolio({name: 1}))
    assert any(alone[outcome] != evaluate()[outcome] for outcome in rise | fall)


@pytest.mark.parametrize("seed", range(25))
def test_no_portfolio_raises_an_error(seed):
    outcome = evaluate(portfolio(others(seed)))
    assert all(math.isfinite(outcome[name]) for name in NUMBERS)


def test_all_levers_together_raise_no_error():
    assert evaluate(portfolio(dict.fromkeys(LEVERS, 1))).hyperquadrant == 7


# --- intellectual property ---


def border(name):
    """Share of the frontier's growth that own effort must bring: q / (p + q), what copiers lose in the sum of both."""
    p, q = (next(m.size for m in LEVERS[name].moves if m.parameter == of) for of in ("product.lam", "product.a0"))
    return q / (p + q)


def test_arrows_of_intellectual_property_are_not_alike():
    assert {name: round(border(name), 3) for name in AMBIGUOUS} == {
        "cluster-ip-office": 0.333,
        "ip-headquarters": 0.4,
        "ip-regime": 0.5,
    }


@pytest.mark.parametrize("name", sorted(AMBIGUOUS))
@pytest.mark.parametrize("seed", range(15))
def test_firmer_ip_helps_exactly_when_own_effort_exceeds_its_border(name, seed):
    company = {
        other: s
        for other, s in others(seed).items()
        if other not in AMBIGUOUS
        and other != "licensing"
        and not any(move.parameter in ("product.lam", "product.a0") for move in LEVERS[other].moves)
    }
    free = set(COUPLINGS) - {"frontier"}
    before, after = (evaluate(portfolio(levers), free) for levers in (company, company | {name: 1}))
    sign = before.effort_product - border(name) * BASELINE.product.g
    assert (after.c_product - before.c_product) * sign > 0
    assert after.c_process == before.c_process


def test_ip_hurts_the_baseline_and_helps_a_country_with_much_effort_of_its_own():
    start = evaluate()
    assert start.effort_product < border("cluster-ip-office") * BASELINE.product.g
    assert evaluate(portfolio({"cluster-ip-office": 1})).c_product < start.c_product
    rich = BASELINE.changed({"upgrading.R": 2.0})
    before = evaluate(rich)
    assert before.effort_product > border("cluster-ip-office") * BASELINE.product.g
    assert evaluate(portfolio({"cluster-ip-office": 1}, base=rich)).c_product > before.c_product


@pytest.mark.parametrize("theta", [0.1, 0.25, 0.4])
def test_threshold_of_ip_does_not_depend_on_its_strength(theta):
    """At lam u R = g/2 the ratio b/a, and with it the steady state, does not move."""
    plain = evaluate(BASELINE)
    effort_wanted = BASELINE.product.g / 2
    lam = BASELINE.product.lam * effort_wanted / plain.effort_product
    at = BASELINE.changed({"product.lam": lam})
    firmer = at.changed({"product.lam": lam * (1 + theta), "product.a0": at.product.a0 * (1 - theta)})
    assert evaluate(firmer).c_product == pytest.approx(evaluate(at).c_product, rel=1e-9)


# --- couplings ---


def test_switching_a_coupling_off_leaves_the_reference_where_it_was():
    new = COUPLINGS[4:]
    for size in range(5):
        for some in combinations(COUPLINGS[:4], size):
            assert evaluate(couplings=(*some, *new)) == evaluate()


def test_without_export_coupling_trade_moves_welfare_and_nothing_else():
    levers = {"trade-agreement": 1, "zone-rules": 1}
    outcome, plain = evaluate(portfolio(levers), couplings=set(COUPLINGS) - {"export"}), evaluate()
    assert outcome.welfare > plain.welfare and outcome.export_share > plain.export_share
    assert (outcome.c_product, outcome.hyperquadrant) == (plain.c_product, plain.hyperquadrant)


def test_without_knowledge_and_credit_sections_2_to_4_cannot_change_the_mode_training_apart():
    levers = [
        lever
        for lever in LEVERS.values()
        if lever.section[:3] in ("5.2", "5.3", "5.4")
        and not any(move.parameter.endswith("delta0") for move in lever.moves)
    ]
    assert len(levers) > 20
    everything = portfolio({lever.id: 1 for lever in levers})
    assert evaluate(everything, couplings=("export",)).c_product == evaluate().c_product
    assert evaluate(everything, couplings=("export",)).c_process == evaluate().c_process
    assert evaluate(everything).mode != evaluate().mode  # with them, they can


def test_outcome_agrees_with_the_general_solver_of_trade():
    for levers in ({}, FULL, dict.fromkeys(LEVERS, 1)):
        economy = portfolio(levers).changed(NO_CLUSTER)
        at = economy.trade
        general = melitz_symmetric(pareto(at.k, at.x_min), at.sigma, at.f, at.f_x, at.f_e, at.delta, at.tau, at.n, at.L)
        outcome = evaluate(economy)
        assert outcome.welfare == pytest.approx(general.welfare, rel=1e-9)
        assert outcome.export_share == pytest.approx(1 - general.domestic_share, rel=1e-9)


# --- what the chapters say ---


def test_cheaper_start_up_raises_welfare_by_the_exponent_and_moves_no_trade():
    """Under Pareto welfare goes as f_e to the power -1/k; exporters and gains do not move."""
    before, after = evaluate(), evaluate(portfolio({"start-up-agency": 1}))
    assert after.welfare / before.welfare == pytest.approx(0.95 ** (-1 / BASELINE.trade.k))
    assert (after.export_probability, after.gains) == pytest.approx((before.export_probability, before.gains))
    assert after.hyperquadrant == before.hyperquadrant


def test_tax_and_benchmarking_need_each_other():
    plain, tax, mirror, both = (
        evaluate(portfolio(levers))
        for levers in ({}, {"tax-incentive": 1}, {"benchmarking": 1}, {"tax-incentive": 1, "benchmarking": 1})
    )
    assert tax.knowledge == mirror.knowledge == plain.knowledge
    assert both.knowledge - plain.knowledge == pytest.approx(3.05, abs=0.05)


@pytest.mark.parametrize("strength", [0.25, 1])
@pytest.mark.parametrize("capability", ["c_product", "c_process"])
def test_smooth_levers_overlap(capability, strength):
    smooth = [name for name in WIDE if name not in ("tax-incentive", "benchmarking")]  # those two have a threshold
    trade = {"red-tape", "zone-rules", "trade-agreement"}  # and a small share of exports grows faster and faster
    for one, other in combinations(smooth, 2):
        if {one, other} <= trade:
            continue
        plain, a, b, both = (
            evaluate(portfolio(dict.fromkeys(names, strength)))[capability]
            for names in ((), (one,), (other,), (one, other))
        )
        assert max(a, b) < both < a + b - plain


def test_a_country_that_falls_behind_has_capability_zero_and_no_error():
    lost = replace(Economy(), product=replace(BASELINE.product, g=0.2))
    outcome = evaluate(lost)
    assert (outcome.regime_product, outcome.c_product) == ("falling_behind", 0)
    assert outcome.income == 0 < outcome.welfare  # beside a frontier that grows for ever, nothing is left


@pytest.mark.parametrize("change", [{"trade.tau": 1e6}, {"trade.f_x": 1e300}], ids=["freight", "certificates"])
def test_where_no_firm_exports_the_country_lives_as_without_partners(change):
    closed = evaluate(BASELINE.changed(change))
    assert closed.export_share == pytest.approx(0, abs=1e-12) and closed.orientation == "domestic"
    assert closed.income < evaluate().income
    again = evaluate(BASELINE.changed(change | {"trade.f_e": BASELINE.trade.f_e / 2}))
    assert again.welfare > closed.welfare  # what has nothing to do with partners goes on


def test_where_no_bank_lends_beyond_collateral_all_who_want_more_are_stuck():
    without = evaluate(BASELINE.changed({"credit.psi": 1e300}))
    credit = BASELINE.credit
    gap = missing_middle(
        credit.wealth, credit.alpha, credit.r, credit.lam, 1e9, credit.n_members, credit.zeta, credit.theta_min
    )
    assert without.missing_share == pytest.approx(1 - gap.share_small)
    assert without.missing_share > evaluate().missing_share and without.income < evaluate().income


@pytest.mark.parametrize(
    "change, words",
    [
        ({"trade.tau": 0.9}, "tau = 0.9 is not allowed: give a finite number, 1 or more"),
        ({"trade.f_x": -1}, "f_x = -1 is not allowed: give a finite number, 0 or more"),
        ({"credit.lam": 0.5}, "lam = 0.5 is not allowed: give a finite number, 1 or more"),
        ({"credit.psi": -1}, "psi = -1 is not allowed: give a finite number, 0 or more"),
        ({"credit.psi": float("nan")}, "credit.psi = nan is not allowed: give a finite number"),
    ],
)
def test_what_no_bank_and_no_border_can_be_is_refused_in_a_sentence(change, words):
    with pytest.raises(ValueError, match=words):
        evaluate(BASELINE.changed(change))
