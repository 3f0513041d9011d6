"""The recipes of CONTRIBUTING.md, and what its commands write, are cooked as they stand and pass the checks."""

import doctest
import re
import subprocess
import sys
import types
from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from course_site import ROOT, build

from missing_middle.authoring.skeletons import CHAPTER, EXPLORABLE, filled

TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf8")
RECIPES = {
    name: code for name, _, code in re.findall(r"<!-- recipe: (\w+) -->\n(`{3,})\w+\n(.*?)\n\2", TEXT, re.DOTALL)
} | {"explorable": filled(EXPLORABLE, name="machine", id="machine"), "chapter": filled(CHAPTER, set="credit")}


def cook(name):
    """The recipe as a module."""
    module = types.ModuleType(name)
    exec(compile(RECIPES[name], f"CONTRIBUTING.md, {name}", "exec"), module.__dict__)
    return module


def test_there_is_a_recipe_for_each_thing_to_add():
    assert list(RECIPES) == ["model", "table", "explorable", "chapter"]
    assert all(len(RECIPES[name].splitlines()) < 60 for name in RECIPES)
    for command in ("new-explorable", "new-chapter", "new-question"):
        assert f"`missing-middle {command} " in TEXT


def test_the_code_of_recipes_fits_the_page_and_the_lint(tmp_path):
    for name in RECIPES:
        if name != "chapter":
            (tmp_path / f"{name}.py").write_text(RECIPES[name] + "\n", encoding="utf8")
    lint = [sys.executable, "-m", "ruff", "check", "--config", ROOT / "pyproject.toml", tmp_path]
    done = subprocess.run(lint, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_model_answers_with_a_frozen_record_runs_its_example_and_refuses_by_name():
    module = cook("model")
    tests = doctest.DocTestFinder().find(module.payback, "payback", globs=vars(module))
    results = [doctest.DocTestRunner().run(test) for test in tests]
    assert sum(r.attempted for r in results) == 1 and sum(r.failed for r in results) == 0
    with pytest.raises(ValueError, match="saving = 0 is not allowed"):
        module.payback(12, 0)
    with pytest.raises(FrozenInstanceError):
        module.payback(12, 4).years = 1


def test_explorable_draws_what_it_computes_and_brings_a_still():
    widget = cook("explorable").machine()
    assert widget.says(saving=4.0) == "At 4.0 a year the machine is paid after 3.0 years."
    drawn = widget.table()["years"].ravel()
    assert np.round(drawn, 1) == pytest.approx([6, 4.8, 4, 3, 2.4], abs=0.051)
    assert widget.still().alt.startswith(widget.says())


@pytest.mark.browser
def test_explorable_answers_in_a_page(browser, tmp_path):
    sys.path.insert(0, str(ROOT / "tests" / "explorables"))
    from pages import write_page

    page = browser.new_page()
    page.goto(write_page(tmp_path / "page.html", cook("explorable").machine()))
    page.get_by_role("button", name="Skip").press("Enter")
    page.locator("[data-range=saving]").press("ArrowLeft")
    assert "after 3.0 years" in page.locator("[data-sentence]").inner_text()
    page.close()


@pytest.mark.long
def test_chapter_builds_strictly_and_prints_its_number(tmp_path):
    done = build(tmp_path / "site", {"chapter.md": RECIPES["chapter"]})
    assert done.returncode == 0, done.stderr
    html = (tmp_path / "site" / "_build" / "html" / "book" / "chapter.html").read_text(encoding="utf8")
    assert "2.4" in html and html.count("admonition-title") == 2


def test_table_is_repaired_in_one_cell():
    cook("table")
