"""What is committed in ``data/`` is valid, is what the code gives, and carries its hash, source and licence."""

import hashlib
import json
import shutil

import frictionless
import pytest

from missing_middle.tables import build
from missing_middle.tables.reading import data_folder

PACKAGE = json.loads((data_folder() / "datapackage.json").read_text(encoding="utf-8"))
PATHS = [resource["path"] for resource in PACKAGE["resources"]]


def errors_in(folder):
    # trusted: the descriptor is read from an absolute path
    with frictionless.system.use_context(trusted=True):
        report = frictionless.validate(str(folder / "datapackage.json"))
    return [error for row in report.flatten(["title", "message"]) for error in row]


def test_data_are_valid_by_their_own_descriptor():
    assert errors_in(data_folder()) == []


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(data_folder(), tmp_path / "data")


def with_new_hash(folder, path):
    """Make a changed file pass the test of its hash, so that only the schema can object."""
    package = json.loads((folder / "datapackage.json").read_text())
    content = (folder / path).read_bytes()
    for resource in package["resources"]:
        if resource["path"] == path:
            resource |= {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    (folder / "datapackage.json").write_text(json.dumps(package))


def test_the_schema_refuses_an_unknown_state_a_negative_number_and_a_number_twice(copy):
    path = copy / "clean" / "table5.csv"
    text = path.read_text()
    first = text.splitlines()[1]
    for broken in (text.replace(",printed,", ",guessed,", 1), text.replace("72.5", "-72.5", 1), text + first + "\n"):
        path.write_text(broken)
        with_new_hash(copy, "clean/table5.csv")
        assert errors_in(copy)
    path.write_text(text)
    with_new_hash(copy, "clean/table5.csv")
    assert errors_in(copy) == []


def test_one_changed_digit_no_longer_fits_the_hash(copy):
    path = copy / "printed" / "table7.csv"
    path.write_text(path.read_text().replace("29.96", "29.69", 1))
    assert any("hash" in str(error).lower() for error in errors_in(copy))


@pytest.mark.parametrize("resource", PACKAGE["resources"], ids=PATHS)
def test_size_and_hash_are_those_of_the_file(resource):
    content = (data_folder() / resource["path"]).read_bytes()
    assert resource["bytes"] == len(content)
    assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


def test_every_file_of_the_folder_is_described():
    files = {path.relative_to(data_folder()).as_posix() for path in data_folder().rglob("*.csv")}
    assert files == set(PATHS)


def test_what_is_committed_is_what_the_code_gives():
    assert build.stale() == []


def test_source_licence_and_units_are_stated():
    assert "Kanamori" in PACKAGE["sources"][0]["title"]
    assert PACKAGE["licenses"][0]["name"] == "CC-BY-4.0"
    for resource in PACKAGE["resources"]:
        if resource["path"].startswith("clean/"):
            fields = {field["name"]: field for field in resource["schema"]["fields"]}
            assert fields["unit"]["constraints"]["enum"] and "Units: " in fields["value"]["description"]
        if resource["path"].startswith("printed/"):
            assert all("title" in field for field in resource["schema"]["fields"][2:])


def test_a_stale_file_is_named_and_written_again(copy):
    (copy / "clean" / "table5.csv").write_text("old")
    (copy / "claims.csv").unlink()
    assert build.stale(copy) == ["clean/table5.csv", "claims.csv"]
    assert build.write(copy) == ["clean/table5.csv", "claims.csv"]
    assert build.stale(copy) == [] and build.write(copy) == []


def test_the_command_checks_without_writing(capsys, monkeypatch):
    assert build.main(["--check"]) == 0
    assert "up to date" in capsys.readouterr().out
    monkeypatch.setattr(build, "stale", lambda: ["claims.csv"])
    assert build.main(["--check"]) == 1
    assert "claims.csv" in capsys.readouterr().out
    assert build.main(["--force"]) == 2
