"""Runs the page's modules without a page, in QuickJS: for stills, and for the tests.

QuickJS belongs to authors and to the site, not to a student's kernel: ``ENGINE`` is false where it is not installed.
"""

import json
from contextlib import suppress
from functools import cache
from importlib.util import find_spec

from missing_middle.web.bundle import SHELF, script

ENGINE = False
with suppress(ImportError):
    ENGINE = find_spec("quickjs") is not None


class Stage:
    """The functions that some modules export, called with and returning what JSON can say."""

    def __init__(self, *entries):
        import quickjs

        self._context = quickjs.Context()
        self._context.eval(f"{SHELF};\n{script(*entries)}")
        self._run = self._context.eval(
            "(module, name, given) => JSON.stringify(missingMiddle[module][name](...JSON.parse(given)) ?? null)"
        )

    def call(self, module, name, *given):
        """Return ``name(*given)`` of a module, ``None`` for what JavaScript calls undefined."""
        return json.loads(self._run(module, name, json.dumps(given)))

    def eval(self, text):
        """Return the value of an expression; ``use("words.js")`` in it is what a module exports."""
        return self._context.eval(f"((use) => {text})((module) => missingMiddle[module])")


@cache
def still_stage(names):
    """Return the stage that draws stills with the views ``names``."""
    return Stage("still.js", *names)


def draw(names, spec, frame, width):
    """Return ``still.js``'s picture of a state: a dict of ``svg``, ``alt``, ``width`` and ``height``.

    Parameters
    ----------
    names : tuple of str
        Modules of the kinds of views that ``spec`` asks for.
    spec, frame : dict
        As a page has them.
    width : int
        Of the picture, px, above 200.
    """
    stage = still_stage(names)
    given = json.dumps([spec, frame, width])
    call = f"JSON.stringify(use('still.js').still({json.dumps(names)}.map(use), ...{given}))"
    return json.loads(stage.eval(call))
