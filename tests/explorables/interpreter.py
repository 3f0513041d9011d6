"""The page's modules in an interpreter, without a page."""

import json

from missing_middle.web.bundle import VIEWS
from missing_middle.web.stage import Stage


class Interpreter(Stage):
    """A stage on which the functions of some modules have their bare names, and ``draw.lines`` is that of a view."""

    def __init__(self, *modules):
        super().__init__(*modules, *VIEWS)
        for module in modules:
            self._context.eval(f"Object.assign(globalThis, missingMiddle[{json.dumps(module)}])")
        self._context.eval(
            f"const every = {json.dumps(VIEWS)}.map((name) => missingMiddle[name]);"
            "const views = Object.fromEntries(every.map((view) => [view.kind, view]));"
            "const draw = Object.fromEntries(Object.entries(views).map(([kind, view]) => [kind, view.draw]));"
            "const tableOf = (view, frame) => views[view.kind].table(view, frame);"
        )

    def eval(self, text):
        return self._context.eval(text)


def script():
    """Return an interpreter that holds what an explorable is drawn with."""
    names = (
        "words",
        "frames",
        "links",
        "states",
        "axes",
        "marks",
        "tools",
        "controls",
        "reading",
        "explorable",
        "views/lines",
    )
    return Interpreter(*(f"{name}.js" for name in names))
