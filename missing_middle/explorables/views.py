"""How a frame is drawn. A view describes itself to the page (``spec``) and draws itself on paper (``paint``).

A further kind of view is a class here or in a file beside it, and a function ``draw.<kind>`` in ``draw_<kind>.js``.
"""

from dataclasses import dataclass, field

import numpy as np

from missing_middle import plots


@dataclass(frozen=True)
class Axis:
    """``label`` carries the unit; ends that are ``None`` are those of all states together."""

    label: str
    low: float | None = None
    high: float | None = None
    log: bool = False

    def spec(self, values):
        """Return the axis with its ends; ``values`` are all that will be drawn on it."""
        values = np.concatenate([np.ravel(v) for v in values]) if values else np.array([0.0, 1.0])
        low = float(np.nanmin(values)) if self.low is None else self.low
        high = float(np.nanmax(values)) if self.high is None else self.high
        if not low < high or (self.log and low <= 0):
            raise ValueError(
                f"low, high = {low:g}, {high:g} is not allowed for the axis {self.label!r}: "
                f"give rising ends{', above 0' if self.log else ''}."
            )
        return {"label": self.label, "low": low, "high": high, "log": self.log}


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


def place(frame, at):
    """Return the number at which something stands, or ``None``."""
    value = frame[at] if isinstance(at, str) else at
    return None if value is None or not np.isfinite(value) else float(value)


@dataclass(frozen=True)
class Lines:
    """Up to four curves, with rules, areas and dots. ``title`` and ``alt`` are templates."""

    title: str | dict
    alt: str | dict
    x: Axis
    y: Axis
    series: tuple
    rules: tuple = ()
    areas: tuple = ()
    dots: tuple = ()
    kind: str = field(default="lines", init=False)

    def __post_init__(self):
        if not 1 <= len(self.series) <= 4:
            raise ValueError(f"series = {len(self.series)} curves is not allowed: give one to four.")

    def spec(self, frames):
        return {
            "kind": self.kind,
            "title": self.title,
            "alt": self.alt,
            "x": self.x.spec([frames[s.x] for s in self.series]),
            "y": self.y.spec([frames[s.y] for s in self.series]),
            **{name: [vars(part) for part in getattr(self, name)] for name in ("series", "rules", "areas", "dots")},
        }

    def paint(self, ax, frame, spec, fill):
        """Draw on a Matplotlib axes that has its title and labels."""
        x, y = spec["x"], spec["y"]
        ax.set(
            xscale="log" if x["log"] else "linear",
            yscale="log" if y["log"] else "linear",
            xlim=(x["low"], x["high"]),
            ylim=(y["low"], y["high"]),
        )
        for area in self.areas:
            self._paint_area(ax, frame, area, x)
        ends = [float(frame[s.y][-1]) for s in self.series]
        ends = plots.spread(np.clip(ends, y["low"], y["high"]), (y["high"] - y["low"]) * 0.08)
        for number, (series, end) in enumerate(zip(self.series, ends, strict=True)):
            ax.plot(frame[series.x], frame[series.y], color=plots.SERIES[number], linestyle=plots.DASHES[number])
            if series.label:
                plots.label_line(ax, x["high"], end, series.label, color=plots.SERIES[number])
        self._paint_rules(ax, frame, spec, fill)
        for dot in self.dots:
            ax.plot(place(frame, dot.x), place(frame, dot.y), "o", color=plots.SERIES[dot.tone])
        if x["low"] >= YEARS_FROM:
            ax.locator_params(axis="x", integer=True, nbins=7)
        if x["log"]:
            ticks = round_ticks(x["low"], x["high"])
            ax.set_xticks(ticks, [f"{t:g}" for t in ticks])
            ax.minorticks_off()

    def _paint_area(self, ax, frame, area, x):
        series = self.series[area.series]
        at, values = np.asarray(frame[series.x]), np.asarray(frame[series.y])
        start = x["low"] if area.start is None else place(frame, area.start)
        stop = x["high"] if area.stop is None else place(frame, area.stop)
        if start is None:
            return
        stop = x["high"] if stop is None else stop
        inside = np.unique(np.concatenate([[start, stop], at[(at > start) & (at < stop)]]))
        colour = plots.SERIES[area.tone]
        ax.fill_between(inside, np.interp(inside, at, values), 0, color=colour, alpha=0.2, linewidth=0)
        left, right = ax.transData.transform([(start, 0), (min(stop, x["high"]), 0)])[:, 0]
        if area.label and area.height is not None and right - left > 6 * len(area.label):
            ax.text(
                *ax.transData.inverted().transform(((left + right) / 2, 0))[:1],
                area.height,
                area.label,
                color=colour,
                ha="center",
                va="center",
                fontsize=9.5,
            )

    def _paint_rules(self, ax, frame, spec, fill):
        placed = [(place(frame, rule.at), rule) for rule in self.rules]
        placed = sorted(
            (
                (at, rule)
                for at, rule in placed
                if at is not None and spec[rule.axis]["low"] <= at <= spec[rule.axis]["high"]
            ),
            key=lambda pair: pair[0],
        )
        for at, rule in placed:
            if rule.axis == "y":
                ax.axhline(at, **stroke(rule))
                ax.annotate(
                    fill(rule.label),
                    (1, at),
                    xycoords=("axes fraction", "data"),
                    xytext=(0, 3),
                    textcoords="offset points",
                    ha="right",
                    va="bottom",
                    fontsize=9,
                )
        upright = [(at, rule) for at, rule in placed if rule.axis == "x"]
        for row, (at, rule) in enumerate(upright):
            self._paint_upright(ax, at, fill(rule.label), stroke(rule), ROW * (len(upright) - row))

    def _paint_upright(self, ax, at, text, style, height):
        """Draw a line through the chart and up to its words, ``height`` points above, clear of the curves."""
        ax.axvline(at, **style)
        top = {"xycoords": ("data", "axes fraction"), "textcoords": "offset points"}
        stem = {"arrowstyle": "-", "shrinkA": 0, "shrinkB": 0, **style}
        ax.annotate("", (at, 1), (0, height), **top, arrowprops=stem)
        flip = ax.transLimits.transform(ax.transScale.transform((at, ax.get_ylim()[1])))[0] > 0.6
        ax.annotate(
            text, (at, 1), (-4 if flip else 4, height), **top, ha="right" if flip else "left", va="top", fontsize=9
        )


YEARS_FROM = 1800  # an axis that begins later counts years, and no year has a half
ROW = 12  # points from one rule's words to the next


def stroke(rule):
    return {"color": plots.INK, "linewidth": 1, "linestyle": ("-", (0, (5, 3)), (0, (1.5, 2)))[rule.dash]}


def round_ticks(low, high):
    """Return round numbers for a log axis, as the page has them.

    >>> round_ticks(1, 5), round_ticks(1, 20)
    ([1, 1.5, 2, 3, 4], [1, 2, 5, 10, 20])
    """
    decades = np.log10(high / low)
    heads = (1, 1.5, 2, 3, 4, 6) if decades < 1.3 else (1, 2, 5) if decades < 3 else (1,)
    powers = range(int(np.floor(np.log10(low))), int(np.ceil(np.log10(high))) + 1)
    ticks = [head * 10**power if power >= 0 else head / 10**-power for power in powers for head in heads]
    return [tick for tick in ticks if low * 0.999 <= tick <= high * 1.001]


@dataclass(frozen=True)
class Bar:
    """A readout drawn as a bar, with its name."""

    at: str
    label: str
    tone: int = 0


@dataclass(frozen=True)
class Bars:
    """Named bars from zero, and a line to compare them with."""

    title: str | dict
    alt: str | dict
    axis: Axis
    bars: tuple
    reference: float | None = None
    reference_label: str = ""
    kind: str = field(default="bars", init=False)

    def spec(self, frames):
        values = [np.zeros(1), *(frames[bar.at] for bar in self.bars)]
        reference = None if self.reference is None else {"at": self.reference, "label": self.reference_label}
        return {
            "kind": self.kind,
            "title": self.title,
            "alt": self.alt,
            "axis": self.axis.spec(values),
            "bars": [vars(bar) for bar in self.bars],
            "reference": reference,
        }

    def paint(self, ax, frame, spec, fill):
        """Draw on a Matplotlib axes that has its title and labels."""
        rows = np.arange(len(self.bars))[::-1]
        for row, bar in zip(rows, self.bars, strict=True):
            value = place(frame, bar.at)
            if value is not None:
                ax.barh(row, value, 0.42, color=plots.SERIES[bar.tone])
                ax.annotate(
                    fill("{" + bar.at + "}"),
                    (max(value, 0), row),
                    xytext=(5, 0),
                    textcoords="offset points",
                    va="center",
                    bbox={"facecolor": plots.PAPER, "edgecolor": "none", "pad": 1},
                )
        ax.set_yticks(rows, [bar.label for bar in self.bars])
        ax.set_xlim(spec["axis"]["low"], spec["axis"]["high"] * 1.08)
        ax.locator_params(axis="x", nbins=6)
        ax.grid(False)
        if self.reference is not None:
            ax.axvline(self.reference, color=plots.INK, linewidth=1, linestyle=(0, (5, 3)))
