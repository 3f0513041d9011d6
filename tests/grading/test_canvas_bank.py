"""The bank for Canvas, opened again: every question asks, takes and refuses what the notebook does."""

import builtins
import io
import re
import zipfile
from html import unescape
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from missing_middle.checks.feedback import verdict_on
from missing_middle.checks.judging import CORRECT
from missing_middle.checks.registry import SETS, question_of, questions_of
from missing_middle.grading.canvas_bank import canvas_qti, quiz_text, right_interval
from missing_middle.grading.cli import main
from missing_middle.grading.moodle_bank import KINDS, asked, cases_of

Q = "{http://www.imsglobal.org/xsd/ims_qtiasiv1p2}"
VARIANTS = 3
TYPES = {"value": "numerical_question", "choice": "multiple_choice_question", "text": "essay_question"}


@pytest.fixture(scope="module")
def bank():
    """Points of each question, and its items by id and number; and what was left out."""
    data, left = canvas_qti(SETS, VARIANTS)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        (name,) = [one for one in archive.namelist() if re.fullmatch(r"(\w+)/\1\.xml", one)]
        root = ElementTree.fromstring(archive.read(name))
    points, items = {}, {}
    for section in root.iter(f"{Q}section"):
        for item in section.findall(f"{Q}item"):
            question, number = re.fullmatch(r"([a-z]+-q\d+): .* \((\d+)\)", item.get("title")).groups()
            items[question, int(number)] = item
            points[question] = float(section.find(f".//{Q}points_per_item").text)
            assert section.find(f".//{Q}selection_number").text == "1"
    return points, items, set(left)


def text_of(element):
    """What is seen; a formula is a picture, with its source beside it."""
    shown = re.sub(r'<img[^>]* data-equation-content="([^"]*)"[^>]*>', r" \1 ", unescape("".join(element.itertext())))
    return re.sub(r"<[^>]+>", "", unescape(shown))


def words(text):
    """Letters and digits in order: what is left of a text whatever the markup."""
    return re.sub(r"\W+", " ", text).split()


def test_every_question_that_a_form_can_ask_is_there_with_its_points(bank):
    points, items, left = bank
    asked = {q.id: q.points for name in SETS for q in questions_of(name) if q.kind in KINDS}
    assert points == asked
    for question in map(question_of, asked):
        numbers = range(1, len(cases_of(question, VARIANTS)) + 1)
        assert all(((question.id, number) in items) != ((question.id, number) in left) for number in numbers)
    assert len(left) < len(items) / 20


def test_each_variant_asks_takes_and_refuses_what_the_notebook_does(bank):
    _, items, _ = bank
    for (name, number), item in items.items():
        question = question_of(name)
        case = cases_of(question, VARIANTS)[number - 1]
        kind = next(e.text for e in item.iter(f"{Q}fieldentry") if e.text.endswith("_question"))
        assert kind == TYPES[question.kind], name
        shown = text_of(item.find(f"{Q}presentation/{Q}material"))
        numbers = re.findall(r"\d+(?:\.\d+)?", asked(question, case))
        assert numbers == re.findall(r"\d+(?:\.\d+)?", shown), name
        if question.kind == "value":
            low, high = (float(item.find(f".//{Q}{end}").text) for end in ("vargte", "varlte"))
            right, slack = float(question.right(case)), question.form.tolerance
            assert low <= right - slack * abs(right) * 0.999 and high >= right + slack * abs(right) * 0.999, name
            assert high - low <= 2 * slack * abs(right or 1) + 0.00021
            assert not any(low <= float(wrong.rule(case)) <= high for wrong in question.wrong), name
        elif question.kind == "choice":
            labels = {e.get("ident"): text_of(e) for e in item.iter(f"{Q}response_label")}
            scored = [c for c in item.iter(f"{Q}respcondition") if c.find(f"{Q}setvar") is not None]
            assert len(scored) == 1
            chosen = labels[scored[0].find(f".//{Q}varequal").text]
            options = {letter: text for letter, _, text in question.form.lettered(case)}
            (right,) = [one for one in options if verdict_on(question, case, one).outcome == CORRECT]
            assert sorted(map(words, labels.values())) == sorted(map(words, options.values())), name
            assert words(chosen) == words(options[right]), name


def test_interval_that_lets_a_wrong_model_in_is_no_question(monkeypatch):
    question = question_of("trade-q1")
    (case,) = cases_of(question, 1)
    low, high = right_interval(question, case)
    assert low < question.right(case) < high
    monkeypatch.setattr("missing_middle.grading.canvas_bank.DECIMALS", 1)  # as if Canvas kept no decimals
    assert right_interval(question, case) is None


def test_variants_that_ask_the_same_are_one():
    """Of twenty cases of trade-q5 some differ in numbers that it does not need; text2qti refuses a question twice."""
    text, _ = quiz_text(["trade"], 20)
    asked_for = re.findall(r"^Title: (trade-q\d+):", text, re.MULTILINE)
    assert asked_for.count("trade-q5") < 20 <= asked_for.count("trade-q1")
    assert canvas_qti(["trade"], 20)[0][:2] == b"PK"


def test_without_text2qti_it_is_said_what_to_install(monkeypatch, tmp_path):
    real = builtins.__import__

    def without(name, *rest, **more):
        if name.startswith("text2qti"):
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    done = CliRunner().invoke(main, ["bank", "--for", "canvas", "--set", "trade", "--out", str(tmp_path / "quiz.zip")])
    assert done.exit_code == 1 and "pip install text2qti" in done.output and not (tmp_path / "quiz.zip").exists()
