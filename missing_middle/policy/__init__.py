"""The policy laboratory: measures of section 5 as levers on the parameters of the models.

The paper proposes measures and gives no effect sizes. Every strength here is an assumption of whoever sets it;
what the laboratory teaches is mechanisms, complements and limits.
"""

from missing_middle.policy.economy import BASELINE, Economy
from missing_middle.policy.levers import LEVERS, WIDE
from missing_middle.policy.moves import Lever, Move, amount, down, linking, members, up
from missing_middle.policy.outcome import COUPLINGS, evaluate
from missing_middle.policy.parameters import PARAMETERS
from missing_middle.policy.strengths import portfolio

__all__ = [
    "BASELINE",
    "COUPLINGS",
    "LEVERS",
    "PARAMETERS",
    "WIDE",
    "Economy",
    "Lever",
    "Move",
    "amount",
    "down",
    "evaluate",
    "linking",
    "members",
    "portfolio",
    "up",
]
