"""How to run a notebook: on Binder, in Colab, on a hub with nbgitpuller, or at home. All such links are made here.

Where the course is published stands in keys of ``_config.yml``. ``house_repository`` is its address on GitHub,
``house_students`` that of the repository which ``missing-middle students-repo`` wrote, and ``house_hub`` that of a
JupyterHub that has nbgitpuller; while a key is empty, no page has a link that would need it, and each says instead
which notebook to open after ``make lab``. They are links: a page opens none of them by itself. Colab opens the
students' repository, since only its notebooks have the cell that installs the course; so does the hub, where there is
one, since it holds no solutions. The file that "download" leads to has that cell, too.

The role ``repo`` names a file of the repository and links to it if there is an address; a file that is not there is a
warning. The directive ``repo-files`` lists the Markdown files that a pattern finds, each with its first heading.
"""

import re
from html import escape
from pathlib import Path
from urllib.parse import quote, urlencode

from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from house.finish import after_writing
from missing_middle.grading.elsewhere import archive, for_elsewhere

NOTEBOOKS = re.compile(r"(notebooks|exercises)/[^/]+")
GITHUB = re.compile(r"https://github\.com/(?P<owner>[\w.-]+)/(?P<name>[\w.-]+?)(\.git)?/?")
HUB = re.compile(r"https://[^\s?#]+")
STUDENTS_BRANCH = "main"  # as `missing-middle students-repo` makes it
KEEP = "keep-your-work"  # the label of the section that says how

logger = logging.getLogger(__name__)


def refuse_other_addresses(repository, hub, students=""):
    """Raise ValueError if an address is neither empty nor of the kind that the links are made from."""
    for key, address in (("house_repository", repository), ("house_students", students)):
        if address and not GITHUB.fullmatch(address):
            raise ValueError(f"{key} = {address!r} is not allowed: give https://github.com/OWNER/NAME, or nothing.")
    if students and not repository:
        raise ValueError(f"house_students = {students!r} is not allowed without house_repository: give both.")
    if hub and not HUB.fullmatch(hub):
        raise ValueError(f"house_hub = {hub!r} is not allowed: give the https:// address of a JupyterHub, or nothing.")


def binder(repository, branch, path):
    """Return the address that opens a file in JupyterLab on Binder.

    >>> binder("https://github.com/OWNER/NAME", "main", "exercises/trade.ipynb")
    'https://mybinder.org/v2/gh/OWNER/NAME/main?urlpath=lab/tree/exercises/trade.ipynb'
    """
    found = GITHUB.fullmatch(repository)
    place = urlencode({"urlpath": f"lab/tree/{path}"}, quote_via=quote, safe="/")
    return f"https://mybinder.org/v2/gh/{found['owner']}/{found['name']}/{quote(branch, safe='')}?{place}"


def colab(repository, branch, path):
    """Return the address that opens a file of a repository in Colab.

    >>> colab("https://github.com/OWNER/NAME", "main", "exercises/trade.ipynb")
    'https://colab.research.google.com/github/OWNER/NAME/blob/main/exercises/trade.ipynb'
    """
    found = GITHUB.fullmatch(repository)
    place = f"{found['owner']}/{found['name']}/blob/{quote(branch, safe='')}/{quote(path)}"
    return f"https://colab.research.google.com/github/{place}"


def puller(hub, repository, branch, path):
    """Return the address at which a hub fetches the course into the reader's folder and opens a file in JupyterLab.

    >>> puller("https://hub.example.edu", "https://github.com/OWNER/NAME", "main", "exercises/trade.ipynb")[:55]
    'https://hub.example.edu/hub/user-redirect/git-pull?repo'
    """
    name = re.sub(r"(\.git)?/?$", "", repository).rsplit("/", 1)[-1]  # of the folder, which would end in .git otherwise
    asked = {"repo": repository, "urlpath": f"lab/tree/{name}/{path}", "branch": branch, "targetPath": name}
    return f"{hub.rstrip('/')}/hub/user-redirect/git-pull?{urlencode(asked, quote_via=quote)}"


def ways_to_run(config, path):
    """Return (words, address) of each way to run a file with a click on another host."""
    repository, hub, branch = config.house_repository, config.house_hub, config.house_branch
    students, stem, found = config.house_students, Path(path).stem, []
    if repository:
        found.append((f"run {stem} on Binder", binder(repository, branch, path)))
    if students:
        found.append((f"run {stem} in Colab", colab(students, STUDENTS_BRANCH, path)))
    if repository and hub:
        whose = (students, STUDENTS_BRANCH) if students else (repository, branch)
        found.append((f"run {stem} on our hub", puller(hub, *whose, path)))
    return found


def file_beside(app, here, name):
    """Return the address of the notebook that is written beside its page, as seen from another page."""
    page = app.builder.get_relative_uri(here, name) if here != name else f"{name.rsplit('/', 1)[-1]}.html"
    return page.removesuffix(".html") + ".ipynb"


def write_files(app):
    """Write each notebook beside its page, ready to be opened elsewhere, if the course has an address."""
    address = archive(app.config.house_repository, app.config.house_branch) if app.config.house_repository else ""
    for name in filter(NOTEBOOKS.fullmatch, app.env.found_docs if address else ()):
        source = Path(app.env.doc2path(name))
        if source.suffix == ".ipynb":
            whole = for_elsewhere(source.read_bytes(), app.config.html_baseurl, address)
            (Path(app.outdir) / f"{name}.ipynb").write_bytes(whole)


def sentence(app, here, name):
    """Return the paragraph that says how to run the notebook of a page."""
    path = Path(app.env.doc2path(name, base=False)).as_posix()
    links = ways_to_run(app.config, path)
    words = nodes.paragraph()
    for said, address in links:
        words += [nodes.reference("", said[0].upper() + said[1:], refuri=address), nodes.Text("; ")]
    if app.config.house_repository and path.endswith(".ipynb"):
        file = f'<a download href="{escape(file_beside(app, here, name))}">Download {escape(Path(path).stem)}</a>'
        words += [nodes.raw("", file, format="html"), nodes.Text("; ")]
    words += [
        nodes.Text("or open " if links else "Open "),
        nodes.literal("", path),
        nodes.Text(" in JupyterLab after "),
        nodes.literal("", "make lab"),
        nodes.Text("."),
    ]
    keep = app.env.domains["std"].labels.get(KEEP)
    if keep and links:
        uri = app.builder.get_relative_uri(here, keep[0])
        words += [
            nodes.Text(" Binder forgets: "),
            nodes.reference("", "keep your work", refuri=f"{uri}#{keep[1]}", internal=True),
            nodes.Text("."),
        ]
    return words


def add_ways(app, doctree, here):
    """Put the ways to run below the title of a notebook, or at the end of a chapter that has some."""
    sections = [part for part in doctree.children if isinstance(part, nodes.section)]
    if not sections:
        return
    if NOTEBOOKS.fullmatch(here):
        title = next(iter(doctree.findall(nodes.title)))
        box = nodes.container("", sentence(app, here, here), classes=["launch"])
        title.parent.insert(title.parent.index(title) + 1, box)
        return
    below = [name for name in app.env.toctree_includes.get(here, ()) if NOTEBOOKS.fullmatch(name)]
    if below and here != app.config.root_doc:
        last = [part for part in sections[0].children if isinstance(part, nodes.section)] or sections
        items = nodes.bullet_list("", *(nodes.list_item("", sentence(app, here, name)) for name in below))
        last[-1] += nodes.container(
            "", nodes.paragraph("", "The notebooks of this chapter:"), items, classes=["launch"]
        )


class Repo(SphinxRole):
    """A file or folder of the repository."""

    def run(self):
        path, config = self.text, self.config
        if not (Path(self.env.srcdir) / path).exists():
            logger.warning(
                "There is no %s in the repository.", path, location=self.get_location(), type="house", subtype="launch"
            )
        return [file_link(config, path)], []


def file_link(config, path):
    name = nodes.literal("", path)
    if not config.house_repository:
        return name
    found = GITHUB.fullmatch(config.house_repository)
    kind = "tree" if path.endswith("/") else "blob"
    address = (
        f"https://github.com/{found['owner']}/{found['name']}/{kind}/"
        f"{quote(config.house_branch, safe='')}/{quote(path)}"
    )
    return nodes.reference("", "", name, refuri=address)


class RepoFiles(SphinxDirective):
    """A list of the Markdown files that a pattern finds."""

    required_arguments = 1

    def run(self):
        root = Path(self.env.srcdir)
        files = sorted(root.glob(self.arguments[0]))
        if not files:
            raise self.error(f"{self.arguments[0]} finds no file.")
        items = nodes.bullet_list()
        for file in files:
            self.env.note_dependency(str(file))
            words = first_heading(file.read_text(encoding="utf8"))
            items += nodes.list_item(
                "",
                nodes.paragraph(
                    "",
                    "",
                    file_link(self.config, file.relative_to(root).as_posix()),
                    nodes.Text(f": {words}" if words else ""),
                ),
            )
        return [items]


def first_heading(text):
    """Return the words of the first heading, with a small first letter unless they are one name, or "".

    >>> first_heading("# Giving out exercises\\n\\nText.")
    'giving out exercises'
    """
    found = re.search(r"^# (.+)$", text, re.MULTILINE)
    return found[1][0].lower() + found[1][1:] if found else ""


def setup(app):
    for key in ("house_repository", "house_hub", "house_students"):
        app.add_config_value(key, "", "env", [str])
    app.add_config_value("house_branch", "main", "env", [str])
    app.add_role("repo", Repo())
    app.add_directive("repo-files", RepoFiles)
    app.connect(
        "config-inited",
        lambda app, config: refuse_other_addresses(config.house_repository, config.house_hub, config.house_students),
    )
    app.connect("doctree-resolved", add_ways)
    after_writing(app, write_files)
