"""Beliefs and slips about clusters, and about where industry gathers (section 2.5)."""

from missing_middle.checks.bank.entry import Misconception, Place

CLUSTERS_PAGE = "book/2-5-clusters.md"
BEST_SIZE = Place('section 2.5, "A cluster has a best size"', CLUSTERS_PAGE, "A cluster has a best size")
WORKED = Place("the worked example of section 2.5", CLUSTERS_PAGE, "A worked example, in three steps")
GATHERS = Place('section 2.5, "Where industry gathers"', CLUSTERS_PAGE, "Where industry gathers")
TWO_DATES = Place(
    'section 2.5, "Better firms, or better because of the cluster?"',
    CLUSTERS_PAGE,
    "Better firms, or better because of the cluster?",
)

CLUSTERS = {
    "cl-bigger": Misconception(
        belief="A bigger cluster is a better cluster.",
        seems="let the cluster grow until coordination costs as much as the cluster gives",
        hint="Is that the total, or what the last member adds?",
        places=(BEST_SIZE,),
    ),
    "cl-entry": Misconception(
        belief="Firms stop joining at the best size.",
        seems="take the best size and the size under free entry for one and the same",
        hint="What does the next firm look at when it decides whether to join?",
        places=(BEST_SIZE,),
    ),
    "cl-seed": Misconception(
        belief="Plant a few firms, and the rest follows.",
        seems="let the cluster grow from any start, however small",
        hint="Would each of the first firms stay?",
        places=(BEST_SIZE,),
    ),
    "cl-cause": Misconception(
        belief="Cluster firms are better, so clusters make them better.",
        seems="compare firms inside and outside at the later date only",
        hint="Were they better before they joined?",
        places=(TWO_DATES,),
    ),
    "cl-allsort": Misconception(
        belief="It is all sorting; clusters do nothing.",
        seems="put the whole difference down to who joined",
        hint="What changed for the joiners only?",
        places=(TWO_DATES,),
    ),
    "cp-same": Misconception(
        belief="What made the core will unmake it at the same cost.",
        seems="let a core form and dissolve at one and the same trade cost",
        hint="What happens if you start from the core, and then raise trade costs?",
        places=(GATHERS,),
    ),
    "cp-spread": Misconception(
        belief="Better roads bring industry to the periphery.",
        seems="gather industry where trade is expensive and spread it where trade is cheap",
        hint="Who moves when both markets can be served from one place?",
        places=(GATHERS,),
    ),
    # Slips
    "cl-linear": Misconception(
        seems="let the best size rise by as many per cent as the cost falls",
        hint="Which elasticity links the best size to the cost of coordination?",
        places=(WORKED,),
    ),
    "cl-inverse": Misconception(
        seems="let the best size rise in proportion to one over the cost",
        hint="Which elasticity links the two, and is it minus one?",
        places=(WORKED,),
    ),
    "cl-beforeafter": Misconception(
        seems="compare the joiners with themselves, before and after",
        hint="And how did the others change over the same years?",
        places=(TWO_DATES,),
    ),
    "cp-power": Misconception(
        seems="have given a power of the trade cost instead of the trade cost",
        hint="What is raised to which power in the formula, and which root leads back?",
        places=(GATHERS,),
    ),
    "cp-half": Misconception(
        seems="leave out one of the two factors",
        hint="Which two things does a move of workers change: prices only, or incomes too?",
        places=(GATHERS,),
    ),
}
