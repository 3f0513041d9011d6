"""The policy laboratory: measures of section 5 as levers on the parameters of the models.

The paper proposes measures and gives no effect sizes and no costs. A few sizes here come from studies; every other is
an assumption, and every assumption has an interval. What the laboratory teaches is mechanisms, complements and
limits, and how sure a ranking is.
"""

from missing_middle.policy.costs import KINDS, cost, within
from missing_middle.policy.draws import ranking
from missing_middle.policy.economy import BASELINE, Economy
from missing_middle.policy.evidence import ASSUMED, size_interval
from missing_middle.policy.levers import LEVERS, WIDE
from missing_middle.policy.moves import Lever, Move, amount, down, linking, members, up
from missing_middle.policy.outcome import COUPLINGS, FIRST, evaluate
from missing_middle.policy.parameters import PARAMETERS
from missing_middle.policy.strengths import portfolio

__all__ = [
    "ASSUMED",
    "BASELINE",
    "COUPLINGS",
    "FIRST",
    "KINDS",
    "LEVERS",
    "PARAMETERS",
    "WIDE",
    "Economy",
    "Lever",
    "Move",
    "amount",
    "cost",
    "down",
    "evaluate",
    "linking",
    "members",
    "portfolio",
    "ranking",
    "size_interval",
    "up",
    "within",
]
