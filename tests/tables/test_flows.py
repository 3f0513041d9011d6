"""Bounds on those who moved and those who came: against all histories, limits, refusals."""

from itertools import product

import pytest

from missing_middle.tables import FlowBounds, clean_wide, flow_bounds


def every_history(row, others, nobody_entered):
    """Pairs (moved, came) of all histories that fit the counts, firm by firm."""
    (first, last), leaving = row, [range(before + 1) for before, _ in others]
    for stayed, *left in product(range(first + 1), *leaving):
        entered = [after - (before - gone) for (before, after), gone in zip(others, left, strict=True)]
        if min(entered) < 0 or (nobody_entered and any(entered)):
            continue
        for moved in range(sum(left) + 1):  # the others that left closed, or went to rows that are not named
            if (came := last - stayed - moved) >= 0:
                yield moved, came


@pytest.mark.parametrize("nobody_entered", [False, True])
@pytest.mark.parametrize(
    "row, others",
    [
        pytest.param((1, 7), [(4, 2)], id="more than all that were there"),
        pytest.param((2, 5), [(4, 1), (3, 3)], id="two rows"),
        pytest.param((4, 2), [(3, 1)], id="a row that falls"),
        pytest.param((0, 6), [(2, 0), (1, 1)], id="an empty row at first"),
        pytest.param((3, 0), [(2, 2)], id="an empty row at last"),
    ],
)
def test_no_history_lies_beyond_the_bounds_and_one_lies_on_each(row, others, nobody_entered):
    histories = list(every_history(row, others, nobody_entered))
    bounds = flow_bounds(row, others, nobody_entered=nobody_entered)
    assert bounds.most_moved == max(moved for moved, _ in histories)
    assert bounds.least_arrived == min(came for _, came in histories)


def test_that_nobody_entered_narrows_both_bounds():
    owners = clean_wide(3)
    for first, last in (("1999", "2002"), ("2000", "2003"), ("2001", "2005")):
        row = owners.loc["private", [first, last]]
        others = owners.loc[["state", "collective"], [first, last]].to_numpy()
        free, closed = flow_bounds(row, others), flow_bounds(row, others, nobody_entered=True)
        assert closed.most_moved < free.most_moved and closed.least_arrived >= free.least_arrived
        assert closed != free


def test_a_row_that_did_not_grow_needs_nobody_new():
    assert flow_bounds((9, 9), [(0, 0)]) == FlowBounds(most_moved=0.0, least_arrived=0.0)


@pytest.mark.parametrize(
    "row, others, nobody_entered, text",
    [
        pytest.param((1,), [(1, 1)], False, r"row = \(1,\) is not allowed: give two counts", id="one count"),
        pytest.param((1, -1), [(1, 1)], False, r"row = \(1, -1\) is not allowed", id="below zero"),
        pytest.param((1, 2), [(1, float("nan"))], False, r"others\[0\] = \(1, nan\) is not allowed", id="no number"),
        pytest.param((1, 2), [(1, 1), "ab"], False, r"others\[1\] = 'ab' is not allowed", id="words"),
        pytest.param((1, True), [(1, 1)], False, r"row = \(1, True\) is not allowed", id="truth is no count"),
        pytest.param((1, 2), [], False, r"others = \[\] is not allowed", id="no other row"),
        pytest.param(
            (1, 2), [(3, 1), (1, 2)], True, r"others\[1\] = \(1.0, 2.0\) .* did not grow", id="a row that grew"
        ),
    ],
)
def test_what_is_no_pair_of_counts_is_refused_by_name(row, others, nobody_entered, text):
    with pytest.raises(ValueError, match=text):
        flow_bounds(row, others, nobody_entered=nobody_entered)
