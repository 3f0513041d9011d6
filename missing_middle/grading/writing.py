"""Files that are there whole or not at all."""

import contextlib
import errno
import json
import os
from pathlib import Path

PART = ".part"


def write_whole(path, data):
    """Write ``data`` (bytes) to ``path``: beside it first, then on the disk, then under its name."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}{PART}")
    try:
        with open(part, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
    _sync_folder(path.parent)


def _sync_folder(folder):
    """Put the name on the disk too, where folders can be: not on Windows, nor where a virtual machine shares them."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.EACCES):
            raise
    finally:
        os.close(descriptor)


def sweep_parts(folder):
    """Remove what a killed run has left half written in one of the folders of results."""
    for part in Path(folder).rglob(f".*{PART}"):
        part.unlink(missing_ok=True)


def as_json(data):
    """The same data as the same bytes."""
    return (json.dumps(data, indent=1, sort_keys=True, ensure_ascii=True, allow_nan=False) + "\n").encode()
