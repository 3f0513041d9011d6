"""The table of symbols: every public parameter of the models is in it, once for each model, and nothing else."""

import ast
import inspect
import re
from collections import Counter
from itertools import pairwise

import pytest
from course_site import ROOT
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
    public = public_parameters()
    without_row, unknown = sorted(public - set(listed)), sorted(set(listed) - public)
    assert not without_row, "symbols.csv has no row for these parameters of these models: add one for each."
    assert not unknown, "No public function has these: name it in _NAMES of models/__init__.py, or take the rows out."
    twice = {pair for pair, times in listed.items() if times > 1}
    assert not twice, "One parameter of one model has two rows in symbols.csv: keep one."


def test_two_models_that_mean_the_same_share_a_row():
    alike = [row for row, times in Counter(row[:4] for row in SYMBOLS).items() if times > 1]
    assert not alike, "Write the models of these into one row of symbols.csv."


def test_the_page_of_symbols_knows_the_chapter_of_every_model():
    page = (ROOT / "book" / "symbols.md").read_text(encoding="utf8")
    chapters = ast.literal_eval(re.search(r"^CHAPTER = (\{.*?^\})", page, re.M | re.S)[1])
    listed = {model for row in SYMBOLS for model in row.models.split()}
    without_chapter, unknown = sorted(listed - set(chapters)), sorted(set(chapters) - listed)
    assert not without_chapter, "Name the chapter of these models in CHAPTER of book/symbols.md."
    assert not unknown, "No parameter is of these models: take them out of CHAPTER of book/symbols.md."


@pytest.mark.parametrize("row", SYMBOLS, ids=lambda row: f"{row.code} {row.models}")
def test_a_row_says_what_is_meant_and_allowed_in_a_line(row):
    assert row.meaning and row.domain and "|" not in "".join(row)
    assert len(row.meaning) <= 80 and not row.meaning.endswith(".")
    if row.symbol:
        maths.typeset(row.symbol, False, "{}")


def test_rows_are_in_the_order_of_the_alphabet():
    names = [row.code.lower() for row in SYMBOLS]
    misplaced = [f"{after!r} stands behind {before!r}" for before, after in pairwise(names) if after < before]
    assert not misplaced, "Rows of symbols.csv stand in the order of the alphabet, capitals among small letters."


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
