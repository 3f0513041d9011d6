"""Every explorable, by keyboard alone, zoomed, in forced colours, on paper, and from links that went stale."""

import pytest
from pages import write_page
from rare import FAR

from missing_middle import explorables
from missing_middle.explorables.engine.widget import Explorable
from missing_middle.web.bundle import HERE

pytestmark = pytest.mark.browser
DRAWN = ".xp-views svg :is(path, circle, rect, line), .xp-lab table button"
NAMES = explorables.__all__
LABORATORY = "forensics"  # a table of buttons, where the others have controls and charts

# What has the focus: its name, whether it can be seen, and the ring around it.
FOCUSED = """() => {
  const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
  const label = e.id && document.querySelector(`label[for="${e.id}"]`);
  return e === document.body ? null : {
    what: Object.values(e.dataset)[0] || e.textContent.trim().slice(0, 20), kind: Object.keys(e.dataset)[0],
    name: e.getAttribute("aria-label") || (label || e.closest("label") || e).textContent.trim(),
    seen: box.width > 0 && box.height > 0 && box.left >= 0 && box.right <= innerWidth
      && box.bottom > 0 && box.top < innerHeight,
    ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 }; }"""
SHOWN = """() =>
  [...document.querySelectorAll(".xp [data-sentence], .xp [data-equation], .xp figure svg, .xp [data-number]")].map(
    (e) => e.value ?? e.innerHTML).join("|")"""
# Marks that cannot be told from the paper behind them.
LOST = """() => {
  const ground = getComputedStyle(document.querySelector(".xp")).backgroundColor;
  const same = (colour) => colour === ground || colour === "none" || /^rgba.*, 0\\)$/.test(colour);
  return [...document.querySelectorAll(".xp figure svg :is(path, line, rect, circle, polygon)")]
    .filter((e) => !e.closest("clipPath") && !e.matches(".xp-grid"))
    .filter((e) => { const s = getComputedStyle(e); return same(s.fill) && same(s.stroke); })
    .map((e) => e.outerHTML.slice(0, 90)); }"""


# Charts drawn for another width than they have, and words that leave their chart by more than their halo.
REDRAWN = """() => [...document.querySelectorAll(".xp figure svg")].every(
  (e) => Math.abs(e.viewBox.baseVal.width - e.getBoundingClientRect().width) < 2)"""
OUTSIDE = """() => [...document.querySelectorAll(".xp figure svg")].flatMap((chart) => {
  const box = chart.getBoundingClientRect();
  return [...chart.querySelectorAll("text")].filter((text) => {
    const { left, right, top, bottom } = text.getBoundingClientRect();
    return left < box.left - 4 || right > box.right + 4 || top < box.top - 4 || bottom > box.bottom + 4;
  }).map((text) => text.textContent); })"""


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    """The explorable of a name and the address of its page, made when they are first asked for."""
    folder, made = tmp_path_factory.mktemp("everyone"), {}

    def one(name):
        if name not in made:
            widget = getattr(explorables, name)()
            made[name] = widget, write_page(folder / f"{name}.html", widget)
        return made[name]

    return one


@pytest.fixture
def visit(browser, known):
    """Open the page of an explorable; in the end none may have complained."""
    contexts, complaints = [], []

    def go(name, width=1280, link="", skip=True, **context):
        contexts.append(browser.new_context(viewport={"width": width, "height": 900}, **context))
        page = contexts[-1].new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(known(name)[1] + link)
        page.wait_for_selector(DRAWN, state="attached")
        if skip:
            page.get_by_role("button", name="Skip").focus()
            page.keyboard.press("Enter")
        return page

    yield go
    for context in contexts:
        context.close()
    assert complaints == []


def walk(page):
    """Press Tab from the top of the page to its end; return what had the focus."""
    page.evaluate("document.activeElement.blur(); getSelection().removeAllRanges(); scrollTo(0, 0)")
    page.locator("h1").click()
    stations = []
    for _ in range(120):
        page.keyboard.press("Tab")
        station = page.evaluate(FOCUSED)
        if station is None or (stations and station == stations[0]):
            return stations
        stations.append(station)
    raise AssertionError(f"the keyboard does not leave the explorable: {[s['what'] for s in stations[-5:]]}")


@pytest.mark.parametrize("name", NAMES)
def test_tab_reaches_everything_in_sight_with_a_name_and_a_ring_and_leads_out(visit, known, name):
    page = visit(name)
    stations = walk(page)
    assert [s for s in stations if not (s["name"] and s["seen"] and s["ring"])] == []
    reached = {(s["kind"], s["what"]) for s in stations}
    for control in () if name == LABORATORY else known(name)[0].spec["controls"]:
        kinds = ("choice",) if control.get("words") else ("range", "number")
        assert {(kind, control["name"]) for kind in kinds} <= reached
    assert {"Numbers", "Show the Python"} <= {s["what"] for s in stations} or name == LABORATORY


@pytest.mark.parametrize("name", [n for n in NAMES if n != LABORATORY])
def test_every_control_moves_the_picture_by_keys_and_reset_brings_it_back(visit, name):
    page = visit(name)
    start = page.evaluate(SHOWN)
    for control in page.locator("[data-range], [data-choice]").all():
        page.get_by_role("button", name="Reset").press("Enter")
        control.focus()
        before = page.evaluate(SHOWN)
        for key in ("ArrowDown", "ArrowUp", "ArrowUp"):
            page.keyboard.press(key)
            if page.evaluate(SHOWN) != before:
                break
        else:
            raise AssertionError(f"{control.get_attribute('id')} was moved, and nothing changed")
        assert control.evaluate("e => e === document.activeElement")
    page.get_by_role("button", name="Reset").press("Enter")
    assert page.evaluate(SHOWN) == start


@pytest.mark.parametrize("name", NAMES)
def test_the_bet_is_placed_by_keyboard(visit, name):
    page = visit(name, skip=False)
    page.locator(".xp input[type=radio]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("It stands to reason.")
    page.keyboard.press("Enter")
    assert "It stands to reason." in page.locator(".xp-verdict").inner_text()
    assert page.locator(".xp-verdict").evaluate("e => e.matches(':focus, :focus-within')")


@pytest.mark.parametrize("name", NAMES)
def test_zoomed_it_fits_and_nothing_is_cut_off(visit, name):
    """A window of 1280 pixels, zoomed to 200 or 400 per cent, is a window of 640 or 320."""
    page = visit(name, 640)
    for summary in page.locator(".xp summary").all():
        summary.click()
    for width in (640, 320):
        page.set_viewport_size({"width": width, "height": 450})
        page.wait_for_function("width => document.querySelector('.xp').clientWidth <= width", arg=width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        ends = page.locator(".xp :is(button, input, select, summary, figcaption):visible").evaluate_all(
            "all => all.filter(e => !e.closest('.xp-scroll')).map(e => [e.outerHTML.slice(0, 60), e.offsetWidth && "
            "e.getBoundingClientRect().left, e.getBoundingClientRect().right])"
        )
        assert [end for end in ends if end[1] < 0 or end[2] > width + 1] == []
        page.wait_for_function(REDRAWN)
        assert page.evaluate(OUTSIDE) == []


@pytest.mark.parametrize("name", NAMES)
def test_forced_colours_leave_marks_words_and_focus_visible(visit, name):
    page = visit(name, forced_colors="active")
    assert page.evaluate(LOST) == []
    ground = page.locator(".xp").evaluate("e => getComputedStyle(e).backgroundColor")
    # a number in the colour of the paper stands on a disc of ink
    inked = "svg text:not(.xp-on-ink)"
    words = page.locator(f".xp :is(button, label, figcaption, p, summary, {inked}):visible").evaluate_all(
        "all => all.map(e => [e.textContent.slice(0, 30), getComputedStyle(e)[e.closest('svg') ? 'fill' : 'color']])"
    )
    assert words and [text for text, colour in words if colour == ground] == []
    assert [s["what"] for s in walk(page)[:6] if not s["ring"]] == []


@pytest.mark.parametrize("name", NAMES)
def test_on_paper_charts_stand_without_buttons(visit, name):
    page = visit(name)
    page.emulate_media(media="print")
    assert page.locator(".xp figure svg:visible, .xp table:visible").count() > 0
    for button in ("Reset", "Copy link"):
        assert page.get_by_role("button", name=button).filter(visible=True).count() == 0
    assert page.locator(".xp input[type=range]:visible").count() == 0


STALE = ("?{first}=nonsense", "?an_older_name=1", "?%E0%A4%A", "?{first}=1e999", "?<img src=x onerror=alert(1)>")


@pytest.mark.parametrize("name", [n for n in NAMES if n != LABORATORY])
def test_a_link_that_went_stale_is_explained_and_the_start_is_shown(visit, known, name):
    page, spec = visit(name, skip=False), known(name)[0].spec
    start = page.evaluate(SHOWN)
    place = NAMES.index(name)  # each explorable meets two of them, and all of them in make far
    for state in STALE if FAR else (STALE[place % len(STALE)], STALE[(place + 2) % len(STALE)]):
        link = "#" + spec["id"] + state.format(first=spec["controls"][0]["name"])
        page.goto("about:blank")
        page.goto(known(name)[1] + link)
        page.wait_for_selector(DRAWN, state="attached")
        assert "The link does not fit this page" in page.locator("[data-message]").inner_text(), state
        assert page.evaluate(SHOWN) == start and page.locator(".xp img").count() == 0, state


def test_nothing_moves_by_itself():
    """So nobody has to ask for less motion: no explorable has an animation or a transition."""
    for sheet in HERE.rglob("*.css"):
        text = sheet.read_text(encoding="utf8")
        assert "animation" not in text and "transition" not in text, sheet.name
    assert all("requestAnimationFrame" not in script.read_text(encoding="utf8") for script in HERE.rglob("*.js"))


def test_one_explorable_only_is_of_another_kind(known):
    assert [name for name in NAMES if not isinstance(known(name)[0], Explorable)] == [LABORATORY]
