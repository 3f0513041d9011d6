"""What the room's processes have used: processor time, sleep and memory, read from the kernel's lists."""

import contextlib
import os
import time

TICK = 1 / os.sysconf("SC_CLK_TCK")
INODE_KB = 1  # of a file in memory, however empty


class Meter:
    """Processor seconds of all processes here but this one, and seconds in which all of them slept."""

    def __init__(self):
        self.cpu = self.idle = 0.0
        self._last, self._clock = {}, time.monotonic()
        self.look(first=True)

    def look(self, first=False):
        """Count on to now."""
        now, awake, seen = time.monotonic(), False, {}
        for pid, state, used in _processes():
            seen[pid] = used
            self.cpu += 0 if first else max(0.0, used - self._last.get(pid, 0.0))
            awake = awake or state in "RD"
        if not awake:
            self.idle += now - self._clock
        self._last, self._clock = seen, now


def _processes():
    me = str(os.getpid())
    for pid in os.listdir("/proc"):
        if pid.isdigit() and pid != me:
            with contextlib.suppress(OSError, ValueError, IndexError):
                with open(f"/proc/{pid}/stat", "rb") as file:
                    fields = file.read().rpartition(b")")[2].split()
                yield pid, fields[0].decode(), (int(fields[11]) + int(fields[12])) * TICK


def memory_mb(exact=False):
    """Memory of all processes here and of the files in memory, in MB; quickly and too high, or exactly, pages split."""
    total = 0
    for pid in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError, ValueError, IndexError):
            total += _proportional_kb(pid) if exact else _resident_kb(pid)
    for folder in ("/tmp", "/dev/shm"):
        with contextlib.suppress(OSError):
            held = os.statvfs(folder)
            used = (held.f_blocks - held.f_bfree) * held.f_frsize >> 10
            total += used + INODE_KB * (held.f_files - held.f_ffree)
    return total / 1024


def _resident_kb(pid):
    with open(f"/proc/{pid}/statm") as file:
        return int(file.read().split()[1]) * 4


def _proportional_kb(pid):
    try:
        with open(f"/proc/{pid}/smaps_rollup") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("Pss:"))
    except PermissionError:  # a process that hides its maps is counted in full
        return _resident_kb(pid)
