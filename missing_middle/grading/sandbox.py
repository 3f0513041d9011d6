"""The grader's side of the wall: start a warm process, hand it a plan, read lines, end the room.

The grader never waits for anything that a student's process holds: it ends the room through a descriptor that the
kernel guards, on every path.
"""

import contextlib
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import time

from missing_middle.grading import cgroups
from missing_middle.grading.room import Run

NOBODY = 65534
START_SECONDS = 120
NO_MEMORY = "the machine ran out of memory"
CRASHED, TOO_MUCH, TOO_LONG = "crashed", "too much memory", "too long"
LATE = 10  # seconds that a room may take to say that it has given up
LINE_BYTES = 1_000_000
ELECTION = 3.0  # seconds within which, when memory runs short, the largest room is ended before the smaller ones
PROBE = """
import os, socket
answer = 6 * 7
seen = [path for path in LOOKS if os.path.isfile(path) or os.path.isdir(path) and os.listdir(path)]
try:
    import missing_middle.checks.registry
    seen.append("missing_middle.checks.registry")
except ImportError:
    pass
try:
    socket.socket(40, socket.SOCK_STREAM)
    seen.append("a socket to the host of a virtual machine")
except PermissionError:
    pass
except OSError:
    seen.append("a socket that is not refused")
"""


class SandboxError(RuntimeError):
    """No sandbox can be made here; the text says what to do."""


class Sandbox:
    """A warm process and its rooms, one room at a time.

    Parameters
    ----------
    stage : missing_middle.grading.staging.Stage
    limits : missing_middle.grading.limits.Limits
    unsafe : bool
        Run submissions without rooms. They share the machine with the grader; only for code that is trusted.
    """

    def __init__(self, stage, limits, unsafe=False):
        self.stage, self.limits, self.unsafe = stage, limits, unsafe
        self._warm = self._line = self._groups = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.close()

    def start(self):
        """Start the warm process; a few seconds, once a worker."""
        bwrap = None if self.unsafe else _find_bubblewrap()
        self._groups = None if self.unsafe else cgroups.parent_group()
        if self._groups is not None:
            cgroups.sweep(self._groups)
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        python = os.path.realpath(getattr(sys, "_base_executable", None) or sys.executable)
        arguments = [
            "-I",
            "-S",
            "-B",
            "-c",
            f"import sys; sys.path[:0] = {list(self.stage.search_path)!r}; from room.zygote import main; main()",
        ]
        config = {
            "bwrap": bwrap,
            "visible": self.stage.visible,
            "shown": self.stage.shown,
            "home": self.stage.home,
            "parent": os.getpid(),
            "user": NOBODY,
            "needed": [python],
            "socket": theirs.fileno(),
            "tmp_mb": self.limits.tmp_mb,
            "arguments": arguments,
        }
        self._warm = subprocess.Popen(
            [python, *arguments, json.dumps(config)],
            env={},
            cwd="/",
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        theirs.close()
        self._line.settimeout(START_SECONDS)
        answer = self._receive()[0]
        if "refused" in answer:
            self.close()
            raise SandboxError(answer["refused"])
        self._line.settimeout(20)

    def probe(self):
        """Make one room and run a few lines in it, before any submission.

        Raises :class:`SandboxError` with the reason where that is impossible, or where the room shows what is private.
        """
        asks = [{"id": name, "name": name, "points": None} for name in ("answer", "seen")]
        code = PROBE.replace("LOOKS", repr(list(self.stage.looks)))
        step = {"name": "probe", "given": [], "cells": [code], "asks": asks, "seconds": 30}
        try:
            run = self.run({"parameters": "{}", "steps": [step]})
        except ConnectionError as error:
            raise SandboxError(str(error)) from None
        answers = run.reports.get("probe", {}).get("answers", {})
        if answers.get("answer", {}).get("named", {}).get("value") != {"int": "0x2a"}:
            raise SandboxError(f"a trial run did not answer ({run.ended}: {run.reports})")
        seen = answers.get("seen", {}).get("named", {}).get("value")
        if seen and not self.unsafe:
            raise SandboxError(f"a room here shows what no student may see: {', '.join(map(str, seen[:3]))}")

    def close(self):
        """End the warm process, and with it whatever room is left."""
        if self._line is not None:
            self._line.close()
        if self._warm is not None:
            self._warm.kill()
            self._warm.wait()
            self._warm.stderr.close()
        self._line = self._warm = None

    def run(self, plan):
        """Run a plan in a fresh room; if anything is lost there, once more in another, with snapshots.

        If nothing is lost, no snapshot would have been used: a run with them gives the same. So it does where a cell
        ended whatever watched it, and then hung until our own clock had run down: a snapshot would have gone the same
        way. If anything else is lost, what the first run gave does not count. Where the machine has no memory left, a
        second try has to wait. A plan that is ``careful`` has been lost before, and has its snapshots at once.
        """
        if not plan.get("careful"):
            run = self._started(plan | {"snapshots": False})
            if _is_whole(run, plan) or run.ended in (TOO_LONG, NO_MEMORY):
                return run
        return self._started(plan | {"snapshots": True})

    def _started(self, plan):
        """Run a plan in a fresh room.

        A warm process that died is started again once: no submission can reach it, but the machine can.
        """
        for last in (False, True):
            try:
                if self._line is None:
                    self.start()
                return self._run(plan)
            except (ConnectionError, TimeoutError):
                self.close()
                if last:
                    raise SandboxError("the warm process died twice in a row") from None

    def _run(self, plan):
        group = self._group()
        try:
            results, pidfd = self._start_room(plan, group)
            try:
                run = _listen(results, plan, self.limits, _Shortage(self.limits, _measure(group, self._warm.pid)))
            finally:
                _end(pidfd, self.unsafe)
                os.close(pidfd)
                os.close(results)
            return _with_reason(run) if group is not None and group.ran_out() else run
        finally:
            if group is not None:
                group.remove()

    def _group(self):
        """A control group for the next room, or ``None`` where the room counts for itself."""
        if self._groups is None:
            return None
        try:
            return cgroups.Group(self._groups, self.limits)
        except OSError:  # what was allowed a moment ago is not: go on without, as elsewhere
            self._groups = None
            return None

    def _start_room(self, plan, group):
        """Hand over the plan. The room's first process waits at a gate until it is in its group."""
        paper = os.memfd_create("plan")
        results, results_in = os.pipe()
        gate, gate_in = os.pipe()
        try:
            _write_all(paper, json.dumps(plan).encode())
            os.lseek(paper, 0, os.SEEK_SET)
            request = json.dumps({"limits": self.limits.as_dict()}).encode()
            socket.send_fds(self._line, [request], [paper, results_in, gate])
            answer, descriptors = self._receive()
            if group is not None and "started" in answer:
                with contextlib.suppress(OSError):  # it may have ended; and without a group it counts for itself
                    group.take(answer["started"])
        except BaseException:
            os.close(results)
            raise
        finally:
            for descriptor in (paper, results_in, gate, gate_in):  # the last one opens the gate
                os.close(descriptor)
        if "refused" in answer:
            os.close(results)
            raise SandboxError(answer["refused"])
        return results, descriptors[0]

    def _receive(self):
        message, descriptors, _, _ = socket.recv_fds(self._line, 65536, 1)
        if not message:
            words = os.read(self._warm.stderr.fileno(), 2000).decode("utf-8", "replace") if self._warm else ""
            raise ConnectionError(f"the warm process ended: {words.strip()[-500:]}")
        return json.loads(message), descriptors


def _find_bubblewrap():
    path = shutil.which("bwrap")
    if path is None or not sys.platform.startswith("linux"):
        raise SandboxError("bubblewrap (the command bwrap) was not found")
    return os.path.realpath(path)


def _listen(results, plan, limits, short):
    """Read lines until the submission says it is done, or until it has used up what it may use."""
    os.set_blocking(results, False)
    reader, poll = _Lines({step["name"] for step in plan["steps"]}), select.poll()
    poll.register(results, select.POLLIN)
    # Its own seconds are counted in the room; these clocks are for a room that no longer counts: one for all of it, and
    # one that begins anew with each step that is reported.
    deadline, heard = time.monotonic() + limits.patience * min(limits.submission_seconds, _seconds(plan) + 5), -1
    while True:
        now = time.monotonic()
        if len(reader.reports) != heard:
            heard, patient = len(reader.reports), now + _longest_step(plan, reader.reports, limits)
        if now > min(deadline, patient):
            return reader.run(TOO_LONG)
        if short.must_end():
            return reader.run(NO_MEMORY)
        if not poll.poll(50):
            continue
        data = os.read(results, 1 << 16)
        if not data:
            return reader.run("done" if reader.done else CRASHED)
        reader.feed(data)
        if reader.taken > limits.answer_bytes:
            return reader.run("too much output")
        if reader.done:
            return reader.run("done")


def _is_whole(run, plan):
    """Whether every step came to its end."""
    states = [run.reports.get(step["name"], {}).get("state") for step in plan["steps"]]
    return run.ended == "done" and all(state == "done" for state in states)


def _seconds(plan):
    """What all steps may use: each its cells, and each call of a function that it is asked for."""
    return sum(map(_of_step, plan["steps"]))


def _of_step(step):
    return step["seconds"] * (1 + sum(len(ask["points"] or ()) for ask in step["asks"]))


def _longest_step(plan, reports, limits):
    """Seconds by the clock after which the room itself would have given up the step that it is at.

    Steps are reported in their order; a cell may have written reports of later ones, but cannot shorten what is left.
    """
    left = next((step for step in plan["steps"] if step["name"] not in reports), None)
    return LATE + (limits.patience * _of_step(left) if left else 0)


class _Shortage:
    """The machine runs out of memory: which room goes? The larger a room, the sooner its grader gives it up.

    So the largest is ended first; the others see that there is memory again, and go on.
    """

    def __init__(self, limits, held_mb):
        self.limits, self.held_mb, self.ends = limits, held_mb, None

    def must_end(self):
        """Whether this room is to be ended now."""
        if _memory_left_mb() >= self.limits.reserve_mb:
            self.ends = None
            return False
        if self.ends is None:
            share = min(1.0, self.held_mb() / self.limits.total_mb)
            self.ends = time.monotonic() + ELECTION * (1 - share)
        return time.monotonic() >= self.ends


def _measure(group, warm):
    """How much memory the room holds, in MB: what its group says, or else what its processes show."""
    if group is None:
        return lambda: _room_mb(warm)

    def held():
        try:
            return group.held_mb() or _room_mb(warm)
        except (OSError, ValueError):
            return _room_mb(warm)

    return held


def _with_reason(run):
    """A room in which the kernel has ended a process for want of memory: no crash of the student's making."""
    reports = {
        name: report | {"state": TOO_MUCH} if report.get("state") == CRASHED else report
        for name, report in run.reports.items()
    }
    return Run(reports, TOO_MUCH if run.ended == CRASHED else run.ended, run.seconds)


def _room_mb(warm):
    """Memory of all that the warm process has started, in MB; what they share with it is not counted."""
    parents, held = {}, {}
    for pid in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError, ValueError, IndexError):
            with open(f"/proc/{pid}/stat", "rb") as file:
                parents[int(pid)] = int(file.read().rpartition(b")")[2].split()[1])
            with open(f"/proc/{pid}/statm") as file:
                held[int(pid)] = int(file.read().split()[1]) * 4 / 1024
    own = held.get(warm, 0)
    inside, grown = {warm}, True
    while grown:
        more = {pid for pid, parent in parents.items() if parent in inside} - inside
        inside, grown = inside | more, bool(more)
    return sum(max(0, held.get(pid, 0) - own) for pid in inside - {warm})


class _Lines:
    """Collects the first well-formed line for each step."""

    def __init__(self, names):
        self.names, self.reports, self.seconds = names, {}, {}
        self.taken, self.done = 0, False
        self._rest, self._skipping, self._clock = b"", False, time.monotonic()

    def feed(self, data):
        self.taken += len(data)
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            if self.done:
                return
            if not self._skipping:
                self._take(line)
            self._skipping = False
        if len(self._rest) > LINE_BYTES:
            self._rest, self._skipping = b"", True

    def _take(self, line):
        try:
            report = json.loads(line, parse_float=_refuse, parse_constant=_refuse)
        except (ValueError, RecursionError):
            return
        if type(report) is not dict:
            return
        if report.get("end") is True:
            self.done = True
            return
        name = report.get("step")
        if type(name) is str and name in self.names and name not in self.reports:
            self.reports[name] = report
            now = time.monotonic()
            self.seconds[name], self._clock = now - self._clock, now

    def run(self, ended):
        return Run(self.reports, ended, self.seconds)


def _refuse(text):
    raise ValueError(f"{text[:20]} is not written as we write numbers")


def _end(pidfd, unsafe):
    """End the room's first process, whereupon the kernel ends every other."""
    with contextlib.suppress(ProcessLookupError):
        signal.pidfd_send_signal(pidfd, signal.SIGKILL)
    select.select([pidfd], [], [], 5)


def _memory_left_mb():
    try:
        with open("/proc/meminfo") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("MemAvailable")) / 1024
    except (OSError, StopIteration):
        return float("inf")


def _write_all(descriptor, data):
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
