import pytest
import quickjs

from missing_middle.explorables import who_exports
from missing_middle.explorables.widget import module


def script(kinds=()):
    """Return the module's functions in an interpreter without a page."""
    context = quickjs.Context()
    context.eval(module(kinds).replace("export default { render };", "").replace("export ", ""))
    return context


@pytest.fixture(scope="session")
def js():
    return script()


@pytest.fixture(scope="session")
def widget():
    """Shared: do not change its values."""
    return who_exports()
