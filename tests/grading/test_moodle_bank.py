"""The bank for Moodle says what ``check`` says: read back as Moodle reads it, answer by answer."""

from functools import cache
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from missing_middle.checks.feedback import verdict_on
from missing_middle.checks.judging import CORRECT, MISCONCEPTION, WRONG_KIND
from missing_middle.checks.registry import SETS, all_questions, question_of
from missing_middle.grading.cli import main
from missing_middle.grading.moodle_bank import KINDS, cases_of, moodle_xml
from missing_middle.grading.rubrics import rubric_of

VARIANTS = 3
BANKED = [question for question in all_questions() if question.kind in KINDS]


@cache
def entries():
    """Question id to its entries in the bank, in order."""
    found = {}
    for entry in ElementTree.fromstring(moodle_xml(variants=VARIANTS)):
        if entry.get("type") != "category":
            found.setdefault(entry.findtext("idnumber").rsplit("-variant-", 1)[0], []).append(entry)
    return found


def pairs(kind):
    """Question, case and entry of every variant of one kind."""
    return [
        (question, case, entry)
        for question in BANKED
        if question.kind == kind
        for case, entry in zip(cases_of(question, VARIANTS), entries()[question.id], strict=True)
    ]


def moodles_choice(entry, value):
    """The answer that Moodle takes: the first whose interval holds the value, or the star."""
    for answer in entry.findall("answer"):
        text = answer.findtext("text")
        if text == "*" or abs(value - float(text)) <= float(answer.findtext("tolerance")):
            return answer
    raise AssertionError("no answer takes it")


def told(answer):
    return float(answer.get("fraction")), answer.findtext("feedback/text")


def test_every_question_that_needs_no_python_is_there_with_its_variants():
    assert list(entries()) == [question.id for question in BANKED]
    assert {question.kind for question in all_questions() if question not in BANKED} == {"function", "table"}
    for question in BANKED:
        texts = {entry.findtext("questiontext/text") for entry in entries()[question.id]}
        assert len(texts) == len(entries()[question.id]) <= VARIANTS
        assert len(texts) == VARIANTS or question.cases or question.kind == "text"
        assert {entry.get("type") for entry in entries()[question.id]} == {KINDS[question.kind]}
        assert {float(entry.findtext("defaultgrade")) for entry in entries()[question.id]} == {question.points}


def test_a_category_stands_before_each_question():
    place, seen = None, set()
    for entry in ElementTree.fromstring(moodle_xml(["trade"], variants=1)):
        if entry.get("type") == "category":
            place = entry.findtext("category/text").rsplit("/", 1)[1]
        else:
            seen.add(place)
            assert entry.findtext("idnumber").startswith(f"{place}-variant-")
    assert seen == {question.id for question in BANKED if question.set == "trade"}


@pytest.mark.parametrize(("question", "case", "entry"), pairs("value"))
def test_a_number_is_marked_in_moodle_as_check_marks_it(question, case, entry):
    right = question.right(case)
    near = [factor * right for factor in (1, 1.0049, 0.9951, 1.0051, 1.009, 0.991, 1.02, 0.01, 0.01004, 100, -1, 1.7)]
    wrong = [factor * rule.rule(case) for rule in question.wrong for factor in (1, 1.0048, 0.9952)]
    for value in map(float, (*near, *wrong)):
        verdict, answer = verdict_on(question, case, value), moodles_choice(entry, value)
        assert told(answer)[0] == (100 if verdict.outcome == CORRECT else 0), value
        if verdict.outcome == WRONG_KIND:  # Moodle takes any number; a share in per cent is still noticed
            assert value > 1 or question.form.low == 0 > value
            assert told(answer)[0] == 0
        elif answer.findtext("text") != "*":
            assert told(answer)[1] == verdict.message, value
        else:
            assert verdict.outcome not in (CORRECT, MISCONCEPTION), value
            assert question.nudge in told(answer)[1]


@pytest.mark.parametrize(("question", "case", "entry"), pairs("value"))
def test_tolerance_and_value_survive_the_file_to_the_last_bit(question, case, entry):
    answers = entry.findall("answer")
    assert float(answers[0].findtext("text")) == question.right(case)
    assert float(answers[0].findtext("tolerance")) == question.form.tolerance * abs(question.right(case))
    assert [float(one.get("fraction")) for one in answers] == [100] + [0] * (len(answers) - 1)
    for answer, wrong in zip(answers[1:], question.wrong, strict=False):
        assert float(answer.findtext("text")) == wrong.rule(case)
        assert wrong.said_back() in told(answer)[1]
    assert answers[-1].findtext("text") == "*"


@pytest.mark.parametrize(("question", "case", "entry"), pairs("choice"))
def test_one_statement_is_right_and_every_other_has_the_hint_of_its_belief(question, case, entry):
    options = {text: letter for letter, _, text in question.form.lettered(case)}
    answers = {answer.findtext("text"): told(answer) for answer in entry.findall("answer")}
    assert list(answers) == list(options)
    for text, letter in options.items():
        verdict = verdict_on(question, case, letter)
        assert answers[text] == (100 if verdict.outcome == CORRECT else 0, verdict.message)
    assert sum(fraction for fraction, _ in answers.values()) == 100
    assert (entry.findtext("single"), entry.findtext("shuffleanswers")) == ("true", "true")
    assert not {"letter", "quotation"} & set(entry.findtext("questiontext/text").split())


@pytest.mark.parametrize(("question", "case", "entry"), pairs("text"))
def test_an_essay_shows_its_rubric_to_whoever_reads_it(question, case, entry):
    info = entry.findtext("graderinfo/text")
    assert info == rubric_of(question.id) and "| criterion |" in info
    assert (entry.findtext("minwordlimit"), entry.findtext("maxwordlimit")) == (
        str(question.form.least),
        str(question.form.most),
    )
    assert entry.find("answer") is None
    assert " cell" not in entry.findtext("questiontext/text")


def test_a_secret_gives_other_variants_and_the_same_ones_again():
    plain, own = moodle_xml(["trade"], 2), moodle_xml(["trade"], 2, b"sixteen bytes or more")
    assert own == moodle_xml(["trade"], 2, b"sixteen bytes or more") != plain
    assert not set(cases_of(question_of("trade-q1"), 3)) & set(
        cases_of(question_of("trade-q1"), 3, b"sixteen bytes or more")
    )


def test_the_command_writes_the_file(tmp_path):
    out = tmp_path / "bank.xml"
    done = CliRunner().invoke(main, ["bank", "--out", str(out), "--set", "modes", "--variants", "1"])
    assert done.exit_code == 0, done.output
    assert out.read_bytes() == moodle_xml(["modes"], 1)


@pytest.mark.parametrize("variants", [0, 201, 2.0, True])
def test_a_strange_number_of_variants_is_refused(variants):
    with pytest.raises(ValueError, match=r"variants = .* is not allowed: give a whole number from 1 to 200"):
        moodle_xml(["trade"], variants)


def test_an_unknown_set_is_refused_in_words(tmp_path):
    done = CliRunner().invoke(main, ["bank", "--out", str(tmp_path / "b.xml"), "--set", "tea"])
    assert done.exit_code == 1 and "set = 'tea' is not allowed" in done.output and SETS[0] in done.output


def test_a_question_without_a_rubric_is_refused():
    with pytest.raises(ValueError, match=r"rubrics.md has 0 sections"):
        rubric_of("trade-q1")


def test_a_share_in_per_cent_is_told_so_and_not_what_it_is():
    question, case, entry = next(one for one in pairs("value") if one[0].id == "trade-q1")
    answer = moodles_choice(entry, 100 * question.right(case))
    assert told(answer) == (
        0,
        "Wrong kind of answer: expected a number between 0 and 1. Is that per cent, where a share is asked for?",
    )
