"""Beliefs and slips about firms over time and space: tables of stocks, quotients, indices (sections 3.1a to 3.1c)."""

from missing_middle.checks.bank.entry import Misconception, Place

STATE_PAGE, PLACES_PAGE, CLOSER_PAGE = "book/3-1-state.md", "book/3-1-places.md", "book/3-1-closer.md"
OWNERS = Place('section 3.1a, "Private firms, state firms"', STATE_PAGE, "Private firms, state firms")
BOUNDS = Place('section 3.1d, "What two counts can say"', "book/3-1-reform.md", "What two counts can say")
SLIPPED = Place('section 3.1a, "A table whose rows have slipped"', STATE_PAGE, "A table whose rows have slipped")
SUSPICION = Place('section 3.1a, "The laboratory"', STATE_PAGE, "The laboratory")
YEARLY = Place("the worked example of section 3.1a", STATE_PAGE, "A worked example, in three steps")
REDRAWN = Place('section 3, "A definition that moved"', "book/3-0-inside.md", "A definition that moved")
INLAND = Place('section 3.1b, "Coast and inland"', PLACES_PAGE, "Coast and inland")
RELATIVE = Place('section 3.1b, "Relative to what?"', PLACES_PAGE, "Relative to what?")
LUMPY = Place('section 3.1c, "Concentrated, or only lumpy?"', CLOSER_PAGE, "Concentrated, or only lumpy?")
CLOSER = Place('section 3.1c, "Closer than chance"', CLOSER_PAGE, "Closer than chance")

PLACES = {
    "tb-adds": Misconception(
        belief="It adds up, so it is right.",
        seems="trust a table whose sums hold",
        hint="Which mistakes leave the sum alone?",
        places=(SUSPICION,),
    ),
    "tb-definition": Misconception(
        belief="Medium firms boomed in the year in which the classes were redrawn.",
        seems="compute across a change of definition",
        hint="Does the row mean the same in both years?",
        places=(REDRAWN,),
    ),
    "tb-flow": Misconception(
        belief="State firms fell and private firms rose, so that many were privatized.",
        seems="read a flow off two stocks",
        hint="Can you name three ways in which a firm may leave a row?",
        places=(OWNERS,),
    ),
    "lq-share": Misconception(
        belief="A high location quotient is a large cluster.",
        seems="take the quotient for the place's share",
        hint="Relative to what?",
        places=(RELATIVE,),
    ),
    "eg-raw": Misconception(
        belief="Concentrated means agglomerated.",
        seems="take all concentration for agglomeration",
        hint="How concentrated would plants of these sizes be if they were placed at random?",
        places=(LUMPY,),
    ),
    "kd-local": Misconception(
        belief="Above the five per cent line somewhere, so it is localized.",
        seems="count the error at one distance, and look at many",
        hint="At how many distances was it looked at?",
        places=(CLOSER,),
    ),
    "th-alike": Misconception(
        belief="Provinces of one region are alike.",
        seems="let the provinces of a region be alike",
        hint="Is Hainan like Guangdong?",
        places=(RELATIVE,),
    ),
    "tb-meanratio": Misconception(
        belief="The ratio of a whole is the mean of the ratios of its parts.",
        seems="take the mean of ratios that stand on different totals",
        hint="Do all of these totals count alike?",
        places=(RELATIVE, INLAND),
    ),
    "tb-ecological": Misconception(
        belief="What holds for firms holds for provinces, and the other way round.",
        seems="read members off their groups",
        hint="Is a province a firm?",
        places=(INLAND,),
    ),
    "tb-new": Misconception(
        belief="A firm that is new in a row is a new firm.",
        seems="take whoever is new in a row for a new firm",
        hint="Where can it have stood before?",
        places=(BOUNDS,),
    ),
    # Slips
    "tb-totalmax": Misconception(
        seems="ask only whether the total is the largest",
        hint="Is a table with the largest number in its last column a right table?",
        places=(SUSPICION,),
    ),
    "tb-stayed": Misconception(
        seems="let every firm of the first year live to the last",
        hint="Must the firms that stand in a row in both years be the same firms?",
        places=(BOUNDS,),
    ),
    "tb-negative": Misconception(
        seems="let a number of firms fall below zero",
        hint="Which is the least number of firms that there can be?",
        places=(BOUNDS,),
    ),
    "tb-beyond": Misconception(
        seems="let more firms move than there are in the row at the end",
        hint="How many private firms does the last year have?",
        places=(BOUNDS,),
    ),
    "tb-average": Misconception(
        seems="divide the growth of all years by their number",
        hint="From which base does the second year grow?",
        places=(YEARLY,),
    ),
    "tb-label": Misconception(
        seems="use the row as the paper prints it",
        hint="To which kind of firm do the numbers of that row belong? Check the subtotal first.",
        places=(SLIPPED,),
    ),
    "lq-upside": Misconception(
        seems="divide the wrong share by the other", hint="Share of what is each of the two?", places=(RELATIVE,)
    ),
    "lq-ratio": Misconception(
        seems="divide the two numbers of the place itself", hint="Is that a share over a share?", places=(RELATIVE,)
    ),
    "eg-equal": Misconception(
        seems="let all plants be of one size", hint="Which numbers say how large each plant is?", places=(LUMPY,)
    ),
    "th-swap": Misconception(
        seems="have given the other part", hint="Between the regions, or inside them?", places=(RELATIVE,)
    ),
    "tb-nation": Misconception(
        seems="have given the number of the whole nation", hint="Which provinces are asked for?", places=(INLAND,)
    ),
    "tb-mixed": Misconception(
        seems="count the jobs in all firms of the group, where those in its small and medium firms are asked for",
        hint="Whose jobs do you divide, and by whose jobs?",
        places=(INLAND,),
    ),
}
