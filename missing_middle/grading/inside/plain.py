"""A student's answer as plain data: what a line of JSON can carry without any meaning of its own.

Numbers with a fraction travel as hexadecimal text, so that not a bit is lost. Anything that is not a number, a text,
a truth value, a list, a mapping, an array or a table is named by its kind and left behind.
"""

import sys

DEPTH, VALUES = 8, 20_000


class NotPlain(Exception):
    """The value cannot be handed in as data."""


def encode(value):
    """Return ``value`` as data for ``json.dumps``, or raise :class:`NotPlain`."""
    return _encode(value, DEPTH, [VALUES])


def _encode(value, depth, left):
    left[0] -= 1
    if depth < 0 or left[0] < 0:
        raise NotPlain("too large")
    kind = type(value)
    if value is None or value is Ellipsis:  # the dots of an answer that was not written
        return None
    if kind is bool:
        return value
    if kind is int:
        return {"int": hex(value)} if abs(value) < 1 << 256 else _refuse("an enormous number")
    if kind is float:
        return {"float": value.hex()}
    if kind is str:
        return value if len(value) <= 20_000 else _refuse("a very long text")
    if kind in (list, tuple):
        return [_encode(item, depth - 1, left) for item in value]
    if kind is dict:
        return {"dict": [[_encode(k, depth - 1, left), _encode(v, depth - 1, left)] for k, v in value.items()]}
    return _encode_scientific(value, depth, left)


def _refuse(words):
    raise NotPlain(words)


def _encode_scientific(value, depth, left):
    numpy, pandas = sys.modules.get("numpy"), sys.modules.get("pandas")
    if numpy is not None and isinstance(value, numpy.generic):
        inner = value.item()
        return _encode(inner, depth - 1, left) if type(inner) in (bool, int, float, str) else _refuse("an odd number")
    if numpy is not None and isinstance(value, numpy.ndarray):
        if value.size > VALUES:
            _refuse("too large")
        return {"array": _encode(value.tolist(), depth - 1, left)}
    if pandas is not None and isinstance(value, pandas.DataFrame):
        if value.size > VALUES:
            _refuse("too large")
        columns = [value.iloc[:, place].tolist() for place in range(value.shape[1])]
        parts = {"index": value.index.tolist(), "columns": value.columns.tolist(), "data": columns}
        return {"table": {name: _encode(part, depth - 1, left) for name, part in parts.items()}}
    if pandas is not None and isinstance(value, pandas.Series):
        if value.size > VALUES:
            _refuse("too large")
        return {
            "series": {
                "index": _encode(value.index.tolist(), depth - 1, left),
                "data": _encode(value.tolist(), depth - 1, left),
            }
        }
    if pandas is not None and value is pandas.NA:
        return None
    return _refuse(type(value).__name__[:60])
