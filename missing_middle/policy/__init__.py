"""The policy laboratory: measures of section 5 as levers on the parameters of the models.

The paper proposes measures and gives no effect sizes. Every strength here is an assumption of whoever sets it;
what the laboratory teaches is mechanisms, complements and limits.
"""

from missing_middle.policy.economy import BASELINE as BASELINE
from missing_middle.policy.economy import Economy as Economy
from missing_middle.policy.evaluate import COUPLINGS as COUPLINGS
from missing_middle.policy.evaluate import evaluate as evaluate
from missing_middle.policy.lever import Lever as Lever
from missing_middle.policy.lever import Move as Move
from missing_middle.policy.levers import LEVERS as LEVERS
from missing_middle.policy.levers import WIDE as WIDE
from missing_middle.policy.portfolio import portfolio as portfolio
