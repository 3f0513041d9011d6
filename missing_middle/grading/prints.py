"""What decides a result besides the submission, in a few letters: questions, data, libraries, limits, secret."""

import hashlib
import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from missing_middle._shipped import folder
from missing_middle.checks.private import held

PACKAGE = Path(__file__).resolve().parents[1]
DECIDES = ("checks", "grading", "models", "tables", "policy", "plots", "_lazy")  # rooms, or single files of that name
LIBRARIES = ("numpy", "pandas", "scipy", "networkx", "matplotlib", "ipython")


@cache
def course_print():
    """Sixteen hexadecimal digits for the course as it is installed here: its code, its data, and what they build on."""
    digest = hashlib.sha256(f"Python {platform.python_version()}\n".encode())
    for name in LIBRARIES:
        digest.update(f"{name} {_version(name)}\n".encode())
    for name, path in sorted(_files()):
        digest.update(f"{name}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def course_version():
    """The version of the course, for people."""
    return _version("missing_middle")


def _version(name):
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def _files():
    """Name and path of every file; the names are the same in a checkout and in an installed package."""
    for name in DECIDES:
        for path in [*(PACKAGE / name).rglob("*.py"), *PACKAGE.glob(f"{name}.py")]:
            yield path.relative_to(PACKAGE).as_posix(), path
    data = folder("data")
    yield from ((f"data/{path.relative_to(data).as_posix()}", path) for path in data.rglob("*") if path.is_file())


def fingerprint(guard, releases, salt):
    """What besides the submission decides a result. A result made under another one is made again."""
    parts = [
        repr((guard.limits, guard.unsafe)),
        course_print(),
        *(f"{name} {hashlib.sha256(data).hexdigest()}" for name, data in sorted(releases.items())),
        *(f"{one.name} {hashlib.sha256(one.source.encode()).hexdigest()}" for one in held() if one.name in releases),
        hashlib.sha256(b"salt" + (salt or b"")).hexdigest(),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
