"""Notebooks run again when what they use has changed, two at a time, and not otherwise.

The cache of outputs is keyed by the code in the cells, so it would not notice an edit to the package. Its folder is
therefore named after a hash of all that cells read, of Python and of every installed library; other folders are
deleted. Before Sphinx reads a page, the notebooks that are not in the cache run in a small pool.
"""

import hashlib
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from importlib.metadata import distributions
from pathlib import Path

from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from jupyter_cache.executors.utils import single_nb_execution
from myst_nb.core.read import create_nb_reader
from sphinx.util import logging

from house.warm import warm_kernels

WATCHED = ("missing_middle", "data", "benchmarks/results", "tests/site", "tests/explorables")  # what cells read

logger = logging.getLogger(__name__)


def fingerprint(root, versions):
    """Return a hash of every watched file under ``root``, by name and content, and of the ``versions``."""
    seen = hashlib.sha256("\n".join(sorted(versions)).encode())
    for room in WATCHED:
        for file in sorted((Path(root) / room).rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                seen.update(f"\n{file.relative_to(root).as_posix()}\n".encode() + file.read_bytes())
    return seen.hexdigest()[:20]


def installed():
    return {sys.version} | {f"{d.name}=={d.version}" for d in distributions()}


def name_cache(app, config):
    home = Path(app.srcdir) / ".jupyter_cache"
    current = home / fingerprint(app.srcdir, installed())
    for folder in home.glob("*"):
        if folder != current:
            shutil.rmtree(folder) if folder.is_dir() else folder.unlink()
    current.mkdir(parents=True, exist_ok=True)
    config.nb_execution_cache_path = str(current)


def waiting(app, docnames):
    """Return (path, notebook) of each page that has code and no stored outputs."""
    cache, found = get_cache(app.config.nb_execution_cache_path), {}
    for name in docnames:
        path = Path(app.env.doc2path(name))
        text = path.read_text(encoding="utf8")
        reader = create_nb_reader(str(path), app.env.myst_config, app.env.mystnb_config, text)
        notebook = reader and reader.read(text)
        if not notebook or not any(cell.cell_type == "code" for cell in notebook.cells):
            continue
        try:
            cache.match_cache_notebook(notebook)
        except KeyError:
            key = tuple(cell.source for cell in notebook.cells if cell.cell_type == "code")
            found[key] = path, notebook  # two pages with the same code share one record
    return list(found.values())


def run(path, notebook, config):
    return single_nb_execution(
        notebook,
        cwd=str(path.parent),
        timeout=config.nb_execution_timeout,
        allow_errors=config.nb_execution_allow_errors,
        extra_arguments=["--IPKernelApp.log_level=40"],
    )  # no advice about ciphers


def fill_cache(app, env, docnames):
    if app.config.nb_execution_mode != "cache":
        return
    todo = waiting(app, docnames)
    logger.info("running %d notebooks, two at a time", len(todo))
    with warm_kernels() if todo else nullcontext(), ThreadPoolExecutor(max_workers=2) as pool:
        results = list(pool.map(lambda item: run(*item, app.config), todo))
    cache = get_cache(app.config.nb_execution_cache_path)
    for (path, notebook), result in zip(todo, results, strict=True):
        if result.err is None:  # one that failed is run again by MyST-NB, which reports it in its own words
            cache.cache_notebook_bundle(
                CacheBundleIn(notebook, str(path), data={"execution_seconds": result.time}),
                check_validity=False,
                overwrite=True,
            )


def setup(app):
    app.connect("config-inited", name_cache)
    app.connect("env-before-read-docs", fill_cache)
