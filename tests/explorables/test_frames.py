"""What the page decodes is what Python computed."""

import gzip
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from missing_middle.explorables.engine import frames
from missing_middle.explorables.engine.words import number

SHAPE = (3, 4)
READOUTS = arrays(float, 12, elements=st.floats(-1e6, 1e6) | st.just(np.nan))


def span(values):
    return np.nanmax(values) - np.nanmin(values) if np.isfinite(values).any() else 0.0


def close(seen, values, share):
    assert (np.isnan(seen) == np.isnan(values)).all()
    assert np.nanmax(np.abs(seen - values), initial=0.0) <= share * span(values) + 1e-9


@given(READOUTS)
def test_a_readout_comes_back_within_its_step(values):
    layout, data = frames.pack({"a": values}, SHAPE, {})
    close(frames.unpack(layout, data, SHAPE)["a"], values, 0.5001 / 65534)


@given(READOUTS, st.integers(0, 3))
def test_a_printed_readout_prints_as_the_exact_number(values, digits):
    layout, data = frames.pack({"a": values}, SHAPE, {"a": digits})
    seen = frames.unpack(layout, data, SHAPE)["a"]
    assert [number(v, digits) for v in seen] == [number(v, digits) for v in values]


@given(arrays(float, (12, 5), elements=st.floats(-10, 10)))
def test_a_curve_comes_back_within_less_than_a_pixel(values):
    layout, data = frames.pack({"curve": values}, SHAPE, {})
    close(frames.unpack(layout, data, SHAPE)["curve"], values, 0.0026 if layout[0]["log"] else 1 / 8000)


def test_a_curve_over_many_orders_keeps_its_relative_accuracy():
    values = np.geomspace(1e-6, 1e3, 60).reshape(12, 5)
    layout, data = frames.pack({"curve": values}, SHAPE, {})
    assert frames.unpack(layout, data, SHAPE)["curve"] == pytest.approx(values, rel=4e-3)


def test_what_a_control_does_not_move_is_kept_once():
    values = np.tile([1.0, 2.0, 4.0, 8.0], 3)  # only the second control matters
    layout, data = frames.pack({"a": values}, SHAPE, {})
    assert layout[0]["axes"] == [1]
    assert len(gzip.decompress(data)) == 4 * 2
    assert frames.unpack(layout, data, SHAPE)["a"] == pytest.approx(values, abs=1e-4)


def test_words_come_back():
    words = np.array(["open", "closed", "open"] * 4)
    layout, data = frames.pack({"case": words}, SHAPE, {})
    assert (frames.unpack(layout, data, SHAPE)["case"] == words).all()


def test_the_same_frames_give_the_same_bytes():
    values = {"a": np.linspace(0, 1, 12)}
    assert frames.pack(values, SHAPE, {}) == frames.pack(values, SHAPE, {})


def test_frames_must_keep_their_names():
    class Control:
        name, stops = "a", (0.0, 1.0)

    with pytest.raises(ValueError, match="frame is not allowed to change its names"):
        frames.evaluate(lambda a: {"x": 1.0} if a else {"y": 1.0}, [Control])


def test_the_page_decodes_every_kind_of_series_as_python_does(js):
    rng = np.random.default_rng(0)
    values = {
        "readout": rng.normal(size=12),
        "gaps": np.where(rng.random(12) < 0.3, np.nan, rng.normal(size=12)),
        "wide": np.linspace(0, 1e6, 12),
        "constant": np.full(12, 3.0),
        "case": np.array(["few", "many"] * 6),
        "curve": rng.normal(size=(12, 7)),
        "steep": np.geomspace(1e-4, 1e3, 60).reshape(12, 5),
    }
    layout, data = frames.pack(values, SHAPE, {"wide": 3})
    assert {entry["bytes"] for entry in layout} == {2, 4}
    controls = [{"name": f"c{i}", "stops": list(range(n))} for i, n in enumerate(SHAPE)]
    told = decoded_by_page(js, layout, data, controls, np.ndindex(SHAPE))
    expected = frames.unpack(layout, data, SHAPE)
    assert_same_frames(told, expected)


@pytest.mark.parametrize("seed", [1])
def test_the_page_decodes_the_widget_as_python_does_at_200_states(js, widget, seed):
    shape = widget._shape
    states = np.random.default_rng(seed).integers(0, shape, size=(200, len(shape)))
    told = decoded_by_page(js, widget.spec["layout"], widget.frames, widget.spec["controls"], states)
    rows = np.ravel_multi_index(states.T, shape)
    assert_same_frames(told, {name: values[rows] for name, values in widget.table().items()})


def decoded_by_page(js, layout, data, controls, states):
    raw = json.dumps(list(gzip.decompress(data)))
    js.eval(
        f"const given{id(data)} = {json.dumps(controls)}, found{id(data)} = "
        f"unpack(new Uint8Array({raw}), {json.dumps(layout)}, given{id(data)});"
    )
    indices = json.dumps([[int(i) for i in state] for state in states])
    return json.loads(js.eval(f"JSON.stringify({indices}.map((at) => frameAt(found{id(data)}, given{id(data)}, at)))"))


def assert_same_frames(told, expected):
    for name, values in expected.items():
        seen = [frame[name] for frame in told]
        if values.dtype.kind == "U":
            assert seen == values.tolist()
        else:
            assert np.array(seen, float) == pytest.approx(values, rel=1e-14, abs=1e-300, nan_ok=True)
