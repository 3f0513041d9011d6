"""The page's modules (``missing_middle/web``) as classic scripts of the site.

A page opened from disk may run a classic script, but not import a module. Every page has run ``page.js``; the other
files hold what their pages need besides.
"""

from pathlib import Path

import minify

from missing_middle.web.bundle import VIEWS, module, modules, script, sheet

ROOM = "web"  # under _static
# What nearly every page with an explorable runs stands in one file: two are packed worse, and need another round trip.
CORE = ("explorable.js", "views/lines.js", "views/bars.js", "host.js", "quiz.js")
ALONE = ("laboratory.js", "host.js", "quiz.js", "inventory.js", "progress.js", "search.js")
LATER = ("tools.js",)  # asked for after a click
SHEETS = {"explorable.css": ("charts.css", "explorable.css"), "laboratory.css": ("laboratory.css",)}


def file_of(name):
    """Return the file under ``_static`` that holds a module.

    >>> file_of("views/lines.js"), file_of("views/cube.js")
    ('web/explorable.js', 'web/view-cube.js')
    """
    return f"{ROOM}/explorable.js" if name in CORE[:3] else f"{ROOM}/{name.replace('views/', 'view-')}"


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
    return script("page.js", shown=taken(set(modules(*CORE, *ALONE)) - set(base), base))


def texts():
    """Return the text of each file by its name under ``_static``."""
    base, core = modules("page.js"), modules(*CORE)
    beside = [name for name in (*VIEWS, *LATER) if name not in CORE]
    files = {file_of(CORE[0]): script(*CORE, without=base, shown=taken(beside, core))}
    files |= {file_of(name): script(name, without=base, shown={}) for name in ALONE}
    files |= {file_of(name): script(name, without=[*base, *core]) for name in beside}
    return files | {f"{ROOM}/{name}": sheet(*parts) for name, parts in SHEETS.items()}


def shortened(text, name):
    """Return a script or a style sheet without what only its authors read."""
    return minify.string("text/css" if name.endswith(".css") else "application/javascript", text)


def write(app):
    """Write the files before any page asks for their checksums."""
    if app.builder.format == "html":
        for name, text in texts().items():
            file = Path(app.outdir) / "_static" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(shortened(text, name), encoding="utf8")


def ask(app, *names):
    """Have the page that is being written load modules, in this order, after ``page.js``."""
    for file in dict.fromkeys(map(file_of, names)):
        app.add_js_file(file, loading_method="defer", priority=460)


def without_parts(files):
    """Return the files that a page asks for, without those of which another holds all.

    >>> without_parts(["web/quiz.js", "web/explorable.js"]), without_parts(["web/quiz.js", "web/host.js"])
    (['web/explorable.js'], ['web/quiz.js', 'web/host.js'])
    """
    whole = file_of(CORE[0])
    return [file for file in files if file == whole or whole not in files or file not in map(file_of, CORE)]


def setup(app):
    app.connect("builder-inited", write)
