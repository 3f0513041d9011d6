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
    path, listing = folder / f"{name}.py", folder / "__init__.py"
    text = listing.read_text(encoding="utf8")
    if f'"{name}"' in text:
        raise AuthoringError(f"name = {name!r} is not allowed: {listing} has it already.")
    write_new(path, filled(EXPLORABLE, name=name, id=name.replace("_", "-")))
    listing.write_text(listed(text, name), encoding="utf8", newline="\n")
    return path, listing


def listed(text, name):
    """The text of ``explorables/__init__.py`` with one more, both lists in order of the alphabet."""
    line = f"from missing_middle.explorables.{name} import {name}\n"
    imports = sorted({*re.findall(r"^from missing_middle\.explorables\.\w+ import .*\n", text, re.MULTILINE), line})
    text = re.sub(
        r"(?:^from missing_middle\.explorables\.\w+ import .*\n)+", "".join(imports), text, count=1, flags=re.MULTILINE
    )
    names = sorted({*re.findall(r'^    "(\w+)",$', text, re.MULTILINE), name})
    return re.sub(r'(?:^    "\w+",\n)+', "".join(f'    "{one}",\n' for one in names), text, count=1, flags=re.MULTILINE)
