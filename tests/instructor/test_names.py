"""What must stay with the instructor has one name in all pages, and git ignores it wherever the commands put it."""

import re
import subprocess
from itertools import pairwise

import pytest
from instructor_pages import INSTRUCTOR, ROOT, text_of

NAMES = {"--salt-file": {"salt"}, "--roster": {"roster.csv"}, "--links": {"links.csv"}}
OUT = {"release": {"handout"}, "grade": {"graded"}, "hand-out": {"handout-web"}}
IN_CONTAINERS = "grading-in-containers.md"  # whose paths are those inside a container


def commands():
    """Page and words of every command of ours in a block of code."""
    for page in sorted(INSTRUCTOR.rglob("*.md")):
        for block in re.findall(r"^ *```\w*\n(.*?)^ *```", text_of(page), flags=re.MULTILINE | re.DOTALL):
            for line in re.findall(r"missing-middle ([a-z-]+ .*)", block.replace("\\\n", " ")):
                yield page.name, line.split()


def test_each_has_one_name_in_all_pages():
    seen = 0
    for page, (command, *words) in commands():
        for option, value in pairwise(words):
            allowed = NAMES.get(option) or (OUT.get(command) if option == "--out" else None)
            if allowed:
                name = value.strip("/").split("/")[-1]
                assert name in allowed or (page == IN_CONTAINERS and name == "out"), (page, option, value)
                seen += 1
    assert seen > 15


@pytest.mark.parametrize("folder", ["", "term/", "instructor/", "term/week 2/"])
def test_git_ignores_them_wherever_they_lie(folder):
    kept = ("salt", "roster.csv", "roster-2026.csv", "links.csv", "handout/a/trade.ipynb", "handout-web/index.html")
    kept += ("submissions/a/trade.ipynb", "graded/grades.csv", "private/quiz.py", "by-hand.csv", "deadlines.csv")
    names = [folder + name for name in kept]
    done = subprocess.run(["git", "check-ignore", "--no-index", *names], cwd=ROOT, capture_output=True, text=True)
    if done.returncode == 128:
        pytest.skip("this is no checkout of git")
    assert [name.strip('"') for name in done.stdout.splitlines()] == names


def test_nothing_of_the_project_is_ignored_by_mistake():
    done = subprocess.run(["git", "ls-files", "-ci", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == ""
