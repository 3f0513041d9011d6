"""The commands ``roster``, ``export``, ``feedback`` and ``gradebook``: into learning platforms, and out of them."""

from pathlib import Path

import click

from missing_middle.grading.counting import counted

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
NEW_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("lists", type=FILE, nargs=-1, required=True)
@click.option("--out", type=NEW_FILE, required=True, help="Roster to write; one that is there is left alone.")
def roster(lists, out):
    """Make a roster of the LISTS that platforms give: gradebooks, participants, grading worksheets."""
    from missing_middle.grading.asking import SourceError
    from missing_middle.grading.participants import roster_rows, written
    from missing_middle.grading.roster import read_students
    from missing_middle.grading.writing import write_whole

    if out.exists():
        raise click.ClickException(f"{out} is there already, and ids must never change: write to another name.")
    try:
        rows = roster_rows(lists)
        if not rows:
            raise SourceError(f"{lists[0]} names nobody.")
        write_whole(out, written(rows))
        students = read_students(out)
    except SourceError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{counted(len(students), 'student')} in {out}. Look at it before you release.")


@click.command()
@click.argument("graded", type=FOLDER)
@click.option("--roster", type=FILE, required=True, help="The roster that was graded.")
@click.option("--exercise", required=True, help="Exercise set, such as trade.")
@click.option("--canvas", type=FILE, help="Gradebook as Canvas exports it.")
@click.option("--brightspace", type=FILE, help="Grades as Brightspace exports them.")
@click.option("--blackboard", type=FILE, help="Grade centre as Blackboard exports it.")
@click.option("--column", help="With one of these three: the assignment's column, exactly as in that file.")
@click.option("--whole", is_flag=True, help="Give back all columns of that file, not only the one that changed.")
@click.option("--worksheet", type=FILE, help="Moodle's grading worksheet of the assignment: it is filled in.")
@click.option(
    "--moodle",
    type=click.Choice(["username", "email", "idnumber"]),
    help="Write a file for Moodle's gradebook, with this identifying column.",
)
@click.option("--out", type=NEW_FILE, required=True, help="File to write.")
@click.pass_context
def export(context, graded, roster, exercise, column, whole, out, **platforms):
    """Write the points in GRADED for a learning platform. Exit status 3 if a student was not found there."""
    from missing_middle.grading import exports, moodle_worksheet
    from missing_middle.grading.asking import SourceError
    from missing_middle.grading.final import final_results
    from missing_middle.grading.roster import read_students
    from missing_middle.grading.rows import read_text
    from missing_middle.grading.writing import write_whole

    given = [name for name, value in platforms.items() if value is not None]
    if len(given) != 1:
        raise click.UsageError("give one of --canvas, --brightspace, --blackboard, --worksheet and --moodle.")
    (name,), file = given, platforms[given[0]]
    if name in exports.PLATFORMS and column is None:
        raise click.UsageError(f"--{name} needs --column, exactly as in the file: no name is guessed.")
    if name != "moodle" and out.resolve() == file.resolve():
        raise click.UsageError(f"{out} is the file that was given: write to another one.")
    try:
        students, results = read_students(roster), final_results(graded)
        totals, encoding = exports.totals_of(results, exercise), "utf-8"
        if name == "moodle":
            text, unmatched = exports.moodle(students, totals, exercise, file)
        else:
            table, encoding = read_text(file)
            if name == "worksheet":
                text, unmatched = moodle_worksheet.graded(table, students, totals, _files(results, exercise))
            else:
                text, unmatched = exports.filled(name, table, column, students, totals, whole)
    except exports.ExportError as error:
        raise click.ClickException(f"{file}: {error}" if name != "moodle" else str(error)) from None
    except SourceError as error:
        raise click.ClickException(str(error)) from None
    write_whole(out, text.encode(encoding))
    click.echo(f"{len(totals) - len(unmatched)} of {len(totals)} students written to {out}.")
    context.exit(3 if _named(_files(results, exercise), unmatched, "not found") else 0)


def _named(files, without, words):
    """Name those ``without``, and give their number.

    Who handed in through another platform, of which nobody at all is with us, is counted and not named: a class may
    work on several platforms.
    """
    from missing_middle.grading.owners import platform_of

    came = {student: platform_of(file) for student, file in files.items()}
    ours = {came[student] for student in came if student not in without}
    elsewhere = [came[student] for student in without if ours and came[student] not in {None, *ours}]
    for platform in sorted(set(elsewhere)):
        click.echo(f"  left out: {elsewhere.count(platform)} who handed in through {platform}", err=True)
    named = [student for student in without if came[student] not in elsewhere]
    for student in named:
        click.echo(f"  {words}: {student}", err=True)
    return len(named)


def _files(results, exercise):
    return {one["student"]: one["file"] for one in results if one["exercise"] == exercise}


@click.command()
@click.argument("graded", type=FOLDER)
@click.option("--exercise", required=True, help="Exercise set, such as trade.")
@click.option("--for", "platform", type=click.Choice(["moodle", "canvas"]), required=True, help="Whose names to use.")
@click.option("--out", type=NEW_FILE, required=True, help="Zip to write.")
@click.pass_context
def feedback(context, graded, exercise, platform, out):
    """Write all pages of feedback on one set into a zip that the platform takes back.

    Exit status 3 if a file was not named by that platform, so that nobody knows where its feedback belongs.
    """
    from missing_middle.grading.asking import SourceError
    from missing_middle.grading.exports import totals_of
    from missing_middle.grading.feedback_zip import feedback_zip
    from missing_middle.grading.final import final_results, pages_of
    from missing_middle.grading.writing import write_whole

    try:
        results = final_results(graded)
        totals_of(results, exercise)
    except SourceError as error:
        raise click.ClickException(str(error)) from None
    own = [one for one in results if one["exercise"] == exercise]
    made = zip(own, pages_of(graded, own), strict=True)
    pages = {one["student"]: (f"{exercise}.html", page) for one, page in made}
    data, without = feedback_zip(pages, _files(results, exercise), platform)
    if len(without) == len(pages):
        raise click.ClickException(f"no file of {exercise} is named as {platform.capitalize()} names its downloads.")
    write_whole(out, data)
    click.echo(f"{len(pages) - len(without)} of {len(pages)} pages in {out}.")
    context.exit(3 if _named(_files(results, exercise), without, f"not named by {platform.capitalize()}") else 0)


@click.command()
@click.argument("graded", type=FOLDER)
@click.option("--roster", type=FILE, required=True, help="The roster that was graded; its column section is used.")
@click.option("--set", "sets", multiple=True, required=True, metavar="SET", help="A set that counts; may be repeated.")
@click.option("--drop", type=click.IntRange(0), default=0, help="How many of each student's weakest sets do not count.")
@click.option("--weight", "weights", multiple=True, metavar="SET=NUMBER", help="Weight of a set  [default: 1]")
@click.option("--semicolons", is_flag=True, help="For an Excel that expects semicolons and decimal commas.")
@click.option("--out", type=NEW_FILE, required=True, help="Table to write.")
def gradebook(graded, roster, sets, drop, weights, semicolons, out):
    """Write one table over several sets: points, shares, what was dropped, and what counts in the end."""
    from missing_middle.grading import gradebook as work
    from missing_middle.grading.asking import SourceError
    from missing_middle.grading.final import final_results
    from missing_middle.grading.roster import read_students
    from missing_middle.grading.writing import write_whole

    try:
        plan = work.term(sets, drop, weights)
        results, students = final_results(graded), read_students(roster)
        table = work.gradebook(results, students, plan, semicolons=semicolons)
    except SourceError as error:
        raise click.ClickException(str(error)) from None
    write_whole(out, table)
    click.echo(f"{counted(len(students), 'student')}, {', '.join(plan.sets)}: {out}")
    for line in work.by_section(results, students, plan):
        click.echo(f"  {line}")


PLATFORMS = (roster, export, feedback, gradebook)
