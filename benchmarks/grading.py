"""How fast submissions are graded, sandbox on, beside a real nbgrader on the same files and machine in one run.

Run ``python -m benchmarks grading``; ``COUNT=1000 python -m benchmarks grading`` also shows how memory grows over a
thousand submissions. Both graders get the solved trade set from as many students and use two processes; then the same
set with a picture in it, which both render, although ours leaves the pictures of a notebook's figures away, and once
more by a Dask cluster, whose results must be the same to the byte.
"""

import json
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import nbformat
from distributed import LocalCluster

from missing_middle.grading import batch
from missing_middle.grading.limits import Limits
from missing_middle.grading.marking import Job, mark
from missing_middle.grading.roster import Student
from missing_middle.grading.sandbox import Sandbox
from missing_middle.grading.staging import build_stage
from missing_middle.grading.worker import Guard, start_local

ROOT = Path(__file__).resolve().parents[1]
SOLVED, RELEASED = (ROOT / folder / "trade.ipynb" for folder in ("solutions", "exercises"))
WORKERS, OURS, THEIRS = 2, 40, 8
PICTURE = """import io
import matplotlib.pyplot as plt
import numpy as np
figure, axes = plt.subplots()
axes.hist(np.random.default_rng(0).pareto(4, 1000), bins=40)
axes.set(xlabel="size of the firm", ylabel="firms", title="Who is there")
figure.savefig(io.BytesIO(), format="png")
plt.close(figure)
"""
CONFIG = """
c = get_config()
c.CourseDirectory.root = {root!r}
c.ExecutePreprocessor.timeout = 60
"""


def rows():
    """Throughput of ours and of nbgrader, the time of one submission, and with COUNT the growth of memory."""
    with tempfile.TemporaryDirectory() as folder:
        for name, words in (("plain", ""), ("picture", ", with a picture")):
            place = Path(folder) / name
            handed_in = hand_in(place, PICTURE if words else "")
            theirs = nbgrader_minutes(place / "nbgrader", handed_in)
            ours, started = our_minutes(place / "ours", handed_in)
            seconds, ratio = 60 / ours, ours / theirs
            yield f"seconds a submission in a batch, two workers{words}", seconds, 0.5, "nbgrader autograde", ratio
            yield f"submissions a minute, two workers{words}", ours, None, None, None
            yield f"submissions a minute, nbgrader{words}", theirs, None, None, None
        on_dask = dask_minutes(Path(folder) / "dask", handed_in)
        if not same_bytes(Path(folder) / "dask" / "work" / "out", place / "ours" / "work" / "out"):
            raise RuntimeError("the Dask cluster wrote other results than the local processes did")
        yield f"submissions a minute, two Dask workers{words}, the same bytes", on_dask, None, None, None
    yield "seconds to start the two workers and grade six", started, None, None, None
    count = int(os.environ.get("COUNT", 20))
    seconds, growth = one_by_one(count)
    yield "seconds a submission, one worker", seconds, 0.5, None, None
    if growth is not None:
        yield f"MB that grader and warm process grew from submission {count // 10} to {count}", growth, 50, None, None


def hand_in(folder, more):
    """Write what every student hands in: the solved set, ``more`` code before the first answer, lost if that fails."""
    notebook = nbformat.read(SOLVED, as_version=4)
    answer = next(cell for cell in notebook.cells if cell.id == "trade-q1")
    answer.source = more + answer.source
    folder.mkdir()
    nbformat.write(notebook, folder / "trade.ipynb")
    return folder / "trade.ipynb"


def our_minutes(folder, handed_in):
    """Submissions a minute of two workers at work, and the seconds that they took to start."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(WORKERS, mp_context=context, initializer=start_local, initargs=(os.getpid(),)) as pool:
        started = graded_in(folder / "start", 3 * WORKERS, handed_in, executor=pool)
        return 60 * OURS / graded_in(folder / "work", OURS, handed_in, executor=pool), started


def dask_minutes(folder, handed_in):
    """Submissions a minute of a Dask cluster of two workers."""
    with LocalCluster(
        n_workers=WORKERS, threads_per_worker=1, dashboard_address=None, local_directory=str(folder)
    ) as cluster:
        graded_in(folder / "start", 3 * WORKERS, handed_in, dask=cluster.scheduler_address)
        return 60 * OURS / graded_in(folder / "work", OURS, handed_in, dask=cluster.scheduler_address)


def same_bytes(one, other):
    """Whether two batches hold the same results; their times are those of a clock."""
    held = [
        {
            file.relative_to(folder): file.read_bytes()
            for file in folder.rglob("*")
            if file.is_file() and file.relative_to(folder).parts[0] not in ("times", "log.jsonl", ".lock")
        }
        for folder in (one, other)
    ]
    return held[0] == held[1] and len(held[0]) > OURS


def graded_in(place, count, handed_in, **where):
    """Seconds for a batch of ``count`` solved submissions."""
    students = [Student(f"s{number:03}") for number in range(count)]
    for student in students:
        (place / "in" / student.id).mkdir(parents=True)
        shutil.copy(handed_in, place / "in" / student.id)
    start = time.monotonic()
    summary = batch.grade(
        place / "in",
        students,
        {"trade": RELEASED.read_bytes()},
        place / "out",
        Guard(Limits()),
        workers=WORKERS,
        **where,
    )
    lost = [one for one in batch.read_results(place / "out") if one["points"] + one["by_hand"] != one["possible"]]
    if summary.graded != count or lost:
        raise RuntimeError("a solved submission did not get its points: the time says nothing")
    return time.monotonic() - start


def nbgrader_minutes(folder, handed_in):
    """Submissions a minute of ``nbgrader autograde``, the starts of its processes included, as in every run of it."""
    students = [f"s{number:03}" for number in range(THEIRS)]
    courses = [nbgrader_course(folder / str(half), students[half::WORKERS], handed_in) for half in range(WORKERS)]
    start = time.monotonic()
    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(lambda root: nbgrader(root, "autograde", "trade"), courses))
    return 60 * THEIRS / (time.monotonic() - start)


def nbgrader_course(root, students, handed_in):
    """A course of nbgrader with the set released and handed in."""
    (root / "source" / "trade").mkdir(parents=True)
    (root / "nbgrader_config.py").write_text(CONFIG.format(root=str(root)))
    shutil.copy(SOLVED, root / "source" / "trade")
    nbgrader(root, "generate_assignment", "trade")
    for student in students:
        (root / "submitted" / student / "trade").mkdir(parents=True)
        shutil.copy(handed_in, root / "submitted" / student / "trade")
    return root


def nbgrader(root, *command):
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    code = "import sys; from nbgrader.apps.nbgraderapp import main; sys.exit(main())"
    subprocess.run(
        [sys.executable, "-c", code, *command],
        cwd=root,
        check=True,
        env={**os.environ, "PATH": path},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def one_by_one(count):
    """Seconds a submission in one warm sandbox, and MB of growth after the first tenth if ``count`` is large."""
    job = Job("ada", "trade", "trade.ipynb", SOLVED.read_bytes(), RELEASED.read_bytes(), "public", b"key")
    stage = build_stage()
    try:
        with Sandbox(stage, Limits()) as sandbox:
            early, times = None, []
            for number in range(count):
                start = time.monotonic()
                json.dumps(mark(job, sandbox).result)
                times.append(time.monotonic() - start)
                if number == count // 10:
                    early = _memory_mb(os.getpid()) + _memory_mb(sandbox._warm.pid)
            late = _memory_mb(os.getpid()) + _memory_mb(sandbox._warm.pid)
    finally:
        stage.remove()
    return sorted(times)[count // 2], late - early if count >= 200 else None


def _memory_mb(pid):
    """Resident memory. That of the warm process can be read by root only; its size says as much."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
