"""What a question is: one record, from which the notebook, the grader and the page all take what they need."""

from collections.abc import Callable
from dataclasses import dataclass, field

from missing_middle.checks.misconceptions import MISCONCEPTIONS


@dataclass(frozen=True)
class Wrong:
    """What somebody answers who holds a belief (or makes a slip) of the bank."""

    misconception: str  # an id of the bank
    rule: Callable  # the wrong model: takes a case, gives an answer
    seems: str | None = None  # what the student seems to have done, if the bank's words do not fit here

    def said_back(self):
        """The belief in the student's words, then the question that may unsettle it, then where to look again."""
        entry = MISCONCEPTIONS[self.misconception]
        return f"You seem to {self.seems or entry.seems}. {entry.hint} {entry.look_again()}"


@dataclass(frozen=True)
class Question:
    """One question of an exercise set. Answers are compared by the ``form``, which also fixes the kind."""

    id: str  # unique in the course, and the nbgrader grade_id
    title: str  # a few words
    points: int
    difficulty: int  # 1 most, 2 half, 3 few get it at the first try
    objective: str  # a verb and a condition
    answer: str  # the name that the student gives to the answer
    asks: str  # what the answer is, with its unit: completes "write `answer`, ..."
    form: object  # Number, Function, Table, Choice or Prose
    draw: Callable  # Draw -> mapping of parameters; may insist on conditions
    right: Callable  # case -> the right answer, through the library
    stem: str | Callable  # the situation: words, or a function of the case
    meaning: Callable | None = None  # case -> a sentence that says what the right answer means
    nudge: str = ""  # the hint for an answer that no wrong model explains
    wrong: tuple = field(default=())  # at least two Wrong
    cases: int | None = None  # how many different cases there are, if a printed table has only a few

    def __post_init__(self):
        for wrong in self.wrong:
            if wrong.misconception not in MISCONCEPTIONS:
                raise ValueError(f"{self.id}: {wrong.misconception!r} is not in the bank of misconceptions.")

    def __hash__(self):
        return hash(self.id)

    @property
    def set(self):
        """The exercise set: what stands before the number in the id."""
        return self.id.rsplit("-", 1)[0]

    @property
    def kind(self):
        """``value``, ``function``, ``table``, ``choice`` or ``text``."""
        return self.form.kind

    def text(self, case):
        """The situation, this case's numbers, and what is asked: Markdown for the notebook."""
        stem = self.stem(case) if callable(self.stem) else self.stem
        wanted = f"Write {self.asks}." if self.kind == "text" else f"Write `{self.answer}`: {self.asks}."
        parts = [stem, self.form.show(case), wanted]
        return "\n\n".join(part for part in parts if part)
