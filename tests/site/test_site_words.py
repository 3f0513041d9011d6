"""Bibliography and glossary."""

import re

import pytest
from course_site import glossary_entries
from pybtex.database import parse_file

CORRECTED = {"melitz2003": "Reallocations", "gu1999": "Organisational", "grossman1991": "Model of Insurrections"}


@pytest.fixture(scope="module")
def works(root):
    return parse_file(root / "book" / "references.bib").entries


@pytest.fixture(scope="module")
def glossary(root):
    return (root / "book" / "glossary.md").read_text(encoding="utf8")


def test_all_works_of_the_paper_are_listed_first(root, works):
    text = (root / "book" / "references.bib").read_text(encoding="utf8")
    own, rest = text.split("% The paper itself", 1)
    assert own.count("\n@") == 47
    assert rest.count("\n@") == len(works) - 47


@pytest.mark.parametrize("key, word", CORRECTED.items())
def test_titles_that_the_paper_misprints_are_corrected(works, key, word):
    assert word in works[key].fields["title"]


def test_dois_are_bare_and_belong_to_one_work_each(works):
    dois = [work.fields["doi"].lower() for work in works.values() if "doi" in work.fields]
    assert len(set(dois)) == len(dois)
    assert all(re.fullmatch(r"10\.\d{4,5}/\S+", doi) for doi in dois)


def test_each_article_has_a_doi_or_says_why_not(works):
    articles = {key: work.fields.keys() for key, work in works.items() if work.type == "article"}
    silent = [key for key, fields in articles.items() if not {"doi", "nodoi"} & fields]
    both = [key for key, work in works.items() if {"doi", "nodoi"} <= work.fields.keys()]
    assert not silent and not both
    assert all(len(work.fields["nodoi"].split()) > 3 for work in works.values() if "nodoi" in work.fields)


def test_every_glossary_term_is_defined_in_own_lines():
    entries = glossary_entries()
    assert len(entries) >= 90
    assert [entry.lower() for entry in entries] == sorted(entry.lower() for entry in entries)
    for entry in entries:
        lines = entry.split("\n")
        definition = [line for line in lines if line.startswith("    ")]
        assert len(definition) >= 2 and len(definition) < len(lines), entry
        assert all(line.rstrip().endswith((".", "?")) for line in definition), entry


def test_chinese_words_say_that_they_are_chinese(glossary):
    bare = re.sub(r"\[[^\]]*\]\{\.language-zh-Hans\}", "", glossary)
    assert not re.search("[\u4e00-\u9fff]", bare)
