"""Size classes: slopes, a dip and what can be seen of it, by closed forms and by samples."""

import math

import numpy as np
import pytest
from scipy.stats import lognorm

from missing_middle.models import (
    class_slopes,
    dip_power,
    dip_test,
    fit_classes,
    held_back,
    least_visible_dip,
    missing_middle,
)

EDGES = [1, 5, 10, 20, 100, 500]


def counts_of(survivor, firms=1e6):
    above = np.append([survivor(e) for e in EDGES], 0)
    return -np.diff(above) * firms


def pareto(shape):
    return lambda e: e**-shape


def bell(mean, sd):
    whole = lognorm(sd, scale=math.exp(mean))
    return lambda e: whole.sf(e) / whole.sf(EDGES[0])


@pytest.mark.parametrize("shape", [0.5, 1, 1.6])
def test_all_slopes_of_a_pareto_are_its_shape(shape):
    assert class_slopes(EDGES, counts_of(pareto(shape))) == pytest.approx([shape] * 5, rel=1e-9)


@pytest.mark.parametrize("mean, sd", [(0, 1), (1, 1.5), (2, 2)])
def test_slopes_of_a_lognormal_rise_so_that_no_class_is_below_both_neighbours(mean, sd):
    counts = counts_of(bell(mean, sd))
    assert (np.diff(class_slopes(EDGES, counts)) > 0).all()
    assert set(dip_test(EDGES, counts).verdicts[1:-1]) == {"no dip"}


@pytest.mark.parametrize("curve, survivor", [("pareto", pareto(1.1)), ("lognormal", bell(0.7, 1.6))])
def test_the_fit_finds_the_curve_that_made_the_counts(curve, survivor):
    fit = fit_classes(EDGES, counts_of(survivor), curve)
    made = {"pareto": (1.1,), "lognormal": (0.7, 1.6)}[curve]
    assert fit.parameters == pytest.approx(made, rel=1e-3) and fit.off < 1e-5
    assert fit.expected.sum() == pytest.approx(1e6)


def test_a_wrong_curve_is_off_and_says_by_how_much():
    fit = fit_classes(EDGES, counts_of(bell(0.7, 1.6)), "pareto")
    assert 0.02 < fit.off < 1
    assert fit.off == pytest.approx(np.abs(fit.expected - counts_of(bell(0.7, 1.6))).sum() / 2e6)


@pytest.mark.parametrize("survivor", [pareto(1.1), bell(0.7, 1.6)])
@pytest.mark.parametrize("place", [1, 2, 3])
def test_just_beyond_the_least_visible_dip_the_class_is_below_both_neighbours(survivor, place):
    counts = counts_of(survivor, 1e12)
    least = least_visible_dip(EDGES, counts, place)
    for factor, seen in ((0.98, False), (1.02, True)):
        held = held_back(EDGES, counts, place, min(least * factor, 1) if least > 1e-9 else (factor > 1) * 1e-3)
        slopes = class_slopes(EDGES, held)
        assert (slopes[place] < min(slopes[place - 1], slopes[place + 1]) - 1e-12) == seen


@pytest.mark.parametrize("place", [0, 4, 5])
def test_of_a_class_without_two_closed_neighbours_nothing_can_be_said(place):
    counts = counts_of(pareto(1))
    assert least_visible_dip(EDGES, counts, place) is None
    if place < 5:
        assert dip_test(EDGES, counts).verdicts[place] == "cannot be seen"
        assert math.isnan(dip_test(EDGES, counts).depth[place])


def test_standard_errors_are_those_of_samples():
    shares = counts_of(bell(1, 2), 1)
    rng = np.random.default_rng(4)
    samples = rng.multinomial(20_000, shares / shares.sum(), size=4000)
    spread = np.std([class_slopes(EDGES, one) for one in samples], axis=0)
    assert dip_test(EDGES, 20_000 * shares).errors == pytest.approx(spread, rel=0.06)


def test_power_grows_with_the_dip_and_with_the_sample_and_is_small_without_a_dip():
    counts = counts_of(bell(1, 2))
    by_depth = [dip_power(EDGES, counts, 3, share, 20_000, draws=200) for share in (0, 0.15, 0.25, 0.4)]
    assert by_depth[0] <= 0.05 and by_depth == sorted(by_depth) and by_depth[0] < by_depth[-1]
    by_size = [dip_power(EDGES, counts, 3, 0.25, firms, draws=200) for firms in (2_000, 20_000, 200_000)]
    assert by_size == sorted(by_size) and by_size[0] < by_size[-1]


def test_a_heap_and_a_hole_inside_one_class_leave_every_count_as_it_was():
    """The limit of section 1, at 30 workers, with a hole to 80: no firm leaves the class of 20 to 99."""
    gap = missing_middle(wealth=30, alpha=0.5, r=1, lam=1, psi=12, zeta=2, theta_min=2)
    smallest = (2 * 0.5) ** 2
    assert gap.k_limit == 30 and 60 < gap.k_jump < 99

    def with_gap(e):
        """Share of firms of this size or more, when those between limit and jump stand at the limit."""
        wanted = e if e <= gap.k_limit or e >= gap.k_jump else gap.k_jump
        return smallest / wanted

    assert counts_of(with_gap) == pytest.approx(counts_of(lambda e: smallest / e))


@pytest.mark.parametrize(
    "make, complaint",
    [
        (lambda: class_slopes([1, 1], [2, 3]), "edges = .* is not allowed: give two or more that rise"),
        (lambda: class_slopes([1], [2]), "edges = .* is not allowed: give two or more that rise"),
        (lambda: dip_test([1, 10], [5, -1]), "counts"),
        (lambda: dip_test([1, 10], [5, 0]), "counts"),
        (lambda: dip_test([1, 10], [5, 1, 1]), "counts"),
        (lambda: held_back(EDGES, counts_of(pareto(1)), 0, 0.1), "place = 0 is not allowed"),
        (
            lambda: held_back(EDGES, counts_of(pareto(1)), 2, 1.1),
            r"share = 1.1 is not allowed: give a number in \[0, 1\]",
        ),
        (lambda: dip_power(EDGES, counts_of(pareto(1)), 2, 0.1, firms=0), "firms = 0 is not allowed"),
        (lambda: fit_classes(EDGES, counts_of(pareto(1)), "zipf"), "curve = 'zipf' is not allowed: give one of"),
    ],
)
def test_nonsense_is_refused(make, complaint):
    with pytest.raises(ValueError, match=complaint):
        make()
