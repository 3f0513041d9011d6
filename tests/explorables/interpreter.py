"""The page's module in an interpreter, without a page."""

import quickjs

from missing_middle.explorables.widget import module


def script(kinds=()):
    """Return a context that holds the functions of the module for charts of these ``kinds``."""
    context = quickjs.Context()
    context.eval(module(kinds).replace("export default { render };", "").replace("export ", ""))
    return context
