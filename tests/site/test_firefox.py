"""The built pages in the other engine: Firefox as the system has it, from disk."""

import pytest
from course_site import AT_ONCE, SITE, WIDGET, pages_with
from firefox import firefox

pytestmark = pytest.mark.browser
WIDE = "[...document.querySelectorAll('.xp-slot')].filter((slot) => slot.scrollWidth > slot.clientWidth + 1).length"


@pytest.fixture(scope="module")
def other(firefox_program, tmp_path_factory):
    """A Firefox with an empty profile."""
    with firefox(firefox_program, tmp_path_factory.mktemp("profile")) as browser:
        browser.width(1280)
        yield browser


def alive(browser):
    """Wait until the first explorable has drawn; those further down come when they are near."""
    browser.wait("document.querySelector('.xp-views svg path, .xp-views svg circle, .xp-lab table button') !== null")


def look(other, address):
    """Open a page and wait until all its explorables live."""
    other.open(address)
    alive(other)
    other.wait("document.querySelectorAll('.xp-still').length === 0")


@pytest.mark.parametrize("name", pages_with(WIDGET))
def test_every_explorable_comes_alive_says_nothing_of_trouble_and_fits_a_desk_and_a_phone(other, site, name):
    address = (site / name).as_uri() + AT_ONCE
    look(other, address)
    if any(text.startswith("Invalid markup") for text in other.said):  # a formula was half read when it was laid
        other.open("about:blank")  # out; a broken one would be so again
        look(other, address)
    assert other.read("document.querySelectorAll('.xp-error').length") == 0
    assert other.read("document.documentElement.scrollWidth <= innerWidth") and other.read(WIDE) == 0
    other.width(360)  # Firefox gives no narrower window
    try:
        assert other.read("document.documentElement.scrollWidth <= innerWidth")
    finally:
        other.width(1280)
    assert other.said == []


def test_arrow_keys_move_a_slider_and_the_sentence_follows(other, site):
    other.open((site / "book" / "2-4-trade.html").as_uri() + AT_ONCE)
    other.wait("document.querySelectorAll('.xp-still').length === 0")  # so that the first is the first on the page
    other.read("document.querySelector('.xp [data-skip]').click()")
    other.read("document.querySelector('[data-range=tau]').focus()")
    before, at = (
        other.read("document.querySelector('.xp [data-sentence]').textContent"),
        other.read("Number(document.querySelector('[data-range=tau]').value)"),
    )
    other.press("ArrowLeft", "ArrowLeft", "ArrowLeft")
    assert other.read("Number(document.querySelector('[data-range=tau]').value)") == at - 3
    assert other.read("document.querySelector('.xp [data-sentence]').textContent") != before
    other.press("Home")
    assert other.read("document.querySelector('[data-range=tau]').getAttribute('aria-valuetext')") == "1.05"


def test_a_question_is_answered_with_the_keyboard(other, site):
    other.open((site / "book" / "2-4-trade.html").as_uri())
    other.wait("document.querySelector('#trade-q1-answer') !== null")
    other.read("document.querySelector('#trade-q1-answer').focus()")
    other.press(*"0.276", "Enter")
    assert other.wait("document.querySelector('#trade-q1-reply').textContent").startswith("Correct")


def test_formulas_stand_in_the_page_without_a_network(other, site):
    other.open((site / "book" / "2-4-trade.html").as_uri())
    assert other.read("document.querySelectorAll('.katex math').length") > 5
    assert other.read("document.fonts.load('16px KaTeX_Main').then((found) => found.length)") == 1


def test_pages_to_look_at_are_there():
    assert not SITE.is_dir() or len(pages_with(WIDGET)) > 15
