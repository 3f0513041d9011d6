"""The right answers of the set on sliders, by the explorables themselves."""

import handing_in
import pytest

from missing_middle.checks.registry import question_of
from missing_middle.checks.sets.sliders import START
from missing_middle.checks.variants import draw_case
from missing_middle.explorables import home_market, workshop

SEEDS = handing_in.SEEDS[:20]


@pytest.fixture(scope="module")
def market():
    return home_market()


@pytest.fixture(scope="module")
def shop():
    return workshop()


@pytest.mark.parametrize("seed", SEEDS)
def test_what_the_widget_shows_is_what_the_explorable_of_the_home_market_shows(market, seed):
    question = question_of("sliders-q1")
    case = draw_case(question, seed)
    for point, lead in zip(question.form.points(case), question.right(case), strict=True):
        assert market.frame_at(**point)["more"] == pytest.approx(lead, abs=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_explorable_takes_what_is_accepted_and_refuses_the_rest_by_name(market, seed):
    question = question_of("sliders-q2")
    case = draw_case(question, seed)
    kinds = set()
    for (new, old, low, high), set_to in zip(case.points, question.right(case), strict=True):
        assert low < old < high and set_to in (new, old)
        kinds.add((new < low) - (new > high) + 2 * (new in (low, high)))
        assert (set_to == new) == (low <= new <= high)
    assert kinds == {-1, 0, 1, 2}  # above, inside, below, on an end
    stops = market.spec["controls"][0]["stops"]
    for tau in (stops[0], stops[-1], 0.9, 3.1, float("nan")):
        if stops[0] <= tau <= stops[-1]:
            market.values = {"tau": tau}
            assert market.values["tau"] == tau
        else:
            before = dict(market.values)
            with pytest.raises(ValueError, match=f"tau = {tau!r} is not allowed: give a number from 1.03 to 3"):
                market.values = {"tau": tau}
            assert market.values == before


@pytest.mark.parametrize("seed", SEEDS)
def test_profit_is_what_the_workshop_shows_once_both_sliders_are_moved(shop, seed):
    question = question_of("sliders-q3")
    case = draw_case(question, seed)
    shop.values = {}
    assert {name: shop.values[name] for name in START} == START and shop.values["rate"] == 12
    start = shop.frame_at(**shop.values)["profit"]
    shop.values = {"theta": case.theta, "lam": case.lam}
    assert shop.frame_at(**shop.values)["profit"] == pytest.approx(question.right(case), rel=1e-12)
    assert start == pytest.approx(question.wrong[0].rule(case), rel=1e-12)
