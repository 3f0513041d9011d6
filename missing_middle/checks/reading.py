"""From whatever a student hands in to plain data, or to a kind word about what it is instead."""

import math
from decimal import Decimal
from numbers import Real

TOO_LONG = 10_000  # no answer has that many entries, and nobody wants to see them


class NotAttempted(Exception):
    """The answer is still what the released notebook holds."""


class WrongKind(Exception):
    """The answer is not the kind of thing that was asked for; the text says what it is."""


def refuse_blank(answer):
    """Raise ``NotAttempted`` if ``answer`` is what stands in a fresh notebook."""
    if answer is None or answer is Ellipsis:
        raise NotAttempted


def number(answer):
    """``answer`` as a finite ``float``, from any kind of real number, or ``WrongKind`` with what it is instead.

    >>> import numpy as np
    >>> number(np.float32(0.5)), number(np.array(2))
    (0.5, 2.0)
    >>> number("0.31")
    Traceback (most recent call last):
    missing_middle.checks.reading.WrongKind: text. Write the number without quotation marks
    """
    if not _is_real(answer):
        raise WrongKind(described(answer))
    try:
        value = float(_unwrapped(answer))
    except OverflowError:
        raise WrongKind("a number too large to compute with") from None
    except ValueError:  # a decimal that signals
        value = math.nan
    if math.isnan(value):
        raise WrongKind("nan, which is what Python says when there is no number (0 / 0, say)")
    if math.isinf(value):
        raise WrongKind("infinity. Is something divided by 0, or raised to a very high power?")
    return value


def described(answer):
    """What ``answer`` is, in words, without looking into it (it may be huge, or refuse to be shown)."""
    if isinstance(answer, str):
        return "text. Write the number without quotation marks" if _reads_as_number(answer) else "text"
    if isinstance(answer, bool) or type(answer).__name__ in ("bool_", "bool"):
        return "True or False, not a number"
    if isinstance(answer, complex) or _dtype_kind(answer) == "c":
        return "a complex number. Is a negative number raised to a fraction?"
    if callable(answer) and not isinstance(answer, type):
        return "a function. Call it, with its arguments in brackets, to get a number"
    return _described_container(answer)


def _described_container(answer):
    name = type(answer).__name__
    shape = getattr(answer, "shape", None)
    if isinstance(shape, tuple):
        shape = "x".join(str(length) for length in shape)
        return f"{_with_article(name)} of shape {shape}" + (". Take out the one number you mean" if shape else "")
    if isinstance(answer, (list, tuple, set, frozenset, dict)):
        return f"{_with_article(name)} with {len(answer)} entr{'y' if len(answer) == 1 else 'ies'}"
    return _with_article(name)


def _with_article(name):
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def _is_real(answer):
    if isinstance(answer, bool) or _dtype_kind(answer) == "b":
        return False
    if isinstance(answer, (Real, Decimal)):
        return True
    return _dtype_kind(answer) in ("i", "u", "f") and getattr(answer, "shape", None) == ()


def _unwrapped(answer):
    return answer.item() if _dtype_kind(answer) else answer


def _dtype_kind(answer):
    """NumPy's letter for the kind of data; empty for anything that is not of NumPy."""
    if type(answer).__module__ != "numpy":
        return ""
    return getattr(getattr(answer, "dtype", None), "kind", "")


def _reads_as_number(text):
    try:
        float(text.strip().rstrip("%").replace(",", "."))
    except ValueError:
        return False
    return True
