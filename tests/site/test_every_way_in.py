"""The built pages below a path of a server, without storage, and without scripts."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from course_site import AT_ONCE, SITE, WIDGET, pages_of, pages_with

pytestmark = pytest.mark.browser
PATH = "/course/v1/"
NO_STORAGE = """for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, {get() { throw new DOMException("denied") }})"""
DRAWN = ".xp-views svg :is(path, circle, rect, line), .xp-lab table button"
ALIVE = pages_with(WIDGET)
MENU, SEARCH = ".primary-toggle:visible", ".search-button__button:visible"


class Below(SimpleHTTPRequestHandler):
    """Serves the site below a path, and nothing beside it."""

    def translate_path(self, path):
        inside = path.startswith(PATH)
        return super().translate_path("/" + path.removeprefix(PATH) if inside else "/not here")

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture(scope="module")
def address(site):
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Below, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{PATH}"
        server.shutdown()


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_every_page_finds_what_it_needs_below_a_path_of_a_server(page, address):
    missing = []
    page.on("response", lambda reply: missing.append(reply.url) if reply.status >= 400 else None)
    page.on("request", lambda r: None if r.url.startswith((address, "data:", "blob:")) else missing.append(r.url))
    for name in (str(page.relative_to(SITE)) for page in pages_of(SITE)):
        page.goto(address + name)
        if name == "index.html":
            page.wait_for_url(lambda url: not url.endswith("/index.html"))  # the front door leads on by itself
    assert missing == []


def test_the_front_door_and_the_search_work_there_too(page, address):
    page.goto(address)
    page.wait_for_url("**/book/welcome.html")
    page.goto(address + "search.html?q=collateral")
    page.locator("#search-results li a").first.click()
    page.wait_for_load_state()
    assert page.url.startswith(address) and "collateral" in page.inner_text("main").lower()


def test_letters_of_formulas_are_asked_for_before_the_style_sheet_names_them(page, address):
    asked = """performance.getEntriesByType("resource").filter((one) => one.name.includes("katex/fonts"))
      .map((one) => one.initiatorType + " " + one.name.split("_").pop())"""
    page.goto(address + "book/2-4-trade.html")
    page.wait_for_function("document.fonts.check('1em KaTeX_Main') && document.fonts.check('italic 1em KaTeX_Math')")
    fonts = page.evaluate(asked)
    assert {"link Main-Regular.woff2", "link Math-Italic.woff2"} <= set(fonts)
    assert len(fonts) == len({font.split()[1] for font in fonts})  # none is loaded twice
    page.goto(address + "404.html")
    assert page.evaluate(asked) == []


@pytest.fixture(scope="module")
def forgetful(browser):
    """A page that can keep nothing, and the errors that it met."""
    page, troubles = browser.new_page(viewport={"width": 1280, "height": 900}), []
    page.on("pageerror", lambda error: troubles.append(f"{error} {error.stack}"))
    page.add_init_script(NO_STORAGE)
    yield page, troubles
    page.close()


@pytest.mark.parametrize("name", ALIVE)
def test_without_storage_every_explorable_lives(forgetful, site, name):
    page, troubles = forgetful
    page.set_viewport_size({"width": 1280, "height": 900})
    troubles.clear()
    page.goto((site / name).as_uri() + AT_ONCE)
    page.wait_for_selector(DRAWN, state="attached")
    page.wait_for_function("document.querySelectorAll('.xp-still').length === 0")
    for skip in page.locator(".xp [data-skip]").all()[:1]:  # the picture at the front door asks for no bet
        skip.press("Enter")
    page.locator(".xp :is([data-range], [data-choice], [data-puzzle])").first.press("ArrowDown")
    assert page.locator(".xp-error").count() == 0
    assert [trouble for trouble in troubles if "denied" not in trouble] == []  # the theme's first script minds


def test_without_storage_menu_search_and_copying_are_there(forgetful, site):
    page, _ = forgetful
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto((site / ALIVE[0]).as_uri())
    for button, dialog in ((MENU, "#pst-primary-sidebar-modal"), (SEARCH, "#pst-search-dialog")):
        page.locator(button).first.click()
        assert page.locator(dialog).is_visible()
        page.keyboard.press("Escape")
    assert page.locator(".copybtn").count() == page.locator("div.highlight pre").count() > 0


def test_without_storage_the_search_page_has_its_menu_and_its_button_leads_to_the_field(forgetful, site):
    page, _ = forgetful
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto((site / "search.html").as_uri())
    page.locator(MENU).first.click()
    assert page.locator("#pst-primary-sidebar-modal").is_visible()
    page.keyboard.press("Escape")
    page.locator(SEARCH).first.click()
    assert page.locator(".bd-search input:focus").is_visible()


@pytest.fixture(scope="module")
def silent(browser):
    """A page of a browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", ALIVE)
def test_without_scripts_a_still_its_words_and_the_text_remain(silent, site, name):
    silent.goto((site / name).as_uri())
    stills = silent.locator(".xp-still").all()
    assert stills
    for still in stills:
        assert still.is_visible()
        assert len(still.inner_text().split()) >= 8
        # a chart says in words what it shows; the laboratory is its table
        pictures = still.locator("svg[role=img]")
        assert still.locator("table").count() or len(pictures.first.get_attribute("aria-label").split()) > 8
    assert silent.locator("main article h1").first.is_visible()
    assert silent.locator(".katex-mathml math").count() == silent.locator(".katex").count()


@pytest.mark.parametrize("name", ["book/2-4-trade.html", "book/3-1-state.html"])
def test_who_asks_for_less_motion_gets_none(browser, site, name):
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto((site / name).as_uri() + AT_ONCE)
    page.wait_for_selector(DRAWN, state="attached")
    moving = page.evaluate("""() => [...document.querySelectorAll("body *")].filter((e) => {
      const style = getComputedStyle(e);
      return parseFloat(style.transitionDuration) > 0 || style.animationName !== "none"; }).length""")
    assert moving == 0 and page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    context.close()
