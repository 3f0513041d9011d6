"""The commands ``grade``, ``report``, ``key`` and ``bank`` of ``missing-middle``."""

from pathlib import Path

import click

from missing_middle._shipped import folder
from missing_middle.grading.counting import counted

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
EXERCISES = folder("exercises")
FEW = 5  # lines of one kind that a summary prints
WHAT_TO_DO = """No sandbox can be made here: {error}.

Students' code is not run without one. What you can do:
  * install bubblewrap 0.8 or later (Debian, Ubuntu: apt install bubblewrap), on Linux 5.14 or later;
  * in a container, allow user namespaces, or grade on a machine of your own;
  * on macOS or Windows, grade in a Linux virtual machine (WSL 2 is one);
  * if you trust every submission, add --unsafe. The results will say so."""


@click.command()
@click.argument("submissions", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--roster",
    type=FILE,
    required=True,
    help="CSV with a column student; name, lms, canvas, username, email, idnumber, section are read if there.",
)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Where results go.")
@click.option("--salt-file", type=FILE, help="The secret that the class was released with.")
@click.option(
    "--release",
    "release_folder",
    type=FOLDER,
    default=EXERCISES,
    show_default="exercises/ of the course",
    help="Folder of the published exercises.",
)
@click.option("--resume", is_flag=True, help="Keep results of an earlier run that still hold.")
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    default=2,
    show_default=True,
    help="Submissions at a time, without --dask.",
)
@click.option("--dask", metavar="ADDRESS", help="Use the workers of a Dask scheduler, such as tcp://host:8786.")
@click.option(
    "--question-seconds",
    type=click.FloatRange(0.1, 600),
    default=10,
    show_default=True,
    help="Time limit for one question.",
)
@click.option("--only", multiple=True, metavar="STUDENT", help="Grade this student only; may be repeated.")
@click.option("--withdraw", is_flag=True, help="Drop results whose files are gone, even if they are most of them.")
@click.option("--other-numbers", is_flag=True, help="Go on although notebooks were released with another secret.")
@click.option("--unsafe", is_flag=True, help="Run without a sandbox. Only for submissions that you trust.")
@click.pass_context
def grade(context, submissions, roster, out, salt_file, release_folder, question_seconds, unsafe, **options):
    """Grade every notebook in SUBMISSIONS, a folder or a zip.

    Exit status: 0 if every file was graded, 3 if a person must look at something (see left.json) or there was nothing
    to grade, 1 if grading had to stop.
    """
    from missing_middle.checks.private import held
    from missing_middle.grading import batch
    from missing_middle.grading.asking import Refusal, SourceError
    from missing_middle.grading.limits import Limits
    from missing_middle.grading.roster import as_id, read_students
    from missing_middle.grading.sandbox import SandboxError
    from missing_middle.grading.tokens import read_salt
    from missing_middle.grading.worker import Guard

    own = [Path(one.file).parent for one in held()]
    private = tuple(str(Path(path).resolve()) for path in (submissions, roster, out, salt_file, *own) if path)
    try:
        guard = Guard(Limits(question_seconds=question_seconds), unsafe, private)
    except ValueError as error:
        raise click.ClickException(str(error)) from None
    try:
        students, salt = read_students(roster), read_salt(salt_file) if salt_file else None
        releases = read_releases(release_folder)
        if unsafe:
            click.echo("Warning: --unsafe runs students' code without a sandbox.", err=True)
        with click.progressbar(length=1, label="Grading") as bar:

            def progress(done, total):
                bar.length = total
                bar.update(done - bar.pos)

            options["withdrawing"] = options.pop("withdraw")
            options["only"] = [as_id(one) for one in options["only"]]
            summary = batch.grade(submissions, students, releases, out, guard, salt=salt, progress=progress, **options)
    except SandboxError as error:
        raise click.ClickException(WHAT_TO_DO.format(error=error)) from None
    except (SourceError, Refusal) as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(f"{error}. What was written is whole; go on with --resume.") from None
    click.echo("\n".join(told(summary, len(students), unsafe)))
    context.exit(0 if summary.complete else 3)


def read_releases(folder):
    """Exercise to released notebook: every one in the folder that the registry knows, and the private sets."""
    from missing_middle.checks.registry import SETS
    from missing_middle.grading.release import private_releases

    releases = {name: folder / f"{name}.ipynb" for name in SETS if (folder / f"{name}.ipynb").is_file()}
    if not releases:
        raise click.ClickException(f"{folder} holds none of {', '.join(SETS)}: run missing-middle release.")
    return {name: path.read_bytes() for name, path in releases.items()} | private_releases()


def told(summary, enrolled, unsafe):
    """The summary in lines that add up."""
    yield (
        f"{counted(summary.files, 'file')}: {summary.graded} graded, {summary.kept} kept from an earlier run, "
        f"{len(summary.failed)} failed, {len(summary.left)} left aside."
    )
    yield f"{counted(enrolled, 'student')}: {enrolled - len(summary.absent)} handed in, {len(summary.absent)} did not."
    if not summary.graded + summary.kept:
        yield "Nothing was graded."
    yield from first("failed", (f"{student}, {exercise}: {why}" for student, exercise, why in summary.failed))
    lost = (one for one in summary.left if not one.harmless)
    yield from first(
        "left aside", (f"{shown(one.name)}: {one.reason}{f' ({one.owner})' if one.owner else ''}" for one in lost)
    )
    yield from first("cannot be read", (f"{student}, {exercise}" for student, exercise in summary.unreadable))
    for what in dict.fromkeys(one[3] for one in summary.lacking):
        yield from first(what, (f"{one[0]}, {one[1]}: {one[2]}" for one in summary.lacking if one[3] == what))
    yield from first("look", (f"{student}, {exercise}: {words}" for student, exercise, words in summary.remarks))
    yield from first("late", (f"{student}, {exercise}: {words}" for student, exercise, words, _ in summary.late))
    yield from first(
        "by-hand.csv",
        (f"row {row}: {one} handed in nothing with {name}, so it counts nowhere" for row, one, name in summary.unused),
    )
    yield from first("alike", (f"{some(ids)}: {exercise}, {how}" for ids, exercise, how in summary.alike))
    changed = (
        f"{one['student']}, {one['exercise']}: {one['before']:g} -> {one['after']:g} points ({one['why']})"
        for one in summary.changed
    )
    yield from first("changed", changed, "log.jsonl")
    yield from first("withdrawn", (f"{student}, {exercise}" for student, exercise in summary.withdrawn), "log.jsonl")
    harmless = sum(one.harmless for one in summary.left)
    if harmless:
        yield f"  {counted(harmless, 'file')} left aside without harm: earlier attempts and the like (see left.json)"
    if not summary.complete:
        yield "A person must look: what to decide stands in left.json. Then give the same command with --resume."
    if unsafe:
        yield "Graded without a sandbox (--unsafe)."


def first(kind, lines, file="left.json"):
    """The first lines of one kind; where there are many more, their number, and where all of them stand.

    >>> list(first("look", ["ada", "bob"])), list(first("look", map(str, range(200))))[-1]
    (['  look: ada', '  look: bob'], '  look: 200 in all; the others are in left.json')
    """
    lines = list(lines)
    shown_here = lines if len(lines) <= FEW + 1 else lines[:FEW]
    yield from (f"  {kind}: {line}" for line in shown_here)
    if len(shown_here) < len(lines):
        yield f"  {kind}: {len(lines)} in all; the others are in {file}"


def some(ids):
    """Names of students, the first few of many.

    >>> some(["ada", "bob"]), some(list("abcdefgh"))
    ('ada, bob', '8 students, such as a, b, c, d, e')
    """
    return ", ".join(ids) if len(ids) <= FEW + 1 else f"{len(ids)} students, such as {', '.join(ids[:FEW])}"


def shown(name):
    """A file's name as a terminal may show it: letters as they are, whatever steers a terminal escaped."""
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in name)


@click.command()
@click.argument("graded", type=FOLDER, required=False)
@click.option(
    "--tests",
    "folders",
    type=FOLDER,
    multiple=True,
    help="Folder of files saved in the pages of the tests before and after the course; may be repeated.",
)
@click.option("--roster", type=FILE, help="CSV with a column student: needed for --tests, and for its column section.")
@click.option("--last-year", type=FOLDER, help="Results of another class: how hard it found each question.")
@click.option("--csv", "table", type=click.Path(dir_okay=False, path_type=Path), help="Also write the items as CSV.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write  [default: GRADED/items.html]"
)
def report(graded, folders, roster, last_year, table, out):
    """Write the item report on the results in GRADED, on the tests before and after the course, or on both."""
    from missing_middle.grading.asking import SourceError
    from missing_middle.grading.gains import read_tests
    from missing_middle.grading.report import item_report
    from missing_middle.grading.roster import read_students
    from missing_middle.grading.set_figures import items_csv, set_figures
    from missing_middle.grading.writing import write_whole

    if folders and not roster:
        raise click.UsageError("--tests needs --roster.")
    if (table or last_year) and not graded:
        raise click.UsageError("--csv and --last-year are about results: give GRADED.")
    if not graded and not (folders and out):
        raise click.UsageError("give GRADED; or --tests, --roster and --out.")
    try:
        students = read_students(roster) if roster else []
        tests, left = read_tests(folders, students) if folders else (None, [])
        page = item_report(graded, tests=tests, students=students, last_year=last_year)
        items = items_csv(set_figures(graded), set_figures(last_year) if last_year else ()) if table else None
    except (SourceError, ValueError) as error:
        raise click.ClickException(str(error)) from None
    for one in left:
        click.echo(f"  left aside: {shown(one.name)}: {one.reason}", err=True)
    write_whole(out or graded / "items.html", page)
    click.echo(out or graded / "items.html")
    if table:
        write_whole(table, items)
        click.echo(table)


@click.command()
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="File to write.")
@click.option("--set", "names", multiple=True, help="Exercise set, such as trade; may be repeated  [default: all]")
@click.option("--variants", type=click.IntRange(1, 200), default=5, show_default=True, help="Variants of a question.")
@click.option("--salt-file", type=FILE, help="A secret: variants that nobody else can make.")
@click.option(
    "--for",
    "platform",
    type=click.Choice(["moodle", "canvas"]),
    default="moodle",
    show_default=True,
    help="Moodle XML, or QTI 1.2 for Canvas (needs text2qti).",
)
def bank(out, names, variants, salt_file, platform):
    """Write a question bank for a platform: value, choice and text questions."""
    from missing_middle.checks.registry import graded
    from missing_middle.grading.asking import SourceError
    from missing_middle.grading.canvas_bank import canvas_qti
    from missing_middle.grading.moodle_bank import moodle_xml
    from missing_middle.grading.tokens import read_salt
    from missing_middle.grading.writing import write_whole

    try:
        salt = read_salt(salt_file) if salt_file else None
        make = moodle_xml if platform == "moodle" else canvas_qti
        made = make(names or graded(), variants, salt)
        data, left = made if platform == "canvas" else (made, [])
    except (SourceError, ValueError) as error:
        raise click.ClickException(str(error)) from None
    write_whole(out, data)
    click.echo(out)
    for question, number in left:
        click.echo(f"  left out: {question}, variant {number}: four decimals cannot tell right from wrong", err=True)


@click.command()
@click.argument("graded", type=FOLDER, required=False)
@click.option("--set", "exercise", required=True, metavar="SET", help="Exercise set, such as trade.")
@click.option("--student", help="Whose numbers, with --roster and --salt-file  [default: the published ones]")
@click.option("--roster", type=FILE, help="The roster: a name that is not on it is a slip.")
@click.option("--salt-file", type=FILE, help="The secret that the class was released with.")
@click.option(
    "--submissions",
    type=click.Path(exists=True, path_type=Path),
    help="With GRADED: run the student's file once more, in the sandbox, and print the values that it gives.",
)
def key(graded, exercise, student, roster, salt_file, submissions):
    """Print what a student was asked, what is right for these numbers, and what each wrong model says.

    With GRADED, the folder of results, also what the student got, and with --submissions what the student gave.
    """
    from missing_middle.checks.variants import PUBLIC
    from missing_middle.grading.asking import SourceError
    from missing_middle.grading.final import final_results
    from missing_middle.grading.key import key_lines
    from missing_middle.grading.roster import as_id, read_roster
    from missing_middle.grading.sandbox import SandboxError
    from missing_middle.grading.tokens import hidden_key, read_salt, token_of

    if (student is None) != (roster is None) or (salt_file and student is None):
        raise click.UsageError("--student and --roster belong together, and --salt-file to them.")
    if graded and student is None:
        raise click.UsageError("GRADED holds results of students: say whose, with --student and --roster.")
    if submissions and graded is None:
        raise click.UsageError("--submissions needs GRADED, which says which file was graded.")
    try:
        student = student and as_id(student)
        if student is not None and student not in read_roster(roster):
            raise SourceError(f"{student!r} is not on {roster}: look for the id in its column student.")
        salt = read_salt(salt_file) if salt_file else None
        token = PUBLIC if salt is None else token_of(student, salt)
        result = None
        if graded:
            results = {(one["student"], one["exercise"]): one for one in final_results(graded)}
            result = results.get((student, exercise))
            if result is None:
                raise SourceError(f"{graded} holds no result of {student}, {exercise}: nothing of theirs was graded.")
        values = None
        if submissions:
            values = rerun(submissions, result, token, hidden_key(salt), (submissions, graded, roster, salt_file))
        lines = list(key_lines(exercise, token, hidden_key(salt), result, values))
    except SandboxError as error:
        raise click.ClickException(WHAT_TO_DO.format(error=error)) from None
    except SourceError as error:
        raise click.ClickException(str(error)) from None
    numbers = f"the numbers of {student}" if salt else "the published numbers"
    click.echo(f"{exercise}, {numbers}. These are the answers: keep them to yourself.\n")
    click.echo("\n".join(map(shown, lines)))


def rerun(submissions, result, token, hidden, private):
    """The values in the file that a result is about. Refuses another file than that which was graded."""
    import hashlib

    from missing_middle.checks.private import held
    from missing_middle.grading.archives import entries
    from missing_middle.grading.asking import SourceError
    from missing_middle.grading.limits import Limits
    from missing_middle.grading.marking import Job
    from missing_middle.grading.notebook import Unreadable
    from missing_middle.grading.worker import Guard, given_by

    entry = next((one for one in entries(submissions) if one.name == result["file"] and not one.problem), None)
    if entry is None:
        raise SourceError(
            f"{submissions} does not hold {shown(result['file'])}, which was graded: give the folder that was."
        )
    data = entry.read()
    if hashlib.sha256(data).hexdigest() != result["sha256"]:
        raise SourceError(f"{shown(result['file'])} is another file now than the one that was graded: grade it first.")
    release = read_releases(EXERCISES)[result["exercise"]]
    job = Job(result["student"], result["exercise"], result["file"], data, release, token, hidden)
    own = [Path(one.file).parent for one in held()]
    try:
        return given_by(job, Guard(Limits(), private=tuple(str(path.resolve()) for path in (*private, *own) if path)))
    except Unreadable as error:
        raise SourceError(f"{shown(result['file'])} cannot be read: {error}.") from None


COMMANDS = (grade, report, key, bank)
