"""What the package declares, and what is needed for it."""

import tomllib
from importlib.metadata import requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf8"))["project"]


def declared(extras):
    """Return what the package asks for with these extras, extras of extras included."""
    asked = [Requirement(text) for text in PROJECT["dependencies"]]
    for extra in extras:
        for one in map(Requirement, PROJECT["optional-dependencies"][extra]):
            asked += declared(one.extras) if one.name == "missing_middle" else [one]
    return asked


def reached(asked):
    """Return the names of all that is needed for what is asked for, as the installed libraries say."""
    names, waiting = set(), [(canonicalize_name(one.name), frozenset(one.extras)) for one in asked]
    seen = set()
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        names.add(name)
        for one in map(Requirement, requires(name) or []):
            if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in (extras or {""})):
                waiting.append((canonicalize_name(one.name), frozenset(one.extras)))
    return names
