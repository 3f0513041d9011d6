"""A cube as a view of an explorable: three axes, eight named corners, and one place among them."""

from dataclasses import dataclass, field
from itertools import pairwise

from matplotlib.patches import Polygon

from missing_middle import plots

# Where one unit of each axis leads on the page (right, up). Chosen so that no two corners of the cube coincide, and
# that the corner with all three high stands at the upper right.
RIGHT, UPWARD, INWARD = (0.87, -0.25), (0.0, 1.0), (0.62, 0.36)
HIDDEN = ((0, 0, 1), ((1, 0, 1), (0, 1, 1), (0, 0, 0)))  # the corner behind, and where its edges lead
RING = (
    ((0, 0, 0), (1, 0, 0), (1, 1, 0), (0, 1, 0), (0, 0, 0)),
    ((1, 0, 0), (1, 0, 1), (1, 1, 1), (1, 1, 0)),
    ((0, 1, 0), (0, 1, 1), (1, 1, 1)),
)  # the edges in front, as three strokes


@dataclass(frozen=True)
class Corner:
    """One of eight; ``at`` holds 0 or 1 for right, up and inward, ``cells`` the other columns of the table."""

    number: int
    name: str
    at: tuple
    cells: tuple


@dataclass(frozen=True)
class Cube:
    """``place`` and ``thresholds`` name numbers of the frame from 0 to 1 along the three axes (right, up, inward).

    ``current`` names the number of the corner in which the place lies.
    """

    title: str | dict
    alt: str | dict
    axes: tuple
    corners: tuple
    place: tuple
    thresholds: tuple
    current: str
    head: tuple
    note: str = ""
    kind: str = field(default="cube", init=False)

    def __post_init__(self):
        if len({corner.at for corner in self.corners}) != 8:
            raise ValueError(f"corners = {len(self.corners)} is not allowed: give each of the eight corners once.")

    def spec(self, frames):
        return {
            "kind": self.kind,
            "title": self.title,
            "alt": self.alt,
            "axes": list(self.axes),
            "note": self.note,
            "corners": [vars(corner) for corner in self.corners],
            "place": list(self.place),
            "thresholds": list(self.thresholds),
            "current": self.current,
            "head": list(self.head),
            "directions": [RIGHT, UPWARD, INWARD],
            "hidden": HIDDEN,
            "ring": RING,
        }

    def paint(self, ax, frame, spec, fill):
        """Draw on a Matplotlib axes that has its title and labels."""
        spot, limits = (tuple(float(frame[name]) for name in names) for names in (self.place, self.thresholds))
        low, high = octant(spot, limits)
        for face in faces(low, high):
            ax.add_patch(Polygon([project(p) for p in face], color=plots.ACCENT, alpha=0.16))
        for end in HIDDEN[1]:
            stroke(ax, (HIDDEN[0], end), dashed=True)
        for ring in RING:
            stroke(ax, ring)
        foot = (spot[0], 0, spot[2])
        for path in ((spot, foot), ((spot[0], 0, 0), foot, (1, 0, spot[2]))):
            stroke(ax, path, linestyle=(0, (1.5, 2)), linewidth=1.2)
        ax.plot(*project(spot), "o", color=plots.SERIES[1], markersize=8, markeredgecolor=plots.PAPER, zorder=4)
        self._paint_names(ax, frame, fill)

    def _paint_names(self, ax, frame, fill):
        for row, corner in enumerate(self.corners):
            here = corner.number == round(frame[self.current])
            ax.annotate(
                str(corner.number),
                project(corner.at),
                ha="center",
                va="center",
                fontsize=8.5,
                zorder=5,
                color=plots.PAPER if here else plots.INK,
                weight="bold" if here else "normal",
                bbox={
                    "boxstyle": "circle,pad=0.22",
                    "facecolor": plots.INK if here else plots.PAPER,
                    "edgecolor": plots.INK,
                    "linewidth": 0.9,
                },
            )
            ax.annotate(
                f"{corner.number}  {corner.name}" + (" (here)" if here else ""),
                (1.72, 1.2 - 0.17 * row),
                fontsize=9,
                weight="bold" if here else "normal",
                va="center",
            )
        for name, at, shift, across in zip(
            self.axes,
            ((0.5, 0, 0), (0, 0.5, 0), (1, 0, 0.5)),
            ((-4, -5), (-6, 0), (6, -5)),
            ("right", "right", "left"),
            strict=True,
        ):
            ax.annotate(
                name,
                project(at),
                xytext=shift,
                textcoords="offset points",
                ha=across,
                va="center" if shift[1] == 0 else "top",
                fontsize=9.5,
            )
        ax.set(xlim=(-0.5, 3.1), ylim=(-0.42, 1.5), xticks=(), yticks=(), aspect="equal")
        ax.set_xlabel(fill(self.note), fontsize=8.5, loc="left", wrap=True)
        ax.spines[:].set_visible(False)
        ax.grid(False)


def project(point):
    """Return where a point of the unit cube stands on the page, (right, up), in units of its height.

    >>> project((1, 1, 1)), project((0, 1, 0))
    ((1.49, 1.11), (0.0, 1.0))
    """
    return tuple(round(sum(p * d[i] for p, d in zip(point, (RIGHT, UPWARD, INWARD), strict=True)), 12) for i in (0, 1))


def octant(spot, limits):
    """Return the two opposite corners of the part of the cube, cut at ``limits``, in which ``spot`` lies.

    >>> octant((0.35, 0.75, 0.7), (0.5, 0.5, 0.5))
    ((0.0, 0.5, 0.5), (0.5, 1.0, 1.0))
    """
    return (
        tuple(limit if at >= limit else 0.0 for at, limit in zip(spot, limits, strict=True)),
        tuple(1.0 if at >= limit else limit for at, limit in zip(spot, limits, strict=True)),
    )


def faces(low, high):
    """Return the three faces of a box that one sees: right, top and front."""
    (a, b, c), (d, e, f) = low, high
    return (
        ((d, b, c), (d, b, f), (d, e, f), (d, e, c)),
        ((a, e, c), (d, e, c), (d, e, f), (a, e, f)),
        ((a, b, c), (d, b, c), (d, e, c), (a, e, c)),
    )


def stroke(ax, points, dashed=False, **style):
    style = {
        "color": plots.INK,
        "linewidth": 0.8 if dashed else 1.1,
        "linestyle": (0, (4, 3)) if dashed else "-",
        **style,
    }
    for start, stop in pairwise(points):
        (x, y), (right, up) = project(start), project(stop)
        ax.plot([x, right], [y, up], **style)
