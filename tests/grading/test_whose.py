"""Nobody hands in for another one, and nobody's file is lost, whatever platform, browser and computer make of it."""

import os
import zipfile

import pytest
from trees import SALT, WORK, notebook, of, put, zipped

from missing_middle.grading.archives import LARGEST_FILE
from missing_middle.grading.contents import alike
from missing_middle.grading.roster import Student
from missing_middle.grading.submissions import find_submissions
from missing_middle.grading.tokens import token_of

ADA = Student("ada", "Ada Lovelace", canvas="4711", email="ada@uni.example")
BOB = Student("bob", "Bob Jones", canvas="4712")
ADA_B = Student("ada_b", "Ada Byron", canvas="4713")
CLASS = [ADA, BOB, ADA_B]
TOKENS = {token_of(one.id, SALT): one for one in CLASS}


def found_in(folder, tokens=None, students=CLASS, exercises=("trade", "gains")):
    found, left = find_submissions(folder, students, exercises, tokens=tokens)
    return {(one.student.id, one.exercise): one.entry.name for one in found}, {one.name: one for one in left}


# Names of platforms ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "Ada Lovelace_657737_assignsubmission_file_/trade.ipynb",  # Moodle, by the name
        "Ada Lovelace_657737_assignsubmission_file_/my work/trade.ipynb",
        "lovelaceada_4711_9002_trade.ipynb",  # Canvas, by the number
        "lovelaceada_LATE_4711_9002_trade-1.ipynb",
        "lovelaceada_999999_9002_trade.ipynb",  # Canvas, by the name it squeezes
        "131-77 - Ada Lovelace - Nov 28, 2026 1156 AM/trade.ipynb",  # Brightspace
        "Exercise_set_ada_attempt_2026-11-28-11-56-00_trade.ipynb",  # Blackboard
        "Submitted files/Ada Lovelace/Exercises/Version 1/trade.ipynb",  # Teams
        "Ada Lovelace - trade.ipynb",  # Google Classroom
        "Lovelace, Ada/trade.ipynb",
        "ada@uni.example/trade.ipynb",
        "ADA/trade.ipynb",
        "submitted/ada/trade/trade.ipynb",  # nbgrader
    ],
)
def test_platforms_own_name_says_whose_it_is(tmp_path, name):
    put(tmp_path, {name: notebook()})
    assert found_in(tmp_path) == ({("ada", "trade"): name}, {})


@pytest.mark.parametrize(
    "name",
    [
        "First Last_222_assignsubmission_file_/ada/trade.ipynb",
        "First Last_222_assignsubmission_file_/ada_trade.ipynb",
        "lastf_222_9002_ada_trade.ipynb",
        "lastf_222_9002_ada.zip/trade.ipynb",
        "131-78 - First Last - Nov 28, 2026 1156 AM/ada/trade.ipynb",
        "Set_first_attempt_2026-11-28-11-56-00_ada_trade.ipynb",
    ],
)
def test_stranger_cannot_hand_in_for_a_student(tmp_path, name):
    """Whatever he calls his folder or his file, Ada's own file counts, and his is left aside and named."""
    mine = "Ada Lovelace_111_assignsubmission_file_/trade.ipynb"
    if ".zip/" in name:
        outer, inner = name.split("/")
        put(tmp_path, {mine: notebook(work=WORK), outer: zipped({inner: notebook()})})
    else:
        put(tmp_path, {mine: notebook(work=WORK), name: notebook()})
    found, left = found_in(tmp_path)
    assert found == {("ada", "trade"): mine}
    assert not left[name].harmless and "no student" in left[name].reason


def test_classmate_cannot_hand_in_for_another(tmp_path):
    """His platform's name decides; what he names inside is not listened to, and his own work counts as his."""
    his = "Bob Jones_222_assignsubmission_file_/ada/trade.ipynb"
    put(tmp_path, {his: notebook()})
    assert found_in(tmp_path) == ({("bob", "trade"): his}, {})


def test_nickname_is_no_identity(tmp_path):
    """Two people called Ada Lovelace: without their numbers nobody is graded, with them each is."""
    one, two = (f"Ada Lovelace_{number}_assignsubmission_file_/trade.ipynb" for number in (111, 222))
    put(tmp_path, {one: notebook(), two: notebook(work=WORK)})
    found, left = found_in(tmp_path)
    assert found == {} and set(left) == {one, two} and not any(part.harmless for part in left.values())
    put(tmp_path, {one: of("ada"), two: of("bob")})
    found, left = found_in(tmp_path, TOKENS)
    assert found == {("ada", "trade"): one} and "numbers are those of bob" in left[two].reason


def test_folder_deeper_down_never_replaces_the_students_own(tmp_path):
    put(tmp_path, {"ada/trade.ipynb": notebook(work=WORK), "zz/ada/trade.ipynb": notebook()})
    found, left = found_in(tmp_path)
    assert found == {("ada", "trade"): "ada/trade.ipynb"} and not left["zz/ada/trade.ipynb"].harmless


def test_id_that_holds_another_id(tmp_path):
    put(tmp_path, {"ada_b_trade.ipynb": notebook(), "ada_trade.ipynb": notebook(work=WORK)})
    found, _ = found_in(tmp_path)
    assert found == {("ada_b", "trade"): "ada_b_trade.ipynb", ("ada", "trade"): "ada_trade.ipynb"}


def test_path_that_names_two_is_decided_by_the_numbers_or_by_a_person(tmp_path):
    put(tmp_path, {"ada/bob/trade.ipynb": of("bob")})
    assert "may belong to ada or bob" in found_in(tmp_path)[1]["ada/bob/trade.ipynb"].reason
    assert found_in(tmp_path, TOKENS)[0] == {("bob", "trade"): "ada/bob/trade.ipynb"}


# The notebook as a witness --------------------------------------------------------------------------------------------


def test_numbers_say_whose_it_is_whatever_the_file_is_called(tmp_path):
    put(tmp_path, {"3f2a/x/Untitled.ipynb": of("ada"), "3f2b/x/Untitled.ipynb": of("bob", "gains")})
    found, left = found_in(tmp_path, TOKENS)
    assert found == {("ada", "trade"): "3f2a/x/Untitled.ipynb", ("bob", "gains"): "3f2b/x/Untitled.ipynb"} and not left


def test_copy_in_a_strangers_place_is_not_the_owners(tmp_path):
    """Somebody who is not on the roster hands in a copy of Ada's notebook."""
    name = "First Last_222_assignsubmission_file_/trade.ipynb"
    put(tmp_path, {name: of("ada")})
    found, left = found_in(tmp_path, TOKENS)
    assert found == {} and "its numbers are those of ada" in left[name].reason


def test_notebook_of_another_is_graded_if_its_owner_has_one_and_left_to_a_person_if_not(tmp_path):
    put(tmp_path, {"bob/trade.ipynb": of("ada")})
    found, left = found_in(tmp_path, TOKENS)
    assert found == {} and "ada, who handed in nothing else" in left["bob/trade.ipynb"].reason
    put(tmp_path, {"ada/trade.ipynb": of("ada")})
    assert set(found_in(tmp_path, TOKENS)[0]) == {("ada", "trade"), ("bob", "trade")}


def test_own_numbers_come_before_another_ones(tmp_path):
    put(tmp_path, {"ada/trade.ipynb": of("ada"), "ada/trade (1).ipynb": of("bob"), "bob/trade.ipynb": of("bob")})
    found, left = found_in(tmp_path, TOKENS)
    assert found["ada", "trade"] == "ada/trade.ipynb" and not left["ada/trade (1).ipynb"].harmless


def test_set_is_that_of_the_cells(tmp_path):
    put(tmp_path, {"ada/gains.ipynb": notebook("trade"), "bob/hw1-final.ipynb": notebook("gains")})
    found, _ = found_in(tmp_path)
    assert set(found) == {("ada", "trade"), ("bob", "gains")}
    notes = [one.notes for one in find_submissions(tmp_path, CLASS, ["trade", "gains"])[0]]
    assert notes == [
        ("The file's name says gains; its cells are those of trade.",),
        ("The file's name does not say which set it is; its cells are those of gains.",),
    ]


def test_notebook_of_two_sets_needs_a_name(tmp_path):
    both = notebook("trade").replace(b"trade-q2", b"gains-q2")
    put(tmp_path, {"ada/mine.ipynb": both, "bob/trade.ipynb": both})
    found, left = found_in(tmp_path)
    assert found == {("bob", "trade"): "bob/trade.ipynb"} and "gains and trade" in left["ada/mine.ipynb"].reason


# Names of browsers, computers and people ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "trade (1).ipynb",
        "trade-Copy1.ipynb",
        "Copy of trade.ipynb",
        "Trade.ipynb",
        "TRADE.IPYNB",
        "trade.ipynb.txt",
        "trade.ipynb.json",
        "trade_final.ipynb",
        "hw1-trade.ipynb",
        "Untitled.ipynb",
        "trade-2.ipynb",
    ],
)
def test_file_is_read_whatever_a_browser_or_a_student_made_of_its_name(tmp_path, name):
    put(tmp_path, {f"ada/{name}": notebook()})
    assert found_in(tmp_path) == ({("ada", "trade"): f"ada/{name}"}, {})


def test_second_download_counts_if_it_is_later(tmp_path):
    put(tmp_path, {"ada/trade.ipynb": notebook(), "ada/trade (1).ipynb": notebook(work=WORK)})
    found, left = found_in(tmp_path)
    assert found["ada", "trade"] == "ada/trade (1).ipynb" and left["ada/trade.ipynb"].harmless


def test_files_of_one_time_are_left_to_a_person(tmp_path):
    put(tmp_path, {"ada/trade.ipynb": notebook(), "ada/trade (1).ipynb": notebook(work=WORK)}, [0, 0])
    found, left = found_in(tmp_path)
    assert found["ada", "trade"] == "ada/trade (1).ipynb"
    assert not left["ada/trade.ipynb"].harmless and "cannot be told" in left["ada/trade.ipynb"].reason


@pytest.mark.parametrize("name", ["ada/._trade.ipynb", "__MACOSX/ada/._trade.ipynb", "ada/.DS_Store", "ada/Thumbs.db"])
def test_what_a_computer_adds_is_nobodys_attempt(tmp_path, name):
    put(tmp_path, {"ada/trade.ipynb": notebook(), name: b"\0\5\26\7Mac OS X"})
    found, left = found_in(tmp_path)
    assert found == {("ada", "trade"): "ada/trade.ipynb"} and left[name].harmless


def test_file_that_cannot_be_read_never_replaces_one_that_can(tmp_path):
    put(tmp_path, {"ada/trade.ipynb": notebook(), "ada/trade (1).ipynb": b"{"})
    found, left = found_in(tmp_path)
    assert found["ada", "trade"] == "ada/trade.ipynb"
    assert not left["ada/trade (1).ipynb"].harmless  # it may be the better one


def test_every_other_file_is_accounted_for(tmp_path):
    put(
        tmp_path,
        {
            "ada/trade.ipynb": notebook(),
            "ada/trade.html": b"<p>",
            "bob/trade.pdf": b"%PDF",
            "bob/notes.txt": b"Name: Bob",
            "eve/trade.ipynb": notebook(),
        },
    )
    found, left = found_in(tmp_path)
    assert len(found) + len(left) == 5
    assert (
        left["ada/trade.html"].harmless and not left["bob/trade.pdf"].harmless and not left["eve/trade.ipynb"].harmless
    )
    assert left["bob/trade.pdf"].owner == "bob" and left["eve/trade.ipynb"].owner == ""


def test_folder_that_cannot_be_opened_is_named(tmp_path, monkeypatch):
    put(tmp_path, {"ada/trade.ipynb": notebook(), "bob/trade.ipynb": notebook()})
    real = os.scandir

    def closed(path):
        if str(path).endswith("bob"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", closed)
    found, left = found_in(tmp_path)
    assert set(found) == {("ada", "trade")}
    assert "cannot be opened: Permission denied" in left["bob"].reason and not left["bob"].harmless


# Zips -----------------------------------------------------------------------------------------------------------------


def test_zip_of_a_platform_is_read_as_it_is(tmp_path):
    files = {
        "lovelaceada_4711_9002_trade.ipynb": notebook(),
        "jonesbob_4712_9003_work.zip": zipped({"trade.ipynb": notebook(), "__MACOSX/._trade.ipynb": b"\0"}),
        "byronada_4713_9004_trade.ipynb.zip": zipped({"home/deep/Trade.ipynb": notebook()}),
    }
    expected = {
        ("ada", "trade"): "lovelaceada_4711_9002_trade.ipynb",
        ("bob", "trade"): "jonesbob_4712_9003_work.zip/trade.ipynb",
        ("ada_b", "trade"): "byronada_4713_9004_trade.ipynb.zip/home/deep/Trade.ipynb",
    }
    (tmp_path / "submissions.zip").write_bytes(zipped(files))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "submissions.zip").write_bytes(zipped(files))
    assert found_in(tmp_path / "submissions.zip")[0] == expected
    assert found_in(tmp_path / "in")[0] == {one: f"submissions.zip/{name}" for one, name in expected.items()}
    for one in find_submissions(tmp_path / "submissions.zip", CLASS, ["trade"])[0]:
        assert one.entry.read() == notebook()


def test_later_file_of_a_zip_counts(tmp_path):
    files = {"ada/trade.ipynb": notebook(), "ada/trade (1).ipynb": notebook(work=WORK)}
    (tmp_path / "in.zip").write_bytes(zipped(files))
    assert found_in(tmp_path / "in.zip")[0]["ada", "trade"] == "ada/trade (1).ipynb"


def bomb():
    """42 MB of spaces in a few kB."""
    return zipped({"trade.ipynb": b" " * 42_000_000})


def escaping():
    return zipped({"../../etc/trade.ipynb": notebook(), "/tmp/trade.ipynb": notebook(), "..\\trade.ipynb": notebook()})


def locked():
    data = bytearray(zipped({"trade.ipynb": notebook()}))
    for place in (data.find(b"PK\x01\x02") + 8, 6):  # the bit that says so, in both of its places
        data[place] |= 1
    return bytes(data)


def crowded():
    return zipped({f"{number}.txt": b"" for number in range(60_000)})


def nested():
    return zipped({"a.zip": zipped({"b.zip": zipped({"trade.ipynb": notebook()})})})


@pytest.mark.parametrize(
    "make, said",
    [
        (escaping, "leads out of the zip"),
        (locked, "password"),
        (crowded, "more than 50000 files"),
        (nested, "within 2 zips"),
        (lambda: zipped({}), "without files"),
        (lambda: zipped({"work/": b""}), "without files"),
        (lambda: b"PK\x03\x04 not a zip", "cannot be opened"),
        (lambda: zipped({"trade.ipynb": notebook()})[:-40], "cannot be opened"),
    ],
)
def test_zip_that_is_no_honest_one_is_named(tmp_path, make, said):
    put(tmp_path, {"ada/work.zip": make(), "bob/trade.ipynb": notebook()})
    found, left = found_in(tmp_path)
    assert found == {("bob", "trade"): "bob/trade.ipynb"}
    assert left and all(said in one.reason and not one.harmless and one.owner == "ada" for one in left.values())


def test_bomb_is_read_no_further_than_a_notebook_may_be_long(tmp_path):
    put(tmp_path, {"ada/work.zip": bomb()})
    (found,), _ = find_submissions(tmp_path, CLASS, ["trade"])
    assert len(found.entry.read()) == LARGEST_FILE + 1 and "larger than" in found.content.unreadable


def test_link_in_a_zip_is_not_followed(tmp_path):
    link = zipfile.ZipInfo("trade.ipynb")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "work.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    put(tmp_path, {"ada/x.zip": (tmp_path / "work.zip").read_bytes()})
    (tmp_path / "work.zip").unlink()
    assert "link" in found_in(tmp_path)[1]["ada/x.zip/trade.ipynb"].reason


# Alike ----------------------------------------------------------------------------------------------------------------


def test_files_that_are_alike_are_listed_and_different_ones_are_not(tmp_path):
    others = "second = 22\n" * 60
    put(
        tmp_path,
        {
            "ada/trade.ipynb": of("ada", work=WORK),
            "bob/trade.ipynb": of("bob", work=WORK.replace("1", "234.5")),
            "ada_b/trade.ipynb": of("ada_b", work=others),
        },
    )
    found, _ = find_submissions(tmp_path, CLASS, ["trade"], tokens=TOKENS)
    assert list(alike([(one.student.id, one.content) for one in found])) == [
        (("ada", "bob"), "once the numbers are taken out")
    ]
    put(tmp_path, {"bob/trade.ipynb": of("ada", work=WORK)})
    found, _ = find_submissions(tmp_path, CLASS, ["trade"], tokens=TOKENS)
    assert list(alike([(one.student.id, one.content) for one in found])) == [(("ada", "bob"), "byte for byte")]
