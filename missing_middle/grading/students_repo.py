"""A repository for students: exercises, notebooks and data, and nothing that solves, grades or names anybody."""

import shutil
import subprocess
from pathlib import Path

from missing_middle.checks.registry import SETS, UNGRADED
from missing_middle.grading.asking import SourceError
from missing_middle.grading.elsewhere import archive, for_elsewhere, published

FOLDERS = {"exercises": ("*.ipynb",), "notebooks": ("*.ipynb",), "data": ("**/*.csv", "**/*.json", "README.md")}
FILES = ("LICENSE", "LICENSE-text", "requirements.txt", "runtime.txt")
FIRST_LINE = "# The Missing Middle: for students"
README = f"""{FIRST_LINE}

Exercises, notebooks and data of the course. Made by `missing-middle students-repo`: mend nothing here.

Open a notebook in `exercises/` in Jupyter. It needs the package `missing_middle`: your hub has it, or your teacher says
how to install it.
"""


def students_repo(course, out, site=""):
    """Write the repository, or bring it up to date. Returns the paths of its files, relative to ``out``.

    ``course`` is the folder of the course. ``site`` is the address of the built pages: links to the book lead there,
    and without it only their words stay. If the course says where it is published, each notebook has a cell that
    installs it where it is missing. Raises :class:`SourceError` if ``out`` holds anything else, or lies in the course,
    and for an exercise that is no set of the course.
    """
    course, out = Path(course).resolve(), Path(out).resolve()
    if out == course or course in out.parents:
        raise SourceError(f"{out} lies in the course: give a folder outside it, so that the two are never mixed.")
    readme = out / "README.md"
    if out.exists() and any(out.iterdir()) and not (readme.is_file() and FIRST_LINE in readme.read_text("utf-8")):
        raise SourceError(f"{out} is not empty, and is no repository that this command has written.")
    missing = [name for name in FOLDERS if not (course / name).is_dir()]
    if missing:
        raise SourceError(f"{course} has no {missing[0]}/: run this in the folder of the course.")
    stray = [path for path in sorted((course / "exercises").glob("*.ipynb")) if path.stem not in SETS + UNGRADED]
    if stray:
        raise SourceError(f"{stray[0]} is no set of the course: a private set is handed out, and published nowhere.")
    files, address = {}, archive(*published(course)) if published(course)[0] else ""
    for name, patterns in FOLDERS.items():
        paths = sorted({path for pattern in patterns for path in (course / name).glob(pattern) if path.is_file()})
        for path in paths:
            data = path.read_bytes()
            data = for_elsewhere(data, site, address) if path.suffix == ".ipynb" else data
            files[path.relative_to(course).as_posix()] = data
    files |= {name: (course / name).read_bytes() for name in FILES if (course / name).is_file()}
    files["README.md"] = README.encode()
    for name in FOLDERS:
        shutil.rmtree(out / name, ignore_errors=True)  # what was withdrawn goes
    for name, data in files.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(data)
    return sorted(files)


def commit(out, message):
    """Record what has changed, in a repository that is made if there is none. Returns whether there was anything."""

    def git(*words):
        return subprocess.run(["git", "-C", str(out), *words], check=True, capture_output=True, text=True).stdout

    try:
        if not (Path(out) / ".git").exists():
            git("init", "--quiet", "--initial-branch=main")
        git("add", "--all", "--", *FOLDERS, "README.md", *(name for name in FILES if (Path(out) / name).exists()))
        if not git("status", "--porcelain", "--untracked-files=no"):
            return False
        git("-c", "user.name=The Missing Middle", "-c", "user.email=course@localhost", "commit", "-qm", message)
    except FileNotFoundError:
        raise SourceError("git was not found: the files are there; put them under git yourself.") from None
    except subprocess.CalledProcessError as error:
        raise SourceError(f"git {error.cmd[3]}: {error.stderr.strip()}") from None
    return True
