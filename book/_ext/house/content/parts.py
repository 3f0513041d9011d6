"""Whom a page is for: a student's Next never leads into pages for instructors or for those who build on the course.

These stand in parts of their own of the contents, the last. At the border of such a part there is no Next and no
Previous; inside it both go on.
"""

OWN = ("For instructors", "Behind the course")  # captions in _toc.yml


def part_of(site_map, page):
    """Return the caption of the own part that holds a page, or "" for a page of students."""
    for part in site_map.root.subtrees:
        if part.caption in OWN and page in below(site_map, part.files()):
            return part.caption
    return ""


def below(site_map, pages):
    """Return the pages and all pages under them in the contents."""
    return {page for top in pages for page in (top, *below(site_map, site_map[top].child_files()))}


def stay(app, pagename, templatename, context, doctree):
    site_map, relations = getattr(app.env, "external_site_map", None), app.env.collect_relations()
    if site_map is None or pagename not in relations:
        return
    _up, before, after = relations[pagename]
    for way, page in (("prev", before), ("next", after)):
        if page and part_of(site_map, page) != part_of(site_map, pagename):
            context[way] = None


def setup(app):
    app.connect("html-page-context", stay)
