"""The paper's checkable statements, in our words, each recomputed from the tables where they allow it.

A statement that a table decides is tested twice, on the tables as printed and as repaired; the verdict follows from
the two results. Elsewhere the paper's own text, outside evidence or the record of a cited work may decide, for the
statement as well as against it; each verdict names who does. The rest cannot be checked here.
"""

import functools
import math

import pandas as pd

from missing_middle.tables.claim import VERDICTS
from missing_middle.tables.repairs import book
from missing_middle.tables.statements import CLAIMS


@functools.cache
def _results():
    before, after = book(repaired=False), book()
    return tuple(
        (claim, *(claim.compute(tables) if claim.compute else math.nan for tables in (before, after)))
        for claim in CLAIMS
    )


def claims():
    """Return the paper's checkable statements, each with its verdict.

    Returns
    -------
    pandas.DataFrame
        ``id``; ``section`` (``n`` for a footnote); ``claim`` (our words); ``table``; ``stated`` (what the
        paper says); ``printed_value`` (recomputed from the tables as printed, ``nan`` if that is
        impossible); ``recomputed_value`` (from the clean tables); ``unit`` of both; ``verdict``; ``decided_by``
        (who decides it; empty without a verdict); ``whose`` (``paper``, or ``ours`` for another reading that we
        test beside the paper's); ``note``; ``erratum``; ``source`` (outside evidence that was seen); ``function``
        (the function of ``recomputed`` that computes the value; empty if none does).

    Examples
    --------
    >>> found = claims().query("function == 'coastal_three_share_of_employed'").iloc[0]
    >>> found["stated"], found["verdict"], f"{found['recomputed_value']:.1f}"
    ('35%', 'does not hold', '31.2')
    """
    lines = [
        (
            f"C{number:02d}",
            claim.section,
            claim.claim,
            claim.table,
            claim.stated,
            before,
            after,
            claim.unit,
            claim.verdict(before, after),
            claim.decided_by,
            claim.whose,
            claim.note,
            claim.erratum,
            claim.source,
            claim.compute.__name__ if claim.compute else "",
        )
        for number, (claim, before, after) in enumerate(_results(), start=1)
    ]
    return pd.DataFrame(
        lines,
        columns=[
            "id",
            "section",
            "claim",
            "table",
            "stated",
            "printed_value",
            "recomputed_value",
            "unit",
            "verdict",
            "decided_by",
            "whose",
            "note",
            "erratum",
            "source",
            "function",
        ],
    )


def verdict_counts(of=None):
    """Return how many statements have each verdict, in the order of ``VERDICTS``.

    Parameters
    ----------
    of : pandas.DataFrame, optional
        Rows of ``claims()``; all of them unless given.
    """
    return (claims() if of is None else of)["verdict"].value_counts().reindex(VERDICTS, fill_value=0)


def of_its_own_tables():
    """Return the statements of ``claims()`` that are the paper's and that its own tables decide."""
    every = claims()
    return every[(every["whose"] == "paper") & (every["decided_by"] == "own tables")]
