"""On a phone the chart and its control are on the screen together, and the chart stays while the last control moves."""

import pytest
from everyone import NAMES, made
from pages import write_page

pytestmark = pytest.mark.browser
BAR = 56  # px at the top of a page of the book, which stays
PLACES = """() => {
  const at = (e) => { const { top, bottom } = e.getBoundingClientRect(); return [top, bottom]; };
  const controls = [...document.querySelectorAll(".xp-control")];
  return { chart: at(document.querySelector(".xp-views figure")), first: at(controls[0]),
    last: at(controls.at(-1).querySelector("[data-range], [data-choice]")), height: innerHeight }; }"""
SEEN = """() => {
  const { left, top, width, height } = document.querySelector(".xp-views figure svg").getBoundingClientRect();
  return [0.2, 0.5, 0.8].every((at) =>
    document.elementFromPoint(left + width / 2, top + at * height)?.closest("figure, svg")); }"""


@pytest.fixture(scope="module")
def phone(browser):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", NAMES)
def test_the_first_chart_and_the_first_control_share_the_screen_and_the_chart_stays_for_the_last(phone, tmp_path, name):
    phone.goto(write_page(tmp_path / "page.html", made(name)))
    phone.wait_for_selector(".xp-views svg *", state="attached")
    phone.get_by_role("button", name="Skip").click()
    places = phone.evaluate(PLACES)
    assert places["first"][1] - places["chart"][0] <= 844 - BAR
    phone.evaluate("e => scrollBy(0, e - innerHeight + 40)", places["last"][1])  # the last control is at the bottom
    places = phone.evaluate(PLACES)
    assert places["chart"][0] >= -1 and places["chart"][1] <= places["last"][0] + 1, places
    assert phone.evaluate(SEEN)


def test_what_follows_the_controls_covers_the_chart_and_is_not_covered_by_it(phone, tmp_path):
    phone.goto(write_page(tmp_path / "page.html", made("policy_laboratory")))
    phone.wait_for_selector(".xp-views svg *", state="attached")
    phone.get_by_role("button", name="Skip").click()
    for part in ("[data-sentence]", ".xp-views > div:last-child > figure:last-child", ".xp-foot"):
        hit = phone.evaluate(
            """part => { const e = document.querySelector(part); e.scrollIntoView({block: "start"});
            const { left, top } = e.getBoundingClientRect();
            const hit = document.elementFromPoint(left + 40, Math.max(top, 0) + 30);
            return e.contains(hit) || hit.contains(e); }""",
            part,
        )
        assert hit, part
