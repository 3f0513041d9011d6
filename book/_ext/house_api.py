"""Equations in a module's docstring keep their columns on the page of the library."""


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


def process(app, what, name, obj, options, lines):
    if what == "module":
        lines[:] = keep_columns(lines)


def setup(app):
    app.connect("autodoc-process-docstring", process)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
