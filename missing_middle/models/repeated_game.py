"""When do firms of a cluster keep cooperating, and which policy helps?

Two firms meet every period. Stage payoffs are those of a prisoner's dilemma, T > R > P > S. Who cooperates
pays a transaction cost c each period, and a set-up cost K once, on joining. Policy may pay cooperators s
each period, grant ``lump`` once against K, or raise the awareness theta of the gain (benchmarking): firms
perceive R^ = P + theta (R - P). Whoever deviates takes T once, without c and s, and then P for ever (grim
trigger); K is sunk by then. With

    v = R^ + s - c,    K' = max(K - lump, 0)

cooperation lasts at discount factor delta if both hold:

    incentive        v / (1 - delta) >= T + delta P / (1 - delta)     <=>  delta >= (T - v) / (T - P)
    participation    v / (1 - delta) - K' >= P / (1 - delta)          <=>  delta >= 1 - (v - P) / K'

So a one-off grant helps firms to join. Where temptation binds, only patience or a recurrent payment helps.

Sources: Friedman (1971, RES 38) for grim trigger; the set-up cost, the tax incentive and benchmarking are
our reading of section 5.2 of the paper.
"""

import math
from dataclasses import dataclass

from missing_middle.models._floats import finite_or_refuse
from missing_middle.models._record import Record
from missing_middle.models._require import require_at_least, require_between, require_finite
from missing_middle.models.symbols import documented

BOUNDARY = 1e-12  # payoffs (relative to their size) and discount factors so close count as equal


@dataclass(frozen=True)
class Cooperation(Record):
    """Patience that cooperation needs; and, at a given discount factor, the least policy that is enough."""

    delta_incentive: float  #: least discount factor at which nobody deviates; 1 or more: none will do
    delta_participation: float  #: least discount factor at which firms join; inf: none will do
    delta_min: float  #: the larger of the two
    feasible: bool  #: delta_min < 1
    sustained: bool | None  #: discount >= delta_min; None (as all below) if no discount was given
    subsidy_min: float | None  #: recurrent incentive that is enough, replacing s (payoff per period)
    awareness_min: float | None  #: theta that is enough; above 1: benchmarking alone will not do
    grant_min: float | None  #: one-off grant that is enough, replacing lump; None if no grant can do it


@documented
def cooperation(T, R, P, S, c=0, K=0, s=0, lump=0, theta=1, discount=None):
    """Thresholds of patience for lasting cooperation, and the policy that would do at a given patience.

    ``discount=None`` asks for the thresholds only. Equality counts as enough, also if rounding hides it
    (1e-12). Returns ``Cooperation``. Raises ``ValueError`` outside the domains and unless T > R > P > S.

    >>> game = cooperation(T=5, R=3, P=1, S=0, c=.5, K=4, discount=.6)
    >>> game.delta_incentive, game.delta_participation, game.sustained
    (0.625, 0.625, False)
    >>> round(game.subsidy_min, 12), round(game.awareness_min, 12)      # benchmarking alone cannot do it
    (0.1, 1.05)
    >>> game.grant_min is None                                         # and no grant either: temptation binds
    True
    """
    T, R, P = _checked_stage_game(T, R, P, S)
    for name, value in {"c": c, "K": K, "s": s, "lump": lump}.items():
        require_at_least(name, value, 0)
    require_between("theta", theta, 0, 1, closed="right")
    c, K, s, lump, theta = float(c), float(K), float(s), float(lump), float(theta)
    scale = max(abs(T), abs(R), abs(P), c, s)
    K_left = max(_snapped(K - lump, K), 0.0)
    gain = _snapped(theta * (R - P) + s - c, scale)  # v - P
    finite_or_refuse("the gain from cooperation", gain, R=R, P=P, s=s, c=c)
    delta_incentive = max(0.0, _snapped(T - P - gain, scale) / (T - P))
    delta_participation = _participation(gain, K_left)
    delta_min = max(delta_incentive, delta_participation)
    feasible, policy = delta_min < 1, (None,) * 4
    if discount is not None:
        require_between("discount", discount, 0, 1, closed="left")
        discount = float(discount)
        sustained = feasible and discount >= delta_min - BOUNDARY
        policy = (sustained, *_least_policy(T - P, R - P, c, K, s, K_left, theta, gain, delta_incentive, discount))
    return Cooperation(delta_incentive, delta_participation, delta_min, feasible, *policy)


def _participation(gain, K_left):
    if K_left == 0:
        return 0.0 if gain >= 0 else math.inf
    return max(0.0, 1 - gain / K_left) if gain > 0 else math.inf


def _least_policy(temptation, reward, c, K, s, K_left, theta, gain, delta_incentive, delta):
    """All measured from P: what v - P must reach is the larger of two hurdles."""
    hurdle = max((1 - delta) * temptation, (1 - delta) * K_left)
    subsidy_min = finite_or_refuse("subsidy_min", max(0.0, hurdle - (theta * reward - c)), K=K, c=c)
    awareness_min = finite_or_refuse("awareness_min", max(0.0, (hurdle + c - s) / reward), R_minus_P=reward, K=K)
    a_grant_can_do = delta >= delta_incentive - BOUNDARY and gain >= 0
    grant_min = max(0.0, K - gain / (1 - delta)) if a_grant_can_do else None  # never above K
    return subsidy_min, awareness_min, grant_min


def _checked_stage_game(T, R, P, S):
    for name, value in {"T": T, "R": R, "P": P, "S": S}.items():
        require_finite(name, value)
    if not T > R > P > S:
        raise ValueError(
            f"T = {T!r}, R = {R!r}, P = {P!r}, S = {S!r} is not allowed: give T > R > P > S, "
            "otherwise it is no prisoner's dilemma."
        )
    T, R, P = float(T), float(R), float(P)
    finite_or_refuse("T - P", T - P, T=T, P=P)
    return T, R, P


def _snapped(difference, scale):
    """0 if rounding could have made the difference."""
    return 0.0 if abs(difference) <= BOUNDARY * scale else difference
