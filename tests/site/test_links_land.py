"""A link leads to its place in the page and stays there, also when what stands above has found its height."""

import time

import pytest
from course_site import SITE, WIDGET, pages_with
from firefox import firefox
from house.render.widgets import specs_of
from rare import FAR
from webkit import webkit

pytestmark = pytest.mark.browser
HIGHEST, LOWEST = 0, 120  # px below the window's upper edge: clear of the theme's bar, and at the top


def links():
    """The pages with explorables, each with a link to the state that settles a bet."""
    for name in pages_with(WIDGET):
        for spec in specs_of((SITE / name).read_text(encoding="utf8"), SITE):
            if "controls" in spec and spec["bet"]:
                yield name, spec["id"], "&".join(f"{k}={v}" for k, v in spec["bet"]["reveal"].items())


LINKS = sorted(set(links()))
# Where the explorable stands once fonts and formulas are there and ten frames have not moved it.
AT_REST = """document.fonts.ready.then(() => new Promise((done) => {{
  const top = () => document.querySelector('.xp[data-explorable="{}"]').getBoundingClientRect().top;
  let last = top(), still = 0;
  const look = () => {{
    still = top() === last ? still + 1 : 0;
    last = top();
    if (still < 10) requestAnimationFrame(look); else done(last);
  }};
  requestAnimationFrame(look);
}}))"""
STILL = "document.querySelectorAll('.xp-still').length === 0"
LAST_LINK = "document.querySelector('a[href=\"#go-on\"]')"
LAST_TOP = "document.getElementById('go-on').getBoundingClientRect().top"


@pytest.mark.parametrize("width, height", [(390, 844), (1280, 900)])
def test_the_explorable_of_a_link_stands_at_the_top_of_the_window(browser, site, width, height):
    """Each link at one of the two widths; `make far` opens each at both."""
    assert len(LINKS) > 20
    page = browser.new_page(viewport={"width": width, "height": height})
    missed = []
    for name, explorable, state in LINKS if FAR else LINKS[width == 390 :: 2]:
        page.goto("about:blank")
        page.goto(f"{(site / name).as_uri()}#{explorable}?{state}")
        page.wait_for_function(STILL)
        top = page.evaluate(AT_REST.format(explorable))
        if not HIGHEST <= top <= LOWEST:
            missed.append((name, explorable, round(top)))
    page.close()
    assert missed == []


def test_the_explorable_of_a_link_stands_at_the_top_of_the_window_in_firefox(firefox_program, site, tmp_path):
    """Each link at the width that the test above leaves out."""
    missed = []
    with firefox(firefox_program, tmp_path) as other:
        for place, width in enumerate((390, 1280)):
            other.width(width)
            for name, explorable, state in LINKS if FAR else LINKS[place::2]:
                other.open("about:blank")
                other.open(f"{(site / name).as_uri()}#{explorable}?{state}")
                other.wait(STILL)
                top = other.read(AT_REST.format(explorable))
                if not HIGHEST <= top <= LOWEST:
                    missed.append((width, name, explorable, round(top)))
    assert missed == []


def test_the_list_of_sections_follows_who_jumps(browser, site):
    """By End, by Home, by a step of the scroll bar: what is marked is the section at the top of the window."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto((site / "book" / "2-4-trade.html").as_uri())
    marked = "[...document.querySelectorAll('.page-toc a.active')].at(-1)?.textContent.trim() ?? null"
    heads = "[...document.querySelectorAll('article section > h2')]"
    for jump, expected in (
        ("scrollTo(0, 1e6)", f"{heads}.at(-1)"),
        (f"{heads}[3].scrollIntoView()", f"{heads}[3]"),
        ("scrollTo(0, 0)", "null"),
    ):
        page.evaluate(jump)
        page.wait_for_timeout(400)
        wanted = page.evaluate(f"{expected}?.firstChild.textContent.trim() ?? null")
        assert page.evaluate(marked) == wanted, jump
    page.close()


def test_who_followed_a_link_stays_when_explorables_above_are_drawn(site, firefox_program, webkit_programs, tmp_path):
    """In the browsers that keep the reader's place and in the one that does not; Chromium's is the test below."""
    with firefox(firefox_program, tmp_path) as second, webkit(*webkit_programs) as third:
        for other in (second, third):
            for width in (390, 1280):
                other.width(width)
                other.open("about:blank")
                other.open((site / "book" / "2-4-trade.html").as_uri())
                other.wait("document.readyState === 'complete'")
                other.read(f"({LAST_LINK}.click(), null)")
                assert other.read(STILL) is False
                other.wait(STILL)
                time.sleep(0.5)
                assert 0 <= other.read(LAST_TOP) <= LOWEST


@pytest.mark.parametrize("width", [390, 1280])
def test_who_followed_a_link_stays_in_chromium_too(browser, site, width):
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto((site / "book" / "2-4-trade.html").as_uri())
    page.evaluate(f"{LAST_LINK}.click()")
    assert not page.evaluate(STILL)
    page.wait_for_function(STILL)
    page.wait_for_timeout(500)
    assert 0 <= page.evaluate(LAST_TOP) <= LOWEST
    page.close()
