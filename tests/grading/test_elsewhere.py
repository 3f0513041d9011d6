"""A notebook that is opened elsewhere brings its course along, and the cell that does so is nobody's work."""

import importlib.util
import json
import subprocess
import sys

import nbformat
import pytest
from classroom import ROOT
from click.testing import CliRunner

from missing_middle.grading.cli import main
from missing_middle.grading.contents import content_of
from missing_middle.grading.elsewhere import archive, for_elsewhere, install_cell, published
from missing_middle.grading.notebook import read_notebook

ADDRESS = archive("https://github.com/OWNER/NAME", "spring")
CELL = "".join(install_cell(ADDRESS)["source"])


def notebook(name="exercises/trade.ipynb"):
    return (ROOT / name).read_bytes()


def test_where_the_course_is_there_the_cell_does_and_prints_nothing(capsys):
    names = {}
    exec(CELL, names)
    assert capsys.readouterr().out == "" and "run" not in names


@pytest.mark.parametrize(
    "status, said", [(0, "The course was missing here and is now installed."), (1, "Not installed: no network")]
)
def test_where_it_is_missing_it_is_installed_and_one_line_says_so(monkeypatch, capsys, status, said):
    asked = []

    def run(command, **options):
        asked.append(command)
        return subprocess.CompletedProcess(command, status, "", "first\nno network\n")

    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(subprocess, "run", run)
    exec(CELL, {})
    assert capsys.readouterr().out == f"{said}\n"
    (command,) = asked
    assert command[:4] == [sys.executable, "-m", "pip", "install"] and f"missing_middle @ {ADDRESS}" in command


@pytest.mark.parametrize("name", ["exercises/trade.ipynb", "notebooks/who-exports.ipynb"])
def test_it_stands_below_the_title_is_not_compared_and_the_rest_is_as_it_was(name):
    before = nbformat.reads(for_elsewhere(notebook(name)).decode(), as_version=4)
    after = nbformat.reads(for_elsewhere(notebook(name), address=ADDRESS).decode(), as_version=4)
    nbformat.validate(after)
    cell = after.cells.pop(1)
    assert cell.source == CELL and "nbval-ignore-output" in cell.metadata.tags and cell.outputs == []
    assert after == before


def test_nbval_runs_it_and_finds_nothing_to_complain_about(tmp_path):
    (tmp_path / "middle.ipynb").write_bytes(for_elsewhere(notebook("exercises/middle.ipynb"), address=ADDRESS))
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--nbval"]
    sanitized = ["--nbval-sanitize-with", ROOT / "tests" / "nbval" / "sanitize.cfg", "--rootdir", tmp_path]
    done = subprocess.run([*command, *sanitized, tmp_path / "middle.ipynb"], capture_output=True, text=True)
    assert done.returncode == 0 and "passed" in done.stdout, done.stdout[-2000:]


def test_without_an_address_nothing_is_added():
    assert b"bring-the-course" not in for_elsewhere(notebook())
    assert json.loads(for_elsewhere(notebook())).keys() == json.loads(notebook()).keys()


def test_grader_neither_runs_nor_compares_it():
    data = notebook()
    with_cell = for_elsewhere(data, address=ADDRESS)
    assert with_cell != data
    assert read_notebook(with_cell)[0] == read_notebook(for_elsewhere(data))[0]
    assert content_of(with_cell).work == content_of(for_elsewhere(data)).work


def test_cell_that_does_more_is_a_students_own():
    changed = for_elsewhere(notebook(), address=ADDRESS).replace(b"invalidate_caches()\\n", b"invalidate_caches()+1\\n")
    assert len(read_notebook(changed)[0]) == len(read_notebook(notebook())[0]) + 1


@pytest.mark.parametrize(
    "text, found",
    [
        ('    house_repository: "https://github.com/A/B"  # ours\n    house_branch: main\n', "https://github.com/A/B"),
        ("house_repository: https://github.com/A/B\nhouse_branch: main", "https://github.com/A/B"),
        ('    house_repository: ""\n    house_branch: main      # x\n', ""),
    ],
)
def test_address_of_the_course_is_read_from_its_configuration(tmp_path, text, found):
    (tmp_path / "_config.yml").write_text(text)
    assert published(tmp_path) == (found, "main")


def test_our_own_configuration_names_none_and_a_folder_without_one_neither(tmp_path):
    assert published(ROOT) == ("", "main") and published(tmp_path) == ("", "")


@pytest.mark.parametrize("address", ["", "https://github.com/OWNER/NAME"])
def test_students_repository_has_the_cell_once_the_course_has_an_address(tmp_path, address):
    course = tmp_path / "course"
    for name in ("exercises", "notebooks", "data"):
        (course / name).mkdir(parents=True)
        (course / name / "README.md").write_text("What is here.\n")
        (course / name / "trade.ipynb").write_bytes(notebook())
    (course / "_config.yml").write_text(f'house_repository: "{address}"\nhouse_branch: spring\n')
    done = CliRunner().invoke(main, ["students-repo", "--course", str(course), "--out", str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    cells = nbformat.read(tmp_path / "out" / "exercises" / "trade.ipynb", as_version=4).cells
    assert [cell.source for cell in cells if cell.id == "bring-the-course"] == [CELL] * bool(address)
