"""No number in a chapter is typed by hand: it is computed where the book is built, or marked as quoted from print.

Marked as quoted: [text]{.printed}, or `code` where the letters count, such as those of a misprint. Exempt: years and
dates, numbers of sections, figures, tables, footnotes and other signposts, time budgets, code, mathematics, names such
as C19 or T1-02. Number words are fine.
"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHAPTERS = sorted((ROOT / "book").glob("*.md"))

ONE = r"\d+(\.\d+)*[a-d]?"
LIST = rf"{ONE}(\s*(,|,? and|to|or|–|-)\s*{ONE})*"
AWAY = tuple(
    re.compile(pattern, re.DOTALL | re.MULTILINE | re.IGNORECASE)
    for pattern in (
        r"\A---\n.*?\n---\n",  # front matter
        r"^(`{3,})\{code-cell\}.*?^\1\s*$",  # computed
        r"^(`{3,})(?!\{(?:glossary|admonition|table|list-table)).*?^\1\s*$",  # code and other verbatim blocks
        r"\$\$.*?\$\$(\s*\([\w-]+\))?",
        r"\$[^$\n]+\$",  # mathematics
        r"\{[\w:]+\}`[^`]*`",  # roles: glue, cite, term, ref, eq
        r"\[[^\]]*\]\{[^}]*\.printed[^}]*\}",
        r"(`+)[^`]+?\1",  # quoted from print
        r"\]\([^)]*\)(\{[^}\n]*\})?",
        r"<[^>\n]+>",
        r"https?://\S+",
        r"^\([\w-]+\)=\s*$",  # addresses, labels
        r"^:\w[\w-]*:[^\n]*$",
        r"^:{3,}\{(?!admonition)[^\n]*$",
        r"\bPython \d+\.\d+((, | or | and )\d+\.\d+)*",  # options, layout, versions
        r"^\*{1,2}Time:\*{1,2}[^\n]*$",  # time budgets
        rf"\b(sections?|figures?|tables?|foot ?notes?|chapters?|puzzles?|questions?|parts?|weeks?|steps?|§)\s*{LIST}",
        r"\bcorners? [0-7]\b",
        r"\b863 programme",
        r"\bset 0\b",
        r"\b\d+ words\b",  # names; budgets of words
        r"^#{1,6}\s+\d{1,2}(\.\d[a-d]?)?(\s|$)",
        r"^\s*\d+\.\s",  # numbers of headings and of lists
        r"\b\d{1,2} (January|February|March|April|May|June|July|August|September|October|November|December)\b",
        r"\b(1[5-9]|20)\d\d(s\b|\b)",  # years
        r"\b[A-Za-z]+\d+(-\d+)*\b",  # names: C19, T1-02, R2
    )
)
NUMBER = re.compile(r"(?<![\w.])\d[\d.,]*")
AS_CODE = re.compile(r"(?<![`}])`\d{1,3}(?:,?\d{3})*(?:\.\d+)?%?`(?!`)")


def bare_numbers(text):
    """Return the lines that hold a number which is neither computed nor marked, with what is left of them.

    >>> bare_numbers("About 30 firms in 2005, see Table 3.")
    ['About 30 firms in , see .']
    """
    for pattern in AWAY:
        text = pattern.sub(lambda match: "\n" * match[0].count("\n"), text)
    return [line.strip() for line in text.splitlines() if NUMBER.search(line)]


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.name)
def test_every_number_in_the_prose_is_computed_or_marked_as_quoted(path):
    assert bare_numbers(path.read_text(encoding="utf8")) == []


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.name)
def test_a_quoted_number_has_the_letters_of_its_sentence(path):
    """Code is for what somebody types, and for misprints."""
    text = path.read_text(encoding="utf8")
    assert AS_CODE.findall(text) == []
    assert re.findall(r"\[\d{1,3}(?:,\d{3})+\]\{\.printed\}", text) == []  # half the world reads a point


def test_a_number_in_the_letters_of_code_is_noticed_and_a_misprint_may_have_them():
    assert AS_CODE.findall("fewer than `2,000` workers, or `8%`") == ["`2,000`", "`8%`"]
    assert AS_CODE.findall("{glue:text}`0` printed as `215,4484`") == []


@pytest.mark.parametrize(
    "line",
    [
        "In 2005 there were 30 of them.",
        "It rose by 12%.",
        "Of 1,234 firms most are small.",
        "| share | 0.3 |",
        ":::{admonition} Half of 12\n:class: dropdown\nno\n:::",
    ],
)
@pytest.mark.parametrize("before", ["", "**Time:** 5 minutes.\n\n:class: x\n\n```python\nx = 1\n```\n\n"])
def test_a_number_typed_by_hand_is_noticed_wherever_it_stands(before, line):
    assert len(bare_numbers(before + line + "\n\n`30`\n")) == 1


@pytest.mark.parametrize(
    "line",
    [
        "In 2005, on 9 February 2006, in the 1980s.",
        "Sections 3.1a to 3.1c, Tables 1 to 5, Figure 2 and footnote 12.",
        "{glue:text}`share:.0f`% of them",
        "The paper prints `38%`.",
        "It prints [38%]{.printed}.",
        "$x_1 = 3$",
        "$$\na = 2\n$$ (eq-a)",
        "**Time:** 45 minutes to read.",
        "# 3.1a The state",
        "1. first",
        "See C19 and T1-02.",
        "```python\nx = 3\n```",
        "```{code-cell} python\nx = 3\n```",
        "a dozen, twelve, two thirds",
        "sections 5.1 to 5.5",
        "[here](page.html#sec-3)",
    ],
)
def test_what_is_exempt_passes(line):
    assert bare_numbers(line) == []
