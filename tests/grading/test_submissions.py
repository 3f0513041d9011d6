"""Whose is this file? Trees of three kinds, links, attempts, and names that are no names."""

import os

import pytest
from classroom import solved
from trees import SALT, of, put

from missing_middle.grading.archives import LARGEST_FILE, read_file
from missing_middle.grading.asking import SourceError
from missing_middle.grading.notebook import Unreadable, read_notebook
from missing_middle.grading.roster import Student, read_students
from missing_middle.grading.submissions import find_submissions
from missing_middle.grading.tokens import token_of

ADA, BOB = Student("ada", "Ada L.", "4711"), Student("bob@uni.example", "Bob", "4712")


def found_in(folder, *students):
    found, left = find_submissions(folder, students or (ADA, BOB), ["trade", "gains"])
    return [(one.student.id, one.exercise, one.entry.name) for one in found], left


def write(folder, *names):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)


@pytest.mark.parametrize(
    "name",
    [
        "ada/trade.ipynb",
        "submitted/ada/trade/trade.ipynb",
        "Ada/week 3/trade.ipynb",
        "trade/ladaa_4711_99812_trade.ipynb",
        "lovelaceada_LATE_4711_99812_trade-2.ipynb",
        "Ada L._4711_assignsubmission_file_/trade.ipynb",
    ],
)
def test_tree_of_every_platform_is_read(tmp_path, name):
    write(tmp_path, name)
    found, left = found_in(tmp_path)
    assert found == [("ada", "trade", name)] and not left


def test_later_attempt_counts_and_the_other_is_named(tmp_path):
    write(tmp_path, "x_4711_1_trade.ipynb", "x_4711_2_trade-10.ipynb", "x_4711_3_trade-9.ipynb")
    found, left = found_in(tmp_path)
    assert found == [("ada", "trade", "x_4711_2_trade-10.ipynb")]
    assert len(left) == 2 and all("trade-10.ipynb is later" in one.reason for one in left)


def test_brightspaces_own_list_harms_nobody_and_a_page_elsewhere_is_told(tmp_path):
    own = "131-77 - Ada L. - Nov 28, 2026 1156 AM"
    write(tmp_path, f"d/{own}/trade.ipynb", "d/index.html", "index.html", "bob@uni.example/index.html")
    found, left = found_in(tmp_path)
    assert [one[0] for one in found] == ["ada"]
    assert {one.name: one.harmless for one in left} == {
        "bob@uni.example/index.html": False,
        "d/index.html": True,
        "index.html": False,
    }


def test_file_that_a_person_has_put_where_it_belongs_is_asked_about_no_more(tmp_path):
    own, anothers = of("ada"), of("ada", work="other = 2\n" * 60)
    tokens = {token_of(one.id, SALT): one for one in (ADA, BOB)}
    moodles = "Bob_77_assignsubmission_file_/trade.ipynb"
    put(tmp_path, {"ada/trade.ipynb": own, moodles: anothers})

    def harmless():
        _, left = find_submissions(tmp_path, (ADA, BOB), ["trade"], tokens=tokens)
        return [(one.name, one.harmless) for one in left]

    assert harmless() == [(moodles, False)]
    put(tmp_path, {"bob@uni.example/trade.ipynb": own})
    assert harmless() == [(moodles, False)]  # another file than that which is asked about
    put(tmp_path, {"bob@uni.example/trade.ipynb": anothers})
    assert harmless() == [(moodles, True)]


def test_link_out_of_the_folder_is_not_followed(tmp_path):
    write(tmp_path / "secret", "trade.ipynb", "ada/trade.ipynb")
    folder = tmp_path / "in"
    (folder / "ada").mkdir(parents=True)
    (folder / "ada" / "trade.ipynb").symlink_to(tmp_path / "secret" / "trade.ipynb")
    (folder / "bob@uni.example").symlink_to(tmp_path / "secret" / "ada")
    found, left = found_in(folder)
    assert found == [] and "link" in left[0].reason
    with pytest.raises(OSError):
        read_file(folder / "ada" / "trade.ipynb")


def test_pipe_does_not_stop_the_batch(tmp_path):
    (tmp_path / "ada").mkdir()
    os.mkfifo(tmp_path / "ada" / "trade.ipynb")
    found, left = found_in(tmp_path)
    assert found == [] and "no plain file" in left[0].reason
    with pytest.raises(OSError, match="no plain file"):
        read_file(tmp_path / "ada" / "trade.ipynb")


def test_stranger_and_ambiguous_file_are_left_aside(tmp_path):
    write(
        tmp_path,
        "eve/trade.ipynb",
        "ada/bob@uni.example/trade.ipynb",
        "ada/poem.ipynb",
        "..%2f..%2fetc/trade.ipynb",
        "ada\x1b[31m/trade.ipynb",
    )
    found, left = found_in(tmp_path)
    assert found == []
    assert sorted(one.reason.split()[0] for one in left) == ["it", "neither", "no", "no", "no"]


def test_file_of_100_megabytes_is_refused_without_reading_it(tmp_path):
    path = tmp_path / "trade.ipynb"
    with open(path, "wb") as file:
        file.truncate(100_000_000)
    data = read_file(path)
    assert len(data) == LARGEST_FILE + 1
    with pytest.raises(Unreadable, match="larger than 10 MB"):
        read_notebook(data)


@pytest.mark.parametrize("name", ["../../etc/passwd", "/root", "a/b", "..", "=cmd|' /C calc'!A0", "", "-rf", "a\nb"])
def test_student_whose_id_is_a_path_or_a_formula_is_refused(tmp_path, name):
    roster = tmp_path / "roster.csv"
    roster.write_text(f'student,name\nada,Ada\n"{name}",Eve\n')
    with pytest.raises(SourceError):
        read_students(roster)


def test_roster_gives_names_and_the_platforms_ids(tmp_path):
    (tmp_path / "roster.csv").write_text("student,name,lms\nada,Ada L.,4711\nbob,,\n")
    assert read_students(tmp_path / "roster.csv") == [ADA, Student("bob")]


def test_notebook_as_handed_out_is_read_whole():
    import json

    cells, notes = read_notebook(json.dumps(solved()).encode())
    assert len(cells) == len(solved()["cells"]) and notes == []
