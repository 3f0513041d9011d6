"""A stranger's first minutes on Binder: only what requirements.txt and postBuild install, a notebook, an exercise."""

import json

import pytest
from binder import replay
from lab import jupyterlab, new_page
from playwright.sync_api import TimeoutError as NotInTime

pytestmark = pytest.mark.browser
STARTED = """() => [...document.querySelectorAll('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell .jp-InputPrompt')]
  .some((prompt) => /[\\d*]/.test(prompt.textContent))"""
ALL_RAN = """() => {
  const prompts = [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].map((p) => p.textContent);
  return prompts.length > 3 && !prompts.some((text) => text.includes('*')) && prompts.at(-1) !== '[ ]:'; }"""


@pytest.fixture(scope="module")
def binder(browser, tmp_path_factory):
    """A page on a JupyterLab in the environment that Binder makes, and the address of its files."""
    folder = tmp_path_factory.mktemp("binder")
    python, copy = replay(folder, "--no-compile")  # compiled or not, the same libraries, 20 s sooner
    for notebook in [*copy.glob("notebooks/*.ipynb"), *copy.glob("exercises/*.ipynb")]:
        forget(notebook)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("PYTHONPATH", raising=False)  # this checkout must not help the other one
        with jupyterlab(folder, copy, str(python)) as address:
            page = new_page(browser)
            yield page, address
            page.close()


def forget(notebook):
    """Take out what stored outputs would show even if nothing ran."""
    content = json.loads(notebook.read_text(encoding="utf8"))
    for cell in content["cells"]:
        if cell["cell_type"] == "code":
            cell.update(outputs=[], execution_count=None)
    notebook.write_text(json.dumps(content), encoding="utf8")


def run_all(page, address):
    """Open a notebook and run its cells; again if JupyterLab, still starting, did not hear."""
    page.goto(f"{address}?reset")
    page.get_by_text("| Idle").wait_for(timeout=90_000)
    for _ in range(6):
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        try:
            page.wait_for_function(STARTED, timeout=10_000)
            return
        except NotInTime:
            continue
    raise AssertionError("the cells were run six times, and none started")


def test_a_notebook_runs_and_its_explorable_answers(binder):
    page, address = binder
    run_all(page, f"{address}/notebooks/who-exports.ipynb")
    page.wait_for_selector(".xp-views svg path", timeout=90_000)
    page.wait_for_function(ALL_RAN, timeout=120_000)  # a cell that was asked for twice gets another widget
    page.locator(".xp").get_by_role("button", name="Skip").click()
    page.locator("[data-number=tau]").fill("1.337")
    page.locator("[data-number=tau]").press("Enter")
    page.wait_for_function(
        "document.querySelector('.xp [data-status]').textContent === 'Exact, from Python.' "
        "&& document.querySelector('.xp [data-sentence]').textContent.includes('1.337')"
    )
    assert page.locator(".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.error']").count() == 0


def test_an_exercise_asks_listens_and_answers(binder):
    page, address = binder
    run_all(page, f"{address}/exercises/trade.ipynb")
    check = page.locator(".jp-CodeCell").filter(has_text='check("trade-q1", share)')
    check.get_by_text("not attempted").or_(check.get_by_text("Not attempted")).first.wait_for(timeout=60_000)
    answer = page.locator(".jp-CodeCell").filter(has_text="share = ...").locator(".cm-content").first
    answer.click()
    page.keyboard.press("Control+a")
    page.keyboard.type("share = 0.276")
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Shift+Enter")
    check.get_by_text("Correct").wait_for(timeout=30_000)
