"""What every answer has in common: frozen fields, read by attribute or by name."""

from dataclasses import fields


class Record:
    """Base of the frozen dataclasses that the models return.

    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True)
    ... class Market(Record):
    ...     price: float
    >>> Market(2.0).price, Market(2.0)["price"], Market(2.0).asdict()
    (2.0, 2.0, {'price': 2.0})
    """

    def __getitem__(self, name):
        if name not in self._names():
            raise KeyError(f"{name!r} is not in {type(self).__name__}: it has {', '.join(self._names())}")
        return getattr(self, name)

    def asdict(self):
        """Names and values, in the order of the docstring (values are not copied)."""
        return {name: getattr(self, name) for name in self._names()}

    def _names(self):
        return [field.name for field in fields(self)]
