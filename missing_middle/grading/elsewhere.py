"""A notebook that leaves the course: it can be opened where nothing of the course is installed.

Links to the book lead to the published pages, or are their words. Where the course has an address, a cell below the
title installs what is missing, as in Colab or VS Code; where the course is there, it does nothing and prints nothing.
"""

import json
import re
from pathlib import Path
from urllib.parse import quote

BOOK = re.compile(r"\[([^\]\n]*)\]\(\.\./book/([\w.-]+)\.md(#[\w-]+)?\)")
KEY = r"^ *{}: *(?:\"([^\"\n]*)\"|([^\s#]*)) *(?:#.*)?$"
CELL_ID = "bring-the-course"
CELL = """\
# Where the course is missing, as in Colab or VS Code, this cell installs it. Elsewhere it does nothing.
from importlib import invalidate_caches
from importlib.util import find_spec

if find_spec("missing_middle") is None:
    from subprocess import run
    from sys import executable

    wanted = ["missing_middle @ ADDRESS", "seaborn"]
    done = run([executable, "-m", "pip", "install", "--quiet", *wanted], capture_output=True, text=True)
    invalidate_caches()
    lines = done.stderr.strip().splitlines() or ["pip gave no reason"]
    print(f"Not installed: {lines[-1]}" if done.returncode else "The course was missing here and is now installed.")"""
IS_CELL = re.compile(re.escape(CELL).replace("ADDRESS", r"[^\s\"'\\]+"))


def published(course):
    """Address and branch of the course, as the keys ``house_repository`` and ``house_branch`` of ``_config.yml`` say.

    Empty texts where there is no such key or no such file.
    """
    return _keys(course, "house_repository", "house_branch")


def _keys(course, *keys):
    file = Path(course) / "_config.yml"
    text = file.read_text(encoding="utf8") if file.is_file() else ""
    found = (re.search(KEY.format(key), text, re.MULTILINE) for key in keys)
    return tuple((one[1] or one[2] or "") if one else "" for one in found)


def seen_at(course):
    """A function from a ``Place`` of the course to its address on the web; to an empty text if that is not known.

    The key ``baseurl`` of ``_config.yml`` says where the built pages are; without it ``house_repository`` says where
    their sources are.
    """
    site, repository, branch = _keys(course, "(?:html_)?baseurl", "house_repository", "house_branch")

    def address(place):
        heading = f"#{anchor(place.heading)}" if place.heading else ""
        if site.startswith("https://"):
            return f"{site.rstrip('/')}/{quote(re.sub(r'[.][^.]+$', '.html', place.file))}{heading}"
        if repository.startswith("https://"):
            return f"{_home(repository)}/blob/{quote(branch or 'main', safe='')}/{quote(place.file)}{heading}"
        return ""

    return address


def anchor(heading):
    """What follows the # in the address of a heading of a page.

    >>> anchor("What footnote 6 claims, and what holds")
    'what-footnote-6-claims-and-what-holds'
    """
    return re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")


def _home(repository):
    return re.sub(r"(\.git)?/?$", "", repository)


def archive(repository, branch):
    """The address of the whole course as one file.

    >>> archive("https://github.com/OWNER/NAME.git", "main")
    'https://github.com/OWNER/NAME/archive/main.zip'
    """
    return f"{_home(repository)}/archive/{branch or 'main'}.zip"


def install_cell(address):
    """The cell that installs the course from ``address`` where it is missing. nbval runs it and compares nothing."""
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": CELL_ID,
        "metadata": {"tags": ["nbval-ignore-output", "remove-cell"]},
        "outputs": [],
        "source": CELL.replace("ADDRESS", address).splitlines(keepends=True),
    }


def is_install_cell(source):
    """Whether a cell is that one, from whatever address: it is nobody's work."""
    return IS_CELL.fullmatch(source.strip()) is not None


def for_elsewhere(data, site="", address=""):
    """The bytes of a notebook of the course, for places without the course.

    ``site`` is the address of the built pages; without it, links to them are their words. ``address`` is what the
    course is installed from; without it no cell is added.
    """

    def link(match):
        words, page, heading = match.groups()
        return f"[{words}]({site.rstrip('/')}/book/{page}.html{heading or ''})" if site else words

    text = BOOK.sub(link, data.decode("utf8"))
    if address:
        notebook = json.loads(text)
        below_title = int(notebook["cells"][0]["cell_type"] == "markdown")
        notebook["cells"].insert(below_title, install_cell(address))
        text = json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
    return text.encode("utf8")
