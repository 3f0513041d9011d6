"""Runs a submission step by step; a step that hangs or crashes loses itself and nothing else.

Before each step the process forks. The copy is a snapshot and only watches; the original runs the cells, so that
threads and open files live on from step to step as they do in a kernel. If the original finishes, it ends the
snapshot. If it crashes, hangs or fills the memory, the snapshot ends everything else, reports the loss and goes on
with the next step from the state before.
"""

import contextlib
import gc
import inspect
import json
import os
import signal
import sys
import time
from json import dumps  # by name, as cells may replace what the module holds

from . import plain

NAP = 0.02
shell = None


def prepare_shell(folder):
    """Make the IPython shell in which cells run as they did for the student."""
    global shell
    from IPython.core.history import HistoryManager
    from IPython.core.interactiveshell import InteractiveShell

    HistoryManager.enabled = False  # else a thread and a database
    InteractiveShell.enable_gui = lambda self, gui=None: None
    shell = InteractiveShell.instance(ipython_dir=folder, colors="nocolor", cache_size=0)
    shell.display_trap.hook = lambda result: None  # a last expression is shown nowhere
    # Rendering one figure costs as much as five questions: figures stay, pictures are not made.
    shell.run_line_magic("config", "InlineBackend.figure_formats = set()")


def rehearse():
    """Run what exercises run, so that every child finds it done."""
    with contextlib.redirect_stdout(open(os.devnull, "w")), contextlib.redirect_stderr(sys.stdout):
        shell.run_cell(
            "import numpy as np, pandas as pd, matplotlib.pyplot as plt\n"
            "pd.DataFrame({'a': [1, 1, 2], 'b': [1., 2., 3.]}).groupby('a').b.agg(['sum', 'mean'])\n"
            "np.linalg.solve(np.eye(3), np.ones(3)); plt.figure(); plt.hist([1, 2]); plt.close('all')\n"
            "from scipy.optimize import brentq; brentq(lambda x: x - 1, 0, 3)\n",
            store_history=False,
        )
        shell.run_line_magic("matplotlib", "inline")
        shell.reset(new_session=True)


def run_submission(plan, results, limits, in_room):
    """Read the plan from one descriptor, run it, write one line a question to the other."""
    with os.fdopen(plan, "rb") as file:
        plan = json.load(file)
    course = sys.modules.get("missing_middle.checks")
    if course is not None:
        course.hand_in_cases(plan["parameters"])
    end = _Ending(in_room)
    lost = []
    for step in plan["steps"]:
        step["given"] = lost + step["given"]
        lost = step["given"] if _run_guarded(step, results, limits, end) == "lost" else []
    _tell(results, {"end": True})
    time.sleep(60)  # the grader ends the room; whoever lives longer is ended by the snapshot's absence


class _Ending:
    """How to end every other process of this submission: all of the room, or without a room our own group."""

    def __init__(self, in_room):
        self.in_room, self.group = in_room, os.getpgrp()

    def all_but_me(self, original):
        if not self.in_room:
            for target in (lambda: os.killpg(self.group, signal.SIGKILL), lambda: os.kill(original, signal.SIGKILL)):
                with contextlib.suppress(ProcessLookupError):
                    target()
            return
        deadline = time.monotonic() + 2
        while time.monotonic() < deadline:  # a fork storm may outrun one volley
            try:
                os.kill(-1, signal.SIGKILL)
            except ProcessLookupError:  # nobody is left, perhaps already reaped
                return
            time.sleep(0.005)


def _run_guarded(step, results, limits, end):
    original = os.getpid()
    snapshot = _fork_patiently(end)
    if snapshot == 0:
        os.setsid()  # so that kill(0, 9) in a cell does not reach the snapshot
        why = _watch(original, step["seconds"], limits["total_mb"] if end.in_room else None)
        end.all_but_me(original)
        _tell(results, {"step": step["name"], "state": why})
        return "lost"
    _wait_until_apart(snapshot)
    try:
        report = _run_step(step)
        if os.getpid() != original:  # a cell forked, and the copy came back from it too
            os._exit(0)
        _tell(results, report)
    except BaseException:
        if os.getpid() != original:
            os._exit(0)
        os._exit(1)  # the snapshot sees it and goes on
    if snapshot is not None:
        with contextlib.suppress(OSError):
            os.kill(snapshot, signal.SIGKILL)
            os.waitpid(snapshot, 0)
    return "done"


def _wait_until_apart(snapshot):
    """Until the snapshot has left our session: a cell may kill its own group at once."""
    with contextlib.suppress(OSError, TypeError):
        while os.getsid(snapshot) == os.getsid(0):
            os.sched_yield()


def _fork_patiently(end):
    """Fork; wait for the dead of a storm to be buried. None if there is no room for a snapshot at all."""
    for attempt in range(50):
        try:
            return os.fork()
        except OSError:
            if attempt == 25 and end.in_room:
                end.all_but_me(os.getpid())  # processes left by an earlier cell take every place
            time.sleep(0.02)
    return None


def _watch(original, seconds, total_mb):
    """Wait until the original is gone, or has taken too long or too much, and say which."""
    deadline, turn = time.monotonic() + seconds, 0
    while True:
        time.sleep(NAP)
        turn += 1
        if os.getppid() != original:
            return "crashed"
        if time.monotonic() > deadline:
            return "too long"
        if total_mb and turn % 5 == 0 and _memory_mb() > total_mb and _memory_mb(exact=True) > total_mb:
            return "too much memory"


def _memory_mb(exact=False):
    """Memory of all processes of the room, in MB; quickly and too high, or exactly with shared pages split."""
    total = 0
    for pid in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError, ValueError, IndexError):
            if exact:
                total += _proportional_kb(pid)
            else:
                with open(f"/proc/{pid}/statm") as file:
                    total += int(file.read().split()[1]) * 4
    return total / 1024


def _proportional_kb(pid):
    try:
        with open(f"/proc/{pid}/smaps_rollup") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("Pss:"))
    except PermissionError:  # a process that hides its maps is counted in full
        with open(f"/proc/{pid}/statm") as file:
            return int(file.read().split()[1]) * 4


def _run_step(step):
    for source in [*step["given"], *step["cells"]]:
        _reset_hooks()
        with contextlib.suppress(SystemExit, KeyboardInterrupt):
            shell.run_cell(source, store_history=False, silent=False)
    report = {"step": step["name"], "state": "done"}
    if step["ask"] is not None:
        report.update(_collect(step["ask"]))
    return report


def _reset_hooks():
    """Forget input transformers and syntax-tree hooks that earlier cells have left."""
    with contextlib.suppress(Exception):
        manager = type(shell.input_transformer_manager)()
        shell.input_transformer_manager = manager
        shell.ast_transformers = []
        shell.events.callbacks = {name: [] for name in shell.events.callbacks}


def _collect(ask):
    """The answer as data: the value under the asked name, or what the asked function gives at each point."""
    missing = object()
    value = shell.user_ns.get(ask["name"], missing)
    if value is missing:
        return {"state": "no answer"}
    if ask["points"] is None or not callable(value):
        return _handed_in(lambda: value)
    return {"outputs": [_handed_in(lambda point=point: _call(value, point)) for point in ask["points"]]}


def _call(function, point):
    """Call by name if the function's arguments have our names, else by position."""
    try:
        inspect.signature(function).bind(**dict(point))
    except TypeError:
        return function(*[value for _, value in point])
    except ValueError:  # some functions written in C do not tell
        pass
    return function(**dict(point))


def _handed_in(thunk):
    try:
        value = thunk()
    except NotImplementedError:
        return {"state": "not attempted"}
    except BaseException as error:
        return {"state": "raised", "kind": str(type(error).__name__)[:60]}
    try:
        return {"state": "done", "value": plain.encode(value)}
    except plain.NotPlain as error:
        return {"state": "not plain", "kind": str(error)[:60]}
    except BaseException:
        return {"state": "not plain", "kind": "an object that cannot be read"}


def _tell(results, report):
    """Write one line. A leading line break ends whatever a cell may have written to the same pipe."""
    text = "\n" + dumps(report) + "\n"
    if len(text) > 500_000:
        text = "\n" + dumps({"step": report["step"], "state": "too large"}) + "\n"
    data = text.encode("ascii")
    while data:
        data = data[os.write(results, data) :]


gc.disable()  # a collection in the warm process would touch, and so copy, every shared page
