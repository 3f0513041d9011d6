"""Five kinds of pages in the third engine, WebKit, from disk: they live, answer, fit and keep what was answered."""

import pytest
from course_site import AT_ONCE, LAID_OUT
from webkit import webkit

pytestmark = pytest.mark.browser
ARROW_LEFT, ENTER = "\ue012", "\ue007"
TROUBLE = "document.querySelectorAll('.xp-error').length"


@pytest.fixture(scope="module")
def third(webkit_programs):
    with webkit(*webkit_programs) as browser:
        browser.width(1280)
        yield browser


@pytest.mark.parametrize(
    "name", ["book/welcome", "book/2-4-trade", "book/3-1-state", "book/2-6-network", "notebooks/places"]
)
def test_explorables_draw_and_nothing_scrolls_sideways_on_a_desk_and_on_a_phone(third, site, name):
    third.open((site / f"{name}.html").as_uri() + AT_ONCE)
    third.wait("document.querySelectorAll('.xp-still').length === 0")
    third.wait("document.querySelector('.xp svg path, .xp svg circle, .xp svg rect, .xp-lab table') !== null")
    for width in (1280, 400):
        third.width(width)
        third.read(f"({LAID_OUT}, null)")
        assert third.wait("document.documentElement.scrollWidth <= innerWidth"), width
    assert third.read(TROUBLE) == 0
    third.width(1280)


def test_arrow_keys_move_a_slider_and_the_sentence_follows(third, site):
    third.open((site / "book" / "2-4-trade.html").as_uri() + AT_ONCE)
    third.wait("document.querySelectorAll('.xp-still').length === 0")
    third.read("(document.querySelector('.xp [data-skip]').click(), null)")
    third.read("(document.querySelector('[data-range=tau]').focus(), null)")
    before = third.read("document.querySelector('.xp [data-sentence]').textContent")
    third.press(ARROW_LEFT, ARROW_LEFT, ARROW_LEFT)
    third.wait(f"document.querySelector('.xp [data-sentence]').textContent !== {before!r}")


def test_a_question_is_answered_with_the_keyboard_and_remembered(third, site):
    address = (site / "book" / "2-4-trade.html").as_uri()
    third.open(address)
    third.wait("document.querySelector('#trade-q1-answer') !== null")
    third.read("(document.querySelector('#trade-q1-answer').focus(), null)")
    third.press(*"0.276", ENTER)
    assert third.wait("document.querySelector('#trade-q1-reply').textContent").startswith("Correct")


def test_search_answers_from_disk(third, site):
    third.open((site / "search.html").as_uri() + "?q=melitz")
    assert third.wait("document.querySelector('#search-results a')?.getAttribute('href')").endswith("2-4-trade.html")
