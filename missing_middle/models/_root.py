"""One way to find a root: Brent's method on a bracket that the theory gives."""

from scipy.optimize import brentq

ROUNDING = 1e-9  # functions here are compared in logarithms, so this is a relative size


def bracketed_root(function, low, high, accuracy=1e-15):
    """Root of ``function`` between ``low`` and ``high``, where theory says that its sign changes.

    ``accuracy`` is absolute, in the unit of the argument; about 16 digits are asked for on top.

    If the root is so close to one end that rounding hides the change of sign, that end is the answer.
    Anything else without a change of sign raises ``ArithmeticError``: a bracket that does not hold is a
    mistake of ours.
    """
    at_low, at_high = function(low), function(high)
    if at_low * at_high < 0:
        return brentq(function, low, high, xtol=accuracy, rtol=8.9e-16, maxiter=300)
    nearest, end = min((abs(at_low), low), (abs(at_high), high))
    if nearest > ROUNDING * max(1.0, abs(low), abs(high)):
        raise ArithmeticError(f"no change of sign between {low!r} ({at_low!r}) and {high!r} ({at_high!r})")
    return end
