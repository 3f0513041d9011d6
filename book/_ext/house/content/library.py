"""The pages of the library follow what the rooms offer: their ``__all__`` is the only list of public names.

A page of ``book/api/`` says in which order things stand, by ``{library}`missing_middle.models.gains` `` on a line of
its own, as a directive. Of a module of the models it shows the docstring, the records and the public functions; of
another room every public name. The directive ``library-table`` lists all pages with their names, and warns of a public
name that no page shows.
"""

import inspect
import re
from dataclasses import is_dataclass
from importlib import import_module
from pathlib import Path

from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

ROOMS = ("models", "tables", "policy", "plots", "checks", "explorables")
SHOWN = re.compile(r"^```\{library\} (\S+)$", re.MULTILINE)

logger = logging.getLogger(__name__)


def public(room):
    """Return the functions and classes that a room offers, by name, in alphabetical order."""
    face = import_module(f"missing_middle.{room}")
    things = {name: getattr(face, name) for name in sorted(face.__all__, key=str.lower)}
    return {name: thing for name, thing in things.items() if callable(thing)}


def names_shown(module):
    """Return the public names that the directive shows for ``module``, a room or a module of the models."""
    room = module.split(".")[1]
    whole = module == f"missing_middle.{room}"
    return [name for name, thing in public(room).items() if whole or thing.__module__ == module]


def pages(folder):
    """Return ``{file: (title, modules shown)}`` for every page of the library."""
    texts = {file: file.read_text(encoding="utf8") for file in sorted(folder.glob("*.md"))}
    return {file: (re.search("^# (.*)$", text, re.M)[1], SHOWN.findall(text)) for file, text in texts.items()}


def left_out(folder):
    """Return the public names that no page shows, each with its room."""
    shown = {
        (module.split(".")[1], name)
        for _, modules in pages(folder).values()
        for module in modules
        for name in names_shown(module)
    }
    return [f"{room}.{name}" for room in ROOMS for name in public(room) if (room, name) not in shown]


def of_module(module):
    """Return the lines, in reStructuredText, that show a module of the models: docstring, records, functions."""
    things = vars(import_module(module))
    records = [name for name, thing in things.items() if is_dataclass(thing) and thing.__module__ == module]
    wanted = dict.fromkeys([*records, *names_shown(module)])
    return [f".. automodule:: {module}", f"   :members: {', '.join(wanted)}", "   :no-value:"]


def of_room(module):
    """Return the lines that show every public name of a room."""
    lines = [f".. automodule:: {module}", "   :no-members:", "", f".. currentmodule:: {module}", ""]
    for name, thing in public(module.split(".")[1]).items():
        if module.endswith(".explorables"):  # its question is all that there is to say
            question = inspect.getdoc(thing).split("\n")[0].partition(" Returns the ")[0]
            lines += [f".. py:function:: {name}{inspect.signature(thing)}", "", f"   {question}", ""]
        else:
            lines += [f".. auto{'class' if inspect.isclass(thing) else 'function'}:: {name}", ""]
    return lines


class Library(SphinxDirective):
    required_arguments = 1

    def run(self):
        module = self.arguments[0]
        if not names_shown(module):
            raise self.error(f"{module} offers no public name: give a room or a module of the models.")
        lines = of_module(module) if module.count(".") > 1 else of_room(module)
        return self.parse_text_to_nodes("\n".join(["```{eval-rst}", *lines, "```"]))


class LibraryTable(SphinxDirective):
    def run(self):
        folder = Path(self.env.doc2path(self.env.docname)).with_suffix("")  # api.md is the page of the folder api/
        rows = ["| page | names |", "|---|---|"]
        for file, (title, modules) in pages(folder).items():
            self.env.note_dependency(str(file))
            names = [(module, name) for module in modules for name in names_shown(module)]
            rows.append(f"| [{title}]({folder.name}/{file.name}) | {', '.join(f'`{name}`' for _, name in names)} |")
        for name in left_out(folder):
            words = "no page of the library shows %s: name its module in %s/"
            logger.warning(words, name, folder.name, location=self.get_location())
        return self.parse_text_to_nodes("\n".join(rows))


def setup(app):
    app.add_directive("library", Library)
    app.add_directive("library-table", LibraryTable)
