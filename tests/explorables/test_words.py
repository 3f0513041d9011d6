"""Numbers and sentences are the same in Python and on the page."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from missing_middle.explorables.engine.words import fields_of, fill, number


@given(st.floats(-1e9, 1e9), st.integers(0, 6))
@example(2.5, 0)
@example(-0.5, 0)
@example(1.005, 2)
@example(-1e-9, 3)
@example(9999.96, 1)
@example(99999.5, 0)
def test_python_and_the_page_print_the_same_number(js, value, digits):
    assert js.eval(f"number({value!r}, {digits})") == number(value, digits)


@pytest.mark.parametrize(
    "value, digits, text",
    [
        (0.125, 2, "0.13"),
        (-0.125, 2, "−0.13"),
        (-0.001, 2, "0.00"),
        (1234.5, 1, "1234.5"),
        (12345, 0, "12\u202f345"),
        (1234567.891, 2, "1\u202f234\u202f567.89"),
        (float("nan"), 1, "none"),
        (float("inf"), 1, "none"),
        (None, 0, "none"),
    ],
)
def test_numbers_are_printed_as_in_the_book(js, value, digits, text):
    assert number(value, digits) == text
    asked = {"nan": "NaN", "inf": "Infinity", "None": "null"}.get(str(value), repr(value))
    assert js.eval(f"number({asked}, {digits})") == text


@pytest.mark.parametrize("template", ["{share}% export.", {"few": "Only {share}%.", "many": "{share}% of {who}."}])
@pytest.mark.parametrize("case", ["few", "many"])
def test_python_and_the_page_fill_the_same_sentence(js, template, case):
    frame = {"share": 12.345, "who": "firms", "case": case}
    told = js.eval(f"fill({json.dumps(template)}, {json.dumps(frame)}, {{share: 1}})")
    assert told == fill(template, frame, {"share": 1})
    assert "12.3" in told


def test_every_case_of_a_sentence_counts():
    assert fields_of({"few": "{a}", "many": "{b} and {c}"}) == {"a", "b", "c"}
