"""Every measure of section 5 is a lever that says who acts, who pays, what it moves and what could go wrong."""

import pytest

from missing_middle.policy import BASELINE, LEVERS, WIDE, down, up
from missing_middle.policy.economy import links_of

SECTIONS = {"5": 2, "5, note 17": 5, "5.1": 9, "5.2": 4, "5.2, note 18": 1, "5.3": 14, "5.4": 12, "5.5": 9, "2.4": 1}


def test_every_measure_of_every_subsection_is_there():
    sections = [lever.section for lever in LEVERS.values()]
    assert {section: sections.count(section) for section in set(sections)} == SECTIONS
    assert len(LEVERS) > 30


@pytest.mark.parametrize("lever", LEVERS.values(), ids=list(LEVERS))
def test_lever_is_a_full_record_in_one_sentence(lever):
    assert all(getattr(lever, name) for name in ("title", "mechanism", "who_acts", "who_pays", "harm", "measure"))
    assert lever.mechanism.endswith(".") and lever.mechanism.count(". ") == 0
    assert LEVERS[lever.id] is lever


@pytest.mark.parametrize("lever", LEVERS.values(), ids=list(LEVERS))
def test_lever_moves_parameters_that_the_economy_has(lever):
    assert lever.moves
    for move in lever.moves:
        value = BASELINE.value(move.parameter)
        assert move.direction in (1, -1) and move.size > 0
        if move.kind == "amount":
            assert value == 0  # otherwise a factor would be the natural move
        if move.kind == "factor":
            assert move.size <= 0.5  # one lever alone stays inside the clamp


def test_links_of_levers_are_new_and_belong_to_the_network_cluster():
    links = {link for lever in LEVERS.values() for move in lever.moves for link in move.links}
    assert links <= links_of("network") - links_of("vertical")
    assert links  # and there are some


def test_titles_and_mechanisms_are_told_apart():
    for name in ("title", "mechanism"):
        assert len({getattr(lever, name) for lever in LEVERS.values()}) == len(LEVERS)


def test_the_wide_eight_are_levers_of_all_kinds():
    assert len(WIDE) == len(set(WIDE)) == 8
    assert {LEVERS[name].section[:3] for name in WIDE} == {"2.4", "5.1", "5.2", "5.3", "5.5"}


def test_a_move_of_nothing_or_of_no_known_parameter_is_refused():
    with pytest.raises(ValueError, match=r"parameter = 'trade.taxes' is not allowed: give one of 'trade.f_e'"):
        up("trade.taxes")
    with pytest.raises(ValueError, match="size = 0 is not allowed: give a finite number above 0"):
        down("trade.f_e", 0)
