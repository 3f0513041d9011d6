"""What the book asks of Sphinx besides its libraries.

``content``
    what chapters are written with: quizzes, tests, passages, lists, the map, links that run a notebook.
``render``
    how things look when they are written: formulas, outputs, widgets, docstrings, names for screen readers.
``light``
    what the built pages need not carry: unused files, icons, letters and rules.
``cache``, ``shown``
    notebooks run again, and pages are read again, only when they must.
``finish``
    what is done to the site once its pages are written.

Sphinx calls those that wait for one event in the order in which they came. So the order of ``PARTS`` is the order of
work, and this extension is the last of ``_config.yml``, after the theme and MyST-NB.
"""

import gc
from importlib import import_module

PARTS = (
    "cache",
    "shown",
    "finish",
    "render.maths",
    "render.outputs",
    "render.modules",
    "render.widgets",
    "render.engine",
    "render.access",
    "render.api",
    "content.quiz",
    "content.tries",
    "content.inventory",
    "content.progress",
    "content.passages",
    "content.coverage",
    "content.sources",
    "content.left_out",
    "content.core",  # marks the links that render.access has read bare
    "content.launch",
    "content.listing",
    "content.parts",
    "content.paper_map",
    "content.door",
    "content.search",
    "content.terms",
    "content.library",
    "content.uses",
    "light.scripts",  # joins what all others have asked a page to load
    "light",
)


def setup(app):
    # A page has thousands of nodes, which live on: to look for dead ones among them took longer than to load them.
    gc.set_threshold(100_000, 20, 20)
    for part in PARTS:
        import_module(f"house.{part}").setup(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
