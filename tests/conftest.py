"""What tests share: a browser, a sandbox, and what happens on a machine that lacks them.

Such tests are skipped with the reason printed, unless the environment variable MISSING_MIDDLE_DEMAND names what is
lacking (``browser``, ``firefox``, ``webkit``, ``sandbox``, or several with commas): then they fail.
"""

import os
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import settings
from lending import Lender

# The same examples in every run, so that red means a change of ours. A shared machine is sometimes slow: no bug.
settings.register_profile("course", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=1000, deadline=None)  # other examples in every run
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "course"))

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


# To read a file of tests costs what it imports and computes. So a run of one kind reads no file that has none of it.
SOME_IN_A_BROWSER = re.compile(r"mark\.browser|[(, ]site[,)]")
KINDS = ("browser", "not browser", "not browser and not long")
ALL_IN_A_BROWSER = re.compile(r"^pytestmark = pytest\.mark\.browser$", re.MULTILINE)


def pytest_ignore_collect(collection_path, config):
    """Leave a file out where its words say that the run wants none of its tests."""
    asked = config.getoption("markexpr")
    if collection_path.suffix != ".py" or asked not in KINDS:
        return None
    text = collection_path.read_text(encoding="utf8")
    left = not SOME_IN_A_BROWSER.search(text) if asked == "browser" else ALL_IN_A_BROWSER.search(text)
    return True if left else None


def pytest_collection_modifyitems(items):
    """No test may be left out of both runs: one for a browser whose file does not say so would be."""
    for item in items:
        if item.get_closest_marker("browser") and not SOME_IN_A_BROWSER.search(item.path.read_text(encoding="utf8")):
            raise pytest.UsageError(f"{item.nodeid} is for a browser: let its file say `pytest.mark.browser`.")


def find_or_leave(kind, *programs):
    """Return the path of the first program that is there; skip the test, or fail where ``kind`` is demanded."""
    for program in programs:
        path = shutil.which(program)
        if path:
            return path
    reason = f"no {kind} on this machine: looked for {', '.join(programs)}"
    if kind in os.environ.get("MISSING_MIDDLE_DEMAND", "").split(","):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser():
    """One headless Chromium for all tests, whose pages go round (``lending.py``).

    Mark such tests ``browser``: its event loop runs as long as they do.
    """
    path = find_or_leave("browser", *CHROMIUM)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield Lender(chromium)
        chromium.close()


@pytest.fixture(scope="session")
def firefox_program():
    """The path of Firefox. Mark such tests ``browser``: the site is built before they run."""
    return find_or_leave("firefox", "firefox-esr", "firefox")


@pytest.fixture(scope="session")
def webkit_programs():
    """The paths of WebKit's driver and of a screen that nobody sees. Mark such tests ``browser``."""
    return find_or_leave("webkit", "WebKitWebDriver"), find_or_leave("webkit", "Xvfb")


@pytest.fixture(scope="session")
def sandbox():
    """The path of bubblewrap. Mark such tests ``sandbox``."""
    return find_or_leave("sandbox", "bwrap")


@pytest.fixture(scope="session")
def axe():
    """The script that looks for accessibility faults (axe-core)."""
    return (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf8")
