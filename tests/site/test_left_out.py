"""Who leaves chapters out of the contents gets a book that builds strictly and leads nowhere else."""

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from course_site import ROOT, pages_of
from rare import far
from small_site import small_build

CORE = ROOT / "instructor" / "core-toc.yml"
WELCOME = """# Welcome

See {ref}`sec-2`, {ref}`the trade <sec-2>`, {doc}`2-trade`, [the set](../exercises/trade.md) and {ref}`sec-1`.

<p id="raw"><a href="2-trade.html#sec-2">Two</a>, <a class='x' href='2-trade.html'>two</a> and
<a href="#sec-1">one</a></p>

| what | where |
|---|---|
| one | {ref}`sec-1` |
| both | {ref}`sec-1`, {ref}`sec-2` |
| two | {ref}`sec-2` |
| words | see {ref}`sec-2` |

(sec-1)=
## One
"""
AWAY = {"book/2-trade": "(sec-2)=\n# 2 Trade\n\nText.\n", "exercises/trade": "# Trade\n\nText.\n"}


def page_without(tmp_path, text, **settings):
    """The first page of a book whose other pages are left out."""
    pages = {"book/welcome": text} | AWAY
    done = small_build(
        tmp_path,
        ["house.content.left_out"],
        pages,
        exclude_patterns=["_html", *(f"{name}.md" for name in AWAY)],
        **settings,
    )
    return done, tmp_path / "_html" / "book" / "welcome.html"


def test_a_link_to_what_is_left_out_is_its_plain_words(tmp_path):
    done, page = page_without(tmp_path, WELCOME)
    assert done.returncode == 0, done.stderr
    line = BeautifulSoup(page.read_text(encoding="utf8"), "html.parser").select_one("h1 + p")
    assert line.get_text() == "See 2 Trade, the trade, 2 Trade, the set and One."
    assert [link.get_text() for link in line.select("a")] == ["One"]
    raw = BeautifulSoup(page.read_text(encoding="utf8"), "html.parser").select_one("#raw")
    assert " ".join(raw.get_text().split()) == "Two, two and one" and [link["href"] for link in raw.select("a")] == [
        "#sec-1"
    ]


def test_pages_are_written_again_when_only_their_frame_has_changed(tmp_path):
    frame = tmp_path / "frames" / "layout.html"
    frame.parent.mkdir()
    for words in ("before", "after"):
        frame.write_text(f'{{% extends "basic/layout.html" %}}{{% block footer %}}{words}{{% endblock %}}')
        done, page = page_without(tmp_path, WELCOME, templates_path=["frames"])
        assert done.returncode == 0, done.stderr
        assert words in page.read_text(encoding="utf8")
        time.sleep(1.1)  # whole seconds tell what has changed


def test_a_row_for_what_is_left_out_goes_and_is_counted(tmp_path):
    _, page = page_without(tmp_path, WELCOME)
    soup = BeautifulSoup(page.read_text(encoding="utf8"), "html.parser")
    assert [row.select_one("td").get_text() for row in soup.select("tbody tr")] == ["one", "both", "words"]
    assert soup.select_one(".left-out-rows").get_text() == "One more belongs to chapters that this course leaves out."


@pytest.mark.parametrize("link", ["{ref}`sec-3`", "{doc}`3-gone`"])
def test_a_link_to_what_no_file_has_is_still_a_warning(tmp_path, link):
    done, _ = page_without(tmp_path, f"# Welcome\n\n{link}\n")
    assert done.returncode and "WARNING" in done.stderr


def on_path(chapter):
    return re.search(r"^core_path:", (ROOT / f"{chapter['file']}.md").read_text(encoding="utf8"), re.MULTILINE)


def test_the_core_contents_are_the_contents_without_the_other_chapters():
    whole = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf8"))
    for part in whole["parts"]:
        part["chapters"] = [one for one in part["chapters"] if not re.match(r"book/\d", one["file"]) or on_path(one)]
    whole["parts"] = [part for part in whole["parts"] if part["chapters"]]
    assert yaml.safe_load(CORE.read_text(encoding="utf8")) == whole


@far
def test_the_core_path_alone_builds_strictly_and_leads_nowhere_else(tmp_path):
    command = [Path(sys.executable).parent / "jupyter-book", "build", "-W", "-n", "-q", "--keep-going"]
    done = subprocess.run(
        [*command, "--toc", CORE, "--path-output", tmp_path, ROOT], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr[-3000:]
    site = tmp_path / "_build" / "html"
    assert (site / "book" / "2-4-trade.html").exists() and not (site / "book" / "2-6-network.html").exists()
    dead = []
    for page in pages_of(site):
        for link in BeautifulSoup(page.read_text(encoding="utf8"), "html.parser").select("a[href]"):
            address = link["href"].partition("#")[0].partition("?")[0]
            if address and not re.match(r"[a-z]+:", address) and not (page.parent / address).exists():
                dead.append(f"{page.relative_to(site)}: {link['href']}")
    assert dead == []
    for name in ("coverage", "symbols"):
        page = BeautifulSoup((site / "book" / f"{name}.html").read_text(encoding="utf8"), "html.parser")
        assert page.select(".left-out-rows") and page.select("tbody tr")
        assert all(row.select("td")[-1].select("a") for row in page.select("article tbody tr"))
    sources = BeautifulSoup((site / "book" / "sources.html").read_text(encoding="utf8"), "html.parser")
    assert sources.select(".source li a") and not sources.select(".left-out")
