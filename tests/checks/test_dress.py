"""In JupyterLab the verdict is set off, in colours that can be read; everywhere else a check prints plain text."""

import re

import pytest

from missing_middle.checks import check, parameters
from missing_middle.checks.feedback import GROUNDS, OTHER_GROUND
from missing_middle.checks.registry import question_of

SIGNS = re.compile(r"\x1b\[[\d;]*m")
RIGHT = question_of("trade-q1").right(parameters("trade-q1"))
ANSWERS = {"not attempted": ..., "wrong kind": "a word", "wrong": 0.0123, "correct": RIGHT}


@pytest.mark.parametrize("name", ANSWERS)
def test_the_verdict_is_set_off_in_jupyterlab_only_and_no_word_changes(monkeypatch, capsys, name):
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    check("trade-q1", ANSWERS[name])
    plain = capsys.readouterr().out
    monkeypatch.setenv("JPY_SESSION_NAME", "trade.ipynb")
    check("trade-q1", ANSWERS[name])
    dressed = capsys.readouterr().out
    assert "\x1b" not in plain and len(SIGNS.findall(dressed)) == 2
    opening = re.match(r"\x1b\[1;38;2;255;255;255;48;2;[\d;]+m (.*?) \x1b\[0m:", dressed)[1]
    assert plain.startswith(opening + ":") and SIGNS.sub("", dressed).split() == plain.replace(":", " :", 1).split()


@pytest.mark.parametrize("ground", [*GROUNDS.values(), OTHER_GROUND])
def test_white_words_reach_four_and_a_half_to_one_on_every_ground(ground):
    parts = [int(part) / 255 for part in ground.split(";")]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    assert 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05) >= 4.5
