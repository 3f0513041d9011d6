"""All states of a widget in one small block of bytes.

Each series (a readout or a curve) is kept for every state of the controls on which it depends: axes along which it
never changes are found and dropped. Values become whole numbers of 12 bits between the series' own ends; then
differences are taken, bytes of equal weight put side by side, and all is gzipped. A readout that is printed gets the
bits it needs, and its code is nudged, so that the number printed from it is the one printed from the exact value.
"""

import gzip
from itertools import product

import numpy as np

from missing_middle.explorables.engine.words import number

GAP = 0  # the code of a value that does not exist; codes of numbers start at 1
FINE, FINER, FINEST = 2**12 - 1, 2**16 - 1, 2**32 - 1
LOG_RATIOS = 1e2, 1e9  # a positive curve whose ends have such a ratio is coded in logs


def evaluate(frame, controls):
    """Return ``frame(**state)`` for every stop of every control, stacked: a dict of arrays of shape (states, ...).

    The last control moves fastest. Numbers that do not exist (``None``, ``inf``, ``nan``) become ``nan``.
    """
    names = [control.name for control in controls]
    states = [frame(**dict(zip(names, stops, strict=True))) for stops in product(*(c.stops for c in controls))]
    if any(state.keys() != states[0].keys() for state in states):
        raise ValueError("frame is not allowed to change its names: give every state the same readouts and curves.")
    return {name: stack([state[name] for state in states]) for name in states[0]}


def stack(values):
    """Return one array of all states' values; words stay words.

    >>> stack([1, None]).tolist(), stack(["none", "some"]).tolist()
    ([1.0, nan], ['none', 'some'])
    """
    if isinstance(values[0], str):
        return np.array(values)
    array = np.array([np.asarray(value, float) for value in values])
    return np.where(np.isfinite(array), array, np.nan)


def pack(series, shape, digits):
    """Return ``(layout, data)``: how to read the bytes, and the bytes.

    ``series`` maps names to arrays of shape (states,) or (states, points), ``shape`` holds the number of stops of
    each control, ``digits`` the decimals of the readouts that are printed.
    """
    layout, planes = [], []
    for name, values in series.items():
        axes, rows = without_still_axes(values.reshape(*shape, -1))
        entry = {"name": name, "axes": axes, "points": 0 if values.ndim == 1 else values.shape[1]}
        codes = encode(entry, rows, digits.get(name))
        layout.append(entry)
        planes.append(smallest(entry, codes))
    return layout, gzip.compress(b"".join(planes), 9, mtime=0)


def without_still_axes(grid):
    """Return the axes along which ``grid`` changes, and its rows over those axes: (rows, points).

    >>> without_still_axes(np.array([[[1.0], [2.0]], [[1.0], [2.0]]]))[0]      # two controls, only the second matters
    [1]
    """
    kept = []
    for axis in range(grid.ndim - 1):
        first = np.take(grid, [0], axis)
        same = (grid == first) | ((grid != grid) & (first != first))
        if same.all():
            grid = first
        else:
            kept.append(axis)
    return kept, grid.reshape(-1, grid.shape[-1])


def encode(entry, rows, digits):
    """Return the codes of ``rows``, and write into ``entry`` how to turn them back."""
    if rows.dtype.kind == "U":
        words, codes = np.unique(rows, return_inverse=True)
        entry.update(words=words.tolist(), bytes=2)
        return codes.reshape(rows.shape).astype("<u2")
    if digits is None:
        return quantize(entry, rows, FINE if entry["points"] and entry["axes"] else FINER).astype("<u2")
    for top, kind in ((FINE, "<u2"), (FINER, "<u2"), (FINEST, "<u4")):
        codes = nudge(entry, quantize(entry, rows, top, logs=False), rows, digits)
        if codes is not None:
            entry["bytes"] = int(kind[-1])
            return codes.astype(kind)
    raise ValueError(f"digits = {digits!r} is not allowed for {entry['name']!r}: give fewer, its range is too wide.")


def quantize(entry, rows, top, logs=True):
    there = np.isfinite(rows)
    low, high = (float(rows[there].min()), float(rows[there].max())) if there.any() else (0.0, 0.0)
    log = logs and bool(entry["points"]) and low > 0 and LOG_RATIOS[0] < high / low <= LOG_RATIOS[1]
    scaled = np.where(there, rows, low)
    if log:
        scaled, low, high = np.log(scaled), float(np.log(low)), float(np.log(high))
    step = (high - low) / (top - 1) or 1.0
    entry.update(low=low, step=step, log=log, bytes=2)
    return np.where(there, np.rint((scaled - low) / step) + 1, GAP).astype(np.int64)


def nudge(entry, codes, rows, digits):
    """Move codes by one where the printed number would differ from the exact one's; ``None`` if that is not enough."""
    scale = 10.0**digits
    scaled = np.abs(np.where(codes == GAP, 0, rows)) * scale
    close = (np.abs(scaled % 1 - 0.5) <= entry["step"] * scale + 1e-9) & (codes != GAP)
    for at in zip(*np.nonzero(close), strict=True):
        text = number(float(rows[at]), digits)
        for code in (codes[at], codes[at] - 1, codes[at] + 1):
            if code >= 1 and number(float(decode(entry, code)), digits) == text:
                codes[at] = code
                break
        else:
            return None
    return codes


def decode(entry, codes):
    """Return the numbers or words of ``codes``; a gap is ``nan``."""
    if "words" in entry:
        return np.array(entry["words"])[codes]
    values = entry["low"] + (np.asarray(codes, float) - 1) * entry["step"]
    return np.where(np.asarray(codes) == GAP, np.nan, np.exp(values) if entry["log"] else values)


def smallest(entry, codes):
    """Return the bytes of ``codes``, with differences between rows as well where that is smaller."""
    along = np.diff(codes, axis=1, prepend=codes.dtype.type(0))
    both = np.diff(along, axis=0, prepend=codes.dtype.type(0))
    plain, rowwise = shuffle(along), shuffle(both)
    entry["rowwise"] = len(gzip.compress(rowwise, 6)) < len(gzip.compress(plain, 6))
    return rowwise if entry["rowwise"] else plain


def shuffle(codes):
    """Return all first bytes, then all second bytes, and so on."""
    return np.ascontiguousarray(codes).reshape(-1).view(np.uint8).reshape(-1, codes.itemsize).T.tobytes()


def unpack(layout, data, shape):
    """Return what :func:`pack` was given, within the step of each series: arrays of shape (states, ...).

    >>> layout, data = pack({"share": np.array([0.0, 0.5, 1.0])}, (3,), {})
    >>> unpack(layout, data, (3,))["share"].round(4).tolist()
    [0.0, 0.5, 1.0]
    """
    raw, start, series = gzip.decompress(data), 0, {}
    for entry in layout:
        kept = [shape[axis] for axis in entry["axes"]]
        cells = int(np.prod(kept, initial=1)) * max(entry["points"], 1)
        end = start + cells * entry["bytes"]
        plane = np.frombuffer(raw[start:end], np.uint8).reshape(entry["bytes"], -1).T
        codes = np.ascontiguousarray(plane).view(f"<u{entry['bytes']}").reshape(-1, max(entry["points"], 1))
        if entry["rowwise"]:
            codes = np.cumsum(codes, axis=0, dtype=codes.dtype)
        values = decode(entry, np.cumsum(codes, axis=1, dtype=codes.dtype))
        grid = values.reshape(*(n if axis in entry["axes"] else 1 for axis, n in enumerate(shape)), -1)
        full = np.broadcast_to(grid, (*shape, grid.shape[-1])).reshape(int(np.prod(shape)), -1)
        series[entry["name"]] = full if entry["points"] else full[:, 0]
        start = end
    return series
