"""What the notes on deployment say about our own commands and files is so; the values are YAML of the right shape."""

import re
import subprocess

import pytest
import yaml
from click.testing import CliRunner
from instructor_pages import INSTRUCTOR, ROOT, text_of

from missing_middle.grading.cli import main

DEPLOY = INSTRUCTOR / "deploy"
VALUES = yaml.safe_load(text_of(DEPLOY / "values.yaml"))
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)
BLOCKS = {
    page.name: [block for kind, block in FENCE.findall(text_of(page)) if not kind]
    for page in sorted(INSTRUCTOR.rglob("*.md"))
    if page.name != "README.md"
}


def size(text):
    """Bytes of a size as Kubernetes writes it: 512M, 1Gi."""
    number, unit = re.fullmatch(r"(\d+)([MG]i?)", text).groups()
    return int(number) * {"M": 10**6, "G": 10**9, "Mi": 2**20, "Gi": 2**30}[unit]


def test_values_name_an_image_with_a_fixed_tag_and_limits():
    user = VALUES["singleuser"]
    assert isinstance(user["image"]["tag"], str) and user["image"]["tag"] != "latest"
    assert size(user["memory"]["guarantee"]) <= 2**29 < size(user["memory"]["limit"]) <= 2 * 10**9
    assert 0 < user["cpu"]["guarantee"] < user["cpu"]["limit"] <= 2
    assert size(user["storage"]["capacity"]) >= 10**9


def test_values_pull_the_course_and_never_keep_anybody_out():
    shell, flag, command = VALUES["singleuser"]["lifecycleHooks"]["postStart"]["exec"]["command"]
    assert (shell, flag) == ("sh", "-c") and command.startswith("gitpuller https://") and command.endswith("|| true")
    assert "dummy" not in text_of(DEPLOY / "values.yaml")


def test_tag_of_the_image_is_the_version_of_the_package():
    version = re.search(r'^version = "(.+)"$', text_of(ROOT / "pyproject.toml"), flags=re.MULTILINE)[1]
    assert VALUES["singleuser"]["image"]["tag"] == version
    assert f"missing-middle:{version}" in text_of(DEPLOY / "kubernetes.md")
    assert f"--branch v{version}" in text_of(DEPLOY / "littlest-jupyterhub.md")


def test_students_can_log_in_and_their_files_lie_on_their_volume():
    config = VALUES["hub"]["config"]
    login = config["Authenticator"]
    assert login.get("allow_all") is True or login.get("allowed_users")
    spawner = config["KubeSpawner"]
    command = VALUES["singleuser"]["lifecycleHooks"]["postStart"]["exec"]["command"][-1]
    target = re.search(r"gitpuller \S+ main (\S+)", command)[1]
    assert spawner["working_dir"] == spawner["notebook_dir"] == "/home/jovyan"
    assert target.startswith(f"{spawner['notebook_dir']}/") and "students" in command  # the one without solutions


def test_no_solutions_stay_where_students_have_a_shell():
    hub, *_ = [block for block in BLOCKS["littlest-jupyterhub.md"] if "git clone" in block]
    lines = hub.splitlines()
    folder = lines[0].split()[-1]
    assert lines[-1] == f"rm -rf {folder}" and not any(" -e " in line or "--editable" in line for line in lines)
    image, *_ = [block for block in BLOCKS["kubernetes.md"] if "jupyter-repo2docker" in block]
    assert "cd missing-middle-students" in image and "missing_middle @ git+https://" in image


def test_image_for_grading_copies_what_is_there_and_has_the_python_and_the_sandbox_that_are_tested():
    lines = text_of(DEPLOY / "grading.Dockerfile").replace("\\\n", " ")
    copied = [name for line in re.findall(r"^COPY (.+)$", lines, re.MULTILINE) for name in line.split()[:-1]]
    assert {"requirements.txt", "missing_middle", "solutions", "data"} <= set(copied)
    assert all((ROOT / name).exists() for name in copied)
    python = (ROOT / "runtime.txt").read_text(encoding="utf8").strip().removeprefix("python-")
    assert f"FROM python:{python}-slim" in lines and f"/usr/local/lib/python{python}/" in lines
    assert "bubblewrap" in lines


@pytest.mark.parametrize("page", ["README.md", "kubernetes.md", "grading-in-containers.md"])
def test_what_was_never_run_is_said_in_bold(page):
    assert re.search(r"\*\*[^*]*(?:[Nn]ever run|never built|never run)[^*]*\*\*", text_of(DEPLOY / page))


@pytest.mark.parametrize("name", BLOCKS)
def test_commands_of_a_page_are_shell_and_options_exist(name):
    for block in BLOCKS[name]:
        if block.startswith(("https:", "make ")):
            continue
        assert subprocess.run(["bash", "-n"], input=block, text=True).returncode == 0, block
        for line in re.findall(r"missing-middle ([a-z]+ .*?)(?:$|\n)", block.replace("\\\n", " ")):
            command = line.split()[0]
            told = CliRunner().invoke(main, [command, "--help"]).output
            for option in re.findall(r"(?<!\S)--[a-z-]+", line):
                assert option in told, (command, option)


def test_the_page_on_dask_says_what_the_command_does():
    told = CliRunner().invoke(main, ["grade", "--help"]).output
    assert re.search(r"without\s+--dask", told)
    assert "Two jobs for each worker" in text_of(DEPLOY / "grading-with-dask.md")
