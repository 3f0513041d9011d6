"""Two places where the theme's markup leaves a screen reader guessing, mended as pages are written.

The arrow that unfolds a part of the table of contents gets a name. The works of a bibliography are items of its list;
the role that docutils gives them instead has been withdrawn from the standard.
"""

import re

TOGGLE = re.compile(r"(>(?P<name>[^<>]*)</a>\s*<details[^>]*>\s*)<summary>")


def name_toggles(html):
    """Return a table of contents whose arrows say what they unfold.

    >>> name_toggles('<a href="x">2.4 Trade</a><details><summary>')
    '<a href="x">2.4 Trade</a><details><summary aria-label="Pages below 2.4 Trade">'
    """
    return TOGGLE.sub(lambda found: f'{found[1]}<summary aria-label="Pages below {found["name"].strip()}">', html)


def mend(app, pagename, templatename, context, doctree):
    if "body" in context:
        context["body"] = context["body"].replace('role="doc-biblioentry"', 'role="listitem"')
    if "generate_toctree_html" in context:
        write = context["generate_toctree_html"]
        context["generate_toctree_html"] = lambda *args, **options: name_toggles(str(write(*args, **options)))


def setup(app):
    app.connect("html-page-context", mend)
