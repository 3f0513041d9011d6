"""A JupyterLab with one notebook, started for a test or a measurement."""

import json
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import TimeoutError as NotInTime

NOTEBOOK = {
    "cells": [
        {
            "cell_type": "code",
            "id": "widget",
            "execution_count": None,
            "metadata": {},
            "outputs": [],
            "source": "from missing_middle.explorables import who_exports\nwidget = who_exports()\nwidget",
        },
        {
            "cell_type": "code",
            "id": "values",
            "execution_count": None,
            "metadata": {},
            "outputs": [],
            "source": "widget.values['tau']",
        },
    ],
    "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    "nbformat": 4,
    "nbformat_minor": 5,
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
        except (OSError, URLError):
            time.sleep(0.3)
    raise RuntimeError(f"JupyterLab did not answer at {address} (exit status {process.poll()})")


def widget_notebook(folder):
    """Write a notebook that shows a widget into ``folder``, which is made, and return the folder."""
    folder.mkdir()
    (folder / "widget.ipynb").write_text(json.dumps(NOTEBOOK))
    return folder


@contextmanager
def jupyterlab(home, root=None, python=sys.executable):
    """Run JupyterLab over the folder ``root`` and give the address below which its notebooks open.

    ``home`` is an empty folder; nothing of the user's settings is read or written. Without a ``root`` there is one
    notebook, ``widget.ipynb``.
    """
    root = root or widget_notebook(home / "notebooks")
    places = {
        name: str(home / "settings" / name.lower())
        for name in (
            "JUPYTER_CONFIG_DIR",
            "JUPYTER_DATA_DIR",
            "JUPYTER_RUNTIME_DIR",
            "JUPYTERLAB_SETTINGS_DIR",
            "JUPYTERLAB_WORKSPACES_DIR",
            "IPYTHONDIR",
        )
    }
    port = free_port()
    with (home / "log").open("w") as log:
        process = subprocess.Popen(
            [
                python,
                "-m",
                "jupyter",
                "lab",
                "--no-browser",
                "--allow-root",
                "--ip=127.0.0.1",
                f"--port={port}",
                "--IdentityProvider.token=",
                "--LabApp.news_url=",
                f"--ServerApp.root_dir={root}",
            ],
            env=os.environ | places,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        wait_for(f"http://127.0.0.1:{port}/api/status", process)
        yield f"http://127.0.0.1:{port}/lab/tree"
    finally:
        process.terminate()
        process.wait(20)


def new_page(browser):
    """A page that takes the kernel JupyterLab proposes where it asks: it does if it is quicker than its own list."""
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    page.add_locator_handler(
        page.locator(".jp-Dialog", has_text="Select Kernel"), lambda asked: asked.locator(".jp-mod-accept").click()
    )
    return page


def open_widget(browser, lab):
    """Open ``widget.ipynb``, run its first cell, and return the page once the widget stands there, unlocked."""
    page = new_page(browser)
    page.goto(f"{lab}/widget.ipynb")
    cell = page.locator(".jp-Notebook .cm-content").first
    cell.click(timeout=90_000)
    page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]", timeout=90_000)
    for patience in (20_000, 20_000, 40_000, 60_000):
        # JupyterLab may take the focus away while it starts, and then the keys that run the cell are lost
        cell.click()
        page.keyboard.press("Shift+Enter")
        try:
            page.wait_for_selector(".xp-views svg path", timeout=patience)
            break
        except NotInTime:
            continue
    else:
        raise AssertionError("the cell was run four times, and the widget did not appear")
    page.locator(".xp").get_by_role("button", name="Skip").click()
    return page
