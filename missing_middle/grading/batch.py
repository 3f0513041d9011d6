"""Grades a whole class: finds the submissions, has them marked, writes what comes back, survives what goes wrong.

Each result is written whole as soon as it is known, so a run that is killed goes on where it stopped.
"""

import datetime
from dataclasses import dataclass, field

from missing_middle.checks.private import held_as
from missing_middle.checks.variants import PUBLIC
from missing_middle.grading.asking import SourceError
from missing_middle.grading.by_hand import read_by_hand, without_result
from missing_middle.grading.contents import alike
from missing_middle.grading.deadlines import read_deadlines
from missing_middle.grading.final import final_results, renew
from missing_middle.grading.marking import Job
from missing_middle.grading.notebook import Unreadable, read_notebook
from missing_middle.grading.numbers import complain_about_numbers, remark_on_numbers
from missing_middle.grading.prints import course_print, course_version, fingerprint
from missing_middle.grading.results import begin, locked, log, read_results, stored, there, withdraw, write_result
from missing_middle.grading.running import Runner, Where
from missing_middle.grading.stamps import stamps, worksheets
from missing_middle.grading.submissions import find_submissions
from missing_middle.grading.tokens import hidden_key, token_of
from missing_middle.grading.writing import as_json, write_whole

# What the student's machine may have had and this one has not, by the error in which a cell ended.
LACKING = {
    "ModuleNotFoundError": "needs a library that is not here",
    "ImportError": "needs a library that is not here",
    "NumberedOutput": "takes an output by its number, such as Out[5], and here cells have no numbers",
}

__all__ = ["Summary", "grade", "read_results"]


@dataclass
class Summary:
    """How many files there were and what became of each; ``graded + kept + failed + len(left)`` is ``files``."""

    files: int = 0
    graded: int = 0  # in this run
    kept: int = 0  # in an earlier one (resumed, or of a student who was not to be graded)
    failed: list = field(default_factory=list)  # (student, exercise, why): the grader's failure, not the student's
    left: list = field(default_factory=list)  # files that are nobody's, or not the latest
    absent: list = field(default_factory=list)  # students who handed in nothing
    remarks: list = field(default_factory=list)  # (student, exercise, what a person should know)
    alike: list = field(default_factory=list)  # (students, exercise, how their files are alike)
    unreadable: list = field(default_factory=list)  # (student, exercise)
    lacking: list = field(default_factory=list)  # (student, exercise, question, what its cell needs)
    changed: list = field(default_factory=list)  # dicts: whose points are others than before, and why
    withdrawn: list = field(default_factory=list)  # (student, exercise): graded before, and no longer handed in
    late: list = field(default_factory=list)  # (student, exercise, words, whether a person must decide)
    unused: list = field(default_factory=list)  # (row, student, question): points by hand for what is not handed in

    @property
    def complete(self):
        """Whether every file that may be somebody's was graded, and there was something to grade."""
        lost = [one for one in self.left if not one.harmless]
        undecided = [one for one in self.late if one[3]] or self.unused
        must = self.failed or lost or self.unreadable or self.lacking or undecided
        return bool(self.graded + self.kept) and not must


def grade(
    folder,
    students,
    releases,
    out,
    guard,
    *,
    salt=None,
    resume=False,
    only=(),
    withdrawing=False,
    other_numbers=False,
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
    resume : bool
        Keep results that would come out the same.
    only : iterable of str
        Ids of the students to grade; the results of all others stay as they are.
    withdrawing : bool
        Go on although most results in ``out`` are of files that are no longer there.
    other_numbers : bool
        Go on although most notebooks hold numbers of another secret.
    workers : int or None
        Local processes (default: one for each processor), or how many workers ``executor`` has.
    dask : str or None
        Address of a Dask scheduler whose workers have this package; else local processes.
    executor : concurrent.futures.Executor or None
        Used instead of either, and left open.
    progress : callable or None
        Called with (done, of) after each submission.

    Raises
    ------
    SourceError
        If the salt does not fit, another run writes to ``out``, or results would be mixed or lost.
    """
    with locked(out) as out:
        ids = {one.id for one in students}
        read_by_hand(out, ids), read_deadlines(out, ids)  # what a person must mend is said before an hour of grading
        tokens = {} if salt is None else {token_of(one.id, salt): one for one in students}
        found, left = find_submissions(
            folder, students, list(releases), tokens=tokens, released=_sources(releases), without=[out]
        )
        if not other_numbers:
            complain_about_numbers([(_name(one), one.content) for one in (*found, *left)], tokens, salt is not None)
        plan = fingerprint(guard, releases, salt)
        summary = Summary(files=len(found) + len(left), left=left)
        times = stamps(found, left, worksheets(out, releases))
        work, kept = _sort(out, found, plan, resume, set(only), summary, withdrawing)
        begin(out)
        _run(work, releases, salt, guard, out, plan, summary, Where(workers, dask, executor, guard), progress)
        summary.kept = len(kept)
        _finish(out, students, found, list(releases), tokens, times, summary)
        options = {"salt": salt is not None, "resume": resume, "only": sorted(only), "dask": dask, "guard": repr(guard)}
        log(out, _entry(summary, plan, options))
    return summary


def _name(one):
    return one.entry.name


def _sources(releases):
    cells = []
    for data in releases.values():
        try:
            cells += read_notebook(data)[0]
        except Unreadable as error:
            raise SourceError(f"a released notebook cannot be read: {error}.") from None
    return frozenset(cell.source.strip() for cell in cells)


def _sort(out, found, plan, resume, only, summary, withdrawing):
    """What to grade and what to keep. Refuses to mix results, or to drop most of them."""
    now = {(one.student.id, one.exercise) for one in found}
    unknown = only - {student for student, _ in now}
    if unknown:
        raise SourceError(f"--only {', '.join(sorted(unknown))}: nothing that is handed in is theirs.")
    gone = sorted(there(out) - now)
    if len(gone) > len(now) and not withdrawing:
        raise SourceError(
            f"{out} holds {len(gone)} results whose files are not here, such as {gone[0][0]}, {gone[0][1]}. "
            "To grade one student again, give the whole folder and --only STUDENT; for another class or task give "
            "another --out; to drop these results add --withdraw."
        )
    work, kept = [], []
    for one in found:
        old = stored(out, one.student.id, one.exercise) if resume or only else None
        if only and one.student.id not in only:
            if old is None:
                raise SourceError(f"{one.student.id}, {one.exercise} was never graded: grade everybody before --only.")
            if old.get("made_with") != plan:
                raise SourceError(
                    "--only would mix results: those of the other students were made with other questions, limits, "
                    "numbers or another version. Grade everybody again, without --only."
                )
            kept.append(one)
        elif resume and old and old.get("made_with") == plan and old.get("sha256") == one.content.sha256:
            kept.append(one)
        else:
            work.append(one)
    summary.withdrawn = gone
    return work, kept


# Running -------------------------------------------------------------------------------------------------------------


def _run(work, releases, salt, guard, out, plan, summary, where, progress):
    def told():
        if progress is not None:
            progress(summary.graded + len(summary.failed), len(work))

    def done(one, marked):
        before = stored(out, one.student.id, one.exercise)
        result = marked.result | {"made_with": plan, "version": course_version()}
        write_result(out, one.student.id, one.exercise, result, marked.times)
        if before is not None:
            summary.changed += _changes(before, result)
        summary.graded += 1
        told()

    def failed(one, why):
        summary.failed.append((one.student.id, one.exercise, why))
        told()

    def job(one):
        try:
            return _job(one, releases[one.exercise], salt)
        except OSError as error:  # a file that vanished, or that may not be read
            failed(one, f"it cannot be read: {error.strerror or error}")
            return None

    Runner(where, guard, job, done, failed).run(work)


def _job(found, release, salt):
    token = PUBLIC if salt is None else token_of(found.student.id, salt)
    return Job(
        found.student.id,
        found.exercise,
        found.entry.name,
        found.entry.read(),
        release,
        token,
        hidden_key(salt),
        found.notes,
        course_print(),
        private=held_as(found.exercise),
    )


def _changes(before, after):
    """What is different from an earlier result, and why it was made again."""
    old = {one["id"]: one for one in before.get("questions", ())}
    questions = [
        {"question": one["id"], "before": old[one["id"]]["points"], "after": one["points"]}
        for one in after["questions"]
        if one["id"] in old and old[one["id"]]["points"] != one["points"]
    ]
    if not questions:
        return
    if before.get("sha256") != after["sha256"]:
        why = "another file"
    elif before.get("made_with") != after["made_with"]:
        why = "other questions, limits, numbers or another version"
    else:
        why = "the same file under the same conditions: look into it"
    yield {
        "student": after["student"],
        "exercise": after["exercise"],
        "before": before["points"],
        "after": after["points"],
        "questions": questions,
        "why": why,
    }


# Writing -------------------------------------------------------------------------------------------------------------


def _finish(out, students, found, exercises, tokens, times, summary):
    """Write the list of what this run covers, and all that is made from it."""
    failed = {one[:2] for one in summary.failed}
    covered = sorted((one.student.id, one.exercise) for one in found if (one.student.id, one.exercise) not in failed)
    for one in sorted(there(out) - set(covered)):
        withdraw(out, *one)
    summary.withdrawn = [one for one in summary.withdrawn if one not in failed]
    present = {one.student.id for one in found}
    summary.absent = [one.id for one in students if one.id not in present]
    summary.remarks = _remarks(found, tokens)
    for exercise in exercises:
        own = [(one.student.id, one.content) for one in found if one.exercise == exercise and one.content is not None]
        summary.alike += [(ids, exercise, how) for ids, how in alike(own)]
    told = {}
    for (student, exercise), stamp in times.items():
        told.setdefault(student, {})[exercise] = stamp
    names = [[one.id, one.name] for one in students]
    run = {"covers": covered, "students": names, "exercises": exercises, "stamps": told}
    write_whole(out / "run.json", as_json(run))
    results = final_results(out)
    summary.late = [_lateness(one) for one in results if "late" in one]
    unused = without_result(read_by_hand(out), results)
    summary.unused = [(row.number, row.student, row.question) for row in unused]
    summary.unreadable = [(one["student"], one["exercise"]) for one in results if one["ended"] == "unreadable"]
    summary.lacking = [
        (one["student"], one["exercise"], question["id"], LACKING[question["error"]])
        for one in results
        for question in one["questions"]
        if question.get("error") in LACKING
    ]
    renew(out)
    write_whole(out / "left.json", as_json(_left(summary)))


def _lateness(result):
    """Who was late, by whose word, and what it cost."""
    late = result["late"]
    if "time" in late:
        words = f"handed in {late['time']}, due {late['due']} ({late['from']}): {late['lost']:g} points off"
    else:
        words = f"late, it is not known by how much ({late['from']}); give handed_in in deadlines.csv if it matters"
    return result["student"], result["exercise"], words, late["open"]


def _remarks(found, tokens):
    told = [(one, remark_on_numbers(one.content, one.student, tokens)) for one in found]
    told += [(one, note) for one in found for note in one.notes if "handed in" not in note]
    return [(one.student.id, one.exercise, words) for one, words in told if words]


def _left(summary):
    """What a person should look at, the most urgent first."""
    return {
        "1 failed": [{"student": a, "exercise": b, "reason": c} for a, b, c in summary.failed],
        "2 left aside": [
            {"file": one.name, "student": one.owner, "reason": one.reason} for one in summary.left if not one.harmless
        ],
        "3 unreadable": [{"student": a, "exercise": b} for a, b in summary.unreadable],
        "3 not here": [{"student": a, "exercise": b, "question": c, "what": d} for a, b, c, d in summary.lacking],
        "4 remarks": [{"student": a, "exercise": b, "remark": c} for a, b, c in summary.remarks],
        "4 late": [{"student": a, "exercise": b, "what": c, "decide": d} for a, b, c, d in summary.late],
        "4 by hand, for nothing handed in": [{"row": a, "student": b, "question": c} for a, b, c in summary.unused],
        "5 alike": [{"students": list(a), "exercise": b, "how": c} for a, b, c in summary.alike],
        "6 nothing lost": [
            {"file": one.name, "student": one.owner, "reason": one.reason} for one in summary.left if one.harmless
        ],
        "7 handed in nothing": summary.absent,
    }


def _entry(summary, plan, options):
    return {
        "at": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        "version": course_version(),
        "made_with": plan,
        "options": options,
        "files": summary.files,
        "graded": summary.graded,
        "kept": summary.kept,
        "failed": len(summary.failed),
        "left": len(summary.left),
        "changed": summary.changed,
        "withdrawn": summary.withdrawn,
    }
