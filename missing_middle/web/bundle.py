"""Joins ES modules into one text, over the imports that they declare.

Notebooks, a wheel and Colab have no bundler, so this is one, for modules that keep to a few forms: imports by name (or
of a whole module, for what it does), exports of a declaration. All stand in one function, so that a minifier gives
their names one letter each; two that declare the same name are refused. Only modules that are all alike, views and
widgets, have a function each. What a module exports is put into a common shelf, for other scripts of the page and for
tests. Of a catalogue a text holds the words that it uses, each where it is used if that is one place.

The same modules serve a widget (``esm``, one text with all it needs) and a site (``script``, whose pages have some of
the modules already).
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
VIEWS = tuple(f"views/{file.name}" for file in sorted((HERE / "views").glob("*.js")))  # all kinds of charts
IMPORT = re.compile(r'^import (?:\{([^}]*)\} from )?"(\.{1,2}/[^"]+)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async function|function|const|class) (\w+))", re.MULTILINE)
DECLARED = re.compile(r"^(?:async function|function|const|let|class) (\w+)", re.MULTILINE)
WORD = re.compile(r"^  (\w+):\s+(.*?),\n(?=  \w+:|  //|\n|\};)", re.MULTILINE | re.DOTALL)
PLAIN = re.compile(r'"(?:[^"`$\\]|\\u)*"')  # may stand in a template, too
ALIAS = re.compile(r"^import \{[^}]*\bas\b[^}]*\}.*", re.MULTILINE)
LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
WIDGET = "// modules: {names}\nconst shelf = {{}};\n{text}export default shelf[{first}].widget({rest});\n"
SHELF = "globalThis.missingMiddle ??= {}"


@dataclass(frozen=True)
class Module:
    """A module as it is written: what it takes, what it gives, and its text without the words for both."""

    name: str
    imports: dict  # the names that it takes, by module
    exports: list
    body: str

    @property
    def alone(self):
        """Whether it has a function of its own."""
        return self.name in VIEWS or "widget" in self.exports

    @property
    def declares(self):
        """The names that it brings into a script."""
        return [] if self.alone else DECLARED.findall(self.body)

    @property
    def words(self):
        """The words of a catalogue by name, as they are written; of another module none."""
        if not self.name.startswith("catalogue/"):
            return {}
        found = dict(WORD.findall(self.body))
        if left := re.sub(r"^(?:  //.*|const \w+ = \{|\};|//.*)$", "", WORD.sub("", self.body), flags=re.M).strip():
            raise ValueError(f"{self.name} has {left!r}, which is not allowed: a catalogue is one list of words.")
        return found

    def text(self, shown):
        """Return its text in a script, which puts what is ``shown`` of its exports on the shelf."""
        given = f"{{ {', '.join(name for name in self.exports if name in shown or self.alone)} }}"
        if self.words:
            return ""
        if self.alone:
            return f"// {self.name}\nshelf[{quoted(self.name)}] = (() => {{\n{self.body}return {given};\n}})();\n"
        return f"// {self.name}\n{self.body}" + (f"shelf[{quoted(self.name)}] = {given};\n" if shown else "")


@cache
def module(name):
    """Read a :class:`Module`."""
    source = (HERE / name).read_text(encoding="utf8")
    imports = {
        resolved(name, path): [one.strip() for one in names.split(",") if one.strip()]
        for names, path in IMPORT.findall(source)
    }
    body = EXPORT.sub("", IMPORT.sub("", source))
    if left := LEFT.search(body) or ALIAS.search(source):
        raise ValueError(
            f"{name} has {left[0]!r}, which is not allowed: import and export by name, one declaration each."
        )
    return Module(name, imports, EXPORT.findall(source), body)


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
            for other in module(name).imports:
                add(other)
            order.append(open_.pop())

    for name in entries:
        add(name)
    return order


def text_of(names, shown, there=()):
    """Return the text of the modules ``names``, which puts on the shelf what ``shown`` has of each.

    Those ``there`` are on the shelf already.

    Raises
    ------
    ValueError
        If two of the modules declare the same name.
    """
    taken, owner = {}, {}
    for one in map(module, names):
        for other, wanted in one.imports.items():
            if other in there and not module(other).words:
                taken.setdefault(other, set()).update(wanted)
    for name, declared in [*taken.items(), *((name, module(name).declares) for name in names)]:
        for word in declared:
            if owner.setdefault(word, name) != name:
                raise ValueError(f"{owner[word]} and {name} both declare {word!r}, which is not allowed: rename one.")
    heads = (f"const {{ {', '.join(sorted(w))} }} = shelf[{quoted(n)}];\n" for n, w in taken.items() if w)
    text = "".join(module(name).text(shown.get(name, ())) for name in names)
    return "".join(heads) + in_words(text, {other for name in names for other in module(name).imports})


def in_words(text, catalogues):
    """Return the text with the words of ``catalogues`` that it uses: where it uses them, or once for all places.

    >>> in_words("p(`<b>${widgetWords.bet}</b>`, widgetWords.skip, widgetWords.skip);", ["catalogue/widgets.js"])
    'const widgetWords_skip = "Skip";\\np(`<b>Bet</b>`, widgetWords_skip, widgetWords_skip);'
    """
    once = {}
    for catalogue in sorted(catalogues):
        for name, source in module(catalogue).words.items():
            listed = module(catalogue).exports[0]
            place = rf"\b{listed}\.{name}\b"
            uses = len(re.findall(place, text))
            if uses == 1 and PLAIN.fullmatch(source):
                text = text.replace(f"${{{listed}.{name}}}", source[1:-1])
            elif uses:
                once[f"{listed}_{name}"] = source
                source = f"{listed}_{name}"
            text = re.sub(place, lambda _, source=source: source, text)
    return "".join(f"const {name} = {source};\n" for name, source in once.items()) + text


def script(*entries, without=(), shown=None):
    """Return a classic script that runs ``entries``.

    Parameters
    ----------
    entries : str
        Names of modules.
    without : list of str, optional
        Modules that the page has run.
    shown : dict of str to set of str, optional
        What others ask for, by module: all that is exported, where nothing is said.
    """
    names = [name for name in modules(*entries) if name not in without]
    shown = {name: module(name).exports for name in names} if shown is None else shown
    return f"((shelf) => {{\n{text_of(names, shown, without)}}})({SHELF});\n"


def esm(first, *rest):
    """Return the text of an ES module: the widget that ``first`` makes of the modules ``rest``."""
    return WIDGET.format(
        names=" ".join((first, *rest)),
        text=text_of(modules(first, *rest), {name: module(name).exports for name in rest}),
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
