"""Faults in the answers of a question: its right one, and those of its wrong models."""

from functools import partial

from mutant import Mutant, put

from missing_middle.checks.registry import SETS, UNGRADED, all_questions

SCALE = 1.02
ALL = "tests/checks/test_wellposed.py"


def scaled(plain):
    """A plain answer with its numbers scaled; words stay."""
    if isinstance(plain, (list, tuple)):
        return type(plain)(scaled(part) for part in plain)
    return SCALE * plain if isinstance(plain, (int, float)) and not isinstance(plain, bool) else plain


def scale_right(question):
    right = question.right
    put(question, "right", lambda case: scaled(right(case)))


def hold_belief(question, place):
    put(question, "right", question.wrong[place].rule)


def unlearn(question, place):
    put(question.wrong[place], "rule", question.right)


def mutants():
    """Every mutant of every question that the computer judges."""
    for question in all_questions(SETS + UNGRADED):
        if question.kind == "text":
            continue
        own = f"test_{question.set}_set"
        found = [("a right answer scaled", question.id, partial(scale_right, question))]
        for place, wrong in enumerate(question.wrong):
            what = f"{question.id}, {wrong.misconception}"
            found.append(("a right answer replaced by a belief", what, partial(hold_belief, question, place)))
            found.append(("a wrong model that is right", what, partial(unlearn, question, place)))
        for kind, what, apply in found:
            if question.kind != "choice" or kind != "a right answer scaled":
                yield Mutant(kind, what, (f"tests/checks/{own}.py", ALL), apply, f"{own} or {question.id}")
