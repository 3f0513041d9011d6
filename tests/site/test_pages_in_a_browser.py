"""Every page, from disk, at two widths, light and dark: readable by all, silent, and alone."""

import pytest
from course_site import LAID_OUT, ROOT, SITE, pages_of

pytestmark = pytest.mark.browser

PAGES = [str(page.relative_to(SITE)) for page in pages_of(SITE)] or ["index.html"]
AXE = """async (rules) => (await axe.run(document,
  {preload: false, resultTypes: ["violations"], runOnly: rules})).violations
  .map(v => v.id + ": " + v.nodes.map(n => n.target.join(" ")).join(" | "))"""
# In the dark the page is the same but for its colours, so only the rules about colour are asked again.
RULES = {
    "light": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"],
    "dark": ["color-contrast", "link-in-text-block"],
}


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


def inspect(view, address):
    """Return what keeps a page from being called done: in words, and nothing if all is well."""
    page, noise = view
    noise.clear()
    page.emulate_media(color_scheme="light")
    page.goto(address)
    if address.endswith("/index.html"):
        page.wait_for_url(lambda url: not url.endswith("/index.html"))  # the front door leads on by itself
    page.add_script_tag(path=ROOT / "tests" / "vendor" / "axe.min.js")
    # As an auditor does it: on the page just opened, whose lower parts have no layout yet. A phone has all the faults.
    found = page.evaluate(AXE, RULES["light"]) if page.viewport_size["width"] < 400 else []
    found = [f"just opened: {violation}" for violation in found]
    page.evaluate(LAID_OUT)
    found += [] if page.evaluate("document.documentElement.scrollWidth <= innerWidth") else ["it scrolls sideways"]
    for scheme, rules in RULES.items():
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(f"document.documentElement.dataset.theme === {scheme!r}")
        found += [f"{scheme}: {violation}" for violation in page.evaluate(AXE, rules)]
    return found + noise


@pytest.mark.parametrize("name", PAGES)
def test_page_is_open_to_all_silent_and_fits(view, site, name):
    assert inspect(view, (site / name).as_uri()) == []


@pytest.mark.parametrize("name", ["boxes", "maths", "outputs", "works"])
def test_every_kind_of_box_formula_and_output_is_too(view, sample_site, name):
    assert inspect(view, (sample_site / "book" / f"{name}.html").as_uri()) == []


@pytest.mark.parametrize(
    ("built", "name", "boxes"),
    [
        ("sample_site", "maths", "div.math > .formula"),
        ("sample_site", "outputs", "pre:not(.xp pre)"),
        ("site", "5-1-regulation", ".pst-scrollable-table-container"),
    ],
)
def test_what_is_wider_than_a_phone_scrolls_in_a_box_that_takes_the_focus(browser, request, built, name, boxes):
    page = browser.new_page(viewport={"width": 320, "height": 900})
    page.goto((request.getfixturevalue(built) / "book" / f"{name}.html").as_uri())
    page.evaluate(LAID_OUT)
    wide, focus = (
        f"[...document.querySelectorAll('{boxes}')].map(box => box.clientHeight > 0 && {what})"  # unfolded
        for what in ("box.scrollWidth > box.clientWidth", "box.tabIndex === 0")
    )
    page.wait_for_function(f"JSON.stringify({focus}) === JSON.stringify({wide}) && {focus}.includes(true)")
    assert not all(page.evaluate(wide))
    page.set_viewport_size({"width": 1280, "height": 900})
    page.wait_for_function(f"!{focus}.includes(true)")
    page.close()


def test_sections_get_their_layout_in_time_and_a_link_leads_to_its_own(browser, site):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    address = (site / "book" / "2-4-trade.html").as_uri()
    near_first = "document.documentElement.classList.contains('near-first')"
    top = "document.getElementById('the-gains-in-one-formula').getBoundingClientRect().top"
    page.goto(address)
    assert page.evaluate(near_first)
    page.wait_for_function(
        "[...document.querySelectorAll('article > section > section')]"
        ".every(section => section.style.contentVisibility === 'visible')"
    )
    height = page.evaluate("document.body.scrollHeight")
    page.goto("about:blank")
    page.goto(address)
    page.locator("#pst-secondary-sidebar a[href='#the-gains-in-one-formula']").click()
    page.wait_for_function(f"{top} >= 0 && {top} < 200")
    assert not page.evaluate(near_first)
    page.goto("about:blank")
    page.goto(f"{address}#the-gains-in-one-formula")
    assert not page.evaluate(near_first) and 0 <= page.evaluate(top) < 200
    page.wait_for_function("document.querySelectorAll('.xp-still').length === 0")
    assert abs(page.evaluate("document.body.scrollHeight") - height) < 5
    page.close()


def test_boxes_and_controls_are_large_enough_to_hit(browser, sample_site):
    page = browser.new_page(viewport={"width": 320, "height": 900})
    page.goto((sample_site / "book" / "boxes.html").as_uri())
    sizes = page.locator("button:visible, summary:visible").evaluate_all(
        "all => all.map(e => [e.className, e.getBoundingClientRect().width, e.getBoundingClientRect().height])"
    )
    assert len(sizes) >= 5
    assert [size for size in sizes if min(size[1:]) < 24] == []
    page.close()
