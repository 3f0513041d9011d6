"""A tile grid as a view of an explorable: statistical units in a schematic order, each with its number."""

from dataclasses import dataclass, field

import numpy as np
from matplotlib.patches import Rectangle

from missing_middle import plots
from missing_middle.explorables.words import number, pick

EDGES = (
    {"linewidth": 1.4, "edgecolor": plots.INK},
    {"linewidth": 1.1, "edgecolor": plots.INK, "linestyle": (0, (4, 2.5))},
    {"linewidth": 0.8, "edgecolor": plots.RULE},
)


def tile_text(value):
    """Return a value with at most three digits that matter, as the page does.

    >>> tile_text(24.312), tile_text(0.846), tile_text(231.4)
    ('24.3', '0.85', '231')
    """
    if value is None or not np.isfinite(value):
        return "–"
    return number(value, 0 if value >= 99.95 else 1 if value >= 9.995 else 2)


def as_shown(values):
    """Return values rounded to what a tile shows, so that the coding of a page cannot turn a last digit.

    >>> as_shown(np.array([8.1949, 24.312, 231.4])).tolist()
    [8.19, 24.3, 231.0]
    """
    return np.array([float(tile_text(value)) for value in values])


@dataclass(frozen=True)
class Tiles:
    """One tile a unit. ``values`` and ``groups`` name arrays of the frame, in the order of ``places``.

    ``places`` has rows (name, two letters, column, row); ``group_names`` are up to three, told apart by their frames.
    """

    title: str | dict
    alt: str | dict
    note: str | dict
    values: str | dict  # one name, or one for each case of the frame
    groups: str
    places: tuple
    group_names: tuple
    head: tuple = ("Unit", "Group", "Value")
    kind: str = field(default="tiles", init=False)

    @property
    def printed(self):
        """The decimals to which the page must know each array: no tile shows more than two."""
        return dict.fromkeys([self.values] if isinstance(self.values, str) else self.values.values(), 2)

    def spec(self, frames):
        tiles = [dict(zip(("name", "short", "column", "row"), place, strict=True)) for place in self.places]
        names = [self.values] if isinstance(self.values, str) else list(self.values.values())
        for name in (*names, self.groups):
            if frames[name].shape[1:] != (len(tiles),):
                raise ValueError(
                    f"{name} = {frames[name].shape[1:]} numbers is not allowed: give one for each of "
                    f"{len(tiles)} tiles."
                )
        return {
            "kind": self.kind,
            "title": self.title,
            "alt": self.alt,
            "note": self.note,
            "values": self.values,
            "groups": self.groups,
            "tiles": tiles,
            "group_names": list(self.group_names),
            "head": list(self.head),
        }

    def paint(self, ax, frame, spec, fill):
        """Draw on a Matplotlib axes that has its title and labels."""
        values = np.asarray(frame[pick(self.values, frame)], float)
        low, high = np.nanmin(values), np.nanmax(values)
        for (_name, short, column, row), value, group in zip(self.places, values, frame[self.groups], strict=True):
            shade = 0.04 + 0.4 * ((value - low) / (high - low) if high > low else 0)
            box = (column + 0.04, row + 0.06), 0.92, 0.88
            ax.add_patch(Rectangle(*box, facecolor=plots.ACCENT, alpha=shade, edgecolor="none"))
            ax.add_patch(Rectangle(*box, fill=False, **EDGES[int(group)]))
            ax.text(column + 0.5, row + 0.36, short, ha="center", va="center", fontsize=8)
            ax.text(column + 0.5, row + 0.7, tile_text(value), ha="center", va="center", fontsize=8, weight="bold")
        ax.set(
            xlim=(0, 1 + max(place[2] for place in self.places)),
            ylim=(1 + max(place[3] for place in self.places), 0),
            xticks=(),
            yticks=(),
        )
        ax.set_xlabel(fill(self.note), fontsize=8.5, loc="left", wrap=True)
        ax.spines[:].set_visible(False)
        ax.grid(False)
