"""Each command is run in a copy of the course; what it wrote then passes the checks that the recipe names."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner

from missing_middle.cli import main

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = shutil.ignore_patterns(".*", "_build", "__pycache__", "*.egg-info", "node_modules")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A copy of the course in which each command has been run once."""
    folder = tmp_path_factory.mktemp("copy") / "course"
    shutil.copytree(ROOT, folder, ignore=LEFT_OUT)
    for command, name in (("new-question", "credit-q77"), ("new-explorable", "pay_back"), ("new-chapter", "3-4-looms")):
        done = CliRunner().invoke(main, [command, name, "--course", str(folder)])
        assert done.exit_code == 0, done.output
        assert done.output.splitlines()[-1].startswith("Now: ")
    return folder


def run(course, *command):
    """A command of Python in the copy, with the copy's own package."""
    environment = os.environ | {"PYTHONPATH": str(course), "PYTHONDONTWRITEBYTECODE": "1", "MISSING_MIDDLE_SEEDS": "20"}
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=course, env=environment, capture_output=True, text=True, timeout=300
    )


def pytest_in(course, *arguments):
    done = run(course, "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *arguments)
    return done.returncode, done.stdout + done.stderr


def cells(course):
    return {cell.id: cell for cell in nbformat.read(course / "solutions" / "credit.ipynb", as_version=4).cells}


def numbers(course, name):
    """The numbers of a set's questions, as its file lists them."""
    code = (
        f"from missing_middle.checks.sets.{name} import QUESTIONS\nprint(*(one.id.split('-q')[1] for one in QUESTIONS))"
    )
    environment = os.environ | {"PYTHONPATH": str(course), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-c", code], cwd=course, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return [int(number) for number in done.stdout.split()]


def test_what_was_written_passes_the_lint(course):
    written = ["missing_middle/checks/sets/credit.py", "missing_middle/explorables"]
    done = run(course, "ruff", "check", "--config", str(ROOT / "pyproject.toml"), "--no-cache", *written)
    assert done.returncode == 0, done.stdout
    done = run(course, "ruff", "format", "--check", "--no-cache", "--config", str(ROOT / "pyproject.toml"), *written)
    assert done.returncode == 0, done.stdout


def test_new_question_is_well_posed_and_waits_for_its_objective_only(course):
    status, said = pytest_in(
        course, "tests/checks/test_wellposed.py", "tests/checks/test_registry.py", "-k", "credit-q77"
    )
    assert status == 0 and "passed" in said, said
    status, said = pytest_in(course, "tests/checks/test_objectives.py", "-k", "each_question_tests")
    assert status == 1 and "1 failed" in said and "credit-q77" in said


def test_its_cells_stand_before_the_close_and_wait_for_a_solution(course):
    names = list(cells(course))
    assert names[-5:] == ["credit-q77-prompt", "credit-q77-case", "credit-q77", "credit-q77-check", "credit-close"]
    assert cells(course)["credit-q77-prompt"].source.startswith("## Question 77: When is it paid? (1 point)")
    assert cells(course)["credit-q77-check"].metadata.nbgrader.points == 1


def test_second_run_takes_over_the_record_and_keeps_the_solution(course):
    record, path = course / "missing_middle/checks/sets/credit.py", course / "solutions/credit.ipynb"
    before = record.read_text(), path.read_text()
    notebook = nbformat.reads(before[1], as_version=4)
    answer = next(cell for cell in notebook.cells if cell.id == "credit-q77")
    answer.source = answer.source.replace("years = ...", "years = q77.price / q77.saving")
    nbformat.write(notebook, path)
    head, tail = before[0].split('id="credit-q77"')
    record.write_text(head + 'id="credit-q77"' + tail.replace("points=1", "points=2", 1))
    done = CliRunner().invoke(main, ["new-question", "credit-q77", "--course", str(course)])
    assert done.exit_code == 0, done.output
    assert cells(course)["credit-q77-prompt"].source.startswith("## Question 77: When is it paid? (2 points)")
    assert cells(course)["credit-q77-check"].metadata.nbgrader.points == 2
    assert "years = q77.price / q77.saving" in cells(course)["credit-q77"].source
    assert record.read_text().count('id="credit-q77"') == 1


def test_release_takes_it_once_it_is_solved(course):
    """After the second run above: solved, though not yet run."""
    code = (
        "import nbformat; from missing_middle.grading.release import kernel, release_notebook;"
        "nb = nbformat.read('solutions/credit.ipynb', as_version=4)\n"
        "with kernel() as run: run(nb)\n"
        "check = next(c for c in nb.cells if c.id == 'credit-q77-check'); print(check.outputs[0].text)\n"
        "free = release_notebook(nb, 'credit.ipynb')\n"
        "print(next(c for c in free.cells if c.id == 'credit-q77').source)"
    )
    environment = os.environ | {"PYTHONPATH": str(course)}
    done = subprocess.run([sys.executable, "-c", code], cwd=course, env=environment, capture_output=True, text=True)
    assert "Correct: After" in done.stdout, done.stdout + done.stderr
    assert "years = ...  # replace the dots by a number, 0 or more" in done.stdout


def test_set_alone_gets_its_next_question(course):
    done = CliRunner().invoke(main, ["new-question", "modes", "--course", str(course)])
    assert done.exit_code == 0 and "make run NOTEBOOK=solutions/modes.ipynb" in done.output, done.output
    before, after = (numbers(root, "modes") for root in (ROOT, course))
    assert after == [*before, before[-1] + 1]


def test_first_question_of_a_new_set_is_its_only_one(course):
    whole = (course / "missing_middle/checks/sets/modes.py").read_text()
    head = whole[: re.search(r"^# q1|^def |^Q1 = ", whole, re.MULTILINE).start()]
    (course / "missing_middle/checks/sets/loom.py").write_text(f"{head}QUESTIONS = ()\n")
    shutil.copy(course / "solutions" / "modes.ipynb", course / "solutions" / "loom.ipynb")
    done = CliRunner().invoke(main, ["new-question", "loom", "--course", str(course)])
    assert done.exit_code == 0 and numbers(course, "loom") == [1], done.output


def test_new_explorable_computes_draws_and_bets(course):
    code = (
        "from missing_middle.explorables import __all__, pay_back\n"
        "assert 'pay_back' in __all__ and list(__all__) == sorted(__all__)\n"
        "widget = pay_back(); print(widget.says(saving=4.0)); print(widget.table()['years'].ravel().round(1).tolist())"
    )
    done = run(course, "timeit", "-n1", "-r1", code)
    assert "At 4.0 a year the machine is paid after 3.0 years." in done.stdout, done.stdout + done.stderr
    assert "[6.0, 4.8, 4.0, 3.0, 2.4]" in done.stdout


def test_new_chapter_follows_its_neighbour_and_waits_for_the_questions_of_its_objectives(course):
    lines = (course / "_toc.yml").read_text().splitlines()
    place = lines.index("      - file: book/3-4-looms")
    assert any("3-3" in line for line in lines[place - 4 : place])
    status, said = pytest_in(course, "tests/checks/test_objectives.py", "-k", "looms")
    assert status == 1 and "2 failed, 1 passed" in said and "SET" in said, said


def test_chapter_beyond_the_paper_asks_for_its_lesson_and_its_questions_and_for_nothing_else(course):
    done = CliRunner().invoke(main, ["new-chapter", "7-looms", "--course", str(course)])
    assert done.exit_code == 0, done.output
    tests = ("tests/instructor", "tests/checks/test_objectives.py", "--deselect", "tests/instructor/test_names.py")
    asked = {"test_every_chapter_has_a_lesson", "test_objective_is_a_verb_a_condition_and_a_question_that_exists"}
    status, said = pytest_in(course, *tests)
    failed = set(re.findall(r"^FAILED .*::(\w+)", said, re.MULTILINE))
    assert status == 1 and asked <= failed <= asked | {"test_each_question_tests_an_objective_of_some_chapter"}, said


@pytest.mark.parametrize(
    "command, name, said",
    [
        ("new-question", "credit-9", "question_id = 'credit-9' is not allowed: give SET or SET-qN"),
        (
            "new-question",
            "nowhere",
            "question_id = 'nowhere' is not allowed: give SET or SET-qN, with a set of cluster",
        ),
        ("new-question", "../x-q1", "is not allowed"),
        ("new-explorable", "Pay Back", "name = 'Pay Back' is not allowed: give a name such as pay_back"),
        ("new-explorable", "workshop", "name = 'workshop' is not allowed"),
        ("new-chapter", "looms", "name = 'looms' is not allowed: give number and word"),
        ("new-chapter", "3-4-looms", "name = '3-4-looms' is not allowed"),
    ],
)
def test_bad_name_is_refused_by_name_and_nothing_is_written(course, command, name, said):
    before = sorted((str(path), path.stat().st_mtime_ns) for path in course.rglob("*") if path.is_file())
    done = CliRunner().invoke(main, [command, name, "--course", str(course)])
    assert done.exit_code == 1 and said in done.output
    assert before == sorted((str(path), path.stat().st_mtime_ns) for path in course.rglob("*") if path.is_file())


def test_folder_that_is_no_course_is_refused(tmp_path):
    done = CliRunner().invoke(main, ["new-chapter", "3-4-looms", "--course", str(tmp_path)])
    assert done.exit_code == 1 and "is not allowed: give a checkout of the course" in done.output


def test_unknown_neighbour_is_refused(course):
    done = CliRunner().invoke(main, ["new-chapter", "3-5-x", "--after", "9-nowhere", "--course", str(course)])
    assert done.exit_code == 1 and "after = '9-nowhere' is not allowed: give one of" in done.output
