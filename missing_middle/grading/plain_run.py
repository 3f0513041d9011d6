"""Runs a notebook here, without a kernel, where it only computes and prints: what an unsolved exercise does.

The outputs are those that a kernel gives, byte for byte; a notebook that needs more is said to need one.
"""

import ast
import contextlib
import io
from functools import cache

from nbformat.v4 import new_output

from missing_middle.checks.feedback import chosen, variant

# What only a kernel shows: pictures, several outputs of a cell, IPython's own language.
KERNEL_WORDS = ("display", "get_ipython", "plots", "matplotlib", "plt", "await")
PLAIN_KINDS = {"text/plain", "text/markdown", "text/html"}
PANDAS = ("display.max_columns", 20, "display.width", 80)  # as in a kernel, which is no terminal


def needs_kernel(notebook):
    """Whether some code cell is more than plain Python that computes and prints."""
    return any(cell.cell_type == "code" and not _is_plain(cell.source) for cell in notebook.cells)


@cache
def _is_plain(source):
    try:
        tree = ast.parse(source)
    except SyntaxError:  # a line for IPython, say
        return False
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.alias):
            names |= set(node.name.split("."))
        if isinstance(node, ast.ImportFrom):
            names |= set((node.module or "").split("."))
        names |= {getattr(node, "id", ""), getattr(node, "attr", "")}
        if isinstance(node, ast.AsyncFor | ast.AsyncWith | ast.Await):
            names.add("await")
    return names.isdisjoint(KERNEL_WORDS)


class NeedsKernel(Exception):
    """A cell shows what only a kernel can show, such as a widget."""


def run_here(notebook):
    """Run the code cells of ``notebook`` from top to bottom and put their outputs into it. Errors are not caught.

    Raises :class:`NeedsKernel` for an output that is no text.
    """
    import pandas

    names, before = {"__name__": "__main__"}, chosen()
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    try:
        with pandas.option_context(*PANDAS):
            for count, cell in enumerate(cells, 1):
                cell.execution_count = count
                cell.outputs = list(_outputs(cell.source, names, count))
    finally:
        variant(before)


def _outputs(source, names, count):
    body, last = _compiled(source)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(body, names)
        value = eval(last, names) if last is not None else None
    if printed.getvalue():
        yield new_output("stream", name="stdout", text=printed.getvalue())
    if value is not None:
        data, metadata = _formatter().format(value)
        if not PLAIN_KINDS.issuperset(data):
            raise NeedsKernel
        yield new_output("execute_result", data=data, metadata=metadata, execution_count=count)


@cache
def _compiled(source):
    """The code of a cell, and of its last line if that is an expression whose value is shown."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    quiet = last is None or source.rstrip().endswith(";")
    if quiet and last is not None:
        tree.body.append(last)
    return compile(tree, "<cell>", "exec"), None if quiet else compile(ast.Expression(last.value), "<cell>", "eval")


@cache
def _formatter():
    from IPython.core.formatters import DisplayFormatter

    return DisplayFormatter()
