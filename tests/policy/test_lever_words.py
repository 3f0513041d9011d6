"""Tables of measures: every lever of a section, with every parameter it moves, and no number typed by hand."""

import pytest

from missing_middle.policy import LEVERS, PARAMETERS
from missing_middle.policy.words import levers_of, markdown, measures_table, politics_table

SECTIONS = ("5", "5.1", "5.2", "5.3", "5.4", "5.5", "2.4")


def test_sections_hold_all_levers_once():
    assert sorted(lever.id for section in SECTIONS for lever in levers_of(section)) == sorted(LEVERS)


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("table", [measures_table, politics_table])
def test_table_has_a_row_for_each_lever(section, table):
    rows = table(section).splitlines()
    assert len(rows) == 2 + len(levers_of(section))
    assert len({row.count("|") for row in rows}) == 1
    assert all(f"`{lever.id}`" in row for lever, row in zip(levers_of(section), rows[2:], strict=True))


def test_every_parameter_that_a_lever_moves_has_words():
    assert {move.parameter for lever in LEVERS.values() for move in lever.moves} == set(PARAMETERS)


@pytest.mark.parametrize(
    "name, words",
    [
        ("benchmarking", r"awareness of the gain, $1 - \theta$ times 0.5"),
        ("leasing", r"collateral limit, $\lambda - 1$ times 1.25"),
        ("trade-agreement", r"trade cost, $\tau - 1$ times 0.75"),
        ("tax-incentive", "pay for cooperating $s$, plus 0.5"),
        ("cluster-lending", "firms that share a bank $N$, plus 4"),
        ("business-networks", "more links: A with A2 and A4; A2 with A4"),
    ],
)
def test_moves_read_as_they_act(name, words):
    assert str(LEVERS[name].moves[0]) == words


def test_unknown_section_and_broken_cell_are_refused():
    with pytest.raises(ValueError, match=r"section = '5.6' is not allowed: give one of 2.4, 5, 5.1"):
        levers_of("5.6")
    with pytest.raises(ValueError, match="without bars"):
        markdown(["a"], [["b|c"]])
