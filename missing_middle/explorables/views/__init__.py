"""The kinds of charts that an explorable is made of."""

from missing_middle.explorables.views.bars import Bar, Bars
from missing_middle.explorables.views.cube import Corner, Cube
from missing_middle.explorables.views.lines import Area, Dot, Lines, Rule, Series
from missing_middle.explorables.views.network import Link, Network, Node
from missing_middle.explorables.views.sites import Sites
from missing_middle.explorables.views.tiles import Tiles, as_shown
from missing_middle.explorables.views.view import Axis, View

__all__ = [
    "Area",
    "Axis",
    "Bar",
    "Bars",
    "Corner",
    "Cube",
    "Dot",
    "Lines",
    "Link",
    "Network",
    "Node",
    "Rule",
    "Series",
    "Sites",
    "Tiles",
    "View",
    "as_shown",
]
