"""A light page: what no page uses is not there.

Scripts that ``book/_templates`` leaves out, source maps and the theme's macros are taken out of the built site, pages
that have left the book, and the comments of scripts, but for those that name a licence. The templates also take the
search index off every page but the search page.

Sphinx writes pages anew when a template has changed, but not for a style sheet or a script of ours, which it would not
even copy; here it does.
"""

from pathlib import Path

from missing_middle.web.bundle import HERE as WEB

INDEX = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{title}</title><meta http-equiv="refresh" content="0; url={page}"></head>
<body><main><h1><a href="{page}">{title}</a></h1></main></body>
</html>
"""
ROOMS = ("book", "notebooks", "exercises")
TEMPLATES, STATIC = (Path(__file__).parents[3] / name for name in ("_templates", "_static"))
NEVER_LOADED = ("scripts/bootstrap.*", "scripts/fontawesome.*", "**/*.map", "*macros.html")


def count_looks(app):
    """Count our style sheets and scripts among the templates when Sphinx asks for the newest."""
    if app.builder.format == "html":
        templates, newest = app.builder.templates, app.builder.templates.newest_template_mtime
        looks = max(file.stat().st_mtime for folder in (STATIC, WEB) for file in folder.rglob("*"))
        templates.newest_template_mtime = lambda: max(looks, newest())


def remove_former_pages(folder, pages):
    """Remove the pages that have left the book."""
    for file in {f for room in ROOMS for f in (folder / room).rglob("*.html")}:
        if file.relative_to(folder).with_suffix("").as_posix() not in pages:
            file.unlink()


def remove_unloaded(folder):
    """Remove scripts, source maps and macros that no page asks for."""
    for file in {f for pattern in NEVER_LOADED for f in (folder / "_static").glob(pattern)}:
        file.unlink()


def write_index(app):
    """Write the page that leads from the site's address to the root of the book."""
    page = app.builder.get_target_uri(app.config.root_doc)
    (Path(app.outdir) / "index.html").write_text(INDEX.format(title=app.config.html_title, page=page))


def setup(app):
    app.connect("config-inited", lambda app, config: config.templates_path.insert(0, str(TEMPLATES)))
    app.connect("builder-inited", count_looks)
