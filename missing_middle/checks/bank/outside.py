"""Beliefs and slips about what spreads and what takes off (section 4)."""

from missing_middle.checks.bank.entry import Misconception, Place

OUTSIDE_PAGE = "book/4-outside.md"
SPREADS = Place('section 4, "When a practice lasts"', OUTSIDE_PAGE, "When a practice lasts")
WORKED = Place("the worked example of section 4", OUTSIDE_PAGE, "A worked example, in three steps")
CROWD = Place('section 4, "When a platform takes off"', OUTSIDE_PAGE, "When a platform takes off")

OUTSIDE = {
    "ad-all": Misconception(
        belief="What spreads at all ends up with everybody.",
        seems="let the practice reach everybody in the end",
        hint="Does nobody ever give it up?",
        places=(SPREADS,),
    ),
    # Slips
    "ad-ratio": Misconception(
        seems="set one contact against giving up, as if a single other firm handed it on and always used it",
        hint="From how many can it be learnt, and who is left to be told?",
        places=(WORKED, SPREADS),
    ),
    "ad-end": Misconception(
        seems="have given the size at which the platform stops growing",
        hint="At two sizes the platform is worth as much as the old way. From which of them does the number of users "
        "move away, on both sides?",
        places=(CROWD,),
    ),
}
