"""Where the built course lies, and how to build a small site with the course's own configuration."""

import json
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import quickjs
import yaml
from bs4 import BeautifulSoup

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"
WIDGET = "vnd.jupyter.widget-view+json"  # marks a page with an explorable
LAID_OUT = "document.documentElement.classList.remove('near-first')"  # lays out what is far from the screen at once
AT_ONCE = "#?"  # as a link to a state, but of no explorable: all of a page are loaded at once


def pages_of(folder):
    """Return the pages of a built site, without the theme's own templates."""
    return sorted(page for page in folder.rglob("*.html") if "_static" not in page.relative_to(folder).parts)


@cache
def soup_of(page):
    """A built page, parsed once for all tests of a process: look at it, and change nothing."""
    return BeautifulSoup(page.read_text(encoding="utf8"), "html.parser")


def pages_with(mark):
    """Return the names of the built pages whose text holds ``mark``."""
    return [str(page.relative_to(SITE)) for page in pages_of(SITE) if mark in page.read_text(encoding="utf8")]


def glossary_entries():
    """Return the entries of the glossary as they are written, from all of its lists."""
    text = (ROOT / "book" / "glossary.md").read_text(encoding="utf8")
    return "\n\n".join(re.findall(r"```{glossary}\n(.*?)\n```", text, re.DOTALL)).split("\n\n")


def contents(folder):
    """What the pages of a built site ask of a reader, as the page of progress knows it."""
    context = quickjs.Context()
    context.eval((folder / "_static" / "contents.js").read_text(encoding="utf8"))
    return json.loads(context.eval("JSON.stringify(courseContents)"))


def build(folder, pages, config=None, extra=()):
    """Build ``pages`` (name: text) with the course's own configuration; return the finished process.

    The first page is the root, the second a chapter, the others its sections. ``config`` changes keys of
    ``sphinx.config``; ``extra`` are files of the course that the pages need besides.
    """
    (folder / "book").mkdir(parents=True)
    for part in ("_ext", "_static", "_templates"):
        shutil.copytree(ROOT / "book" / part, folder / "book" / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name, text in pages.items():
        (folder / "book" / name).write_text(text, encoding="utf8")
    for name in ("references.bib", "sources.csv"):
        shutil.copy(ROOT / "book" / name, folder / "book")
    settings = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf8"))
    for file in [*settings["sphinx"]["config"]["html_static_path"], *extra]:
        if not (folder / file).exists():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / file, folder / file)
    settings["sphinx"]["config"].update(config or {})
    (folder / "_config.yml").write_text(yaml.safe_dump(settings))
    root, *rest = [f"book/{name.rsplit('.', 1)[0]}" for name in pages]
    toc = {"format": "jb-book", "root": root}
    if rest:
        toc["chapters"] = [{"file": rest[0], "sections": [{"file": name} for name in rest[1:]]}]
    (folder / "_toc.yml").write_text(yaml.safe_dump(toc))
    command = [str(Path(sys.executable).parent / "jupyter-book"), "build", "-W", "-n", "--keep-going", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True)
    done.stderr = re.sub(r"\x1b\[[0-9;]*m", "", done.stderr)
    return done
