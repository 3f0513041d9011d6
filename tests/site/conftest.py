"""Sites to look at: a small one built here from sample pages, and the built book."""

import os

import pytest
from course_site import ROOT, SITE, build


@pytest.hookimpl(tryfirst=True)  # before marks choose which tests run
def pytest_collection_modifyitems(items):
    """Whatever reads the built book runs with the browser tests: only then does it stand."""
    for item in items:
        if "site" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def root():
    """The folder of the course."""
    return ROOT


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory):
    """A site of the sample pages: maths, boxes and tables, outputs."""
    folder = tmp_path_factory.mktemp("sample") / "site"
    pages = {f.name: f.read_text(encoding="utf8") for f in sorted((ROOT / "tests" / "site" / "pages").glob("*.md"))}
    done = build(folder, pages)
    assert done.returncode == 0, done.stderr
    return folder / "_build" / "html"


@pytest.fixture(scope="session")
def site():
    """The folder of the built book; without it the test is skipped, or fails where a browser is demanded."""
    if not (SITE / "index.html").is_file():
        message = "There is no built site in _build/html: run `make book` first."
        demanded = "browser" in os.environ.get("MISSING_MIDDLE_DEMAND", "").split(",")
        pytest.fail(message) if demanded else pytest.skip(message)
    return SITE


@pytest.fixture(scope="module")
def view(browser):
    """A page, and the list of what it said and asked for."""
    context = browser.new_context(reduced_motion="reduce")
    page, noise = context.new_page(), []
    page.on("console", lambda m: noise.append(f"{m.type}: {m.text}") if m.type in ("warning", "error") else None)
    page.on("pageerror", lambda error: noise.append(f"error: {error}"))
    page.on("request", lambda r: noise.append(r.url) if not r.url.startswith(("file:", "data:", "blob:")) else None)
    yield page, noise
    context.close()
