"""Does the secret fit the class? Asked before the first student is marked by another's numbers."""

from missing_middle.grading.asking import SourceError

FEW = 3  # files that a message names


def complain_about_numbers(names_and_contents, tokens, salted):
    """Raise :class:`SourceError` if a salt is missing, or if most personal notebooks come from another one.

    Parameters
    ----------
    names_and_contents : iterable of (path, Content)
        Every notebook that was found, whoever's it is.
    tokens : mapping
        Token to student, for the salt that was given.
    salted : bool
        Whether a salt was given.
    """
    personal = {name: content.personal for name, content in names_and_contents if content and content.personal}
    fit = [name for name, held in personal.items() if held & set(tokens)]
    odd = [name for name in personal if name not in fit]
    if not salted and personal:
        raise SourceError(
            f"{len(personal)} notebook{'s hold' if len(personal) > 1 else ' holds'} numbers of a class that was "
            f"released with a secret ({_some(personal)}): give --salt-file, or --other-numbers to mark everybody "
            "by the published numbers."
        )
    if len(odd) > len(fit):
        raise SourceError(
            f"{len(odd)} of {len(personal)} notebooks were released with another secret or to nobody of the roster "
            f"({_some(odd)}); {len(fit)} fit. Is --salt-file right? Add --other-numbers to go on all the same."
        )


def remark_on_numbers(content, student, tokens):
    """What an instructor should know about whose numbers a student's notebook holds; empty if they are theirs."""
    if content is None or not tokens:
        return ""
    holders = sorted(tokens[token].id for token in content.personal if token in tokens)
    if student.id in holders:
        return "" if len(holders) == 1 else f"it holds the numbers of {', '.join(holders)}"
    if holders:
        return f"it holds the numbers of {', '.join(holders)}"
    if content.personal:
        return "it holds numbers of another class or year"
    return "it is the published notebook, not this student's own" if content.public else ""


def _some(names):
    names = sorted(names)
    return ", ".join(names[:FEW]) + (", ..." if len(names) > FEW else "")
