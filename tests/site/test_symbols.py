"""The table of symbols: every public parameter of the models is in it, once for each model, and nothing else."""

import inspect
from collections import Counter

import pytest
from house.render import maths

import missing_middle.models as models
from missing_middle.models.symbols import SYMBOLS


def public_parameters():
    """Return the pairs (name, model) of all parameters of what a reader may call."""
    found = set()
    for name in models.__all__:
        thing = getattr(models, name)
        if callable(thing):
            model = thing.__module__.rsplit(".", 1)[1]
            found |= {(parameter, model) for parameter in inspect.signature(thing).parameters}
    return found


def test_every_parameter_of_the_library_is_listed_once_for_its_model_and_nothing_else_is():
    listed = Counter((row.code, model) for row in SYMBOLS for model in row.models.split())
    assert set(listed) == public_parameters()
    assert not {pair for pair, times in listed.items() if times > 1}


@pytest.mark.parametrize("row", SYMBOLS, ids=lambda row: f"{row.code} {row.models}")
def test_a_row_says_what_is_meant_and_allowed_in_a_line(row):
    assert row.meaning and row.domain and "|" not in "".join(row)
    assert len(row.meaning) <= 80 and not row.meaning.endswith(".")
    if row.symbol:
        maths.typeset(row.symbol, False, "{}")


def test_rows_are_in_the_order_of_the_alphabet():
    names = [row.code.lower() for row in SYMBOLS]
    assert names == sorted(names)
