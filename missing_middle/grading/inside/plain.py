"""A student's answer as plain data: what a line of JSON can carry without any meaning of its own.

Whatever ``check`` reads as a number, a word, a list or a table in the notebook arrives as one: the rules are those of
``missing_middle.checks``. Numbers with a fraction travel as hexadecimal text, so that not a bit is lost. Anything else
is named by its kind and left behind, alone or inside its container.
"""

import numbers
from decimal import Decimal

DEPTH, VALUES, TEXT = 8, 20_000, 20_000


class NotPlain(Exception):
    """The value cannot be handed in as data; the text is one of a few words for its kind."""


def encode(value):
    """Return ``value`` as data for ``json.dumps``, or raise :class:`NotPlain`."""
    return _encode(value, DEPTH, [VALUES])


def _inner(value, depth, left):
    """As ``_encode``, but what cannot be handed in is a hole, since it may stand where nobody looks."""
    try:
        return _encode(value, depth, left)
    except NotPlain as kind:
        return {"odd": str(kind)}


def _encode(value, depth, left):
    left[0] -= 1
    if depth < 0 or left[0] < 0:
        raise NotPlain("too large")
    kind = type(value)
    if value is None:
        return None
    if value is Ellipsis:  # the dots of an answer that was not written
        return {"dots": None}
    if kind is bool:
        return value
    if isinstance(value, str):
        text = str.__str__(value)
        return text if len(text) <= TEXT else _refuse("a very long text")
    if isinstance(value, (numbers.Real, Decimal)):
        return _number(value)
    if isinstance(value, complex):
        return _refuse("complex")
    if isinstance(value, tuple):
        return {"tuple": [_inner(item, depth - 1, left) for item in tuple.__iter__(value)]}
    if isinstance(value, list):
        return [_inner(item, depth - 1, left) for item in list.__iter__(value)]
    if isinstance(value, dict):
        return {"dict": [[_label(k, left), _inner(value[k], depth - 1, left)] for k in dict.__iter__(value)]}
    return _encode_scientific(value, depth, left)


def _number(value):
    if type(value) is not float and isinstance(value, numbers.Integral) and abs(int(value)) < 1 << 256:
        return {"int": hex(int(value))}
    try:
        return {"float": float(value).hex()}
    except OverflowError:
        return _refuse("an enormous number")
    except ValueError:  # a decimal that signals
        return {"float": "nan"}


def _refuse(words):
    raise NotPlain(words)


def _label(value, left):
    """A key or label: plain, or a hole of its own."""
    return _inner(value, 1, left)


def _encode_scientific(value, depth, left):
    home = type(value).__module__.split(".")[0]
    if type(value).__module__ == "pandas.io.formats.style":  # a table made for the eye
        value = value.data
    if type(value).__module__ == "numpy" and getattr(value, "shape", None) == ():
        return _encode_scalar(value, depth, left)
    if home == "pandas" and hasattr(value, "columns") and hasattr(value, "iloc"):
        _complain_about_size(value.size)
        columns = [_items(value.iloc[:, place], left) for place in range(value.shape[1])]
        parts = {"index": _labels(value.index, left), "columns": _labels(value.columns, left), "data": columns}
        return {"table": parts}
    if home == "pandas" and hasattr(value, "to_dict") and hasattr(value, "index"):
        _complain_about_size(value.size)
        return {"series": {"index": _labels(value.index, left), "data": _items(value, left)}}
    if hasattr(value, "tolist") and hasattr(value, "ndim"):
        _complain_about_size(getattr(value, "size", 0))
        if value.ndim == 1:
            return {"array": [_inner(item, depth - 1, left) for item in value.tolist()]}
        return _refuse("an array")
    return _refuse("a function" if callable(value) else "an object")


def _encode_scalar(value, depth, left):
    """NumPy's numbers; its letters are ours: whole, unsigned, with a fraction, truth, complex."""
    kind = getattr(getattr(value, "dtype", None), "kind", "")
    if kind in "iuf":
        return _number(value.item() if isinstance(value.item(), (int, float)) else float(value))
    if kind == "b":
        return bool(value)
    return _refuse("complex" if kind == "c" else "an array")


def _complain_about_size(size):
    if size > VALUES:
        _refuse("too large")


def _items(values, left):
    return [_inner(item, 2, left) for item in list(values)]


def _labels(values, left):
    return [_label(item, left) for item in list(values)]
