"""The tests before and after the course, in a class: what students saved, counted item by item."""

import json

import pytest
from click.testing import CliRunner

from missing_middle.checks.inventory import lettered
from missing_middle.grading.cli import main
from missing_middle.grading.gains import finished, item_gains, read_tests
from missing_middle.grading.items import normalized_gain
from missing_middle.grading.report import item_report
from missing_middle.grading.roster import Student


def saved(**tests):
    """The bytes of a saved file; each test is given by what the answer to every item holds."""
    record = {"bet:modes": "2"}
    for name, holds in tests.items():
        test = name.replace("_", "-")
        record[f"test:{test}"] = "done"
        for one in lettered(test):
            choice = [o for o in one.options if o.holds == holds] or [one.options[-1]]
            record[f"test:{one.id}"] = choice[0].letter
    return json.dumps({"course": "missing middle", "record": record}).encode()


def hand_in(folder, student, data, name="missing-middle-tests.json"):
    (folder / student).mkdir(parents=True, exist_ok=True)
    (folder / student / name).write_bytes(data)


@pytest.mark.parametrize("before, after, gain", [(0.4, 0.7, 0.5), (0.2, 0.2, 0), (0.5, 0.25, -0.5), (1, 1, None)])
def test_gain_is_the_part_of_what_was_open(before, after, gain):
    assert normalized_gain(before, after) == (None if gain is None else pytest.approx(gain))


def test_gain_of_what_is_no_share_is_refused():
    with pytest.raises(ValueError, match="after = 70 is not allowed: give a share from 0 to 1"):
        normalized_gain(0.4, 70)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b'{"course": "another", "record": {}}',
        b"[" * 100_000,
        b'{"course": "missing middle", "record": []}',
        b" " * 1_000_001,
    ],
)
def test_file_of_something_else_is_refused_in_words(data):
    with pytest.raises(ValueError, match=r"^it "):
        finished(data)


def test_unfinished_test_and_strange_letters_do_not_count():
    content = json.loads(saved(pre_test="right", post_test="right"))
    content["record"]["test:post-test-d3"] = "z"
    del content["record"]["test:pre-test"]
    assert finished(json.dumps(content).encode()) == {}


@pytest.fixture
def thousand(tmp_path):
    """A class of 1000 made up by rule: 400 right before, 300 more after; the rest believe kr-zero where it is asked."""
    students = [Student(f"s{n:04}") for n in range(1000)]
    for n, student in enumerate(students):
        hand_in(tmp_path / "week1", student.id, saved(pre_test="right" if n < 400 else "kr-zero"))
        hand_in(tmp_path / "week6", student.id, saved(post_test="right" if n < 700 else "unsure"))
    return tmp_path, students


def test_class_of_a_thousand_is_counted_item_by_item(thousand):
    folder, students = thousand
    taken, left = read_tests([folder / "week1", folder / "week6"], students)
    rows, count = item_gains(taken)
    assert left == [] and count == {"pre-test": 1000, "post-test": 1000, "both": 1000}
    assert [row.gain for row in rows] == [pytest.approx(0.5)] * 10
    first = rows[0]
    assert (first.before["right"], first.before["kr-zero"], first.before["kr-ca"]) == (0.4, 0.6, 0)
    assert (first.after["right"], first.after["unsure"], first.after["kr-zero"]) == (0.7, 0.3, 0)
    assert rows[1].before["unsure"] == 0.6  # the item does not offer that belief
    page = item_report(None, tests=taken).decode()
    assert "1000 students finished both tests" in page and page.count("<svg") == 1 and page.count("<script") == 1
    assert "kr-zero: What they gain we lose.</td><td>60%</td><td>0%" in page
    assert page.count("<td>40%</td><td>70%</td><td>0.50</td>") == 10


def test_gain_is_about_those_who_took_both(tmp_path):
    students = [Student("ada"), Student("bob"), Student("cyd")]
    hand_in(tmp_path, "ada", saved(pre_test="unsure", post_test="right"))
    hand_in(tmp_path, "bob", saved(pre_test="right"))
    hand_in(tmp_path, "cyd", saved(post_test="right"), name="missing-middle-progress.json")
    rows, count = item_gains(read_tests([tmp_path], students)[0])
    assert count == {"pre-test": 2, "post-test": 2, "both": 1}
    assert rows[0].before["right"] == 0 and rows[0].gain == 1


def test_before_the_course_ends_the_first_test_stands_alone(tmp_path):
    hand_in(tmp_path, "ada", saved(pre_test="right"))
    taken, _ = read_tests([tmp_path], [Student("ada")])
    rows, _ = item_gains(taken)
    assert rows[0].before["right"] == 1 and rows[0].after == {} and rows[0].gain is None
    assert "Nobody finished both tests yet" in item_report(None, tests=taken).decode()


def test_command_writes_the_report_and_names_what_it_left_aside(tmp_path):
    (tmp_path / "roster.csv").write_text("student,lms\nada,4711\n")
    files = tmp_path / "files"
    files.mkdir()
    (files / "lovelace_4711_99_missing-middle-tests-1.json").write_bytes(saved(pre_test="right", post_test="right"))
    (files / "nobody_1_missing-middle-tests.json").write_bytes(saved(pre_test="right"))
    done = CliRunner().invoke(
        main,
        [
            "report",
            "--tests",
            str(files),
            "--roster",
            str(tmp_path / "roster.csv"),
            "--out",
            str(tmp_path / "items.html"),
        ],
    )
    assert done.exit_code == 0, done.output
    assert "no student of the roster has this name" in done.output
    assert "1 students finished both tests" in (tmp_path / "items.html").read_text()


@pytest.mark.parametrize(
    "arguments, words", [(["report"], "give GRADED"), (["report", "--tests", "."], "--tests needs --roster")]
)
def test_command_says_what_is_missing(arguments, words):
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 2 and words in done.output
