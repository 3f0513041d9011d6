"""Runs a submission step by step; a step that hangs or crashes loses itself and nothing else.

Before the first step the process forks. The copy only watches; the original runs the cells, so that threads and open
files live on from step to step as they do in a kernel. If the original crashes, hangs or fills the memory, the copy
ends everything, and the grader has the submission run once more in another room: with a copy made before each step, a
snapshot, which reports the loss and goes on with the next step from the state before. Copies are what a submission
costs most, and few need them.
"""

import builtins
import contextlib
import gc
import inspect
import json
import mmap
import os
import pydoc
import re
import signal
import sys
import time
from json import dumps  # by name, as cells may replace what the module holds

from . import plain, usage

NAP = 0.02
NUMBERED = re.compile(r"Out|In|_[oi]h|__+|_i*\d+|_i+")  # names by which a kernel keeps what cells gave and were
LINE, ANSWER = 900_000, 60_000  # characters of a line, and of one answer in it
shell = None
course = None  # the checks as they stand in the room


def prepare_shell(folder):
    """Make the IPython shell in which cells run as they did for the student."""
    global shell
    from IPython.core.history import HistoryManager
    from IPython.core.interactiveshell import InteractiveShell

    HistoryManager.enabled = False  # else a thread and a database
    InteractiveShell.enable_gui = lambda self, gui=None: None
    shell = InteractiveShell.instance(ipython_dir=folder, colors="nocolor", cache_size=0)
    shell.display_trap.hook = _keep_last  # a last expression is shown nowhere
    # Rendering one figure costs as much as five questions: figures stay, pictures are not made.
    shell.run_line_magic("config", "InlineBackend.figure_formats = set()")
    builtins.help = pydoc.help  # which a plain start of Python provides, and ours leaves out


def _keep_last(result):
    """What a display does besides showing: the name ``_`` has the value of the last expression."""
    if result is not None:
        shell.user_ns["_"] = result


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
        # Nobody looks at figures here: a backend that the student's machine had is not missed.
        shell.register_magic_function(lambda line: None, "line", "matplotlib")
        shell.reset(new_session=True)
        for name in filter(NUMBERED.fullmatch, list(shell.user_ns)):  # empty here: better no name than a false one
            if not name.endswith("__"):
                del shell.user_ns[name]


def run_submission(plan, results, limits, in_room):
    """Read the plan from one descriptor, run it, write one line a question to the other."""
    with os.fdopen(plan, "rb") as file:
        plan = json.load(file)
    global course
    course = sys.modules.get("missing_middle.checks")
    if course is not None:
        course.hand_in_cases(plan["parameters"])
    sys.path.insert(0, "")  # as in a kernel: a module that a cell has written can be imported
    end, progress = _Ending(in_room), mmap.mmap(-1, mmap.PAGESIZE)
    lost, watcher = [], None
    for step in plan["steps"]:
        step["given"] = lost + step["given"]
        if not _lives(watcher):
            original, watcher = os.getpid(), _fork_patiently(end)
            if watcher == 0:
                _stand_guard(original, step, results, limits, end, progress)
                if not plan["snapshots"]:
                    os._exit(1)
                lost, watcher = step["given"], None
                continue
            _wait_until_apart(watcher)
        lost = []
        _run_unharmed(step, results, progress)
        if plan["snapshots"]:
            watcher = _dismiss(watcher)
    _dismiss(watcher)
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


def _stand_guard(original, step, results, limits, end, progress):
    """In the copy: wait until a step is lost, end whatever else there is, and report it."""
    os.setsid()  # so that kill(0, 9) in a cell does not reach it
    why = _watch(original, step["seconds"], limits, progress, end.in_room)
    end.all_but_me(original)
    _tell(results, {"step": step["name"], "state": why})


def _run_unharmed(step, results, progress):
    """In the original: run a step and report it. Whatever fails on the way ends the process, and so the step."""
    original = os.getpid()
    try:
        report = _run_step(step, progress)
        if os.getpid() != original:  # a cell forked, and the copy came back from it too
            os._exit(0)
        _tell(results, report)
    except BaseException:
        os._exit(0 if os.getpid() != original else 1)


def _lives(watcher):
    """Whether there is a copy that watches; a cell may have ended it."""
    try:
        return watcher is not None and os.waitpid(watcher, os.WNOHANG) == (0, 0)
    except OSError:
        return False


def _dismiss(watcher):
    if watcher is not None:
        with contextlib.suppress(OSError):
            os.kill(watcher, signal.SIGKILL)
            os.waitpid(watcher, 0)


def _wait_until_apart(watcher):
    """Until the copy has left our session: a cell may kill its own group at once."""
    with contextlib.suppress(OSError, TypeError):
        while os.getsid(watcher) == os.getsid(0):
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


def _watch(original, seconds, limits, progress, in_room):
    """Wait until the original is gone, or has taken too long or too much, and say which.

    The clocks begin anew whenever the original has got on: with the cells of a step, with each call of a function.
    ``seconds`` are those of any step: they are the same for all of a plan.
    """
    meter, turn, seen = usage.Meter(), 0, None
    while True:
        if progress[0] != seen:
            seen, start = progress[0], (meter.cpu, meter.idle, time.monotonic())
        time.sleep(NAP)
        turn += 1
        if os.getppid() != original:
            return "crashed"
        if time.monotonic() > start[2] + limits["patience"] * seconds:
            return "the clock"
        if turn % 5:
            continue
        meter.look()
        if meter.cpu > start[0] + seconds or meter.idle > start[1] + limits["idle"] * seconds:
            return "too long"
        if in_room and usage.memory_mb() > limits["total_mb"] and usage.memory_mb(exact=True) > limits["total_mb"]:
            return "too much memory"


def _run_step(step, progress):
    stopped = None
    _get_on(progress)
    if course is not None:
        course.forget_checks()
    for number, source in enumerate([*step["given"], *step["cells"]]):
        _reset_hooks()
        with contextlib.suppress(SystemExit, KeyboardInterrupt):
            ran = shell.run_cell(source, store_history=False, silent=False)
            if number >= len(step["given"]):
                stopped = _kind(ran.error_before_exec or ran.error_in_exec) or stopped
    answers = {ask["id"]: _collect(ask, progress) for ask in step["asks"]}
    return {"step": step["name"], "state": "done", "stopped": stopped, "answers": answers}


def _kind(error):
    """The class of an error, for the instructor; a name is all that is taken from it."""
    if isinstance(error, NameError) and NUMBERED.fullmatch(str(error.name)):
        return "NumberedOutput"
    name = re.sub(r"\W", "", str(getattr(type(error), "__name__", "")))[:60]
    return name if error is not None else None


def _reset_hooks():
    """Forget input transformers and syntax-tree hooks that earlier cells have left."""
    with contextlib.suppress(Exception):
        manager = type(shell.input_transformer_manager)()
        shell.input_transformer_manager = manager
        shell.ast_transformers = []
        shell.events.callbacks = {name: [] for name in shell.events.callbacks}


def _collect(ask, progress):
    """The answer as data: what ``check`` was called with last in this step, and the value under the asked name."""
    missing = object()
    checked = course.checked(ask["id"], missing) if course is not None else missing
    named = shell.user_ns.get(ask["name"], missing) if ask["name"] else missing
    report = {}
    if checked is not missing and checked is not named:
        report["checked"] = _short(_answer(checked, ask["points"], progress))
    if named is not missing:
        report["named"] = _short(_answer(named, ask["points"], progress))
    return report


def _get_on(progress):
    """Have the clocks begin anew."""
    progress[0] = (progress[0] + 1) % 256


def _answer(value, points, progress):
    """The value as data, or what the asked function gives at each point."""
    if points is None or not callable(value):
        return _handed_in(lambda: value)
    if points and not _fits(value, points[0]):
        return {"state": "not plain", "kind": "a function"}
    outputs = []
    for point in points:
        _get_on(progress)
        outputs.append(_handed_in(lambda point=point: _call(value, point)))
    return {"outputs": outputs}


def _short(report):
    return report if len(dumps(report)) <= ANSWER else {"state": "too large"}


def _fits(function, point):
    """Whether a function can be called with our arguments, by name or by position, as far as it tells."""
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return True
    for arguments, named in (((), dict(point)), ([value for _, value in point], {})):
        with contextlib.suppress(TypeError):
            signature.bind(*arguments, **named)
            return True
    return False


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
    if len(text) > LINE:
        text = "\n" + dumps({"step": report["step"], "state": "too large"}) + "\n"
    data = text.encode("ascii")
    while data:
        data = data[os.write(results, data) :]


gc.disable()  # a collection in the warm process would touch, and so copy, every shared page
