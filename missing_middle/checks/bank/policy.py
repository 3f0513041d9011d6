"""Beliefs about what policy can do."""

from missing_middle.checks.bank.entry import Misconception, Place

BOTH_LIMITS = Place('section 3.2, "Price or quantity"', "book/3-2-constraints.md", "Price or quantity")
GROWTH = Place('section 3.1, "Coast and inland", with its last box', "book/3-1-state.md", "Coast and inland")

POLICY = {
    "po-single": Misconception(
        belief="Find the one lever that matters.",
        seems="look for one obstacle that is the same for everybody",
        hint="Is what holds one firm back also what holds the other?",
        places=(BOTH_LIMITS,)),
    "po-sme": Misconception(
        belief="More small and medium firms, more growth.",
        seems="read an effect off an association",
        hint="What else do places with many such firms have in common?",
        places=(GROWTH,)),
}
