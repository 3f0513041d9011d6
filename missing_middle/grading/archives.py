"""Every file below a folder, zips looked into as if they were folders. Nothing is unpacked, no link is followed.

A learning platform gives one zip, in which a student may have handed in another one. Each file is read by itself and
with a bound, so that no zip can unfold in the grader.
"""

import io
import os
import stat
import struct
import time
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

LARGEST_FILE = 10_000_000  # of a notebook, and of a zip within a zip
MOST_MEMBERS = 50_000
DIRECTORY_BYTES = 12_000_000  # what a zip's own list of its files may take
LONGEST_NAME = 1000
DEPTH = 2  # zips within zips
LITTER = ("thumbs.db", "desktop.ini", "ehthumbs.db")
LITTER_FOLDERS = ("__macosx", ".ipynb_checkpoints")
LINK = "it is a link or no plain file; it was not read"


@dataclass(frozen=True)
class Entry:
    """One file, in a folder or in a zip."""

    name: str  # path below the folder, with /; the zip is one of its parts
    path: Path  # the file on the disk: itself, or the zip that holds it
    inner: tuple = ()  # names inside the zip, one for each zip within a zip
    when: int = 0  # nanoseconds; a zip knows its files' times to two seconds
    problem: str = ""  # why it cannot be read, empty if it can

    @property
    def parts(self):
        """The path below the folder, part by part."""
        return tuple(self.name.split("/"))

    @property
    def litter(self):
        """Whether a computer made it and no person: what a Mac adds to zips, a folder's thumbnails, checkpoints."""
        *folders, name = (part.casefold() for part in self.parts)
        return name.startswith(".") or name in LITTER or any(one in LITTER_FOLDERS for one in folders)

    def read(self):
        """The bytes, one more than the largest size allowed at most. Raises ``OSError``."""
        if not self.inner:
            return read_file(self.path)
        try:
            with _opened(self.path, self.inner[:-1]) as archive:
                return _member(archive, self.inner[-1])
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, KeyError, EOFError, ValueError) as error:
            raise OSError(f"{self.name} cannot be read: {error}") from None
        except Exception as error:  # whatever a decompressor thinks of a file that was made to upset it
            raise OSError(f"{self.name} cannot be read: {type(error).__name__}") from None


def read_file(path):
    """The bytes of a file, one more than the largest size allowed at most; never of a link, pipe or device."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(f"{path} is no plain file")
        return file.read(LARGEST_FILE + 1)


def entries(folder, without=()):
    """An :class:`Entry` for every file below ``folder`` (or in it, if it is a zip), in a fixed order.

    ``without`` are folders on the disk that are not looked into: the results, if they lie there.
    """
    folder = Path(folder)
    if folder.is_file():
        yield from _in_zip(folder.name, folder, (), 0, hidden=len(folder.name) + 1)
        return
    without = {os.path.realpath(one) for one in without}
    closed = []
    for place, folders, names in os.walk(folder, followlinks=False, onerror=closed.append):
        linked = [name for name in folders if os.path.islink(os.path.join(place, name))]
        folders[:] = sorted(
            name
            for name in folders
            if name not in linked and os.path.realpath(os.path.join(place, name)) not in without
        )
        for name in sorted([*names, *linked]):
            yield from _file(Path(place) / name, (Path(place) / name).relative_to(folder).as_posix())
    for error in closed:
        path = Path(error.filename)
        yield Entry(
            path.relative_to(folder).as_posix(), path, problem=f"this folder cannot be opened: {error.strerror}"
        )


def _file(path, name):
    found = path.lstat()
    if not stat.S_ISREG(found.st_mode):
        yield Entry(name, path, when=found.st_mtime_ns, problem=LINK)
    elif name.casefold().endswith(".zip"):
        yield from _in_zip(name, path, (), found.st_mtime_ns)
    else:
        yield Entry(name, path, when=found.st_mtime_ns)


def _in_zip(name, path, inner, when, hidden=0):
    """The files of one zip; the zip itself, with its problem, if it cannot be looked into."""
    try:
        with _opened(path, inner) as archive:
            members = archive.infolist()
    except Exception as error:  # a broken zip is a file that is left aside, whatever is broken about it
        yield Entry(name, path, inner, when, f"it is a zip that cannot be opened ({str(error)[:80]})")
        return
    if len(members) > MOST_MEMBERS:
        yield Entry(name, path, inner, when, f"it is a zip of more than {MOST_MEMBERS} files")
        return
    files = sorted((one for one in members if not one.is_dir()), key=lambda one: one.filename)
    if not files:
        yield Entry(name, path, inner, when, "it is a zip without files")
    for member in files:
        inside = member.filename.replace("\\", "/")
        whole = f"{name}/{inside}"[hidden:]
        place = (*inner, member.filename)
        problem = _problem(member, inside)
        if not problem and inside.casefold().endswith(".zip") and not Entry(whole, path).litter:
            if len(place) < DEPTH:
                yield from _in_zip(whole, path, place, _time(member), hidden=0)
                continue
            problem = f"it is a zip within {DEPTH} zips; it was not opened"
        yield Entry(whole, path, place, _time(member), problem)


def _problem(member, inside):
    if len(inside) > LONGEST_NAME:
        return "its name is too long"
    if inside.startswith("/") or ".." in inside.split("/"):
        return "its path leads out of the zip; it was not read"
    if stat.S_ISLNK(member.external_attr >> 16):
        return LINK
    if member.flag_bits & 1:
        return "it is locked with a password"
    return ""


def _time(member):
    """Nanoseconds, as if the zip's clock were ours: only the order of two files counts."""
    try:
        return int(time.mktime((*member.date_time, 0, 0, -1))) * 10**9
    except (ValueError, OverflowError):
        return 0


@contextmanager
def _opened(path, inner):
    """The zip at ``path``, or the one that lies in it under the names ``inner``."""
    with open(path, "rb") as file:
        if not inner:
            _complain_about_size(file)
        with zipfile.ZipFile(file) as archive:
            if not inner:
                yield archive
                return
            data = _member(archive, inner[0])
            if len(data) > LARGEST_FILE:
                raise zipfile.BadZipFile(f"it is larger than {LARGEST_FILE // 1_000_000} MB")
            _complain_about_size(io.BytesIO(data))
            with zipfile.ZipFile(io.BytesIO(data)) as nested:
                yield nested


def _member(archive, name):
    with archive.open(name) as file:
        return file.read(LARGEST_FILE + 1)


def _complain_about_size(file):
    """A zip's list of its files is read whole when it is opened: not if it is enormous."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - 66_000))
    tail = file.read()
    place = tail.rfind(b"PK\x05\x06")
    if place >= 0 and len(tail) >= place + 22:
        (directory,) = struct.unpack_from("<I", tail, place + 12)
        if directory > DIRECTORY_BYTES:
            raise zipfile.BadZipFile("its list of files is enormous")
    file.seek(0)
