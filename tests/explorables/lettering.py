"""Where the words of a chart stand, from its marks and the widths of a real typeface: no browser is needed."""

import re
import xml.etree.ElementTree as ET
from functools import cache
from itertools import combinations

from matplotlib.font_manager import FontProperties, findfont
from PIL import ImageFont

# How charts.css sets each class of words: (bold, px). Others are plain and of 12 px.
LOOKS = {"xp-title": (True, 14), "xp-value": (True, 13), "xp-strong": (True, 12), "xp-on-ink": (True, 12)}
LOOKS |= {"xp-in": (True, 12), "xp-name": (True, 12)}
ABOVE, BELOW = 0.74, 0.2  # of the size: how far letters reach from the line that they stand on
SLACK = 1.5  # px that two boxes may share: letters do not fill them


@cache
def face(bold, size):
    return ImageFont.truetype(findfont(FontProperties(family="DejaVu Sans", weight="bold" if bold else "normal")), size)


@cache
def width_of(text, bold, size):
    return face(bold, size).getlength(text)


def shift(transform):
    found = re.fullmatch(r"translate\(([-\d.]+)[ ,]([-\d.]+)\)", transform or "")
    return (float(found[1]), float(found[2])) if found else (0.0, 0.0)


def boxes(element, dx=0.0, dy=0.0):
    """Yield (text, left, top, right, bottom) for all words within an element."""
    right, down = shift(element.get("transform"))
    dx, dy = dx + right, dy + down
    if element.tag == "text":
        text = "".join(element.itertext())
        look = next((LOOKS[name] for name in (element.get("class") or "").split() if name in LOOKS), (False, 12))
        wide, size = width_of(text, *look), look[1]
        x, y = dx + float(element.get("x")), dy + float(element.get("y"))
        x -= {"end": wide, "middle": wide / 2}.get(element.get("text-anchor"), 0)
        yield text, x, y - ABOVE * size, x + wide, y + BELOW * size
        return
    for child in element:
        yield from boxes(child, dx, dy)


def collisions(svg, width):
    """Return the words of a drawing that stand on each other or are cut by its edges, in words."""
    placed = list(boxes(ET.fromstring(f"<svg>{svg}</svg>")))
    found = [f"{a[0]} × {b[0]}" for a, b in combinations(placed, 2) if meet(a, b)]
    return found + [f"{text} is cut" for text, left, _, right, _ in placed if left < -4 or right > width + 4]


def meet(a, b):
    across = min(a[3], b[3]) - max(a[1], b[1])
    down = min(a[4], b[4]) - max(a[2], b[2])
    return across > SLACK and down > SLACK
