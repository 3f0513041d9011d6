"""What is said instead of a picture: a sentence with what it shows, and no name of a file, a page or a chart."""

import re

import pytest
from course_site import pages_of, soup_of

BE_AND_HAVE = "is are was were has have had"
MOVE = (
    "rises? falls? grows? shrinks? drops? jumps? stays? stops? starts? crosses runs? goes? comes? leads? lies "
    "holds? gains? loses?"
)
VERB = re.compile(rf"\b({'|'.join(f'{BE_AND_HAVE} {MOVE}'.split())})\b")
LEAST = 8  # words: fewer say what a picture is and not what it shows


def fault_of(text, names=()):
    """Say what is wrong with the text that stands for a picture, on a page with these headings; None if nothing is."""
    if text.strip().casefold() in {name.strip().casefold() for name in names}:
        return "it repeats a heading"
    if len(text.split()) < LEAST:
        return f"it has fewer than {LEAST} words"
    if not text.rstrip().endswith((".", "?", "!")):
        return "it is no sentence: nothing ends it"
    if not VERB.search(text):
        return "it has no verb that we know: say what the picture shows (or add the verb to this file)"
    return None


def pictures(page):
    """The pictures in the text of a page, without the theme's own arrows."""
    found = page.select("article img, article [role=img]")
    return [picture for picture in found if "toggler" not in picture.get("class", [])]


def texts_of(page):
    """What stands for each picture of a page."""
    return [picture.get("alt") or picture.get("aria-label") or "" for picture in pictures(page)]


@pytest.mark.parametrize(
    "text, fault",
    [
        ("", "fewer"),
        ("figure-2.svg", "fewer"),
        ("Line chart", "fewer"),
        ("A bar chart of the shares of firms by size in three years", "sentence"),
        ("Shares of small firms by region, in the year 2005, as bars.", "verb"),
        ("Shares of the three regions, and which is the largest", "heading"),
    ],
)
def test_what_only_names_a_picture_is_refused(text, fault):
    assert fault in fault_of(text, ["Shares of the three regions, and which is the largest"])


def test_a_finding_is_accepted():
    assert fault_of("Of a hundred home firms ninety are left when the border opens.", ["Who exports?"]) is None


def test_every_picture_of_the_site_states_what_it_shows(site):
    faults, seen = [], 0
    for path in pages_of(site):
        page = soup_of(path)
        names = [heading.get_text().rstrip("#") for heading in page.select("article :is(h1, h2, h3, h4)")]
        for text in texts_of(page):
            seen += 1
            if fault := fault_of(text, names):
                faults.append(f"{path.relative_to(site)}: {fault}: {text[:90]}")
    assert seen > 20 and not faults
