"""A tile grid as a view of an explorable: statistical units in a schematic order, each with its number."""

from dataclasses import dataclass

import numpy as np

from missing_middle.explorables.engine.words import brief
from missing_middle.explorables.views.view import View, require_parts


def as_shown(values):
    """Return values rounded to what a tile shows, so that the coding of a page cannot turn a last digit.

    >>> as_shown(np.array([8.1949, 24.312, 231.4])).tolist()
    [8.19, 24.3, 231.0]
    """
    return np.array([float(brief(value)) for value in values])


@dataclass(frozen=True)
class Tiles(View):
    """One tile a unit. ``values`` and ``groups`` name arrays of the frame, in the order of ``places``.

    ``places`` has rows (name, two letters, column, row); ``group_names`` are up to three, told apart by their frames.
    """

    kind = "tiles"
    note: str | dict
    values: str | dict  # one name, or one for each case of the frame
    groups: str
    places: tuple
    group_names: tuple
    head: tuple = ("Unit", "Group", "Value")

    @property
    def value_names(self):
        """The names of the arrays of values: one, or one for each case."""
        return [self.values] if isinstance(self.values, str) else list(self.values.values())

    @property
    def printed(self):
        """No tile shows more than two decimals."""
        return dict.fromkeys(self.value_names, 2)

    def spec(self, frames):
        tiles = [dict(zip(("name", "short", "column", "row"), place, strict=True)) for place in self.places]
        for name in (*self.value_names, self.groups):
            require_parts(frames, name, len(tiles), "tiles")
        return super().spec(frames) | {"tiles": tiles}
