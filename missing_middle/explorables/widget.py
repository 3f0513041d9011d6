"""The widget: one question, its controls, and linked views of a model, in a notebook, in a page and on paper.

Python evaluates the model at every stop of every control and hands the page one block of bytes; the page draws from
it at once. With a kernel behind it, Python then answers with the exact state for the exact values.
"""

import html
from math import isfinite, prod
from pathlib import Path

import anywidget
import numpy as np
import traitlets

from missing_middle.explorables import frames
from missing_middle.explorables.still import still
from missing_middle.explorables.words import fields_of, fill

HERE = Path(__file__).parent
CORE = {"lines", "bars"}  # what widget.js draws; other kinds come in files of their own


def module(kinds):
    """Return the text of the ES module that draws these kinds of views."""
    extra = sorted(set(kinds) - CORE)
    return "\n".join(
        (HERE / name).read_text(encoding="utf8") for name in ["widget.js", *(f"draw_{kind}.js" for kind in extra)]
    )


class Explorable(anywidget.AnyWidget):
    """A question that a reader settles by moving things.

    Parameters
    ----------
    frame : function
        ``frame(**state)`` returns the readouts (numbers, or ``None`` where one does not exist; a word under ``case``)
        and the curves (one-dimensional arrays of a fixed length) of a state.
    id : str
        Lower-case words joined by hyphens; names the state in links and the bet in the browser.
    question : str
        What the reader wants to know.
    controls : list of Slider or Choice
    readouts : dict of str to Readout
        The numbers that are printed, in the order of the table of numbers.
    views : list of lists of views
        Rows of charts that stand side by side where there is room.
    sentence : str or dict of str to str
        What the state says, with ``{name}`` for numbers; a dict is chosen from by the frame's ``case``.
    bet : Bet
    code : str
        The Python call that computes the state, with ``{name}`` for the controls' values.
    equation : str or dict, optional
        With its numbers; may hold ``<i>``, ``<sub>`` and ``<sup>``.
    transfer : str, optional
        The same idea in another country or trade, as a question.
    still : function, optional
        From a frame to a :class:`~missing_middle.plots.Figure`, in place of the general one.

    Raises
    ------
    ValueError
        If a template asks for a name that the frame lacks, or a part does not fit the others.

    Attributes
    ----------
    values : dict
        The state in view. Setting it moves the controls.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    _css = HERE / "widget.css"
    spec = traitlets.Dict().tag(sync=True)
    frames = traitlets.Bytes().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        frame,
        *,
        id,
        question,
        controls,
        readouts,
        views,
        sentence,
        bet,
        code,
        equation="",
        transfer="",
        still=None,
    ):
        self.id, self.question, self._frame, self._still = id, question, frame, still
        self._controls = {control.name: control for control in controls}
        self._views = [view for row in views for view in row]
        self._sentence, self._shape = sentence, tuple(len(c.stops) for c in controls)
        self._digits = {c.name: c.digits for c in controls if hasattr(c, "digits")} | {
            name: readout.digits for name, readout in readouts.items()
        }
        series = frames.evaluate(frame, controls)
        printed = {name: readout.digits for name, readout in readouts.items()}
        for view in self._views:
            printed |= getattr(view, "printed", {})  # curves whose every number can be read off the chart
        layout, data = frames.pack(series, self._shape, printed)
        self._layout = layout
        spec = {
            "id": id,
            "question": question,
            "controls": [control.spec() for control in controls],
            # a list, since notebooks are stored with the keys of every mapping sorted
            "readouts": [{"name": name, **readout.spec()} for name, readout in readouts.items()],
            "views": [[view.spec(series) for view in row] for row in views],
            "sentence": sentence,
            "equation": equation,
            "bet": bet.spec(),
            "code": code,
            "transfer": transfer,
            "digits": self._digits,
            "layout": layout,
            "states": prod(self._shape),
        }
        self._check_names(spec, series)
        start = {control.name: control.start for control in controls}
        super().__init__(_esm=module(view.kind for view in self._views), spec=spec, frames=data, values=start)
        self.on_msg(lambda widget, content, buffers: self._answer(self.values))

    def _check_names(self, spec, series):
        known = set(series) | set(self._controls)
        views = [view for row in spec["views"] for view in row]
        texts = [self._sentence, spec["equation"], spec["bet"]["question"]]
        texts += [option[part] for option in spec["bet"]["options"] for part in ("text", "says")]
        texts += [view[part] for view in views for part in ("title", "alt")]
        for text in texts:
            missing = fields_of(text) - known
            if missing:
                raise ValueError(f"{text!r} is not allowed: the frame has no {', '.join(sorted(missing))}.")
            if isinstance(text, dict) and not set(np.unique(series.get("case", []))) <= set(text):
                raise ValueError(f"{text!r} is not allowed: give a sentence for each case of the frame.")
        if fields_of(spec["code"]) - set(self._controls):
            raise ValueError(f"code = {spec['code']!r} is not allowed: it may ask for the controls' values only.")
        missing = {readout["name"] for readout in spec["readouts"]} - set(series)
        if missing:
            raise ValueError(f"readouts = {sorted(missing)} is not allowed: the frame has no such names.")
        revealed = self._state(spec["bet"]["reveal"])
        for name, value in revealed.items():
            if value not in self._controls[name].stops:
                raise ValueError(f"reveal = {value!r} is not allowed for {name!r}: give one of the stops.")
        if revealed == self._state({}):
            raise ValueError(f"reveal = {revealed} is not allowed: the start already shows what is bet on.")

    def _state(self, values):
        """Return ``values``, checked, with the start where one is missing."""
        unknown = set(values) - set(self._controls)
        if unknown:
            raise ValueError(f"values = {dict(values)!r} is not allowed: there is no control {sorted(unknown)[0]!r}.")
        return {name: c.accept(values.get(name, c.start)) for name, c in self._controls.items()}

    def frame_at(self, **values):
        """Return the exact frame at ``values`` (the start where one is not given), controls included."""
        state = self._state(values)
        return state | self._frame(**state)

    def table(self):
        """Return what the page draws from: every series at every state, as decoded from the bytes."""
        return frames.unpack(self._layout, self.frames, self._shape)

    def says(self, **values):
        """Return the sentence at ``values``, as the page prints it."""
        return fill(self._sentence, self.frame_at(**values), self._digits)

    def still(self, **values):
        """Return a :class:`~missing_middle.plots.Figure` of the state at ``values``: the widget on paper."""
        frame = self.frame_at(**values)
        if self._still is not None:
            return self._still(frame)
        specs = [view for row in self.spec["views"] for view in row]
        return still(self._views, specs, frame, lambda text: fill(text, frame, self._digits), self.says(**values))

    @traitlets.validate("values")
    def _complete(self, proposal):
        return self._state(proposal["value"])

    @traitlets.observe("values")
    def _moved(self, change):
        if self.comm is not None:  # not while the widget is being made
            self._answer(change["new"])

    def _answer(self, values):
        """Send the exact frame, or what is wrong with the values; the error is then raised here as well."""
        try:
            self.send({"values": values, "exact": plain(self.frame_at(**values))})
        except Exception as error:
            self.send({"values": values, "error": str(error)})
            raise

    def __repr__(self):
        return f"Explorable {self.id}: {self.question}"

    def _repr_mimebundle_(self, **kwargs):
        data, *metadata = super()._repr_mimebundle_(**kwargs)
        values = dict(self.values)
        figure = self.still(**values)
        picture = figure.svg().replace("<svg", f'<svg role="img" aria-label="{html.escape(figure.alt)}"', 1)
        words = html.escape(f"{self.question} {self.says(**values)}").replace(" %", "&nbsp;%")
        data = {
            **data,
            "text/plain": repr(self),
            "text/html": f"<figure>{picture}<figcaption>{words}</figcaption></figure>",
        }
        return data, *metadata


def plain(frame):
    """Return the frame as JSON can say it: lists, and ``None`` for what does not exist."""

    def one(value):
        if isinstance(value, str) or value is None:
            return value
        return float(value) if isfinite(value) else None

    return {name: [one(v) for v in value] if np.ndim(value) else one(value) for name, value in frame.items()}
