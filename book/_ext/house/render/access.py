"""Places where the theme's markup leaves a screen reader guessing or a keyboard out, mended as pages are written.

The arrow that unfolds a part of the table of contents gets a name. The works of a bibliography are items of its list;
the role that docutils gives them instead has been withdrawn from the standard. The keyboard reaches every box of code
and every table from the start; ``overflow.js`` takes away the stop of each that turns out not to scroll.
"""

import re

from docutils import nodes

WITHDRAWN = 'role="doc-biblioentry"'
MENDED = {
    WITHDRAWN: 'role="listitem"',
    "<pre>": '<pre tabindex="0">',
    '<div class="pst-scrollable-table-container">': '<div class="pst-scrollable-table-container" tabindex="0">',
    '<div class="output text_html">': '<div class="output text_html" tabindex="0">',
    ' aria-label="Toggle hidden content"': "",  # it has words of its own
}
TOGGLE = re.compile(r"(>(?P<name>[^<>]*)</a>\s*<details[^>]*>\s*)<summary>")


def name_toggles(html):
    """Return a table of contents whose arrows say what they unfold; raise ValueError if one would not.

    >>> name_toggles('<a href="x">2.4 Trade</a><details><summary>')
    '<a href="x">2.4 Trade</a><details><summary aria-label="Pages below 2.4 Trade">'
    """
    named = TOGGLE.sub(lambda found: f'{found[1]}<summary aria-label="Pages below {found["name"].strip()}">', html)
    if "<summary>" in named:
        raise ValueError("html: an arrow of the contents does not follow a link; is this another version of the theme?")
    return named


def mend(app, pagename, templatename, context, doctree):
    if "body" in context:
        works = sum(1 for _ in doctree.findall(nodes.citation)) if doctree is not None else 0
        if works != context["body"].count(WITHDRAWN):
            raise ValueError(f"body: {works} works should have {WITHDRAWN}; is this another version of docutils?")
        for found, instead in MENDED.items():
            context["body"] = context["body"].replace(found, instead)
    if "generate_toctree_html" in context:
        write = context["generate_toctree_html"]
        context["generate_toctree_html"] = lambda *args, **options: name_toggles(str(write(*args, **options)))


def setup(app):
    app.connect("html-page-context", mend)
