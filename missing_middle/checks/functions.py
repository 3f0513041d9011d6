"""Answers that are functions: called at public points in the notebook, at hidden points in grading."""

import contextlib
import inspect
import io
import warnings
from dataclasses import dataclass

from missing_middle.checks.forms import Number, close
from missing_middle.checks.reading import NotAttempted, WrongKind, described, number, refuse_blank

EXACT = 1e-6  # a function computes: it need not round


@dataclass(frozen=True)
class Failed:
    """A call that gave no number; ``reason`` may quote the student's own error and is shown to nobody else."""

    reason: str


@dataclass(frozen=True)
class Function:
    """A function of the named arguments that returns a number. The case holds its ``points``.

    The plain form is a list with one number (or ``Failed``) a point.
    """

    arguments: tuple  # names, in order
    result: Number
    tolerance: float = EXACT
    kind = "function"

    def read(self, answer, case):
        """What the function returns at each point of the case."""
        refuse_blank(answer)
        if not callable(answer):
            raise WrongKind(
                f"expected {self.expected}, got {described(answer).split('.')[0]}. Write its name without brackets."
            )
        call = self._caller(answer)
        return [self._value(call, point) for point in self.points(case)]

    @property
    def expected(self):
        """What is expected, in words."""
        return f"a function of {', '.join(self.arguments)}"

    def points(self, case):
        """The points of the case, each a mapping from argument to value."""
        return [dict(zip(self.arguments, point, strict=True)) for point in case.points]

    def _caller(self, function):
        """How to call ``function``: by name if its arguments have our names, else by position."""
        try:
            signature = inspect.signature(function)
        except (TypeError, ValueError):  # some functions written in C do not tell
            return lambda point: function(**point)
        if _binds(signature, (), dict.fromkeys(self.arguments)):
            return lambda point: function(**point)
        if _binds(signature, self.arguments, {}):
            return lambda point: function(*point.values())
        raise WrongKind(f"expected {self.expected}, got one of {signature}.")

    def _value(self, call, point):
        try:
            result = _quietly(call, point)
        except NotImplementedError:
            raise NotAttempted from None
        except KeyboardInterrupt:
            return Failed("was stopped before it returned. Is there a loop without an end?")
        except BaseException as error:  # SystemExit too: the notebook goes on
            return Failed(f"raises {_worded(error)}. Call it yourself with these numbers to see where.")
        if result is None:
            raise WrongKind("the function returns None. Does it end with `return`?")
        if result is Ellipsis:
            raise NotAttempted
        if inspect.iscoroutine(result):
            result.close()
        try:
            return number(result)
        except WrongKind as reason:
            return Failed(f"returns {reason}.")

    def same(self, got, target, scale=None):
        """Whether the numbers agree at every point."""
        return all(self.agreement(got, target))

    def agreement(self, got, target):
        """For each point whether the numbers agree."""
        return [
            not isinstance(one, Failed) and close(one, other, self.tolerance)
            for one, other in zip(got, target, strict=True)
        ]

    def differ(self, one, other, apart):
        """Whether the functions can be told apart at one point at least."""
        return any(self.result.differ(a, b, apart) for a, b in zip(one, other, strict=True))

    def near(self, got, right, case):
        """How many points are right, and what the function does at the first that is not."""
        agreement = self.agreement(got, right)
        place = agreement.index(False)
        at = ", ".join(f"{name}={value}" for name, value in self.points(case)[place].items())
        value = got[place]
        did = value.reason if isinstance(value, Failed) else f"gives {value:.6g}, which we do not expect."
        return f"{sum(agreement)} of {len(agreement)} public checks passed. At {at} your function {did}"

    def passed(self, case):
        """What a success says about the checks: as many wait for grading as are public."""
        count = len(case.points)
        return f"{count} public checks passed, {count} more at grading."

    def show(self, case):
        """The public points as a table."""
        head = "| " + " | ".join(f"`{name}`" for name in self.arguments) + " |\n|" + "---|" * len(self.arguments)
        rows = ["| " + " | ".join(map(str, point)) + " |" for point in case.points]
        return "Public points, at which `check` calls your function:\n\n" + "\n".join([head, *rows])

    def stub(self, question):
        """What stands in the released notebook instead of the solution."""
        return f'raise NotImplementedError("Replace this line by the body of {question.answer}.")'


def _binds(signature, positional, named):
    try:
        signature.bind(*positional, **named)
    except TypeError:
        return False
    return True


def _quietly(call, point):
    """Call, and keep what the function prints or warns out of the one line that ``check`` prints."""
    with (
        warnings.catch_warnings(),
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
    ):
        warnings.simplefilter("ignore")
        return call(point)


def _worded(error):
    """The class and the first line of an error's text, if it has one that can be shown."""
    try:
        lines = str(error).splitlines()
    except Exception:
        lines = []
    return f"{type(error).__name__}: {lines[0][:200]}" if lines and lines[0] else type(error).__name__
