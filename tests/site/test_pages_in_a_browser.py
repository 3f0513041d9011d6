"""Every page, from disk, at two widths, light and dark: readable by all, silent, and alone."""

import pytest
from course_site import LAID_OUT, SITE, pages_of
from inspection import inspect

pytestmark = pytest.mark.browser

PAGES = [str(page.relative_to(SITE)) for page in pages_of(SITE)] or ["index.html"]


@pytest.mark.parametrize("name", PAGES)
def test_page_is_open_to_all_silent_and_fits(view, site, name):
    assert inspect(view, (site / name).as_uri()) == []


@pytest.mark.parametrize("name", ["boxes", "maths", "outputs", "works"])
def test_every_kind_of_box_formula_and_output_is_too(view, sample_site, name):
    assert inspect(view, (sample_site / "book" / f"{name}.html").as_uri(), everything=True) == []


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
    near_first = (
        "[...document.querySelectorAll('article > section > section')]"
        ".some(section => getComputedStyle(section).contentVisibility === 'auto')"
    )
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


def test_a_page_is_alive_before_far_questions_and_headings_have_a_layout(browser, site):
    page = browser.new_page(viewport={"width": 412, "height": 823})
    page.goto((site / "book" / "3-2-constraints.html").as_uri(), wait_until="load")
    page.wait_for_timeout(500)  # forms are looked through and headings are followed by then
    drawn = "all => all.map(part => part.checkVisibility({contentVisibilityAuto: true}))"
    stems = page.locator("#answer-here .quiz-stem")
    assert len(stems.evaluate_all(drawn)) > 5 and not any(stems.evaluate_all(drawn))
    waits = "all => all.map(part => getComputedStyle(part).contentVisibility)"
    assert set(stems.evaluate_all(waits)) == {"auto"}  # each by itself, since its field is asked
    stems.last.scroll_into_view_if_needed()
    page.wait_for_function(f"({drawn})([...document.querySelectorAll('#answer-here .quiz-stem')]).at(-1)")
    assert set(stems.evaluate_all(waits)) == {"visible"}  # all have their height once the reader has moved
    page.close()


def test_on_a_phone_only_questions_out_of_sight_wait_and_all_are_there_once_the_reader_moves(browser, site):
    page = browser.new_page(viewport={"width": 600, "height": 1000})  # the largest screen on which they wait
    waiting = "[...document.querySelectorAll('article form')].filter(form => getComputedStyle(form).display === 'none')"
    place = "form.closest('article > section > section').getBoundingClientRect().top"
    address, waited = "", 0
    for name in PAGES:
        if "<form id" in (site / name).read_text(encoding="utf-8"):
            page.goto((site / name).as_uri())
            assert page.evaluate(f"{waiting}.every(form => {place} > innerHeight)"), name
            if page.evaluate(f"{waiting}.length"):
                address, waited = page.url, waited + 1
                page.keyboard.press("Tab")
                assert page.evaluate(f"{waiting}.length") == 0, name
    assert waited > 10
    page.goto("about:blank")
    page.goto(address)
    assert page.evaluate(f"{waiting}.length")
    page.wait_for_function(f"{waiting}.length === 0")  # who does not move at all gets them a little later
    page.goto("about:blank")
    page.goto(f"{address}#answer-here")
    assert page.evaluate(f"{waiting}.length") == 0
    page.close()


def test_a_long_table_below_the_first_screen_waits_until_the_reader_moves(browser, site):
    page = browser.new_page(viewport={"width": 412, "height": 823})
    page.goto((site / "book" / "5-3-information.html").as_uri(), wait_until="load")
    page.wait_for_timeout(500)
    table = page.locator("#what-the-paper-says table").first
    drawn = "part => part.checkVisibility({contentVisibilityAuto: true})"
    assert not table.evaluate(drawn)
    page.keyboard.press("PageDown")
    page.wait_for_function(f"({drawn})(document.querySelector('#what-the-paper-says table'))")
    box = page.locator("#what-the-paper-says .pst-scrollable-table-container").first
    scrolls = "box => box.tabIndex === 0 || box.scrollWidth <= box.clientWidth"
    page.wait_for_function(
        f"({scrolls})(document.querySelector('#what-the-paper-says .pst-scrollable-table-container'))"
    )
    assert box.evaluate("box => box.clientHeight") > 1000
    page.close()


def test_a_table_of_the_first_section_is_there_at_once(browser, site):
    """On the first screen what stands below it would be pushed down when it comes."""
    page = browser.new_page(viewport={"width": 412, "height": 823})
    page.goto((site / "book" / "what-you-need.html").as_uri())
    table = page.locator("#before-you-begin > .pst-scrollable-table-container")
    assert table.evaluate("box => getComputedStyle(box).contentVisibility") == "visible"
    page.close()


@pytest.mark.parametrize("width", [1280, 1440, 1920])
@pytest.mark.parametrize("name", ["symbols", "2-4-trade", "welcome", "claims"])
def test_the_text_does_not_break_anew_when_the_list_of_the_page_arrives(browser, site, name, width):
    """It is the last that a slow line brings."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto((site / "book" / f"{name}.html").as_uri())
    wide = "document.querySelector('article').clientWidth"
    with_list = page.evaluate(wide)
    page.evaluate("document.getElementById('pst-secondary-sidebar')?.remove()")
    assert page.evaluate(wide) == with_list > 600
    page.close()


def test_the_list_of_the_page_follows_scrolls_and_jumps(browser, site):
    page = browser.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page.goto((site / "book" / "2-4-trade.html").as_uri())
    links = "[...document.querySelectorAll('#pst-page-toc-nav a')]"
    marked = f"{links}.find(link => link.ariaCurrent)?.hash"
    above = f"""{links}.map(link => link.hash)
      .findLast(hash => document.querySelector(hash).getBoundingClientRect().top < innerHeight * 0.3)"""
    seen = []
    for way in ("Home", "End", "Home", "PageDown", "PageDown", "End"):
        page.keyboard.press(way)
        for _ in range(8):  # not more often: to ask where headings are lays out what waits
            page.wait_for_timeout(500)
            mark, heading = page.evaluate(f"[{marked} ?? null, {above} ?? null]")
            if mark == heading:
                break
        assert mark == heading, way
        seen.append(mark)
    assert seen[0] is seen[2] is None and None not in (seen[1], seen[-1])
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


@pytest.mark.parametrize("name", ["how-fast", "how-we-know", "5-0-opportunities"])
def test_on_a_phone_the_first_column_of_a_table_is_wider_than_a_letter(browser, site, name):
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto((site / "book" / f"{name}.html").as_uri())
    page.evaluate(LAID_OUT)
    tall = page.locator("table.table tbody").evaluate_all(
        """bodies => bodies.flatMap(body => [...body.querySelectorAll("tr > :first-child")])
          .filter(cell => cell.textContent.trim().length > 8 && cell.checkVisibility())
          .filter(cell => cell.getBoundingClientRect().width < 55).map(cell => cell.textContent)"""
    )
    page.close()
    assert tall == []


@pytest.mark.parametrize("name", ["1-question", "2-4-trade", "3-2-constraints", "5-0-opportunities", "symbols"])
def test_on_a_phone_columns_of_a_long_table_take_the_room_that_their_words_need(browser, site, name):
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto((site / "book" / f"{name}.html").as_uri())
    page.evaluate(LAID_OUT)
    columns = page.locator("table.table").evaluate_all(
        """all => all.filter(one => one.rows[1]?.cells.length > 4 && one.checkVisibility()).map(one => {
          const body = [...one.tBodies[0].rows];
          return [body.map(row => row.cells[0]), body.map(row => [...row.cells].at(-1))].map(cells => ({
            width: cells[0].clientWidth,
            letters: Math.max(...cells.map(cell => cell.textContent.trim().length)),
          }));
        })"""
    )
    page.close()
    assert columns
    for first, last in columns:
        assert first["letters"] < 30 or first["width"] > 100
        assert last["letters"] > 10 or last["width"] < 120


def test_on_a_phone_a_name_in_the_head_of_a_table_stands_on_one_line(browser, site):
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto((site / "book" / "2-4-trade.html").as_uri())
    page.evaluate(LAID_OUT)
    lines = page.locator("th code .pre").evaluate_all("all => all.map(name => name.getClientRects().length)")
    page.close()
    assert len(lines) >= 5 and set(lines) == {1}


def test_on_a_phone_no_formula_is_cut(browser, site):
    page, cut = browser.new_page(viewport={"width": 390, "height": 800}), []
    for name in PAGES:
        if "katex-display" in (site / name).read_text(encoding="utf-8"):
            page.goto((site / name).as_uri())
            page.evaluate(LAID_OUT)
            cut += page.locator("div.math > .formula").evaluate_all(
                "all => all.filter(one => one.scrollWidth > one.clientWidth).map(one => one.textContent)"
            )
    page.close()
    assert cut == []


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_the_rows_of_the_progress_page_fit(browser, site, width):
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto((site / "book" / "progress.html").as_uri())
    page.wait_for_selector("[data-rows] tr")
    rows = page.locator(".progress-rows")
    assert rows.evaluate("box => box.scrollWidth - box.clientWidth") == 0
    assert "in words: " in rows.evaluate(
        "box => getComputedStyle(box.querySelector('td:nth-child(5)'), '::before').content"
    )
    page.close()


def test_who_reads_in_the_dark_prints_black_on_white(browser, site):
    page = browser.new_page(color_scheme="dark")
    page.goto((site / "book" / "3-2-constraints.html").as_uri())
    page.evaluate(LAID_OUT)
    inks = "all => [...new Set(all.map(one => getComputedStyle(one).color))]"
    letters = page.locator("div.highlight :is(pre, span)")
    on_screen = letters.evaluate_all(inks)
    page.emulate_media(media="print")
    assert len(on_screen) > 3 and letters.evaluate_all(inks) == ["rgb(0, 0, 0)"]
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
    page.close()


def test_on_paper_a_short_table_stays_whole_and_a_long_one_goes_over_the_end_of_the_page(browser, site):
    page = browser.new_page()
    page.goto((site / "book" / "coverage.html").as_uri())
    page.evaluate(LAID_OUT)
    page.emulate_media(media="print")
    tables = page.locator("table.table").evaluate_all(
        "all => all.map(t => [t.rows.length, getComputedStyle(t).breakInside])"
    )
    page.close()
    assert {inside for rows, inside in tables if rows < 9} == {"avoid"}
    assert {inside for rows, inside in tables if rows > 13} == {"auto"}


def test_a_question_shows_a_short_table_whole_and_scrolls_a_long_one(browser, site):
    page, boxes = browser.new_page(viewport={"width": 390, "height": 800}), []
    for name in ("2-4-trade", "2-5-clusters"):
        page.goto((site / "book" / f"{name}.html").as_uri())
        page.evaluate(LAID_OUT)
        boxes += page.locator(".quiz-stem .quiz-rows").evaluate_all(
            "all => all.map(box => [box.querySelectorAll('tbody tr').length, box.scrollHeight - box.clientHeight])"
        )
    page.close()
    assert {rows for rows, _ in boxes} >= {6, 60}
    assert all((rest > 0) == (rows > 12) for rows, rest in boxes)
