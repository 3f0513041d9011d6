"""Answers that are a number, a choice or prose (tables and functions have files of their own)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context
from numbers import Real
from typing import TYPE_CHECKING, Any, ClassVar

from missing_middle.checks.case import Case
from missing_middle.checks.form import Form, Rule
from missing_middle.checks.reading import TOO_LONG, NotAttempted, WrongKind, described, number, refuse_blank
from missing_middle.checks.words import say

if TYPE_CHECKING:
    from missing_middle.checks.question import Question

FOUR_DIGITS = Context(prec=4, rounding=ROUND_HALF_UP)  # a tie goes up, as it does in the script of a page
NEAR = 0.005  # an answer this close counts as that answer: three digits are enough
ALMOST = 0.012  # within this share an answer is close, and wrong; right and wrong answers are further apart
LETTERS = "abcdefgh"


def close(got: float, target: float, tolerance: float, scale: float | None = None) -> bool:
    """Whether ``got`` is within ``tolerance`` of ``target``, as a share of ``target`` (of ``scale`` if that is 0)."""
    return abs(got - target) <= tolerance * abs(target or scale or 1.0)


def numbers_differ(one: float, other: float, apart: float) -> bool:
    """Whether two numbers are apart by more than the share ``apart`` of the larger one."""
    return abs(one - other) > apart * max(abs(one), abs(other))


@dataclass(frozen=True)
class Number(Form):
    """A finite number; ``low`` and ``high`` (both allowed) bound what makes sense, not what is right."""

    low: float | None = None
    high: float | None = None
    unit: str = ""  # "per cent", "share", or empty
    tolerance: float = NEAR
    kind: ClassVar[str] = "value"
    on_page: ClassVar[bool] = True
    slippery: ClassVar[bool] = True

    @property
    def expected(self) -> str:
        """What is expected, in words."""
        if self.low is not None and self.high is not None:
            words = say("expected.number.between", low=f"{self.low:g}", high=f"{self.high:g}")
        elif self.low is not None:
            words = say("expected.number.least", low=f"{self.low:g}")
        else:
            words = say("expected.number")
        return say("expected.per cent", expected=words) if self.unit == "per cent" else words

    def wanted(self, question: Question, case: Case) -> str:
        """What the notebook asks for: the question, and the name of its answer."""
        return say("wanted.question", answer=question.answer, asks=question.ask(case))

    def read(self, answer: object, case: Case | None = None) -> float:
        """``answer`` as a float inside the bounds."""
        refuse_blank(answer)
        try:
            value = number(answer)
        except WrongKind as reason:
            raise WrongKind(say("expected", expected=self.expected, got=reason)) from None
        return self._within_bounds(value)

    def _within_bounds(self, value: float) -> float:
        low = -float("inf") if self.low is None else self.low
        high = float("inf") if self.high is None else self.high
        if low <= value <= high:
            return value
        aside = f" {say('share or per cent')}" if self.unit == "share" and high < value <= 100 else ""
        raise WrongKind(say("expected", expected=self.expected, got=f"{value:.6g}") + aside)

    def same(self, got: float, target: float, scale: float | None = None) -> bool:
        """Whether ``got`` counts as ``target``."""
        return close(got, target, self.tolerance, scale)

    def differ(self, one: float, other: float, apart: float) -> bool:
        """Whether two answers can be told apart."""
        return numbers_differ(one, other, apart)

    def near(self, got: float, right: float, case: Case) -> str:
        """A hint from how ``got`` lies to ``right``, for the ways to miss that are the same in every question."""
        if self.unit == "per cent" and close(100 * got, right, NEAR):
            return say("per cent or share")
        if right and close(-got, right, NEAR):
            return say("sign")
        if right and close(got, right, ALMOST):
            return say("close")
        return say("not expected", value=f"{float(FOUR_DIGITS.create_decimal_from_float(got)):.15g}")

    def holds(self, answer: float) -> bool:
        """Whether a computed answer could be handed in: finite, and inside the bounds."""
        low, high = -math.inf if self.low is None else self.low, math.inf if self.high is None else self.high
        return isinstance(answer, Real) and math.isfinite(answer) and low <= answer <= high

    def turned(self, right: float) -> Iterator[tuple[str, float]]:
        """Name and answer of each way to turn the right answer over."""
        if self.unit == "per cent":
            yield "percent", right / 100
            yield "rest", 100 - right
            yield "ratio", 1 + right / 100
            if right > -100:
                yield "base", 100 * (1 - 1 / (1 + right / 100))
                yield "log", 100 * math.log1p(right / 100)
            if right < 100:
                yield "base", 100 * (1 / (1 - right / 100) - 1)
        elif self.high == 1:
            yield "rest", 1 - right
        if right:
            yield "reciprocal", 1 / right
        if right > 0:
            yield "root", math.sqrt(right)
        yield "square", right**2
        yield "double", 2 * right
        yield "half", right / 2
        yield "negative", -right
        yield "hundred", 100 * right
        yield "hundredth", right / 100

    def read_as(self, name: str, value: float) -> Iterator[float]:
        """What somebody answers who reads off the number ``name``; a ratio also as a change in per cent."""
        yield float(value)
        if self.unit == "per cent" and name:
            yield 100 * value
            yield 100 * (value - 1)
            yield 100 * (1 - value)

    def stub(self, question: Question) -> str:
        """What stands in the released notebook instead of the solution."""
        return say("stub.number", answer=question.answer, expected=self.expected)


@dataclass(frozen=True)
class Option:
    """One statement to choose from."""

    text: str | Callable[[Case], str]  # words, or a function of the case
    misconception: str | None  # the belief that makes it tempting; None for a statement that is right
    seems: str | None = None  # what the student seems to have done, if the bank's words do not fit here
    holds: Callable[[Case], bool] | None = None  # whether it is right, by the model; None: it is if no belief tempts

    def right(self, case: Case) -> bool:
        """Whether the statement is right in this case."""
        return self.misconception is None if self.holds is None else bool(self.holds(case))


@dataclass(frozen=True)
class Choice(Form):
    """One letter. The case says in ``order`` which option stands at which letter; exactly one option is right."""

    options: Mapping[str, Option]
    kind: ClassVar[str] = "choice"
    on_page: ClassVar[bool] = True

    @property
    def expected(self) -> str:
        """What is expected, in words."""
        return say("expected.letter")

    def wanted(self, question: Question, case: Case) -> str:
        """What the notebook asks for: the question, and the name of its answer."""
        return say("wanted.letter", answer=question.answer, asks=question.ask(case))

    def letter_of(self, name: str, case: Case) -> str:
        """The letter at which the option ``name`` stands in this case."""
        return LETTERS[case.order.index(name)]

    def lettered(self, case: Case) -> list[tuple[str, str, str]]:
        """Letter, option name and text of each option, in the order of this case."""
        texts = [self.options[name].text for name in case.order]
        return [
            (letter, name, text(case) if callable(text) else text)
            for letter, name, text in zip(LETTERS, case.order, texts, strict=False)
        ]

    def right_name(self, case: Case) -> str:
        """The one option that is right in this case; ``AssertionError`` if there are several, or none."""
        true = [name for name, option in self.options.items() if option.right(case)]
        if len(true) != 1:
            raise AssertionError(f"{len(true)} options hold in {case}: {true}")
        return true[0]

    def rule(self, given: Any) -> Rule:
        """The letter of the right option (``given`` is None) or of the one named, as a function of the case."""
        if given is None:
            return lambda case: self.letter_of(self.right_name(case), case)
        return lambda case: self.letter_of(given(case) if callable(given) else given, case)

    def slips(self) -> Iterator[tuple[str, Any, str | None]]:
        """One wrong answer a belief: the option that it makes tempting. Of two options only one may be right."""
        by_belief: dict[str, list[str]] = {}
        for name, option in self.options.items():
            if option.misconception is not None:
                by_belief.setdefault(option.misconception, []).append(name)
        for belief, names in by_belief.items():
            if len(names) == 1:
                yield belief, names[0], self.options[names[0]].seems
            else:
                yield belief, self._other(names), self.options[names[0]].seems

    def _other(self, names: list[str]) -> Callable[[Case], str]:
        return lambda case: next(name for name in names if name != self.right_name(case))

    def read(self, answer: object, case: Case) -> str:
        """The chosen letter, in lower case."""
        refuse_blank(answer)
        allowed = LETTERS[: len(self.options)]
        if not isinstance(answer, str) or len(answer) > TOO_LONG:
            what = say("is.a number") if isinstance(answer, (int, float)) else described(answer)
            raise WrongKind(say("expected", expected=self.expected, got=what.split(".")[0]))
        letter = answer.strip().strip("().").lower()
        if not letter:
            raise NotAttempted
        if len(letter) != 1 or letter not in allowed:
            raise WrongKind(say("expected.letters", letters=", ".join(allowed)))
        return letter

    def same(self, got: str, target: str, scale: float | None = None) -> bool:
        """Whether the letters agree."""
        return got == target

    def differ(self, one: str, other: str, apart: float) -> bool:
        """Whether the letters differ."""
        return one != other

    def near(self, got: str, right: str, case: Case) -> str:
        """A wrong letter has a hint of its own; nothing remains to be said."""
        return say("does not hold")

    def show(self, case: Case) -> str:
        """The options, one a line."""
        return "\n".join(f"* **{letter})** {text}" for letter, _, text in self.lettered(case))

    def stub(self, question: Question) -> str:
        """What stands in the released notebook instead of the solution."""
        return say("stub.letter", answer=question.answer)


@dataclass(frozen=True)
class Prose(Form):
    """Free text, read by a person with the rubric in ``instructor/``."""

    least: int  # words
    most: int
    kind: ClassVar[str] = "text"
    on_page: ClassVar[bool] = True
    by_machine: ClassVar[bool] = False
    cell: ClassVar[str] = "markdown"

    @property
    def expected(self) -> str:
        """What is expected, in words."""
        return say("expected.words", least=self.least, most=self.most)

    def wanted(self, question: Question, case: Case) -> str:
        """What the notebook asks for."""
        return say("wanted.text", asks=question.ask(case))

    def rule(self, given: Any) -> Rule:
        """No text is right by machine."""
        return lambda case: None

    def read(self, answer: object, case: Case | None = None) -> str:
        """The text without white space at its ends."""
        refuse_blank(answer)
        if not isinstance(answer, str):
            raise WrongKind(say("expected", expected=say("is.text"), got=described(answer).split(".")[0]))
        text = answer.strip()
        if not text or self._is_stub(text):
            raise NotAttempted
        return text

    def _is_stub(self, text: str) -> bool:
        return text.strip("*_ ") == self.stub().strip("*_ ")

    def same(self, got: str, target: None, scale: float | None = None) -> bool:
        """No text is right by machine."""
        return False

    def differ(self, one: object, other: object, apart: float) -> bool:
        """Texts are not compared."""
        return True

    def near(self, got: str, right: None, case: Case) -> str:
        """Who will read it, and whether it is too short or too long."""
        return say("words.counted", count=len(got.split()), expected=self.expected)

    def show(self, case: Case) -> str:
        """Nothing: what varies stands in the stem."""
        return ""

    def stub(self, question: Question | None = None) -> str:
        """What stands in the released notebook instead of the solution."""
        return say("stub.words", expected=self.expected)
