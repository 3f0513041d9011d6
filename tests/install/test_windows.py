"""What Windows does not have is taken away here: the course runs without it, and grading says what it needs."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Libraries come first: of them there are others for Windows.
AWAY = """
import asyncio, multiprocessing, os, signal, socket, subprocess, sys, tempfile
import anywidget, click, IPython, ipywidgets, matplotlib.pyplot, nbclient, nbformat, networkx, pandas
import scipy.optimize, scipy.stats
for name in ("fcntl", "grp", "pty", "pwd", "resource", "syslog", "termios"):
    sys.modules[name] = None
windows = {"SIGABRT", "SIGFPE", "SIGILL", "SIGINT", "SIGSEGV", "SIGTERM", "SIG_DFL", "SIG_IGN"}
calls = "alarm pidfd_send_signal pthread_sigmask setitimer"
for name in [name for name in dir(signal) if name[:3] == "SIG" and name not in windows] + calls.split():
    delattr(signal, name)
calls = '''O_DIRECTORY O_NOFOLLOW chown fork forkpty getegid geteuid getgid getpgid getuid getxattr killpg memfd_create
mkfifo pidfd_open posix_spawn sched_getaffinity sched_yield setgid setsid setuid statvfs sysconf uname'''
for name in calls.split():
    delattr(os, name)
del socket.AF_UNIX, socket.socketpair
"""
IMPORTS = """
import importlib, pkgutil, missing_middle
for one in pkgutil.walk_packages(missing_middle.__path__, "missing_middle."):
    if not one.name.endswith("__main__") and ".inside" not in one.name:  # what runs in the sandbox
        importlib.import_module(one.name)
from missing_middle.checks import check
from missing_middle.explorables import workshop
check("trade-q1", 0.5)
print(bool(workshop()._repr_mimebundle_()))
"""
COMMAND = """
from missing_middle.__main__ import main
sys.argv = ["missing-middle", *sys.argv[1:]]
main()
"""
NOTEBOOKS = """
sys.platform = "win32"
sys.path.insert(0, "book/_ext")
from house.warm import warm_kernels
import house.cache
with warm_kernels():  # ordinary ones
    print("JUPYTER_PATH" in os.environ)
"""


# One interpreter without these things does what it is told, each time in a child of its own.
SERVER = """
import json, traceback
fork, wait = os.fork, os.waitpid
{away}
for line in sys.stdin:
    job, child = json.loads(line), fork()
    if not child:
        os.chdir(job["folder"])
        for number, name in enumerate(("said", "complained"), 1):
            os.dup2(os.open(os.path.join(job["into"], name), os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        sys.argv = ["-c", *job["arguments"]]
        try:
            exec(job["code"])
            status = 0
        except SystemExit as end:
            status = end.code or 0
            if isinstance(status, str):  # the last word of a program that ends so
                print(status, file=sys.stderr)
                status = 1
        except BaseException:
            traceback.print_exc()
            status = 1
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
    print(os.waitstatus_to_exitcode(wait(child, 0)[1]), flush=True)
"""


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A function that runs code without what Windows lacks; it returns status and both outputs."""
    clean = {name: value for name, value in os.environ.items() if name != "JUPYTER_PATH"}
    code, into = "import os\n" + SERVER.format(away=AWAY), tmp_path_factory.mktemp("windows")
    command = [sys.executable, "-c", code]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=clean
    ) as one:

        def ask(code, *arguments, folder=ROOT):
            job = {"code": code, "arguments": [*map(str, arguments)], "folder": str(folder), "into": str(into)}
            print(json.dumps(job), file=one.stdin, flush=True)
            status = int(one.stdout.readline())
            said, complained = ((into / name).read_text(encoding="utf8") for name in ("said", "complained"))
            return subprocess.CompletedProcess(code, status, said, complained)

        yield ask
        one.stdin.close()


def test_everything_outside_the_sandbox_is_there(run):
    done = run(IMPORTS)
    assert done.returncode == 0, done.stderr
    assert "Not yet" in done.stdout and done.stdout.split()[-1] == "True"


def test_a_bank_is_written(run, tmp_path):
    done = run(COMMAND, "bank", "--set", "trade", "--out", tmp_path / "bank.xml")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "bank.xml").exists()


@pytest.mark.parametrize("more", [[], ["--unsafe"]])
def test_grading_says_that_it_needs_linux(run, tmp_path, more):
    (tmp_path / "in" / "ada").mkdir(parents=True)
    (tmp_path / "in" / "ada" / "trade.ipynb").write_bytes((ROOT / "solutions" / "trade.ipynb").read_bytes())
    (tmp_path / "roster.csv").write_text("student\nada\n", encoding="utf8")
    done = run(COMMAND, "grade", "in", "--roster", "roster.csv", "--out", "out", *more, folder=tmp_path)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("Grading needs Linux, where the sandbox runs: ")


def test_notebooks_of_the_book_get_ordinary_kernels(run):
    done = run(NOTEBOOKS)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[-1] == "False"
