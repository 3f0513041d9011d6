"""One browser for the whole run."""

import os
import shutil

import pytest


def demanded(what):
    """Tell whether this run must not skip: MISSING_MIDDLE_DEMAND names what has to be there."""
    return what in os.environ.get("MISSING_MIDDLE_DEMAND", "").split(",")


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium; without one the test is skipped, or fails where a browser is demanded."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        message = "No Chromium was found on this machine."
        pytest.fail(message) if demanded("browser") else pytest.skip(message)
    from playwright.sync_api import sync_playwright
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()
