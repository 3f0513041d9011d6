"""A new explorable: a file that runs, named in the list of all."""

import re

from missing_middle.authoring.course import AuthoringError, write_new
from missing_middle.authoring.skeletons import EXPLORABLE, filled


def new_explorable(course, name):
    """Write the file of the explorable ``name`` and list it; return the files that were written.

    ``name`` is a Python name in lower case. Raises :class:`AuthoringError` if it is not, or is taken.
    """
    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name):
        raise AuthoringError(f"name = {name!r} is not allowed: give a name such as pay_back.")
    folder = course / "missing_middle" / "explorables"
    path, listing = folder / "questions" / f"{name}.py", folder / "__init__.py"
    text = listing.read_text(encoding="utf8")
    if f'"{name}"' in text:
        raise AuthoringError(f"name = {name!r} is not allowed: {listing} has it already.")
    write_new(path, filled(EXPLORABLE, name=name, id=name.replace("_", "-")))
    listing.write_text(listed(text, name), encoding="utf8", newline="\n")
    return path, listing


def listed(text, name):
    """The text of ``explorables/__init__.py`` with one more, in the order of the alphabet."""
    lines = sorted({*re.findall(r'^    "\w+": "\w+",\n', text, re.MULTILINE), f'    "{name}": "{name}",\n'})
    return re.sub(r'(?:^    "\w+": "\w+",\n)+', "".join(lines), text, count=1, flags=re.MULTILINE)
