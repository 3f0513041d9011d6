"""What every answer has in common: frozen fields, read by attribute or by name."""

from dataclasses import fields
from functools import cache

import numpy as np

PLAIN = {float, int, bool, str, type(None)}


class Record:
    """Base of the frozen dataclasses that the models return: arrays are frozen too, and numbers are Python's own.

    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True)
    ... class Market(Record):
    ...     price: float
    >>> Market(2.0).price, Market(2.0)["price"], Market(2.0).asdict()
    (2.0, 2.0, {'price': 2.0})
    """

    def __post_init__(self):
        for name, value in vars(self).items():
            if type(value) in PLAIN:  # nearly all are
                continue
            if isinstance(value, np.ndarray):
                locked = value.view()  # an array that somebody else holds stays as it is
                locked.setflags(write=False)
                object.__setattr__(self, name, locked)
            elif isinstance(value, np.generic):
                object.__setattr__(self, name, value.item())

    def __getitem__(self, name):
        if name not in self._names():
            raise KeyError(f"{name!r} is not in {type(self).__name__}: it has {', '.join(self._names())}")
        return getattr(self, name)

    def asdict(self):
        """Names and values, in the order of the docstring (values are not copied)."""
        return {name: getattr(self, name) for name in self._names()}

    def _names(self):
        return _names_of(type(self))


@cache
def _names_of(kind):
    return tuple(field.name for field in fields(kind))
