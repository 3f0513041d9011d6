"""What comes out of a room, read back into exact builtin types (and tables of them), or refused."""

DEPTH, VALUES, ENTRIES = 10, 60_000, 2_000
ODD = ("complex", "a function", "an array", "an object", "an enormous number", "a very long text", "too large")


class Refused(ValueError):
    """The line is not what a room may hand in."""


class Odd:
    """Something that is no data, where it stood; ``kind`` is one of a few words of ours."""

    def __init__(self, kind):
        self.kind = kind if kind in ODD else "an object"


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
    if len(items) > ENTRIES:  # keys may be made to collide
        raise Refused("an enormous mapping")
    try:
        return dict(items)
    except TypeError:
        raise Refused("a mapping whose keys are not plain") from None


def _tuple(inner, depth, left):
    items = _decode(inner, depth, left)
    if type(items) is not list:
        raise Refused("not a tuple")
    return tuple(items)


def _dots(inner, depth, left):
    return Ellipsis


def _odd(inner, depth, left):
    return Odd(inner if type(inner) is str else "")


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
    return [tuple(value) if type(value) is list else value for value in values]  # a list cannot be a label


def _as_table(build):
    import pandas  # only where a student hands in a table

    try:
        return build(pandas)
    except (ValueError, TypeError):
        raise Refused("a table that cannot be built") from None


_READERS = {
    "int": _int,
    "float": _float,
    "dict": _dict,
    "tuple": _tuple,
    "dots": _dots,
    "odd": _odd,
    "array": _array,
    "series": _series,
    "table": _table,
}
