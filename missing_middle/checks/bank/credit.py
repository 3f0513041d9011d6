"""Beliefs and slips about credit, and about the middle that may be missing (sections 1 and 3.2)."""

from missing_middle.checks.bank.entry import Misconception, Place

QUESTION_PAGE, CREDIT_PAGE = "book/1-question.md", "book/3-2-constraints.md"
WORKSHOP = Place('section 1, "A workshop of twelve"', QUESTION_PAGE, "A workshop of twelve")
IS_IT_MISSING = Place('section 1, "Is the middle missing?"', QUESTION_PAGE, "Is the middle missing?")
PRICE_OR_QUANTITY = Place('section 3.2, "Price or quantity"', CREDIT_PAGE, "Price or quantity")
HOLE = Place('section 3.2, "A hole in the middle"', CREDIT_PAGE, "A hole in the middle")
REFUSED = Place(
    'section 3.2, "Refused, at the rate that others pay"', CREDIT_PAGE, "Refused, at the rate that others pay"
)
FOUR_ANSWERS = Place('section 3.2, "What a survey can ask"', CREDIT_PAGE, "What a survey can ask")
WORKED = Place("the worked example of section 3.2", CREDIT_PAGE, "A worked example, in three steps")

CREDIT = {
    "cr-small": Misconception(
        belief="Small firms are small because they cannot borrow.",
        seems="count every small firm as held back",
        hint="What would the least able of these firms do with a free loan?",
        places=(WORKSHOP, HOLE),
    ),
    "cr-few": Misconception(
        belief="There are few medium firms, so the middle is missing.",
        seems="expect as many firms in the middle as on either side of it",
        hint="Few compared with which smooth curve?",
        places=(IS_IT_MISSING,),
    ),
    "cr-rate": Misconception(
        belief="Lower interest lets firms grow.",
        seems="let the rate of interest decide how large every firm is",
        hint="At which of the two limits is each of these firms?",
        places=(WORKSHOP, PRICE_OR_QUANTITY),
    ),
    "cr-share": Misconception(
        belief="If four share the cost, a quarter of the gap is left.",
        seems="divide the gap by the number of those who share",
        hint="Is the gap linear in the cost?",
        places=(HOLE,),
    ),
    "cr-monotone": Misconception(
        belief="Collateral that counts for more always shrinks the missing share.",
        seems="use the formula for the stuck firms as if there were always some below the limit",
        hint="Are there firms below the limit at all?",
        places=(HOLE,),
    ),
    "cr-equal": Misconception(
        belief="A pool gives everyone the same.",
        seems="give every member of the pool the same capital",
        hint="Who has the best use for the next yuan?",
        places=(WORKED,),
    ),
    "cr-dearer": Misconception(
        belief="Who offers a higher rate is the better customer.",
        seems="let what comes back rise with the rate, whoever still asks",
        hint="Who still asks for a loan at that rate, and how often do they pay back?",
        places=(REFUSED,),
    ),
    "cr-clears": Misconception(
        belief="If some are refused, the rate rises until nobody is.",
        seems="let the rate rise until there is money for all who ask",
        hint="Does a bank want to go to that rate?",
        places=(REFUSED,),
    ),
    "cr-refused": Misconception(
        belief="Who has no loan was refused one.",
        seems="count everybody without a loan as refused",
        hint="Who of these asked?",
        places=(FOUR_ANSWERS,),
    ),
    # Slips
    "cr-one": Misconception(
        seems="let one firm bear the whole cost of the bank", hint="Who shares it?", places=(HOLE,)
    ),
    "cr-average": Misconception(
        seems="have divided output by capital",
        hint="What does the last unit add, rather than all of them on average?",
        places=(PRICE_OR_QUANTITY,),
    ),
    "cr-free": Misconception(
        seems="leave out the limit",
        hint="Does the limit bind: would the firm use more than it may?",
        places=(PRICE_OR_QUANTITY, WORKSHOP),
    ),
    "cr-freepool": Misconception(
        seems="let the pool as a whole borrow without limit",
        hint="Does the common limit bind: do the members together want more than they may have?",
        places=(WORKED,),
    ),
}
