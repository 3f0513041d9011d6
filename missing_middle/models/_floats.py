"""Keep results inside the range of floating-point numbers, or say why they are not.

Solvers work in logarithms, where nothing overflows. Only the way back can fail, and then the reader is told
which quantity it was and which arguments led there, instead of getting an ``inf`` or a ``nan``.
"""

import math

LOG_LARGEST, LOG_SMALLEST = 709.78, -708.39  # of a double with full precision


def exp_or_refuse(what, logarithm, **given):
    """``exp(logarithm)``; raise ``ValueError`` if that is too large or too small for a float."""
    if not LOG_SMALLEST <= logarithm <= LOG_LARGEST:
        _refuse_range(f"{what} would be exp({logarithm:.6g})", given)
    return math.exp(logarithm)


def finite_or_refuse(what, value, **given):
    """``value`` if it is a finite number, else ``ValueError``."""
    if not math.isfinite(value):
        _refuse_range(f"{what} would be {value}", given)
    return value


def _refuse_range(what, given):
    arguments = ", ".join(f"{name} = {value!r}" for name, value in given.items())
    raise ValueError(
        f"{arguments} is not allowed together: {what}, outside the floating-point range "
        "of 1e-308 to 1e308. Give less extreme values."
    )
