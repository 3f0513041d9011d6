"""Run notebooks from top to bottom and store what they print, and nothing of the machine that ran them.

``python -m missing_middle.authoring.run_notebook FILES``; ``make run NOTEBOOK=FILE`` calls it.
"""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

WIDGET = "application/vnd.jupyter.widget-view+json"


def run(path):
    """Run the notebook at ``path`` in its folder, and write it with its new outputs.

    A widget gets another name in each run. The stored one stays, so a cell that shows what it showed is not changed.

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        If a cell stops that is not meant to. Nothing is written then.
    """
    path = Path(path)
    notebook, stored = nbformat.read(path, 4), nbformat.read(path, 4)
    NotebookClient(
        notebook,
        timeout=600,
        record_timing=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(path.parent)}},
    ).execute()
    notebook.metadata = stored.metadata  # the kernel would write its version there
    for cell, before in zip(notebook.cells, stored.cells, strict=True):
        for now, then in zip(cell.get("outputs", ()), before.get("outputs", ()), strict=False):
            if WIDGET in now.get("data", {}) and WIDGET in then.get("data", {}):
                now.data[WIDGET] = then.data[WIDGET]
    nbformat.write(notebook, path)


if __name__ == "__main__":
    for file in sys.argv[1:]:
        run(file)
