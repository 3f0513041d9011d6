"""Notebooks run again when what they use has changed, pages are read again when they would show something else.

A small course with a copy of the package, of which the tests may change files: two pages use one model each, one a
table, one a file beside it, one shows questions, one only words.
"""

import os
import re
import shutil
import subprocess
import sys

import pytest
from course_site import ROOT
from house import cache
from jupyter_cache import get_cache
from rare import far

pytestmark = pytest.mark.long
CONF = """import sys
sys.path.insert(0, {ext!r})
extensions = ["myst_nb", "house.render.outputs", "house.cache", "house.shown", "house.content.quiz"]
exclude_patterns = ["_build", "missing_middle", "data", "instructor", ".*"]
nb_execution_mode, html_theme, project = "cache", "basic", "A small course"
"""
HEAD = """---
file_format: mystnb
kernelspec: {{name: python3, display_name: Python 3}}
---

# {title}

```{{code-cell}} python
from pathlib import Path
with Path("{log}").open("a") as log:
    print("{title}", file=log)
{code}
```
"""
CODES = {
    "credit": "from missing_middle.models import evans_jovanovic\n"
    "print(evans_jovanovic(theta=2, wealth=0.5, alpha=0.5, r=1.1, lam=1.5, w=0).k)",
    "gap": "from missing_middle.models import nelson_phelps\nimport inspect\nprint(nelson_phelps(phi=0.1, g=0.02))",
    "table": "from missing_middle.tables import printed\nprint(printed(1).iloc[0, 0])",
    "folder": "print(sorted(file.name for file in Path('files').iterdir()), Path('files/a.txt').read_text())",
}
LESS = """

_as_it_was = evans_jovanovic


def evans_jovanovic(theta, wealth, alpha, r, lam, w):
    return _as_it_was(theta, wealth, alpha, r, 0.9 * lam, w)


@documented
def missing_middle("""
CREDIT, GAP = "missing_middle/models/credit.py", "missing_middle/models/capability.py"


class Course:
    def __init__(self, folder):
        self.folder, self.log = folder, folder.parent / "ran.txt"
        for room in ("missing_middle", "data", "instructor"):
            shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "conf.py").write_text(CONF.format(ext=str(ROOT / "book" / "_ext")), encoding="utf8")
        self.edit("files/a.txt", "first")
        for name, code in CODES.items():
            self.edit(f"{name}.md", HEAD.format(title=name, log=self.log, code=code))
        self.edit("asked.md", "# Asked\n\n```{quiz} credit credit-q1\n```\n")
        self.edit("index.md", "# Course\n\n```{toctree}\n" + "\n".join([*CODES, "asked"]) + "\n```\n")

    def edit(self, name, text, old=None):
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if old is not None:
            before = file.read_text(encoding="utf8")
            assert old in before
            text = before.replace(old, text, 1)
        file.write_text(text, encoding="utf8")

    def append(self, name, text):
        file = self.folder / name
        file.write_text(file.read_text(encoding="utf8") + text, encoding="utf8")

    def build(self, folder=None):
        """Build; return the names of the notebooks that ran, and of the pages that were written."""
        folder = folder or self.folder
        self.log.unlink(missing_ok=True)
        before = {page: page.stat().st_mtime_ns for page in (folder / "_build" / "html").glob("*.html")}
        command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", str(folder), str(folder / "_build" / "html")]
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(folder)}
        )
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr
        written = {page for page in self.pages(folder) if page.stat().st_mtime_ns != before.get(page)}
        written = {page for page in written if page.stem != "index"}  # is written whenever a page that it lists is
        ran = self.log.read_text().split() if self.log.exists() else []
        return set(ran), {page.stem for page in written}

    def pages(self, folder):
        return {page for page in (folder / "_build" / "html").glob("*.html") if page.stem in {*CODES, "asked", "index"}}

    def says(self, folder=None):
        """Return what each page shows, without the checksums of style sheets, which Sphinx adds late."""
        pages = self.pages(folder or self.folder)
        return {page.stem: re.sub(r"\?v=\w+", "", page.read_text(encoding="utf8")) for page in pages}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The course as first built. Each test puts it back."""
    course = Course(tmp_path_factory.mktemp("course") / "small course")
    assert course.build() == ({*CODES}, {*CODES, "asked"})
    return course


@pytest.fixture
def course(built):
    """The course as first built, put back afterwards so that the next test finds it so."""
    kept = built.folder.parent / "kept"
    shutil.rmtree(kept, ignore_errors=True)
    shutil.copytree(built.folder, kept)
    yield built
    shutil.rmtree(built.folder)
    shutil.copytree(kept, built.folder)


def test_nothing_runs_and_nothing_is_written_where_nothing_has_changed(course):
    assert course.build() == (set(), set())


def test_a_model_that_is_only_written_otherwise_runs_the_notebooks_that_use_it_and_leaves_every_page(course):
    course.edit(CREDIT, "import math\n\n# another comment\n", old="import math\n")
    assert course.build() == ({"credit"}, set())


def test_a_model_that_gives_something_else_changes_the_pages_that_show_it_and_no_other(course):
    """The question's right answer and its hints are computed by the same model."""
    course.edit(CREDIT, LESS, old="\n\n@documented\ndef missing_middle(")
    assert course.build() == ({"credit"}, {"credit", "asked"})
    assert course.build() == (set(), set())


@far
def test_what_stands_behind_a_model_or_a_table_counts_and_what_nobody_uses_does_not(course):
    for name in ("missing_middle/models/_record.py", "missing_middle/plots.py", "missing_middle/tables/build.py"):
        course.append(name, "\n# a word more\n")
    course.edit("files/a.txt", "second", old="first")
    assert course.build()[0] == {"credit", "gap", "folder"}
    course.edit("data/printed/table1.csv", "Size", old="Size of enterprise")
    course.edit("files/b.txt", "a new file")
    course.edit("gap.md", "# Another title", old="# gap")
    assert course.build()[0] == {"table", "folder"}


@far
def test_pages_are_as_if_built_anew_after_whatever_has_changed(course, tmp_path):
    course.edit(CREDIT, LESS, old="\n\n@documented\ndef missing_middle(")
    course.edit("data/printed/table1.csv", "Size", old="Size of enterprise")
    course.build()
    course.edit("missing_middle/checks/sets/credit.py", "The very last unit", old="The last unit")
    course.edit("files/a.txt", "second", old="first")
    course.edit("gap.md", "# gap\n\nMore words.", old="# gap")
    course.build()
    fresh = tmp_path / "fresh"
    shutil.copytree(course.folder, fresh, ignore=shutil.ignore_patterns("_build", ".jupyter_cache"))
    course.build(fresh)
    assert course.says() == course.says(fresh)
    assert "The very last unit" in course.says()["asked"] and "second" in course.says()["folder"]


def test_a_new_title_stands_on_every_page_that_tells_it(course):
    """In the links to the page before and the page behind, and in the list of contents."""
    course.edit("gap.md", "# Another title", old="# gap")
    ran, _ = course.build()
    assert ran == set()
    told = {name for name, page in course.says().items() if "Another title" in page}
    assert {"credit", "gap", "table", "index"} <= told
    assert course.build() == (set(), set())


@far
def test_a_notebook_that_failed_runs_again_and_its_page_is_read_once_it_gives_something(course):
    course.edit("folder.md", "Path('files/late.txt').read_text()", old="Path('files/a.txt').read_text()")
    assert "folder" in course.build()[0]
    assert "FileNotFoundError" in course.says()["folder"]
    course.edit("files/late.txt", "it has come")
    assert course.build() == ({"folder"}, {"folder"})
    assert "it has come" in course.says()["folder"]


def test_outputs_are_kept_with_what_their_run_used(course):
    (kept,) = (course.folder / ".jupyter_cache").iterdir()
    records = get_cache(str(kept)).list_cache_records()
    by_title = {name: record.data["used"] for name in CODES for record in records if record.uri.endswith(f"{name}.md")}
    assert len(by_title) == len(records) == len(CODES)
    of_credit = {name for name in by_title["credit"] if name.startswith("missing_middle/models") and name[-3:] == ".py"}
    assert {CREDIT, "missing_middle/models/__init__.py", "missing_middle/models/_record.py"} <= of_credit
    assert GAP not in of_credit


def test_a_run_notes_what_it_opens_lists_imports_and_starts(tmp_path):
    """Whatever way a cell takes to a file; and what it writes without reading is no use of it."""
    kept, package = tmp_path / "kept", tmp_path / "package"
    (tmp_path / "folder").mkdir()
    package.mkdir()
    for name in ("__init__", "early", "late", "other"):
        (package / f"{name}.py").touch()
    for name in ("a.txt", "b.txt", "c.txt", "d.csv"):
        (tmp_path / name).write_text("1\n2\n")
    kept.touch()
    code = f"""
import os, runpy, subprocess, sys
import package.early
runpy.run_path({str(cache.HOOK)!r})["watch"]({str(kept)!r})
import package.late, pandas
open("a.txt").close()
os.close(os.open("b.txt", os.O_RDONLY))
open("c.txt", "w").close()
pandas.read_csv("d.csv")
os.listdir("folder")
os.path.exists("late.txt")
try: open("absent.txt")
except OSError: pass
print(open({str(kept)!r}).read())
subprocess.run(["true"])
"""
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": ""}
    subprocess.run([sys.executable, "-c", "import package.late"], cwd=tmp_path, check=True, env=environment)
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, env=environment)
    assert (package / "__pycache__").exists()  # the second run read what the first had compiled
    lines = kept.read_text().splitlines()
    names = {os.path.relpath(line, tmp_path) if line != "*" else line for line in lines}
    used = {"a.txt", "b.txt", "d.csv", "folder", "absent.txt", "*"} | {
        f"package/{n}.py" for n in ("__init__", "early", "late")
    }
    assert used <= names and not names & {"c.txt", "package/other.py"}


def test_what_everything_is_changes_with_any_file(tmp_path):
    seen = set()
    for name in ("a.txt", "data/b.csv", "data/c/d.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).touch()
        seen.add(cache.state(tmp_path)[cache.EVERYTHING])
    (tmp_path / "_build").mkdir()
    (tmp_path / "_build" / "page.html").touch()
    seen.add(cache.state(tmp_path)[cache.EVERYTHING])
    assert len(seen) == 3


def test_another_library_or_another_python_gives_another_cache(tmp_path, monkeypatch):
    before = cache.libraries()
    assert cache.libraries() == before
    (tmp_path / "another-1.0.dist-info").mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    assert cache.libraries() != before
    monkeypatch.undo()
    monkeypatch.setattr(sys, "version", "4.0")
    assert cache.libraries() != before


def test_pool_ran_the_notebook_before_the_page_was_read(sample_site):
    (kept,) = (sample_site.parents[1] / ".jupyter_cache").iterdir()
    outputs = get_cache(str(kept))
    assert len(outputs.list_cache_records()) == 1  # of four pages one has code
    assert outputs.list_project_records() == []  # MyST-NB lists a notebook here before it runs one itself
