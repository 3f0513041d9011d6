"""The item report: which questions are hard, which separate, what is believed, who may need help. One page of HTML."""

import json
from html import escape
from pathlib import Path
from statistics import fmean

from missing_middle.checks.misconceptions import MISCONCEPTIONS
from missing_middle.grading.gains import item_gains
from missing_middle.grading.items import normalized_gain
from missing_middle.grading.report_charts import bars, gains, totals
from missing_middle.grading.report_page import or_dash, page, table
from missing_middle.grading.report_students import MOST, in_sections, who_may_need_help
from missing_middle.grading.results import read_results, read_run
from missing_middle.grading.set_figures import set_figures
from missing_middle.grading.unexplained import common

NOBODY = "<p>None was seen.</p>"
SYNTHETIC = "<p><strong>Synthetic data: drawn at random, no class wrote these answers.</strong></p>"
READING = """<h2>How to read it</h2>
<p>Facility: mean share of the points, 1 where all get everything. Discrimination: facility among the best 27 per cent
of the students minus that among the weakest 27 per cent. Correlation: of the points in this question with those in
all others (the corrected point-biserial where a question gives all points or none). Alpha: Cronbach's measure of how
far the questions agree with each other; it says nothing about whether they ask the right thing. Questions that a
person reads are left out until they are read. Below 30 students these numbers are mostly noise.</p>"""


def item_report(out, synthetic=False, tests=None, students=(), last_year=None):
    """The report on every exercise set with results in ``out``, as bytes.

    Parameters
    ----------
    out : path or None
        Folder of results.
    synthetic : bool
        Say on top of the page that no class wrote these answers.
    tests : dict or None
        Answers to the tests before and after the course (see ``gains.read_tests``); with them ``out`` may be ``None``.
    students : list of Student
        With the sections of a roster, what each section got stands there too.
    last_year : path or None
        Folder of results of another class: its facility stands beside this one's.

    Raises
    ------
    ValueError
        If there are no results, or results of other questions than there are now.
    """
    figures = set_figures(out) if out else []
    before = {one.exercise: one for one in set_figures(last_year)} if last_year else {}
    if not figures and tests is None:
        raise ValueError(f"{out} holds no results: run missing-middle grade first.")
    if last_year and not before:
        raise ValueError(f"{last_year} holds no results: give the folder that another class was graded into.")
    parts = [_on_tests(tests)] if tests is not None else []
    if figures:
        results, run = read_results(out), read_run(out) or {}
        parts.append(_on_students(results, run, students))
        parts += [_on_set(one, before.get(one.exercise), bool(last_year)) for one in figures]
        unguarded = sum(one["guard"] == "none" for one in results)
        if unguarded:
            parts.insert(0, f"<p><strong>{unguarded} submissions were run without a sandbox (--unsafe).</strong></p>")
    if synthetic:
        parts.insert(0, SYNTHETIC)
    if out:
        parts.append(_to_look_at(out))
    return page("Item report", "\n".join([*parts, READING]))


def _on_students(results, run, students):
    """Who may need help, and what each section got."""
    named = dict(run.get("students", ())) or {one["student"]: "" for one in results}
    sections = {one.id: one.section for one in students if one.section}
    due, rows = who_may_need_help(results, named)
    head = ["Student", *(["Section"] if sections else []), "Share", "Handed in", "Not right", "Left out", "Believed"]
    cells = [
        [
            escape(f"{one.id} ({one.name})" if one.name else one.id),
            *([escape(sections.get(one.id, "–"))] if sections else []),
            f"{one.share:.2f}",
            f"{one.handed_in} of {len(due)}",
            str(one.not_right),
            str(one.left_out),
            str(one.believed),
        ]
        for one in rows
    ]
    by_section = ""
    if sections:
        names, groups = in_sections(results, named, sections)
        lines = [
            [escape(name), str(count), *(or_dash(shares.get(each)) for each in names)] for name, count, shares in groups
        ]
        by_section = "<h2>Sections</h2>\n<p>Mean share of the points among those who handed the set in.</p>\n"
        by_section += table("sections", ["Section", "Students", *map(escape, names)], lines)
    return f"""<section>
<h2>Who may need help</h2>
<p>The weakest stand first. Share: of the points that a machine gives in the sets which at least {MOST:.0%} of the class
handed in ({", ".join(due) or "none yet"}); a set that was not handed in counts as nothing. Not right and left out:
questions in what was handed in. Believed: answers that a wrong model explains. It is a reason to ask, no verdict.</p>
{table("students", head, cells)}
{by_section}
</section>"""


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


def _on_set(one, before, beside):
    """One set. ``before`` is the same set in another class; ``beside`` whether there is another class at all."""
    alpha = "does not exist for these data" if one.alpha is None else f"{one.alpha:.2f}"
    return f"""<section>
<h2>Exercise set {escape(one.exercise)}: {one.students} submission{"s" * (one.students != 1)}</h2>
<p>Cronbach's alpha {alpha}.</p>
{_item_table(one, before, beside)}
{bars([figure.item for figure in one.figures])}
{totals(one.points, sum(figure.question.points for figure in one.figures))}
<h3>Misconceptions</h3>
{_belief_table(one)}
<h3>Wrong answers that nothing explains</h3>
{_unexplained_table(one)}
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
        normalized_gain(fmean(row.before["right"] for row in rows), fmean(row.after["right"] for row in rows))
        if both
        else None
    )
    return f"""<section>
<h2>Before and after the course</h2>
<p>{about} Finished at all: {students["pre-test"]} before, {students["post-test"]} after. Normalized gain of the class
over all ten items: {or_dash(whole)}.</p>
{_gain_table(rows)}
{gains(rows) if both else ""}
<h3>What is believed, before and after</h3>
{_shift_table(rows)}
<p>Normalized gain is (share right after - share right before) / (1 - share right before), after Hake (1998): the part
of what was open that was gained. "I do not know" counts as not right.</p>
</section>"""


def _gain_table(rows):
    cells = [
        [escape(f"{row.id}: {row.title}"), *_shares(row, "right"), or_dash(row.gain), *_shares(row, "unsure")]
        for row in rows
    ]
    return table(
        "tests before and after",
        ["Item", "Right before", "Right after", "Gain", "Not known before", "Not known after"],
        cells,
    )


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
    return table("beliefs before and after", ["Item", "They believe", "Before", "After"], cells, words=2)


def _shares(row, holds):
    return [f"{row.before[holds]:.0%}", f"{row.after[holds]:.0%}" if row.after else "–"]


def _item_table(one, before, beside):
    old = {figure.question.id: figure.item.facility for figure in before.figures} if before else {}
    head = ["Question", "Facility", *(["Last year", "Change"] if beside else [])]
    head += ["Discrimination", "Correlation", "Left out", "Lost", "Seconds (median)"]
    rows = []
    for figure in one.figures:
        name, item = figure.question.id, figure.item
        last = old.get(name)
        change = "–" if last is None else f"{item.facility - last:+.2f}"
        rows.append(
            [
                escape(f"{name}: {figure.question.title}"),
                f"{item.facility:.2f}",
                *([or_dash(last), change] if beside else []),
                or_dash(item.discrimination),
                or_dash(item.correlation),
                str(figure.left_out),
                str(figure.lost),
                or_dash(figure.seconds),
            ]
        )
    return table(f"items of {escape(one.exercise)}", head, rows)


def _belief_table(one):
    rows = [
        [escape(figure.question.id), escape(f"{belief}: {MISCONCEPTIONS[belief].seems}"), f"{count / one.students:.0%}"]
        for figure in one.figures
        for belief, count in figure.beliefs.most_common()
    ]
    head = ["Question", "They seem to", "Share"]
    return table(f"misconceptions in {escape(one.exercise)}", head, rows, words=2) if rows else NOBODY


def _unexplained_table(one):
    rows = []
    for figure in one.figures:
        for place, each in enumerate(common(figure.gave)):
            count = len(each.students)
            who = f"{each.students[0]} gave {each.text}"
            what = who if each.times is None else f"{each.times:g} times the right answer ({who})"
            first = escape(figure.question.id) if place == 0 else escape(f"{figure.question.id}, again")
            rows.append([first, escape(what), f"{count} of {len(figure.gave)}"])
    head = ["Question", "The most frequent answers", "Students"]
    return table(f"unexplained answers in {escape(one.exercise)}", head, rows, words=2) if rows else NOBODY
