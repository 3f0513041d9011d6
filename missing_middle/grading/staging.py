"""The students' installation: the course without its answers, laid out where every sandbox sees it.

It holds the models, the tables, the charts and the data, a ``missing_middle.checks`` that knows no answer, and the
code that runs a submission. The real registry, the solutions and this grader stay outside.
"""

import contextlib
import os
import shutil
import sys
import sysconfig
import tempfile
from dataclasses import dataclass
from pathlib import Path

from missing_middle._shipped import folder as shipped

PACKAGE = Path(__file__).resolve().parents[1]
TAUGHT = ("__init__.py", "_shipped.py", "models", "tables", "tables.py", "plots", "plots.py", "policy", "policy.py")
MARK = "missing-middle-room-"


@dataclass(frozen=True)
class Stage:
    """Where the students' installation lies, and what a sandbox must see besides it."""

    folder: Path
    visible: tuple  # folders bound read-only into every sandbox
    masked: tuple  # folders inside them that are replaced by empty ones
    search_path: tuple  # where Python looks for modules, first to last

    def remove(self):
        """Delete the installation."""
        shutil.rmtree(self.folder, ignore_errors=True)


def build_stage():
    """Copy what students may import to a folder of its own, and find what else Python needs."""
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=f"{MARK}{os.getpid()}-")).resolve()
    course = folder / "missing_middle"
    course.mkdir()
    for name in TAUGHT:
        _copy(PACKAGE / name, course / name)
    (course / "checks").mkdir()
    inside = Path(__file__).parent / "inside"
    _copy(inside / "student_checks.py", course / "checks" / "__init__.py")
    _copy(PACKAGE / "checks" / "case.py", course / "checks" / "case.py")
    _copy(shipped("data"), course / "data")
    _copy(inside, folder / "room")
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return _stage(folder)


def _stage(folder):
    libraries = tuple(dict.fromkeys(os.path.realpath(sysconfig.get_path(kind)) for kind in ("purelib", "platlib")))
    wanted = (os.path.realpath(sys.base_prefix), *libraries, str(folder))
    visible = [path for path in wanted if not _inside_any(path, ("/usr",))]
    visible = tuple(path for path in visible if not _inside_any(path, set(visible) - {path}))
    masked = tuple(path for path in (f"{library}/missing_middle" for library in libraries) if os.path.isdir(path))
    return Stage(folder, visible, masked, (str(folder), *libraries))


def _inside_any(path, folders):
    return any(os.path.commonpath([path, folder]) == folder for folder in folders)


def _copy(source, target):
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    elif source.exists():
        shutil.copyfile(source, target)


def _sweep():
    """Remove installations whose grader was killed before it could."""
    for left in Path(tempfile.gettempdir()).glob(f"{MARK}*"):
        owner = left.name[len(MARK) :].split("-")[0]
        with contextlib.suppress(FileNotFoundError):  # another worker sweeps too, and was quicker
            if left.stat().st_uid == os.geteuid() and owner.isdigit() and not Path(f"/proc/{owner}").exists():
                shutil.rmtree(left, ignore_errors=True)
