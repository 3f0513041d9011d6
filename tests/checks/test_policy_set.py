"""The right answers of the policy set, by a second route."""

import handing_in
import pytest
from scipy.optimize import brentq

from missing_middle.checks.registry import question_of
from missing_middle.checks.sets.policy import PATHS, TWO_LEVERS, border_share, counted_effort, economy, street
from missing_middle.checks.variants import draw_case
from missing_middle.models import cooperation
from missing_middle.models.capability import two_dimensional_steady_state
from missing_middle.models.distributions import pareto
from missing_middle.models.melitz import melitz_symmetric
from missing_middle.policy import BASELINE, LEVERS, evaluate, portfolio
from missing_middle.tables import by_province

SEEDS = handing_in.SEEDS[:20]


def question_and_case(name, seed):
    question = question_of(name)
    return question, draw_case(question, seed)


def test_short_names_are_parameters_of_the_evaluate():
    assert {BASELINE.changed({path: BASELINE.value(path)}) for path in PATHS.values()} == {BASELINE}


@pytest.mark.parametrize("seed", range(10))
def test_border_is_where_the_office_changes_nothing(seed):
    question, case = question_and_case("policy-q1", seed)

    def change(R):
        base = economy(case, R=R)
        return evaluate(portfolio({"cluster-ip-office": 1}, base=base)).c_product - evaluate(base).c_product

    border = question.right(case)
    assert brentq(change, 0.97 * border, 1.03 * border) == pytest.approx(border, rel=1e-6)
    assert change(0.97 * border) < 0 < change(1.03 * border)


@pytest.mark.parametrize("seed", SEEDS)
def test_more_firms_behind_a_bank_bring_the_border_nearer(seed):
    question, case = question_and_case("policy-q1", seed)
    alone = case.g * border_share() / counted_effort({**case, "members": 1})
    assert question.right(case) <= alone and (question.right(case) < alone) == (case.members > 1)


@pytest.mark.parametrize("seed", SEEDS)
def test_joint_effect_is_that_of_the_parameters_which_the_levers_move(seed):
    question, case = question_and_case("policy-q2", seed)
    base = economy(case)
    moved = portfolio({case.lever_1: 1, case.lever_2: 1}, base=base)
    at, found = moved.upgrading, evaluate(moved)
    by_hand = {}
    for name, capability in (("c_product", moved.product), ("c_process", moved.process)):
        effort = found.effort_product if name == "c_product" else found.effort_process
        kept = two_dimensional_steady_state(
            *[_with_effort(capability, effort)] * 2, R=1, u_product=0.5, export=found.export_share, chi=at.chi
        )
        by_hand[name] = kept[name]
    gained = 100 * (by_hand[case.capability] - evaluate(base)[case.capability])
    assert question.right(case) == pytest.approx(gained, rel=1e-9)


def _with_effort(capability, effort):
    return type(capability)(capability.a0, capability.delta0, capability.g, 2 * effort)


def test_pairs_overlap_or_multiply_and_none_adds_up():
    question, signs = question_of("policy-q2"), {}
    for seed in range(120):
        case = draw_case(question, seed)
        pair = frozenset((case.lever_1, case.lever_2))
        signs.setdefault(pair, set()).add(question.right(case) > question.wrong[0].rule(case))
    assert set(signs) == {frozenset(pair) for pair in TWO_LEVERS}
    assert all(len(found) == 1 for found in signs.values())
    assert [pair for pair, found in signs.items() if True in found] == [frozenset(("foreign-matching", "two-tier-tax"))]


@pytest.mark.parametrize("seed", SEEDS)
def test_corners_read_off_the_three_axes(seed):
    question, case = question_and_case("policy-q3", seed)
    country = economy({name: case[name] for name in case if name not in ("portfolio", "levers")})
    for levers, row in zip(case.levers, question.right(case), strict=True):
        for corner, strength in zip(row, (0.5, 1), strict=True):
            end = evaluate(portfolio(dict.fromkeys(levers.split(", "), strength), base=country))
            high = (end.c_product >= 0.5, end.c_process >= 0.5, end.export_share >= 0.25)
            assert f"{int(corner):03b}" == "".join(str(int(one)) for one in high)
    assert len({corner for row in question.right(case) for corner in row}) >= 3


@pytest.mark.parametrize("seed", range(8))
def test_cheaper_founding_by_the_formula_and_by_the_general_solver(seed):
    question, case = question_and_case("policy-q4", seed)
    at = BASELINE.trade
    wages = [
        melitz_symmetric(
            pareto(case.k, 1), case.sigma, f=at.f, f_x=at.f_x, f_e=cost, delta=at.delta, tau=at.tau, n=at.n, L=at.L
        )
        for cost in (1, 1 - case.cut)
    ]
    assert question.right(case) == pytest.approx(100 * (wages[1].welfare / wages[0].welfare - 1), rel=1e-6)
    assert question.right(case) == pytest.approx(100 * ((1 - case.cut) ** (-1 / case.k) - 1), rel=1e-6)
    assert wages[0].export_probability == pytest.approx(wages[1].export_probability, rel=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_in_one_street_joining_binds_and_in_the_other_temptation(seed):
    question, case = question_and_case("policy-q5", seed)
    once = case.order["abcd".index(question.right(case))].removesuffix("-once")
    for name in ("lamps", "shoes"):
        game = street(case, name).game.asdict()
        found = cooperation(**game)
        binds = found.delta_participation > case.discount, found.delta_incentive > case.discount
        assert binds[1] == (name != once) and (binds[0] or name != once)
        assert (found.grant_min is not None) == (name == once)
        assert found.grant_min is None or found.grant_min <= case[f"K_{name}"]
        if name != once:
            assert found.subsidy_min <= 0.5


def test_right_statement_stands_at_every_letter_for_somebody():
    found = {question.right(case) for question, case in (question_and_case("policy-q5", seed) for seed in range(40))}
    assert found == set("abcd")


def test_memos_are_about_many_provinces_and_any_lever_of_the_five_subsections():
    cases = [question_and_case("policy-q6", seed)[1] for seed in range(200)]
    assert {case.province for case in cases} == set(by_province().index)
    assert {case.budget for case in cases} == {7, 8, 9, 10}
    asked_for = {lever for case in cases for lever in case.asked_for.split(", ")}
    assert asked_for <= set(LEVERS) and len(asked_for) > 40
    assert all(case.province in case.text and str(case.budget) in case.text for case in cases)
