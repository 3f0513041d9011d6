"""An explorable on paper: its charts in one state as one picture, drawn by the page's own views."""

import base64
from dataclasses import dataclass
from html import escape

from missing_middle.web import stage
from missing_middle.web.bundle import sheet

WIDTH, EDGE = 480, 8  # px
GROUND = f'<rect class="xp-ground" x="{-EDGE}" y="{-EDGE}" width="100%" height="100%"/>'
SHEET = "charts.css"
WITHOUT = (
    "The picture of this state is drawn where the package quickjs-ng is installed; the explorable itself needs none."
)


@dataclass(frozen=True)
class Still:
    """A picture and the sentence that says what it shows.

    Attributes
    ----------
    marks : str
        SVG without a style of its own, for a page that has the explorables' sheet.
    alt : str
        The finding in words.
    width, height : int
        Of the picture, px.
    """

    marks: str
    alt: str
    width: int
    height: int

    def svg(self):
        """Return the picture as one SVG element that needs no style sheet and has the colours of paper."""
        head = '<svg xmlns="http://www.w3.org/2000/svg" class="xp-chart xp-paper" style="color-scheme: light"'
        marks = f'{GROUND}<g aria-hidden="true">{self.marks}</g>'
        return f"{head} {self._box()}><style>{sheet(SHEET)}</style>{marks}</svg>"

    def _box(self):
        width, height = self.width + 2 * EDGE, self.height + 2 * EDGE
        return f'viewBox="{-EDGE} {-EDGE} {width} {height}" width="{width}" height="{height}"'

    def image(self):
        """Return the picture as an image element: JupyterLab leaves it in notebooks that are not trusted."""
        data = base64.b64encode(self.svg().encode()).decode()
        return f'<img alt="{escape(self.alt)}" src="data:image/svg+xml;base64,{data}">'

    def __repr__(self):
        return self.alt

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"image/svg+xml": self.svg(), "text/plain": self.alt}


def draw(kinds, spec, frame, sentence):
    """Return the :class:`Still` of a state.

    Parameters
    ----------
    kinds : iterable of str
        Of the views in ``spec``.
    spec, frame : dict
        As the page has them.
    sentence : str
        What the state says; it begins the alternative text.

    Raises
    ------
    RuntimeError
        If the engine that draws is not installed.
    """
    if not stage.ENGINE:
        raise RuntimeError(WITHOUT)
    names = tuple(f"views/{kind}.js" for kind in sorted(set(kinds)))
    drawn = stage.draw(names, spec, frame, WIDTH)
    return Still(drawn["svg"], f"{sentence} {drawn['alt']}".replace("\u00a0%", " %"), drawn["width"], drawn["height"])
