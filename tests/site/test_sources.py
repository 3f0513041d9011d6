"""No work is cited without what is known of it and what it is used for, and none that was not seen decides anything."""

import csv
import re

import pytest
from bs4 import BeautifulSoup
from course_site import ROOT, soup_of
from house.content import sources
from pybtex.database import parse_file
from small_site import small_build

BOOK = ROOT / "book"
KNOWN, USES = sources.rows(BOOK), sources.uses(BOOK)
WORKS = set(parse_file(BOOK / "references.bib").entries)
CITED = re.compile(r"\{cite:\w+\}`([^`]+)`(.{0,6})", re.DOTALL)
VERDICT = re.compile(r"^:::\{admonition\}[^\n]*\n:class: verdict\n(.*?)^:::\n", re.MULTILINE | re.DOTALL)


def test_every_work_has_a_row_and_every_row_is_a_work():
    assert set(KNOWN) == WORKS


def test_every_citation_of_a_page_says_what_it_is_used_for():
    bare = [
        (file.name, keys)
        for file in BOOK.glob("*.md")
        for keys, after in CITED.findall(file.read_text(encoding="utf8"))
        if not after.startswith("{use}`")
    ]
    assert bare == []
    assert len(USES) > 250 and {one["work"] for one in USES} <= WORKS
    assert len({(one["page"], one["anchor"], one["work"]) for one in USES}) == len(USES)


def test_a_link_to_a_work_is_called_by_its_authors_and_year():
    works = parse_file(BOOK / "references.bib").entries
    names = [sources.name_in_text(works[key]) for key in ("melitz2003", "hsiehOlken2014", "trefler2004", "djankov2002")]
    assert names == ["Melitz 2003", "Hsieh and Olken 2014", "Trefler 2004", "Djankov and others 2002"]
    assert sources.name_in_text(works["fujitaKrugmanVenables1999"]) == "Fujita, Krugman and Venables 1999"
    assert all(re.search(r"\w.* \d{4}$", sources.name_in_text(work)) for work in works.values())


def test_uses_have_a_kind_and_words_and_every_kind_is_in_use():
    assert {one["kind"] for one in USES} == set(sources.KINDS)
    assert [one for one in USES if len(one["words"].split()) < 2] == []


def test_no_verdict_rests_on_a_work_of_which_no_abstract_was_seen():
    weak = [one for one in USES if one["kind"] in sources.VERDICTS and KNOWN[one["work"]]["seen"] not in sources.ENOUGH]
    assert weak == []
    assert {"record", "not seen", "abstract"} <= {row["seen"] for row in KNOWN.values()}


def test_in_a_verdict_box_no_work_is_merely_recommended():
    kinds = {
        kind
        for file in BOOK.glob("[1-9]-*.md")
        for box in VERDICT.findall(file.read_text(encoding="utf8"))
        for _, kind, _ in sources.USE.findall(box)
    }
    assert {"for", "against"} <= kinds <= set(sources.KINDS) - {"read"}


def test_a_gap_in_the_list_is_refused_with_file_and_line(tmp_path):
    good = dict.fromkeys(sources.COLUMNS, "words") | {"work": "one2001", "seen": "abstract"}
    for change, message in [
        ({"shows": ""}, "sources.csv:3: shows = ''"),
        ({"seen": "heard of"}, "sources.csv:3: seen = 'heard of'"),
        ({"work": "one2001"}, "sources.csv:3: work = 'one2001'"),
    ]:
        with (tmp_path / "sources.csv").open("w", newline="", encoding="utf8") as file:
            writer = csv.DictWriter(file, sources.COLUMNS)
            writer.writeheader()
            writer.writerows([good, good | {"work": "two2002"} | change])
        with pytest.raises(ValueError, match=re.escape(message)):
            sources.rows(tmp_path)


CHAPTER = """# Trade

Seen {cite:t}`seen2001`{use}`for: that it was seen`.

Unknown {cite:t}`unknown2002`{use}`says: something`.

Bare {cite:t}`seen2001`, and more.

Wordless {cite:t}`seen2001`{use}`for: x`.

Not seen {cite:t}`unseen2003`{use}`against: what it was not read for`.

A use of nothing {use}`for: nothing at all`.
"""
BIB = "".join(
    f"@misc{{{key}, author={{A. {key}}}, title={{T}}, year={{2001}}}}\n"
    for key in ("seen2001", "unknown2002", "unseen2003")
)


def test_what_is_wrong_with_a_citation_is_a_warning_at_its_paragraph_and_what_is_right_links_both_ways(tmp_path):
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "refs.bib").write_text(BIB)
    rows = [
        ["seen2001", "It shows.", "here", "then", "they", "abstract"],
        ["unseen2003", "By its title.", "a", "b", "c", "not seen"],
    ]
    with (tmp_path / "book" / "sources.csv").open("w", newline="") as file:
        csv.writer(file).writerows([sources.COLUMNS, *rows])
    pages = {
        "book/index": "# I\n\n```{toctree}\n1-trade\nsources\nbibliography\n```\n",
        "book/1-trade": CHAPTER,
        "book/sources": "# Sources\n\n```{sources}\n```\n",
        "book/bibliography": "# Works\n\n```{bibliography}\n```\n",
    }
    done = small_build(
        tmp_path, ["sphinxcontrib.bibtex", "house.content.sources"], pages, bibtex_bibfiles=["book/refs.bib"]
    )
    assert done.returncode
    said = {int(at): words for at, words in re.findall(r"1-trade\.md:(\d+): WARNING: (.*)", done.stderr)}
    expected = {
        5: "work = 'unknown2002' is not allowed: it has no row in book/sources.csv.",
        7: "The citation of seen2001 does not say what it is used for: write {use}`kind: words` behind it.",
        9: "use = 'for: x' is not allowed: give for, against, says, paper, model, read, and words.",
        11: "unseen2003 speaks against a claim, and of it we have seen: not seen.",
        13: "A use has to stand right behind a citation.",
    }
    assert said == expected
    html = {
        name: BeautifulSoup((tmp_path / "_html" / "book" / f"{name}.html").read_text(), "html.parser")
        for name in ("1-trade", "sources", "bibliography")
    }
    link = html["1-trade"].find("a", class_="use")
    assert link["href"] == "sources.html#source-seen2001" and link["title"] == "that it was seen"
    entry = html["sources"].find(id="source-seen2001")
    assert "It shows." in entry.get_text() and "Seen: abstract" in entry.get_text()
    back = entry.find("li").find("a")["href"]
    assert back == f"1-trade.html#{link['id']}"
    assert any(a["href"] == "sources.html#source-seen2001" for a in html["bibliography"].find_all("a", href=True))


@pytest.mark.browser
def test_every_link_between_the_chapters_and_the_page_of_sources_arrives(site):
    soup = {p.stem: soup_of(p) for p in (site / "book").glob("*.html")}
    there = {name: {tag["id"] for tag in page.find_all(id=True)} for name, page in soup.items()}
    assert all(
        re.fullmatch(r"what .+ \d{4} shows", a["aria-label"]) for page in soup.values() for a in page.select("a.use")
    )
    links = [a["href"] for page in soup.values() for a in page.select("a.use")]
    back = [a["href"] for a in soup["sources"].select(".source li a")]
    assert len(links) > 250 and len(back) == len(USES)
    for href in [*links, *back]:
        page, anchor = href.split("#")
        assert anchor in there[page.removesuffix(".html")], href
