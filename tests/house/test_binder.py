"""What Binder will install, and in which order, in repo2docker's words: it prints the Dockerfile and asks no engine."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def recipe():
    """What repo2docker prints: what it makes of the repository, then the Dockerfile."""
    command = [str(Path(sys.executable).parent / "jupyter-repo2docker"), "--no-build", "--debug", "."]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout + done.stderr


def steps(recipe):
    """The lines that copy or run something of ours, in their order."""
    ours = re.compile(r"^(?:RUN|COPY).*(?:pip install|postBuild|src/).*$", re.MULTILINE)
    return [" ".join(line.split()) for line in ours.findall(recipe)]


def test_binder_takes_the_python_that_is_tested(recipe):
    assert "Building conda environment for python=3.11" in recipe
    assert (ROOT / "runtime.txt").read_text().strip() == "python-3.11"


def test_requirements_are_installed_before_the_repository_is_copied(recipe):
    """So a commit that changes prose only reuses the image's largest part."""
    requirements, install, copy, chmod, post = steps(recipe)
    assert "src/requirements.txt" in requirements and requirements.startswith("COPY")
    assert install.endswith('pip install --no-cache-dir -r "requirements.txt"')
    assert copy.startswith("COPY") and copy.endswith("src/ ${REPO_DIR}/")
    assert (chmod, post) == ("RUN chmod +x postBuild", "RUN ./postBuild")


def test_binder_installs_the_libraries_of_a_reader_and_none_of_an_author(recipe):
    pins = set((ROOT / "requirements.txt").read_text().splitlines())
    names = {re.split("[= ]", pin)[0] for pin in pins}
    assert {"jupyterlab", "anywidget", "numpy", "pandas"} <= names
    assert not {"jupyter-book", "sphinx", "pytest", "nbgrader", "playwright", "distributed", "click", "uv"} & names
    assert "requirements-dev" not in recipe and "environment.yml" not in recipe


def test_no_folder_of_binders_own_hides_the_requirements():
    assert not any((ROOT / name).exists() for name in ("binder", ".binder", "environment.yml", "Pipfile", "setup.py"))


def test_post_build_adds_the_package_and_nothing_else():
    lines = [line for line in (ROOT / "postBuild").read_text().splitlines() if line and not line.startswith("#")]
    assert lines == ["set -e", "pip install --no-cache-dir --no-deps -e ."]
