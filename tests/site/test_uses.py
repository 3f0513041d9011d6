"""A renamed heading, label or question is reported where its old name still stands."""

import re
import shutil

import pytest
from course_site import ROOT
from house.content import paper_map, uses
from small_site import small_build

CHAPTER = """# 1 The question

## A workshop of thirteen

See `credit-q1`, and then
`credit-q99`.
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    """What the build of one chapter complained about: (file, line): words."""
    folder = tmp_path_factory.mktemp("uses")
    shutil.copytree(ROOT / uses.BANK, folder / uses.BANK)
    (folder / "book").mkdir()
    (folder / paper_map.SOURCE).write_text("# sections\n- {section: '1', name: x, words: 7, chapter: sec-1}\n")
    pages = {"index": "# I\n\n```{toctree}\nbook/1-question\n```\n", "book/1-question": CHAPTER}
    done = small_build(folder, ["house.content.uses"], pages)
    assert done.returncode
    found = re.findall(rf"{folder}/(.+?):(\d+): WARNING: (.*)", done.stderr)
    return {(file, int(line)): words for file, line, words in found}


def test_a_hint_whose_heading_is_gone_is_found_in_the_bank(said):
    file, line = next(place for place, words in said.items() if "'A workshop of twelve'" in words)
    assert '"A workshop of twelve"' in (ROOT / file).read_text(encoding="utf8").splitlines()[line - 1]
    assert said[file, line].endswith("no heading 'A workshop of twelve'. Is it now 'A workshop of thirteen'?")
    assert not [words for words in said.values() if "book/2-" in words], "pages that are not in the book ask nothing"


def test_a_label_of_the_map_that_is_gone_is_found_in_the_map(said):
    assert said[paper_map.SOURCE, 2] == "The map leads to sec-1, which labels no heading of the book."


def test_a_question_that_is_not_there_is_found_in_the_chapter(said):
    assert said["book/1-question.md", 6] == "There is no question credit-q99."
    assert not [words for words in said.values() if "credit-q1." in words]
