"""Notebooks are committed as they ran: from top to bottom, with outputs, with nothing of the machine that ran them."""

import json
import re
from pathlib import Path

import pytest

from missing_middle.grading.release import FOOT, FOOT_ID

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("notebooks", "solutions", "exercises")
NOTEBOOKS = sorted(path for folder in FOLDERS for path in (ROOT / folder).glob("*.ipynb"))
ABSOLUTE = re.compile(r"(?<![\w.:/])/(?:home|root|Users|work|tmp|usr|opt|var|mnt)/|\b[A-Z]:\\\\")
LINES = 25
STUB = "raise NotImplementedError("  # written by the release, with the name of the function
COLUMNS = 80  # what the page shows of a line without scrolling

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: f"{path.parent.name}/{path.name}")


def cells(path, kind="code"):
    return [cell for cell in json.loads(path.read_text())["cells"] if cell["cell_type"] == kind]


def test_there_are_notebooks_of_each_kind():
    assert {path.parent.name for path in NOTEBOOKS} == set(FOLDERS)


@each_notebook
def test_cells_ran_once_each_in_order(path):
    assert [cell["execution_count"] for cell in cells(path)] == list(range(1, len(cells(path)) + 1))


@each_notebook
def test_outputs_carry_the_count_of_their_cell(path):
    for cell in cells(path):
        assert {o["execution_count"] for o in cell["outputs"] if "execution_count" in o} <= {cell["execution_count"]}


@each_notebook
def test_no_cell_failed_or_wrote_to_stderr(path):
    outputs = [o for cell in cells(path) for o in cell["outputs"]]
    assert not [o for o in outputs if o["output_type"] == "error" or o.get("name") == "stderr"]


@each_notebook
def test_no_path_of_the_machine_is_left(path):
    found = ABSOLUTE.search(path.read_text())
    assert not found, path.read_text()[max(0, found.start() - 60) : found.end() + 60]


@each_notebook
def test_no_state_of_widgets_is_stored(path):
    assert "widgets" not in json.loads(path.read_text())["metadata"]


@each_notebook
def test_no_cell_tells_when_it_ran(path):
    """JupyterLab and nbconvert may store it, to the microsecond: each run would change every cell."""
    assert not [cell["id"] for cell in json.loads(path.read_text())["cells"] if "execution" in cell["metadata"]]


@each_notebook
def test_code_cells_are_short(path):
    for cell in cells(path):
        assert len("".join(cell["source"]).splitlines()) <= LINES, cell["id"]


@each_notebook
def test_code_fits_the_page(path):
    lines = [line for cell in cells(path) for line in "".join(cell["source"]).splitlines()]
    assert not [line for line in lines if len(line) > COLUMNS and not line.strip().startswith(STUB)]


@each_notebook
def test_cells_have_ids_and_no_two_the_same(path):
    ids = [cell["id"] for cell in json.loads(path.read_text())["cells"]]
    assert len(set(ids)) == len(ids)


@each_notebook
def test_relative_links_lead_to_files(path):
    for cell in cells(path, "markdown"):
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", "".join(cell["source"])):
            assert (path.parent / target).exists(), target


@pytest.mark.parametrize(
    "text, refused",
    [
        ("/home/ada/course", True),
        ("/tmp/ipykernel_1/2.py", True),
        ("C:\\\\Users", True),
        ("../data/table.csv", False),
        ("https://doi.org/10.1111/usr/1", False),
        ("and/or", False),
    ],
)
def test_lint_knows_a_path_when_it_sees_one(text, refused):
    assert bool(ABSOLUTE.search(text)) == refused


@each_notebook
def test_the_last_cell_says_what_to_do_when_something_does_not_work(path):
    *others, last = json.loads(path.read_text())["cells"]
    assert FOOT_ID not in [cell["id"] for cell in others]
    if path.parent.name != "solutions":  # what students get of them has the cell from the release
        assert (last["id"], last["cell_type"], "".join(last["source"])) == (FOOT_ID, "markdown", FOOT)
