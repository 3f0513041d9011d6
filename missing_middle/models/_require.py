"""What every model asks of its arguments, said in one voice: the parameter, its value, what is allowed."""

import math
from numbers import Integral, Real


def _refuse(name, value, wanted):
    raise ValueError(f"{name} = {value!r} is not allowed: give {wanted}.")


def _is_finite_number(value):
    if type(value) is float:  # nearly all are, and the question to Real takes ten times as long
        return math.isfinite(value)
    try:
        return isinstance(value, Real) and not isinstance(value, bool) and math.isfinite(value)
    except OverflowError:  # a whole number or fraction beyond the largest float
        return False


def require_above(name, value, low):
    """Raise ``ValueError`` unless ``value`` is a finite number above ``low``."""
    if not (_is_finite_number(value) and value > low):
        _refuse(name, value, f"a finite number above {low:g}")


def require_at_least(name, value, low):
    """Raise ``ValueError`` unless ``value`` is a finite number at or above ``low``."""
    if not (_is_finite_number(value) and value >= low):
        _refuse(name, value, f"a finite number, {low:g} or more")


def require_between(name, value, low, high, closed="both"):
    """Raise ``ValueError`` unless ``value`` lies between ``low`` and ``high``.

    ``closed`` says which ends belong to the domain: ``both``, ``left``, ``right`` or ``neither``.
    """
    left, right = closed in ("both", "left"), closed in ("both", "right")
    inside = (
        _is_finite_number(value)
        and (value >= low if left else value > low)
        and (value <= high if right else value < high)
    )
    if not inside:
        _refuse(name, value, f"a number in {'[' if left else '('}{low:g}, {high:g}{']' if right else ')'}")


def require_finite(name, value):
    """Raise ``ValueError`` unless ``value`` is a finite real number."""
    if not _is_finite_number(value):
        _refuse(name, value, "a finite number")


def require_count(name, value, low=0, high=None):
    """Raise ``ValueError`` unless ``value`` is an integer at or above ``low``, and at most ``high`` if given."""
    if isinstance(value, bool) or not isinstance(value, Integral) or value < low or (high and value > high):
        _refuse(
            name, value, f"a whole number, {low} or more" if high is None else f"a whole number from {low} to {high:,}"
        )


def require_bool(name, value):
    """Raise ``ValueError`` unless ``value`` is ``True`` or ``False``."""
    if not (isinstance(value, bool) or type(value).__name__ in ("bool", "bool_")):
        _refuse(name, value, "True or False")


def require_one_of(name, value, allowed):
    """Raise ``ValueError`` unless ``value`` is one of the ``allowed`` strings."""
    if not isinstance(value, str) or value not in allowed:
        _refuse(name, value, "one of " + ", ".join(repr(word) for word in allowed))
