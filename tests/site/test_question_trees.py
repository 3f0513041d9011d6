"""What a screen reader is given of a question is what ``trees/`` says: a function to write, a table to fill in.

A tree that was changed on purpose is read first, then written with ``MISSING_MIDDLE_WRITE=1``.
"""

import os
import sys
from pathlib import Path

import pytest
from course_site import ROOT

sys.path.insert(0, str(ROOT / "tests" / "explorables"))
from accessibility_trees import tree_of

pytestmark = pytest.mark.browser
STORED = Path(__file__).parent / "trees"
QUESTIONS = {"function": "trade-q3", "table": "trade-q4"}


@pytest.mark.parametrize("kind", QUESTIONS)
def test_tree_of_a_question_untouched_and_checked(browser, site, kind):
    name = QUESTIONS[kind]
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((site / "book" / "2-4-trade.html").as_uri())
    page.evaluate("document.documentElement.classList.remove('near-first')")
    form = f"form[data-question='{name}']"
    before = tree_of(page, form)
    if kind == "table":
        page.locator(f"{form} [data-open]").click()
    page.locator(f"{form} :is(textarea, [data-grid] table)").first.wait_for()
    page.locator(form).get_by_role("button", name="Check").click()
    reply = page.locator(f"{form} .quiz-reply")
    reply.filter(has_text=".").wait_for()
    found = f"Untouched\n\n{before}\nChecked with nothing written\n\n{tree_of(page, form)}"
    page.close()
    file = STORED / f"{kind}.txt"
    if os.environ.get("MISSING_MIDDLE_WRITE"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(found, encoding="utf8")
    assert found == file.read_text(encoding="utf8")
    fields = [line.strip() for line in found.splitlines() if line.strip().startswith(("textbox", "combobox"))]
    assert fields and all('"' in field and "[invalid" not in field for field in fields)
