"""The pages of the library: every public name has one, and docstrings come out on it as they were meant."""

import re

import pytest
from course_site import ROOT
from house.content import library
from house.render import api
from small_site import small_build

import missing_middle.models as models

PAGES = library.pages(ROOT / "book" / "api")


def test_bars_and_stars_of_an_equation_are_no_markup():
    lines = ["Gini:", "", "    sum |x_i - x_j| / (2 n**2 mean x)", "", "    second line", "", "Text."]
    assert api.keep_columns(lines) == ["Gini:", "", "::", "", *lines[2:]]


def test_a_block_that_is_literal_already_stays_as_it_is():
    lines = ["Equations::", "", "    x = 1", ""]
    assert api.keep_columns(lines) == lines


def test_every_public_name_has_a_page_and_every_page_is_in_the_contents():
    left_out = library.left_out(ROOT / "book" / "api")
    assert not left_out, "No page of book/api/ shows these: write {library} and the module's name on one of them."
    contents = re.findall(r"file: book/api/(\S+)", (ROOT / "_toc.yml").read_text(encoding="utf8"))
    assert sorted(contents) == sorted(file.stem for file in PAGES)


def test_no_public_name_has_two_pages():
    shown = [
        (module.split(".")[1], name)
        for _, modules in PAGES.values()
        for module in modules
        for name in library.names_shown(module)
    ]
    assert len(shown) == len(set(shown))


@pytest.fixture(scope="module")
def small_library(tmp_path_factory):
    """A library of one page that shows two modules and one that offers nothing: what Sphinx said, and both pages."""
    folder = tmp_path_factory.mktemp("library")
    modules = ("models.gains", "policy.strengths", "models._require")
    shown = "".join(f"\n```{{library}} missing_middle.{module}\n```\n" for module in modules)
    pages = {
        "api": "# Library\n\n```{library-table}\n```\n\n```{toctree}\napi/one\n```\n",
        "api/one": f"# One page\n{shown}",
    }
    extensions = ["house.render.api", "house.content.library"]
    said = small_build(folder, extensions, pages, napoleon_use_param=False, autodoc_typehints="none").stderr
    texts = [(folder / "_html" / f"{name}.html").read_text(encoding="utf8") for name in pages]
    return said, *(re.sub(r"(<[^>]+>|\s)+", " ", text) for text in texts)


def test_a_public_name_without_a_page_stops_the_strict_build_by_name(small_library):
    said, table, _ = small_library
    assert "api.md:3: WARNING: no page of the library shows models.krugman1980: name its module in api/" in said
    assert "models.acr_gains" not in said and "acr_gains" in table and "krugman1980" not in table


def test_a_page_shows_what_a_parameter_means_and_what_a_field_is(small_library):
    page = small_library[2]
    assert "domestic_share ( above 0, at most 1 )" in page and "Share of spending on home goods." in page
    assert "the gain in percent of autarky income" in page and "How much would a country lose without trade" in page
    assert "levers ( mapping from str to float )" in page


def test_a_module_that_offers_nothing_has_no_page(small_library):
    assert "missing_middle.models._require offers no public name" in small_library[0]


def test_a_new_function_of_a_model_is_asked_for(monkeypatch):
    monkeypatch.setattr(models, "__all__", [*models.__all__, "payback"])

    def payback():
        """When has it paid?"""

    payback.__module__ = "missing_middle.models.payback"
    monkeypatch.setattr(models, "payback", payback, raising=False)
    assert library.left_out(ROOT / "book" / "api") == ["models.payback"]
