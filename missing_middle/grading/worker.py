"""What a worker of the batch does: keep one warm sandbox, and mark what it is handed. It reads and writes no file."""

import atexit
import contextlib
import ctypes
import os
import signal
import socket
import sys
import threading
from dataclasses import dataclass, field

from missing_middle.checks.private import admit
from missing_middle.grading.asking import Refusal
from missing_middle.grading.limits import Limits
from missing_middle.grading.marking import Job, given, mark
from missing_middle.grading.prints import course_print
from missing_middle.grading.sandbox import Sandbox, SandboxError
from missing_middle.grading.staging import build_stage
from missing_middle.grading.writing import as_json

PARENT_DEATH = 1  # prctl's option
_mine = threading.local()  # a sandbox serves one submission at a time


@dataclass(frozen=True)
class Guard:
    """How submissions are run. ``private`` are paths that no room may show: roster, salt, submissions, results."""

    limits: Limits
    unsafe: bool = False
    private: tuple = field(default=(), repr=False)


@dataclass(frozen=True)
class Marked:
    """One submission as it comes back from a worker."""

    result: dict
    times: bytes
    again: bool  # a question was lost by the clock or by memory: a neighbour may be to blame
    starved: bool  # it was ended because the machine had no memory left


def start_local(grader):
    """For a local worker: end when the grader ends, also when it is killed; leave interrupts to the grader.

    ``grader`` is its process id: it may have died before the worker could ask to be told.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(PARENT_DEATH, signal.SIGKILL)
        if os.getppid() != grader:
            os._exit(1)


def mark_one(job: Job, guard: Guard):
    """One submission, :class:`Marked`. Raises :class:`Refusal` if this worker has another version of the course."""
    if job.course != course_print():
        raise Refusal(
            f"the worker on {socket.gethostname()} has another version of the course, of its data or of a library "
            f"({course_print()}, not {job.course}); install the same everywhere."
        )
    if job.private is not None:
        admit(job.private)
    marked = mark(job, _sandbox(guard))
    times = {"seconds": {name: round(value, 4) for name, value in marked.seconds.items()}, "gave": marked.gave}
    return Marked(marked.result, as_json(times), marked.again, marked.starved)


def given_by(job: Job, guard: Guard):
    """What the answers of one submission are, run once more (see ``marking.given``)."""
    return given(job, _sandbox(guard))


def ready(guard):
    """What a remote worker says of itself: its machine, its course, and why it can make no sandbox (empty: it can)."""
    told = {"host": socket.gethostname(), "course": course_print(), "refused": ""}
    try:
        _sandbox(guard)
    except SandboxError as error:
        told["refused"] = str(error)
    return told


def _sandbox(guard):
    held = getattr(_mine, "held", None)
    if held is None or held[0] != guard:
        if held is not None:
            _close(*held[1:])
        stage = build_stage(guard.private)
        sandbox = Sandbox(stage, guard.limits, guard.unsafe)
        atexit.register(_close, stage, sandbox)
        sandbox.probe()  # before the first submission: a machine without rooms is found out at once
        _mine.held = (guard, stage, sandbox)
    return _mine.held[2]


def _close(stage, sandbox):
    with contextlib.suppress(Exception):
        sandbox.close()
    stage.remove()
