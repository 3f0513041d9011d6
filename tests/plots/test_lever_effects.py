"""The chart of what measures do alone says what the laboratory computes, and how many can be seen to move anything."""

import pytest

from missing_middle.plots import VISIBLE, lever_effects
from missing_middle.policy import evaluate, portfolio
from missing_middle.policy.effects import AXES, effects_of
from missing_middle.policy.words import levers_of

SECTIONS = ("5.1", "5.2", "5.3", "5.4", "5.5")


@pytest.mark.parametrize("section", SECTIONS)
def test_marks_stand_where_the_laboratory_lands(section):
    effects = effects_of(section)
    chart = lever_effects(effects)
    (ax,) = chart.figure.axes
    drawn = {line.get_label(): list(line.get_xdata()) for line in ax.lines[1:]}
    rows = [text.get_text() for text in ax.texts]
    assert set(rows) == {lever.title for lever in levers_of(section)} and list(drawn) == list(AXES)
    lever = levers_of(section)[-1]
    then, start, row = evaluate(portfolio({lever.id: 1})), evaluate(), rows.index(lever.title)
    for axis, name in AXES.items():
        assert drawn[axis][row] == pytest.approx(100 * (getattr(then, name) - getattr(start, name)))
    moving = sum(max(map(abs, changes.values())) >= VISIBLE for changes in effects.values())
    assert f"Alone, {moving} of {len(rows)} measures" in ax.get_title(loc="left").replace("\n", " ")
    assert rows[0] in chart.alt


def test_nothing_to_draw_is_refused():
    with pytest.raises(ValueError, match=r"effects = \{\} is not allowed"):
        lever_effects({})
