"""Every page, from disk, at two widths, light and dark: readable by all, silent, and alone."""

import pytest
from course_site import ROOT, SITE, pages_of

pytestmark = pytest.mark.browser

PAGES = [str(page.relative_to(SITE)) for page in pages_of(SITE)] or ["index.html"]
AXE = """async () => (await axe.run(document, {preload: false, resultTypes: ["violations"],
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]})).violations
  .map(v => v.id + ": " + v.nodes.map(n => n.target.join(" ")).join(" | "))"""
SCHEME = "() => document.documentElement.dataset.theme"


@pytest.fixture(scope="module", params=[1280, 320], ids=["desk", "phone"])
def view(request, browser):
    """A page of one width, and the list of what it said and asked for."""
    context = browser.new_context(viewport={"width": request.param, "height": 900}, reduced_motion="reduce")
    page, noise = context.new_page(), []
    page.on("console", lambda m: noise.append(f"{m.type}: {m.text}") if m.type in ("warning", "error") else None)
    page.on("pageerror", lambda error: noise.append(f"error: {error}"))
    page.on("request", lambda r: noise.append(r.url) if not r.url.startswith(("file:", "data:", "blob:")) else None)
    yield page, noise
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_page_is_open_to_all_silent_and_fits(view, site, name):
    page, noise = view
    noise.clear()
    page.emulate_media(color_scheme="light")
    page.goto((site / name).as_uri())
    if name == "index.html":
        page.wait_for_url(lambda url: not url.endswith("index.html"))      # the front door leads on by itself
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"
    page.add_script_tag(path=ROOT / "tests" / "vendor" / "axe.min.js")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(f"({SCHEME})() === {scheme!r}")
        assert page.evaluate(AXE) == [], scheme
    assert noise == []
