"""Points in a square as a view of an explorable: all sites small, those that were chosen large."""

from dataclasses import dataclass

from missing_middle.explorables.views.view import View


@dataclass(frozen=True)
class Sites(View):
    """``chosen`` names an array of the frame: positions in ``sites``, which has a row (east, north) for each site.

    ``side`` is the length of the square, in the unit of the coordinates.
    """

    kind = "sites"
    note: str
    sites: tuple
    chosen: str
    side: float
    unit: str = "km"

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
        return super().spec(frames)
