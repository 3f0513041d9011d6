"""One source, ``pyproject.toml``, and two lists made of it: what is declared is locked, and nothing else is."""

import re
from pathlib import Path

import pytest
from needs import PROJECT, declared, reached
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LISTS = {"requirements.txt": ["lab"], "requirements-dev.txt": ["dev"]}  # the extras that each is made of


def pins(name):
    """Return name to version of what a list installs on this machine."""
    lines = re.findall(r"^[a-z].*?(?= \\$|$)", (ROOT / name).read_text(encoding="utf8"), re.MULTILINE)
    found = [one for one in map(Requirement, lines) if one.marker is None or one.marker.evaluate()]
    assert all(re.fullmatch(r"==[\w.]+", str(one.specifier)) for one in found)
    return {canonicalize_name(one.name): str(one.specifier)[2:] for one in found}


@pytest.mark.parametrize("name, extras", LISTS.items())
def test_what_is_declared_is_locked_at_a_version_that_is_allowed(name, extras):
    locked = pins(name)
    for one in declared(extras):
        assert one.specifier.contains(locked[canonicalize_name(one.name)]), f"make lock: {one} is not in {name}"


@pytest.mark.parametrize("name, extras", LISTS.items())
def test_nothing_is_locked_that_nobody_asks_for(name, extras):
    assert set(pins(name)) == reached(declared(extras))


def test_a_reader_has_the_versions_of_the_authors():
    assert pins("requirements.txt").items() <= pins("requirements-dev.txt").items()


def test_the_lock_has_a_hash_for_every_package():
    blocks = re.split(r"\n(?=\S)", (ROOT / "requirements-dev.txt").read_text(encoding="utf8"))
    packages = [block for block in blocks if not block.startswith("#")]
    assert len(packages) > 100 and all("--hash=sha256:" in block for block in packages)


@pytest.mark.parametrize("name", LISTS)
def test_lists_name_no_index_and_no_folder(name):
    text = (ROOT / name).read_text(encoding="utf8")
    assert "make lock" in text.splitlines()[1]
    assert not re.search(r"://|^-|(?<!\\\n) --(?!hash)|\s/|file:", text, re.MULTILINE), "index, option or folder"


def test_a_library_asks_for_ranges_and_for_no_jupyterlab():
    asked = [Requirement(text) for text in PROJECT["dependencies"]]
    assert asked and all({clause.operator for clause in one.specifier} == {">="} for one in asked)
    assert "jupyterlab" not in {one.name for one in asked}
