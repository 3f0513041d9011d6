"""The widget in JupyterLab with the oldest ipywidgets and anywidget that the package allows, and those of Colab."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from lab import jupyterlab, open_widget
from rare import far

ROOT = Path(__file__).resolve().parents[2]
UV = Path(sys.executable).parent / "uv"
NAMES = ("ipywidgets", "anywidget")
pytestmark = [pytest.mark.browser, far]


def versions(lines, sign):
    found = dict(line.split(sign) for line in lines if sign in line)
    return [f"{name}=={found[name]}" for name in NAMES]


def oldest():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))["project"]
    return versions(project["dependencies"], ">=")


def colab():
    return versions((ROOT / "tests" / "install" / "colab.txt").read_text(encoding="utf8").splitlines(), "==")


@pytest.mark.parametrize("asked", [oldest(), colab()], ids=" ".join)
def test_widget_is_drawn_and_python_answers(browser, tmp_path, asked):
    lab = re.search(r"^jupyterlab==\S+", (ROOT / "requirements.txt").read_text(encoding="utf8"), re.MULTILINE)[0]
    subprocess.run([UV, "venv", "--quiet", "--no-project", tmp_path / "environment"], check=True)
    python = tmp_path / "environment" / "bin" / "python"
    subprocess.run([UV, "pip", "install", "--quiet", "-p", python, lab, *asked, "-e", ROOT], check=True)
    (tmp_path / "home").mkdir()
    with jupyterlab(tmp_path / "home", python=str(python)) as address:
        page = open_widget(browser, address)
        page.locator("[data-number=tau]").fill("1.337")
        page.locator("[data-number=tau]").press("Enter")
        page.wait_for_function(
            "document.querySelector('.xp [data-status]').textContent === 'Exact, from Python.' "
            "&& document.querySelector('.xp [data-sentence]').textContent.includes('1.337')"
        )
        page.close()
