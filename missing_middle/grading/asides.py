"""What may have gone wrong with an answer, for the page that a student gets back; it repeats nothing of the answer."""

from missing_middle.checks.forms import Number
from missing_middle.checks.functions import Function
from missing_middle.checks.words import say
from missing_middle.grading.handed_in import Odd

KINDS = ("decimal comma", "several", "text", "per cent", "truth", "complex", "a function", "nan", "infinity", "above")


def aside_on(value, form):
    """What may have gone wrong with an answer of the wrong kind, in one sentence; empty if nothing comes to mind.

    >>> from missing_middle.checks.forms import Number
    >>> aside_on((0, 25), Number(low=0, high=1, unit="share"))
    'Is there a decimal comma? Python writes 0.25, and reads 0,25 as two numbers.'
    >>> aside_on(25.0, Number(low=0, high=1, unit="share"))
    'Is it in per cent, where a share is asked for? Then divide it by 100.'
    """
    if isinstance(form, Function):
        return "" if isinstance(value, Odd) else say("aside.not a function")
    if not isinstance(form, Number):
        return ""
    kind = _kind(value, form)
    return say(f"aside.{kind}") if kind in KINDS else ""


def _kind(value, form):
    if isinstance(value, Odd):
        return value.kind
    if isinstance(value, bool):
        return "truth"
    if type(value) is tuple and len(value) == 2 and all(type(one) is int for one in value):
        return "decimal comma"
    if type(value) in (tuple, list, dict) or hasattr(value, "shape"):
        return "several"
    if isinstance(value, str):
        return "per cent" if value.strip().endswith("%") else "text"
    if value != value:
        return "nan"
    if value in (float("inf"), -float("inf")):
        return "infinity"
    high = getattr(form, "high", None)
    return "above" if form.unit == "share" and high is not None and high < value <= 100 else ""
