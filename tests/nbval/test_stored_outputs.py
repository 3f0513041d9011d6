"""What the committed notebooks say: every check cell correct in a solution, untouched in an exercise.

``pytest --nbval`` compares stored with fresh outputs, so it passes a notebook that is wrong twice. These tests read
what is stored. The last one sees nbval fail where it should.
"""

import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from missing_middle.checks.registry import question_of, questions_of

ROOT = Path(__file__).resolve().parents[2]
SANITIZE = Path(__file__).with_name("sanitize.cfg")
SOLUTIONS = sorted((ROOT / "solutions").glob("*.ipynb"))
EXERCISES = sorted((ROOT / "exercises").glob("*.ipynb"))


def said_by_checks(path):
    """What each check cell of a notebook has stored, by question id."""
    cells = nbformat.read(path, as_version=4).cells
    return {
        cell.metadata.nbgrader.grade_id.removesuffix("-check"): " ".join(
            " ".join(o.get("text", "") for o in cell.outputs).split()
        )
        for cell in cells
        if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("grade")
    }


def test_every_solution_has_an_exercise_and_the_other_way_round():
    assert [path.name for path in SOLUTIONS] == [path.name for path in EXERCISES]
    assert "trade.ipynb" in [path.name for path in SOLUTIONS]


@pytest.mark.parametrize("path", SOLUTIONS, ids=lambda path: path.name)
def test_every_check_of_a_solution_says_correct(path):
    said = said_by_checks(path)
    wanted = [question.id for question in questions_of(path.stem) if question.kind != "text"]
    assert sorted(said) == sorted(wanted)
    assert all(text.startswith("Correct: ") for text in said.values()), said


@pytest.mark.parametrize("path", EXERCISES, ids=lambda path: path.name)
def test_every_check_of_an_exercise_says_not_attempted(path):
    said = said_by_checks(path)
    assert sorted(said) == sorted(question.id for question in questions_of(path.stem) if question.kind != "text")
    for name, text in said.items():
        assert text == (
            f"Not attempted yet: write `{question_of(name).answer}` in the cell above, run it, then run this cell."
        )


@pytest.mark.parametrize("path", SOLUTIONS, ids=lambda path: path.name)
def test_numbers_in_a_model_answer_are_those_that_a_solution_computed(path):
    outputs = [
        o
        for solution in SOLUTIONS
        for cell in nbformat.read(solution, as_version=4).cells
        if cell.cell_type == "code"
        for o in cell.outputs
    ]
    printed = "".join(output.get("text", "") for output in outputs)
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "markdown" and cell.metadata.get("nbgrader", {}).get("solution"):
            numbers = re.findall(r"\d+(?:\.\d+)?%", cell.source)
            assert numbers and all(number in printed for number in numbers), cell.id


@pytest.mark.parametrize("path", SOLUTIONS, ids=lambda path: path.name)
def test_model_answer_in_words_keeps_its_own_length(path):
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "markdown" and cell.metadata.get("nbgrader", {}).get("solution"):
            form = question_of(cell.metadata.nbgrader.grade_id).form
            assert form.least <= len(cell.source.split()) <= form.most


FIXTURES = {
    "same": ("print('stays')", "stays\n", True),
    "changed": ("print('new')", "old\n", False),
    "address": ("print(object())", "<object object at 0x7f0000000000>\n", True),
    "kernel path": ("print('/tmp/ipykernel_77/123.py')", "/tmp/ipykernel_4/5.py\n", True),
    "drawing": ("print('<svg a>\\n</svg> two bars')", "<svg b></svg> two bars\n", True),
    "drawing of something else": ("print('<svg a></svg> two bars')", "<svg a></svg> three bars\n", False),
}


def test_nbval_sees_changes_and_overlooks_addresses(tmp_path):
    cells = []
    for count, (source, stored, _) in enumerate(FIXTURES.values(), 1):
        output = nbformat.v4.new_output("stream", name="stdout", text=stored)
        cells.append(nbformat.v4.new_code_cell(source, execution_count=count, outputs=[output]))
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=metadata), tmp_path / "fixture.ipynb")
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-rA",
            "-p",
            "no:cacheprovider",
            "--nbval",
            "--nbval-sanitize-with",
            str(SANITIZE),
            "fixture.ipynb",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    results = {
        int(place): result for result, place in re.findall(r"^(PASSED|FAILED) .*::Cell (\d+)", run.stdout, re.MULTILINE)
    }
    for place, (name, (*_, passes)) in enumerate(FIXTURES.items()):
        assert results[place] == ("PASSED" if passes else "FAILED"), (name, run.stdout[-3000:])
