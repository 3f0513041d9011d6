"""One script instead of ten: each file that a page asks for costs a slow line a round trip.

The scripts of every page become ``page.js``, which no longer holds up the page: those that wait for it to be parsed
find it so. The search page asks for Sphinx's own once more, since its own scripts use them earlier; in ``page.js`` they
then do nothing.

The theme's script looks at load for boxes that scroll, to let the keyboard reach them, and so makes the browser lay
out at once what ``house.css`` puts off, half a second on a telephone. ``overflow.js`` does it when a box has got its
layout.
"""

from pathlib import Path

from house.render.modules import page_script, shorten, without_parts

JOINED = "page.js"
THEME = "scripts/pydata-sphinx-theme.js"
SPHINX = ("doctools.js", "sphinx_highlight.js")
LIBRARIES = (
    SPHINX,
    ("clipboard.min.js", "copybutton.js"),
    ("togglebutton.js",),
    ("design-tabs.js",),
    ("scripts/sphinx-book-theme.js",),
    (THEME,),
)
PARTS = tuple(name for group in LIBRARIES for name in group)
# As scripts of their own they would stop alone. Where a browser forbids storage, the theme would stop before menu and
# search are tied to their buttons; so it gets a storage that accepts everything and remembers nothing.
SHELF = """const shelf = (name) => {
  try { return window[name]; } catch { return { getItem: () => null, setItem() {}, removeItem() {} }; }
};
"""
ALONE = """{}try {{
const localStorage = shelf("localStorage"), sessionStorage = shelf("sessionStorage");
{}
}} catch (error) {{ reportError(error); }}
"""
FIRST = {SPHINX: 'if (typeof Documentation === "undefined") '}
MEASURES = ',"complete"===document.readyState?I():window.addEventListener("load",I)'


# "On this page" follows headings that pass the upper part of the window, and loses who jumps, by End, Home or a
# link. Told of every heading that is above a line, it marks the last of them. Only where a section begins above the
# line its heading is asked: to ask in one without a layout would make one. Of these the browser does not tell how they
# move either, so all are looked at anew when the window rests.
FOLLOWS = {
    "const t=e.filter(e=>e.isIntersecting).pop();if(!t)return;const n=t.target;s(a.get(n))": (
        "const above=e=>e.getBoundingClientRect().top<innerHeight*.3;"
        "s(a.get([...a.keys()].findLast(e=>above(e.closest('article>section>section')??e)&&above(e))))"
    ),
    "rootMargin:`-${e}px 0px -70% 0px`": "rootMargin:`9999999px 0px -70% 0px`",
    'window.addEventListener("resize",_(c,300)),c()': (
        'window.addEventListener("resize",_(c,300)),window.addEventListener("scroll",_(c,150)),c()'
    ),
}


def mended(text, changes):
    """Return the theme's script with each part in ``changes``, which it holds once, replaced.

    >>> mended('e(f),g', {",g": ""})
    'e(f)'
    """
    for part, other in changes.items():
        if text.count(part) != 1:
            raise ValueError(f"text: {THEME} should hold {part!r} once; is this another version of the theme?")
        text = text.replace(part, other)
    return text


def join(static):
    """Write ``page.js`` into the folder ``static``, which holds its parts."""
    texts = {name: (static / name).read_text(encoding="utf8") for name in PARTS}
    texts[THEME] = mended(texts[THEME], {MEASURES: ""} | FOLLOWS)
    text = SHELF + "".join(
        ALONE.format(FIRST.get(group, ""), "\n".join(texts[name] for name in group)) for group in LIBRARIES
    )
    (static / JOINED).write_text(shorten(text + page_script(), JOINED), encoding="utf8")


def name_of(script):
    """Return the file of one of a page's scripts, without folder ``_static``."""
    return str(getattr(script, "filename", script) or "").removeprefix("_static/")


def ask_once(app, pagename, templatename, context, doctree):
    if app.builder.format != "html":
        return
    if not getattr(app, "house_joined", False):  # the first page: the parts have been copied just before
        join(Path(app.outdir) / "_static")
        app.house_joined = True
    app.add_js_file(JOINED, loading_method="defer", priority=450)  # before scripts of some pages, which use it
    joined = {*PARTS} - {*SPHINX} if pagename == "search" else {*PARTS}
    kept = without_parts([name for script in context["script_files"] if (name := name_of(script)) not in joined])
    context["script_files"] = [script for script in context["script_files"] if name_of(script) in kept]


def setup(app):
    app.add_js_file(THEME, loading_method="defer")
    app.connect("html-page-context", ask_once)
