"""What the grader asks of its own arguments, in the words of the course."""

import math
from numbers import Real


def require_positive(name, value):
    """Raise ``ValueError`` unless ``value`` is a finite number above 0."""
    if not isinstance(value, Real) or isinstance(value, bool) or not math.isfinite(value) or value <= 0:
        raise ValueError(f"{name} = {value!r} is not allowed: give a finite number above 0.")
