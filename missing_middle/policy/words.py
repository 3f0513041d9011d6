"""Levers in words, and the tables of measures that the chapters show."""

from missing_middle.policy.levers import LEVERS


def levers_of(section):
    """The levers of a section of the paper, notes included; ``ValueError`` if it has none.

    >>> from missing_middle.policy.words import levers_of
    >>> [lever.id for lever in levers_of("2.4")]
    ['trade-agreement']
    """
    found = [lever for lever in LEVERS.values() if lever.section.split(",")[0] == section]
    if not found:
        known = sorted({lever.section.split(",")[0] for lever in LEVERS.values()})
        raise ValueError(f"section = {section!r} is not allowed: give one of {', '.join(known)}.")
    return found


def measures_table(section):
    """The measures of a section, how each is meant to work, and the parameters it moves: a MyST table.

    Each title carries a label, ``measure-`` and the lever's id, so that other pages can point at its row.
    """
    return markdown(
        ["Measure and lever", "How it is meant to work", "At full strength"],
        [
            [
                f"[{lever.title}]{{#measure-{lever.id}}} (`{lever.id}`)",
                lever.mechanism,
                "; ".join(map(str, lever.moves)),
            ]
            for lever in levers_of(section)
        ],
    )


def politics_table(section):
    """Who acts, who pays, what could go wrong, and what to look at: a Markdown table."""
    return markdown(
        ["Measure", "Acts", "Pays", "What could go wrong", "What to look at"],
        [[f"`{lever.id}`", lever.who_acts, lever.who_pays, lever.harm, lever.measure] for lever in levers_of(section)],
    )


def markdown(head, rows):
    """A Markdown table; no cell may hold a bar or a line break."""
    for cell in [*head, *(cell for row in rows for cell in row)]:
        if "|" in cell or "\n" in cell:
            raise ValueError(f"{cell!r} is not allowed in a table: give text without bars and line breaks.")
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
