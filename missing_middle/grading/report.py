"""The item report: which questions are hard, which separate, which misconceptions are common. One page of HTML."""

import io
import json
import re
from collections import Counter
from html import escape
from pathlib import Path

from missing_middle.checks.misconceptions import MISCONCEPTIONS
from missing_middle.checks.registry import questions_of
from missing_middle.grading.feedback import STYLE
from missing_middle.grading.gains import item_gains
from missing_middle.grading.items import analyse, cronbach_alpha, normalized_gain
from missing_middle.grading.results import place_of, read_results

INK, ACCENT, PALE = "#1f2328", "#0072b2", "#d55e00"
TABLE = (
    "table { border-collapse: collapse; display: block; overflow-x: auto; } "
    "th, td { padding: .25rem .6rem; border-bottom: 1px solid #d9d5c9; "
    "text-align: right; } .words { text-align: left; } "
    "svg { max-width: 100%; height: auto; }"
)
SYNTHETIC = "<p><strong>Synthetic data: drawn at random, no class wrote these answers.</strong></p>"


def item_report(out, synthetic=False, tests=None):
    """The report on every exercise set with results in ``out``, as bytes.

    ``synthetic`` says so on top of the page. ``tests`` are the answers to the tests before and after the course (see
    ``gains.read_tests``); with them ``out`` may be ``None``.
    """
    results = read_results(out) if out else []
    if not results and tests is None:
        raise ValueError(f"{out} holds no results: run missing-middle grade first.")
    times = _times(out, results)
    sets = sorted({one["exercise"] for one in results})
    parts = [_on_tests(tests)] if tests is not None else []
    parts += [_on_set(name, [one for one in results if one["exercise"] == name], times) for name in sets]
    warning = SYNTHETIC if synthetic else ""
    unguarded = sum(one["guard"] == "none" for one in results)
    if unguarded:
        warning += f"<p><strong>{unguarded} submissions were run without a sandbox (--unsafe).</strong></p>"
    if out:
        parts.append(_to_look_at(out))
    return _page(warning + "\n".join(parts))


def _page(body):
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Item report</title>
<style>{STYLE}{TABLE}</style>
</head>
<body>
<h1>Item report</h1>
{body}
<h2>How to read it</h2>
<p>Facility: mean share of the points, 1 where all get everything. Discrimination: facility among the best 27 per cent
of the students minus that among the weakest 27 per cent. Correlation: of the points in this question with those in
all others (the corrected point-biserial where a question gives all points or none). Alpha: Cronbach's measure of how
far the questions agree with each other; it says nothing about whether they ask the right thing. Questions that a
person reads are left out until they are read. Below 30 students these numbers are mostly noise.</p>
</body>
</html>
""".encode()


def _to_look_at(out):
    """What a person should look at, as the last run wrote it down; names of files as they are, escaped."""
    path = Path(out) / "left.json"
    told = json.loads(path.read_bytes()) if path.exists() else {}
    lines = [f"{one['student']}, {one['exercise']}: {one['reason']}" for one in told.get("1 failed", ())]
    lines += [f"{one['file']}: {one['reason']}" for one in told.get("2 left aside", ())]
    lines += [f"{one['student']}, {one['exercise']}: cannot be read" for one in told.get("3 unreadable", ())]
    lines += [f"{one['student']}, {one['question']}: {one['what']}" for one in told.get("3 not here", ())]
    lines += [f"{one['student']}, {one['exercise']}: {one['remark']}" for one in told.get("4 remarks", ())]
    lines += [
        f"{', '.join(one['students'])}: files of {one['exercise']} that are equal {one['how']}"
        for one in told.get("5 alike", ())
    ]
    if not lines:
        return ""
    items = "\n".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"""<section>
<h2>To look at</h2>
<p>These are remarks, not verdicts.</p>
<ul>
{items}
</ul>
</section>"""


def _times(out, results):
    times = {}
    for one in results:
        path = place_of(out, "times", one["student"], one["exercise"])
        for question, seconds in json.loads(path.read_bytes()).items() if path.exists() else ():
            times.setdefault(question, []).append(seconds)
    return times


def _on_set(name, results, times):
    questions = [question for question in questions_of(name) if question.form.by_machine]
    ids = [question.id for question in questions]
    marks = [{mark["id"]: mark for mark in one["questions"]} for one in results]
    if not all(set(ids) <= set(own) for own in marks):
        raise ValueError(f"the results of {name} were made with other questions than there are now: grade again.")
    points = [[own[one]["points"] for one in ids] for own in marks]
    items = analyse(ids, points, [question.points for question in questions])
    alpha = cronbach_alpha(points)
    outcomes = {one: Counter(own[one]["outcome"] for own in marks) for one in ids}
    beliefs = {one: Counter(own[one]["misconception"] for own in marks if own[one]["misconception"]) for one in ids}
    waits = {one: sorted(times.get(one, [])) for one in ids}
    alpha_words = "does not exist for these data" if alpha is None else f"{alpha:.2f}"
    return f"""<section>
<h2>Exercise set {escape(name)}: {len(results)} submission{"s" * (len(results) != 1)}</h2>
<p>Cronbach's alpha {alpha_words}.</p>
{_item_table(questions, items, outcomes, waits)}
{_bars(items)}
{_totals(points, sum(question.points for question in questions))}
<h3>Misconceptions</h3>
{_belief_table(beliefs, len(results))}
</section>"""


def _on_tests(tests):
    rows, students = item_gains(tests)
    both = students["both"]
    about = (
        f"{both} students finished both tests; the table is about them."
        if both
        else f"Nobody finished both tests yet; the table is about the {students['pre-test']} who finished the first."
    )
    whole = (
        normalized_gain(_mean(row.before["right"] for row in rows), _mean(row.after["right"] for row in rows))
        if both
        else None
    )
    return f"""<section>
<h2>Before and after the course</h2>
<p>{about} Finished at all: {students["pre-test"]} before, {students["post-test"]} after. Normalized gain of the class
over all ten items: {_or_dash(whole)}.</p>
{_gain_table(rows)}
{_gains(rows) if both else ""}
<h3>What is believed, before and after</h3>
{_shift_table(rows)}
<p>Normalized gain is (share right after - share right before) / (1 - share right before), after Hake (1998): the part
of what was open that was gained. "I do not know" counts as not right.</p>
</section>"""


def _mean(values):
    values = list(values)
    return sum(values) / len(values)


def _gain_table(rows):
    cells = [
        [escape(f"{row.id}: {row.title}"), *_shares(row, "right"), _or_dash(row.gain), *_shares(row, "unsure")]
        for row in rows
    ]
    return _table(["Item", "Right before", "Right after", "Gain", "Not known before", "Not known after"], cells)


def _shift_table(rows):
    cells = [
        [
            escape(row.id),
            escape(f"{belief}: {MISCONCEPTIONS[belief].belief or MISCONCEPTIONS[belief].seems}"),
            *_shares(row, belief),
        ]
        for row in rows
        for belief in row.before
        if belief not in ("right", "unsure")
    ]
    return _table(["Item", "They believe", "Before", "After"], cells, words=2)


def _shares(row, holds):
    return [f"{row.before[holds]:.0%}", f"{row.after[holds]:.0%}" if row.after else "–"]


def _item_table(questions, items, outcomes, waits):
    rows = [
        [
            escape(f"{q.id}: {q.title}"),
            f"{item.facility:.2f}",
            _or_dash(item.discrimination),
            _or_dash(item.correlation),
            f"{outcomes[q.id]['not attempted'] + outcomes[q.id]['missing']}",
            f"{outcomes[q.id]['lost']}",
            f"{_median(waits[q.id]):.2f}" if waits[q.id] else "–",
        ]
        for q, item in zip(questions, items, strict=True)
    ]
    head = ["Question", "Facility", "Discrimination", "Correlation", "Left out", "Lost", "Seconds (median)"]
    return _table(head, rows)


def _belief_table(beliefs, students):
    rows = [
        [escape(question), escape(f"{belief}: {MISCONCEPTIONS[belief].seems}"), f"{count / students:.0%}"]
        for question, counts in beliefs.items()
        for belief, count in counts.most_common()
    ]
    return _table(["Question", "They seem to", "Share"], rows, words=2) if rows else "<p>None was recognized.</p>"


def _table(head, rows, words=1):
    """A table whose first ``words`` columns are read, not compared: they start at the left."""
    kinds = [' class="words"' if column < words else "" for column in range(len(head))]
    cells = "".join(f'<th scope="col"{kind}>{name}</th>' for kind, name in zip(kinds, head, strict=True))
    body = "\n".join(
        "<tr>" + "".join(f"<td{kind}>{cell}</td>" for kind, cell in zip(kinds, row, strict=True)) + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{cells}</tr></thead><tbody>\n{body}\n</tbody></table>"


def _or_dash(value):
    return "–" if value is None else f"{value:.2f}"


def _median(values):
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2


# Charts --------------------------------------------------------------------------------------------------------------


def _bars(items):
    hardest = min(items, key=lambda item: item.facility)
    words = (
        f"Facility of each question, with its discrimination as a dot. The hardest is {hardest.id}, "
        f"at {hardest.facility:.2f}."
    )

    def draw(axes):
        places = range(len(items))
        axes.barh(places, [item.facility for item in items], color=ACCENT, height=0.6, label="facility")
        dots = [
            (item.discrimination, place)
            for place, item in zip(places, items, strict=True)
            if item.discrimination is not None
        ]
        if dots:
            axes.plot(*zip(*dots, strict=True), "o", color=PALE, markeredgecolor="white", label="discrimination")
        axes.set_yticks(list(places), [item.id for item in items])
        axes.invert_yaxis()
        axes.set_xlim(min(0, *(dot for dot, _ in dots), 0) - 0.02, 1.02)
        axes.set_xlabel("Facility (bar) and discrimination (dot), 0 to 1")
        axes.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))

    return _chart(draw, words, 0.35 * len(items) + 1)


def _gains(rows):
    words = "Share of students who have each item right, before (open dot) and after (full dot)."

    def draw(axes):
        places = range(len(rows))
        before, after = [row.before["right"] for row in rows], [row.after["right"] for row in rows]
        axes.hlines(places, before, after, color=ACCENT, linewidth=2)
        axes.plot(before, places, "o", color=ACCENT, markerfacecolor="white", label="before")
        axes.plot(after, places, "o", color=ACCENT, label="after")
        axes.set_yticks(list(places), [row.id for row in rows])
        axes.invert_yaxis()
        axes.set_xlim(-0.02, 1.02)
        axes.set_xlabel("Share of students who are right, 0 to 1")
        axes.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))

    return _chart(draw, words, 0.35 * len(rows) + 1)


def _totals(points, possible):
    totals = [sum(row) for row in points]
    words = f"Distribution of the totals: {len(totals)} students, median {_median(sorted(totals)):g} of {possible:g}."

    def draw(axes):
        axes.hist(totals, bins=[edge - 0.5 for edge in range(int(possible) + 2)], color=ACCENT, edgecolor="white")
        axes.set_xlabel(f"Points, of {possible:g}")
        axes.set_ylabel("Students")

    return _chart(draw, words, 2.4)


def _chart(draw, words, height):
    """A chart as SVG, the same bytes for the same numbers, with its sentence for those who do not see it."""
    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with matplotlib.rc_context(
        {
            "svg.hashsalt": "item report",
            "svg.fonttype": "none",
            "font.size": 10,
            "text.color": INK,
            "axes.spines.top": False,
            "axes.spines.right": False,
        }
    ):
        figure = Figure(figsize=(7, height), layout="constrained")
        FigureCanvasSVG(figure)
        draw(figure.add_subplot())
        text = io.StringIO()
        figure.savefig(text, format="svg", metadata={"Date": None, "Creator": None})
    svg = re.sub(r"<metadata>.*?</metadata>", "", text.getvalue()[text.getvalue().index("<svg") :], flags=re.S)
    return f'<figure role="img" aria-label="{escape(words)}">{svg}<figcaption>{escape(words)}</figcaption></figure>'
