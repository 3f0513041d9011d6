"""Slips that only the diagnostic inventory knows."""

from missing_middle.checks.bank.entry import Misconception
from missing_middle.checks.bank.tables import COAST

INVENTORY = {
    "lq-upside": Misconception(
        seems="divide one share by the other",
        hint="Share of what is each of the two?",
        places=(COAST,)),
    "tb-meanratio": Misconception(
        seems="take the mean of two shares that stand on different totals",
        hint="Does each of the two shares count the same people?",
        places=(COAST,)),
}
