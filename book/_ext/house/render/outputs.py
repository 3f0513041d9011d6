"""What a notebook's outputs say without being seen or run: alternative text, and a still beside every widget.

MyST-NB gives a figure its file name as alternative text, and shows one MIME type of an output only. So, while a
bundle still holds all its types, an image takes its ``text/plain`` as ``alt``, and a widget takes its ``text/html``
as a still, which the page's host removes once the widget is drawn. In a notebook the still is an image, which stays
where nothing is trusted; in the page it is drawn in the page's own colours. What has neither is a warning.

Tables of pandas bring a style sheet each, for notebooks without one. Here the site's own is stronger, and a browser
that meets a sheet in the text styles all that it has read so far once more; so they are taken out.
"""

import base64
import re

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

WIDGET = "application/vnd.jupyter.widget-view+json"
SHEET = re.compile(r"<style scoped>.*?</style>\s*", re.DOTALL)
PICTURE = re.compile(r'<img alt="([^"]*)" src="data:image/svg\+xml;base64,([^"]*)">')
SELF_STYLE = re.compile(r"<style>.*?</style>| style=\"color-scheme: light\"", re.DOTALL)
REPR = re.compile(r"\s*(<.*>|\[.*\]|\{.*\}|[\w.]+\(.*\))\s*", re.DOTALL)

logger = logging.getLogger(__name__)


def is_sentence(text):
    """Tell whether an output's text is meant for readers, and not what Python prints for an object.

    >>> is_sentence("Three curves against the export fixed cost."), is_sentence("<Figure size 640x480 with 1 Axes>")
    (True, False)
    """
    return bool(text.strip()) and not REPR.fullmatch(text)


class DescribeOutputs(SphinxTransform):
    default_priority = 700  # reading phase: the bundles are whole, the pictures not yet collected

    def apply(self):
        for bundle in self.document.findall(nodes.container):
            if bundle.get("nb_element") == "mime_bundle":
                describe({part["mime_type"]: part for part in bundle.children})
                for raw in list(bundle.findall(nodes.raw)):
                    raw[:] = [nodes.Text(SHEET.sub("", raw.astext()))]
        for image in self.document.findall(nodes.image):
            if not image.get("alt", "").strip():
                logger.warning(
                    "The image %s has no alternative text: say in a sentence what it shows.",
                    image["uri"],
                    location=image,
                    type="house",
                    subtype="alt",
                )


def describe(parts):
    text = parts["text/plain"].astext() if "text/plain" in parts else ""
    for part in parts.values():
        for image in part.findall(nodes.image):
            if is_sentence(text):
                image["alt"] = " ".join(text.split())
    if WIDGET in parts:
        if "text/html" not in parts:
            logger.warning(
                "A widget has no still: give its output text/html, with the chart as SVG and a caption.",
                location=parts[WIDGET],
                type="house",
                subtype="still",
            )
            return
        still = nodes.container(classes=["xp-still"], is_div=True)
        still += [child.deepcopy() for child in parts["text/html"].children]
        for raw in still.findall(nodes.raw):
            raw[:] = [nodes.Text(PICTURE.sub(drawn_in_the_page, raw.astext()))]
        parts[WIDGET].insert(0, still)


def drawn_in_the_page(picture):
    """Return the SVG of an image element, without the style that the site's own sheet has."""
    svg = SELF_STYLE.sub("", base64.b64decode(picture[2]).decode())
    return svg.replace("<svg ", f'<svg role="img" aria-label="{picture[1]}" ', 1)


def setup(app):
    app.add_transform(DescribeOutputs)
