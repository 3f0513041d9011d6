"""What explorables share is written once a site, and a page that names it still draws."""

import json
import re

import pytest
from course_site import SITE, WIDGET, pages_with
from house.render import widgets

from missing_middle.explorables.forensics import HERE, Laboratory
from missing_middle.explorables.widget import Explorable, module

TEXTS = widgets.shared_texts(HERE)
STATE = re.compile(rf'<script type="{re.escape(widgets.STATE)}">(.*?)</script>', re.DOTALL)


def test_every_text_of_an_explorable_is_made_of_shared_files():
    assert widgets.parts_of(module({"lines", "bars"}), TEXTS) == ["widget.js"]
    assert widgets.parts_of(module({"lines", "network"}), TEXTS) == ["widget.js", "draw_network.js"]
    assert widgets.parts_of(str(Explorable._css), TEXTS) == ["widget.css"]
    assert widgets.parts_of(str(Laboratory._esm), TEXTS) == ["forensics.js"]
    assert widgets.parts_of(Laboratory()._css, TEXTS) == ["widget.css", "forensics.css"]


@pytest.mark.parametrize("text", ["export default {}", module({"lines"}) + "more", module({"lines"})[:-9]])
def test_a_text_that_is_not_made_of_them_stays_in_the_state(text):
    state = json.dumps({"state": {"a": {"state": {"_esm": text, "_css": "</style>"}}}})
    shared, used = widgets.share(state, TEXTS)
    assert json.loads(shared) == json.loads(state) and used == [] and "</" not in shared


def test_two_widgets_name_what_they_share_once():
    one, other = ({"state": {"_esm": module(kinds), "values": {}}} for kinds in (["lines"], ["cube"]))
    shared, used = widgets.share(json.dumps({"state": {"a": one, "b": other, "c": {"state": {}}}}), TEXTS)
    assert used == ["widget.js", "draw_cube.js"] and len(shared) < 200
    entries = json.loads(shared)["state"]
    assert ["\n".join(TEXTS[name] for name in entries[key]["state"]["_esm"]) for key in "ab"] == [
        module(["lines"]),
        module(["cube"]),
    ]


def test_long_buffers_become_scripts_and_short_ones_stay():
    long, short = ({"path": ["frames"], "encoding": "base64", "data": text} for text in ("QUJD" * 1000, "QUJD"))
    state = {"state": {"a": {"state": {}, "buffers": [long]}, "b": {"state": {}, "buffers": [short]}, "c": {}}}
    light, later = widgets.put_off(json.dumps(state))
    ((name, text),) = later.items()
    assert text == long["data"] and widgets.NAME_LATER.fullmatch(name)
    entries = json.loads(light)["state"]
    assert entries["a"]["buffers"] == [long | {"data": [name]}] and entries["b"]["buffers"] == [short]


@pytest.mark.browser  # needs the built site, which is there when the browser tests run
@pytest.mark.parametrize("name", pages_with(WIDGET) or ["index.html"])
def test_no_page_carries_a_module_or_a_sheet_of_its_own(site, name):
    page = (site / name).read_text(encoding="utf8")
    for entry in json.loads(STATE.search(page)[1])["state"].values():
        for key in widgets.TEXTS:
            for part in entry["state"].get(key) or []:
                script = f"_static/explorables/{widgets.script_of(part)}"
                assert page.index(script) < page.index("_static/host.js") and (SITE / script).is_file()


@pytest.mark.browser
def test_front_door_asks_early_for_the_numbers_of_the_widget_in_sight_and_a_chapter_does_not(site):
    early = re.compile(r'<link rel="preload" as="script" href="\.\./_static/explorables/(later-\w+\.js)">')
    found = {name: early.findall((site / "book" / f"{name}.html").read_text()) for name in ("welcome", "2-4-trade")}
    assert len(found["welcome"]) == 1 and found["2-4-trade"] == []
    assert (site / "_static" / "explorables" / found["welcome"][0]).is_file()


@pytest.mark.browser
def test_numbers_that_pages_name_are_there_and_no_others(site):
    named = {
        name for page in site.rglob("*.html") for name in widgets.NAME_LATER.findall(page.read_text(encoding="utf8"))
    }
    assert named and named == {file.name for file in (site / "_static" / "explorables").glob("later-*.js")}


@pytest.mark.browser
def test_an_explorable_asks_for_its_numbers_when_it_comes_near(browser, site):
    page, asked = browser.new_page(viewport={"width": 1280, "height": 900}), []
    page.clock.install()  # the wait after which all are drawn never ends here
    page.on("request", lambda request: asked.append(request.url) if "later-" in request.url else None)
    page.goto((site / "book" / "2-4-trade.html").as_uri())
    assert asked == [] and page.locator(".xp").count() == 0
    page.locator(".xp-still").last.scroll_into_view_if_needed()
    page.wait_for_selector(".xp")
    assert asked
    page.clock.run_for(60_000)
    page.wait_for_function("document.querySelectorAll('.xp-still').length === 0")
    page.close()


@pytest.mark.browser
def test_who_follows_a_link_to_a_state_does_not_wait(browser, site):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.clock.install()
    page.goto((site / "book" / "2-4-trade.html").as_uri() + "#who-exports?f_x")
    page.clock.run_for(1)
    page.wait_for_function("document.querySelectorAll('.xp-still').length === 0")
    page.close()
