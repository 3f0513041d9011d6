"""What an answer looks like: a number, a choice or prose (tables and functions have files of their own).

A form reads whatever a student hands in into plain data (``read``), says whether two plain answers agree (``same``) or
can be told apart (``differ``), and words the hint when no wrong model explains the answer (``near``).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context

from missing_middle.checks.reading import TOO_LONG, NotAttempted, WrongKind, described, number, refuse_blank

FOUR_DIGITS = Context(prec=4, rounding=ROUND_HALF_UP)  # a tie goes up, as it does in the script of a page
NEAR = 0.005  # an answer this close counts as that answer: three digits are enough


def close(got, target, tolerance, scale=None):
    """Whether ``got`` is within ``tolerance`` of ``target``, as a share of ``target`` (of ``scale`` if that is 0)."""
    return abs(got - target) <= tolerance * abs(target or scale or 1.0)


def numbers_differ(one, other, apart):
    """Whether two numbers are apart by more than the share ``apart`` of the larger one."""
    return abs(one - other) > apart * max(abs(one), abs(other))


def numbers_and_rows(case):
    """What a case holds: single values in one line, then its tuples, all of one length, as the columns of a table."""
    listed = [name for name, value in case.items() if isinstance(value, tuple)]
    numbers = ", ".join(f"`{name}` = {value}" for name, value in case.items() if name not in listed)
    parts = [f"Your numbers: {numbers}."] if numbers else []
    if listed:
        rows = zip(*(case[name] for name in listed), strict=True)
        lines = ["| " + " | ".join(map(str, row)) + " |" for row in rows]
        parts.append("\n".join(["| " + " | ".join(listed) + " |\n|" + "---|" * len(listed), *lines]))
    return "\n\n".join(parts)


@dataclass(frozen=True)
class Number:
    """A finite number; ``low`` and ``high`` (both allowed) bound what makes sense, not what is right."""

    low: float | None = None
    high: float | None = None
    unit: str = ""  # "per cent", "share", or empty
    tolerance: float = NEAR
    kind = "value"

    @property
    def expected(self):
        """What is expected, in words."""
        percent = " (in per cent)" if self.unit == "per cent" else ""
        if self.low is not None and self.high is not None:
            return f"a number between {self.low:g} and {self.high:g}{percent}"
        return f"a number{percent}" if self.low is None else f"a number, {self.low:g} or more{percent}"

    def read(self, answer, case=None):
        """``answer`` as a float inside the bounds."""
        refuse_blank(answer)
        try:
            value = number(answer)
        except WrongKind as reason:
            raise WrongKind(f"expected {self.expected}, got {reason}.") from None
        return self._within_bounds(value)

    def _within_bounds(self, value):
        low = -float("inf") if self.low is None else self.low
        high = float("inf") if self.high is None else self.high
        if low <= value <= high:
            return value
        aside = " Is that per cent, where a share is asked for?" if self.unit == "share" and high < value <= 100 else ""
        raise WrongKind(f"expected {self.expected}, got {value:.6g}.{aside}")

    def same(self, got, target, scale=None):
        """Whether ``got`` counts as ``target``."""
        return close(got, target, self.tolerance, scale)

    def differ(self, one, other, apart):
        """Whether two answers can be told apart."""
        return numbers_differ(one, other, apart)

    def near(self, got, right, case):
        """A hint from how ``got`` lies to ``right``, for the ways to miss that are the same in every question."""
        if self.unit == "per cent" and close(100 * got, right, NEAR):
            return "Per cent or share? The answer is asked for in per cent, 12.3 rather than 0.123."
        if right and close(-got, right, NEAR):
            return "Look at the sign: what is compared with what, and which of the two is larger?"
        if right and close(got, right, 0.012):
            return "Close, but not by rounding alone. Keep all digits until the last step."
        return f"{float(FOUR_DIGITS.create_decimal_from_float(got)):.15g} is not what we expect."

    def show(self, case):
        """The numbers of the case in one line; lists as a table below it."""
        return numbers_and_rows(case)

    def stub(self, question):
        """What stands in the released notebook instead of the solution."""
        return f"{question.answer} = ...  # replace the dots by {self.expected}"


@dataclass(frozen=True)
class Option:
    """One statement to choose from."""

    text: str | Callable  # words, or a function of the case
    misconception: str | None  # the belief that makes it tempting; None for a statement that is right


@dataclass(frozen=True)
class Choice:
    """One letter. The case says in ``order`` which option stands at which letter."""

    options: Mapping  # name -> Option
    kind = "choice"
    expected = 'one letter, such as "a"'

    def letter_of(self, name, case):
        """The letter at which the option ``name`` stands in this case."""
        return "abcdefgh"[case.order.index(name)]

    def lettered(self, case):
        """Letter, option name and text of each option, in the order of this case."""
        texts = [self.options[name].text for name in case.order]
        return [
            ("abcdefgh"[place], name, text(case) if callable(text) else text)
            for place, (name, text) in enumerate(zip(case.order, texts, strict=True))
        ]

    def read(self, answer, case):
        """The chosen letter, in lower case."""
        refuse_blank(answer)
        allowed = "abcdefgh"[: len(self.options)]
        if not isinstance(answer, str) or len(answer) > TOO_LONG:
            what = "a number" if isinstance(answer, (int, float)) else described(answer)
            raise WrongKind(f"expected {self.expected}, got {what.split('.')[0]}.")
        letter = answer.strip().strip("().").lower()
        if not letter:
            raise NotAttempted
        if len(letter) != 1 or letter not in allowed:
            raise WrongKind(f"expected one of the letters {', '.join(allowed)}, got other text.")
        return letter

    def same(self, got, target, scale=None):
        """Whether the letters agree."""
        return got == target

    def differ(self, one, other, apart):
        """Whether the letters differ."""
        return one != other

    def near(self, got, right, case):
        """A wrong letter has a hint of its own; nothing remains to be said."""
        return "That statement does not hold."

    def show(self, case):
        """The options, one a line."""
        return "\n".join(f"* **{letter})** {text}" for letter, _, text in self.lettered(case))

    def stub(self, question):
        """What stands in the released notebook instead of the solution."""
        return f"{question.answer} = ...  # replace the dots by one letter in quotation marks"


@dataclass(frozen=True)
class Prose:
    """Free text, read by a person with the rubric in ``instructor/``."""

    least: int  # words
    most: int
    kind = "text"

    @property
    def expected(self):
        """What is expected, in words."""
        return f"{self.least} to {self.most} words"

    def read(self, answer, case=None):
        """The text without white space at its ends."""
        refuse_blank(answer)
        if not isinstance(answer, str):
            raise WrongKind(f"expected text, got {described(answer).split('.')[0]}.")
        text = answer.strip()
        if not text or self._is_stub(text):
            raise NotAttempted
        return text

    def _is_stub(self, text):
        return text.strip("*_ ") == self.stub(None).strip("*_ ")

    def same(self, got, target, scale=None):
        """No text is right by machine."""
        return False

    def differ(self, one, other, apart):
        """Texts are not compared."""
        return True

    def near(self, got, right, case):
        """Who will read it, and whether it is too short or too long."""
        return f"your answer has {len(got.split())} words of {self.expected}; a person reads it, with the rubric."

    def show(self, case):
        """Nothing: what varies stands in the stem."""
        return ""

    def stub(self, question):
        """What stands in the released notebook instead of the solution."""
        return f"*Write your answer here, in {self.expected}.*"
