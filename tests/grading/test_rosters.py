"""Rosters as spreadsheets and platforms write them: read, or refused in one sentence with file and row."""

import unicodedata

import pytest
from click.testing import CliRunner

from missing_middle.grading.asking import SourceError
from missing_middle.grading.cli import main
from missing_middle.grading.roster import Student, read_students
from missing_middle.grading.tokens import read_salt

TEXT = "student,name,Email,section\nada,Ada Lovelace,ada@uni.example,A\nzoe,Zoë Anfänger,,B\n,,,\n"
READ = [
    Student("ada", "Ada Lovelace", email="ada@uni.example", section="A"),
    Student("zoe", "Zoë Anfänger", section="B"),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_roster_of_every_spreadsheet_is_read(tmp_path, capsys, encoding, sign, end):
    path = tmp_path / "roster.csv"
    path.write_bytes(TEXT.replace(",", sign).replace("\n", end).encode(encoding))
    assert read_students(path) == READ
    told = capsys.readouterr().err  # other encodings of one byte a letter cannot be told from this one
    assert ("row 3: read as Windows-1252; if 'Zoë' is misspelt" in told) == (encoding == "cp1252")


@pytest.mark.parametrize("typed", ["zoë", "zoe\u0308", "王小明", "किरण", "Σωκράτης.2", "l'été"[2:] + "+1"])
def test_id_has_the_letters_of_any_language_in_one_form(tmp_path, typed):
    (tmp_path / "roster.csv").write_text(f"student\n{typed}\n", encoding="utf-8")
    (one,) = read_students(tmp_path / "roster.csv")
    assert one.id == unicodedata.normalize("NFC", typed)
    (tmp_path / one.id).mkdir()


@pytest.mark.parametrize("sign", [",", ";"])
def test_line_in_which_excel_names_its_separator_is_no_row(tmp_path, sign):
    (tmp_path / "roster.csv").write_text(f"sep={sign}\n" + TEXT.replace(",", sign))
    assert read_students(tmp_path / "roster.csv") == READ


def test_names_of_columns_may_be_written_as_people_do(tmp_path):
    (tmp_path / "roster.csv").write_text("Student, Name \nada,Ada\n")
    assert read_students(tmp_path / "roster.csv") == [Student("ada", "Ada")]


@pytest.mark.parametrize(
    "data, said",
    [
        (b"name\nAda\n", "needs a column named student; it has name"),
        (b"student,student\nada,bob\n", "'student' stands over more than one column"),
        (b"student\nada\nada\n", "row 3: ada stands in more than one row"),
        (b"student\nada\nAda\n", "row 3: Ada and ada differ by case only"),
        (b"student,lms\nada,1\nbob,1\n", "row 3: 1 names bob and ada"),
        (b"student,lms\nada,bob\nbob,2\n", "row 3: bob names bob and ada"),
        (b"student,name\nada,Ada\n,Bob\n", "row 3: '' cannot name a folder"),
        ("student\nzoë b\n".encode(), "row 2: 'zoë b' cannot name a folder: write 'zoë_b', or another id of letters"),
        (b"student\n../../etc\n", "row 2: '../../etc' cannot name a folder: write 'etc'"),
        (b"student\n-rf\n", "write 'rf'"),
        (b"student\n.\n", "write 'student-2'"),
        (f"student\n{65 * 'a'}\n".encode(), f"write {64 * 'a'!r}"),
        (f"student\n{64 * chr(0x20000)}\n".encode(), "write 'student-2'"),  # more bytes than a file's name holds
        ("student\nada\u200b\n".encode(), "write 'ada'"),
        ("student\nada\ufe0f\n".encode(), "write 'ada'"),  # to the eye it is ada
        ("student\n\u0301a\n".encode(), "write 'student-2'"),
        ("student\nzoë\nzoe\u0308\n".encode(), "row 3: zoë stands in more than one row"),
        ("student\nzoë\nZOE\u0308\n".encode(), "row 3: ZOË and zoë differ by case only"),
        ("student,lms\nada,zoë\nbob,zoe\u0308\n".encode(), "row 3: zoe\u0308 names bob and ada"),
        (b"student,name\nada,Ada,more\n", "row 2: it has 3 cells under a header of 2"),
        (b"student\nada\n\xff\x81\n", "row 3: this is no text in UTF-8"),
        (b"PK\x03\x04\x00\x00", "row 1: this is no text but some other kind of file"),
        (b"", "needs a column named student; it has none"),
        (b"student\n\n", "names no student"),
        (b'student,name\nada,"Ada\nbob,Bob\n', "row 3: unexpected end of data. Is a quotation mark left open?"),
        (b"sep=;\nstudent\nada\nada\n", "row 4: ada stands in more than one row"),
    ],
)
@pytest.mark.parametrize("command", ["grade", "export", "release"])
def test_roster_that_cannot_be_used_is_refused_in_one_sentence(tmp_path, data, said, command):
    path = tmp_path / "roster.csv"
    path.write_bytes(data)
    with pytest.raises(SourceError) as raised:
        read_students(path)
    assert said in str(raised.value) and str(path) in str(raised.value)
    (tmp_path / "salt").write_bytes(b"sixteen bytes or more")
    arguments = {
        "grade": [str(tmp_path)],
        "export": [str(tmp_path), "--exercise", "trade", "--moodle", "email"],
        "release": ["--salt-file", str(tmp_path / "salt")],
    }[command]
    done = CliRunner().invoke(main, [command, *arguments, "--roster", str(path), "--out", str(tmp_path / "out")])
    assert done.exit_code == 1 and done.output.startswith("Error: ") and said in done.output


@pytest.mark.parametrize(
    "data, said",
    [
        (b"short \n", "holds 5 bytes: a salt needs 16 or more"),
        (b"", "holds 0 bytes"),
        ("a secret of many bytes".encode("utf-16"), "begins with the mark of an editor"),
        ("a secret of many bytes".encode("utf-8-sig"), "begins with the mark of an editor"),
    ],
)
def test_salt_that_is_none_is_refused(tmp_path, data, said):
    (tmp_path / "salt").write_bytes(data)
    with pytest.raises(SourceError, match=said):
        read_salt(tmp_path / "salt")
