"""K-density: the exact sum against its binned form, bands against their definition, and the test against chance."""

import math
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from refusals import NOT_COUNTS, NOT_NUMBERS, NOT_VECTORS, assert_refused
from scipy.integrate import quad, trapezoid
from scipy.stats import gaussian_kde, iqr

from missing_middle.models import (
    counterfactual,
    distance_grid,
    global_band,
    k_density,
    k_density_binned,
    local_band,
    localization_test,
    pair_distances,
    silverman_bandwidth,
)

module = sys.modules["missing_middle.models.localization"]
quick = settings(max_examples=40, deadline=None)
FOUR = [(0, 0), (1, 0), (0, 1), (3, 4)]
CASE = {"points": FOUR, "d_grid": [0, 1, 2, 5], "bandwidth": 0.5}
SITES = np.random.default_rng(7).random((120, 2))
coordinates = st.floats(-10, 10).map(lambda v: round(v, 3))
places = st.lists(st.tuples(coordinates, coordinates), min_size=2, max_size=12)


def by_hand(points, d, h, reflect=True, weights=None):
    """The printed double sum, one pair after the other."""
    weights = weights or [1] * len(points)
    total = weight = 0.0
    for i in range(len(points)):
        for j in range(i + 1, len(points)):
            distance, w = math.dist(points[i], points[j]), weights[i] * weights[j]
            weight += w
            for at in (d, -d) if reflect else (d,):
                total += w * math.exp(-(((at - distance) / h) ** 2) / 2) / math.sqrt(2 * math.pi)
    return total / (h * weight)


# --- density ---


def test_density_of_four_plants():
    found = k_density(**CASE)
    assert pytest.approx([0.076859211, 0.36040637, 0.10294811, 0.25137264], abs=5e-9) == found.K
    assert found.bandwidth == 0.5


@given(places, st.floats(0.05, 5), st.booleans(), st.lists(st.floats(0.1, 9), min_size=12, max_size=12))
@quick
def test_the_exact_sum_is_the_printed_double_sum(points, h, reflect, weights):
    d = [0, 0.3, 1, 7]
    plain = k_density(points, d, h, reflect).K
    assert plain == pytest.approx([by_hand(points, at, h, reflect) for at in d], rel=1e-9, abs=1e-300)
    weighted = k_density(points, d, h, reflect, weights[: len(points)]).K
    expected = [by_hand(points, at, h, reflect, weights[: len(points)]) for at in d]
    assert weighted == pytest.approx(expected, rel=1e-9, abs=1e-300)


@given(places, st.floats(0.2, 5), st.booleans(), st.booleans())
@settings(max_examples=25, deadline=None)
def test_binned_density_agrees_with_the_exact_one(points, h, reflect, weighted):
    d, weights = np.linspace(0, 12, 15), list(range(1, len(points) + 1)) if weighted else None
    exact = k_density(points, d, h, reflect, weights).K
    coarse = k_density_binned(points, d, h, reflect, weights).K
    fine = k_density_binned(points, d, h, reflect, weights, bins_per_bandwidth=300).K
    height = 0.4 / h  # of one kernel
    assert coarse == pytest.approx(exact, abs=1.01e-4 * height)
    assert fine == pytest.approx(exact, abs=3e-6 * height)


def test_the_binned_density_does_not_use_the_exact_sum(monkeypatch):
    exact = k_density(**CASE).K
    monkeypatch.setattr(module, "_histogram", lambda *_: pytest.fail("bins were used"))
    assert pytest.approx(exact) == k_density(**CASE).K
    with pytest.raises(pytest.fail.Exception):
        k_density_binned(**CASE)


def test_a_long_list_of_pairs_is_added_up_in_pieces(monkeypatch):
    whole = k_density(SITES, [0, 0.2, 0.5], 0.1).K
    monkeypatch.setattr(module, "PAIRS_AT_ONCE", 7)
    assert pytest.approx(whole, rel=1e-12) == k_density(SITES, [0, 0.2, 0.5], 0.1).K


@given(places, st.floats(0.1, 3))
@settings(max_examples=15, deadline=None)
def test_with_reflection_the_density_integrates_to_one_on_distances(points, h):
    d = np.linspace(0, 40 + 10 * h, 6000)
    assert trapezoid(k_density(points, d, h).K, d) == pytest.approx(1, abs=1e-4)
    without = k_density(points, d, h, reflect=False).K
    assert trapezoid(without, d) <= 1 + 1e-4


def test_reflection_returns_the_mass_lost_below_zero():
    def K(d, reflect):
        return float(k_density(FOUR, [d], 0.5, reflect).K[0])

    kept, _ = quad(K, 0, 12, args=(False,))
    whole, _ = quad(K, 0, 12, args=(True,))
    assert kept < 0.995 and whole == pytest.approx(1, abs=1e-9)


def test_density_agrees_with_a_kernel_estimate_of_scipy():
    distances = pair_distances(SITES)
    h = silverman_bandwidth(distances)
    estimate = gaussian_kde(distances, bw_method=h / distances.std(ddof=1))
    d = np.linspace(0, 0.7, 20)
    assert pytest.approx(estimate(d) + estimate(-d), rel=1e-9) == k_density(SITES, d, None).K
    assert k_density(SITES, d, None).bandwidth == h


@given(places, st.floats(0.1, 3), st.floats(0.01, 100))
@quick
def test_the_unit_of_distance_only_rescales(points, h, unit):
    scaled = k_density([(x * unit, y * unit) for x, y in points], np.array([0, 1, 5]) * unit, h * unit).K
    assert scaled * unit == pytest.approx(k_density(points, [0, 1, 5], h).K, rel=1e-6, abs=1e-12)


def test_equal_weights_are_no_weights():
    assert pytest.approx(k_density(**CASE).K) == k_density(**CASE, weights=[3] * 4).K
    heavy_pair = k_density(**CASE, weights=[1, 1e9, 1e9, 1]).K
    assert heavy_pair == pytest.approx([by_hand([(1, 0), (0, 1)], d, 0.5) for d in (0, 1, 2, 5)], rel=1e-6, abs=1e-6)


def test_plants_may_live_on_a_line_or_in_space():
    line, plane = k_density([[0], [1], [4]], [0, 2], 1).K, k_density([[0, 0], [1, 0], [4, 0]], [0, 2], 1).K
    assert line == pytest.approx(plane)


# --- bandwidth and grid ---


@given(
    st.lists(st.floats(-1e3, 1e3).map(lambda v: round(v, 2)), min_size=2, max_size=30).filter(lambda v: len(set(v)) > 1)
)
@quick
def test_bandwidth_is_silvermans_rule(values):
    sd, quartiles = np.std(values, ddof=1), iqr(values)
    spread = min(sd, quartiles / 1.34) if quartiles > 0 else sd
    assert silverman_bandwidth(values) == pytest.approx(0.9 * spread * len(values) ** -0.2, rel=1e-12)


def test_where_quartiles_agree_the_standard_deviation_is_used():
    assert silverman_bandwidth([0, 1, 1, 1, 1, 1, 2]) == pytest.approx(0.9 * math.sqrt(1 / 3) * 7**-0.2)


def test_bandwidth_of_a_sample_as_r_computes_it():
    assert silverman_bandwidth([1, 2, 3, 4, 5]) == pytest.approx(0.9 * (2 / 1.34) * 5**-0.2)


def test_the_grid_ends_at_the_median_distance_of_sites():
    grid = distance_grid(SITES, 11)
    assert (grid[0], len(grid)) == (0, 11)
    assert (pair_distances(SITES) <= grid[-1]).mean() == pytest.approx(0.5, abs=1e-3)


# --- counterfactual and bands ---


def test_a_seed_can_be_had_again_and_another_gives_other_draws():
    arguments = (SITES, 10, [0, 0.2], 0.1)
    one, again, other = (counterfactual(*arguments, seed=seed, draws=4) for seed in (3, 3, 4))
    assert (one == again).all() and (one != other).all()


def test_an_industry_on_every_site_is_always_the_same_draw():
    curves = counterfactual(SITES[:9], 9, [0, 0.2, 0.5], 0.1, seed=1, draws=5)
    own = k_density(SITES[:9], [0, 0.2, 0.5], 0.1).K
    for curve in curves:
        assert curve == pytest.approx(own, abs=2e-3)


def test_average_draw_is_the_density_of_all_pairs_of_sites():
    d = np.linspace(0, 0.5, 6)
    curves = counterfactual(SITES, 15, d, 0.1, seed=2, draws=800)
    assert curves.mean(axis=0) == pytest.approx(k_density(SITES, d, 0.1).K, rel=0.03)


def share_crossing(curves, upper):
    return (curves > upper).any(axis=1).mean()


@given(st.integers(1, 40), st.integers(1, 6), st.floats(0.01, 0.9), st.integers(0, 10**6), st.booleans())
@settings(max_examples=80, deadline=None)
def test_the_global_band_is_the_lowest_rank_that_few_curves_cross(draws, grid, level, seed, ties):
    curves = np.random.default_rng(seed).normal(size=(draws, grid)).cumsum(axis=1)
    curves = np.round(curves) if ties else curves
    band, descending = global_band(curves, level), -np.sort(-curves, axis=0)
    crossing = [share_crossing(curves, descending[r - 1]) for r in range(1, draws + 1)]
    expected = max(r for r in range(1, draws + 1) if crossing[r - 1] <= level * (1 + 1e-9))
    assert (band.upper == descending[expected - 1]).all()
    assert share_crossing(curves, band.upper) <= level * (1 + 1e-9)
    assert share_crossing(-curves, -band.lower) <= level * (1 + 1e-9)
    mirrored = global_band(-curves, level)
    assert (mirrored.upper == -band.lower).all() and mirrored.rank_upper == band.rank_lower


def test_global_bands_lie_outside_local_ones():
    curves = counterfactual(SITES, 12, np.linspace(0, 0.5, 30), 0.08, seed=5, draws=400)
    near, wide = local_band(curves), global_band(curves)
    assert (wide.lower <= near.lower).all() and (near.lower < near.upper).all()
    assert (near.upper <= wide.upper * (1 + 1e-12)).all()
    assert share_crossing(curves, near.upper) > 2 * share_crossing(curves, wide.upper)
    assert share_crossing(curves, wide.upper) > 0.02  # not wider than needed


@given(st.integers(2, 50), st.floats(0.01, 0.3), st.floats(0.01, 0.15))
@quick
def test_a_stricter_level_widens_the_bands(draws, level, less):
    curves = np.random.default_rng(draws).normal(size=(draws, 5))
    for band in (local_band, global_band):
        wide, narrow = band(curves, level), band(curves, level + less)
        assert (wide.upper >= narrow.upper).all() and (wide.lower <= narrow.lower).all()


# --- the verdict ---


def test_a_cluster_is_localized_at_short_distances():
    corner = SITES[np.argsort(SITES.sum(axis=1))[:15]]
    found = localization_test(corner, SITES, seed=1, draws=200)
    assert found.verdict == "localized"
    assert found.localized_at[:30].any() and not found.localized_at[-1]
    assert (found.lower <= found.upper).all() and (found.local_lower <= found.local_upper).all()


def test_plants_that_keep_their_distance_are_dispersed():
    grid = np.array([(x, y) for x in range(12) for y in range(12)], dtype=float)
    apart = np.array([(x, y) for x in (0, 3, 6, 9, 11) for y in (0, 3, 6, 9, 11)], dtype=float)
    found = localization_test(apart, grid, seed=1, draws=200, d_grid=np.linspace(0, 2.2, 20), bandwidth=0.3)
    assert found.verdict == "dispersed"
    assert found.below_at.any() and not found.localized_at.any()


def test_industries_drawn_at_random_are_flagged_as_rarely_as_the_level_says():
    rng, verdicts = np.random.default_rng(11), []
    d = distance_grid(SITES, 25)
    for trial in range(160):
        plants = SITES[rng.choice(len(SITES), 14, replace=False)]
        verdicts.append(localization_test(plants, SITES, seed=1000 + trial, d_grid=d, draws=100).verdict)
    localized, dispersed = verdicts.count("localized") / 160, verdicts.count("dispersed") / 160
    assert 0.01 < localized < 0.11  # .05 expected, standard deviation .017
    assert dispersed < 0.11
    assert 0.03 < localized + dispersed < 0.18


def test_the_industrys_own_bandwidth_is_kept_for_its_draws(monkeypatch):
    seen = []

    def watched(sites, n_plants, d_grid, bandwidth, **rest):
        seen.append(bandwidth)
        return counterfactual(sites, n_plants, d_grid, bandwidth, **rest)

    monkeypatch.setattr(module, "counterfactual", watched)
    found = localization_test(SITES[:10], SITES, seed=1, draws=20)
    assert seen == [found.bandwidth] == [silverman_bandwidth(pair_distances(SITES[:10]))]


# --- refusals ---

NO_POINTS = [
    "ab",
    None,
    3,
    [],
    [(0, 0)],
    [1, 2, 3],
    [(0, 0), (1,)],
    [(0, 0), (1, "a")],
    [(0, 0), (1, float("nan"))],
    [(0, 0), (float("inf"), 1)],
    [(), ()],
    np.zeros((2, 2, 2)),
    [(True, False), (False, True)],
    [(0, 0), (1, None)],
    [(1e308, 0), (-1e308, 0)],
]


@pytest.mark.parametrize("bad", NO_POINTS, ids=repr)
def test_what_is_no_table_of_coordinates_is_refused(bad):
    assert_refused(k_density, CASE, "points", bad)
    assert_refused(pair_distances, {"points": FOUR}, "points", bad)
    with pytest.raises(ValueError, match=r"sites|points"):
        distance_grid(bad)


@pytest.mark.parametrize("bad", [*NOT_VECTORS, [-1.0]], ids=repr)
def test_distances_are_not_negative(bad):
    assert_refused(k_density, CASE, "d_grid", bad)
    assert_refused(
        counterfactual,
        {"sites": FOUR, "n_plants": 2, "d_grid": [0], "bandwidth": 1, "seed": 1, "draws": 2},
        "d_grid",
        bad,
    )


@pytest.mark.parametrize("bad", [*NOT_NUMBERS, 0, -1], ids=repr)
def test_a_bandwidth_is_a_positive_number(bad):
    if bad is not None:
        assert_refused(k_density, CASE, "bandwidth", bad)
        assert_refused(k_density_binned, CASE, "bandwidth", bad)


def test_equal_distances_have_no_bandwidth():
    with pytest.raises(ValueError, match="give at least two different values"):
        silverman_bandwidth([2, 2, 2])
    with pytest.raises(ValueError, match="give at least two different values"):
        k_density([(1, 0, 0), (0, 1, 0), (0, 0, 1)], [0, 1], None)  # an equilateral triangle
    with pytest.raises(ValueError, match=r"values = .*give 2 or more"):
        k_density([(0, 0), (1, 0)], [0, 1], None)


def test_a_bandwidth_too_small_for_bins_is_explained():
    with pytest.raises(ValueError, match=r"bandwidth = 1e-12 is not allowed with distances up to 5.0 in bins"):
        k_density_binned(FOUR, [0, 5], 1e-12)
    assert k_density(FOUR, [0, 5], 1e-12).K[0] == 0


@pytest.mark.parametrize(
    "bad", [*(bad for bad in NOT_VECTORS if bad is not None), [1, 1], [1, 1, 1, -1], [0, 0, 0, 1]], ids=repr
)
def test_weights_are_one_for_each_plant(bad):
    assert_refused(k_density, {**CASE, "weights": [1, 1, 2, 2]}, "weights", bad)


def test_one_giant_counts_only_the_pairs_it_is_in():
    found = k_density(**CASE, weights=[1e-200, 1, 1e-200, 1e-200]).K
    with_giant = [k_density([(1, 0), other], CASE["d_grid"], 0.5).K for other in ((0, 0), (0, 1), (3, 4))]
    assert found == pytest.approx(np.mean(with_giant, axis=0))


@pytest.mark.parametrize("bad", [*NOT_COUNTS, 0], ids=repr)
def test_counts_are_whole_numbers(bad):
    case = {"sites": FOUR, "n_plants": 2, "d_grid": [0], "bandwidth": 1, "seed": 1, "draws": 2}
    for name in ("n_plants", "draws") if bad == 0 else ("n_plants", "draws", "seed"):
        assert_refused(counterfactual, case, name, bad)
    assert_refused(k_density_binned, {**CASE, "bins_per_bandwidth": 50}, "bins_per_bandwidth", bad)
    assert_refused(distance_grid, {"sites": FOUR, "n": 10}, "n", bad)


def test_there_cannot_be_more_plants_than_sites():
    with pytest.raises(ValueError, match="n_plants = 5 is not allowed with 4 sites"):
        counterfactual(FOUR, 5, [0], 1, seed=1)


def test_plants_and_sites_live_in_the_same_space():
    with pytest.raises(ValueError, match="plants have 2 coordinates, but sites have 1"):
        localization_test(FOUR, [[1], [2], [3], [4]], seed=1)


@pytest.mark.parametrize("band, ceiling", [(local_band, 0.5), (global_band, 1)])
def test_bands_need_a_table_and_a_level(band, ceiling):
    for level in (0, ceiling, -1, "x", None, float("nan"), True):
        with pytest.raises(ValueError, match="level"):
            band([[1.0, 2.0]], level)
    for curves in ([1.0, 2.0], [], [[]], [[1.0], [1.0, 2.0]], "x", [[float("nan")]], [["a"]]):
        with pytest.raises(ValueError, match="curves"):
            band(curves)


@pytest.mark.parametrize("bad", [1, 0, "yes", None, float("nan")], ids=repr)
def test_reflection_is_on_or_off(bad):
    for density in (k_density, k_density_binned):
        with pytest.raises(ValueError, match=r"reflect = .* is not allowed: give True or False"):
            density([(0, 0), (1, 0), (0, 3)], [0, 1], 0.5, reflect=bad)


@pytest.mark.parametrize("bad", [1e200, 1e-200])
def test_a_bandwidth_beyond_all_distances_is_refused(bad):
    with pytest.raises(ValueError, match=r"bandwidth = .* is not allowed"):
        k_density([(0, 0), (1, 0), (0, 3)], [0, 1], bad)


def test_the_grid_names_its_own_argument():
    with pytest.raises(ValueError, match="sites = 'here' is not allowed"):
        distance_grid("here")
    with pytest.raises(ValueError, match=r"n = .* is not allowed: give a whole number from 2 to 10,000,000"):
        distance_grid([(0, 0), (1, 0)], n=10**400)
