"""The commands ``hand-out`` and ``students-repo`` of ``missing-middle``: how work gets to students."""

from pathlib import Path

import click

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("hand-out")
@click.argument("handout", type=FOLDER)
@click.option("--roster", type=FILE, required=True, help="The roster that was released to.")
@click.option("--salt-file", type=FILE, required=True, help="The secret that the class was released with.")
@click.option("--address", required=True, metavar="ADDRESS", help="Where the folder will be seen, https://...")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder for a web space.")
@click.option("--links", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Table of links, CSV.")
@click.pass_context
def hand_out(context, handout, roster, salt_file, address, out, links):
    """Prepare personal notebooks for a web space: a page for each student, behind an address that nobody can guess."""
    from missing_middle.grading.asking import SourceError
    from missing_middle.grading.hand_out import web_folder
    from missing_middle.grading.roster import read_students
    from missing_middle.grading.tokens import read_salt

    try:
        students = read_students(roster)
        without = web_folder(handout, students, read_salt(salt_file), out, address, links)
    except (SourceError, OSError) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{len(students) - len(without)} of {len(students)} students: put {out} on the web; links in {links}.")
    for student in without:
        click.echo(f"  nothing in {handout} for {student}", err=True)
    context.exit(3 if without else 0)


@click.command("students-repo")
@click.option("--course", type=FOLDER, default=Path("."), show_default=True, help="Folder of the course.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder to write.")
@click.option("--site", default="", metavar="ADDRESS", help="Address of the built pages, for links to the book.")
def students_repo(course, out, site):
    """Write a git repository with exercises, notebooks and data only, or bring it up to date."""
    from missing_middle.grading import students_repo as work
    from missing_middle.grading.asking import SourceError
    from missing_middle.grading.prints import course_version

    try:
        files = work.students_repo(course, out, site)
        changed = work.commit(out, f"The course, version {course_version()}")
    except (SourceError, OSError) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{out}: {len(files)} files, {'committed' if changed else 'nothing has changed'}.")


GIVING = (hand_out, students_repo)
