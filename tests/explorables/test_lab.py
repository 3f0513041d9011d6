"""The widget in JupyterLab, with a real kernel behind it."""

import pytest
from lab import jupyterlab, open_widget

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def notebook(browser, tmp_path_factory):
    with jupyterlab(tmp_path_factory.mktemp("lab")) as address:
        page = open_widget(browser, address)
        yield page
        page.close()


def wait_for_sentence(page, sentence):
    page.wait_for_function(
        "told => document.querySelector('.xp [data-sentence]').textContent.replaceAll('\\u00a0', ' ') === told",
        arg=sentence,
    )
    page.wait_for_function("document.querySelector('.xp [data-status]').textContent === 'Exact, from Python.'")


def test_arrow_keys_move_the_slider_and_python_answers(notebook, widget):
    notebook.locator("[data-range=tau]").focus()
    for _ in range(8):
        notebook.keyboard.press("ArrowLeft")
    wait_for_sentence(notebook, widget.says(tau=1.45))
    assert notebook.locator("[data-range=tau]").evaluate("e => e === document.activeElement")


def test_a_typed_number_is_answered_exactly(notebook, widget):
    field = notebook.locator("[data-number=tau]")
    field.fill("1.337")
    field.press("Enter")
    wait_for_sentence(notebook, widget.says(tau=1.337))
    assert field.input_value() == "1.337"
    assert notebook.locator(".xp [data-message]").inner_text() == ""


def test_python_knows_what_the_reader_sees(notebook):
    field = notebook.locator("[data-number=tau]")
    field.fill("1.25")
    field.press("Enter")
    notebook.wait_for_function("document.querySelector('.xp [data-sentence]').textContent.includes('1.25')")
    notebook.locator(".jp-Notebook .cm-content").nth(1).click()
    notebook.keyboard.press("Shift+Enter")
    notebook.get_by_text("1.25", exact=True).wait_for(timeout=30_000)


@pytest.mark.parametrize("light", ["true", "false"], ids=["light", "dark"])
def test_axe_finds_no_fault_in_the_widget(notebook, axe, light):
    """The rest of the page is JupyterLab's own; here only what we put into it is asked about."""
    notebook.evaluate("light => { document.body.dataset.jpThemeLight = light }", light)
    notebook.evaluate(axe)
    found = notebook.evaluate("axe.run('.xp', { preload: false })")
    notebook.evaluate("document.body.dataset.jpThemeLight = 'true'")
    assert not [(fault["id"], [node["html"][:120] for node in fault["nodes"]]) for fault in found["violations"]]
    assert len(found["passes"]) > 10


def test_the_widget_follows_the_theme_of_jupyterlab(notebook):
    colours = []
    for light in ("true", "false"):
        notebook.evaluate("light => { document.body.dataset.jpThemeLight = light }", light)
        colours.append(notebook.locator(".xp").evaluate("e => getComputedStyle(e).backgroundColor"))
    notebook.evaluate("document.body.dataset.jpThemeLight = 'true'")
    assert colours == ["rgb(255, 253, 247)", "rgb(20, 24, 27)"]
