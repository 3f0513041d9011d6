"""``make far``: the package's own tests where others run it, each in an environment made for this.

* the newest Python of this machine that is not the one of ``.venv``, with the libraries of the lock;
* the oldest Python that the package allows (or this one), with the oldest libraries that ``pyproject.toml`` allows;
* what Colab has, where the first cell of a notebook brings the course and changes nothing else, and all notebooks run;
* the wheel as ``pip install`` brings it, into an empty environment, where the grader grades a solution;
* the class of more than three hundred files (``tests/grading/accept.py``), in this environment.

Takes some minutes, and fetches packages.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from missing_middle.grading.elsewhere import install_cell

ROOT = Path(__file__).resolve().parents[2]
UV = Path(sys.executable).parent / "uv"
PYTHONS = [f"3.{minor}" for minor in range(11, 20)]
PACKAGE = ["tests/models", "tests/tables", "tests/policy", "tests/plots", "tests/checks"]
TOOLS = ["pytest", "pytest-xdist", "hypothesis", "frictionless"]
OF_THE_BOOK = "tests/policy/test_measures_of_the_paper.py"  # compares with what the book's extension reads


def run(*command, cwd=ROOT, env=None):
    print("$", *(str(part).removeprefix(f"{ROOT}/") for part in command), flush=True)
    subprocess.run([str(part) for part in command], cwd=cwd, check=True, env=env)


def python_of(version):
    """Return the Python of this version on this machine, or None."""
    found = subprocess.run(
        [UV, "python", "find", "--no-project", "--no-python-downloads", version], capture_output=True, text=True
    )
    return None if found.returncode else found.stdout.strip()


def newest():
    """Return the newest Python of this machine that starts, and is not that of ``.venv``."""
    here = ".".join(map(str, sys.version_info[:2]))
    found = (python_of(version) for version in reversed(PYTHONS) if version != here)
    return next(filter(None, found), None)


def environment(folder, python, *options):
    run(UV, "venv", "--quiet", "--no-project", "--python", python, *options, folder)
    return folder / "bin" / "python"


def tests(python, *rooms):
    run(
        python,
        "-m",
        "pytest",
        "-q",
        "-n",
        "2",
        "--dist",
        "loadscope",
        "-m",
        "not browser",
        "-p",
        "no:cacheprovider",
        *rooms,
    )


def on_the_newest_python(folder):
    """Everything that is locked, on another Python."""
    python = newest()
    if python is None:
        print("There is no other Python from 3.11 on here: this part is left out.")
        return
    python = environment(folder, python)
    run(UV, "pip", "sync", "--quiet", "-p", python, "--require-hashes", "requirements-dev.txt")
    run(UV, "pip", "install", "--quiet", "-p", python, "--no-deps", "--no-build-isolation", "-e", ".")
    tests(python, *PACKAGE, "tests/house", "tests/grading/test_release.py")


def with_the_oldest_libraries(folder):
    """What the package declares and no more, each as old as it may be."""
    python = environment(folder, sys.executable)
    run(UV, "pip", "install", "--quiet", "-p", python, "--resolution", "lowest-direct", "-e", ".[grading]")
    run(UV, "pip", "install", "--quiet", "-p", python, *TOOLS)
    tests(python, *PACKAGE, "--ignore", OF_THE_BOOK)


def with_the_versions_of_colab(folder):
    """What Colab has, and the course as the first cell of a notebook brings it."""
    python = environment(folder / "environment", python_of("3.12") or sys.executable, "--seed")
    run(UV, "pip", "install", "--quiet", "-p", python, "-r", "tests/install/colab.txt")
    run("git", "archive", "--format=zip", f"--output={folder / 'course.zip'}", "HEAD")
    cell = "".join(install_cell((folder / "course.zip").as_uri())["source"])
    listed = [UV, "pip", "freeze", "-p", python]
    before, said = subprocess.check_output(listed, text=True).splitlines(), []
    for _ in range(2):
        said.append(subprocess.check_output([python, "-c", cell], text=True, cwd=folder))
    if said != ["The course was missing here and is now installed.\n", ""]:
        sys.exit(f"The cell said {said}.")
    changed = set(before) - set(subprocess.check_output(listed, text=True).splitlines())
    if changed:
        sys.exit(f"The cell has changed {sorted(changed)}.")
    run(UV, "pip", "install", "--quiet", "-p", python, *TOOLS, "click>=8.1", "markdown-it-py>=3")
    tests(python, *PACKAGE, "--ignore", OF_THE_BOOK)
    path = os.pathsep.join([str(python.parent), os.environ["PATH"]])
    for room in ("notebooks", "exercises"):
        shutil.copytree(ROOT / room, folder / room)
        books = sorted((folder / room).glob("*.ipynb"))
        run(python.parent / "jupyter-execute", *books, cwd=folder, env=os.environ | {"PATH": path})


def from_a_wheel(folder):
    """The wheel with what it asks for, and nothing else."""
    run(UV, "build", "--quiet", "--wheel", "--out-dir", folder, ".")
    wheel = next(folder.glob("*.whl"))
    python = environment(folder / "environment", sys.executable)
    run(UV, "pip", "install", "--quiet", "-p", python, f"{wheel}[grading]")
    (folder / "in" / "ada").mkdir(parents=True)
    shutil.copy(ROOT / "solutions" / "trade.ipynb", folder / "in" / "ada")
    (folder / "roster.csv").write_text("student\nada\n", encoding="utf8")
    command = python.parent / "missing-middle"
    run(command, "grade", "in", "--roster", "roster.csv", "--out", "out", "--unsafe", cwd=folder)
    grades = (folder / "out" / "grades.csv").read_text(encoding="utf8")
    if not re.search(r"^ada.*\d", grades, re.MULTILINE):
        sys.exit(f"ada was not graded:\n{grades}")


def whole_class(_):
    """The grader on a class of every kind of file, killed in the middle."""
    run(sys.executable, "tests/grading/accept.py")


def main():
    for part in (
        whole_class,
        from_a_wheel,
        with_the_oldest_libraries,
        with_the_versions_of_colab,
        on_the_newest_python,
    ):
        print(f"\n== {part.__doc__}", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            part(Path(folder) if part in (from_a_wheel, with_the_versions_of_colab) else Path(folder) / "environment")


if __name__ == "__main__":
    try:
        main()
    except subprocess.CalledProcessError as error:
        sys.exit(error.returncode)
