"""A page such as the book builds, of nothing but widgets and the host."""

import json

from ipywidgets.embed import embed_data

from missing_middle.web.bundle import script

SKELETON = """<!DOCTYPE html>
<html lang="en"{attributes}><head><meta charset="utf-8"><title>A page with an explorable</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<style>body {{ margin: 0; background: light-dark(#fffdf7, #14181b); font-family: Georgia, serif; line-height: 1.6 }}
:root {{ color-scheme: light }} :root[data-theme="dark"] {{ color-scheme: dark }}
main {{ max-width: 46rem; margin: 0 auto; padding: 0 15px }}</style></head>
<body><main><h1>A page with an explorable</h1>
{outputs}
<script type="application/vnd.jupyter.widget-state+json">{state}</script></main>
<script>{host}</script></body></html>"""


def write_page(path, *widgets, attributes="", host=None):
    """Write a page that shows ``widgets``, each beside its still, as MyST-NB and the book's extension write it."""
    data = embed_data(views=widgets, drop_defaults=False)
    outputs = "".join(
        f'<div class="output widget"><div class="xp-still">{widget._repr_mimebundle_()[0]["text/html"]}</div>'
        f'<script type="application/vnd.jupyter.widget-view+json">{json.dumps(view)}</script></div>'
        for widget, view in zip(widgets, data["view_specs"], strict=True)
    )
    state = json.dumps(data["manager_state"], sort_keys=True).replace("</", "<\\/")
    path.write_text(
        SKELETON.format(
            attributes=attributes, outputs=outputs, state=state, host=script("host.js") if host is None else host
        ),
        encoding="utf8",
    )
    return path.as_uri()
