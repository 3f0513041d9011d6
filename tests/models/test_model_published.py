"""Every number that stands in print, or was computed by two routes, to its last digit."""

import pytest
from published import published

ROWS = published()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.model}: {row.quantity}")
def test_the_library_gives_the_printed_number(row):
    assert row.holds, f"{row.computed!r} does not round to {row.printed}"


def test_the_last_printed_digit_counts():
    """A value off by one in the last digit is refused: the rounding is no looser than the print."""
    for row in ROWS:
        step = 10.0**-row.digits
        for off in (-step, step):
            moved = type(row)(row.model, row.quantity, row.printed, float(row.printed) + off, row.kind, row.source)
            assert not moved.holds


def test_the_table_covers_every_family():
    assert len({row.model.split(",")[0] for row in ROWS}) >= 14
