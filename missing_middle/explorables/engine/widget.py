"""The widget: one question, its controls, and linked views of a model, in a notebook, in a page and on paper.

Python evaluates the model at every stop of every control and hands the page one block of bytes; the page draws from
it at once. With a kernel behind it, Python then answers with the exact state for the exact values.
"""

import html
from math import isfinite, prod
from urllib.parse import quote

import anywidget
import numpy as np
import traitlets

from missing_middle.explorables.engine import frames, still
from missing_middle.explorables.engine.words import decimals, fields_of, fill
from missing_middle.web import stage
from missing_middle.web.bundle import esm, sheet

SHEETS = ("charts.css", "explorable.css")


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
    code : str
        The Python call that computes the state, with ``{name}`` for the controls' values.
    bet : Bet, optional
        What is asked before anything moves; without one the controls are open.
    equation : str or dict, optional
        With its numbers; may hold ``<i>``, ``<sub>`` and ``<sup>``.
    transfer : str, optional
        The same idea in another country or trade, as a question.

    Raises
    ------
    ValueError
        If a template asks for a name that the frame lacks, or a part does not fit the others.

    Attributes
    ----------
    values : dict
        The state in view. Setting it moves the controls; one that is left out goes back to where it started.
        ``observe(function, names="values")`` calls ``function`` after each move, with the state before and after.

    Examples
    --------
    >>> from missing_middle.explorables import workshop
    >>> explorable, heard = workshop(), []
    >>> explorable.observe(lambda change: heard.append(change["new"]["rate"]), names="values")
    >>> explorable.values = {**explorable.values, "rate": 4}
    >>> explorable.values["rate"], heard
    (4.0, [4.0])
    >>> explorable.values = {"rate": 40}
    Traceback (most recent call last):
    ValueError: rate = 40 is not allowed: give a number from 2 to 20.
    """

    _esm = traitlets.Unicode().tag(sync=True)
    _css = traitlets.Unicode().tag(sync=True)
    spec = traitlets.Dict().tag(sync=True)
    frames = traitlets.Bytes().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)

    def __init__(
        self, frame, *, id, question, controls, readouts, views, sentence, code, bet=None, equation="", transfer=""
    ):
        self.id, self.question, self._frame = id, question, frame
        self._controls = {control.name: control for control in controls}
        self._views = [view for row in views for view in row]
        self._sentence, self._shape = sentence, tuple(len(c.stops) for c in controls)
        self._digits = {c.name: c.digits for c in controls if hasattr(c, "digits")} | {
            name: readout.digits for name, readout in readouts.items()
        }
        series = frames.evaluate(frame, controls)
        printed = {name: readout.digits for name, readout in readouts.items()}
        for view in self._views:
            printed |= view.printed
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
            "bet": bet and bet.spec(),
            "code": code,
            "transfer": transfer,
            "digits": self._digits,
            "layout": layout,
            "states": prod(self._shape),
        }
        self._check_names(spec, series)
        start = {control.name: control.start for control in controls}
        kinds = sorted({view.kind for view in self._views})
        module = esm("explorable.js", "tools.js", *(f"views/{kind}.js" for kind in kinds))
        super().__init__(_esm=module, _css=sheet(*SHEETS), spec=spec, frames=data, values=start)
        self.on_msg(lambda widget, content, buffers: self._answer(self.values))

    def _check_names(self, spec, series):
        known = set(series) | set(self._controls)
        views = [view for row in spec["views"] for view in row]
        texts = [self._sentence, spec["equation"]]
        if spec["bet"]:
            texts += [spec["bet"]["question"]]
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
        if spec["bet"]:
            self._check_reveal(spec["bet"]["reveal"])

    def _check_reveal(self, reveal):
        revealed = self._state(reveal)
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

    def link(self, **values):
        """Return the end of an address that leads to a state, as "Copy link" writes it (the start where not given).

        Parameters
        ----------
        **values : keywords
            Values of controls.
        """
        state = {name: quote(str(value), safe="") for name, value in self._state(values).items()}
        return f"#{self.id}?" + "&".join(f"{name}={value}" for name, value in state.items())

    def frame_at(self, **values):
        """Return the exact frame at ``values`` (the start where one is not given), controls included.

        Examples
        --------
        >>> from missing_middle.explorables import workshop
        >>> state = workshop().frame_at(rate=4)  # a cheaper loan, everything else as it opens
        >>> state["lam"], round(state["k"], 2), round(state["wanted"], 2)
        (1.5, 0.3, 0.63)
        """
        state = self._state(values)
        return state | self._frame(**state)

    def table(self):
        """Return what the page draws from: every series at every state, as decoded from the bytes.

        The last control moves fastest.

        Examples
        --------
        >>> from missing_middle.explorables import workshop
        >>> explorable = workshop()
        >>> stops = [len(control["stops"]) for control in explorable.spec["controls"]]
        >>> stops[0], len(explorable.table()["k"]) == prod(stops)
        (19, True)
        """
        return frames.unpack(self._layout, self.frames, self._shape)

    def says(self, **values):
        """Return the sentence at ``values``, as the page prints it."""
        frame = self.frame_at(**values)
        return fill(self._sentence, frame, self.digits_of(frame))

    def digits_of(self, frame):
        """Return the decimals of every number of a frame: what was typed is printed with all it was typed with."""
        typed = {name: decimals(frame[name], c.digits) for name, c in self._controls.items() if hasattr(c, "digits")}
        return self._digits | typed

    def still(self, **values):
        """Return the :class:`~missing_middle.explorables.engine.still.Still` of the state at ``values``.

        Raises
        ------
        RuntimeError
            If the engine that draws is not installed.
        """
        frame = self.frame_at(**values)
        return still.draw((view.kind for view in self._views), self.spec, plain(frame), self.says(**values))

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

    _ipython_display_ = (
        None  # ipywidgets 7, which Colab has, would show itself by it, and neither the still nor in Colab
    )

    def __repr__(self):
        return f"Explorable {self.id}: {self.question}"

    def _repr_mimebundle_(self, **kwargs):
        data, *metadata = super()._repr_mimebundle_(**kwargs)
        values = dict(self.values)
        picture = self.still(**values).image() if stage.ENGINE else f"<p>{still.WITHOUT}</p>"
        words = html.escape(f"{self.question} {self.says(**values)}").replace(" %", "&nbsp;%")
        figure = f"<figure>{picture}<figcaption>{words}</figcaption></figure>"
        return {**data, "text/plain": repr(self), "text/html": figure}, *metadata


def plain(frame):
    """Return the frame as JSON can say it: lists, and ``None`` for what does not exist."""

    def one(value):
        if isinstance(value, str) or value is None:
            return value
        return float(value) if isfinite(value) else None

    return {name: [one(v) for v in value] if np.ndim(value) else one(value) for name, value in frame.items()}
