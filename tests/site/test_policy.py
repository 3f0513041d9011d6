"""Behind a server with a strict Content-Security-Policy: what can be read, and the header that README names."""

import re
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from course_site import ROOT

pytestmark = pytest.mark.browser
STRICT = "default-src 'self'"
NAMED = re.search(r"`(default-src 'self'; [^`]+)`", (ROOT / "README.md").read_text(encoding="utf8"))[1]


class WithPolicy(SimpleHTTPRequestHandler):
    """Serves the site under a policy."""

    def __init__(self, *given, policy, **more):
        self.policy = policy
        super().__init__(*given, **more)

    def end_headers(self):
        self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def opened(site, browser, request):
    """The page of a chapter under the policy, and what the browser complained of."""
    handler = partial(WithPolicy, policy=request.param, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        context = browser.new_context()
        page, refused = context.new_page(), []
        page.on("console", lambda message: refused.append(message.text) if "Policy" in message.text else None)
        page.goto(f"http://127.0.0.1:{server.server_port}/book/2-4-trade.html")
        yield page, refused
        context.close()
        server.shutdown()


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
