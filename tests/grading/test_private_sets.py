"""A teacher's private set from her folder to the points: the students' machines and the public places never hold it."""

import csv
import io
import json
import os
import subprocess
import sys

import nbformat
import pytest
from classroom import ROOT
from click.testing import CliRunner
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from trees import SALT

from missing_middle.checks import private, registry
from missing_middle.checks.export import public_items
from missing_middle.checks.variants import case_of
from missing_middle.grading.cli import main
from missing_middle.grading.tokens import token_of

EXAM = """
from missing_middle.checks.forms import Number, Prose
from missing_middle.checks.functions import Function
from missing_middle.checks.question import Question, Wrong


def _workshop(draw):
    workers, wage = draw.pick(range(8, 16)), draw.pick(range(11, 20))
    return {"workers": workers, "wage": wage, "sales": workers * wage + 5 * draw.pick(range(9, 18))}


def _points(draw):
    return {"points": tuple((draw.pick(range(200, 900)), draw.pick(range(6, 31))) for _ in range(4))}


QUESTIONS = (
    Question(
        id="exam-q1", title="Rest", points=2, difficulty=1, objective="compute with names", answer="rest",
        asks="What is left of the sales, in thousand yuan?", form=Number(), draw=_workshop,
        stem="A workshop with `workers` workers pays each `wage` thousand yuan and sells for `sales` thousand.",
        right=lambda case: float(case.sales - case.workers * case.wage),
        wrong=(
            Wrong("py-one", lambda case: float(case.sales - case.wage)),
            Wrong("py-costs", lambda case: float(case.workers * case.wage)),
        ),
        nudge="You need all three numbers.",
    ),
    Question(
        id="exam-q2", title="A head", points=3, difficulty=1, objective="write a function", answer="a_head",
        asks="a function of `sales` and `workers` that returns the sales per worker",
        form=Function(("sales", "workers"), Number(0)), draw=_points, stem="What you do twice, you write once.",
        right=lambda sales, workers: sales / workers,
        wrong=(Wrong("py-upside", lambda sales, workers: workers / sales),
               Wrong("py-total", lambda sales, workers: sales)),
        nudge="Does it return?",
    ),
    Question(
        id="exam-q3", title="Why", points=4, difficulty=2, objective="say why", answer="text",
        asks="20 to 60 words on who pays in the cell below", form=Prose(20, 60), draw=lambda draw: {}, stem="Who pays?",
        wrong=(Wrong("py-one"), Wrong("py-costs")),
    ),
)
"""
RUBRICS = "# Rubrics\n\n## exam-q3: who pays (4 points)\n\nAsked for: the workers, and why.\n"
SOLVED = {"exam-q1": "rest = float(q1.sales - q1.workers * q1.wage)", "exam-q2": "    return sales / workers"}
WORDS = (
    "The workers pay, since the workshop keeps what is left of the sales after wages, which it sets by itself alone."
)


def _marked(cell, name, points=None, solution=False):
    about = {"grade": points is not None, "grade_id": name, "locked": not solution, "schema_version": 3}
    cell.metadata["nbgrader"] = about | {"solution": solution, "task": False} | ({"points": points} if points else {})
    return cell


def solved_exam():
    """The notebook that a teacher writes."""
    answers = [f"### BEGIN SOLUTION\n{SOLVED['exam-q1']}\n### END SOLUTION"]
    answers += [f"def a_head(sales, workers):\n    ### BEGIN SOLUTION\n{SOLVED['exam-q2']}\n    ### END SOLUTION"]
    cells = [
        new_markdown_cell("# An exam", id="exam-title"),
        new_code_cell('from missing_middle.checks import check, parameters, variant\n\nvariant("public")', id="setup"),
    ]
    for number, (source, name, points) in enumerate(zip(answers, ("rest", "a_head"), (2, 3), strict=True), 1):
        cells += [
            new_code_cell(f'q{number} = parameters("exam-q{number}")\nq{number}', id=f"exam-q{number}-case"),
            _marked(new_code_cell(source, id=f"exam-q{number}"), f"exam-q{number}", solution=True),
            _marked(
                new_code_cell(f'check("exam-q{number}", {name})', id=f"c{number}"), f"exam-q{number}-check", points
            ),
        ]
    cells += [_marked(new_markdown_cell(WORDS, id="exam-q3"), "exam-q3", 4, solution=True)]
    return new_notebook(cells=cells)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A teacher's folder and class; what this process took in is forgotten afterwards."""
    monkeypatch.setattr(private, "_held", {})
    monkeypatch.setattr(registry, "_private", {})
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "exam.py").write_text(EXAM)
    (tmp_path / "private" / "rubrics.md").write_text(RUBRICS)
    nbformat.write(solved_exam(), tmp_path / "private" / "exam.ipynb")
    (tmp_path / "roster.csv").write_text("student\nada\nben\n")
    (tmp_path / "salt").write_bytes(SALT)
    return tmp_path


def told(folder, line, code=0, sets=True):
    """What a command says, with ``{}`` for the teacher's folder."""
    more = ["--sets", str(folder / "private")] if sets else []
    done = CliRunner().invoke(main, [*(word.replace("{}", str(folder)) for word in line.split()), *more])
    assert done.exit_code == code, (line, done.output, done.exception)
    return done.output


def released(folder):
    told(folder, "release --roster {}/roster.csv --salt-file {}/salt --out {}/handout --set exam")
    return {name: nbformat.read(folder / "handout" / name / "exam.ipynb", as_version=4) for name in ("ada", "ben")}


def as_on_a_students_machine(notebook):
    """What the code of a notebook prints in a process that has the course, and has never seen the teacher's folder."""
    code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    ).stdout


def solve(notebook, answers):
    for cell in notebook.cells:
        cell.source = answers.get(cell.id, cell.source)
    return notebook


@pytest.mark.long
@pytest.mark.sandbox
def test_private_set_goes_from_the_teachers_folder_to_points_by_numbers_of_each_students_own(sandbox, folder):
    books = released(folder)
    texts = {name: nbformat.writes(book) for name, book in books.items()}
    for text in texts.values():
        assert "SOLUTION" not in text and "py-one" not in text and "right" not in text and "sales / workers" not in text
    assert texts["ada"] != texts["ben"]
    right = {
        "exam-q1": SOLVED["exam-q1"],
        "exam-q2": f"def a_head(sales, workers):\n{SOLVED['exam-q2']}",
        "exam-q3": WORDS,
    }
    ada = solve(books["ada"], right)
    public = case_of(registry.question_of("exam-q1"))  # somebody else's numbers
    ben = solve(books["ben"], right | {"exam-q1": f"rest = {public.sales - public.workers * public.wage}"})
    for name, book in (("ada", ada), ("ben", ben)):
        said = as_on_a_students_machine(book)
        assert said.count("this set gives no feedback") == 2 and "orrect" not in said
        (folder / "submissions" / name).mkdir(parents=True)
        nbformat.write(book, folder / "submissions" / name / "exam.ipynb")
    grade = "grade {}/submissions --roster {}/roster.csv --salt-file {}/salt --out {}/graded"
    told(folder, grade)
    results = {name: json.loads((folder / f"graded/results/{name}/exam.json").read_text()) for name in books}
    assert [results["ada"][what] for what in ("points", "possible", "by_hand", "notes")] == [5, 9, 4, []]
    assert [mark["points"] for mark in results["ben"]["questions"]] == [0, 3, 0] and not results["ben"]["notes"]
    assert "2 kept" in told(folder, f"{grade} --resume")
    assert str(case_of(registry.question_of("exam-q1"), token_of("ada", SALT)).sales) in told(
        folder, "key {}/graded --set exam --student ada --roster {}/roster.csv --salt-file {}/salt"
    )
    assert "2 rows added" in told(folder, "read {}/graded --csv")
    told(folder, "report {}/graded")
    assert "exam-q2" in (folder / "graded" / "items.html").read_text()
    told(folder, "export {}/graded --roster {}/roster.csv --exercise exam --moodle username --out {}/m.csv")
    assert (folder / "m.csv").read_text().splitlines()[1:] == ["ada,5", "ben,3"]
    told(folder, "gradebook {}/graded --roster {}/roster.csv --set exam --out {}/term.csv")
    rows = list(csv.DictReader(io.StringIO((folder / "term.csv").read_bytes().decode("utf-8-sig"))))
    assert [row["exam points"] for row in rows] == ["5", "3"]
    (folder / "private" / "exam.py").write_text(EXAM.replace("points=3", "points=3 "))
    private._held.clear(), registry._private.clear()
    assert "2 graded, 0 kept" in told(folder, f"{grade} --resume")  # the questions may be others now
    private._held.clear(), registry._private.clear()
    lacking = told(folder, "gradebook {}/graded --roster {}/roster.csv --set trade --out {}/x", code=1, sets=False)
    assert "holds results of 'exam', no set of the course: name its folder with --sets" in lacking


@pytest.mark.long
@pytest.mark.sandbox
def test_workers_of_a_cluster_mark_a_private_set_that_they_have_never_seen(sandbox, folder):
    distributed = pytest.importorskip("distributed")
    book = solve(released(folder)["ada"], {"exam-q1": SOLVED["exam-q1"], "exam-q3": WORDS})
    (folder / "submissions" / "ada").mkdir(parents=True)
    nbformat.write(book, folder / "submissions" / "ada" / "exam.ipynb")
    grade = "grade {}/submissions --roster {}/roster.csv --salt-file {}/salt --out {}/"
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=True, dashboard_address=None, local_directory=str(folder)
    ) as cluster:
        assert "1 graded" in told(folder, f"{grade}far --dask {cluster.scheduler_address}")
    told(folder, f"{grade}near --workers 1")
    far, near = ((folder / place / "results" / "ada" / "exam.json").read_bytes() for place in ("far", "near"))
    assert far == near
    assert [mark["points"] for mark in json.loads(far)["questions"]] == [2, 0, 0]


def test_bank_takes_it_with_its_rubric(folder):
    told(folder, "bank --set exam --variants 2 --out {}/bank.xml")
    text = (folder / "bank.xml").read_text()
    assert "exam-q1" in text and "Asked for: the workers, and why." in text


def test_nothing_public_holds_it(folder, tmp_path):
    private.admit_folder(folder / "private")
    assert "exam" in registry.graded() and "exam" not in registry.SETS
    with pytest.raises(ValueError, match="a private set is not for a page"):
        public_items("exam")
    assert "never published: add --roster" in told(folder, "release --exercises {}/exercises", code=2)
    assert not (folder / "exercises").exists()
    for name in ("exercises", "notebooks", "data"):
        (tmp_path / "course" / name).mkdir(parents=True)
    nbformat.write(solved_exam(), tmp_path / "course" / "exercises" / "exam.ipynb")
    repo = told(folder, "students-repo --course {}/course --out {}/students", code=1, sets=False)
    assert "exam.ipynb is no set of the course" in repo and not (tmp_path / "students").exists()


@pytest.mark.parametrize(
    "name, text, said",
    [
        ("exam.py", "QUESTIONS = (", "exam.py, line 1: '(' was never closed"),
        ("exam.py", "import nothing_of_this_name", "exam.py stops with ModuleNotFoundError"),
        ("exam.py", "QUESTIONS = []", "exam.py needs a tuple QUESTIONS"),
        ("exam.py", EXAM.replace("exam-q2", "exam-q1"), "exam.py: the ids of the set exam clash"),
        ("exam.py", EXAM.replace("exam-q2", "test-q2"), "belong to another set: ['test-q2']"),
        ("exam.py", EXAM.replace("draw.pick(range(8, 16))", "draw.pick([])"), "exam.py: exam-q1 stops with IndexError"),
        ("exam.py", EXAM.replace('"py-one"', '"no-such"'), "'no-such' is not in the bank of misconceptions"),
        ("trade.py", EXAM.replace("exam-", "trade-"), "the course has a set of this name"),
        ("Exam2.py", EXAM, "called by small letters"),
        ("final.py", EXAM.replace("exam-", "final-"), "has no final.ipynb beside it"),
    ],
)
def test_folder_that_is_not_right_is_refused_in_a_sentence(folder, name, text, said):
    (folder / "private" / "exam.py").unlink()
    (folder / "private" / name).write_text(text)
    if name == "trade.py":
        nbformat.write(solved_exam(), folder / "private" / "trade.ipynb")
    output = told(folder, "key --set exam", code=1)
    assert output.startswith("Error: ") and said in output and output.count("\n") == 1


@pytest.mark.parametrize(
    "place, said", [("private/empty", "holds no set"), (str(ROOT / "data"), "course is published")]
)
def test_place_that_is_not_right_is_refused(folder, place, said):
    (folder / "private" / "empty").mkdir()
    done = CliRunner().invoke(main, ["key", "--set", "exam", "--sets", str(folder / place)])
    assert done.exit_code == 1 and said in done.output and done.output.count("\n") == 1
