"""A deck of slides for each chapter, out of the built pages: ``make slides`` writes them to ``_build/slides``.

A page is cut at its headings. The first words of a paragraph become a point on the slide, the whole of it a note for
whoever speaks; formulas, figures, explorables, tables, boxes and code stand on slides as they stand in the page, so a
number on a slide is the number in the chapter. Decks open from disk, load nothing from elsewhere, and can be carried
away as one folder.
"""

import copy
import re
import shutil
import sys
from html import escape
from pathlib import Path

import yaml
from bs4 import BeautifulSoup, Tag

from missing_middle.web.bundle import VIEWS, script

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
POINTS = 4  # more on one slide is not read
SHORT = 110  # signs: a first sentence as short as this needs the second
LEFT_OUT = {"Answer here"}  # a form to be filled in alone
STATIC = ("house.css", "pygments.css", "katex", "web", "favicon.svg")
WIDGETS = "web/widgets.js"  # all explorables, where the numbers of their states are
STATE = "application/vnd.jupyter.widget-state+json"


def chapters():
    """Names of the chapters in the order of the contents: the pages of ``book/`` that have a number."""
    text = (ROOT / "_toc.yml").read_text(encoding="utf8")
    files = re.findall(r"file: book/(\d[\w-]*)$", text, flags=re.MULTILINE)
    assert yaml.safe_load(text)["format"] == "jb-book"
    return files


# From a page to slides -----------------------------------------------------------------------------------------------


class Slide:
    """One heading, what stands below it, and the text in full for whoever speaks."""

    def __init__(self, title, level=2):
        self.title, self.level, self.body, self.notes, self.points = title, level, [], [], 0

    def html(self, number, of):
        body = "\n".join(map(str, self.body)).replace('</ul>\n<ul class="points">\n', "")
        notes = "\n".join(map(str, self.notes))
        aside = f'<div class="notes" hidden>\n{notes}\n</div>\n' if notes else ""
        name = f"{number} of {of}: {escape(BeautifulSoup(self.title, 'html.parser').get_text())}"
        return (
            f'<section class="slide" aria-label="{name}">\n<h{self.level}>{self.title}</h{self.level}>\n'
            f"{body}\n{aside}</section>"
        )


def slides_of(page):
    """The slides of a built page (its text), in order."""
    whole = BeautifulSoup(page, "html.parser").select_one("article.bd-article > section")
    clean(whole)
    first = Slide(inner(whole.find("h1")), level=1)
    slides = [first]
    for child in whole.find_all(recursive=False):
        if child.name == "p" and child.find("strong"):
            first.body.append(child)
        elif child.name == "ul" and len(slides) == 1:
            slides.append(Slide("You will be able to"))
            slides[-1].body.append(child)
        elif child.name == "section":
            slides += section_slides(child)
    return slides


def section_slides(section):
    """The slides of one section, and of the sections inside it."""
    title = inner(section.find(re.compile("^h[2-6]$")))
    if title in LEFT_OUT:
        return []
    slides = [Slide(title)]
    for child in section.find_all(recursive=False):
        if child.name == "section":
            slides += section_slides(child)
            slides.append(Slide(title))
        else:
            place(child, slides, title)
    return [slide for slide in slides if slide.body]


def place(child, slides, title):
    """Put one block of a page on the last slide, or on one of its own."""
    kinds = set(child.get("class") or [])
    if child.name == "p":
        point(child, slides, title)
    elif "math" in kinds:
        slides[-1].body.append(child)
    elif {"admonition", "dropdown"} <= kinds and "check" not in kinds and slides[-1].body:
        slides[-1].body.append(box(child))
        slides[-1].points = POINTS
    elif "admonition" in kinds:
        alone(box(child), slides, title, notes=child if "verdict" in kinds else None)
    elif child.name in ("ul", "ol", "dl", "blockquote"):
        room_for(child, slides, title)
    elif child.name in ("div", "figure", "table") and "quiz" not in kinds:
        alone(child, slides, title)


def point(paragraph, slides, title):
    """The first sentence to the slide; a step of a worked example stays whole, since it is to be worked."""
    opener = next((part for part in paragraph.children if str(part).strip()), None)
    keep = isinstance(opener, Tag) and opener.name == "strong"
    if slides[-1].points >= POINTS or (
        slides[-1].body and not isinstance(slides[-1].body[-1], str | Point) and not is_maths(slides[-1].body[-1])
    ):
        slides.append(Slide(title))
    lead = Point(inner(paragraph) if keep else sentence(paragraph))
    slides[-1].body.append(lead)
    slides[-1].points += 3 if keep else 1
    slides[-1].notes.append(copy.copy(paragraph))


class Point:
    """One item of the list on a slide."""

    def __init__(self, html):
        self.text = html

    def __str__(self):
        return f'<ul class="points">\n<li>{self.text}</li>\n</ul>'


def is_maths(block):
    """Whether a block is a displayed formula, which points may follow."""
    return isinstance(block, Tag) and "math" in (block.get("class") or [])


def sentence(paragraph):
    """The first sentence of a paragraph, or two if it is short: the course writes one a line."""
    parts, said = [], 0
    for part in paragraph.children:
        if isinstance(part, Tag):
            parts.append(str(part))
            said += len(part.get_text()) if part.select_one(".katex") is None else 1
            continue
        for line in str(part).lstrip("" if parts else "\n").splitlines(keepends=True):
            parts.append(escape(line, quote=False))
            said += len(line)
            if line.endswith("\n") and said > SHORT:
                return "".join(parts).strip()
    return "".join(parts).strip()


def room_for(block, slides, title):
    """A list goes below what leads to it, unless that slide is full."""
    if slides[-1].points > 2:
        slides.append(Slide(title))
    slides[-1].body.append(block)
    slides[-1].points = POINTS


def alone(block, slides, title, notes=None):
    """A block that fills a slide, below the one point that may lead to it."""
    if len(slides[-1].body) > 1 or slides[-1].points not in (0, 1):
        slides.append(Slide(title))
    slides[-1].body.append(block)
    slides[-1].points = POINTS
    if notes is not None:
        slides[-1].notes.append(notes)


def box(admonition):
    """A folded box as one that needs no script; a verdict shortened to the first sentence of each paragraph."""
    kinds = set(admonition.get("class") or [])
    heading, *rest = admonition.find_all(recursive=False)
    if "dropdown" in kinds:
        body = "\n".join(map(str, rest))
        return f'<details class="fold">\n<summary>{inner(heading)}</summary>\n{body}\n</details>'
    if "verdict" in kinds:
        points = "\n".join(str(Point(sentence(part))) for part in rest if part.name == "p")
        others = "\n".join(str(part) for part in rest if part.name != "p")
        return f'<p class="kind">{inner(heading)}</p>\n{points}\n{others}'
    return admonition


def inner(tag):
    """The HTML inside a tag."""
    return tag.decode_contents().strip()


def clean(whole):
    """Take out what only a page of the site needs: its links lead nowhere from a deck, its ids would clash."""
    for anchor in whole.select("a.headerlink, a.use"):
        anchor.decompose()
    for anchor in whole.find_all("a"):
        anchor.unwrap()
    for tag in whole.find_all(id=True):
        if tag.find_parent("svg") is None and tag.name != "svg":
            del tag["id"]
    for button in whole.select("button.copybtn"):
        button.decompose()
    for formula in whole.select(".formula"):  # a page names those that scroll; here all would be called the same
        del formula["role"], formula["aria-label"]
    for corner in whole.find_all("th"):
        if not corner.get_text(strip=True):
            corner.name, corner.attrs = "td", {}  # the corner of a table heads nothing


# From slides to files ------------------------------------------------------------------------------------------------

PAGE = """<!doctype html>
<html lang="en" data-theme="light">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="_static/favicon.svg">
<link rel="stylesheet" href="_static/pygments.css">
<link rel="stylesheet" href="_static/katex/katex.min.css">
<link rel="stylesheet" href="_static/house.css">
<link rel="stylesheet" href="_static/deck.css">
<script defer src="_static/deck.js"></script>
{scripts}</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def deck(page):
    """The deck of a built page (its text), as text."""
    slides = slides_of(page)
    title = BeautifulSoup(slides[0].title, "html.parser").get_text()
    body = "\n".join(slide.html(number, len(slides)) for number, slide in enumerate(slides, start=1))
    body = body.replace('src="../_images/', 'src="_images/')
    whole = BeautifulSoup(page, "html.parser")
    state = whole.find("script", type=STATE)
    sheets = [link["href"].removeprefix("../") for link in whole.select('link[href*="_static/web/"]')]
    loaded = "".join(f'<link rel="stylesheet" href="{sheet}">\n' for sheet in sheets)
    scripts = f'{state}\n{loaded}<script defer src="_static/{WIDGETS}"></script>\n' if state else ""
    return PAGE.format(
        title=escape(title), scripts=scripts, body=f'<article class="bd-article deck">\n{body}\n</article>'
    )


def write(site, out, names):
    """Write the decks of the chapters ``names``, an index, and what they need, to the folder ``out``."""
    site, out = Path(site), Path(out)
    shutil.rmtree(out, ignore_errors=True)
    (out / "_images").mkdir(parents=True)
    (out / "_static").mkdir()
    for name in STATIC:
        source = site / "_static" / name
        if source.is_dir():
            shutil.copytree(source, out / "_static" / name)
        elif source.exists():
            shutil.copy(source, out / "_static")
    (out / "_static" / WIDGETS).write_text(
        script("explorable.js", "tools.js", *VIEWS, "laboratory.js", "host.js"), encoding="utf8"
    )
    for name in ("deck.css", "deck.js"):
        shutil.copy(HERE / name, out / "_static")
    entries = []
    for name in names:
        text = deck((site / "book" / f"{name}.html").read_text(encoding="utf8"))
        for image in sorted(set(re.findall(r'src="_images/([^"]+)"', text))):
            shutil.copy(site / "_images" / image, out / "_images")
        (out / f"{name}.html").write_text(text, encoding="utf8")
        title = re.search("<title>(.*?)</title>", text)[1]
        entries.append(f'<li><a href="{name}.html">{title}</a></li>')
    listing = "<h1>Slides</h1>\n<ul>\n" + "\n".join(entries) + "\n</ul>"
    body = f'<article class="bd-article index">\n{listing}\n</article>'
    (out / "index.html").write_text(PAGE.format(title="Slides", scripts="", body=body), encoding="utf8")
    return [out / f"{name}.html" for name in names]


if __name__ == "__main__":
    built, folder = ROOT / "_build" / "html", ROOT / "_build" / "slides"
    if not (built / "index.html").is_file():
        sys.exit("There is no built site in _build/html: run `make book` first.")
    decks = write(built, folder, chapters())
    print(f"{len(decks)} decks. Open in a browser:\n  {(folder / 'index.html').as_uri()}")
