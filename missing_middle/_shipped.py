"""Where the folders are that stand at the root of the repository and travel inside the installed package."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def folder(name):
    """Return the path of ``data``, ``exercises`` or ``instructor``.

    An installed package holds them inside, as ``pyproject.toml`` says; in a checkout they stand beside it. The inside
    comes first: where packages are installed, a neighbour called ``data`` is another project's.
    """
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name
