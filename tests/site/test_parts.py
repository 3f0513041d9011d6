"""Next stays with those for whom a page is, and the lists of exercises and notebooks are whole."""

import posixpath
import re

from course_site import ROOT, pages_of, soup_of
from house.content import listing, parts

from missing_middle.checks.registry import SETS, UNGRADED, questions_of


def next_of(site, name):
    """Return the name of the page to which a page's Next leads, or None."""
    link = soup_of(site / f"{name}.html").select_one("a.right-next")
    target = link and posixpath.normpath(posixpath.join(posixpath.dirname(name), link["href"]))
    return target and target.removesuffix(".html")


def test_who_follows_next_from_the_front_page_sees_every_chapter_and_no_page_of_others(site):
    page, seen = "book/welcome", []
    while page:
        seen.append(page)
        page = next_of(site, page)
    chapters = {f"book/{file.stem}" for file in (ROOT / "book").glob("[0-9]*.md")}
    assert chapters < set(seen) and len(seen) == len(set(seen))
    toc = (ROOT / "_toc.yml").read_text(encoding="utf8")
    others = re.findall(r"file: (\S+)", toc.split(f"caption: {parts.OWN[0]}")[1])
    assert len(others) > 10 and not set(others) & set(seen)
    assert next_of(site, "book/coverage") == "book/how-we-know", "inside a part it goes on"


def test_a_page_has_a_button_for_the_list_of_its_parts_where_it_has_the_list(site):
    for page in pages_of(site):
        soup = soup_of(page)
        assert bool(soup.select(".secondary-toggle")) == bool(soup.select("#pst-secondary-sidebar")), page.name


def cells(site, name):
    rows = soup_of(site / f"{name}.html").select("table.all-of tbody tr")
    return [[cell.get_text(strip=True) for cell in row.find_all("td")] for row in rows]


def test_every_exercise_set_is_listed_with_chapter_time_and_points(site):
    rows = cells(site, "book/all-exercises")
    assert len(rows) == len(SETS + UNGRADED) and all(all(row[:5]) for row in rows)
    assert sum(int(row[4]) for row in rows) == sum(q.points for name in SETS + UNGRADED for q in questions_of(name))
    assert all(re.fullmatch(r"\d+", row[2]) for row in rows)


def test_every_notebook_is_listed_with_chapter_and_time(site):
    rows = cells(site, "book/all-notebooks")
    assert len(rows) == len(list((ROOT / "notebooks").glob("*.ipynb")))
    assert all(re.fullmatch(r"\d+", row[2]) for row in rows) and all(row[1] for row in rows)


def test_front_page_says_on_the_first_screen_what_for_whom_and_how_long_and_has_one_start(browser, site):
    for width, height in ((1280, 720), (390, 844)):
        page = browser.new_page(viewport={"width": width, "height": height})
        page.goto((site / "book" / "welcome.html").as_uri())
        page.wait_for_selector(".xp")
        bottom = "element => element.getBoundingClientRect().bottom"
        assert page.locator(".front-start").evaluate_all(f"all => all.map({bottom})")[0] <= height
        assert page.locator(".front-start").count() == 1
        facts = page.locator(".front-short" if width < 600 else ".front-facts")
        assert page.locator(".hero").is_visible() and facts.evaluate(bottom) <= height
        assert {"algebra", "evenings", "questions", "notebooks"} <= set(re.findall(r"\w+", facts.inner_text()))
        # The picture is live, holds no symbol, and is on the first screen together with what moves it.
        shown = ".xp figure svg, .xp [data-range]"
        assert max(page.locator(shown).evaluate_all(f"all => all.map({bottom})")) <= height
        before = page.locator(".xp figure svg").inner_html()
        page.locator(".xp [data-range]").press("Home")
        assert page.locator(".xp figure svg").inner_html() != before
        words = page.locator(".xp").evaluate(
            "e => e.innerText + [...e.querySelectorAll('svg text')].map(t => t.textContent)"
        )
        assert not re.search(r"[\u0370-\u03ff]|[=√]", words) and page.locator(".xp :is(i, sub, sup)").count() == 0
        page.locator(".front-start").click()
        page.wait_for_url("**/1-question.html*")
        page.close()


def test_time_is_read_from_both_ways_of_stating_it():
    assert listing.time_of("* **Time:** about 75 minutes. **You need:** x") == "75"
