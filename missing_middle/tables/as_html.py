"""The registers as pages read them: claims, errata and the data dictionary as HTML with an anchor for every entry."""

import re
from html import escape

from .audit import coverage, identities
from .layout import LAYOUTS
from .ledger import claims, verdict_counts
from .repairs import clean, errata

MARKS = {"holds": "✓", "holds after repair": "✓", "does not hold": "✗", "cannot be checked here": "?"}
# Which chapter computes or discusses the statements of a section; the anchors are labels of its Markdown file.
CHAPTERS = {
    "1": ("1-question", "sec-1"),
    "2.2": ("2-2-modes", "sec-2-2"),
    "2.3": ("2-2-modes", "sec-2-2"),
    "2.4": ("2-4-trade", "sec-2-4b"),
    "2.5": ("2-5-clusters", "sec-2-5"),
    "3": ("3-0-inside", "sec-3"),
    "3.1": ("3-1-state", "sec-3-1a"),
    "3.2": ("3-2-constraints", "sec-3-2"),
    "3.3": ("3-3-policy", "sec-3-3"),
    "5": ("5-0-opportunities", "sec-5"),
    "5.2": ("5-2-cooperation", "sec-5-2"),
    "5.3": ("5-3-information", "sec-5-3"),
    "5.5": ("5-5-international-transfer", "sec-5-5"),
}
TABLES = {"1": "3.1", "2": "3.1", "3": "3.1", "4": "3.1", "5": "3.1", "6": "3.3", "7": "3.3"}
# Statements of sections 3.1 and 3.3 that are computed: the heading below which their table is used.
HEADINGS = {
    "1": ("3-1-state", "sec-3-1-weights"),
    "2": ("3-0-inside", "sec-3-break"),
    "3": ("3-1-state", "sec-3-1-owners"),
    "4": ("3-1-places", "sec-3-1-places"),
    "5": ("3-1-places", "sec-3-1-regions"),
    "6": ("3-3-policy", "sec-3-3-funds"),
    "7": ("3-3-policy", "sec-3-3-share"),
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
    """Return every statement with its verdict, value and a link: HTML, a list for each section of the paper."""
    every = claims()
    groups = {}
    for claim in every.to_dict("records"):
        groups.setdefault("Section " + section_of(claim["section"]), []).append(_claim(claim))
    counts = ", ".join(f"{MARKS[verdict]} {verdict}: {n}" for verdict, n in verdict_counts().items())
    lists = "".join(
        f"<h2>{escape(name)}</h2><ul class='register'>{''.join(entries)}</ul>"
        for name, entries in sorted(groups.items(), key=lambda group: group[0])
    )
    return f"<p><b>{len(every)} statements.</b> {counts}.</p>{lists}"


def number(value):
    """Return a value with three digits that matter, thin spaces between thousands.

    >>> number(37.77), number(269332.0), number(0.531)
    ('37.8', '269\u202f332', '0.531')
    """
    digits = 0 if abs(value) >= 100 or value == int(value) else 1 if abs(value) >= 10 else 2 if abs(value) >= 1 else 3
    return f"{value:,.{digits}f}".replace(",", "\u202f")


def _claim(claim):
    stated = f" The paper: <code>{escape(claim['stated'])}</code>." if claim["stated"] else ""
    value = (
        f" Recomputed: <b>{number(claim['recomputed_value'])}</b>."
        if claim["recomputed_value"] == claim["recomputed_value"]
        else ""
    )
    section, computed = section_of(claim["section"]), bool(claim["function"])
    page = HEADINGS[claim["table"]] if computed and section in ("3.1", "3.3") else CHAPTERS.get(section)
    says = "Where it is computed" if computed else "The chapter"
    where = page and f" <a href='{page[0]}.html#{page[1]}'>{says}</a>."
    source = f" <code>recomputed.{claim['function']}</code>" if computed else ""
    repair = f" <a href='errata.html#{claim['erratum']}'>Erratum {claim['erratum']}</a>." if claim["erratum"] else ""
    own = f"<a href='#{claim['id']}'>{claim['id']}</a>"
    verdict = f"{MARKS[claim['verdict']]} {claim['verdict']}"
    said = f"{escape(claim['claim'])} ({escape(place_of(claim['section']))}).{stated}{value} {escape(claim['note'])}"
    return f"<li id='{claim['id']}'><b>{own} {verdict}.</b> {said}{repair}{where or ''}{source}</li>"


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
    return f"<p><b>{len(every)} errata.</b> Confidence of the repair: {counts}. Kinds: {kinds}.</p>{lists}"


def _erratum(entry):
    printed = f" Printed: <code>{escape(entry['printed'])}</code>." if entry["printed"] else ""
    repaired = f" Repaired: <code>{escape(entry['repaired'])}</code>." if entry["repaired"] else " Left as printed."
    source = f" <i>Outside evidence: {escape(entry['source'])}.</i>" if entry["source"] else ""
    place = escape(", ".join(filter(None, (entry["row"], entry["column"]))))
    return (
        f"<li id='{entry['id']}'><b><a href='#{entry['id']}'>{entry['id']}</a> {place}.</b>"
        f"{printed}{repaired} {escape(entry['evidence'])} "
        f"({entry['kind']}, {entry['confidence']}){source}</li>"
    )


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
