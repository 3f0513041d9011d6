"""Faults in what a model returns: one field of its record."""

import dataclasses
import importlib
import inspect
import pkgutil
from functools import partial

import numpy as np
from mutant import Mutant, put

from missing_middle import models
from missing_middle.models._record import Record

SCALE = 1.02
BUILD = Record.__post_init__
TESTS = {  # of modules whose tests have another name
    "agglomeration": "concentration",
    "gains": "elasticity",
    "intermediaries": "middlemen",
    "krugman_1979": "krugman",
    "krugman_1980": "krugman",
    "melitz": "melitz_symmetric",
    "melitz_asymmetric": "melitz_two_country",
    "repeated_game": "cooperation",
}


def wrong(value):
    """Numbers are scaled, counts one too many, truths their contrary; words and what does not exist stay."""
    if isinstance(value, (bool, np.bool_)):
        return not value
    if isinstance(value, (int, np.integer)):
        return value + 1
    if isinstance(value, np.ndarray) and value.dtype.kind == "b":
        return ~value
    if isinstance(value, dict):
        return {key: wrong(part) for key, part in value.items()}
    return SCALE * value if isinstance(value, (float, np.ndarray)) else value


def spoil(record, field):
    def build(self):
        if type(self) is record:
            put(self, field, wrong(getattr(self, field)))
        BUILD(self)

    Record.__post_init__ = build


def mutants():
    """Every field of every record that a model returns, but for words; what a reader gives is not among them."""
    for _, name, _ in pkgutil.iter_modules(models.__path__):
        module = importlib.import_module(f"{models.__name__}.{name}")
        for record in vars(module).values():
            own = inspect.isclass(record) and issubclass(record, Record) and record.__module__ == module.__name__
            if not own or record is Record or record.__name__ in models.__all__:
                continue
            for field in dataclasses.fields(record):
                if field.type not in (str, "str"):
                    what = f"{record.__name__}.{field.name}"
                    path = f"tests/models/test_model_{TESTS.get(name, name)}.py"
                    yield Mutant("a field of a record scaled", what, (path,), partial(spoil, record, field.name))
