"""Whatever a student hands in, ``check`` prints one line, says what it is, and never fails."""

import asyncio
import fractions
import io
import json
import math
import sys
import warnings
from contextlib import redirect_stderr, redirect_stdout
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

from missing_middle.checks import check, parameters, variant
from missing_middle.checks.feedback import verdict
from missing_middle.checks.registry import all_questions, question_of
from missing_middle.checks.variants import case_of

VALUE, PERCENT, FUNCTION, TABLE, CHOICE, TEXT = (f"trade-q{number}" for number in (1, 2, 3, 4, 7, 8))


class Refuses:
    """An object that fails at every touch."""

    def _refuse(self, *args, **kwargs):
        raise RuntimeError("do not touch")

    __repr__ = __str__ = __len__ = __iter__ = __eq__ = __float__ = __bool__ = _refuse
    __hash__ = None

    def __getattr__(self, name):
        raise RuntimeError("do not touch")


class Pretends:
    """Says that it equals everything."""

    def __eq__(self, other):
        return True

    def __float__(self):
        return 0.5

    __hash__ = None


def say(question_id, answer):
    """The one paragraph that ``check`` prints, as one line; fails if anything else happens."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err), warnings.catch_warnings(record=True) as complaints:
        warnings.simplefilter("always")
        assert check(question_id, answer) is None
    assert err.getvalue() == "" and not complaints
    lines = out.getvalue().removesuffix("\n").split("\n")
    assert all(line and len(line) <= 88 for line in lines if " " in line)
    return " ".join(lines)


def right(question_id):
    question = question_of(question_id)
    return question.right(case_of(question))


ODD = {
    "nan": math.nan,
    "numpy nan": np.float64("nan"),
    "inf": math.inf,
    "minus inf": -math.inf,
    "huge": 10**400,
    "true": True,
    "numpy true": np.True_,
    "complex": 1j,
    "numpy complex": np.complex128(1j),
    "text": "0.31",
    "words": "about a third",
    "empty text": "",
    "bytes": b"0.3",
    "list": [0.3],
    "long list": [0.0] * 10**6,
    "range": range(10**12),
    "dict": {"share": 0.3},
    "set": {0.3},
    "array": np.array([0.3]),
    "empty array": np.array([]),
    "matrix": np.zeros((3, 4)),
    "object array": np.array({1: 2}, dtype=object),
    "frame": pd.DataFrame({"a": [0.3]}),
    "empty frame": pd.DataFrame(),
    "series": pd.Series([0.3]),
    "missing": pd.NA,
    "date": pd.Timestamp("2007-01-01"),
    "function": lambda: 0.3,
    "builtin": len,
    "class": float,
    "module": math,
    "type": type,
    "lambda": lambda x: x,
    "generator": (x for x in ()),
    "exception": ValueError("x"),
    "notimplemented": NotImplemented,
    "refuses": Refuses(),
    "pretends": Pretends(),
    "decimal nan": Decimal("nan"),
    "signalling": Decimal("sNaN"),
    "numpy text": np.str_("z"),
    "numpy date": np.datetime64("2007-01-01"),
    "masked": np.ma.masked,
    "slice": slice(1),
    "negative": -5,
    "letter": "Z",
    "two letters": "ab",
    "million letters": "a" * 10**6,
    "lone surrogate": "\ud800",
    "frame with two of a name": pd.DataFrame([["home", "exit"]] * 6, columns=["fate", "fate"]),
    "list of lists": [[1]] * 6,
    "list of refusals": [Refuses()] * 6,
    "unhashable keys": pd.Series(["home"] * 6),
    "coroutine function": asyncio.sleep,
    "partial list": ["home", None, "exit", "home", "home", "home"],
}


@pytest.mark.parametrize("odd", ODD)
def test_odd_answer_is_answered_in_one_line_and_is_not_correct(odd):
    for question in all_questions():
        line = say(question.id, ODD[odd])
        assert line.startswith(("Not attempted yet: ", "Wrong kind of answer: ", "Not yet: ", "Think again: ")), (
            question
        )
        assert len(line) < 700, question
        if odd != "refuses":
            assert "cannot be looked at" not in line or odd == "list of refusals", (question, line)


@pytest.mark.parametrize("question", all_questions(), ids=lambda question: question.id)
@pytest.mark.parametrize("blank", [None, ...], ids=str)
def test_untouched_answer_is_not_attempted(question, blank):
    assert say(question.id, blank) == (
        f"Not attempted yet: write `{question.answer}` in the cell above, run it, then run this cell."
    )


@pytest.mark.parametrize(
    "wrap",
    [float, np.float64, np.array, lambda x: np.array(x, dtype=object)[()], Decimal, fractions.Fraction],
    ids=["float", "float64", "0-d", "object", "decimal", "fraction"],
)
def test_any_kind_of_real_number_is_a_number(wrap):
    assert say(VALUE, wrap(right(VALUE))).startswith("Correct: ")


@pytest.mark.parametrize(
    "answer, said",
    [
        ("0.31", "expected a number between 0 and 1, got text. Write the number without quotation marks."),
        (math.nan, "expected a number between 0 and 1, got nan, which is what Python says when there is no number"),
        (31.0, "expected a number between 0 and 1, got 31. Is that per cent, where a share is asked for?"),
        (-0.2, "expected a number between 0 and 1, got -0.2."),
        (pd.DataFrame({"a": [1, 2]}), "got a DataFrame of shape 2x1"),
        (np.array([0.3]), "got a ndarray of shape 1. Take out the one number you mean."),
        ([0.3], "got a list with 1 entry."),
        (True, "got True or False, not a number."),
        (len, "got a function. Call it, with its arguments in brackets, to get a number."),
    ],
)
def test_wrong_kind_says_what_was_expected_and_what_came(answer, said):
    line = say(VALUE, answer)
    assert line.startswith("Wrong kind of answer: ") and said in line


def test_share_given_where_per_cent_are_asked_for_is_met_with_the_unit():
    assert "in per cent, 12.3 rather than 0.123" in say(PERCENT, right(PERCENT) / 100)


def test_wrong_sign_is_met_with_the_sign():
    assert "Look at the sign" in say(PERCENT, -right(PERCENT))


def test_almost_right_is_told_to_keep_the_digits():
    assert "Keep all digits" in say(PERCENT, right(PERCENT) * 1.009)


# Functions


def good(n, tau, f_ratio, k, sigma):
    case = case_of(question_of(FUNCTION))
    return dict(zip(case.points, right(FUNCTION), strict=True))[(n, tau, f_ratio, k, sigma)]


def test_function_is_called_by_name_or_by_position():
    assert say(FUNCTION, lambda sigma, k, f_ratio, tau, n: good(n, tau, f_ratio, k, sigma)).startswith("Correct: ")
    assert say(FUNCTION, lambda a, b, c, d, e: good(a, b, c, d, e)).startswith("Correct: ")
    assert say(FUNCTION, lambda *points: good(*points)).startswith("Correct: ")
    assert say(FUNCTION, lambda n, tau, f_ratio, k, sigma, f=1: good(n, tau, f_ratio, k, sigma)).startswith("Correct: ")


def test_success_says_that_more_waits_for_grading():
    assert "4 public checks passed, 4 more at grading." in say(FUNCTION, good)


def broken(how):
    def domestic_share(n, tau, f_ratio, k, sigma):
        return how(n)

    return domestic_share


def _raise(error):
    raise error


def _warn(n):
    warnings.warn("careful", stacklevel=1)
    print("debugging")
    print("worse", file=sys.stderr)
    return np.log(-1.0)


@pytest.mark.parametrize(
    "how, said",
    [
        (lambda n: _raise(NotImplementedError()), "Not attempted yet"),
        (lambda n: ..., "Not attempted yet"),
        (lambda n: None, "the function returns None. Does it end with `return`?"),
        (lambda n: n / 0, "your function raises ZeroDivisionError: division by zero. Call it yourself"),
        (lambda n: undefined, "raises NameError"),  # noqa: F821
        (lambda n: sys.exit(1), "raises SystemExit: 1"),
        (lambda n: _raise(KeyboardInterrupt()), "was stopped before it returned"),
        (lambda n: _raise(RuntimeError(Refuses())), "raises RuntimeError"),
        (lambda n: _raise(RuntimeError("line one\nline two " * 1000)), "raises RuntimeError: line one. Call"),
        (lambda n: (lambda f: f(f))(lambda f: f(f)), "raises RecursionError"),
        (_warn, "returns nan"),
        (lambda n: np.array([0.5]), "returns a ndarray of shape 1"),
        (lambda n: "0.5", "returns text. Write the number without quotation marks"),
        (lambda n: asyncio.sleep(0), "returns a coroutine"),
        (lambda n: (x for x in ()), "returns a generator"),
        (lambda n: (-8.0) ** 0.5, "returns a complex number"),
        (lambda n: Refuses(), "cannot be looked at (RuntimeError)"),
        (lambda n: 0.25, "0 of 4 public checks passed. At n="),
    ],
)
def test_broken_function_is_told_how_it_breaks(how, said):
    assert said in say(FUNCTION, broken(how))


@pytest.mark.parametrize(
    "answer, said",
    [
        (0.5, "expected a function of n, tau, f_ratio, k, sigma, got a float"),
        (lambda: 0.5, "got one of ()"),
        (lambda n, tau: 0.5, "got one of (n, tau)"),
        ("domestic_share", "got text"),
    ],
)
def test_wrong_kind_of_function_is_told_the_arguments(answer, said):
    line = say(FUNCTION, answer)
    assert line.startswith("Wrong kind of answer: ") and said in line


# Tables


def fates():
    return [row[0] for row in right(TABLE)]


@pytest.mark.parametrize(
    "container",
    [
        list,
        tuple,
        np.array,
        pd.Series,
        lambda words: dict(zip("ABCDEF", words, strict=True)),
        lambda words: dict(reversed(list(zip("ABCDEF", words, strict=True)))),
        lambda words: pd.Series(words, index=list("ABCDEF")).sample(frac=1, random_state=1),
        lambda words: pd.Series([word.upper() + " " for word in words]),
        lambda words: pd.DataFrame({"fate": words}),
        lambda words: pd.DataFrame({"firm": list("ABCDEF"), "fate": words, "phi": 1.0}).iloc[::-1],
        lambda words: pd.DataFrame({"fate": words}, index=list("ABCDEF")).iloc[::-1],
    ],
)
def test_table_may_come_in_any_container_and_order(container):
    assert say(TABLE, container(fates())).startswith("Correct: ")


@pytest.mark.parametrize(
    "answer, said",
    [
        (["home"] * 5, "expected 6 entries, got 5."),
        (["stays"] + ["home"] * 5, "the entry for A in 'fate' does not fit: expected 'exit', 'home'"),
        (["home", None] + ["home"] * 4, "the entry for B in 'fate' is empty."),
        (pd.DataFrame({"fates": ["home"] * 6}), "there is no column fate."),
        ({"A": "home"}, "expected one entry for each of A, B, C, D, E, F."),
        ("home", "expected a list with 6 entries, got text."),
    ],
)
def test_wrong_kind_of_table_is_told_the_first_thing_that_does_not_fit(answer, said):
    line = say(TABLE, answer)
    assert line.startswith("Wrong kind of answer: ") and said in line


def test_table_with_wrong_entries_is_told_how_many_are_right():
    swapped = {"exit": "home", "home": "export-more", "export-more": "exit"}
    words = [swapped.get(word, word) for word in fates()]
    kept = sum(word not in swapped for word in fates())
    assert f"Not yet: {kept} of 6 entries are right." in say(TABLE, words)


def test_empty_table_is_not_attempted():
    assert say(TABLE, [None] * 6).startswith("Not attempted yet: ")
    assert say(TABLE, pd.DataFrame({"fate": [""] * 6})).startswith("Not attempted yet: ")


# Choices and prose


@pytest.mark.parametrize("dress", ["{}", " {} ", "{})", "({})", "{}."])
def test_letter_may_be_dressed(dress):
    letter = right(CHOICE)
    assert say(CHOICE, dress.format(letter)).startswith("Correct: ")
    assert say(CHOICE, dress.format(letter.upper())).startswith("Correct: ")


def test_choice_must_be_one_of_the_letters():
    assert "one of the letters a, b, c, d, e" in say(CHOICE, "f")
    assert 'expected one letter, such as "a", got a number.' in say(CHOICE, 1)


@pytest.mark.parametrize("blank", ["", "  ", "()"])
def test_empty_letter_is_not_attempted(blank):
    assert say(CHOICE, blank).startswith("Not attempted yet: ")


def test_prose_is_counted_and_left_to_a_reader():
    line = say(TEXT, "Which firms closed? " * 10)
    assert line == "Not yet: your answer has 30 words of 120 to 150 words; a person reads it, with the rubric."
    assert say(TEXT, question_of(TEXT).form.stub(None)).startswith("Not attempted yet: ")


# Ids, tokens, nbgrader


@pytest.mark.parametrize("question_id", ["trade-q99", "nowhere-q1", "", None, 7, ["trade-q1"], "x" * 10**6])
def test_unknown_id_is_answered_too(question_id):
    assert say(question_id, 0.5).startswith("Wrong kind of answer: ")


def test_unknown_id_has_no_parameters():
    with pytest.raises(ValueError, match="there is no question 'trade-q99'"):
        parameters("trade-q99")


@pytest.fixture
def other_student():
    variant("another student")
    yield
    variant("public")


def test_answer_of_another_student_is_not_correct(other_student):
    question = question_of(VALUE)
    assert parameters(VALUE) == case_of(question, "another student") != case_of(question)
    assert not say(VALUE, right(VALUE)).startswith("Correct")
    assert say(VALUE, question.right(parameters(VALUE))).startswith("Correct")


@pytest.mark.parametrize("token", ["", "  ", None, 3])
def test_token_must_be_text(token):
    with pytest.raises(ValueError, match="token = "):
        variant(token)


@pytest.mark.parametrize("answer", [None, "text", 0.99])
def test_inside_nbgrader_anything_but_correct_raises(answer, monkeypatch, capsys):
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    with pytest.raises(AssertionError) as raised:
        check(VALUE, answer)
    assert str(raised.value) == verdict(VALUE, answer).message
    check(VALUE, right(VALUE))
    assert capsys.readouterr().out.startswith("Correct: ")


def test_long_hint_is_broken_between_words(capsys):
    check(TABLE, ["exit"] * 6)
    check(VALUE, parameters(VALUE).tau ** -parameters(VALUE).k)
    lines = capsys.readouterr().out.split("\n")
    assert len(lines) > 3 and max(map(len, lines)) <= 88


def test_case_is_read_by_name_and_cannot_be_changed():
    case = parameters(VALUE)
    assert case.tau == case["tau"] == dict(**case)["tau"]
    with pytest.raises(AttributeError, match="cannot be changed"):
        case.tau = 2
    with pytest.raises(TypeError):
        case["tau"] = 2
    with pytest.raises(AttributeError, match="there is no 'lam' here"):
        case.lam  # noqa: B018
    assert json.loads(json.dumps(dict(case))) == dict(case)
