"""What a screen reader hears of the frame around a page."""

import re

import pytest
from docutils import nodes
from docutils.utils import new_document
from house.render import access


def test_arrow_of_each_section_says_what_it_unfolds():
    html = '<li><a class="x" href="#">3.1 The state</a><details open="open">\n<summary><span></span></summary>'
    assert '<summary aria-label="Pages below 3.1 The state">' in access.name_toggles(html)


def test_links_without_pages_below_stay_as_they_are():
    html = '<li><a href="#">Glossary</a></li>'
    assert access.name_toggles(html) == html


def test_an_arrow_that_cannot_be_named_stops_the_build():
    with pytest.raises(ValueError, match="another version of the theme"):
        access.name_toggles('<a href="x">One</a><div><details><summary>')


def test_works_of_another_markup_stop_the_build():
    document = new_document("x")
    document += nodes.citation()
    with pytest.raises(ValueError, match="1 works should have"):
        access.mend(None, "x", "", {"body": "<div role='doc-endnote'>"}, document)


def test_no_arrow_of_the_sample_site_is_without_a_name(sample_site):
    navigation = (sample_site / "book" / "maths.html").read_text().split("<article")[0]
    assert re.findall(r"<summary[^>]*>", navigation) == ['<summary aria-label="Pages below Maths in many styles">']


def test_works_are_items_of_their_list(sample_site):
    page = (sample_site / "book" / "works.html").read_text()
    assert page.count('role="listitem"') == 1 and "biblioentry" not in page
