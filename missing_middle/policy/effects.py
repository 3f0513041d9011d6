"""What each measure of a section does alone: how far it moves the country along the three axes of Figure 2."""

from missing_middle.policy.outcome import evaluate
from missing_middle.policy.strengths import portfolio
from missing_middle.policy.words import levers_of

AXES = {"product capability": "c_product", "process capability": "c_process", "exports in output": "export_share"}


def effects_of(section):
    """The changes along the three axes, in percentage points, with each measure of a section alone at full strength.

    Returns a dict from the title of a measure to a dict from ``AXES`` to changes. Raises ``ValueError`` for a section
    without measures.

    Parameters
    ----------
    section : str
        Section of the paper, such as ``5.1``.

    Examples
    --------
    >>> alone = effects_of("2.4")
    >>> {axis: round(change, 1) for axis, change in alone["Trade agreements"].items()}["exports in output"] > 0
    True
    """
    start = evaluate()
    found = {}
    for lever in levers_of(section):
        then = evaluate(portfolio({lever.id: 1}))
        found[lever.title] = {axis: 100 * (getattr(then, name) - getattr(start, name)) for axis, name in AXES.items()}
    return found


def strongest(sections):
    """The measure of each section that moves the country furthest along an axis, with its changes.

    Returns a dict as :func:`effects_of` does, whose titles begin with their section.

    Parameters
    ----------
    sections : sequence of str
        Sections of the paper.

    Examples
    --------
    >>> list(strongest(["5.1"]))
    ['5.1 Standing consultation between local firms and government']
    """
    found = {}
    for section in sections:
        effects = effects_of(section)
        best = max(effects, key=lambda title: max(map(abs, effects[title].values())))
        found[f"{section} {best}"] = effects[best]
    return found
