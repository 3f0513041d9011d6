"""How large a cluster grows: sizes by searching the payoff itself, each story at every state, the bet."""

import numpy as np
import pytest
from everyone import agree, column, curves, made, replies, settled, told
from scipy.optimize import brentq, minimize_scalar

NAME = "cluster_growth"


def payoff(size, c):
    """What a member earns."""
    return 2.5 * size**0.3 - 1.5 / size - c * size**0.9


def sizes(c, v_out):
    """The best size and its payoff; the critical mass and the size with free entry, if there are any."""
    best = np.exp(minimize_scalar(lambda n: -payoff(np.exp(n), c), bounds=(0, 9), method="bounded").x)
    if payoff(best, c) < v_out:
        return best, payoff(best, c), np.nan, np.nan
    mass, entry = (brentq(lambda n: payoff(n, c) - v_out, *ends) for ends in ((0.1, best), (best, 1e5)))
    return best, payoff(best, c), mass, entry


def test_every_number_follows_from_the_payoff():
    table, c, v_out, settled = made(NAME).table(), *(column(NAME, name) for name in ("c", "v_out", "settled"))
    known = {pair: sizes(*pair) for pair in set(zip(c, v_out, strict=True))}
    best, most, least, entry = np.array([known[pair] for pair in zip(c, v_out, strict=True)]).T
    grows = settled >= least  # nowhere at a mass that does not exist
    exact = {
        "best": best,
        "most": most,
        "least": least,
        "entry": entry,
        "end": np.where(grows, entry, 0),
        "now": payoff(settled, c),
        "lost": np.where(grows, most - v_out, np.nan),
    }
    agree(NAME, exact)
    assert ((table["case"] == "grows") == grows).all()
    assert ((table["case"] == "hopeless") == np.isnan(entry)).all()


def test_every_story_is_true_at_every_state():
    table, v_out, settled = made(NAME).table(), column(NAME, "v_out"), column(NAME, "settled")
    grows, dies, hopeless = (table["case"] == case for case in ("grows", "dies", "hopeless"))
    assert grows.any() and dies.any() and hopeless.any()
    assert (table["entry"] > table["best"])[grows].all() and (table["lost"] > 0)[grows].all()
    assert (table["now"] < v_out)[dies].all() and (table["least"] > settled)[dies].all()
    assert (table["most"] < v_out)[hopeless].all() and (table["end"] < 0.5)[~grows].all()


def test_entry_stops_well_beyond_the_best_size():
    frame = settled(NAME)
    assert frame["end"] > 3 * frame["best"]
    assert "beyond 51 each" in replies(NAME)["cl-bigger"] and replies(NAME)["right"].startswith("At 184:")


def test_each_story_has_its_own_words():
    dies, grows, hopeless = told(NAME), told(NAME, settled=10), told(NAME, c=0.16, v_out=4.4)
    assert "take 4.2 firms to hold" in dies[0] and "Too few" in dies[1] and "Nothing" in dies[2]
    assert "to 184, where" in grows[0] and "keep coming" in grows[1] and "Larger" in grows[2]
    assert "Even at its best size" in hopeless[0] and "No size" in hopeless[1] and "Nothing" in hopeless[2]


def test_the_curve_is_the_payoff_at_each_size():
    ((size, earned),) = curves(NAME, 0, c=0.12)
    assert earned == pytest.approx(np.maximum(payoff(size, 0.12), -1))
