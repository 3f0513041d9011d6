"""What tests of the grader share."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))      # classroom.py and hostile.py

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


@pytest.fixture
def classroom(tmp_path):
    """An empty class."""
    return Classroom(tmp_path / "class")
