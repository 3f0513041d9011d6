"""Sites to look at: small ones built here from sample pages, and the built book."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"


def build(folder, pages, config=None):
    """Build ``pages`` (name: text) with the course's own configuration; return the finished process.

    The first page is the root. ``config`` changes keys of ``sphinx.config``.
    """
    (folder / "book").mkdir(parents=True)
    for part in ("_ext", "_static", "_templates"):
        shutil.copytree(ROOT / "book" / part, folder / "book" / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name, text in pages.items():
        (folder / "book" / name).write_text(text, encoding="utf8")
    (folder / "book" / "references.bib").write_text("")
    settings = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf8"))
    for file in settings["sphinx"]["config"]["html_static_path"]:
        if not (folder / file).exists():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / file, folder / file)
    settings["sphinx"]["config"].update(config or {})
    (folder / "_config.yml").write_text(yaml.safe_dump(settings))
    names = [f"book/{name.rsplit('.', 1)[0]}" for name in pages]
    toc = {"format": "jb-book", "root": names[0], "chapters": [{"file": name} for name in names[1:]]}
    (folder / "_toc.yml").write_text(yaml.safe_dump(toc))
    command = [str(Path(sys.executable).parent / "jupyter-book"), "build", "-W", "-n", "--keep-going", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, "NO_COLOR": "1"})


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory):
    """A site of the sample pages: maths, boxes and tables, outputs."""
    folder = tmp_path_factory.mktemp("sample")
    pages = {f.name: f.read_text(encoding="utf8") for f in sorted((Path(__file__).parent / "pages").glob("*.md"))}
    done = build(folder / "site", pages)
    assert done.returncode == 0, done.stderr
    return folder / "site" / "_build" / "html"


def demanded(what):
    """Tell whether this run must not skip: MISSING_MIDDLE_DEMAND names what has to be there."""
    return what in os.environ.get("MISSING_MIDDLE_DEMAND", "").split(",")


@pytest.fixture(scope="session")
def site():
    """The folder of the built book."""
    if not (SITE / "index.html").is_file():
        message = "There is no built site in _build/html: run `make book` first."
        pytest.fail(message) if demanded("browser") else pytest.skip(message)
    return SITE
