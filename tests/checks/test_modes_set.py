"""The right answers of the modes set, by a second route."""

import math

import handing_in
import pytest

from missing_middle.checks.registry import question_of
from missing_middle.checks.variants import draw_case
from missing_middle.models.capability import Capability, gap_steady_state, gap_trajectory, two_dimensional_steady_state

SEEDS = handing_in.SEEDS[:20]
CENTURIES = 3000


def question_and_case(name, seed):
    question = question_of(name)
    return question, draw_case(question, seed)


def growth_lacking(case, capability):
    """What a country with this capability needs beyond what it copies."""
    gap = -math.log(capability)
    return case.g - case.effort - case.a * gap * math.exp(-gap / case.delta)


@pytest.mark.parametrize("seed", SEEDS)
def test_at_the_resting_point_copying_brings_just_what_is_needed(seed):
    question, case = question_and_case("modes-q1", seed)
    assert growth_lacking(case, question.right(case)) == pytest.approx(0, abs=1e-12)
    assert -math.log(question.right(case)) < case.delta  # the nearer of the two roots


@pytest.mark.parametrize("seed", range(6))
def test_long_run_of_each_start_is_where_its_path_leads(seed):
    question, case = question_and_case("modes-q2", seed)
    ends = [gap_trajectory(case.a, case.delta, case.b, G0, CENTURIES).c_t for G0, *_ in case.points]
    assert ends == pytest.approx(question.right(case), abs=1e-4)
    assert 0.0 in question.right(case) and max(question.right(case)) > 0.1


@pytest.mark.parametrize("seed", SEEDS)
def test_eight_industries_fill_seven_corners_and_one_has_only_a_good_mean(seed):
    question, case = question_and_case("modes-q3", seed)
    octants = [int(row[0]) for row in question.right(case)]
    assert len(set(octants)) >= 7
    for octant, product, process, export in zip(octants, case.product, case.process, case.export, strict=True):
        assert f"{octant:03b}" == "".join(
            str(int(value >= bar))
            for value, bar in ((product, case.c_bar), (process, case.c_bar), (export, case.e_bar))
        )
    assert any(
        octant // 2 in (1, 2) and (product + process) / 2 >= case.c_bar
        for octant, product, process in zip(octants, case.product, case.process, strict=True)
    )


@pytest.mark.parametrize("seed", range(10))
def test_budget_just_holds_both_capabilities_at_the_threshold(seed):
    question, case = question_and_case("modes-q4", seed)
    product, process = (
        Capability(*(case[f"{name}_{dimension}"] for name in ("a0", "delta0", "g", "lam")))
        for dimension in ("product", "process")
    )
    R = question.right(case)
    gap, openness = -math.log(case.c_bar), 1 + case.chi * case.export
    lacking = case.g_product - case.a0_product * openness * gap * math.exp(-gap / case.delta0_product)
    share = lacking / case.lam_product / R
    both = two_dimensional_steady_state(product, process, R, share, case.export, case.chi, c_bar=case.c_bar)
    assert (both.c_product, both.c_process) == pytest.approx((case.c_bar, case.c_bar), rel=1e-9)


@pytest.mark.parametrize("seed", range(10))
def test_a_little_less_than_the_push_is_lost_and_a_little_more_carries_the_country_over_the_ridge(seed):
    question, case = question_and_case("modes-q5", seed)
    push, b = question.right(case), case.g - case.effort
    less, more = (
        gap_trajectory(case.a, case.delta, b - share * push, case.G0, CENTURIES).G_t for share in (0.99, 1.01)
    )
    assert less > case.G0
    ridge = gap_steady_state(case.a, case.delta, b).G_unstable
    assert more < case.delta < ridge < case.G0  # the programme may end on the way
    after = gap_trajectory(case.a, case.delta, b, 0.98 * ridge, CENTURIES).c_t
    assert growth_lacking(case, after) == pytest.approx(0, abs=1e-9)
