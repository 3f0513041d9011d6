"""Bars as a view of an explorable."""

from dataclasses import dataclass

import numpy as np

from missing_middle.explorables.views.view import Axis, View


@dataclass(frozen=True)
class Bar:
    """A readout drawn as a bar, with its name."""

    at: str
    label: str
    tone: int = 0


@dataclass(frozen=True)
class Bars(View):
    """Named bars from zero, and a line to compare them with."""

    kind = "bars"
    axis: Axis
    bars: tuple
    reference: float | None = None
    reference_label: str = ""

    def spec(self, frames):
        values = [np.zeros(1), *(frames[bar.at] for bar in self.bars)]
        reference = None if self.reference is None else {"at": self.reference, "label": self.reference_label}
        return super().spec(frames) | {"axis": self.axis.spec(values), "reference": reference}
