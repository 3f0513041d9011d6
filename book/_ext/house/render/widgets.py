"""What explorables share is written once a site: a page's widget state only names it.

A widget carries the text of its ES module and of its style sheet, 15 KB packed, and a page with three of them would
carry it three times, as would every other page. So the state names the modules of which the text is made, the page
loads them as scripts (``modules.py``), and ``host.js`` asks for the widget. A text of other modules stays where it is.

The numbers of a widget's states become a script too, one for each widget. The host asks for it when the widget comes
near the window, as browsers do with pictures, so that the first screen of a chapter does not wait for the last. Those
of a widget above a page's first section are in sight at once: the page asks for them before it has read its scripts.

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
LONG = 1000  # characters of a buffer that is worth a script of its own
VIEW = re.compile(r'widget-view\+json">\s*(\{.*?\})\s*</script>', re.S)
PRELOAD = '<link rel="preload" as="script" href="{}">\n'
NAME_LATER = re.compile(r"later-[0-9a-f]{12}\.js")


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


def later_name(text):
    """Return the name of the script that keeps ``text``."""
    return f"later-{hashlib.sha256(text.encode()).hexdigest()[:12]}.js"


def put_off(state):
    """Return a page's widget state with the name of a script in place of each long buffer, and those by name."""
    data, later = json.loads(state), {}
    for entry in data["state"].values():
        for buffer in entry.get("buffers", []):
            if len(buffer["data"]) > LONG:
                name = later_name(buffer["data"])
                later[name] = buffer["data"]
                buffer["data"] = [name]
    return json.dumps(data).replace("</", "<\\/"), later


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


def write(app, texts):
    """Write a script for each text, which keeps it under its name."""
    for name, text in texts.items():
        file = Path(app.outdir) / "_static" / ROOM / name
        file.write_text(f"({SHELF})[{json.dumps(name)}] = {json.dumps(text)};\n", encoding="utf8")


def lighten_state(app, pagename, templatename, context, doctree):
    for script in context.get("script_files", []):
        attributes = getattr(script, "attributes", {})
        if attributes.get("type") != STATE or not attributes.get("body"):
            continue
        state, names = share(only_shown(attributes["body"], context["body"]))
        attributes["body"], later = put_off(state)
        write(app, later)
        context["metatags"] += preloads(attributes["body"], context["body"], context["pathto"])
        if names:
            ask(app, *names, "host.js")
        for sheet in SHEETS if "laboratory.js" in names else list(SHEETS)[:1]:
            app.add_css_file(f"{ROOM}/{sheet}")


def forget(folder):
    """Remove from a built site the numbers of states that no page names any longer."""
    used = {name for page in folder.rglob("*.html") for name in NAME_LATER.findall(page.read_text(encoding="utf8"))}
    for file in (folder / "_static" / ROOM).glob("later-*.js"):
        if file.name not in used:
            file.unlink()


def setup(app):
    app.connect("html-page-context", lighten_state)
