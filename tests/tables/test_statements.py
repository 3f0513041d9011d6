"""The ledger of statements: each value is recomputed, and each verdict follows from the code."""

import inspect
import math

import pytest

from missing_middle.tables import book, claims, errata, recomputed, verdict_counts
from missing_middle.tables.claim import VERDICTS, Claim, above, near
from missing_middle.tables.statements import CLAIMS

LEDGER = claims()
PRINTED, CLEAN = book(repaired=False), book()


def by_function(name):
    return LEDGER[LEDGER["function"] == name].iloc[0]


@pytest.mark.parametrize(
    "line",
    [line for line in LEDGER.to_dict("records") if line["function"]],
    ids=lambda line: line["id"] + " " + line["function"],
)
def test_a_value_is_what_its_function_gives(line):
    compute = getattr(recomputed, line["function"])
    assert line["recomputed_value"] == pytest.approx(compute(CLEAN))
    assert line["printed_value"] == pytest.approx(compute(PRINTED), nan_ok=True)


@pytest.mark.parametrize(
    "claim, line", list(zip(CLAIMS, LEDGER.to_dict("records"), strict=True)), ids=LEDGER["id"].tolist()
)
def test_a_verdict_follows_from_the_tables_or_from_an_erratum(claim, line):
    if claim.test is None:
        assert line["verdict"] == ("does not hold" if claim.erratum else "cannot be checked here")
        return
    in_print, repaired = claim.test(claim.compute(PRINTED)), claim.test(claim.compute(CLEAN))
    expected = {(True, True): "holds", (False, True): "holds after repair"}.get(
        (bool(in_print), bool(repaired)), "does not hold"
    )
    assert line["verdict"] == expected


def test_every_function_of_the_ledger_is_used_and_documented():
    public = {
        name
        for name, function in inspect.getmembers(recomputed, inspect.isfunction)
        if function.__module__ == recomputed.__name__ and not name.startswith("_")
    }
    assert public <= set(LEDGER["function"])
    assert all(getattr(recomputed, name).__doc__ for name in public)


def test_outside_evidence_contradicts_only_with_an_erratum_that_is_not_open():
    confidence = errata().set_index("id")["confidence"]
    judged = [claim for claim in CLAIMS if claim.test is None and claim.erratum]
    assert len(judged) >= 6
    assert all(confidence[claim.erratum] in ("certain", "likely") for claim in judged)
    assert {claim.erratum for claim in CLAIMS if claim.erratum} <= set(confidence.index)


def test_every_table_bears_on_some_statement_and_every_verdict_occurs():
    assert [n for n in PRINTED if not any(str(n) in claim.table for claim in CLAIMS)] == []
    assert (verdict_counts() > 0).all() and list(verdict_counts().index) == list(VERDICTS)
    assert verdict_counts().sum() == len(LEDGER) >= 80


def test_a_statement_without_a_value_says_why_it_cannot_be_checked():
    silent = LEDGER[(LEDGER["verdict"] == "cannot be checked here")]
    assert (silent["note"].str.len() > 10).all()


def test_statements_are_told_apart():
    assert LEDGER["claim"].is_unique and LEDGER["id"].is_unique


@pytest.mark.parametrize(
    "function, value, verdict",
    [
        ("smes_2005", 269332, "holds"),
        ("sme_share_of_output", 63.7, "holds"),
        ("sme_share_of_employed", 77.05, "holds"),
        ("private_share_1999", 9.01, "holds after repair"),
        ("state_share_1999", 31.26, "holds after repair"),
        ("private_share_2005", 45.55, "holds after repair"),
        ("state_share_2005", 6.19, "holds after repair"),
        ("coastal_three_share_of_enterprises", 37.65, "holds"),
        ("coastal_three_share_of_employed", 31.18, "does not hold"),
        ("coastal_three_share_of_sme_employed", 35.00, "holds"),
        ("workers_per_sme", 228.7, "does not hold"),
        ("range_of_sme_number_share", 4.1, "does not hold"),
        ("range_of_sme_output_share", 12.6, "does not hold"),
        ("shandong_and_shanghai_next_by_workers", 0, "does not hold"),
        ("revenue_over_output", 5.9, "does not hold"),
    ],
)
def test_the_findings_of_the_ledger(function, value, verdict):
    line = by_function(function)
    assert line["recomputed_value"] == pytest.approx(value, abs=0.06 if value else 0)
    assert line["verdict"] == verdict


def test_the_gini_coefficient_of_equal_and_of_single_provinces():
    tables = {4: CLEAN[4].copy()}
    tables[4]["enterprises_sme"] = 1.0
    assert recomputed.gini_of_smes(tables) == pytest.approx(0)
    tables[4]["enterprises_sme"] = 0.0
    tables[4].loc["Tibet", "enterprises_sme"] = 1.0
    assert recomputed.gini_of_smes(tables) == pytest.approx(30 / 31)


@pytest.mark.parametrize(
    "before, after, verdict",
    [
        (9.0, 9.0, "holds"),
        (2.0, 9.0, "holds after repair"),
        (math.nan, 9.0, "holds after repair"),
        (9.0, 2.0, "does not hold"),
        (9.0, math.nan, "does not hold"),
    ],
)
def test_the_four_ways_a_test_can_end(before, after, verdict):
    assert Claim("1", "x", compute=len, test=near(9, 0.5)).verdict(before, after) == verdict


def test_without_a_test_only_an_erratum_contradicts():
    assert Claim("1", "x").verdict(math.nan, math.nan) == "cannot be checked here"
    assert Claim("1", "x", erratum="X02").verdict(math.nan, math.nan) == "does not hold"
    assert not above(77)(77.0)


def test_a_changed_number_changes_the_verdict():
    """The ledger would notice if a repair were undone."""
    claim = next(claim for claim in CLAIMS if claim.compute is recomputed.private_1999)
    undone = CLEAN | {3: CLEAN[3].copy()}
    undone[3].loc["private", "1999"] = 4480.0
    assert claim.verdict(claim.compute(PRINTED), claim.compute(undone)) == "does not hold"
