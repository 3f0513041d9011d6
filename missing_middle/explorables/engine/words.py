"""Numbers and sentences, as the page writes them: ``web/words.js`` has the same rules, and a test compares the two."""

import math
import re
from decimal import ROUND_HALF_UP, Decimal

FIELD = re.compile(r"\{(\w+)\}")
NONE = "none"
NARROW_SPACE = "\u202f"


def number(value, digits):
    """Return ``value`` with ``digits`` decimals, a real minus sign, and narrow spaces from ten thousand on.

    Halves round away from zero, as in JavaScript; Python's own formatting would round them to even.

    >>> number(2.5, 0), number(-0.004, 2), number(12345.6, 0), number(None, 1)
    ('3', '0.00', '12\\u202f346', 'none')
    """
    if value is None or not math.isfinite(value):
        return NONE
    text = f"{abs(Decimal(value).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)):f}"
    minus = "−" if value < 0 and re.search("[1-9]", text) else ""
    whole, dot, part = text.partition(".")
    if len(whole) > 4:
        whole = f"{int(whole):,}".replace(",", NARROW_SPACE)
    return minus + whole + dot + part


def decimals(value, least):
    """Return as many decimals as a number needs, at least ``least`` and at most six.

    >>> decimals(12.0, 0), decimals(12.5, 0), decimals(0.1 + 0.2, 1)
    (0, 1, 1)
    """
    enough = (d for d in range(least, 6) if abs(value * 10**d - round(value * 10**d)) <= 1e-6)
    return next(enough, 6)


def brief(value):
    """Return a value with at most three digits that matter.

    >>> brief(24.312), brief(0.846), brief(231.4), brief(None)
    ('24.3', '0.85', '231', '–')
    """
    if value is None or not math.isfinite(value):
        return "–"
    return number(value, 0 if value >= 99.95 else 1 if value >= 9.995 else 2)


def pick(template, frame):
    """Return the template, or the one that the frame's ``case`` chooses where there are several.

    >>> pick({"none": "Nobody exports.", "some": "Some export."}, {"case": "some"})
    'Some export.'
    """
    return template if isinstance(template, str) else template[frame["case"]]


def fill(template, frame, digits):
    """Return the template's text with ``{name}`` replaced by the frame's values.

    ``digits`` maps each name that is a number to its decimals; other values are words and stay as they are.

    >>> fill("{share}% of firms export.", {"share": 12.294}, {"share": 0})
    '12% of firms export.'
    """

    def value(field):
        name = field[1]
        return number(frame[name], digits[name]) if name in digits else str(frame[name])

    return FIELD.sub(value, pick(template, frame))


def fields_of(template):
    """Return the names that a template, or any of its cases, asks for."""
    texts = [template] if isinstance(template, str) else template.values()
    return {name for text in texts for name in FIELD.findall(text)}
