"""One student cannot cost another one a point: not by processors, not by memory, not by what the grader has to read."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from classroom import ALL_RIGHT, RELEASED, ROOT, Classroom, answered, processes_of, right, solved

from missing_middle.checks.registry import questions_of
from missing_middle.grading import batch, running, sandbox, staging
from missing_middle.grading.bindings import bound_names
from missing_middle.grading.layout import lay_out
from missing_middle.grading.limits import Limits
from missing_middle.grading.notebook import read_notebook
from missing_middle.grading.roster import read_students
from missing_middle.grading.sandbox import Sandbox, SandboxError
from missing_middle.grading.staging import build_stage
from missing_middle.grading.tokens import tokens_in
from missing_middle.grading.worker import Guard, Marked

STORM = """
import os
for _ in range(40):
    if os.fork() == 0:
        os.setsid()
        while True: pass
while True: pass"""
WORKS_HARD = """
import time
start = time.process_time()
while time.process_time() < start + 1.0: pass
NAME = RIGHT"""


def asked(stage, code, *names, **limits):
    """What the names hold after code has run in a room of its own."""
    asks = [{"id": name, "name": name, "points": None} for name in names]
    step = {"name": "step", "given": [], "cells": [code], "asks": asks, "seconds": 30}
    with Sandbox(stage, Limits(**limits)) as wall:
        run = wall.run({"parameters": "{}", "steps": [step]})
    return {name: run.reports["step"]["answers"][name]["named"]["value"] for name in names}


@pytest.fixture
def stage():
    stage = build_stage()
    yield stage
    stage.remove()


# Processors -----------------------------------------------------------------------------------------------------------


@pytest.mark.long
@pytest.mark.sandbox
def test_neighbours_of_a_fork_storm_keep_their_points(sandbox, classroom, tmp_path):
    """Each storm has 41 busy processes in two answers; the honest ones need one second of two and a half."""
    slow = {
        name: WORKS_HARD.replace("NAME", answer).replace("RIGHT", repr(right(name)))
        for name, answer in (("trade-q1", "share"), ("trade-q5", "turning_point"))
    }
    for number in range(2):
        classroom.hand_in(f"a{number}-storm", answered({"trade-q1": STORM, "trade-q5": STORM}))
        classroom.hand_in(f"b{number}-honest", answered(slow))
    summary = batch.grade(
        classroom.submissions,
        read_students(classroom.write_roster()),
        {"trade": RELEASED},
        tmp_path / "out",
        Guard(Limits(question_seconds=2.5)),
        workers=2,
    )
    points = {one["student"]: one["points"] for one in batch.read_results(tmp_path / "out")}
    assert (
        points
        == dict.fromkeys(("a0-storm", "a1-storm"), ALL_RIGHT - 5) | dict.fromkeys(("b0-honest", "b1-honest"), ALL_RIGHT)
        and summary.complete
    )


# Memory ---------------------------------------------------------------------------------------------------------------


@pytest.mark.sandbox
def test_memory_that_no_map_shows_and_odd_sockets_are_refused(sandbox, stage):
    code = """
import ctypes, os, socket
libc = ctypes.CDLL(None, use_errno=True)
def refused(call):
    try: call()
    except PermissionError: return True
    except OSError as error: return error.errno
    return False
def raw(number, *values):
    if libc.syscall(number, *values) < 0:
        raise OSError(ctypes.get_errno(), '')
seen = {
    'memfd': refused(lambda: os.memfd_create('x')),
    'segment': refused(lambda: raw(29, 0, 4096, 0o1600)),
    'queue': refused(lambda: raw(68, 0, 0o1600)),
    'vsock': refused(lambda: socket.socket(40, socket.SOCK_STREAM)),
    'netlink': refused(lambda: socket.socket(16, socket.SOCK_RAW)),
    'packet': refused(lambda: socket.socket(17, socket.SOCK_RAW)),
}
for family in (socket.AF_UNIX, socket.AF_INET, socket.AF_INET6):
    socket.socket(family, socket.SOCK_STREAM).close()
pair = socket.socketpair()
plain = 1"""
    answers = asked(stage, code, "seen", "plain")
    assert answers["plain"] == {"int": "0x1"}
    assert [(name, told) for name, told in answers["seen"]["dict"] if told is not True] == []


@pytest.mark.sandbox
def test_memory_of_files_without_content_is_counted(sandbox, stage):
    code = "import os\nfor n in range(200_000): os.close(os.open(f'/tmp/{n}', os.O_CREAT))\nx = 1"
    step = {"name": "files", "given": [], "cells": [code], "asks": [], "seconds": 60}
    with Sandbox(stage, Limits(total_mb=260)) as wall:
        run = wall.run({"parameters": "{}", "steps": [step]})
    assert run.reports["files"]["state"] in ("too much memory", "done")  # where the kernel allows so many files at all


def test_when_memory_runs_short_the_largest_room_goes_first(monkeypatch):
    held, left = {1: 1400, 2: 150}, [100]
    clock = [0.0]
    monkeypatch.setattr(sandbox, "_memory_left_mb", lambda: left[0])
    monkeypatch.setattr(sandbox.time, "monotonic", lambda: clock[0])
    hog, honest = (sandbox._Shortage(Limits(), lambda room=room: held[room]) for room in (1, 2))
    assert not honest.must_end() and not hog.must_end()
    clock[0] = 0.5
    assert hog.must_end() and not honest.must_end()
    left[0], clock[0] = 2000, 5.0  # its end has made room
    assert not honest.must_end() and not hog.must_end()


@pytest.mark.long
@pytest.mark.sandbox
def test_room_is_measured_from_outside(sandbox, stage):
    with Sandbox(stage, Limits()) as wall, ThreadPoolExecutor(1) as pool:
        code = "import time\nx = b'x' * 200_000_000\ntime.sleep(3)"
        step = {"name": "large", "given": [], "cells": [code], "asks": [], "seconds": 60}
        running_plan = pool.submit(wall.run, {"parameters": "{}", "steps": [step]})
        sizes = []
        while not running_plan.done():
            sizes.append(sandbox_size(wall))
            time.sleep(0.1)
    assert 100 < max(sizes) < 1000


def sandbox_size(wall):
    return sandbox._room_mb(wall._warm.pid)


def starved(job, guard):
    """As a worker whose machine has no memory left for one student, the first time or always."""
    result = {"student": job.student, "exercise": job.exercise, "sha256": "", "questions": [], "notes": [], "points": 0}
    result |= {"possible": 0, "by_hand": 0, "ended": "done"}
    out_of_memory = job.student == "unlucky" or (job.student == "once" and not TRIED)
    TRIED.append(job.student)
    return Marked(result, b"{}", again=out_of_memory, starved=out_of_memory)


TRIED = []


def test_submission_that_the_machine_had_no_memory_for_is_tried_alone_and_then_failed(classroom, tmp_path, monkeypatch):
    TRIED.clear()
    monkeypatch.setattr(running, "mark_one", starved)
    for student in ("once", "unlucky", "well"):
        classroom.hand_in(student, solved())
    students = read_students(classroom.write_roster())
    with ThreadPoolExecutor(1) as pool:
        for _ in range(2):
            summary = batch.grade(
                classroom.submissions,
                students,
                {"trade": RELEASED},
                tmp_path / "out",
                Guard(Limits()),
                executor=pool,
                resume=True,
            )
            assert [one[0] for one in summary.failed] == ["unlucky"] and not summary.complete
            assert {one["student"] for one in batch.read_results(tmp_path / "out")} == {"once", "well"}
    assert TRIED.count("unlucky") == 4 and TRIED[-1] == "unlucky"


# What the grader reads ------------------------------------------------------------------------------------------------

ODD_LINES = (
    "closed:" + "," * 200 + " " * 4500 + "x",
    "closed" + " " * 4900,
    "(" * 4900 + "closed",
    ",".join(["closed"] * 600) + " =" * 100,
    "=" * 4900,
    "a=" * 2400,
    "def " * 1200,
    "variant(" * 600,
    "a-q1" * 1200,
)


@pytest.mark.parametrize("line", ODD_LINES, ids=range(len(ODD_LINES)))
def test_text_that_was_made_to_be_slow_is_read_in_no_time(line):
    text = "\n".join([line] * (200_000 // len(line)))
    start = time.process_time()
    bound_names(text)
    tokens_in(text)
    assert time.process_time() - start < 2


def test_notebook_of_such_lines_is_laid_out_in_no_time():
    notebook = solved()
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["source"] = "".join(cell["source"]) + '\n"""\n' + "\n".join(ODD_LINES[:2] * 40) + '\n"""'
    cells, _ = read_notebook(json.dumps(notebook).encode())
    release, _ = read_notebook(RELEASED)
    start = time.process_time()
    lay_out(cells, release, questions_of("trade"))
    assert time.process_time() - start < 5


# What a room shows ----------------------------------------------------------------------------------------------------


@pytest.fixture
def system_folder(monkeypatch):
    """A folder that rooms show, as they show /usr/lib, and in it a checkout, a roster and the submissions."""
    folder = Path(tempfile.mkdtemp(prefix="system-", dir="/tmp"))
    (folder / "src" / "course" / "solutions").mkdir(parents=True)
    (folder / "src" / "course" / "solutions" / "trade.ipynb").write_text("share = 0.25")
    (folder / "roster.csv").write_text("student\nada\n")
    (folder / "lib").mkdir()
    (folder / "lib" / "needed.txt").write_text("needed")
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755)
    monkeypatch.setattr(staging, "SYSTEM", (*staging.SYSTEM, str(folder)))
    yield folder
    shutil.rmtree(folder)


@pytest.mark.sandbox
def test_private_files_are_hidden_wherever_they_lie(sandbox, system_folder):
    stage = build_stage([str(system_folder / "src" / "course"), str(system_folder / "roster.csv")])
    code = f"""
import os, pathlib
root = pathlib.Path({str(system_folder)!r})
seen = [str(path.relative_to(root)) for path in root.rglob('*') if path.is_file()]"""
    try:
        answers = asked(stage, code, "seen")
    finally:
        stage.remove()
    assert answers == {"seen": ["lib/needed.txt"]}


@pytest.mark.sandbox
def test_room_that_shows_what_is_private_is_found_out_before_the_first_submission(sandbox, system_folder):
    stage = build_stage()
    leaky = replace(stage, looks=(str(system_folder / "roster.csv"),))
    try:
        with (
            Sandbox(leaky, Limits()) as wall,
            pytest.raises(SandboxError, match=r"shows what no student may see.*roster"),
        ):
            wall.probe()
        with Sandbox(stage, Limits()) as wall:
            wall.probe()
    finally:
        stage.remove()


# A killed start -------------------------------------------------------------------------------------------------------


@pytest.mark.long
@pytest.mark.sandbox
@pytest.mark.parametrize("seconds", [1.5, 4, 8])
def test_killed_start_leaves_nothing_running_and_nothing_lying_about(sandbox, tmp_path, room_folder, seconds):
    classroom = Classroom(tmp_path / "class")
    classroom.hand_in("ada", solved())
    out = tmp_path / "killed-out"
    code = "from missing_middle.grading.cli import main; main()"
    arguments = ["grade", classroom.submissions, "--roster", classroom.write_roster(), "--out", out]
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    time.sleep(seconds)
    group = process.pid
    process.kill()
    process.wait()
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and (
        _session(group) or os.listdir(room_folder) or processes_of(str(room_folder))
    ):
        time.sleep(0.1)
    assert not _session(group) and not processes_of(str(room_folder)) and os.listdir(room_folder) == []


def _session(group):
    """Processes of the session that the killed grader led."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            if os.getsid(int(pid)) == group:
                found.append(pid)
        except (ProcessLookupError, PermissionError):
            pass
    return found
