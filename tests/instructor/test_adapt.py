"""What the page on a course of one's own says is so: one place for the name, keys that exist, a cell that runs."""

import re
import shutil

import yaml
from instructor_pages import INSTRUCTOR, ROOT, text_of

PAGE = text_of(INSTRUCTOR / "adapt.md")
CONFIG = text_of(ROOT / "_config.yml")


def test_the_name_of_the_course_stands_once_and_is_shown_wherever_a_page_shows_it():
    settings = yaml.safe_load(CONFIG)
    shown = settings["sphinx"]["config"]
    assert CONFIG.count(settings["title"]) == 1
    assert settings["title"] == shown["html_title"] == shown["html_theme_options"]["logo"]["text"]


def test_keys_and_files_that_the_table_of_names_lists_are_there():
    rows = [line for line in PAGE.splitlines() if line.startswith("| ")]
    keys = {key for row in rows for key in re.findall(r"`(house_\w+)`", row)}
    assert keys == set(re.findall(r"^ +(house_(?!math)\w+):", CONFIG, re.MULTILINE))
    marks = re.findall(r"`([\w/-]+\.svg)`", "".join(rows))
    assert marks and all((ROOT / "book" / "_static" / mark.split("/")[-1]).exists() for mark in marks)


def test_the_cell_for_tables_of_ones_own_runs_where_the_page_puts_it(tmp_path, monkeypatch):
    (tmp_path / "book").mkdir()
    shutil.copytree(INSTRUCTOR / "own-tables", tmp_path / "data" / "own")
    monkeypatch.chdir(tmp_path / "book")
    (cell,) = re.findall(r"^```python\n(.*?)^```", PAGE, flags=re.MULTILINE | re.DOTALL)
    handed = {}
    without = cell.replace("from myst_nb import glue\n", "")
    assert without != cell
    exec(without, {"glue": lambda name, value, display: handed.update({name: value})})
    assert 0 < handed["jobs"] < 100
    table = tmp_path / "data" / "own" / "sizes.csv"
    table.write_text(re.sub(r"^(small,)(\d+)", r"\g<1>1\2", table.read_text(), flags=re.MULTILINE))
    try:
        exec(without, {"glue": lambda *_, **__: None})
    except AssertionError:
        return
    raise AssertionError("a table that does not add up was taken")
