"""What explorables share is written once a site, and a page that names it still draws."""

import gzip
import json
import re
from types import SimpleNamespace

import minify
import pytest
from course_site import SITE, WIDGET, pages_of, pages_with
from house.render import modules, widgets
from ipywidgets.embed import dependency_state, embed_data

from missing_middle.explorables import cube, who_exports
from missing_middle.web.bundle import esm, module, named_in
from missing_middle.web.bundle import modules as modules_of

STATE = re.compile(rf'<script type="{re.escape(widgets.STATE)}">(.*?)</script>', re.DOTALL)
LINES = ("explorable.js", "tools.js", "views/lines.js")


def test_a_text_says_which_modules_it_is_made_of():
    assert named_in(esm(*LINES)) == list(LINES) and named_in(esm("laboratory.js")) == ["laboratory.js"]


@pytest.mark.parametrize("text", ["export default {}", esm(*LINES) + "more", esm(*LINES)[:-9]])
def test_a_text_that_is_not_made_of_them_stays_in_the_state(text):
    state = json.dumps({"state": {"a": {"state": {"_esm": text, "_css": "</style>"}}}})
    shared, used = widgets.share(state)
    assert json.loads(shared) == json.loads(state) and used == [] and "</" not in shared


def test_two_widgets_name_what_they_share_once():
    one, other = (
        {"state": {"_esm": esm("explorable.js", "tools.js", f"views/{kind}.js")}} for kind in ("lines", "cube")
    )
    shared, used = widgets.share(json.dumps({"state": {"a": one, "b": other, "c": {"state": {}}}}))
    assert used == ["explorable.js", "views/lines.js"] and len(shared) < 300
    made = [json.loads(shared)["state"][name]["state"]["_esm"] for name in "ab"]
    assert made[0] == ["explorable.js", ["tools.js", "tools.js", "click"], "views/lines.js"]
    assert made[1] == [*made[0][:2], ["view-cube.js", "views/cube.js"]]


def test_every_module_is_in_the_files_that_a_page_asks_for_and_after_those_it_needs():
    """For all widgets: ``page.js`` first, then the files in the order in which they are asked for."""
    texts = {"page.js": modules.page_script(), **modules.texts()}
    for names in (LINES[::2], ("explorable.js", "views/tiles.js", "views/cube.js"), ("laboratory.js",), ("quiz.js",)):
        asked = []
        app = SimpleNamespace(add_js_file=lambda file, asked=asked, **_: asked.append(file))
        modules.ask(app, *names, "host.js")
        files = modules.without_parts(asked)
        run = [name for file in ("page.js", *files) for name in re.findall(r"^// ([\w/-]+\.js)$", texts[file], re.M)]
        assert {name for name in modules_of(*names, "host.js") if not module(name).words} <= set(run)
        for name in run:
            needed = [other for other in module(name).imports if not module(other).words]
            assert all(run.index(other) < run.index(name) for other in needed), name


def test_what_a_widget_says_becomes_a_script_unless_it_is_in_sight(tmp_path):
    spec = {"id": "small", "bet": {"question": "</script> \u2028" * 500}}
    state = {"state": {"a": {"state": {"spec": spec}}, "b": {"state": {"spec": spec}}, "c": {"state": {}}}}
    light, later = widgets.put_off(json.dumps(state), at_once=["b"])
    ((name, kept),) = later.items()
    entries = json.loads(light)["state"]
    assert kept == spec and entries["a"]["state"]["spec"] == [name] and entries["b"]["state"]["spec"] == spec
    widgets.write(SimpleNamespace(outdir=tmp_path), later)
    page = f'<script type="{widgets.STATE}">{light}</script>'
    assert widgets.specs_of(page, tmp_path) == [spec, spec]


def test_long_buffers_become_scripts_and_short_ones_stay():
    long, short = ({"path": ["frames"], "encoding": "base64", "data": text} for text in ("QUJD" * 1000, "QUJD"))
    state = {"state": {"a": {"state": {}, "buffers": [long]}, "b": {"state": {}, "buffers": [short]}, "c": {}}}
    light, later = widgets.put_off(json.dumps(state))
    ((name, text),) = later.items()
    assert text == long["data"] and widgets.NAME_LATER.fullmatch(name)
    entries = json.loads(light)["state"]
    assert entries["a"]["buffers"] == [long | {"data": [name]}] and entries["b"]["buffers"] == [short]


def small_page(folder, explorable=who_exports):
    """A page of one explorable with our scripts as the site has them; its address."""
    widget = explorable()  # and its state alone: the process may have made others
    data = embed_data(views=[widget], state=dependency_state([widget], drop_defaults=False), drop_defaults=False)
    state, names = widgets.share(json.dumps(data["manager_state"]))
    asked = []
    modules.ask(SimpleNamespace(add_js_file=lambda file, **_: asked.append(file)), "quiz.js", *names, "host.js")
    for name, text in ({"page.js": modules.page_script()} | modules.texts()).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(modules.shorten(text, name), encoding="utf8")
    scripts = "".join(f'<script defer src="{name}"></script>' for name in ("page.js", *modules.without_parts(asked)))
    view = json.dumps(data["view_specs"][0])
    page = folder / "index.html"
    page.write_text(
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>T</title>{scripts}</head><body><main><div>'
        f'<script type="application/vnd.jupyter.widget-view+json">{view}</script></div>'
        f'<script type="{widgets.STATE}">{state}</script></main></body></html>',
        encoding="utf8",
    )
    return page.as_uri()


@pytest.mark.browser
def test_what_a_click_asks_for_comes_after_the_click(browser, tmp_path):
    page, asked, errors = browser.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(small_page(tmp_path))
    page.wait_for_selector(".xp-chart")
    assert asked == ["index.html", "page.js", "explorable.js"]
    page.get_by_text("Numbers").click()
    page.wait_for_selector(".xp-scroll td")
    page.locator("[data-skip]").click()
    page.locator("[data-range=tau]").press("ArrowRight")
    page.locator("[data-link]").click()
    page.wait_for_function("document.querySelector('[data-message]').textContent")
    assert asked == ["index.html", "page.js", "explorable.js", "tools.js"] and errors == []
    assert "who-exports?" in page.url and "tau=" in page.url
    (tmp_path / "web" / "tools.js").unlink()
    page.goto(page.url.split("#")[0])
    page.wait_for_selector(".xp-chart")
    page.get_by_text("Numbers").click()
    page.wait_for_selector(".xp-error")
    assert "could not load tools.js" in page.locator(".xp-error").text_content() and errors
    page.close()


@pytest.mark.browser
def test_a_rare_kind_of_chart_comes_with_its_widget(browser, tmp_path):
    page, asked = browser.new_page(), []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(small_page(tmp_path, cube))
    page.wait_for_selector(".xp-disc")
    assert asked == ["index.html", "page.js", "explorable.js", "view-cube.js"]
    (tmp_path / "web" / "view-cube.js").unlink()
    page.reload()
    page.wait_for_selector(".xp-error")
    assert "could not load view-cube.js" in page.locator(".xp-error").text_content()
    page.close()


def packed(text):
    return len(gzip.compress(text.encode(), 9))


@pytest.mark.parametrize("name", pages_with(WIDGET) or ["index.html"])
def test_no_page_carries_a_module_or_a_sheet_of_its_own(site, name):
    page = (site / name).read_text(encoding="utf8")
    for entry in json.loads(STATE.search(page)[1])["state"].values():
        assert not entry["state"].get("_css")
        for name in entry["state"].get("_esm") or []:
            later = isinstance(name, list)
            script = f"_static/web/{name[0]}" if later else f"_static/{modules.file_of(name)}"
            assert (SITE / script).is_file()
            assert (script not in page) if later else page.index("_static/page.js") < page.index(script)


@pytest.mark.browser
def test_scripts_of_ours_weigh_less_than_fifteen_kilobytes_on_every_page(site):
    own = packed(minify.string("application/javascript", modules.page_script()))
    weight = {file.name: len(gzip.compress(file.read_bytes(), 9)) for file in (site / "_static" / "web").glob("*.js")}
    for page in pages_of(site):
        asked = re.findall(r'<script[^>]*src="[^"]*_static/web/([\w-]+\.js)', page.read_text(encoding="utf8"))
        more = weight["later.js"] if "later.js" in asked else 0  # questions that come when they are touched
        assert own + sum(weight[name] for name in asked) - more < 15_000, (page.name, asked)
        assert more < 1000


@pytest.mark.parametrize("view", modules.VIEWS)
def test_so_do_they_with_a_rare_kind_of_chart(view):
    """What a page runs once the reader has come to a chart of a kind that few pages have."""
    texts = modules.texts()
    files = dict.fromkeys([modules.file_of("explorable.js"), modules.file_of(view)])
    all_of_them = modules.page_script() + "".join(texts[name] for name in files)
    assert packed(minify.string("application/javascript", all_of_them)) < 14_000


def test_what_judges_numbers_and_letters_is_small():
    """It comes when the page has loaded."""
    assert packed(modules.touched()["judge.js"][1]) < 2_100


EARLY = re.compile(r'<link rel="preload" as="script" href="\.\./_static/web/(later-\w+\.js)">')


def test_a_page_asks_early_for_the_numbers_of_the_widget_in_sight_and_of_no_other():
    views = [f'<script type="x/widget-view+json">{{"model_id": "{model}"}}</script>' for model in "abc"]
    buffers = {"a": [f"later-{'0' * 12}.js"], "b": "QUJD", "c": [f"later-{'1' * 12}.js"]}
    state = {model: {"state": {}, "buffers": [{"data": data}]} for model, data in buffers.items()}
    body = f"<section><h1>T</h1>{views[0]}{views[1]}<section><h2>S</h2>{views[2]}</section></section>"
    links = widgets.preloads(json.dumps({"state": state}), body, lambda file, _: f"../{file}")
    assert EARLY.findall(links) == buffers["a"] and links.count("<link") == 1


@pytest.mark.browser
def test_front_door_has_the_numbers_of_the_widget_in_sight_or_asks_early_and_a_chapter_does_not(site):
    """Those of the front door are few, and stand in the page."""
    pages = {name: (site / "book" / f"{name}.html").read_text(encoding="utf8") for name in ("welcome", "2-4-trade")}
    assert set(EARLY.findall(pages["welcome"])) == set(widgets.NAME_LATER.findall(pages["welcome"]))
    assert WIDGET in pages["welcome"] and '"buffers"' in pages["welcome"]
    assert widgets.NAME_LATER.search(pages["2-4-trade"]) and not EARLY.findall(pages["2-4-trade"])


@pytest.mark.browser
@pytest.mark.parametrize("name", pages_with(widgets.STATE) or ["index.html"])
def test_a_page_carries_the_widgets_that_it_shows_and_no_others(site, name):
    page = (site / name).read_text(encoding="utf8")
    assert set(json.loads(STATE.search(page)[1])["state"]) == set(widgets.models_in(page))
    assert bool(re.search(r"_static/web/(explorable|laboratory)\.js", page)) == (WIDGET in page)


@pytest.mark.browser
def test_numbers_that_pages_name_are_there_and_no_others(site):
    named = {
        name for page in site.rglob("*.html") for name in widgets.NAME_LATER.findall(page.read_text(encoding="utf8"))
    }
    assert named and named == {file.name for file in (site / "_static" / "web").glob("later-*.js")}


@pytest.mark.browser
def test_an_explorable_asks_for_its_words_and_numbers_when_it_comes_near(browser, site):
    page, asked = browser.new_page(viewport={"width": 1280, "height": 900}), set()
    state = STATE.search((site / "book" / "2-4-trade.html").read_text(encoding="utf8"))[1]
    of_explorables = set(widgets.NAME_LATER.findall(state))
    page.clock.install()  # the wait after which all are drawn never ends here
    page.on("request", lambda request: asked.add(request.url.rpartition("/")[2]))
    page.goto((site / "book" / "2-4-trade.html").as_uri())
    assert not asked & of_explorables and page.locator(".xp").count() == 0
    page.locator(".xp-still").last.scroll_into_view_if_needed()
    page.wait_for_selector(".xp")
    assert len(asked & of_explorables) == 2 and len(of_explorables) > 2  # what it says, and its numbers
    page.clock.run_for(60_000)
    page.wait_for_function("document.querySelectorAll('.xp-still').length === 0")
    assert of_explorables <= asked
    page.close()


@pytest.mark.browser
def test_who_follows_a_link_to_a_state_does_not_wait(browser, site):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.clock.install()
    page.goto((site / "book" / "2-4-trade.html").as_uri() + "#who-exports?f_x")
    page.clock.run_for(1)
    page.wait_for_function("document.querySelectorAll('.xp-still').length === 0")
    page.close()
