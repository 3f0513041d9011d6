"""What tests of the grader share."""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # classroom.py and hostile.py

from classroom import Classroom


@pytest.fixture
def room_folder(tmp_path, monkeypatch):
    """Sandboxes made during the test keep their files below this folder, so that their processes can be told."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr("tempfile.tempdir", None)
    yield folder
    monkeypatch.setattr("tempfile.tempdir", None)


@pytest.fixture(scope="session")
def threads(sandbox):
    """Two threads that grade, each with a warm sandbox that all tests share. They are no faster than two processes."""
    with ThreadPoolExecutor(2) as pool:
        yield pool


@pytest.fixture
def classroom(tmp_path):
    """An empty class."""
    return Classroom(tmp_path / "class")
