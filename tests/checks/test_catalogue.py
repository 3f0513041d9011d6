"""The fixed words of checks and feedback pages stand in one catalogue, so that another one can take its place."""

import ast
import re
from pathlib import Path

import pytest

from missing_middle.checks import check, words
from missing_middle.checks.registry import question_of
from missing_middle.checks.variants import case_of, draw_case
from missing_middle.grading.feedback import feedback_page

PACKAGE = Path(words.__file__).parents[1]
SPEAKERS = [PACKAGE / "checks" / f"{name}.py" for name in ("case", "form", "forms", "functions", "tables", "reading")]
SPEAKERS += [PACKAGE / "checks" / f"{name}.py" for name in ("judging", "feedback", "question", "export", "slips")]
SPEAKERS += [PACKAGE / "grading" / f"{name}.py" for name in ("feedback", "marking", "asides")]
SENTENCE = re.compile(r"[A-Za-z]{2,}[,:;]? [A-Za-z]{2,}")
NOT_SPOKEN = {"not plain"}  # what a room reports to the grader
PSEUDO = {name: f"«{sentence}»" for name, sentence in words.ENGLISH.items()}


@pytest.fixture
def pseudo():
    words.speak(PSEUDO)
    yield
    words.speak()
    case_of.cache_clear(), draw_case.cache_clear()  # a case keeps its words


def spoken_literals(path):
    """The texts in a file that look like words to a reader: no docstring, and no complaint to an author."""
    tree = ast.parse(path.read_text(encoding="utf8"))
    silent = set()
    for node in ast.walk(tree):
        to_authors = isinstance(node, ast.Raise) and re.search(
            r"Refused|(Type|Value|Attribute|Runtime|Assertion)Error", ast.dump(node)
        )
        if to_authors or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            silent |= {id(inner) for inner in ast.walk(node)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent
    ]


@pytest.mark.parametrize("path", SPEAKERS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_sentence_stands_outside_the_catalogue(path):
    found = [text for text in spoken_literals(path) if SENTENCE.search(text) and not re.search(r"[<{]", text)]
    known = NOT_SPOKEN | set(words.ENGLISH) | {name.split(".", 1)[-1] for name in words.ENGLISH} | {"mark.lost"}
    assert [text for text in found if text not in known and f"lost.{text}" not in known] == []


def test_every_sentence_is_asked_for():
    asked = {text for path in [*SPEAKERS, PACKAGE / "checks" / "bank" / "entry.py"] for text in spoken_literals(path)}
    prefixes = tuple(text for text in asked if text.endswith(".") and len(text) > 4)
    assert [name for name in words.ENGLISH if name not in asked and not name.startswith(prefixes)] == []


@pytest.mark.parametrize(
    "question, answer",
    [
        ("trade-q1", ...),
        ("trade-q1", "0.3"),
        ("trade-q1", 0.0371),
        ("trade-q3", 0.5),
        ("trade-q3", lambda n, tau, f_ratio, k, sigma: n / 0),
        ("trade-q4", ["home"]),
        ("trade-q7", "z"),
        ("trade-q8", "too short"),
        ("nowhere", 1),
    ],
)
def test_check_speaks_another_language(pseudo, capsys, question, answer):
    check(question, answer)
    assert capsys.readouterr().out.startswith("«")


def test_belief_and_page_speak_another_language(pseudo, capsys):
    question = question_of("trade-q1")
    check("trade-q1", question.wrong[0].rule(case_of(question)))
    assert capsys.readouterr().out.startswith("«Think again»: «You seem to ")
    one = {"id": "trade-q1", "outcome": "correct", "words": "", "points": 1, "possible": 1, "shown": ["x"]}
    result = {"exercise": "trade", "student": "ada", "points": 1, "possible": 1, "by_hand": 0, "notes": ["n"]}
    page = feedback_page(result | {"questions": [one]}).decode()
    for name in ("heading.correct", "page.file", "page.shown"):
        assert PSEUDO[name] in page and f">{words.ENGLISH[name]}" not in page


@pytest.mark.parametrize(
    "name, sentence", [("sign", "Vorzeichen {sign}?"), ("expected", "erwartet {expected}"), ("is.a", None)]
)
def test_catalogue_with_other_fields_is_refused_by_name(name, sentence):
    other = {**words.ENGLISH, name: sentence}
    if sentence is None:
        del other[name]
    with pytest.raises(ValueError, match=f"catalogue: '{name}' = .* is not allowed: its fields are"):
        words.speak(other)
    assert words.say("sign") == words.ENGLISH["sign"]
