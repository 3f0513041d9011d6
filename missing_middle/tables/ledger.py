"""The paper's checkable statements, in our words, each recomputed from the tables where they allow it.

A statement is tested twice, on the tables as printed and as repaired; the verdict follows from the two
results. Where the tables cannot speak there is no verdict, unless an erratum with outside evidence
already contradicts it.
"""

import functools
import math

import pandas as pd

from .claim import VERDICTS
from .repairs import book
from .statements import CLAIMS


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
        impossible); ``recomputed_value`` (from the clean tables); ``verdict``; ``note``; ``erratum``;
        ``function`` (the function of ``recomputed`` that computes the value; empty if none does).

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
            claim.verdict(before, after),
            claim.note,
            claim.erratum,
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
            "verdict",
            "note",
            "erratum",
            "function",
        ],
    )


def verdict_counts():
    """Return how many statements have each verdict, in the order of ``VERDICTS``."""
    return claims()["verdict"].value_counts().reindex(VERDICTS, fill_value=0)
