"""What no model accepts as a number, and how a test asks for the refusal."""

import re

import numpy as np
import pytest

NOT_NUMBERS = ["3", None, float("nan"), float("inf"), -float("inf"), True, [2.0], np.array([2.0, 3.0]), 1j, 10**400]
NOT_COUNTS = ["3", None, 2.5, 2.0, float("nan"), True, [2]]
NOT_VECTORS = [
    "12",
    3.0,
    None,
    [],
    [[1.0, 2.0]],
    {"a": 1},
    [1.0, "2"],
    [1.0, None],
    [1.0, float("nan")],
    [1.0, float("inf")],
    [1.0, True],
    np.array([[1.0, 2.0]]),
    np.array(["a", "b"]),
    np.array(3.0),
]


def assert_refused(function, good, name, bad):
    """The message names the parameter; the good call shows that nothing else is wrong."""
    function(**good)
    with pytest.raises(ValueError, match=re.escape(name)):
        function(**{**good, name: bad})
