"""What every explorable claims, held against Python at many of its states: numbers, words, charts, controls, bets."""

import ast
import csv
import dataclasses
import json
import math
import numbers
import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from everyone import NAMES, bet_on, curves, frame_of, grid, made, rows, views_of

from missing_middle.checks.misconceptions import MISCONCEPTIONS
from missing_middle.explorables.engine.widget import plain
from missing_middle.explorables.engine.words import fields_of, fill, number

each = pytest.mark.parametrize("name", NAMES)
with (Path(__file__).parent / "words_of_cases.csv").open(encoding="utf8", newline="") as file:
    WORDS = list(csv.DictReader(file))
WIDTHS = pytest.mark.parametrize("width", [290, 672])
ROW = 15  # px between two lines of words in a chart
# Plants that avoid each other are never above the line where one may look; the words are made of two parts.
UNSEEN = {"localization": {"apart, above"}}


# Numbers and words ----------------------------------------------------------------------------------------------------


@each
def test_every_number_that_is_printed_is_the_exact_one(name):
    table, readouts = made(name).table(), made(name).spec["readouts"]
    for row in rows(name):
        exact = made(name).frame_at(**grid(name)[row])
        for readout in readouts:
            seen = (table[readout["name"]][row], exact[readout["name"]])
            assert len({number(value, readout["digits"]) for value in seen}) == 1, (readout["name"], grid(name)[row])


@each
def test_its_states_stay_within_their_budget(name):
    assert len(made(name).frames) < 100_000


@each
def test_the_page_tells_the_sentence_that_python_tells(js, name):
    widget, table = made(name), made(name).table()
    words = [key for key, values in table.items() if values.ndim == 1]
    for row in rows(name):
        frame = grid(name)[row] | {key: table[key][row].item() for key in words}
        given = json.dumps([widget.spec["sentence"], {k: None if v != v else v for k, v in frame.items()}])
        told = js.eval(f"fill(...{given}, {json.dumps(widget.spec['digits'])})")
        assert told == widget.says(**grid(name)[row])


@each
def test_every_sentence_and_every_title_belongs_to_a_case_that_occurs(name):
    spec, table = made(name).spec, made(name).table()
    told = [spec["sentence"], spec["equation"], *(view[part] for view in views_of(name) for part in ("title", "alt"))]
    for text in told:
        if isinstance(text, dict):
            assert set(text) - UNSEEN.get(name, set()) == set(np.unique(table["case"])), text


@each
def test_every_case_is_told_in_its_own_words_and_in_no_other_ones(name):
    """Read by a person: which words of a sentence or a title say that this is the case."""
    texts = {"sentence": made(name).spec["sentence"]} | {f"title {i}": v["title"] for i, v in enumerate(views_of(name))}
    texts = {where: text for where, text in texts.items() if isinstance(text, dict)}
    found = {(row["text"], row["case"]): row["words"] for row in WORDS if row["explorable"] == name}
    assert set(found) == {(where, case) for where, text in texts.items() for case in text}
    for (where, case), words in found.items():
        for other, text in texts[where].items():
            own = texts[where][case]
            said = text == words if words == own else all(part in text for part in words.split(" / "))
            assert said == (text == own), (where, case, other)


@each
def test_nothing_is_told_that_does_not_exist(name):
    """A sentence never says "none" where a number is promised."""
    widget = made(name)
    for row in rows(name):
        frame = widget.frame_at(**grid(name)[row])
        template = widget.spec["sentence"]
        text = template if isinstance(template, str) else template[frame["case"]]
        absent = [field for field in fields_of(text) if field in widget.spec["digits"] and frame[field] is None]
        assert not absent, (absent, grid(name)[row])


def numbers_in(value):
    """All finite numbers in a record, a frame, a tuple or a table that a call has returned."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return
    if isinstance(value, numbers.Real):
        if math.isfinite(value):
            yield float(value)
    elif isinstance(value, dict):
        for part in value.values():
            yield from numbers_in(part)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from numbers_in(getattr(value, field.name))
        for key, member in vars(type(value)).items():
            if isinstance(member, property) and not key.startswith("_"):
                yield from numbers_in(getattr(value, key))
    elif hasattr(value, "to_numpy"):
        yield from numbers_in(value.to_numpy())
    elif isinstance(value, np.ndarray | list | tuple):
        for part in value:
            yield from numbers_in(part)


def run(code):
    """Run the Python of a state; return the values of its expressions."""
    names, found = {}, []
    for line in ast.parse(code).body:
        if isinstance(line, ast.Expr):
            found.append(eval(compile(ast.Expression(line.value), "code", "eval"), names))
        else:
            exec(compile(ast.Module([line], []), "code", "exec"), names)
    return found


@each
def test_the_python_of_a_state_computes_it(js, name):
    """At the start and at the state that settles the bet, a number that the page prints is among those it returns."""
    widget, told = made(name), []
    for state in ({}, widget.spec["bet"]["reveal"]):
        frame = widget.frame_at(**state)
        values = json.dumps({control: frame[control] for control in widget._controls})
        code = js.eval(f"fillCode({json.dumps(widget.spec['code'])}, {values})")
        found = np.array(list(numbers_in(run(code))))
        shares = np.concatenate([found, 100 * found, 100 * (found - 1), 100 * (1 - found)])
        printed = {r["name"]: frame[r["name"]] for r in widget.spec["readouts"] if frame[r["name"]] is not None}
        told.append({key for key, value in printed.items() if np.isclose(shares, value, rtol=1e-6, atol=1e-9).any()})
    assert told[0] & told[1], (code, told)


# Charts ---------------------------------------------------------------------------------------------------------------


def drawn(js, name, view, row, width):
    """The drawing of a view at a row, as elements, with its height."""
    frame, digits = json.dumps(frame_of(name, row)), json.dumps(made(name).spec["digits"])
    told = json.loads(
        js.eval(
            f"JSON.stringify(draw.{view['kind']}({json.dumps(view)}, {frame}, {width}, "
            f"(text) => fill(text, {frame}, {digits}), 'u'))"
        )
    )
    assert "NaN" not in told["svg"] and "undefined" not in told["svg"] and "null" not in told["svg"]
    return ET.fromstring(f"<svg>{told['svg']}</svg>"), told["height"]


@each
@WIDTHS
def test_every_case_is_drawn_inside_its_picture(js, name, width):
    for row in rows(name)[:12]:
        for view in views_of(name):
            root, height = drawn(js, name, view, row, width)
            across = [float(e.get(key)) for e in root.iter() for key in ("x", "cx", "x1", "x2") if e.get(key)]
            down = [float(e.get("y")) for e in root.iter("text")]
            assert across and min(across) >= -1 and max(across) <= width + 1, (view["title"], grid(name)[row])
            assert min(down) >= 0 and max(down) <= height


def ends_of_curves(root, count):
    """The height at which each curve reaches its right end, between the upper and the lower edge of the chart."""
    window = root.find("clipPath/rect")
    top = float(window.get("y"))
    low = top + float(window.get("height")) - 1
    ends = {}
    for path in root.iter("path"):
        look = (path.get("class") or "").split()
        if look[:1] == ["xp-line"]:
            points = [tuple(map(float, pair.split())) for pair in path.get("d")[1:].split("L")]
            right = max(x for x, _ in points)
            ends[int(look[1][-1])] = min(max([y for x, y in points if x == right][-1], top), low)
    return [ends.get(i) for i in range(count)]


@each
@WIDTHS
def test_the_name_of_a_curve_stands_at_its_right_end(js, name, width):
    """In the order of the ends; moved only as far as the others need."""
    for row in rows(name)[:12]:
        for view in views_of(name):
            if view["kind"] != "lines" or not any(series["label"] for series in view["series"]):
                continue
            root, _ = drawn(js, name, view, row, width)
            ends = ends_of_curves(root, len(view["series"]))
            words = {}
            for text in root.iter("text"):
                if (text.get("class") or "").startswith("xp-name"):
                    words.setdefault(int(text.get("class")[-1]), []).append(float(text.get("y")) - 4)
            middles = {i: sum(ys) / len(ys) for i, ys in words.items()}
            assert set(middles) == {i for i, s in enumerate(view["series"]) if s["label"] and ends[i] is not None}
            needed = sum(len(ys) for ys in words.values()) * ROW
            for i, middle in middles.items():
                assert abs(middle - ends[i]) <= needed, (view["series"][i]["label"], grid(name)[row])
            order = sorted(middles, key=middles.get)
            for first, second in pairwise(order):
                assert ends[first] <= ends[second] + 1, (view["title"], grid(name)[row])


# A curve, by the number of its chart and its own, and what it shows: a control or number, against a number.
THROUGH = [
    ("barrier", 1, 0, "held", "seen"),
    ("barrier", 1, 1, "held", "seen_all"),
    ("cooperation_game", 0, 0, "patience", "stay"),
    ("cooperation_game", 0, 1, "patience", "join"),
    ("core_and_periphery", 0, 0, "begin", "gap"),
    ("home_market", 0, 0, "demand", "plants"),
    ("home_market", 0, 1, "demand", "demand"),
    ("home_market", 1, 0, "tau", "plants"),
    ("larger_market", 0, 0, "c", "price"),
    ("larger_market", 0, 1, "c", "price"),
    ("larger_market", 0, 2, "c_alone", "price_alone"),
    ("modes", 0, 0, "start", "near_now"),
    ("policy_laboratory", 3, 0, "half_c", "middle"),
    ("rationing", 0, 0, "asked", "market"),
    ("red_tape", 0, 0, "f_x", "firms"),
    ("red_tape", 1, 0, "f_x", "gain"),
    ("red_tape", 2, 0, "f_x", "varieties"),
    ("two_sizes", 0, 0, "tau", "gain_large"),
    ("two_sizes", 0, 1, "tau", "gain_small"),
    ("workshop", 0, 0, "wanted", "best"),
]


@pytest.mark.parametrize("name, view, place, across, up", THROUGH)
def test_a_curve_passes_through_the_state_in_view(name, view, place, across, up):
    inside = 0
    for row in rows(name, 12):
        frame, state = made(name).frame_at(**grid(name)[row]), grid(name)[row]
        x, y = curves(name, view, **state)[place]
        order = np.argsort(x, kind="stable")
        room = max(0.07 * np.ptp(y), 1e-6)  # between two points of a curve that bends
        if min(x) <= frame[across] <= max(x):
            inside += 1
            assert np.interp(frame[across], x[order], y[order]) == pytest.approx(frame[up], abs=room), state
    assert inside


@each
def test_every_curve_stands_over_the_axis_below_it(name):
    """What is drawn across is what the axis measures: at most the ends of a curve lie outside."""
    for row in rows(name, 6):
        frame = frame_of(name, row)
        for view in views_of(name):
            low, high = (view["x"]["low"], view["x"]["high"]) if view["kind"] == "lines" else (0, 0)
            for series in view.get("series", ()):
                across = [x for x, y in zip(frame[series["x"]], frame[series["y"]], strict=True) if None not in (x, y)]
                inside = [x for x in across if low - 1e-9 <= x <= high + 1e-9]
                assert len(inside) >= min(2, len(across)) and 2 * len(inside) >= len(across), (series, grid(name)[row])


# Curves that are short, or a way that turns: what they show happens between two points of the axis.
SHORT = {("core_and_periphery", "T_ridge"), ("policy_laboratory", "way_x")}


@each
def test_a_curve_runs_along_its_axis_and_not_against_itself(name):
    """In order from one side to the other, over a fifth of the axis at some state at least."""
    looked_at = [frame_of(name, row) for row in rows(name, 6)]
    for view in views_of(name):
        for series in view.get("series", ()):
            assert series["x"] != series["y"]
            scale = np.log if view["x"]["log"] else np.asarray
            low, high = scale([view["x"]["low"], view["x"]["high"]])
            longest = 0
            for frame in looked_at:
                both = zip(frame[series["x"]], frame[series["y"]], strict=True)
                across = [x for x, y in both if None not in (x, y)]
                steps = np.diff(across)
                assert (steps >= 0).all() or (steps <= 0).all(), series
                if across:
                    longest = max(longest, np.ptp(np.clip(scale(across), low, high)) / (high - low))
            assert longest > 1 / 5 or (name, series["x"]) in SHORT, (series, longest)


@each
def test_every_view_can_be_read_as_a_table(js, name):
    for row in rows(name)[:4]:
        for view in views_of(name):
            found = json.loads(
                js.eval(f"JSON.stringify(tableOf({json.dumps(view)}, {json.dumps(frame_of(name, row))}))")
            )
            assert found["rows"] and {len(line) for line in found["rows"]} == {len(found["head"])}


# Controls -------------------------------------------------------------------------------------------------------------


def sliders(name):
    return [control for control in made(name)._controls.values() if hasattr(control, "digits")]


def same(frame, other, leave):
    """Whether two frames agree but for the control ``leave``."""
    return all(
        np.array_equal(np.asarray(frame[key], object), np.asarray(other[key], object)) for key in frame if key != leave
    )


@each
def test_between_two_stops_a_control_has_a_state_of_its_own_or_none(name):
    widget = made(name)
    for control in sliders(name):
        for low, high in list(pairwise(control.stops))[:: max(1, (len(control.stops) - 1) // 3)]:
            middle = (low + high) / 2
            if control.whole:
                with pytest.raises(ValueError, match=f"{control.name} = .* is not allowed: give one of"):
                    widget.frame_at(**{control.name: middle})
                continue
            frames = [widget.frame_at(**{control.name: value}) for value in (low, middle, high)]
            if not same(frames[0], frames[2], control.name):
                assert not same(frames[1], frames[0], control.name), (control.name, middle, "is answered as", low)


@each
def test_what_is_typed_between_two_stops_is_printed_as_it_was_typed(js, name):
    widget = made(name)
    for control in sliders(name):
        if control.whole:
            continue
        value = round((control.stops[0] + control.stops[1]) / 2 + 0.001, 6)
        frame = plain(widget.frame_at(**{control.name: value}))
        spec = json.dumps({key: widget.spec[key] for key in ("digits", "controls")})
        told = js.eval(f"wordsOf({spec}, {json.dumps(frame)})('{{{control.name}}}')")
        assert float(told.replace("\u202f", "").replace("\u2212", "-")) == pytest.approx(value)
        assert fill(f"{{{control.name}}}", frame, widget.digits_of(frame)) == told


@each
def test_outside_its_ends_a_control_is_refused_by_name(name):
    for control in made(name)._controls.values():
        bad = ["much", None, "1,5", ""]
        if hasattr(control, "digits"):
            bad += [control.stops[0] - 1, control.stops[-1] + 1, math.nan, math.inf, True, "1"]
        for value in bad:
            with pytest.raises(ValueError, match=f"{control.name} = .* is not allowed: give"):
                made(name).frame_at(**{control.name: value})


@each
def test_whatever_is_typed_leads_to_a_state_or_to_a_sentence(js, name):
    widget = made(name)
    for control in sliders(name):
        low, high = control.stops[:2]
        middle = f"{(low + high) / 2:.6f}".rstrip("0")
        for typed in (f"{low:g}", middle, middle.replace(".", ","), f"{low - 9:g}", "1e9", "", "much", "1,2,3", "-"):
            told = json.loads(js.eval(f"JSON.stringify(asked({json.dumps(control.spec())}, {json.dumps(typed)}))"))
            assert "value" in told or f"{control.label}: give a number from" in told["message"]
            if "value" in told:
                widget.frame_at(**{control.name: told["value"]})  # Python takes what the page sends
                if control.whole:
                    assert told["value"] in control.stops


# Bets -----------------------------------------------------------------------------------------------------------------


# Of every bet the answer that is right, and what the reader must move to see it: from where, and where to.
BETS = {
    "barrier": ("the same firms, with one more border, at 50", {"table": ("six", "seven")}),
    "adoption_and_mass": (
        "in the network only, to about half of it",
        {"configuration": ("vertical", "network"), "beta": (0.1, 0.18)},
    ),
    "cluster_growth": ("well beyond the best size", {"settled": (2, 10)}),
    "cooperation_game": ("no: it takes a payment every year", {"lump": (0, 3), "patience": (0.7, 0.5)}),
    "core_and_periphery": ("it stays where it is", {"T": (1.9, 1.7), "history": ("even", "core")}),
    "credit_gap": ("a little less than half as wide", {"n_members": (1, 4)}),
    "cube": ("global process pioneer", {"product": (0.25, 0.35), "process": (0.35, 0.75), "export": (30, 70)}),
    "home_market": ("it rises, slowly at first and then fast", {"tau": (3, 1.05)}),
    "larger_market": ("home gains, with fewer home firms", {"partner": (0, 2)}),
    "localization": ("in nearly one case of five", {"looks": (1, 33)}),
    "middleman": ("it becomes two smaller ones, together as wide as before", {"taken": (45, 25)}),
    "modes": ("they part", {"start": (1.5, 3.3)}),
    "network": ("2.0 times", {"configuration": ("vertical", "network")}),
    "plan_to_cluster": (
        "the chain keeps most of it, the plan only what each finds out alone",
        {"silent": ("none", "ministry")},
    ),
    "policy_laboratory": (
        "In fewer than half",
        {"tax_incentive": (0, 1), "benchmarking": (0, 1), "licensing": (0, 1), "budget": (8, 11)},
    ),
    "provinces": (
        "rather less, and the link is weak",
        {"measure": ("firms", "head"), "against": ("provinces", "jobs")},
    ),
    "rationing": ("no: at that rate it would get back less", {"rate": (20, 30), "funds": (100, 70)}),
    "red_tape": ("it falls, and then rises again", {"f_x": (3.2, 0.1)}),
    "research": ("it rises a little", {"base": ("printed", "revised"), "year": (2001, 2002)}),
    "sizes": ("the classes were redrawn", {"whose": ("private", "medium")}),
    "two_counts": ("fewer than one in forty", {"moved": (20, 100), "gone": (25, 0)}),
    "two_sizes": ("both, the smaller one more, in per cent", {"tau": (3, 1.5)}),
    "who_exports": ("only firms well above the ability that exporting takes", {"tau": (3, 1.45)}),
    "whose_hole": ("a cost of selling abroad, which pays for larger firms only", {"ask": ("table", "export")}),
    "workshop": ("nothing", {"rate": (12, 4)}),
}


@each
def test_a_bet_is_settled_by_the_moves_that_it_is_about_and_by_no_other(name):
    assert bet_on(name) == BETS[name]


@each
def test_every_belief_of_a_bet_stands_in_the_bank_and_is_another(name):
    options = made(name).spec["bet"]["options"]
    beliefs = [option["id"] for option in options if not option["right"]]
    assert len(options) - len(beliefs) == 1 and beliefs
    assert len(set(beliefs)) == len(beliefs) and set(beliefs) <= set(MISCONCEPTIONS)


@each
def test_the_start_does_not_show_what_is_bet_on(name):
    widget = made(name)
    reveal = widget.spec["bet"]["reveal"]
    assert widget.says() != widget.says(**reveal)


@each
def test_replies_to_a_bet_are_told_in_numbers_that_exist(name):
    widget = made(name)
    frame = widget.frame_at(**widget.spec["bet"]["reveal"])
    for option in widget.spec["bet"]["options"]:
        for part in ("text", "says"):
            assert "none" not in fill(option[part], frame, widget.spec["digits"]).split(), option["text"]
