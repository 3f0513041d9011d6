"""The page of the item report: its head, its one script and its tables, which stay usable with a thousand rows."""

import base64
import hashlib
from pathlib import Path

from missing_middle.grading.feedback import STYLE

HERE = Path(__file__).parent
LONG = 20  # rows above which a table scrolls below its head


def page(title, body):
    """A whole page as bytes. It runs one script, ours, and loads nothing."""
    script = (HERE / "report.js").read_text(encoding="utf-8")
    style = STYLE + (HERE / "report.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'; "
        "form-action 'none'"
    )
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<h1>{title}</h1>
{body}
<script>{script}</script>
</body>
</html>
""".encode()


def table(name, head, rows, words=1):
    """A table called ``name`` whose first ``words`` columns are read, not compared: they start at the left.

    ``rows`` are lists of HTML. It scrolls in its own frame, so that the page never does so sideways.
    """
    kinds = [' class="words"' if column < words else "" for column in range(len(head))]
    cells = "".join(f'<th scope="col"{kind}>{text}</th>' for kind, text in zip(kinds, head, strict=True))
    body = "\n".join(
        "<tr>" + "".join(f"<td{kind}>{cell}</td>" for kind, cell in zip(kinds, row, strict=True)) + "</tr>"
        for row in rows
    )
    kind = "frame long" if len(rows) > LONG else "frame"
    return (
        f'<div class="{kind}" tabindex="0" role="region" aria-label="{name}"><table>'
        f"<thead><tr>{cells}</tr></thead><tbody>\n{body}\n</tbody></table></div>"
    )


def or_dash(value):
    """A number with two digits, or a dash where there is none."""
    return "–" if value is None else f"{value:.2f}"
