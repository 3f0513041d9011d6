"""The rubrics that a person reads by, out of ``instructor/``: one home for them, also where a bank shows them."""

import re
from functools import cache

from missing_middle._shipped import folder
from missing_middle.checks.private import RUBRICS, held_as

INSTRUCTOR = folder("instructor")
MEMO = "policy-q6"  # the capstone has a rubric of its own, in a file of its own


@cache
def sections(name):
    """Heading to text of every second-level section of ``instructor/<name>``, in order."""
    return _cut((INSTRUCTOR / name).read_text(encoding="utf8"))


def _cut(text):
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], (part.strip() for part in parts[2::2]), strict=True))


def rubric_of(question_id):
    """How to read the answers to a free-text question, as Markdown.

    Raises ``ValueError`` if ``instructor/rubrics.md``, or that of a private set, has no section for it.

    >>> rubric_of("trade-q8").splitlines()[0]
    'Asked for: 120 to 150 words that say what a share of closed firms shows and does not show.'
    """
    every, private = sections("rubrics.md"), held_as(question_id.rsplit("-", 1)[0])
    hers = every if private is None else _cut(private.rubrics)
    own = [text for heading, text in hers.items() if heading.startswith(f"{question_id}:")]
    if len(own) != 1:
        where = "instructor/rubrics.md" if private is None else f"{RUBRICS} beside {private.file}"
        raise ValueError(
            f"question_id = {question_id!r} is not allowed: {where} has {len(own)} sections for it, and one is needed."
        )
    general = sections("capstone.md")["How it is graded"] if question_id == MEMO else every["Answers in words"]
    return f"{own[0]}\n\n{general}"
