"""Two counts: histories added up firm by firm, the band against the bounds, what nobody entered rules out."""

from functools import cache

import numpy as np
import pytest
from everyone import agree, column, curves, grid, made, replies, settled, told

from missing_middle.tables import clean_wide

NAME = "two_counts"
OLD = ["state", "collective", "cooperative", "joint"]


@cache
def counts(last):
    """Private firms in both years, and the sums of the old rows, from the repaired table itself."""
    table = clean_wide(3)
    return [*table.loc["private", ["1999", str(int(last))]], *table.loc[OLD, ["1999", str(int(last))]].sum()]


def test_the_four_origins_are_all_private_firms_of_the_last_year():
    table = made(NAME).table()
    parts = sum(table[f"share_{part}"] for part in ("stayed", "moved", "small", "new"))
    some = ~np.isnan(table["came"])
    assert parts[some] == pytest.approx(100, abs=0.2) and some.any() and not some.all()
    exact = [counts(state["last"]) for state in grid(NAME)]
    came = np.array(
        [
            now - then * (100 - state["gone"]) / 100 - old * state["moved"] / 100
            for state, (then, now, old, _) in zip(grid(NAME), exact, strict=True)
        ]
    )
    assert ((came < 0) == ~some).all()
    agree(NAME, {"counted": [one[1] for one in exact], "fell": [one[2] - one[3] for one in exact]})
    agree(NAME, {"converted": [one[2] for one in exact] * column(NAME, "moved") / 100})
    assert table["came"][some] == pytest.approx(came[some], abs=1)
    moved, stayed = column(NAME, "moved") / 100, 1 - column(NAME, "gone") / 100
    share_moved = [100 * one[2] * part / one[1] for one, part in zip(exact, moved, strict=True)]
    share_stayed = [100 * one[0] * part / one[1] for one, part in zip(exact, stayed, strict=True)]
    agree(NAME, {"share_moved": np.where(some, share_moved, np.nan)})
    agree(NAME, {"share_stayed": np.where(some, share_stayed, np.nan)})
    share = table["share_came"][some] * column(NAME, "small")[some] / 100
    assert table["share_small"][some] == pytest.approx(share, abs=0.1)


def test_the_bounds_are_what_the_old_rows_held_or_what_they_lost():
    most, least = [], []
    for state in grid(NAME):
        then, now, old, later = counts(state["last"])
        supposed, refuted = state["entered"] == "nobody", state["last"] < 2003  # a row grew: see below
        most.append(np.nan if supposed and refuted else min(now, old - later if supposed else old))
        least.append(np.maximum(0, now - then - most[-1]))
    agree(NAME, {"most": most, "least": least})


def test_no_history_that_fits_lies_beyond_the_bounds_and_two_lie_on_them():
    table, moved, gone = made(NAME).table(), column(NAME, "moved"), column(NAME, "gone")
    fits = table["case"] == "fits"
    assert (table["came"][fits] >= table["least"][fits] - 1).all()
    assert (table["converted"][fits] <= table["most"][fits] + 1).all()
    far = (column(NAME, "last") == 2005) & (column(NAME, "entered") == "unknown")
    for count, at in (("least", (moved == 100) & (gone == 0)), ("counted", (moved == 0) & (gone == 100))):
        assert table["came"][far & at] == pytest.approx(table[count][far & at], abs=1) and (far & at).any()


def test_who_supposes_that_nobody_entered_is_told_when_the_table_says_otherwise():
    table, last = made(NAME).table(), column(NAME, "last")
    supposed = column(NAME, "entered") == "nobody"
    assert ((table["case"] == "refuted") == (supposed & (last < 2003))).all()
    wide = clean_wide(3).loc[OLD]
    for year in ("2000", "2001", "2002"):
        assert list(wide.index[wide[year] > wide["1999"]]) == ["cooperative"]
    assert (wide[["2003", "2005"]].le(wide["1999"], axis=0)).all().all()
    entered = table["case"] == "entered"
    assert entered.any() and (table["converted"][entered] > table["fell"][entered]).all() and supposed[entered].all()
    assert (table["converted"] <= table["fell"])[supposed & (table["case"] == "fits")].all()


def test_a_history_lies_between_the_two_lines_of_the_band():
    for row in range(0, len(grid(NAME)), 23):
        state = grid(NAME)[row]
        frame, (gone, there) = made(NAME).frame_at(**state), curves(NAME, 0, **state)
        then, now, old, _ = counts(state["last"])
        for (x, y), stayed in ((gone, 0), (there, then)):
            assert y == pytest.approx(100 * (now - stayed - old * x / 100) / now) and (y > -1e-9).all()
            assert x[-1] == pytest.approx(min(100, 100 * (now - stayed) / old))
        if not np.isnan(frame["came"]):
            low = np.interp(state["moved"], *there, right=0) - 1e-9
            assert low <= frame["share_came"] <= np.interp(state["moved"], *gone) + 1e-9


def test_the_bet_is_won_by_who_lets_all_move():
    frame = settled(NAME)
    assert frame["came"] == frame["least"] == 3063 and frame["converted"] == 106156
    assert 0 < frame["came"] < frame["counted"] / 40
    assert "all 106\u202f156 firms of the old rows can have moved" in replies(NAME)["tb-new"]
    assert told(NAME, moved=100, gone=0, last=2002)[0].startswith("106\u202f156 firms that moved")
    assert 30 < made(NAME).frame_at(entered="nobody")["limit"] < 100


def test_the_pages_share_is_small():
    assert len(made(NAME).frames) < 40_000
