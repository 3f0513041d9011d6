"""Arithmetic with numbers that are known by their logarithms."""

import math

import numpy as np


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


def log_sum(values):
    """``ln(sum(exp(values)))`` along the last axis of an array, without overflow; entries may be ``-inf``."""
    top = values.max(axis=-1, keepdims=True)
    shift = np.where(np.isneginf(top), 0.0, top)
    with np.errstate(divide="ignore"):
        return np.log(np.exp(values - shift).sum(axis=-1)) + shift[..., 0]
