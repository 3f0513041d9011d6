"""Cluster size: closed forms, the search for roots, what theory says about both, and what is refused."""

import math
import sys

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from refusals import NOT_NUMBERS, assert_refused

from missing_middle.models import cluster_payoff, cluster_size
from missing_middle.models.cluster import (
    _checked,
    _entry_by_bisection,
    _entry_closed,
    _log_optimum,
    _log_optimum_of_both,
)

cluster = sys.modules["missing_middle.models.cluster"]
quick = settings(max_examples=60, deadline=None)
FAIR = {"A": 3, "eps": 0, "F": 4, "c": 0.01, "gamma": 1, "v_out": 2}
GUILD = {"A": 3, "eps": 0.4, "F": 0, "c": 0.2, "gamma": 0.8, "v_out": 8}
BOTH = {"A": 2.5, "eps": 0.3, "F": 1.5, "c": 0.08, "gamma": 0.9, "v_out": 3.2}
positive = st.floats(0.05, 20)


@st.composite
def clusters(draw):
    """Any cluster with a best size between e**-60 and e**60."""
    eps = draw(st.one_of(st.just(0.0), st.floats(0.02, 2)))
    F = draw(positive if eps == 0 else st.one_of(st.just(0.0), positive))
    case = {
        "A": draw(positive),
        "eps": eps,
        "F": F,
        "c": draw(st.floats(1e-4, 5)),
        "gamma": eps + draw(st.floats(0.05, 2)),
    }
    assume(abs(_log_optimum(*_checked(**case))) < 60)
    return case


def payoff(N, case):
    return float(cluster_payoff([N], **{name: case[name] for name in ("A", "eps", "F", "c", "gamma")})[0])


# --- numbers ---


def test_shared_fixed_cost_gives_a_best_size_of_twenty():
    size = cluster_size(**FAIR)
    assert (size.N_optimal, size.v_optimal) == pytest.approx((20, 2.6), rel=1e-12)
    assert (size.N_min, size.N_equilibrium) == pytest.approx((4.17424305, 95.8257569), rel=5e-9)


def test_marshallian_cluster_of_the_square_root_kind():
    size = cluster_size(**GUILD)
    assert size.N_optimal == pytest.approx(154.046969, abs=5e-7)
    assert size.v_optimal == pytest.approx(11.25, rel=1e-12)
    assert (size.N_min, size.N_equilibrium) == pytest.approx((22.4114736, 451.522675), abs=5e-7)


def test_free_entry_ends_far_beyond_the_best_size():
    crowded = cluster_size(**BOTH)
    assert round(crowded.N_optimal) == 51
    assert round(crowded.N_equilibrium) == 184


# --- two routes to one number ---


@pytest.mark.parametrize("case", [FAIR, GUILD], ids=["quadratic in N", "quadratic in N**eps"])
@pytest.mark.parametrize("closeness", [0.1, 0.5, 0.9, 0.999, 1 - 1e-6])
def test_quadratic_roots_agree_with_the_search(case, closeness):
    A, eps, F, c, gamma = _checked(**{k: v for k, v in case.items() if k != "v_out"})
    best = cluster_size(A, eps, F, c, gamma)
    arguments = (A, eps, F, c, gamma, closeness * best.v_optimal, math.log(best.N_optimal), best.v_optimal)
    assert _entry_closed(*arguments) == pytest.approx(_entry_by_bisection(*arguments), rel=1e-8)


@given(level=st.tuples(*[st.floats(-20, 20)] * 2), slope=st.tuples(st.floats(0.1, 3), st.floats(1, 4)))
@quick
def test_the_search_for_the_best_size_has_a_bracket(level, slope):
    both = list(zip(level, slope, strict=True))
    n = _log_optimum_of_both(both)
    assert sum(math.exp(a - b * n) for a, b in both) == pytest.approx(1, rel=1e-9)


def test_a_little_fixed_cost_moves_the_closed_best_size_a_little():
    closed, searched = cluster_size(3, 0.4, 0, 0.2, 0.8), cluster_size(3, 0.4, 1e-9, 0.2, 0.8)
    assert searched.N_optimal == pytest.approx(closed.N_optimal, rel=1e-8)


def test_closed_forms_do_not_search(monkeypatch):
    monkeypatch.setattr(cluster, "bracketed_root", lambda *_: pytest.fail("the search was used"))
    assert cluster_size(**FAIR).N_min == pytest.approx(4.17424305)
    assert cluster_size(**GUILD).N_equilibrium == pytest.approx(451.522675)


def test_the_search_does_not_need_closed_forms(monkeypatch):
    monkeypatch.setattr(cluster, "_entry_closed", lambda *_: pytest.fail("the closed form was used"))
    assert cluster_size(**BOTH).viable


# --- what must hold for any cluster ---


@given(clusters())
@quick
def test_no_other_size_pays_better(case):
    size = cluster_size(**case)
    around = size.N_optimal * np.geomspace(0.5, 2, 41)
    scale = case["A"] * size.N_optimal ** case["eps"] + case["F"] / size.N_optimal
    assert (cluster_payoff(around, **case) <= size.v_optimal + 1e-12 * scale).all()
    assert payoff(size.N_optimal, case) == pytest.approx(size.v_optimal, abs=1e-12 * scale)


@given(clusters(), st.floats(-2, 0.999))
@quick
def test_the_outside_income_is_earned_at_both_roots(case, share):
    best = cluster_size(**case)
    scale = case["A"] * best.N_optimal ** case["eps"] + case["F"] / best.N_optimal
    v_out = best.v_optimal - (1 - share) * scale
    size = cluster_size(**case, v_out=v_out)
    assert size.viable
    assert 0 <= size.N_min <= size.N_optimal <= size.N_equilibrium
    terms = case["A"] * size.N_equilibrium ** case["eps"] + abs(v_out)
    assert payoff(size.N_equilibrium, case) == pytest.approx(v_out, abs=1e-9 * terms)
    if size.N_min > 1e-200:
        terms = case["A"] * size.N_min ** case["eps"] + case["F"] / size.N_min + abs(v_out)
        assert payoff(size.N_min, case) == pytest.approx(v_out, abs=1e-9 * terms)
    else:
        assert case["F"] == 0


@given(clusters(), st.floats(1.01, 1.5))
@quick
def test_cheaper_coordination_enlarges_and_improves_clusters_and_lowers_the_critical_mass(case, factor):
    dear = cluster_size(**case)
    v_out = dear.v_optimal - 0.1 * (abs(dear.v_optimal) + 1e-3)
    dear, cheap = (cluster_size(**{**case, "c": case["c"] / f}, v_out=v_out) for f in (1, factor))
    assert cheap.N_optimal > dear.N_optimal
    assert cheap.v_optimal >= dear.v_optimal
    assert cheap.N_min <= dear.N_min * (1 + 1e-9)
    assert cheap.N_equilibrium > dear.N_equilibrium


@given(clusters(), st.floats(1.01, 1.5))
@quick
def test_best_size_rises_in_the_fixed_cost_and_in_the_externality(case, factor):
    N = cluster_size(**case).N_optimal
    external, shared = case["eps"] * case["A"] * N ** case["eps"], case["F"] / N  # marginal benefits
    fairer = cluster_size(**{**case, "F": case["F"] * factor}).N_optimal
    louder = cluster_size(**{**case, "A": case["A"] * factor}).N_optimal
    for larger, benefit in ((fairer, shared), (louder, external)):
        if benefit > 1e-9 * (external + shared):
            assert larger > N
        else:
            assert larger == pytest.approx(N, rel=1e-8)  # what is not there cannot matter


@given(clusters(), st.floats(1e-3, 0.04))
@quick
def test_best_size_rises_in_the_elasticity_for_every_size_of_at_least_one(case, step):
    assume(case["eps"] > 0)
    eps = case["eps"]
    assume(eps + step < case["gamma"])
    small, large = (cluster_size(**{**case, "eps": eps}).N_optimal for eps in (eps, eps + step))
    assume(min(small, large) >= 1)
    assert large > small


def test_below_the_turning_size_a_higher_elasticity_shrinks_the_cluster():
    low, high = (cluster_size(A=1, eps=eps, F=0, c=50, gamma=2).N_optimal for eps in (0.5, 0.6))
    assert high < low < math.exp(-1 / 0.5)


# --- limits ---


def test_without_outside_option_nothing_is_said_about_entry():
    size = cluster_size(3, 0.4, 0, 0.2, 0.8)
    assert (size.viable, size.N_min, size.N_equilibrium) == (None, None, None)


@pytest.mark.parametrize("case, v_best", [(FAIR, 2.6), (GUILD, 11.25)])
def test_an_outside_income_equal_to_the_best_payoff_leaves_one_size(case, v_best):
    size = cluster_size(**{**case, "v_out": v_best})
    assert size.viable is True
    assert (size.N_min, size.N_equilibrium) == pytest.approx((size.N_optimal, size.N_optimal), rel=1e-6)


def test_a_better_outside_income_empties_the_cluster():
    size = cluster_size(**{**FAIR, "v_out": 2.6001})
    assert (size.viable, size.N_min, size.N_equilibrium) == (False, None, None)


@pytest.mark.parametrize("v_out", [0, -5])
@pytest.mark.parametrize("gamma", [0.8, 0.9])
def test_without_fixed_cost_and_outside_income_any_size_can_start(v_out, gamma):
    size = cluster_size(**{**GUILD, "gamma": gamma, "v_out": v_out})
    assert size.N_min == 0
    assert payoff(size.N_equilibrium, {**GUILD, "gamma": gamma}) == pytest.approx(v_out, abs=1e-9)


@pytest.mark.parametrize("c", [1e-12, 1e-100, 1e-300])
def test_almost_free_coordination_still_has_a_best_size(c):
    size = cluster_size(3, 0, 4, c, 1, v_out=2)
    assert size.N_optimal == pytest.approx(math.sqrt(4 / c), rel=1e-9)
    assert size.N_min == pytest.approx(4, rel=1e-5)


def test_almost_equal_elasticities_are_solved_or_refused():
    gamma = 0.5 + 2**-10
    expected = (0.5 * 2 / (gamma * 1.9)) ** 1024
    assert cluster_size(2, 0.5, 0, 1.9, gamma).N_optimal == pytest.approx(expected, rel=1e-9)
    with pytest.raises(ValueError, match="the best size would be exp"):
        cluster_size(3, 0.5, 0, 1e-3, 0.5 + 1e-9)


# --- refusals ---


@pytest.mark.parametrize("bad", NOT_NUMBERS, ids=repr)
@pytest.mark.parametrize("name", FAIR)
def test_what_is_not_a_number_is_refused(name, bad):
    if name != "v_out" or bad is not None:
        assert_refused(cluster_size, FAIR, name, bad)


@pytest.mark.parametrize("name, bad", [("A", 0), ("A", -1), ("eps", -0.1), ("F", -1), ("c", 0), ("gamma", 0)])
def test_values_outside_the_domain_are_refused(name, bad):
    assert_refused(cluster_size, BOTH, name, bad)


@pytest.mark.parametrize("gamma", [0.4, 0.3])
def test_unbounded_returns_to_size_are_explained(gamma):
    with pytest.raises(ValueError, match=rf"gamma = {gamma} is not allowed with eps = 0.4: give gamma above"):
        cluster_size(**{**GUILD, "gamma": gamma})


def test_a_cluster_without_any_benefit_is_refused():
    with pytest.raises(ValueError, match="give eps or F above 0"):
        cluster_size(3, 0, 0, 1, 1)


@pytest.mark.parametrize("N", [[0, 1], [-1.0], "3", [float("nan")]])
def test_payoff_refuses_sizes_that_do_not_exist(N):
    with pytest.raises(ValueError, match="N"):
        cluster_payoff(N, 3, 0, 4, 0.01, 1)


@given(
    A=st.floats(1e-300, 1e300),
    eps=st.floats(0, 100),
    F=st.floats(0, 1e300),
    c=st.floats(1e-300, 1e300),
    gamma=st.floats(1e-3, 100),
    v_out=st.floats(-1e300, 1e300),
)
@settings(max_examples=150, deadline=None)
def test_extremes_are_solved_or_refused_but_never_lost(A, eps, F, c, gamma, v_out):
    try:
        size = cluster_size(A, eps, F, c, gamma, v_out)
    except ValueError:
        return
    values = [value for value in size.asdict().values() if value is not None]
    assert all(math.isfinite(value) for value in values)
    if size.viable:
        assert 0 <= size.N_min <= size.N_optimal * (1 + 1e-9)
        assert size.N_equilibrium >= size.N_optimal * (1 - 1e-9)
