"""A light site: what no page uses is taken out of it, in one pass after the build."""

from pathlib import Path

from house.finish import after_writing
from house.light import files, fonts, sheets
from house.render import widgets


def lighten(folder, pages):
    """Take out of the built site in ``folder`` what its ``pages``, names without suffix, do not use.

    Each step reads what the one before has left. Doing it again changes nothing.
    """
    folder = Path(folder)
    files.remove_former_pages(folder, pages)
    widgets.forget(folder)
    files.remove_unloaded(folder)
    fonts.cut(folder)  # also the theme's sheet, of which the next step makes a part
    sheets.join(folder)


def finish(app):
    files.write_index(app)
    lighten(app.outdir, app.env.found_docs)


def setup(app):
    files.setup(app)
    after_writing(app, finish)
