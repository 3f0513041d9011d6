"""Beliefs and slips about catching up and about the modes of learning (sections 2.1 to 2.3)."""

from missing_middle.checks.bank.entry import Misconception, Place

MODES_PAGE = "book/2-2-modes.md"
CATCHING_UP = Place('section 2.2, "Catching up, and falling behind"', MODES_PAGE, "Catching up, and falling behind")
WORKED = Place("the worked example of section 2.2", MODES_PAGE, "A worked example, in three steps")
WIDGET = Place(
    'the two countries in section 2.2 ("Try this" under the picture)', MODES_PAGE, "Catching up, and falling behind"
)
PICTURES = Place('section 2.2, "What the pictures add"', MODES_PAGE, "What the pictures add")
TWO_WAYS = Place('section 2.2, "Two ways to be good"', MODES_PAGE, "Two ways to be good")
FOUR_MODES = Place('section 2.2, "What the paper says"', MODES_PAGE, "What the paper says")

MODES = {
    "mo-linear": Misconception(
        belief="The further behind, the faster you catch up.",
        seems="let copying grow with the gap, however wide it is",
        hint="Who can absorb what is copied when the gap is very wide?",
        places=(CATCHING_UP,),
    ),
    "mo-full": Misconception(
        belief="Catching up means that the gap closes.",
        seems="let the gap close altogether",
        hint="What must copying replace every year, even when nothing changes any more?",
        places=(WORKED,),
    ),
    "mo-effort": Misconception(
        belief="Own effort hardly matters while you can copy.",
        seems="leave out the country's own effort",
        hint="Does the growth of the frontier alone decide how much copying must bring?",
        places=(PICTURES,),
    ),
    "mo-start": Misconception(
        belief="Where you start does not matter in the long run.",
        seems="send every start to the same end",
        hint="What happens to two starts on either side of the second root?",
        places=(WIDGET, WORKED),
    ),
    "mo-peak": Misconception(
        belief="Past the peak of the spill-over it is too late.",
        seems="take the gap at which copying brings most for the point of no return",
        hint="Which two curves must cross, and where do they cross a second time?",
        places=(WORKED,),
    ),
    "mo-allway": Misconception(
        belief="A push must close the whole gap to last.",
        seems="push the country all the way to where it will rest",
        hint="Where would the country go by itself after a smaller push?",
        places=(PICTURES, WIDGET),
    ),
    "mo-average": Misconception(
        belief="Good on average is good enough for a fast follower.",
        seems="take the mean of the two capabilities",
        hint="Which corner of the square is this, one axis at a time?",
        places=(FOUR_MODES,),
    ),
    "mo-export": Misconception(
        belief="Exporters are fast followers.",
        seems="make a fast follower of everybody who sells abroad",
        hint="Which axis does selling abroad measure?",
        places=(FOUR_MODES,),
    ),
    "mo-even": Misconception(
        belief="Split the budget evenly between product and process.",
        seems="give both dimensions what the needier one takes",
        hint="Do both dimensions lack the same amount?",
        places=(TWO_WAYS,),
    ),
    # Slips
    "mo-noexport": Misconception(
        seems="leave out what exporting adds to openness",
        hint="Is selling abroad a channel of learning too?",
        places=(CATCHING_UP,),
    ),
}
