"""Every bet of the course can be made, is kept, and is counted by the page of progress."""

import pytest
from course_site import contents
from serving import over_http

pytestmark = pytest.mark.browser


def test_every_bet_of_the_course_is_kept_and_counted(browser, site):
    course = contents(site)
    asking = [row for row in course if row["bets"]]
    assert sum(len(row["bets"]) for row in asking) > 30
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    for row in asking:
        page.goto(over_http(site / row["page"]) + "#?")  # all explorables at once
        page.wait_for_function("document.querySelectorAll('.xp-still').length === 0")
        for name in row["bets"]:
            bet = page.locator(f".xp[data-explorable='{name}']").first
            if bet.get_by_role("radio").count() == 0:  # made on an earlier page, and kept
                assert bet.locator("[data-verdict]").is_visible(), (row["page"], name)
                continue
            bet.get_by_role("radio").first.check(force=True)
            bet.get_by_role("button", name="Place the bet").click()
            assert bet.locator("[data-verdict]").is_visible(), (row["page"], name)
    page.goto(over_http(site / "book" / "progress.html"))
    cells = page.locator("[data-rows] tr").evaluate_all(
        "all => all.map(row => [row.querySelector('th a').textContent, row.cells[2].textContent])"
    )
    counted = {title: bets for title, bets in cells if bets}
    assert counted == {row["title"]: f"{len(row['bets'])} of {len(row['bets'])}" for row in asking}
    context.close()
