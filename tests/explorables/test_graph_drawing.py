"""The drawings of networks and of the cube: as text without a page, then in one."""

import json
import re
import xml.etree.ElementTree as ET

import pytest
from interpreter import script
from pages import write_page

from missing_middle.explorables import cube, network, plan_to_cluster
from missing_middle.explorables.engine.widget import plain

WIDGETS = {"cube": cube, "network": network, "plan": plan_to_cluster}


@pytest.fixture(scope="module")
def widgets():
    return {name: make() for name, make in WIDGETS.items()}


@pytest.fixture(scope="module")
def js():
    return script()


def drawn(js, widget, number, width, **state):
    view = [view for row in widget.spec["views"] for view in row][number]
    frame, digits = (json.dumps(part) for part in (plain(widget.frame_at(**state)), widget.spec["digits"]))
    told = js.eval(
        f"JSON.stringify([draw.{view['kind']}({json.dumps(view)}, {frame}, {width}, "
        f"(text) => fill(text, {frame}, {digits}), 'u'), tableOf({json.dumps(view)}, {frame})])"
    )
    picture, table = json.loads(told)
    assert "NaN" not in picture["svg"] and "undefined" not in picture["svg"]
    return ET.fromstring(f"<svg>{picture['svg']}</svg>"), picture["height"], table


def corners_of_paths(root):
    for path in root.iter("path"):
        absolute = re.sub(r"[a-z].*", "", path.get("d"))  # the diamond's sides are relative
        yield from ([float(n) for n in pair.split()] for pair in re.split("[MLQZ]", absolute) if pair)


@pytest.mark.parametrize("name, number", [("cube", 0), ("network", 0), ("plan", 0), ("plan", 1)])
@pytest.mark.parametrize("width", [290, 700])
@pytest.mark.parametrize("revealed", [False, True])
def test_everything_is_drawn_inside_its_picture(js, widgets, name, number, width, revealed):
    widget = widgets[name]
    root, height, _ = drawn(js, widget, number, width, **(widget.spec["bet"]["reveal"] if revealed else {}))
    across = [float(e.get(k)) for e in root.iter() for k in ("x", "cx") if e.get(k)]
    down = [float(e.get(k)) for e in root.iter() for k in ("y", "cy") if e.get(k)]
    for numbers in corners_of_paths(root):
        across += numbers[0::2]
        down += numbers[1::2]
    assert across and min(across) >= 0 and max(across) <= width
    assert min(down) >= 0 and max(down) <= height


def test_the_cube_marks_the_corner_that_python_names(js, widgets):
    for export, product, number in ((10, 0.25, 0), (70, 0.75, 5)):
        state = {"export": export, "product": product, "process": 0.25}
        root, _, table = drawn(js, widgets["cube"], 0, 700, **state)
        corner = widgets["cube"].frame_at(**state)["corner"]
        here = [text.text for text in root.iter("text") if "(here)" in (text.text or "")]
        assert len(here) == 1 and here[0].startswith(str(number)) and corner in here[0]
        assert [row[0] for row in table["rows"] if row[-1] == "here"] == [corner]


def test_the_place_hangs_above_its_foot(js, widgets):
    low, high = (drawn(js, widgets["cube"], 0, 700, process=process)[0] for process in (0.05, 0.95))
    drop = next(path.get("d") for path in high.iter("path") if path.get("class") == "xp-rule xp-d2 xp-bare")
    low, high = (root.find("circle[@r='6']") for root in (low, high))
    top, foot = ([float(n) for n in end.split()] for end in drop[1:].split("L"))
    assert top == [float(high.get("cx")), float(high.get("cy"))] and top[0] == foot[0] and top[1] < foot[1]
    assert low.get("cx") == high.get("cx") and float(low.get("cy")) > float(high.get("cy"))


def test_kinds_are_told_apart_by_shape(js, widgets):
    root, _, table = drawn(js, widgets["plan"], 0, 700)
    nodes = [[e for e in root.iter(shape) if "xp-node" in e.get("class")] for shape in ("circle", "rect", "path")]
    assert list(map(len, nodes)) == [4, 2, 1]
    assert [row[1] for row in table["rows"]].count("firm") == 4


def test_as_many_lines_as_links(js, widgets):
    for configuration, links in (("isolated", 0), ("vertical", 8), ("network", 30)):
        root, *_ = drawn(js, widgets["network"], 0, 700, configuration=configuration)
        assert sum("xp-link " in e.get("class") for e in root.iter("path")) == links


def test_who_is_shut_has_a_dash_and_no_neighbours(js, widgets):
    root, _, table = drawn(js, widgets["plan"], 1, 700, silent="ministry")
    assert "ministry (shut)" in [text.text for text in root.iter("text")]
    rows = {row[0]: row for row in table["rows"]}
    assert rows["ministry"][2:] == ["nobody", None]
    assert rows["workshop"][2] == "institute, glass works" and rows["institute"][2] == "workshop"


@pytest.mark.parametrize("name", WIDGETS)
def test_a_still_says_what_the_page_says(widgets, name):
    widget = widgets[name]
    reveal = widget.spec["bet"]["reveal"]
    figure = widget.still(**reveal)
    assert figure.alt.startswith(widget.says(**reveal)) and figure.svg() == widget.still(**reveal).svg()


@pytest.mark.browser
@pytest.mark.parametrize("name", WIDGETS)
def test_a_page_on_a_dark_phone_has_no_fault_and_no_sideways_scroll(browser, axe, tmp_path, widgets, name):
    context = browser.new_context(viewport={"width": 320, "height": 900})
    page, complaints = context.new_page(), []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(write_page(tmp_path / "page.html", widgets[name], attributes=' data-theme="dark"'))
    page.wait_for_selector(".xp-views svg text")
    page.get_by_role("button", name="Skip").click()
    page.get_by_text("Numbers", exact=True).click()
    assert page.locator("[data-sentence]").inner_text().replace("\u00a0", " ") == widgets[name].says()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.add_script_tag(content=axe)
    found = page.evaluate("axe.run(document, {preload: false})")
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found["violations"]] == []
    context.close()
    assert not complaints
