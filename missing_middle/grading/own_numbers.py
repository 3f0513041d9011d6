"""The cell by which the notebook of a private set brings its numbers along: a student's package does not know them."""

from missing_middle.checks.private import held_as
from missing_middle.checks.registry import questions_of
from missing_middle.checks.variants import case_of

CELL = "own-numbers"
BEGINNING = "# The numbers of this copy: run it, and leave it as it is.\n"


def cell_of(exercise, token):
    """The source of that cell for one student; empty for a set of the course, which needs none."""
    if held_as(exercise) is None:
        return ""
    cases = ((question.id, case_of(question, token)) for question in questions_of(exercise))
    lines = "".join(f"        {name!r}: ({dict(case)!r}, {case.text!r}),\n" for name, case in cases)
    return f"{BEGINNING}from missing_middle.checks import given\n\ngiven(\n    {{\n{lines}    }}\n)"
