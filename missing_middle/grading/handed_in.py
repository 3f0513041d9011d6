"""What comes out of a room, read back into exact builtin types (and tables of them), or refused."""

import math

DEPTH, VALUES = 10, 60_000
TABLES = ("table", "series", "array")


class Refused(ValueError):
    """The line is not what a room may hand in."""


def decode(data):
    """The value that ``data`` stands for. Raises :class:`Refused`.

    >>> decode({"float": "0x1.8p+0"}), decode([{"int": "0x2a"}, "a", None])
    (1.5, [42, 'a', None])
    """
    return _decode(data, DEPTH, [VALUES])


def _decode(data, depth, left):
    left[0] -= 1
    if depth < 0 or left[0] < 0:
        raise Refused("too deep or too large")
    kind = type(data)
    if data is None or kind in (bool, str):
        return data
    if kind is list:
        return [_decode(item, depth - 1, left) for item in data]
    if kind is dict and len(data) == 1:
        ((tag, inner),) = data.items()
        if tag in _READERS:
            return _READERS[tag](inner, depth - 1, left)
    raise Refused("not plain data")


def _int(text, depth, left):
    if type(text) is not str or len(text) > 70:
        raise Refused("not a whole number")
    return _number(int, text, 16)


def _float(text, depth, left):
    if type(text) is not str or len(text) > 60:
        raise Refused("not a number")
    return _number(float.fromhex, text)


def _number(read, *text):
    try:
        return read(*text)
    except (ValueError, OverflowError):
        raise Refused("not a number") from None


def _dict(pairs, depth, left):
    items = _decode(pairs, depth, left)
    if type(items) is not list or any(type(pair) is not list or len(pair) != 2 for pair in items):
        raise Refused("not a mapping")
    if any(type(key) in (list, dict) or type(key) not in (str, int, float, bool, type(None)) for key, _ in items):
        raise Refused("a mapping whose keys are not plain")
    return dict(items)


def _array(inner, depth, left):
    return _decode(inner, depth, left)


def _series(inner, depth, left):
    index, data = _parts(inner, ("index", "data"), depth, left)
    return _as_table(lambda pandas: pandas.Series(data, index=_labels(index), dtype=object))


def _table(inner, depth, left):
    index, columns, data = _parts(inner, ("index", "columns", "data"), depth, left)
    if len(data) != len(columns) or any(type(column) is not list or len(column) != len(index) for column in data):
        raise Refused("a table whose parts do not fit")

    def build(pandas):
        frame = pandas.DataFrame({place: pandas.Series(column, dtype=object) for place, column in enumerate(data)})
        frame.index, frame.columns = _labels(index), _labels(columns)
        return frame

    return _as_table(build)


def _parts(inner, names, depth, left):
    if type(inner) is not dict or set(inner) != set(names):
        raise Refused("a table whose parts do not fit")
    parts = [_decode(inner[name], depth, left) for name in names]
    if any(type(part) is not list for part in parts):
        raise Refused("a table whose parts do not fit")
    return parts


def _labels(values):
    return [tuple(value) if type(value) is list else value for value in values]


def _as_table(build):
    import pandas  # only where a student hands in a table

    try:
        return build(pandas)
    except (ValueError, TypeError):
        raise Refused("a table that cannot be built") from None


def finite(value):
    """Whether every number in a decoded value is finite (tables are left to the one who reads them)."""
    if type(value) is list:
        return all(map(finite, value))
    if type(value) is dict:
        return all(map(finite, value.values()))
    return not (type(value) is float and not math.isfinite(value))


_READERS = {"int": _int, "float": _float, "dict": _dict, "array": _array, "series": _series, "table": _table}
