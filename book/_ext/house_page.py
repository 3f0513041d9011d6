"""A light page: what no page uses is not there.

Scripts that ``book/_templates`` leaves out, source maps and the theme's macros are taken out of the built site, pages
that have left the book, and the comments of scripts, but for those that name a licence. The templates also take the
search index off every page but the search page.

Sphinx writes pages anew when a template has changed, but not for a style sheet or a script of ours, which it would not
even copy; here it does.
"""

from pathlib import Path

from rjsmin import jsmin

INDEX = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{title}</title><meta http-equiv="refresh" content="0; url={page}"></head>
<body><main><h1><a href="{page}">{title}</a></h1></main></body>
</html>
"""
ROOMS = ("book", "notebooks", "exercises")
TEMPLATES, LOOKS = (Path(__file__).parents[1] / name for name in ("_templates", "_static"))
NEVER_LOADED = ("scripts/bootstrap.*", "scripts/fontawesome.*", "**/*.map", "*macros.html")


def count_looks(app):
    """Count the style sheets and scripts in ``book/_static`` among the templates when Sphinx asks for the newest."""
    if app.builder.format == "html":
        templates, newest = app.builder.templates, app.builder.templates.newest_template_mtime
        looks = max(file.stat().st_mtime for file in LOOKS.rglob("*"))
        templates.newest_template_mtime = lambda: max(looks, newest())


def lighten(app, exception):
    if exception or app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    for file in {f for pattern in NEVER_LOADED for f in static.glob(pattern)}:
        file.unlink()
    for file in static.rglob("*.js"):
        file.write_text(jsmin(file.read_text(encoding="utf8"), keep_bang_comments=True), encoding="utf8")
    for file in {f for room in ROOMS for f in (Path(app.outdir) / room).rglob("*.html")}:
        if file.relative_to(app.outdir).with_suffix("").as_posix() not in app.env.found_docs:
            file.unlink()  # a page that has left the book
    page = app.builder.get_target_uri(app.config.root_doc)
    (Path(app.outdir) / "index.html").write_text(INDEX.format(title=app.config.html_title, page=page))


def setup(app):
    app.connect("config-inited", lambda app, config: config.templates_path.append(str(TEMPLATES)))
    app.connect("builder-inited", count_looks)
    app.connect("build-finished", lighten)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
