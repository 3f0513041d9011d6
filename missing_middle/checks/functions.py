"""Answers that are functions: called at public points in the notebook, at hidden points in grading."""

from __future__ import annotations

import contextlib
import inspect
import io
import math
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from numbers import Real
from typing import TYPE_CHECKING, Any, ClassVar

from missing_middle.checks.case import Case
from missing_middle.checks.form import Form, Rule, table
from missing_middle.checks.forms import Number, close
from missing_middle.checks.reading import NotAttempted, WrongKind, described, number, refuse_blank
from missing_middle.checks.words import say

if TYPE_CHECKING:
    from missing_middle.checks.question import Question

EXACT = 1e-6  # a function computes: it need not round


@dataclass(frozen=True)
class Failed:
    """A call that gave no number; ``reason`` may quote the student's own error and is shown to nobody else."""

    reason: str


@dataclass(frozen=True)
class Function(Form):
    """A function of the named arguments that returns a number. The case holds its ``points``.

    The plain form is a list with one number (or ``Failed``) a point.
    """

    arguments: tuple[str, ...]  # names, in order
    result: Number
    tolerance: float = EXACT
    kind: ClassVar[str] = "function"
    on_page: ClassVar[bool] = True
    slippery: ClassVar[bool] = True

    def read(self, answer: object, case: Case) -> list[float | Failed]:
        """What the function returns at each point of the case."""
        refuse_blank(answer)
        if not callable(answer):
            got = described(answer).split(".")[0]
            raise WrongKind(say("function.no brackets", expected=self.expected, got=got))
        call = self._caller(answer)
        return [self._value(call, point) for point in self.points(case)]

    @property
    def expected(self) -> str:
        """What is expected, in words."""
        return say("expected.function", arguments=", ".join(self.arguments))

    def rule(self, given: Any) -> Rule:
        """What the plain function ``given`` returns at each point, as a function of the case."""
        if not callable(given):
            raise TypeError(f"given = {given!r} is not allowed: give a function of {', '.join(self.arguments)}.")
        return lambda case: [float(given(*point)) for point in case.points]

    def points(self, case: Case) -> list[dict[str, Any]]:
        """The points of the case, each a mapping from argument to value."""
        return [dict(zip(self.arguments, point, strict=True)) for point in case.points]

    def _caller(self, function: Callable[..., Any]) -> Callable[[dict[str, Any]], Any]:
        """How to call ``function``: by name if its arguments have our names, else by position."""
        try:
            signature = inspect.signature(function)
        except (TypeError, ValueError):  # some functions written in C do not tell
            return lambda point: function(**point)
        if _binds(signature, (), dict.fromkeys(self.arguments)):
            return lambda point: function(**point)
        if _binds(signature, self.arguments, {}):
            return lambda point: function(*point.values())
        raise WrongKind(say("function.signature", expected=self.expected, signature=signature))

    def _value(self, call: Callable[[dict[str, Any]], Any], point: dict[str, Any]) -> float | Failed:
        try:
            result = _quietly(call, point)
        except NotImplementedError:
            raise NotAttempted from None
        except KeyboardInterrupt:
            return Failed(say("function.stopped"))
        except BaseException as error:  # SystemExit too: the notebook goes on
            return Failed(say("function.raises", error=_worded(error)))
        if result is None:
            raise WrongKind(say("function.none"))
        if result is Ellipsis:
            raise NotAttempted
        if inspect.iscoroutine(result):
            result.close()
        try:
            return number(result)
        except WrongKind as reason:
            return Failed(say("function.returns", got=reason))

    def same(self, got: list[float | Failed], target: list[float], scale: float | None = None) -> bool:
        """Whether the numbers agree at every point."""
        return all(self.agreement(got, target))

    def agreement(self, got: list[float | Failed], target: list[float]) -> list[bool]:
        """For each point whether the numbers agree."""
        return [
            not isinstance(one, Failed) and close(one, other, self.tolerance)
            for one, other in zip(got, target, strict=True)
        ]

    def differ(self, one: list[float], other: list[float], apart: float) -> bool:
        """Whether the functions can be told apart at one point at least."""
        return any(self.result.differ(a, b, apart) for a, b in zip(one, other, strict=True))

    def near(self, got: list[float | Failed], right: list[float], case: Case) -> str:
        """How many points are right, and what the function does at the first that is not."""
        agreement = self.agreement(got, right)
        place = agreement.index(False)
        at = worded(self.points(case)[place])
        value = got[place]
        did = value.reason if isinstance(value, Failed) else say("function.gives", value=f"{value:.6g}")
        return say("function.near", right=sum(agreement), all=len(agreement), point=at, did=did)

    def holds(self, answer: list[float]) -> bool:
        """Whether a computed answer could be handed in."""
        return all(isinstance(one, Real) and math.isfinite(one) for one in answer)

    def turned(self, right: list[float]) -> Iterator[tuple[str, list[float]]]:
        """Name and answer of each way to turn the right answers over."""
        ways = [list(self.result.turned(value)) for value in right]
        for name in dict.fromkeys(name for way in ways for name, _ in way):
            columns = [[value for one, value in way if one == name] for way in ways]
            for values in zip(*columns, strict=False):
                if len(values) == len(right):
                    yield name, list(values)

    def passed(self, case: Case) -> str:
        """What a success says about the checks: as many wait for grading as are public."""
        return say("function.passed", count=len(case.points))

    def show(self, case: Case) -> str:
        """The public points as a table."""
        return f"{say('function.points')}\n\n{table([f'`{name}`' for name in self.arguments], case.points)}"

    def stub(self, question: Question) -> str:
        """What stands in the released notebook instead of the solution."""
        return say("stub.function", answer=question.answer)


def worded(point: dict[str, Any]) -> str:
    """A point in words.

    >>> worded({"n": 3, "tau": 1.4})
    'n=3, tau=1.4'
    """
    return ", ".join(f"{name}={value}" for name, value in point.items())


def _binds(signature: inspect.Signature, positional: tuple[str, ...], named: dict[str, Any]) -> bool:
    try:
        signature.bind(*positional, **named)
    except TypeError:
        return False
    return True


def _quietly(call: Callable[[dict[str, Any]], Any], point: dict[str, Any]) -> Any:
    """Call, and keep what the function prints or warns out of the one line that ``check`` prints."""
    with (
        warnings.catch_warnings(),
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
    ):
        warnings.simplefilter("ignore")
        return call(point)


def _worded(error: BaseException) -> str:
    """The class and the first line of an error's text, if it has one that can be shown."""
    try:
        lines = str(error).splitlines()
    except Exception:
        lines = []
    return f"{type(error).__name__}: {lines[0][:200]}" if lines and lines[0] else type(error).__name__
