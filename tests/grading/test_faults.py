"""A grader that is killed, a full disk, a worker that dies, another executor: the same bytes in the end."""

import errno
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Future
from pathlib import Path

import pytest
from classroom import RELEASED, ROOT, Classroom, answered, processes_of, solved

from missing_middle.grading import batch, running, worker, writing
from missing_middle.grading.asking import Refusal
from missing_middle.grading.limits import Limits
from missing_middle.grading.roster import read_students
from missing_middle.grading.worker import Guard

pytestmark = [pytest.mark.sandbox, pytest.mark.long]
GUARD = Guard(Limits())


@pytest.fixture(scope="module")
def small_class(threads, tmp_path_factory):
    """Eight students, one of whom kills processes, and what they get when nothing goes wrong."""
    folder = tmp_path_factory.mktemp("faults")
    classroom = Classroom(folder / "class")
    for number in range(7):
        classroom.hand_in(f"s{number}", answered({f"trade-q{number or 7}": "share = closed = change = 0"}))
    classroom.hand_in("s7", answered({"trade-q2": "import os; os.kill(-1, 9); os._exit(3)"}))
    classroom.write_roster()
    grade(classroom, folder / "undisturbed", executor=threads)
    return classroom, contents(folder / "undisturbed")


def grade(classroom, out, **more):
    return batch.grade(
        classroom.submissions,
        read_students(classroom.roster),
        {"trade": RELEASED},
        out,
        GUARD,
        **{"workers": 2, **more},
    )


def contents(out):
    """Every file but the times and the log, which hold what a clock says."""
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.relative_to(out).parts[0] not in ("times", "log.jsonl", ".lock")
    }


def finished(out):
    """As above without the list of what the run covers, which says that it did not come to its end."""
    there = contents(out)
    assert b'"unfinished": true' in there.pop("run.json", b'"unfinished": true')
    return there


def start(classroom, out, *more):
    """The command, with one exercise set released, whatever else the course has."""
    releases = out.parent / "releases"
    releases.mkdir(exist_ok=True)
    (releases / "trade.ipynb").write_bytes(RELEASED)
    code = "from missing_middle.grading.cli import main; main()"
    return subprocess.Popen(
        [
            sys.executable,
            "-c",
            code,
            "grade",
            classroom.submissions,
            "--roster",
            classroom.roster,
            "--out",
            out,
            "--release",
            releases,
            *more,
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def test_killed_again_and_again_and_resumed_gives_the_same_bytes(small_class, tmp_path, room_folder):
    classroom, undisturbed = small_class
    out, results = tmp_path / "out", tmp_path / "out" / "results"
    for wanted in (1, 4):
        process = start(classroom, out, "--resume")
        wait_for(lambda: len(list(results.glob("*/*.json"))) >= wanted or process.poll() is not None)  # noqa: B023
        process.kill()
        process.communicate()
    wait_for(lambda: not processes_of(str(room_folder)))
    process = start(classroom, out, "--resume")
    told = process.communicate()[0].decode()
    assert process.returncode == 0 and "kept from an earlier run" in told and " 0 kept" not in told
    assert contents(out) == undisturbed


def wait_for(condition, seconds=300):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def test_result_of_another_submission_is_not_kept(threads, tmp_path):
    """Nor one that was made with another secret, other limits or another release."""
    other = Classroom(tmp_path / "class")
    other.hand_in("s0", solved())
    other.write_roster()
    out = tmp_path / "out"
    assert grade(other, out, executor=threads).graded == 1
    assert grade(other, out, executor=threads, resume=True).kept == 1
    other.hand_in("s0", answered({"trade-q1": "share = 0"}))
    again = grade(other, out, executor=threads, resume=True)
    assert (again.graded, again.kept) == (1, 0)
    assert grade(other, out, executor=threads, resume=True, salt=b"another secret").kept == 0


def test_full_disk_leaves_whole_files_only(small_class, threads, tmp_path, monkeypatch):
    classroom, undisturbed = small_class
    out, room_left = tmp_path / "out", [9]
    real = os.fsync

    def full(descriptor):
        room_left[0] -= 1
        if room_left[0] < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(descriptor)

    monkeypatch.setattr(writing.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        grade(classroom, out, executor=threads)
    there = finished(out)
    assert there and all(undisturbed[name] == data for name, data in there.items())
    assert not list(out.rglob("*.part"))
    monkeypatch.undo()
    assert grade(classroom, out, executor=threads, resume=True).complete
    assert contents(out) == undisturbed


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP])
def test_folder_of_a_virtual_machine_that_cannot_be_flushed_is_written_to(tmp_path, monkeypatch, number):
    real = os.fsync

    def refuse(descriptor):
        if os.path.isdir(f"/proc/self/fd/{descriptor}"):
            raise OSError(number, "Invalid argument")
        return real(descriptor)

    monkeypatch.setattr(writing.os, "fsync", refuse)
    writing.write_whole(tmp_path / "in" / "a.json", b"whole")
    assert (tmp_path / "in" / "a.json").read_bytes() == b"whole"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")
def test_really_full_disk_leaves_whole_files_only(small_class, tmp_path):
    classroom, undisturbed = small_class
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=100k", "none", disk], capture_output=True).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        process = start(classroom, disk)
        told = process.communicate()[0].decode()
        assert process.returncode == 1 and "--resume" in told
        assert all(undisturbed[name] == data for name, data in finished(disk).items())
    finally:
        subprocess.run(["umount", disk], check=True)


def mark_or_die(job, guard):
    """As the worker does, but the process dies at one student's submission, the first time or always."""
    flag = Path(os.environ["DEATH_FLAG"])
    if job.student == "s3" and (os.environ["DEATH"] == "always" or not flag.exists()):
        flag.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return worker.mark_one(job, guard)


@pytest.mark.parametrize("how", ["once", "always"])
def test_worker_that_dies_costs_nobody_else_anything(small_class, tmp_path, monkeypatch, how):
    classroom, undisturbed = small_class
    monkeypatch.setenv("DEATH", how)
    monkeypatch.setenv("DEATH_FLAG", str(tmp_path / "died"))
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    monkeypatch.setattr(running, "mark_one", mark_or_die)
    summary = grade(classroom, tmp_path / "out")
    there = contents(tmp_path / "out")
    if how == "once":
        assert there == undisturbed and summary.complete
    else:
        assert [student for student, *_ in summary.failed] == ["s3"] and not summary.complete
        kept = {name: data for name, data in undisturbed.items() if name.startswith("results") and "/s3/" not in name}
        assert kept.items() <= there.items()


def test_file_that_vanished_since_is_not_tried_alone(threads):
    """The job has told of it; to settle it again would count it twice."""
    runner = running.Runner(running.Where(2, None, threads), GUARD, lambda found: None, None, None)
    assert runner._alone(["gone"]) == []


def test_lost_scheduler_ends_the_run_and_is_nobodys_failure():
    """A Dask client that cannot come back cancels what it had; the run ends and can be resumed."""

    def look():
        raise ConnectionError("the Dask scheduler was lost")

    failures, cancelled = [], Future()
    cancelled.cancel()
    runner = running.Runner(None, GUARD, None, None, lambda *told: failures.append(told))
    with pytest.raises(ConnectionError, match="scheduler was lost"):
        runner._settle("one", cancelled, False, look)
    runner._settle("one", cancelled, False, lambda: None)
    assert failures == [("one", "CancelledError: ")]


def test_dask_workers_give_the_same_bytes(small_class, tmp_path, monkeypatch):
    distributed = pytest.importorskip("distributed")
    classroom, undisturbed = small_class
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, local_directory=str(tmp_path)
    ) as cluster:
        with running.Where(16, cluster.scheduler_address, None, GUARD).executor() as (_, in_flight, _):
            assert in_flight == 4  # two for each worker that is there, whatever else was asked for
        summary = grade(classroom, tmp_path / "out", dask=cluster.scheduler_address)
        monkeypatch.setattr("missing_middle.grading.on_dask.course_print", lambda: "another")
        with pytest.raises(Refusal, match=r"the course here is another, but not on \w+"):
            grade(classroom, tmp_path / "other", dask=cluster.scheduler_address)
    assert summary.graded == 8
    assert contents(tmp_path / "out") == undisturbed
