"""What the page says of a function is what the notebook says, and its engine is the one whose licence stands beside."""

import builtins
import gzip
import hashlib
import re
import runpy

import pytest
from course_site import ROOT
from house.render import engine

from missing_middle.checks.export import public_items
from missing_middle.checks.feedback import verdict_on
from missing_middle.checks.reading import WrongKind, described, number
from missing_middle.checks.registry import SETS, UNGRADED, question_of
from missing_middle.checks.variants import case_of
from missing_middle.web.stage import Stage

ITEMS = {item["id"]: item for name in SETS + UNGRADED for item in public_items(name) if item["kind"] == "function"}


@pytest.fixture(scope="module")
def stage():
    """The page's judge of functions."""
    return Stage("python/verdict.js")


@pytest.fixture
def prelude(monkeypatch):
    """What the engine runs first, run by this Python."""
    monkeypatch.setattr(builtins, "__import__", builtins.__import__)  # it puts its own in place
    return runpy.run_path(str(ROOT / "missing_middle" / "web" / "python" / "prelude.py"))


def said(stage, name, values, code="x"):
    told = {"values": [["number", value] for value in values]}
    return stage.call("python/verdict.js", "judgeFunction", ITEMS[name], told, code)


def in_notebook(name, values):
    """What ``check`` says of a function with these values at the public points."""
    calls, question = iter(values), question_of(name)
    return verdict_on(question, case_of(question), lambda *given: next(calls))


@pytest.mark.parametrize("name", ITEMS)
def test_right_function_and_each_wrong_one_get_the_words_of_the_notebook(stage, name):
    for answer in ITEMS[name]["answers"]:
        found, expected = said(stage, name, answer["value"]), in_notebook(name, answer["value"])
        assert (found["outcome"], found["misconception"], found["says"]) == (
            expected.outcome,
            expected.misconception,
            expected.message,
        )
    assert ITEMS[name]["answers"][0]["outcome"] == "correct"
    assert [one["outcome"] for one in ITEMS[name]["answers"]].count("misconception") == len(question_of(name).wrong)


@pytest.mark.parametrize("name", ITEMS)
@pytest.mark.parametrize("share", [1 - 2e-6, 1 + 2e-6, 1 - 0.5e-6, 1 + 0.5e-6, 1.3])
def test_one_value_that_is_off_is_counted_as_in_the_notebook(stage, name, share):
    right = ITEMS[name]["answers"][0]["value"]
    for place in range(len(right)):
        values = [share * (value or 1) if at == place else value for at, value in enumerate(right)]
        assert said(stage, name, values)["says"] == in_notebook(name, values).message


VALUES = (True, 0.5, 3, "0,31", "12 %", "much", 2j, [], [1], (1, 2), {3}, {1: 2}, iter([]), abs, object(), 10**400)


@pytest.mark.parametrize("value", [*VALUES, float("nan"), float("inf")], ids=lambda value: str(value)[:20])
def test_value_is_described_as_in_the_notebook(stage, prelude, value):
    found = prelude["described"](value) if not isinstance(value, int) or abs(value) < 1e300 else ["too large"]
    try:
        assert found == ["number", number(value)]
    except WrongKind as reason:
        assert stage.call("python/verdict.js", "valueWords", found) == str(reason)
    if isinstance(value, str):
        assert stage.call("python/verdict.js", "valueWords", found) == described(value)


def error(kind, says="invalid syntax", line=1):
    return {"kind": kind, "says": says, "line": line}


@pytest.mark.parametrize(
    "code, found, words",
    [
        ("def f(x)\n    return x", error("SyntaxError"), "ends with a colon"),
        ("print((1 + 2)\nx = 3", error("SyntaxError", line=2), "The bracket “(” of line 1 is not closed"),
        ("x = 3)", error("SyntaxError"), "“)” that nothing opens"),
        ("print('a)", error("SyntaxError"), "quotation mark of line 1"),
        ("if x = 3:\n    y = 1", error("SyntaxError"), "two equals signs"),
        ("print x", error("SyntaxError"), "brackets around"),
        ("y = 2x", error("SyntaxError"), "2 * x"),
        ("def f(x):\nreturn x", error("SyntaxError", line=2), "four spaces further right"),
        ("x = 1\n  y = 2", error("IndentationError", "unexpected indent", 2), "further left or right"),
        ("print(“a”)", error("NameError", "name '“a”' isn't defined"), "is not a sign that Python knows"),
        ("x = 0,5\ny = x * 1.5", error("TypeError", "unsupported types", 2), "Line 1 has 0,5"),
        ("x = 2.0 ^ 2", error("TypeError", "unsupported types for __xor__: 'float', 'int'"), "For a power write **"),
        ("math.log(2)", error("NameError", "name 'math' isn't defined"), "`import math`"),
        ("import numpy", error("ImportError", "no module named 'numpy'"), "the notebook has the others"),
        ("import js", error("ImportError", "no module named 'js'"), "neither the page nor the network"),
        ("import jsffi", error("ImportError", "no module named 'jsffi'"), "neither the page nor the network"),
        ("input()", error("RuntimeError", "input()"), "cannot ask here"),
        ("f(1)", error("RuntimeError", "maximum recursion depth exceeded"), "calls itself"),
        ("x", error("MemoryError", "memory allocation failed"), "16 MB"),
    ],
)
def test_error_is_told_in_words_for_a_beginner_with_its_line(code, found, words):
    told = Stage("python/errors.js").call("python/errors.js", "worded", found, code)
    assert words in told and told.startswith(f"Line {found['line']}: ")


def test_an_error_stands_in_a_line_that_there_is():
    code = "def f(x):\n    return (x + 1\n"
    told = Stage("python/errors.js").call("python/errors.js", "worded", error("SyntaxError", line=3), code)
    assert told.startswith("Line 2: ") and "of line 2 is not closed" in told


@pytest.mark.parametrize("code", ["f(0,5)", "x = [1,2]", "a, b = 1, 2", "print('0,5')", "x = 3 # 0,5", "t = 1,2,3"])
def test_comma_between_two_things_is_no_decimal_comma(code):
    assert Stage("python/errors.js").call("python/errors.js", "decimalComma", code) == ""


@pytest.mark.parametrize(
    "before, after",
    [("def f(x):", "    "), ("    if x:  # so", "        "), ("    y = 1", "    "), ("    return 1", ""), ("", "")],
)
def test_next_line_begins_where_it_should(before, after):
    assert Stage("python/editor.js").call("python/editor.js", "indentation", f"x = 1\n{before}") == after


# The engine ----------------------------------------------------------------------------------------------------------


def test_engine_is_the_one_whose_licence_stands_beside_it():
    licence = (engine.VENDOR / "micropython.LICENSE").read_text(encoding="utf8")
    listed = dict(re.findall(r"sha256 of (\S+): +(\w{64})", licence))
    assert listed == {
        name: hashlib.sha256((engine.VENDOR / name).read_bytes()).hexdigest()
        for name in ("micropython.mjs", "micropython.wasm")
    }
    assert "MicroPython 1.27.0" in licence and "MIT License" in licence


def test_engine_weighs_at_most_250_kb():
    assert len(gzip.compress(engine.engine()[1].encode(), 9)) < 250_000


@pytest.mark.parametrize("old, new", [("class PyProxy{", "class Other{"), ("let Module={", "let other={")])
def test_another_version_of_the_engine_is_refused(old, new):
    text = (engine.VENDOR / "micropython.mjs").read_text(encoding="utf8")
    assert "import.meta" not in engine.loader(text) and "export " not in engine.loader(text)[-20_000:]
    with pytest.raises(ValueError, match="another version of MicroPython"):
        engine.loader(text.replace(old, new))
