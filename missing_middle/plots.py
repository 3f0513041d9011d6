"""The look of every chart, and the charts themselves.

A function takes a record or a frame and an optional ``ax``, and returns a :class:`Figure`, which shows itself as SVG
together with a sentence that says what it shows. Charts keep to a few rules: the title is the finding, both axes
carry a label with its unit, lines are labelled where they end, and colour never carries meaning alone.
"""

import io
import re
import textwrap
from dataclasses import dataclass

import matplotlib
import matplotlib.pyplot as plt
import numpy as np

PAPER, INK, ACCENT = "#fffdf7", "#1f2328", "#1f5a6b"
RULE = "#d9d5c9"
# Okabe and Ito's order, ink first. Yellow is left out: it does not reach 3:1 on paper.
SERIES = (INK, "#d55e00", "#0072b2", "#00795a", "#a8467f", "#8a6d00")
DASHES = ("-", (0, (6, 2)), (0, (2, 1.5)), (0, (8, 2, 2, 2)), (0, (1, 1)), (0, (4, 1)))

STYLE = {
    "figure.figsize": (5.2, 3.25), "figure.facecolor": PAPER, "savefig.facecolor": PAPER,
    "figure.constrained_layout.use": True,
    "font.family": "DejaVu Sans", "font.size": 10.5, "text.color": INK,
    "axes.facecolor": PAPER, "axes.edgecolor": INK, "axes.labelcolor": INK, "axes.titlesize": 11,
    "axes.titlelocation": "left", "axes.titleweight": "bold", "axes.spines.top": False, "axes.spines.right": False,
    "axes.grid": True, "axes.grid.axis": "y", "axes.axisbelow": True, "grid.color": RULE, "grid.linewidth": 0.8,
    "xtick.color": INK, "ytick.color": INK, "ytick.left": False, "axes.spines.left": False,
    "lines.linewidth": 2.0, "axes.prop_cycle": matplotlib.cycler(color=SERIES),
    "svg.fonttype": "none", "svg.hashsalt": "missing middle",
}


@dataclass(frozen=True)
class Figure:
    """A drawn chart and the sentence that says what it shows.

    Attributes
    ----------
    figure : matplotlib.figure.Figure
    alt : str
        The finding in words, for readers who do not see the chart; also what stored notebooks compare.
    """

    figure: matplotlib.figure.Figure
    alt: str

    def __post_init__(self):
        plt.close(self.figure)      # else a notebook would show it a second time
        if not self.alt.strip():
            raise ValueError(f"alt = {self.alt!r} is not allowed: say in a sentence what the figure shows.")

    def svg(self):
        """Return the chart as one SVG element; the same chart always gives the same text."""
        out = io.StringIO()
        with plt.rc_context(STYLE):
            self.figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
        text = out.getvalue()
        text = text[text.index("<svg"):].replace("'DejaVu Sans'", "system-ui, 'DejaVu Sans', sans-serif")
        return re.sub(r"<metadata>.*?</metadata>", "", text, flags=re.S)

    def __repr__(self):
        return self.alt

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"image/svg+xml": self.svg(), "text/plain": self.alt}


def new_axes(title, x_label, y_label, ax=None, **figure):
    """Return an axes in the house style, with a finding for a title and a label with unit on both axes."""
    for name, words in (("title", title), ("x_label", x_label), ("y_label", y_label)):
        if not words.strip():
            raise ValueError(f"{name} = {words!r} is not allowed: a chart without it cannot be read.")
    if ax is None:
        with plt.rc_context(STYLE):
            _, ax = plt.subplots(**figure)
    width = ax.figure.get_size_inches()[0]
    ax.set_title("\n".join(textwrap.wrap(title, int(width * 9.6))))
    ax.set_xlabel(x_label)
    ax.set_ylabel(y_label)
    return ax


def label_line(ax, x, y, text, **style):
    """Write ``text`` at the end of a line, in the line's own colour, clear of the curve."""
    ax.annotate(text, (x, y), xytext=(5, 0), textcoords="offset points", va="center", annotation_clip=False, **style)


def spread(positions, gap):
    """Return ``positions`` moved apart, as little as needed, so that neighbours are ``gap`` or more apart.

    Order is kept. Used for labels at line ends.
    """
    positions = np.asarray(positions, float)
    order = np.argsort(positions, kind="stable")
    placed = positions[order].copy()
    for _ in range(200):
        short = gap - np.diff(placed)
        if (short <= 1e-12).all():
            break
        push = np.where(short > 0, short / 2, 0)
        placed[:-1] -= push
        placed[1:] += push
    out = np.empty_like(placed)
    out[order] = placed
    return out
