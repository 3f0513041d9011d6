"""Light fonts: of the theme's icons and of KaTeX's letters only those that occur in the built site.

A page with formulas would else load 50 KB of fonts, most of it letters that no formula has.
"""

import logging
import re
from hashlib import sha256
from html import unescape
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

ICONS = "vendor/fontawesome/webfonts/fa-solid-900.woff2"
MATHS = "katex/fonts"
FORMULA = 'class="katex'
# .fa-bars:before,.fa-navicon:before{content:"\f0c9"} or .fa-bars{--fa:"\f0c9"}, as the version has it
ICON_RULE = re.compile(
    r"(\.fa-[a-z0-9-]+(?:(?::{1,2}before)?,\.fa-[a-z0-9-]+)*(?::{1,2}before)?)"
    r'\{(?:content|--fa):"\\([0-9a-f]+)"[^}]*\}'
)

# A library of the theme has all that any library logs printed, and this one logs each glyph.
logging.getLogger("fontTools").setLevel(logging.WARNING)


def used_icons(texts):
    """Return the names of the icons that a page or a script mentions."""
    return {name for text in texts for name in re.findall(r"\bfa-([a-z0-9-]+)", text)}


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
    """Return a woff2 font with the glyphs of ``codes`` only, without instructions for coarse screens, and no names."""
    font, out = TTFont(BytesIO(data), recalcTimestamp=False), BytesIO()
    cutter = subset.Subsetter(
        subset.Options(layout_features=[], notdef_outline=False, hinting=False, name_IDs=[], glyph_names=False)
    )
    cutter.populate(unicodes=codes)
    cutter.subset(font)
    font.flavor = "woff2"
    font.save(out)
    return out.getvalue()


def cut_files(codes_of, kept):
    """Cut each font in its file. What the build before cut alike is taken from the folder ``kept``."""
    kept.mkdir(exist_ok=True)
    used = set()
    for file, codes in codes_of.items():
        data = file.read_bytes()
        known = kept / sha256(data + Path(__file__).read_bytes() + str(sorted(codes)).encode()).hexdigest()
        if not known.exists():
            known.write_bytes(cut_font(data, codes))
        file.write_bytes(known.read_bytes())
        used.add(known)
    for file in set(kept.iterdir()) - used:
        file.unlink()


def cut(folder):
    """Cut the fonts of a built site, and the rules of icons in the theme's sheet."""
    static = folder / "_static"
    pages = [file.read_text(encoding="utf8") for file in folder.rglob("*.html")]
    scripts = [file.read_text(encoding="utf8") for file in (static / "scripts").glob("*theme.js")]
    sheet = static / "styles" / "pydata-sphinx-theme.css"
    css, codes = keep_icons(sheet.read_text(encoding="utf8"), used_icons(pages + scripts))
    if not codes:
        raise ValueError(f"{sheet.name} should hold rules such as .fa-bars; is this another version of the theme?")
    sheet.write_text(css, encoding="utf8")
    # Which letters stand in formulas would have to be read out of nested boxes; those of their pages are hardly more.
    letters = {ord(letter) for page in pages if FORMULA in page for letter in set(unescape(page))}
    maths = dict.fromkeys((static / MATHS).glob("*.woff2") if letters else (), letters)
    cut_files({static / ICONS: set(codes), **maths}, folder.parent / ".cut-fonts")
