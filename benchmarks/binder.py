"""How long Binder installs, and what it weighs, beside an install of everything that authors need.

Both are cold: no cache of pip's is read. The time is that of this machine and its network.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from tests.explorables.binder import ROOT, replay

COLD = "--no-cache-dir"
OTHER = "all that authors need"


def megabytes(environment):
    """Return the weight of what an environment holds, and of the byte code that was compiled from it."""
    files = [file for file in environment.rglob("*") if file.is_file() and not file.is_symlink()]
    compiled = sum(file.stat().st_size for file in files if file.suffix == ".pyc")
    return (sum(file.stat().st_size for file in files) - compiled) / 1e6, compiled / 1e6


def everything(folder):
    """Install what builds and tests the course into ``folder`` and return the environment."""
    environment = folder / "environment"
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    pip = [environment / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, COLD, "-r", ROOT / "requirements-dev.txt"], check=True, cwd=folder)
    return environment


def timed(work, *given):
    start = perf_counter()
    result = work(*given)
    return result, perf_counter() - start


def rows():
    """Seconds and megabytes."""
    with tempfile.TemporaryDirectory() as folder:
        light, full = Path(folder) / "light", Path(folder) / "full"
        for place in (light, full):
            place.mkdir()
        empty = Path(folder) / "empty"
        subprocess.run([sys.executable, "-m", "venv", empty], check=True)
        pip, _ = megabytes(empty)  # is there before anything is installed
        (python, _), seconds = timed(replay, light, COLD)
        environment, seconds_full = timed(everything, full)
        unpacked, compiled = megabytes(python.parents[1])
        unpacked_full, _ = megabytes(environment)
        unpacked, unpacked_full = unpacked - pip, unpacked_full - pip
    yield "Binder: requirements, then postBuild, nothing cached (s)", seconds, 60, OTHER, seconds_full / seconds
    yield "Binder: what pip unpacks (MB)", unpacked, 450, OTHER, unpacked_full / unpacked
    yield "Binder: byte code compiled from it (MB)", compiled, None, None, None
