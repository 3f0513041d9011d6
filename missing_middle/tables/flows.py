"""What two counts of a row say about those who came and went in between: bounds, and no number."""

from dataclasses import dataclass
from numbers import Real


@dataclass(frozen=True)
class FlowBounds:
    """What stocks at two dates leave open about the firms of one row.

    Parameters
    ----------
    most_moved : float, 0 or more
        Firms of the last count that can have stood in one of the other rows at the first.
    least_arrived : float, 0 or more
        Firms of the last count that stood at the first in none of these rows, nor in this one.
    """

    most_moved: float
    least_arrived: float


def flow_bounds(row, others, nobody_entered=False):
    """How many firms of a ``row`` can have come from the ``others``, and how many must have come from elsewhere?

    A firm of the last count stood in the row before, or in one of the other rows, or in none of them: then it was
    founded since, grew past the size that is counted, was found by a census, or came from a row that is not named.
    Nothing says that a firm that was there is there still.

    Parameters
    ----------
    row : (float, float)
        Firms in the row at the first date and at the last, 0 or more.
    others : list of (float, float)
        The same for the rows from which firms may have moved, at least one.
    nobody_entered : bool
        Suppose that no firm entered one of the other rows in between, so that those that left are what they fell by.

    Returns
    -------
    FlowBounds

    Raises
    ------
    ValueError
        For what is no pair of counts, for no other rows, and if ``nobody_entered`` and one of them grew.

    Examples
    --------
    >>> flow_bounds(row=(10, 70), others=[(40, 25)])                       # all forty, and ten more were there before
    FlowBounds(most_moved=40.0, least_arrived=20.0)
    >>> flow_bounds((10, 70), [(40, 25)], nobody_entered=True)              # no more than the fifteen that left
    FlowBounds(most_moved=15.0, least_arrived=45.0)
    """
    first, last = _counts("row", row)
    pairs = [_counts(f"others[{place}]", pair) for place, pair in enumerate(others)]
    if not pairs:
        raise ValueError("others = [] is not allowed: give the counts of at least one row.")
    if nobody_entered:
        for place, (before, after) in enumerate(pairs):
            if after > before:
                grown = f"others[{place}] = {before, after}"
                raise ValueError(f"{grown} is not allowed with nobody_entered: give rows that did not grow.")
        could_leave = sum(before - after for before, after in pairs)
    else:
        could_leave = sum(before for before, _ in pairs)
    return FlowBounds(most_moved=min(could_leave, last), least_arrived=max(0.0, last - first - could_leave))


def _counts(name, pair):
    """The two counts as floats, or a refusal."""
    given = tuple(pair) if hasattr(pair, "__iter__") and not isinstance(pair, str) else ()
    if len(given) != 2 or not all(_is_count(value) for value in given):
        raise ValueError(f"{name} = {pair!r} is not allowed: give two counts, finite and 0 or more.")
    return float(given[0]), float(given[1])


def _is_count(value):
    return isinstance(value, Real) and not isinstance(value, bool) and 0 <= value < float("inf")
