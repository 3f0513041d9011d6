"""The limits a student's process lives under, set after it has walked into its room."""

import contextlib
import os
import resource

from . import system

ENVIRONMENT = {
    "HOME": "/tmp",
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "TZ": "UTC",
    "MPLBACKEND": "agg",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "IPYTHONDIR": "/tmp",
    "MPLCONFIGDIR": "/tmp",
}


def limit(limits):
    """Set the resource limits; soft and hard alike, so that they cannot be raised again."""
    megabyte = 1 << 20
    for kind, value in (
        (resource.RLIMIT_AS, limits["memory_mb"] * megabyte),
        (resource.RLIMIT_CPU, limits["cpu_seconds"]),
        (resource.RLIMIT_NPROC, limits["processes"]),
        (resource.RLIMIT_FSIZE, limits["file_mb"] * megabyte),
        (resource.RLIMIT_NOFILE, limits["open_files"]),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
        (resource.RLIMIT_STACK, 16 * megabyte),
        (resource.RLIMIT_SIGPENDING, 64),
    ):
        with contextlib.suppress(ValueError):  # a lower hard limit is already there
            resource.setrlimit(kind, (value, value))


def keep_only(descriptors):
    """Move ``descriptors`` to 3, 4, ... and close every other; the standard streams lead nowhere."""
    high = [os.dup2(descriptor, 200 + place) for place, descriptor in enumerate(descriptors)]
    for place, descriptor in enumerate(high):
        os.dup2(descriptor, 3 + place, inheritable=False)
    nowhere = os.open("/dev/null", os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    os.closerange(3 + len(descriptors), 4096)
    return [3 + place for place in range(len(descriptors))]


def close_door(limits, in_room):
    """Give up what walking in has granted, and set every limit. The order matters: rights last."""
    os.chdir("/tmp" if in_room else os.getcwd())
    os.environ.clear()
    os.environ.update(ENVIRONMENT)
    os.umask(0o077)
    limit(limits)
    system.prctl(system.NO_NEW_PRIVILEGES, 1)
    if in_room:
        system.drop_capabilities()
        system.refuse_dangerous_calls()
    system.prctl(system.SET_DUMPABLE, 1)
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
        file.write("1000")  # if the kernel must end something, then a room, and of these the largest
