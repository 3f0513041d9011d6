"""A page that shows what the package computes is read again when the package computes something else.

A directive asks by ``computed(env, function, ...)``, and a hash of the answer is kept with the page. After a change of
the package every question is asked once more. So a page follows what its answers depend on, and nothing else. All are
written again when a title or the order of the contents changes.
"""

import json
from pathlib import Path

from house.cache import digest

ROOMS = {"missing_middle", "data"}  # where the package's code and what it reads stand
ASKED = "house_asked"  # of the environment: by page, what was asked and the hash of the answer


def of(value):
    return digest(json.dumps(value, sort_keys=True, default=vars).encode())


def computed(env, function, *arguments):
    """Return ``function(*arguments)``, a function of the package; keep on which answer the page rests."""
    value = function(*arguments)
    getattr(env, ASKED).setdefault(env.docname, {})[function, arguments] = of(value)
    return value


def begin(app, env, docnames):
    vars(env).setdefault(ASKED, {})


def forget(app, env, docname):
    getattr(env, ASKED, {}).pop(docname, None)


def merge(app, env, docnames, other):
    getattr(env, ASKED).update({name: asked for name, asked in getattr(other, ASKED).items() if name in docnames})


def outdated(app, env, added, changed, removed):
    now = of({name: seen for name, seen in app.house_state.items() if ROOMS & set(Path(name).parts)})
    before, env.house_state = getattr(env, "house_state", None), now
    if before == now:
        return []
    answers, late = {}, []
    for name, asked in getattr(env, ASKED, {}).items():
        for question, was in asked.items():
            if question not in answers:
                function, arguments = question
                answers[question] = of(function(*arguments))
            if answers[question] != was:
                late.append(name)
    return late


def renamed(app, env):
    """A title, and where it stands in the contents, are on every page: in the list and in the links to neighbours."""
    now = {name: title.astext() for name, title in env.titles.items()}, dict(env.toctree_includes)
    before, env.house_contents = getattr(env, "house_contents", None), now
    return [] if before in (None, now) else sorted(env.found_docs)


def setup(app):
    app.connect("env-get-outdated", outdated)
    app.connect("env-before-read-docs", begin)
    app.connect("env-purge-doc", forget)
    app.connect("env-merge-info", merge)
    app.connect("env-updated", renamed)
