"""The search page: chapters first, in a student's words, also where the page is opened from disk.

What can be found is collected when the book is built: each section of each page with its heading and its words, each
term of the glossary. It is written as a script beside the pages, and only the search page asks for it;
``web/search.js`` searches it with MiniSearch. How much a page counts is said here by its kind; a chapter may name
words that should lead to it, in the key ``search`` of its front matter. Sphinx's own index is left out.
"""

import json
import re
from pathlib import Path

from docutils import nodes
from sphinx import addnodes

from house.content.sources import is_citation, name_in_text
from house.finish import after_writing
from house.render.modules import ask

DATA = "search-pages.js"
PARTS = "house_parts"  # of the environment: what can be found, by page
SCRIPTS = ("minisearch/minisearch.js", DATA)
OWN = ("_static/searchtools.js", "_static/language_data.js")  # Sphinx's, which nobody asks for
# The first that fits counts. What is not here is found nowhere else either: pages for machines and for the printer.
WEIGHTS = (
    (r"book/\d.*", 3),
    (r"notebooks/.*", 1.5),
    (r"exercises/.*", 0.8),
    (r"book/api.*", 0.15),
    (r"book/(glossary|coverage|bibliography|symbols|how-fast|how-we-know|teach|cite)", 0.4),
    (r".*", 1),
)
LEAD_ON = ("Go on", "If something does not work")  # last sections of pages, which only name others
LEFT_OUT = (
    nodes.section,
    nodes.literal_block,
    nodes.raw,
    nodes.comment,
    nodes.image,
    nodes.system_message,
    addnodes.index,
    addnodes.toctree,
)
NAMES = "alpha beta gamma delta epsilon varepsilon zeta theta lambda mu pi rho sigma tau phi varphi chi psi omega kappa"
GREEK = dict(zip(NAMES.split(), "αβγδεεζθλμπρστφφχψωκ", strict=True))


def weight(page):
    return next(weight for pattern, weight in WEIGHTS if re.fullmatch(pattern, page))


def spoken(tex):
    r"""Return the names and the Greek letters of a formula.

    >>> spoken(r"\tau (f_x/f)^{1/(\sigma-1)}")
    'tau τ sigma σ'
    """
    return " ".join(f"{name} {GREEK[name]}" for name in re.findall(r"\\([A-Za-z]+)", tex) if name in GREEK)


def cited(node, works):
    """Return what a citation calls its works, which have no names before all pages are read."""
    names = "; ".join(name_in_text(works[key.strip()]) for key in node["reftarget"].split(",") if key.strip() in works)
    return names if node["reftype"] == "t" else f"[{names}]"


def words(node, works):
    """Return the text of a node as it is searched: no code, formulas by their Greek letters, none of its sections."""
    if isinstance(node, nodes.Text):
        return node.astext()
    if isinstance(node, LEFT_OUT):
        return ""
    if is_citation(node):
        return cited(node, works)
    if isinstance(node, nodes.math | nodes.math_block):
        return spoken(node.astext())
    between = "" if isinstance(node, nodes.TextElement) else " "
    return between.join(words(child, works) for child in node.children)


def entries(doctree, works):
    """Yield (anchor, heading, words) of each section and each term of a page; the first is the page itself.

    ``works`` are the entries of the bibliography, by key.
    """
    for section in doctree.findall(nodes.section):
        first = isinstance(section.parent, nodes.document)
        if section[0].astext() in LEAD_ON:
            continue
        parts = [child for child in section.children if not isinstance(child, nodes.title | addnodes.glossary)]
        yield "" if first else section["ids"][0], section[0].astext(), " ".join(words(part, works) for part in parts)
    for glossary in doctree.findall(addnodes.glossary):
        for item in glossary.findall(nodes.definition_list_item):
            names = [term for term in item.children if isinstance(term, nodes.term)]
            said = " ".join(words(child, works) for child in item.children if child not in names)
            yield names[0]["ids"][0], ", ".join(words(term, works) for term in names), said


def note(app, doctree):
    """Keep what can be found in the page that has just been read."""
    works = app.env.get_domain("cite").bibdata.data.entries
    parts = [[anchor, heading, " ".join(said.split())] for anchor, heading, said in entries(doctree, works)]
    vars(app.env).setdefault(PARTS, {})[app.env.docname] = parts


def forget(app, env, page):
    getattr(env, PARTS, {}).pop(page, None)


def merge(app, env, pages, other):
    vars(env).setdefault(PARTS, {}).update({page: getattr(other, PARTS)[page] for page in pages})


def collect(env, address):
    """Return what can be found: a list of pages, each with its address, title, weight and parts."""
    found = []
    for page in sorted(env.found_docs - {env.config.root_doc}):
        if parts := getattr(env, PARTS)[page]:
            title, keys = env.titles[page].astext(), env.metadata[page].get("search", "")
            found.append({"href": address(page), "title": title, "keys": keys, "weight": weight(page), "parts": parts})
    return found


def finish(app):
    folder = Path(app.outdir)
    pages = json.dumps(collect(app.env, app.builder.get_target_uri), ensure_ascii=False, separators=(",", ":"))
    (folder / "_static" / DATA).write_text(f"globalThis.searchPages = {pages};\n", encoding="utf8")
    for name in OWN:
        (folder / name).unlink(missing_ok=True)


def add_files(app, pagename, templatename, context, doctree):
    if pagename == "search":
        for name in SCRIPTS:
            app.add_js_file(name, loading_method="defer", priority=455)
        ask(app, "search.js")


def leave_out_sphinx_index(app):
    """Have Sphinx collect no words of its own, and not miss those of the build before."""
    app.builder.load_indexer = app.builder.index_page = app.builder.dump_search_index = lambda *_: None


def setup(app):
    app.connect("builder-inited", leave_out_sphinx_index)
    app.connect("doctree-read", note)
    app.connect("env-purge-doc", forget)
    app.connect("env-merge-info", merge)
    app.connect("html-page-context", add_files)
    after_writing(app, finish)
