"""Cells to try: what the build prints is what the page prints, and a cell that differs is refused."""

import html
import re

import pytest
from course_site import SITE, pages_of
from house.content.tries import in_both
from page_python import RUN, Tab, answer

CELL = re.compile(r'<form id="(try-[^"]+)".*?<textarea[^>]*>\n?(.*?)</textarea>.*?data-printed[^>]*>(.*?)</pre>', re.S)


def cells():
    """Page, name, code and printed text of each cell of the built book."""
    for page in pages_of(SITE):
        for name, code, printed in CELL.findall(page.read_text(encoding="utf8")):
            yield page, name, html.unescape(code), html.unescape(printed)


def test_both_pythons_print_the_same():
    assert in_both("for n in range(3):\n    print(f'{n / 7:.3f}', n**40)") == (
        "0.000 0\n0.143 1\n0.286 1099511627776\n"
    )


@pytest.mark.parametrize(
    "code, words",
    [
        ("print('%.2f' % 0.125)", "this Python prints '0.12\\n', the page's '0.13\\n'"),
        ("print([*[1], 2])", "the page's Python ends in"),
        ("import numpy", "the page's Python ends in"),
        ("1 / 0", "ends in ZeroDivisionError"),
        ("x = 1", "prints nothing"),
    ],
)
def test_a_cell_that_differs_fails_or_is_silent_is_refused(code, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        in_both(code)


@pytest.mark.browser
def test_the_core_path_has_six_cells_and_each_prints_in_the_page_what_stands_below_it(site, browser):
    found = list(cells())
    assert len(found) >= 6
    context = browser.new_context()
    context.set_offline(True)
    tab = Tab(context.new_page())
    for page, name, code, printed in found:
        tab.open(page.as_uri())
        assert answer(tab, name, code + "\n", RUN) == "Your code ran without an error."
        shown = f"document.querySelector('[data-try=\"{name}\"] [data-printed]').textContent"
        assert tab.read(shown) == printed
        assert answer(tab, name, "print('changed')", RUN) and tab.read(shown) == "changed\n"
        tab.page.locator(f"#{name}").get_by_role("button", name="Start again").click()
        tab.wait(f"{shown} === {printed!r}")
    context.close()
