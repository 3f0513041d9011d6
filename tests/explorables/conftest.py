import pytest
from interpreter import script

from missing_middle.explorables import who_exports


@pytest.fixture(scope="session")
def js():
    return script()


@pytest.fixture(scope="session")
def widget():
    """Shared: do not change its values."""
    return who_exports()
