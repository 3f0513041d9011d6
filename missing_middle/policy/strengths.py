"""From strengths of levers to an economy."""

from collections.abc import Mapping

from missing_middle.models._require import require_between
from missing_middle.policy.costs import require_lever
from missing_middle.policy.economy import BASELINE, Economy
from missing_middle.policy.levers import LEVERS


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
    (0.525, 0.95)
    """
    strengths = _checked(levers)
    if not isinstance(base, Economy):
        raise ValueError(f"base = {base!r} is not allowed: give an Economy.")
    return pulled(strengths, base)


def pulled(strengths, base):
    """The economy after levers are pulled, with strengths that are known to be in order: 0 or more."""
    done = {}  # path: a move on it, and what all of them come to
    for name in sorted(strengths):
        for move in LEVERS[name].moves:
            _, others = done.get(move.parameter, (None, None))
            done[move.parameter] = move, move.joined(others, strengths[name])
    return base.changed({path: move.applied(base.value(path), joined) for path, (move, joined) in done.items()})


def _checked(levers):
    if not isinstance(levers, Mapping):
        raise ValueError(f"levers = {levers!r} is not allowed: give a mapping from lever ids to strengths.")
    for name, strength in levers.items():
        require_lever(name)
        require_between(name, strength, 0, 1)
    return {name: float(strength) for name, strength in levers.items() if strength > 0}
