"""The built book: nothing from elsewhere, every link leads somewhere, every picture has words."""

import re
from itertools import pairwise
from urllib.parse import unquote, urlsplit

import pytest
from course_site import pages_of, soup_of
from external import external, fault
from house.render.widgets import specs_of
from printing import CODE_SHOWN, SHOWS_PYTHON

LOADED = {
    "script": ["src"],
    "img": ["src", "srcset"],
    "iframe": ["src"],
    "source": ["src", "srcset"],
    "video": ["src"],
    "audio": ["src"],
    "object": ["data"],
    "embed": ["src"],
    "use": ["href", "xlink:href"],
}
FILE_NAME = re.compile(r"\S+\.(svg|png|jpe?g|gif|webp)", re.IGNORECASE)


@pytest.fixture(scope="session")
def soups(site):
    return {page: soup_of(page) for page in pages_of(site)}


def where(page, site, what):
    return f"{page.relative_to(site)}: {what}"


def test_no_page_loads_anything_from_another_host(soups, site):
    found = [
        where(page, site, tag)
        for page, soup in soups.items()
        for name, keys in LOADED.items()
        for tag in soup.find_all(name)
        for key in keys
        if re.match(r"(https?:)?//", tag.get(key, ""))
    ]
    found += [
        where(page, site, tag)
        for page, soup in soups.items()
        for tag in soup.find_all("link")
        if re.match(r"(https?:)?//", tag.get("href", "")) and tag.get("rel") != ["canonical"]
    ]
    assert not found


def test_no_style_sheet_loads_anything_from_another_host(site):
    sheets = list(site.rglob("*.css"))
    assert sheets
    for sheet in sheets:
        text = sheet.read_text(encoding="utf8")
        assert not re.search(r"(url\(|@import)\s*[\"']?(https?:)?//", text), sheet.name


def test_every_picture_in_a_text_says_what_it_shows(soups, site):
    silent = [
        where(page, site, image)
        for page, soup in soups.items()
        for image in soup.select("article img")
        if not image.get("alt", "").strip() or FILE_NAME.fullmatch(image["alt"].strip())
    ]
    assert not silent


def test_no_page_has_a_style_sheet_in_its_text(soups, site):
    assert not [where(page, site, sheet) for page, soup in soups.items() for sheet in soup.body.find_all("style")]


def test_what_a_cell_prints_is_words_and_numbers(soups, site):
    found, read = [], 0
    for page, soup in soups.items():
        if page.parent.name not in ("book", "notebooks") or page.stem in SHOWS_PYTHON:
            continue
        for output in soup.select(".cell_output .stream pre, .cell_output .text_plain pre"):
            read += 1
            if CODE_SHOWN.search(output.text):
                found.append(where(page, site, output.text[:80]))
    assert found == [] and read > 100


def test_headings_never_skip_a_level(soups, site):
    for page, soup in soups.items():
        headings = soup.select("main :is(h1, h2, h3, h4, h5, h6)")
        levels = [int(h.name[1]) for h in headings if not h.find_parent(class_="onlyprint")]
        assert levels and levels[0] == 1 and levels.count(1) == 1, where(page, site, levels)
        assert all(after <= before + 1 for before, after in pairwise(levels)), where(page, site, levels)


def test_every_page_names_its_language_and_has_a_title_of_its_own(soups, site):
    titles = {}
    for page, soup in soups.items():
        assert soup.html.get("lang") == "en", page
        titles.setdefault(soup.title.get_text(strip=True), []).append(page.name)
    doubles = {title: names for title, names in titles.items() if len(names) > 1 and "index.html" not in names}
    assert "" not in titles and not doubles


def test_every_internal_link_leads_somewhere(soups, site):
    targets = {page.resolve(): {tag["id"] for tag in soup.find_all(id=True)} for page, soup in soups.items()}
    explorables = {page.resolve(): specs_of(page.read_text(encoding="utf8"), site) for page in soups}
    broken = []
    for page, soup in soups.items():
        for link in soup.select("a[href]"):
            parts = urlsplit(link["href"])
            if parts.scheme or parts.netloc or link["href"] == "#":
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page.resolve()
            place, _, state = unquote(parts.fragment).partition("?")  # of an explorable, which its script draws
            drawn = state and place in (spec.get("id") for spec in explorables.get(target, ()))
            if not target.exists() or (place and not drawn and place not in targets.get(target, ())):
                broken.append(where(page, site, link["href"]))
    assert not broken


def test_every_link_to_another_host_is_well_formed_and_encrypted(site):
    links = external(site)
    assert [(address, fault(address)) for address in links if fault(address)] == []
    assert [address for address in links if not address.startswith("https:")] == []


@pytest.mark.parametrize(
    "address, wrong",
    [
        ("https://doi.org/10.1257", "no DOI"),
        ("https://here/x", "no name of a host"),
        ("https://a.org/a b", "a sign that an address may not hold"),
    ],
)
def test_a_broken_address_is_told_from_a_good_one(address, wrong):
    assert fault(address) == wrong and fault("https://doi.org/10.1257/aer.90.1.166") is None
