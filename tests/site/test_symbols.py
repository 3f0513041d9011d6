"""The table of symbols: every public parameter of the models is in it, once for each model, and nothing else."""

import inspect
import re
from collections import Counter

import pytest
from house.content.quiz import IN_SYMBOLS
from house.content.symbols_of import in_plain_symbols, in_symbols
from house.render import maths

import missing_middle.models as models
from missing_middle.checks.export import public_items
from missing_middle.checks.registry import SETS, UNGRADED
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


SHOWN = [item for name in SETS + UNGRADED for item in public_items(name) if item["kind"] in IN_SYMBOLS]


@pytest.mark.parametrize("item", SHOWN, ids=lambda item: item["id"])
def test_prompts_and_hints_of_a_page_have_symbols_and_words_where_python_has_names(item):
    told = [one["says"] for one in item.get("answers", item.get("options", ()))] + [item["not_yet"]]
    texts = [in_plain_symbols(text) for text in told]
    texts += [in_symbols(text) for text in (item["stem"], item["asks"], *(o["text"] for o in item.get("options", ())))]
    code = {part for text in texts for part in re.findall(r"`[^`]*`", text)}
    assert {part for part in code if not part.startswith("`NameError")} == set()  # a line that Python prints stays one
    assert not any("_" in text.replace("_{", "") for text in texts[: len(told)])
    assert all(part.count("{") == part.count("}") for text in texts[: len(told)] for part in text.split("$"))
