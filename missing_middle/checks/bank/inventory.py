"""Slips that only the diagnostic inventory knows."""

from missing_middle.checks.bank.entry import Misconception, Place
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

# Beliefs about variety and about the larger market: they stand here until the bank has a file for their section.
ALIKE = Place('section 2.4, "Why trade at all, if we are all alike?"', "book/2-4-trade.md",
              "Why trade at all, if we are all alike?")
INVENTORY |= {
    "kr-ca": Misconception(
        belief="Without differences there is no reason to trade.",
        seems="see no reason to trade where countries do not differ",
        hint="What does a consumer get that was not made at home?",
        places=(ALIKE,)),
    "kr-fewer": Misconception(
        belief="Home firms close, so home loses.",
        seems="let welfare move with the number of home firms",
        hint="Count what is on the shelf, and not who made it: is there less?",
        places=(ALIKE,)),
    "hm-proportional": Misconception(
        belief="Four points more demand, four points more plants.",
        seems="give each market its share of demand in plants",
        hint="What does a plant in the smaller market pay on most of its sales?",
        places=(ALIKE,)),
    "hm-spread": Misconception(
        belief="Cheaper transport lets plants spread out.",
        seems="let the pull of the larger market weaken as shipping gets cheaper",
        hint="If shipping is cheap, what stops a plant from leaving the smaller market?",
        places=(ALIKE,)),
    "hm-all": Misconception(
        belief="The larger market takes it all.",
        seems="put all plants into the larger market",
        hint="What does a plant save by staying in the smaller market?",
        places=(ALIKE,)),
}
