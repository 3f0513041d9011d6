"""Beliefs and slips about tables of firms by size, and about holes in them (section 1)."""

from missing_middle.checks.bank.entry import Misconception, Place

PAGE, BOOK = "book/1-question.md", "notebooks/real-sizes.ipynb"
TABLE = Place('section 1, "Could a table show it?"', PAGE, "Could a table show it?")
THREE_HOLES = Place('section 1, "Three reasons for a hole"', PAGE, "Three reasons for a hole")
CURVE = Place('the notebook on sizes, "From classes to a curve"', BOOK, "From classes to a curve")
TEST = Place('the notebook on sizes, "A test that needs no curve"', BOOK, "A test that needs no curve")
DEPTH = Place('the notebook on sizes, "How deep would a dip have to be?"', BOOK, "How deep would a dip have to be?")

SIZES = {
    "sz-open": Misconception(
        belief="Where a table shows no dip, there is none.",
        seems="judge a class that has no two closed neighbours",
        hint="With which two classes would you compare it?",
        places=(TABLE, TEST),
    ),
    "sz-look": Misconception(
        belief="A step that is rare by itself is no chance, however many steps were looked at.",
        seems="treat the step as if it had been chosen before anybody looked",
        hint="How many steps were there to choose from?",
        places=(THREE_HOLES,),
    ),
    "sz-more": Misconception(
        belief="A larger sample shows what a smaller one does not.",
        seems="ask for more firms where the classes hide what is looked for",
        hint="Which count in the table would change, if every firm of the country were in it?",
        places=(TABLE, DEPTH),
    ),
    "sz-coarse": Misconception(
        belief="A table of size classes cannot show a hole.",
        seems="give up every table of classes",
        hint="Where would a border have to lie for some firms to change their class?",
        places=(TABLE, DEPTH),
    ),
    "cr-hole": Misconception(
        belief="A hole in the sizes of firms shows that growth is blocked.",
        seems="take every hole for a barrier",
        hint="What stands in front of the hole, and what does its last unit of capital earn?",
        places=(THREE_HOLES,),
    ),
    "cr-smooth": Misconception(
        belief="Where the curve is smooth, nobody is held back.",
        seems="rule the bank out wherever there is no hole",
        hint="What would the census look like if every owner had a limit of her own?",
        places=(THREE_HOLES,),
    ),
    # Slips
    "sz-class": Misconception(
        seems="compare the firms in two classes, and not those of a size or more",
        hint="How many firms have at least the size of each edge?",
        places=(CURVE, TABLE),
    ),
    "sz-width": Misconception(
        seems="leave out how wide the classes are",
        hint="By which factor does the size grow within each class?",
        places=(CURVE,),
    ),
    "sz-one": Misconception(
        seems="ask for a slope below one of the neighbours",
        hint="Below how many neighbours must the slope be?",
        places=(TEST, TABLE),
    ),
    "sz-moves": Misconception(
        seems="leave the slope of the class below where it was",
        hint="As firms move down a class, which of the slopes change?",
        places=(DEPTH,),
    ),
    "sz-rank": Misconception(
        seems="leave out the place of the step", hint="How many firms stand above the step?", places=(THREE_HOLES,)
    ),
}
