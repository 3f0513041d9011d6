"""Slips of the first steps in Python (the primer)."""

from missing_middle.checks.bank.entry import Misconception, Place

PRIMER_BOOK = "notebooks/primer.ipynb"
NAMES = Place('the primer, "Names"', PRIMER_BOOK, "Names")
A_FUNCTION = Place('the primer, "A function"', PRIMER_BOOK, "A function")
A_TABLE = Place('the primer, "A table"', PRIMER_BOOK, "A table")
AN_ERROR = Place('the primer, "Reading an error"', PRIMER_BOOK, "Reading an error")

PRIMER = {
    "py-one": Misconception(
        seems="pay one worker only", hint="How many people work there, and what does each of them get?", places=(NAMES,)
    ),
    "py-costs": Misconception(
        seems="have given what is paid instead of what is left",
        hint="What is left of the sales once everybody is paid?",
        places=(NAMES,),
    ),
    "py-upside": Misconception(
        seems="divide the other way round",
        hint="Which of the two is shared out, and among whom?",
        places=(A_FUNCTION, A_TABLE),
    ),
    "py-total": Misconception(
        seems="give back one of the arguments as it came",
        hint="What happens to it between the colon and `return`?",
        places=(A_FUNCTION,),
    ),
    "py-share": Misconception(
        seems="divide by the sum of the column", hint="Which column is the other one that you need?", places=(A_TABLE,)
    ),
    "py-lost": Misconception(
        seems="look for the mistake where nothing went wrong",
        hint="What does the last line of the error say, and which name stands in it?",
        places=(AN_ERROR,),
    ),
    "py-broken": Misconception(
        seems="take an error for damage",
        hint="What is left of the names that were given before the line that failed?",
        places=(AN_ERROR,),
    ),
}
