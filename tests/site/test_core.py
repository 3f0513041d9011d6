"""The core path: one key in six chapters, seen on each of them, in the contents and in a list."""

import re

import pytest
import yaml
from bs4 import BeautifulSoup
from course_site import ROOT, build
from house.content import core
from small_site import small_build

CORE = ["1-question", "2-2-modes", "2-4-trade", "2-5-clusters", "3-2-constraints", "5-0-opportunities"]
PAGES = {
    "welcome.md": "# Welcome\n\n```{core-path}\n```\n",
    "one.md": "---\ncore_path: 1\n---\n\n# One\n\n**Time:** 30 minutes to read.\n",
    "between.md": "# Between\n\nDepth.\n",
    "two.md": "---\ncore_path: 2\n---\n\n# Two\n\n**Time:** 40 minutes to play.\n",
}


def front_matter(file):
    text = file.read_text(encoding="utf8")
    return yaml.safe_load(text.split("---\n")[1]) if text.startswith("---\n") else {}


def test_six_chapters_are_on_the_path_in_the_order_of_the_contents():
    found = {front_matter(file).get("core_path"): file.stem for file in (ROOT / "book").glob("*.md")}
    found.pop(None)
    assert [found[place] for place in range(1, 7)] == CORE and len(found) == 6
    toc = (ROOT / "_toc.yml").read_text(encoding="utf8")
    assert [toc.index(f"book/{name}\n") for name in CORE] == sorted(toc.index(f"book/{name}\n") for name in CORE)


@pytest.mark.parametrize("name", CORE)
def test_every_chapter_on_the_path_states_its_time(name):
    assert re.search(r"\d+ minutes", core.time_of((ROOT / "book" / f"{name}.md").read_text(encoding="utf8")))


@pytest.fixture(scope="module")
def soups(tmp_path_factory):
    folder = tmp_path_factory.mktemp("core") / "site"
    done = build(folder, PAGES)
    assert done.returncode == 0, done.stderr
    return {
        name.removesuffix(".md"): BeautifulSoup(
            (folder / "_build" / "html" / "book" / name).with_suffix(".html").read_text(encoding="utf8"), "html.parser"
        )
        for name in PAGES
    }


def test_each_chapter_says_under_its_title_where_on_the_path_it_is(soups):
    line = soups["one"].select_one("h1 + p.core-line")
    assert line.get_text() == "Core path, chapter one of two. After it: Two."
    assert line.a["href"] == "two.html"
    assert soups["two"].select_one("h1 + p.core-line").get_text().endswith("Before it: One.")
    assert not soups["between"].select("p.core-line")


@pytest.mark.parametrize("page", ["welcome", "one", "between", "two"])
def test_the_contents_say_it_in_words_on_every_page(soups, page):
    marks = soups[page].select("nav.bd-links .core-mark")
    assert [mark.find_parent("a").get_text(" ", strip=True) for mark in marks] == ["One core path", "Two core path"]


def test_arrows_of_the_contents_keep_their_names(soups):
    assert [s["aria-label"] for s in soups["welcome"].select("nav.bd-links summary")] == ["Pages below One"]


def test_the_list_gives_each_chapter_with_its_time(soups):
    items = soups["welcome"].select("article ol > li")
    assert [item.get_text(strip=True) for item in items] == ["One: 30 minutes to read.", "Two: 40 minutes to play."]


def test_two_chapters_in_one_place_are_refused(tmp_path):
    pages = {"index": "# I\n\n```{toctree}\na\nb\n```\n"}
    pages |= {name: f"---\ncore_path: 3\n---\n\n# {name}\n" for name in "ab"}
    done = small_build(tmp_path, ["house.content.core"], pages)
    assert done.returncode and "core_path = 3 is not allowed in b: a has that place" in done.stderr
