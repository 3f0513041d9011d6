"""Arithmetic with numbers that are known by their logarithms."""

import math


def log_add(a, b):
    """``ln(exp(a) + exp(b))``, without overflow; either may be ``-inf``."""
    high, low = (a, b) if a > b else (b, a)
    return high if low == -math.inf else high + math.log1p(math.exp(low - high))


def log_expm1(x):
    """``ln(exp(x) - 1)`` for ``x >= 0``, without overflow; ``-inf`` at 0."""
    if x > 30:
        return x + math.log1p(-math.exp(-x))
    return math.log(math.expm1(x)) if x > 0 else -math.inf


def log_one_minus_exp(x):
    """``ln(1 - exp(-x))`` for ``x > 0``."""
    return math.log(-math.expm1(-x)) if x < 1 else math.log1p(-math.exp(-x))
