"""What a screen reader is given of explorables is what ``trees/`` says: name, role, state, order.

A tree that was changed on purpose is read first, then written with ``MISSING_MIDDLE_WRITE=1``.
"""

import os
from itertools import pairwise
from pathlib import Path

import pytest
from accessibility_trees import tree_of
from pages import write_page

from missing_middle import explorables

pytestmark = pytest.mark.browser
STORED = Path(__file__).parent / "trees"
NAMES = ("workshop", "network", "cube", "forensics")
DRAWN = ".xp-views svg *, .xp-lab table"


@pytest.fixture(params=NAMES)
def page(request, browser, tmp_path):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.add_init_script("Math.random = () => 0.999")  # the options of a bet in the order in which they are written
    page.goto(write_page(tmp_path / "page.html", getattr(explorables, request.param)()))
    page.wait_for_selector(DRAWN, state="attached")
    page.name = request.param
    yield page
    page.close()


def compare(found, name):
    file = STORED / f"{name}.txt"
    if os.environ.get("MISSING_MIDDLE_WRITE"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(found, encoding="utf8")
    assert found == file.read_text(encoding="utf8")


def test_the_tree_before_the_bet_and_after_it(page):
    before = tree_of(page, ".xp")
    page.get_by_role("button", name="Skip").click()
    after = tree_of(page, ".xp")
    compare(f"Before the bet\n\n{before}\nAfter it was skipped\n\n{after}", page.name)
    assert "[invalid" not in before + after
    controls = [line for line in after.splitlines() if line.strip().startswith(("slider", "combobox"))]
    assert all('"' in line and "[disabled]" not in line for line in controls)
    assert page.name == "forensics" or controls


def test_no_name_is_said_twice_in_a_row(page):
    named = [
        line.strip()
        for line in tree_of(page, ".xp").splitlines()
        if line.strip().startswith(("image", "heading", "Figure"))
    ]
    assert named and all(one != other for one, other in pairwise(named))
