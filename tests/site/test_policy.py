"""Behind a server with a strict Content-Security-Policy: what can be read, and the header that README names."""

import re

import pytest
from course_site import ROOT
from page_python import RUN, Tab, answer, asking
from serving import served

pytestmark = pytest.mark.browser
STRICT = "default-src 'self'"
NAMED = re.search(r"`(default-src 'self'; [^`]+)`", (ROOT / "README.md").read_text(encoding="utf8"))[1]


@pytest.fixture
def opened(site, browser, request):
    """The page of a chapter under the policy, and what the browser complained of."""
    with served(site, request.param) as address:
        context = browser.new_context()
        page, refused = context.new_page(), []
        page.on("console", lambda message: refused.append(message.text) if "Policy" in message.text else None)
        page.goto(f"{address}/book/2-4-trade.html")
        yield page, refused
        context.close()


@pytest.mark.parametrize("opened", [STRICT], indirect=True)
def test_under_the_strictest_policy_a_chapter_can_be_read(opened):
    page, refused = opened
    page.wait_for_timeout(1000)
    assert refused and page.locator("input[type=range]").count() == 0  # the policy is in force
    assert page.locator("math").count() > 20 and len(page.inner_text("main")) > 10_000
    page.locator("a[href='2-5-clusters.html']:visible, a[href*='2-5']:visible").first.click()
    assert "cluster" in page.title().lower()


@pytest.mark.parametrize("opened", [NAMED], indirect=True)
def test_under_the_policy_that_is_named_explorables_come_alive(opened):
    page, refused = opened
    page.locator(".xp-views svg, .xp-lab table").first.scroll_into_view_if_needed()
    page.locator("input[type=range]").first.wait_for()
    assert refused == []


@pytest.mark.parametrize("opened", [NAMED], indirect=True)
def test_under_the_policy_that_is_named_python_runs(opened):
    name = next(name for name, page in asking().items() if page == "book/2-4-trade.html")
    assert answer(Tab(opened[0]), name, "print(1)", RUN) == "Your code ran without an error."
    assert opened[1] == []


LESS = [NAMED.replace("'wasm-unsafe-eval' ", ""), NAMED.replace("worker-src blob:", "worker-src 'self'")]


@pytest.mark.parametrize("opened", LESS, indirect=True, ids=["no WebAssembly", "no worker"])
def test_where_a_policy_forbids_it_run_says_so_and_the_code_stays(opened):
    page = opened[0]
    name = next(name for name, where in asking().items() if where == "book/2-4-trade.html")
    assert "could not start" in answer(Tab(page), name, "print(1)", RUN)
    assert page.locator(f"#{name}-answer").input_value() == "print(1)"
