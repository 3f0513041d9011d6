"""Four worlds and what their census shows: shares in closed form, the bank and the exporter of other models, chance."""

import math

import numpy as np
import pytest
from refusals import NOT_NUMBERS, NOT_VECTORS, assert_refused
from scipy.stats import kstest

from missing_middle.models import (
    census,
    cost_of_limit,
    evans_jovanovic,
    melitz_symmetric,
    missing_middle,
    observe_census,
    origin_of,
    pareto,
    unknown_census,
)

WORLD = {
    "firms": 20_000,
    "seed": 3,
    "shape": 1.05,
    "r": 1.08,
    "alpha": 0.5,
    "limit": 10.0,
    "psi": 2.52,
    "spread": 1.5,
    "cutoff": 10.0,
    "rise": 2.2,
    "abroad": 0.1,
}
CAUSES = ("nothing", "equal", "unequal", "certificate")
PLAIN = {"size": [1.0, 2.0, 3.0, 9.0], "last_unit": [1.1] * 4, "exports": [0, 0, 1, 1]}


def drawn(cause, **changes):
    return census(cause, **WORLD | changes)


def seen(cause, **changes):
    return observe_census(**drawn(cause, **changes).asdict())


def jump(limit):
    """Size from which on the bank pays, for alpha 1/2 in closed form."""
    return (math.sqrt(limit) + math.sqrt(WORLD["psi"] / WORLD["r"])) ** 2


def share_above(cause, x, shape=WORLD["shape"]):
    """Share of firms of the size x or more: what the census would show if it had no end of firms."""

    def with_limit(limit):
        inside = limit < x < jump(limit)
        return (jump(limit) if inside else x) ** -shape

    if cause == "equal":
        return with_limit(WORLD["limit"])
    if cause == "unequal":
        steps = (np.arange(4000) + 0.5) / 2000 - 1
        return np.mean([with_limit(limit) for limit in WORLD["limit"] * np.exp(WORLD["spread"] * steps)])
    if cause == "certificate":
        c, m = WORLD["cutoff"], WORLD["rise"]
        return x**-shape if x <= c else max(c, x / m) ** -shape
    return x**-shape


@pytest.mark.parametrize("cause", CAUSES)
@pytest.mark.parametrize("x", [1.5, 4, 9.9, 10.5, 15, 21, 30, 80])
def test_shares_of_the_census_are_those_of_the_closed_form(cause, x):
    exact = share_above(cause, x)
    error = math.sqrt(exact * (1 - exact) / WORLD["firms"])
    assert (drawn(cause).size >= x).mean() == pytest.approx(exact, abs=4 * error)


def test_heap_and_hole_are_those_of_the_bank_of_section_3_2():
    """A firm of the size s has the ability (r/alpha) s**(1-alpha), which is Pareto with twice the shape."""
    bank = missing_middle(wealth=10, alpha=0.5, r=1.08, lam=1, psi=2.52, zeta=2 * 1.05, theta_min=2 * 1.08)
    found = seen("equal")
    assert (found.hole_from, bank.k_limit) == (10, 10)
    assert bank.k_jump == pytest.approx(jump(10)) and 0 < found.hole_to / bank.k_jump - 1 < 0.01
    assert found.heap == pytest.approx(bank.missing_share, abs=4 * math.sqrt(0.05 / WORLD["firms"]))


@pytest.mark.parametrize("wanted, limit, alpha", [(4, 1, 0.5), (30, 10, 0.3), (2.5, 2, 0.7)])
def test_cost_of_a_limit_is_the_loss_of_one_firm_and_nothing_where_it_does_not_bind(wanted, limit, alpha):
    theta = 1.08 / alpha * wanted ** (1 - alpha)
    firm = evans_jovanovic(theta, wealth=limit, alpha=alpha, r=1.08, lam=1, w=0)
    assert firm.k_unconstrained == pytest.approx(wanted)
    assert float(cost_of_limit(wanted, limit, 1.08, alpha)) == pytest.approx(firm.profit_loss)
    assert float(cost_of_limit(0.9 * limit, limit, 1.08, alpha)) == pytest.approx(0, abs=1e-12)


def test_last_unit_is_that_of_one_firm_at_its_limit():
    found = drawn("equal")
    at = found.size == 10
    assert found.last_unit[at].min() > 1.08 and (found.last_unit[~at] == 1.08).all()
    firm = evans_jovanovic(2 * 1.08 * math.sqrt(16), wealth=10, alpha=0.5, r=1.08, lam=1, w=0)
    assert firm.shadow_return == pytest.approx(1.08 * math.sqrt(1.6))
    assert found.last_unit.max() <= 1.08 * math.sqrt(jump(10) / 10)


def test_the_rise_is_that_of_the_first_exporter_of_section_2_4():
    sigma, tau, n = 3.8, 1.45, 3
    world = melitz_symmetric(pareto(4.8, 1), sigma=sigma, f=1, f_x=1.2, f_e=2.5, delta=0.2, tau=tau, n=n, L=100)
    at_home = sigma * (world.phi_export / world.phi_domestic) ** (sigma - 1)
    rise = 1 + n * tau ** (1 - sigma)
    found = seen("certificate", shape=4.8 / (sigma - 1), cutoff=at_home / sigma, rise=rise)
    assert found.hole_to / found.hole_from == pytest.approx(rise, rel=0.02)
    assert (found.exporting_below, found.exporting_above) == (0, 1)


def test_each_observation_parts_what_it_is_said_to_part():
    nothing, equal, unequal, certificate = (seen(cause) for cause in CAUSES)
    assert equal.heap > 0.03 and nothing.heap == unequal.heap == certificate.heap == 0
    assert max(equal.by_chance, certificate.by_chance) < 1e-6 < 0.01 < min(nothing.by_chance, unequal.by_chance)
    assert equal.return_below > 1.1 > 1.081 > certificate.return_below
    assert unequal.held_back > equal.held_back > 0 == nothing.held_back == certificate.held_back
    assert certificate.exporting_above - certificate.exporting_below == 1
    assert abs(equal.exporting_above - equal.exporting_below) < 0.1


@pytest.mark.parametrize("cause", CAUSES)
def test_the_origin_of_a_large_census_is_found(cause):
    right = 0
    for seed in range(20):
        found = seen(cause, firms=2000, seed=seed)
        right += origin_of(found.heap, found.by_chance, found.held_back) == cause
    assert right >= 19


@pytest.mark.parametrize("firms", [1000, 3000])
def test_the_four_unknown_ones_are_four_and_can_be_told_apart(firms):
    told = [observe_census(**unknown_census(name, firms).asdict()) for name in "ABCD"]
    assert {origin_of(one.heap, one.by_chance, one.held_back) for one in told} == set(CAUSES)


def test_in_a_small_census_the_hole_of_a_bank_may_be_chance():
    small = [seen("equal", firms=150, seed=seed).by_chance for seed in range(40)]
    large = [seen("equal", firms=2000, seed=seed).by_chance for seed in range(40)]
    assert max(large) < 0.01 < sorted(small)[20]


def test_chance_is_told_as_it_is():
    """In smooth censuses the probability is spread evenly from 0 to 1."""
    told = [seen("nothing", firms=400, seed=seed).by_chance for seed in range(500)]
    assert kstest(told, "uniform").pvalue > 0.01
    assert sum(one < 0.01 for one in told) <= 12


def test_the_widest_step_is_weighed_by_its_place():
    """Between the largest two a factor of ten is nothing; low down it is a hole."""
    size = np.append(np.linspace(1, 2, 100), [50.0, 500.0])
    found = observe_census(size, np.ones(102), np.zeros(102))
    assert (found.hole_from, found.hole_to) == (2.0, 50.0) and found.return_elsewhere == 1


@pytest.mark.parametrize("bad", NOT_NUMBERS)
@pytest.mark.parametrize("name", [name for name in WORLD if name not in ("firms", "seed")])
def test_what_is_not_a_number_is_refused(name, bad):
    assert_refused(lambda **given: census("equal", **given), WORLD | {"firms": 20}, name, bad)


@pytest.mark.parametrize(
    "name, bad, words",
    [
        ("firms", 9, "firms = 9 is not allowed: give a whole number from 10"),
        ("spread", 2.4, "spread = 2.4 is not allowed: give a number in"),
        ("limit", 1, "limit = 1 is not allowed: give a finite number above 1"),
        ("cutoff", 1, "cutoff = 1 is not allowed"),
        ("rise", 0.9, "rise = 0.9 is not allowed"),
        ("abroad", 1.1, "abroad = 1.1 is not allowed"),
        ("alpha", 1, "alpha = 1 is not allowed"),
    ],
)
def test_values_outside_the_domain_are_refused(name, bad, words):
    with pytest.raises(ValueError, match=words):
        census("equal", **WORLD | {name: bad})


def test_an_unknown_cause_is_refused():
    with pytest.raises(ValueError, match="cause = 'bank' is not allowed: give one of 'nothing'"):
        census("bank", **WORLD)


@pytest.mark.parametrize("bad", NOT_VECTORS)
def test_what_is_no_list_of_sizes_is_refused(bad):
    assert_refused(observe_census, PLAIN, "size", bad)


def test_a_census_of_one_size_has_no_steps():
    with pytest.raises(ValueError, match="size = 3 firms of one size is not allowed"):
        observe_census([2, 2, 2], [1.1] * 3, [0] * 3)
    with pytest.raises(ValueError, match="last_unit"):
        observe_census([1, 2, 3], [1.1] * 2, [0] * 3)
    with pytest.raises(ValueError, match=r"heap = 1.5 is not allowed"):
        origin_of(1.5, 0.1, 0.1)
