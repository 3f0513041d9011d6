"""Grades a whole class: hands submissions to workers, writes what comes back, survives what goes wrong.

Each result is written whole as soon as it is known, so a run that is killed goes on where it stopped. A worker that
dies takes no submission with it: those it may have died of are tried again one at a time.
"""

import concurrent.futures
import hashlib
import json
import multiprocessing
from collections import deque
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from missing_middle.checks.variants import PUBLIC
from missing_middle.grading.grades import grades_csv
from missing_middle.grading.marking import Job
from missing_middle.grading.release import token_of
from missing_middle.grading.sandbox import SandboxError
from missing_middle.grading.submissions import find_submissions, read_file
from missing_middle.grading.worker import mark_one, start_local
from missing_middle.grading.writing import as_json, sweep_parts, write_whole


@dataclass
class Summary:
    """How many files there were and what became of each; ``graded + kept + failed + len(left)`` is ``files``."""

    files: int = 0
    graded: int = 0  # in this run
    kept: int = 0  # in an earlier one (resumed)
    failed: list = field(default_factory=list)  # (student, exercise, why): the grader's failure, not the student's
    left: list = field(default_factory=list)  # files that are nobody's, or not the latest
    absent: list = field(default_factory=list)  # students who handed in nothing

    @property
    def complete(self):
        """Whether every file that belongs to somebody was graded and no file was left unmatched."""
        return not self.failed and all("is later" in one.reason for one in self.left)


def grade(
    folder,
    students,
    releases,
    out,
    guard,
    *,
    salt=None,
    resume=False,
    workers=None,
    dask=None,
    executor=None,
    progress=None,
):
    """Grade every submission in ``folder`` and write results, feedback and the table of grades to ``out``.

    Parameters
    ----------
    releases : mapping from exercise to the bytes of its released notebook
    guard : missing_middle.grading.worker.Guard
    salt : bytes or None
        Without it all students have the published numbers.
    workers : int or None
        Local processes (default: one for each processor), or how many workers ``executor`` has.
    dask : str or None
        Address of a Dask scheduler whose workers have this package; else local processes.
    executor : concurrent.futures.Executor or None
        Used instead of either, and left open.
    progress : callable or None
        Called with (done, of) after each submission.
    """
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    sweep_parts(out)
    found, left = find_submissions(folder, students, list(releases))
    summary = Summary(files=len(found) + len(left), left=left)
    plan = fingerprint(guard, releases, salt)
    work = deque()
    for one in found:
        if resume and _is_done(out, one, plan):
            summary.kept += 1
        else:
            work.append(one)
    _run_all(work, folder, releases, salt, guard, out, plan, summary, _Where(workers, dask, executor), progress)
    _finish(out, students, found, list(releases), summary)
    return summary


def fingerprint(guard, releases, salt):
    """What besides the submission decides a result. A result made under another one is made again."""
    parts = [
        repr(guard),
        *(f"{name} {hashlib.sha256(data).hexdigest()}" for name, data in sorted(releases.items())),
        hashlib.sha256(b"salt" + (salt or b"")).hexdigest(),
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def result_path(out, student, exercise):
    """Where the result of one submission stands."""
    return Path(out) / "results" / student / f"{exercise}.json"


def _is_done(out, found, plan):
    try:
        stored = json.loads(result_path(out, found.student.id, found.exercise).read_bytes())
        return stored["made_with"] == plan and stored["sha256"] == hashlib.sha256(read_file(found.path)).hexdigest()
    except (OSError, ValueError, KeyError, TypeError):
        return False


# Running -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Where:
    """Where submissions are marked."""

    workers: int | None
    dask: str | None
    given: concurrent.futures.Executor | None

    @contextmanager
    def executor(self, workers=None):
        """An executor, closed at the end if it was made here, and how many submissions it has in flight.

        Two for each worker: enough that none waits, few enough that they fit into memory.
        """
        workers = workers or self.workers
        if self.given is not None:
            yield self.given, 2 * (workers or 16)
        elif self.dask is not None:
            from distributed import Client

            with Client(self.dask) as client:
                yield client.get_executor(), 2 * max(1, sum(client.nthreads().values()))
        else:
            context = multiprocessing.get_context("spawn")
            workers = workers or multiprocessing.cpu_count()
            pool = concurrent.futures.ProcessPoolExecutor(workers, mp_context=context, initializer=start_local)
            try:
                yield pool, 2 * workers
            finally:
                pool.shutdown(wait=True, cancel_futures=True)


def _run_all(work, folder, releases, salt, guard, out, plan, summary, where, progress):
    total = len(work)

    def settle(found, future):
        """Write one result. A dead worker raises; any other failure belongs to this submission."""
        try:
            parts = future.result()
        except (BrokenExecutor, SandboxError):
            raise
        except Exception as error:
            summary.failed.append((found.student.id, found.exercise, f"{type(error).__name__}: {error}"[:300]))
        else:
            _write(out, found, plan, *parts)
            summary.graded += 1
        if progress is not None:
            progress(summary.graded + len(summary.failed), total)

    def job(found):
        try:
            return _job(found, folder, releases[found.exercise], salt)
        except OSError as error:  # a file that vanished, or that may not be read
            summary.failed.append((found.student.id, found.exercise, f"it cannot be read: {error.strerror}"))
            return None

    suspects = _run_many(work, job, guard, settle, where)
    for found in _run_alone(suspects, job, guard, settle, where):
        summary.failed.append((found.student.id, found.exercise, "the worker died twice"))


def _run_many(work, job, guard, settle, where):
    """Run with a few submissions in flight. Returns those that may have killed a worker."""
    suspects = []
    while work:
        flying = {}
        try:
            with where.executor() as (pool, window):
                while work or flying:
                    while work and len(flying) < window:
                        prepared = job(work[0])
                        if prepared is not None:
                            flying[pool.submit(mark_one, prepared, guard)] = work[0]
                        work.popleft()
                    if not flying:
                        continue
                    done, _ = concurrent.futures.wait(flying, return_when=concurrent.futures.FIRST_COMPLETED)
                    for future in sorted(done, key=lambda one: flying[one].path):
                        settle(flying[future], future)
                        del flying[future]
        except BrokenExecutor:
            suspects += flying.values()
    return suspects


def _run_alone(suspects, job, guard, settle, where):
    """Run one at a time those that may have killed a worker, in one worker while it lives. Returns those that did."""
    work, died, killers = deque(suspects), set(), []
    while work:
        try:
            with where.executor(1) as (pool, _):
                while work:
                    prepared = job(work[0])
                    if prepared is not None:
                        settle(work[0], pool.submit(mark_one, prepared, guard))
                    work.popleft()
        except BrokenExecutor:
            if work[0].path in died:
                killers.append(work.popleft())
            else:
                died.add(work[0].path)
    return killers


def _job(found, folder, release, salt):
    token = PUBLIC if salt is None else token_of(found.student.id, salt)
    hidden = hashlib.sha256(b"hidden inputs\n" + (salt or b"public")).digest()
    return Job(
        found.student.id,
        found.exercise,
        str(found.path.relative_to(folder)),
        read_file(found.path),
        release,
        token,
        hidden,
        found.notes,
    )


# Writing -------------------------------------------------------------------------------------------------------------


def _write(out, found, plan, result, page, times):
    """The result last: it is what tells a resumed run that all is there."""
    student, exercise = found.student.id, found.exercise
    write_whole(out / "feedback" / student / f"{exercise}.html", page)
    write_whole(out / "times" / student / f"{exercise}.json", times)
    marked = json.loads(result) | {"made_with": plan}
    write_whole(result_path(out, student, exercise), as_json(marked))


def read_results(out):
    """Every result in ``out``, ordered by student and exercise."""
    return [json.loads(path.read_bytes()) for path in sorted((Path(out) / "results").glob("*/*.json"))]


def _finish(out, students, found, exercises, summary):
    handed_in = {(one.student.id, one.exercise) for one in found}
    results = [one for one in read_results(out) if (one["student"], one["exercise"]) in handed_in]
    summary.absent = [one.id for one in students if not any(one.id == student for student, _ in handed_in)]
    write_whole(out / "grades.csv", grades_csv(students, results, exercises))
    left = [{"file": str(one.path.name), "reason": one.reason} for one in summary.left]
    failed = [{"student": student, "exercise": exercise, "reason": why} for student, exercise, why in summary.failed]
    write_whole(out / "left.json", as_json({"left": left, "failed": failed, "absent": summary.absent}))
