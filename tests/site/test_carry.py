"""Answers of a page taken to the notebook: what is copied is right there too, and a text comes as it was written."""

import pytest
from page_python import Tab
from solving import ITEMS, asked, solve

from missing_middle.checks.feedback import verdict_on
from missing_middle.checks.registry import question_of
from missing_middle.checks.variants import case_of
from missing_middle.web.stage import Stage

FIELD = "document.querySelector('[data-carried]')?.value"


def test_a_table_of_one_column_is_a_list_and_a_wider_one_a_dictionary():
    def lines(columns, rows):
        return Stage("carry.js").call("carry.js", "tableLines", "a", columns, rows)

    words, numbers = {"name": "fate", "isWord": True}, {"name": "a share", "isWord": False}
    assert lines([numbers], [["0,5"], [" \u22121 200 "], ["0"], [""], ["much"]]) == "a = [0.5, -1200, 0, None, None]"
    assert lines([words, numbers], [['no "exit"', "1"], ["", "2"]]) == (
        'a = {\n    "fate": ["no \\"exit\\"", None],\n    "a share": [1, 2],\n}'
    )


@pytest.fixture
def tab(browser, site):
    """The page of a set that asks every kind, as someone sees it who may not use the clipboard."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    tab = Tab(context.new_page())
    tab.open((site / "book" / "3-1-state.html").as_uri())
    yield tab
    context.close()


@pytest.mark.browser
def test_a_whole_set_that_was_solved_in_the_page_is_right_in_the_notebook(tab):
    names = asked()["book/3-1-state.html"]
    assert {ITEMS[name]["kind"] for name in names} == {"value", "choice", "table", "function"}
    button = tab.page.get_by_role("button", name="Take my answers to the notebook")
    button.click()
    tab.page.get_by_text("There are no answers to copy yet.").wait_for()
    assert all(solve(tab, name)[0] == "correct" for name in names)
    tab.page.locator("form[data-kind=text] textarea").fill("Two words.\nAnd more.")
    button.click()
    code = tab.wait(FIELD)
    room = {}
    exec(code, room)
    for name in names:
        question = question_of(name)
        assert f"# {name}: {question.title}\n" in code
        assert verdict_on(question, case_of(question), room[question.answer]).outcome == "correct", name
    assert code.endswith("# Two words.\n# And more.")
    assert tab.page.get_by_text(f"{len(names) + 1} answers are").is_visible()


@pytest.mark.browser
def test_a_text_is_taken_alone_and_where_the_clipboard_is_closed_it_stands_below(tab):
    tab.read(
        "navigator.clipboard.writeText = () => Promise.reject(new Error('no')); document.execCommand = () => false; 0"
    )
    form = tab.page.locator("form[data-kind=text]")
    form.get_by_role("button", name="Copy to the notebook").click()
    form.get_by_text("There is no answer to copy yet.").wait_for()
    form.locator("textarea").first.fill("Two words.")
    form.get_by_role("button", name="Copy to the notebook").click()
    form.get_by_text("does not let the page copy").wait_for()
    assert form.locator("[data-carried]").input_value() == "Two words."
