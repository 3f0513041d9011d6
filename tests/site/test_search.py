"""A student's words find the chapter first, however they are spelt; who finds nothing is led on."""

import gzip
import json
import re

import pytest
import quickjs
from course_site import ROOT, SITE
from house.content import search

from missing_middle import models
from missing_middle.web.bundle import SHELF, script

STATIC = ROOT / "book" / "_static"
FIRST = {
    "melitz": "2-4-trade",
    "Melitz model": "2-4-trade",
    "krugman": "2-4-variety",
    "krugmann": "2-4-variety",
    "home market effect": "2-4-variety",
    "gini": "3-1-places",
    "pareto": "2-4-trade",
    "tomahawk": "2-5-clusters",
    "globalized": "2-3-strategies",
    "globalised": "2-3-strategies",
    "R&D": "3-3-policy",
    "r & d": "3-3-policy",
    "missing midle": "1-question",
    "productivity cutoff": "2-4-trade",
    "credit rationing": "3-2-constraints",
    "evans jovanovic": "3-2-constraints",
    "Henderson's": "2-5-clusters",
    "network externalities": "4-outside",
    "privatisation": "3-1-state",
    "privatization": "3-1-state",
    "grasp the large": "3-1-reform",
    "little giants": "3-1-reform",
    "footnote 6": "2-4-trade",
    "τ": "2-4-trade",
    "tau": "2-4-trade",
    "venture capital": "5-3-information",
    "red tape": "5-1-regulation",
    "FDI": "5-5-international-transfer",
    "集群": "glossary",
    "产业集群": "glossary",
}


def searching(pages):
    """Return the function that finds the addresses of pages, run without a browser."""
    context = quickjs.Context()
    context.set_max_stack_size(8 * 1024 * 1024)
    library = (STATIC / "minisearch" / "minisearch.js").read_text(encoding="utf8")
    context.eval(library.replace("typeof exports === 'object'", "false"))
    context.eval(f"{SHELF};{script('search.js')}")
    context.set("given", json.dumps(pages))
    context.eval('var pages = JSON.parse(given), search = missingMiddle["search.js"], index = search.indexOf(pages)')
    find = context.eval("asked => JSON.stringify(search.find(index, pages, asked).map(found => found.page.href))")
    return lambda asked: json.loads(find(asked))


def page(name, *parts, keys=""):
    return {
        "href": name,
        "title": "A page",
        "keys": keys,
        "weight": search.weight(name),
        "parts": [list(part) for part in parts],
    }


def test_a_chapter_comes_before_the_library_that_has_the_word_more_often():
    pages = [page("book/api/melitz", ["", "", "melitz " * 9]), page("book/2-4-trade", ["", "", "As Melitz shows."])]
    assert searching(pages)("melitz") == ["book/2-4-trade", "book/api/melitz"]


def test_words_that_a_chapter_names_lead_to_it():
    pages = [page("book/1-x", ["", "", "a lock"]), page("book/2-x", ["", "", "nothing"], keys="tomahawk")]
    assert searching(pages)("tomahawk")[0] == "book/2-x"


@pytest.mark.parametrize("asked", ["", "   ", "🙂", "<>&\"'", "xqzvw", "?#%"])
def test_what_is_no_word_finds_nothing_and_breaks_nothing(asked):
    assert searching([page("book/1-x", ["", "", "a lock of the workshop"])])(asked) == []


def test_a_very_long_question_is_answered():
    assert searching([page("book/1-x", ["", "", "a lock"])])("lock " * 400) == ["book/1-x"]


@pytest.mark.parametrize("asked", ["lok", "workshopp", "WORKSHOP", "workshops"])
def test_one_slip_of_a_letter_does_no_harm_in_a_word_of_some_length(asked):
    found = searching([page("book/1-x", ["", "", "a lock of the workshop"])])(asked)
    assert found == (["book/1-x"] if "shop" in asked.lower() else [])


def test_formulas_are_found_by_the_names_and_signs_of_their_letters():
    assert search.spoken(r"\frac{\lambda a}{\varphi^*}") == "lambda λ varphi φ"


@pytest.fixture(scope="module")
def whole(site):
    text = (site / "_static" / search.DATA).read_text(encoding="utf8")
    told = quickjs.Context().eval(f"{text}; JSON.stringify(searchPages)")
    return searching(json.loads(told))


@pytest.mark.parametrize("asked", FIRST)
def test_the_page_that_a_student_wants_comes_first(whole, asked):
    assert whole(asked)[0] == f"book/{FIRST[asked]}.html"


@pytest.mark.browser
def test_works_have_their_authors_names_and_not_their_keys(site):
    told = (site / "_static" / search.DATA).read_text(encoding="utf8")
    keys = re.findall(r"^@\w+\{([^,]+),", (ROOT / "book" / "references.bib").read_text(encoding="utf8"), re.MULTILINE)
    assert [key for key in keys if re.search(rf"\b{key}\b", told) and not hasattr(models, key)] == []
    assert "some able, some not [Melitz 2003]" in told


@pytest.mark.browser
def test_what_can_be_searched_is_light_and_only_the_search_page_asks_for_it(site):
    assert len(gzip.compress((site / "_static" / search.DATA).read_bytes(), 9)) <= 300 * 1024
    asking = [p.name for p in site.rglob("*.html") if search.DATA in p.read_text(encoding="utf8")]
    assert asking == ["search.html"]
    assert not any((site / name).exists() for name in search.OWN)


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_search_page_from_disk_answers_helps_and_is_silent(browser, site, width):
    page, noise = browser.new_page(viewport={"width": width, "height": 844}), []
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.goto((SITE / "search.html").as_uri() + "?q=melitz")
    first = page.locator("#search-results > li > a").first
    assert first.get_attribute("href") == (SITE / "book" / "2-4-trade.html").as_uri()
    page.get_by_role("searchbox").fill("<img src=x onerror=alert(1)>" * 90)
    page.locator("form.search-form button").click()
    assert page.locator("#search-results img").count() == 0
    page.get_by_role("searchbox").fill("xqzvw")
    page.get_by_role("searchbox").press("Enter")
    assert page.get_by_role("status").inner_text() == "Nothing has “xqzvw”."
    page.locator("[data-help]").get_by_role("link", name="glossary").click()
    assert page.url.endswith("book/glossary.html") and noise == []
    page.close()
