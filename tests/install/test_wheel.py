"""The wheel in an environment of its own, far from the checkout: the course works there, and says what it lacks."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import time
import venv
import zipfile
from pathlib import Path

import nbformat
import pytest
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager
from nbclient import NotebookClient
from needs import declared, reached

from missing_middle.checks.registry import SETS

ROOT = Path(__file__).resolve().parents[2]
# Lets a run import only what the named packages bring, as if nothing else were installed.
ONLY = """
import importlib.metadata as md, re, sys
hidden = {{module for module, homes in md.packages_distributions().items()
          if not {names} & {{re.sub(r"[-_.]+", "-", home).lower() for home in homes}}}} - {{"missing_middle"}}
class Hide:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in hidden:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name.split(".")[0])
sys.meta_path.insert(0, Hide())
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel that setuptools makes of what git knows."""
    folder = tmp_path_factory.mktemp("wheel")
    known = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in filter(None, known.stdout.decode().split("\0")):
        if (ROOT / name).is_file() and not name.startswith(("tests/", "book/", "notebooks/")):
            (folder / "source" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / "source" / name)
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", folder, "."]
    if subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True).returncode:
        command = [
            "uv",
            "build",
            "-q",
            "--wheel",
            "--no-build-isolation",
            "--python",
            sys.executable,
            "-o",
            folder,
            ".",
        ]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(command, cwd=folder / "source", check=True, env=os.environ | {"PATH": path})
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def python(wheel, tmp_path_factory):
    """The Python of an environment that holds the wheel, and this environment's libraries without the checkout."""
    folder = tmp_path_factory.mktemp("far away") / "environment"
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)}))
    with zipfile.ZipFile(wheel) as file:  # pure Python: unpacking is installing
        file.extractall(packages)
    # Libraries come after what is installed here. Their own lists of paths are not read, so the checkout is not found.
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf8")
    return python


def run(python, *arguments, extras=None, status=0):
    """Run Python in an empty folder; with ``extras``, with what these declare and nothing else."""
    arguments = list(arguments)
    if extras is not None:
        hide = ONLY.format(names=reached(declared(extras)))
        if arguments[0] == "-m":
            module, arguments = arguments[1], ["-c", "", *arguments[2:]]
            code = f"import runpy; runpy.run_module({module!r}, run_name='__main__', alter_sys=True)"
        else:
            code = arguments[1]
        arguments[1] = hide + code
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    place = python.parents[2]
    done = subprocess.run([python, *arguments], cwd=place, capture_output=True, text=True, env=clean)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_wheel_holds_every_file_that_the_package_reads(wheel):
    held = set(zipfile.ZipFile(wheel).namelist())
    endings = {".py", ".js", ".css", ".json", ".csv"}
    package = {p for p in (ROOT / "missing_middle").rglob("*") if p.suffix in endings and p.is_file()}
    assert len([p for p in package if p.suffix == ".js"]) > 3
    assert {p.relative_to(ROOT).as_posix() for p in package} <= held
    data = {p for p in (ROOT / "data").rglob("*") if p.suffix in {".csv", ".json"}}
    assert len(data) > 15 and {f"missing_middle/{p.relative_to(ROOT).as_posix()}" for p in data} <= held
    assert {f"missing_middle/exercises/{p.name}" for p in (ROOT / "exercises").glob("*.ipynb")} <= held
    assert not [name for name in held if name.startswith(("tests/", "solutions/", "data/")) or "solutions" in name]


def test_a_library_needs_what_it_declares_and_no_more(python):
    code = (
        "import importlib, pkgutil, missing_middle, missing_middle.plots\n"
        "for room in ('checks', 'explorables', 'models', 'policy', 'tables'):\n"
        "    package = importlib.import_module(f'missing_middle.{room}')\n"
        "    for one in pkgutil.walk_packages(package.__path__, f'{package.__name__}.'):\n"
        "        importlib.import_module(one.name)\n"
        "from missing_middle.checks import check\n"
        "from missing_middle.explorables import workshop\n"
        "from missing_middle.tables import clean\n"
        "from IPython import get_ipython\n"
        "print(missing_middle.__file__, len(clean(1)), bool(workshop()._repr_mimebundle_()))\n"
        "print(check('trade-q1', 0.5))"
    )
    said = run(python, "-c", code, extras=[])
    assert str(python.parents[1]) in said and "True" in said


@pytest.mark.parametrize("module", ["missing_middle", "missing_middle.grading", "missing_middle.grading.cli"])
def test_the_command_runs_as_a_module_too(python, module):
    assert "Release exercises and grade them" in run(python, "-m", module, "--help", extras=["grading"])


def test_without_its_extra_the_command_says_what_to_install(python):
    said = run(python, "-m", "missing_middle", "--help", extras=[], status=1)
    assert said == "missing-middle needs click, which is not installed: pip install 'missing_middle[grading]'\n"


def test_a_bank_of_questions_needs_no_checkout(python):
    run(python, "-m", "missing_middle", "bank", "--set", "trade", "--out", "bank.xml", extras=["grading"])
    assert "<question" in (python.parents[2] / "bank.xml").read_text(encoding="utf8")


def test_the_grader_knows_the_published_exercises(python):
    code = "from missing_middle.grading.commands import EXERCISES as e, read_releases\nprint(e, *read_releases(e))"
    said = run(python, "-c", code, extras=["grading"])
    assert str(python.parents[1]) in said and set(SETS) <= set(said.split())


def messages(client, kind, seconds=60):
    """The next message of a kind that the kernel sends to everybody."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        message = client.get_iopub_msg(timeout=seconds)
        if message["msg_type"] == kind:
            return message["content"]
    raise AssertionError(f"no {kind} came")


def test_a_notebook_opens_and_its_widget_moves_far_from_the_checkout(python, tmp_path):
    kernels = tmp_path / "kernels"
    (kernels / "far").mkdir(parents=True)
    command = [str(python), "-m", "ipykernel_launcher", "-f", "{connection_file}", "--IPKernelApp.log_level=40"]
    spec = {"argv": command, "display_name": "Python 3", "language": "python"}
    (kernels / "far" / "kernel.json").write_text(json.dumps(spec), encoding="utf8")
    manager = KernelManager(
        kernel_name="far", kernel_spec_manager=KernelSpecManager(kernel_dirs=[str(kernels)], ensure_native_kernel=False)
    )
    notebook = nbformat.read(ROOT / "notebooks" / "credit.ipynb", as_version=4)
    NotebookClient(notebook, km=manager, resources={"metadata": {"path": str(tmp_path)}}).execute(reset_kc=True)
    shown = [data for cell in notebook.cells if cell.cell_type == "code" for data in cell.outputs]
    assert any("application/vnd.jupyter.widget-view+json" in one.get("data", {}) for one in shown)

    manager = KernelManager(kernel_name="far", kernel_spec_manager=manager.kernel_spec_manager)
    manager.start_kernel(cwd=str(tmp_path))
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        client.execute("from missing_middle.explorables import who_exports; widget = who_exports()")
        opened = messages(client, "comm_open")
        while "values" not in opened["data"]["state"]:
            opened = messages(client, "comm_open")
        values = opened["data"]["state"]["values"]
        name = next(name for name, value in values.items() if isinstance(value, float))
        moved = values | {name: values[name] * 1.01}
        update = {"method": "update", "state": {"values": moved}, "buffer_paths": []}
        client.shell_channel.send(client.session.msg("comm_msg", {"comm_id": opened["comm_id"], "data": update}))
        answer = messages(client, "comm_msg")
        while answer["data"].get("method") != "custom":
            answer = messages(client, "comm_msg")
        assert answer["data"]["content"]["values"][name] == pytest.approx(moved[name])
        assert answer["data"]["content"]["exact"]
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
