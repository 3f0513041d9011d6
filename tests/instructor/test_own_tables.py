"""The guide for tables of one's own runs as it stands, and what it cannot read is refused by name."""

import re

import pandas as pd
import pytest
from instructor_pages import INSTRUCTOR

from missing_middle.tables import own_audit, own_table

BLOCKS = re.findall(
    r"^```python\n(.*?)^```", (INSTRUCTOR / "own-tables.md").read_text(encoding="utf8"), flags=re.MULTILINE | re.DOTALL
)
GOOD = "region,group,firms,jobs\nnorth,coast,10,100.5\nsouth,inland,,20\nall,,10,120.5\n"


def written(folder, text):
    path = folder / "mine.csv"
    path.write_text(text, encoding="utf8")
    return path


def test_every_block_of_the_guide_runs_in_order(monkeypatch):
    monkeypatch.chdir(INSTRUCTOR)
    names = {}
    assert len(BLOCKS) >= 8
    for block in BLOCKS:
        exec(compile(block, "own-tables.md", "exec"), names)


def test_numbers_words_and_empty_cells_are_read(tmp_path):
    frame = own_table(written(tmp_path, GOOD), "region", words=["group"])
    assert list(frame.index) == ["north", "south", "all"]
    assert frame.loc["north"].to_dict() == {"group": "coast", "firms": 10.0, "jobs": 100.5}
    assert pd.isna(frame.at["south", "firms"])


def test_an_empty_cell_keeps_a_sum_from_being_tested_and_a_sound_column_holds(tmp_path):
    audit = own_audit(own_table(written(tmp_path, GOOD), "region", words=["group"]), "all").set_index("identity")
    assert audit["outcome"].to_dict() == {"firms adds up": "cannot be tested", "jobs adds up": "holds"}


def test_rounding_explains_what_it_can():
    frame = pd.DataFrame({"jobs": [1.1, 2.2, 3.4]}, index=["a", "b", "all"])
    assert own_audit(frame, "all")["outcome"].tolist() == ["fails"]
    assert own_audit(frame, "all", step=0.1)["outcome"].tolist() == ["holds"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "region,firms\nnorth,1 234\n",
            r"mine.csv: north, firms: '1 234' is not allowed: expected a number, 0 or more",
        ),
        ("region,firms\nnorth,-3\n", r"north, firms: '-3' is not allowed"),
        ("region,firms\nnorth,nan\n", r"north, firms: 'nan' is not allowed"),
        ("region,firms\nnorth,inf\n", r"north, firms: 'inf' is not allowed"),
        ("region,firms\nnorth,1\nnorth,2\n", r"line 3: the region 'north' stands there twice"),
        ("region,firms\n ,1\n", r"line 2: the region is empty"),
        ("region,firms\n", r"there is no row below the header"),
        ("place,firms\nnorth,1\n", r"line 1 lacks the column 'region'"),
        ("region,firms\nnorth,1,2\n", r"line 2 has 3 cells: expected 2"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path, text, words):
    with pytest.raises(ValueError, match=words):
        own_table(written(tmp_path, text), "region")


def test_a_total_or_a_column_that_is_not_there_is_refused():
    frame = pd.DataFrame({"jobs": [1.0, 1.0]}, index=["a", "all"])
    with pytest.raises(ValueError, match=r"whole = 'total' is not allowed: give one of a, all"):
        own_audit(frame, "total")
    with pytest.raises(ValueError, match=r"parts_of names 'firms', which is not allowed: give columns out of jobs"):
        own_audit(frame, "all", parts_of={"firms": "jobs"})
