"""What all kinds of views share, and an axis. A kind is a class here and the file of its name in ``web/views/``."""

from dataclasses import asdict, dataclass
from typing import Any, ClassVar

import numpy as np

Frames = dict[str, np.ndarray]  # every series at all states: (states,) or (states, points)


@dataclass(frozen=True)
class View:
    """How a frame is drawn. ``title`` (the finding) and ``alt`` (what there is to see) are templates."""

    kind: ClassVar[str]  # names the file that draws it
    title: str | dict[str, str]
    alt: str | dict[str, str]

    @property
    def printed(self) -> dict[str, int]:
        """The decimals to which the page must know each array whose every number can be read off the chart."""
        return {}

    def spec(self, frames: Frames) -> dict[str, Any]:
        """Return what the page needs to draw it; raise ``ValueError`` if the frames do not fit."""
        return {"kind": self.kind, **asdict(self)}


@dataclass(frozen=True)
class Axis:
    """``label`` carries the unit; ends that are ``None`` are those of all states together."""

    label: str
    low: float | None = None
    high: float | None = None
    log: bool = False

    def spec(self, values: list[np.ndarray]) -> dict[str, Any]:
        """Return the axis with its ends; ``values`` are all that will be drawn on it."""
        every = np.concatenate([np.ravel(v) for v in values]) if values else np.array([0.0, 1.0])
        low = float(np.nanmin(every)) if self.low is None else self.low
        high = float(np.nanmax(every)) if self.high is None else self.high
        if not low < high or (self.log and low <= 0):
            raise ValueError(
                f"low, high = {low:g}, {high:g} is not allowed for the axis {self.label!r}: "
                f"give rising ends{', above 0' if self.log else ''}."
            )
        return {"label": self.label, "low": low, "high": high, "log": self.log}


def require_parts(frames: Frames, name: str, count: int, parts: str) -> None:
    """Raise ``ValueError`` unless the series ``name`` has a number for each of ``count`` parts."""
    if frames[name].shape[1:] != (count,):
        raise ValueError(
            f"{name} = {frames[name].shape[1:]} numbers is not allowed: give one for each of {count} {parts}."
        )
