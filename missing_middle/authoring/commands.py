"""The commands ``new-question``, ``new-explorable`` and ``new-chapter`` of ``missing-middle``."""

import click

from missing_middle.authoring.course import AuthoringError, course_at

COURSE = click.option(
    "--course", type=click.Path(exists=True, file_okay=False), default=".", help="The checkout to write into."
)


def _write(make, course, *details, then):
    try:
        for path in make(course_at(course), *details):
            click.echo(path)
    except AuthoringError as error:
        raise click.ClickException(str(error)) from None
    click.echo(then)


@click.command("new-question")
@click.argument("question_id", metavar="SET[-qN]")
@COURSE
def new_question(question_id, course):
    """Write a question's record, and its cells in solutions/ from the record; with SET alone, the set's next question.

    Run it again with its number when title, points or form have changed: it leaves prompts and solutions as they are.
    """
    from missing_middle.authoring import question

    notebook = f"solutions/{question_id.split('-')[0]}.ipynb"
    _write(
        question.new_question,
        course,
        question_id,
        then=f"Now: make the record yours, write the solution in {notebook}, run it (make run NOTEBOOK={notebook}), "
        "add the question to an objective of its chapter, then make release and make check ROOM=checks.",
    )


@click.command("new-explorable")
@click.argument("name")
@COURSE
def new_explorable(name, course):
    """Write an explorable that runs, and list it."""
    from missing_middle.authoring import explorable

    _write(
        explorable.new_explorable,
        course,
        name,
        then="Now: put your model in its frame, say in a test what its sentences and its bet claim, show it in a "
        "chapter, then make check ROOM=explorables.",
    )


@click.command("new-chapter")
@click.argument("name")
@click.option("--after", help="The chapter that it follows, such as 3-2-constraints.")
@COURSE
def new_chapter(name, after, course):
    """Write a chapter that builds, and list it in the table of contents."""
    from missing_middle.authoring import chapter

    _write(
        chapter.new_chapter,
        course,
        name,
        after,
        then="Now: write it, name a question for each objective, then make book.",
    )


COMMANDS = (new_question, new_explorable, new_chapter)
