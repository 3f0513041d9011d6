"""The right answers of the places set, by a second route."""

import handing_in
import numpy as np
import pytest

from missing_middle.checks.registry import question_of
from missing_middle.checks.variants import draw_case
from missing_middle.models import relative_concentration
from missing_middle.tables import clean_wide
from missing_middle.tables.regions import GROUPINGS

SEEDS = handing_in.SEEDS[:20]


def question_and_case(name, seed):
    question = question_of(name)
    return question, draw_case(question, seed)


@pytest.fixture(scope="module")
def provinces():
    return clean_wide(4).drop("total").astype(float)


@pytest.mark.parametrize("seed", SEEDS)
def test_quotient_is_the_ratio_of_the_place_over_that_of_the_nation(seed, provinces):
    question, case = question_and_case("places-q1", seed)
    ratio, nation = (
        frame[case.counted] / frame[case.base] for frame in (provinces.loc[case.province], provinces.sum())
    )
    assert question.right(case) == pytest.approx(ratio / nation, rel=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_index_of_lumpy_plants_is_the_share_of_pairs_beyond_chance(seed):
    question, case = question_and_case("places-q2", seed)
    for (regions, sizes, totals), index in zip(case.points, question.right(case), strict=True):
        z, x = np.array(sizes) / sum(sizes), np.array(totals) / sum(totals)
        s = np.bincount(regions, weights=z, minlength=6)
        # pairs of plants in one region, weighted by size; chance would give sum x**2 of them
        pairs = np.outer(z, z)[np.triu_indices(len(z), 1)].sum()
        same = sum(z[i] * z[j] for i in range(len(z)) for j in range(i) if regions[i] == regions[j])
        near = same / pairs
        chance = (x**2).sum()
        # Ellison and Glaeser compare the shares s with x as well, which moves G by what the two have in common
        shift = 2 * (chance - (s * x).sum()) / ((1 - chance) * (1 - (z**2).sum()))
        assert index == pytest.approx((near - chance) / (1 - chance) + shift, abs=1e-9)


def test_index_of_darts_is_zero_on_average():
    rng, totals = np.random.default_rng(3), (500, 300, 200, 400, 100, 250)
    rule = question_of("places-q2").right
    x = np.array(totals) / sum(totals)

    class Darts:
        points = tuple((tuple(rng.choice(6, 10, p=x)), tuple(range(10, 110, 10)), totals) for _ in range(3000))

    assert np.mean(rule(Darts)) == pytest.approx(0, abs=0.01)


def theil(values):
    y = np.asarray(values) / np.mean(values)
    return (y * np.log(y)).mean()


@pytest.mark.parametrize("seed", SEEDS)
def test_inside_is_what_is_left_when_every_province_has_its_regions_mean(seed, provinces):
    question, case = question_and_case("places-q3", seed)
    region = {name: key for key, names in GROUPINGS[case.grouping].items() for name in names}
    kept = provinces[case.measure].drop(case.left_out, errors="ignore")
    flat = kept.groupby(region).transform("mean")
    assert question.right(case) == pytest.approx(100 * (1 - theil(flat) / theil(kept)), rel=1e-9)
    assert theil(kept) == pytest.approx(relative_concentration(kept.tolist(), [1] * len(kept)).relative_theil)


@pytest.mark.parametrize("seed", SEEDS)
def test_ratio_of_a_group_is_the_mean_weighted_by_the_base(seed, provinces):
    question, case = question_and_case("places-q4", seed)
    group = provinces.loc[list(case.provinces)]
    unit = {"enterprises_sme": 1, "employed_sme": 1000}[case.base]
    weighted = np.average(unit * group["assets_sme"] / group[case.base], weights=group[case.base])
    assert question.right(case) == pytest.approx(weighted, rel=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_share_of_all_jobs_is_the_share_of_sme_jobs_times_that_of_smes_in_all_jobs(seed, provinces):
    question, case = question_and_case("places-q5", seed)
    firms, of_all, of_smes = (row[0] for row in question.right(case))
    nation = provinces.sum()
    assert of_all == pytest.approx(of_smes * nation.employed_sme / nation.employed_all, rel=1e-9)
    rest = provinces.drop(case.provinces.split(", ")).sum()
    assert (firms, of_smes) == pytest.approx(
        tuple(100 * (1 - rest[name] / nation[name]) for name in ("enterprises_sme", "employed_sme")), rel=1e-9
    )


def test_the_papers_three_provinces_have_the_shares_of_the_page():
    class Three(dict):
        provinces = "Guangdong, Jiangsu, Zhejiang"

    shares = question_of("places-q5").right(Three(provinces=Three.provinces))
    assert [round(row[0], 1) for row in shares][2] == 35.0
