"""One page for one student and one exercise set: points, hints, and what the student's own notebook shows.

Everything that came with the submission is escaped, and the page forbids every script, picture and request.
"""

import base64
import datetime
import hashlib
import re
from html import escape

from missing_middle.checks.misconceptions import MISCONCEPTIONS
from missing_middle.checks.registry import questions_of
from missing_middle.checks.words import say

STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; color: #1f2328; background: #fffdf7; max-width: 46rem; margin: 2rem auto;
  padding: 0 1rem; }
h2 { font-size: 1.1rem; border-top: 1px solid #d9d5c9; padding-top: 1rem; }
pre { background: #f4f1e8; padding: .7rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
h1, h2, p, li { overflow-wrap: anywhere; }
.points { font-weight: 600; }
caption { font-weight: 600; text-align: left; }
td { padding: .15rem 1rem .15rem 0; overflow-wrap: anywhere; vertical-align: top; }
"""


def feedback_page(result, name="", address=lambda place: ""):
    """The page as bytes.

    ``name`` is the student's by the roster. ``address`` gives where a ``Place`` of the course is to be seen, or an
    empty text: a hint names it then, and does not lead there.
    """
    known = {question.id: question for question in questions_of(result["exercise"])}
    sections = "\n".join(_section(mark, known.get(mark["id"]), address) for mark in result["questions"])
    who = result["student"] if name in ("", result["student"]) else f"{name} ({result['student']})"
    notes = "".join(f"<li>{readable(note)}</li>" for note in result["notes"])
    waiting = f" {readable(say('page.waiting', points=_number(result['by_hand'])))}" if result["by_hand"] else ""
    late = f"<p>{readable(_late(result['late']))}</p>\n" if "late" in result else ""
    noted = f"<h2>{readable(say('page.file'))}</h2>\n<ul>{notes}</ul>\n" if notes else ""
    points = say("page.points", points=_number(result["points"]), possible=_number(result["possible"]))
    return f"""<!doctype html>
<html lang="{readable(say("language"))}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{readable(result["exercise"])}: {readable(who)}</title>
<style>{STYLE}</style>
</head>
<body>
<h1>{readable(say("page.title", exercise=result["exercise"]))}</h1>
<p>{readable(who)}: <span class="points">{readable(points)}</span>{waiting}</p>
{late}{_objectives(result["questions"], known)}{sections}
{noted}</body>
</html>
""".encode()


def _objectives(marks, known):
    """What each question was to show, and the points for it."""
    rows = "".join(
        f"<tr><td>{readable(_sentence(known[mark['id']].objective))}</td>"
        f'<td class="points">{readable(_standing(mark))}</td></tr>\n'
        for mark in marks
        if mark["id"] in known
    )
    return f"<table>\n<caption>{readable(say('page.objectives'))}</caption>\n{rows}</table>\n" if rows else ""


def _sentence(words):
    return words[:1].upper() + words[1:]


def _standing(mark):
    if mark.get("excused"):
        return say("heading.excused")
    if mark["outcome"] == "by hand" and "hand" not in mark:
        return say("page.waiting.objective", possible=_number(mark["possible"]))
    return say("page.of", points=_number(mark["points"]), possible=_number(mark["possible"]))


def _linked(words, belief, address):
    """Escaped words, in which the places where a belief's hint says to look again are links."""
    places = MISCONCEPTIONS[belief].places if belief in MISCONCEPTIONS else ()
    links = {readable(place.name): escape(address(place)) for place in places if address(place)}
    names = "|".join(re.escape(name) for name in sorted(links, key=len, reverse=True))
    text = readable(words)
    return re.sub(names, lambda found: f'<a href="{links[found[0]]}">{found[0]}</a>', text) if names else text


def _section(question, known, address):
    hand = question.get("hand")
    words = question["words"]
    if hand:
        words = hand["comment"]
    elif question["outcome"] in ("not yet", "wrong kind"):
        words = f"{words} {say('page.more')}"
    words = readable(words) if hand else _linked(words, question.get("misconception"), address)
    title = known.title if known else ""
    shown = "".join(f"<pre>{readable(text)}</pre>\n" for text in question["shown"])
    heading = say("page.answer" if question["outcome"] == "by hand" else "page.shown")
    outcome = "by hand" if hand else question["outcome"]
    points = say("page.of", points=_number(question["points"]), possible=_number(question["possible"]))
    below = f"<h3>{readable(heading)}</h3>\n{shown}" if shown else ""
    return f"""<section>
<h2>{readable(question["id"])}: {readable(title)}</h2>
<p><span class="points">{readable(points)}</span>
{readable(say("heading.excused" if question.get("excused") else f"heading.{outcome}"))}: {words}</p>
{below}</section>"""


def _late(late):
    due, source = _when(late["due"]), late["from"]
    if "time" not in late:
        return say("page.late.unknown", due=due, source=source)
    return say("page.late", time=_when(late["time"]), due=due, source=source, lost=_number(late["lost"]))


def _when(text):
    """
    >>> _when("2026-12-02T01:05:00+01:00")
    '2 December 2026, 01:05 (UTC+01:00)'
    """
    when = datetime.datetime.fromisoformat(text)
    return f"{when.day} {when:%B %Y, %H:%M} ({when.tzname()})"


def readable(text):
    """Escaped, and without control characters and marks that turn text around."""
    kept = "".join(sign for sign in str(text) if sign in "\n\t" or (sign.isprintable() and sign != "\ufffe"))
    return escape(kept)


def _number(value):
    return f"{value:g}"


def _policy():
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
