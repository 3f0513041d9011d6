"""The numbers of one question, as one student sees them."""

from collections.abc import Mapping


class Case(Mapping):
    """Parameters by name: ``case.tau`` or ``case["tau"]``, or all at once as ``**case``. Cannot be changed.

    ``text`` is what the notebook shows: the situation, the numbers and what is asked. Two cases with the same
    numbers are equal, whatever their text.

    >>> case = Case({"tau": 1.45, "n": 3})
    >>> case
    tau = 1.45, n = 3
    >>> case.tau == case["tau"], dict(**case)
    (True, {'tau': 1.45, 'n': 3})
    """

    __slots__ = ("_items", "text")

    def __init__(self, items, text=""):
        object.__setattr__(self, "_items", dict(items))
        object.__setattr__(self, "text", text)

    def __getitem__(self, name):
        return self._items[name]

    def __getattr__(self, name):
        if name.startswith("_"):  # not a parameter: copying and displaying ask for such names
            raise AttributeError(name)
        if name not in self._items:
            raise AttributeError(f"there is no {name!r} here: there are {', '.join(self._items)}")
        return self._items[name]

    def __setattr__(self, name, value):
        raise AttributeError(f"the numbers of a question cannot be changed ({name} = {value!r})")

    def __iter__(self):
        return iter(self._items)

    def __len__(self):
        return len(self._items)

    def __hash__(self):
        return hash(tuple(self._items.items()))

    def __reduce__(self):
        return Case, (self._items, self.text)

    def __repr__(self):
        return self.text or ", ".join(f"{name} = {value!r}" for name, value in self._items.items())

    def _repr_markdown_(self):
        return repr(self)
