"""The registers as pages read them: claims, errata and the data dictionary as HTML with an anchor for every entry."""

import re
from html import escape

from missing_middle.tables.audit import coverage, identities
from missing_middle.tables.layout import LAYOUTS
from missing_middle.tables.ledger import claims, verdict_counts
from missing_middle.tables.repairs import clean, errata

MARKS = {"holds": "✓", "holds after repair": "✓", "does not hold": "✗", "cannot be checked here": "?"}
# Which chapter computes or discusses the statements of a section; the anchors are labels of its Markdown file.
CHAPTERS = {
    "1": ("1-question", "sec-1", "the question"),
    "2.2": ("2-2-modes", "sec-2-2", "modes of learning"),
    "2.3": ("2-2-modes", "sec-2-2", "modes of learning"),
    "2.4": ("2-4-trade", "sec-2-4b", "trade"),
    "2.5": ("2-5-clusters", "sec-2-5", "clusters"),
    "3": ("3-0-inside", "sec-3", "what is a small firm"),
    "3.1": ("3-1-state", "sec-3-1a", "the state of small firms"),
    "3.2": ("3-2-constraints", "sec-3-2", "what holds small firms back"),
    "3.3": ("3-3-policy", "sec-3-3", "policy"),
    "4": ("4-outside", "sec-4", "the world outside"),
    "5": ("5-0-opportunities", "sec-5", "opportunities"),
    "5.2": ("5-2-cooperation", "sec-5-2", "cooperation"),
    "5.3": ("5-3-information", "sec-5-3", "information and finance"),
    "5.5": ("5-5-international-transfer", "sec-5-5", "technology from abroad"),
}
TABLES = {"1": "3.1", "2": "3.1", "3": "3.1", "4": "3.1", "5": "3.1", "6": "3.3", "7": "3.3"}
# Statements of sections 3.1 and 3.3 that are computed: the heading below which their table is used.
HEADINGS = {
    "1": ("3-1-state", "sec-3-1-weights", "the weight of small firms"),
    "2": ("3-0-inside", "sec-3-break", "a definition that moved"),
    "3": ("3-1-state", "sec-3-1-owners", "owners"),
    "4": ("3-1-places", "sec-3-1-places", "coast and inland"),
    "5": ("3-1-places", "sec-3-1-regions", "three regions"),
    "6": ("3-3-policy", "sec-3-3-funds", "who pays for research"),
    "7": ("3-3-policy", "sec-3-3-share", "the science budget"),
}
PLACES = {"text": "The text", "references": "The list of references"}


def section_of(place):
    """Return the number of the section to which a place in the paper belongs.

    >>> section_of("3.1 n11"), section_of("Table 7, title"), section_of("Tables 1-3, titles")
    ('3.1', '3.3', '3.1')
    """
    if place.startswith("Table"):
        return TABLES[re.search(r"[1-7]", place)[0]]
    return place.split(" ")[0]


def place_of(place):
    """Return a place in the paper in words.

    >>> place_of("3.1 n11"), place_of("Table 2, note"), place_of("5")
    ('section 3.1, footnote 11', 'Table 2, note', 'section 5')
    """
    return place if place.startswith("Table") else "section " + place.replace(" n", ", footnote ")


def claims_page():
    """Return every statement with its verdict, value and a link: HTML, a table for each section of the paper."""
    every = claims()
    groups = {}
    for claim in every.to_dict("records"):
        groups.setdefault("Section " + section_of(claim["section"]), []).append(_claim(claim))
    counts = ", ".join(f"{MARKS[verdict]} {verdict}: {n}" for verdict, n in verdict_counts().items())
    heads = "".join(f"<th class='in-words'>{head}</th>" for head in ("No.", "Statement", "Numbers", "Verdict"))
    tables = "".join(
        f"<h2>{escape(name)}</h2><table class='register'><thead><tr>{heads}</tr></thead>"
        f"<tbody>{''.join(entries)}</tbody></table>"
        for name, entries in sorted(groups.items(), key=lambda group: group[0])
    )
    return f"<p><b>{len(every)} statements.</b> {counts}.</p>{_filter('verdict', list(MARKS))}{tables}"


def _filter(what, values):
    """Radio buttons that hide all entries with another value; no script. Where a browser cannot, none are shown."""
    picks = [f"<label><input type='radio' name='{what}' checked> all</label>"]
    for n, value in enumerate(values):  # what each hides stands in the site's sheet, book/_static/pages.css
        picks.append(f"<label><input type='radio' name='{what}' id='only-{what}-{n}'> {value}</label>")
    return f"<fieldset class='only'><legend>Show by {what}</legend>{' '.join(picks)}</fieldset>"


def number(value):
    """Return a value with three digits that matter, thin spaces between thousands from ten thousand on.

    >>> number(37.77), number(269332.0) == "269\\u202f332", number(0.531), number(1640.0)
    ('37.8', True, '0.531', '1640')
    """
    digits = 0 if abs(value) >= 100 or value == int(value) else 1 if abs(value) >= 10 else 2 if abs(value) >= 1 else 3
    numeral = f"{value:,.{digits}f}"
    return numeral.replace(",", "\u202f" if abs(value) >= 10_000 else "")


def with_unit(value, unit):
    """Return a value in words: with its unit, as yes or no, or as a year.

    >>> with_unit(37.77, "%"), with_unit(1.0, "yes or no"), with_unit(1970.0, "year"), with_unit(813.2, "workers")
    ('37.8%', 'yes', '1970', '813 workers')
    """
    if unit == "yes or no":
        return "yes" if value == 1 else "no"
    if unit == "year":
        return f"{value:.0f}"
    return number(value) + (unit if unit.startswith("%") else f" {unit}")


def _claim(claim):
    numbers = [f"Paper: {escape(claim['stated'])}."] if claim["stated"] else []
    if claim["recomputed_value"] == claim["recomputed_value"]:
        numbers.append(f"Recomputed: <b>{escape(with_unit(claim['recomputed_value'], claim['unit']))}</b>.")
    section, computed = section_of(claim["section"]), bool(claim["function"])
    page = HEADINGS[claim["table"]] if computed and section in ("3.1", "3.3") else CHAPTERS.get(section)
    title = f" title='recomputed.{claim['function']}'" if computed else ""
    says = "Computed under" if computed else "Discussed under"
    why = [f"<b>{MARKS[claim['verdict']]} {claim['verdict']}</b>{_decided(claim)}.", escape(claim["note"])]
    why.append(f"Seen: {escape(claim['source'])}." if claim["source"] else "")
    why.append(f"<a href='errata.html#{claim['erratum']}'>Erratum {claim['erratum']}</a>." if claim["erratum"] else "")
    why.append(f"{says} <a href='{page[0]}.html#{page[1]}'{title}>{page[2]}</a>." if page else "")
    ours = " <i>Our reading, not the paper's.</i>" if claim["whose"] == "ours" else ""
    return (
        f"<tr id='{claim['id']}' data-verdict='{claim['verdict']}'><td><a href='#{claim['id']}'>{claim['id']}</a></td>"
        f"<td class='in-words'>{escape(claim['claim'])} ({escape(place_of(claim['section']))}).{ours}</td>"
        f"<td class='in-words'>{' '.join(numbers)}</td><td class='in-words'>{' '.join(filter(None, why))}</td></tr>"
    )


def _decided(claim):
    who = claim["decided_by"]
    return (
        f", by {'' if who == 'outside evidence' else 'its ' if who.startswith('own') else 'the '}{who}" if who else ""
    )


def errata_page():
    """Return every erratum with its evidence: HTML, a list for each table."""
    every = errata()
    confidence = every["confidence"].value_counts()
    counts = ", ".join(f"{name}: {confidence[name]}" for name in ("certain", "likely", "open"))
    kinds = ", ".join(f"{kind}: {n}" for kind, n in every["kind"].value_counts().items())
    groups = {}
    for entry in every.to_dict("records"):
        groups.setdefault(entry["table"], []).append(_erratum(entry))
    lists = "".join(
        f"<h2>{PLACES.get(table, 'Table ' + table)}</h2><ul class='register'>{''.join(groups[table])}</ul>"
        for table in sorted(groups)
    )
    pick = _filter("confidence", ["certain", "likely", "open"])
    return f"<p><b>{len(every)} errata.</b> Confidence of the repair: {counts}. Kinds: {kinds}.</p>{pick}{lists}"


def _erratum(entry):
    printed = _sentence("Printed", entry["printed"]) if entry["printed"] else ""
    repaired = _sentence("Repaired", entry["repaired"]) if entry["repaired"] else " Left as printed."
    source = f" <i>Outside evidence: {escape(entry['source'])}.</i>" if entry["source"] else ""
    place = escape(", ".join(filter(None, (entry["row"], _column(entry)))))
    return (
        f"<li id='{entry['id']}' data-confidence='{entry['confidence']}'>"
        f"<b><a href='#{entry['id']}'>{entry['id']}</a> {place}.</b>"
        f"{printed}{repaired} {escape(entry['evidence'])} "
        f"({entry['kind']}, {entry['confidence']}){source}</li>"
    )


def _sentence(word, cell):
    """Return a sentence that quotes a cell; one such as "n. a." ends it."""
    return f" {word}: <code>{escape(cell)}</code>" + ("" if cell.endswith(".") else ".")


def _column(entry):
    """The printed heading of a column of a table, not our short name of it."""
    if entry["column"] == "label":
        return "row label"
    columns = LAYOUTS[int(entry["table"])].columns if entry["table"].isdigit() else {}
    return columns.get(entry["column"], entry["column"])


def dictionary_page():
    """Return what every measure of every table is: HTML, with the printed heading, the unit and how cells stand."""
    parts = []
    for n, plan in LAYOUTS.items():
        frame = clean(n)
        states = ", ".join(f"{state} {count}" for state, count in frame["state"].value_counts().items())
        definitions = [name for name in frame["definition"].unique() if name]
        split = f" Definitions: {escape('; '.join(definitions))}." if definitions else ""
        rows = "".join(
            f"<li><code>{escape(measure)}</code>: {escape(_heading(plan, measure))}, in {escape(unit)}</li>"
            for measure, unit in plan.units.items()
        )
        keys = ", ".join(f"<code>{key}</code>" for key in plan.keys)
        parts.append(
            f"<h2 id='table-{n}'>Table {n}</h2><p>{escape(plan.title)}. Keys: {keys}. "
            f"Numbers: {states}.{split}</p>"
            f"<ul class='register'>{rows}</ul>"
        )
    return "".join(parts)


def _heading(plan, measure):
    if measure in plan.rows:
        return plan.rows[measure][0]
    starting = [heading for column, heading in plan.columns.items() if column.startswith(measure)]
    return re.sub(r"^\d{4}: ", "", starting[0]) if starting else plan.title


def identities_summary():
    """Return how many identities there are and how they fare: ``{"tested": ..., "holds": ..., ...}``, plain numbers."""
    found, cover = identities(), coverage().loc["all"]
    return {
        "tested": len(found),
        "fail_in_print": int((found["printed"] == "fails").sum()),
        "fail_after": int((found["clean"] == "fails").sum()),
        "cells": int(cover["cells"]),
        "by_equation": 100 * float(cover["by_equation"]),
    }
