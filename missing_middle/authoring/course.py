"""The checkout that a command writes into."""

from pathlib import Path


class AuthoringError(ValueError):
    """Nothing was written; the text says why."""


def course_at(folder):
    """``folder`` as a path, if it is a checkout of the course; else :class:`AuthoringError`."""
    folder = Path(folder)
    missing = [name for name in ("missing_middle/checks/sets", "book", "_toc.yml") if not (folder / name).exists()]
    if missing:
        raise AuthoringError(
            f"course = {str(folder)!r} is not allowed: give a checkout of the course; "
            f"{', '.join(missing)} is not there."
        )
    return folder


def write_new(path, text):
    """Write a file that is not there yet; :class:`AuthoringError` if it is."""
    if path.exists():
        raise AuthoringError(f"name = {path.stem!r} is not allowed: {path} is there already.")
    path.write_text(text, encoding="utf8", newline="\n")
