"""Beliefs and slips about networks and about cooperation (sections 2.6, 5.2 and 5.4)."""

from missing_middle.checks.bank.entry import Misconception, Place

COOPERATION_PAGE = "book/5-2-cooperation.md"
TRAVELS = Place('section 2.6, "What travels along a link"', "book/2-6-network.md", "What travels along a link")
LINK = Place('section 5.4, "What a link is worth"', "book/5-4-domestic-transfer.md", "What a link is worth")
TWO_CONDITIONS = Place('section 5.2, "Two conditions, not one"', COOPERATION_PAGE, "Two conditions, not one")
WORKED = Place("the worked example of section 5.2", COOPERATION_PAGE, "A worked example, in three steps")
MACHINE = Place('section 5.2, "The testing machine"', COOPERATION_PAGE, "The testing machine")

NETWORKS = {
    "nw-total": Misconception(
        belief="The network knows most: look at the total.",
        seems="compare sums over different numbers of members",
        hint="How many nodes are in each of the two sums?",
        places=(TRAVELS, LINK),
    ),
    "nw-linear": Misconception(
        belief="Every link adds the same.",
        seems="count links, and give each of them the same worth",
        hint="Where does what the neighbour has learnt go next?",
        places=(TRAVELS, LINK),
    ),
    "nw-alone": Misconception(
        belief="A practice spreads if and only if one contact passes it on faster than it is forgotten.",
        seems="compare one contact with forgetting",
        hint="How many chances does it get, with so many neighbours and their neighbours?",
        places=(TRAVELS, LINK),
    ),
    "co-mutual": Misconception(
        belief="Both gain, so both will cooperate.",
        seems="expect cooperation because both would gain from it",
        hint="What does a firm get in the year in which it deviates?",
        places=(MACHINE, TWO_CONDITIONS),
    ),
    "co-grant": Misconception(
        belief="A one-off grant buys lasting cooperation.",
        seems="set what is paid once against what tempts every year",
        hint="When is the grant received, and when does the temptation come?",
        places=(TWO_CONDITIONS,),
    ),
    "co-info": Misconception(
        belief="Tell them the gain and they cooperate.",
        seems="expect knowledge of the gain to be enough",
        hint="What if they know it already?",
        places=(TWO_CONDITIONS,),
    ),
    # Slips
    "nw-meandegree": Misconception(
        seems="take the mean number of neighbours for the number that decides",
        hint="Are all nodes alike? And who hears most of what goes round?",
        places=(TRAVELS, LINK),
    ),
    "nw-maxdegree": Misconception(
        seems="take the largest number of neighbours for the number that decides",
        hint="Do the neighbours of that node have as many neighbours themselves?",
        places=(TRAVELS, LINK),
    ),
    "nw-ends": Misconception(
        seems="count what the two ends of the link gain, and nobody else",
        hint="Which other members learn something because of that link?",
        places=(TRAVELS, LINK),
    ),
    "co-free": Misconception(
        seems="let joining and taking part cost nothing",
        hint="Is it free to join, and free to take part?",
        places=(TWO_CONDITIONS,),
    ),
    "co-onecond": Misconception(
        seems="be content when one of the two conditions holds",
        hint="Must firms only stay, or also join?",
        places=(TWO_CONDITIONS,),
    ),
    "co-oneshot": Misconception(
        seems="make up for the whole temptation in the first year",
        hint="What does a firm that deviates lose in all later years?",
        places=(WORKED, TWO_CONDITIONS),
    ),
}
