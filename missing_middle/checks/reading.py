"""From whatever a student hands in to plain data, or to a kind word about what it is instead."""

import math
from decimal import Decimal
from numbers import Real
from typing import Any

from missing_middle.checks.words import say

TOO_LONG = 10_000  # no answer has that many entries, and nobody wants to see them


class NotAttempted(Exception):
    """The answer is still what the released notebook holds."""


class WrongKind(Exception):
    """The answer is not the kind of thing that was asked for; the text says what it is."""


def refuse_blank(answer: object) -> None:
    """Raise ``NotAttempted`` if ``answer`` is what stands in a fresh notebook."""
    if answer is None or answer is Ellipsis:
        raise NotAttempted


def number(answer: Any) -> float:
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
        raise WrongKind(say("is.too large")) from None
    except ValueError:  # a decimal that signals
        value = math.nan
    if math.isnan(value):
        raise WrongKind(say("is.nan"))
    if math.isinf(value):
        raise WrongKind(say("is.infinite"))
    return value


def described(answer: Any) -> str:
    """What ``answer`` is, in words, without looking into it (it may be huge, or refuse to be shown)."""
    if isinstance(answer, str):
        return say("is.quoted number" if _reads_as_number(answer) else "is.text")
    if isinstance(answer, bool) or type(answer).__name__ in ("bool_", "bool"):
        return say("is.bool")
    if isinstance(answer, complex) or _dtype_kind(answer) == "c":
        return say("is.complex")
    if callable(answer) and not isinstance(answer, type):
        return say("is.function")
    return _described_container(answer)


def _described_container(answer: Any) -> str:
    name = type(answer).__name__
    shape = getattr(answer, "shape", None)
    if isinstance(shape, tuple):
        lengths = "x".join(str(length) for length in shape)
        return say("is.array" if lengths else "is.shaped", name=_with_article(name), shape=lengths)
    if isinstance(answer, (list, tuple, set, frozenset, dict)):
        return say("is.one entry" if len(answer) == 1 else "is.entries", name=_with_article(name), count=len(answer))
    return _with_article(name)


def _with_article(name: str) -> str:
    return say("is.an" if name[:1].lower() in "aeiou" else "is.a", name=name)


def _is_real(answer: Any) -> bool:
    if isinstance(answer, bool) or _dtype_kind(answer) == "b":
        return False
    if isinstance(answer, (Real, Decimal)):
        return True
    return _dtype_kind(answer) in ("i", "u", "f") and getattr(answer, "shape", None) == ()


def _unwrapped(answer: Any) -> Any:
    return answer.item() if _dtype_kind(answer) else answer


def _dtype_kind(answer: Any) -> str:
    """NumPy's letter for the kind of data; empty for anything that is not of NumPy."""
    if type(answer).__module__ != "numpy":
        return ""
    return getattr(getattr(answer, "dtype", None), "kind", "")


def _reads_as_number(text: str) -> bool:
    try:
        float(text.strip().rstrip("%").replace(",", "."))
    except ValueError:
        return False
    return True
