"""How work gets to students: each finds her own and nobody else's, and no repository holds what gives answers away."""

import csv
import io
import subprocess

import pytest
from classroom import ROOT
from click.testing import CliRunner
from trees import SALT, of

from missing_middle.grading.cli import main
from missing_middle.grading.hand_out import place_for
from missing_middle.grading.tokens import token_of


@pytest.fixture
def given(tmp_path):
    """A handout for two of three students, and the command."""
    for name in ("ada", "ben"):
        path = tmp_path / "handout" / name / "trade.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(of(name))
    (tmp_path / "roster.csv").write_text("student,name,email\nada,=Ada,ada@uni.example\nben,Ben,\ncyd,Cyd,\n")
    (tmp_path / "salt").write_bytes(SALT)
    command = ["hand-out", str(tmp_path / "handout"), "--roster", str(tmp_path / "roster.csv")]
    command += ["--salt-file", str(tmp_path / "salt"), "--address", "https://example.org/c/"]
    return tmp_path, [*command, "--out", str(tmp_path / "web")]


def test_each_student_has_a_page_that_nobody_guesses(given):
    folder, command = given
    done = CliRunner().invoke(main, [*command, "--links", str(folder / "links.csv")])
    assert done.exit_code == 3 and "2 of 3 students" in done.output and "nothing in" in done.output
    text = (folder / "links.csv").read_bytes().decode("utf-8-sig")
    rows = {row["student"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}
    assert rows["ada"]["name"] == "'=Ada" and set(rows) == {"ada", "ben"}
    for name in ("ada", "ben"):
        place = rows[name]["link"].removeprefix("https://example.org/c/").strip("/")
        assert len(place) == 32 and place == place_for(name, SALT) != token_of(name, SALT)
        assert (folder / "web" / place / "trade.ipynb").read_bytes() == of(name)
        assert 'href="trade.ipynb"' in (folder / "web" / place / "index.html").read_text()
    assert {path.name for path in (folder / "web").iterdir()} == {"index.html", *(place_for(n, SALT) for n in rows)}
    assert not any(
        name in (folder / "web" / "index.html").read_text() for name in ("ada", "ben", place_for("ada", SALT))
    )


def test_table_of_links_never_lies_where_everybody_reads(given):
    folder, command = given
    done = CliRunner().invoke(main, [*command, "--links", str(folder / "web" / "links.csv")])
    assert done.exit_code == 1 and "whoever reads the table finds everybody's notebooks" in done.output
    assert not (folder / "web").exists()


def test_students_repository_holds_exercises_notebooks_and_data_only(tmp_path):
    out = tmp_path / "students"
    command = ["students-repo", "--course", str(ROOT), "--out", str(out), "--site", "https://example.org/mm/"]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 0 and "committed" in done.output, done.output
    listed = subprocess.run(["git", "-C", out, "ls-files"], capture_output=True, text=True).stdout.splitlines()
    assert {name.split("/")[0] for name in listed if "/" in name} == {"exercises", "notebooks", "data"}
    assert {path.name for path in (out / "exercises").iterdir()} == {
        p.name for p in (ROOT / "exercises").glob("*.ipynb")
    }
    text = "".join((out / name).read_text() for name in listed if name.endswith(".ipynb"))
    assert "BEGIN SOLUTION" not in text and "../book/" not in text
    assert "(https://example.org/mm/book/2-4-trade.html)" in text
    assert "nothing has changed" in CliRunner().invoke(main, command).output
    (out / "exercises" / "old.ipynb").write_text("{}")  # withdrawn since
    (out / "mine.txt").write_text("kept")
    assert "nothing has changed" in CliRunner().invoke(main, command).output
    assert not (out / "exercises" / "old.ipynb").exists() and (out / "mine.txt").exists()


@pytest.mark.parametrize(
    "place, said", [("inside", "lies in the course"), ("full", "is not empty"), ("away", "has no")]
)
def test_folder_that_holds_something_else_is_left_alone(tmp_path, place, said):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.txt").write_text("mine")
    for name in ("exercises", "notebooks", "data"):
        (tmp_path / "course" / name).mkdir(parents=True)
    (tmp_path / "empty").mkdir()
    course = tmp_path / ("empty" if place == "away" else "course")
    out = {"inside": course / "students", "full": tmp_path / "full", "away": tmp_path / "new"}[place]
    done = CliRunner().invoke(main, ["students-repo", "--course", str(course), "--out", str(out)])
    assert done.exit_code == 1 and said in done.output and done.output.count("\n") == 1
    assert (tmp_path / "full" / "thesis.txt").read_text() == "mine"
    assert not (course / "students").exists() and not (tmp_path / "new").exists()
