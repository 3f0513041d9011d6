"""Slips of those who wire a slider to a model for the first time."""

from missing_middle.checks.bank.entry import Misconception, Place

SLIDER_BOOK = "notebooks/own-slider.ipynb"
FUNCTION = Place('the notebook on sliders, "A function first"', SLIDER_BOOK, "A function first")
HEAR = Place('the notebook on sliders, "Step 3: hear an explorable"', SLIDER_BOOK, "Step 3: hear an explorable")
TIED = Place(
    'the notebook on sliders, "Step 4: two explorables, one slider"', SLIDER_BOOK, "Step 4: two explorables, one slider"
)

SLIDERS = {
    "sl-percent": Misconception(
        seems="hand the slider's per cent to the model as it is",
        hint="Which ratio of the two markets does the model want, and what does the slider send?",
        places=(FUNCTION,),
    ),
    "sl-other": Misconception(
        seems="give another number that stands beside the one asked for",
        hint="What does the label of the readout say, word by word?",
        places=(FUNCTION, HEAR),
    ),
    "sl-trust": Misconception(
        seems="pass on whatever comes",
        hint="What does the model do with a number that it does not allow, and what does the reader then see?",
        places=(TIED,),
        belief="A slider sends nothing bad, so a callback need not check.",
    ),
    "sl-clip": Misconception(
        seems="move to the nearest number that is allowed",
        hint="Did anybody ask for the state that is then on show?",
        places=(TIED,),
        belief="The nearest allowed number is as good as the one that was asked for.",
    ),
    "sl-one": Misconception(seems="check one end only", hint="How many ends does a domain have?", places=(TIED,)),
    "sl-ends": Misconception(
        seems="refuse the ends of the domain as well",
        hint="Does the question count the two ends among what is allowed?",
        places=(TIED,),
    ),
    "sl-start": Misconception(
        seems="read the explorable before anything has moved",
        hint="Which sliders were moved before the number was read?",
        places=(HEAR,),
    ),
    "sl-back": Misconception(
        seems="let one slider go back to where it started when the other is set",
        hint="What becomes of the sliders that a new dictionary of `values` leaves out?",
        places=(HEAR,),
    ),
}
