"""Root only: show the environment to a user without rights, then become that user.

A grader that runs as root (in a container, in continuous integration) must give up its rights before it makes a room,
since root in a room is still root to the kernel. But its Python may lie where only root may look, as below ``/root``.
So root opens a mount namespace of its own, covers each closed folder with an empty one, and binds the environment
back to its old place, read-only. Nothing outside that namespace changes, and it is gone with its last process.
"""

import os

from . import system


def closed_folder(path):
    """The first folder on the way to ``path`` that others may not enter, or None."""
    parts = path.strip("/").split("/")
    for depth in range(1, len(parts) + 1):
        folder = "/" + "/".join(parts[:depth])
        if os.path.isdir(folder) and not os.stat(folder).st_mode & 0o001:
            return folder
    return None


def open_to_all(paths):
    """Make every path reachable for a user without rights, in a mount namespace of this process alone."""
    closed = {path: closed_folder(path) for path in paths}
    shut = sorted({folder for path, folder in closed.items() if folder})
    os.umask(0o022)  # what is made here must be open to all, whatever root's habits
    system.unshare(system.NEW_MOUNTS)
    system.mount("none", "/", flags=system.RECURSIVE | system.PRIVATE)
    held = {path: os.open(path, os.O_PATH) for path, folder in closed.items() if folder}
    for folder in shut:
        system.mount("empty", folder, "tmpfs", system.NO_SETUID | system.NO_DEVICES, "mode=755,size=1M")
    for path, descriptor in held.items():
        os.makedirs(path, mode=0o755, exist_ok=True)
        system.mount(f"/proc/self/fd/{descriptor}", path, flags=system.BIND)
        system.mount("none", path, flags=system.REMOUNT | system.BIND | system.READ_ONLY | system.NO_SETUID)
        os.close(descriptor)


def become(user):
    """Give up root for good."""
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
