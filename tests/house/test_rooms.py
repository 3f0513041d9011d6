"""Imports point downwards, and what must stay light stays light."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "missing_middle"
BELOW = {
    "models": set(),
    "tables": set(),
    "plots": {"models", "tables"},
    "policy": {"models", "tables"},
    "web": set(),
    "explorables": {"models", "tables", "policy", "web"},
    "checks": {"models", "tables", "policy"},
    "grading": {"checks", "models", "tables"},
    "authoring": {"checks", "grading"},
    "cli": {"grading", "authoring"},
}


def files_of(room):
    folder = PACKAGE / room
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [p for p in [PACKAGE / f"{room}.py"] if p.exists()]


def imported_rooms(room):
    """The rooms that the files of ``room`` import, at the top or inside a function, absolutely or relatively."""
    rooms = set()
    for path in files_of(room):
        inside = ("missing_middle", *path.relative_to(PACKAGE).with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                names = [alias.name.split(".") for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                base = list(inside[: len(inside) - node.level]) if node.level else []
                base += node.module.split(".") if node.module else []
                names = [[*base, alias.name] for alias in node.names]
            else:
                continue
            rooms |= {name[1] for name in names if name[0] == "missing_middle" and len(name) > 1}
    return rooms & BELOW.keys()


@pytest.mark.parametrize("room", BELOW)
def test_room_imports_only_from_below(room):
    if not files_of(room):
        pytest.skip(f"the room {room} has no files yet")
    assert imported_rooms(room) <= BELOW[room] | {room}


@pytest.mark.parametrize(
    "module, heavy",
    [
        ("missing_middle.models", {"matplotlib", "anywidget", "pandas", "IPython"}),
        ("missing_middle.tables", {"matplotlib", "anywidget", "scipy", "IPython"}),
        ("missing_middle.checks", {"matplotlib", "anywidget", "IPython"}),
        ("missing_middle.plots", {"seaborn", "scipy", "pandas", "anywidget", "IPython"}),
        ("missing_middle.explorables", {"numpy", "anywidget"}),
        ("missing_middle.explorables.questions.workshop", {"matplotlib", "seaborn", "pandas", "quickjs"}),
    ],
)
def test_light_imports_stay_light(module, heavy):
    """In an interpreter of its own, since the tests have imported much already."""
    code = f"import sys, {module}; print(*{{name.split('.')[0] for name in sys.modules}})"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not heavy & set(loaded)


def test_every_test_file_has_a_name_of_its_own():
    """pytest knows test files by their names alone: a second one of the same name would not be collected."""
    names = [path.name for path in (PACKAGE.parent / "tests").rglob("*.py") if path.name != "conftest.py"]
    assert sorted(names) == sorted(set(names))
