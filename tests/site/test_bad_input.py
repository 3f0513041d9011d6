"""Whatever a reader types, follows or loads: a sentence answers, and the page lives."""

import json

import pytest

pytestmark = pytest.mark.browser
DENIED = """for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, {get() { throw new DOMException("denied") }})"""


@pytest.fixture
def page(browser):
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.troubles = []
    page.on("pageerror", lambda error: page.troubles.append(str(error)))
    yield page
    assert [trouble for trouble in page.troubles if "denied" not in trouble] == []  # the theme's first script minds
    page.close()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("", "Type what you look for."),
        ("   ", "Type what you look for."),
        ("xqzv " * 400, "Nothing has \u201cxqzv xqzv"),
        ("<img src=x onerror=alert(1)>&amp;", "\u201c<img src=x"),
        ("\U0001f3ee\U0001f9ea", "Nothing has \u201c\U0001f3ee"),
        ('") OR 1=1 --', '\u201c") OR 1=1'),
        ("%E0%A4%A", "\u201c%E0%A4%A"),
    ],
    ids=["nothing", "blanks", "2,000 letters", "markup", "emoji", "quotation marks", "half a character"],
)
def test_search_answers_every_question_with_a_sentence_and_lives(page, site, asked, said):
    page.goto((site / "search.html").as_uri())
    field = page.locator("#search-input, .search-form input[name=q], form[data-search] input").first
    field.fill(asked)
    field.press("Enter")
    status = page.locator("[data-search] [role=status]")
    assert said in status.inner_text() and len(status.inner_text()) < 120
    assert page.locator("#search-results img").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    field.fill("collateral")
    field.press("Enter")
    assert page.locator("#search-results li a").count() > 3


@pytest.mark.parametrize(
    "state",
    ["theta=1", "rate=12&lam=1.5&theta=1&sigma=3", "rate=12&rate=4&lam=1.5&theta=1", "rate=zw\u00f6lf", "\U0001f3ee"],
    ids=["a value missing", "an unknown name", "a value twice", "another language", "emoji"],
)
def test_a_shared_link_that_does_not_fit_is_explained_and_the_controls_live(page, site, state):
    page.goto((site / "book" / "1-question.html").as_uri() + f"#workshop?{state}")
    page.wait_for_selector(".xp-views svg *", state="attached")
    message = page.locator("#workshop [data-message], .xp [data-message]").first
    message.filter(has_text="does not fit").wait_for()
    page.locator(".xp [data-skip]").first.click()
    slider = page.locator(".xp [data-range]").first
    before = slider.input_value()
    slider.press("ArrowRight")
    assert slider.input_value() != before


def saved(page, site, file):
    page.goto((site / "book" / "progress.html").as_uri())
    page.locator("[data-load] input, input[data-load]").first.set_input_files(
        {"name": "p.json", "mimeType": "application/json", "buffer": file.encode()}
    )
    return page.locator("[data-progress] [role=status], [data-progress] [aria-live]").first


def test_a_progress_file_of_another_version_is_loaded_and_a_foreign_one_refused(page, site):
    record = {"read:book/1-question.html": "yes"}
    said = saved(page, site, json.dumps({"course": "missing middle", "version": "0.1", "record": record}))
    said.filter(has_text="Loaded, and added").wait_for()
    said = saved(page, site, json.dumps({"course": "another", "version": "9", "record": record}))
    said.filter(has_text="Nothing was changed").wait_for()
    said = saved(page, site, "no json at all \U0001f3ee")
    said.filter(has_text="Nothing was changed").wait_for()
    assert "1 of" in page.locator("[data-progress]").inner_text()  # and what was read is still there


def test_where_storage_is_denied_the_page_of_progress_says_so(page, site):
    page.add_init_script(DENIED)
    page.goto((site / "book" / "progress.html").as_uri())
    page.get_by_text("This browser does not let pages keep anything").wait_for()
