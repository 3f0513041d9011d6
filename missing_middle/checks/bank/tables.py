"""Beliefs about tables: shares, bases, points and counts (sections 1, 3.1a and 3.1b)."""

from missing_middle.checks.bank.entry import Misconception, Place

QUESTION_PAGE, STATE_PAGE, PLACES_PAGE = "book/1-question.md", "book/3-1-state.md", "book/3-1-places.md"
IS_IT_MISSING = Place('section 1, "Is the middle missing?"', QUESTION_PAGE, "Is the middle missing?")
WEIGHT = Place('section 1, "What the literature disagreed on"', QUESTION_PAGE, "What the literature disagreed on")
COAST = Place('section 3.1b, "Coast and inland"', PLACES_PAGE, "Coast and inland")

TABLES = {
    "tb-base": Misconception(
        belief="35% of the jobs in small firms is 35% of jobs.",
        seems="take the share of another total",
        hint="Per cent of what?",
        places=(COAST,),
    ),
    "tb-point": Misconception(
        belief="From 30 to 36%: up 6%.",
        seems="take a difference between two shares for a change in per cent, or the other way round",
        hint="Points or per cent?",
        places=(WEIGHT,),
    ),
    "tb-count": Misconception(
        belief="99% of the firms, so nearly all of the economy.",
        seems="let a count of firms speak for their weight",
        hint="Is that a count, or a weight?",
        places=(WEIGHT, IS_IT_MISSING),
    ),
}
