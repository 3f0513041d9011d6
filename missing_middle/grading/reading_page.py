"""The page on which a person reads one answer: the answer, the rubric beside it, and a form that needs no mouse."""

from html import escape
from pathlib import Path

from missing_middle.grading.by_hand import version
from missing_middle.grading.feedback import readable
from missing_middle.grading.reading import BEST, CRITERIA, MEMO
from missing_middle.grading.rubrics import rubric_of

HERE = Path(__file__).parent
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


def page(title, body):
    """A whole page as bytes."""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="reading.css">
<script src="reading.js" defer></script>
</head>
<body>
{body}
</body>
</html>
""".encode()


def reading_page(answer, row, place, total, left, by, notice=""):
    """One answer. ``row`` is what ``by-hand.csv`` holds on it, or None; ``by`` who reads; ``notice`` an error."""
    question = answer.question
    points, comment = (row.cells.get("points", ""), row.comment) if row else ("", "")
    done = f"{total - left} of {total} read"
    told = f'<p class="notice" role="alert">{readable(notice)}</p>' if notice else ""
    criteria = "" if question.id == MEMO else _criteria((row.cells.get("criteria", "") if row else "").split())
    rule = "" if question.id == MEMO else " Empty: the four marks decide."
    return page(
        f"{question.id}, answer {place + 1} of {total}",
        f"""<header>
<h1>{readable(question.id)}: {readable(question.title)}</h1>
<p>Answer {place + 1} of {total}; {done}.
<progress value="{total - left}" max="{total}" aria-label="Read"></progress></p>
</header>
{told}<main>
<section class="answer" aria-labelledby="answer">
<h2 id="answer">The answer</h2>
<div class="words">{_paragraphs(answer.text)}</div>
{_beside(answer.beside)}
</section>
<section class="give" aria-labelledby="give">
<h2 id="give">Your points</h2>
<form method="post" action="{answer.code}">
<input type="hidden" name="seen" value="{version(row)}">
{criteria}
<p><label for="points">Points, 0 to {question.points}.{rule}</label>
<input id="points" name="points" inputmode="decimal" autocomplete="off" value="{readable(points)}"></p>
<p><label for="comment">Comment: the student reads it</label>
<textarea id="comment" name="comment" rows="4">{readable(comment)}</textarea></p>
<p><label for="by">Read by</label>
<input id="by" name="by" autocomplete="off" value="{readable(row.by if row and row.by else by)}"></p>
<p class="buttons"><button type="submit">Save, next</button>
<a href="{answer.code}?go=back">Back</a> <a href="{answer.code}?go=on">Leave for later</a></p>
<p class="keys">Keys: 0 to 3 mark a criterion and go to the next one; Ctrl+Enter saves.</p>
</form>
</section>
<section class="rubric" aria-labelledby="rubric">
<h2 id="rubric">The rubric</h2>
{_markdown(rubric_of(question.id))}
</section>
</main>""",
    )


def end_page(total, left, first):
    """What stands at the end of the list."""
    more = f'<p><a href="{first}">Read the first one that waits.</a></p>' if left else ""
    return page(
        "The end of the list",
        f"""<main class="end"><h1>The end of the list</h1>
<p>{total - left} of {total} answers have points. They stand in by-hand.csv.</p>
{more}<p>Press Ctrl-C in the terminal when you are done: feedback and grades are then written anew.</p></main>""",
    )


def problem_page(words):
    """What keeps a page from being shown."""
    return page("Not now", f'<main class="end"><h1>Not now</h1><p role="alert">{readable(words)}</p></main>')


def _criteria(marks):
    rows = ""
    for place, name in enumerate(CRITERIA):
        held = marks[place] if len(marks) == len(CRITERIA) else ""
        buttons = "".join(
            f'<label><input type="radio" name="{name}" value="{one}"{" checked" * (held == str(one))}> {one}</label>'
            for one in range(BEST + 1)
        )
        rows += f"<fieldset><legend>{name.capitalize()}</legend>{buttons}</fieldset>\n"
    return rows


def _beside(others):
    if not others:
        return ""
    outputs = "".join(f"<h3>{readable(name)}</h3><pre>{readable(text)}</pre>" for name, text in others)
    return f"<details><summary>What this notebook shows for the other questions</summary>{outputs}</details>"


def _paragraphs(text):
    return "".join(f"<p>{readable(part)}</p>" for part in text.split("\n\n") if part.strip())


def _markdown(text):
    from markdown_it import MarkdownIt

    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    return html.replace(
        "<table>", '<div class="wide" tabindex="0" role="region" aria-label="Criteria"><table>'
    ).replace("</table>", "</table></div>")
