"""Beliefs and slips about research: what is spent on it, and what comes of it (section 3.3)."""

from missing_middle.checks.bank.entry import Misconception, Place

POLICY_PAGE = "book/3-3-policy.md"
SEAM = Place('section 3.3, "A fall that is a rise"', POLICY_PAGE, "A fall that is a rise")
FUNDS = Place('section 3.3, "Who pays, and for what?"', POLICY_PAGE, "Who pays, and for what?")
TWICE = Place(
    'section 3.3, "Twice the research, twice the innovation?"', POLICY_PAGE, "Twice the research, twice the innovation?"
)

RESEARCH = {
    "tb-vintage": Misconception(
        belief="Both numbers are printed, so their difference is a change.",
        seems="compare two numbers that stand on two series",
        hint="Which series is under each of the two numbers?",
        places=(SEAM,),
    ),
    "tb-nominal": Misconception(
        belief="Spending doubled, so effort doubled.",
        seems="take the growth in yuan for a growth of effort",
        hint="Doubled relative to what?",
        places=(FUNDS,),
    ),
    "rd-proportional": Misconception(
        belief="Twice the research, twice the innovation.",
        seems="let what comes out grow in proportion to what goes in",
        hint="What else, besides own effort, decides how near the frontier a country comes to rest?",
        places=(TWICE,),
    ),
    # Slips
    "tb-shift": Misconception(
        seems="add the same amount to every year of the old series",
        hint="Is a revision of a tenth the same number of yuan in a small year and in a large one?",
        places=(SEAM,),
    ),
    "tb-mix": Misconception(
        seems="have taken the change of each share in the total",
        hint="Can a part add to the growth of the total while its share falls?",
        places=(FUNDS,),
    ),
    "rd-linear": Misconception(
        seems="let a country absorb as much at any distance from the frontier",
        hint="Who absorbs what is offered when the gap is wide?",
        places=(TWICE,),
    ),
}
