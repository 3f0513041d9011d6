"""Banks that cannot tell two kinds of borrowers apart: the hump, what a market does with it, and who never asks."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from refusals import NOT_NUMBERS, assert_refused

from missing_middle.models import asking, bank_return, loan_market

OWNERS = {"p_safe": 0.9, "p_risky": 0.6, "gain_safe": 1.6, "gain_risky": 1.75, "share_safe": 0.6, "reserve": 0.09}
MARKET = {**OWNERS, "r": 1.0, "funds": 0.7}
TOWN = {"want": 0.6, "gain": 1.0, "chance": 0.8, "feared": 0.3, "trouble": 1.0}
PLENTY = st.floats(0.05, 1.5)


@st.composite
def markets(draw):
    p_safe = draw(st.floats(0.3, 1))
    p_risky = p_safe * draw(st.floats(0.2, 0.95))
    safe, more = draw(st.floats(0.5, 3)), draw(st.floats(0.05, 1.5))
    reserve = draw(st.floats(0, 0.5))
    return {
        "p_safe": p_safe,
        "p_risky": p_risky,
        "gain_safe": safe + reserve / p_safe,
        "gain_risky": safe + more + reserve / p_risky,
        "share_safe": draw(st.floats(0.1, 0.9)),
        "reserve": reserve,
        "r": draw(st.floats(0.3, 2.5)),
        "funds": draw(PLENTY),
    }


def town(given, size=20_000):
    """Owners one by one: chance of success, gain, and what the owner earns without a loan."""
    safe = np.arange(size) < given["share_safe"] * size
    chance = np.where(safe, given["p_safe"], given["p_risky"])
    return chance, np.where(safe, given["gain_safe"], given["gain_risky"])


@given(markets(), st.floats(0.01, 0.99))
def test_the_curve_is_what_the_owners_who_still_ask_pay_back(given, place):
    market = loan_market(**given)
    promise = place * market.promise_risky
    assume(abs(promise - market.promise_safe) > 1e-6)
    chance, gain = town(given)
    asks = chance * (gain - promise) >= given["reserve"]
    names = ("p_safe", "p_risky", "gain_safe", "gain_risky", "share_safe", "reserve")
    told = bank_return(promise, **{name: given[name] for name in names})
    assert told == pytest.approx((chance[asks] * promise).mean(), rel=1e-3)


@given(markets())
def test_the_curve_has_its_two_peaks_where_somebody_leaves(given):
    names = ("p_safe", "p_risky", "gain_safe", "gain_risky", "share_safe", "reserve")
    owners, market = {name: given[name] for name in names}, loan_market(**given)
    at = np.array([market.promise_safe, market.promise_risky])
    before, here, after = (bank_return(at * factor, **owners) for factor in (1 - 1e-9, 1, 1 + 1e-9))
    assert here == pytest.approx([market.peak_both, market.peak_risky])
    assert (before < here).all() and after[0] < here[0] and np.isnan(after[1])


@given(markets())
def test_nobody_can_do_better_than_the_market(given):
    """No bank earns more with any other offer to those who would come, and no money is lent that is not there."""
    market = loan_market(**given)
    mu, few = given["share_safe"], 1 - given["share_safe"]
    lent = mu * market.served_safe + few * market.served_risky
    assert lent <= given["funds"] + 1e-9 and 0 <= market.served_safe <= 1 and 0 <= market.served_risky <= 1
    if market.regime == "none":
        assert market.promise is market.bank_return is None and lent == 0
        return
    earns = market.bank_return
    assert earns >= given["r"] * (1 - 1e-12)
    assert lent == pytest.approx(min(given["funds"], 1 if market.served_safe else few))  # no money lies idle
    for promise in np.linspace(1e-3, 1.2 * market.promise_risky, 400):
        # whoever has no loan, or a dearer one, comes to the new bank
        safe = mu if promise < market.promise else mu * (1 - market.served_safe)
        risky = few if promise < market.promise else few * (1 - market.served_risky)
        if market.promise_high is not None and market.promise <= promise < market.promise_high:
            risky = few * (1 - market.served_safe)  # of the risky, this share is served at the low rate
        safe = safe if promise < market.promise_safe else 0.0
        risky = risky if promise < market.promise_risky else 0.0
        if safe + risky > 1e-12:
            brings = promise * (safe * given["p_safe"] + risky * given["p_risky"]) / (safe + risky)
            assert brings <= earns * (1 + 1e-9)


@given(markets())
def test_refused_are_only_those_who_would_pay_more_and_are_not_wanted(given):
    market = loan_market(**given)
    assert (market.refused > 0) == (market.regime == "rationed")
    if market.regime == "rationed":
        assert market.promise == market.promise_safe < market.promise_risky
        assert market.peak_both >= market.peak_risky  # no dearer loan is worth making


def test_every_regime_can_be_reached():
    assert loan_market(**MARKET).regime == "rationed"
    assert loan_market(**MARKET | {"funds": 1}).regime == "price"
    assert loan_market(**MARKET | {"r": 1.2}).regime == "none"
    rich = MARKET | {"gain_risky": 2.8}
    assert loan_market(**rich).regime == "two rates"
    assert loan_market(**rich | {"funds": 0.3}).regime == "risky only"
    assert loan_market(**rich | {"r": 1.4}).regime == "risky only"


def test_equal_means_leave_no_rationing_at_one_rate():
    """If both projects bring the same on average, the second peak is the higher one: all of the mean less b."""
    same = MARKET | {"gain_safe": 1.2 / 0.9, "gain_risky": 1.2 / 0.6}
    market = loan_market(**same)
    assert market.peak_risky == pytest.approx(1.2 - 0.09) and market.peak_risky > market.peak_both
    assert loan_market(**same | {"r": 0.9}).regime == "two rates"


def test_with_two_rates_a_unit_earns_the_same_at_both():
    rich = loan_market(**MARKET | {"gain_risky": 2.8})
    assert 0.6 * rich.promise_high == pytest.approx(rich.bank_return)
    assert rich.promise_safe < rich.promise_high < rich.promise_risky


def test_more_money_shortens_the_queue_and_leaves_the_rate_where_it_is():
    queue = [loan_market(**MARKET | {"funds": funds}) for funds in (0.2, 0.5, 0.9)]
    assert len({market.promise for market in queue}) == 1
    assert queue[0].refused > queue[1].refused > queue[2].refused > 0


def test_refusals_can_be_counted():
    assert loan_market(**MARKET).refused == pytest.approx(0.4 * 0.3)


@given(st.floats(0, 1), st.floats(0.01, 5), st.floats(0, 1), st.floats(0, 1), st.floats(0.01, 5))
def test_groups_of_owners_are_those_that_one_counts_one_by_one(want, gain, chance, feared, trouble):
    found = asking(want, gain, chance, feared, trouble)
    cost = (np.arange(50_000) + 0.5) / 50_000 * trouble
    asks, would = cost < feared * gain, cost < chance * gain
    groups = [
        1 - want,
        want * asks.mean() * chance,
        want * asks.mean() * (1 - chance),
        want * (would & ~asks).mean(),
        want * (~would & ~asks).mean(),
    ]
    told = [found.content, found.served, found.refused, found.afraid, found.put_off]
    assert told == pytest.approx(groups, abs=1e-4) and sum(told) == pytest.approx(1)
    if found.served < 1:
        assert found.not_asked_of_without == pytest.approx(
            (found.content + found.afraid + found.put_off) / (1 - found.served)
        )


def test_who_knows_the_chance_is_not_afraid_and_trouble_alone_puts_off():
    known = asking(**TOWN | {"feared": 0.8})
    assert known.afraid == 0 and known.put_off == pytest.approx(0.6 * 0.2)
    assert asking(**TOWN | {"feared": 0.8, "trouble": 0.5}).put_off == 0
    assert asking(want=1, gain=1, chance=1, feared=1, trouble=0.5).not_asked_of_without is None


@pytest.mark.parametrize("bad", NOT_NUMBERS)
@pytest.mark.parametrize("name", MARKET)
def test_what_is_not_a_number_is_refused_for_a_market(name, bad):
    assert_refused(loan_market, MARKET, name, bad)


@pytest.mark.parametrize("bad", NOT_NUMBERS)
@pytest.mark.parametrize("name", TOWN)
def test_what_is_not_a_number_is_refused_for_a_town(name, bad):
    assert_refused(asking, TOWN, name, bad)


@pytest.mark.parametrize(
    "name, bad, words",
    [
        ("p_safe", 1.1, r"p_safe = 1.1 is not allowed: give a number in \(0, 1\]"),
        ("p_risky", 0.9, r"p_risky = 0.9 is not allowed: give a number in \(0, 0.9\)"),
        ("share_safe", 1, r"share_safe = 1 is not allowed: give a number in \(0, 1\)"),
        ("reserve", 1.5, "reserve = 1.5 is not allowed with gain_safe = 1.6: give less than 1.44"),
        ("gain_risky", 1.6, "gain_risky = 1.6 is not allowed: give more than 1.65, or the risky leave no later"),
        ("funds", 0, "funds = 0 is not allowed: give a finite number above 0"),
        ("r", -1, "r = -1 is not allowed"),
    ],
)
def test_values_outside_the_domain_are_refused(name, bad, words):
    with pytest.raises(ValueError, match=words):
        loan_market(**MARKET | {name: bad})


@pytest.mark.parametrize("bad", [-0.1, [1.2, np.nan], np.inf])
def test_no_promise_below_nothing(bad):
    with pytest.raises(ValueError, match=r"promise = .* is not allowed: give finite numbers, 0 or more"):
        bank_return(bad, **OWNERS)
