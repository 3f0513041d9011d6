"""What every parameter of the models means: one table for the docstrings and for the book's page of symbols.

``symbols.csv``, beside this file, is the only place where a parameter is described. A row holds its name in Python,
its symbol in the text, its meaning, its unit and domain, and the modules whose functions use it in this sense.
"""

import csv
import inspect
from pathlib import Path
from typing import NamedTuple


class Symbol(NamedTuple):
    """A parameter, and what it means in some modules of the models."""

    code: str  #: name in Python
    symbol: str  #: symbol in the text, in TeX; empty where the name serves in the text too
    meaning: str  #: in one line
    domain: str  #: unit, domain and shape
    models: str  #: the modules that use it so, with blanks between them


with (Path(__file__).parent / "symbols.csv").open(encoding="utf8", newline="") as rows:
    SYMBOLS = tuple(Symbol(**row) for row in csv.DictReader(rows))

MEANINGS = {(row.code, module): row for row in SYMBOLS for module in row.models.split()}


def documented(thing):
    """Write the Parameters of a function, or of a record that readers make, into its docstring.

    They stand between what the docstring says and its examples.

    Parameters
    ----------
    thing : a function or a class of the models
        Every parameter of its signature has a row for its module, or ``LookupError`` says which one has none.
    """
    if thing.__doc__ is None:  # Python was told to leave docstrings out
        return thing
    module = thing.__module__.rsplit(".", 1)[1]
    says, prompt, examples = inspect.cleandoc(thing.__doc__).partition(">>> ")
    parts = [
        says.rstrip(),
        _section("Parameters", [_described(name, module) for name in inspect.signature(thing).parameters]),
    ]
    if prompt:
        parts.append(_section("Examples", [prompt + examples]))
    thing.__doc__ = "\n\n".join(parts) + "\n"
    return thing


def _described(name, module):
    if (name, module) not in MEANINGS:
        raise LookupError(f"symbols.csv has no row for the parameter {name!r} of {module!r}: add one.")
    row = MEANINGS[name, module]
    return f"{name} : {row.domain}\n    {row.meaning[0].upper()}{row.meaning[1:]}."


def _section(title, lines):
    return "\n".join([title, "-" * len(title), *lines])
