"""Whatever is handed in for whichever question: what the check says of it is what is said of what comes out of a room.

No room is made here: the value is written as data, read back, and judged on both sides.
"""

import collections
import json
from decimal import Decimal
from fractions import Fraction

import ipywidgets
import numpy as np
import pandas as pd
import pytest

from missing_middle.checks.feedback import verdict_on
from missing_middle.checks.judging import CORRECT, NOT_YET
from missing_middle.checks.registry import SETS, questions_of
from missing_middle.checks.variants import case_of
from missing_middle.grading import marking
from missing_middle.grading.inside import plain

QUESTIONS = [question for name in SETS for question in questions_of(name)]
NUMBERS = {
    "float": float, "numpy": np.float64, "short": np.float32, "half": np.float16, "long": np.longdouble,
    "fraction": Fraction, "decimal": lambda x: Decimal(repr(x)), "point": np.array, "masked": np.ma.array,
    "one": lambda x: np.array([x]), "list": lambda x: [x], "tuple": lambda x: (x,), "set": lambda x: {x},
    "dict": lambda x: {"a": x}, "series": lambda x: pd.Series([x]), "frame": lambda x: pd.DataFrame([[x]]),
    "taken": lambda x: pd.Series([x]).iloc[0], "whole": round, "two digits": lambda x: round(x, 2),
    "text": str, "bytes": lambda x: str(x).encode(), "numpy text": np.str_, "hundredfold": lambda x: 100 * x,
    "hundredth": lambda x: x / 100, "negative": lambda x: -x, "complex": complex, "numpy complex": np.complex128,
    "time": pd.Timedelta, "infinite": lambda _: float("inf"), "nan": lambda _: float("nan"), "NA": lambda _: pd.NA,
    "NaT": lambda _: pd.NaT, "none": lambda _: None, "dots": lambda _: ..., "true": lambda _: True,
    "enormous": lambda _: 10**400, "large": lambda _: Fraction(10**400), "tiny": lambda _: 5e-324,
    "minus nothing": lambda _: -0.0, "function": lambda x: lambda: x, "class": lambda _: float,
    "module": lambda _: json, "range": lambda _: range(3), "generator": lambda x: (one for one in [x]),
    "slider": lambda x: ipywidgets.FloatSlider(value=x), "signals": lambda _: Decimal("sNaN"),
}  # fmt: skip
LETTERS = {
    "letter": str, "upper": str.upper, "numpy": np.str_, "point": np.array, "list": list, "set": set,
    "bytes": str.encode, "bracket": lambda x: f" {x})\n", "dot": lambda x: f"{x}.", "quoted": lambda x: f"'{x}'",
    "category": lambda x: pd.Categorical([x])[0], "number": lambda _: 1, "none": lambda _: None,
    "dots": lambda _: ..., "all": lambda _: "abcdef", "long": lambda x: x * 30_000, "widget": ipywidgets.Text,
}  # fmt: skip
FRAMES = {
    "frame": lambda f, label: f, "by label": lambda f, label: f.set_index(label), "turned": lambda f, _: f.iloc[::-1],
    "turned by label": lambda f, label: f.set_index(label).iloc[::-1], "in style": lambda f, _: f.style,
    "in style by label": lambda f, label: f.set_index(label).style.format(precision=2),
    "nullable": lambda f, _: f.convert_dtypes(), "objects": lambda f, _: f.astype(object),
    "text": lambda f, _: f.astype(str),
    "two digits": lambda f, _: f.round(2), "four digits": lambda f, _: f.round(4), "transposed": lambda f, _: f.T,
    "of fractions": lambda f, _: f.map(lambda x: Fraction(x) if isinstance(x, float) else x),
    "of decimals": lambda f, _: f.map(lambda x: Decimal(repr(x)) if isinstance(x, float) else x),
    "in columns": lambda f, label: {name: list(f[name]) for name in f.columns if name != label},
    "in columns of pandas": lambda f, label: {name: f.set_index(label)[name] for name in f.columns if name != label},
    "dict": lambda f, label: f.set_index(label).to_dict(), "records": lambda f, _: f.to_dict("records"),
    "record array": lambda f, _: f.to_records(index=False),
    "categories": lambda f, label: f.astype({label: "category"}),
    "several labels": lambda f, label: f.set_index([label, f.columns[1]]), "group": lambda f, label: f.groupby(label),
    "columns in two rows": lambda f, _: pd.concat({"x": f}, axis=1), "twice": lambda f, _: pd.concat([f, f], axis=1),
    "pivot": lambda f, label: f.pivot_table(index=label, sort=False, aggfunc="first"),
    "with more": lambda f, _: f.assign(when=pd.Timestamp(0), call=len, band=pd.Interval(0, 1), root=1j),
    "other names": lambda f, _: f.rename(columns=str.upper),
    "named index": lambda f, label: f.set_index(label).rename_axis("z"),
    "first column": lambda f, _: list(f.iloc[:, 1]), "of numpy": lambda f, _: f.iloc[:, 1].to_numpy(),
    "of pandas": lambda f, label: f.set_index(label).iloc[:, 0], "rows": lambda f, _: f.iloc[:, 1:].values.tolist(),
    "by name": lambda f, label: dict(zip(f[label], f.iloc[:, 1], strict=True)),
    "by text": lambda f, label: dict(zip(map(str, f[label]), f.iloc[:, 1], strict=True)),
    "points": lambda f, _: [np.array(x) for x in f.iloc[:, 1]], "masked": lambda f, _: np.ma.array(f.iloc[:, 1]),
    "user list": lambda f, _: collections.UserList(f.iloc[:, 1]), "one missing": lambda f, _: [None, *f.iloc[1:, 1]],
    "true": lambda f, _: [True] * len(f), "zip": lambda f, label: zip(f[label], f.iloc[:, 1], strict=True),
}  # fmt: skip


def answers(question, case):
    """``(name, answer)``, each made anew for each reader: a generator is read once."""
    right = question.right(case)
    if question.kind == "table":
        label = question.form.label
        rows = [[name, *row] for name, row in zip(case[label], right, strict=True)]
        frame = pd.DataFrame(rows, columns=[label, *question.form.columns])
        return {name: lambda make=make: make(frame.copy(), label) for name, make in FRAMES.items()}
    makers = {"value": NUMBERS, "choice": LETTERS}.get(question.kind, {})
    return {name: lambda make=make: make(right) for name, make in makers.items()}


def in_the_notebook(question, case, answer):
    try:
        return verdict_on(question, case, answer).outcome
    except Exception:  # as ``check`` says it of an answer that cannot be looked at
        return NOT_YET


def through_the_pipe(question, case, answer):
    try:
        report = {"state": "done", "value": plain.encode(answer)}
    except plain.NotPlain as kind:
        report = {"state": "not plain", "kind": str(kind)}
    return marking._compared(question, (case, case), json.loads(json.dumps(report)))[0]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_answer_of_any_kind_is_worth_the_same_on_both_sides(question):
    case = case_of(question)
    made = answers(question, case)
    here = {name: in_the_notebook(question, case, make()) for name, make in made.items()}
    there = {name: through_the_pipe(question, case, make()) for name, make in made.items()}
    assert there == here
    assert not made or (CORRECT in here.values() and len(set(here.values())) > 1)
