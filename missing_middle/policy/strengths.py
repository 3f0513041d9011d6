"""From strengths of levers to an economy."""

import math
from collections.abc import Mapping
from functools import cache

from missing_middle.models._require import require_between
from missing_middle.policy.economy import BASELINE, Economy
from missing_middle.policy.levers import LEVERS
from missing_middle.policy.moves import AMOUNT, BOUNDED_BY_ONE, COUNT, FACTOR, LINK_STRENGTH

CLAMP = (0.5, 2.0)  # no portfolio moves a parameter (or its distance from 1) further than this


def portfolio(levers, base=BASELINE):
    """The economy after some levers are pulled.

    Levers are applied in the order of their ids, factors on one parameter are multiplied and clamped to [1/2, 2],
    links are united. Returns an ``Economy``. Raises ``ValueError`` for an unknown lever, a
    strength outside [0, 1], or a base that is not an ``Economy``.

    Parameters
    ----------
    levers : mapping from str to float
        Ids of ``LEVERS`` to strengths from 0 to 1; 0: as if the lever were not there.
    base : Economy
        The economy that they act on.

    Examples
    --------
    >>> economy = portfolio({"red-tape": 1, "zone-rules": .5})
    >>> round(economy.trade.f_x, 3), economy.trade.f_e
    (0.525, 0.75)
    """
    strengths = _checked(levers)
    if not isinstance(base, Economy):
        raise ValueError(f"base = {base!r} is not allowed: give an Economy.")
    factors, amounts, links = {}, {}, set()
    for name in sorted(strengths):
        for move in LEVERS[name].moves:
            _collect(move, strengths[name], factors, amounts, links)
    values = {path: _scaled(path, base.value(path), factor) for path, factor in factors.items()}
    values |= {path: base.value(path) + amount for path, amount in amounts.items()}
    if links:
        values["network.links"] = base.network.links | links
    return base.changed(values)


def _checked(levers):
    if not isinstance(levers, Mapping):
        raise ValueError(f"levers = {levers!r} is not allowed: give a mapping from lever ids to strengths.")
    for name, strength in levers.items():
        if name not in LEVERS:
            raise ValueError(f"{name!r} is not a lever: {_nearest(name)}")
        require_between(name, strength, 0, 1)
    return {name: float(strength) for name, strength in levers.items() if strength > 0}


@cache
def _all_ids():
    return ", ".join(sorted(LEVERS))


def _nearest(name):
    from difflib import get_close_matches  # only on the way to an error

    near = get_close_matches(str(name), LEVERS, n=3)
    return f"did you mean {' or '.join(near)}?" if near else f"the levers are {_all_ids()}."


def _collect(move, strength, factors, amounts, links):
    if move.kind == FACTOR:
        # less distance from 1 is more awareness
        sign = -move.direction if move.parameter == "game.theta" else move.direction
        factors[move.parameter] = factors.get(move.parameter, 1.0) * (1 + sign * strength * move.size)
    elif move.kind == AMOUNT:
        amounts[move.parameter] = amounts.get(move.parameter, 0.0) + strength * move.size
    elif move.kind == COUNT:
        amounts[move.parameter] = amounts.get(move.parameter, 0) + math.floor(strength * move.size)
    elif strength >= LINK_STRENGTH:
        links.update(move.links)


def _scaled(path, value, factor):
    factor = min(max(factor, CLAMP[0]), CLAMP[1])
    return 1 + (value - 1) * factor if path in BOUNDED_BY_ONE else value * factor
