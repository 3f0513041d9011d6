"""The container for VS Code asks for the Python that Binder has, and for files that are there. No container was run."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ASKED = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text(encoding="utf8"))


def test_python_is_that_of_binder():
    python = (ROOT / "runtime.txt").read_text(encoding="utf8").strip().removeprefix("python-")
    assert re.fullmatch(r"[\w./-]+/python:(.+)", ASKED["image"])[1] == python


def test_it_installs_as_make_does_and_names_that_environment():
    assert ASKED["postCreateCommand"] == "python3 install.py" and (ROOT / "install.py").exists()
    assert 'ROOT / ".venv"' in (ROOT / "install.py").read_text(encoding="utf8")
    settings = ASKED["customizations"]["vscode"]["settings"]
    assert settings["python.defaultInterpreterPath"] == "${containerWorkspaceFolder}/.venv/bin/python"
