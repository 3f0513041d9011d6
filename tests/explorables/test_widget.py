"""What a widget promises before any browser sees it."""

import gzip
import json
import re

import minify
import numpy as np
import pytest
from small_explorable import BET, frame, small

from missing_middle.explorables import who_exports
from missing_middle.explorables.engine.parts import Bet, Choice, Option, Readout, Slider
from missing_middle.explorables.views import Axis, Lines, Series
from missing_middle.web.bundle import VIEWS, script


def test_a_widget_says_what_it_is_without_an_address():
    assert repr(small()) == "Explorable small: What is twice a number?"


def test_a_widget_brings_its_still_along():
    data, *_ = small()._repr_mimebundle_()
    assert data["text/plain"] == "Explorable small: What is twice a number?"
    assert "application/vnd.jupyter.widget-view+json" in data
    assert re.match(r'<figure><img alt="Twice 1.0 is 2.0. A line. Bars." src="data:image/svg', data["text/html"])
    assert "What is twice a number? Twice 1.0 is 2.0.</figcaption>" in data["text/html"]


def test_the_still_follows_the_state_and_is_the_same_every_time(widget):
    assert widget.still(tau=1.45).svg() == who_exports().still(tau=1.45).svg() != widget.still().svg()
    assert widget.still(tau=1.45).alt.startswith(widget.says(tau=1.45))


def test_the_same_widget_is_the_same_bytes(widget):
    again = who_exports()
    assert again.frames == widget.frames and again.spec == widget.spec


def test_a_number_that_does_not_exist_is_none_in_words():
    assert small().says(b="high") == "Twice is none."


def test_a_stored_notebook_keeps_the_order_of_controls_and_numbers(widget):
    stored = json.loads(json.dumps(widget.spec, sort_keys=True))
    assert [control["name"] for control in stored["controls"]] == ["f_x", "tau", "k"]
    assert [readout["name"] for readout in stored["readouts"]][:4] == ["exporters", "lost", "gain", "losers"]


@pytest.mark.parametrize("view", VIEWS)
def test_scripts_of_a_page_stay_within_their_budget(view):
    """All that a page with explorables runs of ours, as the site shortens it; rare views come with their widget."""
    text = script("page.js", "explorable.js", "views/lines.js", "views/bars.js", view, "host.js", "quiz.js")
    bound = 15_400 if view in ("views/cube.js", "views/network.js") else 15_000
    assert len(gzip.compress(minify.string("application/javascript", text).encode(), 9)) < bound


@pytest.mark.parametrize(
    "changes, message",
    [
        ({"sentence": "It is {thrice}."}, "the frame has no thrice"),
        ({"sentence": {"low": "Low."}}, "a sentence for each case"),
        ({"code": "2 * {twice}"}, "controls' values only"),
        ({"readouts": {"thrice": Readout("Thrice")}}, "readouts = .'thrice'."),
        ({"bet": Bet("?", BET.options, {"a": 1.5, "b": "low"})}, "reveal = 1.5 is not allowed for 'a'"),
        ({"bet": Bet("?", BET.options, {"a": 1, "b": "low"})}, "the start already shows what is bet on"),
    ],
)
def test_a_widget_that_could_not_be_read_is_refused(changes, message):
    with pytest.raises(ValueError, match=message):
        small(**changes)


@pytest.mark.parametrize(
    "values, message",
    [
        ({"a": 3}, "a = 3 is not allowed: give a number from 0 to 2"),
        ({"a": "1"}, "a = '1' is not allowed"),
        ({"a": float("nan")}, "a = nan"),
        ({"a": True}, "a = True"),
        ({"b": "middle"}, "b = 'middle'"),
        ({"c": 1}, "no control 'c'"),
    ],
)
def test_a_state_outside_the_controls_is_refused(values, message):
    with pytest.raises(ValueError, match=message):
        small().values = values


@pytest.mark.parametrize(
    "make, message",
    [
        (lambda: Slider("a", "A", (1, 1), 1), "two or more rising"),
        (lambda: Slider("a", "A", (1, 2), 3), "start = 3 is not allowed for 'a'"),
        (lambda: Choice("b", "B", {"x": "X"}, "y"), "start = 'y'"),
        (lambda: Bet("?", (Option("a", ""), Option("b", "")), {}), "exactly one without a misconception"),
        (lambda: Lines("t", "a", Axis("x"), Axis("y"), (Series("x", "y"),) * 5), "one to four"),
        (lambda: Axis("x", 0, 1, log=True).spec([np.ones(2)]), "above 0"),
    ],
)
def test_a_part_that_makes_no_sense_is_refused(make, message):
    with pytest.raises(ValueError, match=message):
        make()


def sent_by(widget, monkeypatch):
    sent = []
    monkeypatch.setattr(widget, "send", sent.append)
    return sent


def test_python_answers_a_moved_slider_with_the_exact_state(monkeypatch):
    widget = small()
    sent = sent_by(widget, monkeypatch)
    widget.values = {"a": 1.337, "b": "low"}
    (answer,) = sent
    assert answer["values"] == {"a": 1.337, "b": "low"}
    assert answer["exact"]["twice"] == 2.674
    assert answer["exact"]["y"] == pytest.approx([0, 1.00275, 2.0055, 3.00825, 4.011])


def test_python_says_what_went_wrong_and_does_not_hide_it(monkeypatch):
    def picky(a, b):
        if a == 0.5:
            raise ValueError("a = 0.5 is not allowed with b = 'low'.")
        return frame(a, b)

    widget = small(frame=picky)
    sent = sent_by(widget, monkeypatch)
    with pytest.raises(ValueError, match=r"a = 0\.5"):
        widget.values = {"a": 0.5, "b": "low"}
    assert sent == [{"values": {"a": 0.5, "b": "low"}, "error": "a = 0.5 is not allowed with b = 'low'."}]
