"""Every command that a page prints is typed here, or named as one of another program."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from missing_middle.checks.registry import questions_of

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "data/README.md", "book/how-to-use.md")),
    *sorted((ROOT / "instructor").rglob("*.md")),
]
POINTS = sum(question.points for question in questions_of("trade"))
# Commands of others, or such as install, fetch, serve or never end; what they name of ours is looked at below.
FOREIGN = {
    "cd",
    "conda",
    "curl",
    "dask",
    "docker",
    "done",
    "for",
    "git",
    "helm",
    "jupyter-repo2docker",
    "rm",
    "sudo",
    "uv",
}
STARTS = {"jupyter lab", ".venv/bin/jupyter lab", r".venv\Scripts\jupyter lab"}  # never end
WINDOWS = re.compile(r"^\.venv\\Scripts\\")


def lines_of(page):
    """The commands of a page's blocks that are not in another language, each on one line."""
    text = page.read_text(encoding="utf8")
    for language, block in re.findall(r"^(?:   )?```(\w*)\n(.*?)^(?:   )?```", text, re.DOTALL | re.MULTILINE):
        if language in ("", "sh", "bash", "powershell"):
            for line in block.replace("\\\n", " ").splitlines():
                line = re.split(r"(?:^|\s{2,})#", line.strip())[0].strip()
                if line and not line.startswith(("<", "│", "http", "@")):
                    yield " ".join(line.split())


def prose_of(page):
    """The commands in the text that begin with a program of ours."""
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf8"), flags=re.DOTALL)
    return re.findall(r"`((?:\.venv/bin/)?missing-middle [a-z-]+ [^`]+|make [a-z]+[^`]*|python -m [^`]+)`", text)


DRAWN = ROOT / "CONTRIBUTING.md"  # its blocks are a picture and recipes, which tests/site/test_recipes.py runs
COMMANDS = [(page.relative_to(ROOT).as_posix(), line) for page in PAGES if page != DRAWN for line in lines_of(page)]
OURS = [(page, line) for page, line in COMMANDS if re.match(r"(\.venv/bin/)?missing-middle |python -m |head ", line)]
ADAPT = "instructor/adapt.md"  # whose commands change a course, and are typed in a copy
OF_ONES_OWN = [(page, line) for page, line in COMMANDS if page == ADAPT and not line.startswith("make ")]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A teacher's folder: a class of two, what they handed in, and what the platform exported."""
    desk = tmp_path_factory.mktemp("desk")
    for name in (
        "exercises",
        "missing_middle",
        "data",
        "instructor",
        ".venv",
        "book",
        "tests",
        "benchmarks",
        "notebooks",
    ):
        (desk / name).symlink_to(Path(sys.prefix) if name == ".venv" else ROOT / name)
    (desk / "solutions").mkdir()  # a course is as long as its teacher likes
    for name in ("credit", "gains", "trade"):
        shutil.copy(ROOT / "solutions" / f"{name}.ipynb", desk / "solutions")
    for name in ("exported.csv", "canvas.csv"):  # of which the roster is made
        (desk / name).write_text(
            "Student,ID,SIS User ID,SIS Login ID,Section,Trade (4711)\n"
            f"Points Possible,,,,,{POINTS}\nAda,501,501,ada,1,\nBela,502,502,bela,1,\n",
            encoding="utf8",
        )
    (desk / "participants.csv").write_text("Username,Email address\nada,ada@uni.example\n", encoding="utf8")
    (desk / "worksheet.csv").write_text(
        "Identifier,Full name,Maximum grade,Grade,Last modified (grade)\n"
        f"Participant 657,Ada,{POINTS}.00,,-\nParticipant 658,Bela,{POINTS}.00,,-\n",
        encoding="utf8",
    )
    (desk / "salt").write_text("a secret that is long enough for a class", encoding="utf8")
    places = {"ada": "Ada_657_assignsubmission_file_/trade.ipynb", "bela": "bela_502_9_trade.ipynb"}
    for name in (*places.values(), "ada/gains.ipynb"):
        (desk / "submissions" / name).parent.mkdir(parents=True, exist_ok=True)
        solution = "gains.ipynb" if "gains" in name else "trade.ipynb"
        shutil.copy(ROOT / "solutions" / solution, desk / "submissions" / name)
    return desk


def typed(line, desk):
    """Type a line in a shell in which the environment is active; who reads presses Ctrl-C at once."""
    if line.startswith("missing-middle read") and "--csv" not in line:
        line = f"timeout --preserve-status --signal=INT 6 {line} --no-browser"
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-ec", line], cwd=desk, capture_output=True, text=True, env=os.environ | {"PATH": path}
    )


@pytest.mark.parametrize("page, line", COMMANDS)
def test_every_printed_line_is_typed_or_known_to_be_anothers(page, line):
    word = re.split(r"[ =]", line)[0]
    known = line in STARTS or WINDOWS.match(line) or (page, line) in OURS or word in FOREIGN
    known = (
        known
        or (page, line) in OF_ONES_OWN
        or word in ("make", "mkdir", "cp", "student")
        or line == "python install.py"
    )
    assert known, f"{page} prints {line!r}: type it here, or name the program as another's"


@pytest.mark.parametrize("page, line", [(page, line) for page, line in COMMANDS if line.startswith("make ")])
def test_make_has_what_pages_ask_of_it(page, line):
    assert subprocess.run(["make", "-n", *line.split()[1:]], cwd=ROOT, capture_output=True).returncode == 0


def test_make_has_what_the_text_asks_of_it():
    asked = {line for page in PAGES for line in prose_of(page) if line.startswith("make ")}
    assert len(asked) > 8
    for line in sorted(asked):
        words = line.replace("...", "python3").split()[1:]
        assert subprocess.run(["make", "-n", *words], cwd=ROOT, capture_output=True).returncode == 0, line


def test_what_goes_without_make_names_programs_that_are_there():
    programs = [WINDOWS.sub("", line).split()[0] for page, line in COMMANDS if WINDOWS.match(line)]
    assert sorted(programs) == ["jupyter", "jupyter-book", "pytest"]
    assert all((Path(sys.executable).parent / program).exists() for program in programs)


@pytest.mark.sandbox
def test_a_teachers_commands_run_as_printed(desk, sandbox):
    """In the order of a term: giving out, grading, what comes after."""
    order = ["salt", "roster canvas.csv", "release", "hand-out", "begin", "grade", "read", "report", "export", "bank"]
    lines = [line for page, line in OURS if page.startswith("instructor/") and page != ADAPT and "--dask" not in line]
    lines = [line for line in dict.fromkeys(lines) if not line.startswith("missing-middle grade /")]  # in a container
    lines = [line for line in lines if "--sets " not in line]  # tests/grading/test_private_sets.py has a set to type
    assert len(lines) >= 6
    lines.sort(key=lambda line: next((n for n, word in enumerate(order) if word in line.split("--")[0]), 0))
    for line in lines:
        done = typed(line, desk)
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
        half = " feedback " in line  # of the class handed in on this platform, and the command says so
        assert not half or "left out: 1 who handed in through " in done.stderr, done.stderr
    assert (desk / "graded" / "grades.csv").is_file() and (desk / "bank.xml").is_file()


def test_a_course_of_ones_own_is_made_by_the_commands_as_printed(tmp_path):
    course = tmp_path / "course"
    left = shutil.ignore_patterns(".*", "_build", "__pycache__", "*.egg-info", "_ext", "_static", "tests", "benchmarks")
    shutil.copytree(ROOT, course, ignore=left)
    record = course / "missing_middle" / "checks" / "sets" / "credit.py"
    record.write_text(record.read_text(encoding="utf8").replace("points=2", "points=9", 1), encoding="utf8")
    for room in ("solutions", "exercises"):
        for file in (course / room).glob("*.ipynb"):
            if file.stem != "credit":
                file.unlink()
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "PYTHONPATH": str(course), "PYTHONDONTWRITEBYTECODE": "1"}
    assert len(OF_ONES_OWN) == 4
    for _, line in OF_ONES_OWN:
        done = subprocess.run(["bash", "-ec", line], cwd=course, capture_output=True, text=True, env=environment)
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
    assert "(9 points)" in (course / "exercises" / "credit.ipynb").read_text(encoding="utf8")
    contents = (course / "_toc.yml").read_text(encoding="utf8")
    assert "book/7-our-province" in contents and "book/2-6-network" not in contents
    assert (course / "book" / "7-our-province.md").is_file()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_with_commands_of_the_environment_says_how_to_have_them(page):
    """A bare command is not found before the environment is active, and nobody guesses that."""
    text = page.read_text(encoding="utf8")
    bare = [line for line in [*lines_of(page), *prose_of(page)] if line.startswith(("missing-middle ", "jupyter lab"))]
    if bare and "docker" not in text and "sudo -E pip" not in text:
        assert "activate" in text, bare
