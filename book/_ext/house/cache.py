"""Notebooks run again when what they use has changed, two at a time, and not otherwise.

A notebook's outputs are kept by the code in its cells, together with what its run opened (``watch.py``): modules of the
package, tables, folders. They hold while all of that is as it was. In another Python, or with other libraries, all
notebooks run again; a change of this extension reads all pages again. Before Sphinx decides what to read, the notebooks
without outputs that hold run in a small pool. A page is then read again if its notebook gives something else.
"""

import hashlib
import json
import os
import re
import shutil
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from jupyter_cache.executors.utils import single_nb_execution
from myst_nb.core.read import create_nb_reader
from sphinx.util import logging

import missing_middle
from house.warm import warm_kernels

EXTENSION = Path(__file__).parent
HOOK = EXTENSION / "watch.py"
EVERYTHING = "*"  # what a notebook uses that starts a process, into which nobody looks

logger = logging.getLogger(__name__)


def digest(*parts):
    return hashlib.sha256(b"\n".join(parts)).hexdigest()[:20]


def is_source(name):
    return not name.startswith(".") and name not in ("_build", "__pycache__", "node_modules")


def state(root):
    """Return a hash of each source file and of each folder's list of names, by path from ``root``.

    A folder counts too, since a cell may ask what is in it. The package may lie elsewhere, as it does for a small site.
    """
    root, package = Path(root).resolve(), Path(missing_middle.__file__).resolve().parents[1]
    found = {}
    for top in [root, *([] if package.is_relative_to(root) else [package])]:
        for folder, folders, files in os.walk(top):
            folders[:] = filter(is_source, folders)
            files = sorted(filter(is_source, files))
            name = os.path.relpath(folder, root)
            found[name] = digest(*map(str.encode, sorted([*folders, *files])))
            if "__init__.py" not in files:  # where Python looks for modules that a new one could stand before
                found[os.path.normpath(os.path.join(name, "*.py"))] = digest(
                    *(file.encode() for file in sorted(files) if file[-3:] == ".py")
                )
            for file in files:
                path = os.path.join(folder, file)
                if os.path.isfile(path):
                    found[os.path.relpath(path, root)] = digest(Path(path).read_bytes())
    return found | {EVERYTHING: digest(json.dumps(found, sort_keys=True).encode())}


def used(opened, root, now):
    """Return the hash of each thing that a run opened; None for what is not there, and may be one day."""
    names = {line if line == EVERYTHING else os.path.relpath(line, Path(root).resolve()) for line in opened}
    return {name: now.get(name) for name in sorted(names) if name in now or not name.startswith("..")}


def libraries():
    """Return a hash of this Python and of every library that is installed, by the names of their records."""
    names = {record.name for folder in filter(os.path.isdir, sys.path) for record in Path(folder).glob("*.dist-info")}
    return digest(sys.version.encode(), *map(str.encode, sorted(names)))


def name_cache(app, config):
    app.house_state = state(app.srcdir)
    home = Path(app.srcdir) / ".jupyter_cache"
    current = home / libraries()
    for folder in home.glob("*"):
        if folder != current:
            shutil.rmtree(folder) if folder.is_dir() else folder.unlink()
    current.mkdir(parents=True, exist_ok=True)
    config.nb_execution_cache_path = str(current)
    code = sorted(file for file in EXTENSION.rglob("*") if file.suffix in (".py", ".js"))
    config.house_code = digest(*(file.read_bytes() for file in code))


def notebook_of(env, name):
    """Return the notebook of a page; None for a page without code."""
    path = Path(env.doc2path(name))
    text = path.read_text(encoding="utf8")
    reader = create_nb_reader(str(path), env.myst_config, env.mystnb_config, text)
    notebook = reader and reader.read(text)
    return notebook if notebook and any(cell.cell_type == "code" for cell in notebook.cells) else None


def given(notebook):
    """Return a hash of what a notebook gave, without the ids that widgets draw anew in each run."""
    widgets = notebook.metadata.get("widgets", {}).values()
    states = [one for kind in widgets for one in kind.get("state", {}).values()]
    cells = [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]
    plain = [re.sub(r"\b[0-9a-f]{32}\b", "", json.dumps(part, sort_keys=True)) for part in [cells, *states]]
    return digest(*map(str.encode, [plain[0], *sorted(plain[1:])]))


def run(path, notebook, config, folder):
    """Run a notebook; return the result and what it opened."""
    file, opened = tempfile.mkstemp(dir=folder)
    os.close(file)
    result = single_nb_execution(
        notebook,
        cwd=str(path.parent),
        timeout=config.nb_execution_timeout,
        allow_errors=config.nb_execution_allow_errors,
        extra_arguments=[
            "--IPKernelApp.log_level=40",  # no advice about ciphers
            f"--IPKernelApp.exec_lines=__import__('runpy').run_path({str(HOOK)!r})['watch']({opened!r})",
        ],
    )
    return result, set(Path(opened).read_text(encoding="utf8", errors="surrogateescape").splitlines())


def valid(cache, now):
    """Return what notebooks gave, by the key of their code, where it still holds, and the seconds of every last run.

    What holds no longer is forgotten.
    """
    held, seconds = {}, {}
    for record in cache.list_cache_records():
        files = record.data.get("used")
        seconds[record.hashkey] = record.data.get("execution_seconds", 0.0)
        if files is not None and all(now.get(name) == seen for name, seen in files.items()):
            held[record.hashkey] = record.data["given"]
        else:
            cache.remove_cache(record.pk)
    return held, seconds


def longest_first(todo, seconds):
    """Order what is to run so that no processor waits for the other at the end; first of all what never ran.

    >>> list(longest_first({"short": 1, "long": 2, "new": 3}, {"short": 0.5, "long": 9.0}))
    ['new', 'long', 'short']
    """
    return dict(sorted(todo.items(), key=lambda item: -seconds.get(item[0], float("inf"))))


def fill_cache(app, cache, todo):
    """Run the notebooks ``todo`` (path and notebook by key). Return what each gave, or None for one that failed."""
    logger.info("running %d notebooks, two at a time", len(todo))
    with tempfile.TemporaryDirectory() as folder, warm_kernels(), ThreadPoolExecutor(max_workers=2) as pool:
        results = list(pool.map(lambda item: run(*item, app.config, folder), todo.values()))
    gave = {}
    for (key, (path, notebook)), (result, opened) in zip(todo.items(), results, strict=True):
        gave[key] = None
        if result.err is None:  # one that failed is run again by MyST-NB, which reports it in its own words
            gave[key] = given(notebook)
            kept = {
                "execution_seconds": result.time,
                "used": used(opened, app.srcdir, app.house_state),
                "given": gave[key],
            }
            cache.cache_notebook_bundle(
                CacheBundleIn(notebook, str(path), data=kept), check_validity=False, overwrite=True
            )
    return gave


def outdated(app, env, added, changed, removed):
    """Run what must be run, and return the pages to read again besides those that were edited."""
    if app.config.nb_execution_mode != "cache":
        return []
    cache, edited = get_cache(app.config.nb_execution_cache_path), added | changed
    held, seconds = valid(cache, app.house_state)
    before, codes, todo = getattr(env, "house_codes", {}), {}, {}
    for name in env.found_docs:
        key, notebook = before.get(name, (None, None))[0], None
        if name in edited or name not in before:
            notebook = notebook_of(env, name)
            key = notebook and cache.create_hashed_notebook(notebook)[1]
        codes[name] = key
        if key and key not in held:  # two pages with the same code share one record
            todo[key] = Path(env.doc2path(name)), notebook or notebook_of(env, name)
    if todo:
        held |= fill_cache(app, cache, longest_first(todo, seconds))
    env.house_codes = {name: (key, held.get(key)) for name, key in codes.items()}  # kept once all pages are read
    return [name for name, code in env.house_codes.items() if name not in edited and before.get(name) != code]


def setup(app):
    app.add_config_value("house_code", "", "env")
    app.connect("config-inited", name_cache)
    app.connect("env-get-outdated", outdated)
