"""Two distances from the frontier: resting points by bisection, paths by small steps, each story at every state."""

import numpy as np
import pytest
from everyone import agree, column, curves, grid, made, replies, settled, told
from scipy.optimize import brentq

NAME, DELTA, APART, YEARS = "modes", 1.5, 0.9, 300


def copied(a, gap):
    """What copying adds to growth, a year."""
    return a * gap * np.exp(-gap / DELTA)


def rests(a, needed):
    """The gaps at which copying brings just what is needed: the stable and the unstable one."""
    if not 0 < needed < copied(a, DELTA):
        return np.nan, np.nan
    return tuple(brentq(lambda gap: copied(a, gap) - needed, *ends) for ends in ((0, DELTA), (DELTA, 60)))


def walked(a, needed, gap):
    """The gap after 300 years, by ten thousand steps of the midpoint rule."""
    step = YEARS / 10_000
    for _ in range(10_000):
        middle = gap + step / 2 * (needed - copied(a, gap))
        gap = gap + step * (needed - copied(a, middle))
    return gap


@pytest.fixture(scope="module")
def lines():
    """Of every state: what is needed a year, and the two gaps at rest."""
    a, needed = column(NAME, "a"), np.round(0.03 - column(NAME, "effort") / 100, 12)
    known = {pair: rests(*pair) for pair in set(zip(a, needed, strict=True))}
    stable, ridge = np.array([known[pair] for pair in zip(a, needed, strict=True)]).T
    return a, needed, stable, ridge


def test_every_number_of_today_follows_from_the_spill_over(lines):
    a, needed, stable, ridge = lines
    start = column(NAME, "start")
    exact = {
        "needed": 100 * needed,
        "most": 100 * a * DELTA / np.e,
        "ridge": ridge,
        "farther": start + APART,
        "near_now": 100 * copied(a, start),
        "far_now": 100 * copied(a, start + APART),
        "rest": np.where(needed <= 0, made(NAME).table()["rest"], 100 * np.exp(-stable)),
    }
    agree(NAME, exact)
    rest = made(NAME).table()["rest"]
    assert rest[needed == 0] == pytest.approx(100, abs=0.1) and (rest[needed < 0] > 100).all()


def test_the_paths_end_where_small_steps_lead(lines):
    a, needed, *_ = lines
    table, start = made(NAME).table(), column(NAME, "start")
    for name, gap in (("near_end", start), ("far_end", start + APART)):
        assert table[name] == pytest.approx(100 * np.exp(-walked(a, needed, gap)), rel=2e-3, abs=0.06), name


def test_every_story_is_true_at_every_state(lines):
    _, needed, _, ridge = lines
    table, start = made(NAME).table(), column(NAME, "start")
    case, farther = table["case"], start + APART
    assert ((case == "leapfrog") == (needed < 0)).all() and ((case == "parity") == (needed == 0)).all()
    assert ((case == "together") == (farther <= ridge)).all()
    assert ((case == "parting") == ((start < ridge) & (farther > ridge))).all()
    behind = case == "behind"
    assert (table["near_now"] < table["needed"] + 1e-3)[behind].all() and not (start < ridge)[behind].any()
    assert set(case) == {"leapfrog", "parity", "together", "parting", "behind"}


def test_two_that_are_alike_part_where_the_ridge_lies_between_them():
    frame = settled(NAME)
    assert frame["start"] < frame["ridge"] < frame["farther"] and frame["far_now"] < frame["near_now"]
    assert frame["near_end"] > 100 * np.exp(-3.3) > 100 * np.exp(-4.2) > frame["far_end"]
    said = replies(NAME)
    assert "1.53% a year against 2.19" in said["mo-linear"] and "at 3.55, is a ridge" in said["mo-start"]
    assert "64% of the frontier" in said["mo-full"] and "lies at 3.55" in said["right"]


@pytest.mark.parametrize(
    "state, words",
    [
        ({"effort": 3.5}, ("3.5% of growth from own effort", "outruns", "overtake")),
        ({"effort": 3.0}, ("keeps pace with the frontier", "keeps the pace", "arrive at the frontier")),
        ({}, ("Both countries come to rest at 64%", "Both stand left of the ridge at 3.55", "come to rest at 64%")),
        ({"start": 3.3}, ("stands beyond 3.55", "one right of it", "they part")),
        ({"a": 0.02}, ("1.10% a year, and 2.00%", "less than is needed", "Both fall behind")),
    ],
)
def test_each_story_has_its_own_words(state, words):
    assert [word in text for word, text in zip(words, told(NAME, **state), strict=True)] == [True] * 3


def test_the_curves_are_the_spill_over_and_the_two_paths():
    state = {"start": 3.3, "a": 0.08}
    ((gap, copying),) = curves(NAME, 0, **state)
    assert copying == pytest.approx(100 * copied(0.08, gap))
    near, far = curves(NAME, 1, **state)
    frame = made(NAME).frame_at(**state)
    for (year, share), first, last in ((near, 3.3, "near_end"), (far, 4.2, "far_end")):
        assert (year[0], year[-1]) == (0, YEARS) and share[0] == pytest.approx(100 * np.exp(-first))
        assert share[-1] == pytest.approx(min(frame[last], 200))
    assert len(grid(NAME)) == 11 * 8 * 6
