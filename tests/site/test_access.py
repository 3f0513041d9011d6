"""What a screen reader hears of the frame around a page."""

import re

from house.render import access


def test_arrow_of_each_section_says_what_it_unfolds():
    html = '<li><a class="x" href="#">3.1 The state</a><details open="open">\n<summary><span></span></summary>'
    assert '<summary aria-label="Pages below 3.1 The state">' in access.name_toggles(html)


def test_links_without_pages_below_stay_as_they_are():
    html = '<li><a href="#">Glossary</a></li>'
    assert access.name_toggles(html) == html


def test_no_arrow_of_the_sample_site_is_without_a_name(sample_site):
    navigation = (sample_site / "book" / "maths.html").read_text().split("<article")[0]
    assert re.findall(r"<summary[^>]*>", navigation) == ['<summary aria-label="Pages below Maths in many styles">']


def test_works_are_items_of_their_list(sample_site):
    page = (sample_site / "book" / "works.html").read_text()
    assert page.count('role="listitem"') == 1 and "biblioentry" not in page
