"""Runs in a kernel before the first cell: notes what the notebook opens, and what was open already.

Python tells a hook of every file that it opens and every folder that it lists, whoever asks: an import, a reader of
tables, a cell. Each path is written down at once, so that nothing is lost with a kernel that is killed. Libraries are
left out; they have versions. A started process tells nobody what it opens: that is noted as ``*``.
"""

import contextlib
import os
import sys
import sysconfig
from importlib.util import source_from_cache

STARTS = {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty"}
PLACES = ("stdlib", "platstdlib", "purelib", "platlib")
LIBRARIES = tuple(os.path.join(os.path.realpath(sysconfig.get_path(place)), "") for place in PLACES)
IMPORTERS = ("importlib._bootstrap_external", "_frozen_importlib_external")  # list a folder to look for a module


def watch(kept):
    """Write the paths into the file ``kept``, one a line."""
    seen, file = set(), os.open(kept, os.O_WRONLY | os.O_APPEND)

    def write(line):
        if line not in seen:
            seen.add(line)
            os.write(file, os.fsencode(line) + b"\n")

    def note(path):
        path = os.path.realpath(os.fsdecode(path))
        if path.endswith(".pyc"):  # what Python compiled stands for its source
            with contextlib.suppress(ValueError, NotImplementedError):
                path = source_from_cache(path)
        if not path.startswith(LIBRARIES):
            write(path)

    def hook(event, arguments):
        if event == "open":
            path, mode, _ = arguments
            if not isinstance(path, int) and (mode is None or "r" in mode or "+" in mode):
                note(path)
        elif event in ("os.listdir", "os.scandir"):
            path = arguments[0]
            if not isinstance(path, int):
                looks = sys._getframe(1).f_globals.get("__name__") in IMPORTERS
                note(os.path.join(path or ".", "*.py") if looks else path or ".")
        elif event in STARTS:
            write("*")

    for place in sys.path:  # was looked through already
        note(os.path.join(place or ".", "*.py"))
    for module in list(sys.modules.values()):
        if place := getattr(module, "__file__", None):
            note(place)
    sys.addaudithook(hook)
