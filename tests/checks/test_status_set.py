"""The right answers of the status set, by a second route."""

from itertools import pairwise

import handing_in
import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog

from missing_middle.checks.registry import question_of
from missing_middle.checks.sets.status import BLOCK, LEFT, OWNERS, PAIRS, SENTENCES, STEPS
from missing_middle.checks.variants import draw_case
from missing_middle.tables import Cell, Sum, clean, clean_wide, printed_wide

SEEDS = handing_in.SEEDS[:20]


def question_and_case(name, seed):
    question = question_of(name)
    return question, draw_case(question, seed)


@pytest.fixture(scope="module")
def owners():
    """Table 3 in the printed shape: years across."""
    return clean_wide(3)


@pytest.mark.parametrize("seed", SEEDS)
def test_suspicious_year_breaks_a_sum_or_jumps_and_mended_leaves_a_sound_table(seed):
    question, case = question_and_case("status-q1", seed)
    found = question.right(case)
    assert sorted(found)[0] == -1 and sum(year >= 0 for year in found) == 3
    for (rows,), year in zip(case.points, found, strict=True):
        table = pd.DataFrame(rows, columns=["large", "medium", "small", "all"], dtype=float)
        sums = [
            Sum("parts", tuple(Cell(row, name) for name in table.columns[:3]), Cell(row, "all")).check(table).ok
            for row in table.index
        ]
        jumps = np.abs(np.log2(table / table.median())).max(axis=1) > 1
        wrong = [row for row in table.index if not sums[row] or jumps[row]]
        assert wrong == ([] if year < 0 else [int(year)])


def test_one_table_of_each_four_passes_every_sum_and_is_wrong():
    question = question_of("status-q1")
    for seed in SEEDS:
        case = draw_case(question, seed)
        sums = question.wrong[0].rule(case)
        assert sum(one != other for one, other in zip(question.right(case), sums, strict=True)) == 1


@pytest.mark.parametrize("seed", SEEDS)
def test_yearly_growth_leads_from_the_first_count_to_the_last(seed, owners):
    question, case = question_and_case("status-q2", seed)
    value = owners.at[case.owner, str(case.first)]
    for _ in range(case.first, case.last):
        value *= 1 + question.right(case) / 100
    assert value == pytest.approx(owners.at[case.owner, str(case.last)], rel=1e-9)


def test_wrong_row_is_the_one_that_stands_beside_the_label_in_print(owners):
    printed = printed_wide(3)
    for before, label in pairwise(BLOCK):
        for year in ("1999", "2001", "2003"):
            assert printed.at[label, year] == owners.at[before, year]
    assert set(OWNERS) < set(BLOCK)


def test_only_the_step_into_2003_may_not_be_compared_and_there_the_classes_jump():
    for seed in range(60):
        question, case = question_and_case("status-q3", seed)
        rows, everywhere = question.right(case), question.wrong[0].rule(case)
        assert [row[0] for row in rows] == ["yes", "yes", "yes", "no", "yes"] and rows[3][1] == 0
        assert case.step == tuple(f"{first} to {last}" for first, last in STEPS)
        if (case.measure, case["size"]) == ("enterprises", "large"):
            assert abs(everywhere[3][1]) == max(abs(row[1]) for row in everywhere)


def test_shares_of_classes_change_as_the_tidy_table_has_them():
    table = clean(2)
    question = question_of("status-q3")
    for seed in SEEDS:
        case = draw_case(question, seed)
        one = table[(table.measure == case.measure) & table["size"].isin([*case["size"].split(" and "), "total"])]
        wide = one.pivot(index="year", columns="size", values="value")
        share = 100 * (wide.sum(axis=1) / wide["total"] - 1)
        assert question.right(case)[1][1] == pytest.approx(share[2001] - share[2000], abs=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_points_of_all_firms(seed, owners):
    question, case = question_and_case("status-q4", seed)
    share = owners.loc[case.owner] / owners.loc[["domestic", "hmt", "foreign"]].sum()
    assert question.right(case) == pytest.approx(100 * (share[str(case.last)] - share[str(case.first)]), rel=1e-9)


def test_state_firms_fall_and_private_and_domestic_ones_rise_between_any_two_years_asked_for(owners):
    for first, last in PAIRS:
        change = owners[str(last)] - owners[str(first)]
        assert change["state"] < 0 < min(change["private"], change["domestic"])


def test_flows_that_differ_leave_the_same_stocks_so_no_number_follows():
    question = question_of("status-q5")
    for seed in SEEDS:
        case = draw_case(question, seed)
        texts = {letter: text for letter, _, text in question.form.lettered(case)}
        assert texts[question.right(case)].startswith("The table does not say")
        assert len(set(texts.values())) == 4


def test_every_sentence_to_check_can_be_drawn():
    assert {draw_case(question_of("status-q6"), seed).sentence for seed in range(60)} == set(SENTENCES)


@pytest.mark.parametrize("seed", SEEDS)
def test_bounds_are_those_of_a_linear_programme_over_the_places_where_firms_were(seed, owners):
    question, case = question_and_case("status-q7", seed)
    for step, (moved, came, closed) in zip(case.step, question.right(case), strict=True):
        stocks = owners[step.split(" to ")]
        private, rows = stocks.loc["private"], stocks.loc[list(LEFT[case["rows"]])]

        def extreme(sign, at, leave, private=private):
            """The largest (sign -1) or least number of those who stayed, moved or came, in this order."""
            aims = [sign * (place == at) for place in range(3)]
            limits = [(0, private.iloc[0]), (0, leave), (0, None)]
            return linprog(aims, A_eq=[[1, 1, 1]], b_eq=[private.iloc[1]], bounds=limits).x[at]

        before, after = rows.sum()
        assert (moved, came) == pytest.approx((extreme(-1, 1, before), extreme(1, 2, before)))
        assert closed == pytest.approx(extreme(1, 2, before - after))
        assert (rows.diff(axis=1).iloc[:, 1] < 0).all()  # none of the rows grew, so that nobody need have entered
