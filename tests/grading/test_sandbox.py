"""The wall itself: who may build it, what stands behind it, what a grader without one says."""

import os
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

import pytest
from classroom import ALL_RIGHT, RELEASED, ROOT, Classroom, answered, solved

from missing_middle.grading import batch, sandbox, staging
from missing_middle.grading.limits import Limits
from missing_middle.grading.roster import read_students
from missing_middle.grading.sandbox import Sandbox, SandboxError
from missing_middle.grading.staging import build_stage
from missing_middle.grading.worker import Guard

COMMAND = "from missing_middle.grading.cli import main; main()"
# An ordinary user for whom root shows the environment, wherever it lies.
AS_USER = f"""
import os, sys
sys.path.insert(0, {str(ROOT)!r})
from missing_middle.grading.inside import porch
porch.open_to_all({[os.path.realpath(path) for path in (sys.base_prefix, sysconfig.get_path("purelib"), ROOT)]!r})
porch.become(54321)
os.execve(sys.executable, [sys.executable, "-c", {COMMAND!r}, *sys.argv[1:]], {{"PATH": os.environ["PATH"]}})
"""


@pytest.fixture(scope="module")
def wall(sandbox, stage):
    """A warm process that tests share: to start one takes longer than to run a plan."""
    with Sandbox(stage, Limits()) as one:
        yield one


def run(code, *arguments, **more):
    return subprocess.run([sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, **more)


@pytest.fixture
def open_folder():
    """A folder that every user may enter; those of pytest are closed to others."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        yield Path(folder)


@pytest.fixture(scope="module")
def stage():
    stage = build_stage()
    yield stage
    stage.remove()


def test_students_installation_has_no_answers(stage):
    names = {path.relative_to(stage.folder).as_posix() for path in stage.folder.rglob("*.py")}
    assert {name for name in names if name.startswith("missing_middle/checks")} == {
        "missing_middle/checks/__init__.py",
        "missing_middle/checks/case.py",
    }
    assert not any(name.startswith(("missing_middle/grading", "solutions")) for name in names)
    assert not any("### BEGIN SOLUTION" in path.read_text("utf8") for path in stage.folder.rglob("*.py"))


def test_stubs_in_the_room_answer_to_the_names_a_notebook_uses(stage):
    """What students may import from the checks is there, and says nothing."""
    import missing_middle.checks as real

    code = "import missing_middle.checks as stub; print(*dir(stub)); stub.check('trade-q1', 1)"
    told = subprocess.run([sys.executable, "-S", "-c", code], cwd=stage.folder, capture_output=True, text=True).stdout
    assert set(real.__all__) <= set(told.split()) and "not computed" in told


@pytest.mark.long
@pytest.mark.sandbox
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_ordinary_user_grades_as_root_does(sandbox, open_folder):
    classroom, out = Classroom(open_folder / "class"), open_folder / "out"
    classroom.hand_in("ada", solved())
    classroom.hand_in("bob", answered({"trade-q2": "import os; os._exit(1)"}))
    classroom.write_roster()
    out.mkdir()
    out.chmod(0o777)
    told = run(AS_USER, "grade", classroom.submissions, "--roster", classroom.roster, "--out", out)
    assert told.returncode == 0, told.stderr
    assert os.stat(out / "grades.csv").st_uid == 54321
    assert [one["points"] for one in batch.read_results(out)] == [ALL_RIGHT, ALL_RIGHT - 2]
    assert {one["guard"] for one in batch.read_results(out)} == {"sandbox"}


@pytest.mark.sandbox
@pytest.mark.skipif(os.geteuid() != 0, reason="only root has folders to open")
@pytest.mark.parametrize("habit", [0o027, 0o077])
def test_roots_habits_of_closing_files_close_no_room(sandbox, habit):
    before = os.umask(habit)
    try:
        stage = build_stage()
        with Sandbox(stage, Limits()) as wall:
            wall.probe()
        stage.remove()
    finally:
        os.umask(before)


def test_without_bubblewrap_the_grader_refuses_and_says_what_to_do(classroom, tmp_path):
    classroom.hand_in("ada", solved())
    classroom.write_roster()
    told = run(
        COMMAND,
        "grade",
        classroom.submissions,
        "--roster",
        classroom.roster,
        "--out",
        tmp_path / "out",
        env={"PATH": "/nowhere"},
    )
    assert told.returncode == 1
    assert "bwrap) was not found" in told.stderr and "apt install bubblewrap" in told.stderr
    assert "--unsafe" in told.stderr
    assert not (tmp_path / "out" / "grades.csv").exists()


@pytest.mark.sandbox
def test_machine_without_user_namespaces_is_told_apart(sandbox, stage, monkeypatch):
    """Bubblewrap is there, but makes no room."""
    monkeypatch.setattr("missing_middle.grading.sandbox._find_bubblewrap", lambda: "/bin/false")
    with Sandbox(stage, Limits()) as broken, pytest.raises(SandboxError, match="bubblewrap made no room"):
        broken.probe()


@pytest.mark.sandbox
def test_memory_of_all_processes_together_is_limited(sandbox, stage):
    """Each of the six stays far below the limit for one process; the question is lost, the next one runs."""
    hog = "import os, time\nfor _ in range(5):\n    if os.fork() == 0: break\nx = b'x' * 10**8\ntime.sleep(100)"

    def step(name, source):
        asks = [{"id": "x", "name": "x", "points": None}]
        return {"name": name, "given": [], "cells": [source], "asks": asks, "seconds": 60}

    with Sandbox(stage, Limits(total_mb=400)) as wall:
        steps = [step("before", "x = 1"), step("hog", hog), step("after", "x += 1")]
        run = wall.run({"parameters": "{}", "steps": steps})
    assert run.reports["hog"]["state"] == "too much memory"
    values = [run.reports[name]["answers"]["x"]["named"]["value"] for name in ("before", "after")]
    assert values == [{"int": "0x1"}, {"int": "0x2"}]


def steps(*sources, seconds=1):
    """A plan of one step for each source, each asked for what ``x`` is."""
    asks = [{"id": "x", "name": "x", "points": None}]
    told = [
        {"name": f"step {place}", "given": [], "cells": [source], "asks": asks, "seconds": seconds}
        for place, source in enumerate(sources)
    ]
    return {"parameters": "{}", "steps": told}


@pytest.fixture
def rooms(monkeypatch):
    """Whether snapshots were made, for each room of the test."""
    seen, start = [], Sandbox._start_room
    monkeypatch.setattr(
        Sandbox, "_start_room", lambda self, plan, group: seen.append(plan["snapshots"]) or start(self, plan, group)
    )
    return seen


MAKES_A_FOLDER = "import os\nos.mkdir('out')\nx = len(os.listdir('.'))"
LOSSES = {
    "leaves": "os._exit(0)",
    "hangs": "while True: pass",
    "kills its group": "os.kill(0, 9)",
    "ends its watcher and leaves": "os.kill(-1, 9)\nos._exit(0)",
    "says that it is at the end and leaves": (
        "for name in os.listdir('/proc/self/fd'):\n"
        "    try: os.write(int(name), b'\\n{\"end\": true}\\n')\n"
        "    except OSError: pass\n"
        "os._exit(0)"
    ),
}


@pytest.mark.sandbox
def test_submission_that_loses_nothing_has_one_room_and_no_snapshot(wall, rooms):
    plan = steps(MAKES_A_FOLDER, "x += 1", "1 / 0", "x += 1")
    once, careful = wall.run(plan), wall.run(plan | {"careful": True})
    assert rooms == [False, True]
    assert once.reports == careful.reports and once.ended == careful.ended == "done"
    assert [once.reports[f"step {n}"]["stopped"] for n in range(4)] == [None, None, "ZeroDivisionError", None]


@pytest.mark.sandbox
@pytest.mark.parametrize("loss", LOSSES)
def test_loss_is_repeated_with_snapshots_in_a_fresh_room(wall, rooms, loss):
    """The folder that the first room's run has made is not there in the second; what came out is as with snapshots."""
    plan = steps(MAKES_A_FOLDER, LOSSES[loss], "x += 1")
    twice, careful = wall.run(plan), wall.run(plan | {"careful": True})
    assert rooms == [False, True, True]
    assert twice.reports == careful.reports and twice.ended == careful.ended
    assert twice.reports["step 0"]["stopped"] is None and twice.reports["step 0"]["answers"]
    assert ("step 2" in twice.reports) == (loss in ("leaves", "hangs", "kills its group"))


@pytest.mark.long
@pytest.mark.sandbox
def test_room_in_which_nothing_counts_any_more_is_given_up_after_its_step(sandbox, stage, rooms, monkeypatch):
    monkeypatch.setattr("missing_middle.grading.sandbox.LATE", 1)
    plan = steps("x = 1", "import os\nos.kill(-1, 9)\nwhile True: pass", *["x += 1"] * 50)
    with Sandbox(stage, Limits(patience=2)) as wall:
        started = time.monotonic()
        run = wall.run(plan)
        took = time.monotonic() - started
    assert rooms == [False] and run.ended == "too long" and list(run.reports) == ["step 0"]
    assert 3 <= took < 12  # all steps together may take two minutes


@pytest.mark.long
@pytest.mark.sandbox
def test_warm_process_that_died_is_started_again(wall):
    wall.probe()
    wall._warm.kill()
    wall._warm.wait()
    wall.probe()


@pytest.mark.sandbox
def test_unsafe_is_said_in_every_result(sandbox, classroom, tmp_path):
    classroom.hand_in("ada", solved())
    batch.grade(
        classroom.submissions,
        read_students(classroom.write_roster()),
        {"trade": RELEASED},
        tmp_path / "out",
        Guard(Limits(), unsafe=True),
        workers=1,
    )
    (result,) = batch.read_results(tmp_path / "out")
    assert result["guard"] == "none" and result["points"] == ALL_RIGHT


def test_lines_of_a_room_are_read_warily():
    lines = sandbox._Lines({"q1", "q2"})
    lines.feed(b'garbage{\n{"step": "q1", "state": "done"}\n{"step": "q1", "state": "better"}\n[1]\n')
    lines.feed(b'{"step": "other"}\n{"step": "q2", "value": 1.5}\n{"step": "q2", "value": NaN}\n{"step": ["q2"]}\n')
    lines.feed(b"[" * 100_000 + b"\n")
    lines.feed(b"x" * 1_100_000)
    lines.feed(b'still the same line\n{"step": "q2"')
    lines.feed(b', "state": "done"}\n{"end": true}\n{"step": "q2", "state": "late"}\n')
    assert lines.reports == {"q1": {"step": "q1", "state": "done"}, "q2": {"step": "q2", "state": "done"}}
    assert lines.done


@pytest.mark.parametrize("value", [0, -1, float("nan"), float("inf"), "10", True])
def test_limit_that_is_no_limit_is_refused(value):
    with pytest.raises(ValueError, match=r"question_seconds = .* is not allowed: give a finite number above 0"):
        Limits(question_seconds=value)


def test_another_worker_that_sweeps_at_the_same_time_is_no_trouble(monkeypatch):
    """What a killed grader left may be gone between the look into the folder and the look at what lies there."""
    gone = Path(tempfile.gettempdir()) / f"{staging.MARK}999999999-swept-by-another"
    monkeypatch.setattr(Path, "glob", lambda folder, pattern: [gone])
    staging._sweep()
