"""A cube as a view of an explorable: three axes, eight named corners, and one place among them."""

from dataclasses import dataclass

from missing_middle.explorables.views.view import View


@dataclass(frozen=True)
class Corner:
    """One of eight; ``at`` holds 0 or 1 for right, up and inward, ``cells`` the other columns of the table."""

    number: int
    name: str
    at: tuple
    cells: tuple


@dataclass(frozen=True)
class Cube(View):
    """``place`` and ``thresholds`` name numbers of the frame from 0 to 1 along the three axes (right, up, inward).

    ``current`` names the number of the corner in which the place lies.
    """

    kind = "cube"
    axes: tuple
    corners: tuple
    place: tuple
    thresholds: tuple
    current: str
    head: tuple
    note: str = ""

    def __post_init__(self):
        if len({corner.at for corner in self.corners}) != 8:
            raise ValueError(f"corners = {len(self.corners)} is not allowed: give each of the eight corners once.")
