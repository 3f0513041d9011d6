"""What the models ask of vectors: finite numbers, one for each region, plant, member, firm or year."""

import numpy as np

from missing_middle.models._require import require_finite


def require_vector(name, values, low=None, above=None, length=None, smallest=1):
    """Return ``values`` as a float array of shape (n,), or raise ``ValueError``.

    ``low`` is an attained bound, ``above`` one that is not; ``length`` is a pair (other name, n) to agree
    with.
    """
    items = _items(name, values)
    if len(items) < smallest:
        raise ValueError(f"{name} = {values!r} is not allowed: give {smallest} or more numbers.")
    if length is not None and len(items) != length[1]:
        raise ValueError(f"{name} has {len(items)} entries, but {length[0]} has {length[1]}: give equal lengths.")
    if isinstance(items, np.ndarray) and items.dtype.kind in "fiu":
        vector = items.astype(float)
        if not np.isfinite(vector).all():
            place = int(np.argmin(np.isfinite(vector)))
            require_finite(f"{name}[{place}]", float(vector[place]))
    else:
        for i, item in enumerate(items):
            require_finite(f"{name}[{i}]", item)
        vector = np.array([float(item) for item in items])
    _refuse_entries(name, vector, vector < low if low is not None else None, f"{low} or more")
    _refuse_entries(name, vector, vector <= above if above is not None else None, f"a number above {above}")
    return vector


def require_shares(name, values, above=None, **more):
    """Return non-negative ``values`` (with a positive sum) divided by their sum."""
    vector = require_vector(name, values, low=0, above=above, **more)
    if not vector.max() > 0:
        raise ValueError(f"{name} sums to 0: give at least one number above 0.")
    vector = vector / vector.max()  # first by the largest, so that the sum cannot overflow
    return vector / vector.sum()


def _items(name, values):
    if isinstance(values, (str, bytes, dict, set)) or not hasattr(values, "__len__"):
        raise ValueError(f"{name} = {values!r} is not allowed: give a list or array of numbers.")
    if hasattr(values, "to_numpy"):  # a pandas column, whose labels are not positions
        values = values.to_numpy()
    if isinstance(values, np.ndarray) and values.ndim != 1:
        raise ValueError(f"{name} has shape {values.shape}: give one row of numbers, shape (n,).")
    return values


def _refuse_entries(name, vector, wrong, wanted):
    if wrong is not None and wrong.any():
        place = int(np.argmax(wrong))
        raise ValueError(f"{name}[{place}] = {float(vector[place])!r} is not allowed: give {wanted}.")
