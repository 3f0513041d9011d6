"""What a worker of the batch does: keep one warm sandbox, and mark what it is handed. It reads and writes no file."""

import atexit
import contextlib
import ctypes
import signal
import sys
import threading
from dataclasses import dataclass

from missing_middle.checks.registry import questions_of
from missing_middle.grading.feedback import feedback_page
from missing_middle.grading.limits import Limits
from missing_middle.grading.marking import Job, mark
from missing_middle.grading.sandbox import Sandbox
from missing_middle.grading.staging import build_stage
from missing_middle.grading.writing import as_json

_mine = threading.local()  # a sandbox serves one submission at a time


@dataclass(frozen=True)
class Guard:
    """How submissions are run."""

    limits: Limits
    unsafe: bool = False


def start_local():
    """For a local worker: end when the grader ends, also when it is killed; leave interrupts to the grader."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def mark_one(job: Job, guard: Guard):
    """Result, feedback and times of one submission, each as bytes ready to be written."""
    result, seconds = mark(job, _sandbox(guard))
    titles = {question.id: question.title for question in questions_of(job.exercise)}
    times = {name: round(value, 4) for name, value in seconds.items()}
    return as_json(result), feedback_page(result, titles), as_json(times)


def _sandbox(guard):
    held = getattr(_mine, "held", None)
    if held is None or held[0] != guard:
        if held is not None:
            _close(*held[1:])
        stage = build_stage()
        sandbox = Sandbox(stage, guard.limits, guard.unsafe)
        atexit.register(_close, stage, sandbox)
        sandbox.probe()  # before the first submission: a machine without rooms is found out at once
        _mine.held = (guard, stage, sandbox)
    return _mine.held[2]


def _close(stage, sandbox):
    with contextlib.suppress(Exception):
        sandbox.close()
    stage.remove()
