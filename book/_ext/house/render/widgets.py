"""What explorables share is written once a site: a page's widget state only names it.

A widget carries the text of its ES module and of its style sheet, 15 KB packed, and a page with three of them would
carry it three times, as would every other page. So the state names the modules of which the text is made, the page
loads them as scripts (``modules.py``), and ``host.js`` asks for the widget. A text of other modules stays where it is.

What a widget says and the numbers of its states become scripts too. The host asks for them when the widget comes near
the window, as browsers do with pictures, so that the first screen of a chapter does not wait for the last. A widget
above a page's first section is in sight at once: the page carries its words, and asks for its numbers before it has
read its scripts.

A notebook saves the state of every widget that it made, also of those that no page shows: one whose table is printed,
one in a cell without output, the sliders of a box. A page keeps what it shows, so that nothing else is loaded, and
nobody is told of a bet that the page does not offer.
"""

import hashlib
import json
import re
from pathlib import Path

from house.render.modules import ROOM, SHEETS, ask, later
from missing_middle.web.bundle import SHELF, named_in

STATE = "application/vnd.jupyter.widget-state+json"
LONG = 1000  # characters that are worth a script of their own
VIEW = re.compile(r'widget-view\+json">\s*(\{.*?\})\s*</script>', re.S)
PRELOAD = '<link rel="preload" as="script" href="{}">\n'
STATES = re.compile(rf'<script type="{re.escape(STATE)}">(.*?)</script>', re.S)
NAME_LATER = re.compile(r"later-[0-9a-f]{12}\.js")
KEPT = re.compile(r"^.*?\] = (.*);\n$", re.S)  # in a script that comes later


def share(state):
    """Return a page's widget state with the names of modules in place of their text, and all names, in order.

    Those that come later are not among the names: see :func:`house.render.modules.later`.
    """
    data, used = json.loads(state), []
    for entry in data["state"].values():
        if names := named_in(entry["state"].get("_esm") or ""):
            entry["state"] |= {"_esm": [later(name) or name for name in names], "_css": ""}
            used += [name for name in names if not later(name)]
    return json.dumps(data).replace("</", "<\\/"), list(dict.fromkeys(used))


def only_shown(state, body):
    """Return a page's widget state without the models that no view in the page's HTML shows.

    >>> only_shown('{"state": {"a": {}, "b": {}}}', '<script type="x/widget-view+json">{"model_id": "a"}</script>')
    '{"state": {"a": {}}}'
    """
    data, shown = json.loads(state), models_in(body)
    data["state"] = {model: entry for model, entry in data["state"].items() if model in shown}
    return json.dumps(data)


def as_script(thing):
    """Return a text, or what else JSON can say, as it stands in a script."""
    return json.dumps(thing, ensure_ascii=False, separators=(",", ":"))


def later_name(thing):
    """Return the name of the script that keeps ``thing``."""
    return f"later-{hashlib.sha256(as_script(thing).encode()).hexdigest()[:12]}.js"


def put_off(state, at_once=()):
    """Return a page's widget state with the name of a script, in brackets, in place of what is long: those by name.

    It is the numbers of each widget, and the words of all but the models ``at_once``.
    """
    data, later = json.loads(state), {}

    def apart(thing):
        later[later_name(thing)] = thing
        return [later_name(thing)]

    for model, entry in data["state"].items():
        for buffer in entry.get("buffers", []):
            if len(buffer["data"]) > LONG:
                buffer["data"] = apart(buffer["data"])
        spec = entry.get("state", {}).get("spec")
        if model not in at_once and len(as_script(spec)) > LONG:
            entry["state"]["spec"] = apart(spec)
    return json.dumps(data).replace("</", "<\\/"), later


def specs_of(page, folder):
    """Return what the widgets of a page's HTML say, also what came to lie in a script of the site in ``folder``."""
    states = [json.loads(text)["state"] for text in STATES.findall(page)]
    specs = [entry["state"].get("spec") for state in states for entry in state.values()]
    return [kept(folder, *spec) if isinstance(spec, list) else spec for spec in specs if spec]


def kept(folder, name):
    """Return what a script that comes later keeps."""
    return json.loads(KEPT.match((Path(folder) / "_static" / ROOM / name).read_text(encoding="utf8"))[1])


def models_in(body):
    """Return the models of the widgets that a page's HTML shows, in order."""
    return [json.loads(view)["model_id"] for view in VIEW.findall(body)]


def in_sight(body):
    """Return the models of the widgets that stand above the first section of a page's HTML.

    >>> in_sight('<section><h1>T</h1><script type="x/widget-view+json">{"model_id": "a"}</script><section>')
    ['a']
    """
    return models_in("".join(body.split("<section")[:2]))


def preloads(state, body, address):
    """Return the links by which a page asks early for the numbers of the widgets in sight."""
    entries = json.loads(state)["state"]
    names = [
        buffer["data"][0]
        for model in in_sight(body)
        for buffer in entries[model].get("buffers", [])
        if isinstance(buffer["data"], list)
    ]
    return "".join(PRELOAD.format(address(f"_static/{ROOM}/{name}", 1)) for name in names)


def write(app, things):
    """Write a script for each thing, which keeps it under its name."""
    room = Path(app.outdir) / "_static" / ROOM
    room.mkdir(parents=True, exist_ok=True)
    for name, thing in things.items():
        (room / name).write_text(f"({SHELF})[{json.dumps(name)}] = {as_script(thing)};\n", encoding="utf8")


def lighten_state(app, pagename, templatename, context, doctree):
    for script in context.get("script_files", []):
        attributes = getattr(script, "attributes", {})
        if attributes.get("type") != STATE or not attributes.get("body"):
            continue
        state, names = share(only_shown(attributes["body"], context["body"]))
        attributes["body"], later = put_off(state, in_sight(context["body"]))
        write(app, later)
        context["metatags"] += preloads(attributes["body"], context["body"], context["pathto"])
        if names:
            ask(app, *names, "host.js")
        for sheet in SHEETS if "laboratory.js" in names else list(SHEETS)[:1]:
            app.add_css_file(f"{ROOM}/{sheet}")


def forget(folder):
    """Remove from a built site the scripts that came later to pages and that none names any longer."""
    used = {name for page in folder.rglob("*.html") for name in NAME_LATER.findall(page.read_text(encoding="utf8"))}
    for file in (folder / "_static" / ROOM).glob("later-*.js"):
        if file.name not in used:
            file.unlink()


def setup(app):
    app.connect("html-page-context", lighten_state)
