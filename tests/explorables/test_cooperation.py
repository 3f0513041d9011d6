"""Cooperation: the bet's numbers, and what each sentence claims, at every state of the table."""

import importlib

import numpy as np
import pytest

from missing_middle.explorables.engine.words import fill

source = importlib.import_module("missing_middle.explorables.questions.cooperation")


@pytest.fixture(scope="module")
def game():
    return source.cooperation_game()


@pytest.fixture(scope="module")
def table(game):
    return game.table()


def test_a_grant_that_pays_all_of_joining_does_not_buy_cooperation_where_cheating_tempts(game):
    frame = game.frame_at(**source.BET.reveal)
    assert (frame["case"], frame["grant"]) == ("cheats", None)
    assert (frame["incentive"], frame["awareness"]) == pytest.approx((0.4, 1.16))


def test_the_bet_is_told_in_these_numbers(game):
    frame = game.frame_at(**source.BET.reveal)
    said = [fill(option.says, frame, game.spec["digits"]) for option in source.BET.options]
    assert "worth −0.40 a year" in said[1] and "awareness of 1.16" in said[2] and said[3].startswith("0.40 a year")


def test_a_grant_is_enough_where_joining_is_the_obstacle(game):
    dear = {"obstacle": "joining", "s": 0, "theta": 1, "patience": 0.5}
    assert game.frame_at(lump=0, **dear)["grant"] == pytest.approx(1.4)
    assert game.frame_at(lump=1.4, **dear)["case"] == "lasts"
    assert game.frame_at(lump=1, **dear)["case"] == "stays out"


def test_every_sentence_is_true_at_every_state(table):
    case, stay, join = (table[name] for name in ("case", "stay", "join"))
    assert set(case) == {"lasts", "cheats", "stays out", "neither"}
    small = 1e-3
    assert (np.minimum(stay, join)[case == "lasts"] > -small).all()
    assert (stay[case == "cheats"] < small).all() and (join[case == "cheats"] > -small).all()
    assert (join[case == "stays out"] < small).all() and (stay[case == "stays out"] > -small).all()
    assert (stay[case == "neither"] < small).all() and (join[case == "neither"] < small).all()


def test_no_grant_is_offered_where_cheating_is_the_trouble_and_one_is_where_joining_is(table):
    assert np.isnan(table["grant"][np.isin(table["case"], ["cheats", "neither"])]).all()
    stays_out = table["case"] == "stays out"
    assert stays_out.any() and (table["grant"][stays_out] > 0).all()


def test_an_incentive_always_exists(table):
    assert np.isfinite(table["incentive"]).all()
    assert (table["incentive"][table["case"] != "lasts"] > 0).all()
