"""A control group (version 2) for each room, where the machine lets the grader make one.

It bounds all memory of a room, also what no process's map shows. Where there is none, the room counts its memory
itself (``inside/usage.py``), and calls that take memory without a map are refused (``inside/system.py``), as they are
everywhere.
"""

import contextlib
import itertools
import os
import time
from pathlib import Path

ROOT, OWN = "/sys/fs/cgroup", "/proc/self/cgroup"
MARK = "missing-middle-room-"
SPARE_MB = 100  # above what a room may use by its own count, which ends one question and not the room
_numbers = itertools.count()


def parent_group(root=ROOT, own=OWN):
    """The nearest group, from this process's upwards, that hands its children a limit of memory and may be written to.

    ``None`` where there is none: control groups of version 1, no rights, or a container that shows none.

    Parameters
    ----------
    root : path
        Where control groups are mounted.
    own : path
        The file that names the groups of this process.
    """
    try:
        lines = Path(own).read_text().splitlines()
    except OSError:
        return None
    path = next((line[3:].strip("/") for line in lines if line.startswith("0::")), None)
    if path is None or ".." in path.split("/"):  # the group lies outside what is shown here
        return None
    here = Path(root, path)
    return next((group for group in (here, *here.parents) if _within(group, root) and _may_hold(group)), None)


def _within(group, root):
    return group == Path(root) or Path(root) in group.parents


def _may_hold(group):
    try:
        controllers = (group / "cgroup.subtree_control").read_text().split()
    except OSError:
        return False
    return "memory" in controllers and os.access(group, os.W_OK) and os.access(group / "cgroup.procs", os.W_OK)


def sweep(parent):
    """Remove groups whose grader was killed before it could."""
    for left in parent.glob(f"{MARK}*"):
        owner = left.name[len(MARK) :].split("-")[0]
        if owner.isdigit() and not Path(f"/proc/{owner}").exists():
            with contextlib.suppress(OSError):
                left.rmdir()


class Group:
    """The group of one room. Raises ``OSError`` if it cannot be made."""

    def __init__(self, parent, limits):
        self.folder = parent / f"{MARK}{os.getpid()}-{next(_numbers)}"
        self.folder.mkdir()
        try:
            self._write("memory.max", (limits.total_mb + SPARE_MB) << 20)
        except OSError:
            self.remove()
            raise
        with contextlib.suppress(OSError):  # a machine without swap has no such file
            self._write("memory.swap.max", 0)

    def take(self, pid):
        """Put a process into the group; what it starts from now on belongs there too."""
        self._write("cgroup.procs", pid)

    def held_mb(self):
        """Memory of the room, in MB."""
        return int((self.folder / "memory.current").read_text()) / 2**20

    def ran_out(self):
        """Whether the kernel has ended a process because the group had no memory left."""
        with contextlib.suppress(OSError, ValueError):
            counts = dict(line.split() for line in (self.folder / "memory.events").read_text().splitlines())
            return int(counts.get("oom_kill", 0)) > 0
        return False

    def remove(self, patience=1.0):
        """End whatever is left in it, and remove it; what does not go at once is swept by a later start."""
        with contextlib.suppress(OSError):
            self._write("cgroup.kill", 1)
        deadline = time.monotonic() + patience
        while self.folder.exists() and time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                self.folder.rmdir()
                return
            time.sleep(0.01)

    def _write(self, name, value):
        (self.folder / name).write_text(str(value))
