"""Every question that a machine judges is solved in the built page that asks it, from disk and without a network.

``make test`` solves one of each kind; ``MISSING_MIDDLE_FAR=1`` (``make far``) all, in three browsers, and from a
server too.
"""

from contextlib import contextmanager

import pytest
from firefox import firefox
from page_python import Tab
from rare import far
from serving import served
from solving import ITEMS, KINDS, asked, sample, solve
from webkit import webkit

pytestmark = pytest.mark.browser


@pytest.fixture
def offline(browser):
    """A tab of Chromium without a network."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    yield Tab(context.new_page())
    context.close()


def unsolved(tab, address, questions):
    """What the page says instead of praise, by question; ``questions`` are pairs of a page and a name."""
    failed, there = {}, None
    for page, name in questions:
        if page != there:
            tab.open(f"{address}/{page}")
            there = page
        outcome, says, _ = solve(tab, name)
        if outcome != "correct" or not says.startswith("Correct"):
            failed[name] = says
    return failed


def every():
    return [(page, name) for page, names in asked().items() for name in names]


def test_every_question_stands_in_one_page():
    names = [name for _, name in every()]
    assert sorted(names) == sorted(ITEMS) and len(names) >= 74
    assert {ITEMS[name]["kind"] for name in names} == set(KINDS)


def test_one_of_each_kind_is_solved_in_its_page_from_disk(offline, site):
    chosen = list(sample())
    assert [ITEMS[name]["kind"] for _, name in chosen] == list(KINDS)
    assert unsolved(offline, site.as_uri(), chosen) == {}


@far
@pytest.mark.parametrize("way", ["disk", "server"])
@pytest.mark.parametrize("program", ["chromium", "firefox", "webkit"])
def test_all_are_solved_in_each_browser_from_disk_and_from_a_server(request, site, program, way, tmp_path):
    with served(site) as address, tab_of(request, program, tmp_path, way == "disk") as tab:
        assert unsolved(tab, address if way == "server" else site.as_uri(), every()) == {}


@contextmanager
def tab_of(request, program, folder, offline):
    """A tab of a browser; Chromium's has no network if ``offline``."""
    if program == "firefox":
        with firefox(request.getfixturevalue("firefox_program"), folder) as tab:
            yield tab
    elif program == "webkit":
        with webkit(*request.getfixturevalue("webkit_programs")) as tab:
            yield tab
    else:
        context = request.getfixturevalue("browser").new_context(offline=offline)
        yield Tab(context.new_page())
        context.close()
