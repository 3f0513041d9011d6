"""Where the country lands. Numbers of the baseline and of the portfolio were recomputed by a separate route."""

import math
import random
from dataclasses import replace
from itertools import combinations

import pytest

from missing_middle.models import melitz_symmetric, pareto
from missing_middle.policy import BASELINE, COUPLINGS, LEVERS, WIDE, Economy, evaluate, portfolio

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


@pytest.mark.parametrize(
    "levers, expected",
    [
        pytest.param(
            {},
            (0.316987, 0.377976, 0.379039, 0, 0.127168, 3.014348, 1.118641, 20.384473, 0.725, 0.349363),
            id="baseline",
        ),
        pytest.param(
            FULL,
            (0.563868, 0.660177, 0.556693, 7, 0.465101, 3.491631, 1.210956, 23.435219, 0.525, 0.233574),
            id="portfolio",
        ),
    ],
)
def test_baseline_and_portfolio_land_where_they_should(levers, expected):
    outcome = evaluate(portfolio(levers))
    assert tuple(outcome[name] for name in PRINTED) == pytest.approx(expected, abs=1e-6)
    assert outcome.regime_product == outcome.regime_process == "catch_up_with_trap"


def test_baseline_is_an_application_specialist_that_sells_at_home():
    outcome = evaluate()
    assert (outcome.mode, outcome.orientation, outcome.sustained) == ("application_specialist", "domestic", False)
    assert (outcome.N_min, outcome.N_optimal, outcome.N_equilibrium) == pytest.approx(
        (22.4114736, 154.046969, 451.522675)
    )
    assert outcome.delta_incentive == pytest.approx(outcome.delta_participation)


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


@pytest.mark.parametrize("strength, octant", [(0.25, 0), (0.5, 2), (0.75, 3), (1, 7)])
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
        pytest.param(["trade.tau"], 0.5, 1, id="trade cost halved"),
    ],
)
def test_how_far_one_parameter_alone_carries(paths, factor, octant):
    assert evaluate(at_the_clamp(paths, factor)).hyperquadrant == octant


# --- directions ---

OUTCOMES = {  # parameter -> what must not fall, what must not rise, when it moves in the direction of its levers
    "trade.f_e": (("welfare",), ()),
    "trade.f_x": (("welfare", "gains", "export_probability", "export_share", "c_product", "c_process"), ()),
    "trade.tau": (("welfare", "gains", "export_probability", "export_share", "c_product", "c_process"), ()),
    "game.s": (("sustained", "knowledge", "c_product", "c_process"), ("delta_incentive", "delta_participation")),
    "game.theta": (("sustained", "knowledge", "c_product", "c_process"), ("delta_incentive", "delta_participation")),
    "game.c": (("sustained", "knowledge", "c_product", "c_process"), ("delta_incentive", "delta_participation")),
    "game.K": (("sustained", "knowledge", "c_product", "c_process"), ("delta_participation",)),
    "network.decay": (("knowledge", "c_product", "c_process"), ()),
    "network.links": (("knowledge", "c_product", "c_process"), ()),
    "cluster.c": (("N_optimal", "N_equilibrium"), ("N_min",)),
    "credit.n_members": (("c_product", "c_process"), ("missing_share",)),
    "credit.psi": (("c_product", "c_process"), ("missing_share",)),
    "credit.lam": (("c_product", "c_process"), ("missing_share",)),
    "product.a0": (("c_product",), ()),
    "product.delta0": (("c_product",), ()),
    "product.lam": (("c_product",), ()),
    "process.a0": (("c_process",), ()),
    "process.delta0": (("c_process",), ()),
    "process.lam": (("c_process",), ()),
    "upgrading.chi": (("c_product", "c_process"), ()),
}
AMBIGUOUS = {"cluster-ip-office", "ip-headquarters", "ip-regime"}
NUMBERS = [name for name, value in evaluate().asdict().items() if isinstance(value, float)]


def documented(lever):
    rise = {name for move in lever.moves for name in OUTCOMES[move.parameter][0]}
    fall = {name for move in lever.moves for name in OUTCOMES[move.parameter][1]}
    if fall & {"delta_incentive", "delta_participation"}:
        fall.add("delta_min")
    if rise & {"knowledge", "sustained"} or "missing_share" in fall:
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


@pytest.mark.parametrize("name", sorted(AMBIGUOUS))
@pytest.mark.parametrize("seed", range(15))
def test_firmer_ip_helps_exactly_when_own_effort_exceeds_half_the_frontiers_growth(name, seed):
    company = {
        other: s
        for other, s in others(seed).items()
        if other not in AMBIGUOUS
        and other != "licensing"
        and not any(move.parameter in ("product.lam", "product.a0") for move in LEVERS[other].moves)
    }
    before, after = evaluate(portfolio(company)), evaluate(portfolio(company | {name: 1}))
    sign = 2 * before.effort_product - BASELINE.product.g
    assert (after.c_product - before.c_product) * sign > 0
    assert after.c_process == before.c_process


def test_ip_hurts_the_baseline_and_helps_a_country_with_much_effort_of_its_own():
    assert evaluate().effort_product == pytest.approx(0.00975, abs=5e-6)
    assert evaluate(portfolio({"cluster-ip-office": 1})).c_product == pytest.approx(0.186, abs=5e-4)
    able = {name: 1 for name in LEVERS if name not in AMBIGUOUS}
    before = evaluate(portfolio(able))
    assert before.effort_product > BASELINE.product.g / 2
    own = portfolio(able)
    firmer = own.changed({"product.lam": own.product.lam * 1.25, "product.a0": own.product.a0 * 0.75})
    assert evaluate(firmer).c_product > before.c_product


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
    for size in range(4):
        for some in combinations(COUPLINGS, size):
            assert evaluate(couplings=some) == evaluate()


def test_without_export_coupling_trade_moves_welfare_and_nothing_else():
    levers = {"trade-agreement": 1, "zone-rules": 1}
    outcome, plain = evaluate(portfolio(levers), couplings=("knowledge", "credit")), evaluate()
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
        at = portfolio(levers).trade
        general = melitz_symmetric(pareto(at.k, at.x_min), at.sigma, at.f, at.f_x, at.f_e, at.delta, at.tau, at.n, at.L)
        outcome = evaluate(portfolio(levers))
        assert outcome.welfare == pytest.approx(general.welfare, rel=1e-9)
        assert outcome.export_share == pytest.approx(1 - general.domestic_share, rel=1e-9)


# --- what the chapters say ---


def test_cheaper_start_up_raises_welfare_by_the_exponent_and_moves_no_trade():
    """Under Pareto welfare goes as f_e to the power -1/k; exporters and gains do not move."""
    before, after = evaluate(), evaluate(portfolio({"start-up-agency": 1}))
    assert after.welfare / before.welfare == pytest.approx(0.75 ** (-1 / BASELINE.trade.k))
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
    for one, other in combinations(smooth, 2):
        plain, a, b, both = (
            evaluate(portfolio(dict.fromkeys(names, strength)))[capability]
            for names in ((), (one,), (other,), (one, other))
        )
        assert max(a, b) < both < a + b - plain


def test_the_ranking_of_two_portfolios_flips_with_the_strength():
    c = ("tax-incentive", "benchmarking", "licensing")
    d = ("cluster-lending", "skills-exchange", "zone-rules", "red-tape")
    at = {s: [evaluate(portfolio(dict.fromkeys(names, s))).c_process for names in (c, d)] for s in (0.75, 1)}
    assert at[0.75] == pytest.approx([0.466, 0.472], abs=5e-4)
    assert at[1] == pytest.approx([0.540, 0.491], abs=5e-4)


def test_a_country_that_falls_behind_has_capability_zero_and_no_error():
    lost = replace(Economy(), product=replace(BASELINE.product, g=0.2))
    outcome = evaluate(lost)
    assert (outcome.regime_product, outcome.c_product) == ("falling_behind", 0)
