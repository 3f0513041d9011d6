"""The widget in JupyterLab, with a real kernel behind it."""

import json
import os
import socket
import subprocess
import sys
import time
from urllib.error import URLError
from urllib.request import urlopen

import pytest

pytestmark = pytest.mark.browser

NOTEBOOK = {
    "cells": [{"cell_type": "code", "id": "widget", "execution_count": None, "metadata": {}, "outputs": [],
               "source": "from missing_middle.explorables import who_exports\nwidget = who_exports()\nwidget"},
              {"cell_type": "code", "id": "values", "execution_count": None, "metadata": {}, "outputs": [],
               "source": "widget.values['tau']"}],
    "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    "nbformat": 4, "nbformat_minor": 5,
}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address, process, seconds=90):
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        try:
            return urlopen(address, timeout=5).close()
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.3)
    raise RuntimeError(f"JupyterLab did not answer at {address} (exit status {process.poll()})")


@pytest.fixture(scope="module")
def lab(tmp_path_factory, browser):
    """The address of a JupyterLab with the notebook above; nothing of the user's settings is read or written."""
    root, home = tmp_path_factory.mktemp("notebooks"), tmp_path_factory.mktemp("settings")
    (root / "widget.ipynb").write_text(json.dumps(NOTEBOOK))
    places = {name: str(home / name.lower()) for name in
              ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTERLAB_SETTINGS_DIR",
               "JUPYTERLAB_WORKSPACES_DIR", "IPYTHONDIR")}
    port = free_port()
    with (home / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}",
             "--IdentityProvider.token=", "--LabApp.news_url=", f"--ServerApp.root_dir={root}"],
            env=os.environ | places, stdout=log, stderr=subprocess.STDOUT)
    try:
        wait_for(f"http://127.0.0.1:{port}/api/status", process)
        yield f"http://127.0.0.1:{port}/lab/tree/widget.ipynb"
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="module")
def notebook(browser, lab):
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    page.goto(lab)
    page.locator(".jp-Notebook .cm-content").first.click(timeout=90_000)
    page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]", timeout=90_000)
    page.keyboard.press("Shift+Enter")
    page.wait_for_selector(".xp-views svg path", timeout=90_000)
    page.locator(".xp").get_by_role("button", name="Skip").click()
    yield page
    page.close()


def wait_for_sentence(page, sentence):
    page.wait_for_function("told => document.querySelector('.xp [data-sentence]').textContent === told", arg=sentence)
    page.wait_for_function("document.querySelector('.xp [data-status]').textContent === 'Exact, from Python.'")


def test_arrow_keys_move_the_slider_and_python_answers(notebook, widget):
    notebook.locator("[data-range=tau]").focus()
    for _ in range(8):
        notebook.keyboard.press("ArrowLeft")
    wait_for_sentence(notebook, widget.says(tau=1.45))
    assert notebook.locator("[data-range=tau]").evaluate("e => e === document.activeElement")


def test_a_typed_number_is_answered_exactly(notebook, widget):
    field = notebook.locator("[data-number=tau]")
    field.fill("1.337")
    field.press("Enter")
    wait_for_sentence(notebook, widget.says(tau=1.337))
    assert field.input_value() == "1.337"
    assert notebook.locator(".xp [data-message]").inner_text() == ""


def test_python_knows_what_the_reader_sees(notebook):
    field = notebook.locator("[data-number=tau]")
    field.fill("1.25")
    field.press("Enter")
    notebook.wait_for_function("document.querySelector('.xp [data-sentence]').textContent.includes('1.25')")
    notebook.locator(".jp-Notebook .cm-content").nth(1).click()
    notebook.keyboard.press("Shift+Enter")
    notebook.get_by_text("1.25", exact=True).wait_for(timeout=30_000)


def test_the_widget_follows_the_theme_of_jupyterlab(notebook):
    colours = []
    for light in ("true", "false"):
        notebook.evaluate("light => { document.body.dataset.jpThemeLight = light }", light)
        colours.append(notebook.locator(".xp").evaluate("e => getComputedStyle(e).backgroundColor"))
    notebook.evaluate("document.body.dataset.jpThemeLight = 'true'")
    assert colours == ["rgb(255, 253, 247)", "rgb(20, 24, 27)"]
