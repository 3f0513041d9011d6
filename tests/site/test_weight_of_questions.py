"""What questions with code, tables and texts add to a page: 6 KB gzip at most, and nothing to a page without them."""

import gzip
import json
import re

import pytest
from bs4 import BeautifulSoup
from course_site import SITE, pages_of

LATER = ("function", "table", "text", None)  # kinds whose script comes with a touch; None: lines to try
MOST = 6000


def packed(text):
    return len(gzip.compress(text.encode(), 9))


def without_later(text):
    """A page, and what stays of it without questions that come with a touch, as it is written again."""
    page = BeautifulSoup(text, "html.parser")
    whole = str(page)
    for form in page.select(".quiz form"):
        if form.get("data-kind") in LATER:
            form.find_parent(class_="quiz-item").decompose()
    for script in page.select(".quiz > script"):
        plain = [item for item in json.loads(script.string) if item["module"] == "judge.js"]
        script.string = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return whole, str(page)


@pytest.mark.parametrize("page", pages_of(SITE), ids=lambda page: page.stem)
def test_questions_that_come_with_a_touch_add_little_to_a_page(site, page):
    text = page.read_text(encoding="utf8")
    touched = re.search(r'"module":"(?!judge\.js)', text) is not None
    assert ("_static/web/later.js" in text) == touched  # else a page asks for nothing that it has no use for
    assert not any(name in text for name in ('src="../_static/web/engine-', 'src="../_static/web/carry-'))
    if touched:
        whole, rest = without_later(text)
        script = (site / "_static" / "web" / "later.js").read_text(encoding="utf8")
        assert 0 < packed(whole) - packed(rest) + packed(script) <= MOST
