"""What explorables share is written once a site: a page's widget state only names it.

A widget carries the text of its ES module and of its style sheet, 11 KB packed, and a page with three of them would
carry it three times, as would every other page. So each file of the explorables becomes a script that keeps its text
under its name (a page opened from disk may run a classic script, but not fetch a file), the state holds the names, and
``host.js`` puts the texts together again. A text that is not made of these files stays where it is.

The numbers of a widget's states become a script too, one for each widget. The host asks for it when the widget comes
near the window, as browsers do with pictures, so that the first screen of a chapter does not wait for the last. Those
of a widget above a page's first section are in sight at once: the page asks for them before it has read its scripts.
"""

import hashlib
import json
import re
from importlib.util import find_spec
from pathlib import Path

from rjsmin import jsmin

ROOM = "explorables"  # under _static
STATE = "application/vnd.jupyter.widget-state+json"
TEXTS = ("_esm", "_css")
SCRIPT = "(globalThis.explorables ??= {{}})[{name}] = {text};\n"
NOT_SHARED = {"host.js"}
LATER = 1000  # characters of a buffer that is worth a script of its own
VIEW = re.compile(r'widget-view\+json">\s*(\{.*?\})\s*</script>', re.S)
PRELOAD = '<link rel="preload" as="script" href="{}">\n'
NAME_LATER = re.compile(r"later-[0-9a-f]{12}\.js")


def shared_texts(folder):
    """Return the text of each script and style sheet in ``folder`` by its name, the longest first."""
    files = [f for f in sorted(Path(folder).iterdir()) if f.suffix in (".js", ".css") and f.name not in NOT_SHARED]
    texts = {file.name: file.read_text(encoding="utf8") for file in files}
    return dict(sorted(texts.items(), key=lambda item: -len(item[1])))


def parts_of(text, texts):
    r"""Return the names of the texts that ``text`` consists of, joined by line ends, or ``None``.

    >>> parts_of("one\n\ntwo\n", {"1.js": "one\n", "2.js": "two\n"}), parts_of("one\n three", {"1.js": "one\n"})
    (['1.js', '2.js'], None)
    """
    if not text:
        return []
    for name, part in texts.items():
        if part and text.startswith(part):
            rest = text[len(part) :]
            more = parts_of(rest[1:], texts) if rest[:1] in ("", "\n") else None
            if more is not None:
                return [name, *more]
    return None


def share(state, texts):
    """Return a page's widget state with names in place of the ``texts``, and all names it uses, in order."""
    data, used = json.loads(state), []
    for entry in data["state"].values():
        for key in TEXTS:
            names = parts_of(entry["state"].get(key) or "", texts)
            if names:
                entry["state"][key] = names
                used += names
    return json.dumps(data).replace("</", "<\\/"), list(dict.fromkeys(used))


def put_off(state):
    """Return a page's widget state with the name of a script in place of each long buffer, and those by name."""
    data, later = json.loads(state), {}
    for entry in data["state"].values():
        for buffer in entry.get("buffers", []):
            if len(buffer["data"]) > LATER:
                name = f"later-{hashlib.sha256(buffer['data'].encode()).hexdigest()[:12]}.js"
                later[name] = buffer["data"]
                buffer["data"] = [name]
    return json.dumps(data).replace("</", "<\\/"), later


def in_sight(body):
    """Return the models of the widgets that stand above the first section of a page's HTML.

    >>> in_sight('<section><h1>T</h1><script type="x/widget-view+json">{"model_id": "a"}</script><section>')
    ['a']
    """
    return [json.loads(view)["model_id"] for view in VIEW.findall("".join(body.split("<section")[:2]))]


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
    out = Path(app.outdir) / "_static" / ROOM
    out.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (out / script_of(name)).write_text(SCRIPT.format(name=json.dumps(name), text=json.dumps(text)), encoding="utf8")


def write_shared(app):
    """Write the shared scripts before any page asks for their checksums."""
    if app.builder.format == "html":
        app.house_texts = shared_texts(Path(find_spec("missing_middle").origin).parent / ROOM)
        write(app, {name: jsmin(text) if name.endswith(".js") else text for name, text in app.house_texts.items()})


def script_of(name):
    """Return the name of the script that holds a shared file: a sheet's has both endings."""
    return re.sub(r"\.css$", ".css.js", name)


def lighten_state(app, pagename, templatename, context, doctree):
    for script in context.get("script_files", []):
        attributes = getattr(script, "attributes", {})
        if attributes.get("type") != STATE or not attributes.get("body"):
            continue
        state, names = share(attributes["body"], app.house_texts)
        attributes["body"], later = put_off(state)
        write(app, later)
        context["metatags"] += preloads(attributes["body"], context["body"], context["pathto"])
        for name in names:
            app.add_js_file(f"{ROOM}/{script_of(name)}", loading_method="defer", priority=450)


def forget(folder):
    """Remove from a built site the numbers of states that no page names any longer."""
    used = {name for page in folder.rglob("*.html") for name in NAME_LATER.findall(page.read_text(encoding="utf8"))}
    for file in (folder / "_static" / ROOM).glob("later-*.js"):
        if file.name not in used:
            file.unlink()


def setup(app):
    app.connect("builder-inited", write_shared)
    app.connect("html-page-context", lighten_state)
