"""What a new question, explorable and chapter begin with: the smallest thing that keeps the rules, ready to be changed.

Each is about one machine that pays for itself, so that it runs before anything is filled in. Words in capitals between
``<`` and ``>`` are replaced when the file is written.
"""

QUESTION = """\
# q<NUMBER>: <WHAT IT ASKS> --------------------------------------------------------------------------------------------


def _case_<NUMBER>(draw):
    return {"price": draw.grid(10, 30, 1), "saving": draw.grid(2, 6, 0.5)}


Q<NUMBER> = Question(
    id="<ID>",
    title="When is it paid?",
    points=1,
    difficulty=1,
    objective="compute when a machine has paid for itself",
    answer="years",
    asks="After how many years has it saved what it cost?",
    form=Number(low=0),
    draw=_case_<NUMBER>,
    stem="A machine costs `price` and saves `saving` a year.",
    right=lambda case: case.price / case.saving,
    wrong=(  # each names a belief or a slip of checks/bank/
        Wrong("cr-average", lambda case: case.saving / case.price, seems="divide the saving by the price"),
        Wrong("cr-free", lambda case: float(case.price), seems="take the price for the time"),
    ),
    nudge="In which unit is your answer?",
    meaning=lambda case: f"After {case.price / case.saving:.1f} years the machine is paid.",
)

"""

EXPLORABLE = '''\
"""When has a machine paid for itself?"""

import numpy as np

from missing_middle.explorables.engine.parts import Bet, Option, Readout, Slider
from missing_middle.explorables.engine.widget import Explorable
from missing_middle.explorables.views import Axis, Lines, Rule, Series

YEARS = np.linspace(0, 12, 25)
SAVED = Lines(
    title="After {years} years the machine is paid",
    alt="What is saved rises with time; at {years} years it is as much as the machine cost.",
    x=Axis("Years since the purchase", 0, 12),
    y=Axis("Saved (thousand yuan)", 0, 60),
    series=(Series("time", "saved"),),
    rules=(Rule("years", "paid after {years}"),),
)
BET = Bet(
    "The machine saves half as much. When is it paid?",
    (
        Option("after twice the time", "It is, at {years} years."),
        Option("after half the time", "It takes {years} years.", "cr-rate"),
    ),  # a belief of checks/bank/
    {"saving": 2.5},
)


def frame(saving):
    """What a machine for 12 has saved, year by year."""
    return {"years": 12 / saving, "time": YEARS, "saved": saving * YEARS}


def <NAME>():
    """When has a machine paid for itself? Returns the :class:`Explorable`."""
    return Explorable(
        frame,
        id="<ID>",
        question="When is the machine paid?",
        controls=[
            Slider(
                "saving",
                "What it saves a year",
                unit="thousand yuan",
                start=5.0,
                digits=1,
                stops=(2.0, 2.5, 3.0, 4.0, 5.0),
            )
        ],
        readouts={"years": Readout("Paid after", "years", 1)},
        views=[[SAVED]],
        sentence="At {saving} a year the machine is paid after {years} years.",
        bet=BET,
        code="12 / {saving}",
    )
'''

CHAPTER = """\
---
file_format: mystnb
kernelspec: {name: python3, display_name: Python 3}
---

# When is a machine paid?

```{code-cell} python
:tags: [remove-cell]
from myst_nb import glue

glue("years", float(12 / 5), display=False)
```

**Time:** 5 minutes.

When you have worked through this section you can

* compute when a machine has paid for itself, given its price (question `<SET>-q1`);
* say what interest would change, before you compute it (question `<SET>-q2`).

## A broken loom

The loom of the workshop of twelve has broken, and a new one is paid after {glue:text}`years:.1f` years.

:::{admonition} Bet
:class: bet
It saves half as much.
When is it paid?
:::

:::{admonition} Right, wrong, open
:class: verdict
Right without interest; open with it.
:::
"""


def filled(skeleton, **fields):
    """The skeleton with ``<NAME>`` replaced by ``name`` of the fields, for each of them.

    >>> filled("Q<NUMBER> = <ID>", number=7, id="credit-q7")
    'Q7 = credit-q7'
    """
    for name, value in fields.items():
        skeleton = skeleton.replace(f"<{name.upper()}>", str(value))
    return skeleton
