"""A word of the glossary says its meaning and its Chinese where it stands: to a mouse, a keyboard, a finger, an ear."""

import re

import pytest
from bs4 import BeautifulSoup
from course_site import build
from house.content import terms
from inspection import inspect

PAGES = {
    "welcome.md": "# Welcome\n\nA course.\n",
    "two.md": "# Two\n\nThe paper speaks of a {term}`missing middle`, of {term}`iceberg costs <iceberg cost>`.\n\n"
    "* In a list: {term}`missing middle`.\n\n| a | b |\n|---|---|\n| {term}`cluster` | two |\n\n[On](https://example.org)\n",
    "glossary.md": "# Glossary\n\n```{glossary}\ncluster\n    Firms near each other.\n    More of it.\n"
    "    In Chinese: [产业集群]{.language-zh-Hans}.\n\niceberg cost\n    A loss on the way: $\\tau > 1$ units leave.\n"
    "    It grows.\n\nmissing middle\n    Few firms between {term}`clusters <cluster>` & giants.\n    A second line.\n"
    "    In Chinese, in a translation of ours: [缺失的中间层]{.language-zh-Hans}.\n```\n",
}
NOTE = ".said-note"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    folder = tmp_path_factory.mktemp("terms") / "site"
    done = build(folder, PAGES, {"suppress_warnings": ["house.uses"]})
    assert done.returncode == 0, done.stderr
    return folder / "_build" / "html" / "book"


@pytest.mark.browser
def test_note_is_the_first_line_and_the_chinese_of_the_glossary_itself(course):
    soup = BeautifulSoup((course / "two.html").read_text(encoding="utf8"), "html.parser")
    said = [note.decode_contents() for note in soup.select(NOTE)]
    name = '<span lang="zh-Hans">\u7f3a\u5931\u7684\u4e2d\u95f4\u5c42</span>'
    middle = f"Few firms between clusters &amp; giants. {name} (our translation)"
    assert said == [
        middle,
        "A loss on the way: \u03c4 &gt; 1 units leave.",
        middle,
        'Firms near each other. <span lang="zh-Hans">\u4ea7\u4e1a\u96c6\u7fa4</span>',
    ]
    links = soup.select(".said > a")
    assert [soup.find(id=link["aria-describedby"]) for link in links] == soup.select(NOTE)
    assert all(re.match("glossary.html#term-", link["href"]) for link in links)


@pytest.mark.browser
def test_glossary_does_not_explain_itself(course):
    assert "said-note" not in (course / "glossary.html").read_text(encoding="utf8")


def test_every_link_to_the_glossary_of_the_book_has_its_note(site):
    chinese = 0
    for page in [*(site / "book").glob("*.html"), *(site / "notebooks").glob("*.html")]:
        text = page.read_text(encoding="utf8")
        if page.stem != "glossary":
            assert len(terms.LINK.findall(text)) == 0, page
            assert text.count('class="said-note"') == len(re.findall(r'href="[^"]*glossary\.html#term-', text)), page
            chinese += text.count('lang="zh-Hans"')
    assert chinese > 100


@pytest.fixture
def page(browser, course):
    context = browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True)
    page = context.new_page()
    page.goto((course / "two.html").as_uri())
    yield page
    context.close()


def seen(page):
    return page.evaluate(f"[...document.querySelectorAll('{NOTE}')].map(note => note.checkVisibility())")


@pytest.mark.browser
def test_hover_shows_one_note_inside_the_window_and_the_mouse_may_enter_it(page):
    word, note = page.locator("li .said > a"), page.locator(f"li {NOTE}")  # in one line
    assert not any(seen(page))
    word.hover()
    assert seen(page) == [False, False, True, False]
    box, line = note.bounding_box(), word.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390 and box["y"] >= line["y"] + line["height"] - 2
    for y in range(int(line["y"]), int(box["y"] + box["height"]), 3):
        page.mouse.move(line["x"] + 4, y)
        assert seen(page)[2], y
    page.mouse.move(5, 5)
    assert not any(seen(page))


@pytest.mark.browser
def test_keyboard_sees_it_with_the_focus_and_escape_takes_it_away(page):
    first = page.locator(".said > a").first
    first.focus()
    assert seen(page)[0]
    page.keyboard.press("Escape")
    assert not any(seen(page)) and first.evaluate("link => link === document.activeElement")
    page.keyboard.press("Tab")
    assert seen(page)[1]
    page.keyboard.press("Shift+Tab")
    assert seen(page)[0]  # it was away and came back


@pytest.mark.browser
def test_first_tap_shows_the_note_and_the_second_leads_to_the_glossary(page):
    word, address = page.locator(".said > a").first, page.url
    word.tap()
    assert seen(page)[0] and page.url == address
    page.locator("article h1").last.tap()
    assert not any(seen(page))
    word.tap()
    assert seen(page)[0] and page.url == address
    word.tap()
    page.wait_for_url("**/glossary.html#term-missing-middle")


@pytest.mark.browser
def test_page_with_notes_is_open_to_all_and_fits(view, course):
    assert inspect(view, (course / "two.html").as_uri()) == []
    page, _ = view
    for word in page.locator(".said > a").all():
        word.focus()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate("async () => (await axe.run('.said', {preload: false})).violations.map(v => v.id)") == []
