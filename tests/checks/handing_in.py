"""How a plain answer looks when a student hands it in, and for how many students it is tried."""

import os

import pandas as pd

from missing_middle.checks.case import Case
from missing_middle.checks.variants import Draw, IllPosed

SEEDS = range(int(os.environ.get("MISSING_MIDDLE_SEEDS", "200")))  # make check takes fewer, make test all


def first_posed(rule, seed):
    """The first case that the drawing ``rule`` of a question gives for a seed; slips are not looked at."""
    draw = Draw(seed)
    while True:
        try:
            return Case(rule(draw))
        except IllPosed:
            continue


def hand_in(question, case, plain):
    """An object that the question's form reads as ``plain``."""
    if question.kind == "function":
        table = dict(zip(case.points, plain, strict=True))
        names = ", ".join(question.form.arguments)
        return eval(f"lambda {names}: _answers[({names},)]", {"_answers": table})
    if question.kind == "table":
        names = list(question.form.columns)
        return pd.DataFrame(plain, columns=names) if len(names) > 1 else [row[0] for row in plain]
    return plain
