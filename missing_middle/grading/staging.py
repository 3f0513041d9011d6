"""The students' installation: the course without its answers, laid out where every sandbox sees it.

It holds the models, the tables, the charts, the explorables and the data, a ``missing_middle.checks`` that knows no
answer, and the code that runs a submission. The real registry, the solutions and this grader stay outside, and whatever
is private is hidden wherever it lies.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from missing_middle._shipped import folder as shipped

PACKAGE = Path(__file__).resolve().parents[1]
TAUGHT = (
    "__init__.py",
    "_shipped.py",
    "_lazy.py",
    "models",
    "tables",
    "tables.py",
    "plots",
    "plots.py",
    "policy",
    "policy.py",
    "explorables",
    "web",
)
MARK = "missing-middle-room-"
SYSTEM = tuple(f"/usr/{name}" for name in ("bin", "sbin", "lib", "lib32", "lib64", "libx32", "libexec", "share"))
PYTHON = ("bin", "lib", "lib64")  # what a Python needs of its own folder
# Ends with the worker, however that ends, and takes its folders with it.
JANITOR = 'if read -r _; then exit 0; fi; sleep 1; rm -rf -- "$@"'
LOOKS = 40  # files of a private folder that are looked for in the room


@dataclass(frozen=True)
class Stage:
    """Where the students' installation lies, and what a sandbox shows and hides."""

    folder: Path
    visible: tuple  # folders bound read-only into every sandbox, but those of the system
    shown: tuple  # bubblewrap's arguments: what to bind and what to cover, outer folders first
    search_path: tuple  # where Python looks for modules, first to last
    looks: tuple  # paths that must not be seen in a room
    home: str  # where the warm process may write while it starts
    janitor: object = field(default=None, compare=False)

    def remove(self):
        """Delete the installation."""
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.janitor is not None:
            with contextlib.suppress(OSError, ValueError, subprocess.TimeoutExpired):
                self.janitor.communicate(b"done\n", timeout=5)


def build_stage(private=()):
    """Copy what students may import to a folder of its own, and find what else Python needs.

    ``private`` are paths that no room may show; the course's own sources are always among them.
    """
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=f"{MARK}{os.getpid()}-")).resolve()
    home = f"/tmp/{MARK}warm-{os.getpid()}-{os.urandom(8).hex()}"
    janitor = subprocess.Popen(
        ["/bin/sh", "-c", JANITOR, "sh", str(folder), home],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
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
    return _stage(folder, [*private, *_sources()], home, janitor)


def _sources():
    """The course's own files: its package, and the checkout around it if it is one."""
    yield str(PACKAGE)
    if (PACKAGE.parent / "solutions").is_dir():
        yield str(PACKAGE.parent)


def _stage(folder, private, home, janitor):
    system = [path for path in SYSTEM if os.path.isdir(path)]
    base = os.path.realpath(sys.base_prefix)
    python = [f"{base}/{name}" for name in PYTHON if os.path.isdir(f"{base}/{name}")]
    libraries = list(dict.fromkeys(os.path.realpath(sysconfig.get_path(kind)) for kind in ("purelib", "platlib")))
    bound = list(dict.fromkeys([*system, *map(os.path.realpath, python), *libraries, str(folder)]))
    covered = sorted({os.path.realpath(path) for path in private if os.path.exists(path)} | _installed(bound))
    shown = []
    for path in sorted([*bound, *(one for one in covered if _inside_any(one, bound))], key=lambda one: one.count("/")):
        shown += _cover(path) if path in covered else ["--ro-bind", path, path]
    if not any(path.startswith("/data") for path in bound):
        shown += ["--symlink", f"{folder}/missing_middle/data", "/data"]  # as ../data from a folder of exercises
    looks = [look for path in covered for look in _look(path, bound)]
    visible = tuple(path for path in bound if path not in system and not _inside_any(path, system))
    outer = tuple(path for path in visible if not _inside_any(path, set(visible) - {path}))
    return Stage(folder, outer, tuple(shown), (str(folder), *libraries), tuple(looks), home, janitor)


def _installed(bound):
    """Copies of this course among the libraries that a room shows."""
    found = set()
    for path in bound:
        for place in (Path(path), *Path(path).glob("python3*/*-packages")):
            if place.name.endswith("-packages") and (place / "missing_middle").is_dir():
                found.add(str(place / "missing_middle"))
    return found


def _cover(path):
    return ["--tmpfs", path] if os.path.isdir(path) else ["--ro-bind", "/dev/null", path]


def _look(path, bound):
    """A few paths by which it would be seen that ``path`` is not hidden."""
    if not os.path.isdir(path):
        return [path]
    with contextlib.suppress(OSError):
        inside = [os.path.join(path, name) for name in sorted(os.listdir(path))]
        return [one for one in inside if not any(_inside_any(place, [one]) for place in bound)][:LOOKS]
    return []


def _inside_any(path, folders):
    return any(os.path.commonpath([path, folder]) == folder for folder in folders)


def _copy(source, target):
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    elif source.exists():
        shutil.copyfile(source, target)


def _sweep():
    """Remove installations whose grader and janitor were killed before they could."""
    for left in Path(tempfile.gettempdir()).glob(f"{MARK}*"):
        owner = left.name[len(MARK) :].removeprefix("warm-").split("-")[0]
        with contextlib.suppress(FileNotFoundError):  # another worker sweeps too, and was quicker
            if left.stat().st_uid == os.geteuid() and owner.isdigit() and not Path(f"/proc/{owner}").exists():
                shutil.rmtree(left, ignore_errors=True)
