"""Which exercise set does a file's name mean? A witness only: what the notebook holds decides."""

import re

ENDING = re.compile(r"\.ipynb(?:\.(?:txt|json|html))?$|\.(?:json|txt)$", re.IGNORECASE)
RESUBMITTED = re.compile(r"-(\d{1,9})$")  # Canvas numbers later attempts: trade-1.ipynb
COPIES = re.compile(r"^(?:copy of |kopie von |copia de )+|(?: ?\((\d{1,4})\)|-copy\d{0,4}| - copy| copy(?: \d{1,4})?)$")


def without_ending(name):
    """The name without what a notebook's name ends in, whatever a browser has appended.

    >>> without_ending("trade.ipynb.txt"), without_ending("Trade.IPYNB"), without_ending("notes.pdf")
    ('trade', 'Trade', None)
    """
    bare = ENDING.sub("", name)
    return bare if bare != name else None


def bare(stem):
    """The stem as the student was handed it: without what browsers, Jupyter, Colab and platforms add to copies.

    >>> bare("Copy of trade (1)"), bare("trade-Copy1"), bare("x_4711_9_trade-2")
    ('trade', 'trade', 'x_4711_9_trade')
    """
    text, before = stem.casefold().strip(), None
    while text != before:
        before, text = text, RESUBMITTED.sub("", COPIES.sub("", text).strip())
    return text


def set_of(stem, exercises):
    """The set that a stem names, alone or after an underscore; ``None`` if it names none.

    >>> set_of("Copy of Trade (2)", ["trade"]), set_of("x_4711_9_trade-2", ["trade"]), set_of("poem", ["trade"])
    ('trade', 'trade', None)
    """
    text = bare(stem)
    return next((name for name in exercises if text == name or text.endswith((f"_{name}", f" - {name}"))), None)


def mentioned(stem, exercises):
    """The only set whose name is one of the words of a stem: ``hw1-trade``, ``trade_final``.

    >>> mentioned("hw1-trade_final", ["trade", "gains"]), mentioned("trade and gains", ["trade", "gains"])
    ('trade', None)
    """
    words = set(re.split(r"[\W_]+", bare(stem)))
    found = [name for name in exercises if name in words]
    return found[0] if len(found) == 1 else None


def copy_number(stem):
    """Which copy of a download this is, for files that are of one time.

    >>> copy_number("trade (2)"), copy_number("trade")
    (2, 0)
    """
    found = re.search(r"\((\d{1,4})\)$|-[Cc]opy(\d{0,4})$", stem)
    return int(found.group(1) or found.group(2) or 1) if found else 0
