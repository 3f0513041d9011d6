"""Beliefs and slips about what policy can do (sections 3.2, 5 and its subsections)."""

from missing_middle.checks.bank.entry import Misconception, Place

OPPORTUNITIES, REGULATION, ABROAD = (
    "book/5-0-opportunities.md",
    "book/5-1-regulation.md",
    "book/5-5-international-transfer.md",
)
BOTH_LIMITS = Place('section 3.2, "Price or quantity"', "book/3-2-constraints.md", "Price or quantity")
GROWTH = Place('section 3.1b, "Coast and inland", with its last box', "book/3-1-places.md", "Coast and inland")
LABORATORY = Place('section 5, "The laboratory"', OPPORTUNITIES, "The laboratory")
PAIRS = Place("the worked example of section 5", OPPORTUNITIES, "A worked example, in three steps")
MINISTRY = Place(
    'section 5, "Why not put the ministry in the middle?"', OPPORTUNITIES, "Why not put the ministry in the middle?"
)
TWO_COSTS = Place('section 5.1, "Two costs that look alike"', REGULATION, "Two costs that look alike")
FORMULA = Place("the worked example of section 5.1", REGULATION, "A worked example, in three steps")
ARROWS = Place('section 5.5, "Two arrows on one measure"', ABROAD, "Two arrows on one measure")
BORDER = Place("the worked example of section 5.5", ABROAD, "A worked example, in three steps")

POLICY = {
    "po-single": Misconception(
        belief="Find the one lever that matters.",
        seems="look for one obstacle that is the same for everybody",
        hint="Is what holds one firm back also what holds the other?",
        places=(BOTH_LIMITS,),
    ),
    "po-sme": Misconception(
        belief="More small and medium firms, more growth.",
        seems="read an effect off an association",
        hint="What else do places with many such firms have in common?",
        places=(GROWTH,),
    ),
    "po-ip": Misconception(
        belief="Once own effort keeps pace with the frontier, firmer protection helps.",
        seems="let own effort make up for all of the frontier's growth",
        hint="Protection also lowers what copying brings, by a share. Of which amount is that a share?",
        places=(ARROWS,),
    ),
    "po-ipalways": Misconception(
        belief="Firmer intellectual property always helps to catch up.",
        seems="let protection help however few the resources are",
        hint="What does a country lose that lives on what it copies?",
        places=(ARROWS,),
    ),
    "po-additive": Misconception(
        belief="Effects of levers add up.",
        seems="add the effects that each lever has alone",
        hint="What has the first one changed by the time the second one acts?",
        places=(PAIRS,),
    ),
    "po-strength": Misconception(
        belief="The place of a portfolio is a finding, whatever the strength.",
        seems="take the corner at full strength for the corner at any strength",
        hint="Who chose the strength, and which axis falls short without it?",
        places=(LABORATORY,),
    ),
    "po-plan": Misconception(
        belief="An innovation system is a plan: put the ministry in the middle.",
        seems="expect an office in the middle to change what each firm gains by staying",
        hint="Which number in the firm's own sum does the office change?",
        places=(MINISTRY,),
    ),
    "po-noentry": Misconception(
        belief="Cheaper start-up changes nothing here: it is no trade cost.",
        seems="look at the share of exporters, which stays where it is, and stop there",
        hint="Do both cutoffs stay where they are, or do they move together?",
        places=(TWO_COSTS,),
    ),
    # Slips
    "po-best": Misconception(
        seems="count the stronger of the two levers, and nothing for the other",
        hint="Does the second one find nothing left to do?",
        places=(PAIRS,),
    ),
    "po-more": Misconception(
        seems="send every portfolio to the corner that the paper wants",
        hint="Is each of the three axes at its threshold, one at a time?",
        places=(LABORATORY, PAIRS),
    ),
    "po-half": Misconception(
        seems="take both arrows for equally long, which puts the border at half the frontier's growth",
        hint="By how much does this office raise one, and by how much does it lower the other?",
        places=(ARROWS,),
    ),
    "po-spent": Misconception(
        seems="let every yuan that is set aside for upgrading be spent on it",
        hint="Which firms cannot spend what they would like to, and how much does what is spent count?",
        places=(BORDER,),
    ),
    "po-onetoone": Misconception(
        seems="let income rise by as many per cent as founding gets cheaper",
        hint="Which elasticity links the cost of founding to real income?",
        places=(FORMULA,),
    ),
    "po-sigma": Misconception(
        seems="let the elasticity of substitution decide",
        hint="What do founders compare: how alike goods are, or how alike firms are?",
        places=(FORMULA,),
    ),
}
