"""The front door: a map that everybody can read, links that say where they lead when shared, a page for wrong turns."""

import http.server
import re
import threading
from functools import partial
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from course_site import ROOT, build
from house.content import door, paper_map
from inspection import inspect
from PIL import Image
from serving import Silent

ROWS = paper_map.read(ROOT / paper_map.SOURCE)
PAGES = {
    "welcome.md": "# Welcome\n\nA course on one paper, with models that run and tables that were audited.\n\n"
    "```{paper-map}\n```\n",
    "one.md": "---\ncore_path: 1\n---\n\n(sec-1)=\n# The question\n\n**Time:** 30 minutes.\n**Before this:** nothing, "
    "not even a pencil.\n\nA workshop of twelve has no bank & asks <why>. It has orders enough.\n",
    "two.md": "(sec-2-2)=\n# Modes\n\nText about {term}`missing middle`.\n",
    "glossary.md": "# Glossary\n\n```{glossary}\nmissing middle\n    Few firms between small and large.\n```\n",
}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    folder = tmp_path_factory.mktemp("door") / "site"
    done = build(folder, PAGES, {"suppress_warnings": ["house.uses"]}, extra=[paper_map.SOURCE])
    assert done.returncode == 0, done.stderr
    return folder / "_build" / "html"


def soup_of(course, name):
    return BeautifulSoup((course / name).read_text(encoding="utf8"), "html.parser")


# The map -------------------------------------------------------------------------------------------------------------


def test_map_names_every_section_figure_and_table_once():
    assert [row["section"] for row in ROWS] == [
        "1",
        "2",
        *(f"2.{i}" for i in range(1, 7)),
        "3",
        "3.1",
        "3.2",
        "3.3",
        "4",
        "5",
        *(f"5.{i}" for i in range(1, 6)),
        "6",
    ]
    held = [thing for row in ROWS for thing in row.get("holds", {})]
    assert sorted(held) == [f"Figure {i}" for i in range(1, 6)] + [f"Table {i}" for i in range(1, 8)]


def test_every_label_of_the_map_is_in_the_book_or_its_chapter_is_still_to_come():
    text = "\n".join(file.read_text(encoding="utf8") for file in (ROOT / "book").glob("*.md"))
    wanted = {label for row in ROWS for label in (row["chapter"], *row.get("holds", {}).values())}
    missing = {label for label in wanted if not re.search(rf"^\({label}\)=$", text, re.MULTILINE)}
    assert missing <= {"sec-4", "sec-6"}


def test_sections_in_disorder_are_refused(tmp_path):
    (tmp_path / "map.yml").write_text("- {section: '2', words: 1}\n- {section: '1', words: 1}\n")
    with pytest.raises(ValueError, match=r"section = .* is not allowed"):
        paper_map.read(tmp_path / "map.yml")


@pytest.mark.browser
def test_map_is_a_list_with_links_where_there_are_chapters_and_words_on_the_core_path(course):
    items = soup_of(course, "book/welcome.html").select("ol.paper-map[data-map] > li")
    assert len(items) == len(ROWS)
    first = items[0].select_one(".map-name")
    assert first.a["href"] == "one.html" and first.get_text(" ", strip=True) == "1 the question core path"
    assert items[0].select_one(".map-words").get_text() == "740 words"
    assert items[1].a is None and items[1].get_text().startswith("2 what a framework must explain")
    held = items[4].select_one("ul.map-holds")
    assert held["aria-label"] == "Figures and tables in section 2.3" and held.a["href"] == "two.html"


@pytest.mark.browser
def test_bars_are_as_long_as_the_text(course):
    bars = soup_of(course, "book/welcome.html").select(".map-length")
    lengths = [float(re.search(r"--length:([\d.]+)", bar["style"])[1]) for bar in bars]
    assert lengths == pytest.approx([row["words"] / 1190 for row in ROWS], abs=1e-3)


# A link that is shared -----------------------------------------------------------------------------------------------


def meta(soup):
    return {tag.get("property") or tag.get("name"): tag["content"] for tag in soup.select("meta[content]")}


@pytest.mark.browser
def test_a_shared_link_says_what_it_leads_to(course):
    told = meta(soup_of(course, "book/one.html"))
    assert told["og:title"] == "The question" and told["og:site_name"] == "The Missing Middle"
    assert (
        told["og:description"]
        == told["description"]
        == ("A workshop of twelve has no bank & asks <why>. It has orders enough.")
    )
    assert meta(soup_of(course, "book/welcome.html"))["og:title"] == "The Missing Middle"
    assert not [value for value in told.values() if "//" in value]


@pytest.mark.browser
def test_a_shared_link_shows_a_picture_where_the_site_has_an_address(course, tmp_path):
    assert not (course / door.CARD).exists()
    settings = {"suppress_warnings": ["house.uses"], "html_baseurl": "https://example.org/middle/"}
    done = build(tmp_path / "site", {"welcome.md": "# Welcome\n\nA course.\n"}, settings)
    assert done.returncode == 0, done.stderr
    site = tmp_path / "site" / "_build" / "html"
    told = meta(soup_of(site, "book/welcome.html"))
    assert told["og:image"] == "https://example.org/middle/_static/card.png" and told["og:image:alt"]
    with Image.open(site / door.CARD) as card:
        assert card.size == (1200, 630)


@pytest.mark.browser
def test_pages_without_text_of_their_own_have_no_description(course):
    assert "description" not in meta(soup_of(course, "search.html"))


def test_a_long_first_sentence_is_cut_between_words():
    cut = door.shorten("word " * 90)
    assert cut.endswith("word …") and len(cut) <= door.LONGEST + 2


# A wrong turn --------------------------------------------------------------------------------------------------------


@pytest.mark.browser
def test_page_for_wrong_turns_needs_nothing_but_itself(course):
    soup = soup_of(course, "404.html")
    assert not soup.select("link, [src]") and soup.title.get_text() == "This page is not here – The Missing Middle"
    assert [a.get_text() for a in soup.select("li a")] == ["Welcome", "The question", "Modes", "Glossary"]
    assert all((course / a["href"]).is_file() for a in soup.select("a[href]"))


def test_page_for_wrong_turns_has_the_colours_of_the_course():
    style = (ROOT / "book" / "_templates" / "404.html").read_text(encoding="utf8")
    sheet = (ROOT / "book" / "_static" / "house.css").read_text(encoding="utf8")
    for scheme in (r":root", r'html\[data-theme="dark"\]'):
        found = dict(re.findall(r"--(\w+): (#\w{6})", re.search(rf"^{scheme} {{(.*)}}$", style, re.MULTILINE)[1]))
        assert set(found) == {"paper", "ink", "accent", "edge"}
        assert not [name for name, colour in found.items() if f"--mm-{name}: {colour}" not in sheet]


class Lost(Silent):
    """A server that shows 404.html at every address where nothing is, as those for static pages do."""

    def send_error(self, code, *rest, **more):
        body = Path(self.translate_path(f"/{self.course}/404.html")).read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)


@pytest.fixture
def server(course):
    """The address of a server that has the course in a folder two levels down."""
    Lost.course = course.relative_to(course.parents[1]).as_posix()
    with http.server.ThreadingHTTPServer(("localhost", 0), partial(Lost, directory=course.parents[1])) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://localhost:{running.server_port}/{Lost.course}"
        running.shutdown()


@pytest.mark.browser
class TestInTheBrowser:
    @pytest.mark.parametrize("wrong", ["gone.html", "book/gone.html", "book/old/deep/gone.html"])
    def test_a_wrong_turn_leads_back_from_any_depth(self, browser, server, wrong):
        page = browser.new_page()
        page.goto(f"{server}/{wrong}")
        page.wait_for_selector("html[data-root]")
        page.get_by_role("link", name="Start of the course").click()
        page.get_by_role("heading", name="Welcome", level=1).wait_for()
        page.go_back()
        page.wait_for_selector("html[data-root]")
        page.get_by_role("searchbox").fill("middle")
        page.get_by_role("button", name="Search").click()
        page.wait_for_selector("#search-results li")
        page.close()

    @pytest.mark.parametrize("name", ["404.html", "book/welcome.html", "book/one.html"])
    def test_door_is_open_to_all(self, view, course, name):
        assert inspect(view, (course / name).as_uri()) == []

    def test_search_finds_a_term_of_the_glossary_from_disk(self, browser, course):
        page = browser.new_page()
        page.goto((course / "search.html").as_uri() + "?q=missing+middle")
        page.wait_for_selector("#search-results li")
        found = page.locator("#search-results li a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
        assert any("book/glossary.html#term-missing-middle" in href for href in found)
        page.close()
