"""What a widget is made of, apart from its charts: controls, readouts, the bet."""

import math
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Slider:
    """A number that the reader moves. Every stop is a state that the page can show without Python."""

    name: str  # of the argument of frame
    label: str  # in the reader's words
    stops: tuple  # rising
    start: float  # one of the stops
    digits: int = 2
    symbol: str = ""  # as in the text; may hold <sub> and <sup>
    unit: str = ""
    note: str = ""  # what more and less of it mean
    whole: bool = False  # whether there is nothing between two stops, as with years and numbers of firms

    def __post_init__(self):
        stops = tuple(float(stop) for stop in self.stops)
        object.__setattr__(self, "stops", stops)
        if len(stops) < 2 or any(not math.isfinite(b) or b <= a for a, b in pairwise(stops)):
            raise ValueError(
                f"stops = {self.stops!r} is not allowed for {self.name!r}: give two or more rising numbers."
            )
        if self.start not in stops:
            raise ValueError(f"start = {self.start!r} is not allowed for {self.name!r}: give one of the stops.")

    def accept(self, value):
        """Return ``value``, a number between the ends (one of the stops if ``whole``), or raise ``ValueError``."""
        number = isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
        if self.whole and not (number and value in self.stops):
            stops = ", ".join(f"{stop:g}" for stop in self.stops)
            raise ValueError(f"{self.name} = {value!r} is not allowed: give one of {stops}.")
        if not (number and self.stops[0] <= value <= self.stops[-1]):
            raise ValueError(
                f"{self.name} = {value!r} is not allowed: give a number from {self.stops[0]:g} to {self.stops[-1]:g}."
            )
        return float(value)

    def spec(self):
        return {
            "name": self.name,
            "label": self.label,
            "stops": self.stops,
            "start": self.start,
            "digits": self.digits,
            "symbol": self.symbol,
            "unit": self.unit,
            "note": self.note,
            "whole": self.whole,
        }


@dataclass(frozen=True)
class Choice:
    """One of a few named options."""

    name: str
    label: str
    options: dict  # what frame receives: what the reader reads
    start: str
    note: str = ""

    def __post_init__(self):
        if self.start not in self.options:
            raise ValueError(
                f"start = {self.start!r} is not allowed for {self.name!r}: "
                f"give one of {', '.join(map(repr, self.options))}."
            )

    @property
    def stops(self):
        return tuple(self.options)

    def accept(self, value):
        """Return ``value`` if it is an option, or raise ``ValueError``."""
        if value not in self.stops:
            raise ValueError(f"{self.name} = {value!r} is not allowed: give one of {', '.join(map(repr, self.stops))}.")
        return value

    def spec(self):
        return {
            "name": self.name,
            "label": self.label,
            "stops": self.stops,
            "start": self.start,
            "words": list(self.options.values()),
            "note": self.note,
        }


@dataclass(frozen=True)
class Readout:
    """A number of the frame that is printed, with its name, unit and decimals."""

    label: str
    unit: str = ""
    digits: int = 2

    def spec(self):
        return {"label": self.label, "unit": self.unit, "digits": self.digits}


@dataclass(frozen=True)
class Option:
    """A way to bet; ``says`` is a template that the reveal state fills."""

    text: str
    says: str
    misconception: str = ""  # the belief's id; empty for the right answer

    @property
    def right(self):
        return not self.misconception


@dataclass(frozen=True)
class Bet:
    """A prediction before anything moves, and the state that settles it."""

    question: str
    options: tuple
    reveal: dict  # a stop for every control

    def __post_init__(self):
        if sum(option.right for option in self.options) != 1:
            raise ValueError(
                f"options = {[o.text for o in self.options]!r} is not allowed: "
                "give exactly one without a misconception."
            )

    def spec(self):
        return {
            "question": self.question,
            "reveal": self.reveal,
            "options": [
                {"text": o.text, "says": o.says, "right": o.right, "id": o.misconception or "right"}
                for o in self.options
            ],
        }
