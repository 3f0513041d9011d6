"""Joins ES modules into one text, over the imports that they declare.

Notebooks, a wheel and Colab have no bundler, so this is one, for modules that keep to a few forms: imports by name (or
of a whole module, for what it does), exports of a declaration. Each module becomes a function of its own, which runs
once and puts what it exports into a common shelf: nothing that a module keeps to itself meets a name of another.

The same pieces serve a widget (``esm``, one text with all it needs) and a site (``script``, whose pages have some of
the modules already).
"""

import re
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
VIEWS = tuple(f"views/{file.name}" for file in sorted((HERE / "views").glob("*.js")))  # all kinds of charts
IMPORT = re.compile(r'^import (?:\{([^}]*)\} from )?"(\.{1,2}/[^"]+)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async function|function|const|class) (\w+))", re.MULTILINE)
LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
WIDGET = "// modules: {names}\nconst shelf = {{}};\n{pieces}export default shelf[{first}].widget({rest});\n"
SHELF = "globalThis.missingMiddle ??= {}"


@cache
def piece(name):
    """Return ``(imports, text)`` of a module: the names it imports from, and its text as a function that runs once."""
    source = (HERE / name).read_text(encoding="utf8")
    imports = [(resolved(name, path), names) for names, path in IMPORT.findall(source)]
    taken = "".join(
        f"const {{ {re.sub(r' as ', ': ', ' '.join(names.split()).rstrip(','))} }} = shelf[{quoted(module)}];\n"
        for module, names in imports
        if names
    )
    body = EXPORT.sub("", IMPORT.sub("", source))
    if left := LEFT.search(body):
        raise ValueError(
            f"{name} has {left[0]!r}, which is not allowed: import and export by name, one declaration each."
        )
    given = ", ".join(EXPORT.findall(source))
    return [
        module for module, _ in imports
    ], f"shelf[{quoted(name)}] = (() => {{\n{taken}{body}return {{ {given} }};\n}})();\n"


def resolved(name, path):
    """Return the module that ``path`` means in the module ``name``.

    >>> resolved("views/cube.js", "../marks.js"), resolved("bet.js", "./words.js")
    ('marks.js', 'words.js')
    """
    return (HERE / name).parent.joinpath(path).resolve().relative_to(HERE).as_posix()


def quoted(name):
    return f'"{name}"'


def modules(*entries):
    """Return the names of the modules that ``entries`` need, themselves included, each after those it imports from.

    Raises
    ------
    ValueError
        If modules import each other in a circle.
    """
    order, open_ = [], []

    def add(name):
        if name in open_:
            raise ValueError(f"{' imports '.join([*open_, name])}, which is not allowed: modules form no circle.")
        if name not in order:
            open_.append(name)
            for other in piece(name)[0]:
                add(other)
            order.append(open_.pop())

    for name in entries:
        add(name)
    return order


def text_of(names):
    return "".join(piece(name)[1] for name in names)


def script(*entries, without=()):
    """Return a classic script that runs ``entries``, for a page that has run the modules ``without``."""
    return f"((shelf) => {{\n{text_of(n for n in modules(*entries) if n not in without)}}})({SHELF});\n"


def esm(first, *rest):
    """Return the text of an ES module: the widget that ``first`` makes of the modules ``rest``."""
    return WIDGET.format(
        names=" ".join((first, *rest)),
        pieces=text_of(modules(first, *rest)),
        first=quoted(first),
        rest=", ".join(f"shelf[{quoted(name)}]" for name in rest),
    )


def named_in(text):
    """Return the modules that made an ES module of :func:`esm`, or ``None`` for any other text.

    >>> named_in(esm("laboratory.js")), named_in("export default {}")
    (['laboratory.js'], None)
    """
    head = re.match(r"// modules: (.*)\n", text)
    return head[1].split() if head and text == esm(*head[1].split()) else None


def sheet(*names):
    """Return the text of style sheets, joined."""
    return "\n".join((HERE / name).read_text(encoding="utf8") for name in names)
