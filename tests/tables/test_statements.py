"""The ledger of statements: each value is recomputed, and each verdict follows from the code."""

import inspect
import math
import re

import pytest

from missing_middle.tables import book, claims, errata, of_its_own_tables, recomputed, verdict_counts
from missing_middle.tables.claim import DECIDERS, VERDICTS, Claim, above, near, slightly_above, slightly_below
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
def test_a_verdict_follows_from_the_tables_or_from_what_was_found(claim, line):
    if claim.test is None:
        assert line["verdict"] == (claim.found or "cannot be checked here")
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


def test_a_source_that_contradicts_names_its_erratum_or_itself_and_no_erratum_behind_a_verdict_is_open():
    confidence = errata().set_index("id")["confidence"]
    judged = [claim for claim in CLAIMS if claim.found]
    assert len(judged) >= 12
    assert all(confidence[claim.erratum] in ("certain", "likely") for claim in judged if claim.erratum)
    assert all(claim.source or errata().set_index("id").loc[claim.erratum, "source"] for claim in judged)
    assert {claim.erratum for claim in CLAIMS if claim.erratum} <= set(confidence.index)


def test_everybody_who_decides_decides_somewhere_and_outside_evidence_confirms_as_well_as_contradicts():
    decided = LEDGER[LEDGER["decided_by"] != ""]
    assert set(decided["decided_by"]) == set(DECIDERS)
    assert (decided["verdict"] != "cannot be checked here").all()
    for who in ("outside evidence", "reference list"):
        assert set(decided[decided["decided_by"] == who]["verdict"]) == {"holds", "does not hold"}


def test_the_count_of_section_6_is_of_the_papers_own_sentences_and_its_own_tables():
    counted = of_its_own_tables()
    assert (counted["whose"] == "paper").all() and (counted["function"] != "").all()
    assert {"C21", "C36", "C54", "C56", "C61", "C72", "C82"}.isdisjoint(counted["id"])
    assert {"C19", "C25", "C41", "C53"} <= set(counted["id"])
    assert verdict_counts(counted).sum() == len(counted) and verdict_counts(counted)["cannot be checked here"] == 0


def test_a_mean_below_a_limit_confirms_no_limit():
    means = LEDGER[LEDGER["id"].isin(["C21", "C22", "C23"])]
    assert (means["verdict"] == "cannot be checked here").all()


@pytest.mark.parametrize(
    "word, functions",
    [
        ("changes little", ["range_of_sme_number_share", "range_of_sme_output_share", "range_within_one_definition"]),
        ("about", ["private_share_2005", "state_share_2005", "coastal_three_share_of_smes"]),
    ],
)
def test_a_word_of_degree_has_one_threshold(word, functions):
    """The test of each such statement turns at the same distance from what is stated."""
    tests = {name: next(claim for claim in CLAIMS if claim.compute is getattr(recomputed, name)) for name in functions}
    assert all(word in claim.claim for claim in tests.values())
    if word == "changes little":
        assert all(claim.test(4.99) and not claim.test(5.0) for claim in tests.values())
    else:
        stated = {name: float(claim.stated.rstrip("%")) for name, claim in tests.items()}
        assert all(
            claim.test(stated[name] + 0.99) and not claim.test(stated[name] + 1.01) for name, claim in tests.items()
        )
    assert slightly_above(9)(9.44) and not slightly_above(9)(9.0) and not slightly_above(9)(9.46)
    assert slightly_below(270)(257) and not slightly_below(270)(270) and not slightly_below(270)(256)


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
        ("range_of_sme_number_share", 4.1, "holds"),
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
    assert (
        Claim("1", "x", unit="firms", compute=len, test=near(9, 0.5), decided_by="own tables").verdict(before, after)
        == verdict
    )


def test_without_a_test_what_was_found_is_the_verdict():
    assert Claim("1", "x").verdict(math.nan, math.nan) == "cannot be checked here"
    for found in ("holds", "does not hold"):
        claim = Claim("1", "x", found=found, decided_by="outside evidence", source="a yearbook")
        assert claim.verdict(math.nan, math.nan) == found
    assert not above(77)(77.0)


@pytest.mark.parametrize(
    "given, message",
    [
        ({"found": "holds", "source": "a yearbook"}, "decided_by = ''"),
        ({"compute": len, "unit": "firms", "test": near(9, 1)}, "decided_by = ''"),
        ({"decided_by": "own tables"}, "decided_by = 'own tables'"),
        ({"decided_by": "the editor"}, "decided_by = 'the editor' is not allowed: give one of '', 'own tables'"),
        ({"found": "holds", "decided_by": "outside evidence"}, "source = ''"),
        ({"found": "perhaps"}, "found = 'perhaps'"),
        ({"whose": "somebody's"}, "whose = "),
        ({"compute": len}, "unit = ''"),
        ({"test": near(9, 1), "found": "holds", "decided_by": "own tables", "source": "x"}, "beside a test"),
    ],
)
def test_a_verdict_without_who_decides_and_other_gaps_are_refused(given, message):
    with pytest.raises(ValueError, match=re.escape(message)):
        Claim("1", "x", **given)


def test_a_changed_number_changes_the_verdict():
    """The ledger would notice if a repair were undone."""
    claim = next(claim for claim in CLAIMS if claim.compute is recomputed.private_1999)
    undone = CLEAN | {3: CLEAN[3].copy()}
    undone[3].loc["private", "1999"] = 4480.0
    assert claim.verdict(claim.compute(PRINTED), claim.compute(undone)) == "does not hold"
