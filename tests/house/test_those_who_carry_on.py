"""What a stranger needs to carry on: one version, a workflow that does what .ci/run does, hooks that fetch nothing."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]


def read(name):
    return (ROOT / name).read_text(encoding="utf8")


def test_version_is_the_same_wherever_it_is_printed():
    assert str(yaml.safe_load(read("CITATION.cff"))["version"]) == VERSION
    assert re.search(r"^## (\S+)", read("CHANGELOG.md"), re.MULTILINE)[1] == VERSION


def steps(path):
    jobs = yaml.safe_load(path.read_text(encoding="utf8"))["jobs"]
    return [step for job in jobs.values() for step in job["steps"]]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_can_be_read_and_pin_the_major_version_of_what_they_use(path):
    content = yaml.safe_load(path.read_text(encoding="utf8"))
    assert content[True] and content["permissions"] == {"contents": "read"}  # YAML takes the key `on` for true
    used = [step["uses"] for step in steps(path) if "uses" in step]
    assert used and all(re.fullmatch(r"actions/[a-z-]+@v\d+", action) for action in used)


def test_course_is_tested_by_the_script_of_the_repository_and_published_from_main_only():
    path, main = ROOT / ".github" / "workflows" / "course.yml", "github.ref == 'refs/heads/main'"
    assert [step["run"] for step in steps(path) if "run" in step] == ["bash .ci/run"]
    upload = next(step for step in steps(path) if "upload-pages-artifact" in step.get("uses", ""))
    assert upload["with"]["path"] == "_build/html"
    assert yaml.safe_load(path.read_text())["jobs"]["publish"]["if"] == upload["if"] == main


def test_commands_of_workflows_and_hooks_are_there():
    targets = re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE)
    for path in WORKFLOWS:
        for step in steps(path):
            if step.get("run", "").startswith("make "):
                assert step["run"].split()[1] in targets


def test_hooks_are_local_and_fetch_nothing():
    repositories = yaml.safe_load(read(".pre-commit-config.yaml"))["repos"]
    assert {repository["repo"] for repository in repositories} == {"local"}
    hooks = [hook for repository in repositories for hook in repository["hooks"]]
    assert all(hook["language"] == "system" and hook["entry"].startswith(".venv/bin/") for hook in hooks)
    assert {"ruff", "notebooks"} <= {hook["id"] for hook in hooks}


def test_issue_templates_have_a_name_and_say_what_they_are_for():
    templates = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.md"))
    heads = [yaml.safe_load(path.read_text(encoding="utf8").split("---")[1]) for path in templates]
    assert len(heads) == 3 and all(head["name"] and head["about"] for head in heads)


def test_every_text_has_one_kind_of_line_end_on_every_system():
    listed = subprocess.run(["git", "ls-files", "--eol"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for line in listed.splitlines():
        index, _, attributes = line.split("\t")[0].split(maxsplit=2)
        assert (index in ("i/lf", "i/none") and "eol=lf" in attributes) or "-text" in attributes, line
