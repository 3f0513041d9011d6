"""``install.py`` on machines that are not ours: one sentence with the way out, and no trap for the next run."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections import namedtuple
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
Version = namedtuple("Version", "major minor micro releaselevel serial")


@pytest.fixture
def course(tmp_path):
    """What the installation needs of the course, in a folder with a name that not every tool likes."""
    folder = tmp_path / "Kurs Ökonomie 中文"
    folder.mkdir()
    for name in ("install.py", "requirements-dev.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    return folder


@pytest.fixture
def installer(course):
    spec = importlib.util.spec_from_file_location("installer", course / "install.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def without_network(monkeypatch):
    """An index where nobody listens, and no cache."""
    for name in [name for name in os.environ if name.startswith(("PIP_", "UV_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    for name in ("PIP_INDEX_URL", "UV_DEFAULT_INDEX"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/simple")
    monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")
    monkeypatch.setenv("UV_NO_CACHE", "1")


def run(course, **environment):
    done = subprocess.run(
        [sys.executable, "install.py"], cwd=course, capture_output=True, text=True, env=os.environ | environment
    )
    return done.returncode, done.stdout + done.stderr


def fails(installer, monkeypatch, words):
    """Let the first thing that is installed fail with these words."""
    monkeypatch.setattr(installer, "make_environment", installer.HOME.mkdir)

    def broken(*command):
        raise installer.Broken(words)

    monkeypatch.setattr(installer, "run", broken)


def test_an_old_python_is_refused_before_anything_is_made(installer, monkeypatch):
    monkeypatch.setattr(sys, "version_info", Version(3, 10, 13, "final", 0))
    with pytest.raises(installer.Refused, match=r"^Python 3\.11 or later is needed, and .*`make book PYTHON="):
        installer.main()
    assert not installer.HOME.exists()


def test_the_oldest_python_is_that_of_the_package(installer):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["project"]
    assert project["requires-python"] == f">={installer.OLDEST[0]}.{installer.OLDEST[1]}"
    tested = {text.split()[-1] for text in project["classifiers"] if "Python ::" in text}
    promised = re.search(r"You need Python ([\d., or]+),", (ROOT / "README.md").read_text(encoding="utf8"))[1]
    assert set(re.findall(r"[\d.]+\d", promised)) == tested


def test_a_python_without_venv_is_told_which_package_brings_it(installer, monkeypatch):
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(installer.Refused, match=r"no venv module.*apt install python3-venv"):
        installer.main()
    assert not installer.HOME.exists()


@pytest.mark.parametrize(
    "words, sentence",
    [
        ("ERROR: Could not install: [Errno 28] No space left on device", "^The disk is full: .* Make room"),
        (
            "error: Request failed after 3 retries in 9.9s\n  cause: Failed to fetch: https://x/simple/toml/",
            "^The packages could not be fetched: run this again when the network is there",
        ),
        (
            "WARNING: Retrying after connection broken by 'NewConnectionError'\n"
            "ERROR: No matching distribution found for toml",
            "^The packages could not be fetched",
        ),
        ("error: Failed to download `toml`\n  cause: Hash mismatch for `toml==0.10.2`", "^A package is not the"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "^A package is not the one that"),
        ("ERROR: No matching distribution found for toml==0.10.99", "^The lock does not fit"),
        ("missing-middle 0.2.0 requires numpy, which is not installed.", "^The lock does not fit.*`make lock` renews"),
        ("what nobody has foreseen", "^The installation failed: run this again.*It said: what nobody has foreseen"),
    ],
)
def test_a_failure_has_one_sentence_and_leaves_no_half_environment(installer, monkeypatch, words, sentence):
    fails(installer, monkeypatch, words)
    with pytest.raises(installer.Refused, match=f"(?s){sentence}"):
        installer.main()
    assert not installer.HOME.exists()


def test_an_interrupted_installation_and_a_broken_environment_are_made_anew(installer, monkeypatch, capsys):
    made = []
    monkeypatch.setattr(installer, "make_environment", lambda: made.append(installer.why_unfit()))
    monkeypatch.setattr(installer, "install", installer.UNFINISHED.touch)
    installer.HOME.mkdir()
    installer.main()  # a folder without a Python
    installer.UNFINISHED.touch()
    installer.main()
    assert "no pip" in made[0] and "interrupted" in made[1]
    assert capsys.readouterr().out.count("it is made anew") == 2


def test_an_environment_of_an_old_python_is_made_anew(installer, monkeypatch):
    installer.HOME.mkdir()
    monkeypatch.setattr(installer, "run", lambda *command: "3 10")
    assert installer.why_unfit() == "it is one of Python 3.10"
    monkeypatch.setattr(installer, "run", lambda *command: "3 11")
    assert installer.why_unfit() == ""


def test_nothing_is_installed_again_while_the_lists_are_as_they_were(installer, monkeypatch):
    installer.HOME.mkdir()
    monkeypatch.setattr(installer, "why_unfit", lambda: "")
    runs = []

    def install():
        installer.UNFINISHED.touch()
        runs.append(1)

    monkeypatch.setattr(installer, "install", install)
    installer.main()
    installer.main()
    assert len(runs) == 1
    installer.LOCK.write_text("another==1", encoding="utf8")
    installer.main()
    assert len(runs) == 2


def test_without_network_the_next_run_finds_no_trap(course, without_network):
    status, said = run(course, HOME=str(course / "nowhere"), LC_ALL="C")
    assert status == 1 and "could not be fetched: run this again when the network is there" in said
    assert "Traceback" not in said and not (course / ".venv").exists()


def test_a_hash_stands_for_every_way_to_get_uv(installer):
    assert installer.locked("uv").startswith("uv==") and installer.locked("uv").count("--hash=sha256:") > 5
    assert set(re.findall(r"^\S+==", installer.locked("uv"), re.MULTILINE)) == {"uv=="}


def test_there_is_a_way_to_run_it_by_every_make_target():
    targets = re.findall(r"^([a-z]+):(.*)$", (ROOT / "Makefile").read_text(encoding="utf8"), re.MULTILINE)
    needs = {name: rest.split("##")[0].split("#")[0].split() for name, rest in targets}

    def installs(name):
        return name == "install" or any(installs(one) for one in needs[name])

    assert {name for name in needs if not installs(name)} == {"clean", "help", "lock"}
