"""Credit: one constrained firm, the gap in the size distribution, and a pool."""

import math
import sys
from decimal import Decimal, localcontext
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from refusals import NOT_COUNTS, NOT_NUMBERS, NOT_VECTORS, assert_refused
from scipy.integrate import trapezoid
from scipy.optimize import brentq, minimize

from missing_middle.models import evans_jovanovic, missing_middle, pooled_borrowing, size_distribution, weight_at_limit

credit = sys.modules["missing_middle.models.credit"]
quick = settings(max_examples=60, deadline=None)
FIRM = {"theta": 2, "wealth": 0.1, "alpha": 0.22, "r": 1.1, "lam": 1.44, "w": 0.5}
GAP = {"wealth": 2, "alpha": 0.5, "r": 1, "lam": 1.5, "psi": 0.75, "n_members": 1, "zeta": 2, "theta_min": 1}
POOL = {"theta": [1, 1.6, 2.3], "wealth": [1.5, 0.4, 0.3], "alpha": 0.4, "r": 1.05, "lam": 1.3}
alphas, rates, limits, amounts = st.floats(0.05, 0.9), st.floats(0.2, 5), st.floats(1, 5), st.floats(0.05, 20)
firms = st.fixed_dictionaries(
    {
        "theta": st.floats(0.1, 10),
        "wealth": amounts,
        "alpha": alphas,
        "r": rates,
        "lam": limits,
        "w": st.one_of(st.just(0.0), st.floats(1e-6, 10)),
    }
)
gaps = st.fixed_dictionaries(
    {
        "wealth": amounts,
        "alpha": alphas,
        "r": rates,
        "lam": limits,
        "psi": st.floats(0.01, 20),
        "n_members": st.integers(1, 50),
        "zeta": st.floats(0.3, 6),
        "theta_min": st.floats(0.05, 10),
    }
)


def profit(k, case):
    return case["theta"] * k ** case["alpha"] - case["r"] * k


# --- one firm ---


def test_a_poor_and_able_entrepreneur_is_held_back():
    firm = evans_jovanovic(**FIRM)
    assert firm.k_unconstrained == pytest.approx(0.308901845, abs=5e-10)
    assert firm.k == pytest.approx(0.144, rel=1e-12)
    assert firm.profit == pytest.approx(1.14737919, abs=5e-9)
    assert firm.profit_loss == pytest.approx(0.0573380013, abs=5e-11)
    assert firm.shadow_return == pytest.approx(1.99494043, abs=5e-9)
    assert firm.theta_entry == pytest.approx(1.00724754, abs=5e-9)
    assert firm["constrained"] and firm["entrepreneur"]


@given(firms)
@quick
def test_capital_is_the_best_that_the_limit_allows(case):
    firm = evans_jovanovic(**case)
    limit = case["lam"] * case["wealth"]
    grid = np.linspace(1e-9, 1, 300) * min(limit, 3 * firm.k_unconstrained)
    assert firm.k <= limit * (1 + 1e-12)
    assert profit(grid, case).max() <= firm.profit + 1e-12 * firm.output
    assert firm.profit == pytest.approx(profit(firm.k, case), rel=1e-9, abs=1e-9 * firm.output)
    assert firm.income == pytest.approx(firm.profit + case["r"] * case["wealth"], rel=1e-12)


@example({"theta": 1.125, "wealth": 1.125, "alpha": 0.5, "r": 0.5, "lam": 1.125, "w": 0.0})  # where both meet
@given(firms)
@quick
def test_only_a_binding_limit_costs_profit(case):
    firm = evans_jovanovic(**case)
    assert firm.constrained == (case["theta"] > firm.theta_constrained)
    free = profit(firm.k_unconstrained, case)
    assert firm.profit_loss == pytest.approx(free - firm.profit, abs=1e-11 * (firm.output + abs(free)))
    if firm.constrained:
        assert firm.shadow_return >= case["r"] and firm.profit_loss >= 0
    else:
        assert (firm.shadow_return, firm.profit_loss, firm.k) == (case["r"], 0, firm.k_unconstrained)


@given(firms)
@quick
def test_entry_is_where_profit_equals_the_wage(case):
    firm = evans_jovanovic(**case)
    assert 0 <= firm.theta_entry_unconstrained <= firm.theta_entry
    assume(case["w"] > 0)
    at_entry = evans_jovanovic(**{**case, "theta": firm.theta_entry})
    assert at_entry.profit == pytest.approx(case["w"], rel=1e-9)
    assert at_entry.entrepreneur
    if abs(firm.profit - case["w"]) > 1e-9 * firm.output:
        assert firm.entrepreneur == (firm.profit >= case["w"])


@pytest.mark.parametrize("w", [0.2, 0.5, 2])
@pytest.mark.parametrize("wealth", [0.05, 0.3, 5])
def test_entry_threshold_agrees_with_a_search(w, wealth):
    def surplus(theta):
        return evans_jovanovic(theta, wealth, 0.22, 1.1, 1.44, w).profit - w

    searched = brentq(surplus, 1e-3, 100, xtol=1e-13)
    assert evans_jovanovic(1, wealth, 0.22, 1.1, 1.44, w).theta_entry == pytest.approx(searched, rel=1e-9)


@given(firms, st.floats(1.01, 3))
@quick
def test_wealth_and_collateral_lift_profit_and_lower_the_shadow_return(case, factor):
    poor = evans_jovanovic(**case)
    for name in ("wealth", "lam"):
        rich = evans_jovanovic(**{**case, name: case[name] * factor})
        assert rich.profit >= poor.profit * (1 - 1e-12)
        assert rich.shadow_return <= poor.shadow_return * (1 + 1e-12)
        assert rich.theta_entry <= poor.theta_entry * (1 + 1e-12)


def test_the_limit_does_not_contain_the_interest_rate():
    case = {"theta": 2.2, "wealth": 0.2, "alpha": 0.35, "lam": 1.5, "w": 0}
    assert [round(evans_jovanovic(r=r, **case).k, 12) for r in (1.04, 1.12)] == [0.3, 0.3]


def test_nobody_who_may_work_for_nothing_stays_out():
    assert evans_jovanovic(**{**FIRM, "w": 0}).entrepreneur
    assert evans_jovanovic(**{**FIRM, "w": 0}).theta_entry == 0


@pytest.mark.parametrize("closeness", [1e-2, 1e-4, 1e-6, 1e-8])
@pytest.mark.parametrize("alpha", [0.01, 0.22, 0.5, 0.99, 0.9999])
def test_a_limit_that_hardly_binds_costs_a_second_order_amount(closeness, alpha):
    limit = evans_jovanovic(1, 1, alpha, 1, 1, 0).theta_constrained
    firm = evans_jovanovic(limit * (1 + closeness * (1 - alpha)), 1, alpha, 1, 1, 0)
    g = math.log1p(closeness * (1 - alpha)) / (1 - alpha)  # ln of k_u / k
    second_order = firm.k_unconstrained / alpha * alpha * (1 - alpha) / 2 * g * g
    assert firm.profit_loss == pytest.approx(second_order, rel=closeness + 1e-6)


@pytest.mark.parametrize("alpha", [1e-6, 0.22, 0.5, 0.8, 1 - 1e-9])
@pytest.mark.parametrize("g", [1e-9, 9e-3, 0.0101, 1.0, 30.0])
def test_the_loss_keeps_its_digits_for_any_limit_and_any_technology(alpha, g):
    a, e = Decimal(alpha), Decimal(math.exp(math.log(g)))
    with localcontext(prec=60):
        exact = a * ((-e).exp() - 1) - ((-a * e).exp() - 1)
    assert math.exp(credit._log_loss(alpha, math.log(g))) == pytest.approx(float(exact), rel=1e-12)


# --- the gap ---


@pytest.mark.parametrize("n_members, jump, share", [(1, 6.75, 0.0462962963), (4, 4.6875, 0.03)])
def test_sharing_a_bank_narrows_the_gap(n_members, jump, share):
    gap = missing_middle(**{**GAP, "n_members": n_members})
    assert (gap.k_limit, gap.k_jump) == pytest.approx((3, jump), rel=1e-12)
    assert gap.missing_share == pytest.approx(share, abs=5e-11)


@given(gaps)
@quick
def test_at_the_jump_the_limit_costs_as_much_as_the_bank(case):
    gap = missing_middle(**case)
    cost = case["psi"] / case["n_members"]
    firm = evans_jovanovic(gap.theta_jump, case["wealth"], case["alpha"], case["r"], case["lam"], 0)
    assert firm.profit_loss == pytest.approx(cost, rel=1e-8)
    assert firm.k_unconstrained == pytest.approx(gap.k_jump, rel=1e-9)
    assert gap.gap_width == pytest.approx(gap.k_jump - gap.k_limit, rel=1e-9, abs=1e-12 * gap.k_jump)
    at_limit = evans_jovanovic(gap.theta_limit, case["wealth"], case["alpha"], case["r"], case["lam"], 0)
    assert at_limit.k_unconstrained == pytest.approx(gap.k_limit, rel=1e-9)


@given(gaps)
@quick
def test_no_firm_between_limit_and_jump_would_take_the_bank(case):
    gap = missing_middle(**case)
    middle = math.sqrt(gap.theta_limit * gap.theta_jump)
    arguments = (case["wealth"], case["alpha"], case["r"], case["lam"], 0)
    assert evans_jovanovic(middle, *arguments).profit_loss < case["psi"] / case["n_members"]
    assert evans_jovanovic(gap.theta_jump * 1.01, *arguments).profit_loss > case["psi"] / case["n_members"]


@given(gaps)
@quick
def test_the_three_shares_add_up_to_one(case):
    gap = missing_middle(**case)
    shares = (gap.share_small, gap.missing_share, gap.share_large)
    assert sum(shares) == pytest.approx(1, rel=1e-12)
    assert all(0 <= share <= 1 for share in shares)

    def above(theta):
        return min(1.0, (case["theta_min"] / theta) ** case["zeta"])

    assert gap.share_large == pytest.approx(above(gap.theta_jump), rel=1e-9)
    assert gap.missing_share == pytest.approx(above(gap.theta_limit) - above(gap.theta_jump), abs=1e-12)


@given(gaps, st.floats(1.01, 2))
@quick
def test_the_missing_share_falls_in_collateral_unless_nobody_is_small(case, factor):
    before = missing_middle(**case)
    for name in ("lam", "wealth"):
        after = missing_middle(**{**case, name: case[name] * factor})
        assert after.k_limit > before.k_limit
        assert after.k_jump > before.k_jump
        if before.theta_limit >= case["theta_min"]:
            assert after.missing_share <= before.missing_share * (1 + 1e-9)
        elif after.theta_limit <= case["theta_min"]:
            assert after.missing_share >= before.missing_share * (1 - 1e-9)


@given(gaps, st.integers(1, 20))
@quick
def test_more_members_bring_the_jump_nearer(case, more):
    alone = missing_middle(**case)
    together = missing_middle(**{**case, "n_members": case["n_members"] + more})
    assert together.k_jump < alone.k_jump
    assert together.missing_share <= alone.missing_share
    dearer = missing_middle(**{**case, "psi": 1.1 * case["psi"]})
    assert dearer.gap_width > alone.gap_width


@given(gaps.filter(lambda case: case["alpha"] != 0.5))
@quick
def test_the_printed_condition_holds(case):
    gap, alpha = missing_middle(**case), case["alpha"]
    x = gap.k_jump / gap.k_limit
    right = case["psi"] / (case["n_members"] * case["r"] * gap.k_limit)
    left = ((1 - alpha) * x - x ** (1 - alpha) + alpha) / alpha
    assert left == pytest.approx(right, rel=1e-6, abs=1e-13 * x / alpha)


@given(st.floats(-40, 40))
@quick
def test_square_root_technology_in_closed_form_agrees_with_the_search(log_cost):
    closed = 2 * math.log1p(math.exp(log_cost / 2))
    assert credit._log_jump_by_root(log_cost, 0.5) == pytest.approx(closed, rel=1e-9)


def test_the_closed_form_does_not_search(monkeypatch):
    monkeypatch.setattr(credit, "bracketed_root", lambda *_: pytest.fail("the search was used"))
    assert missing_middle(**GAP).k_jump == pytest.approx(6.75)
    with pytest.raises(pytest.fail.Exception):
        missing_middle(**{**GAP, "alpha": 0.4})


@pytest.mark.parametrize("alpha", [0.3, 0.5, 0.7])
def test_many_members_or_a_free_bank_close_the_gap(alpha):
    case = {**GAP, "alpha": alpha}
    members = [10**power for power in (0, 4, 8, 16, 300, 400)]
    widths = [missing_middle(**{**case, "n_members": many}).gap_width for many in members]
    assert all(wide > narrow for wide, narrow in pairwise(widths))
    assert widths[-1] < 1e-150
    free = missing_middle(**{**case, "psi": 0})
    assert (free.gap_width, free.missing_share, free.theta_jump) == (0, 0, free.theta_limit)
    narrow = missing_middle(**{**case, "psi": 1e-12})
    assert narrow.gap_width == pytest.approx(math.sqrt(2 * 1e-12 / (1 - alpha) * 3), rel=1e-5)


def test_without_a_distribution_there_are_no_shares():
    gap = missing_middle(2, 0.5, 1, 1.5, 0.75)
    assert (gap.share_small, gap.missing_share, gap.share_large) == (None, None, None)


# --- the size distribution ---


@given(gaps, st.floats(1.5, 20))
@settings(max_examples=40, deadline=None)
def test_pieces_heap_and_tail_integrate_to_one(case, stretch):
    gap = missing_middle(**case)
    smallest = (case["theta_min"] * case["alpha"] / case["r"]) ** (1 / (1 - case["alpha"]))
    assume(smallest > 1e-30 and gap.k_jump < 1e30)
    k_max = stretch * max(gap.k_jump, smallest)
    sizes = size_distribution(**case, k_max=k_max, n=4000)
    small = trapezoid(sizes.density_small * sizes.k_small, np.log(sizes.k_small)) if sizes.k_small.size else 0
    large = trapezoid(sizes.density_large * sizes.k_large, np.log(sizes.k_large))
    assert small == pytest.approx(gap.share_small, abs=1e-3)
    assert small + sizes.mass_at_limit + large + sizes.share_beyond == pytest.approx(1, abs=2e-3)
    free = trapezoid(sizes.density_frictionless * sizes.k_frictionless, np.log(sizes.k_frictionless))
    assert free + sizes.share_beyond == pytest.approx(1, abs=1e-3)


@given(gaps)
@quick
def test_no_size_is_drawn_inside_the_gap(case):
    gap = missing_middle(**case)
    try:
        sizes = size_distribution(**case)
    except ValueError:
        assume(False)
    assert (sizes.k_small <= gap.k_limit * (1 + 1e-12)).all()
    assert (sizes.k_large >= gap.k_jump * (1 - 1e-12)).all()
    assert sizes.mass_at_limit == gap.missing_share


def test_sizes_of_drawn_firms_follow_the_distribution():
    ability = np.random.default_rng(5).pareto(2, 40_000) + 1
    gap, sizes = missing_middle(**GAP), size_distribution(**GAP)
    k_free = (ability * 0.5) ** 2
    banked = ability > gap.theta_jump
    k = np.where(banked, k_free, np.minimum(k_free, 3))
    assert np.mean(k == 3) == pytest.approx(sizes.mass_at_limit, abs=0.004)
    assert np.mean(k > sizes.k_large[-1]) == pytest.approx(sizes.share_beyond, abs=0.004)
    assert not ((k > 3) & (k < gap.k_jump)).any()


# --- the pool ---


def test_a_pool_of_three_lends_to_the_able_member():
    pool = pooled_borrowing(**POOL)
    assert pool.surplus_separate == pytest.approx(2.17410647, abs=5e-9)
    assert pool.surplus_pooled == pytest.approx(2.26904215, abs=5e-9)
    assert not pool.pool_binding


@st.composite
def pools(draw):
    n = draw(st.integers(1, 8))
    return {
        "theta": draw(st.lists(st.floats(0.2, 5), min_size=n, max_size=n)),
        "wealth": draw(st.lists(st.floats(0.02, 5), min_size=n, max_size=n)),
        "alpha": draw(st.floats(0.1, 0.8)),
        "r": draw(rates),
        "lam": draw(limits),
    }


@given(pools())
@quick
def test_a_pool_never_does_worse_and_never_better_than_no_limit(case):
    pool = pooled_borrowing(**case)
    tolerance = 1e-11 * (pool.output_pooled + pool.output_separate)
    assert pool.surplus_separate <= pool.surplus_pooled + tolerance
    assert pool.surplus_pooled <= pool.surplus_unconstrained + tolerance
    limit = case["lam"] * sum(case["wealth"])
    assert pool.k_pooled.sum() <= limit * (1 + 1e-9)
    assume(abs(pool.k_unconstrained.sum() - limit) > 1e-9 * limit)
    assert pool.pool_binding == (pool.k_unconstrained.sum() > limit)
    if pool.pool_binding:
        assert pool.k_pooled.sum() == pytest.approx(limit, rel=1e-9)
        marginal = np.array(case["theta"]) * pool.k_pooled ** (case["alpha"] - 1)
        assert marginal == pytest.approx(np.full(len(marginal), marginal[0]), rel=1e-9)
    else:
        assert pool.k_pooled == pytest.approx(pool.k_unconstrained)


@given(pools())
@quick
def test_separate_borrowing_is_the_single_firm_repeated(case):
    pool = pooled_borrowing(**case)
    alone = [
        evans_jovanovic(theta, wealth, case["alpha"], case["r"], case["lam"], 0)
        for theta, wealth in zip(case["theta"], case["wealth"], strict=True)
    ]
    assert pool.k_separate == pytest.approx([firm.k for firm in alone], rel=1e-9)
    assert pool.surplus_separate == pytest.approx(sum(firm.profit for firm in alone), rel=1e-9)
    assert pool.output_separate == pytest.approx(sum(firm.output for firm in alone), rel=1e-9)


def test_a_binding_pool_agrees_with_a_general_optimizer():
    case = {**POOL, "wealth": [0.2, 0.1, 0.1]}
    pool, theta = pooled_borrowing(**case), np.array(case["theta"])
    limit = 1.3 * 0.4
    assert pool.pool_binding

    def loss(k):
        return -(theta * np.abs(k) ** 0.4 - 1.05 * k).sum()

    found = minimize(
        loss,
        np.full(3, limit / 3),
        bounds=[(1e-9, limit)] * 3,
        tol=1e-14,
        constraints={"type": "ineq", "fun": lambda k: limit - k.sum()},
    )
    assert pool.k_pooled == pytest.approx(found.x, rel=1e-4)
    assert pool.surplus_pooled == pytest.approx(-found.fun, rel=1e-8)


def test_members_who_are_alike_gain_nothing_from_pooling():
    pool = pooled_borrowing([2, 2], [0.1, 0.1], 0.4, 1.05, 1.3)
    assert pool.pool_binding
    assert pool.surplus_pooled == pytest.approx(pool.surplus_separate, rel=1e-12)
    assert pooled_borrowing([2], [0.1], 0.4, 1.05, 1.3).k_pooled == pytest.approx([0.13])


# --- refusals and extremes ---


@pytest.mark.parametrize("bad", NOT_NUMBERS, ids=repr)
@pytest.mark.parametrize("name", FIRM)
def test_what_is_not_a_number_is_refused_for_a_firm(name, bad):
    assert_refused(evans_jovanovic, FIRM, name, bad)
    if name in ("alpha", "r", "lam"):
        assert_refused(pooled_borrowing, POOL, name, bad)


@pytest.mark.parametrize("bad", NOT_NUMBERS, ids=repr)
@pytest.mark.parametrize("name", [name for name in GAP if name != "n_members"])
def test_what_is_not_a_number_is_refused_for_the_gap(name, bad):
    assert_refused(missing_middle, GAP, name, bad)
    assert_refused(size_distribution, GAP, name, bad)


@pytest.mark.parametrize("bad", [*NOT_COUNTS, 0, -1], ids=repr)
def test_members_are_counted_in_whole_numbers(bad):
    assert_refused(missing_middle, GAP, "n_members", bad)


@pytest.mark.parametrize(
    "name, bad",
    [("theta", 0), ("wealth", 0), ("wealth", -1), ("alpha", 0), ("alpha", 1), ("r", 0), ("lam", 0.99), ("w", -0.1)],
)
def test_values_outside_the_domain_are_refused_for_a_firm(name, bad):
    assert_refused(evans_jovanovic, FIRM, name, bad)


@pytest.mark.parametrize("name, bad", [("psi", -0.1), ("zeta", 0), ("theta_min", 0), ("alpha", 2), ("lam", 0)])
def test_values_outside_the_domain_are_refused_for_the_gap(name, bad):
    assert_refused(missing_middle, GAP, name, bad)


@pytest.mark.parametrize("given_one", [{"zeta": 2}, {"theta_min": 1}])
def test_half_a_distribution_is_refused(given_one):
    with pytest.raises(ValueError, match="give both or none"):
        missing_middle(2, 0.5, 1, 1.5, 0.75, **given_one)


@pytest.mark.parametrize("bad", NOT_VECTORS, ids=repr)
@pytest.mark.parametrize("name", ["theta", "wealth"])
def test_members_need_a_row_of_numbers(name, bad):
    assert_refused(pooled_borrowing, POOL, name, bad)


@pytest.mark.parametrize("name, bad", [("theta", [1, 0, 2]), ("wealth", [1, -1, 2]), ("wealth", [1, 2])])
def test_members_need_ability_wealth_and_equal_lengths(name, bad):
    assert_refused(pooled_borrowing, POOL, name, bad)


@pytest.mark.parametrize("n, k_max", [(1, None), (2.0, None), (50, 6.0), (50, -1), (50, "9")])
def test_a_drawing_needs_points_and_room(n, k_max):
    with pytest.raises(ValueError, match=r"n = |k_max = "):
        size_distribution(**GAP, n=n, k_max=k_max)


tiny_to_huge = st.floats(1e-300, 1e300)


@given(
    theta=tiny_to_huge,
    wealth=tiny_to_huge,
    alpha=st.floats(1e-9, 1 - 1e-9),
    r=tiny_to_huge,
    lam=st.floats(1, 1e300),
    w=st.floats(0, 1e300),
)
@settings(max_examples=150, deadline=None)
def test_extreme_firms_are_solved_or_refused_but_never_lost(theta, wealth, alpha, r, lam, w):
    try:
        firm = evans_jovanovic(theta, wealth, alpha, r, lam, w)
    except ValueError as refusal:
        assert "outside the floating-point range" in str(refusal)
        return
    assert all(math.isfinite(value) for value in firm.asdict().values())


@given(
    wealth=tiny_to_huge,
    alpha=st.floats(1e-9, 1 - 1e-9),
    r=tiny_to_huge,
    lam=st.floats(1, 1e300),
    psi=st.floats(0, 1e300),
    n_members=st.integers(1, 10**400),
    zeta=tiny_to_huge,
    theta_min=tiny_to_huge,
)
@settings(max_examples=150, deadline=None)
def test_extreme_gaps_are_solved_or_refused_but_never_lost(**case):
    try:
        gap = missing_middle(**case)
    except ValueError as refusal:
        assert "outside the floating-point range" in str(refusal)
        return
    assert all(math.isfinite(value) for value in gap.asdict().values())
    assert gap.k_jump >= gap.k_limit
    assert gap.share_small + gap.missing_share + gap.share_large == pytest.approx(1)


@pytest.mark.parametrize(
    "call",
    [
        lambda alpha: evans_jovanovic(2, 0.1, alpha, 1.1, 1.44, 0.5),
        lambda alpha: missing_middle(2, alpha, 1, 1.5, 0.75),
        lambda alpha: pooled_borrowing([1, 2], [1, 1], alpha, 1.05, 1.3),
    ],
)
def test_an_elasticity_too_small_to_invert_is_refused_by_name(call):
    with pytest.raises(ValueError, match="alpha = 5e-324 is not allowed"):
        call(5e-324)


# A share of firms and a share of weight ------------------------------------------------------------------------


AT = {"wealth": 2, "alpha": 0.5, "r": 1.1, "lam": 1.3, "psi": 2, "n_members": 1, "zeta": 2, "theta_min": 2.5}


@pytest.mark.parametrize("change", [{}, {"zeta": 3}, {"alpha": 0.4, "zeta": 2.5}, {"n_members": 5}, {"lam": 2}])
@pytest.mark.parametrize("largest", [20, 500])
def test_weight_at_the_limit_is_capital_added_up(change, largest):
    at = AT | change
    smallest = (at["theta_min"] * at["alpha"] / at["r"]) ** (1 / (1 - at["alpha"]))
    sizes = size_distribution(**at, k_max=largest * smallest, n=100_001)
    stuck = sizes.mass_at_limit * sizes.k_limit
    others = sum(
        trapezoid(k * density, k)
        for k, density in ((sizes.k_small, sizes.density_small), (sizes.k_large, sizes.density_large))
    )
    assert weight_at_limit(**at, largest=largest) == pytest.approx(stuck / (stuck + others), rel=1e-6)


def test_weight_at_the_limit_in_closed_form_where_sizes_follow_zipf():
    """With zeta (1 - alpha) = 1 capital between two sizes is the smallest size times the logarithm of their ratio."""
    gap = missing_middle(**AT)
    smallest, end = (2.5 * 0.5 / 1.1) ** 2, 500 * (2.5 * 0.5 / 1.1) ** 2
    stuck = smallest * (1 / gap.k_limit - 1 / gap.k_jump) * gap.k_limit
    others = smallest * (math.log(gap.k_limit / smallest) + math.log(end / gap.k_jump))
    assert weight_at_limit(**AT, largest=500) == pytest.approx(stuck / (stuck + others), rel=1e-12)


@pytest.mark.parametrize("better", [{"n_members": 3}, {"psi": 1}, {"lam": 1.6}, {"wealth": 2.5}])
def test_whatever_opens_the_bank_takes_weight_from_the_limit(better):
    assert weight_at_limit(**AT | better, largest=500) < weight_at_limit(**AT, largest=500)


def test_where_nobody_who_counts_jumps_only_those_who_count_are_stuck():
    gap = missing_middle(**AT | {"psi": 1e4})
    smallest = (2.5 * 0.5 / 1.1) ** 2
    assert gap.k_jump > 20 * smallest
    stuck = smallest * (1 / gap.k_limit - 1 / (20 * smallest)) * gap.k_limit
    others = smallest * math.log(gap.k_limit / smallest)
    found = weight_at_limit(**AT | {"psi": 1e4}, largest=20)
    assert found == pytest.approx(stuck / (stuck + others), rel=1e-9)


@pytest.mark.parametrize("largest", [1, 0, -3, math.nan, 1.5])
def test_a_largest_firm_below_the_limit_is_refused(largest):
    with pytest.raises(ValueError, match=r"largest = .* is not allowed"):
        weight_at_limit(**AT, largest=largest)
