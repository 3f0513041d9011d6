"""The command ``missing-middle``."""

from pathlib import Path

import click

from missing_middle.grading.commands import COMMANDS
from missing_middle.grading.commands_giving import GIVING
from missing_middle.grading.commands_platforms import PLATFORMS
from missing_middle.grading.commands_reading import READING
from missing_middle.grading.counting import counted


@click.group()
@click.version_option(package_name="missing_middle")
def main():
    """Release exercises and grade them."""


@main.command()
@click.option(
    "--solutions",
    type=click.Path(path_type=Path),
    default=Path("solutions"),
    show_default=True,
    help="Folder of the solution notebooks.",
)
@click.option(
    "--exercises",
    type=click.Path(path_type=Path),
    default=Path("exercises"),
    show_default=True,
    help="Folder for the published exercises.",
)
@click.option(
    "--roster",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="CSV file with a column named student: write each student's own notebooks instead.",
)
@click.option(
    "--salt-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="File with the secret of the class; keep it, grading needs it.",
)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder for the students' folders.")
@click.option("--set", "sets", multiple=True, metavar="SET", help="For a class: only this set; may be repeated.")
@click.option("--workers", type=click.IntRange(1, 256), default=2, show_default=True, help="Students at a time.")
@click.option("--resume", is_flag=True, help="Keep notebooks that an earlier run has written.")
def release(solutions, exercises, roster, salt_file, out, **options):
    """Write exercises/ from solutions/, or a folder for each student of a class, with numbers of their own."""
    from missing_middle.checks.private import held
    from missing_middle.grading import release as work
    from missing_middle.grading.asking import SourceError
    from missing_middle.grading.roster import read_roster
    from missing_middle.grading.tokens import read_salt

    given = {"--roster": roster, "--salt-file": salt_file, "--out": out}
    missing = [name for name, value in given.items() if value is None]
    if 0 < len(missing) < len(given):
        raise click.UsageError(f"a class needs {', '.join(given)} together; {', '.join(missing)} is missing.")
    if missing and held():
        raise click.UsageError(f"a private set is given to a class, and never published: add {', '.join(given)}.")
    if missing and (options["sets"] or options["resume"]):
        raise click.UsageError("--set and --resume are for a class: the published exercises are always all of them.")
    try:
        if missing:
            for path in work.release_public(solutions, exercises):
                click.echo(path)
            return
        students, salt = read_roster(roster), read_salt(salt_file)
        with click.progressbar(length=len(students), label="Releasing") as bar:
            for _ in work.release_class(solutions, students, salt, out, **options):
                bar.update(1)
        click.echo(f"{counted(len(students), 'student')} in {out}")
    except (SourceError, OSError) as error:
        raise click.ClickException(str(error)) from None


def _take_in(context, parameter, folder):
    """Before a command does anything: the private sets are asked for as those of the course."""
    if folder is None or context.resilient_parsing:
        return
    from missing_middle.checks.private import admit_folder

    try:
        admit_folder(folder)
    except (ValueError, OSError) as error:
        raise click.ClickException(str(error)) from None


PRIVATE = click.Option(
    ["--sets", "private"],
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    expose_value=False,
    callback=_take_in,
    metavar="DIR",
    help="Folder of private sets: exam.py and exam.ipynb for a set exam.",
)
for command in (*COMMANDS, *READING, *GIVING, *PLATFORMS):
    main.add_command(command)
for command in (release, *COMMANDS, *READING, *PLATFORMS):
    command.params.append(PRIVATE)


if __name__ == "__main__":
    main(prog_name="missing-middle")
