"""The numbers of one question, as one student sees them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NoReturn


class Case(Mapping[str, Any]):
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

    _items: dict[str, Any]
    text: str

    def __init__(self, items: Mapping[str, Any] | Iterable[tuple[str, Any]], text: str = "") -> None:
        object.__setattr__(self, "_items", dict(items))
        object.__setattr__(self, "text", text)

    def __getitem__(self, name: str) -> Any:
        return self._items[name]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # not a parameter: copying and displaying ask for such names
            raise AttributeError(name)
        if name not in self._items:
            raise AttributeError(f"there is no {name!r} here: there are {', '.join(self._items)}")
        return self._items[name]

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"the numbers of a question cannot be changed ({name} = {value!r})")

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __hash__(self) -> int:
        return hash(tuple(self._items.items()))

    def __reduce__(self) -> tuple[Any, ...]:
        return Case, (self._items, self.text)

    def __repr__(self) -> str:
        return self.text or ", ".join(f"{name} = {value!r}" for name, value in self._items.items())

    def _repr_markdown_(self) -> str:
        return repr(self)
