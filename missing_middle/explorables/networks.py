"""A network as a view of an explorable: who is linked with whom, and how much each node has."""

from dataclasses import dataclass, field

import numpy as np

from missing_middle import plots
from missing_middle.explorables.words import number

SHAPES = ("o", "s", "D")  # circle, square, diamond, as in draw_network.js
SIZES = (25, 23, 21)  # points, so that the three look equally large
STROKES = ({"linewidth": 2.2}, {"linewidth": 1.6, "linestyle": (0, (4, 2.5))}, {"linewidth": 0.9, "color": "#565c63"})


@dataclass(frozen=True)
class Node:
    """``x`` and ``y`` run from 0 to 1, ``y`` downwards; ``kind`` chooses circle, square or diamond (0 to 2)."""

    id: str
    name: str
    kind: int
    x: float
    y: float


@dataclass(frozen=True)
class Link:
    """Two nodes by ``id``; ``kind`` chooses a thick, a broken or a thin line (0 to 2), ``bend`` keeps it off others."""

    one: str
    other: str
    kind: int = 0
    bend: float = 0.0


@dataclass(frozen=True)
class Network:
    """``values`` and ``present`` name arrays of the frame: a number a node (none if it is out) and 0 or 1 a link.

    ``shade`` names the two numbers between which nodes are shaded; ``key`` says what shapes and lines mean.
    """

    title: str | dict
    alt: str | dict
    key: str
    nodes: tuple
    links: tuple
    values: str
    present: str
    shade: tuple
    kinds: tuple  # of nodes, in words
    measure: str = "Knowledge"
    out: str = ""  # after the name of a node that is out
    kind: str = field(default="network", init=False)

    def __post_init__(self):
        names = [node.id for node in self.nodes]
        for link in self.links:
            if link.one not in names or link.other not in names:
                raise ValueError(f"links has {link.one!r} to {link.other!r}, which is not allowed: nodes are {names}.")

    def spec(self, frames):
        for name, parts in ((self.values, self.nodes), (self.present, self.links)):
            if frames[name].shape[1:] != (len(parts),):
                raise ValueError(f"{name} = {frames[name].shape[1:]} numbers is not allowed: give {len(parts)}.")
        place = {node.id: i for i, node in enumerate(self.nodes)}
        links = [
            {"one": place[link.one], "other": place[link.other], "kind": link.kind, "bend": link.bend}
            for link in self.links
        ]
        return {
            "kind": self.kind,
            "title": self.title,
            "alt": self.alt,
            "key": self.key,
            "values": self.values,
            "present": self.present,
            "shade": list(self.shade),
            "kinds": list(self.kinds),
            "measure": self.measure,
            "out": self.out,
            "nodes": [vars(node) for node in self.nodes],
            "links": links,
        }

    def paint(self, ax, frame, spec, fill):
        """Draw on a Matplotlib axes that has its title and labels."""
        place = {node.id: (node.x, node.y) for node in self.nodes}
        for link, there in zip(self.links, frame[self.present], strict=True):
            if there:
                style = {
                    "color": plots.INK,
                    **STROKES[link.kind],
                    "shrinkA": 0,
                    "shrinkB": 0,
                    "arrowstyle": "-",
                    "connectionstyle": f"arc3,rad={link.bend}",
                }
                ax.annotate("", place[link.other], place[link.one], arrowprops=style, zorder=1)
        low, high = (frame[name] for name in self.shade)
        for node, value in zip(self.nodes, frame[self.values], strict=True):
            self._paint_node(ax, node, value, (value - low) / (high - low) if high > low else 0.0)
        ax.set(xlim=(-0.1, 1.1), ylim=(1.16, -0.1), xticks=(), yticks=())
        ax.set_xlabel(fill(self.key), fontsize=8.5, loc="left", wrap=True)
        ax.spines[:].set_visible(False)
        ax.grid(False)

    def _paint_node(self, ax, node, value, share):
        there = np.isfinite(value)
        mark = {"marker": SHAPES[node.kind], "markersize": SIZES[node.kind], "linestyle": "none"}
        ax.plot(
            node.x,
            node.y,
            **mark,
            markerfacecolor=plots.PAPER,
            markeredgecolor=plots.INK if there else "#565c63",
            markeredgewidth=1.4 if there else 0.8,
        )
        if there:
            ax.plot(node.x, node.y, **mark, color=plots.ACCENT, alpha=0.04 + 0.4 * share, markeredgewidth=0)
        ax.annotate(
            number(value, 1) if there else "–", (node.x, node.y), ha="center", va="center", fontsize=8.5, weight="bold"
        )
        words = f"{node.name} ({self.out})" if self.out and not there else node.name
        ax.annotate(
            words,
            (node.x, node.y),
            xytext=(0, -15),
            textcoords="offset points",
            ha="center",
            va="top",
            fontsize=8.5,
            bbox={"facecolor": plots.PAPER, "edgecolor": "none", "pad": 0.6, "alpha": 0.85},
        )
