"""What the grader asks of its own arguments and files, in the words of the course."""

import math
from numbers import Real


class SourceError(ValueError):
    """A file that the grader was given and cannot use; the text names it, the place in it and what was expected."""


class Refusal(RuntimeError):
    """Grading cannot go on, and it is nobody's submission that is to blame; the text says what to do."""


def require_positive(name, value):
    """Raise ``ValueError`` unless ``value`` is a finite number above 0."""
    if not isinstance(value, Real) or isinstance(value, bool) or not math.isfinite(value) or value <= 0:
        raise ValueError(f"{name} = {value!r} is not allowed: give a finite number above 0.")
