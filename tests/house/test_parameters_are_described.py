"""What Shift-Tab shows: every parameter of every public function and class has its line, with unit and domain."""

import ast
import importlib
import inspect
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "missing_middle"
ROOMS = ("models", "tables", "policy", "plots", "checks", "explorables")


def public():
    """Return what the rooms offer, by ``room.name``; constants are left out."""
    found = {}
    for room in ROOMS:
        face = importlib.import_module(f"missing_middle.{room}")
        found |= {f"{room}.{name}": getattr(face, name) for name in face.__all__}
    return {name: thing for name, thing in found.items() if callable(thing)}


PUBLIC = public()


def described(docstring):
    """Return the entries of the Parameters section as ``{name: (domain, text)}``.

    >>> described("Says.\\n\\nParameters\\n----------\\nx : above 0\\n    How much.\\n\\nReturns\\n-------\\nfloat\\n")
    {'x': ('above 0', 'How much.')}
    """
    section = re.search(r"^Parameters\n-{10}\n((?:\S.*\n(?: +.*\n)+)+)", inspect.cleandoc(docstring) + "\n", re.M)
    entries = re.findall(r"^(\S+) : (.+)\n((?: +.*\n)+)", section[1], re.M) if section else []
    return {name.lstrip("*"): (domain, " ".join(text.split())) for name, domain, text in entries}


@pytest.mark.parametrize("name", PUBLIC)
def test_every_parameter_has_a_domain_and_a_meaning(name):
    entries = described(PUBLIC[name].__doc__)
    assert list(entries) == list(inspect.signature(PUBLIC[name]).parameters)
    assert all(text.endswith(".") for _, text in entries.values())


@pytest.mark.parametrize("name", PUBLIC)
def test_no_docstring_points_at_a_table_that_help_does_not_show(name):
    assert not re.search(r"table above|as in the table|table of this module", PUBLIC[name].__doc__)


def test_no_docstring_holds_what_a_broken_line_left_behind():
    """A string that was cut in two for its length, where it was no string but a docstring."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                assert not re.search(r'"\n\s*"', ast.get_docstring(node) or ""), (path.name, node.body[0].lineno)


def test_a_model_whose_parameter_nobody_described_cannot_be_imported():
    from missing_middle.models.symbols import documented

    def gap(width):
        """How wide."""

    gap.__module__ = "missing_middle.models.cluster"
    with pytest.raises(LookupError, match="no row for the parameter 'width' of 'cluster'"):
        documented(gap)


@pytest.mark.parametrize("room", ["models", "tables", "policy", "checks", "explorables"])
def test_no_name_is_both_a_module_and_a_function(room):
    face = importlib.import_module(f"missing_middle.{room}")
    for name in face.__all__:
        with pytest.raises(ModuleNotFoundError):
            importlib.import_module(f"missing_middle.{room}.{name}")
