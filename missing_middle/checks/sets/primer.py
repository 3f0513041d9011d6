"""Set 0, `primer`: the first steps in a notebook. It is asked and answered as the others, and counts for nothing."""

from missing_middle.checks.forms import Choice, Number, Option
from missing_middle.checks.functions import Function
from missing_middle.checks.question import Question, Wrong
from missing_middle.checks.tables import Numbers, Table

WORKSHOPS = ("lamps", "toys", "knives")


# q1: a value ----------------------------------------------------------------------------------------------------------


def _one_workshop(draw):
    workers, wage = draw.pick(range(8, 16)), draw.pick(range(11, 20))
    return {"workers": workers, "wage": wage, "sales": workers * wage + 5 * draw.pick(range(9, 18))}


PROFIT = Question(
    id="primer-q1",
    title="A value",
    points=1,
    difficulty=1,
    objective="compute with names",
    answer="profit",
    asks="What is left of the sales once the workers are paid, in thousand yuan?",
    form=Number(),
    draw=_one_workshop,
    stem="A workshop with `workers` workers pays each of them `wage` thousand yuan a year, "
    "and sells for `sales` thousand yuan.",
    right=lambda case: float(case.sales - case.workers * case.wage),
    wrong=(
        Wrong("py-one", lambda case: float(case.sales - case.wage)),
        Wrong("py-costs", lambda case: float(case.workers * case.wage)),
    ),
    nudge="You need all three numbers, one multiplication and one subtraction.",
    meaning=lambda case: (
        f"The workshop pays {case.workers * case.wage} thousand yuan and keeps {case.sales - case.workers * case.wage}."
    ),
)


# q2: a function -------------------------------------------------------------------------------------------------------


def _four_workshops(draw):
    return {"points": tuple((draw.pick(range(200, 900)), draw.pick(range(6, 31))) for _ in range(4))}


PER_WORKER = Question(
    id="primer-q2",
    title="A function",
    points=1,
    difficulty=1,
    objective="write a function that returns a number",
    answer="per_worker",
    asks="a function of `sales` and `workers` that returns the sales per worker",
    form=Function(("sales", "workers"), Number(0)),
    draw=_four_workshops,
    stem="What you do twice, you write once, as a function.",
    right=lambda sales, workers: sales / workers,
    wrong=(Wrong("py-upside", lambda sales, workers: workers / sales), Wrong("py-total", lambda sales, workers: sales)),
    nudge="Does the last line of your function begin with `return`?",
    meaning=lambda case: "The function works for any workshop, also for those that you have not seen.",
)


# q3: a table ----------------------------------------------------------------------------------------------------------


def _three_rows(draw):
    case = {
        "trade": tuple(draw.shuffled(WORKSHOPS)),
        "firms": tuple(draw.pick(range(20, 90)) for _ in WORKSHOPS),
        "workers": tuple(10 * draw.pick(range(40, 200)) for _ in WORKSHOPS),
    }
    draw.insist(len(set(case["firms"])) == len(WORKSHOPS))
    return case


SIZES = Question(
    id="primer-q3",
    title="A table",
    points=1,
    difficulty=1,
    objective="compute a column from two others",
    answer="size",
    asks="for each `trade` the number of workers per firm",
    form=Table(label="trade", columns={"size": Numbers()}, given=("firms", "workers")),
    draw=_three_rows,
    stem="Three trades of one town.",
    right=lambda case, firms, workers: workers / firms,
    wrong=(
        Wrong("py-upside", lambda case, firms, workers: firms / workers),
        Wrong("py-share", lambda case, firms, workers: workers / sum(case.workers)),
    ),
    nudge="One line is enough: one column divided by another.",
    meaning=lambda case: "Whole columns are divided at once, row by row.",
)


# q4: reading an error -------------------------------------------------------------------------------------------------

READINGS = {
    "name": Option("A name in the line was never given a value. Perhaps it is spelled in two ways.", None),
    "number": Option("The number in the line is too large.", "py-lost"),
    "broken": Option("Something is broken: the notebook must be opened again.", "py-broken"),
}

MISSPELT = ("wages", "worker", "sale", "prices", "cost", "lamp", "order", "loans", "owners", "rent", "debts", "profits")

ERROR = Question(
    id="primer-q4",
    title="Reading an error",
    points=1,
    difficulty=1,
    objective="say what an error means from its last line",
    answer="reading",
    asks="What has happened?",
    form=Choice(READINGS),
    draw=lambda draw: {"order": tuple(draw.shuffled(list(READINGS))), "name": draw.pick(MISSPELT)},
    stem=lambda case: f"A cell ends with the line `NameError: name '{case['name']}' is not defined`.",
    meaning=lambda case: (
        "Read an error from its last line: it names the kind of trouble and the thing. "
        "Mend the line, run the cell again, and all that was there before is still there."
    ),
)

QUESTIONS = (PROFIT, PER_WORKER, SIZES, ERROR)
