"""What a docstring says reaches the page of the library as it was meant.

Equations in a module's docstring keep their columns. The comment of a field is a sentence: left alone, the reader of
docstrings would take what stands before its first colon for a type, and a power ``x**2`` for the start of bold print.
"""

import re


def keep_columns(lines):
    """Return a docstring's lines, with each indented block made literal.

    >>> keep_columns(["The equations are", "", "    x = |a| * b", "", "in units."])
    ['The equations are', '', '::', '', '    x = |a| * b', '', 'in units.']
    """
    out = []
    for line in lines:
        starts = line.startswith("    ") and (not out or not out[-1].strip())
        before = next((seen for seen in reversed(out) if seen.strip()), "")
        if starts and not before.startswith("    ") and not before.rstrip().endswith("::"):
            out += ["::", ""]
        out.append(line)
    return out


def as_sentence(line):
    """Return the comment of a field with the characters that would become markup escaped, outside of ``code``.

    >>> as_sentence("sum of theta k**alpha, at ``k**2``")
    'sum of theta k\\\\*\\\\*alpha, at ``k**2``'
    """
    parts = re.split(r"(``.*?``)", line)
    return "".join(part if part.startswith("``") else re.sub(r"([*|])", r"\\\1", part) for part in parts)


def before(app, what, name, obj, options, lines):
    if what == "module":
        lines[:] = keep_columns(lines)
    if what == "attribute":
        app.env.temp_data["house_api"] = [as_sentence(line) for line in lines]


def after(app, what, name, obj, options, lines):
    if what == "attribute":
        lines[:] = app.env.temp_data.pop("house_api")


def setup(app):
    app.setup_extension("sphinx.ext.autodoc")
    app.connect("autodoc-process-docstring", before)
    app.setup_extension("sphinx.ext.napoleon")  # reads a docstring between the two
    app.connect("autodoc-process-docstring", after)
