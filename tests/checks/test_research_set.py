"""The right answers of the research set, by a second route."""

import handing_in
import pandas as pd
import pytest

from missing_middle.checks.registry import question_of
from missing_middle.checks.sets.research import PAIRS
from missing_middle.checks.variants import draw_case
from missing_middle.models.capability import gap_trajectory
from missing_middle.tables import printed_wide, share_on_one_base

SEEDS = handing_in.SEEDS[:20]
CENTURIES = 3000


def question_and_case(name, seed):
    question = question_of(name)
    return question, draw_case(question, seed)


@pytest.fixture(scope="module")
def table_6():
    """Table 6 as it is printed, with years across."""
    return printed_wide(6).map(lambda entry: float(str(entry).replace(",", "")))


def test_share_of_the_whole_budget_changes_as_on_the_page():
    question, one_base = question_of("research-q1"), share_on_one_base()
    found = {}
    for seed in range(200):
        case = draw_case(question, seed)
        if case["item"] == "total":
            change = one_base.loc[case.last] - one_base.loc[case.first]
            found[case] = question.right(case), change["one_base"], question.wrong[0].rule(case), change["printed"]
    assert len(found) == 6  # two years before the seam, three after it
    for right, one, wrong, printed in found.values():
        assert right == pytest.approx(one, rel=1e-12)
        assert wrong == pytest.approx(printed, abs=0.005)  # the page prints two decimals
    assert any(right * wrong < 0 for right, _, wrong, _ in found.values())  # a fall that is a rise


@pytest.mark.parametrize("seed", SEEDS)
def test_growth_over_a_revision_is_that_of_the_old_series_brought_to_the_new_level(seed):
    question, case = question_and_case("research-q2", seed)
    for (old, new, overlap), growth in zip(case.points, question.right(case), strict=True):
        raised = [value * new[0] / old[overlap] for value in old[:overlap]] + list(new)
        yearly = pd.Series(raised).pct_change().dropna()
        assert growth == pytest.approx(100 * ((1 + yearly).prod() - 1), rel=1e-9)
        assert 1.1 < new[0] / old[overlap] < 1.26 and overlap >= 2 and len(old) > overlap + 1


@pytest.mark.parametrize("seed", SEEDS)
def test_effort_is_the_growth_of_the_share_in_gdp(seed, table_6):
    question, case = question_and_case("research-q3", seed)

    def share(year):
        return table_6.at[case.money, str(year)] / table_6.at["rd", str(year)] * table_6.at["rd_share_gdp", str(year)]

    assert question.right(case) == pytest.approx(100 * (share(case.last) / share(case.first) - 1), rel=1e-9)


def test_some_funds_grow_in_yuan_and_shrink_against_gdp():
    question = question_of("research-q3")
    cases = [draw_case(question, seed) for seed in range(200)]
    assert any(question.right(case) < 0 < question.wrong[0].rule(case) for case in cases)


@pytest.mark.parametrize("seed", SEEDS)
def test_contributions_of_kinds_add_up_to_the_growth_and_printed_sources_leave_the_growth_of_the_rest(seed, table_6):
    question, case = question_and_case("research-q4", seed)
    growth = 100 * (table_6.at[case.whole, str(case.last)] / table_6.at[case.whole, str(case.first)] - 1)
    left = growth - sum(row[0] for row in question.right(case))
    assert (case.first, case.last) in PAIRS
    rest = table_6.loc[case.whole] - table_6.loc[list(case.part)].sum()
    of_rest = 100 * (rest[str(case.last)] - rest[str(case.first)]) / table_6.at[case.whole, str(case.first)]
    assert left == pytest.approx(of_rest, abs=1e-9)
    assert (abs(left) < 0.05) if case.whole == "rd" else (rest > 250).all()


@pytest.mark.parametrize("seed", range(6))
def test_doubled_effort_leads_where_the_path_with_doubled_effort_leads(seed):
    question, case = question_and_case("research-q5", seed)
    once, twice = (
        gap_trajectory(case.a, case.delta, case.g - units * case.effort, 0.5 * case.delta, CENTURIES).c_t
        for units in (1, 2)
    )
    assert question.right(case) == pytest.approx(100 * (twice / once - 1), rel=1e-6)


def test_doubled_effort_nearly_always_brings_much_less_than_double():
    question = question_of("research-q5")
    gains = [question.right(draw_case(question, seed)) for seed in range(200)]
    assert min(gains) > 0 and sum(gain < 60 for gain in gains) > 150
