"""What students get: no solution, their own numbers, and the same bytes every time."""

import json
import shutil
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner

from missing_middle.checks.feedback import chosen
from missing_middle.checks.registry import question_of
from missing_middle.checks.variants import case_of
from missing_middle.grading.asking import SourceError
from missing_middle.grading.cli import main
from missing_middle.grading.plain_run import NeedsKernel, needs_kernel, run_here
from missing_middle.grading.release import FOOT, FOOT_ID, kernel, release_notebook, write_notebook
from missing_middle.grading.roster import read_roster
from missing_middle.grading.tokens import read_salt, token_of

ROOT = Path(__file__).resolve().parents[2]
SOLUTIONS = sorted((ROOT / "solutions").glob("*.ipynb"))


@pytest.fixture
def source():
    return nbformat.read(ROOT / "solutions" / "trade.ipynb", as_version=4)


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """The exercises as the command writes them now, beside a stale one."""
    out = tmp_path_factory.mktemp("exercises")
    (out / "withdrawn.ipynb").write_text("{}")
    result = CliRunner().invoke(main, ["release", "--solutions", str(ROOT / "solutions"), "--exercises", str(out)])
    assert result.exit_code == 0, result.output
    return out


def cell_of(notebook, name):
    return next(cell for cell in notebook.cells if cell.id == name)


def test_committed_exercises_are_what_the_release_gives(released):
    committed = {path.name: path.read_bytes() for path in (ROOT / "exercises").glob("*.ipynb")}
    assert {path.name: path.read_bytes() for path in released.glob("*.ipynb")} == committed


def test_exercise_without_a_source_is_withdrawn(released):
    assert not (released / "withdrawn.ipynb").exists()


@pytest.mark.parametrize("path", SOLUTIONS, ids=lambda path: path.name)
def test_nothing_of_a_solution_is_left(path):
    solution = nbformat.read(path, as_version=4)
    exercise = release_notebook(solution, path.name)
    text = nbformat.writes(exercise)
    for cell in solution.cells:
        if not cell.metadata.get("nbgrader", {}).get("solution"):
            continue
        body = cell.source.partition("### BEGIN SOLUTION")[2].partition("### END SOLUTION")[0] or cell.source
        for line in (line.strip() for line in body.split("\n")):
            assert len(line) < 12 or json.dumps(line)[1:-1] not in text
    assert "BEGIN SOLUTION" not in text and "END SOLUTION" not in text
    assert not any(cell.outputs or cell.execution_count for cell in exercise.cells if cell.cell_type == "code")


def test_stub_says_what_to_write_and_keeps_the_signature(source):
    exercise = release_notebook(source, "trade.ipynb")
    assert cell_of(exercise, "trade-q1").source == "share = ...  # replace the dots by a number between 0 and 1"
    function = cell_of(exercise, "trade-q3").source.split("\n")
    assert function[0] == "def domestic_share(n, tau, f_ratio, k, sigma):"
    assert function[-1] == '    raise NotImplementedError("Replace this line by the body of domestic_share.")'
    assert cell_of(exercise, "trade-q8").source == "*Write your answer here, in 120 to 150 words.*"


def test_first_cell_tells_students_to_keep_their_work_and_authors_where_it_comes_from(source):
    exercise = release_notebook(source, "trade.ipynb")
    assert exercise.cells[0].source.startswith(source.cells[0].source)
    assert exercise.cells[0].source.endswith(
        "<!-- Made from solutions/trade.ipynb by `missing-middle release`: mend mistakes there. -->"
    )
    assert "before you leave, choose File, Download" in exercise.cells[0].source  # Binder forgets


def test_cells_keep_their_ids_and_their_grading_metadata(source):
    exercise = release_notebook(source, "trade.ipynb")
    *cells, foot = exercise.cells
    assert [cell.id for cell in cells] == [cell.id for cell in source.cells]
    assert [cell.metadata for cell in cells] == [cell.metadata for cell in source.cells]
    assert (foot.id, foot.source, dict(foot.metadata)) == (FOOT_ID, FOOT, {})


def test_source_is_left_as_it_was(source):
    before = nbformat.writes(source)
    release_notebook(source, "trade.ipynb", token="somebody")
    assert nbformat.writes(source) == before


def test_written_bytes_do_not_depend_on_the_order_of_keys(source, tmp_path):
    shuffled = nbformat.from_dict({key: source[key] for key in reversed(source)})
    write_notebook(source, tmp_path / "a.ipynb")
    write_notebook(shuffled, tmp_path / "b.ipynb")
    assert (tmp_path / "a.ipynb").read_bytes() == (tmp_path / "b.ipynb").read_bytes()


# A class


def test_each_student_gets_own_numbers_and_the_same_ones_again_in_another_class(tmp_path):
    (tmp_path / "salt").write_bytes(b"0123456789abcdef-secret\n")
    (tmp_path / "solutions").mkdir()
    for name in ("credit", "trade"):  # each takes as long as its notebook runs
        shutil.copy(ROOT / "solutions" / f"{name}.ipynb", tmp_path / "solutions")
    runs = []
    for out, rows, told in (("one", "ada,Ada\nben,Ben\n", "2 students in"), ("two", "ben,Ben\n", "1 student in")):
        (tmp_path / "roster.csv").write_text(f"student,name\n{rows}")
        result = CliRunner().invoke(
            main,
            [
                "release",
                "--solutions",
                str(tmp_path / "solutions"),
                "--roster",
                str(tmp_path / "roster.csv"),
                "--salt-file",
                str(tmp_path / "salt"),
                "--out",
                str(tmp_path / out),
            ],
        )
        assert result.exit_code == 0 and told in result.output, result.output
        runs.append({path.relative_to(tmp_path / out): path.read_bytes() for path in (tmp_path / out).rglob("*.ipynb")})
    assert runs[1] == {path: notebook for path, notebook in runs[0].items() if path.parts[0] == "ben"} != {}
    assert {path.parts[0] for path in runs[0]} == {"ada", "ben"}
    assert {path.name for path in runs[0]} == {"credit.ipynb", "trade.ipynb"}
    notebooks = {name: nbformat.reads(runs[0][Path(name) / "trade.ipynb"].decode(), 4) for name in ("ada", "ben")}
    for name, notebook in notebooks.items():
        token = token_of(name, b"0123456789abcdef-secret")
        assert f'variant("{token}")' in cell_of(notebook, "trade-setup").source
        case = case_of(question_of("trade-q1"), token)
        shown = cell_of(notebook, "trade-q1-case").outputs[0]["data"]["text/markdown"]
        assert f"`n` = {case.n}, `tau` = {case.tau}" in shown
    assert b"0123456789abcdef" not in b"".join(runs[0].values())


@pytest.mark.parametrize("name", ["places", "sliders"])
def test_notebook_that_is_run_here_is_what_a_kernel_gives(name):
    """With numbers that nobody has released: tables in HTML among the outputs, and a widget that is only read."""
    solution = nbformat.read(ROOT / "solutions" / f"{name}.ipynb", as_version=4)
    here, there = (release_notebook(solution, f"{name}.ipynb", "f" * 32) for _ in range(2))
    before = chosen()
    assert not needs_kernel(here)
    run_here(here)
    with kernel() as run:
        run(there)
    assert nbformat.writes(here) == nbformat.writes(there) and chosen() == before


@pytest.mark.parametrize("source", ["%matplotlib inline", "import matplotlib.pyplot as plt", "display(1)", "await f()"])
def test_cell_that_shows_more_than_text_goes_to_a_kernel(source):
    assert needs_kernel(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)]))


def test_widget_that_is_shown_goes_to_a_kernel():
    source = "class W:\n    def _repr_mimebundle_(self, **kw):\n        return {'application/x': 1}\nW()"
    with pytest.raises(NeedsKernel):
        run_here(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)]))


def test_one_set_by_two_workers_goes_on_where_it_was_and_mends_what_is_not_whole(tmp_path):
    (tmp_path / "salt").write_bytes(b"0123456789abcdef-secret\n")
    (tmp_path / "roster.csv").write_text("student\nada\nben\n")
    command = ["release", "--solutions", str(ROOT / "solutions"), "--roster", str(tmp_path / "roster.csv")]
    command += ["--salt-file", str(tmp_path / "salt"), "--out", str(tmp_path / "handout"), "--set", "variety"]
    done = CliRunner().invoke(main, [*command, "--workers", "2"])
    assert done.exit_code == 0, done.output
    books = {path.parent.name: path for path in (tmp_path / "handout").rglob("*.ipynb")}
    assert {path.name for path in books.values()} == {"variety.ipynb"} and set(books) == {"ada", "ben"}
    whole = {name: path.read_bytes() for name, path in books.items()}
    books["ada"].write_bytes(whole["ada"][:900])  # as a crash leaves it elsewhere
    kept = books["ben"].stat().st_mtime_ns
    done = CliRunner().invoke(main, [*command, "--workers", "1", "--resume"])
    assert done.exit_code == 0, done.output
    assert {name: path.read_bytes() for name, path in books.items()} == whole
    assert books["ben"].stat().st_mtime_ns == kept
    books["ben"].write_bytes(whole["ada"])  # another's numbers are not kept
    CliRunner().invoke(main, [*command, "--workers", "1", "--resume"])
    assert books["ben"].read_bytes() == whole["ben"]


def test_set_that_is_not_there_is_refused_before_anything_is_written(tmp_path):
    (tmp_path / "salt").write_bytes(b"0123456789abcdef-secret\n")
    (tmp_path / "roster.csv").write_text("student\nada\n")
    command = ["release", "--solutions", str(ROOT / "solutions"), "--roster", str(tmp_path / "roster.csv")]
    command += ["--salt-file", str(tmp_path / "salt"), "--out", str(tmp_path / "handout"), "--set", "varety"]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 1 and "there is no set 'varety'; there are cluster" in done.output
    assert not (tmp_path / "handout").exists()
    assert CliRunner().invoke(main, ["release", "--set", "trade"]).exit_code == 2


def test_token_depends_on_student_and_salt():
    tokens = {token_of(student, salt) for student in ("ada", "ben") for salt in (b"a" * 16, b"b" * 16)}
    assert len(tokens) == 4 and all(len(token) == 32 for token in tokens)


@pytest.mark.parametrize(
    "roster, said",
    [
        ("name\nAda\n", "needs a column named student; it has name."),
        ("", "needs a column named student; it has none."),
        ("student\nada\nada\n", "ada stands in more than one row"),
        ("student\n../../etc\n", "'../../etc' cannot name a folder"),
        ("student\n..\n", "cannot name a folder"),
        ("student\n \n", "names no student"),
        ("student\n", "names no student"),
    ],
)
def test_roster_that_cannot_be_used_is_refused(tmp_path, roster, said):
    (tmp_path / "roster.csv").write_text(roster)
    with pytest.raises(SourceError, match=r"roster\.csv") as raised:
        read_roster(tmp_path / "roster.csv")
    assert said in str(raised.value)


def test_short_salt_is_refused(tmp_path):
    (tmp_path / "salt").write_bytes(b"short \n")
    with pytest.raises(SourceError, match="holds 5 bytes: a salt needs 16 or more"):
        read_salt(tmp_path / "salt")


def test_class_needs_roster_salt_and_folder_together(tmp_path):
    (tmp_path / "roster.csv").write_text("student\nada\n")
    result = CliRunner().invoke(main, ["release", "--roster", str(tmp_path / "roster.csv")])
    assert result.exit_code == 2
    assert "--salt-file, --out is missing" in result.output


def test_folder_without_notebooks_is_refused_in_one_line(tmp_path):
    result = CliRunner().invoke(main, ["release", "--solutions", str(tmp_path)])
    assert result.exit_code == 1
    assert result.output.startswith("Error: there are no notebooks in ") and result.output.count("\n") == 1


# Sources that do not fit


def spoil_points(cell):
    cell.metadata.nbgrader.points = 7


def spoil_id(cell):
    cell.metadata.nbgrader.grade_id = "trade-q2-check"


def spoil_grade(cell):
    cell.metadata.nbgrader.grade = False


@pytest.mark.parametrize(
    "name, spoil, said",
    [
        ("trade-q1-check", spoil_points, "trade-q1 is worth 2 points, its cell says 7"),
        ("trade-q1-check", spoil_id, "grade_id trade-q2-check stands in two cells"),
        ("trade-q1-check", spoil_id, "trade-q1 has no check cell"),
        ("trade-q1-check", spoil_grade, "trade-q1 has no check cell"),
        (
            "trade-q1",
            lambda cell: cell.metadata.nbgrader.update(grade_id="trade-q77"),
            "there is no question trade-q77",
        ),
        ("trade-q1", lambda cell: cell.update(source="share = 0.27"), "cell trade-q1: expected the markers"),
        (
            "trade-q1-check",
            lambda cell: cell.update(source="### END SOLUTION"),
            "trade-q1-check: expected the markers []",
        ),
        ("trade-setup", lambda cell: cell.update(source="pass"), 'exactly one line variant("public")'),
        ("trade-title", lambda cell: cell.update(cell_type="code", outputs=[]), "the first cell must be text"),
    ],
)
def test_source_that_does_not_fit_the_registry_is_not_released(source, name, spoil, said):
    spoil(cell_of(source, name))
    with pytest.raises(SourceError, match=r"trade\.ipynb cannot be released") as raised:
        release_notebook(source, "trade.ipynb")
    assert said in str(raised.value)
