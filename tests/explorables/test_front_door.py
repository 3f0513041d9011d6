"""The picture at the front door tells what the model says, and asks for no bet."""

import pytest
from pages import write_page

from missing_middle.explorables.questions.credit import COUNTRY
from missing_middle.explorables.questions.front_door import CONTROLS, LENDS, front_door
from missing_middle.models import missing_middle


@pytest.mark.parametrize("psi", CONTROLS[0].stops)
def test_the_gap_is_the_models_and_closes_where_more_credit_costs_nothing(psi):
    widget, gap = front_door(), missing_middle(**COUNTRY, lam=LENDS, psi=psi)
    frame = widget.frame_at(psi=psi)
    assert frame["limit"] == gap.k_limit and frame["stuck"] == pytest.approx(100 * gap.missing_share)
    assert frame["case"] == ("gap" if psi else "whole") and (frame["jump"] is None) == (psi == 0)
    assert f"{gap.k_jump / gap.k_limit:.1f} times" in widget.says(psi=psi) or psi == 0
    assert (gap.gap_width == 0 and gap.missing_share == 0) == (psi == 0)


def test_a_dearer_loan_widens_the_gap_and_stops_more_firms():
    frames = [front_door().frame_at(psi=psi) for psi in CONTROLS[0].stops]
    for name in ("times", "stuck"):
        values = [frame[name] for frame in frames]
        assert values == sorted(values) and len(set(values)) == len(values)


@pytest.mark.browser
def test_its_control_is_open_from_the_start_and_moves_the_picture(browser, tmp_path):
    page = browser.new_page()
    page.goto(write_page(tmp_path / "page.html", front_door()))
    page.wait_for_selector(".xp-views svg *", state="attached")
    assert page.locator("[data-bet], [data-skipped], [data-verdict]").locator("visible=true").count() == 0
    before = page.locator(".xp figure svg").inner_html()
    page.locator("[data-range]").press("Home")
    assert "Without that cost the middle is there" in page.locator("figcaption").inner_text()
    assert page.locator(".xp figure svg").inner_html() != before
    page.close()
