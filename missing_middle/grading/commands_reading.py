"""The command ``read`` of ``missing-middle``: points for answers in words."""

from pathlib import Path

import click

from missing_middle.grading.counting import counted

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.argument("graded", type=FOLDER)
@click.option("--question", metavar="QUESTION", help="Only the answers to this question, such as trade-q8.")
@click.option("--by", default="", metavar="NAME", help="Who reads; it stands in the table.")
@click.option("--csv", "table", is_flag=True, help="Write the table for a spreadsheet instead: a row for each answer.")
@click.option("--browser/--no-browser", default=True, help="Open the page in a browser, or only print its address.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port of this machine  [default: a free one]")
def read(graded, question, by, table, browser, port):
    """Give points to answers in words, one at a time and without names, in a page that only this machine sees.

    Points go to GRADED/by-hand.csv after every answer. Ctrl-C ends; feedback and grades are then written anew.
    """
    from missing_middle.grading.asking import SourceError
    from missing_middle.grading.by_hand import NAME
    from missing_middle.grading.reading import write_table
    from missing_middle.grading.reading_server import Reading, server_for

    try:
        if table:
            added = write_table(graded, question)
            click.echo(f"{graded / NAME}: {counted(added, 'row')} added; those that were there are as they were.")
            return
        reading = Reading(graded, question, by)
        if not reading.answers:
            raise SourceError(f"{graded} holds no answers in words{f' to {question}' if question else ''}.")
        left = len(reading.waiting())
        server, address = server_for(reading, port)
    except (SourceError, OSError) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{left} of {len(reading.answers)} answers wait. Read them here; Ctrl-C ends:\n{address}")
    if browser:
        click.launch(address)
    serve(server)
    try:
        left = len(reading.waiting())
        _renew(graded)
    except (SourceError, OSError) as error:
        raise click.ClickException(f"{error} The points are in {graded / NAME}; nothing else was changed.") from None
    click.echo(f"\n{len(reading.answers) - left} of {len(reading.answers)} answers have points, in {graded / NAME}.")


def serve(server):
    """Serve until Ctrl-C, or until whoever started this says that it is enough. What comes then is not broken off."""
    import signal

    ending = (signal.SIGINT, signal.SIGTERM)

    def enough(*_):
        for name in ending:  # a second Ctrl-C, out of impatience
            signal.signal(name, signal.SIG_IGN)
        raise KeyboardInterrupt

    for name in ending:
        signal.signal(name, enough)
    try:
        server.serve_forever(poll_interval=0.2)
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()


def _renew(graded):
    from missing_middle.grading.final import renew
    from missing_middle.grading.results import locked

    with locked(graded):
        renew(graded)


READING = (read,)
