"""What is done to the site once its pages are written.

Where no page is written, Sphinx copies no file either, and all is as it was. A build that breaks off leaves a mark, so
that the next one does the rest.
"""

from pathlib import Path


def mark(app):
    return Path(app.outdir) / ".unfinished"


def after_writing(app, work):
    """Have ``work(app)`` done at the end of a build in which pages of the site were written."""

    def finish(app, exception):
        if exception is None and mark(app).exists():
            work(app)

    app.connect("build-finished", finish)


def begin(app, builder):
    if builder.format == "html":
        mark(app).touch()


def end(app, exception):
    if exception is None:
        mark(app).unlink(missing_ok=True)


def setup(app):
    app.connect("write-started", begin)
    app.connect("build-finished", end, priority=900)  # the last
