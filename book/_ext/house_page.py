"""A light page: of the theme's icons only those that are used, its search only where one searches.

The theme ships a 542 KB script of icons and a style sheet that already has them as a font. The script is emptied, the
font cut down to the icons that occur, and their rules with it. What no page uses (source maps, the theme's macros) is
left out. ``book/_templates`` takes the search index off every page but the search page.
"""

import re
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

INDEX = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>{title}</title><meta http-equiv="refresh" content="0; url={page}"></head>
<body><main><h1><a href="{page}">{title}</a></h1></main></body>
</html>
"""
ROOMS = ("book", "notebooks", "exercises")
TEMPLATES = Path(__file__).parents[1] / "_templates"
FONT = "vendor/fontawesome/webfonts/fa-solid-900"
# .fa-bars:before,.fa-navicon:before{content:"\f0c9"} or .fa-bars{--fa:"\f0c9"}, as the version has it
ICON_RULE = re.compile(r'(\.fa-[a-z0-9-]+(?:(?::{1,2}before)?,\.fa-[a-z0-9-]+)*(?::{1,2}before)?)'
                       r'\{(?:content|--fa):"\\([0-9a-f]+)"[^}]*\}')


def used_icons(folder):
    """Return the names of the icons that a page or a script of the built site mentions."""
    names = set()
    for file in [*folder.rglob("*.html"), *(folder / "_static" / "scripts").glob("*theme.js")]:
        names |= set(re.findall(r"\bfa-([a-z0-9-]+)", file.read_text(encoding="utf8")))
    return names


def keep_icons(css, names):
    """Return the style sheet without the rules of icons not in ``names``, and the code points that are left."""
    kept = set()

    def judge(rule):
        if not names & set(re.findall(r"\.fa-([a-z0-9-]+)", rule[1])):
            return ""
        kept.add(int(rule[2], 16))
        return rule[0]

    return ICON_RULE.sub(judge, css), kept


def cut_font(data, codes):
    """Return a woff2 font with the glyphs of ``codes`` only."""
    font, out = TTFont(BytesIO(data)), BytesIO()
    cutter = subset.Subsetter(subset.Options(flavor="woff2", layout_features=[], notdef_outline=False))
    cutter.populate(unicodes=codes)
    cutter.subset(font)
    font.flavor = "woff2"
    font.save(out)
    return out.getvalue()


def lighten(app, exception):
    if exception or app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    (static / "scripts" / "fontawesome.js").write_text("")
    sheet = static / "styles" / "pydata-sphinx-theme.css"
    css, codes = keep_icons(sheet.read_text(encoding="utf8"), used_icons(Path(app.outdir)))
    sheet.write_text(css, encoding="utf8")
    font = static / f"{FONT}.woff2"
    font.write_bytes(cut_font(font.read_bytes(), codes))
    for file in [*static.rglob("*.map"), *static.glob("*macros.html")]:
        file.unlink()
    for file in {f for room in ROOMS for f in (Path(app.outdir) / room).rglob("*.html")}:
        if file.relative_to(app.outdir).with_suffix("").as_posix() not in app.env.found_docs:
            file.unlink()       # a page that has left the book
    page = app.builder.get_target_uri(app.config.root_doc)
    (Path(app.outdir) / "index.html").write_text(INDEX.format(title=app.config.html_title, page=page))


def setup(app):
    app.connect("config-inited", lambda app, config: config.templates_path.append(str(TEMPLATES)))
    app.connect("build-finished", lighten)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
