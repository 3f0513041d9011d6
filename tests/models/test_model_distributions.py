"""Distributions of ability: exact tails against quadrature, tables against exact tails, refusals."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from scipy.integrate import quad

from missing_middle.models import from_density, lognormal, melitz_symmetric, pareto, truncated_pareto
from missing_middle.models.distributions import as_distribution

US = {"sigma": 4, "f": 1, "f_x": 0.545, "f_e": 1, "delta": 1, "tau": 1.83, "n": 1, "L": 1}


def by_quadrature(density, q, y, high):
    """Survival, scaled moment and J by adaptive quadrature on the log scale, relative to a pivot."""

    def total(weight):
        return quad(lambda u: weight(u) * density(u), y, high, epsrel=1e-11, epsabs=0, limit=400)[0]

    return (total(lambda u: 1.0), total(lambda u: math.exp(q * (u - y))), total(lambda u: math.expm1(q * (u - y))))


@settings(deadline=None, max_examples=80)
@given(st.floats(0.05, 6), st.floats(-2, 2), st.floats(0.05, 1.5), st.floats(-6, 5))
def test_lognormal_tail_is_its_integral(q, mu, sd, z):
    y = mu + z * sd
    peak = max(z, q * sd)  # where the moment's integrand is largest, in standard deviations
    exact = lognormal(mu, sd).tail(q)(y)

    def density(u):
        return math.exp(-(((u - mu) / sd) ** 2) / 2) / (sd * math.sqrt(2 * math.pi))

    survival, s, J = by_quadrature(density, q, y, mu + sd * (peak + 9))
    assert [math.exp(value) for value in exact] == pytest.approx([survival, s, J], rel=1e-8)


@settings(deadline=None, max_examples=80)
@given(st.floats(0.05, 6), st.floats(0.1, 12), st.floats(0.2, 5), st.floats(1.05, 50), st.floats(0, 0.98))
def test_truncated_pareto_tail_is_its_integral(q, k, x_min, width, where):
    x_max = x_min * width
    y = math.log(x_min) + where * math.log(width)
    mass = -math.expm1(-k * math.log(width))

    def density(u):
        return k * math.exp(-k * (u - math.log(x_min))) / mass

    exact = truncated_pareto(k, x_min, x_max).tail(q)(y)
    expected = by_quadrature(density, q, y, math.log(x_max))
    assert [math.exp(value) for value in exact] == pytest.approx(expected, rel=1e-8)


@settings(deadline=None, max_examples=50)
@given(st.floats(0.05, 6), st.floats(1.1, 4), st.floats(0.2, 5), st.floats(0, 5))
def test_pareto_tail_is_its_integral(q, margin, x_min, distance):
    k = q * margin
    y = math.log(x_min) + distance

    def density(u):
        return k * math.exp(-k * (u - math.log(x_min)))

    exact = pareto(k, x_min).tail(q)(y)
    high = y + 30 / (k - q)
    assert [math.exp(value) for value in exact] == pytest.approx(by_quadrature(density, q, y, high), rel=1e-8)


def test_truncated_pareto_at_the_order_of_the_moment_is_the_logarithm():
    middle, near = (truncated_pareto(k, 1, 5).tail(3)(0.7) for k in (3, 3 + 1e-7))
    assert middle == pytest.approx(near, abs=1e-6)
    assert math.exp(middle[1]) == pytest.approx(3 * math.exp(-2.1) * (math.log(5) - 0.7) / (1 - 5**-3), rel=1e-12)


@pytest.mark.parametrize("q", [1e-10, 1e-6, 1e-4, 9.9e-4, 1.01e-3])
@pytest.mark.parametrize("z", [-3, 0, 2, 8])
def test_lognormal_keeps_its_digits_when_sales_hardly_depend_on_ability(q, z):
    """J over survival is q times the mean excess, to first order: E(Z | Z > z) - z for a standard normal."""
    survival, _, J = lognormal(0, 1).tail(q)(z)
    excess = math.exp(-z * z / 2 - math.log(math.sqrt(2 * math.pi)) - survival) - z
    assert math.exp(J - survival) / q == pytest.approx(excess, rel=2 * q * (1 + abs(z)) + 1e-9)


def test_below_the_support_everybody_is_above():
    for ability in (pareto(5, 2), truncated_pareto(5, 2, 9)):
        tail = ability.tail(3)
        at, below = tail(math.log(2)), tail(math.log(2) - 1)
        assert below[0] == 0 and below[1] == pytest.approx(at[1] + 3, rel=1e-12)
        assert math.exp(below[2]) == pytest.approx(math.exp(below[1]) - 1, rel=1e-10)


# Tables -----------------------------------------------------------------------------------------------------


def lognormal_density(x):
    return np.exp(-((np.log(x) - 0.3) ** 2) / 0.5) / (x * 0.5 * math.sqrt(2 * math.pi))


TWINS = {
    "pareto": (pareto(4.25, 1), stats.pareto(4.25), (0, 30)),
    "truncated pareto": (truncated_pareto(4.25, 1, 2.85), stats.truncpareto(4.25, 2.85), (0, 1.0473)),
    "lognormal": (lognormal(0.3, 0.5), stats.lognorm(0.5, scale=math.exp(0.3)), (-5, 8)),
    "wide lognormal": (lognormal(0.3, 2), stats.lognorm(2, scale=math.exp(0.3)), (-15, 30)),
    "narrow lognormal": (lognormal(0.3, 1e-4), stats.lognorm(1e-4, scale=math.exp(0.3)), (-2, 0.3015)),
    "lognormal density": (lognormal(0.3, 0.5), lognormal_density, (-5, 8)),
    "density on a support": (
        truncated_pareto(2, 1, 3),
        from_density(lambda x: 2 * x**-3 / (1 - 1 / 9), (1, 3)),
        (0, 1.09),
    ),
    "pareto density": (pareto(4.25, 2), from_density(lambda x: 4.25 * 2**4.25 * x**-5.25, (2, math.inf)), (0, 10)),
}


@pytest.mark.parametrize("q", [0.5, 3, 4.2])
@pytest.mark.parametrize("name", TWINS)
def test_tables_agree_with_exact_tails_far_out(name, q):
    ability, generic, (low, high) = TWINS[name]
    exact, table = ability.tail(q), as_distribution(generic).tail(q)
    for y in np.linspace(low, high, 61):
        # logs: this is a relative error; a narrow density feels how ability is rounded
        assert table(y) == pytest.approx(exact(y), abs=1e-8 if "narrow" in name else 1e-9), y


@pytest.mark.parametrize("name", TWINS)
def test_the_model_is_the_same_from_a_table(name):
    ability, generic, _ = TWINS[name]
    solved, twin = (melitz_symmetric(dist, **{**US, "f": 8, "f_x": 6}) for dist in (generic, ability))
    assert solved.regime == twin.regime
    assert solved.phi_winner == (twin.phi_winner and pytest.approx(twin.phi_winner, rel=1e-8))
    for field, value in twin.asdict().items():
        if field not in ("regime", "phi_winner"):
            assert solved[field] == pytest.approx(value, rel=1e-8, abs=1e-300), field


@pytest.mark.parametrize(
    "dist",
    [
        stats.gamma(3),
        stats.weibull_min(1.7),
        stats.fisk(6),
        stats.chi2(5),
        stats.rayleigh(),
        stats.invweibull(7),
        stats.uniform(1, 2),
        stats.triang(0.3, 1, 2),
        stats.beta(2, 3),
    ],
    ids=lambda dist: dist.dist.name,
)
@pytest.mark.parametrize("p", [1e-6, 0.3, 0.9, 1 - 1e-9])
def test_tables_agree_with_adaptive_quadrature(dist, p):
    q, y = 3.0, math.log(dist.ppf(p))
    high = min(math.log(dist.support()[1]), math.log(dist.isf(1e-200))) if dist.support()[1] < math.inf else 200 / 3
    breaks = np.clip(np.log(dist.ppf([1e-6, 0.1, 0.5, 0.9, 0.999])), y, high)

    def total(weight):
        edges = np.unique([y, *breaks, min(high, max(y, breaks[-1]) + 3), high])
        return sum(
            quad(lambda u: weight(u) * dist.pdf(math.exp(u)) * math.exp(u), a, b, epsrel=1e-10, limit=200)[0]
            for a, b in itertools.pairwise(edges)
        )

    expected = [total(lambda u: 1.0), total(lambda u: math.exp(q * (u - y))), total(lambda u: math.expm1(q * (u - y)))]
    assert [math.exp(value) for value in as_distribution(dist).tail(q)(y)] == pytest.approx(expected, rel=1e-7)


def test_two_kinds_of_firms_are_both_found():
    mixed = from_density(lambda x: 0.7 * stats.lognorm.pdf(x, 0.2) + 0.3 * stats.lognorm.pdf(x, 0.1, scale=4))
    parts = lognormal(0, 0.2).tail(3), lognormal(math.log(4), 0.1).tail(3)
    for y in (-1, 0, 1, 1.4, 2):
        expected = [0.7 * math.exp(a) + 0.3 * math.exp(b) for a, b in zip(parts[0](y), parts[1](y), strict=True)]
        assert [math.exp(value) for value in mixed.tail(3)(y)] == pytest.approx(expected, rel=1e-9)


def test_a_density_that_is_slightly_off_is_scaled_to_one():
    off = from_density(lambda x: lognormal_density(x) * (1 + 5e-7))
    assert off.tail(3)(0.5) == pytest.approx(lognormal(0.3, 0.5).tail(3)(0.5), abs=1e-9)


@pytest.mark.parametrize(
    "dist, text",
    [
        (stats.norm(3, 0.1), r"norm_gen.* support begins at -inf"),
        (stats.poisson(3), r"dist = .* is not allowed"),
        (stats.lognorm, r"dist = .* is not allowed: give pareto"),
        (stats.pareto(2.5), r"pareto_gen.*not allowed with sigma = 4: its tail falls like ability to the power -2\.5"),
        (stats.loguniform(1e-3, 1e3).dist, r"dist = .* is not allowed"),
        (stats.beta(2, 0.5), r"too rough, or unbounded at an end"),
        (lambda x: 2 * lognormal_density(x), r"has mass 2"),
        (lambda x: lognormal_density(x) - 0.01, r"is negative somewhere"),
        (lambda x: 0 * x, r"is 0 at all abilities tried"),
        (lambda x: x * math.nan, r"array of finite numbers"),
        (lambda x: 1.0, r"array of abilities has to be an array"),
        (lambda: 1.0, r"fails on an array of abilities"),
        (lambda x: x / (x > 1), r"array of finite numbers"),
        (from_density(lambda x: 1 + 0.5 * np.sin(1e7 * x), (0, 1)), r"too rough|has mass"),
        (3, r"dist = 3 is not allowed: give pareto"),
    ],
)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_distributions_that_cannot_be_used_are_refused(dist, text):
    with pytest.raises(ValueError, match=text):
        melitz_symmetric(dist, **US)


@pytest.mark.parametrize(
    "density, support, text",
    [
        (3, (0, 1), r"density = 3 is not allowed: give a function"),
        (lognormal_density, 3, r"support = 3 is not allowed: give a pair"),
        (lognormal_density, (0, 1, 2), r"support = \(0, 1, 2\) is not allowed"),
        (lognormal_density, (-1, 1), r"support\[0\] = -1 is not allowed: give a finite number, 0 or more"),
        (lognormal_density, (1, 1), r"support\[1\] = 1 is not allowed: give a finite number above 1"),
        (lognormal_density, (0, math.nan), r"support\[1\] = nan is not allowed"),
    ],
)
def test_supports_have_to_be_pairs_of_numbers(density, support, text):
    with pytest.raises(ValueError, match=text):
        from_density(density, support)


def test_exact_tails_and_tables_are_separate_routes(monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("not to be called")

    with monkeypatch.context() as patch:
        patch.setattr("missing_middle.models._tabulated._panels", broken)
        assert melitz_symmetric(lognormal(0, 0.5), **US).gains > 1
        with pytest.raises(RuntimeError):
            melitz_symmetric(stats.lognorm(0.5), **US)
    monkeypatch.setattr("missing_middle.models.distributions._LognormalTail.inside", broken)
    assert melitz_symmetric(stats.lognorm(0.5), **US).gains > 1
