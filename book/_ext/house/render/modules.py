"""The page's modules (``missing_middle/web``) as classic scripts of the site.

A page opened from disk may run a classic script, but not import a module. Every page has run ``page.js``; the other
files hold what their pages need besides.
"""

from pathlib import Path

import minify

from missing_middle.web.bundle import VIEWS, modules, script, sheet

ROOM = "web"  # under _static
CORE = ("explorable.js", "views/lines.js", "views/bars.js")  # what nearly every widget draws
ALONE = ("laboratory.js", "host.js", "quiz.js", "inventory.js", "progress.js")
SHEETS = {"explorable.css": ("charts.css", "explorable.css"), "laboratory.css": ("laboratory.css",)}


def file_of(module):
    """Return the file under ``_static`` that holds a module.

    >>> file_of("views/lines.js"), file_of("views/cube.js")
    ('web/explorable.js', 'web/view-cube.js')
    """
    return f"{ROOM}/explorable.js" if module in CORE else f"{ROOM}/{module.replace('views/', 'view-')}"


def page_script():
    """Return what every page of the site runs."""
    return script("page.js")


def texts():
    """Return the text of each file by its name under ``_static``."""
    base = modules("page.js")
    core = modules(*CORE)
    files = {file_of(CORE[0]): script(*CORE, without=base)}
    files |= {file_of(name): script(name, without=base) for name in ALONE}
    files |= {file_of(name): script(name, without=[*base, *core]) for name in VIEWS if name not in CORE}
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


def setup(app):
    app.connect("builder-inited", write)
