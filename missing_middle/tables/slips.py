"""Slips of the hand on a table, and whether the identities notice them."""

import random

import numpy as np

from missing_middle.tables.audit import covering
from missing_middle.tables.repairs import book

KINDS_OF_SLIP = ("a digit lost", "a digit twice", "two digits swapped", "the point moved")


def digits_of(value):
    """Return a number as a clerk would write it: plain digits, no trailing zeros after the point."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _places(text):
    return [place for place, sign in enumerate(text) if sign.isdigit()]


def slip(value, kind, rng):
    """Return ``value`` with one slip of ``kind``, or None if this number has no room for it.

    Parameters
    ----------
    value : float
        A positive number.
    kind : str
        One of ``KINDS_OF_SLIP``.
    rng : random.Random
        Chooses the digit.
    """
    if kind not in KINDS_OF_SLIP:
        raise ValueError(f"kind = {kind!r} is not allowed: give one of {', '.join(map(repr, KINDS_OF_SLIP))}.")
    text = digits_of(value)
    places = _places(text)
    if kind == "the point moved":
        return value * rng.choice((0.1, 10.0)) if value else None
    if kind == "two digits swapped":
        pairs = [place for place in places[:-1] if text[place + 1].isdigit() and text[place] != text[place + 1]]
        if not pairs:
            return None
        at = rng.choice(pairs)
        return float(text[:at] + text[at + 1] + text[at] + text[at + 2 :])
    if len(places) < 2:
        return None
    at = rng.choice(places)
    changed = float(text[:at] + text[at + 1 :] if kind == "a digit lost" else text[:at] + text[at] + text[at:])
    return changed if changed != value else None


def noticed_by(table, row, column, value, tables=None):
    """Return the ids of the identities that hold in the clean tables and fail once one cell is ``value``."""
    tables = book() if tables is None else tables
    changed = tables | {table: tables[table].copy()}
    changed[table].at[str(row), str(column)] = value
    return [
        key
        for key, identity in covering(table, row, column).items()
        if identity.check(tables).ok is True and identity.check(changed).ok is False
    ]


def share_noticed(draws=500, seed=0):
    """Return the share (0 to 1) of random slips on the clean tables that break at least one identity.

    Parameters
    ----------
    draws : int, 1 or more
        Number of slips; each falls on a random cell and is of a random kind.
    seed : int
        What makes the draws the same again: a whole number, 0 or more.

    Examples
    --------
    >>> 0.85 < share_noticed(draws=200) <= 1
    True
    """
    if isinstance(draws, bool) or not isinstance(draws, int) or draws < 1:
        raise ValueError(f"draws = {draws!r} is not allowed: give a whole number, 1 or more.")
    rng, tables = random.Random(seed), book()
    cells = [
        (n, row, column)
        for n, frame in tables.items()
        for row in frame.index
        for column in frame.columns
        if not np.isnan(frame.at[row, column])
    ]
    noticed = made = 0
    while made < draws:
        n, row, column = rng.choice(cells)
        value = slip(tables[n].at[row, column], rng.choice(KINDS_OF_SLIP), rng)
        if value is not None:
            made += 1
            noticed += bool(noticed_by(n, row, column, value, tables))
    return noticed / made
