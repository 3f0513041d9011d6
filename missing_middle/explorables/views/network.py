"""A network as a view of an explorable: who is linked with whom, and how much each node has."""

from dataclasses import dataclass

from missing_middle.explorables.views.view import View, require_parts


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
class Network(View):
    """``values`` and ``present`` name arrays of the frame: a number a node (none if it is out) and 0 or 1 a link.

    ``shade`` names the two numbers between which nodes are shaded; ``key`` says what shapes and lines mean.
    """

    kind = "network"
    key: str
    nodes: tuple
    links: tuple
    values: str
    present: str
    shade: tuple
    kinds: tuple  # of nodes, in words
    measure: str = "Knowledge"
    out: str = ""  # after the name of a node that is out

    def __post_init__(self):
        names = [node.id for node in self.nodes]
        for link in self.links:
            if link.one not in names or link.other not in names:
                raise ValueError(f"links has {link.one!r} to {link.other!r}, which is not allowed: nodes are {names}.")

    def spec(self, frames):
        require_parts(frames, self.values, len(self.nodes), "nodes")
        require_parts(frames, self.present, len(self.links), "links")
        place = {node.id: i for i, node in enumerate(self.nodes)}
        links = [vars(link) | {"one": place[link.one], "other": place[link.other]} for link in self.links]
        return super().spec(frames) | {"links": links}
