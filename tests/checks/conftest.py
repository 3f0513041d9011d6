"""How a plain answer looks when a student hands it in."""

import pytest

from missing_middle.checks.variants import draw_case


def hand_in(question, case, plain):
    """An object that the question's form reads as ``plain``."""
    if question.kind == "function":
        table = dict(zip(case.points, plain, strict=True))
        names = ", ".join(question.form.arguments)
        return eval(f"lambda {names}: table[({names})]", {"table": table})
    if question.kind == "table" and len(question.form.columns) == 1:
        return [row[0] for row in plain]
    return plain


@pytest.fixture
def handed_in():
    return hand_in


@pytest.fixture
def drawn():
    """The case of a question for a small seed."""
    return draw_case
