"""Curves as a view of an explorable, with rules, areas and dots."""

from dataclasses import dataclass

from missing_middle.explorables.views.view import Axis, View


@dataclass(frozen=True)
class Series:
    """A curve: names of two arrays of the frame, and the words at its end (none if it stands alone)."""

    x: str
    y: str
    label: str = ""


@dataclass(frozen=True)
class Rule:
    """A line across the chart at a readout (or a number), with its words; not drawn where it does not exist."""

    at: str | float
    label: str
    axis: str = "x"
    dash: int = 0  # 0 solid, 1 dashed, 2 dotted
    digits: int = 2


@dataclass(frozen=True)
class Area:
    """What lies between a curve and zero, from one place to another (readouts, numbers, or ``None`` for an end)."""

    series: int
    start: str | float | None
    stop: str | float | None
    label: str = ""
    tone: int = 0  # colour of the series with this number
    height: float | None = None  # of the label, on the y axis; at the top if None


@dataclass(frozen=True)
class Dot:
    """A marked point at two values of the frame (readouts or controls)."""

    x: str
    y: str
    label: str = ""
    tone: int = 0


@dataclass(frozen=True)
class Lines(View):
    """Up to four curves, with rules, areas and dots."""

    kind = "lines"
    x: Axis
    y: Axis
    series: tuple
    rules: tuple = ()
    areas: tuple = ()
    dots: tuple = ()

    def __post_init__(self):
        if not 1 <= len(self.series) <= 4:
            raise ValueError(f"series = {len(self.series)} curves is not allowed: give one to four.")

    def spec(self, frames):
        x, y = ([frames[getattr(series, axis)] for series in self.series] for axis in "xy")
        return super().spec(frames) | {"x": self.x.spec(x), "y": self.y.spec(y)}
