"""A week on a hub: students pull by a link and work, the instructor mends a set, servers stop; no work is lost."""

import json
import shutil

import pytest
from class_hub import STUDENTS, class_hub
from rare import far

pytestmark = [pytest.mark.browser, far]
SET, OTHER = "exercises/trade.ipynb", "exercises/credit.ipynb"
MENDED = "This sentence was mended by the instructor."
LONG = 120_000


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    if not shutil.which("npm"):
        pytest.skip("no npm on this machine: the proxy of JupyterHub needs it")
    with class_hub(tmp_path_factory.mktemp("hub")) as running:
        yield running


@pytest.fixture(scope="module")
def ada(browser, hub):
    context = browser.new_context(own=True)
    page = context.new_page()
    page.set_default_timeout(LONG)
    log_in(page, hub, "ada", hub.link(SET))
    yield page
    context.close()


def log_in(page, hub, name, address):
    page.goto(address)
    page.locator("#username_input").fill(name)
    page.locator("#password_input").fill(hub.password)
    page.locator("#login_submit").click()


def cells(file):
    return json.loads(file.read_text(encoding="utf8"))["cells"]


def sources(file):
    return ["".join(cell["source"]) for cell in cells(file)]


def in_home(hub, name, path):
    return hub.homes / name / hub.repository.name / path


def notebook(page):
    """Wait until JupyterLab shows the set with a kernel; return the student's cell."""
    answer = page.locator(".jp-CodeCell").filter(has_text="share = ").first.locator(".cm-content").first
    answer.wait_for(timeout=LONG)
    page.get_by_text("| Idle").wait_for(timeout=LONG)
    return answer


def mend(hub, path):
    """As an instructor: a sentence more in the first cell of a set, and the repository written anew."""
    file = hub.course / path
    content = json.loads(file.read_text(encoding="utf8"))
    first = content["cells"][0]
    first["source"] = ["".join(first["source"]) + f"\n\n{MENDED}"]
    file.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf8")
    hub.publish()


def test_a_link_pulls_the_course_opens_the_set_and_brings_no_solutions(hub, ada):
    notebook(ada)
    home = hub.homes / "ada" / hub.repository.name
    assert {path.name for path in home.iterdir() if path.is_dir()} == {".git", "exercises", "notebooks", "data"}
    text = "".join(path.read_text(encoding="utf8") for path in home.rglob("*.ipynb"))
    assert "trade-q1" in text and "BEGIN SOLUTION" not in text
    assert not list((hub.homes / "ada").rglob("missing_middle"))  # the package is everybody's


def test_an_answer_is_checked_and_saved(hub, ada):
    answer = notebook(ada)
    ada.get_by_role("menuitem", name="Run", exact=True).click()
    ada.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    check = ada.locator(".jp-CodeCell").filter(has_text='check("trade-q1", share)')
    check.get_by_text("not attempted").or_(check.get_by_text("Not attempted")).first.wait_for(timeout=LONG)
    answer.click()
    ada.keyboard.press("Control+a")
    ada.keyboard.type("share = 0.276")
    ada.keyboard.press("Shift+Enter")
    ada.keyboard.press("Shift+Enter")
    check.get_by_text("Correct").wait_for(timeout=LONG)
    ada.keyboard.press("Control+s")
    ada.wait_for_function("!document.querySelector('.jp-mod-dirty')", timeout=LONG)
    assert "share = 0.276" in sources(in_home(hub, "ada", SET))


def test_a_second_pull_brings_what_is_new_and_keeps_the_answer(hub, ada):
    mend(hub, OTHER)
    mend(hub, SET)
    ada.goto(hub.link(SET))
    notebook(ada)
    assert sources(in_home(hub, "ada", OTHER))[0].endswith(MENDED)
    found = sources(in_home(hub, "ada", SET))
    assert "share = 0.276" in found and found[0].endswith(MENDED)


def test_after_stop_and_start_the_answer_is_there(hub, ada):
    ada.goto(f"{hub.address}/hub/home")
    ada.locator("#stop").click()
    ada.locator("#start", has_text="Start My Server").wait_for(timeout=LONG)
    assert ada.goto(f"{hub.address}/user/ada/api/status").status == 424  # the hub's word for a server that is down
    ada.goto(f"{hub.address}/hub/spawn/ada?next=/user/ada/lab/tree/{hub.repository.name}/{SET}")
    notebook(ada)
    ada.locator(".jp-CodeCell").filter(has_text="share = 0.276").first.wait_for(timeout=LONG)
    assert "share = 0.276" in sources(in_home(hub, "ada", SET))


def test_another_student_gets_the_mended_set_and_nobodys_answer(hub, browser, ada):
    context = browser.new_context(own=True)
    page = context.new_page()
    page.set_default_timeout(LONG)
    log_in(page, hub, "bela", hub.link(SET))
    notebook(page)
    found = sources(in_home(hub, "bela", SET))
    assert found[0].endswith(MENDED) and not any("0.276" in source for source in found)
    context.close()


def test_a_stranger_with_the_password_is_not_let_in(hub, browser):
    assert "eve" not in STUDENTS
    context = browser.new_context(own=True)
    page = context.new_page()
    log_in(page, hub, "eve", f"{hub.address}/hub/home")
    page.get_by_text("not allowed").or_(page.get_by_text("Invalid username")).first.wait_for(timeout=LONG)
    assert not (hub.homes / "eve").exists()
    context.close()
