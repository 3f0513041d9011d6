"""The pages for instructors are read without building anything: every link in them leads somewhere."""

import re

import pytest
from instructor_pages import INSTRUCTOR, ROOT, text_of

PAGES = [*sorted(INSTRUCTOR.rglob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]


def prose(text):
    """A page without its blocks of code."""
    return re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)


def anchors(text):
    """The anchors that a reader of Markdown makes from headings."""
    heads = re.findall(r"^#+ (.+)$", prose(text), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


@pytest.mark.parametrize("name", NAMES)
def test_every_relative_link_leads_to_a_file_and_a_heading(name):
    page = ROOT / name
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(text_of(page))):
        if re.match(r"[a-z]+:", target):
            assert target.startswith("https://"), target
            continue
        path, _, heading = target.partition("#")
        there = page if not path else (page.parent / path).resolve()
        assert there.exists(), target
        assert ROOT in there.parents, target
        assert not heading or heading in anchors(text_of(there)), target


def test_every_page_is_reached_from_the_index():
    reached, todo = set(), [INSTRUCTOR / "README.md"]
    while todo:
        page = todo.pop()
        if page in reached or page.suffix != ".md" or INSTRUCTOR not in page.parents:
            continue
        reached.add(page)
        todo += [
            (page.parent / target.partition("#")[0]).resolve()
            for target in re.findall(r"\]\(([^)\s:]+)\)", prose(text_of(page)))
            if not target.startswith("#")
        ]
    assert reached == set(INSTRUCTOR.rglob("*.md"))


@pytest.mark.parametrize("name", NAMES)
def test_page_needs_no_builder(name):
    text = prose(text_of(ROOT / name))
    assert text.startswith("# ") and text.count("\n# ") == 0
    if not name.startswith("CONTRIBUTING"):  # that one explains how chapters are written
        assert "{term}" not in text and "{cite" not in text and ":::" not in text
