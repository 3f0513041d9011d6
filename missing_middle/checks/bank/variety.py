"""Beliefs and slips about trade between countries that are alike, and about where plants settle (section 2.4a)."""

from missing_middle.checks.bank.entry import Misconception, Place

VARIETY_PAGE = "book/2-4-variety.md"
ALIKE = Place(
    'section 2.4a, "Why trade at all, if we are all alike?"', VARIETY_PAGE, "Why trade at all, if we are all alike?"
)
TWO_SOURCES = Place('section 2.4a, "Two sources of gain"', VARIETY_PAGE, "Two sources of gain")
WORKED = Place("the worked example of section 2.4a", VARIETY_PAGE, "A worked example, in three steps")
WHO_GAINS = Place('section 2.4a, "Who gains more?"', VARIETY_PAGE, "Who gains more?")
PLANTS = Place('section 2.4a, "Where the plants go"', VARIETY_PAGE, "Where the plants go")

VARIETY = {
    # Larger markets (Krugman 1979)
    "kr-ca": Misconception(
        belief="Without differences there is no reason to trade.",
        seems="see no reason to trade where countries do not differ",
        hint="What does a consumer get that was not made at home?",
        places=(ALIKE,),
    ),
    "kr-fewer": Misconception(
        belief="Home firms close, so home loses.",
        seems="let welfare move with the number of home firms",
        hint="Count what is on the shelf, and not who made it: is there less?",
        places=(TWO_SOURCES,),
    ),
    "kr-fixed": Misconception(
        belief="A larger market only adds firms; nobody leaves.",
        seems="leave the number of home firms as it was",
        hint="What happens to the size of each firm, and are there enough workers for all of them?",
        places=(TWO_SOURCES,),
    ),
    "kr-variety": Misconception(
        belief="Twice the varieties, twice as well off.",
        seems="let welfare rise as much as the number of varieties",
        hint="How much of each variety do people now buy?",
        places=(TWO_SOURCES,),
    ),
    # Two countries (Krugman 1980)
    "kr-zero": Misconception(
        belief="What they gain we lose.",
        found_in=("johnsonZhangKeil2021", "boyerPetersen2018"),
        seems="let one country lose what the other gains",
        hint="Add up both countries' real incomes before and after: is the sum fixed?",
        places=(WHO_GAINS,),
    ),
    "kr-exports": Misconception(
        belief="Exports are the gain from trade, and imports are its cost.",
        found_in=("johnsonZhangKeil2021",),
        seems="count exports as the gain and imports as the cost",
        hint="What would people eat if all of it were shipped abroad?",
        places=(WHO_GAINS,),
    ),
    "kr-big": Misconception(
        belief="The big country gains more.",
        seems="give the larger gain to the larger country",
        hint="Whose shopping basket changes more?",
        places=(WHO_GAINS,),
    ),
    "kr-jobs": Misconception(
        belief="Imports cost jobs.",
        found_in=("krugmanLawrence1993",),
        seems="count the jobs of closed firms as jobs that the country has lost",
        hint="Where do the people of a closed firm work afterwards in this model, and how long may that take in the "
        "world?",
        places=(WHO_GAINS,),
    ),
    "kr-wages": Misconception(
        belief="Countries with low wages have an unfair advantage.",
        found_in=("krugmanObstfeldMelitz2012",),
        seems="take a partner's low wage for its gain and our loss",
        hint="If a low wage were an advantage, would the country that pays it not sell more than it buys?",
        places=(WHO_GAINS,),
    ),
    "kr-deficit": Misconception(
        belief="A trade deficit is a loss.",
        found_in=("krugmanLawrence1993", "krugman1993"),
        seems="take a surplus of exports for the mark of a country that gains",
        hint="What has a country with a surplus got for what it sent away?",
        places=(WHO_GAINS,),
    ),
    "hm-proportional": Misconception(
        belief="Four points more demand, four points more plants.",
        seems="give each market its share of demand in plants",
        hint="What does a plant in the smaller market pay on most of its sales?",
        places=(PLANTS,),
    ),
    "hm-spread": Misconception(
        belief="Cheaper transport lets plants spread out.",
        seems="let the pull of the larger market weaken as shipping gets cheaper",
        hint="If shipping is cheap, what stops a plant from leaving the smaller market?",
        places=(PLANTS,),
    ),
    "hm-all": Misconception(
        belief="The larger market takes it all.",
        seems="put all plants into the larger market",
        hint="What does a plant save by staying in the smaller market?",
        places=(PLANTS,),
    ),
    # Slips
    "kr-utility": Misconception(
        seems="take an index of utility for income",
        hint="Would your per cent be the same if those tastes were written as the square of that utility?",
        places=(TWO_SOURCES,),
    ),
    "kr-price": Misconception(
        seems="count the lower price of each variety only",
        hint="What else do people find in the common market?",
        places=(TWO_SOURCES,),
    ),
    "kr-spared": Misconception(
        seems="have given how much income could be taken away once the border is open",
        hint="At which prices, and with which shelf, is that income spent?",
        places=(TWO_SOURCES,),
    ),
    "kr-world": Misconception(
        seems="count the firms of both countries", hint="Whose firms are asked for?", places=(WORKED,)
    ),
    "kr-share": Misconception(
        seems="give home its share of the people, out of the firms that it had before",
        hint="How many firms does the common market hold, and which share of them is at home?",
        places=(WORKED,),
    ),
    "hm-noclip": Misconception(
        seems="use the formula beyond the point at which one country has all the plants",
        hint="Can a country have more than all of the plants?",
        places=(PLANTS,),
    ),
}
