"""What is left out of ``_toc.yml`` is not in the book, and nothing leads there: a link to it is its plain words.

``_toc.yml`` is the one place. A page whose file lies in a room of the course, and which the contents do not name, is
left out. Links to it and to its labels, from text, lists and notebooks, become words without a link and without a
warning. A row of a table that says nothing else of a place than what is left out goes, and the table counts such rows.
A label or a page that no file has is still a warning, so a slip of the pen is seen as before.
"""

import re
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote

import nbformat
from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from house.content.passages import elements

ROOMS = ("book", "notebooks", "exercises")
ANCHOR = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
ADDRESS = re.compile(r"""\bhref=(?:"([^"]*)"|'([^']*)')""")
LABEL = re.compile(r"^\(([^()\s]+)\)=\s*(?:^#+ (.+)$)?", re.MULTILINE)


def source_text(file):
    if file.suffix == ".md":
        return file.read_text(encoding="utf8")
    cells = nbformat.read(file, as_version=4).cells
    return "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


def labels_in(text):
    """Return the headings that a page's labels stand before, by label; "" where it is no heading.

    >>> labels_in("(sec-1)=\\n# 1 Small?\\n\\n(bet)=\\nText.")
    {'sec-1': '1 Small?', 'bet': ''}
    """
    return {label: heading.strip() for label, heading in LABEL.findall(text)}


def pages(env):
    """Return the file of each page of the course that is not in this book, by the page's name."""
    root = Path(env.srcdir)
    files = (file for room in ROOMS for file in root.glob(f"{room}/**/*") if file.suffix in (".md", ".ipynb"))
    named = {file.relative_to(root).with_suffix("").as_posix(): file for file in sorted(files)}
    hidden = ("_", ".")
    return {
        name: file
        for name, file in named.items()
        if name not in env.found_docs and not any(part.startswith(hidden) for part in PurePosixPath(name).parts)
    }


def labels(env):
    """Return the words of each label that only pages left out have."""
    away, found = pages(env), {}
    for file in away.values():
        found |= labels_in(source_text(file))
    for element in elements(Path(env.srcdir) / "book"):
        if f"book/{element['page']}" in away:
            found[element["label"]] = ""
    return found


def page_meant(here, target):
    """Return the name of the page that a relative address means.

    >>> page_meant("book/sources", "3-1-state.html#use-a"), page_meant("book/a", "../exercises/policy.ipynb")
    ('book/3-1-state', 'exercises/policy')
    """
    path = unquote(target.partition("#")[0])
    return re.sub(r"\.(html|md|ipynb)$", "", normpath(str(PurePosixPath(here).parent / path)))


class PlainWords(SphinxPostTransform):
    """Before MyST (9) and Sphinx (10) look for the targets, and warn."""

    default_priority = 8

    def run(self):
        away, words = self.app.house_left_out
        if not away:
            return
        for node in list(self.document.findall(addnodes.pending_xref)):
            kind, target = node.get("reftype"), node.get("reftarget", "")
            if kind in ("ref", "numref") and target in words and target not in self.env.domains["std"].anonlabels:
                said = node.astext() if node.get("refexplicit") else words[target] or node.astext()
            elif kind in ("doc", "myst") and away_page(node, target, away):
                title = re.search(r"^# (.+)$", source_text(away[away_page(node, target, away)]), re.MULTILINE)
                said = node.astext() if node.get("refexplicit") or not title else title[1]
            else:
                continue
            node.replace_self(nodes.inline("", said, classes=["left-out"]))
        for table in list(self.document.findall(nodes.table)):
            drop_rows(table)


def drop_rows(table):
    """Take out the rows whose last cell names nothing but what is left out, and say below how many."""
    rows = [row for row in table.findall(nodes.row) if only_left_out(row[-1])]
    if not rows:
        return
    many = "One more belongs" if len(rows) == 1 else f"{len(rows)} more belong"
    said = nodes.paragraph("", f"{many} to chapters that this course leaves out.", classes=["left-out-rows"])
    table.parent.insert(table.parent.index(table) + 1, said)
    for row in rows:
        row.parent.remove(row)
    if not any(body.children for body in table.findall(nodes.tbody)):
        table.parent.remove(table)


def only_left_out(cell):
    said = [node for node in cell.findall(nodes.inline) if "left-out" in node["classes"]]
    rest = cell.astext()
    for node in said:
        rest = rest.replace(node.astext(), "", 1)
    return bool(said) and not rest.strip(" ,;\n")


def away_page(node, target, away):
    """Return the page left out that a link to a page means, or None."""
    tries = (target.strip("/"), page_meant(node.get("refdoc", ""), target))
    return next((name for name in tries if name in away), None)


def collect(app, env):
    away = pages(env)
    app.house_left_out = away, labels(env) if away else {}


def unlink(html, here, away):
    """Return a page in which links by address to pages left out are their words: from lists, outputs and raw HTML.

    >>> unlink('<a class="x" href="b.html#c">B, <b>b</b></a> <a href="d.html">D</a>', "book/a", {"book/b"})
    '<span class="left-out">B, <b>b</b></span> <a href="d.html">D</a>'
    """

    def words(link):
        found = ADDRESS.search(link[1])
        address = (found[1] or found[2] or "") if found else ""
        if not address or re.match(r"[a-z]+:|#|/", address) or page_meant(here, address) not in away:
            return link[0]
        return f'<span class="left-out">{link[2]}</span>'

    return ANCHOR.sub(words, html)


def unlink_page(app, here, templatename, context, doctree):
    away, _ = app.house_left_out
    if away and "body" in context:
        context["body"] = unlink(context["body"], here, away)


def setup(app):
    app.add_post_transform(PlainWords)
    app.connect("env-updated", collect)  # also where no page has changed, and before house.content.uses asks
    app.connect("html-page-context", unlink_page)  # when all that makes links has made them
