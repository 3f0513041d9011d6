"""One of five outcomes for an answer that is plain data. Nothing here runs a student's code."""

from dataclasses import dataclass

NOT_ATTEMPTED = "not attempted"
WRONG_KIND = "wrong kind"
MISCONCEPTION = "misconception"
NOT_YET = "not yet"
CORRECT = "correct"

OPENING = {
    NOT_ATTEMPTED: "Not attempted yet",
    WRONG_KIND: "Wrong kind of answer",
    MISCONCEPTION: "Think again",
    NOT_YET: "Not yet",
    CORRECT: "Correct",
}


@dataclass(frozen=True)
class Verdict:
    """What ``check`` found, and what it says."""

    outcome: str
    words: str
    misconception: str | None = None

    @property
    def message(self):
        """The outcome, then the words."""
        return f"{OPENING[self.outcome]}: {self.words}"


def judge(question, case, value):
    """The verdict on ``value``, plain data as the question's form reads it."""
    form, right = question.form, question.right(case)
    if form.same(value, right):
        return Verdict(CORRECT, praise(question, case))
    for wrong in question.wrong:
        if form.same(value, wrong.rule(case), scale=_size(right)):
            return Verdict(MISCONCEPTION, wrong.said_back(), wrong.misconception)
    return Verdict(NOT_YET, f"{form.near(value, right, case)} {question.nudge}".strip())


def praise(question, case):
    """What a right answer is told: the checks that were passed, and what the answer means."""
    passed = question.form.passed(case) if question.kind == "function" else ""
    return f"{passed} {question.meaning(case)}".strip()


def not_attempted(question):
    """The verdict on an untouched answer."""
    return Verdict(NOT_ATTEMPTED, f"write `{question.answer}` in the cell above, run it, then run this cell.")


def wrong_kind(reason):
    """The verdict on an answer of the wrong kind; ``reason`` says what was expected and what came."""
    return Verdict(WRONG_KIND, str(reason))


def _size(right):
    return abs(right) if isinstance(right, float) else None
