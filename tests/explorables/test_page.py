"""The widget in a page without a kernel, from a file, with the keyboard."""

import re

import pytest
from pages import write_page
from serving import over_http
from small_explorable import small

from missing_middle.explorables import who_exports

pytestmark = pytest.mark.browser

NO_STORAGE = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('denied') }})"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    return write_page(tmp_path_factory.mktemp("page") / "page.html", who_exports())


@pytest.fixture(scope="module")
def themed(tmp_path_factory):
    """Addresses of a light and of a dark page."""
    folder = tmp_path_factory.mktemp("themed")
    return {
        theme: write_page(folder / f"{theme}.html", who_exports(), attributes=f' data-theme="{theme}"')
        for theme in ("light", "dark")
    }


@pytest.fixture
def open_page(browser):
    """Open addresses; in the end no page may have complained, or asked anyone else for anything."""
    contexts, complaints, requests, own = [], [], [], {"blob:", "data:"}

    def visit(address, width=1280, before="", ready=".xp-views svg path", **context):
        contexts.append(browser.new_context(viewport={"width": width, "height": 900}, **context))
        page = contexts[-1].new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        if before:
            page.add_init_script(before)
        own.add(address.rpartition("/")[0])
        page.goto(address)
        page.wait_for_selector(ready)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert not complaints
    assert all(url.startswith(tuple(own)) for url in requests), requests


def place_bet(page, choice="everyone", reason="More buyers for all."):
    page.get_by_label(choice).check()
    page.get_by_label("Because").fill(reason)
    page.get_by_role("button", name="Place the bet").click()


def skip(page):
    page.get_by_role("button", name="Skip").click()


def told(locator):
    """The text, with plain spaces in place of those that keep a number and its per cent together."""
    return locator.inner_text().replace("\u00a0", " ")


def sentence(page):
    return told(page.locator("[data-sentence]"))


def message(page):
    return page.locator("[data-message]").inner_text()


def slider(page, name):
    return page.locator(f"[data-range={name}]")


def test_the_page_shows_the_state_that_python_computes_and_drops_the_still(open_page, address, widget):
    page = open_page(address)
    assert sentence(page) == widget.says()
    assert page.locator(".xp-still").count() == 0
    assert "From 935 precomputed settings" in page.locator("[data-status]").inner_text()


def test_controls_wait_for_the_bet(open_page, address):
    page = open_page(address)
    assert slider(page, "tau").is_disabled()
    page.get_by_role("button", name="Place the bet").click()  # no choice
    assert slider(page, "tau").is_disabled()
    assert "Choose one of the answers first" in page.get_by_role("alert").inner_text()
    assert page.get_by_role("radio").first.evaluate("e => e === document.activeElement")
    skip(page)
    assert slider(page, "tau").is_enabled()
    assert slider(page, "f_x").evaluate("e => e === document.activeElement")


def test_a_wrong_bet_meets_the_state_that_settles_it(open_page, address, widget):
    page = open_page(address)
    place_bet(page)
    verdict = told(page.locator("[data-verdict]"))
    assert re.search("not so", verdict, re.I) and "31% of the firms are gone" in verdict
    assert "only firms well above" in verdict and "More buyers for all." in verdict
    assert sentence(page) == widget.says(f_x=1.2, tau=1.45, k=4.8)
    assert page.get_by_text("Chile's wineries").is_visible()


def test_a_right_bet_is_called_right(open_page, address):
    page = open_page(address)
    place_bet(page, "only firms well above", "Selling abroad has a fixed cost.")
    verdict = told(page.locator("[data-verdict]"))
    assert re.search("right", verdict, re.I) and "only from 2.27" in verdict
    assert not re.search("the answer", verdict, re.I)


def test_a_bet_is_remembered_until_it_is_taken_back(open_page, tmp_path):
    write_page(tmp_path / "page.html", who_exports())
    page = open_page(over_http(tmp_path / "page.html"))
    place_bet(page)
    page.reload()
    page.wait_for_selector(".xp-views svg path")
    assert "31% of the firms are gone" in told(page.locator("[data-verdict]"))
    assert slider(page, "tau").is_enabled()
    page.get_by_role("button", name="Bet again").click()
    assert slider(page, "tau").is_disabled() and page.get_by_label("Because").input_value() == ""
    page.reload()
    page.wait_for_selector(".xp-views svg path")
    assert page.get_by_role("button", name="Place the bet").is_visible()


def test_a_bet_kept_by_another_version_is_ignored(open_page, address):
    page = open_page(address, before="localStorage.setItem('missing-middle:bet:who-exports', '{\"choice\": \"old\"}')")
    assert page.get_by_role("button", name="Place the bet").is_visible()


def test_it_works_where_storage_is_forbidden(open_page, address):
    page = open_page(address, before=NO_STORAGE)
    place_bet(page)
    assert "31% of the firms are gone" in told(page.locator("[data-verdict]"))


def test_the_keyboard_moves_every_view_at_once(open_page, address, widget):
    page = open_page(address)
    skip(page)
    tau = slider(page, "tau")
    tau.focus()

    def seen():
        charts = "all => all.flatMap((svg) => [svg.innerHTML, svg.getAttribute('aria-label')])"
        return [
            sentence(page),
            page.locator("[data-equation]").inner_text(),
            page.locator("[data-number=tau]").input_value(),
            *page.locator("figure svg").evaluate_all(charts),
        ]

    views = [seen()]
    for key in ("ArrowLeft", "PageDown", "Home"):
        page.keyboard.press(key)
        views.append(seen())
        assert all(new != old for new, old in zip(views[-1], views[-2], strict=True)), key
    assert tau.get_attribute("aria-valuetext") == "1.05"
    page.keyboard.press("End")
    assert sentence(page) == widget.says()
    for _ in range(8):
        page.keyboard.press("ArrowLeft")
    assert sentence(page) == widget.says(tau=1.45)


def test_arrows_do_not_leave_the_widget(open_page, address):
    """JupyterLab listens further up, and would select the next cell."""
    page = open_page(address)
    skip(page)
    page.evaluate("document.addEventListener('keydown', () => { window.left = true })")
    slider(page, "tau").press("ArrowLeft")
    assert page.evaluate("window.left") is None


def test_a_typed_number_goes_to_the_nearest_stop_and_says_so(open_page, address, widget):
    page = open_page(address)
    skip(page)
    field = page.locator("[data-number=tau]")
    field.fill("1.337")
    field.press("Enter")
    assert sentence(page) == widget.says(tau=1.35)
    assert "1.337 is not in the table: the nearest stop, 1.35, is shown" in message(page)
    field.press("ArrowUp")
    assert (field.input_value(), message(page)) == ("1.40", "")


@pytest.mark.parametrize(
    "text, shown, words",
    [("99", "3.00", "99 is outside the table: give 1.05 to 3"), ("", "3.00", "give a number from 1.05 to 3")],
)
def test_a_number_outside_the_controls_is_explained(open_page, address, text, shown, words):
    page = open_page(address)
    skip(page)
    field = page.locator("[data-number=tau]")
    field.fill(text)
    field.press("Enter")
    field.blur()
    assert words in message(page)
    assert field.input_value() == shown


def test_reset_returns_to_the_start(open_page, address, widget):
    page = open_page(address)
    place_bet(page)
    page.get_by_role("button", name="Reset").click()
    assert sentence(page) == widget.says()


def test_a_link_carries_the_state(open_page, address, widget):
    page = open_page(address, permissions=["clipboard-read", "clipboard-write"])
    place_bet(page)
    slider(page, "k").press("ArrowRight")
    page.get_by_role("button", name="Copy link").click()
    page.wait_for_function("document.querySelector('[data-message]').textContent.includes('copied')")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == address + "#who-exports?f_x=1.2&tau=1.45&k=5.4" == page.url
    other = open_page(link)
    assert sentence(other) == widget.says(tau=1.45, k=5.4)
    assert slider(other, "tau").is_enabled()


def test_the_link_is_in_the_address_bar_where_the_clipboard_is_shut(open_page, address):
    page = open_page(address, before="Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    skip(page)
    page.get_by_role("button", name="Copy link").click()
    assert "in the address bar" in message(page)
    assert page.url.endswith("#who-exports?f_x=1.2&tau=3&k=4.8")


@pytest.mark.parametrize("garbage", ["f_x=abc&tau=1.45&k=4.8", "%E0%A4%A", "f_x=1.2", "<img src=x onerror=alert(1)>"])
def test_a_link_that_does_not_fit_starts_over_and_says_so(open_page, address, widget, garbage):
    page = open_page(address + "#who-exports?" + garbage)
    assert "The link does not fit this page" in message(page)
    assert sentence(page) == widget.says()
    assert page.locator("img").count() == 0


def test_two_widgets_share_a_page_and_its_address(open_page, tmp_path, widget):
    page = open_page(write_page(tmp_path / "two.html", small(), who_exports()) + "#who-exports?f_x=0.5&tau=1.3&k=6")
    sentences = [told(page.locator("[data-sentence]").nth(number)) for number in (0, 1)]
    assert sentences == ["Twice 1.0 is 2.0.", widget.says(f_x=0.5, tau=1.3, k=6.0)]
    page.evaluate("location.hash = '#small?a=2&b=low'")
    page.wait_for_function("document.querySelector('[data-sentence]').textContent === 'Twice 2.0 is 4.0.'")
    assert told(page.locator("[data-sentence]").nth(1)) == widget.says(f_x=0.5, tau=1.3, k=6.0)
    page.evaluate("location.hash = '#a-heading'")
    page.locator("[data-choice=b]").select_option("high")
    assert page.locator("[data-sentence]").first.inner_text() == "Twice is none."


def test_numbers_can_be_read_as_a_table(open_page, address):
    page = open_page(address)
    place_bet(page)
    page.get_by_text("Numbers", exact=True).click()
    row = page.get_by_role("row").filter(has_text="Share of firms that export")
    assert row.inner_text().split("\t")[1:] == ["12", "%"]
    slider(page, "tau").press("ArrowRight")
    assert row.inner_text().split("\t")[1] == "10"


def test_the_state_opens_as_code(open_page, address):
    page = open_page(address)
    place_bet(page)
    page.get_by_text("Show the Python").click()
    assert "melitz_symmetric(pareto(4.8, x_min=1), sigma=3.8, f=1, f_x=1.2," in page.locator("pre").inner_text()


def test_a_broken_widget_says_so_throws_and_keeps_its_still(browser, tmp_path):
    widget = small()
    widget.frames = b"not gzip"
    page = browser.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(write_page(tmp_path / "broken.html", widget))
    page.wait_for_selector(".xp-error")
    assert "This explorable has stopped" in page.get_by_role("alert").inner_text()
    assert page.locator(".xp-still img").is_visible()
    page.wait_for_timeout(100)
    assert errors
    page.close()


def test_an_error_while_drawing_is_shown_and_thrown(browser, tmp_path):
    file = tmp_path / "broken.html"
    write_page(file, small())
    file.write_text(file.read_text().replace('"kind": "lines"', '"kind": "cube"'))  # a kind that nobody can draw
    page = browser.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(file.as_uri())
    page.wait_for_selector(".xp-error")
    page.wait_for_timeout(100)
    assert errors
    page.close()


WIDTHS = pytest.mark.parametrize("width", [320, 1280])
THEMES = pytest.mark.parametrize("theme", ["light", "dark"])


@WIDTHS
@THEMES
@pytest.mark.parametrize("stage", ["bet", "after"])
def test_no_accessibility_fault_and_no_sideways_scroll(open_page, axe, themed, width, theme, stage):
    page = open_page(themed[theme], width)
    if stage == "after":
        place_bet(page)
        page.get_by_text("Numbers", exact=True).click()
        page.get_by_text("Show the Python").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.add_script_tag(content=axe)
    found = page.evaluate("axe.run(document, {preload: false})")
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found["violations"]] == []


@THEMES
def test_every_colour_of_a_chart_stands_out(open_page, themed, theme):
    """axe looks at text only; lines, bars and rules need 3 to 1."""
    page = open_page(themed[theme])
    paper, *inks = page.evaluate("""() => {
      const probe = document.querySelector('.xp').appendChild(document.createElement('i'));
      return ['paper', 'ink', 'accent', 's0', 's1', 's2', 's3'].map((name) => {
        probe.style.color = `var(--${name})`; return getComputedStyle(probe).color; }); }""")
    assert paper == ("rgb(20, 24, 27)" if theme == "dark" else "rgb(255, 253, 247)")
    assert min(contrast(ink, paper) for ink in inks) >= 3


def contrast(first, second):
    def luminance(colour):
        parts = [int(part) / 255 for part in re.findall(r"\d+", colour)]
        parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    low, high = sorted([luminance(first), luminance(second)])
    return (high + 0.05) / (low + 0.05)


def test_without_a_theme_the_system_decides(open_page, address):
    page = open_page(address, color_scheme="dark")
    assert page.locator(".xp").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(20, 24, 27)"


def test_everything_one_presses_is_large_enough(open_page, address):
    page = open_page(address, 320)
    place_bet(page)
    sizes = page.locator(".xp :is(button, input, select, summary):visible").evaluate_all(
        "all => all.map((e) => [e.outerHTML.slice(0, 60), e.getBoundingClientRect().height])"
    )
    assert len(sizes) > 8 and [size for size in sizes if size[1] < 24] == []


def test_chart_text_stays_readable_on_a_phone(open_page, address):
    page = open_page(address, 320)
    sizes = page.locator(".xp svg text").evaluate_all(
        "all => all.map((e) => parseFloat(getComputedStyle(e).fontSize) * e.getScreenCTM().a)"
    )
    assert min(sizes) > 11.5


def test_charts_follow_the_width_of_the_window(open_page, address):
    page = open_page(address)
    skip(page)
    page.set_viewport_size({"width": 320, "height": 900})
    page.wait_for_function("document.querySelector('figure svg').viewBox.baseVal.width < 300")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_on_paper_the_charts_stand_in_their_state_without_buttons(open_page, address, widget):
    page = open_page(address)
    place_bet(page)
    page.emulate_media(media="print")
    assert page.locator("figure svg").first.is_visible() and sentence(page) == widget.says(tau=1.45)
    assert not page.get_by_role("button", name="Reset").is_visible()
    assert not slider(page, "tau").is_visible()
    assert page.locator("[data-number=tau]").is_visible()


def test_on_paper_an_open_bet_has_its_question_and_options_and_no_button(open_page, address):
    page = open_page(address)
    page.emulate_media(media="print")
    bet = page.locator(".xp-bet")
    assert bet.locator("legend").is_visible() and bet.locator(".xp-option:visible").count() >= 3
    assert bet.locator("button:visible, .xp-reason:visible").count() == 0


def test_forced_colours_leave_the_lines_visible(open_page, address):
    page = open_page(address, forced_colors="active")
    stroke = page.locator(".xp-line").first.evaluate("e => getComputedStyle(e).stroke")
    assert stroke != page.locator(".xp").evaluate("e => getComputedStyle(e).backgroundColor")


def test_forced_colours_leave_the_words_of_every_button_readable(open_page, address):
    page = open_page(address, forced_colors="active")

    def faces():
        """The colours of a button's words and face, of all buttons in sight."""
        return page.locator(".xp button:visible:enabled").evaluate_all(
            "all => all.map((e) => [e.textContent, getComputedStyle(e).color, getComputedStyle(e).backgroundColor])"
        )

    before = faces()
    place_bet(page)
    assert {words for words, *_ in before + faces()} >= {"Place the bet", "Show it on the chart", "Reset"}
    paper = page.locator(".xp").evaluate("e => getComputedStyle(e).backgroundColor")  # a browser lays it behind words
    assert [
        words for words, ink, face in before + faces() if min(contrast(ink, face), contrast(ink, paper)) < 4.5
    ] == []


def test_without_scripts_the_still_is_there(browser, address):
    page = browser.new_page(java_script_enabled=False)
    page.goto(address)
    assert page.locator(".xp-still img").is_visible()
    page.close()
