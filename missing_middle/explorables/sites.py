"""Points in a square as a view of an explorable: all sites small, those that were chosen large."""

from dataclasses import dataclass, field

import numpy as np

from missing_middle import plots


@dataclass(frozen=True)
class Sites:
    """``chosen`` names an array of the frame: positions in ``sites``, which has a row (east, north) for each site.

    ``side`` is the length of the square, in the unit of the coordinates.
    """

    title: str | dict
    alt: str | dict
    note: str
    sites: tuple
    chosen: str
    side: float
    unit: str = "km"
    kind: str = field(default="sites", init=False)

    def __post_init__(self):
        for east, north in self.sites:
            if not (0 <= east <= self.side and 0 <= north <= self.side):
                raise ValueError(
                    f"sites has ({east!r}, {north!r}), which is not allowed: give coordinates from 0 to {self.side:g}."
                )

    @property
    def printed(self):
        """Positions are whole numbers, and must come through exactly."""
        return {self.chosen: 0}

    def spec(self, frames):
        chosen = frames[self.chosen]
        if chosen.ndim != 2 or not ((chosen >= 0) & (chosen < len(self.sites))).all():
            raise ValueError(
                f"{self.chosen} is not allowed: give each state a row of positions from 0 to {len(self.sites) - 1}."
            )
        return {
            "kind": self.kind,
            "title": self.title,
            "alt": self.alt,
            "note": self.note,
            "chosen": self.chosen,
            "sites": [list(site) for site in self.sites],
            "side": self.side,
            "unit": self.unit,
        }

    def paint(self, ax, frame, spec, fill):
        """Draw on a Matplotlib axes that has its title and labels."""
        sites = np.array(self.sites)
        plants = sites[np.asarray(frame[self.chosen], int)]
        ax.plot(*sites.T, "o", markersize=2, color="#8a8f94", markeredgewidth=0)
        ax.plot(*plants.T, "o", markersize=6, color=plots.ACCENT, markeredgecolor=plots.PAPER, markeredgewidth=0.8)
        ax.set(xlim=(0, self.side), ylim=(0, self.side), xticks=(), yticks=(), aspect="equal", anchor="W")
        ax.set_xlabel(fill(self.note), fontsize=8.5, loc="left", wrap=True)
        ax.grid(False)
