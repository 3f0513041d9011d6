"""The page's modules (``missing_middle/web``) as classic scripts of the site.

A page opened from disk may run a classic script, but not import a module. Every page has run ``page.js``; the other
files hold what their pages need besides.
"""

import hashlib
from functools import cache
from pathlib import Path

import minify

from missing_middle.web.bundle import VIEWS, module, modules, script, sheet

ROOM = "web"  # under _static
# What nearly every page with an explorable runs stands in one file: two are packed worse, and need another round trip.
CORE = ("explorable.js", "views/lines.js", "views/bars.js", "host.js", "quiz.js")
ALONE = ("laboratory.js", "host.js", "quiz.js", "inventory.js", "progress.js", "search.js", "later.js", "solved.js")
LATER = ("tools.js",)  # asked for after a click
TOUCHED = {  # asked for when somebody touches a question, or will do so soon, and what is taken from each
    "python/question.js": ["question"],
    "table/question.js": ["question"],
    "prose.js": ["question"],
    "judge.js": ["judge", "showSaid"],
    "carry.js": ["carry"],
}
SHEETS = {"explorable.css": ("charts.css", "explorable.css"), "laboratory.css": ("laboratory.css",)}


def file_of(name):
    """Return the file under ``_static`` that holds a module.

    >>> file_of("views/lines.js"), file_of("views/cube.js")
    ('web/explorable.js', 'web/view-cube.js')
    """
    return f"{ROOM}/explorable.js" if name in CORE[:3] else f"{ROOM}/{name.replace('views/', 'view-')}"


def later(name):
    """Return how a page's state names a module that no page asks for at once: its file, its name, what it waits for.

    Kinds of charts that few pages have come with the numbers of their widgets, when those come near the window.

    >>> later("views/cube.js"), later("tools.js"), later("views/lines.js")
    (['view-cube.js', 'views/cube.js'], ['tools.js', 'tools.js', 'click'], None)
    """
    if name in LATER:
        return [name, name, "click"]
    return [file_of(name).removeprefix(f"{ROOM}/"), name] if name in VIEWS and name not in CORE else None


def taken(names, inside):
    """Return what the modules ``names`` take from modules ``inside`` another script, by module."""
    shown = {}
    for name in names:
        for other, wanted in module(name).imports.items():
            if other in inside:
                shown.setdefault(other, set()).update(wanted)
    return shown


def page_script():
    """Return what every page of the site runs."""
    base = modules("page.js")
    return script("page.js", shown=taken(set(modules(*CORE, *ALONE, *TOUCHED)) - set(base), base))


def texts():
    """Return the text of each file by its name under ``_static``."""
    base, core = modules("page.js"), modules(*CORE)
    beside = [name for name in (*VIEWS, *LATER) if name not in CORE]
    asked, asking = set(modules(*TOUCHED)), modules("quiz.js")
    asks = ({*modules(*beside)} - {*core}) | (asked - {*asking})
    files = {file_of(CORE[0]): script(*CORE, without=base, shown=taken(asks, core))}
    files |= {file_of(name): script(name, without=base, shown={"later.js": ["later"]}) for name in ALONE}
    files[file_of("quiz.js")] = script("quiz.js", without=base, shown=taken(asked - {*asking}, asking))
    files |= {file_of(name): script(name, without=[*base, *core]) for name in beside}
    return files | {f"{ROOM}/{name}": sheet(*parts) for name, parts in SHEETS.items()}


@cache
def touched():
    """Return name and text of the file of each module that waits for a touch; the name changes with the text."""
    there = modules("page.js", "quiz.js")
    texts = {
        name: shorten(script(name, without=there, shown={name: exports}), name) for name, exports in TOUCHED.items()
    }
    return {name: (hashed(name, text), text) for name, text in texts.items()}


def hashed(name, text):
    """Return a file's name with a mark of what is in it.

    >>> hashed("python/question.js", "")
    'python-question-e3b0c44298fc.js'
    """
    return f"{name.removesuffix('.js').replace('/', '-')}-{hashlib.sha256(text.encode()).hexdigest()[:12]}.js"


def keep(folder, name, text):
    """Write a file whose name says what is in it into the site's room for scripts, in place of one of another text."""
    room = Path(folder) / "_static" / ROOM
    room.mkdir(parents=True, exist_ok=True)
    for former in room.glob(f"{name.rsplit('-', 1)[0]}-*.js"):
        if former.name != name:
            former.unlink()
    (room / name).write_text(text, encoding="utf8")


def shorten(text, name):
    """Return a script or a style sheet without what only its authors read."""
    return minify.string("text/css" if name.endswith(".css") else "application/javascript", text)


def write(app):
    """Write the files before any page asks for their checksums."""
    if app.builder.format == "html":
        for name, text in texts().items():
            file = Path(app.outdir) / "_static" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(shorten(text, name), encoding="utf8")
        for name, text in touched().values():
            keep(app.outdir, name, text)


def ask(app, *names, early=False):
    """Have the page that is being written load modules, in this order, after ``page.js``; ``early`` before others."""
    for file in dict.fromkeys(map(file_of, names)):
        app.add_js_file(file, loading_method="defer", priority=455 if early else 460)


def without_parts(files):
    """Return the files that a page asks for, without those of which another holds all.

    >>> without_parts(["web/quiz.js", "web/explorable.js"]), without_parts(["web/quiz.js", "web/host.js"])
    (['web/explorable.js'], ['web/quiz.js', 'web/host.js'])
    """
    whole = file_of(CORE[0])
    return [file for file in files if file == whole or whole not in files or file not in map(file_of, CORE)]


def setup(app):
    app.connect("builder-inited", write)
