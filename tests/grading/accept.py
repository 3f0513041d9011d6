"""``python tests/grading/accept.py``: the class of two hundred is graded, and each file gets what is due to it.

The grader is killed in the middle and goes on with ``--resume``; then the class is graded once more without any
disturbance. Both must give what ``class_of_200.py`` says, and the same bytes. Prints a table; the exit status is 1 if
anything is different. Takes some minutes: ``make far`` runs it. With words behind it, such as ``encoding late``, only
forms of these kinds are handed in.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from class_of_200 import class_of_200
from classroom import ROOT, processes_of
from trees import SALT

from missing_middle.grading.results import read_results

SECONDS = 2.5  # for a question; honest neighbours of a hog need half of it
COMMAND = [sys.executable, "-m", "missing_middle", "grade"]


def start(folder, out, *more):
    """The grader as an instructor starts it."""
    arguments = [folder / "submissions", "--roster", folder / "roster.csv", "--salt-file", folder / "salt"]
    arguments += ["--out", out, "--question-seconds", SECONDS, *more]
    return subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "TMPDIR": str(folder / "temporary")},
    )


def killed_in_the_middle(folder, out, wanted):
    """Start, and kill without warning once ``wanted`` results are there; returns how many there were."""
    process = start(folder, out)
    while process.poll() is None and len(list(out.glob("results/*/*.json"))) < wanted:
        time.sleep(0.1)
    process.kill()
    told = process.communicate()[0].decode()
    if process.returncode >= 0:
        raise SystemExit(f"the grader ended before it was killed:\n{told}")
    deadline = time.monotonic() + 30
    while processes_of(str(folder / "temporary")) and time.monotonic() < deadline:
        time.sleep(0.2)
    return len(list(out.glob("results/*/*.json"))), processes_of(str(folder / "temporary"))


def finished(folder, out, *more):
    """Grade to the end; returns the exit status and what was said."""
    process = start(folder, out, *more)
    told = process.communicate()[0].decode()
    if process.returncode not in (0, 3) or "Traceback" in told:
        raise SystemExit(f"exit status {process.returncode}:\n{told}")
    return process.returncode, told


def rows(room, out):
    """``(form, file or student, should, got)`` for everything that was handed in, and for all that came out besides."""
    results = {(one["student"], one["exercise"]): one for one in read_results(out)}
    left = json.loads((out / "left.json").read_bytes())
    unreadable = {(one["student"], one["exercise"]) for one in left["3 unreadable"]}
    remarks = {}
    for one in left["4 remarks"]:
        remarks.setdefault((one["student"], one["exercise"]), []).append(one["remark"])
    asides = {one["file"]: (one["reason"], False) for one in left["2 left aside"]}
    asides |= {one["file"]: (one["reason"], True) for one in left["6 nothing lost"]}
    for form in room.forms:
        for due in form.due:
            key = due.student, due.exercise
            result = results.pop(key, None)
            yield form, " ".join(key), _should(due), _got(due, result, remarks.get(key, []), key in unreadable)
        for aside in form.aside:
            reason, harmless = asides.pop(aside.file, ("graded or lost", None))
            should = f"aside{' without harm' if aside.harmless else ''}: {aside.reason}"
            got = aside.reason if aside.reason in reason else reason
            yield form, aside.file, should, f"aside{' without harm' if harmless else ''}: {got}"
    for key in results:
        yield None, " ".join(key), "nothing", f"{results[key]['points']} points"
    for name, (reason, _) in asides.items():
        yield None, name, "not left aside", reason
    handed_in = {due.student for form in room.forms for due in form.due}
    absent = sorted(one.id for one in room.people if one.id not in handed_in)
    yield None, "handed in nothing", ", ".join(absent), ", ".join(sorted(left["7 handed in nothing"]))


def _should(due):
    remark = f", {due.remark!r}" if due.remark else ""
    return f"{due.points:g} + {due.by_hand:g} by hand{remark}{', unreadable' if due.unreadable else ''}"


def _got(due, result, remarks, unreadable):
    if result is None:
        return "nothing"
    said = " ".join([*result["notes"], *remarks])
    remark = ""
    if due.remark:
        remark = f", {due.remark!r}" if due.remark in said else f", {said!r}"
    return f"{result['points']:g} + {result['by_hand']:g} by hand{remark}{', unreadable' if unreadable else ''}"


def held(out):
    """Every file but the times, the log and the list of what was looked at last."""
    return {
        str(path.relative_to(out)): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.relative_to(out).parts[0] not in ("times", "log.jsonl", ".lock")
    }


def main(kinds):
    with tempfile.TemporaryDirectory(prefix="class-of-200-") as folder:
        folder = Path(folder)
        (folder / "temporary").mkdir()
        (folder / "salt").write_bytes(SALT)
        room = class_of_200()
        room.forms = [form for form in room.forms if not kinds or form.kind in kinds]
        room.write(folder)
        out, again = folder / "killed", folder / "undisturbed"
        there, running = killed_in_the_middle(folder, out, sum(len(form.due) for form in room.forms) // 2)
        started = time.monotonic()
        status, told = finished(folder, out, "--resume")
        print(f"killed at {there} results; resumed: exit status {status}", *told.splitlines()[-400:], sep="\n")
        second, _ = finished(folder, again)
        print(f"undisturbed: exit status {second}; {time.monotonic() - started:.0f} s for both")
        table, odd = list(rows(room, out)), list(rows(room, again))
        same, left = held(out) == held(again), list((folder / "temporary").iterdir())
    return report(room, table, odd, same, [*running, *map(str, left)], (status, second))


def report(room, table, again, same, lying_about, statuses):
    """Print the table; returns what is wrong."""
    wrong = 0
    for (form, what, should, got), (*_, second) in zip(table, again, strict=True):
        differs = got != should or second != should
        wrong += differs
        kind = f"{form.kind} | {form.name}" if form else "| "
        both = got if got == second else f"{got}; then {second}"
        print(f"| {kind} | {what} | {should} | {both} | {'DIFFERS' * differs} |")
    files = sum(len(form.due) + len(form.aside) for form in room.forms)
    print(f"{files} files of {len(room.people)} students, {len(table)} rows, {wrong} that differ;")
    print(f"the same bytes twice: {same}; running or lying about after the kill: {lying_about or 'nothing'}")
    return 0 if not wrong and same and not lying_about and len(set(statuses)) == 1 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
