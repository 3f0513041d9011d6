"""Melitz, who exports: the bet's numbers, and every word such as fewer, more or only, at every state of the table."""

import importlib

import numpy as np
import pytest

from missing_middle.explorables.engine.words import fill

source = importlib.import_module("missing_middle.explorables.questions.who_exports")


@pytest.fixture(scope="module")
def table(widget):
    return widget.table()


def test_the_state_that_settles_the_bet_has_the_numbers_of_footnote_6(widget):
    frame = widget.frame_at(**source.BET.reveal)
    seen = {name: round(frame[name], 1) for name in ("exporters", "losers", "lost", "gain")}
    assert seen == {"exporters": 12.3, "losers": 35.4, "lost": 30.7, "gain": 7.9}  # models.melitz, by its own tests


def test_the_bet_is_told_in_these_numbers(widget):
    frame, digits = widget.frame_at(**source.BET.reveal), widget.spec["digits"]
    assert "until 12% of firms export" in fill(source.BET.question, frame, digits)
    assert [fill(option.says, frame, digits)[:39] for option in source.BET.options][:2] == [
        "For 35% of the exporters the new sales ",
        "31% of the firms are gone. All firms co",
    ]


def test_opening_closes_firms_and_raises_income_at_every_state(table):
    assert (table["firms"] < 100).all() and (table["income"] > 100).all()
    assert (table["phi_domestic"] > table["phi_autarky"]).all()


def test_a_shelf_holds_home_firms_and_the_exporters_of_each_partner(table):
    partners = source.ECONOMY["n"]
    assert table["varieties"] == pytest.approx(
        table["firms"] + partners * table["exporting_firms"], abs=0.6 * (2 + partners)
    )
    assert table["exporting_firms"] == pytest.approx(table["firms"] * table["exporters"] / 100, abs=1.2)


def test_only_firms_above_the_export_cutoff_gain_at_every_state(table):
    assert (table["phi_winner"] > table["phi_export"]).all()
    assert (table["losers"] > 0).all()


def test_exporting_takes_as_much_as_surviving_exactly_where_all_export(table):
    all_export = table["case"] == "all_export"
    assert all_export.any() and not all_export.all()
    assert (np.isclose(table["step"], 1, atol=1e-3) == all_export).all()
    assert (table["exporters"][all_export] > 99.9).all()


def test_a_country_called_almost_closed_is(table):
    closed = table["case"] == "closed"
    assert closed.any()
    assert (table["lost"][closed] < 2).all() and (table["gain"][closed] < 0.6).all()
    assert (table["lost"][~closed] > 2).all()


def test_the_curve_turns_at_the_cutoffs(widget):
    frame = widget.frame_at(**source.BET.reveal)
    phi, change = frame["phi"], frame["change"]
    assert change[phi < frame["phi_autarky"]] == pytest.approx(0)
    assert phi[np.argmin(change)] == pytest.approx(frame["phi_export"])
    assert np.interp(frame["phi_winner"], phi, change) == pytest.approx(0, abs=1e-9)
    between = (phi > frame["phi_autarky"] * 1.0001) & (phi < frame["phi_winner"] * 0.9999)
    assert (change[between] < 0).all() and (change[phi > frame["phi_winner"] * 1.0001] > 0).all()


def test_more_alike_firms_are_fewer_giants(widget):
    alike, unlike = widget.frame_at(k=6.0), widget.frame_at(k=3.6)
    assert alike["density"][-1] < unlike["density"][-1]


def test_the_density_is_the_share_of_entrants_in_a_step_of_one_per_cent(widget):
    frame = widget.frame_at()
    at, k = frame["entrant"], 4.8
    assert frame["density"] == pytest.approx(100 * (at**-k - (1.01 * at) ** -k), rel=0.04)
